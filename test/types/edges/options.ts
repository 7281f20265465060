/**
 * Options, arguments and tuple elements that may be missing. If one is missing, its default applies, and that gives another
 * shape.
 */
import { concat, dim, type Dim, full, ones, random, randomNormal, randomUniform, stack, type Tensor, type Vector, vector, zeros } from "conformable";
import { activate, adam, attention, averagePool2d, batches, batchNorm, conv2d, type Conv2dOptions, dense, type DenseOptions, dropout, layerNorm, maxPool2d, type PoolOptions, relu, sgd } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("2");
const x = zeros([2, 3]);

// ── sum: keepDims that may be missing
{
  const options: { keepDims: true } = { keepDims: true }; // right
  const options: { keepDims?: true } = {}; // wrong
  is([1, 3], x.sum(0, options)); // here: sum: keepDims may be missing: give it, or leave it out
}

// ── mean: keepDims that may be undefined
{
  const options: { keepDims: true } = { keepDims: true }; // right
  const options: { keepDims: true | undefined } = { keepDims: undefined }; // wrong
  is([1, 3], x.mean(0, options)); // here: mean: keepDims may be missing: give it, or leave it out
}

// ── max: all options may be missing
{
  const options = (): { keepDims: true } => ({ keepDims: true }); // right
  const options = (): { keepDims: true } | undefined => undefined; // wrong
  is([1, 3], x.max(0, options())); // here: max: …
}

// ── min: a Partial
{
  const options: Required<{ keepDims?: true }> = { keepDims: true }; // right
  const options: Partial<{ keepDims: true }> = {}; // wrong
  is([1, 3], x.min(0, options)); // here: min: keepDims may be missing: give it, or leave it out
}

// ── sum: a Record of names that may be missing
{
  const options: Record<"keepDims", true> = { keepDims: true }; // right
  const options: Record<string, true> = {}; // wrong
  is([1, 3], x.sum(0, options)); // here: sum: …
}

// ── sum: a literal undefined
{
  is([3], x.sum(0, {})); // right
  is([3], x.sum(0, { keepDims: undefined })); // either: sum: keepDims has to be literally true or false
  is([3], x.sum(0, undefined)); // either: sum: keepDims has to be literally true or false
}

// ── mean: true or undefined
{
  is([1, 3], x.mean(0, { keepDims: true })); // right
  is([1, 3], x.mean(0, { keepDims: yes ? undefined : true })); // wrong: mean: keepDims may be missing: give it, or leave it out
}

// ── max: false or undefined, which is the same
{
  is([3], x.max(0, { keepDims: false })); // right
  is([3], x.max(0, { keepDims: yes ? undefined : false })); // either: max: keepDims may be missing: give it, or leave it out
}

// ── sum: options that are spread
{
  const given: { keepDims?: true } = {};
  is([1, 3], x.sum(0, { ...given, keepDims: true })); // right
  is([1, 3], x.sum(0, { ...given })); // wrong: sum: keepDims may be missing: give it, or leave it out
}

// ── sum: a spread over a default
{
  const given: { keepDims?: true } = {};
  is([1, 3], x.sum(0, { ...given, keepDims: true })); // right
  is([1, 3], x.sum(0, { keepDims: false, ...given })); // wrong: sum: keepDims has to be literally true or false
}

// ── min: a default for what is missing
{
  const given: { keepDims?: true } = {};
  is([1, 3], x.min(0, { keepDims: given.keepDims ?? true })); // right
  is([1, 3], x.min(0, { keepDims: given.keepDims ?? false })); // wrong: min: keepDims has to be literally true or false
}

// ── sum: options in a const, whose values are no literals
{
  const options = { keepDims: true } as const; // right
  const options = { keepDims: true }; // refused
  is([1, 3], x.sum(0, options)); // here: sum: keepDims has to be literally true or false
}

// ── sum: options of an optional parameter
{
  const total = (options: { keepDims: true }) => is([1, 3], x.sum(0, options)); // right
  const total = (options?: { keepDims: true }) => is([1, 3], x.sum(0, options)); // wrong: sum: …
  total({ keepDims: true }); // right
  total(); // wrong
}

