/** The rule of the product: the last axis of the left is contracted with the first of the right. */
import { noLastAxis } from "./axis.js";
import { sameShape } from "./broadcast.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { refuse, ShapeError } from "./shape-error.js";

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
    : matmulSizesDiffer<Left, Inner, Right, Rows>;
type matmulSizesDiffer<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number> = [
  Left[number] | Right[number],
] extends [number]
  ? `matmul: ${Show<Left>} by ${Show<Right>}: the left has ${ShowSize<Inner>} columns, the right ${ShowSize<Rows>} rows`
  : never;
export const matmulMismatch = (left: Shape, right: Shape): string =>
  `matmul: ${show(left)} by ${show(right)}: the left has ${left.at(-1)} columns, the right ${right[0]} rows`;

export type matmulRank<Left extends Shape> = [Left[number]] extends [number]
  ? `matmul: ${Show<Left>} by what is neither a vector nor a matrix`
  : never;
export const matmulRank = (left: Shape): string => `matmul: ${show(left)} by what is neither a vector nor a matrix`;

/** `[...Lead, Inner]` by `[Inner]` or `[Inner, Columns]`. */
export function checkMatmul(left: Shape, right: Shape): void {
  if (right.length === 0) throw new ShapeError(matmulRank(left));
  if (left.length === 0) throw new ShapeError(noLastAxis("matmul"));
  if (left.at(-1) !== right[0]) throw new ShapeError(matmulMismatch(left, right));
  if (right.length > 2) throw new ShapeError(matmulRank(left));
}

/** Why a product of batches is refused: the leading axes differ, or else the inner sizes. */
export type batchMatmulAxesDiffer<Left extends Shape, Right extends Shape> = [Left[number] | Right[number]] extends [number]
  ? `batchMatmul: ${Show<Left>} by ${Show<Right>}: the leading axes differ`
  : never;
const batchMatmulAxesDiffer = (left: Shape, right: Shape): string =>
  `batchMatmul: ${show(left)} by ${show(right)}: the leading axes differ`;

export type batchMatmulSizesDiffer<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number> = [
  Left[number] | Right[number] | Inner | Rows,
] extends [number]
  ? `batchMatmul: ${Show<Left>} by ${Show<Right>}: the left has ${ShowSize<Inner>} columns, the right ${ShowSize<Rows>} rows`
  : never;
const batchMatmulSizesDiffer = (left: Shape, right: Shape): string =>
  `batchMatmul: ${show(left)} by ${show(right)}: the left has ${left.at(-1)} columns, the right ${right.at(-2)} rows`;

/** `[...Batch, Rows, Inner]` by `[...Batch, Inner, Columns]`. */
export function checkBatchMatmul(left: Shape, right: Shape): void {
  for (const shape of [left, right])
    if (shape.length < 2) refuse(`batchMatmul: takes matrices in any leading axes, not ${show(shape)}`);
  if (!sameShape(left.slice(0, -2), right.slice(0, -2))) refuse(batchMatmulAxesDiffer(left, right));
  if (left.at(-1) !== right.at(-2)) refuse(batchMatmulSizesDiffer(left, right));
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
