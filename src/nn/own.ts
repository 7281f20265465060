/**
 * What the library has made of nothing but its own parts. Such a network keeps no tensor of a pass except what the pass returns, so
 * it may run in memory that is used again at once. Of a layer, an activation or a loss from elsewhere no one knows.
 */
const own = new WeakSet<object>();

export function markOwn<Part extends object>(part: Part, ...parts: readonly object[]): Part {
  if (parts.every(isOwn)) own.add(part);
  return part;
}

export const isOwn = (part: object): boolean => own.has(part);
