/** Deferred layers and layers, checked, to be made for the shape that reaches them. Their types are in nn/contract/stage.ts. */
import { type AnyDeferred, makerOf } from "../nn/contract/deferred.js";
import { checkLayer } from "../nn/contract/foreign.js";
import type { AnyLayer, Layer } from "../nn/contract/layer.js";
import type { noLayer, severalLayers } from "../nn/contract/no-layer.js";
import { endsIn } from "../shape/broadcast.js";
import { inferredMismatch } from "../shape/infer.js";
import type { IsUnion, Some } from "../shape/known.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";

/** A deferred layer or a layer, or the sentence that says what it is instead. In generic code the compiler prints this type's name. */
export type deferredOrLayer<Argument extends string, L> = [L] extends [AnyDeferred]
  ? L
  : [...MayBeNone<L>] extends Some
    ? severalLayers<Argument, L>
    : eachDeferredOrLayer<Argument, L>;
/** A list with an entry if it may be undefined, null or false instead of a layer. */
type MayBeNone<L> = [Extract<L, undefined | null | false>] extends [never] ? [] : IsUnion<L> extends true ? ["none"] : [];
type eachDeferredOrLayer<Argument extends string, L> = L extends AnyDeferred | Layer<infer _In, infer _Out, infer _P>
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
