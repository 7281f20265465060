/** The model's entries for networks whose sizes are inferred. Each function is used in a network on a shape. */
import type { Drawer } from "./draw.js";
import { between, images, joinedAlong, networks, numberOf, sequences, vectors } from "./layer-operations.js";
import { activations, layerOf, someLayer } from "./network-operations.js";
import { fits, type Operand, type Operation, type Table } from "./operation.js";
import { endsIn, isLegal, product, type Shape, sameShape, shapeType } from "./sizes.js";
import { as, code, number, sizes, treeType, type Value, type ValueOf } from "./values.js";

type LayerValue = ValueOf<"layer">;

/** A layer on the shape that reaches it. */
function on(shape: Shape, { input, output, parameters, isLone }: LayerValue): LayerValue {
  fits(endsIn(shape, input));
  const lead = shape.slice(0, shape.length - input.length);
  const lone = (whole: Shape): boolean => isLone?.(whole) ?? false;
  return { kind: "layer", input: shape, output: [...lead, ...output], parameters, isLone: lone };
}

/** Several layers as one, each made for the shape that reaches it, and the shapes between them. */
function chained(
  input: Shape,
  makers: readonly ((shape: Shape) => LayerValue)[],
): { layer: LayerValue; shapes: readonly Shape[] } {
  const shapes = [input];
  const layers = makers.map((make) => {
    const below = shapes.at(-1) as Shape; // there is the input at least
    const layer = on(below, make(below));
    shapes.push(layer.output);
    return layer;
  });
  const parameters = { tuple: layers.map((layer) => layer.parameters) };
  const isLone = (whole: Shape): boolean => {
    const lead = whole.slice(0, whole.length - input.length);
    return layers.some((layer) => layer.isLone?.([...lead, ...layer.input]) ?? false);
  };
  return { layer: { kind: "layer", input, output: shapes.at(-1) as Shape, parameters, isLone }, shapes }; // as above
}

/** Layers side by side. */
const beside = (input: Shape, output: Shape, layers: readonly LayerValue[]): LayerValue => ({
  kind: "layer",
  input,
  output,
  parameters: { tuple: layers.map(({ parameters }) => parameters) },
  isLone: (whole) => layers.some(({ isLone }) => isLone?.(whole) ?? false),
});

/** A network of layers, each made for the shape that reaches it. */
function network(input: Value | undefined, ...makers: readonly ((shape: Shape) => LayerValue)[]): LayerValue {
  const { shape } = as("sizes", input);
  fits(shape.every(isLegal));
  const { layer, shapes } = chained(shape, makers);
  return { ...layer, type: `inferred.InferredNetwork<[${shapes.map(shapeType).join(", ")}], ${treeType(layer.parameters)}>` };
}

/** What a function of `nn` makes of the last axes of a shape: in a list, or one by one. */
const made =
  (table: Table, name: string, axes: number, isList: boolean, ...rest: readonly Value[]) =>
  (shape: Shape): LayerValue => {
    fits(shape.length >= axes);
    const own = shape.slice(shape.length - axes);
    const given = isList ? [sizes(own)] : own.map((each): Value => ({ kind: "size", size: each }));
    return layerOf(table[name]?.result(...given, ...rest));
  };
const denseOf = (outputs: Value | undefined) => {
  fits(outputs !== undefined); // an operand may have been dropped
  return made(vectors, "nn.dense", 1, false, outputs);
};

/** A shape with leading axes, if there is room for some. */
const led = (d: Drawer, own: Shape): Operand => ({ constant: sizes([...(d.flip(0.3) ? d.shape(1) : []), ...own]) });
const size = (d: Drawer): Operand => ({ constant: { kind: "size", size: d.size() } });
const network1 = (shape = "", ...layers: readonly (string | undefined)[]): string =>
  `inferred.sequential(${[shape, ...layers].filter(Boolean).join(", ")})`;

/** The operation of `nn` with the same name, which takes a shape first, on the last axes of another. */
const onImages = (name: string, table: Table, axes: number): Operation => {
  const { draw, write } = table[`nn.${name}`] as Operation; // the table has it
  return {
    draw: (d) => {
      const [own, ...rest] = draw(d);
      const shape = as("sizes", (own as { constant: Value }).constant).shape; // it draws a constant
      return [led(d, shape), ...rest];
    },
    result: (shape, ...rest) => network(shape, made(table, `nn.${name}`, axes, true, ...rest)),
    write: (shape, ...rest) => network1(shape, write?.("", ...rest).replace("nn.", "inferred.")),
  };
};

/** A shape, the outputs of a dense layer, and a layer that fits on it. */
function drawOnLayer(d: Drawer): readonly Operand[] {
  const layer = someLayer(d);
  const { input } = layerOf(d.value(layer));
  const outputs = input.at(-1) ?? d.size();
  return [led(d, [...input.slice(0, -1), d.size()]), { constant: { kind: "size", size: outputs } }, layer];
}

const normalising = (name: string): Operation => ({
  draw: (d) => [led(d, [d.size()])],
  result: (shape) => network(shape, made(between, `nn.${name}`, 1, false)),
  write: (shape) => network1(shape, `inferred.${name}()`),
});

