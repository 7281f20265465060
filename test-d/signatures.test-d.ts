/**
 * Details of signatures that the other tables don't test. They were found by changing the signatures, one place at a time.
 */
import { type Dim, dim, identity, type Matrix, type Pullback, random, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import {
  type Back, type Backpropagation, type Batch, backpropagate, type Dense, dense, type Evaluation,
  flatten, type Layer, meanSquaredError, type Optimizer, type Pass, reshape, type Stepper, sequential, sgd, type Trainable, train,
} from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const either3: 3 | 5 = JSON.parse("5");
const [hidden, six] = [dim("hidden", 5), dim("six", 6)];
type Flat = Tensor<[3, 5]>;
type Either = Tensor<[3, 3 | 5]>;
type List = Vector<3>;
type Uncounted = Vector<number>;
type Unranked = Tensor<readonly number[]>;
const [closed, open]: [[2], [2, ...3[]]] = [[2], [2, 3]];
const [onPlane, lower, upper] = [flatten([2, 5]), dense(5, 3), dense(3, 2)];
const [pair, none] = [[lower, upper] as const, [] as const];
const optimizer = sgd(lower, { learningRate: 1 });

expectType<void>(optimizer.step(lower.parameters));
expectType<number>(random(1).uniform());
expectType<number>(random(1).normal());
expectType<number[] & { readonly length: 3 }>(random(1).permutation(3));
expectType<number[] & { readonly length: Dim<"batch"> }>(random(1).permutation(batch));
expectType<number[]>(random(1).permutation(count));
expectType<number[]>(random(1).permutation(either3));
expectType<Matrix<3, 2>>(zeros([3, 2]).gather(random(1).permutation(3)));
expectType<Matrix<Dim<"batch">, 2>>(zeros([batch, 2]).gather(random(1).permutation(batch)));
expectType<readonly Trainable<any>[] | undefined>(lower.trainables);

// No size is wider than another, wherever it appears. An optimiser takes exactly the gradients of its network.
export function invariant(fits: <One, Other>() => [One] extends [Other] ? true : false) {
  expectType<false>(fits<Layer<[3], [5], []>, Layer<[3 | 5], [5], []>>());
  expectType<false>(fits<Layer<[3 | 5], [5], []>, Layer<[3], [5], []>>());
  expectType<false>(fits<Layer<[3], [5], []>, Layer<[3], [3 | 5], []>>());
  expectType<false>(fits<Layer<[3], [3 | 5], []>, Layer<[3], [5], []>>());
  expectType<false>(fits<Pass<[3], [5], []>, Pass<[3 | 5], [5], []>>());
  expectType<false>(fits<Pass<[3 | 5], [5], []>, Pass<[3], [5], []>>());
  expectType<false>(fits<Pass<[3], [5], []>, Pass<[3], [3 | 5], []>>());
  expectType<false>(fits<Pass<[3], [3 | 5], []>, Pass<[3], [5], []>>());
  expectType<false>(fits<Back<[3], []>, Back<[3 | 5], []>>());
  expectType<false>(fits<Back<[3 | 5], []>, Back<[3], []>>());
  expectType<false>(fits<Backpropagation<[3], []>, Backpropagation<[3 | 5], []>>());
  expectType<false>(fits<Backpropagation<[3 | 5], []>, Backpropagation<[3], []>>());
  expectType<false>(fits<Evaluation<[3]>, Evaluation<[3 | 5]>>());
  expectType<false>(fits<Evaluation<[3 | 5]>, Evaluation<[3]>>());
  expectType<false>(fits<Batch<[3], [5]>, Batch<[3 | 5], [5]>>());
  expectType<false>(fits<Batch<[3 | 5], [5]>, Batch<[3], [5]>>());
  expectType<false>(fits<Batch<[3], [5]>, Batch<[3], [3 | 5]>>());
  expectType<false>(fits<Batch<[3], [3 | 5]>, Batch<[3], [5]>>());
  expectType<false>(fits<Pullback<3, []>, Pullback<3 | 5, []>>());
  expectType<false>(fits<Pullback<3 | 5, []>, Pullback<3, []>>());
  expectType<false>(fits<Stepper<readonly [Vector<3>, Vector<5>]>, Stepper<readonly Vector<any>[]>>());
  expectType<true>(fits<Stepper<readonly Vector<any>[]>, Stepper<readonly [Vector<3>, Vector<5>]>>());
  expectType<false>(fits<Optimizer<readonly [Vector<3>, Vector<5>]>, Optimizer<readonly Vector<any>[]>>());
  expectType<false>(fits<Optimizer<readonly Vector<any>[]>, Optimizer<readonly [Vector<3>, Vector<5>]>>());
  expectType<false>(fits<Optimizer<readonly [Vector<3>]>, Stepper<readonly [Vector<3>, Vector<5>]>>());
  expectType<false>(fits<Optimizer<readonly [Vector<3>, Vector<5>]>, Stepper<readonly Vector<any>[]>>());
}

// An axis of size 1 doesn't change the number of elements.
expectType<Vector<6>>(zeros([2, 1, 3]).reshape([6]));

// ── reshape: shapes without elements ──
expectType<Tensor<[0, 2]>>(zeros([0]).reshape([0, 2]));
expectType<Tensor<[0, 3, 2, 2]>>(zeros([0, 2]).reshape([0, 3, 2, 2]));
expectType<Tensor<[0, Dim<"batch">]>>(zeros([0, batch]).reshape([0, batch]));
expectType<Tensor<[1, Dim<"batch">]>>(zeros([1, batch]).reshape([1, batch]));
expectType<Tensor<[0, 3, Dim<"six", 6>]>>(zeros([0, 6]).reshape([0, 3, six]));

zeros([0, batch]).reshape([batch, 0]);
// @ts-expect-error reshape: [0, 7] to [batch, 0]: a size known only by name has to stand on both sides
zeros([0, 7]).reshape([batch, 0]);

// ── reshape: shapes without a definite number of elements ──
zeros([3]).reshape([3]);
// @ts-expect-error reshape: [3] to [batch]: a size known only by name has to stand on both sides
zeros([3]).reshape([batch]);
zeros([2]).reshape(closed);
// @ts-expect-error reshape: the shape has to be a list of known length
zeros([2]).reshape(open);
zeros([3]).reshape([3]);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
zeros([3]).reshape([either3]);
zeros([3, 5]).reshape([3, 5]);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
zeros([3, 5]).reshape([either3, 5]);

export function uncounted(value: <T>() => T) {
  value<Flat>().reshape([15]);
  // @ts-expect-error elements, [15] has 15
  value<Either>().reshape([15]);
  value<List>().reshape([3]);
  // @ts-expect-error to [3]: a size known only by name has to stand on both sides
  value<Uncounted>().reshape([3]);
  value<Scalar>().reshape([1]);
  // @ts-expect-error reshape: takes a tensor of a known number of axes
  value<Unranked>().reshape([1]);
}

// ── sequential: the error is at the layer that doesn't fit, not at the first ──
sequential(onPlane, dense(10, 3), reshape([3], [1, 3]));
// @ts-expect-error later: sequential: layer 2 takes [11], but layer 1 gives [10]
sequential(onPlane, dense(11, 3), reshape([3], [1, 3]));
sequential(dense(7, 5), onPlane, dense(10, 3));
// @ts-expect-error later: sequential: layer 2 takes [2, 5], but layer 1 gives [11]
sequential(dense(7, 11), onPlane, dense(10, 3));

// ── sequential: a union of layers ──
export function eachOfTwo(value: <T>() => T) {
  type Layers = [Dense<5, 3>, Dense<3, 2> | Dense<2, 3>];
  expectType<"sequential: argument 2 may be one of several layers, of other shapes">(value<Parameters<typeof sequential<Layers>>>()[1]);
}
export function oneOrAnother(wide: Layer<[3 | 5], [3 | 5], []>, either: Dense<3, 2> | Dense<2, 3>) {
  sequential(wide, wide);
  // @ts-expect-error later: sequential: layer 2 takes [5], but layer 1 gives [3]
  sequential(wide, lower);
  sequential(lower, upper);
  // @ts-expect-error later: sequential: argument 2 may be one of several layers, of other shapes
  sequential(lower, either);
}

// ── sequential: leading axes are compared by name ──
sequential(dense(7, 5), flatten([2, 5]));
// @ts-expect-error later: sequential: layer 2 takes [2, hidden=5], but layer 1 gives [5]
sequential(dense(7, 5), flatten([2, hidden]));

// ── sequential: only the message ──
sequential(lower, upper);
// @ts-expect-error later: assignable to parameter of type '"sequential: layer 2 takes [5], but layer 1 gives [3]"'
sequential(lower, lower);
sequential(...pair);
// @ts-expect-error statement: Expected 1 arguments, but got 0
sequential(...none);

// ── backpropagate, train: a named size isn't a literal one ──
backpropagate(lower, meanSquaredError, zeros([2, 5]), zeros([2, 3]));
// @ts-expect-error backpropagate: takes [5] with any leading axes, not [2, hidden=5]
backpropagate(lower, meanSquaredError, zeros([2, hidden]), zeros([2, 3]));
train(lower, { loss: meanSquaredError, optimizer, epochs: 0, inputs: zeros([2, 5]), targets: zeros([2, 3]) });
// @ts-expect-error train: takes one leading axis, of examples, before [5], not [2, hidden=5]
train(lower, { loss: meanSquaredError, optimizer, epochs: 0, inputs: zeros([2, hidden]), targets: zeros([2, 3]) });

// ── identity: the message shows the value that is refused ──
identity(3);
// @ts-expect-error Argument of type '2.5' is not assignable to parameter of type '2.5 & Refused<"a size is a whole number from 0 up, not 2.5">'
identity(2.5);
identity(3);
// @ts-expect-error type '(3 | 5) & Refused<"a size that may be one of several needs a name: dim(name, size)">
identity(either3);
