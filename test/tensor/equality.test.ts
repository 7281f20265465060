/**
 * What general tools see of a tensor: tools that compare objects, clone them, or print them. Jest is tested in test/package.
 */
import assert from "node:assert";
import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect, isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { fastest, withEngine } from "../../src/engine/current.js";
import { allClose, equals, grad, matrix, ones, scalar, type Tensor, tensor, vector, zeros } from "../../src/index.js";
import { adam, backpropagate, dense, meanSquaredError, sequential, sgd, train, trainable } from "../../src/nn/index.js";

/** Values to compare: one, an equal one, and a different one. */
const cases: Readonly<Record<string, readonly [one: unknown, equal: unknown, other: unknown]>> = {
  numbers: [tensor([1, 2, 3, 4], [2, 2]), tensor([1, 2, 3, 4], [2, 2]), tensor([1, 2, 3, 9], [2, 2])],
  "a transposed view": [tensor([1, 3, 2, 4], [2, 2]).transpose(), tensor([1, 2, 3, 4], [2, 2]), tensor([1, 3, 2, 4], [2, 2])],
  "a slice": [vector([0, 1, 2, 3, 4]).slice([1, 5, 2]), vector([1, 3]), vector([1, 2])],
  "a repeated row": [vector([1, 2]).broadcastTo([3, 2]), tensor([1, 2, 1, 2, 1, 2], [3, 2]), ones([3, 2])],
  shapes: [zeros([2, 3]), zeros([2, 3]), zeros([3, 2])],
  ranks: [vector([3]), vector([3]), scalar(3)],
  "shapes without elements": [zeros([0, 3]), zeros([0, 3]), zeros([0, 5])],
  scalars: [scalar(3), scalar(3), scalar(4)],
  "an element and a scalar": [[...vector([5, 7])][1], scalar(7), scalar(5)],
  NaN: [vector([Number.NaN, 1]), vector([Number.NaN, 1]), vector([1, 1])],
  "numbers of another engine": [withEngine(fastest(), () => vector([0.5, 3])), vector([0.5, 3]), vector([0.5, 5])],
  "a frozen tensor": [Object.freeze(vector([1, 2])), vector([1, 2]), vector([1, 3])],
  "a tree": [[{ weights: ones([2, 3]) }], [{ weights: ones([2, 3]) }], [{ weights: zeros([2, 3]) }]],
};

const tools = {
  "Vitest's toEqual": (one: unknown, other: unknown) => expect(one).toEqual(other),
  "Vitest's toStrictEqual": (one: unknown, other: unknown) => expect(one).toStrictEqual(other),
  "Vitest's deep.equal": (one: unknown, other: unknown) => expect(one).to.deep.equal(other),
  "assert.deepEqual": (one: unknown, other: unknown) => assert.deepEqual(one, other),
  "assert.deepStrictEqual": (one: unknown, other: unknown) => assert.deepStrictEqual(one, other),
};

describe.each(Object.entries(tools))("%s", (_, compare) => {
  test.each(Object.entries(cases))("distinguishes %s", (_, [one, equal, other]) => {
    compare(one, equal);
    compare(equal, one);
    expect(() => compare(one, other)).toThrow();
    expect(() => compare(other, one)).toThrow();
    compare(one, equal); // the first comparison changes nothing
  });

  test("shows the numbers", () => {
    const [one, other] = [tensor([1, 2, 3, 4], [2, 2]), tensor([1, 2, 3, 97], [2, 2])];
    expect(() => compare(one, other)).toThrow(/\b4\b.*\b97\b|\b97\b.*\b4\b/s);
    expect(() => compare(one, [97])).toThrow(/3.*4/s); // and those of a tensor that is compared with another value
  });

  test("compares parameters, gradients, results and histories by their numbers", async () => {
    const network = (weight: number) => sequential(dense(3, 2, { weights: ones([2, 3]).multiply(weight), bias: zeros([2]) }));
    const found = (weight: number) => backpropagate(network(weight), meanSquaredError, ones([5, 3]), zeros([5, 2]));
    const history = async (weight: number) => {
      const trained = network(weight);
      const options = { loss: meanSquaredError, optimizer: sgd(trained, { learningRate: 0.1 }), epochs: 2 };
      return { history: await train(trained, { ...options, inputs: ones([5, 3]), targets: zeros([5, 2]) }), trained };
    };
    compare(network(2).parameters, network(2).parameters);
    expect(() => compare(network(2).parameters, network(3).parameters)).toThrow();
    compare(found(2), found(2));
    expect(() => compare(found(2), found(3))).toThrow();
    compare(trainable({ by: scalar(2) }), trainable({ by: scalar(2) }));
    expect(() => compare(trainable({ by: scalar(2) }), trainable({ by: scalar(3) }))).toThrow();
    const [one, same, other] = [await history(2), await history(2), await history(3)];
    compare(one.history, same.history);
    compare(one.trained.parameters, same.trained.parameters);
    expect(() => compare(one.history, other.history)).toThrow();
    expect(() => compare(network(2), network(3))).toThrow();
  });
});

test("each tool treats 0 and -0 in its own way", () => {
  const [zero, negative] = [vector([0]), vector([-0])];
  assert.deepEqual(zero, negative);
  for (const tell of [
    () => assert.deepStrictEqual(zero, negative),
    () => expect(zero).toEqual(negative),
    () => expect(zero).toStrictEqual(negative),
  ])
    expect(tell).toThrow();
});

