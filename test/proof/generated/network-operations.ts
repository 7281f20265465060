/** The table's entries for layers, and for what goes through them and comes back. */
import type { Drawer } from "./draw.js";
import { each, fits, type Operand, type Operation, type Ref, type Table } from "./operation.js";
import { endsIn, isLegal, type Shape, type Size, sameShape, sizeType } from "./sizes.js";
import { at, parametersOf, ways } from "./trees.js";
import { as, code, type Kind, plain, shapeOf, sizes, tensor, type Value, type ValueOf } from "./values.js";

export const layerOf = (value: Value | undefined): ValueOf<"layer"> => as("layer", value);

/** What stands before a layer's own axes. */
export function leading(given: Shape, own: Shape): Shape {
  fits(endsIn(given, own));
  return given.slice(0, given.length - own.length);
}

/** An input for a layer and a target for its output, with leading axes: up to two, unless it is said how many. */
export function example(d: Drawer, layer: Ref, axes = d.integer(0, 2)): readonly [Ref, Ref] {
  const { input, output } = layerOf(d.value(layer));
  const lead = Array.from({ length: axes }, () => d.size());
  return [d.tensor([...lead, ...input]), d.tensor([...lead, ...output])];
}

/** A value of a kind: what there is, or else what the operation gives. */
export const some = (d: Drawer, kind: Kind, operation: string): Ref => d.existing(kind) ?? d.emit(operation);
export const someLayer = (d: Drawer): Ref => some(d, "layer", d.pick(["nn.dense", "nn.sequential"]));

/** A property of the first operand. */
export const property = (kind: Kind, source: string, name: string, result: (value: Value) => Value): Operation => ({
  total: true,
  draw: (d) => [some(d, kind, source)],
  result,
  write: (owner) => `${owner}.${name}`,
});

/** A tree of the first operand's, or a tensor in it. */
const branch = (kind: Kind, source: string, name: string): Operation => ({
  total: true,
  draw: (d) => {
    const owner = some(d, kind, source);
    return [owner, { constant: { kind: "path", keys: d.pick(ways(parametersOf(d.value(owner)))) } }];
  },
  result: (owner, path) => at(parametersOf(owner), as("path", path).keys),
  write: (owner, path) => `${owner}.${name}${path}`,
});

// ── Layers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const activations = ["nn.relu", "nn.tanh", "nn.sigmoid", "nn.identity"];
const omitted: Operand = { constant: code("") };
const option = (name: string, value = ""): string[] => (value === "" ? [] : [`${name}: ${value}`]);

function drawDense(d: Drawer, input: Size, output: Size): readonly Operand[] {
  const size = (value: Size): Operand => ({ constant: { kind: "size", size: value } });
  const given = (shape: Shape): Operand => (d.flip(0.3) ? d.tensor(shape) : omitted);
  const activation: Operand = { constant: code(d.pick(["", ...activations])) };
  return [size(input), size(output), activation, given([output, input]), given([output])];
}

const layers: Table = {
  "nn.dense": {
    draw: (d) => drawDense(d, d.size(), d.size()),
    result: (inputs, outputs, _activation, weights, bias) => {
      const [input, output] = [as("size", inputs).size, as("size", outputs).size];
      fits(isLegal(input) && isLegal(output));
      fits(weights?.kind !== "tensor" || sameShape(weights.shape, [output, input]));
      fits(bias?.kind !== "tensor" || sameShape(bias.shape, [output]));
      const record = { weights: { shape: [output, input] }, bias: { shape: [output] } };
      const name = `nn.DenseParameters<${sizeType(input)}, ${sizeType(output)}>`;
      return { kind: "layer", input: [input], output: [output], parameters: { name, record } };
    },
    write: (inputs, outputs, activation, weights, bias) => {
      const options = [...option("activation", activation), ...option("weights", weights), ...option("bias", bias)];
      return `nn.dense(${inputs}, ${outputs}${options.length > 0 ? `, { ${options.join(", ")} }` : ""})`;
    },
  },
  "nn.sequential": {
    draw: (d) => {
      let last = some(d, "layer", "nn.dense");
      const chain = [last];
      for (let length = d.integer(1, 4); chain.length < length; chain.push(last)) {
        const { output } = layerOf(d.value(last));
        const fitting = d.existing("layer", (layer) => sameShape(layerOf(layer).input, output));
        last = fitting ?? d.emit("nn.dense", drawDense(d, output[0] as Size, d.size())); // dense layers give vectors
      }
      return chain;
    },
    result: (...operands) => {
      const chain = operands.map(layerOf);
      const [first, last] = [chain[0], chain.at(-1)];
      fits(first !== undefined && last !== undefined);
      fits(chain.every(({ input }, index) => index === 0 || sameShape(input, layerOf(chain[index - 1]).output)));
      const parameters = { tuple: chain.map((layer) => layer.parameters) };
      return { kind: "layer", input: first.input, output: last.output, parameters };
    },
  },
  "layer.inputShape": property("layer", "nn.sequential", "inputShape", (x) => ({ ...sizes(layerOf(x).input), writable: true })),
  "layer.outputShape": property("layer", "nn.dense", "outputShape", (x) => ({ ...sizes(layerOf(x).output), writable: true })),
  "layer.parameters": branch("layer", "nn.dense", "parameters"),
  "layer.trainables": property("layer", "nn.dense", "trainables", () => plain("readonly nn.Trainable<unknown>[] | undefined")),
  "nn.trainable": {
    total: true,
    draw: (d) => [d.some()],
    result: (by) => ({ kind: "trainable", shape: shapeOf(by) }),
    write: (by) => `nn.trainable({ by: ${by} })`,
  },
  "trainable.values": property("trainable", "nn.trainable", "values.by", (x) => tensor(as("trainable", x).shape)),
  ...each(activations, (name) => ({
    total: true,
    draw: (d) => [{ constant: code(d.pick(["apply", "derivative"])) }, d.some()],
    result: (_, x) => tensor(shapeOf(x)),
    write: (method, x) => `${name}.${method}(${x})`,
  })),
};

// ── Passes ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const drawInput = (d: Drawer): readonly Operand[] => {
  const layer = someLayer(d);
  return [layer, example(d, layer)[0]];
};

const passes: Table = {
  "layer.predict": {
    draw: drawInput,
    result: (layer, input) => tensor([...leading(shapeOf(input), layerOf(layer).input), ...layerOf(layer).output]),
  },
  "layer.forward": {
    draw: drawInput,
    result: (layer, input) => {
      const { input: own, output, parameters } = layerOf(layer);
      return { kind: "pass", input: shapeOf(input), output: [...leading(shapeOf(input), own), ...output], parameters };
    },
  },
  "pass.output": property("pass", "layer.forward", "output", (pass) => tensor(as("pass", pass).output)),
  "pass.backward": {
    draw: (d) => {
      const pass = some(d, "pass", "layer.forward");
      return [pass, d.tensor(as("pass", d.value(pass)).output)];
    },
    result: (pass, error) => {
      const { input, output, parameters } = as("pass", pass);
      fits(sameShape(shapeOf(error), output));
      return { kind: "back", type: "Back", input, parameters };
    },
  },
  "back.error": property("back", "pass.backward", "error", (back) => tensor(as("back", back).input)),
  "back.gradients": branch("back", "pass.backward", "gradients"),
};

export const networkOperations: Table = { ...layers, ...passes };