// ── sum: options of a parameter with a default
{
  const total = (options: { keepDims: true } = { keepDims: true }) => is([1, 3], x.sum(0, options)); // right
  const total = (options: { keepDims?: true } = { keepDims: true }) => is([1, 3], x.sum(0, options)); // refused: sum: keepDims may be missing: give it, or leave it out
  total();
}

// ── mean: a destructured parameter with a default
{
  const average = ({ keepDims = true }: { keepDims?: true } = {}) => is([1, 3], x.mean(0, { keepDims })); // right
  const average = ({ keepDims }: { keepDims?: true } = {}) => is([1, 3], x.mean(0, { keepDims })); // wrong: mean: keepDims may be missing: give it, or leave it out
  average();
}

// ── sum: options or none, in one expression
{
  is([1, 3], x.sum(0, { keepDims: true })); // right
  is([1, 3], x.sum(0, yes ? {} : { keepDims: true })); // wrong: sum: …
  is([1, 3], x.sum(0, yes ? undefined : { keepDims: true })); // wrong: sum: …
}

// ── max: arguments that are spread, the last of which may be missing
{
  const given: [0, { keepDims: true }] = [0, { keepDims: true }]; // right
  const given: [0, { keepDims: true }?] = [0]; // wrong
  is([1, 3], x.max(...given)); // here: max: …
}

// ── sum: an axis that may be missing
{
  const total = (axis: 0) => is([3], x.sum(axis)); // right
  const total = (axis?: 0) => is([3], x.sum(axis)); // wrong: …
  total(); // wrong
  total(0); // right
}

// ── argmax: an axis that may be missing
{
  const best = (axis: 1) => is([2], x.argmax(axis)); // right
  const best = (axis?: 1) => is([2], x.argmax(axis)); // wrong: …
  best(); // wrong
  best(1); // right
}

// ── softmax: an axis that may be missing changes no shape
{
  const shares = (axis?: 1) => is([2, 3], x.softmax(axis)); // right
  const shares = (axis?: 2) => is([2, 3], x.softmax(axis)); // refused: softmax: [2, 3] has no axis 2
  shares();
}

// ── cumulativeSum: an axis that may be missing
{
  const sums = (axis: 1) => is([2, 3], x.cumulativeSum(axis)); // right
  const sums = (axis?: 1) => is([2, 3], x.cumulativeSum(axis)); // wrong: …
  sums(); // wrong
  sums(1); // right
}

// ── expandDims: a place that may be missing
{
  const wider = (axis: 0) => is([1, 2, 3], x.expandDims(axis)); // right
  const wider = (axis?: 0) => is([1, 2, 3], x.expandDims(axis)); // wrong: …
  wider(); // wrong
  wider(0); // right
}

// ── reshape: a shape that may be missing
{
  const flat = (shape: [6]) => is([6], x.reshape(shape)); // right
  const flat = (shape?: [6]) => is([6], x.reshape(shape)); // wrong: …
  flat(); // wrong
  flat([6]); // right
}

// ── reshape: a size that may be missing
{
  const shape: [3, 2, 1] = [3, 2, 1]; // right
  const shape: [3, 2, 1?] = [3, 2]; // wrong
  is([3, 2, 1], x.reshape(shape)); // here: …
}

// ── zeros: a size that may be missing
{
  const shape: [2, 3] = [2, 3]; // right
  const shape: [2, 3?] = [2]; // wrong
  is([2, 3], zeros(shape)); // here: …
}

// ── ones: a size that may be undefined
{
  const blank = (rows: 2) => is([2], ones([rows])); // right
  const blank = (rows?: 2) => is([2], ones([rows])); // wrong: …
  blank(); // wrong
  blank(2); // right
}

// ── slice: a step that may be missing
{
  const range: [0, 6, 2] = [0, 6, 2]; // right
  const range: [0, 6, 2?] = [0, 6]; // wrong
  is([3], zeros([7]).slice(range)); // here: slice: …
}

// ── slice: a step that may be undefined
{
  const thin = (step: 2) => is([3], zeros([7]).slice([0, 6, step])); // right
  const thin = (step?: 2) => is([3], zeros([7]).slice([0, 6, step])); // wrong: …
  thin(); // wrong
  thin(2); // right
}

