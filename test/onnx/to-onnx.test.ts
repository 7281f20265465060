/**
 * ONNX models: what they contain, and what is refused. `npm run test:interop` runs the models of all layers and operations, and compares
 * their results.
 */
import { describe, expect, test } from "vitest";
import { grad, type Matrix, type Tensor, trace, vector, zeros } from "../../src/index.js";
import {
  attention,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  type Layer,
  layer,
  maxPool2d,
  relu,
  sequential,
} from "../../src/nn/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import type { AnyTensor } from "../grad/differences.js";
import { decode, infoOf, nodesOf } from "./decode.js";

// biome-ignore lint/suspicious/noExplicitAny: layers and programs of any shapes, where these aren't the question
type Any = any;

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
      "Gemm = Gemm(input, 0.weights, 0.bias)",
      "Relu = Relu(Gemm)",
      "output = Gemm(Relu, 2.weights, 2.bias)",
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
  expect(nodesOf({ graph } as ReturnType<typeof decode>)).toEqual(["Mul = Mul(input, input_2)", "output = Add(Mul, output_2)"]);
});

describe("has no more nodes than it needs:", () => {
  const own = (from: readonly number[], to: readonly number[], f: (x: AnyTensor) => AnyTensor): string[] =>
    nodesOf(decode(toOnnx((layer as Any)({}, from, to, (_: object, x: AnyTensor) => f(x)))));

  test("images keep their channels first from one convolution to the next", () => {
    const images = sequential(
      conv2d([8, 9, 2], 3, 3, { padding: "same", activation: relu }),
      maxPool2d([8, 9, 3], 2),
      conv2d([4, 4, 3], 2, 3),
      flatten([2, 2, 2]),
    );
    expect(nodesOf(decode(toOnnx(images)))).toEqual([
      "Transpose = Transpose(input)",
      "Transpose_2 = Transpose(0.kernels)",
      "Conv = Conv(Transpose, Transpose_2, 0.bias)",
      "Relu = Relu(Conv)",
      "MaxPool = MaxPool(Relu)",
      "Transpose_3 = Transpose(2.kernels)",
      "Conv_2 = Conv(MaxPool, Transpose_3, 2.bias)",
      "Transpose_4 = Transpose(Conv_2)",
      "output = Reshape(Transpose_4, [-1,8])",
    ]);
  });

  test("attention multiplies all heads of all examples at once", () => {
    const nodes = nodesOf(decode(toOnnx(attention([5, 8], 2))));
    expect(
      nodes.slice(
        nodes.findIndex((node) => node.startsWith("MatMul_4")),
        -4,
      ),
    ).toEqual([
      "MatMul_4 = MatMul(Transpose_2, Transpose_6)",
      "Softmax = Softmax(MatMul_4)", // the parameters are divided by √part, not the scores
      "MatMul_5 = MatMul(Softmax, Transpose_5)",
      "Transpose_7 = Transpose(MatMul_5)",
      "Reshape_8 = Reshape(Transpose_7, [1,-1,8])",
    ]);
    expect(nodes.filter((node) => node.includes("Reshape(input"))).toHaveLength(1); // queries, keys and values share it
  });

  test("what is transposed twice is transposed once, or not at all", () => {
    expect(own([2, 3], [2, 3], (x) => x.permute([0, 2, 1]).permute([0, 2, 1]).exp())).toEqual(["output = Exp(input)"]);
    expect(own([2, 3, 5], [5, 2, 3], (x) => x.permute([0, 2, 3, 1]).permute([0, 2, 3, 1]))).toEqual([
      "output = Transpose(input)",
    ]);
    const both = own([2, 3], [3, 2], (x) =>
      x
        .permute([0, 2, 1])
        .exp()
        .add(x.permute([0, 2, 1])),
    );
    expect(both).toEqual(["Transpose = Transpose(input)", "Exp = Exp(Transpose)", "output = Add(Exp, Transpose)"]);
  });

  test("a Gemm has only what it can take: two matrices, a swap of each, and a bias", () => {
    const programs = {
      bias: (x: AnyTensor, w: AnyTensor, b: AnyTensor) => x.transpose().matmul(w.transpose()).add(b),
      "bias and more": (x: AnyTensor, w: AnyTensor, b: AnyTensor) => {
        const product = x.transpose().matmul(w.transpose());
        return product.add(b).multiply(product);
      },
      "no swap": (x: AnyTensor, w: AnyTensor, b: AnyTensor) =>
        x
          .reshape([5, 2])
          .matmul(w.reshape([2, 5]))
          .add(b),
      matrix: (x: AnyTensor, w: AnyTensor) => w.matmul(x).add(x.transpose().matmul(w.transpose())),
    };
    const nodes = Object.entries(programs).map(([name, f]) => [
      name,
      nodesOf(decode((toOnnx as Any)((trace as Any)(f, zeros([2, 5]), zeros([5, 2]), zeros([5]))))),
    ]);
    expect(Object.fromEntries(nodes)).toEqual({
      bias: ["output = Gemm(input1, input2, input3)"],
      "bias and more": ["Gemm = Gemm(input1, input2)", "Add = Add(Gemm, input3)", "output = Mul(Add, Gemm)"],
      "no swap": [
        "Reshape = Reshape(input1, [5,2])",
        "Reshape_2 = Reshape(input2, [2,5])",
        "MatMul = MatMul(Reshape, Reshape_2)",
        "output = Add(MatMul, input3)",
      ],
      matrix: ["MatMul = MatMul(input2, input1)", "Gemm = Gemm(input1, input2)", "output = Add(MatMul, Gemm)"],
    });
  });

  test("what is computed twice is computed once, and one value may be two outputs", () => {
    const twice = trace((x: Matrix<2, 3>) => ({ once: x.exp().sum(0), again: x.exp().sum(0), same: x }), zeros([2, 3]));
    expect(nodesOf(decode(toOnnx(twice)))).toEqual([
      "Exp = Exp(input)",
      "output1 = ReduceSum(Exp, [0])",
      "output2 = Identity(output1)",
      "output3 = Identity(input)",
    ]);
  });

  test("numbers that are 0, -0 or NaN stay what they are", () => {
    const names = own([3], [3], (x) => x.divide(-0).add(0).multiply(Number.NaN));
    expect(names).toEqual(["Div = Div(input, -0)", "Add = Add(Div, 0)", "output = Mul(Add, NaN)"]);
  });
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
    expect(nodesOf(decode(toOnnx(looping, { batch: 2 })))).toEqual(["Add = Add(input, 1)", "output = Add(Add, 1)"]);
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
