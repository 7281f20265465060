/** Random numbers: every digit of a seed counts, and replacing a source's methods affects only calls of those methods. */
import { describe, expect, test } from "vitest";
import {
  matrix,
  type Random,
  random,
  randomNormal,
  randomUniform,
  ShapeError,
  tensor,
  trace,
  useEngine,
  vector,
  zeros,
} from "../../src/index.js";
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

/** The mean of some numbers. */
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe.each([
  ["uniform", randomUniform],
  ["normal", randomNormal],
] as const)("%s of a shape", (name, make) => {
  test("draws the numbers that it returns one at a time", () => {
    const [source, other] = [random(7), random(7)];
    const drawn = source[name]([2, 3]);
    expect(drawn.shape).toEqual([2, 3]);
    expect([...drawn.dataSync()]).toEqual(Array.from({ length: 6 }, () => other[name]()));
    expect(drawn.dataSync()).toEqual(make([2, 3], random(7)).dataSync());
    expect(source[name]()).toBe(other[name]());
  });

  test("of no axes is a scalar", () => expect(random(7)[name]([]).at()).toBe(random(7)[name]()));

  test.each([undefined, null, 3, "3", [2.5]])("refuses the shape %s, and draws nothing", (shape) => {
    const source = random(1);
    expect(() => source[name](shape as never)).toThrow(ShapeError);
    expect(source[name]()).toBe(random(1)[name]());
  });
});

describe("integers", () => {
  test("are whole, within their bounds, and equally likely", () => {
    const counts = new Array<number>(6).fill(0);
    for (const value of random(1).integers(-2, 4, [60_000]).dataSync()) (counts[value + 2] as number)++;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(counts).toHaveLength(6);
    expect(chiSquared).toBeLessThan(20.5); // exceeded by one seed in a thousand
  });

  test("are the same for the same seed, on both engines", async () => {
    for (const engine of ["wasm", "reference"] as const) {
      await useEngine(engine);
      expect(random(7).integers(1, 7, [10]).toArray()).toEqual([5, 1, 6, 5, 3, 5, 5, 5, 6, 6]);
      expect(
        random(7)
          .integers(0, 2 ** 40, [1])
          .at(0),
      ).toBe(
        random(7)
          .integers(0, 2 ** 40, [1])
          .at(0),
      );
    }
  });

  test("one number is certain", () => expect(random(1).integers(3, 4, [5]).toArray()).toEqual([3, 3, 3, 3, 3]));

  test.each<[number, number, string]>([
    [0, 0, "integers: there is no whole number from 0 up to, and without, 0"],
    [2, 1, "integers: there is no whole number from 2 up to, and without, 1"],
    [0.5, 2, "integers: the bounds are whole numbers, not 0.5"],
    [0, Number.NaN, "integers: the bounds are whole numbers, not NaN"],
    [0, 2 ** 53, "integers: the bounds are whole numbers, not 9007199254740992"],
  ])("from %s to %s are refused, and nothing is drawn", (low, high, message) => {
    const source = random(1);
    expect(() => source.integers(low, high, [3])).toThrow(new RangeError(message));
    expect(source.uniform()).toBe(random(1).uniform());
  });
});

describe("bernoulli", () => {
  test.each([0, 0.1, 0.7, 1])("is 1 with the probability %s", (probability) => {
    const values = random(3).bernoulli(probability, [40_000]).dataSync();
    expect(new Set(values).size).toBe(probability % 1 === 0 ? 1 : 2);
    expect(Math.abs(mean(values) - probability)).toBeLessThanOrEqual(3.5 * Math.sqrt((probability * (1 - probability)) / 40_000));
  });

  test.each([-0.1, 1.5, Number.NaN, "1", undefined])("refuses the probability %s", (probability) =>
    expect(() => random(1).bernoulli(probability as number, [2])).toThrow(
      /^bernoulli: the probability is a number from 0 to 1, not /,
    ),
  );
});

