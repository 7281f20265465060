/** Reads tables of comma-separated values, as described in RFC 4180. */
import type { Accepting, Anything } from "../shape/accepted.js";
import { describe } from "../shape/describe.js";
import { dim, type LiteralName, type Size } from "../shape/dim.js";
import type { IsOneList } from "../shape/known.js";
import { readList } from "../shape/list.js";
import { readOptions } from "../shape/options.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import type { Dim } from "../shape/size.js";
import { tensor } from "../tensor/create.js";
import type { Matrix, Vector } from "../tensor/tensor.js";
import { type Bytes, checkBytes } from "./bytes.js";
import { malformed } from "./format-error.js";
import { type Row, rowsOf } from "./rows.js";
import { listed } from "./tensor-file.js";
import { decodeText, shown } from "./text.js";

/** Options of {@link readCsv}. */
export interface CsvOptions<Rows extends string> {
  /** The name of the number of rows: with `"flowers"`, tensors have `Dim<"flowers">` rows. */
  readonly rows: Rows;
  /** The names of the columns, if the file doesn't begin with a line that names them. */
  readonly columns?: readonly string[] | undefined;
  /** The character between the values of a row; a comma by default. */
  readonly separator?: string | undefined;
  /** The strings that stand for a missing value; by default, only the empty string. */
  readonly missing?: readonly string[] | undefined;
  /** What to do about missing values: a number to replace them, or `"drop"` to leave out their rows. By default they are errors. */
  readonly fill?: number | "drop" | undefined;
}

/** The contents of a column of class names. */
export interface Classes<Rows extends number> {
  /** The classes, in the order in which they first appear. */
  readonly names: readonly string[];
  /** For each row, the index of its class in `names`. */
  readonly labels: Vector<Rows>;
}

/** What the names of columns have to be besides: a list whose length the compiler knows, since it becomes a size. */
type CountedNames<Names extends readonly string[]> = IsOneList<Names> extends true ? unknown : Refused<namesUncounted>;
type namesUncounted = "numbers: the names have to be a list of known length";

/** A table with named columns, returned by {@link readCsv}. You can read each column as numbers, strings or classes. */
export class Table<Rows extends number> {
  readonly #lines: readonly Row[];
  readonly #missing: ReadonlySet<string>;
  readonly #fill: number | undefined;
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** The number of rows, as a named size. */
  readonly rows: Size<Rows>;

  /** @internal */
  constructor(
    columns: readonly string[],
    lines: readonly Row[],
    rows: Size<Rows>,
    missing: ReadonlySet<string>,
    fill: number | undefined,
  ) {
    this.columns = Object.freeze([...columns]);
    this.rows = rows;
    this.#lines = lines;
    this.#missing = missing;
    this.#fill = fill;
  }

