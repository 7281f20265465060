/** Trees of tensors from untyped code: endless trees, unusual keys, and other values than tensors. */
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { matrix, ShapeError, vector } from "../../src/index.js";
import * as networks from "../../src/nn/index.js";
import { dense, sgd, trainable } from "../../src/nn/index.js";

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
type Untyped = any;
const untyped: Untyped = { ...networks, ...library };
const x: Untyped = matrix([[1, 2, 3]]);
const layer = () => dense(3, 2);

describe("a tree of tensors", () => {
  const itself: { inner?: unknown } = { inner: {} };
  itself.inner = [itself];
  const deep = (levels: number): unknown => (levels === 0 ? vector([1, 2]) : { deeper: deep(levels - 1) });
  const noEnd = new ShapeError("a tree of tensors is at most 256 levels deep; this one may hold itself");

  test("is refused if it contains itself or is too deep", () => {
    for (const tree of [itself, deep(300)] as Untyped[]) {
      expect(() => trainable(tree)).toThrow(noEnd);
      expect(() => untyped.layer(tree, [3], [3], () => x)).toThrow(noEnd);
      expect(() => untyped.grad(() => untyped.scalar(1))(tree)).toThrow(noEnd);
      expect(() => untyped.vjp(() => tree, x)).toThrow(noEnd);
      expect(() => sgd(layer(), { learningRate: 1 }).step({ ...layer().parameters, more: tree } as Untyped)).toThrow(noEnd);
      expect(() => untyped.sgd({ ...layer(), parameters: tree }, { learningRate: 1 })).toThrow(noEnd);
    }
    expect(trainable(deep(256) as Untyped).values).toBeDefined();
  });

  test("treats __proto__ as an ordinary key", () => {
    const tree = JSON.parse('{ "__proto__": 0, "constructor": 0 }');
    for (const key of Object.keys(tree)) Object.defineProperty(tree, key, { value: vector([1, 2]), enumerable: true });
    const slope = untyped.grad((p: Untyped) =>
      Object.values<Untyped>(p)
        .reduce((sum, each) => sum.add(each))
        .square()
        .sum(),
    )(tree);
    expect(Object.keys(slope)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(slope)).toBe(Object.prototype);
    const held: Untyped = trainable(tree);
    held.assign(slope);
    expect(Object.entries<Untyped>(held.values).map(([key, each]) => [key, each.toArray()])).toEqual([
      ["__proto__", [4, 8]],
      ["constructor", [4, 8]],
    ]);
    expect(() => held.assign({ constructor: x })).toThrow(new ShapeError("assign: __proto__ is missing"));
    expect(({} as Untyped).shape).toBeUndefined();
  });

  test("is read once, and may contain only tensors", () => {
    let reads = 0;
    const changing = Object.defineProperty({}, "w", {
      enumerable: true,
      get: () => (reads++ === 0 ? vector([1, 2]) : vector([1, 2, 3])),
    });
    expect(
      untyped
        .grad((p: Untyped) => p.w.sum())(changing)
        .w.toArray(),
    ).toEqual([1, 1]);
    expect(reads).toBe(1);
    for (const [tree, said] of [
      [Object.assign([x], { 2: x }), "[1]: takes a tensor, not undefined"],
      [{ w: new Map() }, "w: takes a tensor, not an object"],
      [Promise.resolve(x), "takes a tensor, not an object"],
      [{ w: Float32Array.of(1) }, "w: takes a tensor, not a typed array"],
    ] as const)
      expect(() => untyped.trainable(tree)).toThrow(new ShapeError(`trainable: ${said}`));
  });
});
