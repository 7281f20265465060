/** The types of one layer on the shape that reaches it: what it gives, what it learns, or why it is refused. */
import type { inferredMismatch } from "../../shape/infer.js";
import type { IsUnion } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import type { Deferred, Stage } from "./deferred.js";
import type { Layer } from "./layer.js";
import type { OfShapes } from "./network.js";
import type { noLayer, severalLayers, severalNetworks } from "./no-layer.js";

/**
 * What a layer is on a shape: a {@link Stage}, a sentence, or a reason from which {@link whyUnfit} makes one. If the layer may be one of
 * several, all of them have to give the same shape and learn the same.
 */
export type StageOf<L, In extends Shape> =
  StageOfEach<L, In> extends infer S ? (IsUnion<S> extends false ? S : AmongSeveral<S, L>) : never;
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
type AmongSeveral<S, L> = [S] extends [Stage<infer Out, infer P>]
  ? IsUnion<Out> extends true
    ? Several<L>
    : unknown extends P
      ? Stage<Out, P>
      : IsUnion<LearntIn<S>> extends false
        ? Stage<Out, P>
        : OtherParameters<L>
  : Several<L>;
/** The parameters, in a list, so that each is compared as a whole. */
type LearntIn<S> = S extends Stage<infer _Out, infer P> ? [P] : never;

/** The reasons whose sentences say where the layer stands. */
export interface Unfit<Takes extends Shape, Given extends Shape> {
  readonly takes: Takes;
  readonly given: Given;
}
export interface NoLayer<Given> {
  readonly noLayer: Given;
}
interface Several<Given> {
  readonly several: Given;
}
/** Several of the same shapes. */
interface OtherParameters<Given> extends Several<Given> {
  readonly otherParameters: true;
}

/** The sentence for a reason. `Place` names the layer among layers, and `Argument` the argument of a call. */
export type whyUnfit<Place extends string, Argument extends string, Reason> =
  Reason extends Unfit<infer Takes, infer Given>
    ? inferredMismatch<Place, Takes, Given>
    : Reason extends NoLayer<infer Given>
      ? noLayer<Argument, Given>
      : Reason extends Several<infer Given>
        ? Reason extends OtherParameters<Given>
          ? severalNetworks<Argument, Given>
          : severalLayers<Argument, Given>
        : Reason;
