/** The arithmetic of sizes in types, against the arithmetic of numbers: generated sums, differences, products and quotients. */
import { expect, test } from "vitest";
import { arithmeticProgram, comparisons } from "./arithmetic-program.js";
import { compile, writeProject } from "./compiler.js";

test("exact for all pairs of numbers with one to seven digits; what has no literal value gives `number`", async () => {
  // The last line is wrong, to see that the others could be.
  const program = arithmeticProgram("../../src/shape/arithmetic.js", [...comparisons, "same<Product<12, 12>, 143>();"]);
  const { diagnostics } = await compile("7.0", await writeProject("arithmetic", { "program.ts": program }));
  expect(comparisons.length).toBeGreaterThan(900);
  expect(diagnostics.map(({ line, message }) => [line, message])).toEqual([
    [comparisons.length + 3, expect.stringContaining("1 arguments")],
  ]);
});
