/** Plans: whatever is joined to one pass, everything is computed before it is needed. */
import { describe, expect, test } from "vitest";
import { compile, grad, jvp, random, randomNormal, type Vector, vector, zeros } from "../../src/index.js";
import { planOf } from "../../src/program/plan.js";
import { record } from "../../src/program/record.js";
import type { AnyTensor } from "../grad/differences.js";

/** A long program of elementwise operations on vectors and on single numbers, which depend on one another. */
function recorded(seed: number, steps: number) {
  const source = random(seed);
  const f = (x: AnyTensor): AnyTensor => {
    const [vectors, numbers]: [AnyTensor[], AnyTensor[]] = [[x], [x.sum(0)]];
    const oneOf = (all: AnyTensor[]): AnyTensor => all[Math.floor(source.uniform() * all.length)];
    const operations: (() => unknown)[] = [
      () => vectors.push(oneOf(vectors).add(oneOf(vectors))),
      () => vectors.push(oneOf(vectors).multiply(3)),
      () => vectors.push(oneOf(numbers).broadcastTo([7])),
      () => numbers.push(oneOf(numbers).multiply(oneOf(numbers))),
      () => numbers.push(oneOf(numbers).negate()),
      () => numbers.push(oneOf(vectors).sum(0)),
    ];
    for (let step = 0; step < steps; step++) operations[Math.floor(source.uniform() * operations.length)]?.();
    return [...vectors, ...numbers];
  };
  return record("compile", f as (...args: readonly unknown[]) => unknown, [zeros([7])]);
}

describe("each step comes after those that it needs", () => {
  test.each(Array.from({ length: 200 }, (_, seed) => seed))("in a random program, seed %d", (seed) => {
    const { units, places } = planOf(recorded(seed, 50));
    const known = new Set<unknown>([0]); // the place of the input
    for (const unit of units) {
      const [needs, gives] =
        "chain" in unit
          ? [unit.operands.filter((operand) => typeof operand === "number"), unit.results.map(({ place }) => place)]
          : [unit.sources.filter((source) => source !== undefined), [unit.place]];
      expect(needs.filter((place) => !known.has(place))).toEqual([]);
      for (const place of gives) known.add(place);
    }
    expect(places.filter((place) => !known.has(place))).toEqual([]);
  });
});

test("the derivative of a gradient, compiled", () => {
  const slope = grad((x: Vector<3>) => x.softmax().dot(x).square().square());
  const both = (x: Vector<3>) => Object.values(jvp(slope, x, vector([1, 2, -1])));
  const x = vector([1, -0.5, 2]);
  expect(compile(both)(x).map(String)).toEqual(both(x).map(String));
});

test("the derivative of relu reads what relu returned, so nothing else is kept for it", () => {
  const [first, second] = [randomNormal([5, 3], random(1)), randomNormal([2, 5], random(2))];
  const slope = grad((x: Vector<3>) => second.matmul(first.matmul(x).add(0.5).relu()).square().sum());
  const { units } = planOf(record("compile", slope as (...args: readonly unknown[]) => unknown, [zeros([3])]));
  const rectified = units.flatMap((unit) =>
    "chain" in unit && unit.steps.some(({ primitive }) => primitive === "relu") ? [unit] : [],
  );
  expect(rectified.map(({ chain }) => chain.results.length)).toEqual([1]);
  for (const x of [vector([1, -0.5, 2]), vector([0, -0, 0]), vector([Number.NaN, 1, Number.POSITIVE_INFINITY])])
    expect(compile(slope)(x).toString()).toBe(slope(x).toString());
});
