/** The model's entries for creating layers. */
import type { Drawer } from "./draw.js";
import { activations, layerOf, some } from "./network-operations.js";
import { fits, Meaningless, type Operand, type Operation, type Table } from "./operation.js";
import {
  count,
  endsIn,
  isLegal,
  literal,
  product,
  type Shape,
  type Size,
  sameShape,
  sizeType,
  tensorType,
  total,
} from "./sizes.js";
import { sameCount } from "./tensor-operations.js";
import { as, code, number, plain, shapeOf, sizes, type Tree, type Value, type ValueOf } from "./values.js";

const made = (
  input: Shape,
  output: Shape,
  parameters: Tree = { tuple: [] },
  isLone?: (input: Shape) => boolean,
): ValueOf<"layer"> => ({ kind: "layer", input, output, parameters, ...(isLone ? { isLone } : {}) });

const size = (value: Size): Operand => ({ constant: { kind: "size", size: value } });
const omitted: Operand = { constant: code("") };
const options = (given: Readonly<Record<string, string | undefined>>): string => {
  const written = Object.entries(given).filter(([, value]) => value);
  if (written.length === 0) return "";
  const isPartial = written.some(([, value]) => value?.startsWith("partial("));
  const bare = (value = ""): string => value.replace(/^partial\((.*)\)$/, "$1");
  const all = `{ ${written.map(([name, value]) => `${name}: ${bare(value)}`).join(", ")} }`;
  return isPartial ? `, partial(${all})` : `, ${all}`;
};
const drawActivation = (d: Drawer): Operand => ({ constant: code(d.pick(["", ...activations])) });

// ── Dense layers, and layers from a function ──────────────────────────────────────────────────────────────────────────────────────────────

function drawDense(d: Drawer, input: Size, output: Size): readonly Operand[] {
  const given = (shape: Shape): Operand => (d.flip(0.3) ? d.tensor(shape) : omitted);
  return [size(input), size(output), drawActivation(d), given([output, input]), given([output])];
}

/** A layer whose outputs have the shape of its inputs. */
function drawUniform(d: Drawer): readonly Operand[] {
  const layer = d.existing("layer", (other) => sameShape(layerOf(other).input, layerOf(other).output));
  const width = d.size();
  return [layer ?? d.emit("nn.dense", drawDense(d, width, width))];
}

export const vectors: Table = {
  "nn.dense": {
    draw: (d) => drawDense(d, d.size(), d.size()),
    result: (inputs, outputs, _activation, weights, bias) => {
      const [input, output] = [as("size", inputs).size, as("size", outputs).size];
      fits(isLegal(input) && isLegal(output));
      fits(weights?.kind !== "tensor" || sameShape(weights.shape, [output, input]));
      fits(bias?.kind !== "tensor" || sameShape(bias.shape, [output]));
      const record = { weights: { shape: [output, input] }, bias: { shape: [output] } };
      return made([input], [output], { name: `nn.DenseParameters<${sizeType(input)}, ${sizeType(output)}>`, record });
    },
    write: (inputs, outputs, activation, weights, bias) =>
      `nn.dense(${inputs}, ${outputs}${options({ activation, weights, bias })})`,
  },
  "nn.layer": {
    draw: (d) => [d.some(), d.sizes()],
    // Multiplied by the sum of the parameters, so that their shape doesn't matter.
    result: (by, own) => {
      const { shape } = as("sizes", own);
      fits(shape.every(isLegal));
      return made(shape, shape, { name: `{ by: ${tensorType(shapeOf(by))} }`, record: { by: { shape: shapeOf(by) } } });
    },
    write: (by, own) => `nn.layer({ by: ${by} }, ${own}, ${own}, (p, x) => x.multiply(p.by.sum()))`,
  },
};

