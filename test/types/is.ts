/** What the programs of `edges` say of a tensor: this is its shape, in its type and at run time. */
import type { Shape, Tensor } from "conformable";

/** The same shape, no wider and no narrower, and not `any`, which is assignable to all. */
type Same<S extends Shape, Expected extends Shape> = 0 extends 1 & S ? false : [S, Expected] extends [Expected, S] ? true : false;

type ShapeOf<T> = T extends Tensor<infer S> ? S : never;

/** Does not compile where the type has another shape, and throws where the tensor has. */
export function is<const Expected extends Shape, T extends { readonly shape: Shape }>(
  expected: Expected,
  tensor: T & (Same<ShapeOf<T>, [...Expected]> extends true ? unknown : "is: the type has another shape"),
): void {
  const { shape } = tensor;
  if (String(shape) !== String(expected)) throw new Error(`is: the shape is [${shape}], the type says [${expected}]`);
}
