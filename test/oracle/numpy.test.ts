/**
 * Compares the library with NumPy. Each case that `record.py` wrote to `numpy.json` is run through the public API. Shapes have to
 * be the same, and numbers the same up to rounding. Cases with matrices run twice, the second time on transposed views, whose
 * elements aren't in row-major order.
 */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as linalg from "../../src/linalg/index.js";
import * as networks from "../../src/nn/index.js";
import { differences, isRecordedTensor, type Recorded, type RecordedTensor, toNumber } from "./differences.js";

// Names, shapes and options come from a file, so the compiler can't check them. They are checked at run time only.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Untyped = any;
const tensors: Untyped = library;
const nn: Untyped = networks;
const algebra: Untyped = linalg;

/** One line of the file. */
interface Case {
  readonly operation: string;
  readonly name: string;
  readonly given: Recorded;
  readonly expected: Recorded;
  /** An absolute error that is allowed. */
  readonly within?: number;
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL("numpy.json", import.meta.url), "utf8"));

// ── The arguments ───────────────────────────────────────────────────────────────────────────────────────────────────────

type Layout = "row-major" | "transposed";

/** A recorded value, with tensors of the library, and with numbers in place of strings. */
function decode(recorded: Recorded, layout: Layout): Untyped {
  if (recorded === "NaN" || recorded === "Infinity" || recorded === "-Infinity") return toNumber(recorded);
  if (typeof recorded !== "object" || recorded === null) return recorded;
  if (isRecordedTensor(recorded)) return decodeTensor(recorded, layout);
  if (Array.isArray(recorded)) return recorded.map((entry) => decode(entry, layout));
  return Object.fromEntries(Object.entries(recorded).map(([key, entry]) => [key, decode(entry, layout)]));
}

function decodeTensor({ shape, data }: RecordedTensor, layout: Layout): Untyped {
  const numbers = data.map(toNumber);
  if (layout === "row-major" || shape.length !== 2) return tensors.tensor(numbers, shape);
  const [rows = 0, columns = 0] = shape;
  const transposed = numbers.map((_, place) => numbers[(place % rows) * columns + Math.floor(place / rows)]);
  return tensors.tensor(transposed, [columns, rows]).transpose();
}

function hasMatrix(recorded: Recorded): boolean {
  if (typeof recorded !== "object" || recorded === null) return false;
  return isRecordedTensor(recorded) ? recorded.shape.length === 2 : Object.values(recorded).some(hasMatrix);
}

// ── The operations ──────────────────────────────────────────────────────────────────────────────────────

const layerOf = ({ weights, bias, activation }: Untyped): Untyped =>
  nn.dense(weights.shape[1], weights.shape[0], { weights, bias, activation: nn[activation] });
const networkOf = (layers: readonly Untyped[]): Untyped => nn.sequential(...layers.map(layerOf));

type Run = (given: Untyped) => unknown;

const activation =
  (name: string): Run =>
  ([z]) => ({ apply: nn[name].apply(z), derivative: nn[name].derivative(z) });

const loss =
  (name: string): Run =>
  ([output, targets]) =>
    nn[name].evaluate(output, targets);

/** Applies all gradients twice, and returns the parameters after some of the steps. */
const optimizer =
  (name: string): Run =>
  ([start, options, gradients]) => {
    const layer = layerOf(start);
    const optimizer = nn[name](layer, options);
    const after = [...gradients, ...gradients].map((gradient) => {
      optimizer.step(gradient);
      return layer.parameters;
    });
    return { "after 1": after[0], "after 2": after[1], "after 3": after[2], "after 10": after[9] };
  };

const thereAndBack = (layer: Untyped, input: Untyped, outputError: Untyped): Untyped => {
  const { output, backward } = layer.forward(input);
  return { output, ...backward(outputError) };
};

/** A layer with these parameters. */
const given = (layer: Untyped, parameters: Untyped): Untyped => {
  layer.trainables[0].assign(parameters);
  return layer;
};

