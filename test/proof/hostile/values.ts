/**
 * What no typed program would pass: values of the wrong kind, numbers at the edges, and objects that answer one thing when they are
 * checked and another when they are used. Each is made anew for each call.
 */

/** What a value that fights back throws: an error of the caller's own, which may come through. */
export class Trap extends TypeError {}
const spring = (): never => {
  throw new Trap("a trap");
};

export type Made = readonly [label: string, make: () => unknown];

/** Whatever is read of it, it throws. */
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

/** The old kind of list that is no array. */
function argumentsOf(): unknown {
  // biome-ignore lint/complexity/noArguments: that is what is meant
  return arguments;
}

/** Numbers at the edges of what a number can be. */
const numbers: readonly Made[] = [
  ...[Number.NaN, -0, -1, -7, 0.5, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ...[2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, 2 ** 53, 97],
].map((number): Made => [Object.is(number, -0) ? "-0" : String(number), () => number]);

/** What is of another kind than anything that the library takes. */
const kinds: readonly Made[] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["true", () => true],
  ["a text", () => "3"],
  ["an empty text", () => ""],
  ["the text NaN", () => "NaN"],
  ["a huge text", () => "x".repeat(1_000_000)],
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
  // biome-ignore lint/suspicious/noThenProperty: that is what it is
  ["a thenable", () => ({ then: (resolve: (value: number) => void) => resolve(2) })],
  ["an error", () => new Error("given")],
  ["a regular expression", () => /./],
  ["a data view", () => new DataView(new ArrayBuffer(8))],
  ["a buffer", () => new ArrayBuffer(8)],
  ["a proxy that throws", trapped],
  ["a revoked proxy", revoked({})],
  ["a revoked proxy of an array", revoked([2, 3])],
  ["a revoked proxy of a function", revoked(spring)],
  ["a record that holds itself", cyclic],
  ["a very deep record", deep],
  ["a record with __proto__", () => JSON.parse('{"__proto__": {"shape": [2], "length": 2}, "weights": 3}')],
  ["a record whose getter throws", () => Object.defineProperty({}, "weights", { enumerable: true, get: spring })],
];

/** Lists of a wrong kind, or with something wrong in them. */
const lists: readonly Made[] = [
  ["[]", () => []],
  ["[undefined]", () => [undefined]],
  ["[null, null]", () => [null, null]],
  ["texts", () => ["2", "3"]],
  ["bigints", () => [2n, 3n]],
  ["[-0, -0]", () => [-0, -0]],
  ["[NaN]", () => [Number.NaN]],
  ["[0, 0]", () => [0, 0]],
  ["[1, 1, 1]", () => [1, 1, 1]],
  ["lists in a list", () => [[2], [3]]],
  ["a list of symbols", () => [Symbol("a"), Symbol("b")]],
  ["a list of what throws", () => [{ toString: spring, valueOf: spring, [Symbol.toPrimitive]: spring }]],
  ["a list of revoked proxies", () => [revoked([])()]],
  ["a list of no elements", () => new Array(2)],
  ["a list with a gap", () => Object.assign([2], { 2: 3 })],
  ["the longest list", () => new Array(2 ** 32 - 1)],
  ["a list that holds itself", cyclicList],
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

// ── What answers otherwise the second time ────────────────────────────────────────────────────────────────────────────────────

const other = (value: unknown): unknown =>
  typeof value === "number"
    ? value + 1_000_003
    : Array.isArray(value)
      ? value.map(other)
      : Object(value) === value
        ? undefined
        : 0;

/** A list that gives each entry, and its length, once as it is, and then something else. */
function shifty(list: readonly unknown[]): unknown {
  const read = new Set<PropertyKey>();
  return new Proxy([...list], {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || (key !== "length" && !/^\d+$/.test(key))) return value;
      if (!read.has(key)) {
        read.add(key);
        return value;
      }
      return other(value);
    },
  });
}

