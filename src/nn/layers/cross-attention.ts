/** Attention between two sequences: each place of one looks at all places of the other. */

import { leaves, matching } from "../../grad/tree.js";
import type { Anything, IsAny, Refusal } from "../../shape/accepted.js";
import {
  type attentionHeadsShareTheWidth,
  checkHeads,
  checkSequence,
  type HeadWidth,
  maskOfMemory,
  memoryMismatch,
  type takesASequence,
} from "../../shape/attention.js";
import { sameShape } from "../../shape/broadcast.js";
import type { AcceptingShape, AnySizes, AreSizes, GivenSizes, NoShape, Sizes, WhyNoSizes } from "../../shape/dim.js";
import type { Some } from "../../shape/known.js";
import { readOptions } from "../../shape/options.js";
import type { NoNumber } from "../../shape/several.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { SizeUnless } from "../../shape/size-unless.js";
import { randomUniform } from "../../tensor/create.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import { type AnyTensor, checkTensor, type Tensor } from "../../tensor/tensor.js";
import type { InputOf, TakingInput } from "../contract/layer.js";
import { attended } from "./attending.js";
import { batched } from "./of-function.js";

/** The parameters of {@link crossAttention}, as those of {@link attention}, where keys and values come from another sequence. */
export interface CrossAttentionParameters<Width extends number, MemoryWidth extends number, Heads extends number> {
  /** Q: `[heads, width / heads, width]` */
  readonly query: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** K: `[heads, width / heads, memoryWidth]` */
  readonly key: Tensor<[Heads, HeadWidth<Width, Heads>, MemoryWidth]>;
  /** V: `[heads, width / heads, memoryWidth]` */
  readonly value: Tensor<[Heads, HeadWidth<Width, Heads>, MemoryWidth]>;
  /** O: `[width, heads, width / heads]` */
  readonly output: Tensor<[Width, Heads, HeadWidth<Width, Heads>]>;
}

/** Options of {@link crossAttention}. */
export interface CrossAttentionOptions {
  /** The generator of the initial parameters, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Attention between two sequences, made by {@link crossAttention}. It isn't a {@link Layer}, because it takes two tensors. Use it
 * in your own {@link layer}, and put its parameters into those of the layer.
 *
 * @typeParam In - the shape `[length, width]` of a sequence that looks
 * @typeParam Memory - the shape `[length, width]` of a sequence that is looked at
 * @typeParam P - the parameters
 */
export interface CrossAttention<in out In extends Shape, in out Memory extends readonly [number, number], in out P> {
  /** The shape of a sequence that looks, and of the output. */
  readonly inputShape: Sizes<In>;
  /** The shape of a sequence that is looked at. */
  readonly memoryShape: Sizes<Memory>;
  /** The parameters: the initial ones, or those that `with` was given. */
  readonly parameters: P;
  /**
   * Returns what each place of the input finds in the memory: `[...Batch, ...In]` and `[...Batch, ...Memory]` become `[...Batch, ...In]`.
   *
   * @param options - `mask`, `[...Batch, memory]`: 0 for each place of the memory that isn't looked at, such as padding
   * @throws ShapeError if a tensor doesn't have this shape
   */
  predict<
    Given extends Shape = Anything,
    Batch extends Shape = [Given[0]],
    Whole = Tensor<[...Batch, ...In]>,
    Unset = unknown,
    Ok extends TakingInput<In, Batch, Given, Whole, Unset> = "accepted",
  >(
    input: InputOf<"predict", In, Batch, Given, Whole>,
    memory: NoInfer<OfKnown<Given, Tensor<[...Batch, ...Memory]>>>,
    options?: { readonly mask?: NoInfer<OfKnown<Given, Tensor<[...Batch, Memory[0]]>>> | undefined },
  ): { accepted: Tensor<[...Batch, ...In]>; refused: Anything }[Ok];
  /**
   * Returns the same with other parameters. Its output can be differentiated with respect to them.
   *
   * @throws ShapeError if a parameter is missing, superfluous or of the wrong shape
   */
  with(parameters: P): CrossAttention<In, Memory, P>;
}

/** What belongs to an input whose shape is known. Nothing is required if the input comes from a refused call. */
type OfKnown<S extends Shape, Wanted> = [...IsAny<S>] extends Some ? Anything : Wanted;

/**
 * Creates multi-head attention from one sequence to another, for example from a decoder to the outputs of an encoder (A. Vaswani
 * et al., "Attention Is All You Need", 2017). It is {@link attention} with queries from the input, and keys and values from a
 * memory. The two may differ in length and width. It takes two tensors, so it isn't a layer; use it in your own {@link layer}.
 *
 * Shapes: `[...Batch, length, width]` and `[...Batch, memory, memoryWidth]` to `[...Batch, length, width]`. The initial parameters are
 * uniform, as in `attention`.
 *
 * @param input - the shape `[length, width]` of a sequence that looks
 * @param memory - the shape `[memory, memoryWidth]` of a sequence that is looked at
 * @param heads - the number of heads, a divisor of the width
 * @throws ShapeError if the number of heads doesn't divide the width
 * @example
 * ```ts
 * import { attention, crossAttention, dense, embedding, layer, sequential } from "conformable/nn";
 *
 * // From 20 words to 14 letters. An example has both, one after the other.
 * const encoder = sequential(embedding(1000, 32), attention([20, 32], 4));
 * const decoder = sequential(embedding(27, 48), attention([14, 48], 4, { causal: true }));
 * const [look, last] = [crossAttention([14, 48], [20, 32], 4), dense(48, 27)];
 * const parts = { encoder: encoder.parameters, decoder: decoder.parameters, look: look.parameters, last: last.parameters };
 * const network = layer(parts, [34], [14, 27], (p, x) => {
 *   const words = x.slice(null, [0, 20]);
 *   const memory = encoder.with(p.encoder).predict(words);
 *   const letters = decoder.with(p.decoder).predict(x.slice(null, [20, 34]));
 *   const found = look.with(p.look).predict(letters, memory, { mask: words.notEqual(0) }); // word 0 is padding
 *   return last.with(p.last).predict(letters.add(found));
 * });
 * ```
 */
export function crossAttention<
  const In extends AnySizes,
  const Memory extends AnySizes,
  const Heads extends number | NoNumber<Heads>,
  Argument extends GivenSizes = In,
  Other extends GivenSizes = Memory,
  Ok extends AreSizes<In, Argument> &
    AreSizes<Memory, Other> &
    AcceptingShape<
      In,
      takesASequence<"crossAttention", In>,
      [
        ...NoShape<Memory>,
        ...Refusal<takesASequence<"crossAttention", Memory>>,
        ...Refusal<SizeUnless<Heads, attentionHeadsShareTheWidth<In, Heads>>>,
      ]
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"crossAttention", In>,
  memory: Sizes<Memory> &
    (unknown extends Ok ? unknown : [Other] extends [never] ? Other : WhyNoSizes<Memory, Other>) &
    takesASequence<"crossAttention", Memory>,
  heads: SizeUnless<Heads, attentionHeadsShareTheWidth<In, Heads>>,
  options?: CrossAttentionOptions,
): unknown extends NoInfer<Ok>
  ? CrossAttention<[...In], [Memory[0], Memory[1]], CrossAttentionParameters<In[1], Memory[1], Heads>>
  : Anything;
