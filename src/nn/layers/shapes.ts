/** Layers that only change the shape of their inputs. */
import type { Accepting, Anything } from "../../shape/accepted.js";
import {
  type AcceptingShape,
  type AnySizes,
  type AreSizes,
  checkShape,
  type GivenSizes,
  type OfKnownRank,
  type OneOfSizes,
  type Sizes,
  type WhyNoSizes,
} from "../../shape/dim.js";
import type { Count } from "../../shape/named.js";
import { checkReshape, count, type reshapeKeepsElements } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { reshaped } from "../../tensor/operations/primitives/index.js";
import { claim, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/**
 * Creates a layer that flattens each input to a vector.
 *
 * Shapes: `[...Batch, ...input]` to `[...Batch, length]`. If a size of the input is known only by name, the length is named too: it is the
 * `dim.product` of the sizes. Take it from the layer to build the next one: `dense(flat.outputShape[0], 10)`.
 *
 * @param input - the shape of one input
 * @throws ShapeError if `input` isn't a shape
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { flatten } from "conformable/nn";
 *
 * flatten([7, 7, 32]).predict(zeros([100, 7, 7, 32])); // Matrix<100, 1568>
 * ```
 */
export function flatten<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, OfKnownRank<In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    OfKnownRank<In>,
): unknown extends Ok ? Network<[...In], [Count<In>], readonly []> : Anything;
export function flatten(input: unknown): AnyLayer {
  const shape = checkShape(input);
  return reshapeOf("flatten", shape, [count(shape)]);
}

/**
 * Creates a layer that gives each input another shape with the same number of elements.
 *
 * Shapes: `[...Batch, ...input]` to `[...Batch, ...output]`.
 *
 * @param input - the shape of one input
 * @param output - the shape of one output
 * @throws ShapeError if the numbers of elements differ
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { reshape } from "conformable/nn";
 *
 * reshape([784], [28, 28, 1]).predict(zeros([100, 784])); // Tensor<[100, 28, 28, 1]>
 * ```
 */
export function reshape<
  const In extends AnySizes,
  const Out extends AnySizes,
  Argument extends GivenSizes = In,
  Other extends GivenSizes = Out,
  Ok extends AreSizes<In, Argument> & AreSizes<Out, Other> & Accepting<reshapeKeepsElements<In, Out>> = unknown,
>(
  input: Sizes<In> & (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>),
  output: Sizes<Out> &
    (unknown extends Ok ? unknown : [Other] extends [never] ? Other : OneOfSizes<Out, Other>) &
    NoInfer<reshapeKeepsElements<In, Out>>,
): unknown extends Ok ? Network<[...In], [...Out], readonly []> : Anything;
export function reshape(input: unknown, output: unknown): AnyLayer {
  const shape = checkShape(input);
  return reshapeOf("reshape", shape, checkReshape(shape, output));
}

const reshapeOf = (name: string, input: Shape, output: Shape): AnyLayer =>
  markOwn(
    layerOf(name, trainable([] as const), input, output, (_, x) => claim(reshaped(viewOf(name, x), [x.shape[0], ...output]))),
  );
