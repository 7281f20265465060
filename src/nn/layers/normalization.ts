/** Layers that normalise numbers to a mean of 0 and a variance of 1, and then apply a learned scale and shift. */

import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { stepSgd } from "../../engine/optimizers/steps.js";
import type { Accepting, Anything } from "../../shape/accepted.js";
import { checkSize, type Size } from "../../shape/dim.js";
import { checkChannels } from "../../shape/layer.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { NoNumber } from "../../shape/several.js";
import { ones, zeros } from "../../tensor/create.js";
import { centered, repeated } from "../../tensor/operations/primitives/index.js";
import { claim, type Tensor, type Vector, viewOf } from "../../tensor/tensor.js";
import { remembered } from "../contract/effects.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { keeping } from "../contract/statistics.js";
import { type Trainable, trainable, updateInPlace } from "../contract/trainable.js";
import { normalizeBatch, normalizeBatchBack } from "./normalized-batch.js";
import { layerOf } from "./of-function.js";

/** The parameters of a normalising layer. */
export interface NormalizationParameters<N extends number> {
  /** γ: `[size]`, by which the normalised numbers are multiplied; initially ones. */
  readonly scale: Vector<N>;
  /** β: `[size]`, added to the scaled numbers; initially zeros. */
  readonly shift: Vector<N>;
}

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** ε: added to each variance so that it isn't 0; 1e-5 by default. */
  readonly epsilon?: number | undefined;
}

/**
 * Creates a layer that normalises the last axis, separately for each example (J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer
 * Normalization", 2016).
 *
 * $$ y = \gamma \odot \frac{x - \bar x}{\sqrt{\operatorname{var}(x) + \varepsilon}} + \beta $$
 *
 * Shapes: `[...Batch, size]` to the same; scale and shift `[size]`.
 *
 * @throws ShapeError if the size isn't a whole number from 0 up
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { layerNorm } from "conformable/nn";
 *
 * layerNorm(64).predict(zeros([32, 8, 64])); // Tensor<[32, 8, 64]>
 * ```
 */
export function layerNorm<const N extends number | NoNumber<N>, Ok extends Accepting<Size<N>> = unknown>(
  size: Size<N>,
  options?: LayerNormOptions,
): unknown extends NoInfer<Ok> ? Network<[N], [N], NormalizationParameters<N>> : Anything;
export function layerNorm<N extends number>(size: Size<N>, options: LayerNormOptions = {}): unknown {
  const { epsilon } = layerNormOptions(options);
  checkSize(size);
  const learned = trainable({ scale: ones([size]), shift: zeros([size]) });
  const layer = layerOf<NormalizationParameters<N>, [N], [N]>("layerNorm", learned, [size], [size], ({ scale, shift }, x) => {
    return normalizedRows(x, epsilon).multiply(scale).add(shift);
  });
  return markOwn(layer);
}

