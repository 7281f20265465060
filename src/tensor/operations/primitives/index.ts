/**
 * What all operations are made of: each primitive with its derivative beside it. That is the whole of the calculus here; what stands
 * above it checks shapes and composes. The shapes fit when a primitive is called.
 *
 * A derivative takes the error of the output, ∂C/∂y, and gives the share of each argument, ∂C/∂x = ∂C/∂y · ∂y/∂x. Where one of the two is 0
 * so is the share, though the other be infinite or NaN (`errorTimes`, `errorOver`): what `where` has not taken, and so has no say in C,
 * has none in its gradient either.
 */
export * from "./constants.js";
export * from "./elementwise.js";
export * from "./products.js";
export * from "./reductions.js";
export * from "./views.js";
