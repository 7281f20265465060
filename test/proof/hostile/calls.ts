/** A correct call of every public function. The tests then replace its arguments, one at a time. */
import { functions, functionsWithoutKernel } from "../../../src/engine/unary.js";
import * as library from "../../../src/index.js";
import * as inferred from "../../../src/inferred/index.js";
import * as linalg from "../../../src/linalg/index.js";
import * as networks from "../../../src/nn/index.js";
import { Trap } from "./values.js";

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
export type Untyped = any;
const { matrix, tensor, vector, zeros, ones, scalar, random }: Untyped = library;
const { dense, sequential, meanSquaredError, relu, sgd, adam, trainable }: Untyped = networks;

export interface Call {
  readonly name: string;
  readonly run: (...given: Untyped[]) => unknown;
  /** Creates the correct arguments anew. */
  readonly given: () => unknown[];
  /** Whether the arguments contain the results of a part that lies. There is no correct result then. */
  readonly lies?: true;
}

export const x = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);
export const square = matrix([
  [1, 2],
  [3, 4],
]);
const symmetric = matrix([
  [2, 1],
  [1, 3],
]);
export const v = vector([1, 2, 3]);
const batch = tensor(
  Array.from({ length: 30 }, (_, index) => index),
  [2, 3, 5],
);
export const image = tensor(
  Array.from({ length: 2 * 4 * 4 * 3 }, (_, index) => index % 7),
  [2, 4, 4, 3],
);

/** Calls a function of a module by its name. */
const of = (module: Untyped, name: string, given: () => unknown[]): Call => ({
  name,
  run: (...all) => module[name](...all),
  given,
});
const ofLinalg = (name: string, given: () => unknown[]): Call => ({ ...of(linalg, name, given), name: `linalg.${name}` });
/** Calls a method. Its object is the first of the arguments. */
const method = (name: string, self: unknown, given: () => unknown[] = () => []): Call => ({
  name: `tensor.${name}`,
  run: (first, ...all) => Untouched[name].call(first, ...all),
  given: () => [self, ...given()],
});
/** A deferred layer in a network on a shape. */
function onShape(name: string, shape: readonly number[], given: () => unknown[]): Call[] {
  const run = (...all: unknown[]) => (inferred.sequential as Untyped)(shape, (inferred as Untyped)[name](...all));
  return [{ name: `inferred.${name}`, run, given }];
}
const Untouched: Untyped = Object.getPrototypeOf(x);
const getter = (name: string): Call => ({
  name: `tensor.${name}`,
  run: (first) => Object.getOwnPropertyDescriptor(Untouched, name)?.get?.call(first),
  given: () => [x],
});

export const network = () => sequential(dense(3, 5, { activation: relu, random: random(1) }), dense(5, 2, { random: random(2) }));
export const small = () => dense(3, 2, { random: random(3) });
/** A layer from another source, as a plain object. */
export const foreign = () => ({ ...small() });
export const passed = () => [ones([4, 3]), zeros([4, 2])];
/** A function of the caller, which may throw its own errors. */
const itsOwn =
  (compute: (p: Untyped) => unknown) =>
  (p: Untyped): unknown => {
    try {
      return compute(p);
    } catch (error) {
      throw new Trap(String(error));
    }
  };
const square2 = itsOwn((p) => p.weights.square().sum());
/** A metric of the caller. */
const counting = (outputs: Untyped) => outputs.size;
const record = () => ({ weights: x, bias: v });

const elementwise = [
  "add",
  "subtract",
  "multiply",
  "divide",
  "maximum",
  "minimum",
  "power",
  "modulo",
  "logicalAnd",
  "logicalOr",
  "equal",
  "notEqual",
  "less",
  "lessOrEqual",
  "greater",
  "greaterOrEqual",
];
const unary = [
  ...Object.keys({ ...functions, ...functionsWithoutKernel }),
  "reciprocal",
  "sign",
  "tan",
  "sinh",
  "cosh",
  "expm1",
  "isNaN",
  "isFinite",
  "logicalNot",
  "toArray",
  "toString",
  "toJSON",
  "dataSync",
  "flatten",
];
const reductions = [
  "sum",
  "mean",
  "max",
  "min",
  "product",
  "variance",
  "standardDeviation",
  "norm",
  "logSumExp",
  "any",
  "all",
  "median",
];

