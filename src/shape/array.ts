/** The rule of creation from plain arrays: an array's shape is counted, by the compiler where it can see the elements. */
import { count } from "./reshape.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";

/** Numbers in rows, nested as deep as they have axes, or flat, or in a typed array. */
export type Numbers = ArrayLike<number> | readonly Numbers[];

/** Whether the compiler can count the elements of a vector. */
export type Counted<Values extends readonly unknown[]> = number extends Values["length"] ? Refused<vectorUncounted> : unknown;
type vectorUncounted = "vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])";

/** Whether the compiler can count the rows of a matrix, and finds as many columns in each. */
export type Rectangular<Rows extends readonly (readonly number[])[]> = number extends Rows["length"] | Rows[number]["length"]
  ? Refused<matrixUncounted>
  : Rows extends readonly []
    ? Refused<matrixEmpty>
    : [Rows[number]["length"]] extends [Rows[0]["length"]]
      ? unknown
      : {
          readonly [Row in keyof Rows]: Rows[Row]["length"] extends Rows[0]["length"]
            ? unknown
            : Refused<raggedRow<Row & string, Rows[Row]["length"], Rows[0]["length"]>>;
        };
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

/** @throws {@link ShapeError} where the rows are not numbers in rows of one length. */
export function checkRectangular(rows: readonly (readonly number[])[]): { shape: [number, number]; values: number[] } {
  if (!isList(rows)) throw new ShapeError("matrix: takes an array of rows");
  const first = rows[0];
  if (first === undefined) throw new ShapeError(matrixEmpty);
  rows.forEach((row, index) => {
    if (!isList(row)) throw new ShapeError(`matrix: row ${index} is no array`);
    if (row.length !== first.length) throw new ShapeError(raggedRow(index, row.length, first.length));
  });
  return { shape: [rows.length, first.length], values: flattened("matrix", rows) };
}

/** Numbers for a shape, flat or nested, in row-major order. */
export function checkNumbers(data: Numbers, shape: Shape): ArrayLike<number> {
  if (!isList(data)) throw new ShapeError(`tensor: takes an array of numbers, not ${String(data)}`);
  if (isList(data[0])) checkNesting(data, shape);
  const values = flattened("tensor", data);
  if (values.length !== count(shape)) {
    throw new ShapeError(`tensor: ${show(shape)} has ${count(shape)} elements, the data ${values.length}`);
  }
  return values;
}

/** Nested arrays have to be nested as the shape says, to the last row. */
function checkNesting(data: Numbers | number, shape: Shape, path: readonly number[] = []): void {
  const [size, ...inner] = shape;
  const where = path.length === 0 ? "the data" : `the data at [${path.join(", ")}]`;
  if (size === undefined) {
    if (isList(data)) throw new ShapeError(`tensor: ${where} is an array, where ${show(shape)} needs a number`);
    return;
  }
  if (!isList(data)) throw new ShapeError(`tensor: ${where} is no array, where the shape has ${show(shape)}`);
  if (data.length !== size)
    throw new ShapeError(`tensor: ${where} has ${data.length} entries, where the shape has ${show(shape)}`);
  for (let entry = 0; entry < data.length; entry++) checkNesting(data[entry] as Numbers | number, inner, [...path, entry]);
}

/** All numbers of nested arrays, in order. A typed array holds nothing else, so it is taken as it is. */
function flattened(operation: string, data: Numbers): number[] {
  const values = (Array.isArray(data) ? data.flat(Number.POSITIVE_INFINITY) : Array.from(data as ArrayLike<number>)) as unknown[];
  values.forEach((value, index) => {
    if (typeof value !== "number") throw new ShapeError(`${operation}: element ${index} is ${String(value)}, not a number`);
  });
  return values as number[];
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
