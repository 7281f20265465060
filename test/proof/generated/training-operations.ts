/** The model's entries for losses, backpropagation, optimisers and training. */
import type { Drawer } from "./draw.js";
import { example, isLone, layerOf, leading, property, some, someLayer } from "./network-operations.js";
import { each, fits, Meaningless, type Operand, type Ref, type Table } from "./operation.js";
import { batchSize, count, literal, type Shape, type Size, sameShape, sameSize } from "./sizes.js";
import { at, hasTensors, parametersOf, sameTree } from "./trees.js";
import { as, code, plain, shapeOf, type Tree, tensor, type Value } from "./values.js";

const losses = [
  "nn.meanSquaredError",
  "nn.absoluteError",
  "nn.huber",
  "nn.binaryCrossEntropy",
  "nn.crossEntropy",
  "nn.kullbackLeibler",
  "nn.cosineDistance",
];
/** A loss that takes no zeros as targets. */
const hinge = "nn.hinge";
/** Losses that compare vectors along the last axis. */
const ofRows = ["nn.crossEntropy", "nn.kullbackLeibler", "nn.cosineDistance"];
const drawLoss = (d: Drawer): Operand => ({ constant: code(d.pick(losses)) });

/** Targets that every loss accepts: zeros of their shape. */
export const suited = (targets = ""): string => `${targets}.less(0).multiply(0)`;

/** Whether there are no classes or no vectors, or no class for a class number, which the types leave open. */
export const isClassless = (loss: Value | undefined, output: Shape, targets: Shape): boolean => {
  const { code: name } = as("code", loss);
  const last = output.at(-1)?.value;
  if (targets.length < output.length && last === 0) return true;
  return (name === "nn.crossEntropy" && last === 1) || (ofRows.includes(name) && output.length === 0);
};

/** Targets have the shape of the output or, for some losses, lack its last axis. */
export const fitTargets = (takesNumbers: boolean, output: Shape, targets: Shape): boolean =>
  sameShape(targets, output) || (takesNumbers && output.length > 0 && sameShape(targets, output.slice(0, -1)));

/** Whether a loss takes class numbers. */
const takesNumbers = (loss: Value | undefined): boolean => as("code", loss).code === "nn.crossEntropy";

/** The shape of the output for these inputs. */
export const outputOf = (layer: Value | undefined, inputs: Value | undefined): Shape => {
  const { input, output } = layerOf(layer);
  return [...leading(shapeOf(inputs), input), ...output];
};

/** What the types leave open about an example. */
const unseen = (layer?: Value, loss?: Value, inputs?: Value, targets?: Value): boolean =>
  isLone(layer, inputs) || isClassless(loss, outputOf(layer, inputs), shapeOf(targets));

const writeExample =
  (name: string) =>
  (layer?: string, loss?: string, inputs?: string, targets?: string): string =>
    `${name}(${layer}, ${loss}, ${inputs}, ${suited(targets)})`;

/** A layer, a loss, inputs and targets. */
const drawExample = (d: Drawer, axes?: number): readonly Operand[] => {
  const layer = someLayer(d);
  const loss = drawLoss(d);
  const [inputs, targets] = example(d, layer, axes) as [Ref, Ref];
  return [layer, loss, inputs, numbersFor(d, loss, targets)];
};

/** For some losses, class numbers in place of targets. */
function numbersFor(d: Drawer, loss: Operand, targets: Ref): Ref {
  const shape = d.shapeOf(targets);
  const isPossible = "constant" in loss && takesNumbers(loss.constant) && shape.length > 0;
  return isPossible && d.flip(0.5) ? d.tensor(shape.slice(0, -1)) : targets;
}

/** Inputs have to end in the layer's input shape, and targets have to match its outputs. */
function checkExample(layer?: Value, loss?: Value, inputs?: Value, targets?: Value): void {
  fits(fitTargets(takesNumbers(loss), outputOf(layer, inputs), shapeOf(targets)));
}

/** Like {@link drawExample}, with one leading axis. */
export const drawTrainExample = (d: Drawer): readonly Operand[] => drawExample(d, 1);

/** Training and evaluation take exactly one leading axis, of examples. */
export function checkTrainExample(layer?: Value, loss?: Value, inputs?: Value, targets?: Value): void {
  fits(leading(shapeOf(inputs), layerOf(layer).input).length === 1);
  checkExample(layer, loss, inputs, targets);
}

/** Whether there are no examples, which the types leave open. */
export const isEmpty = (inputs: Value | undefined): boolean => shapeOf(inputs)[0]?.value === 0;