/** A layer for vectors of one size, with a scale and a shift for each number. */
const normalising = (name: string, typed?: (size: string) => string, isLone?: (input: Shape) => boolean): Operation => ({
  draw: (d) => [size(d.size())],
  result: (value) => {
    const own = as("size", value).size;
    fits(isLegal(own));
    const record = { scale: { shape: [own] }, shift: { shape: [own] } };
    const layer = made([own], [own], { name: `nn.NormalizationParameters<${sizeType(own)}>`, record }, isLone);
    return typed ? { ...layer, type: typed(sizeType(own)) } : layer;
  },
  write: (own) => `${name}(${own})`,
});

export const between: Table = {
  "nn.activate": {
    total: true,
    draw: (d) => [{ constant: code(d.pick(activations)) }],
    result: () => made([], []),
  },
  "nn.dropout": { total: true, draw: () => [{ constant: code("0.5") }], result: () => made([], []) },
  "nn.layerNorm": normalising("nn.layerNorm"),
  "nn.rmsNorm": {
    draw: (d) => [size(d.size())],
    result: (value) => {
      const own = as("size", value).size;
      fits(isLegal(own));
      return made([own], [own], { name: `nn.RmsNormParameters<${sizeType(own)}>`, record: { scale: { shape: [own] } } });
    },
  },
  "nn.batchNorm": normalising(
    "nn.batchNorm",
    (own) => `nn.BatchNorm<${own}>`,
    (input) => count(input.slice(0, -1)) === 1,
  ),
  "nn.freeze": {
    total: true,
    draw: (d) => [some(d, "layer", "nn.dense")],
    result: (layer) => {
      const { input, output } = layerOf(layer);
      return made(input, output);
    },
  },
  "nn.residual": {
    draw: drawUniform,
    result: (layer) => {
      const { input, output, parameters, isLone } = layerOf(layer);
      fits(sameShape(input, output));
      return made(input, output, parameters, isLone);
    },
  },
  "nn.reversed": {
    draw: (d) => {
      const layer = d.existing("layer", (other) => layerOf(other).input.length > 1);
      return [layer ?? some(d, "layer", d.pick(["nn.lstm", "nn.gru", "nn.attention", "nn.conv1d"]))];
    },
    result: (layer) => {
      const { input, output, parameters, isLone } = layerOf(layer);
      fits(input.length > 1);
      return made(input, output, parameters, isLone);
    },
  },
  "nn.sum": {
    draw: (d) => drawBeside(d, ({ output }, other) => sameShape(output, other)),
    result: (...operands) => {
      const { layers, input, outputs } = besideOneAnother(operands);
      const [first] = outputs;
      fits(first !== undefined && outputs.every((output) => sameShape(output, first)));
      return { ...made(input, first), ...layers };
    },
  },
  "nn.concat": {
    draw: (d) => {
      const axis = d.pick([-1, -1, 0]);
      const differs = ({ output }: ValueOf<"layer">, other: Shape): boolean =>
        sameShape(joinedRest(output, axis), joinedRest(other, axis));
      return [{ constant: number(axis) }, ...drawBeside(d, differs)];
    },
    result: (along, ...operands) => {
      const { layers, input, outputs } = besideOneAnother(operands);
      return { ...made(input, joinedAlong(outputs, numberOf(along, 0))), ...layers };
    },
  },
};

/** What layers side by side give, joined along an axis. */
export function joinedAlong(outputs: readonly Shape[], axis: number): Shape {
  const [first] = outputs;
  fits(first !== undefined);
  const place = axis < 0 ? first.length + axis : axis;
  fits(Number.isInteger(place) && place >= 0 && place < first.length);
  fits(outputs.every((output) => sameShape(joinedRest(output, axis), joinedRest(first, axis)) && output.length === first.length));
  return first.with(place, total(outputs.map((output) => output[place] as Size))); // all have as many axes
}
const joinedRest = (shape: Shape, axis: number): Shape => shape.toSpliced(axis < 0 ? shape.length + axis : axis, 1);

