/**
 * ONNX models: what they contain, and what is refused. `npm run test:interop` runs the models of all layers and operations, and compares
 * their results.
 */
import { describe, expect, test } from "vitest";
import { grad, type Matrix, type Tensor, trace, vector, zeros } from "../../src/index.js";
import { conv2d, dense, dropout, embedding, type Layer, layer, relu, sequential } from "../../src/nn/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import { decode, infoOf, nodesOf } from "./decode.js";

const network = sequential(dense(3, 5, { activation: relu }), dropout(0.5), dense(5, 2));

describe("a network", () => {
  const model = decode(toOnnx(network));

  test("states the versions of the format and of the operators", () => {
    expect(model.ir_version).toBe(8);
    expect(model.opset_import.map(({ version }) => version)).toEqual([18]);
  });

  test("takes and gives any number of examples", () => {
    expect(model.graph.input.map(infoOf)).toEqual(["input: [batch, 3]"]);
    expect(model.graph.output.map(infoOf)).toEqual(["output: [batch, 2]"]);
  });

  test("has the network's parameters under their names", () => {
    const stored = model.graph.initializer.filter(({ name }) => /^\d/.test(name));
    expect(stored.map(({ name, dims }) => `${name}: [${dims.join(", ")}]`)).toEqual([
      "0.weights: [5, 3]",
      "0.bias: [5]",
      "2.weights: [2, 5]",
      "2.bias: [2]",
    ]);
    const { raw_data } = stored[0] as { raw_data: Uint8Array };
    expect(new Float32Array(raw_data.slice().buffer)).toEqual(Float32Array.from(network.parameters[0].weights.dataSync()));
  });

  test("is a list of operators that a person can read", () => {
    expect(nodesOf(model)).toEqual([
      "Transpose = Transpose(0.weights)",
      "MatMul = MatMul(input, Transpose)",
      "Add = Add(MatMul, 0.bias)",
      "Relu = Relu(Add)",
      "Transpose_2 = Transpose(2.weights)",
      "MatMul_2 = MatMul(Relu, Transpose_2)",
      "Add_2 = Add(MatMul_2, 2.bias)",
      "output = Identity(Add_2)",
    ]);
  });

  test("takes the stated number of examples", () => {
    const { graph } = decode(toOnnx(network, { batch: 7 }));
    expect([...graph.input, ...graph.output].map(infoOf)).toEqual(["input: [7, 3]", "output: [7, 2]"]);
  });

  test("that is used isn't changed", () => {
    const before = JSON.stringify(network.parameters);
    toOnnx(network);
    expect(JSON.stringify(network.parameters)).toBe(before);
  });
});

test("parameters may be called input or output, and zeros are stored in full", () => {
  const named = layer({ input: vector([1, 2]), output: zeros([2]) }, [2], [2], ({ input, output }, x) =>
    x.multiply(input).add(output),
  );
  const { graph } = decode(toOnnx(named));
  expect(graph.initializer.map(({ name, dims }) => `${name}: [${dims.join(", ")}]`)).toEqual(["input_2: [2]", "output_2: [2]"]);
  expect(nodesOf({ graph } as ReturnType<typeof decode>)).toEqual([
    "Mul = Mul(input, input_2)",
    "Add = Add(Mul, output_2)",
    "output = Identity(Add)",
  ]);
});

test("sizes that depend on the number of examples are computed by the model", () => {
  const convolution = decode(toOnnx(conv2d([8, 9, 2], 3, 3)));
  expect(convolution.graph.output.map(infoOf)).toEqual(["output: [batch, 6, 7, 3]"]);
  const merged = layer({}, [2, 3], [3], (_, x) => x.sum(1));
  expect(decode(toOnnx(merged)).graph.input.map(infoOf)).toEqual(["input: [batch, 2, 3]"]);
  const words = decode(toOnnx(sequential(embedding(11, 4), dense(4, 2))));
  expect(words.graph.input.map(infoOf)).toEqual(["input: [batch]"]);
});

test("a program has its own inputs and outputs", () => {
  const slope = grad((weights: Matrix<2, 3>, x: Matrix<7, 3>) => x.matmul(weights.transpose()).square().sum());
  const model = decode(toOnnx(trace(slope, zeros([2, 3]), zeros([7, 3]))));
  expect([...model.graph.input, ...model.graph.output].map(infoOf)).toEqual([
    "input1: [2, 3]",
    "input2: [7, 3]",
    "output: [2, 3]",
  ]);
  const both = decode(toOnnx(trace((x: Matrix<2, 3>) => ({ sum: x.sum(0), same: x }), zeros([2, 3]))));
  expect(both.graph.output.map(infoOf)).toEqual(["output1: [3]", "output2: [2, 3]"]);
});

describe("refuses", () => {
  test("a network that computes something else for another number of examples, unless the number is stated", () => {
    const looping = layer({}, [3], [3], <N extends number>(_: object, x: Tensor<[N, 3]>) => {
      let result = x;
      for (let example = 0; example < x.shape[0]; example++) result = result.add(1);
      return result;
    });
    expect(() => toOnnx(looping)).toThrow(
      "toOnnx: this network computes something else for another number of examples; state how many: { batch: 32 }",
    );
    expect(nodesOf(decode(toOnnx(looping, { batch: 2 }))).length).toBe(3);
  });

  test("a mean over the examples", () => {
    const scaled = layer({}, [3], [3], (_, x) => x.multiply(1 / x.shape[0]));
    expect(() => toOnnx(scaled)).toThrow("toOnnx: this network computes something else for another number of examples");
  });

  test.each([0, -1, 2.5, Number.NaN, "3", null])("the number of examples %s", (batch) => {
    expect(() => toOnnx(network, { batch: batch as number })).toThrow(/^toOnnx: batch is a whole number from 1 up, not /);
  });

  test("what is neither a network nor a program, and unknown options", () => {
    const untyped = toOnnx as (given: unknown, options?: unknown) => Uint8Array;
    for (const given of [undefined, null, 3, {}, zeros([3]), relu]) expect(() => untyped(given)).toThrow(/^toOnnx: the network/);
    expect(() => untyped(network, { bacth: 3 })).toThrow(/bacth/);
  });

  test("a layer that reads its input", () => {
    const reading: Layer<[3], [3], unknown> = layer({}, [3], [3], (_, x) => (x.at(0, 0) > 0 ? x : x.negate()));
    expect(() => toOnnx(reading)).toThrow(/^trace: numbers can't be read/);
  });
});
