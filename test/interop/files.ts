/** Files of tensors and tables, in both directions. `files.py` is the other side. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { random, randomNormal, scalar, type Tensor, tensor, useEngine, zeros } from "conformable";
import { readCsv, readNpy, readNpz, readSafetensors, writeNpy, writeNpz, writeSafetensors } from "conformable/io";
import { python } from "./python.js";
import { decode, difference, type Encoded, type Table, type Versions } from "./table.js";

/** A file that Python has written. */
interface Foreign {
  readonly format: Format;
  readonly name: string;
  readonly path: string;
  /** What float32 holds of its tensors, or of the columns of a table. */
  readonly tensors: Readonly<Record<string, Encoded>>;
  /** The metadata, or how a table is written. */
  readonly more: unknown;
}

/** A file that conformable has written, with the numbers that Python has to find in it. */
interface Own {
  readonly format: Format;
  readonly name: string;
  readonly path: string;
  readonly tensors: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly type: string; readonly bytes: string }>
  >;
  readonly metadata: Readonly<Record<string, string>> | null;
}

/** For each format the other program, and what is in the files in either direction. */
const formats = {
  npy: {
    title: "NPY",
    counterpart: ({ numpy }: Versions) => `NumPy ${numpy}`,
    reads: "f8 f4 f2, i8 to i1, u8 to u1, b1; C and Fortran order, little and big endian, no axes, empty",
    writes: "f8 f4",
  },
  npz: {
    title: "NPZ",
    counterpart: ({ numpy }: Versions) => `NumPy ${numpy}`,
    reads: "all of these, compressed and not",
    writes: "f8 f4, not compressed; nested records",
  },
  safetensors: {
    title: "safetensors",
    counterpart: ({ safetensors }: Versions) => `safetensors ${safetensors} in Python`,
    reads: "F64 F32 F16, I64 to I8, U64 to U8, BOOL; metadata, no axes, empty",
    writes: "F64 F32; metadata, nested records",
  },
  pytorch: {
    title: "safetensors",
    counterpart: ({ safetensors, torch }: Versions) => `PyTorch ${torch}, by safetensors ${safetensors}`,
    reads: "float64, float32, float16, bfloat16, int64 to int8, uint8, bool",
    writes: "float64, float32; metadata, nested records",
  },
  csv: {
    title: "CSV",
    counterpart: ({ python }: Versions) => `Python ${python}'s csv`,
    reads: "four separators, three ways of quoting, all ends of lines, line breaks in values, with a byte order mark and without",
    writes: "",
  },
} as const;
type Format = keyof typeof formats;