export function crossAttention(input: unknown, memory: unknown, heads: number, options: CrossAttentionOptions = {}): unknown {
  const { random = commonRandom } = readOptions("crossAttention", options, ["random"]);
  checkRandom(random);
  const [[length, width], other] = [checkSequence("crossAttention", input), checkSequence("crossAttention", memory)];
  const part = checkHeads([length, width], heads);
  const inwards = (from: number): AnyTensor => uniform([heads, part, from], from, random);
  const parameters = {
    query: inwards(width),
    key: inwards(other[1]),
    value: inwards(other[1]),
    output: uniform([width, heads, part], width, random),
  };
  return looking([length, width], other, parameters);
}

/** Uniform within ±√(3 / width). */
function uniform(shape: Shape, width: number, random: Random): AnyTensor {
  const bound = Math.sqrt(3 / Math.max(1, width));
  return (randomUniform as Draw)(shape, random, { low: -bound, high: bound }); // the sizes have been checked
}
type Draw = (shape: Shape, random: Random, bounds: { readonly low: number; readonly high: number }) => AnyTensor;

type Parameters = Readonly<Record<keyof CrossAttentionParameters<1, 1, 1>, AnyTensor>>;

/** The function of two sequences, on parameters of the right shapes. */
function looking(own: Shape, other: Shape, parameters: Parameters) {
  return Object.freeze({
    inputShape: Object.freeze(own),
    memoryShape: Object.freeze(other),
    parameters: Object.freeze(parameters),
    predict(input: AnyTensor, memory: AnyTensor, options: { readonly mask?: AnyTensor | undefined } = {}): AnyTensor {
      const { mask } = readOptions("predict", options, ["mask"]);
      const { examples, restore } = batched("predict", own, input);
      checkTensor("predict", memory);
      const lead: Shape = input.shape.slice(0, input.rank - 2);
      const whole = [...lead, ...other];
      if (!sameShape(memory.shape, whole)) throw new ShapeError(memoryMismatch(whole, memory.shape));
      if (mask !== undefined) checkMask(mask, whole.slice(0, -1));
      const sequences = batched("predict", other, memory).examples;
      const shown: AnyTensor | undefined = mask && batched("predict", other.slice(0, 1), mask).examples;
      const found: AnyTensor = attended(examples as AnyTensor, sequences as AnyTensor, parameters, undefined, shown); // of any sizes, which were checked
      return restore(found, own);
    },
    with(others: unknown) {
      const [query, key, value, output] = matching("with", leaves(parameters), others) as [
        AnyTensor,
        AnyTensor,
        AnyTensor,
        AnyTensor,
      ]; // four
      return looking(own, other, { query, key, value, output });
    },
  });
}

function checkMask(mask: unknown, places: Shape): void {
  checkTensor("predict", mask);
  if (!sameShape(mask.shape, places)) throw new ShapeError(maskOfMemory(places, mask.shape));
}
