/** Random numbers: every digit of a seed counts, and replacing a source's methods affects only calls of those methods. */
import { describe, expect, test } from "vitest";
import { type Random, random, randomNormal, randomUniform, tensor, zeros } from "../../src/index.js";
import { batches, dropout } from "../../src/nn/index.js";

describe("seeds", () => {
  test("small seeds give the same numbers as ever", () => {
    const first = [0, 1, 7, 2 ** 31, 2 ** 32 - 1].map((seed) => random(seed).uniform());
    expect(first).toEqual([0.12406416194182224, 0.6894079135345498, 0.883730639142549, 0.7281841446243793, 0.24844985561688682]);
  });

  // From `np.random.RandomState([|seed| mod 2³², |seed| / 2³², sign])`, with its 32-bit words combined as here.
  test.each([
    [2 ** 32, 0.8945377208923714, 0.49719522848181963],
    [-1, 0.5125602100147125, 0.3878516839864786],
    [-7, 0.6063412683607949, 0.9440731487212553],
    [-(2 ** 32), 0.4401180131331227, 0.7948873504466603],
    [1790000000123, 0.6951754722845271, 0.6002936920362202],
    [2 ** 53 - 1, 0.7886701836512615, 0.03713293170879617],
  ])("%i is spread over the whole state, as in NumPy", (seed, first, second) => {
    const source = random(seed);
    expect([source.uniform(), source.uniform()]).toEqual([first, second]);
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
