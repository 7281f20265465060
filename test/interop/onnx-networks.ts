/** The networks that are exported to ONNX: every layer of the library, whole networks, and layers that users may write. */
import {
  concat,
  convolve,
  einsum,
  grad,
  oneHot,
  ones,
  random,
  randomNormal,
  stack,
  tensor,
  vector,
  where,
} from "../../src/index.js";
import * as nn from "../../src/nn/index.js";
import type { AnyTensor } from "../grad/differences.js";
import { allLayers } from "../nn/layers/all-layers.js";

// Of any shapes: what fits is not the question here.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const { activate, attention, averagePool2d, batchNorm, conv1d, conv2d, convTranspose2d, dense, dropout, embedding }: Any = nn;
const { flatten, layer, layerNorm, maxPool2d, relu, residual, sequential, tanh }: Any = nn;

/** A layer of the user's, without parameters. */
const own = (inputShape: readonly number[], outputShape: readonly number[], f: (x: AnyTensor) => AnyTensor) => (): Any =>
  layer({}, inputShape, outputShape, (_: unknown, x: AnyTensor) => f(x));
const join = (parts: readonly AnyTensor[], axis: number): AnyTensor => (concat as Any)(parts, axis);
const source = () => ({ random: random(1) });

interface Networks {
  readonly title: string;
  readonly networks: Readonly<Record<string, () => Any>>;
  /** If the inputs are indices: how many there are to choose from. Indices have no derivative. */
  readonly indices?: Readonly<Record<string, number>>;
}

