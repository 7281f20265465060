/** Sorting, ranks and counts: derivatives, programs, both engines, and what is refused. NumPy's values are in test/oracle. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { random, randomNormal, ShapeError, useEngine } from "../../src/index.js";
import type { AnyTensor } from "../grad/differences.js";

// biome-ignore lint/suspicious/noExplicitAny: shapes that the compiler refuses, and tensors of any shape
type Untyped = any;
const { bincount, grad, histogram, matrix, searchSorted, tensor, trace, unique, vector, zeros }: Untyped = library;

const [infinity, none] = [Number.POSITIVE_INFINITY, Number.NaN];
const gradient = (f: (x: AnyTensor) => AnyTensor, x: AnyTensor): unknown => grad(f)(x).toArray();
/** Numbers of which many are equal, and some are hard to order. */
const drawn = (...shape: number[]): AnyTensor => {
  const numbers: Untyped = random(7).integers(-2, 4, shape as unknown as []);
  return library.where(numbers.equal(3), none, library.where(numbers.equal(2), infinity, numbers) as Untyped);
};

describe.each(["reference", "wasm"] as const)("%s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  test("sorting is stable, and NaN is last in both orders", () => {
    const x = vector([2, none, 1, 2, -0, 0, 1, -infinity]);
    expect(x.argsort().toArray()).toEqual([7, 4, 5, 2, 6, 0, 3, 1]);
    expect(x.argsort(0, { descending: true }).toArray()).toEqual([0, 3, 2, 6, 4, 5, 7, 1]);
    expect(x.sort(0, { descending: true }).toArray()).toEqual([2, 2, 1, 1, -0, 0, -infinity, none]);
    expect(x.topK(3).indices.toArray()).toEqual([0, 3, 2]);
  });

  test.each([1, 2, 3, 31, 32, 33, 1000])("a row of %i numbers is sorted as by Array.sort", (length) => {
    const x = randomNormal([length as 7], random(length))
      .multiply(3)
      .round();
    const numbers = [...x.dataSync()];
    const order = [...numbers.keys()].sort((one, other) => (numbers[one] as number) - (numbers[other] as number)); // stable
    expect([...x.argsort().dataSync()]).toEqual(order);
    expect([...x.sort().dataSync()]).toEqual(order.map((place) => numbers[place]));
  });

  test("equal numbers: the gradient belongs to the first of them", () => {
    expect(gradient((x) => x.cumulativeMax(0).sum(), vector([1, 3, 3, 2]))).toEqual([1, 3, 0, 0]);
    expect(gradient((x) => x.cumulativeMin(0).sum(), vector([3, 1, 1, 2]))).toEqual([1, 3, 0, 0]);
    expect(gradient((x) => x.topK(1).values.sum(), vector([1, 3, 3]))).toEqual([0, 1, 0]);
  });

  test("the gradient of running products is right where elements are 0", () => {
    expect(gradient((x) => x.cumulativeProduct(0).sum(), vector([2, 0, 3, 0]))).toEqual([1, 8, 0, 0]);
    expect(gradient((x) => x.cumulativeProduct(0).sum(), vector([0, 0, 0]))).toEqual([1, 0, 0]);
  });

  test("the gradient of a quantile is divided among its neighbours", () => {
    expect(gradient((x) => x.median(), vector([7, 1, 3, 2]))).toEqual([0, 0, 0.5, 0.5]);
    expect(gradient((x) => x.quantile(0.25), vector([5, 1, 9, 2, 7]))).toEqual([0, 0, 0, 1, 0]);
  });

  test("an index that is taken several times gets all errors", () => {
    expect(gradient((x) => x.takeAlong(matrix([[1, 1, 1, 0]]), 1).sum(), matrix([[2, 3, 5]]))).toEqual([[1, 3, 0]]);
  });

  test("unique can be differentiated, and its error belongs to the first of equal numbers", () => {
    expect(gradient((x) => unique(x, "distinct").square().sum(), vector([3, 1, 3]))).toEqual([6, 2, 0]);
  });

  test("inverse and counts of unique, as its documentation says", () => {
    const labels = vector([7, 3, 7, 5, 7]);
    const classes = unique(labels, "classes");
    const numbers = searchSorted(classes, labels);
    expect(classes.gather(numbers).toArray()).toEqual(labels.toArray());
    expect(bincount(numbers, classes.shape[0]).toArray()).toEqual([1, 1, 3]);
  });

  const x = drawn(5, 7);
  const limits = vector([-1, 0, 0, 1, infinity, none]);
  test.each<[string, (...given: AnyTensor[]) => unknown, AnyTensor[]]>([
    ["searchSorted", (a, b) => searchSorted(a, b), [limits, x]],
    ["searchSorted, right", (a, b) => searchSorted(a, b, { side: "right" }), [limits, x]],
    ["bincount", (a) => bincount(a, 5), [matrix([[1, 4, 1], [0, 0, 3]])]], // biome-ignore format: one line
    ["histogram", (a) => histogram(a, 4), [randomNormal([31], random(5))]],
    ["histogram of equal numbers", (a) => histogram(a, 3), [library.full([5], 2)]],
    ["histogram with bounds", (a) => histogram(a, 3, { low: -1, high: 1 }), [x]],
    ["sort", (a) => a.sort(0), [x]],
    ["argsort", (a) => a.argsort(1, { descending: true }), [x]],
    ["topK", (a) => a.topK(3, 0), [x]],
    ["median", (a) => a.median(1), [x]],
    ["cumulativeMax", (a) => a.cumulativeMax(1), [x]],
  ])("%s is the same as a program", (_, f, operands) => {
    expect(trace(f, ...operands).run(...operands)).toEqual(f(...operands));
  });
});

