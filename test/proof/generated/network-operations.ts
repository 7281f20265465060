/** The model's entries for the parts of layers, and for forward and backward passes. */
import type { Drawer } from "./draw.js";
import { each, fits, type Operand, type Operation, type Ref, type Table } from "./operation.js";
import { endsIn, type Shape, sameShape } from "./sizes.js";
import { at, parametersOf, ways } from "./trees.js";
import { as, code, type Kind, plain, shapeOf, sizes, tensor, type Value, type ValueOf } from "./values.js";

export const layerOf = (value: Value | undefined): ValueOf<"layer"> => as("layer", value);

/** The axes before a layer's own. */
export function leading(given: Shape, own: Shape): Shape {
  fits(endsIn(given, own));
  return given.slice(0, given.length - own.length);
}

/** An input for a layer and a target for its output, with leading axes: up to two, or as many as given. */
export function example(d: Drawer, layer: Ref, axes = d.integer(0, 2)): readonly [Ref, Ref] {
  const { input, output } = layerOf(d.value(layer));
  const lead = Array.from({ length: axes }, () => d.size());
  return [d.tensor([...lead, ...input]), d.tensor([...lead, ...output])];
}

/** Whether a layer that normalises batches would be trained on a single number. */
export const isLone = (layer: Value | undefined, input: Value | undefined): boolean =>
  layerOf(layer).isLone?.(shapeOf(input)) ?? false;

/** A value of a kind: an existing one, or the result of the operation. */
export const some = (d: Drawer, kind: Kind, operation: string): Ref => d.existing(kind) ?? d.emit(operation);
/** A layer of any kind, preferably with parameters, or a network. */
export const someLayer = (d: Drawer): Ref => some(d, "layer", d.pick(["nn.dense", "nn.sequential", d.pick(layerNames)]));
const layerNames = [
  ...[
    "nn.layer",
    "nn.sequentialOf",
    "nn.activate",
    "nn.dropout",
    "nn.layerNorm",
    "nn.batchNorm",
    "nn.residual",
    "nn.reversed",
    "nn.concat",
    "nn.sum",
    "nn.freeze",
    "nn.attention",
    "nn.positions",
    "nn.sinusoidalPositions",
  ],
  "nn.recurrent",
  "nn.lstm",
  "nn.gru",
  "nn.rmsNorm",
  "nn.groupNorm",
  "nn.globalAveragePool2d",
  "nn.globalMaxPool2d",
  "nn.conv2d",
  "nn.maxPool2d",
  "nn.averagePool2d",
  "nn.maxPool1d",
  "nn.averagePool1d",
  "nn.globalAveragePool1d",
  "nn.globalMaxPool1d",
  "nn.flatten",
  "nn.reshape",
];

/** A property of the first operand. */
export const property = (kind: Kind, source: string, name: string, result: (value: Value) => Value): Operation => ({
  total: true,
  draw: (d) => [some(d, kind, source)],
  result,
  write: (owner) => `${owner}.${name}`,
});

/** A tree of the first operand, or a tensor in it. */
const branch = (kind: Kind, source: string, name: string): Operation => ({
  total: true,
  draw: (d) => {
    const owner = some(d, kind, source);
    return [owner, { constant: { kind: "path", keys: d.pick(ways(parametersOf(d.value(owner)))) } }];
  },
  result: (owner, path) => at(parametersOf(owner), as("path", path).keys),
  write: (owner, path) => `${owner}.${name}${path}`,
});

// ── Parts of a layer ──────────────────────────────────────────────────────────────────────────────────────────────────────

const simpleActivations = [
  "nn.relu",
  "nn.tanh",
  "nn.sigmoid",
  "nn.identity",
  "nn.gelu",
  "nn.silu",
  "nn.softplus",
  "nn.softsign",
  "nn.hardSigmoid",
  "nn.mish",
];
/** With a parameter each. */
const madeActivations = ["nn.leakyRelu", "nn.elu"];
/** As code. */
export const activations = [...simpleActivations, ...madeActivations.map((name) => `${name}(0.5)`)];

const ofActivation = (activation: string): Operation => ({
  total: true,
  draw: (d) => [{ constant: code(d.pick(["apply", "derivative"])) }, d.some()],
  result: (_, x) => tensor(shapeOf(x)),
  write: (method, x) => `${activation}.${method}(${x})`,
});

const holdings: Table = {
  "layer.inputShape": property("layer", "nn.sequential", "inputShape", (x) => ({ ...sizes(layerOf(x).input), writable: true })),
  "layer.outputShape": property("layer", "nn.dense", "outputShape", (x) => ({ ...sizes(layerOf(x).output), writable: true })),
  "layer.parameters": branch("layer", "nn.dense", "parameters"),
  "layer.trainables": property("layer", "nn.dense", "trainables", () => plain("readonly nn.Trainable<unknown>[] | undefined")),
  "nn.summary": { total: true, draw: (d) => [someLayer(d)], result: () => plain("string") },
  "nn.trainable": {
    total: true,
    draw: (d) => [d.some()],
    result: (by) => ({ kind: "trainable", shape: shapeOf(by) }),
    write: (by) => `nn.trainable({ by: ${by} })`,
  },
  "trainable.values": property("trainable", "nn.trainable", "values.by", (x) => tensor(as("trainable", x).shape)),
  ...each(simpleActivations, (name) => ofActivation(name)),
  ...each(madeActivations, (name) => ofActivation(`${name}(0.5)`)),
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
    unseen: isLone,
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

export const networkOperations: Table = { ...holdings, ...passes };
