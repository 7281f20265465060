/** The types with which the compiler checks a list of layers of one shape, and computes what their {@link sequentialOf} learns. */
import type { MixedParameters } from "../../grad/mixed.js";
import type { IsUnion, OneOf } from "../../shape/known.js";
import type { sequentialOfMismatch, sequentialOfTakesDifferent } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import type { Refused } from "../../shape/shape-error.js";
import type { Layer } from "../contract/layer.js";
import type { Network, OfShapes } from "../contract/network.js";
import type { noLayer } from "../contract/no-layer.js";
import type { none } from "./chain.js";

/**
 * The layers if they all give what the first takes, otherwise the message: in place of the first that doesn't, or of a list of which the
 * compiler doesn't know the length. In generic code, the compiler prints the names of these types.
 */
export type sequentialOfLayers<Layers extends readonly unknown[]> = 0 extends 1 & Layers[number]
  ? Layers // one of them comes from a refused call
  : unknown extends Layers[number]
    ? Refused<noList>
    : Layers["length"] extends 0
      ? Refused<none<"sequentialOf">>
      : sequentialOfTakesOneShape<Layers, EndsOf<Layers[number]>>;
type sequentialOfTakesOneShape<Layers extends readonly unknown[], Ends> =
  IsUnion<Ends> extends false ? OfOneShape<Layers, Ends> : OfSeveralShapes<Layers, OneOf<EndsOf<Layers[0]>>>;
/** Compiler only: at run time, the message says what it is instead. */
type noList = "sequentialOf: takes an array of layers";

/** The shapes that a layer takes and gives, or a {@link NoLayer}. */
type EndsOf<L> =
  L extends OfShapes<infer In, infer Out>
    ? readonly [In, Out]
    : L extends Layer<infer In, infer Out, infer _P>
      ? readonly [In, Out]
      : NoLayer<L>;
interface NoLayer<Given> {
  readonly noLayer: Given;
}

type OfOneShape<Layers extends readonly unknown[], Ends> = Ends extends readonly [infer In extends Shape, infer Out extends Shape]
  ? sequentialOfTakesWhatItGives<In, Out, Layers>
  : Ends extends NoLayer<infer Given>
    ? noLayer<"sequentialOf: argument 1", Given>
    : never;
type sequentialOfTakesWhatItGives<In extends Shape, Out extends Shape, Layers> = [In, Out] extends [Out, In]
  ? Layers
  : sequentialOfMismatch<In, Out>;

/** `First` are the shapes of the first layer. */
type OfSeveralShapes<Layers extends readonly unknown[], First> = First extends readonly [
  infer In extends Shape,
  infer _Out extends Shape,
]
  ? number extends Layers["length"]
    ? OneOf<WhyOther<Layers[number], In>>
    : sequentialOfTakesTheShapeOfTheFirst<Layers, In>
  : First extends NoLayer<infer Given>
    ? noLayer<"sequentialOf: argument 1", Given>
    : never;
/** A list with the sentence in place of the first layer that doesn't give and take `In`. */
type sequentialOfTakesTheShapeOfTheFirst<
  Layers extends readonly unknown[],
  In extends Shape,
  Alike extends readonly unknown[] = [],
> = Layers extends readonly [infer L, ...infer Others]
  ? [WhyOther<L, In>] extends [never]
    ? sequentialOfTakesTheShapeOfTheFirst<Others, In, [...Alike, L]>
    : readonly [...Alike, OneOf<WhyOther<L, In>>, ...Others]
  : readonly [...Alike];
/** The sentences about those layers that can't be in one list with a layer that takes `In`. */
type WhyOther<L, In extends Shape> = L extends unknown ? WhyEnds<EndsOf<L>, In> : never;
type WhyEnds<Ends, In extends Shape> = Ends extends readonly [infer Takes extends Shape, infer Gives extends Shape]
  ? [Takes, In] extends [In, Takes]
    ? [Takes, Gives] extends [Gives, Takes]
      ? never
      : sequentialOfMismatch<Takes, Gives>
    : sequentialOfTakesDifferent<In, Takes>
  : Ends extends NoLayer<infer Given>
    ? noLayer<"sequentialOf: a layer of the list", Given>
    : never;

/** The network of a list of layers. */
export type Blocks<L> =
  EndsOf<L> extends readonly [infer In extends Shape, infer _Out extends Shape] ? Network<In, In, ListOf<L>> : never;
type ListOf<L> =
  true extends IsUnion<Boxed<L>>
    ? unknown extends Boxed<L>[0]
      ? readonly unknown[]
      : MixedParameters<Boxed<L>[0]>
    : readonly Boxed<L>[0][];
/** What layers learn, in a list, because `unknown` would be all of several. */
type Boxed<L> = L extends { readonly parameters: infer P } ? readonly [P] : never;