const runs: Record<string, Run> = {
  "nn.identity": activation("identity"),
  "nn.relu": activation("relu"),
  "nn.sigmoid": activation("sigmoid"),
  "nn.tanh": activation("tanh"),
  "nn.meanSquaredError": loss("meanSquaredError"),
  "nn.crossEntropy": loss("crossEntropy"),
  "nn.binaryCrossEntropy": loss("binaryCrossEntropy"),
  "nn.sgd": optimizer("sgd"),
  "nn.adam": optimizer("adam"),
  "nn.dense": ([layer, input, outputError]) => thereAndBack(layerOf(layer), input, outputError),
  "nn.conv2d": ([input, filters, kernel, options, parameters, images, outputError]) => {
    return thereAndBack(given(nn.conv2d(input, filters, kernel, options), parameters), images, outputError);
  },
  "nn.maxPool2d": ([input, window, options, images, error]) => thereAndBack(nn.maxPool2d(input, window, options), images, error),
  "nn.averagePool2d": ([input, window, options, images, error]) =>
    thereAndBack(nn.averagePool2d(input, window, options), images, error),
  "nn.upsample2d": ([input, factor, options, images, error]) =>
    thereAndBack(nn.upsample2d(input, factor, options), images, error),
  "nn.activate": ([name, x, error]) => thereAndBack(nn.activate(nn[name]), x, error),
  "nn.layerNorm": ([size, options, parameters, x, error]) =>
    thereAndBack(given(nn.layerNorm(size, options), parameters), x, error),
  "nn.batchNorm": ([size, options, parameters, x, error]) =>
    thereAndBack(given(nn.batchNorm(size, options), parameters), x, error),
  "batchNorm.statistics": ([size, options, batches, x]) => {
    const layer = nn.batchNorm(size, options);
    for (const batch of batches) layer.forward(batch);
    return { statistics: layer.statistics.values, output: layer.predict(x) };
  },
  "nn.embedding": ([entries, length, parameters, x, error]) =>
    thereAndBack(given(nn.embedding(entries, length), parameters), x, error),
  "nn.residual": ([layer, x, error]) => thereAndBack(nn.residual(layerOf(layer)), x, error),
  "nn.attention": ([shape, heads, options, parameters, x, error]) =>
    thereAndBack(given(nn.attention(shape, heads, options), parameters), x, error),
  "nn.sequential": ([layers, input]) => networkOf(layers).predict(input),
  "nn.sequentialOf": ([layers, input]) => nn.sequentialOf(layers.map(layerOf)).predict(input),
  "nn.backpropagate": ([layers, name, inputs, targets]) => nn.backpropagate(networkOf(layers), nn[name], inputs, targets),
  "nn.batches": (given) => [...nn.batches(...given)],
  "nn.train": async ({ layers, optimizer, options, loss, ...settings }) => {
    const network = networkOf(layers);
    const history = await nn.train(network, { ...settings, loss: nn[loss], optimizer: nn[optimizer](network, options) });
    const epochs = history.epochs.map((epoch: Untyped) => epoch.loss);
    return { losses: history.losses, epochs, parameters: network.parameters };
  },
};

/** What stands before the name of a method if there is a function of the same name. */
const method = /^x\./;

function run(operation: string, given: Untyped): unknown {
  const own = runs[operation];
  if (own) return own(given);
  const [, name = "", part] = /^linalg\.(\w+)\.?(\w+)?$/.exec(operation) ?? [];
  if (name) return part ? algebra[name](...given)[part] : algebra[name](...given);
  if (operation in tensors) return tensors[operation](...given);
  const [tensor, ...operands] = given;
  return tensor[operation.replace(method, "")](...operands);
}

/**
 * Operations that may give 0 for -0. An outer product is computed as a product of matrices, whose sums start at 0. Which of 0 and -0 is the
 * greater is open, in NumPy too.
 */
const unsignedZeros = new Set(["outer", "maximum", "minimum", "cumulativeMax", "cumulativeMin"]);

/** The loss of a certain and correct output, and its error, come from 1 - 1. */
const subtractsFromOne = new Set(["nn.crossEntropy", "nn.binaryCrossEntropy"]);

/** The kernel takes the logarithm of the whole sum; the reference, of all but its greatest term, which is 1. */
const addsToOne = (engine: library.EngineName, operation: string): boolean => engine === "wasm" && operation === "logSoftmax";

/** Both engines that compute in float64. */
describe.each(["reference", "wasm"] as const)("%s", (engine) => {
  beforeAll(async () => void (await library.useEngine(engine, { precision: "float64" })));

  for (const { operation, name, given, expected, within } of cases) {
    for (const layout of hasMatrix(given) ? (["row-major", "transposed"] as const) : (["row-major"] as const)) {
      test(`${operation}: ${name}${layout === "transposed" ? ", transposed views" : ""}`, async () => {
        const result = await run(operation, decode(given, layout));
        const strictness = {
          signedZeros: !unsignedZeros.has(operation) && !operation.startsWith("linalg."),
          ...((subtractsFromOne.has(operation) || addsToOne(engine, operation)) && { floor: 1e-15 }),
          ...(within !== undefined && { floor: within }),
        };
        expect(differences(result, expected, strictness)).toEqual([]);
      });
    }
  }
});

