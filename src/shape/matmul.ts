/** The rule of the product: the last axis of the left is contracted with the first of the right. */
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why a product is refused. The same sentence from the compiler and at run time. */
export type matmulMismatch<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number> =
  `matmul: ${Show<Left>} by ${Show<Right>}: the left has ${ShowSize<Inner>} columns, the right ${ShowSize<Rows>} rows`;
export const matmulMismatch = (left: Shape, right: Shape): string =>
  `matmul: ${show(left)} by ${show(right)}: the left has ${left.at(-1)} columns, the right ${right[0]} rows`;

/** What may stand on the right of a product. */
export type matmulRank<Right extends Shape> = `matmul: the right has the shape ${Show<Right>}; it has to be a vector or a matrix`;
export const matmulRank = (right: Shape): string =>
  `matmul: the right has the shape ${show(right)}; it has to be a vector or a matrix`;

const matmulScalar = (left: Shape): string => `matmul: the left has the shape ${show(left)}; it needs an axis to contract`;

/** `[...Lead, Inner]` by `[Inner, ...Columns]`. */
export function checkMatmul(left: Shape, right: Shape): void {
  if (left.length === 0) throw new ShapeError(matmulScalar(left));
  if (right.length !== 1 && right.length !== 2) throw new ShapeError(matmulRank(right));
  if (left.at(-1) !== right[0]) throw new ShapeError(matmulMismatch(left, right));
}
