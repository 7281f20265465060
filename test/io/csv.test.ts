/** Tables: columns as numbers, texts and classes; missing values; errors with line and column. */
import { expect, test } from "vitest";
import { type Dim, type Matrix, matrix, ShapeError, type Vector, vector } from "../../src/index.js";
import { FormatError, readCsv } from "../../src/io/index.js";

const flowers = 'petal,width,kind\n1.4,0.2,setosa\r\n4.7,-1.4e1,"versi\n""color"""\n\n+.5,Infinity,setosa\n';

test("columns are numbers, texts or classes, with a row for each line", () => {
  const table = readCsv(flowers, { rows: "flowers" });
  expect(table.columns).toEqual(["petal", "width", "kind"]);
  expect(table.rows).toBe(3);
  const numbers: Matrix<Dim<"flowers">, 2> = table.numbers(["width", "petal"]);
  expect(numbers.toArray()).toEqual(
    matrix([
      [0.2, 1.4],
      [-14, 4.7],
      [Number.POSITIVE_INFINITY, 0.5],
    ]).toArray(),
  );
  const petals: Vector<Dim<"flowers">> = table.column("petal");
  expect(petals.toArray()).toEqual(vector([1.4, 4.7, 0.5]).toArray());
  expect(table.texts("kind")).toEqual(["setosa", 'versi\n"color"', "setosa"]);
  const { names, labels } = table.classes("kind");
  expect(names).toEqual(["setosa", 'versi\n"color"']);
  expect(labels.toArray()).toEqual([0, 1, 0]);
});

test("bytes are read as UTF-8, with or without a byte order mark; a file without names is told them; other separators", () => {
  const bytes = new TextEncoder().encode("\uFEFFgröße;zahl\n1;2\n");
  const table = readCsv(bytes, { rows: "rows", separator: ";" });
  expect(table.columns).toEqual(["größe", "zahl"]);
  expect(
    readCsv("1\t2\n3\t4", { rows: "rows", separator: "\t", columns: ["a", "b"] })
      .numbers(["b"])
      .toArray(),
  ).toEqual([[2], [4]]);
  expect(readCsv("a,b\n", { rows: "rows" }).numbers(["a", "b"]).shape).toEqual([0, 2]);
});

test("infinities and NaN are read as JavaScript, NumPy and pandas write them", () => {
  const table = readCsv("a\nInfinity\n-Infinity\nNaN\ninf\n-inf\nnan\n+inf\nINF\n", { rows: "rows" });
  const [up, down, none] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  expect(table.column("a").toArray()).toEqual([up, down, none, up, down, none, up, up]);
  for (const other of ["infinit", "-", "in f", "nano", "1inf"])
    expect(() => readCsv(`a\n${other}\n`, { rows: "rows" }).column("a")).toThrow("isn't a number");
});

test("a line with two quotation marks is a row with an empty value, and an empty line isn't a row", () => {
  const table = readCsv('name\n"a"\n""\n\n\r\n"b ""c"""\r"d\r\ne"\r\n""', { rows: "rows" });
  expect(table.texts("name")).toEqual(["a", "", 'b "c"', "d\r\ne", ""]);
  expect(() => table.classes("name")).toThrow("csv: the file can't be read: line 3, column name: the class is missing");
  expect(readCsv('a,b\n,\n"",""\n1,', { rows: "rows" }).texts("b")).toEqual(["", "", ""]);
});

test("missing values are errors, unless a number takes their place or their rows are dropped", () => {
  const text = "a,b\n1,\nNA,3\n4,5\n";
  const all = { rows: "rows", missing: ["", "NA"] } as const;
  expect(() => readCsv(text, all).column("a")).toThrow(
    new FormatError("csv: the file can't be read: line 3, column a: the value is missing"),
  );
  expect(
    readCsv(text, { ...all, fill: -1 })
      .numbers(["a", "b"])
      .toArray(),
  ).toEqual([
    [1, -1],
    [-1, 3],
    [4, 5],
  ]);
  const dropped = readCsv(text, { ...all, fill: "drop" });
  expect(dropped.rows).toBe(1);
  expect(dropped.numbers(["a", "b"]).toArray()).toEqual([[4, 5]]);
  expect(() => readCsv("a,b\n1,x\n2,\n", { rows: "rows" }).classes("b")).toThrow(
    "csv: the file can't be read: line 3, column b: the class is missing",
  );
});