// ── slice: a range that may be missing
{
  const head = (range: [0, 1]) => is([1, 3], x.slice(range)); // right
  const head = (range?: [0, 1]) => is([1, 3], x.slice(range)); // wrong: …
  head(); // wrong
  head([0, 1]); // right
}

// ── slice: ranges that are spread, of which one may be missing
{
  const ranges: [[0, 1], [0, 2]] = [[0, 1], [0, 2]]; // right
  const ranges: [[0, 1], [0, 2]?] = [[0, 1]]; // wrong
  is([1, 2], x.slice(...ranges)); // here: …
}

// ── pad: a padding that may be missing
{
  const paddings: [[1, 0], [0, 2]] = [[1, 0], [0, 2]]; // right
  const paddings: [[1, 0], [0, 2]?] = [[1, 0]]; // wrong
  is([3, 5], x.pad(paddings)); // here: …
}

// ── pad: the second number may be missing
{
  const padding: [1, 2] = [1, 2]; // right
  const padding: [1, 2?] = [1]; // wrong
  is([5, 3], x.pad([padding, [0, 0]])); // here: …
}

// ── sum: the last of several axes may be missing
{
  const axes: [0, 1] = [0, 1]; // right
  const axes: [0, 1?] = [0]; // wrong
  is([5], zeros([2, 3, 5]).sum(axes)); // here: …
}

// ── permute: the last axis may be missing
{
  const order: [1, 0] = [1, 0]; // right
  const order: [1, 0?] = [1]; // wrong
  is([3, 2], x.permute(order)); // here: …
}

// ── split: the last size may be missing
{
  const sizes: [1, 2] = [1, 2]; // right
  const sizes: [1, 2?] = [1]; // wrong
  is([2, 1], x.split(sizes, 1)[0]); // here: …
}

// ── gather: the last index may be missing
{
  const indices: [0, 1] = [0, 1]; // right
  const indices: [0, 1?] = [0]; // wrong
  is([2, 3], x.gather(indices)); // here: …gather: takes an array of numbers, and an entry of this one may be undefined…
}

// ── gather: a shape that may be missing
{
  const rows = (shape: [2]) => is([2, 3], x.gather([0, 1], shape)); // right
  const rows = (shape?: [2]) => is([2, 3], x.gather([[0, 1], [1, 0]], shape)); // wrong: …
  rows(); // wrong
  rows([2]); // right
}

// ── vector: the last number may be missing
{
  const values: [1, 2] = [1, 2]; // right
  const values: [1, 2?] = [1]; // wrong
  is([2], vector(values)); // here: …
}

// ── concat: a tensor that may be missing
{
  const parts: [Vector<2>, Vector<3>] = [zeros([2]), zeros([3])]; // right
  const parts: [Vector<2>, Vector<3>?] = [zeros([2])]; // wrong
  is([5], concat(parts, 0)); // here: …
}

// ── stack: a tensor that may be missing
{
  const parts: [Vector<3>, Vector<3>] = [zeros([3]), zeros([3])]; // right
  const parts: [Vector<3>, Vector<3>?] = [zeros([3])]; // wrong
  is([2, 3], stack(parts, 0)); // here: …
}

// ── concat: a name for the sum that may be missing
{
  const all = dim("all", 5);
  const joined = (size: typeof all) => is([all], concat([zeros([2]), zeros([3])], 0, size)); // right
  const joined = (size?: typeof all) => is([all], concat([zeros([2]), zeros([3])], 0, size)); // refused: …
  joined(all);
}

// ── dim: a value that may be missing
{
  const named = (value: 3) => is([dim("rows", 3)], zeros([dim("rows", value)])); // right
  const named = (value?: 3) => is([dim("rows", 3)], zeros([dim("rows", value)])); // wrong: …
  named(); // wrong
  named(3); // right
}

// ── conv2d: a stride that may be missing
{
  const options: { stride: 2 } = { stride: 2 }; // right
  const options: { stride?: 2 } = {}; // wrong
  is([3, 3, 5], conv2d([8, 8, 1], 5, 3, options).predict(zeros([8, 8, 1]))); // here: conv2d: …stride…
}

// ── conv2d: a padding that may be missing
{
  const options: { padding: "same" } = { padding: "same" }; // right
  const options: { padding?: "same" } = {}; // wrong
  is([8, 8, 5], conv2d([8, 8, 1], 5, 3, options).predict(zeros([8, 8, 1]))); // here: conv2d: …padding…
}

