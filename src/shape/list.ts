/**
 * Lists from outside. Whatever hands one over may answer otherwise the next time: by a getter, as a proxy, by a method of its own for
 * walking it. So a list is read once, by index, into an array of our own. What is checked is that copy, and what is used is that copy.
 */

/** Whether it is a proxy that was revoked: whatever is asked of it, it throws. */
export function isRevoked(value: unknown): boolean {
  try {
    Array.isArray(value); // of all that can be asked, this runs no code of the proxy's
    return false;
  } catch {
    return true;
  }
}

/** Whether it is an array, or a proxy of one. */
export const isArray = (value: unknown): value is readonly unknown[] => !isRevoked(value) && Array.isArray(value);

/** No array has more entries. A proxy may say so. */
const mostEntries = 2 ** 32 - 1;

/** The length of an array; undefined for what is none, or has no length. */
export function lengthOf(value: unknown): number | undefined {
  if (!isArray(value)) return undefined;
  const { length } = value;
  return Number.isInteger(length) && length >= 0 && length <= mostEntries ? length : undefined;
}

/**
 * The entries of an array, each as `read` gives it; undefined for what is no array. What `read` throws ends it, so that a gap in an array
 * of any length does.
 */
export function readList<Entry>(value: unknown, read: (entry: unknown, index: number) => Entry): Entry[] | undefined {
  const length = lengthOf(value);
  if (length === undefined) return undefined;
  const list = value as readonly unknown[]; // it has a length
  const entries: Entry[] = [];
  for (let index = 0; index < length; index++) entries.push(read(list[index], index));
  return entries;
}

/** The first entries of an array, one more than `most` where there are more: then it is too long, and the others don't matter. */
export function readFew(value: unknown, most = 8): unknown[] | undefined {
  const length = lengthOf(value);
  if (length === undefined) return undefined;
  const list = value as readonly unknown[]; // as above
  return Array.from({ length: Math.min(length, most + 1) }, (_, index) => list[index]);
}

// ── Typed arrays ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What every typed array has from the language, whatever its class or itself says of its length and of its kind. */
/* @__NO_SIDE_EFFECTS__ */
const inherent = <Value>(key: PropertyKey): ((of: unknown) => Value) => {
  const typedArrays: object = Object.getPrototypeOf(Uint8Array.prototype);
  const { get } = Object.getOwnPropertyDescriptor(typedArrays, key) as { get: () => Value }; // the language has it as a getter
  return (of) => get.call(of as never);
};
const lengthOfTyped = inherent<number>("length");
const kindOfTyped = inherent<string | undefined>(Symbol.toStringTag);

export type TypedArray = ArrayBufferView & ArrayLike<number>;

/** Whether it is a typed array. A proxy of one is none, and neither is a `DataView`. */
export const isTypedArray = (value: unknown): value is TypedArray => kindOfTyped(value) !== undefined;

/** Whether it is one of numbers: the others are of bigints. */
export const holdsNumbers = (value: TypedArray): boolean => !kindOfTyped(value)?.startsWith("Big");

/** How many entries it has; none where its memory was given away. */
export const typedLength = (value: TypedArray): number => lengthOfTyped(value);
