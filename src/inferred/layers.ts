/** The layers of `conformable/nn` whose sizes can be inferred, without these sizes. */
import type { AnyLayer } from "../nn/contract/layer.js";
import { type AttentionOptions, type AttentionParameters, attention as attentionOf } from "../nn/layers/attention.js";
import { type Conv2dOptions, type Conv2dParameters, conv2d as conv2dOf } from "../nn/layers/conv2d.js";
import { type DenseOptions, type DenseParameters, dense as denseOf } from "../nn/layers/dense.js";
import {
  type BatchNormOptions,
  batchNorm as batchNormOf,
  type LayerNormOptions,
  layerNorm as layerNormOf,
  type NormalizationParameters,
} from "../nn/layers/normalization.js";
import { averagePool2d as averagePool2dOf, maxPool2d as maxPool2dOf, type PoolOptions } from "../nn/layers/pool2d.js";
import { residual as residualOf } from "../nn/layers/residual.js";
import { flatten as flattenOf, reshape as reshapeOf } from "../nn/layers/shapes.js";
import type { attentionHeadsShareTheWidth } from "../shape/attention.js";
import type { kernelNeedsAPlace, PaddingOf, Places, StrideOf, Striding } from "../shape/convolution.js";
import type { Size, Sizes } from "../shape/dim.js";
import { type axesMissing, lastAxes } from "../shape/infer.js";
import type { Because } from "../shape/known.js";
import type { residualMismatch } from "../shape/layer.js";
import type { Count } from "../shape/named.js";
import type { reshapeKeepsElements } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import type { Refused } from "../shape/shape-error.js";
import { type Deferred, deferred, layerOn, type OnShape, type Stage, type StageOf } from "./deferred.js";

// Each function passes its options on to the one with the same name in `nn`, which checks them when the layer is made.
type Any = (...given: readonly unknown[]) => AnyLayer;

/** The sentence for a shape with too few axes. */
type Missing<Operation extends string, Axes extends 1 | 2 | 3, In> = In extends Shape ? axesMissing<Operation, Axes, In> : never;