const judging: Table = {
  ...each(
    [...losses, hinge].map((name) => `${name}.of`),
    (called) => {
      const name = called.slice(0, -".of".length);
      return {
        draw: (d) => {
          const output = d.some();
          return [output, numbersFor(d, { constant: code(name) }, d.tensor(d.shapeOf(output)))];
        },
        result: (output, targets) => {
          fits(fitTargets(takesNumbers(code(name)), shapeOf(output), shapeOf(targets)));
          return tensor([]);
        },
        batched: true,
        unseen: (output, targets) => isClassless(code(name), shapeOf(output), shapeOf(targets)),
        write: (output, targets) => `${called}(${output}, ${suited(targets)}${name === hinge ? ".add(1)" : ""})`,
      };
    },
  ),
  ...each([...losses, hinge], (name) => ({
    draw: (d) => {
      const output = d.some();
      return [output, numbersFor(d, { constant: code(name) }, d.tensor(d.shapeOf(output)))];
    },
    result: (output, targets) => {
      fits(fitTargets(takesNumbers(code(name)), shapeOf(output), shapeOf(targets)));
      return { kind: "evaluation", shape: shapeOf(output) };
    },
    batched: true,
    unseen: (output, targets) => isClassless(code(name), shapeOf(output), shapeOf(targets)),
    write: (output, targets) => `${name}.evaluate(${output}, ${suited(targets)}${name === hinge ? ".add(1)" : ""})`,
  })),
  "evaluation.error": property("evaluation", "nn.meanSquaredError", "error", (x) => tensor(as("evaluation", x).shape)),
  "evaluation.loss": property("evaluation", "nn.crossEntropy", "loss", () => plain("number")),
  "nn.backpropagate": {
    draw: drawExample,
    batched: true,
    result: (layer, loss, inputs, targets) => {
      checkExample(layer, loss, inputs, targets);
      return { kind: "back", type: "Backpropagation", input: shapeOf(inputs), parameters: layerOf(layer).parameters };
    },
    unseen,
    write: writeExample("nn.backpropagate"),
  },
  "nn.checkGradients": {
    draw: drawExample,
    batched: true,
    result: (layer, loss, inputs, targets) => {
      checkExample(layer, loss, inputs, targets);
      return plain("nn.GradientCheck");
    },
    unseen: (layer, loss, inputs, targets) =>
      unseen(layer, loss, inputs, targets) || count(leading(shapeOf(inputs), layerOf(layer).input)) === 0,
    write: writeExample("nn.checkGradients"),
  },
};
// ── Training ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const optimizers = ["nn.sgd", "nn.adam", "nn.adamW", "nn.rmsprop", "nn.adagrad", "nn.lion"];

/** An optimiser for these parameters, and gradients of them. */
function optimizerOf(d: Drawer, layer: Ref): Ref {
  const wanted = parametersOf(d.value(layer));
  const fitting = d.existing("optimizer", (other) => sameTree(parametersOf(other), wanted));
  return fitting ?? d.emit(d.pick(optimizers), [layer]);
}
function gradientsOf(d: Drawer, layer: Ref): Ref {
  const wanted = parametersOf(d.value(layer));
  const isWanted = (tree: Tree): boolean => sameTree(tree, wanted);
  const there = d.existing("tree", (value) => isWanted(as("tree", value).tree));
  if (there) return there;
  const back = d.existing("back", (value) => isWanted(parametersOf(value)));
  const passed = back ?? d.emit("nn.backpropagate", [layer, drawLoss(d), ...example(d, layer)]);
  return d.emit("back.gradients", [passed, { constant: { kind: "path", keys: [] } }]);
}

/**
 * The optimiser in train's options. No type says which network it belongs to, so it takes its steps along copies of the
 * gradients.
 */
const stepping = (optimizer = ""): string => `optimizer: { step: (gradients) => ${optimizer}.step(copied(gradients)) }`;

const drawBatches = (d: Drawer): readonly Operand[] => [some(d, "batches", "nn.batches")];
/** The first batch has the requested size, or all examples if there are fewer. */
const firstBatch = (part: "inputs" | "targets") => (value: Value | undefined) => {
  const batches = as("batches", value);
  const [rows] = batches.held;
  if (rows === undefined) throw new Meaningless();
  return tensor([{ ...batches.rows, value: rows }, ...batches[part]]);
};

/** The number of examples in each batch at run time. */
function heldBy(examples: number, size: number, last: string): readonly number[] {
  const full = Array.from({ length: Math.floor(examples / size) }, () => size);
  const left = examples % size;
  if (left === 0 || last === "drop") return full;
  return last === "merge" && full.length > 0 ? full.with(-1, size + left) : [...full, left];
}

/** The number of examples in each batch, as a number if the compiler can tell that all batches are equally large. */
function rowsOf({ known, value }: Size, size: number, last: string): Size {
  if (last === "drop") return literal(size);
  if (!known) return batchSize(Math.min(value, size));
  if (value % size === 0) return literal(size);
  return value < size ? literal(value) : batchSize(size);
}

const lasts = ['"keep"', '"drop"', '"drop"', '"merge"', "undefined"];

