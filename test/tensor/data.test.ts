/** Data from outside: JSON, typed arrays on all kinds of memory, and sizes that are too large. */
import { afterEach, describe, expect, test } from "vitest";
import { fastest, reference, setEngine } from "../../src/engine/current.js";
import * as library from "../../src/index.js";
import { matrix, random, randomNormal, ShapeError, scalar, type Tensor, tensor, vector, zeros } from "../../src/index.js";

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
const untyped = library as any;
afterEach(() => setEngine(reference));
const engines = [
  ["the reference engine", reference],
  ["the WASM engine", fastest()],
] as const;

describe("JSON", () => {
  const back = (x: { readonly shape: readonly number[] }): Tensor<[1]> => untyped.tensor(JSON.parse(JSON.stringify(x)), x.shape);
  const hard = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1, -2.5];

  test.each(engines)("every number survives a round trip, on %s", (_, engine) => {
    setEngine(engine);
    for (const x of [
      tensor(hard, [7]),
      tensor([hard, hard], [2, 7]),
      ...hard.map(scalar),
      zeros([2, 0, 3]),
      randomNormal([3, 5]),
    ]) {
      expect(back(x).shape).toEqual(x.shape);
      expect(back(x).toArray()).toEqual(x.toArray()); // Vitest distinguishes 0 from -0, and treats NaN as equal to NaN
    }
  });

  test("only numbers that JSON can't represent become strings", () => {
    expect(JSON.stringify(tensor(hard, [7]))).toBe('["NaN","Infinity","-Infinity","-0",0,1,-2.5]');
    expect(JSON.stringify({ loss: scalar(Number.NaN) })).toBe('{"loss":"NaN"}');
    expect(
      matrix([[1, 2]])
        .transpose()
        .toJSON(),
    ).toEqual([[1], [2]]);
    tensor(vector([1, 0]).toJSON(), [2]); // compiles
  });

  test.each(["1", "nan", "+Infinity", "0", "", " NaN", "-Infinity "])("no other string is accepted as a number: %j", (text) => {
    const sentence = `tensor: element [1] is ${JSON.stringify(text)}, not a number`;
    expect(() => untyped.tensor([1, text], [2])).toThrow(new ShapeError(sentence));
  });

  test("a scalar takes a number, but no string", () => {
    expect(untyped.tensor(5, []).toArray()).toBe(5);
    expect(() => untyped.tensor("5", [])).toThrow(new ShapeError('tensor: takes an array of numbers, not "5"'));
    expect(() => untyped.tensor(5, [1])).toThrow(new ShapeError("tensor: takes an array of numbers, not 5"));
  });
});

describe("error messages show a value as", () => {
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  test.each<readonly [shown: string, value: unknown]>([
    ['"1"', "1"],
    ['"a\\nb"', "a\nb"],
    [`"${"x".repeat(60)}…"`, "x".repeat(1e6)],
    ["1n", 1n],
    [`${"9".repeat(60)}…n`, BigInt("9".repeat(1000))],
    ["Symbol(size)", Symbol("size")],
    ["a function", Math.max],
    ["a function", class {}],
    ["null", null],
    ["undefined", undefined],
    ["true", true],
    ["an array", [[1], 2]],
    ["a typed array", Uint8Array.of(1)],
    ["an object", {}],
    ["an object", Object.create(null)],
    ["an object", { toString: null, valueOf: null, [Symbol.toPrimitive]: () => ({}) }],
    ["an object", vector([1])],
    ["a revoked proxy", revoked.proxy],
  ])("%s", (shown, value) => {
    expect(() => untyped.tensor([0, value], [2])).toThrow(new ShapeError(`tensor: element [1] is ${shown}, not a number`));
    expect(() => untyped.zeros([value])).toThrow(new ShapeError(`a size is a whole number from 0 up, not ${shown}`));
  });
  test("-0 is accepted as the size 0 and as the index 0", () => {
    expect(Object.is(untyped.zeros([-0, 3]).shape[0], 0)).toBe(true);
    expect(untyped.dim("rows", -0)).toBe(0);
    expect(vector([5, 7]).at(-0)).toBe(5);
  });
});

