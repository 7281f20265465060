/** More layers that normalise, and global pools, whose sizes can be inferred. */
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import {
  globalAveragePool2d as globalAveragePool2dOf,
  globalMaxPool2d as globalMaxPool2dOf,
} from "../nn/layers/global-pool2d.js";
import { type GroupNormOptions, groupNorm as groupNormOf, groupNormOptions } from "../nn/layers/group-norm.js";
import {
  type NormalizationParameters,
  type RmsNormOptions,
  type RmsNormParameters,
  rmsNorm as rmsNormOf,
  rmsNormOptions,
} from "../nn/layers/normalization.js";
import type { AcceptingGiven, Anything } from "../shape/accepted.js";
import { checkSize, type Size } from "../shape/dim.js";
import type { groupNormGroupsShareTheChannels } from "../shape/groups.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { Because } from "../shape/known.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import { untyped } from "./untyped.js";

/** Tells the compiler what {@link rmsNorm} becomes for an input shape. */
export interface RmsNormOn extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["rmsNorm"];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer N extends number]
    ? Stage<[...Lead, N], RmsNormParameters<N>>
    : Missing<"rmsNorm", 1, this["in"]>;
}

/**
 * Divides each vector by its root mean square: `rmsNorm` of `conformable/nn` on the last axis of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if no axis reaches it
 * @example
 * ```ts
 * import { dense, rmsNorm, sequential } from "conformable/inferred";
 *
 * sequential([16, 64], rmsNorm(), dense(256)).parameters[0].scale; // Vector<64>
 * ```
 */
export function rmsNorm(options: RmsNormOptions = {}): Deferred<RmsNormOn> {
  const given = rmsNormOptions(options);
  return deferred((shape) => untyped(rmsNormOf)(...lastAxes("rmsNorm", 1, shape), given));
}

/** Tells the compiler what {@link groupNorm} becomes for an input shape. */
export interface GroupNormOn<Groups extends number> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["groupNorm", Groups];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<groupNormGroupsShareTheChannels<[H, W, C], Groups>, Stage<[...Lead, H, W, C], NormalizationParameters<C>>>
    : Missing<"groupNorm", 3, this["in"]>;
}

/**
 * Normalises images in groups of channels: `groupNorm` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param groups - the number of groups
 * @throws ShapeError when the network is built, if the number of groups doesn't divide the channels
 * @example
 * ```ts
 * import { conv2d, groupNorm, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3), groupNorm(4)).parameters[1].scale; // Vector<16>
 * ```
 */
export function groupNorm<
  const Groups extends number | NoNumber<Groups>,
  Ok extends AcceptingGiven<Groups, Size<Groups>> = unknown,
>(groups: Size<Groups>, options: GroupNormOptions = {}): unknown extends NoInfer<Ok> ? Deferred<GroupNormOn<Groups>> : Anything {
  checkSize(groups);
  const given = groupNormOptions(options);
  return deferred((shape) => untyped(groupNormOf)(lastAxes("groupNorm", 3, shape), groups, given));
}

/** Tells the compiler what {@link globalAveragePool2d} and {@link globalMaxPool2d} becomes for an input shape. */
export interface GlobalPoolOn<Operation extends string> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly [Operation];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer _H extends number,
    infer _W extends number,
    infer C extends number,
  ]
    ? Stage<[...Lead, C], readonly []>
    : Missing<Operation, 3, this["in"]>;
}

/**
 * The mean of each channel of an image: `globalAveragePool2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if fewer than three axes reach it
 * @example
 * ```ts
 * import { conv2d, dense, globalAveragePool2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3), globalAveragePool2d(), dense(10)).parameters[2].weights; // Matrix<10, 16>
 * ```
 */
export const globalAveragePool2d = (): Deferred<GlobalPoolOn<"globalAveragePool2d">> =>
  deferred((shape) => untyped(globalAveragePool2dOf)(lastAxes("globalAveragePool2d", 3, shape)));

/**
 * The maximum of each channel of an image: `globalMaxPool2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if fewer than three axes reach it, or an image has no pixels
 * @example
 * ```ts
 * import { conv2d, dense, globalMaxPool2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3), globalMaxPool2d(), dense(10)).parameters[2].weights; // Matrix<10, 16>
 * ```
 */
export const globalMaxPool2d = (): Deferred<GlobalPoolOn<"globalMaxPool2d">> =>
  deferred((shape) => untyped(globalMaxPool2dOf)(lastAxes("globalMaxPool2d", 3, shape)));