export const groups: readonly Networks[] = [
  {
    title: "layer",
    networks: {
      ...allLayers,
      "dense, one output": () => dense(7, 1, source()),
      "conv2d, in steps larger than the kernel": () => conv2d([9, 9, 2], 3, 2, { stride: 3, ...source() }),
      "conv2d, padded by 2, in steps of 3": () => conv2d([8, 9, 2], 5, 3, { padding: 2, stride: 3, ...source() }),
      "conv2d, rectangular, dilated, in groups": () =>
        conv2d([9, 10, 6], 4, [3, 2], { stride: [1, 2], padding: [2, 1], dilation: [2, 3], groups: 2, ...source() }),
      "conv1d, padded": () => conv1d([9, 4], 3, 4, { padding: "same", stride: 3, ...source() }),
      "convTranspose2d, padded, with an output padding": () =>
        convTranspose2d([4, 5, 4], 6, 3, { stride: 3, padding: 2, outputPadding: [2, 1], groups: 2, ...source() }),
      "conv2d, kernel 1": () => conv2d([3, 4, 5], 2, 1, source()),
      "maxPool2d, overlapping": () => maxPool2d([7, 8, 3], 3, { stride: 2 }),
      "maxPool2d, with pixels that no window reaches": () => maxPool2d([9, 8, 3], 2, { stride: 3 }),
      "averagePool2d, overlapping": () => averagePool2d([9, 8, 3], 3, { stride: 2 }),
      "attention to all positions": () => attention([5, 8], 2, source()),
      "attention, one head": () => attention([3, 4], 1, source()),
      "embedding alone": () => embedding(11, 4, source()),
      "layerNorm of images": () => sequential(conv2d([5, 6, 2], 3, 2, source()), layerNorm(3)),
      "batchNorm of images": () => sequential(conv2d([5, 6, 2], 3, 2, source()), batchNorm(3)),
    },
    indices: { "embedding, with a layer on it": 5, "embedding alone": 11 },
  },
  {
    title: "network",
    networks: {
      MLP: () =>
        sequential(
          dense(13, 17, { activation: relu, ...source() }),
          dropout(0.5),
          dense(17, 11, { activation: tanh, ...source() }),
          dense(11, 3, source()),
        ),
      CNN: () =>
        sequential(
          ...[
            conv2d([10, 11, 3], 5, 3, { padding: "same", ...source() }),
            batchNorm(5),
            activate(relu),
            maxPool2d([10, 11, 5], 2),
          ],
          averagePool2d([5, 5, 5], 2),
          flatten([2, 2, 5]),
          dense(20, 10, source()),
        ),
      ResNet: () => {
        const convolution = () => conv2d([5, 5, 6], 6, 3, { padding: 1, ...source() });
        const block = [convolution(), batchNorm(6), activate(relu), convolution(), batchNorm(6)];
        return sequential(
          conv2d([5, 5, 3], 6, 3, { padding: "same", ...source() }),
          residual(sequential(...block)),
          activate(relu),
          averagePool2d([5, 5, 6], 5),
          flatten([1, 1, 6]),
          dense(6, 10, source()),
        );
      },
      transformer: () =>
        sequential(
          layer({ table: randomNormal([13, 8], random(1)) }, [5], [5, 8], ({ table }: Any, x: AnyTensor) => table.gather(x)),
          residual(sequential(layerNorm(8), attention([5, 8], 2, { causal: true, ...source() }))),
          residual(sequential(layerNorm(8), dense(8, 32, { activation: relu, ...source() }), dense(32, 8, source()))),
          dense(8, 13, source()),
        ),
    },
    indices: { transformer: 13 },
  },
  {
    title: "your own layer",
    networks: {
      "matmul, with a constant": own([3], [2], (x) => x.matmul(tensor([1, 2, -3, 4, 5, 6], [3, 2]))),
      batchMatmul: own([2, 3], [2, 2], (x) => x.batchMatmul(x.permute([0, 2, 1]))),
      "einsum, with parameters": () =>
        layer({ by: randomNormal([3, 5], random(1)) }, [2, 3], [5, 2], ({ by }: Any, x: AnyTensor) =>
          (einsum as Any)("bij,jk->bki", x, by),
        ),
      "einsum, of pairs of positions": own([2, 3], [2, 2], (x) => (einsum as Any)("bij,bkj->bik", x, x)),
      "sum, kept and repeated": own([3], [3], (x) => x.add(x.sum(1, { keepDims: true }).broadcastTo([x.shape[0], 3]))),
      "mean of an axis": own([2, 3], [2], (x) => x.mean(-1)),
      "max and min": own([2, 3], [3], (x) => x.max(1).subtract(x.min(1))),
      argmax: own([5], [], (x) => x.argmax(1)),
      comparisons: own([3], [15], (x) =>
        join([x.less(0), x.lessOrEqual(0.5), x.greater(x.square()), x.greaterOrEqual(-1), x.equal(x)], 1),
      ),
      "convolve, and its derivatives": own([4, 5, 2], [4, 5, 2], (x) => {
        const kernels: AnyTensor = randomNormal([2, 3, 1, 4] as Any, random(1));
        const convolved = (images: AnyTensor): AnyTensor =>
          (convolve as Any)(images, kernels, { groups: 2, dilation: [2, 1], padding: "same" });
        return (grad as Any)((images: AnyTensor) => convolved(images).square().sum())(x);
      }),
      "the derivative of kernels in groups": own([4, 5, 4], [2, 2, 2, 6], (x) => {
        const kernels: AnyTensor = randomNormal([2, 2, 2, 6] as Any, random(1));
        const slopes = (grad as Any)((w: AnyTensor) => (convolve as Any)(x, w, { groups: 2, stride: 2 }).square().sum())(kernels);
        return slopes.expandDims(0).broadcastTo([x.shape[0], 2, 2, 2, 6]);
      }),
      "softmax of another axis": own([2, 3], [2, 3], (x) => x.softmax(1)),
      logSoftmax: own([3], [3], (x) => x.logSoftmax()),
      cumulativeSum: own([2, 3], [2, 3], (x) => x.cumulativeSum(1)),
      clip: own([3], [3], (x) => x.clip(-0.5, 0.5)),
      where: own([3], [3], (x) => (where as Any)(x.greater(0), x.exp(), x)),
      concat: own([3], [6], (x) => join([x, x.square()], 1)),
      stack: own([3], [2, 3], (x) => (stack as Any)([x, x.square()], 1)),
      slices: own([5], [4], (x) => join([x.slice(null, [1, 3]), x.slice(null, [-2, 5])], 1)),
      "slice, in steps": own([5], [3], (x) => x.slice(null, [0, 5, 2])),
      split: own([5], [2], (x) => x.split([3, 2], 1)[1]),
      pad: own([2, 3], [3, 5], (x) =>
        x.pad(
          [
            [0, 0],
            [1, 0],
            [0, 2],
          ],
          7,
        ),
      ),
      window: own([5], [3], (x) => x.window(1, 3, 1)),
      "permute and reshape": own([2, 3], [6], (x) => x.permute([0, 2, 1]).reshape([x.shape[0], 6])),
      "expandDims and squeeze": own([3], [1, 3], (x) => x.expandDims(1).squeeze(1).expandDims(1)),
      "gather, at indices that are inputs": () =>
        layer({ table: randomNormal([7, 2], random(1)) }, [3], [3, 2], ({ table }: Any, x: AnyTensor) => table.gather(x)),
      "gather, of parameters": () =>
        layer({ table: randomNormal([7, 3], random(1)) }, [3], [3], ({ table }: Any, x: AnyTensor) =>
          x.multiply(table.gather([2, 0]).sum(0)),
        ),
      "entries of parameters": () =>
        layer({ table: randomNormal([7, 3], random(1)) }, [3], [3], ({ table }: Any, x: AnyTensor) =>
          [...table].reduce((sum, row) => sum.add(row), x),
        ),
      oneHot: own([3], [3, 5], (x) => oneHot(x, 5)),
      "constants of the size of the batch": own([3], [3], (x) => x.add(ones([x.shape[0], 3])).multiply(2)),
      "numbers that are special": own([3], [12], (x) =>
        join([x.divide(-0), x.divide(0), x.multiply(Number.NaN), (where as Any)(x.less(0), Number.NEGATIVE_INFINITY, x)], 1),
      ),
      "a mixture of constants": own([3], [3], (x) => x.divide(vector([1, 2, 4])).subtract(vector([5, 5, 5]))),
    },
    indices: { "gather, at indices that are inputs": 7, oneHot: 5 },
  },
];
