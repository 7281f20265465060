/** Random numbers: every digit of a seed counts, and replacing a source's methods affects only calls of those methods. */
import { describe, expect, test } from "vitest";
import { type Random, random, randomNormal, randomUniform, tensor, zeros } from "../../src/index.js";
import { batches, dropout } from "../../src/nn/index.js";

describe("seeds", () => {
  // Computed in Python from the formulas of xoroshiro128+ and MurmurHash3.
  test.each([
    [0, 0.3948902595688004, 0.7000011616156531],
    [1, 0.7963065447339946, 0.027387468980889507],
    [7, 0.4268612906984759, 0.8724357981440902],
    [2 ** 31, 0.8228519943122582, 0.2711981842212131],
    [2 ** 32 - 1, 0.6727936545330605, 0.6169213993724243],
    [2 ** 32, 0.7620040441247148, 0.8508806692283305],
    [-1, 0.8163488047048395, 0.39781771851212366],
    [-7, 0.4469035549733892, 0.3018470466150638],
    [-(2 ** 32), 0.3546465931627095, 0.8384465448480162],
    [1790000000123, 0.1718852969992133, 0.1054923983764986],
    [2 ** 53 - 1, 0.5944338260298123, 0.059087278955389566],
  ])("%i gives the same numbers on every machine", (seed, first, second) => {
    const source = random(seed);
    expect([source.uniform(), source.uniform()]).toEqual([first, second]);
  });

  test("the first numbers of neighbouring seeds are unrelated", () => {
    const first = Array.from({ length: 10_000 }, (_, seed) => random(seed).uniform() - 0.5);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(first))).toBeLessThan(0.01); // 3.5 standard deviations
    const products = first.slice(1).map((value, index) => value * (first[index] as number) * 12); // 12 is 1 / variance
    expect(Math.abs(mean(products))).toBeLessThan(0.035);
  });

  test("different seeds give different numbers, and -0 is 0", () => {
    const seeds = [0, 1, 2, 7, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33, 2 ** 40, 2 ** 53 - 1].flatMap((seed) => [
      seed,
      -seed,
    ]);
    expect(new Set(seeds.map((seed) => random(seed).uniform())).size).toBe(seeds.length - 1);
  });
});

describe("permutation", () => {
  test("contains each number once", () => {
    for (const length of [0, 1, 2, 13]) {
      const found = random(1).permutation(length);
      expect(found.toSorted((one, other) => one - other)).toEqual(Array.from({ length }, (_, index) => index));
    }
  });

  test.each([-1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, 100_000_001, 2 ** 32, 2 ** 53, "3", null, undefined])(
    "refuses %s, and draws nothing",
    (length) => {
      const source = random(1);
      expect(() => source.permutation(length as number)).toThrow(
        new RangeError(
          `permutation: the length is a whole number from 0 up to 100 million, not ${typeof length === "string" ? `"${length}"` : length}`,
        ),
      );
      expect(source.uniform()).toBe(random(1).uniform());
    },
  );
});

test("the library draws the same numbers after a source's methods are replaced", () => {
  const replaced = (): Random =>
    Object.assign(random(3), { uniform: () => 7, normal: () => Number.NaN, permutation: () => [-1, 2 ** 31, 0.5] });
  const own = random(3);
  const other = replaced();
  const numbers = (source: Random) => [
    randomNormal([5], source).toArray(),
    randomUniform([5], source).toArray(),
    dropout(0.5, { random: source })
      .forward(zeros([7]).add(1))
      .output.toArray(),
    [...batches(tensor([1, 2, 3, 4, 5], [5, 1]), zeros([5, 1]), 2, { random: source })].map(({ inputs }) => inputs.toArray()),
  ];
  expect(numbers(other)).toEqual(numbers(own));
});

test("objects that only look like a source are refused", () => {
  for (const source of [Object.create(Object.getPrototypeOf(random(1))), { uniform: () => 0.5 }, 7, null]) {
    expect(() => randomNormal([2], source)).toThrow("the source of random numbers is made by random(seed)");
  }
});

test("without shuffling, examples keep their order", () => {
  const found = [...batches(tensor([1, 2, 3, 4, 5], [5]), zeros([5]), 2)].map(({ inputs }) => inputs.toArray());
  expect(found).toEqual([[1, 2], [3, 4], [5]]);
});
