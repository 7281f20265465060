/** The house: which part may import which. Each row of the table in ARCHITECTURE.md stands on the rows above it only. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));
const storeys = ["shape", "engine", "tensor", "grad", "nn"];
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("engine/kernels/"), // another language, and what is made from it
);

const storey = (file: string): number => {
  const [folder = ""] = file.split("/");
  return file === "index.ts" ? storeys.length : storeys.indexOf(folder);
};
const imports = (file: string, pattern = /from "(\.[^"]+)\.js"/g): string[] =>
  [...readFileSync(join(source, file), "utf8").matchAll(pattern)].map(([, path]) => normalize(join(dirname(file), `${path}.ts`)));
/** What is there at run time: types may speak of each other. */
const values = (file: string): string[] => imports(file, /^(?:im|ex)port (?!type)[^;]*? from "(\.[^"]+)\.js"/gm);

test("there are files, each in a storey", () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => storey(file) === -1)).toEqual([]);
});

test.each(files)("%s imports only from its own storey or one below", (file) => {
  expect(imports(file).filter((imported) => storey(imported) > storey(file))).toEqual([]);
});

test("at run time no file imports itself, by way of others", () => {
  const clear = new Set<string>(); // no way from these leads back
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path, file];
    if (clear.has(file)) return undefined;
    for (const imported of values(file)) {
      const cycle = visit(imported, [...path, file]);
      if (cycle) return cycle;
    }
    clear.add(file);
    return undefined;
  };
  expect(files.map((file) => visit(file, [])).find((cycle) => cycle)).toBeUndefined();
});
