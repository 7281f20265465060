/** Layers that give numbers a mean of 0 and a variance of 1, then a scale and a shift that are learned. */
import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { stepSgd } from "../../engine/optimizers/steps.js";
import { checkSize, type Size } from "../../shape/dim.js";
import { checkChannels } from "../../shape/layer.js";
import { checkRange, readOptions } from "../../shape/options.js";
import { sumBatch } from "../../tensor/batch.js";
import { ones, zeros } from "../../tensor/create.js";
import { centered, repeated } from "../../tensor/operations/primitives/index.js";
import { claim, type Tensor, type Vector, viewOf } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { outlive, type Trainable, trainable, updateInPlace } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** What a normalising layer learns. */
export interface NormalizationParameters<N extends number> {
  /** γ: what the normalised numbers are multiplied by; ones at first. */
  readonly scale: Vector<N>;
  /** β: what is added then; zeros at first. */
  readonly shift: Vector<N>;
}

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** ε: added to variances, so that none is 0; 1e-5 unless given. */
  readonly epsilon?: number | undefined;
}

/**
 * Normalises the last axis of each example by itself (J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer Normalization", 2016).
 *
 * $$ y = \gamma \odot \frac{x - \bar x}{\sqrt{\operatorname{var}(x) + \varepsilon}} + \beta $$
 *
 * Shapes: `[...Batch, size]` to the same; scale and shift `[size]`.
 *
 * @throws ShapeError where the size is no whole number from 0 up
 * @throws RangeError where an option is out of its range
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { layerNorm } from "conformable/nn";
 *
 * layerNorm(64).predict(zeros([32, 8, 64])); // Tensor<[32, 8, 64]>
 * ```
 */
export function layerNorm<const N extends number>(
  size: Size<N>,
  options: LayerNormOptions = {},
): Network<[N], [N], NormalizationParameters<N>> {
  const { epsilon = 1e-5 } = readOptions("layerNorm", options, ["epsilon"]);
  checkSize(size);
  checkRange("layerNorm: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  const learned = trainable({ scale: ones([size]), shift: zeros([size]) });
  const layer = layerOf<NormalizationParameters<N>, [N], [N]>("layerNorm", learned, [size], [size], ({ scale, shift }, x) => {
    const deviations = center(x, 1);
    const variance = deviations.square().mean(1);
    return deviations
      .divide(alongRows(deviations, variance.add(epsilon).sqrt()))
      .multiply(scale)
      .add(shift);
  });
  return markOwn(layer);
}

/** What is left of each row (axis 1) or column (axis 0) without its mean: in one step, so that large numbers don't lose their digits. */
function center<Rows extends number, Columns extends number>(x: Tensor<[Rows, Columns]>, axis: 0 | 1): Tensor<[Rows, Columns]> {
  return claim(centered(viewOf("center", x), axis));
}

/** A number for each row of x, along all of it. */
function alongRows<Rows extends number, Columns extends number>(
  x: Tensor<[Rows, Columns]>,
  numbers: Vector<Rows>,
): Tensor<[Rows, Columns]> {
  return claim(repeated(viewOf("layerNorm", numbers), 1, x.shape[1]));
}

/** Means and variances, one of each for each channel. */
export interface Statistics<N extends number> {
  /** The average of the batches' means. */
  readonly mean: Vector<N>;
  /** The average of their unbiased variances. */
  readonly variance: Vector<N>;
}

/**
 * A layer that normalises batches; what it has seen of them is not learned by gradients, so it stands beside the parameters. (An
 * intersection: to the compiler, an interface that extends `Layer` would be another type, to be compared member by member.)
 */
export type BatchNorm<N extends number> = Network<[N], [N], NormalizationParameters<N>> & {
  /** What `predict` normalises by: averages over the batches of the training so far. They are to be saved with the parameters. */
  readonly statistics: Trainable<Statistics<N>>;
};

/** Options of {@link batchNorm}. */
export interface BatchNormOptions {
  /** ε: added to variances, so that none is 0; 1e-5 unless given. */
  readonly epsilon?: number | undefined;
  /** μ: the weight of each new batch in the averages, below 1; 0.1 unless given. */
  readonly momentum?: number | undefined;
}

/**
 * Normalises each channel over all leading axes, pixels as well as examples (S. Ioffe and C. Szegedy, "Batch Normalization", 2015).
 *
 * $$ y = \gamma \odot \frac{x - m}{\sqrt{v + \varepsilon}} + \beta $$
 *
 * In training (`forward`), m and v are the mean and the variance of the batch. In use (`predict`) they are averages over the batches of the
 * training, $m \leftarrow (1 - \mu) m + \mu \bar x$, and so v of the unbiased variances: an example then has an output of its own, whatever
 * it is in a batch with. A single number has no unbiased variance, 0/0, so in training there have to be two or more for each channel; a pass
 * of no examples changes no average.
 *
 * Shapes: `[...Batch, size]` to the same; scale and shift `[size]`.
 *
 * @throws ShapeError where the size is no whole number from 0 up, and in training on a single number for each channel
 * @throws RangeError where an option is out of its range
 * @example
 * ```ts
 * import { activate, batchNorm, conv2d, relu, sequential } from "conformable/nn";
 *
 * sequential(conv2d([28, 28, 1], 16, 3), batchNorm(16), activate(relu));
 * ```
 */
export function batchNorm<const N extends number>(size: Size<N>, options: BatchNormOptions = {}): BatchNorm<N> {
  const { epsilon = 1e-5, momentum = 0.1 } = readOptions("batchNorm", options, ["epsilon", "momentum"]);
  checkSize(size);
  checkRange("batchNorm: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange("batchNorm: momentum", momentum, 0, 1);
  const learned = trainable({ scale: ones([size]), shift: zeros([size]) });
  const statistics = trainable({ mean: zeros([size]), variance: ones([size]) });

  const remember = (mean: Vector<N>, variance: Vector<N>): void => {
    const seen = [mean, variance].map((vector) => viewOf("batchNorm", vector)); // in the order of the statistics
    let next = 0;
    // w ← w + μ (x − w) is a step of descent along x − w, backwards; it is written where the averages lie, as an optimiser's are.
    const backwards = { learningRate: -momentum, weightDecay: -1, momentum: 0, nesterov: false };
    updateInPlace(statistics, (average) => {
      stepSgd(engine(), average, seen[next++] as View, undefined, backwards);
      outlive(average);
    });
  };

  const layer = layerOf<NormalizationParameters<N>, [N], [N]>(
    "batchNorm",
    learned,
    [size],
    [size],
    ({ scale, shift }, x, training) => {
      const normalised = <Examples extends number>(deviations: Tensor<[Examples, N]>, variance: Vector<N>) =>
        deviations.divide(variance.add(epsilon).sqrt()).multiply(scale).add(shift);
      if (!training) {
        const { mean, variance } = statistics.use().values;
        return normalised(x.subtract(mean), variance);
      }
      const examples = x.shape[0];
      const deviations = center(x, 0);
      const variance = sumBatch(deviations.square()).divide(examples);
      if (examples > 0) remember(x.mean(0), variance.multiply(examples / (examples - 1)));
      return normalised(deviations, variance);
    },
    checkChannels,
  );
  return markOwn(Object.assign(layer, { statistics }));
}
