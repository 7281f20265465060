/**
 * The types as a user sees them, compared with expected text: short, with the names that the package exports, and without
 * internal types. They are the same in TypeScript 5.9 and 6.0. 7.0 has no language service API.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import typescript from "typescript";
import typescript5 from "typescript-5";
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { root, testAll } from "./compiler.js";
import { open } from "./editor.js";

/** The type of a constant, next to the line that creates it. */
const constants = [
  ["batch", `dim("batch", Number("32"))`, `Dim<"batch", number>`],
  ["hidden", `dim("hidden", 128)`, `Dim<"hidden", 128>`],
  ["weights", "matrix([[1, 2], [3, 4]])", "Matrix<2, 2>"],
  ["list", "vector([1, 2, 3])", "Vector<3>"],
  ["images", "zeros([batch, 28, 28])", `Tensor<[Dim<"batch", number>, 28, 28]>`],
  ["pixels", "images.reshape([batch, 784])", `Tensor<[Dim<"batch", number>, 784]>`],
  ["product", "weights.matmul(zeros([2, 5]))", "Tensor<[2, 5]>"],
  ["applied", "weights.matmul(zeros([2]))", "Tensor<[2]>"],
  ["column", "list.outer(zeros([2]))", "Matrix<3, 2>"],
  ["transposed", "column.transpose()", "Matrix<2, 3>"],
  ["shifted", "column.add(1).relu()", "Tensor<[3, 2]>"],
  ["contracted", "contractBatch(zeros([7, 3]), zeros([7, 5]))", "Matrix<3, 5>"],
  ["named", `concat([list, list], 0, dim("all", Number("6")))`, `Tensor<[Dim<"all", number>]>`],
  ["total", "product.sum()", "Scalar"],
  ["rows", "product.sum(1)", "Tensor<[2]>"],
  ["flat", "product.flatten()", "Vector<10>"],
  ["shape", "product.shape", "readonly [2, 5]"],
  ["plain", "product.toArray()", "number[][]"],
  ["slope", "grad((w: Matrix<2, 2>) => w.sum())", "(parameters: Matrix<2, 2>) => Matrix<2, 2>"],
  ["traced", "trace((w: Matrix<2, 2>) => w.sum(1), weights)", "Program<[w: Matrix<2, 2>], Tensor<[2]>>"],
  ["again", "traced.run(weights)", "Tensor<[2]>"],
  ["layer", "dense(784, hidden, { activation: relu })", `Dense<784, Dim<"hidden", 128>>`],
  [
    "network",
    "sequential(dense(784, 128), dense(128, 10))",
    "Network<[784], [10], readonly [DenseParameters<784, 128>, DenseParameters<128, 10>]>",
  ],
  ["parameters", "network.parameters", "readonly [DenseParameters<784, 128>, DenseParameters<128, 10>]"],
  ["bias", "network.parameters[1].bias", "Vector<10>"],
  ["output", "network.predict(pixels)", `Tensor<[Dim<"batch", number>, 10]>`],
  ["pass", "dense(3, 2).forward(zeros([5, 3]))", "Pass<[5, 3], [5, 2], DenseParameters<3, 2>>"],
  ["back", "pass.backward(zeros([5, 2]))", "Back<[5, 3], DenseParameters<3, 2>>"],
  ["evaluation", "crossEntropy.evaluate(zeros([5, 2]), zeros([5, 2]))", "Evaluation<[5, 2]>"],
  [
    "result",
    "backpropagate(network, crossEntropy, pixels, zeros([batch, 10]))",
    `Backpropagation<[Dim<"batch", number>, 784], readonly [DenseParameters<784, 128>, DenseParameters<128, 10>]>`,
  ],
  ["several", "parallel({ a: dense(4, 2) }).predict({ a: zeros([5, 4]) })", "{\n    readonly a: Tensor<[5, 2]>;\n}"],
  ["gradients", "result.gradients", "readonly [DenseParameters<784, 128>, DenseParameters<128, 10>]"],
  ["gradient", "result.gradients[0].weights", "Matrix<128, 784>"],
  ["optimizer", "sgd(dense(3, 2), { learningRate: 0.1 })", "Optimizer<DenseParameters<3, 2>>"],
  ["learned", "trainable({ weights })", "Trainable<{\n    readonly weights: Matrix<2, 2>;\n}>"],
  ["norm", "layerNorm(64)", "Network<[64], [64], NormalizationParameters<64>>"],
  ["batchNormed", "batchNorm(64)", "BatchNorm<64>"],
  ["embedded", "embedding(27, 64)", "Network<[], [64], EmbeddingParameters<27, 64>>"],
  ["attending", "attention([16, 64], 4)", "Network<[16, 64], [16, 64], AttentionParameters<64, 4>>"],
  ["query", "attending.parameters.query", "Tensor<[4, 16, 64]>"],
  [
    "around",
    "residual(sequential(layerNorm(64), activate(relu)))",
    "Network<[64], [64], readonly [NormalizationParameters<64>, readonly []]>",
  ],
  ["convolved", "conv2d([28, 28, 1], 16, 3)", "Network<[28, 28, 1], [26, 26, 16], Conv2dParameters<3, 1, 16>>"],
  [
    "uneven",
    "sequential(dense(64, 5), flatten([16, 5]))",
    "Network<[16, 64], [80], readonly [DenseParameters<64, 5>, readonly []]>",
  ],
  ["history", "train(layer, settings)", "Promise<History<never>>"],
  ["hundred", "inferred.dense(100)", "inferred.Deferred<inferred.DenseOn<100>>"],
  [
    "kernels",
    `inferred.conv2d(16, 3, { padding: "same", activation: relu })`,
    `inferred.Deferred<inferred.Conv2dOn<16, 3, 1, "same", 1, 1, true>>`,
  ],
  [
    "clothes",
    "inferred.sequential([28, 28, 1], kernels, inferred.maxPool2d(2), inferred.flatten(), inferred.dense(10))",
    "inferred.InferredNetwork<[[28, 28, 1], [28, 28, 16], [14, 14, 16], [3136], [10]], readonly [Conv2dParameters<3, 1, 16>, readonly [], readonly [], DenseParameters<3136, 10>]>",
  ],
  ["between", "clothes.shapes[2]", "readonly [14, 14, 16]"],
  ["decided", "clothes.predict(zeros([32, 28, 28, 1]))", "Tensor<[32, 10]>"],
] as const;