interface DenseOn<Outputs extends number> extends OnShape {
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
export function dense<const Outputs extends number>(
  outputs: Size<Outputs>,
  options: Pick<DenseOptions<never, never>, "activation" | "random"> = {},
): Deferred<DenseOn<Outputs>> {
  return deferred((shape) => (denseOf as unknown as Any)(...lastAxes("dense", 1, shape), outputs, options));
}

interface Conv2dOn<Filters extends number, Kernel extends number, Stride, P> extends OnShape {
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<
        kernelNeedsAPlace<"conv2d", [H, W, C], Kernel, Stride, P>,
        Stage<
          [...Lead, Places<H, Kernel, Stride, P>, Places<W, Kernel, Stride, P>, Filters],
          Conv2dParameters<Kernel, C, Filters>
        >
      >
    : Missing<"conv2d", 3, this["in"]>;
}

/**
 * A convolutional layer with a number of filters: `conv2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param filters - the number of filters
 * @param kernel - the height and width of a kernel
 * @throws ShapeError when the network is built, if the kernel doesn't fit into the image that reaches it
 * @example
 * ```ts
 * import { conv2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3), conv2d(32, 3, { stride: 2 })); // Network<[28, 28, 1], [12, 12, 32], …>
 * ```
 */
export function conv2d<const Filters extends number, const Kernel extends number>(
  filters: Size<Filters>,
  kernel: Size<Kernel>,
): Deferred<Conv2dOn<Filters, Kernel, 1, "valid">>;
export function conv2d<const Filters extends number, const Kernel extends number, const Options extends Conv2dOptions>(
  filters: Size<Filters>,
  kernel: Size<Kernel>,
  options: Striding<"conv2d", Options, 1, keyof Conv2dOptions>,
): Deferred<Conv2dOn<Filters, Kernel, StrideOf<Options, 1>, PaddingOf<Options>>>;
export function conv2d(filters: number, kernel: number, options: object = {}): unknown {
  return deferred((shape) => (conv2dOf as unknown as Any)(lastAxes("conv2d", 3, shape), filters, kernel, options));
}

interface PoolOn<Operation extends string, Window extends number, Stride> extends OnShape {
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<
        kernelNeedsAPlace<Operation, [H, W, C], Window, Stride, "valid">,
        Stage<[...Lead, Places<H, Window, Stride, "valid">, Places<W, Window, Stride, "valid">, C], readonly []>
      >
    : Missing<Operation, 3, this["in"]>;
}

/**
 * The maximum of each window: `maxPool2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param window - the height and width of a window
 * @throws ShapeError when the network is built, if the window doesn't fit into the image that reaches it
 * @example
 * ```ts
 * import { conv2d, maxPool2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3, { padding: "same" }), maxPool2d(2)); // Network<[28, 28, 1], [14, 14, 16], …>
 * ```
 */
export function maxPool2d<const Window extends number>(window: Size<Window>): Deferred<PoolOn<"maxPool2d", Window, Window>>;
export function maxPool2d<const Window extends number, const Options extends PoolOptions>(
  window: Size<Window>,
  options: Striding<"maxPool2d", Options, Window, keyof PoolOptions>,
): Deferred<PoolOn<"maxPool2d", Window, StrideOf<Options, Window>>>;
export function maxPool2d(window: number, options: object = {}): unknown {
  return deferred((shape) => (maxPool2dOf as unknown as Any)(lastAxes("maxPool2d", 3, shape), window, options));
}

/**
 * The mean of each window: `averagePool2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param window - the height and width of a window
 * @throws ShapeError when the network is built, if the window doesn't fit into the image that reaches it
 * @example
 * ```ts
 * import { averagePool2d, sequential } from "conformable/inferred";
 *
 * sequential([7, 7, 64], averagePool2d(7)); // Network<[7, 7, 64], [1, 1, 64], …>
 * ```
 */
export function averagePool2d<const Window extends number>(
  window: Size<Window>,
): Deferred<PoolOn<"averagePool2d", Window, Window>>;
export function averagePool2d<const Window extends number, const Options extends PoolOptions>(
  window: Size<Window>,
  options: Striding<"averagePool2d", Options, Window, keyof PoolOptions>,
): Deferred<PoolOn<"averagePool2d", Window, StrideOf<Options, Window>>>;
export function averagePool2d(window: number, options: object = {}): unknown {
  return deferred((shape) => (averagePool2dOf as unknown as Any)(lastAxes("averagePool2d", 3, shape), window, options));
}

interface FlattenOn extends OnShape {
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
export const flatten = (): Deferred<FlattenOn> => deferred((shape) => (flattenOf as unknown as Any)(shape));

interface ReshapeOn<To extends Shape> extends OnShape {
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
export const reshape = <const To extends Shape>(shape: Sizes<To>): Deferred<ReshapeOn<[...To]>> =>
  deferred((input) => (reshapeOf as unknown as Any)(input, shape));

interface NormalizationOn<Operation extends string> extends OnShape {
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
export const layerNorm = (options: LayerNormOptions = {}): Deferred<NormalizationOn<"layerNorm">> =>
  deferred((shape) => (layerNormOf as unknown as Any)(...lastAxes("layerNorm", 1, shape), options));

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
export const batchNorm = (options: BatchNormOptions = {}): Deferred<NormalizationOn<"batchNorm">> =>
  deferred((shape) => (batchNormOf as unknown as Any)(...lastAxes("batchNorm", 1, shape), options));

interface AttentionOn<Heads extends number> extends OnShape {
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer Length extends number,
    infer Width extends number,
  ]
    ? Because<
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
export const attention = <const Heads extends number>(
  heads: Size<Heads>,
  options: AttentionOptions = {},
): Deferred<AttentionOn<Heads>> =>
  deferred((shape) => (attentionOf as unknown as Any)(lastAxes("attention", 2, shape), heads, options));

interface ResidualOn<L> extends OnShape {
  readonly stage: this["in"] extends infer In extends Shape
    ? StageOf<L, In> extends infer S
      ? S extends Stage<infer Out, infer _P>
        ? [In, Out] extends [Out, In]
          ? S
          : residualMismatch<In, Out>
        : S
      : never
    : never;
}

/**
 * Adds a layer's output to its input: `residual` of `conformable/nn` around a layer that is made for the shape that reaches it.
 *
 * @param layer - a deferred layer, several as one ({@link chain}), or a layer of `conformable/nn`
 * @throws ShapeError when the network is built, if the layer gives another shape than reaches it
 * @example
 * ```ts
 * import { chain, conv2d, residual, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 16], residual(chain(conv2d(16, 3, { padding: "same" }), conv2d(16, 3, { padding: "same" }))));
 * ```
 */
export const residual = <L>(layer: L): Deferred<ResidualOn<L>> =>
  deferred((shape) => (residualOf as unknown as Any)(layerOn(layer, shape, 1).layer));
