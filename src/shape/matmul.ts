/** The rule of the product: the last axis of the left is contracted with the first of the right. */
import { noLastAxis } from "./axis.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why a product is refused. The same sentence from the compiler and at run time. */
export type matmulMismatch<
  Left extends Shape,
  Inner extends number,
  Right extends Shape,
  Rows extends number,
> = number extends Rows
  ? matmulRank<Left>
  : number extends Inner
    ? noLastAxis<"matmul">
    : `matmul: ${Show<Left>} by ${Show<Right>}: the left has ${ShowSize<Inner>} columns, the right ${ShowSize<Rows>} rows`;
export const matmulMismatch = (left: Shape, right: Shape): string =>
  `matmul: ${show(left)} by ${show(right)}: the left has ${left.at(-1)} columns, the right ${right[0]} rows`;

export type matmulRank<Left extends Shape> = `matmul: ${Show<Left>} by what is neither a vector nor a matrix`;
export const matmulRank = (left: Shape): string => `matmul: ${show(left)} by what is neither a vector nor a matrix`;

/** `[...Lead, Inner]` by `[Inner]` or `[Inner, Columns]`. */
export function checkMatmul(left: Shape, right: Shape): void {
  if (right.length === 0) throw new ShapeError(matmulRank(left));
  if (left.length === 0) throw new ShapeError(noLastAxis("matmul"));
  if (left.at(-1) !== right[0]) throw new ShapeError(matmulMismatch(left, right));
  if (right.length > 2) throw new ShapeError(matmulRank(left));
}

const contractionMismatch = (left: Shape, right: Shape): string =>
  `contractBatch: ${show(left)} and ${show(right)}: the leading axes differ`;

/** `[...Batch, Rows]` and `[...Batch, Columns]`. */
export function checkContraction(left: Shape, right: Shape): void {
  const last = left.length - 1;
  if (last === -1 || left.length !== right.length || left.some((size, axis) => axis !== last && size !== right[axis])) {
    throw new ShapeError(contractionMismatch(left, right));
  }
}
