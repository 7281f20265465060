/** Short compositions of primitives, for matrices with any leading axes. They are recorded, and run on the engine in use. */
import { size } from "../engine/layout.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import {
  batchProduct,
  binary,
  eachTransposed,
  joined,
  repeated,
  reshaped,
  sliced,
  unary,
} from "../tensor/operations/primitives/index.js";
import type { Value } from "../tensor/tape.js";
import { stored } from "./float64.js";

export const times = batchProduct;
export const transpose = eachTransposed;
export const negate = (x: Value): Value => unary("negate", x);
export const plus = (one: Value, other: Value): Value => binary("add", one, other);
export const minus = (one: Value, other: Value): Value => binary("subtract", one, other);
export const multiply = (one: Value, other: Value | number): Value => binary("multiply", one, other);

/** The same row or column, as often as the matrix has rows or columns: `[...Batch, N]` gives `[...Batch, times, N]`. */
export const asRows = (x: Value, times: number): Value => repeated(x, x.shape.length - 1, times);
export const asColumns = (x: Value, times: number): Value => repeated(x, x.shape.length, times);

/** The same numbers for every matrix: a constant of the shape `[...Batch, rows, columns]`. */
export function constant(batch: Shape, rows: number, columns: number, at: (row: number, column: number) => number): Value {
  const each = rows * columns;
  const one = Float64Array.from({ length: each }, (_, place) => at(Math.floor(place / columns), place % columns));
  const { storage } = stored(one, [rows, columns]);
  return { storage, offset: 0, shape: [...batch, rows, columns], strides: [...batch.map(() => 0), columns, 1] };
}
export const identities = (batch: Shape, rows: number): Value =>
  constant(batch, rows, rows, (row, column) => (row === column ? 1 : 0));

/** Numbers below the diagonal, or from it on, and zeros elsewhere. On the diagonal, `diagonal` times the number. */
export const lowerPart = (x: Value, diagonal: number): Value =>
  multiply(
    x,
    mask(x, (row, column) => (row > column ? 1 : row === column ? diagonal : 0)),
  );
export const upperPart = (x: Value): Value =>
  multiply(
    x,
    mask(x, (row, column) => (row <= column ? 1 : 0)),
  );
const mask = ({ shape }: Value, at: (row: number, column: number) => number): Value =>
  constant(shape.slice(0, -2), size(shape, shape.length - 2), size(shape, shape.length - 1), at);

/** `[...Batch, N]` on the diagonals of matrices of zeros. */
export const diagonals = (x: Value): Value => {
  const length = size(x.shape, x.shape.length - 1);
  return multiply(asRows(x, length), identities(x.shape.slice(0, -1), length));
};

/** Entries `start` to `end` of the rows and of the columns. */
export function block(x: Value, rows: readonly [number, number], columns: readonly [number, number]): Value {
  const lead = x.shape.slice(0, -2).map((entries) => ({ start: 0, entries, step: 1 }));
  return sliced(x, [...lead, ...[rows, columns].map(([start, end]) => ({ start, entries: end - start, step: 1 }))]);
}

/** Matrices side by side, or one above the other. */
export function beside(axis: -1 | -2, one: Value, other: Value): Value {
  const at = one.shape.length + axis;
  const [first, second] = [size(one.shape, at), size(other.shape, at)];
  const spans = (start: number, entries: number) =>
    one.shape.map((all, index) => (index === at ? { start, entries, step: 1 } : { start: 0, entries: all, step: 1 }));
  return joined(0, one.shape.with(at, first + second), [spans(0, first), spans(first, second)], one, other);
}

/** Takes `[...Batch, total]` apart into values of the shapes `[...Batch, ...shape]`. */
export function unpacked(x: Value, shapes: readonly Shape[]): Value[] {
  const batch = x.shape.slice(0, -1);
  let start = 0;
  return shapes.map((shape) => {
    const span = { start, entries: count(shape), step: 1 };
    start += span.entries;
    return reshaped(sliced(x, [...batch.map((entries) => ({ start: 0, entries, step: 1 })), span]), [...batch, ...shape]);
  });
}