test.each<[string, string, string]>([
  ["a text in a column of numbers", "a,b\n1,2\n3,0x4\n", "csv: the file can't be read: line 3, column b: \"0x4\" isn't a number"],
  [
    "a text after values of several lines",
    'a,b\n"x\r\ny",2\n3,four\n',
    "csv: the file can't be read: line 4, column b: \"four\" isn't a number",
  ],
  ["too few values", "a,b\n1,2\n3\n", "csv: the file can't be read: line 3 has 1 values, but there are 2 columns"],
  ["too many values", "a,b\n1,2,3\n", "csv: the file can't be read: line 2 has 3 values, but there are 2 columns"],
  ["one name twice", "a,b,a\n1,2,3\n", 'csv: the file can\'t be read: two columns are named "a"'],
  ["a text after a quoted value", 'a,b\n"x\ny",2\n"3"4,5\n', "csv: the file can't be read: line 4: text follows a quoted value"],
  ["quotes that don't end", 'a,b\n1,2\n"3,""4""\n5,6\n', "csv: the file can't be read: line 3: a quotation mark is missing"],
  ["nothing", "", "csv: the file can't be read: it is empty"],
])("a table with %s is refused, and the message says where", (_, text, why) => {
  expect(() => readCsv(text, { rows: "rows" }).column("b")).toThrow(new FormatError(why));
});

test("a long row of digits and a long row of names take no longer than they have to", () => {
  const start = process.cpuUsage();
  expect(() => readCsv(`a\n${"1".repeat(100_000)}x\n`, { rows: "rows" }).column("a")).toThrow("isn't a number");
  expect(readCsv(Array.from({ length: 50_000 }, (_, index) => `x${index}`).join(","), { rows: "rows" }).rows).toBe(0);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(0.5);
});

test("the compiler refuses sizes that it can't know", () => {
  const [some, yes]: [string[], boolean] = [["petal"], JSON.parse("true")];
  const name: string = "flowers";
  const table = readCsv(flowers, { rows: "flowers" });
  const one: Matrix<Dim<"flowers">, 1> = table.numbers(["petal"]);
  expect(one.shape).toEqual([3, 1]);
  // @ts-expect-error numbers: the names have to be a list of known length
  expect(table.numbers(some).shape).toEqual([3, 1]);
  // @ts-expect-error numbers: the names have to be a list of known length
  expect(table.numbers(yes ? (["petal"] as const) : (["petal", "width"] as const)).shape).toEqual([3, 1]);
  // @ts-expect-error dim: the name must be a literal string
  expect(readCsv(flowers, { rows: name }).rows).toBe(3);
});

test("wrong calls are refused", () => {
  const table = readCsv(flowers, { rows: "flowers" });
  expect(() => table.column("sepal")).toThrow(new ShapeError('column: there is no column "sepal"; there are petal, width, kind'));
  expect(() => table.numbers(3 as never)).toThrow("numbers: there is no column 3; there are petal, width, kind");
  expect(() => readCsv(flowers, { rows: "flowers", separator: ", " })).toThrow('readCsv: separator is one character, not ", "');
  expect(() => readCsv(flowers, { rows: "flowers", fill: "zero" as never })).toThrow(
    'readCsv: fill is a number or "drop", not "zero"',
  );
  expect(() => readCsv(flowers, { rows: "flowers", missing: [3 as never] })).toThrow("readCsv: missing holds texts, not 3");
  expect(() => readCsv(flowers, { rows: "flowers", columns: "abc" as never })).toThrow("readCsv: columns is a list of texts");
  expect(() => readCsv(flowers, {} as never)).toThrow(ShapeError);
  expect(() => readCsv(3 as never, { rows: "flowers" })).toThrow("readCsv: takes a Uint8Array or an ArrayBuffer, not 3");
  expect(() => readCsv(new Uint8Array([255]), { rows: "flowers" })).toThrow(
    new FormatError("csv: the file can't be read: it isn't text in UTF-8"),
  );
});