/** A layer, and others that take the same and give something that fits. */
function drawBeside(d: Drawer, matches: (layer: ValueOf<"layer">, first: Shape) => boolean): readonly Operand[] {
  const first = some(d, "layer", d.pick(["nn.dense", "nn.layerNorm", "nn.flatten"]));
  const { input, output } = layerOf(d.value(first));
  const layers: Operand[] = [first];
  for (let more = d.integer(0, 2); more > 0; more--) {
    const found = d.existing("layer", (other) => sameShape(layerOf(other).input, input) && matches(layerOf(other), output));
    layers.push(found ?? first);
  }
  return layers;
}

/** Layers side by side: what they take, what each gives, and the parameters of all. */
function besideOneAnother(operands: readonly (Value | undefined)[]) {
  const layers = operands.map(layerOf);
  const input = layers.reduce<Shape>((longest, layer) => (layer.input.length > longest.length ? layer.input : longest), []);
  const outputs = layers.map((layer) => {
    fits(endsIn(input, layer.input));
    return [...input.slice(0, input.length - layer.input.length), ...layer.output];
  });
  const parameters: Tree = { tuple: layers.map((layer) => layer.parameters) };
  const isLone = (whole: Shape): boolean => layers.some((layer) => layer.isLone?.(whole) ?? false);
  return { layers: { parameters, isLone }, input, outputs };
}

const recurrence = (name: string, gates: number): Operation => ({
  draw: (d) => [{ constant: sizes([d.size(), d.size()]) }, size(d.size()), { constant: code(d.pick(["", '"all"', '"last"'])) }],
  result: (shape, count, returns) => {
    const [length, width, ...more] = as("sizes", shape).shape;
    const units = as("size", count).size;
    fits(length !== undefined && width !== undefined && more.length === 0 && [length, width, units].every(isLegal));
    const bias = { shape: [literal(gates), units] };
    const record = {
      inputWeights: { shape: [literal(gates), units, width] },
      stateWeights: { shape: [literal(gates), units, units] },
      inputBias: bias,
      stateBias: bias,
    };
    const output = returns && as("code", returns).code === '"last"' ? [units] : [length, units];
    return made([length, width], output, {
      name: `nn.RecurrentParameters<${gates}, ${sizeType(width)}, ${sizeType(units)}>`,
      record,
    });
  },
  write: (shape, count, returns) => `${name}(${[shape, count].filter(Boolean).join(", ")}${options({ returns })})`,
});

/** A layer that adds something to each position of a sequence. */
const placing = (name: string, parameters: (length: Size, width: Size) => Tree): Operation => ({
  draw: (d) => [{ constant: sizes([d.size(), d.size()]) }],
  result: (shape) => {
    const [length, width, ...more] = as("sizes", shape).shape;
    fits(length !== undefined && width !== undefined && more.length === 0 && isLegal(length) && isLegal(width));
    return made([length, width], [length, width], parameters(length, width));
  },
  write: (shape) => `${name}(${shape ?? ""})`,
});

export const sequences: Table = {
  "nn.recurrent": recurrence("nn.recurrent", 1),
  "nn.gru": recurrence("nn.gru", 3),
  "nn.lstm": recurrence("nn.lstm", 4),
  "nn.positions": placing("nn.positions", (length, width) => ({
    name: `nn.PositionsParameters<${sizeType(length)}, ${sizeType(width)}>`,
    record: { table: { shape: [length, width] } },
  })),
  "nn.sinusoidalPositions": placing("nn.sinusoidalPositions", () => ({ tuple: [] })),
  // No shape says which numbers it accepts, so no programs use it.
  "nn.embedding": {
    draw: (d) => [size(d.size()), size(d.size())],
    result: (entries, length) => {
      const [things, own] = [as("size", entries).size, as("size", length).size];
      fits(isLegal(things) && isLegal(own));
      const parameters = `nn.EmbeddingParameters<${sizeType(things)}, ${sizeType(own)}>`;
      return plain(`nn.Network<[], [${sizeType(own)}], ${parameters}>`);
    },
  },
  "nn.attention": {
    draw: (d) => {
      const width = d.size();
      const heads = width.known && width.value > 0 ? width.value : 1;
      const divisors = Array.from({ length: heads }, (_, index) => index + 1).filter((count) => heads % count === 0);
      return [{ constant: sizes([d.size(), width]) }, { constant: number(d.pick(divisors)) }];
    },
    result: (shape, count) => {
      const [length, width, ...more] = as("sizes", shape).shape;
      const heads = numberOf(count, 0);
      fits(length !== undefined && width !== undefined && more.length === 0 && isLegal(length) && isLegal(width));
      fits(isStep(heads) && width.known && width.value % heads === 0);
      const parts = [literal(heads), literal(width.value / heads)];
      const [inwards, outwards] = [{ shape: [...parts, width] }, { shape: [width, ...parts] }];
      const record = { query: inwards, key: inwards, value: inwards, output: outwards };
      return made([length, width], [length, width], { name: `nn.AttentionParameters<${sizeType(width)}, ${heads}>`, record });
    },
    write: (shape, heads) => `nn.attention(${[shape, heads].filter(Boolean).join(", ")})`,
  },
};

