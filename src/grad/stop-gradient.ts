/** Tensors that count as constants when gradients are computed. */
import type { Accepting, Anything } from "../shape/accepted.js";
import { stopped } from "../tensor/operations/stopped.js";
import { claim, viewOf } from "../tensor/tensor.js";
import { mapTensors, readTree, type TreeOfTensors } from "./tree.js";

/**
 * Returns the same tensors, which count as constants when gradients are computed: their derivative is 0. In a function that isn't
 * being differentiated, this changes nothing.
 *
 * @param tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @throws ShapeError if the tree contains anything other than tensors
 * @example
 * ```ts
 * import { grad, stopGradient, type Vector, vector } from "conformable";
 *
 * const f = (x: Vector<2>) => stopGradient(x).multiply(x).sum();
 * grad(f)(vector([2, 3])); // Vector<2> [2, 3]
 * // Without stopGradient, it would be [4, 6].
 * ```
 */
export function stopGradient<const Tree, Ok extends Accepting<TreeOfTensors<"stopGradient", Tree>> = unknown>(
  tree: TreeOfTensors<"stopGradient", Tree>,
): unknown extends NoInfer<Ok> ? Tree : Anything;
export function stopGradient(tree: unknown): unknown {
  return mapTensors(readTree("stopGradient", tree), ({ tensor }) => claim(stopped(viewOf("stopGradient", tensor))));
}
