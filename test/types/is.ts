/** Used in the programs of `edges`: asserts the shape of a tensor, both in its type and at run time. */
import type { Shape, Tensor } from "conformable";

/** Whether two shapes are the same: neither wider nor narrower, and not `any`, which is assignable to everything. */
type Same<S extends Shape, Expected extends Shape> = 0 extends 1 & S ? false : [S, Expected] extends [Expected, S] ? true : false;

type ShapeOf<T> = T extends Tensor<infer S> ? S : never;

/** Doesn't compile if the type has another shape, and throws if the tensor has another shape. */
export function is<const Expected extends Shape, T extends { readonly shape: Shape }>(
  expected: Expected,
  tensor: T & (Same<ShapeOf<T>, [...Expected]> extends true ? unknown : "is: the type has another shape"),
): void {
  const { shape } = tensor;
  if (String(shape) !== String(expected)) throw new Error(`is: the shape is [${shape}], the type says [${expected}]`);
}
