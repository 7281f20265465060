/** Programs as StableHLO: what the text says, and what is refused. `npm run test:interop -- xla` has XLA run it, for every primitive. */
import { expect, test } from "vitest";
import { grad, type Matrix, matrix, random, scalar, trace, type Vector, vector, zeros } from "../../src/index.js";
import { dense, relu } from "../../src/nn/index.js";
import { toStableHlo } from "../../src/stablehlo/index.js";

/** The lines of the function. */
const body = (text: string): string[] =>
  text
    .split("\n")
    .slice(2, -4)
    .map((line) => line.trim());

test("a layer, with its parameters as arguments", () => {
  const layer = dense(5, 3, { activation: relu, random: random(1) });
  const program = trace(
    (parameters: typeof layer.parameters, x: Matrix<4, 5>) => layer.with(parameters).predict(x),
    layer.parameters,
    zeros([4, 5]),
  );
  expect(toStableHlo(program)).toBe(`module @conformable {
  func.func public @main(%weights: tensor<3x5xf32>, %bias: tensor<3xf32>, %input: tensor<4x5xf32>) -> (tensor<4x3xf32>) {
    %a = stablehlo.transpose %weights, dims = [1, 0] : (tensor<3x5xf32>) -> tensor<5x3xf32>
    %b = stablehlo.dot_general %input, %a, contracting_dims = [1] x [0] : (tensor<4x5xf32>, tensor<5x3xf32>) -> tensor<4x3xf32>
    %c = stablehlo.broadcast_in_dim %bias, dims = [1] : (tensor<3xf32>) -> tensor<4x3xf32>
    %d = stablehlo.add %b, %c : tensor<4x3xf32>
    %zero = stablehlo.constant dense<0.0e+0> : tensor<4x3xf32>
    %e = stablehlo.maximum %d, %zero : tensor<4x3xf32>
    return %e : tensor<4x3xf32>
  }
}
`);
});

test("several results, and results that are inputs", () => {
  const text = toStableHlo(trace((x: Vector<3>) => ({ sum: x.sum(), same: x }), zeros([3])));
  expect(text).toContain("func.func public @main(%input: tensor<3xf32>) -> (tensor<f32>, tensor<3xf32>)");
  expect(body(text).at(-1)).toBe(
    "%a = stablehlo.reduce(%input init: %start) applies stablehlo.add across dimensions = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<f32>",
  );
  expect(text).toContain("return %a, %input : tensor<f32>, tensor<3xf32>");
});

const written = (number: number) =>
  /dense<([^>]*)>/.exec(toStableHlo(trace((x: Vector<2>) => x.multiply(number), zeros([2]))))?.[1] ?? "";

test.each([0, -0, 1, 0.1, -2.5e-20, 3e38, 1e-45, 16_777_217])("the number %s is written exactly, as float32 has it", (number) => {
  expect(written(number)).toMatch(/^-?\d\.\d+e[+-]\d+$/);
  expect(Number(written(number))).toBe(Math.fround(number));
});

test("numbers that aren't finite are written as bits", () => {
  const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e39];
  expect(numbers.map(written)).toEqual(["0x7FC00000", "0x7F800000", "0xFF800000", "0x7F800000"]);
});

test("constants: small ones are legible, larger ones are bytes, and what is the same along an axis is stored once", () => {
  const small = toStableHlo(trace((x: Matrix<2, 2>) => x.add(matrix([[1, 2], [3, 4]])), zeros([2, 2]))); // biome-ignore format: one line
  expect(body(small)[0]).toBe("%constant1 = stablehlo.constant dense<[[1.0e+0, 2.0e+0], [3.0e+0, 4.0e+0]]> : tensor<2x2xf32>");
  const ramp = Array.from({ length: 17 }, (_, index) => index);
  const large = toStableHlo(trace((x: Vector<17>) => x.add(vector(ramp as unknown as number[] & { length: 17 })), zeros([17])));
  const [, digits = ""] = /dense<"0x(\w+)">/.exec(large) ?? [];
  expect([...new Float32Array(Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)).buffer)]).toEqual(
    ramp,
  );
  const repeated = toStableHlo(trace((x: Matrix<5, 2>) => x.add(vector([1, 2])), zeros([5, 2])));
  expect(body(repeated).slice(0, 2)).toEqual([
    "%constant1 = stablehlo.constant dense<[1.0e+0, 2.0e+0]> : tensor<2xf32>",
    "%constant1_repeated = stablehlo.broadcast_in_dim %constant1, dims = [1] : (tensor<2xf32>) -> tensor<5x2xf32>",
  ]);
  expect(body(toStableHlo(trace((x: Vector<2>) => x.add(scalar(3)), zeros([2]))))[0]).toMatch(/dense<3\.0e\+0> : tensor<2xf32>$/);
});

