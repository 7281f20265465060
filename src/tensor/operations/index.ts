/** What the methods of a tensor do at run time: check the shapes, then compose primitives. Values in, values out. */
export * from "./einsum.js";
export * from "./elementwise.js";
export * from "./indices.js";
export * from "./parts.js";
export * from "./products.js";
export * from "./reductions.js";
export * from "./views.js";