describe.each(engines)("typed arrays, on %s", (_, engine) => {
  const of = (numbers: ArrayLike<number>) => untyped.tensor(numbers, [2, 3]).toArray();
  const expected = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const bytes = (buffer: ArrayBufferLike) => {
    const numbers = new Float32Array(buffer, 0, 6);
    numbers.set([1, 2, 3, 4, 5, 6]);
    return numbers;
  };
  test("of every kind are accepted, on every kind of memory", () => {
    setEngine(engine);
    for (const Kind of [Int8Array, Uint8ClampedArray, Uint16Array, Int32Array, Float32Array, Float64Array])
      expect(of(Kind.from([1, 2, 3, 4, 5, 6]))).toEqual(expected);
    expect(of(bytes(new SharedArrayBuffer(24)))).toEqual(expected);
    // biome-ignore lint/suspicious/noExplicitAny: TypeScript's library doesn't declare growable memory yet
    expect(of(bytes(new (ArrayBuffer as any)(24, { maxByteLength: 48 })))).toEqual(expected);
  });

  test("their own properties are ignored", () => {
    setEngine(engine);
    class Lying extends Float32Array {
      override get length() {
        return 1e6;
      }
      override *[Symbol.iterator](): ArrayIterator<number> {
        yield 7;
      }
    }
    expect(of(Lying.of(1, 2, 3, 4, 5, 6))).toEqual(expected);
    expect(of(Object.defineProperty(Float32Array.of(1, 2, 3, 4, 5, 6), "length", { value: 1 }))).toEqual(expected);
    expect(() => untyped.tensor(Lying.of(1), [1e6])).toThrow(
      new ShapeError("tensor: [1000000] has 1000000 elements, the data 1"),
    );
    expect(() => untyped.vector(BigInt64Array.of(7n))).toThrow(new ShapeError("vector: element [0] is 7n, not a number"));
  });

  test("a transferred buffer has no elements", () => {
    setEngine(engine);
    const numbers = Float32Array.of(1, 2, 3);
    structuredClone(numbers.buffer, { transfer: [numbers.buffer] });
    expect(() => tensor(numbers, [3])).toThrow(new ShapeError("tensor: [3] has 3 elements, the data 0"));
    expect(tensor(numbers, [0]).toArray()).toEqual([]);
  });
});

describe.each(engines)("too large, on %s", (_, engine) => {
  const tooMany = (shape: string) => `${shape} has too many elements: a tensor has at most 2147483647`;
  test.each<readonly [shape: string, call: () => unknown]>([
    ["[9007199254740991]", () => untyped.zeros([2 ** 53 - 1])],
    ["[100000, 100000, 100000]", () => zeros([1e5, 1e5, 1e5])],
    ["[65536, 65536]", () => untyped.full([65_536, 65_536], 1)],
    ["[9007199254740991, 9007199254740991]", () => untyped.tensor([], [2 ** 53 - 1, 2 ** 53 - 1])],
    ["[2147483648, 0]", () => untyped.zeros([2 ** 31, 0])],
    ["[100000, 100000]", () => untyped.identity(100_000)],
    ["[1000000, 1000000]", () => randomNormal([1e6, 1e6], random(1))],
    ["[65536, 65536]", () => zeros([1]).broadcastTo([65_536, 65_536])],
    ["[2, 2147483647]", () => untyped.oneHot([0, 1], 2 ** 31 - 1)],
    ["[4294967296]", () => untyped.vector([1]).pad([[2 ** 32 - 1, 0]])],
    ["[4294967294]", () => untyped.concat([zeros([1]).broadcastTo([2147483647]), zeros([1]).broadcastTo([2147483647])], 0)],
  ])("%s", (shape, call) => {
    setEngine(engine);
    expect(call).toThrow(new ShapeError(tooMany(shape)));
    expect(
      matrix([[1, 2]])
        .matmul(vector([3, 5]))
        .toArray(),
    ).toEqual([13]);
  });

  test("a result that is too large for any memory is refused before anything is computed", () => {
    setEngine(engine);
    const long = zeros([1_000_000]);
    expect(() => long.outer(long)).toThrow(RangeError);
    expect(() => long.outer(long)).toThrow(/^(the engine is out of memory|there is no memory for 1000000000000 numbers)/);
    expect(
      matrix([[1, 2]])
        .matmul(vector([3, 5]))
        .toArray(),
    ).toEqual([13]);
  });

  test("too many axes are refused", () => {
    setEngine(engine);
    expect(() => untyped.zeros(new Array(257).fill(1))).toThrow(new ShapeError("a shape has at most 256 axes, not 257"));
    let x = untyped.zeros(new Array(256).fill(1));
    expect([x.sum().at(), String(x).length > 500, JSON.stringify(x).length]).toEqual([0, true, 513]);
    expect(() => x.expandDims(0)).toThrow(new ShapeError("a shape has at most 256 axes, not 257"));
    x = x.permute(x.shape.map((_: number, axis: number) => 255 - axis));
    expect(x.add(1).exp().toArray().flat(256)).toHaveLength(1);
  });
});
