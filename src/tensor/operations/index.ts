/** The run-time implementations of a tensor's methods. They check shapes, then compose primitives. They take and return values. */
export { diagonal, flip, index, kronecker, onDiagonal, repeat, roll, tile, triangle, unstack } from "./arrange.js";
export * from "./einsum.js";
export * from "./elementwise.js";
export * from "./indices.js";
export * from "./order.js";
export * from "./parts.js";
export { repeated } from "./primitives/index.js";
export * from "./products.js";
export * from "./reductions.js";
export * from "./views.js";
