/**
 * Trainables whose gradient is mostly zeros, such as the large table of an embedding. A compiled program would write out all of these
 * zeros in each step.
 */
export const largeTables: WeakSet<object> = /* @__PURE__ */ new WeakSet();
