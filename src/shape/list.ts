/**
 * Lists from outside. The caller's getters, proxies and iterators may return something different every time. So a list is read
 * once, by index, into an array of our own; only this copy is checked and used.
 */

/** Whether a value is a revoked proxy, which throws on any access. */
export function isRevoked(value: unknown): boolean {
  try {
    Array.isArray(value); // throws for a revoked proxy, and doesn't run any of its code
    return false;
  } catch {
    return true;
  }
}

/** Whether a value is an array, or a proxy of one. */
export const isArray = (value: unknown): value is readonly unknown[] => !isRevoked(value) && Array.isArray(value);

/** The longest possible array. A proxy may claim to be longer. */
const mostEntries = 2 ** 32 - 1;

/** The length of an array. Undefined if the value is not an array, or if its length is not valid. */
export function lengthOf(value: unknown): number | undefined {
  if (!isArray(value)) return undefined;
  const { length } = value;
  return Number.isInteger(length) && length >= 0 && length <= mostEntries ? length : undefined;
}

/**
 * The entries of an array, each passed through `read`. Undefined if the value is not an array. If `read` throws, nothing more is
 * read; so a huge array of gaps is refused at its first gap.
 */
export function readList<Entry>(value: unknown, read: (entry: unknown, index: number) => Entry): Entry[] | undefined {
  const length = lengthOf(value);
  if (length === undefined) return undefined;
  const list = value as readonly unknown[]; // it has a length, so it is an array
  const entries: Entry[] = [];
  for (let index = 0; index < length; index++) entries.push(read(list[index], index));
  return entries;
}

/** The first entries of an array: up to `most`, plus one that shows that the array is too long. */
export function readFew(value: unknown, most = 8): unknown[] | undefined {
  const length = lengthOf(value);
  if (length === undefined) return undefined;
  const list = value as readonly unknown[]; // as above
  return Array.from({ length: Math.min(length, most + 1) }, (_, index) => list[index]);
}

// ── Typed arrays ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The getter that every typed array inherits. It returns the real length or kind, even if the array's class or the array itself
 * overrides it.
 */
/* @__NO_SIDE_EFFECTS__ */
const inherent = <Value>(key: PropertyKey): ((of: unknown) => Value) => {
  const typedArrays: object = Object.getPrototypeOf(Uint8Array.prototype);
  const { get } = Object.getOwnPropertyDescriptor(typedArrays, key) as { get: () => Value }; // the language defines it as a getter
  return (of) => get.call(of as never);
};
const lengthOfTyped = inherent<number>("length");
const kindOfTyped = inherent<string | undefined>(Symbol.toStringTag);

export type TypedArray = ArrayBufferView & ArrayLike<number>;

/** Whether a value is a typed array. A proxy of one is not, and neither is a `DataView`. */
export const isTypedArray = (value: unknown): value is TypedArray => kindOfTyped(value) !== undefined;

/** Whether a typed array contains numbers, not bigints. */
export const holdsNumbers = (value: TypedArray): boolean => !kindOfTyped(value)?.startsWith("Big");

/** The length of a typed array. 0 if its memory has been transferred. */
export const typedLength = (value: TypedArray): number => lengthOfTyped(value);

const memoryOfTyped = inherent<object>("buffer");

/** Whether other threads may write to the memory of a typed array. */
export function isShared(value: TypedArray): boolean {
  try {
    Reflect.get(ArrayBuffer.prototype, "byteLength", memoryOfTyped(value)); // throws for a SharedArrayBuffer, in any realm
    return false;
  } catch {
    return true;
  }
}
