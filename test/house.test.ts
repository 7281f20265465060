/**
 * The rules for imports, of values and of types. Each row of the table in ARCHITECTURE.md imports only from the rows above it.
 * The folders of `nn` follow the same rule. No file imports itself, even indirectly.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "@tsd/typescript";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));
/** From the lowest storey to the highest. Folders on the same storey don't import each other. */
const storeys: readonly (readonly string[])[] = [
  ["shape"],
  ["engine"],
  ["tensor"],
  ["grad"],
  ["program"],
  ["linalg"],
  ["nn/contract"],
  ["nn/layers", "nn/losses", "nn/optimizers"],
  ["nn/metrics"],
  ["nn/training"],
  ["inferred"],
  ["io"],
  ["onnx", "stablehlo"],
  ["nn", "."],
];
const longest = 300;
/** A catalogue, so it may be longer. Its first lines explain why it is a single file. */
const catalogue = "tensor/tensor.ts";

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("engine/kernels/") && !file.includes("/generated/"), // kernels are in another language; the rest is generated
);

/** The paths that a file imports or re-exports: values and types, in statements and in expressions. */
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

/** The path of imports from a file back to itself. */
function findCircle(imports: (file: string) => readonly string[], files: Iterable<string>): readonly string[] | undefined {
  const clear = new Set<string>(); // files from which no path leads back
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

test("there are files, and each belongs to a storey", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => storey(file) === -1)).toEqual([]);
});

test("every form of import is found", () => {
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

test.each(files)("%s imports only from its own folder or the storeys below", (file) => {
  const allowed = (imported: string) => storey(imported) < storey(file) || roomOf(imported) === roomOf(file);
  expect(imports(file).filter((imported) => !allowed(imported))).toEqual([]);
});

test("no file imports itself, not even indirectly or for types", () => {
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
