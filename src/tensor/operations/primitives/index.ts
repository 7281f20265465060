/**
 * All operations are composed of these primitives. Each has its derivative beside it, so this folder contains all of the
 * calculus. Everything above it checks shapes and composes primitives. Primitives rely on shapes that fit.
 *
 * A derivative takes the error of the output, ∂C/∂y, and returns the error of each argument, ∂C/∂x = ∂C/∂y · ∂y/∂x. If one of
 * these factors is 0, so is the product, even where the other is infinite or NaN (`errorTimes`, `errorOver`). So an element that
 * `where` hasn't chosen, which doesn't affect C, doesn't affect the gradient either.
 */
export * from "./constants.js";
export * from "./elementwise.js";
export * from "./order.js";
export * from "./products.js";
export * from "./reductions.js";
export * from "./views.js";