test("other matchers also see the numbers", () => {
  const x: Tensor<[2]> = vector([1, 2]);
  expect({ x, y: 1 }).toMatchObject({ x: vector([1, 2]) });
  expect({ x, y: 1 }).not.toMatchObject({ x: vector([1, 3]) });
  expect([x]).toContainEqual(vector([1, 2]));
  expect([x]).not.toContainEqual(vector([2, 1]));
  expect([isDeepStrictEqual(x, vector([1, 2])), isDeepStrictEqual(x, vector([1, 3]))]).toEqual([true, false]);
  expect(x).toMatchInlineSnapshot(`
    [
      1,
      2,
    ]
  `);
});

test("large tensors are compared quickly", () => {
  const [one, other] = [ones([784, 128]), ones([784, 128])];
  const start = performance.now();
  expect(one).toEqual(other);
  expect(performance.now() - start).toBeLessThan(4_000); // half a second if nothing else is running
});

test("an optimizer's step shows, and contents that were read before stay the same", () => {
  const layer = dense(3, 2, { weights: zeros([2, 3]), bias: zeros([2]) });
  const before = layer.parameters;
  expect(before.weights).toEqual(zeros([2, 3]));
  adam(layer).step({ weights: ones([2, 3]), bias: ones([2]) });
  expect(layer.parameters).not.toEqual(before);
  expect(before.weights).toEqual(zeros([2, 3]));
});

/** Reads what a debugger or a matcher reads. */
function looked(x: object): object {
  inspect(x, { customInspect: false });
  return x;
}

describe("structuredClone, which postMessage and IndexedDB use,", () => {
  test.each([
    ["a tensor", vector([1, 2])],
    ["a scalar", scalar(3)],
    ["a tensor whose contents were read", looked(vector([1, 2]))],
    ["gradients", [{ weights: ones([2, 3]) }]],
    ["a layer", dense(3, 2)],
    ["a network", sequential(dense(3, 2))],
    ["an optimizer", adam(dense(3, 2))],
    ["a trainable", trainable([vector([1])])],
  ])("refuses %s", (_, value) => {
    expect(() => structuredClone(value)).toThrow(/could not be cloned/);
  });

  test("clones numbers and shape, from which the tensor can be created again", () => {
    const x = tensor([1, 2, 3, 4, 5, 6], [3, 2]).transpose();
    const { numbers, shape } = structuredClone({ numbers: x.dataSync(), shape: x.shape });
    expect(tensor(numbers, shape)).toEqual(x);
  });
});

test("console.table shows the numbers", () => {
  let text = "";
  const stdout = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  new Console({ stdout }).table(tensor([1, 2, 3, 4], [2, 2]));
  expect(text).toContain("[[1, 2], [3, 4]]");
});

test("contents don't keep a copy of the numbers", () => {
  expect(Object.keys(vector([1, 2]))).toEqual(["contents"]);
  const { contents } = vector([1, 2]) as unknown as { contents: { numbers: number[] } };
  expect(contents.numbers).toEqual([1, 2]);
  expect(contents.numbers).not.toBe(contents.numbers); // read again each time
});

describe("equals", () => {
  test("is true if all numbers are the same", () => {
    expect(
      equals(
        matrix([
          [1, 2],
          [3, 4],
        ]),
        tensor([1, 3, 2, 4], [2, 2]).transpose(),
      ),
    ).toBe(true);
    expect(equals(vector([1, 2]), vector([1, 3]))).toBe(false);
    expect(equals(scalar(0), scalar(-0))).toBe(true);
    expect(equals(vector([Number.NaN]), vector([Number.NaN]))).toBe(false);
    expect(equals(zeros([0]), zeros([0]))).toBe(true);
    expect(
      equals(
        withEngine(fastest(), () => scalar(0.1)),
        scalar(0.1),
      ),
    ).toBe(false);
  });
});

describe("allClose", () => {
  test.each([
    [1, 1 + 1e-5, undefined, true],
    [1, 1 + 2e-5, undefined, false],
    [0, 1e-8, undefined, true],
    [0, 2e-8, undefined, false],
    [100, 101, { relative: 0.01 }, true], // the tolerance is relative to the second number
    [101, 100, { relative: 0.0099 }, false],
    [1, 1.5, { relative: 0, absolute: 0.5 }, true],
    [1, 1, { relative: 0, absolute: 0 }, true],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, undefined, true],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined, false],
    [1, Number.POSITIVE_INFINITY, undefined, false],
    [Number.POSITIVE_INFINITY, 1, undefined, false],
    [Number.NaN, Number.NaN, undefined, false],
  ] as const)("%s and %s within %o: %s", (one, other, tolerances, expected) => {
    expect(allClose(scalar(one), scalar(other), tolerances)).toBe(expected);
    expect(allClose(vector([7, one]), vector([7, other]), tolerances)).toBe(expected);
  });

  test("refuses invalid tolerances before it compares numbers", () => {
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY, "1" as unknown as number]) {
      const why = `has to be a finite number from 0 up, not ${typeof bad === "string" ? `"${bad}"` : bad}`;
      expect(() => allClose(scalar(1), scalar(1), { relative: bad })).toThrow(new RangeError(`allClose: relative ${why}`));
      expect(() => allClose(scalar(1), scalar(1), { absolute: bad })).toThrow(new RangeError(`allClose: absolute ${why}`));
    }
  });
});

test("works within a function that is being differentiated", () => {
  const slope = grad((x: Tensor<[2]>) => (equals(x, vector([1, 2])) ? x.square().sum() : x.sum()));
  expect(slope(vector([1, 2]))).toEqual(vector([2, 4]));
});
