/** Layers side by side, whose sizes can be inferred: each is made for the same shape. */
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import type { StageOf, whyUnfit } from "../nn/contract/stage.js";
import type { outputsJoin, unlisted } from "../nn/layers/branches.js";
import { none, type OneByOne } from "../nn/layers/chain.js";
import { type Fan, fanned, joining, summing } from "../nn/layers/fan.js";
import type { AcceptingEach, Anything } from "../shape/accepted.js";
import type { Sum } from "../shape/arithmetic.js";
import type { axisMissing, HasAxis } from "../shape/axis.js";
import type { Concatenated } from "../shape/join.js";
import type { IsLiteral, IsOneList } from "../shape/known.js";
import type { Shape } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import { type deferredOrLayer, placedLayer } from "./stage.js";

/**
 * What layers side by side are on a shape: a {@link Stage}, or the sentence that refuses one of them. It goes through the layers, and
 * collects what they give and learn. `Axis` is null if their outputs are added.
 */
type Beside<
  Operation extends string,
  Layers extends readonly unknown[],
  In extends Shape,
  Axis extends number | null,
  Outs extends readonly Shape[] = [],
  Learned extends readonly unknown[] = [],
> = Layers extends readonly [infer L, ...infer Others]
  ? StageOf<L, In> extends infer S
    ? S extends Stage<infer Out, infer P>
      ? joinedTo<Outs, Out, Axis> extends infer Why
        ? unknown extends Why
          ? Beside<Operation, Others, In, Axis, [...Outs, Out], [...Learned, P]>
          : Why
        : never
      : whyUnfit<
          `${Operation}: layer ${Sum<Outs["length"], 1>}`,
          `${Operation}: argument ${Sum<Outs["length"], [Axis] extends [null] ? 1 : 2>}`,
          S
        >
    : never
  : Together<Outs, Learned, Axis>;
/** Unknown if an output can be joined to those of the layers before, otherwise the sentence. */
type joinedTo<Outs extends readonly Shape[], Out extends Shape, Axis extends number | null> = Outs extends readonly []
  ? unknown
  : outputsJoin<Outs[0], Out, `${Outs["length"]}`, Axis>;
type Together<Outs extends readonly Shape[], Learned extends readonly unknown[], Axis extends number | null> = [Axis] extends [
  number,
]
  ? HasAxis<Outs[0], Axis> extends true
    ? Stage<Concatenated<Outs, Axis>, readonly [...Learned]>
    : IsLiteral<Axis> extends true
      ? axisMissing<"concat", Outs[0], Axis>
      : Stage<number[], readonly [...Learned]> // refused already
  : Stage<Outs[0], readonly [...Learned]>;

/** The layers, with the sentence in place of whatever isn't one. In generic code the compiler prints this type's name. */
type layersBeside<Operation extends string, Layers extends readonly unknown[], Before extends number> = Layers["length"] extends 0
  ? [Refused<none<Operation>>]
  : IsOneList<Layers> extends false
    ? OneByOne<Layers, unlisted<Operation>>
    : Layers extends AllLayers<Operation, Layers, Before>
      ? Layers // or else the compiler doesn't infer that it may be one of several lists
      : AllLayers<Operation, Layers, Before>;
type AllLayers<Operation extends string, Layers extends readonly unknown[], Before extends number> = {
  [Index in keyof Layers]: deferredOrLayer<`${Operation}: argument ${OrdinalAfter<Index, Before>}`, Layers[Index]>;
};
type OrdinalAfter<Index, Before extends number> = Index extends `${infer Place extends number}` ? Sum<Place, Before> : number;

/** One literal axis, or the sentence. */
type oneAxis<Axis extends number> = IsLiteral<Axis> extends true ? Axis : axisMissing<"concat", [], Axis>;

/** Tells the compiler what {@link concat} becomes for an input shape. */
export interface ConcatOn<Axis extends number, Layers extends readonly unknown[]> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["concat", Axis, Layers];
  /** The shape of the joined outputs, and the parameters of all layers. */
  readonly stage: this["in"] extends infer In extends Shape ? Beside<"concat", Layers, In, Axis> : never;
}