test("names that MLIR doesn't allow are changed, and stay distinct", () => {
  const program = trace((x: { "1 a": Vector<2>; "1_a": Vector<2> }) => x["1 a"].add(x["1_a"]), {
    "1 a": zeros([2]),
    "1_a": zeros([2]),
  });
  expect(toStableHlo(program)).toContain("@main(%_1_a: tensor<2xf32>, %_1_a_1: tensor<2xf32>)");
});

test("gradients have programs too", () => {
  const text = toStableHlo(
    trace(
      grad((x: Vector<3>) => x.exp().sum()),
      zeros([3]),
    ),
  );
  expect(body(text)).toContain("%a = stablehlo.exponential %input : tensor<3xf32>");
});

test.each([undefined, null, 3, {}, zeros([3]), dense(2, 3)])("anything but a program is refused: %s", (given) => {
  expect(() => toStableHlo(given as never)).toThrow(/^toStableHlo: takes a program, made by trace, not /);
});

const layer = trace((weights: Matrix<6, 5>, x: Matrix<8, 5>) => x.matmul(weights.transpose()), zeros([6, 5]), zeros([8, 5]));

test("shardings divide inputs along the axes of a mesh", () => {
  const text = toStableHlo(layer, {
    shardings: { mesh: { batch: 4, model: 2 }, inputs: { input2: ["batch", null], input1: ["model", null] } },
  });
  expect(text.split("\n").slice(0, 3)).toEqual([
    "module @conformable {",
    '  sdy.mesh @mesh = <["batch"=4, "model"=2]>',
    '  func.func public @main(%input1: tensor<6x5xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"model"}, {}]>}, ' +
      '%input2: tensor<8x5xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"batch"}, {}]>}) -> (tensor<8x6xf32>) {',
  ]);
});

test("an input that isn't listed is left to the partitioner", () => {
  const text = toStableHlo(layer, { shardings: { mesh: { batch: 4 }, inputs: { input2: ["batch", null] } } });
  expect(text).toContain("%input1: tensor<6x5xf32>, %input2");
});

test("shardings that don't fit are refused", () => {
  const untyped = toStableHlo as (program: unknown, options: unknown) => string;
  const divided = (inputs: unknown, mesh: unknown = { batch: 4, model: 2 }) => untyped(layer, { shardings: { mesh, inputs } });
  const refused = [
    [() => divided({ x: ["batch", null] }), 'toStableHlo: the program has no input "x", but "input1", "input2"'],
    [
      () => divided({ input1: ["batch", null] }),
      'toStableHlo: input "input1": axis 0 of size 6 can\'t be divided equally among 4 devices',
    ],
    [() => divided({ input2: ["rows", null] }), 'toStableHlo: input "input2": the mesh has no axis "rows"'],
    [() => divided({ input2: ["batch", "batch"] }), 'toStableHlo: input "input2": mesh axis "batch" stands there twice'],
    [() => divided({ input2: ["batch"] }), 'toStableHlo: input "input2" of shape [8, 5] needs a list of 2 mesh axes, not of 1'],
    [() => divided({ input2: "batch" }), 'toStableHlo: input "input2" of shape [8, 5] needs a list of 2 mesh axes, not "batch"'],
    [() => divided({}, { batch: 0 }), 'toStableHlo: the size of mesh axis "batch" is a whole number from 1 up, not 0'],
    [() => divided({}, 4), "toStableHlo: shardings: mesh is a record, not 4"],
    [() => divided(undefined), "toStableHlo: shardings: inputs is a record, not undefined"],
    [() => untyped(layer, { sharding: {} }), /toStableHlo/],
  ] as const;
  for (const [call, message] of refused) expect(call).toThrow(message);
  // @ts-expect-error the mesh has no axis "rows"
  expect(() => toStableHlo(layer, { shardings: { mesh: { batch: 4 }, inputs: { input2: ["rows", null] } } })).toThrow();
});
