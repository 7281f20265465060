/** The arithmetic of sizes in types, against the arithmetic of numbers: generated sums, differences, products and quotients. */
import { expect, expectTypeOf, test } from "vitest";
import { random } from "../../src/index.js";
import type { Difference, Product, Quotient, Sum } from "../../src/shape/arithmetic.js";
import { compile, writeProject } from "./compiler.js";

test("what has no literal value gives `number`", () => {
  expectTypeOf<Sum<number, 3>>().toEqualTypeOf<number>();
  expectTypeOf<Difference<3, number>>().toEqualTypeOf<number>();
  expectTypeOf<Product<number, 0>>().toEqualTypeOf<number>();
  expectTypeOf<Quotient<7, 0>>().toEqualTypeOf<number>();
  expectTypeOf<Product<2.5, 6>>().toEqualTypeOf<number>();
  expectTypeOf<Product<-2, 6>>().toEqualTypeOf<number>();
  expectTypeOf<Product<1e21, 6>>().toEqualTypeOf<number>();
});

const operations: Record<string, (a: number, b: number) => number> = {
  Sum: (a, b) => a + b,
  Difference: (a, b) => a - b,
  Product: (a, b) => a * b,
  Quotient: (a, b) => Math.floor(a / b),
};

/** Numbers of one to seven digits, and those at which digits run over. */
function numbers(): number[] {
  const source = random(1);
  const drawn = Array.from({ length: 40 }, (_, index) => Math.floor(source.uniform() * 10 ** (1 + (index % 7))));
  return [0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, ...drawn];
}

test("exact for all pairs of numbers with one to seven digits", async () => {
  const all = numbers();
  const source = random(2);
  const pairs = all.flatMap((a) => all.filter(() => source.uniform() < 0.1).map((b) => [a, b] as const));
  const lines = pairs.flatMap(([a, b]) =>
    Object.entries(operations)
      .filter(([name]) => name !== "Quotient" || b !== 0)
      .map(([name, compute]) => `same<${name}<${a}, ${b}>, ${compute(a, b)}>();`),
  );
  const program = `import type { ${Object.keys(operations).join(", ")} } from "../../src/shape/arithmetic.js";
declare function same<A, B>(...equal: [A, B] extends [B, A] ? [] : [A]): void;
${lines.join("\n")}
same<Product<12, 12>, 143>();\n`;
  const { diagnostics } = await compile("7.0", await writeProject("arithmetic", { "program.ts": program }));
  expect(lines.length).toBeGreaterThan(900);
  // The last line is wrong, to see that the others could be.
  expect(diagnostics.map(({ line, message }) => [line, message])).toEqual([
    [lines.length + 3, expect.stringContaining("1 arguments")],
  ]);
});
