/** Whether layers fit on each other, to the compiler: what {@link sequential} takes, and what the network of them takes and gives. */
import type { Sum } from "../../shape/arithmetic.js";
import type { IsUnion } from "../../shape/known.js";
import type { sequentialMismatch } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import type { Refused } from "../../shape/shape-error.js";
import type { Layer } from "../contract/layer.js";
import type { OfShapes } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";

/**
 * Each layer beside the one below it: itself where it fits, else the sentence. Linear in their number, for it maps over
 * neighbours and carries nothing along. That is all where every layer takes shapes of as many axes as the one below it gives.
 */
type Chained<Layers extends readonly unknown[], Below extends readonly unknown[] = [null, ...Layers]> = Layers extends readonly []
  ? [Refused<none<"sequential">>]
  : { [Index in keyof Layers]: Fitting<Below[Index & keyof Below], Layers[Index], Index> };

type Fitting<Below, Here, Index> =
  IsUnion<Here> extends true
    ? OneOfSeveral<Here, Index>
    : Below extends OfShapes<infer _Takes, infer Gives>
      ? Here extends OfShapes<infer Takes, infer _Gives>
        ? [Gives, Takes] extends [Takes, Gives]
          ? Here
          : [readonly [...Gives], readonly [...Takes]] extends [readonly [...Takes], readonly [...Gives]]
            ? Here
            : Index extends `${infer Place extends number}`
              ? sequentialMisfit<Place, Gives, Takes>
              : Here
        : FittingPair<Below, Here, Index>
      : FittingPair<Below, Here, Index>;

/** The same of layers from elsewhere, whose shapes the compiler has to look for. */
type FittingPair<Below, Here, Index> = [Below, Here] extends [
  Layer<infer _Takes, infer Gives, infer _Ours>,
  Layer<infer Takes, infer _Gives, infer _Theirs>,
]
  ? [Gives, Takes] extends [Takes, Gives]
    ? Here
    : [readonly [...Gives], readonly [...Takes]] extends [readonly [...Takes], readonly [...Gives]]
      ? Here
      : Index extends `${infer Place extends number}`
        ? sequentialMisfit<Place, Gives, Takes>
        : Here
  : Here extends Layer<infer _Takes, infer _Gives, infer _Ours>
    ? Here // what is below is refused, or there is nothing
    : noLayer<`sequential: argument ${Ordinal<Index>}`, Here>;

/** What refuses a layer. In code for shapes of any number of axes its name is what the compiler prints. */
type sequentialMisfit<Below extends number, Gives extends Shape, Takes extends Shape> = Gives["length"] extends Takes["length"]
  ? sequentialMismatch<Below, Gives, Takes>
  : uneven;

/** Stands where two neighbours have different numbers of axes: then it takes {@link Threaded} to say whether they fit. */
interface uneven {
  readonly uneven: true;
}

/** The layers, but where one takes another number of axes than the one below it gives. Linear, too, and without a sentence. */
type Even<Layers extends readonly unknown[], Below extends readonly unknown[] = [null, ...Layers]> = {
  [Index in keyof Layers]: Below[Index & keyof Below] extends OfShapes<infer _Takes, infer Gives>
    ? Layers[Index] extends OfShapes<infer Takes, infer _Gives>
      ? Gives["length"] extends Takes["length"]
        ? Layers[Index]
        : uneven
      : EvenPair<Below[Index & keyof Below], Layers[Index]>
    : EvenPair<Below[Index & keyof Below], Layers[Index]>;
};
type EvenPair<Below, Here> = [Below, Here] extends [
  Layer<infer _Takes, infer Gives, infer _Ours>,
  Layer<infer Takes, infer _Gives, infer _Theirs>,
]
  ? Gives["length"] extends Takes["length"]
    ? Here
    : uneven
  : Here;

/** The layers where they fit, else what refuses them. In generic code its name is what the compiler prints. */
export type sequentialLayers<Layers extends readonly unknown[]> =
  Layers extends Chained<Layers>
    ? number extends Layers["length"]
      ? Refused<uncounted>[]
      : Layers
    : Layers extends Even<Layers>
      ? Chained<Layers>
      : sequentialThreads<Layers>;

/** The layers where they fit all the same, else what refuses them. In generic code its name is what the compiler prints. */
type sequentialThreads<Layers extends readonly unknown[]> =
  Threaded<Layers> extends Misfit<infer Place, infer Why>
    ? { [Index in keyof Layers]: Index extends `${Place}` ? Why : Layers[Index] }
    : Layers;