/** The signatures that are shown while arguments are typed. */
const signatures = [
  ["product = weights.matmul(", "matmul(other: Tensor<[2, 5]>): Tensor<[2, 5]>"],
  ["images.reshape(", `reshape(shape: readonly [Dim<"batch", number>, 784]): Tensor<[Dim<"batch", number>, 784]>`],
  ["list.outer(", "outer(other: Tensor<[2]>): Matrix<3, 2>"],
  ["column.add(", "add(other: number | Tensor<any>): Tensor<[3, 2]>"],
  ["= matrix(", "matrix(rows: readonly [readonly [1, 2], readonly [3, 4]]): Matrix<2, 2>"],
  [
    "network = sequential(",
    "sequential(layers_0: Dense<784, 128>, layers_1: Dense<128, 10>): Network<[784], [10], readonly [DenseParameters<784, 128>, DenseParameters<128, 10>]>",
  ],
  ["hundred = inferred.dense(", "dense(outputs: 100, options?: inferred.DenseOptions): inferred.Deferred<inferred.DenseOn<100>>"],
  ["optimizer.step(", "step(gradients: DenseParameters<3, 2>): void"],
  ["network.predict(", `predict(input: Tensor<[Dim<"batch", number>, 784]>): Tensor<[Dim<"batch", number>, 10]>`],
] as const;

const program = `import { concat, contractBatch, dim, grad, type Matrix, matrix, trace, vector, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { activate, adam, attention, backpropagate, batchNorm, conv2d, crossEntropy, dense, embedding, flatten, layerNorm, meanSquaredError, parallel, relu, residual, sequential, sgd, train, trainable } from "conformable/nn";
const settings = { loss: meanSquaredError, optimizer: adam(dense(784, 128)), epochs: 1, inputs: zeros([11, 784]), targets: zeros([11, 128]) };
${constants.map(([name, code]) => `const ${name} = ${code.replace("layer,", "dense(784, 128),")};`).join("\n")}
optimizer.step(back.gradients);
weights.`;

/** The names that may appear in a type: the package's exports, TypeScript's own types, and the names of sizes. */
const exported = ["index", "nn/index", "inferred/index"].flatMap((file) =>
  [...readFileSync(join(root, "src", `${file}.ts`), "utf8").matchAll(/^export .*?\{(.*?)\}/gms)].flatMap(
    ([, names = ""]) => names.match(/\w+/g) ?? [],
  ),
);

describe.each([
  ["6.0", typescript] as const,
  ...(testAll ? [["5.9", typescript5 as unknown as typeof typescript] as const] : []), // the same program in another version
])("TypeScript %s", (_, compiler) => {
  const editor = open(compiler, program);

  test.each(constants)("const %s = %s", (name, _, type) => {
    expect(editor.hover(`${name} = `)).toBe(`const ${name}: ${type}`);
  });

  test.each(signatures)("%s", (code, ...expected) => {
    expect(expected).toContain(editor.signature(code));
  });

  test("after the dot of a tensor, its operations are offered, and nothing else", () => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(library.scalar(0))).filter((name) => name !== "constructor");
    expect(editor.completions("\nweights.").toSorted()).toEqual(methods.toSorted());
  });
});

test("only exports of the package and TypeScript's own types are shown", () => {
  const shown = [...constants.map(([, , type]) => type), ...signatures.map(([, signature]) => signature)].join(" ");
  const names = new Set(shown.match(/\b[A-Z]\w+/g));
  expect([...names].filter((name) => !exported.includes(name))).toEqual(["Promise"]);
});
