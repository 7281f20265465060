/**
 * Compares the functions of one and of two numbers, as the WASM engine computes them, with NumPy. The inputs are exact in float32, so each
 * difference is an error of the engine.
 */
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { atan2, type Tensor, tensor, useEngine } from "../../src/index.js";
import { type RecordedTensor, toNumber } from "./differences.js";

interface Case {
  readonly operation: string;
  readonly name: string;
  readonly given: readonly RecordedTensor[];
  readonly expected: RecordedTensor;
}

const all: readonly Case[] = JSON.parse(readFileSync(new URL("numpy.json", import.meta.url), "utf8"));
const cases = all.filter(({ name }) => name === "[100] in float32");

/** The most units by which a result may differ. Where several kernels are composed, several roundings come together. */
const composed: Readonly<Record<string, number>> = { tan: 3, sinh: 3, cosh: 2, expm1: 2, atan2: 2 };
const most = (operation: string): number => composed[operation] ?? 1;

/** The distance between neighbouring float32 numbers near x. */
const unit = (x: number): number => 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 23, -149);

beforeAll(async () => void (await useEngine("wasm")));

test("there are cases", () => expect(cases.length).toBeGreaterThan(20));

test.each(cases)("$operation", ({ operation, given, expected }) => {
  const [x, y] = given.map(({ data }) => tensor(data.map(toNumber), [100])) as [Tensor<[100]>, Tensor<[100]>]; // or one
  const methods = x as unknown as Record<string, (other: unknown) => Tensor<[100]>>;
  const result = operation === "atan2" ? atan2(x, y) : methods[operation]?.(y);
  const found = result?.toArray() ?? [];
  expect(found).toHaveLength(100);
  const errors = expected.data.map(toNumber).map((right, index) => {
    const got = found[index] as number;
    return Object.is(got, Math.fround(right)) || got === right ? 0 : Math.abs(got - right) / unit(right);
  });
  expect(Math.max(...errors)).toBeLessThanOrEqual(most(operation));
});
