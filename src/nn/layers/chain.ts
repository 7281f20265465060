/** The types with which the compiler checks that consecutive layers fit and computes the shapes of a {@link sequential} network. */
import type { Sum } from "../../shape/arithmetic.js";
import type { IsOneList, IsUnion } from "../../shape/known.js";
import type { sequentialMismatch } from "../../shape/record-stack.js";
import type { AnySeveral } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { Refused } from "../../shape/shape-error.js";
import type { Layer } from "../contract/layer.js";
import type { OfShapes } from "../contract/network.js";
import type { learnsTheSame, noLayer, severalLayers } from "../contract/no-layer.js";
import type { OfRecords } from "../contract/record-network.js";

/**
 * Compares each layer with the one below it: a layer that fits stays as it is, any other becomes the error message. The cost is linear in
 * the number of layers, because a mapped type compares neighbours only. It suffices if every layer takes as many axes as the one below it
 * gives. Otherwise, a layer that fits has the mark {@link uneven} beside it.
 */
type Chained<Layers extends readonly unknown[], Below extends readonly unknown[] = [null, ...Layers]> = {
  [Index in keyof Layers]: sequentialTakesOneLayer<Below[Index & keyof Below], Layers[Index], Index, Layers>;
};

type sequentialTakesOneLayer<Below, Here, Index, Layers extends readonly unknown[]> =
  IsUnion<Here> extends false
    ? Below extends OfShapes<infer _Takes, infer Gives>
      ? Here extends OfShapes<infer Takes, infer _Gives>
        ? sequentialTakesWhatIsGiven<Takes, Gives, Here, Index, Layers>
        : FittingPair<Below, Here, Index, Layers>
      : FittingPair<Below, Here, Index, Layers>
    : OneOfSeveral<Below, Here, Index, Layers>;

/** Shapes are the same if these are. If both are one type parameter, the compiler is certain of it, as it isn't for tuples of them. */
interface Exactly<in out S extends Shape> {
  readonly shape: S;
}
/** The layer if it takes what the one below gives, otherwise the error message. In generic code, the compiler prints this type's name. */
type sequentialTakesWhatIsGiven<Takes extends Shape, Gives extends Shape, Here, Index, Layers extends readonly unknown[]> =
  Exactly<Gives> extends Exactly<Takes>
    ? Here
    : SameSpread<Gives, Takes> extends true
      ? Here
      : Index extends `${infer Place extends number}`
        ? Gives["length"] extends Takes["length"]
          ? Misfitting<Place, Gives, Takes, Layers>
          : sequentialTakesTheLastAxes<Takes, Gives, Here, Index, Layers>
        : Here;

/** The same for networks of records, and layers that aren't networks, whose shapes the compiler has to infer from their members. */
type FittingPair<Below, Here, Index, Layers extends readonly unknown[]> =
  Here extends OfRecords<infer Takes, infer _Out, infer _Ours>
    ? Below extends OfRecords<infer _In, infer Gives, infer _Theirs>
      ? FittingRecord<Takes, Gives, Here, Index, Layers>
      : Below extends Layer<infer _In, infer Gives, infer _Theirs>
        ? FittingRecord<Takes, Gives, Here, Index, Layers>
        : Here // either nothing is below, or it has its own error message
    : Here extends Layer<infer Takes, infer _Out, infer _Ours>
      ? Below extends OfRecords<infer _In, infer Gives, infer _Theirs>
        ? FittingRecord<Takes, Gives, Here, Index, Layers>
        : Below extends Layer<infer _In, infer Gives, infer _Theirs>
          ? sequentialTakesWhatIsGiven<Takes, Gives, Here, Index, Layers>
          : Here // as above
      : noLayer<`sequential: argument ${Ordinal<Index>}`, Here>;

/** The same for a network of records on or below another layer. */
type FittingRecord<Takes extends Shape, Gives extends Shape, Here, Index, Layers extends readonly unknown[]> = [
  Takes | Gives,
] extends [Exclude<Takes | Gives, AnySeveral>]
  ? sequentialTakesWhatIsGiven<Takes, Gives, Here, Index, Layers>
  : Index extends `${infer Place extends number}`
    ? sequentialTakesTheRecordGiven<Takes, Gives, Here, sequentialMismatch<Place, Gives, Takes>>
    : Here;
