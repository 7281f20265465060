/** The layers of `conformable/nn` whose sizes can be inferred, without these sizes; those on images are in images.ts. */
import type { Activation } from "../nn/contract/activation.js";
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import { checkActivation } from "../nn/contract/foreign.js";
import { identity } from "../nn/layers/activations.js";
import {
  type AttentionOptions,
  type AttentionParameters,
  type attentionMask,
  attention as attentionOf,
  attentionOptions,
} from "../nn/layers/attention.js";
import { type DenseParameters, dense as denseOf } from "../nn/layers/dense.js";
import {
  type BatchNormOptions,
  batchNorm as batchNormOf,
  batchNormOptions,
  type LayerNormOptions,
  layerNorm as layerNormOf,
  layerNormOptions,
  type NormalizationParameters,
} from "../nn/layers/normalization.js";
import {
  type PositionsOptions,
  type PositionsParameters,
  positions as positionsOf,
  positionsOptions,
  sinusoidalPositions as sinusoidalPositionsOf,
} from "../nn/layers/positions.js";
import { flatten as flattenOf, reshape as reshapeOf } from "../nn/layers/shapes.js";
import type { AcceptingBoth, AcceptingGiven, Anything } from "../shape/accepted.js";
import { type attentionHeadsShareTheWidth, checkHeadCount, type noMask } from "../shape/attention.js";
import { type AnySizes, type AreSizes, checkShape, checkSize, type GivenSizes, type Size, type Sizes } from "../shape/dim.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { Because } from "../shape/known.js";
import type { Count } from "../shape/named.js";
import { readOptions } from "../shape/options.js";
import type { reshapeKeepsElements } from "../shape/reshape.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import type { Refused } from "../shape/shape-error.js";
import { checkRandom, commonRandom, type Random } from "../tensor/random.js";
import type { AnyTensor } from "../tensor/tensor.js";
import { untyped } from "./untyped.js";

/** Options of {@link dense}. */
export interface DenseOptions {
  /** σ, the activation; `identity` by default. */
  readonly activation?: Activation | undefined;
  /** The generator of the initial weights, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/** Tells the compiler what {@link dense} becomes for an input shape. */
export interface DenseOn<Outputs extends number> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["dense", Outputs];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer In extends number]
    ? Stage<[...Lead, Outputs], DenseParameters<In, Outputs>>
    : Missing<"dense", 1, this["in"]>;
}

/**
 * A dense layer with a number of outputs: `dense` of `conformable/nn` on the last axis of the shape that reaches it.
 *
 * @param outputs - the number of outputs: a literal or named size
 * @throws ShapeError when the network is built, if no axis reaches it
 * @example
 * ```ts
 * import { dense, sequential } from "conformable/inferred";
 * import { relu } from "conformable/nn";
 *
 * sequential([784], dense(128, { activation: relu }), dense(10)).parameters[0].weights; // Matrix<128, 784>
 * ```
 */
export function dense<
  const Outputs extends number | NoNumber<Outputs>,
  Ok extends AcceptingGiven<Outputs, Size<Outputs>> = unknown,
>(outputs: Size<Outputs>, options: DenseOptions = {}): unknown extends NoInfer<Ok> ? Deferred<DenseOn<Outputs>> : Anything {
  checkSize(outputs);
  const { activation = identity, random = commonRandom } = readOptions("dense", options, ["activation", "random"]);
  checkRandom(random);
  const given = { activation: checkActivation("dense", activation), random };
  return deferred((shape) => untyped(denseOf)(...lastAxes("dense", 1, shape), outputs, given));
}

/** Tells the compiler what {@link flatten} becomes for an input shape. */
export interface FlattenOn extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["flatten"];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends infer In extends Shape ? Stage<[Count<In>], readonly []> : never;
}

/**
 * Flattens each input to a vector: `flatten` of `conformable/nn` on the whole shape that reaches it.
 *
 * @example
 * ```ts
 * import { dense, flatten, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], flatten(), dense(10)).parameters[1].weights; // Matrix<10, 784>
 * ```
 */
export const flatten = (): Deferred<FlattenOn> => deferred((shape) => untyped(flattenOf)(shape));

/** Tells the compiler what {@link reshape} becomes for an input shape. */
export interface ReshapeOn<To extends Shape> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["reshape", To];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends infer In extends Shape
    ? reshapeKeepsElements<In, To> extends infer Why
      ? unknown extends Why
        ? Stage<To, readonly []>
        : Why extends Refused<infer Sentence>
          ? Sentence
          : Why
      : never
    : never;
}

/**
 * Gives each input another shape: `reshape` of `conformable/nn` on the whole shape that reaches it.
 *
 * @param shape - the shape of one output
 * @throws ShapeError when the network is built, if the numbers of elements differ
 * @example
 * ```ts
 * import { conv2d, reshape, sequential } from "conformable/inferred";
 *
 * sequential([784], reshape([28, 28, 1]), conv2d(16, 3)); // Network<[784], [26, 26, 16], …>
 * ```
 */