// ── Image layers ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

const isStep = (value: number): boolean => Number.isInteger(value) && value > 0;

/** The number of places of a kernel along an axis. */
export function places(axis: Size, kernel: number, stride: number, padding: string, dilation = 1): Size {
  if (padding === '"same"' && stride === 1) return axis;
  if (axis.isParameter) throw new Meaningless(); // the number of places stays open
  fits(axis.known);
  if (padding === '"same"') return literal(Math.ceil(axis.value / stride));
  const room = axis.value + 2 * Number(padding || 0) - ((kernel - 1) * dilation + 1);
  fits(room >= 0);
  return literal(Math.floor(room / stride) + 1);
}

/** An image. Refuses kernels and strides that don't fit it. */
function imageOf(shape: Value | undefined, kernel: number, stride: number): [Size, Size, Size] {
  const [height, width, channels, ...more] = as("sizes", shape).shape;
  fits(height !== undefined && width !== undefined && channels !== undefined && more.length === 0);
  fits([height, width, channels].every(isLegal) && isStep(kernel) && isStep(stride));
  return [height, width, channels];
}
export const numberOf = (value: Value | undefined, otherwise: number): number => (value ? as("number", value).number : otherwise);

const drawImage = (d: Drawer): Operand => ({
  constant: sizes([...[d.size(), d.size()].map((axis) => (axis.known || d.flip(0.1) ? axis : literal(5))), d.size()]),
});

const drawStep = (d: Drawer): { constant: Value } => ({ constant: number(d.integer(1, 3)) });
/** An option, or its absence. */
const maybe = (d: Drawer, option: { constant: Value }): Operand =>
  d.flip(0.2) ? { constant: { kind: "written", form: "undefined", value: option.constant } } : option;

/** The text of a constant that may be left out. */
const textOf = (value: Value | undefined): string => (value?.kind === "code" ? value.code : "");
/** One or two numbers in a text. */
export const pairOf = (value: Value | undefined, otherwise: number): readonly [number, number] => {
  const [first = otherwise, second = first] = (textOf(value).match(/\d+/g) ?? []).map(Number);
  return [first, second];
};
/** The height of a kernel, or the height and the width. */
const kernelCode = (height = "", width = ""): string => (width === "" ? height : `[${height}, ${width}]`);
/** The other side of a kernel, if it isn't square. */
const drawWidth = (d: Drawer): Operand => ({ constant: code(d.flip(0.3) ? `${d.integer(1, 3)}` : "") });
const kernelOf = (height: Value | undefined, width: Value | undefined): readonly [number, number] => {
  const side = numberOf(height, 0);
  return [side, pairOf(width, side)[0]];
};
const kernelType = (width: Value | undefined, [height, wide]: readonly [number, number]): string =>
  textOf(width) === "" ? `${height}` : `readonly [${height}, ${wide}]`;

