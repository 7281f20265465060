/** What the site's playground consists of, without a browser: its examples, its links, and what its compiler tells the editor. */
import { beforeAll, expect, test } from "vitest";
import { examplesOfGuide } from "../../docs/site/playground/build/examples.js";
import { type Compiler, openCompiler } from "../../docs/site/playground/compiler/compiler.js";
import { filesOfCompiler } from "../../docs/site/playground/compiler/files.js";
import { codeIn, hashOf } from "../../docs/site/playground/link.js";
import { programs } from "./linked.js";

let compiler: Compiler;
beforeAll(() => {
  compiler = openCompiler(filesOfCompiler());
});

test("a program comes out of a link as it went in", () => {
  for (const code of programs) expect(codeIn(hashOf(code))).toBe(code);
  expect(codeIn("#a-heading")).toBeUndefined();
  expect(codeIn("#code=%%%")).toBeUndefined();
});

test("every example of the menu compiles, except the mistakes, which have one error each", () => {
  const groups = examplesOfGuide();
  expect(groups.flatMap(({ examples }) => examples).length).toBeGreaterThanOrEqual(12);
  for (const { title, examples } of groups)
    for (const example of examples) {
      compiler.write(example.code);
      const errors = compiler.problems().map(({ message }) => message);
      expect(errors, example.title).toHaveLength(title.startsWith("Mistakes") ? 1 : 0);
    }
}, 120_000);

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
