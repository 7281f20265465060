/** Lists and records that change between being checked and being used. */
import { spring } from "./values.js";

const other = (value: unknown): unknown =>
  typeof value === "number"
    ? value + 1_000_003
    : Array.isArray(value)
      ? value.map(other)
      : Object(value) === value
        ? undefined
        : 0;

/** A list that returns each entry, and its length, correctly once, and differently afterwards. */
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

/** A list that has another length and other entries unless it is read by index. */
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

/** A list whose entries are getters that return something else the second time. */
function got(list: readonly unknown[]): unknown {
  const made: unknown[] = [];
  list.forEach((value, index) => {
    let reads = 0;
    Object.defineProperty(made, index, { enumerable: true, get: () => (reads++ === 0 ? value : other(value)) });
  });
  return made;
}

/** A typed array that claims to have another length, and iterates differently. */
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
/** A view that tracks the length of growable memory. */
function growing(list: readonly unknown[]): unknown {
  if (!list.every((value) => typeof value === "number")) return list;
  const Resizable = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer;
  const numbers = new Float32Array(new Resizable(4 * list.length, { maxByteLength: 4 * list.length + 4096 }));
  numbers.set(list as number[]);
  return numbers;
}

/** Disguised lists. Read once and by index, each equals the list that it was created from. */
export const disguises: readonly (readonly [label: string, make: (list: readonly unknown[]) => unknown])[] = [
  ["a list that changes when it is read", shifty],
  ["a list that iterates differently", walked],
  ["a list of getters that change", got],
  ["a typed array that changes its length", typed],
  ["a typed array with a length of its own", withLength],
  ["a typed array on memory that may grow", growing],
];

type Fields = Readonly<Record<string, unknown>>;

/** A record whose fields are correct on the first read, and different afterwards. */
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

/** Disguised records. Read once, each equals the record that it was created from. */
export const recordDisguises: readonly (readonly [label: string, make: (fields: Fields) => unknown])[] = [
  ["a record that changes when it is read", shiftyRecord],
  ["a record of getters that change", gotRecord],
  ["an instance of a class", (fields) => new Settings(fields)],
  ["a record without a prototype", (fields) => Object.assign(Object.create(null), fields)],
];
