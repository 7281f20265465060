/**
 * What the library has made. Its fields can't be changed, so that what it promises when it is made, it keeps; others may be added, as a name.
 * Of a layer, an activation or a loss from elsewhere no one knows: it is held to its word (see foreign.ts).
 */
const made = new WeakSet<object>();
/**
 * What is made of nothing but the library's own parts. Such a network keeps no tensor of a pass except what the pass returns, so
 * it may run in memory that is used again at once.
 */
const own = new WeakSet<object>();

/** Fixes the fields of a part that the library has made, and its lists. */
export function markMade<Part extends object>(part: Part): Part {
  for (const key of Reflect.ownKeys(part)) {
    const { value, get } = Object.getOwnPropertyDescriptor(part, key) as PropertyDescriptor; // it is one of its keys
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

export const isMade = (part: unknown): part is object => made.has(part as object); // no primitive is in it
export const isOwn = (part: unknown): boolean => own.has(part as object);