export const tensorCalls: readonly Call[] = [
  ...["shape", "rank", "size"].map(getter),
  ...unary.map((name) => method(name, x)),
  ...elementwise.flatMap((name) => [method(name, x, () => [v]), method(name, x, () => [2])]),
  method("at", x, () => [1, 2]),
  method("matmul", x, () => [v]),
  method("outer", v, () => [v]),
  method("dot", v, () => [v]),
  method("transpose", x),
  method("batchMatmul", batch, () => [tensor(new Float32Array(20), [2, 5, 2])]),
  method("addBias", x, () => [v]),
  method("clip", x, () => [2, 4]),
  method("softmax", x, () => [0]),
  method("logSoftmax", x, () => [0]),
  ...reductions.flatMap((name) => [
    method(name, x, () => [1, { keepDims: true }]),
    method(name, batch, () => [[0, -1], { keepDims: false }]),
  ]),
  method("argmax", x, () => [1]),
  method("argmin", x, () => [1]),
  ...["cumulativeSum", "cumulativeProduct", "cumulativeMax", "cumulativeMin"].map((name) => method(name, x, () => [1])),
  method("quantile", x, () => [0.3, 1, { keepDims: true }]),
  method("sort", x, () => [1, { descending: true }]),
  method("argsort", x, () => [1, { descending: true }]),
  method("topK", x, () => [1, 1]),
  method("takeAlong", x, () => [zeros([2, 2]), 1]),
  method("reshape", x, () => [[3, 2]]),
  method("permute", batch, () => [[2, 0, 1]]),
  method("slice", batch, () => [[0, 2], null, [0, 5, 2]]),
  method("split", x, () => [[1, 2], 1]),
  method("pad", x, () => [
    [
      [1, 0],
      [0, 2],
    ],
    7,
  ]),
  method("gather", x, () => [[1, 0, 1]]),
  method("gather", x, () => [
    [
      [1, 0],
      [0, 1],
    ],
    [2, 2],
  ]),
  method("gather", x, () => [vector([1, 0])]),
  method("take", batch, () => [[2, 0], 1]),
  method("take", x, () => [
    [
      [1, 0],
      [0, 1],
    ],
    -1,
    [2, 2],
  ]),
  ...["scatter", "scatterAdd"].flatMap((name) => [
    method(name, x, () => [[1, 0], square.matmul(x)]),
    method(name, x, () => [[[1]], x.slice([0, 1]).reshape([1, 1, 3]), [1, 1]]),
  ]),
  method("flip", x, () => [1]),
  method("roll", x, () => [-4, 1]),
  method("tile", x, () => [[2, 1]]),
  method("repeat", x, () => [2, 1]),
  method("kronecker", x, () => [square]),
  method("diagonal", batch),
  method("triu", batch, () => [1]),
  method("tril", x, () => [-1]),
  method("index", batch, () => [1, -1]),
  method("unstack", x, () => [1]),
  method("slice", x, () => [
    [null, null, -1],
    [2, 0, -2],
  ]),
  method("broadcastTo", matrix([[1], [2]]), () => [[2, 3]]),
  method("expandDims", x, () => [1]),
  method("squeeze", ones([2, 1]), () => [1]),
  method("window", batch, () => [1, 2, -1]),
  method("as", x, () => [[2, 3]]),
  method("data", x),
  { name: "tensor as a number", run: (first) => Untouched[Symbol.toPrimitive].call(first, "number"), given: () => [scalar(5)] },
  {
    name: "tensor[Symbol.iterator]",
    run: (first) => Object.getOwnPropertyDescriptor(Untouched, Symbol.iterator)?.get?.call(first)?.call(first),
    given: () => [x],
  },
];

