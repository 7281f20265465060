/** The basics of tensors: they are immutable, views where possible, and printed for people. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { dim, matrix, ones, random, randomNormal, randomUniform, scalar, tensor, vector, zeros } from "../../src/index.js";

const x = tensor(
  [
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12, 13, 14, 15],
    ],
    [
      [16, 17, 18, 19, 20],
      [21, 22, 23, 24, 25],
      [26, 27, 28, 29, 30],
    ],
  ],
  [2, 3, 5],
);

describe("reading", () => {
  test("shape, rank and size", () => {
    expect([x.shape, x.rank, x.size]).toEqual([[2, 3, 5], 3, 30]);
    expect([scalar(7).shape, scalar(7).rank, scalar(7).size]).toEqual([[], 0, 1]);
    expect([zeros([0, 3]).shape, zeros([0, 3]).size]).toEqual([[0, 3], 0]);
  });

  test("one element, also counted from the end", () => {
    expect([x.at(0, 0, 0), x.at(1, 2, 4), x.at(-1, 0, -2), scalar(7).at()]).toEqual([1, 30, 19, 7]);
    expect(
      matrix([
        [1, 2, 3],
        [4, 5, 6],
      ])
        .transpose()
        .at(2, 0),
    ).toBe(3);
  });

  test("plain arrays, nested as deep as the rank", () => {
    expect(x.toArray()[1]?.[0]).toEqual([16, 17, 18, 19, 20]);
    expect(scalar(7).toArray()).toBe(7);
    expect(zeros([2, 0]).toArray()).toEqual([[], []]);
  });

  test("flat, nested and typed arrays give the same tensor", () => {
    const flat = [1, 2, 3, 4, 5, 6];
    for (const data of [
      flat,
      new Float32Array(flat),
      new Uint8Array(flat),
      [new Float32Array([1, 2, 3]), new Float32Array([4, 5, 6])],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ]) {
      expect(tensor(data, [2, 3]).toArray()).toEqual([
        [1, 2, 3],
        [4, 5, 6],
      ]);
    }
  });
});

describe("a tensor can't be changed", () => {
  test("through the array that it was created from", () => {
    const data = new Float64Array([1, 2, 3]);
    const made = tensor(data, [3]);
    data[0] = 100;
    expect(made.toArray()).toEqual([1, 2, 3]);
  });

  test("through the shape that it was given or returns", () => {
    const shape: [3, 2] = [3, 2];
    const made = zeros(shape);
    shape.reverse();
    expect(made.shape).toEqual([3, 2]);
    expect(() => (made.shape as unknown as number[]).reverse()).toThrow(TypeError);
  });

  test("through the numbers that it returns", () => {
    const made = vector([1, 2, 3]);
    made.toArray()[0] = 100;
    expect(made.toArray()).toEqual([1, 2, 3]);
  });

  test("by an operation", () => {
    const made = vector([1, 2, 3]);
    made.add(made).multiply(5);
    expect(made.toArray()).toEqual([1, 2, 3]);
  });
});

describe("printed", () => {
  test.each([
    [
      matrix([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      "Matrix<2, 3> [[1, 2, 3], [4, 5, 6]]",
    ],
    [vector([0.1 + 0.2, -1e-9, 1 / 3]), "Vector<3> [0.3, -1e-9, 0.333333]"],
    [scalar(Number.NaN), "Scalar NaN"],
    [zeros([1, 2, 1]), "Tensor<[1, 2, 1]> [[[0], [0]]]"],
    [zeros([0]), "Vector<0> []"],
    [ones([dim("batch", 2), 2]), "Matrix<2, 2> [[1, 1], [1, 1]]"],
    [ones([784]), "Vector<784> [1, 1, 1, …, 1, 1, 1]"],
    [zeros([9, 1]), "Matrix<9, 1> [[0], [0], [0], …, [0], [0], [0]]"],
  ])("%s", (printed, expected) => {
    expect(String(printed)).toBe(expected);
    expect(inspect(printed)).toBe(expected);
  });
});

describe("random numbers", () => {
  test("depend on the seed", () => {
    const draw = (seed: number) => randomNormal([2, 3], random(seed)).toArray();
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test("from one source continue its sequence", () => {
    const source = random(7);
    expect(randomUniform([5], source).toArray()).not.toEqual(randomUniform([5], source).toArray());
  });

  test("have the expected mean and deviation", () => {
    const normal = randomNormal([100_000], random(1), { mean: 3, deviation: 2 });
    expect(normal.mean().at()).toBeCloseTo(3, 1);
    expect(normal.subtract(3).square().mean().sqrt().at()).toBeCloseTo(2, 1);
    const uniform = randomUniform([100_000], random(1), { low: -1, high: 3 });
    expect(uniform.mean().at()).toBeCloseTo(1, 1);
    expect([uniform.min().at() >= -1, uniform.max().at() < 3]).toEqual([true, true]);
  });

  test("shuffle every entry to every place", () => {
    const source = random(1);
    const seen = Array.from({ length: 300 }, () => source.permutation(5));
    for (let place = 0; place < 5; place++) expect(new Set(seen.map((order) => order[place])).size).toBe(5);
    expect(seen.every((order) => order.toSorted().join() === "0,1,2,3,4")).toBe(true);
  });
});