/**
 * Every layer keeps leading axes. So one that takes fewer axes than come from below works on the last of them, and keeps those before; and
 * one that takes more gives the layers below it leading axes, which the network then takes. This goes through the layers from the lowest up,
 * with what the network takes so far and what it gives.
 */
type Threaded<
  Layers extends readonly unknown[],
  Below extends readonly unknown[] = [unknown],
  Takes extends Shape = InputShape<Layers[0]>,
  Gives extends Shape = OutputShape<Layers[0]>,
> = Below["length"] extends Layers["length"]
  ? readonly [Takes, Gives]
  : Layers[Below["length"]] extends OfShapes<infer In, infer Out>
    ? ThreadedOn<Layers, Below, Takes, Gives, In, Out>
    : Layers[Below["length"]] extends Layer<infer In, infer Out, infer _P>
      ? ThreadedOn<Layers, Below, Takes, Gives, In, Out>
      : Misfit<Below["length"], noLayer<`sequential: argument ${Sum<Below["length"], 1>}`, Layers[Below["length"]]>>;
type ThreadedOn<
  Layers extends readonly unknown[],
  Below extends readonly unknown[],
  Takes extends Shape,
  Gives extends Shape,
  In extends Shape,
  Out extends Shape,
> = Gives extends readonly [...infer Kept extends Shape, ...In]
  ? [Gives, [...Kept, ...In]] extends [[...Kept, ...In], Gives]
    ? Threaded<Layers, [...Below, unknown], Takes, [...Kept, ...Out]>
    : MisfitAt<Below["length"], Gives, In>
  : In extends readonly [...infer Added extends Shape, ...Gives]
    ? [In, [...Added, ...Gives]] extends [[...Added, ...Gives], In]
      ? Threaded<Layers, [...Below, unknown], [...Added, ...Takes], Out>
      : MisfitAt<Below["length"], Gives, In>
    : MisfitAt<Below["length"], Gives, In>;

/** The index of a layer, and why it is refused. */
interface Misfit<Place extends number, Why extends string> {
  readonly place: Place;
  readonly why: Why;
}
type MisfitAt<Place extends number, Gives extends Shape, Takes extends Shape> = Misfit<
  Place,
  sequentialMismatch<Place, Gives, Takes>
>;

/** What a network takes and gives: what its first and last layers do, unless leading axes go through it. */
export type Ends<Layers extends readonly unknown[]> =
  Layers extends Chained<Layers>
    ? FirstAndLast<Layers>
    : Layers extends Even<Layers>
      ? FirstAndLast<Layers>
      : Threaded<Layers> extends infer Found extends readonly [Shape, Shape]
        ? Found
        : FirstAndLast<Layers>;

type FirstAndLast<Layers extends readonly unknown[]> = readonly [InputShape<Layers[0]>, OutputShape<Last<Layers>>];

type InputShape<L> = L extends OfShapes<infer In, infer _Out> ? In : L extends Layer<infer In, infer _Out, infer _P> ? In : never;
type OutputShape<L> =
  L extends OfShapes<infer _In, infer Out> ? Out : L extends Layer<infer _In, infer Out, infer _P> ? Out : never;

export type none<Operation extends string> = `${Operation}: takes at least one layer`;
export const none = <Operation extends string>(operation: Operation): none<Operation> => `${operation}: takes at least one layer`;
type uncounted =
  "sequential: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list";

/** A layer that may be one of several is taken where all of them are layers, and have the same shapes. */
type OneOfSeveral<Layers, Index> =
  true extends IsUnion<ShapesOf<Layers>>
    ? severalLayers<`sequential: argument ${Ordinal<Index>}`>
    : [ShapesOf<Layers>] extends [readonly [Shape, Shape]]
      ? Layers
      : severalLayers<`sequential: argument ${Ordinal<Index>}`>;
/** What each of them takes and gives; `null` for what is no layer. */
type ShapesOf<Layers> =
  Layers extends OfShapes<infer In, infer Out>
    ? readonly [In, Out]
    : Layers extends Layer<infer In, infer Out, infer _P>
      ? readonly [In, Out]
      : null;

type Ordinal<Index> = Index extends `${infer Place extends number}` ? Sum<Place, 1> : number;

type Last<Layers extends readonly unknown[]> = Layers extends readonly [...unknown[], infer Top] ? Top : never;