describe("categorical", () => {
  const logits = [1, 0, -1, Number.NEGATIVE_INFINITY];

  test.each([0.5, 1, 3])("has the probabilities of softmax at the temperature %s", (temperature) => {
    const rows = 30_000;
    const all = vector(logits as [number, number, number, number]).broadcastTo([30_000, 4]);
    const counts = [0, 0, 0, 0];
    for (const found of random(5).categorical(all, { temperature }).dataSync()) (counts[found] as number)++;
    const expected = vector([1, 0, -1]).divide(temperature).softmax().multiply(rows).dataSync();
    const chiSquared = Array.from(expected).reduce(
      (sum, count, place) => sum + ((counts[place] as number) - count) ** 2 / count,
      0,
    );
    expect(chiSquared).toBeLessThan(13.8); // exceeded by one seed in a thousand
    expect(counts[3]).toBe(0);
  });

  test("at the temperature 0, the greatest is certain", () => {
    const found = random(5).categorical(matrix([[1, 3, 2], [0, -1, -2]]), { temperature: 0 }); // biome-ignore format: one line
    expect(found.toArray()).toEqual([1, 0]);
  });

  test("draws for all leading axes, and the same for the same seed", () => {
    const x = randomNormal([2, 3, 5], random(1));
    const found = random(7).categorical(x);
    expect(found.shape).toEqual([2, 3]);
    expect(random(7).categorical(x).toArray()).toEqual(found.toArray());
  });

  test("works while a program is recorded, with the same noise in each run", () => {
    const x = randomNormal([3, 5], random(1));
    const program = trace((given: typeof x) => random(7).categorical(given), x);
    expect(program.run(x).toArray()).toEqual(random(7).categorical(x).toArray());
  });

  test("refuses no classes, no axis and other temperatures", () => {
    const source: { categorical(...given: unknown[]): unknown } = random(1) as never;
    expect(() => source.categorical(zeros([3, 0]))).toThrow("categorical: [3, 0] holds nothing to compare");
    expect(() => source.categorical(zeros([]))).toThrow("categorical: takes a tensor with at least one axis, not []");
    for (const temperature of [-1, Number.NaN, Number.POSITIVE_INFINITY, "1"])
      expect(() => source.categorical(zeros([3]), { temperature })).toThrow(
        /^categorical: temperature has to be a finite number from 0 up/,
      );
    expect(random(1).uniform()).toBe((source as unknown as Random).uniform());
  });
});

describe("split", () => {
  // Computed in Python from the same formulas.
  test.each([
    [0, 0.7286760918288903, 0.03813235428167283, 0.2012265392605197],
    [7, 0.8509497035862419, 0.5905846438507169, 0.9417052284827048],
    [-1, 0.7459901158728404, 0.28461713314551196, 0.6083109387568126],
  ])("of %i: a source, one split off from it, and the first one afterwards", (seed, ...numbers) => {
    const source = random(seed);
    const child = source.split();
    const grandchild = child.split();
    expect([child.uniform(), grandchild.uniform(), source.uniform()]).toEqual(numbers);
  });

  test("gives the same sources for the same seed", () => {
    const numbers = () => {
      const source = random(7);
      const first = source.split();
      return [first.uniform(), source.split().uniform(), source.uniform(), first.split().uniform()];
    };
    expect(numbers()).toEqual(numbers());
    expect(new Set(numbers()).size).toBe(4);
  });

  test("what one source draws doesn't change what the other draws", () => {
    const [one, other] = [random(7), random(7)];
    const [left, right] = [one.split(), other.split()];
    left.permutation(100);
    one.normal();
    expect(one.split().uniform()).not.toBe(right.uniform());
    const again = random(7);
    const third = again.split();
    again.permutation(50);
    expect([third.uniform(), third.uniform()]).toEqual(((source) => [source.uniform(), source.uniform()])(random(7).split()));
  });

  test("sources that were split off, and those split off from them, are unrelated", () => {
    const root = random(1);
    const sources = Array.from({ length: 40 }, () => root.split());
    const all = [root, ...sources, ...sources.map((source) => source.split())];
    const rows = all.map((source) => Array.from({ length: 2000 }, () => source.uniform() - 0.5));
    const overlaps = new Set(rows.flat()).size;
    expect(overlaps).toBe(rows.length * 2000);
    const correlations = rows
      .slice(1)
      .map((row, index) => mean(row.map((value, place) => value * ((rows[index] as number[])[place] as number) * 12)));
    expect(Math.max(...correlations.map(Math.abs))).toBeLessThan(0.09); // 4 standard deviations
  });
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
