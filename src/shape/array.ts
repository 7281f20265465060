/** Tensors from plain arrays: the shape is counted, by the compiler if it can see the elements. */
import { describe } from "./describe.js";
import { checkElements, numbersFor } from "./elements.js";
import type { IsUnion, OneOf } from "./known.js";
import { holdsNumbers, isArray, isTypedArray, lengthOf, readList, type TypedArray, typedLength } from "./list.js";
import { count } from "./reshape.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";

/** Numbers as a flat array, as a typed array, or as arrays that are nested once for each axis. JSON is accepted, too. */
export type Numbers = ArrayLike<number | NumberInText> | readonly Numbers[];

/**
 * How to write numbers that JSON can't represent (see the `toJSON` method of tensors). No other strings are accepted as numbers.
 */
export type NumberInText = "NaN" | "Infinity" | "-Infinity" | "-0";

/** The length of an array. For `any` it is `number`, which equals no other size. What isn't an array has been refused. */
export type LengthOf<List> = 0 extends 1 & List ? number : List extends readonly unknown[] ? List["length"] : number;

/** Accepts a vector if the compiler can count its elements. */
export type Counted<Values extends Elements> = [Values[number]] extends [number]
  ? number extends Values["length"]
    ? Refused<vectorUncounted>
    : IsUnion<Values["length"]> extends true
      ? Refused<vectorUncounted>
      : unknown
  : [Elements] extends [Values]
    ? Refused<vectorUncounted> // a typed array, for example
    : Refused<elementIsAnArray<Values[0] extends number ? FirstArray<Values> : "0">>;
/** What may be given for elements. Arrays are refused above: the compiler would say of each that it isn't a number. */
type Elements = readonly (number | readonly unknown[])[];
type FirstArray<Values extends Elements> = OneOf<
  { readonly [Index in keyof Values]: Values[Index] extends number ? never : Index }[number]
> &
  string;
type elementIsAnArray<Index extends string> = `vector: element [${Index}] is an array, not a number`;
type vectorUncounted = "vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])";

/** What may be given for rows. Numbers are refused below: the compiler would say of each that it isn't an array. */
type Rows = readonly (number | readonly number[])[];
/** Accepts a matrix if the compiler can count its rows, and each of them has the same number of columns. */
export type Rectangular<All extends Rows> = [All] extends [readonly (readonly number[])[]]
  ? OfEqualRows<All>
  : [All[0]] extends [number]
    ? Refused<rowIsNoArray<"0">>
    : number extends All["length"]
      ? Refused<matrixUncounted>
      : { readonly [Row in keyof All]: All[Row] extends number ? Refused<rowIsNoArray<Row & string>> : unknown };
type OfEqualRows<Rows extends readonly (readonly number[])[]> = number extends Rows["length"] | Rows[number]["length"]
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
/** Refuses a matrix whose number of rows or columns may be one of several. */
type OneLength<Rows extends readonly (readonly number[])[]> = true extends IsUnion<Rows["length"]> | IsUnion<Rows[0]["length"]>
  ? Refused<matrixUncounted>
  : unknown;
type matrixUncounted = "matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])";

type rowIsNoArray<Row extends string | number> = `matrix: row ${Row} is not an array`;
const rowIsNoArray = <Row extends number>(row: Row): rowIsNoArray<Row> => `matrix: row ${row} is not an array`;

type matrixEmpty = "matrix: no rows: use zeros([0, columns])";
const matrixEmpty: matrixEmpty = "matrix: no rows: use zeros([0, columns])";

type raggedRow<
  Row extends string | number,
  Columns extends number,
  First extends number,
> = `matrix: row ${Row} has ${Columns} columns, row 0 has ${First}`;
const raggedRow = <Row extends number, Columns extends number, First extends number>(
  row: Row,
  columns: Columns,
  first: First,
): raggedRow<Row, Columns, First> => `matrix: row ${row} has ${columns} columns, row 0 has ${first}`;

/** The shape and the numbers of a matrix. */
export function checkRectangular(data: unknown): { shape: readonly [number, number]; values: Float64Array } {
  const rows =
    readList(data, (row, index) => (isList(row) ? row : refuse(rowIsNoArray(index)))) ??
    refuse(`matrix: takes an array of rows, not ${describe(data)}`);
  const columns = entriesOf("matrix", rows[0] ?? refuse(matrixEmpty));
  checkElements([rows.length, columns]);
  const values = numbersFor(Float64Array, rows.length * columns);
  rows.forEach((row, index) => {
    const length = index === 0 ? columns : entriesOf("matrix", row);
    if (length !== columns) refuse(raggedRow(index, length, columns));
    readRow("matrix", row, columns, values, index * columns, [index]);
  });
  return { shape: [rows.length, columns], values };
}