/** The network if it takes the record that the one below gives, otherwise the error message. In generic code, the compiler prints this type's name. */
type sequentialTakesTheRecordGiven<_Takes extends Shape, _Gives extends Shape, Here, Why> = [Why] extends [never] ? Here : Why;

/** Whether the sizes of shapes are equal, which the compiler finds out about shapes of unknown rank. */
type SameSpread<Gives extends Shape, Takes extends Shape> = [Gives] extends [AnySeveral]
  ? false
  : [readonly [...Gives], readonly [...Takes]] extends [readonly [...Takes], readonly [...Gives]]
    ? true
    : false;

/** The error message for a layer. It says what reaches the layer, which may have leading axes. */
type Misfitting<Below extends number, Gives extends Shape, Takes extends Shape, Layers extends readonly unknown[]> =
  Layers extends Even<Layers>
    ? sequentialMismatch<Below, Gives, Takes>
    : Threaded<Layers> extends Misfit<Below, infer Why>
      ? Why
      : sequentialMismatch<Below, Gives, Takes>;

/**
 * A layer that takes a different number of axes than the one below it gives, with a mark beside it if it fits, otherwise the error message.
 * In generic code, the compiler prints this type's name.
 */
type sequentialTakesTheLastAxes<
  Takes extends Shape,
  Gives extends Shape,
  Here,
  Index,
  Layers extends readonly unknown[],
> = Gives extends readonly [...infer Kept extends Shape, ...Takes]
  ? [Gives, [...Kept, ...Takes]] extends [[...Kept, ...Takes], Gives]
    ? Here | uneven
    : sequentialTakesAllAxesGiven<Takes, Gives, Here, Index, Layers>
  : sequentialTakesAllAxesGiven<Takes, Gives, Here, Index, Layers>;
/** The mark. Only {@link Threaded} can tell what the network takes and gives. */
interface uneven {
  readonly uneven: true;
}

/**
 * The layers, with a mark in place of each one that takes a different number of axes than the one below it gives. The cost is linear too,
 * and there are no error messages.
 */
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

/**
 * The layers in one list, if they fit, otherwise the error messages. That the list is chosen by its key keeps the compiler from inferring
 * `Layers` from the conditions for each layer, which would cost much.
 */
export type layersInOrder<Layers extends readonly unknown[]> = unknown extends Layers[number]
  ? Layers // one of them comes from a refused call
  : IsOneList<Layers> extends false
    ? OneByOne<Layers, uncounted<"sequential">>
    : { readonly none: [Refused<none<"sequential">>]; readonly some: Chained<Layers> }[Layers extends readonly []
        ? "none"
        : "some"];

/**
 * The layer if it fits although the numbers of axes differ, otherwise the error message. In generic code the compiler prints this type's name.
 * There, it also tries sizes that may be anything. Those below are then no shapes, so the sentence is `never`.
 */
type sequentialTakesAllAxesGiven<_Takes extends Shape, _Gives extends Shape, Here, Index, Layers extends readonly unknown[]> =
  Threaded<Layers> extends Misfit<infer Place, infer Why>
    ? Index extends `${Place}`
      ? Why
      : [Why] extends [never]
        ? never
        : Here | uneven
    : Here | uneven;