// ── conv2d: a padding that may be undefined
{
  is([10, 10, 5], conv2d([8, 8, 1], 5, 1, { padding: 1 }).predict(zeros([8, 8, 1]))); // right
  is([10, 10, 5], conv2d([8, 8, 1], 5, 1, { padding: yes ? undefined : 1 }).predict(zeros([8, 8, 1]))); // wrong: conv2d: …padding…
}

// ── conv2d: its own type of options
{
  const options = { stride: 2, padding: "same" } as const; // right
  const options: Conv2dOptions = { stride: 2, padding: "same" }; // refused
  is([4, 4, 5], conv2d([8, 8, 1], 5, 3, options).predict(zeros([8, 8, 1]))); // here: conv2d: …
}

// ── conv2d: a Partial
{
  const options: { stride: 2; padding: "same" } = { stride: 2, padding: "same" }; // right
  const options: Partial<{ stride: 2; padding: "same" }> = {}; // wrong
  is([4, 4, 5], conv2d([8, 8, 1], 5, 3, options).predict(zeros([8, 8, 1]))); // here: conv2d: …
}

// ── conv2d: options that are spread
{
  const given: { stride?: 2 } = {};
  is([3, 3, 5], conv2d([8, 8, 1], 5, 3, { ...given, stride: 2 }).predict(zeros([8, 8, 1]))); // right
  is([3, 3, 5], conv2d([8, 8, 1], 5, 3, { activation: relu, ...given }).predict(zeros([8, 8, 1]))); // wrong: conv2d: …stride…
}

// ── conv2d: a default for what is missing
{
  const layer = ({ stride = 2 }: { stride?: 2 } = {}) => conv2d([8, 8, 1], 5, 3, { stride }); // right
  const layer = ({ stride = 1 }: { stride?: 2 | 1 } = {}) => conv2d([8, 8, 1], 5, 3, { stride }); // wrong: conv2d: …stride…
  is([3, 3, 5], layer().predict(zeros([8, 8, 1])));
}

// ── conv2d: a parameter that may be missing
{
  const layer = (padding: "same") => conv2d([8, 8, 1], 5, 3, { padding }); // right
  const layer = (padding?: "same") => conv2d([8, 8, 1], 5, 3, { padding }); // wrong: conv2d: …padding…
  is([8, 8, 5], layer("same").predict(zeros([8, 8, 1]))); // right
  is([8, 8, 5], layer().predict(zeros([8, 8, 1]))); // wrong
}

// ── conv2d: options that change no shape may be missing
{
  const options: { activation?: typeof relu; stride?: 2 } = {};
  is([3, 3, 5], conv2d([8, 8, 1], 5, 3, { ...options, stride: 2 }).predict(zeros([8, 8, 1]))); // right
  is([3, 3, 5], conv2d([8, 8, 1], 5, 3, { stride: options.stride, activation: options.activation }).predict(zeros([8, 8, 1]))); // wrong: conv2d: …stride…
}

// ── maxPool2d: a stride that may be missing
{
  const options: { stride: 2 } = { stride: 2 }; // right
  const options: { stride?: 2 } = {}; // wrong
  is([3, 3, 5], maxPool2d([8, 8, 5], 3, options).predict(zeros([8, 8, 5]))); // here: maxPool2d: …stride…
}

// ── maxPool2d: its own type of options
{
  const options = { stride: 1 } as const; // right
  const options: PoolOptions = {}; // wrong
  is([6, 6, 5], maxPool2d([8, 8, 5], 3, options).predict(zeros([8, 8, 5]))); // here: maxPool2d: …
}

// ── averagePool2d: options that may be missing
{
  const layer = (options: { stride: 1 }) => averagePool2d([8, 8, 5], 2, options); // right
  const layer = (options?: { stride: 1 }) => averagePool2d([8, 8, 5], 2, options); // wrong: averagePool2d: …
  is([7, 7, 5], layer({ stride: 1 }).predict(zeros([8, 8, 5]))); // right
  is([7, 7, 5], layer().predict(zeros([8, 8, 5]))); // wrong
}

