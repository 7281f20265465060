/** Networks that are built from the shape of their input. */
import type { AnyLayer } from "../nn/contract/layer.js";
import type { Network } from "../nn/contract/network.js";
import type { noLayer } from "../nn/contract/no-layer.js";
import { none } from "../nn/layers/chain.js";
import { stacked } from "../nn/layers/sequential.js";
import type { Sum } from "../shape/arithmetic.js";
import { checkShape, type Sizes } from "../shape/dim.js";
import type { inferredMismatch } from "../shape/infer.js";
import type { Shape } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import {
  type Deferred,
  deferred,
  layerOn,
  type NoLayer,
  type OnShape,
  type Stage,
  type StageOf,
  type Unfit,
} from "./deferred.js";

/**
 * What each layer is on the shape that reaches it, from the input up, or a {@link Misfit}. It takes eight layers at a time, because each
 * step costs as much as the lists are long.
 */
type Stages<
  Layers extends readonly unknown[],
  In extends Shape,
  Below extends readonly unknown[] = [],
> = Layers extends readonly [infer A, infer B, infer C, infer D, infer E, infer F, infer G, infer H, ...infer Above]
  ? Few<[A, B, C, D, E, F, G, H], In> extends infer Found
    ? Found extends readonly [...infer _Others, Stage<infer Out, infer _P>]
      ? Stages<Above, Out, [...Below, ...Found]>
      : On<Below, Found>
    : never
  : Few<Layers, In> extends infer Found
    ? On<Below, Found>
    : never;
type On<Below extends readonly unknown[], Found> =
  Found extends Misfit<infer Fitting, infer Reason>
    ? Misfit<[...Below, ...Fitting], Reason>
    : Found extends readonly unknown[]
      ? [...Below, ...Found]
      : never;

/** The same for a few layers, one by one. */
type Few<Layers extends readonly unknown[], In extends Shape, Below extends readonly unknown[] = []> = Layers extends readonly [
  infer L,
  ...infer Above,
]
  ? StageOf<L, In> extends infer S
    ? S extends Stage<infer Out, infer _P>
      ? Few<Above, Out, [...Below, S]>
      : Misfit<Below, S>
    : never
  : Below;

/** A layer that is refused: those below it, and the reason. */
interface Misfit<Below extends readonly unknown[], Reason> {
  readonly below: Below;
  readonly reason: Reason;
}

/** The layers, with the sentence in place of the one that is refused. In generic code the compiler prints this type's name. */
type inferredLayers<Layers extends readonly unknown[], In extends Shape> = Layers extends readonly []
  ? [Refused<none<"sequential">>]
  : Stages<Layers, In> extends Misfit<infer Below, infer Reason>
    ? { [Index in keyof Layers]: Index extends `${Below["length"]}` ? Sentence<Below["length"], Reason> : Layers[Index] }
    : Layers;
type Sentence<Place extends number, Reason> =
  Reason extends Unfit<infer Takes, infer Given>
    ? inferredMismatch<Sum<Place, 1>, Takes, Given>
    : Reason extends NoLayer<infer Given>
      ? noLayer<`sequential: argument ${Sum<Place, 2>}`, Given>
      : Reason;

type Parameters<S> = S extends readonly unknown[]
  ? { readonly [Index in keyof S]: S[Index] extends Stage<infer _Out, infer P> ? P : never }
  : never;
type Out<S> = S extends readonly [...unknown[], Stage<infer Last, infer _P>] ? Last : never;

/**
 * Creates a network from the shape of its input. Each layer says only what is new, such as the number of its outputs; the sizes that it
 * takes are those that the layers below it give. Layers with sizes of their own, from `conformable/nn`, may stand among them, if they fit.
 *
 * Shapes: `[...Batch, ...In]` to `[...Batch, ...Out]`. If a layer takes fewer axes than reach it, the others are leading axes. The result is
 * the same network that `sequential` of `conformable/nn` would make.
 *
 * @param input - the shape of one input
 * @param layers - the layers, from the input to the output
 * @throws ShapeError if a layer doesn't fit on the shape that reaches it
 * @example
 * ```ts
 * import { conv2d, dense, flatten, maxPool2d, sequential } from "conformable/inferred";
 * import { relu } from "conformable/nn";
 *
 * const network = sequential(
 *   [28, 28, 1],
 *   conv2d(16, 3, { padding: "same", activation: relu }),
 *   maxPool2d(2),
 *   flatten(),
 *   dense(10),
 * );
 * network.parameters[3].weights; // Matrix<10, 3136>
 * ```
 */
export function sequential<const In extends Shape, Layers extends unknown[]>(
  input: Sizes<In>,
  ...layers: inferredLayers<Layers, [...In]>
): Network<[...In], Out<Stages<Layers, [...In]>>, Parameters<Stages<Layers, [...In]>>>;
export function sequential(input: unknown, ...layers: unknown[]): unknown {
  return onShape(checkShape(input), layers);
}

interface ChainOn<Layers extends readonly unknown[]> extends OnShape {
  readonly stage: this["in"] extends infer In extends Shape
    ? Stages<Layers, In> extends infer S
      ? S extends Misfit<infer _Below, infer Reason>
        ? Reason
        : Stage<Out<S>, Parameters<S>>
      : never
    : never;
}

/**
 * Several deferred layers as one, for example to put into {@link residual}. It is made for the shape that reaches it, like its layers.
 *
 * @param layers - the layers, from the input to the output
 * @throws ShapeError if a layer doesn't fit on the shape that reaches it
 * @example
 * ```ts
 * import { chain, dense, layerNorm, residual, sequential } from "conformable/inferred";
 *
 * const block = residual(chain(layerNorm(), dense(256), dense(64)));
 * sequential([16, 64], block, block); // Network<[16, 64], [16, 64], …>
 * ```
 */
export function chain<const Layers extends readonly [unknown, ...unknown[]]>(...layers: Layers): Deferred<ChainOn<Layers>>;
export function chain(...layers: readonly unknown[]): unknown {
  return deferred((shape) => onShape(shape, layers));
}

/** The network of layers on a shape. */
function onShape(input: Shape, given: readonly unknown[]): AnyLayer {
  let shape = input;
  const layers = given.map((each, index) => {
    const { layer, gives } = layerOn(each, shape, index + 1);
    shape = gives;
    return layer;
  });
  const [first, ...others] = layers;
  if (first === undefined) throw new ShapeError(none("sequential"));
  return stacked(layers, [first, ...others], input);
}