/**
 * Passes its input to several layers and joins their outputs along an axis: `concat` of `conformable/nn` for layers that are made for the
 * shape that reaches them. With `activate(identity)` among them, the input itself is one of the parts.
 *
 * @param axis - the axis of the outputs, without leading axes of a batch; -1 is the last
 * @param layers - deferred layers, several as one ({@link chain}), or layers of `conformable/nn`
 * @throws ShapeError if there are no layers; when the network is built, if a layer doesn't fit on the shape that reaches it, if the outputs
 * differ in another axis, or if there is no such axis
 * @throws TypeError if one of them isn't a layer
 * @example
 * ```ts
 * import { chain, concat, conv2d, maxPool2d, sequential, upsample2d } from "conformable/inferred";
 * import { activate, identity, relu } from "conformable/nn";
 *
 * const options = { padding: "same", activation: relu } as const;
 * const below = chain(maxPool2d(2), conv2d(16, 3, options), upsample2d(2));
 * const network = sequential([28, 28, 1], conv2d(8, 3, options), concat(-1, activate(identity), below), conv2d(1, 1));
 * network.shapes[2]; // [28, 28, 24]
 * ```
 */
export function concat<
  const Axis extends number,
  Layers extends unknown[],
  Ok extends AcceptingEach<Layers, layersBeside<"concat", Layers, 2>> = unknown,
>(
  axis: oneAxis<Axis>,
  ...layers: layersBeside<"concat", Layers, 2>
): unknown extends NoInfer<Ok> ? (IsLiteral<Axis> extends true ? Deferred<ConcatOn<Axis, Layers>> : Anything) : Anything;
export function concat(axis: unknown, ...layers: unknown[]): unknown {
  return beside("concat", 2, layers, (outputs) => joining(outputs, axis));
}

/** Tells the compiler what {@link sum} becomes for an input shape. */
export interface SumOn<Layers extends readonly unknown[]> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["sum", Layers];
  /** The shape of the outputs, and the parameters of all layers. */
  readonly stage: this["in"] extends infer In extends Shape ? Beside<"sum", Layers, In, null> : never;
}

/**
 * Passes its input to several layers and adds their outputs: `sum` of `conformable/nn` for layers that are made for the shape that reaches
 * them.
 *
 * @param layers - deferred layers, several as one ({@link chain}), or layers of `conformable/nn`
 * @throws ShapeError if there are no layers; when the network is built, if a layer doesn't fit on the shape that reaches it, or if the
 * outputs have different shapes
 * @throws TypeError if one of them isn't a layer
 * @example
 * ```ts
 * import { chain, conv2d, sequential, sum } from "conformable/inferred";
 *
 * const block = chain(conv2d(16, 3, { stride: 2, padding: "same" }), conv2d(16, 3, { padding: "same" }));
 * sequential([28, 28, 8], sum(conv2d(16, 1, { stride: 2 }), block)); // Network<[28, 28, 8], [14, 14, 16], …>
 * ```
 */
export function sum<Layers extends unknown[], Ok extends AcceptingEach<Layers, layersBeside<"sum", Layers, 1>> = unknown>(
  ...layers: layersBeside<"sum", Layers, 1>
): unknown extends NoInfer<Ok> ? Deferred<SumOn<Layers>> : Anything;
export function sum(...layers: unknown[]): unknown {
  return beside("sum", 1, layers, summing);
}

/** @param first - the place of the first layer among the arguments, counted from 1 */
function beside(operation: string, first: number, layers: readonly unknown[], fan: (outputs: readonly Shape[]) => Fan): unknown {
  if (layers.length === 0) throw new ShapeError(none(operation));
  const placed = layers.map((layer, index) => placedLayer(operation, `argument ${index + first}`, `layer ${index + 1}`, layer));
  return deferred((shape) => {
    const made = placed.map(({ on }) => on(shape));
    const given = made.map(({ layer }, index) => placed[index]?.given ?? layer);
    return fanned(
      given,
      made.map(({ layer }) => layer),
      shape,
      fan(made.map(({ gives }) => gives)),
    );
  });
}
