/**
 * Damaged and malicious files are read or refused. `hostile-files.ts` makes each of them from its number. If one fails, this makes it again:
 *
 *     FILES_SEED=417 FILES=1 npx vitest run test/io/hostile-files.test.ts
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { useEngine } from "../../src/index.js";
import { FormatError, readCsv, readNpy, readNpz, readSafetensors, type TensorFile } from "../../src/io/index.js";
import { npyShape } from "../../src/io/npy.js";
import { root, testAll } from "../types/compiler.js";
import { type Format, formats, hostileFile } from "./hostile-files.js";

beforeAll(async () => void (await useEngine("wasm")));

const { FILES_SEED = "0", FILES = testAll ? "10000" : "1500" } = process.env;

/** The messages of FormatErrors in the index of errors, without what varies. */
const documented = [
  ...readFileSync(join(root, "docs/guide/errors.md"), "utf8").matchAll(/^### …: (.*)…$(?=[^#]*^FormatError: )/gm),
];
const reason = (message: string): string | undefined => {
  const [, format, rest = ""] = /^(safetensors|npy|npz|csv): (.+)$/s.exec(message) ?? [];
  const start = documented.find(([, sentence = ""]) => rest.startsWith(sentence) && rest.length > sentence.length)?.[1];
  if (start === undefined) return undefined;
  return `${format}: ${rest.slice(start.length).replaceAll(/".*"|\d+/gs, "…")}`; // without what varies
};

/** Reads a file with everything in it, and returns the bytes of the numbers that were asked for. */
const read: Readonly<Record<Format, (bytes: Uint8Array) => number>> = {
  safetensors: (bytes) => all(readSafetensors(bytes), bytes.length),
  npz: (bytes) => all(readNpz(bytes), bytes.length),
  npy(bytes) {
    const shape = npyShape(bytes);
    return checked(readNpy(bytes, shape as [1]), shape);
  },
  csv(bytes) {
    const table = readCsv(bytes, { rows: "rows", missing: ["", "x"], fill: 0 });
    const few = table.columns.slice(0, 10); // there can be 20,000
    for (const name of few) {
      expect(table.texts(name).length).toBe(table.rows);
      expect(table.column(name).shape).toEqual([table.rows]);
    }
    expect(table.numbers(few as unknown as ["x"]).shape).toEqual([table.rows, few.length]);
    for (const name of few) expect(table.classes(name).labels.shape).toEqual([table.rows]);
    return 0;
  },
};

function all(file: TensorFile, length: number): number {
  let bytes = 0;
  for (const name of file.names) {
    const shape = file.shapeOf(name);
    const numbers = shape.reduce((product, size) => product * size, 1);
    if (numbers > 20 * length) continue; // nobody asks for as much as a bomb says that it holds
    bytes += checked(file.get(name, shape as [1]), shape);
  }
  return bytes;
}

function checked(x: { readonly shape: readonly number[]; dataSync(): ArrayBufferView }, shape: readonly number[]): number {
  expect(x.shape).toEqual(shape);
  const bytes = 4 * shape.reduce((product, size) => product * size, 1);
  expect(x.dataSync().byteLength).toBe(bytes);
  return bytes;
}

const memory = () => {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return { arrayBuffers, heapUsed };
};

test(`${FILES} damaged and malicious files are read, or refused for a documented reason, in little time and memory`, () => {
  const reasons = new Map<string, number>();
  const readable = new Map<string, number>();
  const failed: unknown[] = [];
  for (let number = Number(FILES_SEED); number < Number(FILES_SEED) + Number(FILES); number++) {
    const { format, wrongs, bytes } = hostileFile(number);
    const fails = (why: unknown) => failed.push({ number, format, wrongs, why });
    let milliseconds = Number.POSITIVE_INFINITY;
    // Only the process's own time counts, since the machine may be busy. It may collect garbage, so a slow file gets another chance.
    for (let attempt = 0; attempt < 3 && milliseconds > 50; attempt++) {
      const before = memory();
      const start = process.cpuUsage();
      let asked = 0;
      try {
        asked = read[format](bytes);
        readable.set(format, (readable.get(format) ?? 0) + 1);
      } catch (error) {
        const why = error instanceof FormatError ? reason(error.message) : undefined;
        if (why === undefined) fails(error);
        else reasons.set(why, (reasons.get(why) ?? 0) + 1);
      }
      const { user, system } = process.cpuUsage(start);
      milliseconds = Math.min(milliseconds, (user + system) / 1000);
      const after = memory();
      const arrays = after.arrayBuffers - before.arrayBuffers;
      if (arrays > 65_536 + 8 * (bytes.length + asked)) fails(`${arrays} bytes of arrays for ${bytes.length} bytes`);
      const heap = after.heapUsed - before.heapUsed;
      if (heap > 2e6 + 100 * bytes.length) fails(`${heap} bytes of the heap for ${bytes.length} bytes`);
    }
    if (milliseconds > 50) fails(`${milliseconds} ms`);
  }
  expect(failed).toEqual([]);
  if (Number(FILES) < 1000) return;
  for (const format of formats) {
    expect(readable.get(format)).toBeGreaterThan(Number(FILES) / 50);
    expect([...reasons.keys()].filter((why) => why.startsWith(format)).length).toBeGreaterThan(4);
  }
}, 300_000);
