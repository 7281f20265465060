/** The axes of `Tensor<[N, ...In]>` that stand before the unknown ones are known, in code for all shapes too. */
import { concat, randomNormal, type Shape, type Size, type SumOf, type Tensor, zeros } from "conformable";
import { dense, evaluate, type Layer, type Loss, meanSquaredError } from "conformable/nn";
import { is } from "../is.js";

const list: number[] = JSON.parse("[2, 0, 1]");

// ── window
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[4, ...In]> => {
    const y = x.window(3, 4, 0); // right
    const y = x.window(3, 4, 1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── window of a known size
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<[4, ...In]> => {
    const y = x.window(3, 4, 0); // right
    const y = x.window(0, 11, 0); // wrong: …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── slice
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[4, ...In]> => {
    const y = x.slice([0, 4]); // right
    const y = x.slice([4, 0]); // wrong: …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── slice of a known size
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<[4, ...In]> => {
    const y = x.slice([6, 10]); // right
    const y = x.slice([7, 11]); // wrong: …
    const y = x.slice([0, 4, 0]); // wrong: …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── slice from the end
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<[3, ...In]> => {
    const y = x.slice([-3, null]); // right
    const y = x.slice([-11, null]); // wrong: …
    return y;
  };
  is([3, 3, 2], f(zeros([10, 3, 2])));
}

// ── split
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<[4, ...In]> => {
    const y = x.split([4, 6], 0)[0]; // right
    const y = x.split([4, 7], 0)[0]; // wrong: …split…
    const y = x.split([4, 6], 1)[0]; // refused: …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── take
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[3, ...In]> => {
    const y = x.take([2, 0, 1], 0); // right
    const y = x.take([2, 0, 1], 1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 3, 2], f(zeros([10, 3, 2])));
}

// ── gather
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[3, ...In]> => {
    const y = x.gather([2, 0, 1]); // right
    const y = x.gather([2, 0.5, x]); // wrong: …
    return y;
  };
  is([3, 3, 2], f(zeros([10, 3, 2])));
}

// ── flip
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.flip(0); // right
    const y = x.flip(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── cumulativeSum
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.cumulativeSum(0); // right
    const y = x.cumulativeSum(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── cumulativeProduct
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.cumulativeProduct(0); // right
    const y = x.cumulativeProduct(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── cumulativeMax
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.cumulativeMax(0); // right
    const y = x.cumulativeMax(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── cumulativeMin
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.cumulativeMin(0); // right
    const y = x.cumulativeMin(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── sort
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.sort(0); // right
    const y = x.sort(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── argsort
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.argsort(0); // right
    const y = x.argsort(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── roll
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.roll(2, 0); // right
    const y = x.roll(2, 1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── softmax
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.softmax(0); // right
    const y = x.softmax(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── logSoftmax
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[N, ...In]> => {
    const y = x.logSoftmax(0); // right
    const y = x.logSoftmax(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── sum
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.sum(0); // right
    const y = x.sum(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── mean
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.mean(0); // right
    const y = x.mean(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── product
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.product(0); // right
    const y = x.product(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── max
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.max(0); // right
    const y = x.max(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── min
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.min(0); // right
    const y = x.min(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── variance
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.variance(0); // right
    const y = x.variance(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── standardDeviation
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.standardDeviation(0); // right
    const y = x.standardDeviation(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── norm
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.norm(0); // right
    const y = x.norm(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── logSumExp
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.logSumExp(0); // right
    const y = x.logSumExp(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── median
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.median(0); // right
    const y = x.median(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── argmax
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.argmax(0); // right
    const y = x.argmax(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── argmin
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.argmin(0); // right
    const y = x.argmin(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── any
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.any(0); // right
    const y = x.any(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── all
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.all(0); // right
    const y = x.all(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── sum, kept
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[1, ...In]> => {
    const y = x.sum(0, { keepDims: true }); // right
    const y = x.sum(1, { keepDims: true }); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([1, 3, 2], f(zeros([10, 3, 2])));
}

// ── mean, kept
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[1, ...In]> => {
    const y = x.mean(0, { keepDims: true }); // right
    const y = x.mean(1, { keepDims: true }); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([1, 3, 2], f(zeros([10, 3, 2])));
}

// ── max, kept
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[1, ...In]> => {
    const y = x.max(0, { keepDims: true }); // right
    const y = x.max(1, { keepDims: true }); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([1, 3, 2], f(zeros([10, 3, 2])));
}

// ── variance, kept
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[1, ...In]> => {
    const y = x.variance(0, { keepDims: true }); // right
    const y = x.variance(1, { keepDims: true }); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([1, 3, 2], f(zeros([10, 3, 2])));
}

// ── index
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<In> => {
    const y = x.index(3, 0); // right
    const y = x.index(3, 1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── topK
{
  const f = <N extends number, In extends Shape>(x: Tensor<[N, ...In]>): Tensor<[4, ...In]> => {
    const y = x.topK(4, 0).values; // right
    const y = x.topK(4, 1).values; // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── repeat
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<[20, ...In]> => {
    const y = x.repeat(2, 0); // right
    const y = x.repeat(2, 1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([20, 3, 2], f(zeros([10, 3, 2])));
}

// ── unstack
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<In> => {
    const y = x.unstack(0)[3]; // right
    const y = x.unstack(1)[3]; // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── squeeze
{
  const f = <In extends Shape>(x: Tensor<[1, ...In]>): Tensor<In> => {
    const y = x.squeeze(0); // right
    const y = x.squeeze(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([1, 3, 2])));
}

// ── squeeze of another size
{
  const f = <In extends Shape>(x: Tensor<[10, ...In]>): Tensor<[10, ...In]> => {
    const y = x; // right
    const y = x.squeeze(0); // wrong: …
    return y;
  };
  is([10, 3, 2], f(zeros([10, 3, 2])));
}

// ── the second of two
{
  const f = <N extends number, T extends number, In extends Shape>(x: Tensor<[N, T, ...In]>): Tensor<[N, ...In]> => {
    const y = x.mean(1); // right
    const y = x.mean(2); // refused: Argument of type '2' is not assignable to parameter of type …
    return y;
  };
  is([10, 2], f(zeros([10, 3, 2])));
}

// ── the second of two, kept
{
  const f = <N extends number, T extends number, In extends Shape>(x: Tensor<[N, T, ...In]>): Tensor<[N, 1, ...In]> => {
    const y = x.mean(1, { keepDims: true }); // right
    const y = x.mean(2, { keepDims: true }); // refused: Argument of type '2' is not assignable to parameter of type …
    return y;
  };
  is([10, 1, 2], f(zeros([10, 3, 2])));
}

// ── both
{
  const f = <N extends number, T extends number, In extends Shape>(x: Tensor<[N, T, ...In]>): Tensor<In> => {
    const y = x.mean([0, 1]); // right
    const y = x.mean([0, 0]); // wrong: …
    return y;
  };
  is([2], f(zeros([10, 3, 2])));
}

// ── a window of the second
{
  const f = <N extends number, T extends number, In extends Shape>(x: Tensor<[N, T, ...In]>): Tensor<[N, 2, ...In]> => {
    const y = x.window(0, 2, 1); // right
    const y = x.window(0, 2, 2); // refused: Argument of type '2' is not assignable to parameter of type …
    return y;
  };
  is([10, 2, 2], f(zeros([10, 3, 2])));
}

// ── ranges of both
{
  const f = <N extends number, T extends number, In extends Shape>(x: Tensor<[N, T, ...In]>): Tensor<[4, 2, ...In]> => {
    const y = x.slice([0, 4], [1, 3]); // right
    const y = x.slice([0, 4], [3, 1]); // wrong: …
    return y;
  };
  is([4, 2, 2], f(zeros([10, 3, 2])));
}

// ── a known axis at either end: a window
{
  const f = <N extends number, In extends Shape, D extends number>(x: Tensor<[N, ...In, D]>): Tensor<[4, ...In, D]> => {
    const y = x.window(0, 4, 0); // right
    const y = x.window(0, 4, 1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── a known axis at either end: a slice
{
  const f = <N extends number, In extends Shape, D extends number>(x: Tensor<[N, ...In, D]>): Tensor<[4, ...In, D]> => {
    const y = x.slice([0, 4]); // right
    const y = x.slice([4, 0]); // wrong: …
    return y;
  };
  is([4, 3, 2], f(zeros([10, 3, 2])));
}

// ── a known axis at either end: a sum
{
  const f = <N extends number, In extends Shape, D extends number>(x: Tensor<[N, ...In, D]>): Tensor<[...In, D]> => {
    const y = x.sum(0); // right
    const y = x.sum(1); // refused: Argument of type '1' is not assignable to parameter of type …
    return y;
  };
  is([3, 2], f(zeros([10, 3, 2])));
}

// ── concat
{
  const f = <N extends number, M extends number, S extends Shape, Q extends Shape>(x: Tensor<[N, ...S]>, y: Tensor<[M, ...S]>, z: Tensor<[M, ...Q]>): Tensor<[SumOf<N, M>, ...S]> => {
    const both = concat([x, y], 0); // right
    const both = concat([x, z], 0); // refused: …
    const both = concat([x, y], 1); // refused: …
    z.sum();
    return both;
  };
  is([7, 3, 2], f(zeros([2, 3, 2]), zeros([5, 3, 2]), zeros([5, 3, 2])));
}

// ── a fold of a network's examples, and the others
{
  const f = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, loss: Loss, x: Tensor<[10, ...In]>, y: Tensor<[10, ...Out]>): readonly [number, Tensor<[8, ...In]>] => {
    let total = 0;
    let rest = x.slice([0, 8]);
    for (let k = 0; k < 5; k += 1) {
      const [few, fewTargets] = [x.window(2 * k, 2, 0), y.window(2 * k, 2, 0)];
      const rotated = x.roll(-2 * k, 0);
      rest = rotated.slice([2, 10]); // right
      rest = rotated.slice([2, 9]); // wrong: Type …
      total += evaluate(network, loss, few, fewTargets).loss; // right
      total += evaluate(network, loss, few, few).loss; // refused: …
    }
    return [total, rest];
  };
  is([8, 4], f(dense(4, 2), meanSquaredError, randomNormal([10, 4]), zeros([10, 2]))[1]);
}

// ── examples shuffled
{
  const f = <N extends number, In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, n: Size<N>, x: Tensor<[N, ...In]>, order: number[]): Tensor<[N, ...Out]> => {
    const shuffled = x.take(order, 0, [n]); // right
    const shuffled = x.take(order, 1, [n]); // refused: Argument of type '1' …
    const shuffled = x.take(order, 0); // refused: …
    return network.predict(shuffled);
  };
  is([3, 2], f(dense(4, 2), 3, randomNormal([3, 4]), list));
}

// ── examples for training and for validation
{
  const f = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, loss: Loss, x: Tensor<[10, ...In]>, y: Tensor<[10, ...Out]>): Tensor<[7, ...Out]> => {
    evaluate(network, loss, x.slice([7, null]), y.slice([7, null])); // right
    evaluate(network, loss, x.slice([7, null]), y.slice([8, null])); // wrong: …
    return network.predict(x.slice([0, 7]));
  };
  is([7, 2], f(dense(4, 2), meanSquaredError, randomNormal([10, 4]), zeros([10, 2])));
}

// ── batches joined
{
  const f = <N extends number, M extends number, In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[M, ...In]>): Tensor<[SumOf<N, M>, ...Out]> => {
    return network.predict(concat([x, y], 0)); // right
    return network.predict(concat([x, x, y], 0)); // refused: Type …
  };
  is([8, 2], f(dense(4, 2), zeros([3, 4]), zeros([5, 4])));
}
