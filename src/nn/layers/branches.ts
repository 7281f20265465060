/** The types with which the compiler checks layers that take the same input, and computes the shapes of {@link concat} and {@link sum}. */
import type { Sum } from "../../shape/arithmetic.js";
import type { axisOfTheTensor } from "../../shape/axis.js";
import type { branchesTake, joinsTheFirst, PlaceOf, sumsWithTheFirst, Widest } from "../../shape/branches.js";
import type { IsOneList } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import type { Refused } from "../../shape/shape-error.js";
import type { AnyDeferred, Stage } from "../contract/deferred.js";
import type { Layer } from "../contract/layer.js";
import type { OfShapes } from "../contract/network.js";
import type { NoLayer, StageOf, Unfit, whyUnfit } from "../contract/stage.js";
import type { none, OneByOne } from "./chain.js";

/** What each layer takes; `[]` for anything that isn't a layer. */
type Takes<Layers extends readonly unknown[]> = { [Index in keyof Layers]: TakesOf<Layers[Index]> };
type TakesOf<L> = L extends OfShapes<infer In, infer _Out> ? In : L extends Layer<infer In, infer _Out, infer _P> ? In : [];

/** What layers take together: the longest of the shapes that they take, in which all others have to end. */
export type InputOf<
  Layers extends readonly unknown[],
  All extends readonly Shape[] = Takes<Layers>,
> = All[number]["length"] extends All[0]["length"] ? All[0] : Widest<All>;

/** What each layer is on the input of all of them, or why it is refused. */
type Branches<Layers extends readonly unknown[], In extends Shape = InputOf<Layers>> = {
  [Index in keyof Layers]: BranchOn<Layers[Index], In>;
};
type BranchOn<L, In extends Shape> = [L] extends [AnyDeferred] ? NoLayer<L> : StageOf<L, In>;

/** An axis of what the first layer gives, or the sentence. If the first layer is refused, so is any axis, by its sentence. */
export type axisOfTheFirst<Layers extends readonly unknown[], Axis extends number> =
  BranchOn<Layers[0], InputOf<Layers>> extends Stage<infer Out, infer _P> ? axisOfTheTensor<"concat", Out, Axis> : Axis;

/** The shapes that the layers give. */
export type Outputs<Layers extends readonly unknown[], In extends Shape = InputOf<Layers>> = {
  [Index in keyof Layers]: OutputOf<BranchOn<Layers[Index], In>>;
};
type OutputOf<S> = S extends Stage<infer Out, infer _P> ? Out : Shape;

/** The layers if their outputs can be joined, otherwise the sentence. `Axis` is null if they are added. */
export type layersBeside<Operation extends string, Layers extends readonly unknown[], Axis extends number | null> = [
  Layers,
] extends [readonly []]
  ? [Refused<none<Operation>>]
  : IsOneList<Layers> extends false
    ? OneByOne<Layers, unlisted<Operation>>
    : unknown extends Layers[number]
      ? Layers // one of them comes from a refused call
      : { readonly all: Checked<Operation, Layers, Axis> }[Layers extends readonly [] ? never : "all"]; // as in `layersInOrder`
/** Compiler only: at run time, a list has a length. */
export type unlisted<Operation extends string> =
  `${Operation}: takes its layers one by one, so that the compiler can see what each of them gives`;

/** The layers, with the sentence in place of each one that is refused. */
type Checked<
  Operation extends string,
  Layers extends readonly unknown[],
  Axis extends number | null,
  Stages extends readonly unknown[] = Branches<Layers>,
> = {
  [Index in keyof Layers]: takesTheSameInput<
    Operation,
    Layers[Index],
    Layers,
    Stages[Index & keyof Stages],
    OutputOf<Stages[0]>,
    Index,
    Axis
  >;
};
/** A layer if it fits, otherwise the sentence. In generic code the compiler prints the name of this type, or of those that join the outputs. */
type takesTheSameInput<
  Operation extends string,
  L,
  Layers extends readonly unknown[],
  S,
  First extends Shape,
  Index,
  Axis extends number | null,
> =
  S extends Stage<infer Out, infer _P>
    ? outputsJoin<First, Out, Index, Axis, L>
    : Index extends `${infer Place extends number}`
      ? whyUnfitBeside<Operation, Layers, Place, [Axis] extends [null] ? 1 : 2, S>
      : never;
/** `L` if the outputs can be joined, otherwise the sentence. */
export type outputsJoin<First extends Shape, Out extends Shape, Index, Axis extends number | null, L = unknown> = [Axis] extends [
  number,
]
  ? joinsTheFirst<First, Out, Index, Axis, L>
  : sumsWithTheFirst<First, Out, Index, L>;
type whyUnfitBeside<
  Operation extends string,
  Layers extends readonly unknown[],
  Place extends number,
  Before extends number,
  Reason,
> =
  Reason extends Unfit<infer Own, infer Given>
    ? branchesTake<Operation, Sum<Place, 1>, Own, PlaceOf<Takes<Layers>, Given>, Given>
    : whyUnfit<`${Operation}: layer ${Sum<Place, 1>}`, `${Operation}: argument ${Sum<Place, Before>}`, Reason>;
