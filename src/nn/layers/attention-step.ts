/** Attention place by place: each step computes the query, key and value of one place, and keeps the keys and values for later ones. */
import { ShapeError } from "../../shape/shape-error.js";
import { concat, einsum, elementwise, expandDims, index, slice, softmax } from "../../tensor/operations/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, viewOf } from "../../tensor/tensor.js";
import type { PlaceStep } from "../contract/steps.js";
import type { AnyFixedMask } from "./attending.js";

/** Starts a sequence. It takes one query for each example, `[examples, width]`, at a time. */
export function startAttention(
  parameters: Readonly<Record<"query" | "key" | "value" | "output", AnyTensor>>,
  part: number,
  fixed: AnyFixedMask | undefined,
): PlaceStep {
  const shown = fixed?.shown.dataSync();
  const length = fixed?.shown.shape[0] ?? 0;
  const seesLater = (key: number): boolean => key % length > Math.floor(key / length);
  if (!shown || shown.some((value, key) => value !== 0 && seesLater(key)))
    throw new ShapeError("decoding: attention has to be causal, so that no place sees a later one");
  const [query, key, value, output] = [parameters.query, parameters.key, parameters.value, parameters.output].map((each) =>
    viewOf("decoding", each),
  ) as [Value, Value, Value, Value]; // four of them
  const scaled = elementwise("divide", query, Math.sqrt(part));
  let kept: readonly [keys: Value, values: Value] | undefined;

  return (x, place) => {
    const of = (matrices: Value): Value => einsum("bw,hpw->bhp", [viewOf("decoding", x), matrices]);
    const [keys, values] = [key, value].map((matrices, index) => {
      const own = expandDims(of(matrices), 2);
      return kept ? concat([kept[index] as Value, own], 2, undefined) : own; // there are two
    }) as [Value, Value];
    kept = [keys, values];
    const row = shown.subarray(place * length, place * length + place + 1);
    const scores = einsum("bhp,bhmp->bhm", [of(scaled), keys]);
    if (row.every((seen) => seen === 0)) return claim(elementwise("errorTimes", viewOf("decoding", x), 0)); // 0, even if x is infinite
    const shares = softmax("softmax", row.includes(0) ? elementwise("add", scores, biasAt(fixed, place)) : scores);
    return claim(einsum("bhp,whp->bw", [einsum("bhm,bhmp->bhp", [shares, values]), output]));
  };
}

/** What the mask adds to the scores of a query, up to its place. */
const biasAt = (fixed: AnyFixedMask | undefined, place: number): Value =>
  slice(index(viewOf("decoding", (fixed as AnyFixedMask).bias), place, 0), [[0, place + 1]]); // there is a mask: startAttention checks it
