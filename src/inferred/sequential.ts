/** Networks that are built from the shape of their input. */
import type { Network } from "../nn/contract/network.js";
import type { whyUnfit } from "../nn/contract/stage.js";
import type { none, OneByOne, uncounted } from "../nn/layers/chain.js";
import type { Anything } from "../shape/accepted.js";
import type { Sum } from "../shape/arithmetic.js";
import { type AnySizes, type AreSizes, checkShape, type GivenSizes, type Sizes } from "../shape/dim.js";
import type { IsOneList } from "../shape/known.js";
import type { Shape } from "../shape/shape.js";
import type { Refused } from "../shape/shape-error.js";
import { placedLayer } from "./stage.js";
import { type Misfit, networkOn, type StageParameters, type StageShapes, type Stages } from "./stages.js";

/** The layers if they fit, otherwise the sentence. In generic code the compiler prints this type's name, or that of the next one. */
type inferredLayers<Layers extends readonly unknown[], In extends Shape> = [Layers] extends [readonly []]
  ? [Refused<none<"sequential">>]
  : IsOneList<Layers> extends false
    ? OneByOne<Layers, uncounted<"sequential">>
    : layersFitWhatReachesThem<Layers, In>;
/** The layers, with the sentence in place of the one that is refused. Those above it, or above one that was refused before, aren't checked. */
type layersFitWhatReachesThem<Layers extends readonly unknown[], In extends Shape> =
  Stages<Layers, In> extends Misfit<infer Below, infer Reason>
    ? number extends In["length"]
      ? Layers // the shape comes from a refused call, or is refused itself
      : { [Index in keyof Layers]: Index extends `${Below["length"]}` ? WhyAt<Below["length"], Reason> : Layers[Index] }
    : Layers;
type WhyAt<Place extends number, Reason> = whyUnfit<
  `sequential: layer ${Sum<Place, 1>}`,
  `sequential: argument ${Sum<Place, 2>}`,
  Reason
>;

/**
 * A network that {@link sequential} has built from the shape of its input. It knows the shapes between its layers.
 *
 * It is an intersection because the compiler would compare an interface that extends `Layer` with `Layer` member by member.
 *
 * @typeParam Shapes - the shape of one input, and what each layer gives
 * @typeParam P - the parameters
 */
export type InferredNetwork<Shapes extends readonly Shape[], P> = Network<Shapes[0], LastOf<Shapes>, P> & {
  /** The shape of one input, followed by the shape of the output of each layer. */
  readonly shapes: { readonly [Index in keyof Shapes]: Sizes<Shapes[Index]> };
};
/** The network of layers that fit. Nothing is known of one that is refused. */
type InferredOf<In extends Shape, S> = S extends readonly [unknown, ...unknown[]]
  ? InferredNetwork<StageShapes<In, S>, StageParameters<S>>
  : Anything;
type LastOf<Shapes extends readonly Shape[]> = Shapes extends readonly [...unknown[], infer Last extends Shape] ? Last : Shape;

/**
 * Creates a network from the shape of its input. Each layer says only what is new, such as the number of its outputs. The sizes
 * of its input follow from the layer below. You can also pass layers of `conformable/nn`, with their sizes written out, if they
 * fit.
 *
 * Shapes: `[...Batch, ...input]` to `[...Batch, ...output]`. If a layer takes fewer axes than reach it, the others are leading axes. The
 * result is the network that `sequential` of `conformable/nn` makes of the same layers with their sizes, and has the same parameters. It
 * also has `shapes`: those between its layers.
 *
 * @param input - the shape of one input
 * @param layers - the layers, from the input to the output
 * @throws ShapeError if a layer doesn't fit on the shape that reaches it
 * @throws TypeError if one of them isn't a layer
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
 * network.shapes; // [[28, 28, 1], [28, 28, 16], [14, 14, 16], [3136], [10]]
 * ```
 */
export function sequential<
  const In extends AnySizes,
  Layers extends unknown[],
  Given extends GivenSizes = In,
  Ok extends AreSizes<In, Given> = unknown,
>(
  input: Sizes<In> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ...layers: inferredLayers<Layers, [...In]>
): unknown extends NoInfer<Ok> ? InferredOf<[...In], Stages<Layers, [...In]>> : Anything;
export function sequential(input: unknown, ...layers: unknown[]): unknown {
  const shape = checkShape(input);
  const placed = layers.map((layer, index) => placedLayer("sequential", `argument ${index + 2}`, `layer ${index + 1}`, layer));
  const { network, shapes } = networkOn("sequential", shape, placed);
  return Object.defineProperty(network, "shapes", { value: shapes, enumerable: true });
}