const learning: Table = {
  ...each(optimizers, (name) => ({
    total: true,
    draw: (d) => [someLayer(d)],
    result: (layer) => ({ kind: "optimizer", parameters: layerOf(layer).parameters }),
    write: (layer) => `${name}(${layer}, { learningRate: 0.1 })`,
  })),
  "optimizer.step": {
    draw: (d) => {
      if (d.flip(0.8)) gradientsOf(d, d.emit("nn.dense")); // other gradients, which might be mistaken for its own
      const layer = someLayer(d);
      return [optimizerOf(d, layer), gradientsOf(d, layer)];
    },
    result: (optimizer, gradients) => {
      const [own, given] = [parametersOf(optimizer), as("tree", gradients).tree];
      if (!hasTensors(own) && !hasTensors(given) && !sameTree(own, given)) throw new Meaningless(); // there is no number to update
      fits(sameTree(own, given));
      return plain("void");
    },
    write: (optimizer, gradients) => `${optimizer}.step(copied(${gradients}))`,
    last: true,
  },
  "optimizer.parameters": {
    total: true,
    draw: (d) => [some(d, "optimizer", "nn.sgd")],
    result: (optimizer) => at(parametersOf(optimizer), []),
    write: (optimizer) => `${optimizer}.parameters`,
  },
  "nn.batches": {
    draw: (d) => {
      const [rows, inputs, targets] = [d.size(), d.shape(d.integer(0, 2)), d.shape(d.integer(0, 2))];
      const size = { constant: code(String(d.batch)) };
      const last = d.flip(0.5) ? [{ constant: code(`{ last: ${d.pick(lasts)} }`) }] : [];
      return [d.tensor([rows, ...inputs]), d.tensor([rows, ...targets]), size, ...last];
    },
    result: (inputs, targets, size, options) => {
      const [[rows, ...input], [others, ...target]] = [shapeOf(inputs), shapeOf(targets)];
      fits(rows !== undefined && others !== undefined && sameSize(rows, others));
      const each = Number(as("code", size).code);
      const last = /keep|drop|merge/.exec(options ? as("code", options).code : "")?.[0] ?? "keep";
      const held = heldBy(rows.value, each, last);
      return { kind: "batches", inputs: input, targets: target, held, rows: rowsOf(rows, each, last) };
    },
  },
  "batch.inputs": {
    total: true,
    draw: drawBatches,
    result: firstBatch("inputs"),
    write: (batches) => `first(${batches}).inputs`,
  },
  "batch.targets": {
    total: true,
    draw: drawBatches,
    result: firstBatch("targets"),
    write: (batches) => `first(${batches}).targets`,
  },
  "nn.trainingStep": {
    draw: (d) => {
      const layer = someLayer(d);
      const loss = drawLoss(d);
      const [inputs, targets] = example(d, layer) as [Ref, Ref];
      return [layer, optimizerOf(d, layer), loss, inputs, numbersFor(d, loss, targets)];
    },
    batched: true,
    result: (layer, optimizer, loss, inputs, targets) => {
      const [own, given] = [parametersOf(optimizer), layerOf(layer).parameters];
      if (!hasTensors(own) && !hasTensors(given) && !sameTree(own, given)) throw new Meaningless(); // as in `optimizer.step`
      fits(sameTree(own, given));
      checkExample(layer, loss, inputs, targets);
      return tensor([]);
    },
    unseen: (layer, _optimizer, loss, inputs, targets) => unseen(layer, loss, inputs, targets),
    write: (layer, optimizer, loss, inputs, targets) =>
      `nn.trainingStep(${layer}, ${loss}, { step: (gradients) => ${optimizer}.step(copied(gradients)) })(${inputs}, ${suited(targets)})`,
  },
  "nn.train": {
    draw: (d) => {
      const layer = someLayer(d);
      const held = d.flip(0.5) ? example(d, layer, 1) : [];
      const loss = drawLoss(d);
      const [inputs, targets] = example(d, layer, 1) as [Ref, Ref];
      return [layer, optimizerOf(d, layer), loss, inputs, numbersFor(d, loss, targets), ...held];
    },
    batched: true,
    result: (layer, optimizer, loss, inputs, targets, heldInputs, heldTargets) => {
      const [own, given] = [parametersOf(optimizer), layerOf(layer).parameters];
      if (!hasTensors(own) && !hasTensors(given) && !sameTree(own, given)) throw new Meaningless(); // as in `optimizer.step`
      fits(sameTree(own, given));
      checkTrainExample(layer, loss, inputs, targets);
      if (heldInputs) checkTrainExample(layer, loss, heldInputs, heldTargets);
      return plain("nn.History");
    },
    unseen: (layer, _optimizer, loss, inputs, targets, heldInputs) => {
      const [rows, ...own] = shapeOf(inputs);
      const examples = rows?.value ?? 0;
      const last = examples % 32 || 32; // the last batch of 32 is the smallest
      if (isEmpty(inputs) || (heldInputs !== undefined && isEmpty(heldInputs))) return true;
      return unseen(layer, loss, tensor([literal(last), ...own]), targets);
    },
    write: (layer, optimizer, loss, inputs, targets, heldInputs, heldTargets) => {
      const held = heldInputs ? `, validation: { inputs: ${heldInputs}, targets: ${suited(heldTargets)} }` : "";
      return `await nn.train(${layer}, { inputs: ${inputs}, targets: ${suited(targets)}, loss: ${loss}, ${stepping(optimizer)}, epochs: 1${held} })`;
    },
    last: true,
  },
};

export const trainingOperations: Table = { ...judging, ...learning };