export const files: Table = {
  name: "files",
  heading: "Files",
  text: () =>
    "One side writes a file, and the other reads it. Every number has to be the same, bit for bit, or what NumPy's `astype(float32)` makes of " +
    "it if its type is wider. Infinities, NaN, -0, the smallest and the largest number of each type are among them.",
  columns: () => ["format", "counterpart", "it writes, we read", "files", "we write, it reads", "files"],
  async rows(cases, versions) {
    const folder = mkdtempSync(join(tmpdir(), "conformable-"));
    try {
      const foreign = python("files.py", { write: folder }) as Foreign[];
      const counterpartOf = (file: Foreign | Own): string => formats[file.format].counterpart(versions);
      for (const file of foreign)
        await cases.check(`${counterpartOf(file)} to conformable, ${formats[file.format].title}: ${file.name}`, () =>
          problem(file),
        );
      const own = await write(folder);
      const problems = python("files.py", { read: own }) as (string | null)[];
      for (const [index, file] of own.entries())
        await cases.check(
          `conformable to ${counterpartOf(file)}, ${formats[file.format].title}: ${file.name}`,
          () => problems[index] ?? undefined,
        );
      return Object.entries(formats).map(([format, { title, counterpart, reads, writes }]) => {
        const count = (all: readonly (Foreign | Own)[]): string => String(all.filter((file) => file.format === format).length);
        return [title, counterpart(versions), reads, count(foreign), writes, writes === "" ? "" : count(own)];
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

// ── What Python writes ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A shape that only the run time knows. The readers compare it with the file. */
const stated = (shape: readonly number[]) => shape as unknown as readonly [1];

/** What is wrong with what is read of a file. */
function problem(file: Foreign): string | undefined {
  const bytes = readFileSync(file.path);
  if (file.format === "csv") return problemOfTable(bytes, file);
  const read = file.format === "npz" ? readNpz(bytes) : file.format === "npy" ? undefined : readSafetensors(bytes);
  for (const [name, encoded] of Object.entries(file.tensors)) {
    const { shape, numbers } = decode(encoded);
    const found = read ? read.get(name, stated(shape)) : readNpy(bytes, stated(shape));
    const differs = difference(found.dataSync(), numbers);
    if (differs !== undefined) return `${name} ${differs}`.trimStart();
  }
  if (read && read.names.length !== Object.keys(file.tensors).length) return `it has ${read.names.join(", ")}`;
  const [found, expected] = [read?.metadata ?? {}, (file.more ?? {}) as Readonly<Record<string, string>>]; // safetensors' only
  const key = Object.keys({ ...found, ...expected }).find((each) => found[each] !== expected[each]);
  return key === undefined ? undefined : `metadata ${key} is ${found[key]} in place of ${expected[key]}`;
}

function problemOfTable(bytes: Uint8Array, { tensors, more }: Foreign): string | undefined {
  const { separator, texts } = more as {
    readonly separator: string;
    readonly texts: Readonly<Record<string, readonly string[]>>;
  };
  const table = readCsv(bytes, { rows: "rows", separator });
  if (table.columns.join() !== Object.keys(texts).join()) return `it has the columns ${table.columns.join()}`;
  for (const [column, expected] of Object.entries(texts)) {
    const found = table.texts(column);
    const place = expected.findIndex((text, row) => found[row] !== text);
    if (found.length !== expected.length || place !== -1)
      return `${column} ${place} is ${JSON.stringify(found[place])} in place of ${JSON.stringify(expected[place])}`;
  }
  for (const [column, encoded] of Object.entries(tensors)) {
    const differs = difference(table.column(column).dataSync(), decode(encoded).numbers);
    if (differs !== undefined) return `${column} ${differs}`;
  }
  return undefined;
}

// ── What conformable writes ───────────────────────────────────────────────────────────────────────────────────────────────────

const special = [0, -0, 1, -2.5, 1e-40, 3.4e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1 / 3];

/** Writes files, in float32 and in float64. */
async function write(folder: string): Promise<Own[]> {
  const written: Own[] = [];
  for (const engine of ["wasm", "reference"] as const) {
    await useEngine(engine);
    const record = {
      special: tensor(special, [2, 5]),
      deep: [{ größe: randomNormal([5, 7], random(7)).transpose() }, { empty: zeros([0, 3]), none: zeros([0]) }],
      scalar: scalar(1 / 3),
    };
    const named: Readonly<Record<string, AnyTensor>> = {
      special: record.special,
      "deep.0.größe": record.deep[0]?.größe as AnyTensor, // it is above
      "deep.1.empty": record.deep[1]?.empty as AnyTensor,
      "deep.1.none": record.deep[1]?.none as AnyTensor,
      scalar: record.scalar,
    };
    const metadata = { note: 'größe, "quoted"\n', empty: "" };
    const add = (format: Format, name: string, bytes: Uint8Array, tensors: typeof named, more: Own["metadata"] = null): void => {
      const path = join(folder, `own-${written.length}`);
      writeFileSync(path, bytes);
      const described = Object.entries(tensors).map(([key, each]) => [key, numbersOf(each)]);
      written.push({
        format,
        name: `${name}, by the engine ${engine}`,
        path,
        tensors: Object.fromEntries(described),
        metadata: more,
      });
    };
    for (const [name, each] of Object.entries(named)) add("npy", name, writeNpy(each), { "": each });
    add("npz", "a nested record", writeNpz(record), named);
    for (const format of ["safetensors", "pytorch"] as const)
      add(format, "a nested record", writeSafetensors(record, metadata), named, metadata);
  }
  await useEngine("wasm");
  return written;
}

function numbersOf(each: AnyTensor): Own["tensors"][string] {
  const numbers = each.dataSync();
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64");
  return { shape: each.shape, type: `<f${numbers.BYTES_PER_ELEMENT}`, bytes };
}

// biome-ignore lint/suspicious/noExplicitAny: tensors of any shape, as the public types have no name for them
type AnyTensor = Tensor<any>;
