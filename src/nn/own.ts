/**
 * What the library has made. It is frozen, so that what it promises when it is made, it keeps. Of a layer, an activation or a loss from
 * elsewhere no one knows: it is held to its word (see foreign.ts).
 */
const made = new WeakSet<object>();
/**
 * What is made of nothing but the library's own parts. Such a network keeps no tensor of a pass except what the pass returns, so
 * it may run in memory that is used again at once.
 */
const own = new WeakSet<object>();

/** Freezes a part that the library has made, with its lists. */
export function markMade<Part extends object>(part: Part): Part {
  for (const field of Object.values(Object.getOwnPropertyDescriptors(part)))
    if (Array.isArray(field.value)) Object.freeze(field.value);
  made.add(Object.freeze(part));
  return part;
}

export function markOwn<Part extends object>(part: Part, ...parts: readonly object[]): Part {
  if (parts.every(isOwn)) own.add(part);
  return markMade(part);
}

export const isMade = (part: unknown): part is object => made.has(part as object); // no primitive is in it
export const isOwn = (part: unknown): boolean => own.has(part as object);
