/** The rule of creation from plain arrays: an array's shape is counted, by the compiler where it can see the elements. */
import type { IsUnion } from "./known.js";
import { count } from "./reshape.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";

/** Numbers in rows, nested as deep as they have axes, or flat, or in a typed array. */
export type Numbers = ArrayLike<number> | readonly Numbers[];

/** An array's length; of what is `any`, a number that equals no other size. */
export type LengthOf<List extends readonly unknown[]> = 0 extends 1 & List ? number : List["length"];

/** Whether the compiler can count the elements of a vector: one length, and not any. */
export type Counted<Values extends readonly unknown[]> = number extends Values["length"]
  ? Refused<vectorUncounted>
  : IsUnion<Values["length"]> extends true
    ? Refused<vectorUncounted>
    : unknown;
type vectorUncounted = "vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])";

/** Whether the compiler can count the rows of a matrix, and finds as many columns in each. */
export type Rectangular<Rows extends readonly (readonly number[])[]> = number extends Rows["length"] | Rows[number]["length"]
  ? Refused<matrixUncounted>
  : [Rows] extends [readonly []]
    ? Refused<matrixEmpty>
    : [Rows[number]["length"]] extends [Rows[0]["length"]]
      ? OneLength<Rows>
      : {
          readonly [Row in keyof Rows]: Rows[Row]["length"] extends Rows[0]["length"]
            ? unknown
            : Refused<raggedRow<Row & string, Rows[Row]["length"], Rows[0]["length"]>>;
        };
/** Rows and columns may differ, but each has to be one number. */
type OneLength<Rows extends readonly (readonly number[])[]> = true extends IsUnion<Rows["length"]> | IsUnion<Rows[0]["length"]>
  ? Refused<matrixUncounted>
  : unknown;
type matrixUncounted = "matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])";

type matrixEmpty = "matrix: no rows: use zeros([0, columns])";
const matrixEmpty: matrixEmpty = "matrix: no rows: use zeros([0, columns])";

type raggedRow<
  Row extends string,
  Columns extends number,
  First extends number,
> = `matrix: row ${Row} has ${Columns} columns, row 0 has ${First}`;
const raggedRow = (row: number, columns: number, first: number): string =>
  `matrix: row ${row} has ${columns} columns, row 0 has ${first}`;

/** The shape and the numbers of rows of one length. */
export function checkRectangular(rows: unknown): { shape: readonly [number, number]; values: readonly number[] } {
  if (!isList(rows)) throw new ShapeError("matrix: takes an array of rows");
  if (rows.length === 0) throw new ShapeError(matrixEmpty);
  const values: number[] = [];
  let columns = 0;
  for (let row = 0; row < rows.length; row++) {
    const entries = rows[row];
    if (!isList(entries)) throw new ShapeError(`matrix: row ${row} is no array`);
    if (row === 0) columns = entries.length;
    if (entries.length !== columns) throw new ShapeError(raggedRow(row, entries.length, columns));
    for (let column = 0; column < columns; column++) values.push(number("matrix", entries[column], [row, column]));
  }
  return { shape: [rows.length, columns], values };
}

/** Numbers for a shape, in row-major order: flat, or nested as the shape says. Every one is looked at, gaps in arrays too. */
export function checkNumbers(operation: string, data: unknown, shape: Shape): ArrayLike<number> {
  if (!isList(data)) throw new ShapeError(`${operation}: takes an array of numbers, not ${String(data)}`);
  const values: number[] = [];
  if (shape.length > 1 && isList(data[0])) {
    collectNested(operation, data, shape, [], values);
    return values;
  }
  if (data.length !== count(shape)) {
    throw new ShapeError(`${operation}: ${show(shape)} has ${count(shape)} elements, the data ${data.length}`);
  }
  if (ArrayBuffer.isView(data) && typeof data[0] === "number") return data as ArrayLike<number>; // all its elements are of one kind
  for (let element = 0; element < data.length; element++) values.push(number(operation, data[element], [element]));
  return values;
}

function collectNested(operation: string, data: unknown, shape: Shape, path: readonly number[], values: number[]): void {
  const [size, ...inner] = shape;
  const where = path.length === 0 ? "the data" : `the data at [${path.join(", ")}]`;
  if (size === undefined) {
    values.push(number(operation, data, path));
    return;
  }
  if (!isList(data)) throw new ShapeError(`${operation}: ${where} is no array, where the shape has ${show(shape)}`);
  if (data.length !== size) {
    throw new ShapeError(`${operation}: ${where} has ${data.length} entries, where the shape has ${show(shape)}`);
  }
  for (let entry = 0; entry < size; entry++) collectNested(operation, data[entry], inner, [...path, entry], values);
}

function number(operation: string, value: unknown, path: readonly number[]): number {
  if (typeof value === "number") return value;
  const what = isList(value) ? "an array" : String(value);
  throw new ShapeError(`${operation}: element [${path.join(", ")}] is ${what}, not a number`);
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
