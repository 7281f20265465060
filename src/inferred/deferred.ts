/**
 * Deferred layers, which are made when the shape that reaches them is known. To the compiler, a deferred layer is a function from that
 * shape to what the layer gives and learns.
 */
import { checkLayer } from "../nn/contract/foreign.js";
import type { AnyLayer, Layer } from "../nn/contract/layer.js";
import type { OfShapes } from "../nn/contract/network.js";
import { endsIn } from "../shape/broadcast.js";
import { inferredMismatch } from "../shape/infer.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";

/**
 * A function of types. An interface that extends it says what a layer is on the shape `this["in"]`: a {@link Stage}, or the sentence that
 * refuses the shape.
 */
export interface OnShape {
  readonly in: unknown;
  readonly stage: unknown;
}

/** What a layer gives on a shape, and its parameters. */
export interface Stage<Out extends Shape, P> {
  readonly out: Out;
  readonly parameters: P;
}

declare const becomes: unique symbol;

/**
 * A layer that says only what is new: not the sizes that it takes, but what it adds to them. `sequential` makes the layer for the shape
 * that reaches it.
 *
 * @typeParam F - what the layer is on a shape, for the compiler
 */
export interface Deferred<in out F extends OnShape> {
  /** Only for the compiler. */
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

/** What a layer is on a shape: a stage, or the reason why it is refused. */
export type StageOf<L, In extends Shape> =
  L extends Deferred<infer F>
    ? (F & { readonly in: In })["stage"]
    : L extends OfShapes<infer Takes, infer Gives>
      ? L extends { readonly parameters: infer P }
        ? StageOn<In, Takes, Gives, P>
        : NoLayer<L>
      : L extends Layer<infer Takes, infer Gives, infer P>
        ? StageOn<In, Takes, Gives, P>
        : NoLayer<L>;
type StageOn<In extends Shape, Takes extends Shape, Gives extends Shape, P> = In extends readonly [
  ...infer Lead extends Shape,
  ...Takes,
]
  ? [In, [...Lead, ...Takes]] extends [[...Lead, ...Takes], In]
    ? Stage<[...Lead, ...Gives], P>
    : Unfit<Takes, In>
  : Unfit<Takes, In>;

/** The reasons whose sentences say which layer it is. */
export interface Unfit<Takes extends Shape, Given extends Shape> {
  readonly takes: Takes;
  readonly given: Given;
}
export interface NoLayer<Given> {
  readonly noLayer: Given;
}

/** The layer for a shape that reaches it, and the shape that it gives. */
export function layerOn(given: unknown, shape: Shape, place: number): { readonly layer: AnyLayer; readonly gives: Shape } {
  const make = typeof given === "object" && given !== null ? makers.get(given) : undefined;
  const layer = make ? make(shape) : checkLayer("sequential", `argument ${place + 1}`, given);
  const takes: Shape = layer.inputShape;
  if (!endsIn(shape, takes)) throw new ShapeError(inferredMismatch(place, takes, shape));
  return { layer, gives: [...shape.slice(0, shape.length - takes.length), ...layer.outputShape] };
}
