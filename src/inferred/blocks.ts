/** Several deferred layers as one, and a layer around another. */
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import type { StageOf, whyUnfit } from "../nn/contract/stage.js";
import { none, type OneByOne, type uncounted } from "../nn/layers/chain.js";
import { residual as residualOf } from "../nn/layers/residual.js";
import { fromTheEnd } from "../nn/layers/reversed.js";
import type { AcceptingEach, AcceptingKnown, Anything } from "../shape/accepted.js";
import type { Sum } from "../shape/arithmetic.js";
import { sameShape } from "../shape/broadcast.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { IsOneList } from "../shape/known.js";
import { residualDiffers } from "../shape/layer.js";
import type { Shape } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import { type deferredOrLayer, placedLayer } from "./stage.js";
import { type LastShape, type Misfit, networkOn, type StageParameters, type Stages } from "./stages.js";
import { untyped } from "./untyped.js";

/** Tells the compiler what {@link chain} becomes for an input shape. */
export interface ChainOn<Layers extends readonly unknown[]> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["chain", Layers];
  /** The shape of the last output, and the parameters of all layers. */
  readonly stage: this["in"] extends infer In extends Shape
    ? Stages<Layers, In> extends infer S
      ? S extends Misfit<infer Below, infer Reason>
        ? whyUnfit<`chain: layer ${Sum<Below["length"], 1>}`, `chain: argument ${Sum<Below["length"], 1>}`, Reason>
        : Stage<LastShape<S>, StageParameters<S>>
      : never
    : never;
}

/** The layers, with the sentence in place of whatever isn't one. In generic code the compiler prints this type's name. */
type chainLayers<Layers extends readonly unknown[]> = Layers["length"] extends 0
  ? [Refused<none<"chain">>]
  : IsOneList<Layers> extends false
    ? OneByOne<Layers, uncounted<"chain">>
    : Layers extends AllLayers<Layers>
      ? Layers // or else the compiler doesn't infer that it may be one of several lists
      : AllLayers<Layers>;
type AllLayers<Layers extends readonly unknown[]> = {
  [Index in keyof Layers]: deferredOrLayer<`chain: argument ${Ordinal<Index>}`, Layers[Index]>;
};
type Ordinal<Index> = Index extends `${infer Place extends number}` ? Sum<Place, 1> : number;

/**
 * Makes one deferred layer out of several, for example to put into {@link residual}. Its parameters are a tuple of the parameters
 * of the layers.
 *
 * @param layers - the layers, from the input to the output
 * @throws ShapeError if there are no layers; when the network is built, if a layer doesn't fit on the shape that reaches it
 * @throws TypeError if one of them isn't a layer
 * @example
 * ```ts
 * import { chain, dense, layerNorm, residual, sequential } from "conformable/inferred";
 *
 * const block = residual(chain(layerNorm(), dense(256), dense(64)));
 * sequential([16, 64], block, block); // two blocks, each with parameters of its own
 * ```
 */
export function chain<Layers extends unknown[], Ok extends AcceptingEach<Layers, chainLayers<Layers>> = unknown>(
  ...layers: chainLayers<Layers>
): unknown extends NoInfer<Ok> ? Deferred<ChainOn<Layers>> : Anything;
export function chain(...layers: unknown[]): unknown {
  if (layers.length === 0) throw new ShapeError(none("chain"));
  const placed = layers.map((layer, index) => placedLayer("chain", `argument ${index + 1}`, `layer ${index + 1}`, layer));
  return deferred((shape) => networkOn("chain", shape, placed).network);
}

/** Tells the compiler what {@link residual} becomes for an input shape. */
export interface ResidualOn<L> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["residual", L];
  /** The shape of the output, and the parameters, if the output has the shape of the input. */
  readonly stage: this["in"] extends infer In extends Shape
    ? StageOf<L, In> extends infer S
      ? S extends Stage<infer Out, infer _P>
        ? [In, Out] extends [Out, In]
          ? S
          : residualDiffers<In, Out>
        : whyUnfit<"residual: the layer", "residual: the argument", S>
      : never
    : never;
}

/**
 * Adds the input of a layer to its output: `residual` of `conformable/nn`, for a deferred layer.
 *
 * @param layer - a deferred layer, several as one ({@link chain}), or a layer of `conformable/nn`
 * @throws TypeError if it isn't a layer
 * @throws ShapeError when the network is built, if the layer doesn't return the shape that it takes
 * @example
 * ```ts
 * import { chain, conv2d, residual, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 16], residual(chain(conv2d(16, 3, { padding: "same" }), conv2d(16, 3, { padding: "same" }))));
 * ```
 */
export function residual<L, Ok extends AcceptingKnown<L, deferredOrLayer<"residual: the argument", L>> = unknown>(
  layer: deferredOrLayer<"residual: the argument", L>,
): unknown extends NoInfer<Ok> ? Deferred<ResidualOn<L>> : Anything;
export function residual(layer: unknown): unknown {
  const { on, given } = placedLayer("residual", "the argument", "the layer", layer);
  return deferred((shape) => {
    const { layer, gives } = on(shape);
    if (!sameShape(shape, gives)) throw new ShapeError(residualDiffers(shape, gives));
    return untyped(residualOf)(given ?? layer);
  });
}

/** Tells the compiler what {@link reversed} becomes for an input shape. */
export interface ReversedOn<L> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["reversed", L];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends infer In extends Shape
    ? In extends readonly [unknown, unknown, ...unknown[]]
      ? StageOf<L, In> extends infer S
        ? S extends Stage<infer _Out, infer _P>
          ? S
          : whyUnfit<"reversed: the layer", "reversed: the argument", S>
        : never
      : Missing<"reversed", 2, In>
    : never;
}

/**
 * Makes a layer read a sequence from its end to its start: `reversed` of `conformable/nn`, for a deferred layer. Use it with
 * {@link concat} to read a sequence in both directions.
 *
 * @param layer - a deferred layer, several as one ({@link chain}), or a layer of `conformable/nn`
 * @throws TypeError if it isn't a layer
 * @throws ShapeError when the network is built, if fewer than two axes reach it, or the layer doesn't fit on them
 * @example
 * ```ts
 * import { concat, dense, lstm, reversed, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], concat(-1, lstm(32), reversed(lstm(32))), dense(10)); // Network<[16, 27], [16, 10], …>
 * ```
 */
export function reversed<L, Ok extends AcceptingKnown<L, deferredOrLayer<"reversed: the argument", L>> = unknown>(
  layer: deferredOrLayer<"reversed: the argument", L>,
): unknown extends NoInfer<Ok> ? Deferred<ReversedOn<L>> : Anything;
export function reversed(layer: unknown): unknown {
  const { on, given } = placedLayer("reversed", "the argument", "the layer", layer);
  return deferred((shape) => {
    lastAxes("reversed", 2, shape);
    const { layer, gives } = on(shape);
    return fromTheEnd(given ?? layer, layer, shape, gives);
  });
}
