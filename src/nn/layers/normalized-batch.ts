/** The normalisation of a batch, channel by channel, and its way back: in one operation of the engine each, or composed of several. */
import { normalizeColumns, normalizeColumnsBack } from "../../engine/batch-norm.js";
import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { whole } from "../../engine/layout.js";
import { sumBatch } from "../../tensor/batch.js";
import * as operations from "../../tensor/operations/primitives/index.js";
import { type AnyTensor, claim, type Matrix, type Vector, viewOf } from "../../tensor/tensor.js";

interface NormalizedBatch<Examples extends number, N extends number> {
  /** x − mean(x) */
  readonly centered: Matrix<Examples, N>;
  /** γ x̂ + β, where x̂ = (x − mean(x)) / σ has a mean of 0 and a variance of 1. x̂ itself isn't computed, because γ / σ is one number per channel. */
  readonly output: Matrix<Examples, N>;
  readonly variance: Vector<N>;
  /** σ: √(variance + ε) */
  readonly deviation: Vector<N>;
}

export function normalizeBatch<Examples extends number, N extends number>(
  x: Matrix<Examples, N>,
  scale: Vector<N>,
  shift: Vector<N>,
  epsilon: number,
): NormalizedBatch<Examples, N> {
  const found = atOnce([x, scale, shift], (inputs, factors, summands) =>
    normalizeColumns(engine(), inputs, factors, summands, epsilon),
  );
  if (found) {
    const { centered, output, variance, deviation } = found;
    return { centered: claim(centered), output: claim(output), variance: claim(variance), deviation: claim(deviation) };
  }
  const centered: Matrix<Examples, N> = claim(operations.centered(viewOf("batchNorm", x), 0));
  const variance = sumBatch(centered.square()).divide(Math.max(1, x.shape[0])); // 0 of no examples, so that the gradients are 0
  const deviation = variance.add(epsilon).sqrt();
  return { centered, output: centered.multiply(scale.divide(deviation)).add(shift), variance, deviation };
}

/** With means over the examples: ∂C/∂x = γ / σ (δ − mean(δ) − x̂ mean(δ x̂)). */
export function normalizeBatchBack<Examples extends number, N extends number>(
  error: Matrix<Examples, N>,
  { centered, deviation }: NormalizedBatch<Examples, N>,
  scale: Vector<N>,
): [gradients: { readonly scale: Vector<N>; readonly shift: Vector<N> }, error: Matrix<Examples, N>] {
  const found = atOnce([error, centered, scale, deviation], (errors, numbers, factors, divisors) =>
    normalizeColumnsBack(engine(), errors, numbers, factors, divisors),
  );
  if (found) {
    const gradient = (storage: typeof found.scale): Vector<N> => claim(whole(storage, scale.shape));
    return [{ scale: gradient(found.scale), shift: gradient(found.shift) }, claim(whole(found.error, error.shape))];
  }
  const examples = error.shape[0];
  const gradients = { scale: sumBatch(error.multiply(centered)).divide(deviation), shift: sumBatch(error) };
  const along = centered.multiply(gradients.scale.divide(examples).divide(deviation));
  const across = error.subtract(gradients.shift.divide(examples)).subtract(along);
  return [gradients, across.multiply(scale.divide(deviation))];
}

/** What the engine finds at once, if it can, and if nothing is recorded. */
function atOnce<const Tensors extends readonly AnyTensor[], Found>(
  tensors: Tensors,
  compute: (...views: { readonly [Place in keyof Tensors]: View }) => Found | undefined,
): Found | undefined {
  const views = tensors.map((tensor) => viewOf("batchNorm", tensor));
  return views.every(operations.isPlain) ? compute(...(views as { readonly [Place in keyof Tensors]: View })) : undefined; // a view of each tensor
}