// ── Completeness ────────────────────────────────────────────────────────────────────────────────────────

/** Operations without a counterpart in NumPy. They are tested elsewhere. */
const unrecorded = [
  ...["at", "toArray", "toJSON", "toString", "dataSync", "data"], // read a tensor
  ...["ShapeError", "dim", "useEngine"], // compute nothing
  ...["as", "window"], // the same numbers with other names; a slice
  ...["random", "randomNormal", "randomUniform"], // have a generator of their own
  ...["grad", "valueAndGrad", "vjp", "jvp", "jacobian", "hessian", "vmap", "stopGradient"], // test/grad
  ...["mapTensors", "addTrees", "scaleTree", "globalNorm", "clipByGlobalNorm", "lbfgs"], // as above
  ...["trace", "compile"], // test/program
  ...["nn.layer", "nn.flatten", "nn.reshape", "nn.reversed"], // a function of the caller; a method of a tensor: test/nn
  ...["nn.accuracy", "nn.topKAccuracy", "nn.precision", "nn.recall", "nn.f1", "nn.confusionMatrix", "nn.rocAuc"], // from scikit-learn: test/nn/metrics
  ...["nn.evaluate", "nn.meanAbsoluteError"], // test/nn/training and test/nn/metrics
  ...[
    "nn.exponentialDecay",
    "nn.stepDecay",
    "nn.cosineDecay",
    "nn.warmup",
    "nn.onPlateau",
    "nn.movingAverage",
    "nn.historyToSvg",
  ], // test/nn/optimizers, with PyTorch's values
  ...["nn.absoluteError", "nn.huber", "nn.hinge", "nn.kullbackLeibler", "nn.cosineDistance"], // test/nn/losses, with PyTorch's values
  ...["nn.adamW", "nn.rmsprop", "nn.adagrad", "nn.lion", "nn.optimizerOf", "nn.parameterGroups"], // as above
  ...["nn.gelu", "nn.silu", "nn.leakyRelu", "nn.elu", "nn.softplus", "nn.softsign", "nn.hardSigmoid", "nn.mish"], // from PyTorch: test/nn
  ...["nn.recurrent", "nn.lstm", "nn.gru", "nn.cellOf", "nn.rmsNorm", "nn.groupNorm"], // from PyTorch: test/nn
  ...["nn.maxPool1d", "nn.averagePool1d"], // from PyTorch, in test/interop; those of images have cases
  ...["nn.globalAveragePool1d", "nn.globalMaxPool1d", "nn.globalAveragePool2d", "nn.globalMaxPool2d"], // a mean and a maximum, which have cases: test/nn
  ...["nn.trainingStep"], // like backpropagate and an optimiser's step: test/nn/training
  ...["nn.concat", "nn.sum"], // the outputs of other layers, joined or added: test/nn/layers
  ...[
    "nn.scaledDotProductAttention",
    "nn.masked",
    "nn.positions",
    "nn.sinusoidalPositions",
    "nn.crossAttention",
    "nn.decoding",
    "nn.unembedding",
  ], // by their formulas: test/nn/layers
  ...["nn.parallel", "nn.heads", "nn.recordLayer", "nn.multiTaskLoss"], // other layers, functions of the caller, a sum: test/nn/records
  ...["nn.freeze"], // another layer's values: test/nn/layers
  ...["nn.conv1d", "nn.convTranspose2d"], // from PyTorch, in test/interop; those of convolve and conv2d, and their ways back, have cases
  ...["nn.dropout"], // draws random numbers
  ...["nn.trainable", "nn.checkGradients", "nn.summary"], // hold parameters; check the library itself; return text
];

const methods = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(library.scalar(0))))
  .filter(([name, { value }]) => typeof value === "function" && name !== "constructor")
  .map(([name]) => name);
const operations = [
  ...methods,
  ...Object.keys(library),
  ...Object.keys(networks).map((name) => `nn.${name}`),
  ...Object.keys(linalg).map((name) => `linalg.${name}`),
];

test("every public operation has a case, or a reason not to have one", () => {
  const recorded = cases.map(({ operation }) => operation).filter((operation) => !/^batchNorm\.|^linalg\..*\./.test(operation));
  const known = [...recorded.map((operation) => operation.replace(method, "")), ...unrecorded];
  expect([...new Set(known)].sort()).toEqual([...new Set(operations)].sort());
  expect(unrecorded.filter((operation) => recorded.includes(operation))).toEqual([]);
});
