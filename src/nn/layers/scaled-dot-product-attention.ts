/** Scaled dot-product attention, the operation that attention layers are built on. */

import { engine } from "../../engine/current.js";
import { whole } from "../../engine/layout.js";
import type { Anything, Equal } from "../../shape/accepted.js";
import { checkAttended, type keysMismatch, type valuesMismatch } from "../../shape/attention.js";
import { numbersFor } from "../../shape/elements.js";
import type { OneMeeting, takesOneTensor } from "../../shape/one-tensor.js";
import { checkFlag, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { StretchOf } from "../../shape/stretch.js";
import { broadcastTo, einsum, elementwise, reduce, softmax } from "../../tensor/operations/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, type Tensor, viewOf } from "../../tensor/tensor.js";
import { biasOf, onlySeeing, sharesOf } from "./attending.js";

/**
 * Options of {@link scaledDotProductAttention}.
 *
 * @typeParam Mask - the type of the mask
 */
export interface ScaledDotProductAttentionOptions<Mask = AnyTensor> {
  /**
   * Which keys each query sees: it doesn't see those where the mask is 0. Its shape is that of the scores, `[...Batch, length, memory]`, or
   * stretches to it: it may lack leading axes and have 1 in place of any size.
   */
  readonly mask?: Mask | undefined;
  /** Whether the query at place i sees only the keys at the places 0 to i; false by default. */
  readonly causal?: boolean | undefined;
}

/** The keys if they belong to the queries, otherwise the message. In generic code, the compiler prints the name of this type. */
type scaledDotProductAttentionKeys<
  Batch extends Shape,
  Length extends number,
  Width extends number,
  KeyBatch extends Shape,
  Memory extends number,
  KeyWidth extends number,
> = [KeyBatch, Batch] extends [Batch, KeyBatch]
  ? [KeyWidth, Width] extends [Width, KeyWidth]
    ? Tensor<[...KeyBatch, Memory, KeyWidth]>
    : keysMismatch<[...Batch, Length, Width], [...KeyBatch, Memory, KeyWidth]>
  : Shape extends Batch
    ? Tensor<[...KeyBatch, Memory, KeyWidth]> // the queries come from a refused call
    : keysMismatch<[...Batch, Length, Width], [...KeyBatch, Memory, KeyWidth]>;
/** The values if they belong to the keys, otherwise the message. */
type scaledDotProductAttentionValues<
  KeyBatch extends Shape,
  Memory extends number,
  KeyWidth extends number,
  ValueBatch extends Shape,
  ValueMemory extends number,
  Values extends number,
> = [ValueBatch, KeyBatch] extends [KeyBatch, ValueBatch]
  ? [ValueMemory, Memory] extends [Memory, ValueMemory]
    ? Tensor<[...ValueBatch, ValueMemory, Values]>
    : valuesMismatch<[...KeyBatch, Memory, KeyWidth], [...ValueBatch, ValueMemory, Values]>
  : Shape extends KeyBatch
    ? Tensor<[...ValueBatch, ValueMemory, Values]> // as above
    : valuesMismatch<[...KeyBatch, Memory, KeyWidth], [...ValueBatch, ValueMemory, Values]>;

/**
 * Computes scaled dot-product attention (A. Vaswani et al., "Attention Is All You Need", 2017): an average of the values for each query,
 * weighted by how well their keys match it. The layers {@link attention} and {@link crossAttention} are built on it.
 *
 * $$ y_i = \sum_j a_{ij}\, v_j, \quad a_i = \operatorname{softmax}_j \frac{q_i \cdot k_j}{\sqrt{\mathrm{width}}} $$
 *
 * Shapes: queries `[...Batch, length, width]`, keys `[...Batch, memory, width]` and values `[...Batch, memory, values]` to
 * `[...Batch, length, values]`. The result is 0 for a query that sees no key.
 *
 * @throws ShapeError if the shapes don't belong together
 * @example
 * ```ts
 * import { ones, randomNormal } from "conformable";
 * import { scaledDotProductAttention } from "conformable/nn";
 *
 * const queries = randomNormal([32, 8, 5, 16]); // 8 heads
 * const [keys, values] = [randomNormal([32, 8, 7, 16]), randomNormal([32, 8, 7, 12])];
 * scaledDotProductAttention(queries, keys, values); // Tensor<[32, 8, 5, 12]>
 * scaledDotProductAttention(queries, keys, values, { mask: ones([32, 1, 1, 7]) }); // the mask of each example, for all heads and queries
 * ```
 */
export function scaledDotProductAttention<
  Batch extends Shape,
  Length extends number,
  Width extends number,
  KeyBatch extends Shape,
  Memory extends number,
  KeyWidth extends number,
  ValueBatch extends Shape,
  ValueMemory extends number,
  Values extends number,
  GivenQueries,
  GivenKeys,
  GivenValues,
  Mask extends Shape = [],
  Unset = unknown,
  Ok extends OneMeeting<
    GivenQueries,
    OneMeeting<
      GivenKeys,
      OneMeeting<
        GivenValues,
        Equal<[KeyBatch, KeyWidth, ValueBatch, ValueMemory], [Batch, Width, KeyBatch, Memory], Unset>,
        Unset
      >,
      Unset
    >,
    Unset
  > = "accepted",
>(
  queries: takesOneTensor<"scaledDotProductAttention", GivenQueries, Tensor<[...Batch, Length, Width]>>,
  keys: takesOneTensor<
    "scaledDotProductAttention",
    GivenKeys,
    scaledDotProductAttentionKeys<Batch, Length, Width, KeyBatch, Memory, KeyWidth>
  >,
  values: takesOneTensor<
    "scaledDotProductAttention",
    GivenValues,
    scaledDotProductAttentionValues<KeyBatch, Memory, KeyWidth, ValueBatch, ValueMemory, Values>
  >,
  options?: ScaledDotProductAttentionOptions<
    Tensor<Mask> & NoInfer<StretchOf<"scaledDotProductAttention", Mask, [...Batch, Length, Memory]>>
  >,
): { accepted: Tensor<[...Batch, Length, Values]>; refused: Anything }[Ok];
export function scaledDotProductAttention(
  queries: unknown,
  keys: unknown,
  values: unknown,
  options: ScaledDotProductAttentionOptions = {},
): AnyTensor {
  const name = "scaledDotProductAttention";
  const { mask, causal = false } = readOptions(name, options, ["mask", "causal"]);
  checkFlag(`${name}: causal`, causal);
  const [q, k, v] = [viewOf(name, queries), viewOf(name, keys), viewOf(name, values)];
  const own = mask === undefined ? undefined : viewOf(name, mask);
  checkAttended(q.shape, k.shape, v.shape, own?.shape);
  const given = own?.shape.length === 0 ? broadcastTo(own, [1]) : own; // one number has no keys to look through
  const shrunk = elementwise("divide", q, Math.sqrt(q.shape.at(-1) as number)); // there are two axes at least
  const scores = einsum("...lw,...mw->...lm", [shrunk, k]);
  const shown = causal ? earlier(scores.shape, given) : given;
  const shares = shown ? sharesOf(scores, biasOf(shown)) : softmax("softmax", scores);
  const averages = einsum("...lm,...mv->...lv", [shares, v]);
  const sees = given && shown && reduce("any", shown, [-1], { keepDims: true });
  return claim(sees ? onlySeeing(averages, sees) : averages);
}

/** The keys that come no later than the query, among those that a mask shows. */
function earlier(scores: Shape, mask: Value | undefined): Value {
  const [length = 0, memory = 0] = scores.slice(-2);
  const kept = numbersFor(Float64Array, length * memory);
  for (let query = 0; query < length; query++) kept.fill(1, query * memory, query * memory + Math.min(query + 1, memory));
  const shown = whole(engine().upload(kept), [length, memory]);
  if (!mask) return shown;
  const lead = mask.shape.slice(0, -2);
  return elementwise("multiply", broadcastTo(elementwise("notEqual", mask, 0), [...lead, length, memory]), shown);
}
