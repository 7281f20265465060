/** A program that compares the arithmetic of sizes in types with that of numbers. */
import { random } from "../../src/index.js";

const operations: Record<string, (a: number, b: number) => number> = {
  Sum: (a, b) => a + b,
  Difference: (a, b) => a - b,
  Product: (a, b) => a * b,
  Quotient: (a, b) => Math.floor(a / b),
};

/** Numbers of one to seven digits, and those at which digits carry over. */
function numbers(): number[] {
  const source = random(1);
  const drawn = Array.from({ length: 40 }, (_, index) => Math.floor(source.uniform() * 10 ** (1 + (index % 7))));
  return [0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, ...drawn];
}

/** Operands without a literal value, which give `number`. */
const unknown = [
  "Sum<number, 3>",
  "Sum<3, number>",
  "Difference<3, number>",
  "Difference<number, 3>",
  "Product<number, 0>",
  "Product<0, number>",
  "Quotient<7, number>",
  "Quotient<number, 7>",
  "Quotient<7, 0>",
  "Quotient<7, 2.5>",
  "Quotient<7, -2>",
  "Product<2.5, 6>",
  "Product<-2, 6>",
  "Product<1e21, 6>",
  "Product<6, 2.5>",
  "Product<6, -2>",
  "Product<6, 1e21>",
];

/** Sums, differences, products and quotients. Each is a line that doesn't compile if the types give another result. */
export const comparisons: readonly string[] = [
  ...unknown.map((type) => `same<${type}, number>();`),
  ...pairs().flatMap(([a, b]) =>
    Object.entries(operations)
      .filter(([name]) => name !== "Quotient" || b !== 0)
      .map(([name, compute]) => `same<${name}<${a}, ${b}>, ${compute(a, b)}>();`),
  ),
];

function pairs(): (readonly [number, number])[] {
  const all = numbers();
  const source = random(2);
  const fullest = [9999, 9999] as const; // no column of digits can have a greater sum
  return [fullest, ...all.flatMap((a) => all.filter(() => source.uniform() < 0.1).map((b) => [a, b] as const))];
}

/** The program: two lines that import the types from a module and declare `same`, followed by the lines. */
export const arithmeticProgram = (module: string, lines: readonly string[]): string =>
  `import type { ${Object.keys(operations).join(", ")} } from "${module}";
declare function same<A, B>(...equal: [A, B] extends [B, A] ? [] : [A]): void;
${lines.join("\n")}\n`;
