/** Layers one on the other. Whether they fit is checked when the network is built, not when it first runs. */
import { endsIn, sameShape } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import { layersDiffer, sequentialOfDiffers, sequentialOfMismatch } from "../../shape/layer.js";
import { readList } from "../../shape/list.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { type AnyTensor, isTensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, type Layer, neededBy } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { described } from "../contract/summary.js";
import { viewable, viewOver } from "../contract/with.js";
import { type Ends, none, type sequentialLayers } from "./chain.js";

/** The parameters of each layer, in order. */
export type LayerParameters<Layers extends readonly unknown[]> = {
  readonly [Index in keyof Layers]: Layers[Index] extends {
    /** What the layer learns. */
    readonly parameters: infer P;
  }
    ? P
    : never;
};

/**
 * A network of layers, the first one below. Its `parameters` and gradients are tuples with one entry a layer. It is a layer
 * itself, so networks can be parts of networks. What implements {@link Layer}, a class or an object, is a layer as well.
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
export function sequential<Layers extends unknown[]>(
  ...layers: sequentialLayers<Layers>
): Network<Ends<Layers>[0], Ends<Layers>[1], LayerParameters<Layers>>;
export function sequential(...layers: AnyLayer[]): AnyLayer {
  const list = layers.map((layer, index) => checkLayer("sequential", `argument ${index + 1}`, layer));
  checkSome("sequential", list);
  return stacked(layers, list);
}

/**
 * A network made from a list, for layers that give the shape they take: as many blocks of one kind as a number says. How many there are
 * is not in its type, so its `parameters` and gradients are arrays.
 *
 * Shapes: every layer maps `[...Batch, ...In]` to the same, and so does the network.
 *
 * @param layers - at least one; a layer may stand in the list several times
 * @throws ShapeError where there is none, or they have different shapes
 * @example
 * ```ts
 * import { dense, relu, residual, sequential, sequentialOf } from "conformable/nn";
 *
 * const depth: number = JSON.parse("12");
 * const blocks = Array.from({ length: depth }, () => residual(dense(64, 64, { activation: relu })));
 * const network = sequential(dense(784, 64), sequentialOf(blocks), dense(64, 10));
 * network.parameters[1].length; // 12
 * ```
 */
export function sequentialOf<In extends Shape, Out extends Shape, P>(
  layers: [In, Out] extends [Out, In] ? readonly Layer<In, Out, P>[] : sequentialOfMismatch<In, Out>,
): Network<In, In, readonly P[]>;
export function sequentialOf(layers: readonly AnyLayer[]): AnyLayer {
  const given: AnyLayer[] = [];
  const list = readList(layers, (layer, index) => {
    given.push(layer as AnyLayer); // it is one: checked at once, so that a gap in a list ends it
    return checkLayer("sequentialOf", `argument ${index + 1}`, layer);
  });
  if (list === undefined) throw new TypeError(`sequentialOf: takes an array of layers, not ${describe(layers)}`);
  checkSome("sequentialOf", list);
  const [{ inputShape }] = list;
  list.forEach((layer, index) => {
    const [takes, gives]: [Shape, Shape] = [layer.inputShape, layer.outputShape];
    if (!sameShape(takes, inputShape)) throw new ShapeError(sequentialOfDiffers(index + 1, takes, inputShape));
    if (!sameShape(takes, gives)) throw new ShapeError(sequentialOfMismatch(takes, gives));
  });
  return stacked(given, list);
}

/** The network of layers that are known to be some. */
function stacked(given: readonly AnyLayer[], layers: readonly [AnyLayer, ...AnyLayer[]]): AnyLayer {
  const { takes, gives } = threaded(...layers);
  const demand = layers.some(demandOf) ? demandOfAll(layers) : undefined;

  const network: AnyLayer = {
    inputShape: takes,
    outputShape: gives,
    get parameters() {
      return layers.map((layer) => layer.parameters);
    },
    trainables: [...new Set(layers.flatMap((layer) => layer.trainables ?? []))],
    predict: (input) => layers.reduce((output, layer) => layer.predict(output), input),
    forward(input) {
      if (isTensor(input)) demand?.(input.shape); // what is none its layer will refuse
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
          return new LateBack(() => lowest.error, gradients, neededBy(lowest));
        },
      };
    },
  };
  viewable(described(network, "sequential", ...given), (parameters) => {
    const own = parameters as readonly unknown[]; // one entry a layer
    const views = layers.map((layer, index) => viewOver(layer, own[index])) as [AnyLayer, ...AnyLayer[]]; // as many
    return stacked(views, views);
  });
  return demanding(markOwn(network, ...layers), demand);
}

function checkSome(operation: string, layers: readonly AnyLayer[]): asserts layers is readonly [AnyLayer, ...AnyLayer[]] {
  if (layers.length === 0) throw new ShapeError(none(operation));
}

/** What the layers ask of their inputs, each of those that come to it. */
const demandOfAll =
  (layers: readonly AnyLayer[]) =>
  (input: Shape): void => {
    let shape = input;
    for (const layer of layers) {
      const own: Shape = layer.inputShape;
      if (!endsIn(shape, own)) return; // the layer itself will say so
      demandOf(layer)?.(shape);
      shape = [...shape.slice(0, shape.length - own.length), ...layer.outputShape];
    }
  };

/** What a network takes and gives: {@link Threaded} at run time. */
function threaded(first: AnyLayer, ...others: readonly AnyLayer[]): { takes: Shape; gives: Shape } {
  let takes: Shape = first.inputShape;
  let gives: Shape = first.outputShape;
  others.forEach((layer, index) => {
    const own: Shape = layer.inputShape;
    if (endsIn(gives, own)) {
      gives = [...gives.slice(0, gives.length - own.length), ...layer.outputShape];
    } else if (endsIn(own, gives)) {
      takes = [...own.slice(0, own.length - gives.length), ...takes];
      gives = layer.outputShape;
    } else throw new ShapeError(layersDiffer(index + 1, gives, index + 2, own));
  });
  return { takes, gives };
}
