/** The run-time implementations of a tensor's methods. They check shapes, then compose primitives. They take and return values. */
export * from "./einsum.js";
export * from "./elementwise.js";
export * from "./indices.js";
export * from "./order.js";
export * from "./parts.js";
export * from "./products.js";
export * from "./reductions.js";
export * from "./views.js";
