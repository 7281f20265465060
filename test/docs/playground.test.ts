/** What the site's playground consists of, without a browser: its examples, its links, and what its compiler tells the editor. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { examplesOfGuide } from "../../docs/site/playground/build/examples.js";
import { programOf } from "../../docs/site/playground/build/program.js";
import { type Compiler, openCompiler } from "../../docs/site/playground/compiler/compiler.js";
import { filesOfCompiler } from "../../docs/site/playground/compiler/files.js";
import { codeIn, hashOf } from "../../docs/site/playground/link.js";
import { root } from "../types/compiler.js";
import { programs } from "./linked.js";

let compiler: Compiler;
beforeAll(() => {
  compiler = openCompiler(filesOfCompiler());
}, 60_000);

test("a program comes out of a link as it went in", () => {
  for (const code of programs) expect(codeIn(hashOf(code))).toBe(code);
  expect(codeIn("#a-heading")).toBeUndefined();
  expect(codeIn("#code=%%%")).toBeUndefined();
});

test("every example of the menu compiles, except the mistakes, which have one error each", () => {
  const groups = examplesOfGuide();
  expect(groups.flatMap(({ examples }) => examples).length).toBeGreaterThanOrEqual(12);
  const all = groups.flatMap(({ title, examples }) =>
    examples.map((example) => ({ ...example, isWrong: title.startsWith("Mistakes") })),
  );
  const programs = Object.fromEntries(all.map(({ code }, index) => [`/${index}.ts`, code]));
  const together = openCompiler(filesOfCompiler(), programs); // as one program, which is read once
  all.forEach(({ title, isWrong }, index) => {
    const errors = together.problems(`/${index}.ts`).map(({ message }) => message);
    expect(errors, title).toHaveLength(isWrong ? 1 : 0);
  });
}, 120_000);

test("the menu has every mistake of the guide", () => {
  const pages = ["README.md", ...readdirSync(join(root, "docs/guide")).map((page) => `docs/guide/${page}`)];
  const mistakes = pages
    .filter((page) => !page.endsWith("errors.md"))
    .flatMap((page) => [...readFileSync(join(root, page), "utf8").matchAll(/^```ts\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/gms)])
    .filter(([, , below]) => below !== undefined && !/^\w*Error: /.test(below))
    .map(([, code = ""]) => programOf(code));
  const inMenu = examplesOfGuide().flatMap(({ title, examples }) => (title.startsWith("Mistakes") ? examples : []));
  expect(inMenu.map(({ code }) => code).sort()).toEqual([...new Set(mistakes)].sort());
});

test("hovers, completions and signatures are those of an editor", () => {
  const code = `import { matrix } from "conformable";\nconst product = matrix([[1, 2, 3]]).matmul(matrix([[1], [2], [3]]));\nproduct.`;
  compiler.write(code);
  expect(compiler.describe(code.indexOf("product"))?.type).toBe("const product: Tensor<[1, 1]>");
  expect(compiler.complete(code.length).map(({ name }) => name)).toContain("transpose");
  expect(compiler.signatures(code.indexOf("[[1, 2"))?.signatures[0]?.label).toContain("matrix");
  expect(compiler.describe(code.indexOf("=") - 1)).toBeDefined();
});

test("JavaScript comes without types, shows expressions on lines of their own, and knows its imports", () => {
  compiler.write(`import { type Matrix, ones } from "conformable";\nconst x: Matrix<2, 3> = ones([2, 3]);\nx;\nx.sum();\n`);
  const { code, imports } = compiler.emit();
  expect(code).toBe(`import { ones } from "conformable";\nconst x = ones([2, 3]);\n__show(x, false);\n__show(x.sum(), true);\n`);
  expect(imports.map(({ start, end, name }) => [code.slice(start, end), name])).toEqual([["conformable", "conformable"]]);
});
