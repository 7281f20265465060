/** Compares generated sums, differences, products and quotients of types with those of numbers. */
import { expect, test } from "vitest";
import { arithmeticProgram, comparisons } from "./arithmetic-program.js";
import { compile, writeProject } from "./compiler.js";

test("exact for pairs of numbers with one to seven digits; without a literal value, the result is `number`", async () => {
  // The last line is wrong, which shows that the others could have been.
  const program = arithmeticProgram("../../src/shape/arithmetic.js", [...comparisons, "same<Product<12, 12>, 143>();"]);
  const { diagnostics } = await compile("7.0", await writeProject("arithmetic", { "program.ts": program }));
  expect(comparisons.length).toBeGreaterThan(900);
  expect(diagnostics.map(({ line, message }) => [line, message])).toEqual([
    [comparisons.length + 3, expect.stringContaining("1 arguments")],
  ]);
});
