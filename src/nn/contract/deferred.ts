/**
 * Deferred layers, which `conformable/inferred` makes when the shape that reaches them is known. They are here so that whatever takes
 * layers can tell them from layers.
 */
import type { Shape } from "../../shape/shape.js";
import type { AnyLayer } from "./layer.js";

/**
 * A function of types. An interface that extends it says what a layer is on the shape `this["in"]`: a {@link Stage}, or the sentence that
 * refuses the shape. It is `unknown` if the layer was refused before.
 */
export interface OnShape {
  /** The name of the function that makes the layer, and what it was given: what tells the layer from others. */
  readonly of: unknown;
  /** The shape that reaches the layer. */
  readonly in: unknown;
  /** What the layer is on this shape. */
  readonly stage: unknown;
}

/**
 * What a layer is on a shape.
 *
 * @typeParam Out - the shape that it gives
 * @typeParam P - its parameters
 */
export interface Stage<Out extends Shape, P> {
  /** The shape that the layer gives. */
  readonly out: Out;
  /** The parameters of the layer. */
  readonly parameters: P;
}

declare const becomes: unique symbol;

/** Any deferred layer. */
export interface AnyDeferred {
  /** Only for the compiler: what the layer is on a shape. */
  readonly [becomes]: unknown;
}

/**
 * A layer without the sizes of its input. `sequential` of `conformable/inferred` makes the actual layer once it knows the shape
 * of the input. If you use a deferred layer twice, two layers are made, each with its own parameters.
 *
 * @typeParam F - for the compiler: what the layer is on a shape
 */
export interface Deferred<in out F extends OnShape> extends AnyDeferred {
  /** Only for the compiler: what the layer is on a shape. */
  readonly [becomes]: F;
}

/** Makes the layer for a shape. */
type Make = (shape: Shape) => AnyLayer;
const makers = new WeakMap<object, Make>();

export function deferred<F extends OnShape>(make: Make): Deferred<F> {
  const layer = Object.freeze({});
  makers.set(layer, make);
  return layer as Deferred<F>; // only the compiler reads its member
}

/** The function that makes a deferred layer for a shape; undefined for anything else. */
export const makerOf = (given: unknown): Make | undefined => makers.get(given as object); // for a primitive, get() returns undefined
