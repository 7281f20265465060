/** The attention layer: each position of a sequence combines the values of the positions that are relevant to it. */
import type { Anything, Refusal } from "../../shape/accepted.js";
import {
  type attentionHeadsShareTheWidth,
  checkHeads,
  checkSequence,
  type HeadWidth,
  noMask,
  type placesMismatch,
  type takesASequence,
} from "../../shape/attention.js";
import {
  type AcceptingShape,
  type AnySizes,
  type AreSizes,
  dim,
  type GivenSizes,
  type Size,
  type Sizes,
  type WhyNoSizes,
} from "../../shape/dim.js";
import { checkFlag, readOptions } from "../../shape/options.js";
import type { NoNumber } from "../../shape/several.js";
import { type Refused, ShapeError } from "../../shape/shape-error.js";
import type { SizeUnless } from "../../shape/size-unless.js";
import { randomUniform } from "../../tensor/create.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import { type AnyTensor, isTensor, type Matrix, type Tensor } from "../../tensor/tensor.js";
import { currentMask } from "../contract/mask.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { attended, type FixedMask, fixedMask, maskOf } from "./attending.js";
import { startAttention } from "./attention-step.js";
import { layerOf } from "./of-function.js";

/**
 * The parameters of an attention layer: the matrices of each head for queries, keys and values, and those that combine the
 * heads' outputs.
 */
export interface AttentionParameters<Width extends number, Heads extends number> {
  /** Q: `[heads, width / heads, width]` */
  readonly query: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** K: `[heads, width / heads, width]` */
  readonly key: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** V: `[heads, width / heads, width]` */
  readonly value: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** O: `[width, heads, width / heads]` */
  readonly output: Tensor<[Width, Heads, HeadWidth<Width, Heads>]>;
}

/**
 * Options of {@link attention}.
 *
 * @typeParam Mask - the type of the mask
 */
export interface AttentionOptions<Mask = AnyTensor> {
  /**
   * Whether each position sees only itself and the positions before it, as needed for predicting the next one; false by
   * default.
   */
  readonly causal?: boolean | undefined;
  /**
   * Which positions each position sees, for all examples: `[length, length]`, with 0 in row i and column j if i doesn't see j. For a mask of
   * each example, such as that of its padding, see {@link masked}.
   */
  readonly mask?: Mask | undefined;
  /** The generator of the initial parameters, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/** A mask of the positions, otherwise the error message. In generic code the compiler prints this type's name. */
export type attentionMask<Length extends number, Mask> = [Mask] extends [Matrix<Length, Length> | undefined]
  ? Mask
  : [Mask] extends [AnyTensor | undefined]
    ? Refused<placesMismatch<Length, ShapeOf<Mask>>>
    : Refused<noMask>;

type ShapeOf<Mask> = Mask extends Tensor<infer S> ? S : never;

/**
 * Creates a layer of multi-head self-attention (A. Vaswani et al., "Attention Is All You Need", 2017). In each head h, the output at
 * position i is an average of the values at all positions j, weighted by how well their keys match the query at i. The width of a head
 * is d.
 *
 * $$ y_i = \sum_h O_h \sum_j a_{hij}\, V_h x_j, \quad
 *    a_{hi} = \operatorname{softmax}_j \frac{(Q_h x_i) \cdot (K_h x_j)}{\sqrt d} $$
 *
 * With masks, j runs only over the positions that i sees: those before it and itself if the layer is `causal`, those of its `mask`, and those
 * that {@link masked} shows. A position that sees none gets 0.
 *
 * Shapes: `[...Batch, length, width]` to the same. The heads share the width: query, key and value are `[heads, width / heads, width]`,
 * output is `[width, heads, width / heads]`. The initial parameters are uniform within ±√(3 / width) (Glorot and Bengio, 2010).
 *
 * @param input - the shape `[length, width]` of a sequence; the width is literal, a named size with a value or, in generic code, a type
 *   parameter
 * @param heads - the number of heads, a divisor of the width
 * @throws ShapeError if the number of heads doesn't divide the width
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { attention, layerNorm, residual, sequential } from "conformable/nn";
 *
 * const block = residual(sequential(layerNorm(64), attention([16, 64], 4, { causal: true })));
 * block.predict(zeros([32, 16, 64])); // Tensor<[32, 16, 64]>
 * ```
 */
export function attention<
  const In extends AnySizes,
  const Heads extends number | NoNumber<Heads>,
  Mask = undefined,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingShape<
      In,
      takesASequence<"attention", In>,
      [...Refusal<SizeUnless<Heads, attentionHeadsShareTheWidth<In, Heads>>>]
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"attention", In>,
  heads: SizeUnless<Heads, attentionHeadsShareTheWidth<In, Heads>>,
  options?: AttentionOptions<attentionMask<In[0], Mask>>,
): unknown extends NoInfer<Ok> ? Network<[...In], [...In], AttentionParameters<In[1], Heads>> : Anything;
export function attention<Length extends number, Width extends number, Heads extends number>(
  input: unknown,
  heads: Size<Heads>,
  options: AttentionOptions = {},
): unknown {
  const { causal, mask, random } = attentionOptions(options);
  const [length, width] = checkSequence<readonly [Size<Length>, Size<Width>]>("attention", input);
  const headWidth = checkHeads([length, width], heads);
  return attending(length, width, heads, dim("part", headWidth), fixedMask(length, causal, mask), random);
}

/** The options, read once and checked. */
export function attentionOptions(options: AttentionOptions) {
  const { causal = false, mask, random = commonRandom } = readOptions("attention", options, ["causal", "mask", "random"]);
  checkFlag("attention: causal", causal);
  if (mask !== undefined && !isTensor(mask)) throw new ShapeError(noMask);
  checkRandom(random);
  return { causal, mask, random };
}

/** Also generic in the width of a head, so that the compiler proves the shapes of all products below. */
function attending<Length extends number, Width extends number, Heads extends number, Part extends number>(
  length: Size<Length>,
  width: Size<Width>,
  heads: Size<Heads>,
  part: Size<Part>,
  fixed: FixedMask<Length, Length> | undefined,
  random: Random,
) {
  const bound = Math.sqrt(3 / Math.max(1, width));
  const inwards = () => randomUniform([heads, part, width], random, { low: -bound, high: bound });
  const learned = trainable({
    query: inwards(),
    key: inwards(),
    value: inwards(),
    output: randomUniform([width, heads, part], random, { low: -bound, high: bound }),
  });
  const shape: Sizes<[Length, Width]> = [length, width];

  return markOwn(
    layerOf<typeof learned.values, [Length, Width], [Length, Width]>(
      "attention",
      learned,
      shape,
      shape,
      (matrices, x) => attended(x, x, matrices, fixed, maskOf("attention", x, currentMask())),
      undefined,
      undefined,
      (parameters) => startAttention(parameters, part, fixed),
    ),
  );
}
