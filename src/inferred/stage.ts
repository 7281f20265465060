/** One layer on the shape that reaches it: what it gives, what it learns, or why it is refused. */
import { type AnyDeferred, type Deferred, makerOf, type Stage } from "../nn/contract/deferred.js";
import { checkLayer } from "../nn/contract/foreign.js";
import type { AnyLayer, Layer } from "../nn/contract/layer.js";
import type { OfShapes } from "../nn/contract/network.js";
import type { noLayer, severalLayers } from "../nn/contract/no-layer.js";
import { endsIn } from "../shape/broadcast.js";
import { inferredMismatch } from "../shape/infer.js";
import type { IsUnion } from "../shape/known.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";

/**
 * What a layer is on a shape: a {@link Stage}, a sentence, or a reason from which {@link whyUnfit} makes one. If the layer may be one of
 * several, all of them have to give the same shape.
 */
export type StageOf<L, In extends Shape> =
  StageOfEach<L, In> extends infer S ? (IsUnion<S> extends true ? OneOfSeveral<S> : S) : never;
type StageOfEach<L, In extends Shape> =
  L extends Deferred<infer F>
    ? (F & { readonly in: In })["stage"]
    : L extends OfShapes<infer Takes, infer Gives>
      ? L extends { readonly parameters: infer P }
        ? StageOn<In, Takes, Gives, P>
        : NoLayer<L>
      : L extends Layer<infer Takes, infer Gives, infer P>
        ? StageOn<In, Takes, Gives, P>
        : NoLayer<L>;
/** A layer with sizes of its own on a shape, which has to end in them. */
type StageOn<In extends Shape, Takes extends Shape, Gives extends Shape, P> = In extends readonly [
  ...infer Lead extends Shape,
  ...Takes,
]
  ? [In, [...Lead, ...Takes]] extends [[...Lead, ...Takes], In]
    ? Stage<[...Lead, ...Gives], P>
    : Unfit<Takes, In>
  : Unfit<Takes, In>;
type OneOfSeveral<S> = [S] extends [Stage<infer Out, infer P>] ? (IsUnion<Out> extends true ? Several : Stage<Out, P>) : Several;

/** The reasons whose sentences say where the layer stands. */
interface Unfit<Takes extends Shape, Given extends Shape> {
  readonly takes: Takes;
  readonly given: Given;
}
interface NoLayer<Given> {
  readonly noLayer: Given;
}
interface Several {
  readonly several: true;
}

/** The sentence for a reason. `Place` names the layer among layers, and `Argument` the argument of a call. */
export type whyUnfit<Place extends string, Argument extends string, Reason> =
  Reason extends Unfit<infer Takes, infer Given>
    ? inferredMismatch<Place, Takes, Given>
    : Reason extends NoLayer<infer Given>
      ? noLayer<Argument, Given>
      : Reason extends Several
        ? severalLayers<Argument>
        : Reason;

/** The same within another deferred layer, which has refused what isn't a layer when it was made. */
export type whyUnfitWithin<Place extends string, Argument extends string, Reason> =
  Reason extends NoLayer<infer _Given> ? unknown : whyUnfit<Place, Argument, Reason>;

/** A deferred layer or a layer, or the sentence that says what it is instead. In generic code the compiler prints this type's name. */
export type deferredOrLayer<Argument extends string, L> = [L] extends [AnyDeferred]
  ? L
  : L extends AnyDeferred | Layer<infer _In, infer _Out, infer _P>
    ? L
    : noLayer<Argument, L>;

/** A deferred layer or a layer, checked, to be made for any shape. */
export interface Placed {
  /** The layer for a shape, and the shape that it gives. */
  on(shape: Shape): { readonly layer: AnyLayer; readonly gives: Shape };
  /** The layer as it was given, for a table of its network; undefined if it is deferred. */
  readonly given: AnyLayer | undefined;
}

/**
 * @param operation - what the layer is an argument of
 * @param argument - how the message names the argument
 * @param place - how the message names the layer if it doesn't fit
 * @throws TypeError if the argument is neither a deferred layer nor a layer
 */
export function placedLayer(operation: string, argument: string, place: string, given: unknown): Placed {
  const make = makerOf(given);
  const own = make ? undefined : checkLayer(operation, argument, given);
  const on = (shape: Shape) => {
    const layer = own ?? (make as NonNullable<typeof make>)(shape); // one of the two is there
    const takes: Shape = layer.inputShape;
    if (!endsIn(shape, takes)) throw new ShapeError(inferredMismatch(`${operation}: ${place}`, takes, shape));
    return { layer, gives: [...shape.slice(0, shape.length - takes.length), ...layer.outputShape] };
  };
  return { on, given: own && (given as AnyLayer) }; // it has been checked
}
