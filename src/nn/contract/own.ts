/**
 * The layers, activations and losses that the library has made. Their properties can't be changed, so they needn't be checked again, but
 * others, such as a name, can be added. All other layers, activations and losses are checked on every call (see foreign.ts).
 */
const made = new WeakSet<object>();
/**
 * Those made only of the library's own parts. Such a network keeps no tensors of a pass except those that the pass returns, so the rest
 * of the pass's memory can be reused at once.
 */
const own = new WeakSet<object>();

/** Marks a part as made by the library, makes its properties read-only and freezes its arrays. */
export function markMade<Part extends object>(part: Part): Part {
  for (const key of Reflect.ownKeys(part)) {
    const { value, get } = Object.getOwnPropertyDescriptor(part, key) as PropertyDescriptor; // the key comes from the object
    if (Array.isArray(value)) Object.freeze(value);
    Object.defineProperty(part, key, get ? { configurable: false } : { configurable: false, writable: false });
  }
  made.add(part);
  return part;
}

export function markOwn<Part extends object>(part: Part, ...parts: readonly object[]): Part {
  if (parts.every(isOwn)) own.add(part);
  return markMade(part);
}

export const isMade = (part: unknown): part is object => made.has(part as object); // for a primitive, has() returns false
export const isOwn = (part: unknown): boolean => own.has(part as object);
