/**
 * Values that no typed program would pass: values of the wrong kind, extreme numbers, and lists with errors in them. Each is
 * created anew for each call.
 */

/** The error that a trapped value throws. It belongs to the caller, so it may get through. */
export class Trap extends TypeError {}
export const spring = (): never => {
  throw new Trap("a trap");
};

export type Made = readonly [label: string, make: () => unknown];

/** A value that throws whenever it is read. */
const trapped = () => new Proxy({}, new Proxy({}, { get: () => spring }));
const revoked = (target: object) => () => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

function detached(): Float32Array {
  const numbers = new Float32Array(6);
  structuredClone(numbers.buffer, { transfer: [numbers.buffer] });
  return numbers;
}

function cyclic(): unknown {
  const record: { itself?: unknown } = {};
  record.itself = record;
  return record;
}

function cyclicList(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

function deep(): unknown {
  let record: unknown = {};
  for (let level = 0; level < 20_000; level++) record = { inner: record };
  return record;
}

function deepList(): unknown {
  let list: unknown = [];
  for (let level = 0; level < 20_000; level++) list = [list];
  return list;
}

/** The old kind of list, which isn't an array. */
function argumentsOf(): unknown {
  // biome-ignore lint/complexity/noArguments: an arguments object is wanted here
  return arguments;
}

/** Extreme numbers. */
const numbers: readonly Made[] = [
  Number.NaN,
  -0,
  -1,
  -7,
  0.5,
  1e300,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 31,
  2 ** 32,
  2 ** 32 + 1,
  2 ** 53 - 1,
  2 ** 53,
  97,
].map((number): Made => [Object.is(number, -0) ? "-0" : String(number), () => number]);

/** Values of a kind that the library never takes. */
const kinds: readonly Made[] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["true", () => true],
  ["a string", () => "3"],
  ["an empty string", () => ""],
  ["the string NaN", () => "NaN"],
  ["a huge string", () => "x".repeat(1_000_000)],
  ["a bigint", () => 3n],
  ["a huge bigint", () => 2n ** 100_000n],
  ["a symbol", () => Symbol("size")],
  ["a function", () => () => 1],
  ["a function that throws", () => spring],
  ["a class", () => class Shape {}],
  ["{}", () => ({})],
  ["{ length: 2 }", () => ({ length: 2, 0: 2, 1: 3 })],
  ["an object without a prototype", () => Object.create(null)],
  [
    "an object whose toString throws",
    () => ({ toString: spring, valueOf: spring, toJSON: spring, [Symbol.toPrimitive]: spring }),
  ],
  ["an object that is a number to operators", () => ({ valueOf: () => 2, toString: () => "2" })],
  ["a number object", () => new Number(2)],
  ["a date", () => new Date(0)],
  ["a map", () => new Map([[0, 2]])],
  ["a set", () => new Set([2, 3])],
  ["a promise", () => Promise.resolve(2)],
  // biome-ignore lint/suspicious/noThenProperty: a thenable is wanted here
  ["a thenable", () => ({ then: (resolve?: unknown) => (typeof resolve === "function" ? resolve(2) : undefined) })],
  ["an error", () => new Error("given")],
  ["a regular expression", () => /./],
  ["a data view", () => new DataView(new ArrayBuffer(8))],
  ["a buffer", () => new ArrayBuffer(8)],
  ["a proxy that throws", trapped],
  ["a revoked proxy", revoked({})],
  ["a revoked proxy of an array", revoked([2, 3])],
  ["a revoked proxy of a function", revoked(spring)],
  ["a record that contains itself", cyclic],
  ["a very deep record", deep],
  ["a record with __proto__", () => JSON.parse('{"__proto__": {"shape": [2], "length": 2}, "weights": 3}')],
  ["a record whose getter throws", () => Object.defineProperty({}, "weights", { enumerable: true, get: spring })],
];

/** Lists of the wrong kind, or with errors in them. */
const lists: readonly Made[] = [
  ["[]", () => []],
  ["[undefined]", () => [undefined]],
  ["[null, null]", () => [null, null]],
  ["strings", () => ["2", "3"]],
  ["bigints", () => [2n, 3n]],
  ["[-0, -0]", () => [-0, -0]],
  ["[NaN]", () => [Number.NaN]],
  ["[0, 0]", () => [0, 0]],
  ["[1, 1, 1]", () => [1, 1, 1]],
  ["lists in a list", () => [[2], [3]]],
  ["a list of symbols", () => [Symbol("a"), Symbol("b")]],
  ["a list of values that throw", () => [{ toString: spring, valueOf: spring, [Symbol.toPrimitive]: spring }]],
  ["a list of revoked proxies", () => [revoked([])()]],
  ["a list of gaps", () => new Array(2)],
  ["a list with a gap", () => Object.assign([2], { 2: 3 })],
  ["the longest list", () => new Array(2 ** 32 - 1)],
  ["a list that contains itself", cyclicList],
  ["a very deep list", deepList],
  ["a list of 100,000 ones", () => new Array(100_000).fill(1)],
  ["huge sizes", () => [2 ** 53 - 1, 2 ** 53 - 1]],
  ["a product of 2 ** 32", () => [65_536, 65_536]],
  ["a product beyond 2 ** 53", () => [1e5, 1e5, 1e5, 1e5]],
  ["a huge size and 0", () => [2 ** 40, 0]],
  ["a list whose getter throws", () => Object.defineProperty([2, 3], 1, { get: spring })],
  ["a proxy of a list that throws", () => new Proxy([2, 3], { get: spring })],
  [
    "a proxy of a list whose length is NaN",
    () => new Proxy([2], { get: (list, key) => (key === "length" ? Number.NaN : Reflect.get(list, key)) }),
  ],
  [
    "a proxy of a list whose length is -1",
    () => new Proxy([2], { get: (list, key) => (key === "length" ? -1 : Reflect.get(list, key)) }),
  ],
  [
    "a proxy of a list whose length is a text",
    () => new Proxy([2], { get: (list, key) => (key === "length" ? "1" : Reflect.get(list, key)) }),
  ],
  [
    "a proxy of a list of endless length",
    () => new Proxy([1], { get: (list, key) => (key === "length" ? 2 ** 53 - 1 : Reflect.get(list, key)) }),
  ],
  ["an empty typed array", () => new Float32Array(0)],
  ["a typed array", () => Uint8Array.of(1, 0)],
  ["bigints in a typed array", () => BigInt64Array.of(2n, 3n)],
  ["a proxy of a typed array", () => new Proxy(Float32Array.of(2, 3), {})],
  ["a detached typed array", detached],
  ["a prototype of typed arrays", () => Object.create(Float32Array.prototype)],
  ["arguments", argumentsOf],
];

export const hostile: readonly Made[] = [...numbers, ...kinds, ...lists];
