/**
 * The dense layer is the proof of BP1 to BP4: its own source compiles, and with a textbook mistake in it, it doesn't. Here the
 * mistakes are made, one at a time, and the library is compiled with each.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, root, writeProject } from "./compiler.js";

const source = readFileSync(join(root, "src/nn/layers/dense.ts"), "utf8");
const library = Object.fromEntries(
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/kernels\/(?!generated\/(?!.*micro))/.test(file)) // those are AssemblyScript
    .map((file) => [join("src", file), readFileSync(join(root, "src", file), "utf8")]),
);
const compileWith = async (name: string, dense: string) =>
  (await compile("7.0", await writeProject(name, { ...library, "src/nn/layers/dense.ts": dense }, { types: ["node"] })))
    .diagnostics;

test("as it stands, it compiles", async () => {
  expect(await compileWith("dense-right", source)).toEqual([]);
});

const mistakes = [
  ["the operands of the outer product are swapped", "contractBatch(error, input)", "contractBatch(input, error)"],
  ["the forward pass forgets its transpose", "input.matmul(weights.transpose())", "input.matmul(weights)"],
  ["the way back has a transpose too many", "error.matmul(weights)", "error.matmul(weights.transpose())"],
  ["the error of the outputs is returned for that of the inputs", "return error.matmul(weights)", "return outputError"],
  ["the bias gets the gradient of the inputs", "sumBatch(error)", "sumBatch(input)"],
  ["the weights get the gradient of the bias", "contractBatch(error, input)", "sumBatch(error)"],
  [
    "the error is multiplied with the inputs",
    "outputError.multiply(activation.derivative(weightedSum))",
    "outputError.multiply(input)",
  ],
] as const;

test.each(mistakes)("where %s, it does not", async (_, right, wrong) => {
  expect(source.split(right)).toHaveLength(2);
  const diagnostics = await compileWith(`dense-${_.replaceAll(/\W/g, "-")}`, source.replace(right, wrong));
  expect(diagnostics.map(({ file }) => file)).toContain(join("src", "nn", "layers", "dense.ts"));
});

describe("between forward and backward", () => {
  const code = source.slice(source.indexOf("const passOf"), source.indexOf("return { output, backward }"));

  test("nothing is cast, and nothing is `any`", () => {
    expect(code).toContain("contractBatch");
    expect(code.replaceAll(/\/\/.*/g, "")).not.toMatch(/\bas\b|\bany\b|\bunknown\b|\bnever\b|@ts-|!\./);
  });

  test("BP1 to BP4 are named", () => {
    for (const formula of ["BP1", "BP2", "BP3", "BP4"]) expect(code).toContain(formula);
  });
});