// ── averagePool2d: a stride that may be undefined
{
  is([7, 7, 5], averagePool2d([8, 8, 5], 2, { stride: 1 }).predict(zeros([8, 8, 5]))); // right
  is([7, 7, 5], averagePool2d([8, 8, 5], 2, { stride: yes ? undefined : 1 }).predict(zeros([8, 8, 5]))); // wrong: averagePool2d: …stride…
}

// ── attention: options that change no shape may be missing
{
  const options: { causal?: true } | undefined = yes ? undefined : {};
  const heads = (given?: 2) => attention([5, 8], given ?? 2, options); // right
  const heads = (given?: 2) => attention([5, 8], given ?? 4, options); // refused: a size that may be one of several needs a name: dim(name, size)
  is([2, 4, 8], heads().parameters.query); // right
}

// ── dense: options that change no shape may be missing
{
  const options: DenseOptions<3, 5> = {};
  is([5], dense(3, 5, yes ? options : undefined).predict(zeros([3]))); // right
  is([7], dense(3, 7, yes ? options : undefined).predict(zeros([3]))); // refused: …
}

// ── dense: weights that may be missing
{
  const weights: Tensor<[5, 3]> | undefined = yes ? undefined : zeros([5, 3]);
  is([5], dense(3, 5, { weights }).predict(zeros([3]))); // right
  is([3], dense(5, 3, { weights }).predict(zeros([5]))); // refused: …
}

// ── randomNormal: options and a source that may be missing
{
  const source = yes ? undefined : random(1);
  is([2, 3], randomNormal([2, 3], source, yes ? {} : { mean: undefined })); // right
  is([2, 3], randomNormal(yes ? undefined : [2, 3], source)); // wrong: …
}

// ── batches: options that may be missing
{
  const source = yes ? undefined : random(1);
  for (const { inputs } of batches(zeros([7, 3]), zeros([7, 2]), 2, { random: source })) is([3], inputs.sum(0)); // right
  batches(zeros([7, 3]), yes ? undefined : zeros([7, 2]), 2); // wrong: …
}

// ── step: gradients that may be missing
{
  const optimizer = sgd(dense(3, 5), { learningRate: 0.1 });
  const gradients: { weights: Tensor<[5, 3]>; bias: Vector<5> } = { weights: zeros([5, 3]), bias: zeros([5]) }; // right
  const gradients: { weights: Tensor<[5, 3]>; bias?: Vector<5> } = { weights: zeros([5, 3]) }; // wrong
  optimizer.step(gradients); // here: …
}

// ── assign: statistics of which some may be missing
{
  const { statistics } = batchNorm(3);
  const saved: { mean: Vector<3>; variance: Vector<3> } = { mean: zeros([3]), variance: ones([3]) }; // right
  const saved: Partial<{ mean: Vector<3>; variance: Vector<3> }> = { mean: zeros([3]) }; // wrong
  statistics.assign(saved); // here: …
}

// ── batches: options that may be missing as a whole
{
  const drop: boolean = JSON.parse("false");
  let sum: Tensor<[48, 3]> = zeros([48, 3]);
  const examples = zeros([128, 3]);
  for (const { inputs } of batches(examples, zeros([128, 2]), 48, { last: "drop" })) sum = sum.add(inputs); // right
  for (const { inputs } of batches(examples, zeros([128, 2]), 48, drop ? { last: "drop" } : undefined)) sum = sum.add(inputs); // wrong: add: [a batch, 3] does not fit the end of [48, 3]
  for (const { inputs } of batches(examples, zeros([128, 2]), 48, drop ? { last: "drop" } : {})) sum = sum.add(inputs); // wrong: add: [a batch, 3] does not fit the end of [48, 3]
  for (const { inputs } of ((options?: { last: "drop" }) => batches(examples, zeros([128, 2]), 48, options))()) sum = sum.add(inputs); // wrong: add: [a batch, 3] does not fit the end of [48, 3]
  for (const { inputs } of batches(examples, zeros([128, 2]), 48, drop ? { last: "drop" } : undefined)) inputs.sum(); // right
  for (const { inputs } of batches(examples, zeros([128, 2]), 32, drop ? { last: "merge" } : undefined)) is([32, 3], inputs); // right
  for (const { inputs } of batches(examples, zeros([128, 2]), 48, undefined)) inputs.sum(); // right
}