  /**
   * Returns several columns as a matrix `[rows, columns]`, with a row for each row of the table.
   *
   * @throws {@link FormatError} with line and column, if a value is missing or isn't a number
   * @throws ShapeError if there is no such column
   */
  numbers<const Names extends readonly string[], Ok extends Accepting<CountedNames<Names>> = unknown>(
    names: Names & CountedNames<Names>,
  ): unknown extends NoInfer<Ok> ? Matrix<Rows, Names["length"]> : Anything;
  numbers(given: unknown): unknown {
    const names = readList(given, (name) => name) ?? [given];
    const places = names.map((name) => this.#place("numbers", name));
    const values = new Float64Array(this.#lines.length * places.length);
    let next = 0;
    for (const line of this.#lines) for (const place of places) values[next++] = this.#number(line, place);
    return tensor(values, [this.#lines.length, places.length] as unknown as [1, 1]); // the numbers of rows and columns match the types
  }

  /**
   * Returns a column as a vector of numbers.
   *
   * @throws {@link FormatError} with line and column, if a value is missing or isn't a number
   * @throws ShapeError if there is no such column
   */
  column(name: string): Vector<Rows> {
    const place = this.#place("column", name);
    const values = Float64Array.from(this.#lines, (line) => this.#number(line, place));
    return tensor(values, [this.rows]); // there are as many lines as rows
  }

  /**
   * Returns the values of a column as strings, exactly as they are in the file.
   *
   * @throws ShapeError if there is no such column
   */
  texts(name: string): readonly string[] {
    const place = this.#place("texts", name);
    return this.#lines.map(({ values }) => values[place] as string); // readCsv has checked that every line has all columns
  }

  /**
   * Returns the classes in a column and, for each row, the index of its class, which you can pass to `oneHot`.
   *
   * @throws {@link FormatError} with line and column, if a value is missing
   * @throws ShapeError if there is no such column
   */
  classes(name: string): Classes<Rows> {
    const place = this.#place("classes", name);
    const numbers = new Map<string, number>();
    const labels = Float32Array.from(this.#lines, ({ line, values }) => {
      const text = values[place] as string; // readCsv has checked that every line has all columns
      if (this.#missing.has(text)) return this.#refuse(line, place, "the class is missing");
      const label = numbers.get(text) ?? numbers.size;
      numbers.set(text, label);
      return label;
    });
    return { names: [...numbers.keys()], labels: tensor(labels, [this.rows]) };
  }

  #place(operation: string, name: unknown): number {
    const place = this.columns.indexOf(name as string);
    if (place === -1)
      throw new ShapeError(`${operation}: there is no column ${describe(name)}; there are ${listed(this.columns)}`);
    return place;
  }

  #number({ line, values }: Row, place: number): number {
    const text = (values[place] as string).trim(); // readCsv has checked that every line has all columns
    if (this.#missing.has(text)) return this.#fill ?? this.#refuse(line, place, "the value is missing");
    if (!decimal.test(text)) return this.#refuse(line, place, `${describe(text)} isn't a number`);
    return Number(text.replace(/inf.*/i, "Infinity")); // of "nan", it is NaN
  }

  #refuse(line: number, place: number, why: string): never {
    return malformed("csv", `line ${line}, column ${shown(this.columns[place] as string)}: ${why}`); // the index of a column
  }
}

/**
 * A number as people and programs write it, also NumPy and pandas. JavaScript's `Number` would also accept others, such as "0x10" or the empty
 * text. The point is what separates two groups of digits; otherwise a long text would be divided in every possible way.
 */
const decimal = /^[+-]?((\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|inf(inity)?|nan)$/i;

/**
 * Reads a table of comma-separated values, as described in RFC 4180. Empty lines are skipped, but a line of two quotation marks is a row
 * with an empty value.
 *
 * @param file - the text, or its bytes in UTF-8
 * @param options - `rows` is required: it names the number of rows
 * @throws {@link FormatError} if the file is empty or isn't UTF-8, quotation marks don't enclose a whole value, a line has more or fewer
 *   values than there are columns, or two columns have the same name
 * @example
 * ```ts
 * import { readCsv } from "conformable/io";
 *
 * const flowers = readCsv("petal,width,kind\n1.4,0.2,setosa\n4.7,1.4,versicolor\n", { rows: "flowers" });
 * flowers.numbers(["petal", "width"]); // Matrix<Dim<"flowers">, 2> [[1.4, 0.2], [4.7, 1.4]]
 * flowers.classes("kind").names;       // ["setosa", "versicolor"]
 * ```
 */
export function readCsv<const Rows extends string, Ok extends Accepting<LiteralName<Rows>> = unknown>(
  file: string | Bytes,
  options: CsvOptions<Rows> & { readonly rows: LiteralName<Rows> },
): unknown extends NoInfer<Ok> ? Table<Dim<Rows>> : Anything {
  const known = ["rows", "columns", "separator", "missing", "fill"] as const;
  const { rows, columns, separator = ",", missing = [""], fill } = readOptions("readCsv", options, known);
  checkSeparator(separator);
  if (!(fill === undefined || fill === "drop" || typeof fill === "number"))
    throw new TypeError(`readCsv: fill is a number or "drop", not ${describe(fill)}`);
  const missingTexts = new Set(textsOf("missing", missing));
  const given = columns === undefined ? undefined : textsOf("columns", columns);
  const lines = rowsOf((typeof file === "string" ? file : textOf(file)).replace(/^\uFEFF/, ""), separator);
  const names = given ?? lines.shift()?.values ?? malformed("csv", "it is empty");
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) malformed("csv", `two columns are named ${describe(name)}`);
    seen.add(name);
  }
  for (const { line, values } of lines) {
    if (values.length !== names.length)
      malformed("csv", `line ${line} has ${values.length} values, but there are ${names.length} columns`);
  }
  const kept = fill === "drop" ? lines.filter(({ values }) => !values.some((text) => missingTexts.has(text.trim()))) : lines;
  const size = dim(rows as "rows", kept.length) as unknown as Dim<Rows>; // it has the given name
  return new Table(names, kept, size, missingTexts, fill === "drop" ? undefined : fill);
}

function checkSeparator(separator: unknown): void {
  if (typeof separator !== "string" || separator.length !== 1 || /["\r\n]/.test(separator))
    throw new TypeError(`readCsv: separator is one character, not ${describe(separator)}`);
}

const textsOf = (name: string, given: unknown): readonly string[] =>
  readList(given, (text) => {
    if (typeof text === "string") return text;
    throw new TypeError(`readCsv: ${name} holds texts, not ${describe(text)}`);
  }) ?? listExpected(name, given);
function listExpected(name: string, given: unknown): never {
  throw new TypeError(`readCsv: ${name} is a list of texts, not ${describe(given)}`);
}

const textOf = (file: Bytes): string => decodeText(checkBytes("readCsv", file)) ?? malformed("csv", "it isn't text in UTF-8");
