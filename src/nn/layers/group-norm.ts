/** Group normalisation: it normalises the channels of an image in groups, for each image on its own. */
import type { Anything, Refusal } from "../../shape/accepted.js";
import { checkImage, type takesAnImage } from "../../shape/convolution.js";
import type { AcceptingShape, AnySizes, AreSizes, GivenSizes, Size, Sizes, WhyNoSizes } from "../../shape/dim.js";
import { checkGroups, type groupNormGroupsShareTheChannels } from "../../shape/groups.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { NoNumber } from "../../shape/several.js";
import type { SizeUnless } from "../../shape/size-unless.js";
import { ones, zeros } from "../../tensor/create.js";
import { permuted, reshaped } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { claim, type Matrix, viewOf } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { type NormalizationParameters, normalizedRows } from "./normalization.js";
import { layerOf } from "./of-function.js";

/** Options of {@link groupNorm}. */
export interface GroupNormOptions {
  /** ε: added to each variance so that it isn't 0; 1e-5 by default. */
  readonly epsilon?: number | undefined;
}

/**
 * Creates a layer that normalises images in groups of channels (Y. Wu and K. He, "Group Normalization", 2018). The mean and the variance are
 * those of all pixels of a group of an image, so they don't depend on the other images of the batch. With one group, that is the whole
 * image; with as many groups as channels, it is instance normalisation.
 *
 * $$ y = \gamma \odot \frac{x - \bar x}{\sqrt{\operatorname{var}(x) + \varepsilon}} + \beta $$
 *
 * Shapes: `[...Batch, height, width, channels]` to the same; scale and shift `[channels]`.
 *
 * @param input - the shape `[height, width, channels]` of an image; the channels are literal, named with their value or, in generic code, a
 *   type parameter
 * @param groups - the number of groups, a divisor of the channels; the channels of a group follow one another
 * @throws ShapeError if a size isn't a whole number from 0 up, or the number of groups doesn't divide the channels
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { activate, conv2d, groupNorm, relu, sequential } from "conformable/nn";
 *
 * sequential(conv2d([28, 28, 1], 16, 3), groupNorm([26, 26, 16], 4), activate(relu));
 * ```
 */
export function groupNorm<
  const In extends AnySizes,
  const Groups extends number | NoNumber<Groups>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingShape<
      In,
      takesAnImage<"groupNorm", In>,
      [...Refusal<SizeUnless<Groups, groupNormGroupsShareTheChannels<In, Groups>>>]
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"groupNorm", In>,
  groups: SizeUnless<Groups, groupNormGroupsShareTheChannels<In, Groups>>,
  options?: GroupNormOptions,
): unknown extends NoInfer<Ok> ? Network<[...In], [...In], NormalizationParameters<In[2]>> : Anything;
export function groupNorm<H extends number, W extends number, C extends number>(
  input: unknown,
  groups: number,
  options: GroupNormOptions = {},
): unknown {
  const { epsilon } = groupNormOptions(options);
  const [height, width, channels] = checkImage<readonly [Size<H>, Size<W>, Size<C>]>("groupNorm", input);
  const part = checkGroups(channels, groups);
  const learned = trainable({ scale: ones([channels]), shift: zeros([channels]) });
  return markOwn(
    layerOf<NormalizationParameters<C>, [H, W, C], [H, W, C]>(
      "groupNorm",
      learned,
      [height, width, channels],
      [height, width, channels],
      ({ scale, shift }, x) => {
        const pixels = [x.shape[0], height * width, groups, part];
        const grouped = permuted(reshaped(viewOf("groupNorm", x), pixels), [0, 2, 1, 3]); // the numbers of a group together
        const rows: Matrix<number, number> = claim(reshaped(grouped, [x.shape[0] * groups, height * width * part]));
        const normalized: Value = viewOf("groupNorm", normalizedRows(rows, epsilon));
        const back = permuted(reshaped(normalized, grouped.shape), [0, 2, 1, 3]);
        const images: typeof x = claim(reshaped(back, x.shape)); // the shape that it was made from
        return images.multiply(scale).add(shift);
      },
    ),
  );
}

/** The options, read once and checked. */
export function groupNormOptions(options: GroupNormOptions) {
  const { epsilon = 1e-5 } = readOptions("groupNorm", options, ["epsilon"]);
  checkRange("groupNorm: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  return { epsilon };
}