export function reshape<const To extends AnySizes, Given extends GivenSizes = To, Ok extends AreSizes<To, Given> = unknown>(
  shape: Sizes<To> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
): unknown extends NoInfer<Ok> ? Deferred<ReshapeOn<[...To]>> : Anything {
  const output = checkShape(shape);
  return deferred((input) => untyped(reshapeOf)(input, output));
}

/** Tells the compiler what {@link layerNorm} and {@link batchNorm} becomes for an input shape. */
export interface NormalizationOn<Operation extends string> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly [Operation];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer N extends number]
    ? Stage<[...Lead, N], NormalizationParameters<N>>
    : Missing<Operation, 1, this["in"]>;
}

/**
 * Normalises each vector: `layerNorm` of `conformable/nn` on the last axis of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if no axis reaches it
 * @example
 * ```ts
 * import { dense, layerNorm, sequential } from "conformable/inferred";
 *
 * sequential([16, 64], layerNorm(), dense(256)).parameters[0].scale; // Vector<64>
 * ```
 */
export function layerNorm(options: LayerNormOptions = {}): Deferred<NormalizationOn<"layerNorm">> {
  const given = layerNormOptions(options);
  return deferred((shape) => untyped(layerNormOf)(...lastAxes("layerNorm", 1, shape), given));
}

/**
 * Normalises batches: `batchNorm` of `conformable/nn` on the last axis of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if no axis reaches it
 * @example
 * ```ts
 * import { batchNorm, conv2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3), batchNorm()).parameters[1].scale; // Vector<16>
 * ```
 */
export function batchNorm(options: BatchNormOptions = {}): Deferred<NormalizationOn<"batchNorm">> {
  const given = batchNormOptions(options);
  return deferred((shape) => untyped(batchNormOf)(...lastAxes("batchNorm", 1, shape), given));
}

/** Tells the compiler what {@link attention} becomes for an input shape. */
export interface AttentionOn<Heads extends number, Mask = undefined> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["attention", Heads, Mask];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer Length extends number,
    infer Width extends number,
  ]
    ? attentionMask<Length, Mask> extends Refused<infer Sentence>
      ? Sentence
      : Because<
          attentionHeadsShareTheWidth<[Length, Width], Heads>,
          Stage<[...Lead, Length, Width], AttentionParameters<Width, Heads>>
        >
    : Missing<"attention", 2, this["in"]>;
}

/**
 * Multi-head self-attention: `attention` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param heads - the number of heads
 * @throws ShapeError when the network is built, if the number of heads doesn't divide the width
 * @example
 * ```ts
 * import { attention, chain, layerNorm, residual, sequential } from "conformable/inferred";
 *
 * sequential([16, 64], residual(chain(layerNorm(), attention(4, { causal: true }))));
 * ```
 */
export function attention<
  const Heads extends number | NoNumber<Heads>,
  Mask = undefined,
  Ok extends AcceptingBoth<Size<Heads>, [Mask] extends [AnyTensor | undefined] ? unknown : Refused<noMask>> = unknown,
>(
  heads: Size<Heads>,
  options: AttentionOptions<[Mask] extends [AnyTensor | undefined] ? Mask : Refused<noMask>> = {},
): unknown extends NoInfer<Ok> ? Deferred<AttentionOn<Heads, Mask>> : Anything {
  checkHeadCount(heads);
  const given = attentionOptions(options as AttentionOptions); // a mask of the wrong type is refused
  return deferred((shape) => untyped(attentionOf)(lastAxes("attention", 2, shape), heads, given));
}

/** Tells the compiler what {@link positions} becomes for an input shape. */
export interface PositionsOn extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["positions"];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer Length extends number,
    infer Width extends number,
  ]
    ? Stage<[...Lead, Length, Width], PositionsParameters<Length, Width>>
    : Missing<"positions", 2, this["in"]>;
}

/**
 * Adds a learned vector to each position: `positions` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { attention, positions, sequential } from "conformable/inferred";
 *
 * sequential([16, 64], positions(), attention(4)).parameters[0].table; // Matrix<16, 64>
 * ```
 */
export function positions(options: PositionsOptions = {}): Deferred<PositionsOn> {
  const given = positionsOptions(options);
  return deferred((shape) => untyped(positionsOf)(lastAxes("positions", 2, shape), given));
}

/** Tells the compiler what {@link sinusoidalPositions} becomes for an input shape. */
export interface SinusoidalPositionsOn extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["sinusoidalPositions"];
  /** The shape of the output. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer A extends number, infer B extends number]
    ? Stage<[...Lead, A, B], readonly []>
    : Missing<"sinusoidalPositions", 2, this["in"]>;
}

/**
 * Adds waves to each position: `sinusoidalPositions` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { attention, sequential, sinusoidalPositions } from "conformable/inferred";
 *
 * sequential([16, 64], sinusoidalPositions(), attention(4));
 * ```
 */
export const sinusoidalPositions = (): Deferred<SinusoidalPositionsOn> =>
  deferred((shape) => untyped(sinusoidalPositionsOf)(lastAxes("sinusoidalPositions", 2, shape)));