/** The options, read once and checked. */
export function layerNormOptions(options: LayerNormOptions) {
  const { epsilon = 1e-5 } = readOptions("layerNorm", options, ["epsilon"]);
  checkRange("layerNorm: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  return { epsilon };
}

/** The parameters of a layer that only scales. */
export interface RmsNormParameters<N extends number> {
  /** γ: `[size]`, by which the normalised numbers are multiplied; initially ones. */
  readonly scale: Vector<N>;
}

/** Options of {@link rmsNorm}. */
export interface RmsNormOptions {
  /** ε: added to each mean square so that it isn't 0; 2⁻²³ by default, as in PyTorch. Many language models use 1e-5 or 1e-6. */
  readonly epsilon?: number | undefined;
}

/**
 * Creates a layer that divides the last axis by its root mean square, separately for each example (B. Zhang and R. Sennrich, "Root Mean
 * Square Layer Normalization", 2019).
 *
 * $$ y = \gamma \odot \frac{x}{\sqrt{\overline{x^2} + \varepsilon}} $$
 *
 * Shapes: `[...Batch, size]` to the same; scale `[size]`.
 *
 * @throws ShapeError if the size isn't a whole number from 0 up
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { rmsNorm } from "conformable/nn";
 *
 * rmsNorm(64, { epsilon: 1e-6 }).predict(zeros([32, 8, 64])); // Tensor<[32, 8, 64]>
 * ```
 */
export function rmsNorm<const N extends number | NoNumber<N>, Ok extends Accepting<Size<N>> = unknown>(
  size: Size<N>,
  options?: RmsNormOptions,
): unknown extends NoInfer<Ok> ? Network<[N], [N], RmsNormParameters<N>> : Anything;
export function rmsNorm<N extends number>(size: Size<N>, options: RmsNormOptions = {}): unknown {
  const { epsilon } = rmsNormOptions(options);
  checkSize(size);
  const learned = trainable({ scale: ones([size]) });
  const layer = layerOf<RmsNormParameters<N>, [N], [N]>("rmsNorm", learned, [size], [size], ({ scale }, x) =>
    x.divide(alongRows(x, x.square().mean(1).add(epsilon).sqrt())).multiply(scale),
  );
  return markOwn(layer);
}

/** The options, read once and checked. */
export function rmsNormOptions(options: RmsNormOptions) {
  const { epsilon = 2 ** -23 } = readOptions("rmsNorm", options, ["epsilon"]);
  checkRange("rmsNorm: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  return { epsilon };
}

/** Each row with a mean of 0 and a variance of 1. */
export function normalizedRows<Rows extends number, Columns extends number>(
  x: Tensor<[Rows, Columns]>,
  epsilon: number,
): Tensor<[Rows, Columns]> {
  const deviations = center(x);
  const variance = deviations.square().mean(1);
  return deviations.divide(alongRows(deviations, variance.add(epsilon).sqrt()));
}

/** Subtracts its mean from each row, in one step, so that large numbers don't lose digits. */
function center<Rows extends number, Columns extends number>(x: Tensor<[Rows, Columns]>): Tensor<[Rows, Columns]> {
  return claim(centered(viewOf("center", x), 1));
}

/** Repeats one number for each row of x along that row. */
function alongRows<Rows extends number, Columns extends number>(
  x: Tensor<[Rows, Columns]>,
  numbers: Vector<Rows>,
): Tensor<[Rows, Columns]> {
  return claim(repeated(viewOf("layerNorm", numbers), 1, x.shape[1]));
}

/** Running averages of the means and variances of each channel. */
export interface Statistics<N extends number> {
  /** The running average of the batches' means, for each channel. */
  readonly mean: Vector<N>;
  /** The running average of the batches' unbiased variances, for each channel. */
  readonly variance: Vector<N>;
}

/**
 * A layer that normalises batches. Its running averages aren't learned from gradients, so they aren't among the parameters.
 *
 * It is an intersection because the compiler would compare an interface that extends `Layer` with `Layer` member by member.
 */
export type BatchNorm<N extends number> = Network<[N], [N], NormalizationParameters<N>> & {
  /** The running averages over the batches of training so far, which `predict` uses. */
  readonly statistics: Trainable<Statistics<N>>;
};

/** Options of {@link batchNorm}. */
export interface BatchNormOptions {
  /** ε: added to each variance so that it isn't 0; 1e-5 by default. */
  readonly epsilon?: number | undefined;
  /** μ: the weight of each new batch in the running averages, at least 0 and less than 1; 0.1 by default. */
  readonly momentum?: number | undefined;
}

/**
 * Creates a layer that normalises each channel over all leading axes: examples and, in images, pixels (S. Ioffe and C. Szegedy, "Batch
 * Normalization", 2015).
 *
 * $$ y = \gamma \odot \frac{x - m}{\sqrt{v + \varepsilon}} + \beta $$
 *
 * In training (`forward`), m and v are the mean and variance of the batch. In use (`predict`), they are running averages over the training
 * batches: $m \leftarrow (1 - \mu) m + \mu \bar x$, and likewise v for the unbiased variances. The output for an example then doesn't
 * depend on the other examples in its batch.
 *
 * The unbiased variance of a single number is 0/0, so training needs at least two numbers for each channel. A pass without any examples
 * leaves the averages unchanged.
 *
 * Shapes: `[...Batch, size]` to the same; scale and shift `[size]`.
 *
 * @throws ShapeError if the size isn't a whole number from 0 up; in training, if there is only one number for each channel
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { activate, batchNorm, conv2d, relu, sequential } from "conformable/nn";
 *
 * sequential(conv2d([28, 28, 1], 16, 3), batchNorm(16), activate(relu));
 * ```
 */
export function batchNorm<const N extends number | NoNumber<N>, Ok extends Accepting<Size<N>> = unknown>(
  size: Size<N>,
  options?: BatchNormOptions,
): unknown extends NoInfer<Ok> ? BatchNorm<N> : Anything;
export function batchNorm<N extends number>(size: Size<N>, options: BatchNormOptions = {}): unknown {
  const { epsilon, momentum } = batchNormOptions(options);
  checkSize(size);
  const learned = trainable({ scale: ones([size]), shift: zeros([size]) });
  const statistics = trainable({ mean: zeros([size]), variance: ones([size]) });
  keeping(learned, statistics);

  const remember = (mean: Vector<N>, variance: Vector<N>): void =>
    // In the order of the statistics.
    remembered([mean, variance], (seen) => {
      let next = 0;
      // w ← w + μ (x − w) is a step of gradient descent with the gradient x − w and the learning rate −μ. It updates the averages in place.
      const backwards = { learningRate: -momentum, weightDecay: -1, momentum: 0, nesterov: false };
      updateInPlace(statistics, (average) => {
        stepSgd(engine(), average, seen[next++] as View, undefined, backwards);
      });
    });

  const layer = layerOf<NormalizationParameters<N>, [N], [N]>(
    "batchNorm",
    learned,
    [size],
    [size],
    ({ scale, shift }, x) => {
      const { mean, variance } = statistics.use().values;
      return x.subtract(mean).divide(variance.add(epsilon).sqrt()).multiply(scale).add(shift);
    },
    checkChannels,
    ({ scale, shift }, x) => {
      const examples = x.shape[0];
      const found = normalizeBatch(x, scale, shift, epsilon);
      if (examples > 0) remember(x.mean(0), found.variance.multiply(examples / (examples - 1)));
      return { output: found.output, backward: (error) => normalizeBatchBack(error, found, scale) };
    },
  );
  return markOwn(Object.assign(layer, { statistics }));
}

/** The options, read once and checked. */
export function batchNormOptions(options: BatchNormOptions) {
  const { epsilon = 1e-5, momentum = 0.1 } = readOptions("batchNorm", options, ["epsilon", "momentum"]);
  checkRange("batchNorm: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange("batchNorm: momentum", momentum, 0, 1);
  return { epsilon, momentum };
}