const pool = (name: string): Operation => ({
  draw: (d) => [drawImage(d), drawStep(d), d.flip(0.5) ? maybe(d, drawStep(d)) : omitted, drawWidth(d)],
  result: (image, window, step, side) => {
    const kernel = kernelOf(window, side);
    const strides = step?.kind === "code" || step === undefined ? kernel : [numberOf(step, 0), numberOf(step, 0)];
    const [height, width, channels] = imageOf(image, kernel[0], strides[0] as number); // there are two
    const output = [height, width].map((axis, place) => places(axis, kernel[place] as number, strides[place] as number, ""));
    return made([height, width, channels], [...output, channels]);
  },
  write: (image, window, stride, side) =>
    `${name}(${[image, kernelCode(window, side)].filter(Boolean).join(", ")}${options({ stride })})`,
});

/** The same on sequences. */
const pool1d = (name: string): Operation => ({
  draw: (d) => [drawLine(d), drawStep(d), d.flip(0.5) ? maybe(d, drawStep(d)) : omitted],
  result: (sequence, window, step) => {
    const kernel = numberOf(window, 0);
    const stride = step?.kind === "code" || step === undefined ? kernel : numberOf(step, 0);
    const [length, channels] = lineOf(sequence);
    fits(isStep(kernel) && isStep(stride));
    return made([length, channels], [places(length, kernel, stride, ""), channels]);
  },
  write: (sequence, window, stride) => `${name}(${[sequence, window].filter(Boolean).join(", ")}${options({ stride })})`,
});
const drawLine = (d: Drawer): Operand => ({ constant: sizes([drawnShape(drawImage(d))[0] as Size, d.size()]) });
/** A sequence. */
function lineOf(shape: Value | undefined): [Size, Size] {
  const [length, channels, ...more] = as("sizes", shape).shape;
  fits(length !== undefined && channels !== undefined && more.length === 0 && isLegal(length) && isLegal(channels));
  return [length, channels];
}

/** Groups that divide the channels, and a number of filters that they divide. */
function drawGroups(d: Drawer, channels: Size | undefined): readonly [groups: Operand, filters: Operand] {
  const most = channels?.known && channels.value > 0 ? channels.value : 1;
  const divisors = Array.from({ length: most }, (_, index) => index + 1).filter((groups) => most % groups === 0);
  const groups = d.flip(0.3) ? d.pick(divisors) : 1;
  const text = groups === 1 ? d.pick(["", "1"]) : `${groups}`;
  return [{ constant: code(text) }, size(groups === 1 ? d.size() : literal(groups * d.integer(1, 3)))];
}
const drawnShape = (operand: Operand): Shape => as("sizes", (operand as { constant: Value }).constant).shape; // it was drawn as a constant

/** The part of each group. */
export function shareOf(size: Size, groups: number): Size {
  if (groups === 1) return size;
  fits(size.known && size.value % groups === 0);
  return literal(size.value / groups);
}
/** With a bias, or without one. */
const learned = (name: string, parameters: string, kernels: Shape, filters: Size, bias: Value | undefined): Tree =>
  textOf(bias) === "false"
    ? { name: `nn.${name}Kernels<${parameters}>`, record: { kernels: { shape: kernels } } }
    : { name: `nn.${name}Parameters<${parameters}>`, record: { kernels: { shape: kernels }, bias: { shape: [filters] } } };
const drawBias = (d: Drawer): Operand => ({ constant: code(d.pick(["", "", "true", "false"])) });

const globalPool: Operation = {
  draw: (d) => [{ constant: sizes([d.size(), d.size(), d.size()]) }],
  result: (image) => {
    const [height, width, channels] = imageOf(image, 1, 1);
    return made([height, width, channels], [channels]);
  },
};

const globalPool1d: Operation = {
  draw: (d) => [{ constant: sizes([d.size(), d.size()]) }],
  result: (sequence) => {
    const [length, channels] = lineOf(sequence);
    return made([length, channels], [channels]);
  },
};