test("both engines agree", async () => {
  const results = async (engine: "reference" | "wasm") => {
    await useEngine(engine);
    const x = drawn(5, 7);
    const { counts } = histogram(x, 4, { low: -2, high: 2 });
    const all = [x.sort(0), x.argsort(1), x.topK(2).indices, x.quantile(0.5, 0), x.cumulativeMin(1), unique(x, "u"), counts];
    return all.map((each: AnyTensor) => each.toArray());
  };
  const [one, other] = [await results("wasm"), await results("reference")];
  expect(one).toEqual(other);
});

describe("refused", () => {
  test.each<[string, () => unknown, string]>([
    ["a scalar", () => zeros([]).sort(), "sort: takes a tensor with at least one axis, not []"],
    ["an axis", () => zeros([3]).argsort(1), "argsort: [3] has no axis 1"],
    ["too many", () => zeros([3]).topK(4), "topK: axis -1 of [3] has fewer than 4 entries"],
    ["a scalar's greatest", () => zeros([]).topK(0), "topK: takes a tensor with at least one axis, not []"],
    ["the greatest 2.5", () => zeros([3]).topK(2.5), "a size is a whole number from 0 up, not 2.5"],
    [
      "other sizes",
      () => zeros([2, 3]).takeAlong(zeros([2]), 1),
      "takeAlong: [2, 3] and the indices, [2], differ in more than axis 1",
    ],
    ["a negative index", () => zeros([3]).takeAlong(vector([-1]), 0), "takeAlong: axis 0 of [3] has no entry -1"],
    ["half an index", () => zeros([3]).takeAlong(vector([0.5]), 0), "takeAlong: axis 0 of [3] has no entry 0.5"],
    ["no index", () => zeros([3]).takeAlong(vector([none]), 0), "takeAlong: axis 0 of [3] has no entry NaN"],
    ["nothing", () => zeros([0, 3]).median(0), "median: [0, 3] holds nothing to compare"],
    ["a matrix", () => searchSorted(zeros([2, 2]), zeros([2])), "searchSorted: takes a vector, not [2, 2]"],
    ["a class", () => bincount([0, 3], 3), "bincount: [3] has no entry 3"],
    ["no bins", () => histogram(zeros([3]), 0), "histogram: takes at least one bin"],
    ["no numbers", () => histogram(zeros([0]), 2), "histogram: [0] holds nothing to compare"],
    ["no name", () => unique(zeros([3]), 7), "dim: the name must be a literal string"],
    ["another option", () => zeros([3]).sort(0, { reverse: true }), "sort: there is no option reverse"],
  ])("%s", (_, call, message) => expect(call).toThrow(new ShapeError(message)));

  test.each([-0.1, 1.1, none, "0.5", undefined])("the share %s", (share) =>
    expect(() => zeros([3]).quantile(share)).toThrow(/^quantile: the share is a number from 0 to 1, not /),
  );

  test("an order that isn't true or false", () =>
    expect(() => zeros([3]).sort(0, { descending: 1 })).toThrow(
      new TypeError("sort: descending has to be true or false, not 1"),
    ));

  test("bounds", () => {
    expect(() => histogram(zeros([3]), 2, { low: 1, high: 0 })).toThrow("the low bound 1 is above the high bound 0");
    expect(() => histogram(zeros([3]), 2, { low: none })).toThrow("histogram: low has to be a finite number, not NaN");
    expect(() => histogram(vector([1, 2]), 2, { low: 3 })).toThrow("the low bound 3 is above the high bound 2");
    expect(() => histogram(vector([1, infinity]), 2)).toThrow("NaN and infinities lie in no bin");
    expect(() => histogram(vector([1, none]), 2)).toThrow("NaN and infinities lie in no bin");
    expect(histogram(zeros([0]), 2, { low: 0, high: 1 }).counts.toArray()).toEqual([0, 0]);
  });

  test("unique in a program, since its size depends on numbers", () =>
    expect(() => trace((x: AnyTensor) => unique(x, "u"), zeros([3]))).toThrow("trace: numbers can't be read"));
});

test("a program of takeAlong checks the indices of each run", () => {
  const program = trace((x: AnyTensor, indices: AnyTensor) => x.takeAlong(indices, 0), zeros([3]), zeros([2]));
  expect(program.run(vector([5, 7, 11]), vector([2, 0])).toArray()).toEqual([11, 5]);
  expect(() => program.run(zeros([3]), tensor([3, 0], [2]))).toThrow("takeAlong: axis 0 of [3] has no entry 3");
});
