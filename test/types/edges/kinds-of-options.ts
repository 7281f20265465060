/**
 * Options and kernels of a kind that they can't be: names in place of functions, lists in place of pairs, null, objects in another
 * place. Only what is wrong is refused, not the options beside it.
 */
import { convolve, dim, random, type Size, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { loadNetwork, saveNetwork } from "conformable/io";
import { adagrad, adam, adamW, attention, averagePool1d, backpropagate, batches, conv1d, conv2d, type Conv2dOptions, convTranspose2d, crossEntropy, dense, evaluate, gru, lion, lstm, maxPool1d, maxPool2d, movingAverage, type PoolOptions, recurrent, type RecurrentOptions, relu, rmsprop, sgd, upsample2d } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const two: readonly number[] = JSON.parse("[2, 2]");
const list: number[] = [2, 2];
const x = zeros([2, 3]);

// ── conv2d: an activation by name
{
  const layer = conv2d([8, 8, 1], 4, 3, {
    padding: "same",
    stride: 2,
    activation: relu, // right
    activation: "relu", // wrong: Type 'string' is not assignable to type 'Activation'.
    activation: null, // wrong: Type 'null' is not assignable to type 'Activation'.
    activation: relu.apply, // wrong: Type '<S extends Shape>(weightedSum: Tensor<S>) => Tensor<S>' is not assignable to type 'Activation'.
    bias: false,
  });
  is([4, 4, 4], layer.predict(zeros([8, 8, 1])));
  layer.predict(zeros([8, 8, 1])).matmul(zeros([4, 9])).add(zeros([4, 4, 9]));
}

// ── conv2d: a seed in place of a generator
{
  const layer = conv2d([8, 8, 1], 4, 3, {
    random: random(3), // right
    random: 3, // wrong: Type 'number' is not assignable to type 'Random'.
    padding: [1, 1],
    dilation: [1, 1],
    stride: 2,
  });
  is([4, 4, 4], layer.predict(zeros([8, 8, 1])));
}

// ── conv2d: one option of another kind
{
  const layer = conv2d([8, 8, 4], 4, 3, {
    bias: false, // right
    bias: null, // wrong: Type 'null' is not assignable to type '"conv2d: the bias has to be literally true or false"'.
    padding: "same", // right
    padding: null, // wrong: Type 'null' is not assignable to type '"conv2d: the padding has to be literally …"'.
    padding: list, // refused: Type 'number[]' is not assignable to type '"conv2d: the padding has to be literally …"'.
    padding: [1, 1, 1], // wrong: …"conv2d: the padding is one for both axes or [height, width], not [1, 1, 1]"
    groups: 2, // right
    groups: "2", // wrong: …"conv2d: the number of groups has to be one literal number"
    groups: [2], // wrong: …"conv2d: the number of groups has to be one literal number"
    dilation: 1, // right
    dilation: "1", // wrong: …"conv2d: the dilation has to be a literal number or a pair of them"
    dilation: [1], // wrong: …"conv2d: the dilation is one for both axes or [height, width], not [1]"
    stride: [2, 2], // right
    stride: list, // refused: Type 'number[]' is not assignable to type '"conv2d: the stride has to be a literal number or a pair of them"'.
    stride: two, // refused: …"conv2d: the stride has to be a literal number or a pair of them"
    stride: [2, 2, 1], // wrong: …"conv2d: the stride is one for both axes or [height, width], not [2, 2, 1]"
    stride: ["2", 2], // wrong: …"conv2d: the stride has to be a literal number or a pair of them"
    stride: true, // wrong: …"conv2d: the stride has to be a literal number or a pair of them"
    activation: relu,
  });
  is([4, 4, 4], layer.predict(zeros([8, 8, 4])));
}

// ── conv2d: on one line
{
  is([2, 2, 4], conv2d([5, 5, 1], 4, 3, { stride: [2, 2], padding: [0, 0] }).predict(zeros([5, 5, 1]))); // right
  conv2d([5, 5, 1], 4, 3, { stride: [2], padding: [0, 0] }); // wrong: …"conv2d: the stride is one for both axes or [height, width], not [2]"
  conv2d([5, 5, 1], 4, 3, { stride: list, padding: "same" }); // refused: …"conv2d: the stride has to be a literal number or a pair of them"
  conv2d([5, 5, 1], 4, 3, { activation: "relu", padding: "same" }); // wrong: Type 'string' is not assignable to type 'Activation'.
}

// ── conv2d: an activation of one's own
{
  const layer = conv2d([5, 5, 1], 4, 3, { activation: { name: "square", apply: (z) => z.square(), derivative: (z) => z.multiply(2) }, padding: "same" }); // right
  const layer = conv2d([5, 5, 1], 4, 3, { activation: { name: "square", apply: (z) => z.square() }, padding: "same" }); // wrong: Property 'derivative' is missing in type …
  is([5, 5, 4], layer.predict(zeros([5, 5, 1])));
}

// ── conv1d: one option of another kind
{
  const layer = conv1d([8, 4], 4, 3, {
    padding: "same",
    random: random(1), // right
    random: 1, // wrong: Type 'number' is not assignable to type 'Random'.
    stride: 2, // right
    stride: [2, 2], // wrong: …"conv1d: the stride has to be one literal number"
    stride: list, // wrong: …"conv1d: the stride has to be one literal number"
    bias: true, // right
    bias: "yes", // wrong: …"conv1d: the bias has to be literally true or false"
    activation: relu, // right
    activation: "relu", // wrong: Type 'string' is not assignable to type 'Activation'.
  });
  is([4, 4], layer.predict(zeros([8, 4])));
}

// ── convTranspose2d: one option of another kind
{
  const layer = convTranspose2d([4, 4, 2], 4, 3, {
    padding: 1,
    outputPadding: 1, // right
    outputPadding: "1", // wrong: …"convTranspose2d: the output padding has to be a literal number or a pair of them"
    outputPadding: [1, 1, 1], // wrong: …"convTranspose2d: the output padding is one for both axes or [height, width], not [1, 1, 1]"
    stride: 2, // right
    stride: list, // refused: …"convTranspose2d: the stride has to be a literal number or a pair of them"
    activation: relu, // right
    activation: "relu", // wrong: Type 'string' is not assignable to type 'Activation'.
  });
  is([8, 8, 4], layer.predict(zeros([4, 4, 2])));
}

// ── convolve: one option of another kind
{
  const found = convolve(zeros([8, 8, 1]), zeros([3, 3, 1, 4]), {
    padding: "same",
    stride: 2, // right
    stride: list, // refused: …"convolve: the stride has to be a literal number or a pair of them"
    stride: [2, 2, 2], // wrong: …"convolve: the stride is one for both axes or [height, width], not [2, 2, 2]"
    dilation: 1, // right
    dilation: null, // wrong: …"convolve: the dilation has to be a literal number or a pair of them"
    groups: 1, // right
    groups: "1", // wrong: …"convolve: the number of groups has to be one literal number"
  });
  is([4, 4, 4], found);
}

// ── lstm: a seed in place of a generator
{
  const layer = lstm([10, 4], 6, {
    returns: "last",
    random: random(3), // right
    random: 3, // wrong: Type 'number' is not assignable to type 'Random'.
    random: null, // wrong: Type 'null' is not assignable to type 'Random'.
  });
  is([6], layer.predict(zeros([10, 4])));
}

// ── gru, recurrent: what it returns is of another kind
{
  const layer = gru([10, 4], 6, {
    random: random(3),
    returns: "last", // right
    returns: 1, // wrong: …"gru: returns has to be literally \"all\" or \"last\""
    returns: null, // wrong: …"gru: returns has to be literally \"all\" or \"last\""
    returns: "first", // wrong: …"gru: returns has to be literally \"all\" or \"last\""
  });
  is([6], layer.predict(zeros([10, 4])));
  recurrent([10, 4], 6, { returns: "last", random: random(1) }); // right
  recurrent([10, 4], 6, { returns: "last", random: 1 }); // wrong: Type 'number' is not assignable to type 'Random'.
}

// ── inferred: one option of another kind
{
  const network = inferred.sequential(
    [8, 8, 1],
    inferred.conv2d(4, 3, {
      padding: "same",
      activation: relu, // right
      activation: "relu", // wrong: Type 'string' is not assignable to type 'Activation'.
      stride: 2, // right
      stride: list, // refused: …"conv2d: the stride has to be a literal number or a pair of them"
      stride: [2, 2, 1], // wrong: …"conv2d: the stride is one for both axes or [height, width], not [2, 2, 1]"
    }),
    inferred.convTranspose2d(2, 3, {
      padding: "same",
      random: random(1), // right
      random: 1, // wrong: Type 'number' is not assignable to type 'Random'.
      stride: 2,
    }),
    inferred.flatten(),
    inferred.dense(3),
  );
  is([3], network.predict(zeros([8, 8, 1])));
}

// ── inferred: sequences
{
  const network = inferred.sequential(
    [8, 3],
    inferred.conv1d(4, 3, {
      padding: "same",
      bias: false, // right
      bias: 0, // wrong: …"conv1d: the bias has to be literally true or false"
    }),
    inferred.lstm(5, {
      returns: "last",
      random: random(1), // right
      random: 1, // wrong: Type 'number' is not assignable to type 'Random'.
    }),
    inferred.dense(3),
  );
  is([3], network.predict(zeros([8, 3])));
}

// ── attention: one option of another kind
{
  attention([5, 8], 2, {
    causal: true, // right
    causal: "yes", // wrong: Type 'string' is not assignable to type 'boolean…'.
    random: random(1), // right
    random: 1, // wrong: Type 'number' is not assignable to type 'Random'.
  });
}

// ── conv2d: its own type of options, in a variable
{
  const options = { stride: 2, padding: "valid", bias: false } as const; // right
  const options: Conv2dOptions = { stride: 2, padding: "valid", bias: false }; // refused
  conv2d([31, 31, 3], 8, 3, options); // here: Argument of type 'Conv2dOptions' is not assignable to parameter of type '{ readonly stride: "conv2d: the stride has to be a literal number or a pair of them"; }
}

// ── maxPool2d: its own type of options, in a variable
{
  const options = { stride: 2 } as const; // right
  const options: PoolOptions = { stride: 2 }; // refused
  maxPool2d([31, 31, 3], 3, options); // here: Argument of type 'PoolOptions' is not assignable to parameter of type '{ readonly stride: "maxPool2d: the stride has to be a literal number or a pair of them"; }
}

// ── lstm: its own type of options, in a variable
{
  const options = { returns: "last", random: random(1) } as const; // right
  const options: RecurrentOptions = { returns: "last", random: random(1) }; // refused
  lstm([10, 4], 6, options); // here: Argument of type 'RecurrentOptions…' is not assignable to parameter of type '{ readonly returns: "lstm: returns has to be literally \"all\" or \"last\""; }
}

// ── conv2d: kernels that are no number and no pair
{
  is([3, 5, 1, 6], conv2d([20, 12, 1], 6, [3, 5]).parameters.kernels); // right
  const kernel = [3, 5]; conv2d([20, 12, 1], 6, kernel); // refused: Argument of type 'number[]' is not assignable to parameter of type '"conv2d: the kernel has to be a literal number or a pair of them"'.
  conv2d([20, 12, 1], 6, [3, 5, 1]); // wrong: …"conv2d: the kernel is one for both axes or [height, width], not [3, 5, 1]"
  conv2d([20, 12, 1], 6, [3]); // wrong: …"conv2d: the kernel is one for both axes or [height, width], not [3]"
  conv2d([20, 12, 1], 6, []); // wrong: …"conv2d: the kernel is one for both axes or [height, width], not []"
  conv2d([20, 12, 1], 6, { kernelSize: 3, stride: 2 }); // wrong: …"conv2d: the kernel has to be a literal number or a pair of them"
  conv2d([20, 12, 1], 6, [3, 5, 1], { padding: "same" }); // wrong: …"conv2d: the kernel is one for both axes or [height, width], not [3, 5, 1]"
  conv2d([20, 12, 1], 6, list, { padding: "same" }); // refused: Argument of type 'number[]' is not assignable to parameter of type '"conv2d: the kernel has to be a literal number or a pair of them"'.
}

// ── Other layers: kernels that are no number and no pair
{
  is([1, 6], conv1d([3, 4], 6, 3).predict(zeros([3, 4]))); // right
  maxPool2d([20, 12, 1], list); // refused: …"maxPool2d: the kernel has to be a literal number or a pair of them"
  maxPool2d([20, 12, 1], [2, 2, 2]); // wrong: …"maxPool2d: the kernel is one for both axes or [height, width], not [2, 2, 2]"
  maxPool2d([20, 12, 1], { stride: 2 }); // wrong: …"maxPool2d: the kernel has to be a literal number or a pair of them"
  convTranspose2d([20, 12, 1], 6, [3, 5, 1]); // wrong: …"convTranspose2d: the kernel is one for both axes or [height, width], not [3, 5, 1]"
  convTranspose2d([20, 12, 1], 6, list, { stride: 2 }); // refused: …"convTranspose2d: the kernel has to be a literal number or a pair of them"
  upsample2d([20, 12, 1], [2, 2, 2]); // wrong: …"upsample2d: the factor is one for both axes or [height, width], not [2, 2, 2]"
  upsample2d([20, 12, 1], list); // refused: …"upsample2d: the factor has to be a literal number or a pair of them"
  inferred.conv2d(6, [3, 5, 1]); // wrong: …"conv2d: the kernel is one for both axes or [height, width], not [3, 5, 1]"
  inferred.conv2d(6, list, { padding: "same" }); // refused: …"conv2d: the kernel has to be a literal number or a pair of them"
  inferred.maxPool2d(list); // refused: …"maxPool2d: the kernel has to be a literal number or a pair of them"
  inferred.upsample2d([2]); // wrong: …"upsample2d: the factor is one for both axes or [height, width], not [2]"
}

// ── conv2d: what follows from a kernel that is refused isn't refused
{
  const kernel = [3, 5] as const; // right
  const kernel = [3, 5, 1] as const; // wrong
  const layer = conv2d([20, 12, 1], 6, kernel); // here: …"conv2d: the kernel is one for both axes or [height, width], not [3, 5, 1]"
  layer.predict(zeros([20, 12, 1])).matmul(zeros([6, 2])).add(zeros([18, 8, 2]));
}

// ── An option that may be missing
{
  is([4, 4, 2], conv2d([9, 9, 1], 2, 3, { stride: 2 }).predict(zeros([9, 9, 1]))); // right
  const o: { readonly stride?: 2 } = { stride: 2 }; conv2d([9, 9, 1], 2, 3, o); // refused: Argument of type '{ readonly stride?: 2; }' is not assignable to parameter of type '{ readonly stride: "conv2d: the stride may be missing: give it, or leave it out"; }'.
  const o: { padding?: "same" } = { padding: "same" }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the padding may be missing: give it, or leave it out"
  const o: { dilation?: readonly [2, 1] } = { dilation: [2, 1] }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the dilation may be missing: give it, or leave it out"
  const o: { groups?: 1 } = { groups: 1 }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the number of groups may be missing: give it, or leave it out"
  const o: { bias?: false } = { bias: false }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the bias may be missing: give it, or leave it out"
  const o: { outputPadding?: 1 } = { outputPadding: 1 }; convTranspose2d([9, 9, 1], 2, 3, { ...o, stride: 2 }); // refused: …"convTranspose2d: the output padding may be missing: give it, or leave it out"
  const o: { stride?: 2 } = { stride: 2 }; conv2d([9, 9, 1], 2, 3, { stride: o.stride, padding: "same" }); // refused: Type '2 | undefined' is not assignable to type '"conv2d: the stride may be missing: give it, or leave it out"'.
  const o: { stride?: 2 } = { stride: 2 }; maxPool2d([9, 9, 1], 3, o); // refused: …"maxPool2d: the stride may be missing: give it, or leave it out"
  const o: { stride?: 2 } = { stride: 2 }; convolve(zeros([9, 9, 1]), zeros([3, 3, 1, 2]), o); // refused: …"convolve: the stride may be missing: give it, or leave it out"
  const o: { stride?: 2 } = { stride: 2 }; inferred.conv2d(2, 3, o); // refused: …"conv2d: the stride may be missing: give it, or leave it out"
  const o: { returns?: "last" } = { returns: "last" }; lstm([9, 4], 3, o); // refused: …"lstm: returns may be missing: give it, or leave it out"
  const o: { returns?: "last" } = { returns: "last" }; inferred.gru(3, o); // refused: …"gru: returns may be missing: give it, or leave it out"
  const o: { keepDims?: true } = { keepDims: true }; x.sum(1, o); // refused: …"sum: keepDims may be missing: give it, or leave it out"
  const o: { keepDims?: true } = { keepDims: true }; x.quantile(0.5, 1, { keepDims: o.keepDims }); // refused: Type 'true | undefined' is not assignable to type '"quantile: keepDims may be missing: give it, or leave it out"'.
}

// ── An option that may be missing and isn't known either
{
  conv2d([9, 9, 1], 2, 3, { stride: 2 }); // right
  const o: { stride?: 1 | 2 } = { stride: 2 }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the stride has to be a literal number or a pair of them"
  const o: { stride?: number } = { stride: 2 }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the stride has to be a literal number or a pair of them"
  const o: { bias?: boolean } = { bias: true }; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the bias has to be literally true or false"
  const o: { returns?: "all" | "last" } = { returns: "last" }; lstm([9, 4], 3, o); // refused: …"lstm: returns has to be literally \"all\" or \"last\""
  const o: { keepDims?: boolean } = { keepDims: true }; x.sum(1, o); // refused: …"sum: keepDims has to be literally true or false"
}

// ── Options that may be missing as a whole
{
  const o: { stride: 2 } = { stride: 2 }; conv2d([9, 9, 1], 2, 3, o); // right
  const o = yes ? { stride: 2 } as const : undefined; conv2d([9, 9, 1], 2, 3, o); // refused: …"conv2d: the options may be missing: give them, or leave them out"
  const o = yes ? { stride: 2 } as const : undefined; maxPool1d([9, 1], 3, o); // refused: …"maxPool1d: the options may be missing: give them, or leave them out"
  const o = yes ? { stride: 2 } as const : undefined; inferred.averagePool2d(3, o); // refused: …"averagePool2d: the options may be missing: give them, or leave them out"
  const o = yes ? { stride: 2 } as const : undefined; convolve(zeros([9, 9, 1]), zeros([3, 3, 1, 2]), o); // refused: …"convolve: the options may be missing: give them, or leave them out"
  const o = yes ? { returns: "last" } as const : undefined; lstm([9, 4], 3, o); // refused: …"lstm: the options may be missing: give them, or leave them out"
  const o = yes ? { keepDims: true } as const : undefined; x.sum(1, o); // refused: …"sum: the options may be missing: give them, or leave them out"
}

// ── Something else in place of options
{
  is([7, 7, 2], conv2d([9, 9, 1], 2, 3, {}).predict(zeros([9, 9, 1]))); // right
  conv2d([9, 9, 1], 2, 3, 2); // wrong: Argument of type '…' is not assignable to parameter of type '"conv2d: takes its options in an object"'.
  conv2d([9, 9, 1], 2, 3, "same"); // wrong: …"conv2d: takes its options in an object"
  conv2d([9, 9, 1], 2, 3, [2, 2]); // wrong: …"conv2d: takes its options in an object"
  conv2d([9, 9, 1], 2, 3, null); // wrong: …"conv2d: takes its options in an object"
  conv1d([9, 1], 2, 3, 2); // wrong: …"conv1d: takes its options in an object"
  convTranspose2d([9, 9, 1], 2, 3, 2); // wrong: …"convTranspose2d: takes its options in an object"
  maxPool2d([9, 9, 1], 2, 1); // wrong: …"maxPool2d: takes its options in an object"
  maxPool1d([9, 1], 2, 1); // wrong: …"maxPool1d: takes its options in an object"
  convolve(zeros([9, 9, 1]), zeros([3, 3, 1, 2]), 2); // wrong: …"convolve: takes its options in an object"
  lstm([9, 4], 3, "last"); // wrong: …"lstm: takes its options in an object"
  inferred.conv2d(2, 3, 2); // wrong: …"conv2d: takes its options in an object"
  inferred.averagePool1d(2, 1); // wrong: …"averagePool1d: takes its options in an object"
  inferred.recurrent(2, "last"); // wrong: …"recurrent: takes its options in an object"
  x.sum(1, true); // wrong: …"sum: takes its options in an object"
}

// ── Options of numbers that they can't be
{
  is([5, 7, 2], conv2d([9, 9, 1], 2, 3, { stride: 2, padding: [1, 3] }).predict(zeros([9, 9, 1]))); // right
  conv2d([9, 9, 1], 2, 3, { stride: 2, padding: [-1, 0] }); // wrong: Type 'number[]' is not assignable to type '"a padding is a whole number from 0 up, not -1"'.
  conv2d([9, 9, 1], 2, 3, { padding: -1 }); // wrong: …"a padding is a whole number from 0 up, not -1"
  conv2d([9, 9, 1], 2, 3, { padding: 1.5 }); // wrong: …"a padding is a whole number from 0 up, not 1.5"
  conv2d([9, 9, 1], 2, 3, { stride: 1.5 }); // wrong: …"a stride is a whole number from 1 up, not 1.5"
  conv2d([9, 9, 1], 2, 3, { stride: -1 }); // wrong: …"a stride is a whole number from 1 up, not -1"
  conv2d([9, 9, 1], 2, 3, { stride: [1, 0] }); // wrong: …"a stride is a whole number from 1 up, not 0"
  conv2d([9, 9, 1], 2, 3, { dilation: 0.5 }); // wrong: …"a dilation is a whole number from 1 up, not 0.5"
  conv2d([9, 9, 1], 2, 3, { groups: 0.5 }); // wrong: …"a number of groups is a whole number from 1 up, not 0.5"
  conv1d([9, 1], 2, 3, { padding: -1 }); // wrong: …"a padding is a whole number from 0 up, not -1"
  maxPool2d([9, 9, 1], 2, { stride: 1.5 }); // wrong: …"a stride is a whole number from 1 up, not 1.5"
  convTranspose2d([9, 9, 1], 2, 3, { padding: -1 }); // wrong: …"a padding is a whole number from 0 up, not -1"
  convTranspose2d([9, 9, 1], 2, 3, { stride: 2, outputPadding: -1 }); // wrong: …"an output padding is a whole number from 0 up, not -1"
  convolve(zeros([9, 9, 1]), zeros([3, 3, 1, 2]), { padding: -1 }); // wrong: …"a padding is a whole number from 0 up, not -1"
  convolve(zeros([9, 9, 1]), zeros([3, 3, 1, 2]), { groups: 1.5 }); // wrong: …"a number of groups is a whole number from 1 up, not 1.5"
  inferred.conv2d(2, 3, { stride: 1.5 }); // wrong: …"a stride is a whole number from 1 up, not 1.5"
}

// ── A negative padding, over several lines
{
  conv2d(
    [9, 9, 1],
    2,
    3,
    {
      stride: 2,
      padding: [1, 0], // right
      padding: [-1, 0], // wrong: Type 'number[]' is not assignable to type '"a padding is a whole number from 0 up, not -1"'.
    },
  );
}

// ── Options in generic code
{
  const same = <K extends number>(kernel: Size<K>) => conv2d([8, 8, 1], 4, kernel, { padding: "same", stride: 2, activation: relu }); // right
  const same = <K extends number>(kernel: Size<K>) => conv2d([8, 8, 1], 4, kernel, { padding: "same", stride: 2, activation: "relu" }); // wrong: Type 'string' is not assignable to type 'Activation'.
  is([4, 4, 4], same(3).predict(zeros([8, 8, 1])));
}

// ── A named kernel
{
  conv2d([8, 8, 1], 4, dim("k", 3)); // right
  const k: number = JSON.parse("3"); conv2d([8, 8, 1], 4, k); // refused: a size known only at run time needs a name: dim(name, size)
  conv2d([8, 8, 1], 4, yes ? 3 : 5); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── optimisers and files: options that aren't in an object
{
  const net = dense(4, 3);
  adam(net, { learningRate: 0.01 }), sgd(net, { learningRate: 0.01 }), adam(net, undefined), saveNetwork(net, { optimizer: adam(net), names: (name) => name }); // right
  adam(net, 0.01); // wrong: Argument of type '0.01' is not assignable to parameter of type '"adam: takes its options in an object"'.
  sgd(net, 0.01); // wrong: …"sgd: takes its options in an object"
  adamW(net, [0.01]); // wrong: …"adamW: takes its options in an object"
  rmsprop(net, "0.01"); // wrong: …"rmsprop: takes its options in an object"
  adagrad(net, zeros([3])); // wrong: …"adagrad: takes its options in an object"
  lion(net, null); // wrong: …"lion: takes its options in an object"
  adam(net, { learningRate: "0.1" }); // wrong: Type 'string' is not assignable to type 'LearningRate | undefined'.
  adam(net, { lr: 0.1 }); // wrong: Type 'number' is not assignable to type '"adam: there is no option lr"'.
  adam(net, relu); // wrong: …adam: there is no option …
  saveNetwork(net, adam(net)); // wrong: …"saveNetwork: takes its options in an object"
  saveNetwork(net, 5); // wrong: …"saveNetwork: takes its options in an object"
  saveNetwork(net, { optimiser: adam(net) }); // wrong: …Did you mean to write 'optimizer'?
  loadNetwork(net, saveNetwork(net), adam(net)); // wrong: …"loadNetwork: takes its options in an object"
}

// ── training: options that aren't in an object
{
  const net = dense(4, 3), x = zeros([8, 4]), y = zeros([8]);
  evaluate(net, crossEntropy, x, y, { batchSize: 4, metrics: { own: (outputs, targets) => outputs.sum(-1).subtract(targets).max().at() } }).metrics.own, evaluate(net, crossEntropy, x, y, undefined); // right
  backpropagate(net, crossEntropy, x, y, { sampleWeights: zeros([8]) }), movingAverage(net, { decay: 0.9 }), batches(x, y, 4, { last: "drop" }); // right
  evaluate(net, crossEntropy, x, y, 32); // wrong: …"evaluate: takes its options in an object"
  movingAverage(net, 0.9); // wrong: …"movingAverage: takes its options in an object"
  evaluate(net, crossEntropy, x, y, { batchSize: "4" }); // wrong: Type 'string' is not assignable to type 'number'.
  backpropagate(net, crossEntropy, x, y, { sampleWeights: zeros([7]) }); // wrong: backpropagate: the examples are [8], the sampleWeights [7]
  movingAverage(net, { dekay: 0.9 }); // wrong: …Object literal …
  batches(x, y, 4, { last: "dropped" }); // wrong: Type '"dropped"' …
  batches([[1, 2]], y, 4); // wrong: batches: takes a tensor, not an array
}