export const images: Table = {
  "nn.conv2d": {
    draw: (d) => {
      const image = drawImage(d);
      const [groups, filters] = drawGroups(d, drawnShape(image)[2]);
      return [
        image,
        filters,
        drawStep(d),
        maybe(d, drawStep(d)),
        { constant: code(d.pick(["", '"valid"', '"same"', '"same"', "0", "1", "2"])) },
        drawActivation(d),
        drawWidth(d),
        { constant: code(d.pick(["", "", "1", "2", "[1, 2]", "[2, 3]"])) },
        groups,
        drawBias(d),
      ];
    },
    result: (image, filters, kernel, step, padding, _activation, side, dilation, groups, bias) => {
      const sides = kernelOf(kernel, side);
      const [stride, [share], dilations] = [numberOf(step, 1), pairOf(groups, 1), pairOf(dilation, 1)];
      const [height, width, channels] = imageOf(image, sides[0], stride);
      const features = as("size", filters).size;
      fits(isLegal(features));
      const around = padding ? as("code", padding).code.replace('"valid"', "") : "";
      const output = [height, width].map((axis, place) =>
        places(axis, sides[place] as number, stride, around, dilations[place] as number),
      );
      const seen = shareOf(channels, share);
      shareOf(features, share);
      const parameters = `${kernelType(side, sides)}, ${sizeType(seen)}, ${sizeType(features)}`;
      const kernels = [...sides.map(literal), seen, features];
      return made([height, width, channels], [...output, features], learned("Conv2d", parameters, kernels, features, bias));
    },
    write: (image, filters, kernel, stride, padding, activation, side, dilation, groups, bias) =>
      `nn.conv2d(${[image, filters, kernelCode(kernel, side)].filter(Boolean).join(", ")}${options({ stride, padding, activation, dilation, groups, bias })})`,
  },
  "nn.conv1d": {
    draw: (d) => {
      const [length, channels] = [drawnShape(drawImage(d))[0] as Size, d.size()];
      const [groups, filters] = drawGroups(d, channels);
      return [
        { constant: sizes([length, channels]) },
        filters,
        drawStep(d),
        { constant: code(d.pick(["", "1", "2"])) },
        { constant: code(d.pick(["", '"valid"', '"same"', '"same"', "0", "1", "2"])) },
        { constant: code(d.pick(["", "1", "2"])) },
        groups,
        drawBias(d),
      ];
    },
    result: (shape, filters, kernel, step, padding, dilation, groups, bias) => {
      const [length, channels, ...more] = as("sizes", shape).shape;
      const [side, [stride], [share]] = [numberOf(kernel, 0), pairOf(step, 1), pairOf(groups, 1)];
      const features = as("size", filters).size;
      fits(length !== undefined && channels !== undefined && more.length === 0 && [length, channels, features].every(isLegal));
      fits(isStep(side));
      const output = places(length, side, stride, textOf(padding).replace('"valid"', ""), pairOf(dilation, 1)[0]);
      const seen = shareOf(channels, share);
      shareOf(features, share);
      const parameters = `${side}, ${sizeType(seen)}, ${sizeType(features)}`;
      return made(
        ...([
          [length, channels],
          [output, features],
        ] as const),
        learned("Conv1d", parameters, [literal(side), seen, features], features, bias),
      );
    },
    write: (shape, filters, kernel, stride, padding, dilation, groups, bias) =>
      `nn.conv1d(${[shape, filters, kernel].filter(Boolean).join(", ")}${options({ stride, padding, dilation, groups, bias })})`,
  },
  "nn.convTranspose2d": {
    draw: (d) => {
      const image = drawImage(d);
      const [groups, filters] = drawGroups(d, drawnShape(image)[2]);
      return [
        image,
        filters,
        drawStep(d),
        { constant: code(d.pick(["", "1", "2", "[2, 3]"])) },
        { constant: code(d.pick(["", '"valid"', '"same"', '"same"', "0", "1"])) },
        drawWidth(d),
        { constant: code(d.pick(["", "", "1", "2"])) },
        { constant: code(d.pick(["", "", "", "0", "1"])) },
        groups,
        drawBias(d),
      ];
    },
    result: (image, filters, kernel, step, padding, side, dilation, beyond, groups, bias) => {
      const [sides, steps, dilations] = [kernelOf(kernel, side), pairOf(step, 1), pairOf(dilation, 1)];
      const [[more], [share]] = [pairOf(beyond, 0), pairOf(groups, 1)];
      const [height, width, channels] = imageOf(image, sides[0], 1);
      const features = as("size", filters).size;
      fits(isLegal(features));
      const isSame = textOf(padding) === '"same"';
      const output = [height, width].map((axis, place) => {
        const [stride, wide] = [steps[place] as number, dilations[place] as number]; // there are two of each
        fits(more === 0 || (!isSame && more < Math.max(stride, wide)));
        if (isSame && stride === 1) return axis;
        if (axis.isParameter) throw new Meaningless(); // as above
        fits(axis.known);
        if (isSame) return literal(axis.value * stride);
        const [cut] = pairOf(padding, 0);
        const found = (axis.value - 1) * stride - 2 * cut + wide * ((sides[place] as number) - 1) + more + 1;
        fits(found > 0);
        return literal(found);
      });
      shareOf(channels, share);
      const seen = shareOf(features, share);
      const parameters = [kernelType(side, sides), sizeType(channels), sizeType(features), ...(share === 1 ? [] : [share])];
      const kernels = [...sides.map(literal), seen, channels];
      const layer = learned("ConvTranspose2d", parameters.join(", "), kernels, features, bias);
      return made([height, width, channels], [...output, features], layer);
    },
    write: (image, filters, kernel, stride, padding, side, dilation, outputPadding, groups, bias) =>
      `nn.convTranspose2d(${[image, filters, kernelCode(kernel, side)].filter(Boolean).join(", ")}${options({ stride, padding, dilation, outputPadding, groups, bias })})`,
  },
  "nn.upsample2d": {
    draw: (d) => [drawImage(d), drawStep(d), drawWidth(d), { constant: code(d.pick(["", '"nearest"', '"bilinear"'])) }],
    result: (image, factor, side) => {
      const factors = kernelOf(factor, side);
      const [height, width, channels] = imageOf(image, factors[0], 1);
      const output = [height, width].map((axis, place) => {
        if (factors[place] === 1) return axis;
        if (axis.isParameter) throw new Meaningless(); // as above
        fits(axis.known);
        return literal(axis.value * (factors[place] as number)); // there are two
      });
      return made([height, width, channels], [...output, channels]);
    },
    write: (image, factor, side, interpolation) =>
      `nn.upsample2d(${[image, kernelCode(factor, side)].filter(Boolean).join(", ")}${options({ interpolation })})`,
  },
  "nn.groupNorm": {
    draw: (d) => {
      const channels = d.size();
      const groups = channels.known && channels.value > 0 ? channels.value : 1;
      const divisors = Array.from({ length: groups }, (_, index) => index + 1).filter((count) => groups % count === 0);
      return [{ constant: sizes([d.size(), d.size(), channels]) }, { constant: number(d.pick(divisors)) }];
    },
    result: (image, count) => {
      const groups = numberOf(count, 0);
      const [height, width, channels] = imageOf(image, 1, 1);
      fits(isStep(groups) && channels.known && channels.value % groups === 0);
      const shape = [height, width, channels];
      const record = { scale: { shape: [channels] }, shift: { shape: [channels] } };
      return made(shape, shape, { name: `nn.NormalizationParameters<${sizeType(channels)}>`, record });
    },
    write: (image, groups) => `nn.groupNorm(${[image, groups].filter(Boolean).join(", ")})`,
  },
  "nn.globalAveragePool2d": globalPool,
  "nn.globalMaxPool2d": {
    ...globalPool,
    unseen: (image) => {
      const [height, width] = as("sizes", image).shape;
      return [height, width].some((axis) => axis?.value === 0);
    },
  },
  "nn.maxPool2d": pool("nn.maxPool2d"),
  "nn.averagePool2d": pool("nn.averagePool2d"),
  "nn.maxPool1d": pool1d("nn.maxPool1d"),
  "nn.averagePool1d": pool1d("nn.averagePool1d"),
  "nn.globalAveragePool1d": globalPool1d,
  "nn.globalMaxPool1d": { ...globalPool1d, unseen: (sequence) => as("sizes", sequence).shape[0]?.value === 0 },
};

