/** Elementwise operations: all lengths, all alignments, in place, and with special numbers. */
import { describe, expect, test } from "vitest";
import { hasKernel, type OperationWithKernel, type UnaryOperation, unaryOperations } from "../../src/engine/unary.js";
import { type Arena, expectClose, lengths, randomFrom, variants } from "./arena.js";

const unaryNames: readonly OperationWithKernel[] = (Object.keys(unaryOperations) as UnaryOperation[]).filter(hasKernel);

const binary = {
  add: (left: number, right: number) => left + right,
  subtract: (left: number, right: number) => left - right,
  multiply: (left: number, right: number) => left * right,
  divide: (left: number, right: number) => left / right,
};
type Binary = keyof typeof binary;
const binaryNames = Object.keys(binary) as Binary[];

/** The error that rounding a denormal may cause: tanhDerivative multiplies one by 4. */
const least = 2 ** -147;

function run(arena: Arena, name: OperationWithKernel, values: ArrayLike<number>, shift = 0): Float32Array {
  const result = arena.output(values.length, shift);
  arena.kernels[name](arena.input(values, (shift + 1) % 4), result, values.length);
  const copy = arena.floats(result, values.length).slice();
  arena.check();
  return copy;
}

describe.each(variants)("%s", (_name, arena) => {
  test.each(unaryNames)("%s with any length", (name) => {
    const random = randomFrom(5);
    for (const length of lengths) {
      for (const shift of [0, 1, 2, 3]) {
        const values = random.numbers(length, name === "log" || name === "sqrt" ? 0 : -6, 6);
        expectClose(run(arena, name, values, shift), Array.from(values, unaryOperations[name]), 4e-7, name === "log" ? 6e-8 : 0);
      }
    }
  });

  test.each(unaryNames)("%s at all magnitudes", (name) => {
    const random = randomFrom(6);
    const values = new Float32Array(40_000);
    for (let index = 0; index < values.length; index++) {
      values[index] = (random.integer(2) ? 1 : -1) * 2 ** random.number(-149, name === "exp" ? 7.5 : 128);
      if (index < 20_000) values[index] = random.number(-105, 105);
    }
    const positive = name === "log" ? values.map(Math.abs) : values;
    expectClose(run(arena, name, positive), Array.from(positive, unaryOperations[name]), 4e-7, least);
  });

  test.each(unaryNames)("%s of special numbers", (name) => {
    const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;
    const values = [
      0,
      -0,
      infinity,
      -infinity,
      nan,
      1,
      -1,
      2 ** -149,
      -(2 ** -149),
      2 ** -126,
      3.4e38,
      -3.4e38,
      88.7,
      88.8,
      -87.4,
      -103.9,
      -104.1,
      1e4,
      -1e4,
    ];
    const outcome = run(arena, name, values);
    expectClose(
      outcome,
      Array.from(values, (x) => unaryOperations[name](Math.fround(x))),
      4e-7,
      least,
    );
    if (name === "negate" || name === "sqrt") expect(outcome[1]).toBe(name === "negate" ? 0 : -0);
  });

  test("saturated activations are exact", () => {
    expect([...run(arena, "tanh", [10, -10, 50, -50, Number.POSITIVE_INFINITY])]).toEqual([1, -1, 1, -1, 1]);
    expect([...run(arena, "sigmoid", [20, 100, -150, Number.NEGATIVE_INFINITY])]).toEqual([1, 1, 0, 0]);
    expect([...run(arena, "exp", [0, -200, 200])]).toEqual([1, 0, Number.POSITIVE_INFINITY]);
    expect([...run(arena, "log", [1, 0, -1])]).toEqual([0, Number.NEGATIVE_INFINITY, Number.NaN]);
  });

  test("log is precise near 1, and tanh near 0", () => {
    const random = randomFrom(8);
    const nearOne = random.numbers(5000, 0.99, 1.01);
    expectClose(run(arena, "log", nearOne), Array.from(nearOne, Math.log), 4e-7);
    const nearZero = random.numbers(5000, -0.01, 0.01);
    expectClose(run(arena, "tanh", nearZero), Array.from(nearZero, Math.tanh), 4e-7);
  });

  test.each(binaryNames)("%s with two tensors, and with a scalar", (name) => {
    const random = randomFrom(9);
    const { kernels } = arena;
    const compute = binary[name];
    for (const length of lengths) {
      const shift = length % 4;
      const [left, right] = [random.numbers(length), random.numbers(length)];
      left[0] = Number.NaN;
      right[length - 1] = 0;
      const expected = left.map((value, index) => compute(value, right[index] as number));
      const [leftAt, rightAt] = [arena.input(left, shift), arena.input(right, (shift + 1) % 4)];
      const result = arena.output(length, 3 - shift);
      kernels[name](leftAt, rightAt, result, length);
      expect(arena.floats(result, length)).toEqual(expected);
      kernels[`${name}Scalar`](leftAt, 0.3, result, length);
      expect(arena.floats(result, length)).toEqual(left.map((value) => compute(value, Math.fround(0.3))));
      arena.check();
    }
  });

  test("results may overwrite an operand", () => {
    const random = randomFrom(10);
    for (const length of [3, 30, 101]) {
      const values = random.numbers(length);
      for (const name of unaryNames) {
        const place = arena.output(length, 1, values);
        arena.kernels[name](place, place, length);
        const inPlace = arena.floats(place, length).slice();
        arena.check();
        expect(inPlace).toEqual(run(arena, name, values));
      }
      const others = random.numbers(length);
      for (const name of binaryNames) {
        const [place, other] = [arena.output(length, 2, values), arena.input(others)];
        const apart = arena.output(length, 3);
        arena.kernels[name](place, other, apart, length);
        const expected = arena.floats(apart, length).slice();
        arena.kernels[name](place, other, place, length);
        expect(arena.floats(place, length)).toEqual(expected);
        const second = arena.output(length, 1, others);
        arena.kernels[name](arena.input(values), second, second, length);
        expect(arena.floats(second, length)).toEqual(expected);
        const scaled = arena.output(length, 1, values);
        arena.kernels[`${name}Scalar`](scaled, 0.3, apart, length);
        const ofScalar = arena.floats(apart, length).slice();
        arena.kernels[`${name}Scalar`](scaled, 0.3, scaled, length);
        expect(arena.floats(scaled, length)).toEqual(ofScalar);
      }
      arena.check();
    }
  });

  test("nothing is read beyond an operand", () => {
    for (const length of lengths) {
      const values = arena.inputAtEnd(new Float32Array(length).fill(1));
      const result = arena.output(length);
      for (const name of unaryNames) arena.kernels[name](values, result, length);
      for (const name of binaryNames) arena.kernels[name](values, values, result, length);
      arena.check();
    }
  });
});