/** A list of another length, and with other entries, for all that walks it otherwise than by index. */
class Walked extends Array {
  #endless(): unknown[] {
    return new Array(1000).fill(1_000_003);
  }
  override [Symbol.iterator](): ArrayIterator<unknown> {
    return this.#endless()[Symbol.iterator]();
  }
  override entries(): ArrayIterator<[number, unknown]> {
    return this.#endless().entries();
  }
  override map = (() => this.#endless()) as never;
  override slice = (() => this.#endless()) as never;
  override concat = (() => this.#endless()) as never;
  override flatMap = (() => this.#endless()) as never;
  override filter = (() => this.#endless()) as never;
  override toSpliced = (() => this.#endless()) as never;
  override forEach = ((visit: (value: unknown, index: number) => void) => this.#endless().forEach(visit)) as never;
  override reduce = (() => 1_000_003) as never;
  override every = (() => true) as never;
  override some = (() => false) as never;
  override includes = (() => false) as never;
  override indexOf = (() => 0) as never;
  override at = (() => 1_000_003) as never;
  override join = spring as never;
  override toString = spring as never;
}
function walked(list: readonly unknown[]): unknown {
  const made = new Walked();
  for (const [index, value] of list.entries())
    Object.defineProperty(made, index, { value, enumerable: true, writable: true, configurable: true });
  return made;
}

/** A list whose entries are getters, each with another answer the second time. */
function got(list: readonly unknown[]): unknown {
  const made: unknown[] = [];
  list.forEach((value, index) => {
    let reads = 0;
    Object.defineProperty(made, index, { enumerable: true, get: () => (reads++ === 0 ? value : other(value)) });
  });
  return made;
}

/** A typed array that tells of another length, and walks otherwise. */
class Lying extends Float32Array {
  #reads = 0;
  override get length(): number {
    return this.#reads++ === 0 ? super.length : 1_000_003;
  }
  override [Symbol.iterator](): ArrayIterator<number> {
    return [1, 2, 3, 4, 5, 6, 7, 8, 9][Symbol.iterator]();
  }
  override slice = (() => new Float32Array(1)) as never;
  override map = (() => new Float32Array(1)) as never;
}
const typed = (list: readonly unknown[]): unknown =>
  list.every((value) => typeof value === "number") ? Lying.from(list as number[]) : list;
const withLength = (list: readonly unknown[]): unknown =>
  list.every((value) => typeof value === "number")
    ? Object.defineProperties(Float32Array.from(list as number[]), {
        length: { value: 1_000_003 },
        buffer: { value: new ArrayBuffer(0) },
      })
    : list;
/** A view on memory that grows, as long as it is. */
function growing(list: readonly unknown[]): unknown {
  if (!list.every((value) => typeof value === "number")) return list;
  const Resizable = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer;
  const numbers = new Float32Array(new Resizable(4 * list.length, { maxByteLength: 4 * list.length + 4096 }));
  numbers.set(list as number[]);
  return numbers;
}

/** Lists in disguise. Read once, by index, each is the list that it was made of. */
export const disguises: readonly (readonly [label: string, make: (list: readonly unknown[]) => unknown])[] = [
  ["a list that changes when it is read", shifty],
  ["a list that walks otherwise", walked],
  ["a list of getters that change", got],
  ["a typed array that changes its length", typed],
  ["a typed array with a length of its own", withLength],
  ["a typed array on memory that may grow", growing],
];

type Fields = Readonly<Record<string, unknown>>;

/** A record whose fields are read once as they are, and then as something else. */
function shiftyRecord(fields: Fields): unknown {
  const read = new Set<PropertyKey>();
  return new Proxy(
    { ...fields },
    {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof key === "symbol" || read.has(key)) return typeof key === "symbol" ? value : other(value);
        read.add(key);
        return value;
      },
    },
  );
}
function gotRecord(fields: Fields): unknown {
  const made = {};
  for (const [key, value] of Object.entries(fields)) {
    let reads = 0;
    Object.defineProperty(made, key, { enumerable: true, configurable: true, get: () => (reads++ === 0 ? value : other(value)) });
  }
  return made;
}
class Settings {
  constructor(fields: Fields) {
    Object.assign(this, fields);
  }
}

/** Records in disguise, likewise. */
export const recordDisguises: readonly (readonly [label: string, make: (fields: Fields) => unknown])[] = [
  ["a record that changes when it is read", shiftyRecord],
  ["a record of getters that change", gotRecord],
  ["an instance of a class", (fields) => new Settings(fields)],
  ["a record without a prototype", (fields) => Object.assign(Object.create(null), fields)],
];