// ── Reshaping layers, and networks ───────────────────────────────────────────────────────────────────────────────────────────

/** A layer that fits a layer with these outputs: on their last axes, on all of them, or with more axes. */
function drawUpper(d: Drawer, gives: Shape) {
  const fitting = d.existing("layer", (other) => endsIn(gives, layerOf(other).input) || endsIn(layerOf(other).input, gives));
  const [lead, last] = [gives.slice(0, -1), gives.at(-1)];
  if (fitting) return fitting;
  if (last && (lead.length === 0 || d.flip(0.5))) return d.emit("nn.dense", drawDense(d, last, d.size()));
  const more = [...d.shape(d.integer(0, 1)), ...gives];
  if (d.flip(0.5)) return d.emit("nn.flatten", [{ constant: sizes(more) }]);
  return d.emit("nn.reshape", [{ constant: sizes(more) }, { constant: sizes(d.regrouped(more)) }]);
}

export const networks: Table = {
  "nn.flatten": {
    draw: (d) => [d.sizes()],
    result: (shape) => {
      const own = as("sizes", shape).shape;
      fits(own.every(isLegal));
      return made(own, [product(own)]);
    },
  },
  "nn.reshape": {
    draw: (d) => {
      const shape = d.shape();
      return [{ constant: sizes(shape) }, { constant: sizes(d.regrouped(shape)) }];
    },
    result: (from, to) => {
      const [input, output] = [as("sizes", from).shape, as("sizes", to).shape];
      fits(input.every(isLegal) && output.every(isLegal) && sameCount(input, output));
      return made(input, output);
    },
  },
  "nn.sequential": {
    draw: (d) => {
      const chain = [some(d, "layer", d.pick(["nn.dense", "nn.reshape"]))];
      let { output } = layerOf(d.value(chain[0] as (typeof chain)[0]));
      for (let length = d.integer(1, 4); chain.length < length; ) {
        const upper = drawUpper(d, output);
        chain.push(upper);
        output = through(output, layerOf(d.value(upper))).output;
      }
      return chain;
    },
    result: (...operands) => {
      const [first, ...others] = operands.map(layerOf);
      fits(first !== undefined);
      let [input, output] = [first.input, first.output];
      for (const layer of others) {
        const passed = through(output, layer);
        [input, output] = [[...passed.added, ...input], passed.output];
      }
      const layers = operands.map(layerOf);
      const isLone = (whole: Shape): boolean => {
        let shape = whole;
        return layers.some((layer) => {
          const lone = layer.isLone?.(shape) ?? false;
          shape = through(shape, layer).output;
          return lone;
        });
      };
      return made(input, output, { tuple: layers.map(({ parameters }) => parameters) }, isLone);
    },
  },
  "nn.sequentialOf": {
    draw: drawUniform,
    result: (layer) => {
      const { input, output, parameters, isLone } = layerOf(layer);
      fits(sameShape(input, output));
      return made(input, output, { list: parameters }, isLone);
    },
    write: (layer) => `nn.sequentialOf([${layer}, ${layer}])`,
  },
};

/** The output of a layer on the output below it, and the leading axes that the lower layers need in addition. */
function through(below: Shape, { input, output }: ValueOf<"layer">): { output: Shape; added: Shape } {
  if (endsIn(below, input)) return { output: [...below.slice(0, below.length - input.length), ...output], added: [] };
  fits(endsIn(input, below));
  return { output, added: input.slice(0, input.length - below.length) };
}

export const layerOperations: Table = { ...vectors, ...between, ...sequences, ...images, ...networks };