/**
 * The shapes that a network takes and gives if its layers have different numbers of axes. Every layer keeps leading axes. A layer that
 * takes fewer axes than the one below gives works on the last axes and keeps the others. A layer that takes more axes requires the
 * network's input to have extra leading axes, which the layers below keep. The type goes through the layers from the input to the output
 * and carries the shapes that the network takes and gives so far.
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
    : Layers[Below["length"]] extends OfRecords<infer In, infer Out, infer _P>
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
> = [Gives, In] extends [In, Gives]
  ? Threaded<Layers, [...Below, unknown], Takes, Out>
  : [Gives] extends [readonly [...infer Kept extends Shape, ...In]]
    ? [Gives, [...Kept, ...In]] extends [[...Kept, ...In], Gives]
      ? [Out] extends [AnySeveral]
        ? MisfitAt<Below["length"], Gives, In>
        : Threaded<Layers, [...Below, unknown], Takes, [...Kept, ...Out]>
      : MisfitAt<Below["length"], Gives, In>
    : [In] extends [readonly [...infer Added extends Shape, ...Gives]]
      ? [In, [...Added, ...Gives]] extends [[...Added, ...Gives], In]
        ? [Takes] extends [AnySeveral]
          ? MisfitAt<Below["length"], Gives, In>
          : Threaded<Layers, [...Below, unknown], [...Added, ...Takes], Out>
        : MisfitAt<Below["length"], Gives, In>
      : MisfitAt<Below["length"], Gives, In>;

/** The index of a layer that doesn't fit, and the error message. */
interface Misfit<Place extends number, Why> {
  readonly place: Place;
  readonly why: Why;
}
type MisfitAt<Place extends number, Gives extends Shape, Takes extends Shape> = Misfit<
  Place,
  [Gives] extends [never] ? never : sequentialMismatch<Place, Gives, Takes>
>;

/** The shapes that a network takes and gives: those of its first and last layers, unless leading axes pass through it. */
export type Ends<Layers extends readonly unknown[], Checked = Chained<Layers>[number]> = uneven extends Checked
  ? Threaded<Layers> extends infer Found extends readonly [Shape, Shape]
    ? Found
    : FirstAndLast<Layers>
  : FirstAndLast<Layers>;

type FirstAndLast<Layers extends readonly unknown[]> = readonly [InputShape<Layers[0]>, OutputShape<Last<Layers>>];

type InputShape<L> =
  L extends OfShapes<infer In, infer _Out>
    ? In
    : L extends OfRecords<infer In, infer _Out, infer _P>
      ? In
      : L extends Layer<infer In, infer _Out, infer _P>
        ? In
        : never;
type OutputShape<L> =
  L extends OfShapes<infer _In, infer Out>
    ? Out
    : L extends OfRecords<infer _In, infer Out, infer _P>
      ? Out
      : L extends Layer<infer _In, infer Out, infer _P>
        ? Out
        : never;

/** The layers before a list of which the compiler doesn't know the length, and the sentence in place of what follows. */
export type OneByOne<Layers extends readonly unknown[], Sentence extends string> =
  IsUnion<Layers> extends true
    ? Refused<Sentence>[]
    : Layers extends readonly [infer First, ...infer Others]
      ? [First, ...OneByOne<Others, Sentence>]
      : Refused<Sentence>[];
export type none<Operation extends string> = `${Operation}: takes at least one layer`;
export const none = <Operation extends string>(operation: Operation): none<Operation> => `${operation}: takes at least one layer`;
export type uncounted<Operation extends string> =
  `${Operation}: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list`;

/** A union of layers is allowed if all its members are layers of the same shapes, with the same parameters. Then they fit, or none of them does. */
type OneOfSeveral<Below, Here, Index, Layers extends readonly unknown[]> =
  true extends IsUnion<ShapesOf<Here>>
    ? severalLayers<`sequential: argument ${Ordinal<Index>}`, Here>
    : null extends ShapesOf<Here>
      ? severalLayers<`sequential: argument ${Ordinal<Index>}`, Here>
      : learnsTheSame<`sequential: argument ${Ordinal<Index>}`, Here, FittingPair<Below, Here, Index, Layers>>;
/** The shapes that each member takes and gives; `null` for a member that isn't a layer. */
type ShapesOf<Layers> =
  Layers extends OfShapes<infer In, infer Out>
    ? readonly [In, Out]
    : Layers extends OfRecords<infer In, infer Out, infer _P>
      ? readonly [In, Out]
      : Layers extends Layer<infer In, infer Out, infer _P>
        ? readonly [In, Out]
        : null;

type Ordinal<Index> = Index extends `${infer Place extends number}` ? Sum<Place, 1> : number;

export type Last<Layers extends readonly unknown[]> = Layers extends readonly [...unknown[], infer Top] ? Top : never;
