/**
 * The house: which part may import which, types included. Each row of the table in ARCHITECTURE.md stands on the rows above it only, and
 * so does each room of `nn`; no file imports itself by way of others.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "@tsd/typescript";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));
/** From the ground up. Rooms side by side don't import each other. */
const storeys: readonly (readonly string[])[] = [
  ["shape"],
  ["engine"],
  ["tensor"],
  ["grad"],
  ["nn/contract"],
  ["nn/layers", "nn/losses", "nn/optimizers"],
  ["nn/training"],
  ["io"],
  ["nn", "."],
];
const longest = 300;
/** Long, but only as a catalogue is: its first lines say why it is one file. */
const catalogue = "tensor/tensor.ts";

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("engine/kernels/") && !file.includes("/generated/"), // another language, and what is made
);

/** What a file's text imports and exports again: values and types, in statements and in expressions. */
const pathsIn = (text: string): string[] => ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
const drawing = new Map(
  files.map((file) => {
    const own = pathsIn(readFileSync(join(source, file), "utf8")).filter((path) => path.startsWith("."));
    return [file, own.map((path) => normalize(join(dirname(file), path.replace(/\.js$/, ".ts"))))] as const;
  }),
);
const imports = (file: string): readonly string[] => drawing.get(file) ?? [];

const roomOf = (file: string): string => {
  const folder = dirname(file);
  const inNn = /^nn\/[^/]+/.exec(folder);
  return inNn ? inNn[0] : (folder.split("/")[0] ?? "");
};
const storey = (file: string): number => storeys.findIndex((rooms) => rooms.includes(roomOf(file)));

/** A way from a file back to itself. */
function findCircle(imports: (file: string) => readonly string[], files: Iterable<string>): readonly string[] | undefined {
  const clear = new Set<string>(); // no way from these leads back
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(file);
    if (start !== -1) return [...path.slice(start), file];
    if (clear.has(file)) return undefined;
    for (const imported of imports(file)) {
      const circle = visit(imported, [...path, file]);
      if (circle) return circle;
    }
    clear.add(file);
    return undefined;
  };
  for (const file of files) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

test("there are files, each in a storey", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => storey(file) === -1)).toEqual([]);
});

test("every import is drawn, whatever it imports and however it is written", () => {
  const text = `
    import type { A } from "./a.js";
    import { type B } from "./b.js";
    export type { C } from "./c.js";
    export * from "./d.js";
    import "./e.js";
    const f = await import("./f.js");
    type G = import("./g.js").G;`;
  expect(pathsIn(text).sort()).toEqual(["a", "b", "c", "d", "e", "f", "g"].map((name) => `./${name}.js`));
  const missing = files.flatMap((file) => imports(file).filter((imported) => !existsSync(join(source, imported))));
  expect(missing.filter((file) => !file.includes("/generated/"))).toEqual([]);
});

test.each(files)("%s imports only from its own room or the storeys below", (file) => {
  const allowed = (imported: string) => storey(imported) < storey(file) || roomOf(imported) === roomOf(file);
  expect(imports(file).filter((imported) => !allowed(imported))).toEqual([]);
});

test("no file imports itself by way of others, for types either", () => {
  const inCircle = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["b"]],
  ]);
  expect(findCircle((file) => inCircle.get(file) ?? [], ["a"])).toEqual(["b", "c", "b"]);
  expect(findCircle(imports, files)).toBeUndefined();
});

test.each(files.filter((file) => file !== catalogue))(`%s has at most ${longest} lines`, (file) => {
  const lines = readFileSync(join(source, file), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(longest);
});
