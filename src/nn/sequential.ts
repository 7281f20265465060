/** Layers one on the other. Whether they fit is checked when the network is built, not when it first runs. */
import { sameShape } from "../shape/broadcast.js";
import { sequentialMismatch } from "../shape/layer.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import type { AnyTensor } from "../tensor/tensor.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, type Network, pending } from "./layer.js";
import { markOwn } from "./own.js";

/**
 * Each layer beside the one below it: itself where it fits, else the sentence. Linear in their number, for it maps over
 * neighbours and carries nothing along.
 */
type Chained<Layers extends readonly AnyLayer[]> = number extends Layers["length"]
  ? Refused<uncounted>[]
  : Layers extends readonly []
    ? [Refused<none>]
    : {
        [Index in keyof Layers]: Fitting<
          Index extends keyof [null, ...Layers] ? [null, ...Layers][Index] : null,
          Layers[Index],
          Index
        >;
      };

type Fitting<Below, Here, Index> = Below extends AnyLayer
  ? Here extends AnyLayer
    ? [Below["outputShape"], Here["inputShape"]] extends [Here["inputShape"], Below["outputShape"]]
      ? Here
      : Index extends `${infer Place extends number}`
        ? sequentialMismatch<Place, Below["outputShape"], Here["inputShape"]>
        : Here
    : Here
  : Here;

type none = "sequential: takes at least one layer";
const none: none = "sequential: takes at least one layer";
type uncounted = "sequential: takes its layers one by one, so that the compiler can see which is on which";

type Last<Layers extends readonly AnyLayer[]> = Layers extends readonly [...unknown[], infer Top extends AnyLayer]
  ? Top
  : AnyLayer;

/** The parameters of each layer, in order. */
export type LayerParameters<Layers extends readonly AnyLayer[]> = {
  readonly [Index in keyof Layers]: Layers[Index]["parameters"];
};

/**
 * A network of layers, the first one below. Its `parameters` and gradients are tuples with one entry a layer. It is a layer
 * itself, so networks can be parts of networks.
 *
 * @throws ShapeError where a layer does not take what the one below it gives
 * @example
 * ```ts
 * import { dense, relu, sequential } from "conformable/nn";
 *
 * const network = sequential(dense(784, 128, { activation: relu }), dense(128, 10));
 * network.parameters[1].bias; // Vector<10>
 * ```
 */
export function sequential<Layers extends AnyLayer[]>(
  ...layers: Layers extends Chained<Layers> ? Layers : Chained<Layers>
): Network<Layers[0]["inputShape"], Last<Layers>["outputShape"], LayerParameters<Layers>>;
export function sequential(...layers: AnyLayer[]): AnyLayer {
  const [first] = layers;
  const last = layers.at(-1);
  if (first === undefined || last === undefined) throw new ShapeError(none);
  layers.forEach((layer, index) => {
    if (!Array.isArray(layer?.inputShape) || typeof layer.forward !== "function") {
      throw new TypeError(`sequential: argument ${index + 1} is no layer`);
    }
    const below = layers[index - 1];
    if (below && !sameShape(below.outputShape, layer.inputShape)) {
      throw new ShapeError(sequentialMismatch(index, below.outputShape, layer.inputShape));
    }
  });

  const network: AnyLayer = {
    inputShape: first.inputShape,
    outputShape: last.outputShape,
    get parameters() {
      return layers.map((layer) => layer.parameters);
    },
    trainables: layers.flatMap((layer) => layer.trainables ?? []),
    predict: (input) => layers.reduce((output, layer) => layer.predict(output), input),
    forward(input) {
      const passes: AnyPass[] = [];
      let output: AnyTensor = input;
      for (const layer of layers) {
        const pass = layer.forward(output);
        passes.push(pass);
        output = pass.output;
      }
      return {
        output,
        backward(outputError) {
          const gradients: unknown[] = [];
          const down = (index: number, error: AnyTensor): AnyBack => {
            const back = (passes[index] as AnyPass).backward(error); // one pass for each layer
            gradients.unshift(back.gradients);
            return index === 0 ? back : down(index - 1, back.error);
          };
          const lowest = down(passes.length - 1, outputError);
          return new LateBack(() => lowest.error, gradients, lowest[pending] ?? []);
        },
      };
    },
  };
  return markOwn(network, ...layers);
}