export const calls: readonly Call[] = [
  of(library, "dim", () => ["rows", 3]),
  of(library, "matrix", () => [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ]),
  of(library, "vector", () => [[1, 2, 3]]),
  of(library, "scalar", () => [5]),
  of(library, "tensor", () => [
    [1, 2, 3, 4, 5, 6],
    [2, 3],
  ]),
  of(library, "tensor", () => [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [2, 3],
  ]),
  of(library, "tensor", () => [Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]]),
  of(library, "zeros", () => [[2, 3]]),
  of(library, "ones", () => [[2, 3]]),
  of(library, "full", () => [[2, 3], 7]),
  of(library, "identity", () => [3]),
  of(library, "arange", () => [5]),
  of(library, "arange", () => [3, 0.5, -0.5]),
  of(library, "linspace", () => [0, 1, 5]),
  of(library, "meshgrid", () => [v, v]),
  of(library, "diagonal", () => [v]),
  of(library, "random", () => [7]),
  of(library, "randomNormal", () => [[2, 3], random(7), { mean: 1, deviation: 2 }]),
  of(library, "randomUniform", () => [[2, 3], random(7), { low: -1, high: 1 }]),
  of(library, "contractBatch", () => [x, x]),
  of(library, "sumBatch", () => [x]),
  of(library, "oneHot", () => [[1, 0], 3]),
  of(library, "oneHot", () => [[[1], [0]], 3, [2, 1]]),
  of(library, "searchSorted", () => [v, x, { side: "right" }]),
  of(library, "unique", () => [x, "distinct"]),
  of(library, "bincount", () => [[1, 0], 3]),
  of(library, "histogram", () => [x, 3, { low: 0, high: 5 }]),
  { name: "random.uniform", run: (...given) => (random(1) as Untyped).uniform(...given), given: () => [[2, 3]] },
  { name: "random.normal", run: (...given) => (random(1) as Untyped).normal(...given), given: () => [[2, 3]] },
  { name: "random.integers", run: (...given) => (random(1) as Untyped).integers(...given), given: () => [0, 5, [2, 3]] },
  { name: "random.bernoulli", run: (...given) => (random(1) as Untyped).bernoulli(...given), given: () => [0.5, [2, 3]] },
  {
    name: "random.categorical",
    run: (...given) => (random(1) as Untyped).categorical(...given),
    given: () => [x, { temperature: 0.5 }],
  },
  of(library, "equals", () => [x, x]),
  of(library, "allClose", () => [x, x, { relative: 1e-3, absolute: 0 }]),
  { name: "dim.product", run: (...sizes) => (library.dim.product as Untyped)(...sizes), given: () => [3, 5] },
  { name: "dim.sum", run: (...sizes) => (library.dim.sum as Untyped)(...sizes), given: () => [3, 5] },
  of(library, "atan2", () => [x, v]),
  of(library, "where", () => [x, 1, v]),
  of(library, "convolve", () => [
    zeros([4, 4, 2]),
    zeros([3, 2, 1, 2]),
    { stride: [2, 1], padding: "same", dilation: 1, groups: 2 },
  ]),
  of(library, "einsum", () => ["ij,j->i", x, v]),
  of(library, "concat", () => [[x, square.matmul(x)], 0, 4]),
  of(library, "stack", () => [[x, x], 0, 2]),
  { name: "grad", run: (f, ...all) => library.grad(f)(...(all as [never])), given: () => [square2, record()] },
  { name: "valueAndGrad", run: (f, ...all) => library.valueAndGrad(f)(...(all as [never])), given: () => [square2, record()] },
  of(library, "vjp", () => [itsOwn((p) => ({ y: p.weights.exp() })), record()]),
  {
    name: "vjp",
    run: (given) => (library.vjp as Untyped)((p: Untyped) => ({ y: p.weights.exp(), z: p.bias }), record()).backward(given),
    given: () => [{ y: x, z: v }],
  },
  { name: "vjp", run: (given) => (library.vjp as Untyped)(() => given, record()).output, given: () => [{ y: x, z: [v] }] },
  of(library, "jvp", () => [itsOwn((p) => ({ y: p.weights.exp() })), record(), record()]),
  {
    name: "jacobian",
    run: (f, ...all) => library.jacobian(f)(...(all as [never])),
    given: () => [itsOwn((p) => p.weights.exp()), record()],
  },
  { name: "jacobian", run: (given) => (library.jacobian as Untyped)(() => given)(record()), given: () => [{ y: x, z: [v] }] },
  { name: "hessian", run: (f, ...all) => library.hessian(f)(...(all as [never])), given: () => [square2, record()] },
  {
    name: "vmap",
    run: (f, options, ...all) => (library.vmap as Untyped)(f, options)(...all),
    given: () => [itsOwn((p) => ({ y: p.weights.exp() })), { inAxes: [0] }, { weights: x, bias: x }],
  },
  { name: "vmap", run: (given) => (library.vmap as Untyped)(() => given)(x), given: () => [{ y: x, z: [v] }] },
  {
    name: "valueAndGrad",
    run: (given) => (library.valueAndGrad as Untyped)(() => given)(record()),
    given: () => [{ value: library.scalar(1), auxiliary: { y: x, z: [v] } }],
  },
  {
    name: "lbfgs",
    run: (f, ...all) => library.lbfgs(f, ...(all as [never])).parameters,
    given: () => [square2, record(), { steps: 2, history: 2, tolerance: 0.1 }],
  },
  of(library, "stopGradient", () => [record()]),
  of(library, "mapTensors", () => [record(), (one: Untyped, other: Untyped) => one.add(other), record()]),
  of(library, "addTrees", () => [record(), record()]),
  of(library, "scaleTree", () => [record(), 2]),
  of(library, "globalNorm", () => [record()]),
  of(library, "clipByGlobalNorm", () => [record(), 0.5]),
  {
    name: "trace",
    run: (f, ...all) => String((library.trace as Untyped)(f, ...all)),
    given: () => [itsOwn((p) => ({ y: p.weights.exp() })), record()],
  },
  {
    name: "trace",
    run: (given) => (library.trace as Untyped)((p: Untyped) => ({ y: p.weights.exp(), z: p.bias }), record()).run(given),
    given: () => [record()],
  },
  { name: "trace", run: (given) => (library.trace as Untyped)(() => given).run(), given: () => [{ y: x, z: [v] }] },
  {
    name: "compile",
    run: (f, ...all) => (library.compile as Untyped)(f)(...all),
    given: () => [itsOwn((p) => ({ y: p })), record()],
  },
  {
    name: "compile",
    run: (given) => (library.compile as Untyped)((p: Untyped) => ({ y: p, z: [p] }))(given),
    given: () => [record()],
  },
  { name: "compile", run: (given) => (library.compile as Untyped)(() => given)(), given: () => [{ y: x, z: [v] }] },
  of(library, "useEngine", () => ["wasm", { fast: false, threads: 1 }]),

  ...["inverse", "determinant", "trace", "lu", "qr", "svd", "cholesky", "eigh"].map((name) => ofLinalg(name, () => [symmetric])),
  ...["solve", "leastSquares"].flatMap((name) => [
    ofLinalg(name, () => [square, x]),
    ofLinalg(name, () => [square, vector([1, 2])]),
  ]),
  ofLinalg("leastSquares", () => [x, vector([1, 2]), { tolerance: 1e-3 }]),
  ...["pseudoInverse", "matrixRank"].map((name) => ofLinalg(name, () => [x, { tolerance: 1e-3 }])),
  ofLinalg("norm", () => [x, { order: 1 }]),

  of(networks, "dense", () => [3, 2, { activation: relu, random: random(1), weights: x, bias: vector([1, 2]) }]),
  of(networks, "conv2d", () => [[4, 4, 3], 2, 3, { stride: 1, padding: "same", activation: relu, random: random(1) }]),
  of(networks, "conv2d", () => [
    [4, 4, 2],
    2,
    [3, 2],
    { stride: [2, 1], padding: [1, 0], dilation: [1, 2], groups: 2, bias: false, random: random(1) },
  ]),
  of(networks, "conv1d", () => [
    [4, 2],
    2,
    3,
    { stride: 1, padding: "same", dilation: 1, groups: 2, bias: true, activation: relu, random: random(1) },
  ]),
  of(networks, "convTranspose2d", () => [
    [4, 4, 2],
    2,
    [3, 2],
    { stride: [2, 1], padding: 1, outputPadding: [1, 0], groups: 2, random: random(1) },
  ]),
  of(networks, "upsample2d", () => [[4, 4, 3], [2, 1], { interpolation: "bilinear" }]),
  of(networks, "maxPool2d", () => [[4, 4, 3], 2, { stride: 2 }]),
  of(networks, "maxPool1d", () => [[4, 3], 2, { stride: 2 }]),
  of(networks, "averagePool1d", () => [[4, 3], 2, { stride: 2 }]),
  of(networks, "averagePool2d", () => [[4, 4, 3], 2, { stride: 2 }]),
  ...["recurrent", "lstm", "gru"].map((name) => of(networks, name, () => [[3, 4], 2, { returns: "last", random: random(1) }])),
  of(networks, "attention", () => [[3, 4], 2, { causal: true, mask: ones([3, 3]), random: random(1) }]),
  of(networks, "positions", () => [[3, 4], { deviation: 0.5, random: random(1) }]),
  of(networks, "sinusoidalPositions", () => [[3, 4]]),
  of(networks, "scaledDotProductAttention", () => [
    ones([2, 3, 4]),
    ones([2, 5, 4]),
    ones([2, 5, 6]),
    { mask: ones([3, 5]), causal: true },
  ]),
  of(networks, "decoding", () => [networks.attention([3, 4], 2, { causal: true })]),
  of(networks, "cellOf", () => [networks.gru([3, 4], 2, { random: random(1) })]),
  {
    name: "cellOf.step",
    run: (...given) => (networks.cellOf(networks.lstm([3, 4], 2, { random: random(1) })) as Untyped).step(...given),
    given: () => [ones([3, 4]), { output: ones([3, 2]), memory: ones([3, 2]) }],
  },
  {
    name: "cellOf.start",
    run: (...given) => (networks.cellOf(networks.gru([3, 4], 2, { random: random(1) })) as Untyped).start(...given),
    given: () => [[3, 2]],
  },
  of(networks, "unembedding", () => [networks.embedding(3, 4)]),
  of(networks, "crossAttention", () => [[3, 4], [5, 6], 2, { random: random(1) }]),
  of(networks, "masked", () => [networks.attention([3, 4], 2), (given: Untyped) => given.sum(2)]),
  of(networks, "flatten", () => [[4, 4, 3]]),
  of(networks, "reshape", () => [
    [4, 3],
    [2, 6],
  ]),
  of(networks, "dropout", () => [0.5, { random: random(1) }]),
  of(networks, "embedding", () => [7, 3, { deviation: 0.5, random: random(1) }]),
  of(networks, "layerNorm", () => [3, { epsilon: 1e-5 }]),
  of(networks, "rmsNorm", () => [3, { epsilon: 1e-5 }]),
  of(networks, "groupNorm", () => [[4, 4, 6], 2, { epsilon: 1e-5 }]),
  of(networks, "globalAveragePool2d", () => [[4, 4, 3]]),
  of(networks, "globalAveragePool1d", () => [[4, 3]]),
  of(networks, "globalMaxPool1d", () => [[4, 3]]),
  of(networks, "globalMaxPool2d", () => [[4, 4, 3]]),
  of(networks, "batchNorm", () => [3, { epsilon: 1e-5, momentum: 0.1 }]),
  of(networks, "activate", () => [relu]),
  of(networks, "layer", () => [{ by: v }, [3], [3], (p: Untyped, given: Untyped) => given.multiply(p.by)]),
  of(networks, "layer", () => [[v, { deeper: v }], [3], [3], (p: Untyped, given: Untyped) => given.multiply(p[0])]),
  of(networks, "freeze", () => [dense(3, 3, { random: random(1) })]),
  of(networks, "crossEntropy", () => [{ classWeights: v, labelSmoothing: 0.1, ignore: 2, reduction: "sum" }]),
  of(networks, "huber", () => [{ delta: 0.5, reduction: "sum" }]),
  ...["hinge", "absoluteError", "kullbackLeibler", "cosineDistance"].map((name) =>
    of(networks, name, () => [{ reduction: "sum" }]),
  ),
  of(networks, "residual", () => [dense(3, 3, { random: random(1) })]),
  of(networks, "reversed", () => [networks.recurrent([2, 3], 2)]),
  of(networks, "concat", () => [-1, dense(3, 2, { random: random(1) }), foreign()]),
  of(networks, "sum", () => [dense(3, 2, { random: random(1) }), foreign()]),
  of(networks, "parallel", () => [{ a: dense(3, 2, { random: random(1) }), b: foreign() }]),
  of(networks, "heads", () => [{ a: dense(3, 2, { random: random(1) }), b: foreign() }]),
  of(networks, "recordLayer", () => [{ by: v }, { a: [3], b: [3] }, [3], (p: Untyped, given: Untyped) => given.a.multiply(p.by)]),
  of(networks, "multiTaskLoss", () => [{ a: networks.crossEntropy, b: networks.huber }, { weights: { a: 2 } }]),
  of(networks, "sequential", () => [foreign(), dense(2, 2, { random: random(1) })]),
  of(networks, "sequentialOf", () => [[dense(3, 3, { random: random(1) }), { ...dense(3, 3, { random: random(2) }) }]]),
  ...onShape("dense", [3], () => [2, { activation: relu, random: random(1) }]),
  ...onShape("conv2d", [4, 4, 3], () => [2, 3, { stride: 1, padding: "same", activation: relu, random: random(1) }]),
  ...onShape("conv1d", [4, 2], () => [
    2,
    3,
    { stride: 1, padding: "same", dilation: 1, groups: 2, bias: true, activation: relu, random: random(1) },
  ]),
  ...onShape("convTranspose2d", [4, 4, 2], () => [
    2,
    [3, 2],
    { stride: [2, 1], padding: 1, outputPadding: [1, 0], groups: 2, random: random(1) },
  ]),
  ...onShape("upsample2d", [4, 4, 3], () => [[2, 1], { interpolation: "bilinear" }]),
  ...onShape("maxPool2d", [4, 4, 3], () => [2, { stride: 2 }]),
  ...onShape("maxPool1d", [4, 3], () => [2, { stride: 2 }]),
  ...onShape("averagePool1d", [4, 3], () => [2, { stride: 2 }]),
  ...onShape("averagePool2d", [4, 4, 3], () => [2, { stride: 2 }]),
  ...onShape("attention", [3, 4], () => [2, { causal: true, mask: ones([3, 3]), random: random(1) }]),
  ...onShape("positions", [3, 4], () => [{ deviation: 0.5, random: random(1) }]),
  ...onShape("sinusoidalPositions", [3, 4], () => []),
  ...onShape("flatten", [4, 3], () => []),
  ...onShape("reshape", [4, 3], () => [[2, 6]]),
  ...onShape("rmsNorm", [3], () => [{ epsilon: 1e-5 }]),
  ...onShape("groupNorm", [2, 2, 4], () => [2, { epsilon: 1e-5 }]),
  ...onShape("globalAveragePool2d", [2, 2, 4], () => []),
  ...onShape("globalAveragePool1d", [2, 4], () => []),
  ...onShape("globalMaxPool1d", [2, 4], () => []),
  ...onShape("globalMaxPool2d", [2, 2, 4], () => []),
  ...onShape("recurrent", [3, 2], () => [2, { returns: "last", random: random(1) }]),
  ...onShape("lstm", [3, 2], () => [2, { returns: "all", random: random(1) }]),
  ...onShape("gru", [3, 2], () => [2, { returns: "last", random: random(1) }]),
  ...onShape("layerNorm", [3], () => [{ epsilon: 1e-5 }]),
  ...onShape("batchNorm", [3], () => [{ epsilon: 1e-5, momentum: 0.1 }]),
  ...onShape("chain", [3], () => [foreign(), inferred.layerNorm()]),
  ...onShape("concat", [3], () => [-1, foreign(), inferred.layerNorm()]),
  ...onShape("sum", [3], () => [dense(3, 3, { random: random(1) }), inferred.layerNorm()]),
  ...onShape("reversed", [2, 3], () => [inferred.layerNorm()]),
  ...onShape("residual", [3], () => [inferred.layerNorm()]),
  {
    name: "inferred.sequential",
    run: (...given) => (inferred.sequential as Untyped)(...given),
    given: () => [[3], foreign(), inferred.layerNorm()],
  },
  of(networks, "summary", () => [network()]),
  of(networks, "trainable", () => [record()]),
  { name: "trainable.assign", run: (given) => trainable(record()).assign(given), given: () => [{ weights: x, bias: v }] },
  { name: "trainable.assign", run: (given) => trainable([x, [v]]).assign(given), given: () => [[x, [v]]] },
  of(networks, "backpropagate", () => [network(), meanSquaredError, ...passed()]),
  {
    name: "trainingStep",
    run: (layer, loss, optimizer, ...example) => (networks.trainingStep as Untyped)(layer, loss, optimizer)(...example).at(),
    given: () => {
      const layer = network();
      return [layer, meanSquaredError, networks.sgd(layer, { learningRate: 0.1 }), ...passed()];
    },
  },
  of(networks, "backpropagate", () => [foreign(), { ...meanSquaredError }, ...passed()]),
  of(networks, "checkGradients", () => [small(), meanSquaredError, ones([1, 3]), zeros([1, 2])]),
  of(networks, "batches", () => [ones([5, 3]), zeros([5, 2]), 2, { random: random(1) }]),
  of(networks, "sgd", () => [small(), { learningRate: 0.1, momentum: 0.5, nesterov: true, weightDecay: 0.1 }]),
  of(networks, "adam", () => [small(), { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 }]),
  of(networks, "adamW", () => [small(), { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 }]),
  of(networks, "rmsprop", () => [small(), { learningRate: 0.1, alpha: 0.9, epsilon: 1e-8, momentum: 0.5, weightDecay: 0 }]),
  of(networks, "optimizerOf", () => [
    small(),
    {
      learningRate: 0.1,
      keeps: ["velocity"],
      update: (w: Untyped, gradient: Untyped) => ({ parameter: w.add(gradient), velocity: gradient }),
    },
  ]),
  of(networks, "parameterGroups", () => {
    const layer = small();
    return [layer, [{ optimizer: sgd(layer, { learningRate: 1 }), only: (name: string) => name === "bias" }, adam(layer)]];
  }),
  of(networks, "adagrad", () => [small(), { learningRate: 0.1, epsilon: 1e-8, weightDecay: 0 }]),
  of(networks, "lion", () => [small(), { learningRate: 0.1, beta1: 0.9, beta2: 0.99, weightDecay: 0 }]),
  of(networks, "exponentialDecay", () => [0.1, { factor: 0.9, every: 3 }]),
  of(networks, "stepDecay", () => [0.1, { factor: 0.9, every: 3 }]),
  of(networks, "cosineDecay", () => [0.1, { steps: 5, final: 0.01 }]),
  of(networks, "warmup", () => [0.1, { steps: 5, from: 0.01 }]),
  of(networks, "onPlateau", () => [adam(small()), { factor: 0.5, patience: 1, threshold: 0.1, cooldown: 1, minimum: 0.01 }]),
  of(networks, "historyToSvg", () => [
    { epochs: [{ epoch: 1, loss: 0.5, validationLoss: 0.7 }], best: { epoch: 1, loss: 0.5, validationLoss: 0.7 } },
    { Plot: { plot: () => ({ outerHTML: "<svg/>" }), line: () => ({}), dot: () => ({}), text: () => ({}) }, document: {} },
  ]),
  of(networks, "movingAverage", () => [small(), { decay: 0.5, parameters: { ...small().parameters } }]),
  {
    name: "optimizer.step",
    run: (given) => sgd(small(), { learningRate: 1 }).step(given),
    given: () => [{ weights: x, bias: vector([1, 2]) }],
  },
  {
    name: "optimizer.step",
    run: (given) => adam(network()).step(given),
    given: () => [
      structuredClone([0, 0]).map((_, at) => ({ weights: zeros(at === 0 ? [5, 3] : [2, 5]), bias: zeros([at === 0 ? 5 : 2]) })),
    ],
  },
  {
    name: "train",
    run: (first, options) => (networks.train as Untyped)(first, options),
    given: () => {
      const first = small();
      const [inputs, targets] = passed();
      let epochs = 0;
      const onStep = () => {};
      const onEpoch = () => {
        if (++epochs > 3) throw new Trap("more epochs than anyone has time for");
      };
      const optimizer = sgd(first, { learningRate: 0.1 });
      const signal = { aborted: false };
      return [
        first,
        {
          inputs,
          targets,
          validation: { inputs: ones([2, 3]), targets: zeros([2, 2]) },
          metrics: { own: counting },
          patience: 2,
          loss: meanSquaredError,
          optimizer,
          epochs: 2,
          batchSize: 3,
          random: random(1),
          onStep,
          onEpoch,
          signal,
        },
      ];
    },
  },
  {
    name: "evaluate",
    run: (first, loss, inputs, targets, options) => (networks.evaluate as Untyped)(first, loss, inputs, targets, options),
    given: () => [network(), meanSquaredError, ...passed(), { batchSize: 3, metrics: { own: counting, accuracy: counting } }],
  },
  ...["accuracy", "precision", "recall", "f1", "meanAbsoluteError", "rocAuc", "confusionMatrix"].map((name) =>
    of(networks, name, () => [x, zeros([2, 3])]),
  ),
  {
    name: "topKAccuracy",
    run: (k, outputs, targets) => (networks.topKAccuracy as Untyped)(k)(outputs, targets),
    given: () => [2, x, zeros([2, 3])],
  },
  ...["meanSquaredError", "crossEntropy", "cosineDistance"].map(
    (name): Call => ({
      name: `${name}.of`,
      run: (output, targets) => (networks as Untyped)[name].of(output, targets),
      given: () => [
        x,
        matrix([
          [1, 0, 0],
          [0, 0, 1],
        ]),
      ],
    }),
  ),
  ...["meanSquaredError", "crossEntropy", "binaryCrossEntropy"].map(
    (name): Call => ({
      name,
      run: (output, targets) => (networks as Untyped)[name].evaluate(output, targets),
      given: () => [
        x,
        matrix([
          [1, 0, 0],
          [0, 0, 1],
        ]),
      ],
    }),
  ),
  of(networks, "leakyRelu", () => [0.1]),
  of(networks, "elu", () => [1]),
  ...["leakyRelu", "elu"].map((name): Call => ({ name, run: (z) => (networks as Untyped)[name]().apply(z), given: () => [x] })),
  ...["relu", "sigmoid", "tanh", "identity", ...["gelu", "silu", "softplus", "softsign", "hardSigmoid", "mish"]].flatMap(
    (name): Call[] => [
      { name, run: (z) => (networks as Untyped)[name].apply(z), given: () => [x] },
      { name, run: (z) => (networks as Untyped)[name].derivative(z), given: () => [x] },
    ],
  ),
];