/**
 * Numbers from outside: an array of our own, or a typed array. Copy a typed array only with another typed array's constructor,
 * which doesn't run the caller's code.
 */
export type Given = Float64Array | TypedArray;

/** A flat list of numbers, and its length. */
export function checkVector(operation: string, data: unknown): { readonly length: number; readonly values: Given } {
  if (!isList(data)) return refuse(noNumbers(operation, data));
  const length = entriesOf(operation, data);
  return { length, values: readFlat(operation, data, length) };
}

/**
 * The numbers for a shape, in row-major order. They can be flat, or nested as the shape says; for a scalar, a single number will
 * do. Every element is checked, including the gaps of sparse arrays.
 */
export function checkNumbers(operation: string, data: unknown, shape: Shape): Given {
  if (!isList(data)) {
    const single = shape.length === 0 ? numberOf(data) : undefined;
    return single === undefined ? refuse(noNumbers(operation, data)) : Float64Array.of(single);
  }
  const length = entriesOf(operation, data);
  const first = shape.length > 1 && length > 0 && !isTypedArray(data) ? [data[0]] : [];
  if (isList(first[0])) return readNested(operation, data, length, first, shape);
  if (length !== count(shape)) refuse(`${operation}: ${show(shape)} has ${count(shape)} elements, the data ${length}`);
  return readFlat(operation, data, length, first);
}

const noNumbers = (operation: string, data: unknown): string => `${operation}: takes an array of numbers, not ${describe(data)}`;

/** @param read - the first entries, if they have been read already */
function readFlat(operation: string, data: List, length: number, read: readonly unknown[] = []): Given {
  if (isTypedArray(data) && holdsNumbers(data) && length > 0) return data; // all its elements are numbers
  const values = numbersFor(Float64Array, length);
  readRow(operation, read, read.length, values, 0, []);
  readRow(operation, data, length, values, 0, [], read.length);
  return values;
}

function readNested(operation: string, data: List, length: number, read: readonly unknown[], shape: Shape): Float64Array {
  let values: Float64Array | undefined; // allocated once the first row has been counted, so that a wrong shape doesn't cost memory
  let written = 0;
  const where = (path: readonly number[]): string => (path.length === 0 ? "the data" : `the data at [${path.join(", ")}]`);
  const visit = (list: List, entries: number, axis: number, path: readonly number[]): void => {
    if (entries !== shape[axis])
      refuse(`${operation}: ${where(path)} has ${entries} entries, where the shape has ${show(shape.slice(axis))}`);
    if (axis === shape.length - 1) {
      values ??= numbersFor(Float64Array, count(shape));
      readRow(operation, list, entries, values, written, path);
      written += entries;
      return;
    }
    for (let entry = 0; entry < entries; entry++) {
      const inner: unknown = axis === 0 && entry < read.length ? read[entry] : list[entry];
      const way = [...path, entry];
      if (isList(inner)) visit(inner, entriesOf(operation, inner), axis + 1, way);
      else refuse(`${operation}: ${where(way)} is not an array, where the shape has ${show(shape.slice(axis + 1))}`);
    }
  };
  visit(data, length, 0, []);
  return values ?? new Float64Array(0);
}

/** Copies the entries of a list into `values`, beginning with the entry `from`. `path` is the list's own index, for messages. */
function readRow(
  operation: string,
  list: ArrayLike<unknown>,
  entries: number,
  values: Float64Array,
  place: number,
  path: readonly number[],
  from = 0,
): void {
  for (let entry = from; entry < entries; entry++) {
    const value = list[entry];
    values[place + entry] =
      numberOf(value) ?? refuse(`${operation}: element [${[...path, entry].join(", ")}] is ${describe(value)}, not a number`);
  }
}

const numbersInText: readonly unknown[] = ["NaN", "Infinity", "-Infinity", "-0"] satisfies NumberInText[];

const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" ? value : numbersInText.includes(value) ? Number(value) : undefined;

/** A number as JSON can represent it. */
export const inJSON = (value: number): number | NumberInText =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : ((Object.is(value, -0) ? "-0" : String(value)) as NumberInText); // one of the four

type List = readonly unknown[] | TypedArray;
const isList = (value: unknown): value is List => isArray(value) || isTypedArray(value);

const entriesOf = (operation: string, list: List): number =>
  isArray(list) ? (lengthOf(list) ?? refuse(noNumbers(operation, list))) : typedLength(list);
