/** Matrix products: the last axis of the left operand is contracted with the first axis of the right one. */
import { noLastAxis } from "./axis.js";
import { sameShape } from "./broadcast.js";
import type { Some } from "./known.js";
import { needsMatrices } from "./linear-algebra.js";
import type { WhyNotOneTensor } from "./one-tensor.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { refuse, ShapeError } from "./shape-error.js";

/** Why a product is refused. */
export type matmulRefuses<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number, Given> = [
  ...WhyNotOneTensor<"matmul", Given>,
] extends Some
  ? WhyNotOneTensor<"matmul", Given>[0]
  : matmulMismatch<Left, Inner, Right, Rows>;
type matmulMismatch<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number> = number extends
  | Inner
  | Rows
  ? number extends Rows
    ? matmulRank<Left>
    : noLastAxis<"matmul">
  : matmulSizesDiffer<Left, Inner, Right, Rows>;
type matmulSizesDiffer<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number> = [
  Left[number] | Right[number],
] extends [number]
  ? `matmul: ${Show<Left>} by ${Show<Right>}: the left has ${ShowSize<Inner>} columns, the right ${ShowSize<Rows>} rows`
  : string;
const matmulSizesDiffer = <Left extends Shape, Inner extends number, Right extends Shape, Rows extends number>(
  left: Left,
  inner: Inner,
  right: Right,
  rows: Rows,
): matmulSizesDiffer<Left, Inner, Right, Rows> =>
  `matmul: ${show(left)} by ${show(right)}: the left has ${showSize(inner)} columns, the right ${showSize(rows)} rows`;

export type matmulRank<Left extends Shape> = [Left[number]] extends [number]
  ? `matmul: ${Show<Left>} by a tensor that is neither a vector nor a matrix`
  : string;
const matmulRank = <Left extends Shape>(left: Left): matmulRank<Left> =>
  `matmul: ${show(left)} by a tensor that is neither a vector nor a matrix`;

/** `[...Lead, Inner]` by `[Inner]` or `[Inner, Columns]`. */
export function checkMatmul(left: Shape, right: Shape): void {
  const [inner, rows] = [left.at(-1), right[0]];
  if (rows === undefined) throw new ShapeError(matmulRank(left));
  if (inner === undefined) throw new ShapeError(noLastAxis("matmul"));
  if (inner !== rows) throw new ShapeError(matmulSizesDiffer(left, inner, right, rows));
  if (right.length > 2) throw new ShapeError(matmulRank(left));
}

/** Why a product of batches is refused: the leading axes or the inner sizes differ. */
export type batchMatmulMismatch<
  Left extends Shape,
  Right extends Shape,
  Lead extends Shape,
  Given extends Shape,
> = number[] extends Lead ? needsMatrices<"batchMatmul", Given> : batchMatmulAxesDiffer<Left, Right>;
type batchMatmulAxesDiffer<Left extends Shape, Right extends Shape> = [Left[number] | Right[number]] extends [number]
  ? `batchMatmul: ${Show<Left>} by ${Show<Right>}: the leading axes differ`
  : string;
const batchMatmulAxesDiffer = <Left extends Shape, Right extends Shape>(
  left: Left,
  right: Right,
): batchMatmulAxesDiffer<Left, Right> => `batchMatmul: ${show(left)} by ${show(right)}: the leading axes differ`;

export type batchMatmulSizesDiffer<Left extends Shape, Inner extends number, Right extends Shape, Rows extends number> = [
  Left[number] | Right[number] | Inner | Rows,
] extends [number]
  ? `batchMatmul: ${Show<Left>} by ${Show<Right>}: the left has ${ShowSize<Inner>} columns, the right ${ShowSize<Rows>} rows`
  : string;
const batchMatmulSizesDiffer = <Left extends Shape, Inner extends number, Right extends Shape, Rows extends number>(
  left: Left,
  inner: Inner,
  right: Right,
  rows: Rows,
): batchMatmulSizesDiffer<Left, Inner, Right, Rows> =>
  `batchMatmul: ${show(left)} by ${show(right)}: the left has ${showSize(inner)} columns, the right ${showSize(rows)} rows`;

/** `[...Batch, Rows, Inner]` by `[...Batch, Inner, Columns]`. */
export function checkBatchMatmul(left: Shape, right: Shape): void {
  const inner = left.slice(-2)[1] ?? refuse(needsMatrices("batchMatmul", left));
  const rows = right.at(-2) ?? refuse(needsMatrices("batchMatmul", right));
  if (!sameShape(left.slice(0, -2), right.slice(0, -2))) refuse(batchMatmulAxesDiffer(left, right));
  if (inner !== rows) refuse(batchMatmulSizesDiffer(left, inner, right, rows));
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
