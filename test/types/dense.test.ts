/**
 * The dense layer is a proof of BP1 to BP4: its source compiles, but with a textbook mistake it doesn't. These tests make the
 * mistakes, one at a time, and compile the library with each of them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Compilation, compile, root, writeProject } from "./compiler.js";

const source = readFileSync(join(root, "src/nn/layers/dense.ts"), "utf8");
const library = Object.fromEntries(
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/kernels\/(?!generated\/(?!.*micro))/.test(file)) // the others are AssemblyScript
    .map((file) => [join("src", file), readFileSync(join(root, "src", file), "utf8")]),
);
const mistakes = [
  ["the operands of the outer product are swapped", "contractBatch(error, input)", "contractBatch(input, error)"],
  ["the forward pass forgets its transpose", "input.matmul(weights.transpose())", "input.matmul(weights)"],
  ["the way back has one transpose too many", "error.matmul(weights)", "error.matmul(weights.transpose())"],
  ["the error of the outputs is returned for that of the inputs", "return error.matmul(weights)", "return outputError"],
  ["the bias gets the gradient of the inputs", "sumBatch(error)", "sumBatch(input)"],
  ["the weights get the gradient of the bias", "contractBatch(error, input)", "sumBatch(error)"],
  [
    "the error is multiplied by the inputs",
    "outputError.multiply(activation.derivative(weightedSum))",
    "outputError.multiply(input)",
  ],
] as const;

const fileOf = (mistake: string): string => join("src/nn/layers", `dense-${mistake.replaceAll(/\W/g, "-")}.ts`);

/** The library, and beside its dense layer, one with each mistake. */
let compilation: Compilation;
beforeAll(async () => {
  const broken = mistakes.map(([name, right, wrong]) => [fileOf(name), source.replace(right, wrong)]);
  const files = { ...library, ...Object.fromEntries(broken) };
  compilation = await compile("7.0", await writeProject("dense", files, { types: ["node"] }));
}, 60_000);

test("without a mistake, it compiles", () => {
  const broken = new Set(mistakes.map(([name]) => fileOf(name)));
  expect(compilation.diagnostics.filter(({ file }) => !broken.has(file))).toEqual([]);
});

test.each(mistakes)("with this mistake, it doesn't: %s", (name, right) => {
  expect(source.split(right)).toHaveLength(2);
  expect(compilation.diagnostics.map(({ file }) => file)).toContain(fileOf(name));
});

describe("between forward and backward", () => {
  const code = source.slice(source.indexOf("const passOf"), source.indexOf("return { output, backward }"));

  test("there are no casts, and there is no `any`", () => {
    expect(code).toContain("contractBatch");
    expect(code.replaceAll(/\/\/.*/g, "")).not.toMatch(/\bas\b|\bany\b|\bunknown\b|\bnever\b|@ts-|!\./);
  });

  test("BP1 to BP4 are named", () => {
    for (const formula of ["BP1", "BP2", "BP3", "BP4"]) expect(code).toContain(formula);
  });
});