export const inferredOperations: Table = {
  "inferred.dense": {
    draw: (d) => [led(d, [d.size()]), size(d), { constant: code(d.pick(["", ...activations])) }],
    result: (shape, outputs) => network(shape, denseOf(outputs)),
    write: (shape, outputs, activation) =>
      network1(shape, `inferred.dense(${outputs}${activation ? `, { activation: ${activation} }` : ""})`),
  },
  "inferred.conv2d": onImages("conv2d", images, 3),
  "inferred.conv1d": onImages("conv1d", images, 2),
  "inferred.convTranspose2d": onImages("convTranspose2d", images, 3),
  "inferred.upsample2d": onImages("upsample2d", images, 3),
  "inferred.maxPool2d": onImages("maxPool2d", images, 3),
  "inferred.averagePool2d": onImages("averagePool2d", images, 3),
  "inferred.attention": onImages("attention", sequences, 2),
  "inferred.positions": onImages("positions", sequences, 2),
  "inferred.sinusoidalPositions": onImages("sinusoidalPositions", sequences, 2),
  "inferred.groupNorm": onImages("groupNorm", images, 3),
  "inferred.globalAveragePool2d": {
    ...onImages("globalAveragePool2d", images, 3),
    write: (shape) => network1(shape, "inferred.globalAveragePool2d()"),
  },
  "inferred.globalMaxPool2d": {
    ...onImages("globalMaxPool2d", images, 3),
    write: (shape) => network1(shape, "inferred.globalMaxPool2d()"),
    unseen: (shape) =>
      as("sizes", shape)
        .shape.slice(-3, -1)
        .some(({ value }) => value === 0),
  },
  "inferred.maxPool1d": onImages("maxPool1d", images, 2),
  "inferred.averagePool1d": onImages("averagePool1d", images, 2),
  "inferred.globalAveragePool1d": {
    ...onImages("globalAveragePool1d", images, 2),
    write: (shape) => network1(shape, "inferred.globalAveragePool1d()"),
  },
  "inferred.globalMaxPool1d": {
    ...onImages("globalMaxPool1d", images, 2),
    write: (shape) => network1(shape, "inferred.globalMaxPool1d()"),
    unseen: (shape) => as("sizes", shape).shape.at(-2)?.value === 0,
  },
  "inferred.recurrent": onImages("recurrent", sequences, 2),
  "inferred.lstm": onImages("lstm", sequences, 2),
  "inferred.gru": onImages("gru", sequences, 2),
  "inferred.rmsNorm": normalising("rmsNorm"),
  "inferred.layerNorm": normalising("layerNorm"),
  "inferred.batchNorm": normalising("batchNorm"),
  "inferred.flatten": {
    draw: (d) => [d.sizes()],
    result: (shape) => network(shape, (input) => ({ kind: "layer", input, output: [product(input)], parameters: { tuple: [] } })),
    write: (shape) => network1(shape, "inferred.flatten()"),
  },
  "inferred.reshape": {
    draw: (d) => {
      const shape = d.shape();
      return [{ constant: sizes(shape) }, { constant: sizes(d.regrouped(shape)) }];
    },
    result: (shape, to) =>
      network(shape, (input) => {
        const output = as("sizes", to).shape;
        return layerOf(networks["nn.reshape"]?.result(sizes(input), sizes(output)));
      }),
    write: (shape, to) => network1(shape, `inferred.reshape(${to})`),
  },
  "inferred.residual": {
    draw: (d) => {
      const width = d.size();
      return [led(d, [width]), size(d), { constant: { kind: "size", size: width } }];
    },
    result: (shape, hidden, last) =>
      network(shape, (input) => {
        const { layer } = chained(input, [denseOf(hidden), denseOf(last)]);
        fits(sameShape(input, layer.output));
        return layer;
      }),
    write: (shape, hidden, last) =>
      network1(shape, `inferred.residual(inferred.chain(inferred.dense(${hidden}), inferred.dense(${last})))`),
  },
  "inferred.reversed": {
    draw: (d) => [led(d, [d.size(), d.size()]), size(d)],
    result: (shape, outputs) =>
      network(shape, (input) => {
        fits(input.length > 1);
        return denseOf(outputs)(input);
      }),
    write: (shape, outputs) => network1(shape, `inferred.reversed(inferred.dense(${outputs}))`),
  },
  "inferred.sum": {
    draw: (d) => {
      const width = d.size();
      return [led(d, [d.size()]), { constant: { kind: "size", size: width } }, { constant: { kind: "size", size: width } }];
    },
    result: (shape, one, two) =>
      network(shape, (input) => {
        const layers = [denseOf(one), denseOf(two)].map((make) => on(input, make(input)));
        const [first, second] = layers.map(({ output }) => output) as [Shape, Shape];
        fits(sameShape(first, second));
        return beside(input, first, layers);
      }),
    write: (shape, one, two) => network1(shape, `inferred.sum(inferred.dense(${one}), inferred.dense(${two}))`),
  },
  "inferred.concat": {
    draw: (d) => [led(d, [d.size()]), { constant: number(d.pick([-1, -1, 0])) }, size(d), size(d)],
    result: (shape, axis, one, two) =>
      network(shape, (input) => {
        const layers = [denseOf(one), denseOf(two)].map((make) => on(input, make(input)));
        const outputs = layers.map(({ output }) => output);
        return beside(input, joinedAlong(outputs, numberOf(axis, 0)), layers);
      }),
    write: (shape, axis, one, two) => network1(shape, `inferred.concat(${axis}, inferred.dense(${one}), inferred.dense(${two}))`),
  },
  "inferred.chain": {
    draw: drawOnLayer,
    result: (shape, outputs, layer) => network(shape, (input) => chained(input, [denseOf(outputs), () => layerOf(layer)]).layer),
    write: (shape, outputs, layer) => network1(shape, `inferred.chain(inferred.dense(${outputs}), ${layer})`),
  },
  "inferred.sequential": {
    draw: drawOnLayer,
    result: (shape, outputs, layer) => network(shape, denseOf(outputs), () => layerOf(layer), denseOf(outputs)),
    write: (shape, outputs, layer) => network1(shape, `inferred.dense(${outputs})`, layer, `inferred.dense(${outputs})`),
  },
};
