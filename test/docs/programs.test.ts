/** The programs in docs/examples do what they say. They run for a short time. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

const run = (program: string, ...options: string[]): string =>
  execFileSync(process.execPath, ["--import", "tsx", join(root, "docs/examples", program), ...options], { encoding: "utf8" });

test("names: after one epoch, the transformer is better than bigrams, and makes up ten names", () => {
  const output = run("names.ts", "--epochs", "1");
  const [, transformer, bigrams, names = ""] = /transformer ([\d.]+), bigrams ([\d.]+)\n\n(.*)$/s.exec(output) ?? [];
  expect(Number(bigrams)).toBeGreaterThan(2.2); // guessing letters uniformly gives ln 27 = 3.3, and by their frequency 2.8
  expect(Number(bigrams)).toBeLessThan(2.4);
  expect(Number(transformer)).toBeLessThan(Number(bigrams) - 0.1);
  expect(names.trimEnd().split("\n")).toHaveLength(10);
  expect(names).toMatch(/^([a-z]{0,13}\n){10}$/);
});

test("newton: the slope falls quadratically, and most examples are right", () => {
  const output = run("newton.ts");
  const slopes = [...output.matchAll(/slope ([\d.e+-]+)/g)].map(([, slope]) => Number(slope));
  expect(slopes).toHaveLength(9);
  expect(slopes[6]).toBeLessThan(1e-5);
  expect(slopes[5]).toBeLessThan((slopes[4] as number) ** 1.3);
  expect(Number(/right: ([\d.]+) %/.exec(output)?.[1])).toBeGreaterThan(90);
});
