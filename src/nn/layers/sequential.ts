/** Networks of consecutive layers. Whether the layers fit is checked when the network is built, not when it first runs. */
import type { Anything, Fits } from "../../shape/accepted.js";
import { endsIn, sameShape } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import { checkInput, layersDiffer, sequentialOfDiffers, sequentialOfMismatch } from "../../shape/layer.js";
import { readList } from "../../shape/list.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { type AnyTensor, isTensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, neededBy } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import type { GivesRecord, RecordNetwork, TakesRecord } from "../contract/record-network.js";
import { recordsOf } from "../contract/records.js";
import { described } from "../contract/summary.js";
import { viewable, viewOver } from "../contract/with.js";
import { type Ends, type Last, type layersInOrder, none } from "./chain.js";
import type { Blocks, sequentialOfLayers } from "./list.js";

/** The parameters of a sequential network: a tuple of the parameters of each layer, in order. */
export type LayerParameters<Layers extends readonly unknown[]> = {
  readonly [Index in keyof Layers]: Layers[Index] extends {
    /** The parameters of the layer. */
    readonly parameters: infer P;
  }
    ? P
    : never;
};

/** The network of consecutive layers. If the first takes a record or the last gives one, it isn't a layer. */
type Stacked<Layers extends readonly unknown[]> = Layers[0] extends TakesRecord
  ? RecordNetwork<Ends<Layers>[0], Ends<Layers>[1], LayerParameters<Layers>>
  : Last<Layers> extends GivesRecord
    ? RecordNetwork<Ends<Layers>[0], Ends<Layers>[1], LayerParameters<Layers>>
    : Network<Ends<Layers>[0], Ends<Layers>[1], LayerParameters<Layers>>;

/**
 * Creates a network in which each layer takes the output of the previous one. Its `parameters` and gradients are tuples with one entry
 * for each layer. The network is a layer itself, so networks can contain networks. Any class or object that implements {@link Layer} can
 * be one of the layers.
 *
 * Shapes: `[...Batch, ...In]` to `[...Batch, ...Out]`. In is what the first layer takes, and Out what the last one gives. If a layer takes
 * fewer axes than the previous one gives, it treats the others as leading axes. If it takes more axes, the network's input needs the extra
 * axes in front.
 *
 * @param layers - the layers, from the input to the output
 * @throws ShapeError if a layer doesn't take what the previous one gives
 * @example
 * ```ts
 * import { dense, relu, sequential } from "conformable/nn";
 *
 * const network = sequential(dense(784, 128, { activation: relu }), dense(128, 10));
 * network.parameters[1].bias; // Vector<10>
 * ```
 */
export function sequential<
  Layers extends unknown[],
  Unset = unknown,
  Ok extends "refused" | Fits<Layers, layersInOrder<Layers>, Unset> = "accepted",
>(
  ...layers: layersInOrder<Layers>
): Ok extends "accepted" ? (unknown extends Layers[number] ? Anything : Stacked<Layers>) : Anything;
export function sequential(...layers: AnyLayer[]): AnyLayer {
  const records = layers.map(recordsOf).find((found) => found !== undefined);
  if (records) return records.stack(layers);
  const list = layers.map((layer, index) => checkLayer("sequential", `argument ${index + 1}`, layer));
  checkSome("sequential", list);
  return stacked(layers, list);
}

/**
 * Creates a network from a list of layers, each of which gives the shape that it takes, for example a number of equal blocks that is only
 * known at run time. The type doesn't include the number of layers, so `parameters` and gradients are arrays. If the layers learn different
 * things, these are {@link MixedParameters}.
 *
 * Shapes: `[...Batch, ...In]` to the same, for the network as for every layer.
 *
 * @param layers - at least one layer; the same layer may occur several times
 * @throws ShapeError if there are no layers, or their shapes differ
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
export function sequentialOf<
  const Layers extends readonly unknown[],
  Unset = unknown,
  Ok extends "refused" | Fits<Layers, sequentialOfLayers<Layers>, Unset> = "accepted",
>(
  layers: sequentialOfLayers<Layers>,
): Ok extends "accepted" ? (0 extends 1 & Layers[number] ? Anything : Blocks<Layers[number]>) : Anything;
export function sequentialOf(layers: unknown): AnyLayer {
  const given: AnyLayer[] = [];
  const list = readList(layers, (layer, index) => {
    given.push(layer as AnyLayer); // the next line checks that it is a layer, so a gap in the list throws at once
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

/**
 * The network of layers, of which there is at least one.
 *
 * @param input - what the network takes, if that has more axes than the layers need
 */
export function stacked(given: readonly AnyLayer[], layers: readonly [AnyLayer, ...AnyLayer[]], input?: Shape): AnyLayer {
  const { takes, gives } = threaded(layers, input);
  const demand = layers.some(demandOf) ? demandOfAll(layers) : undefined;
  /** The first layer checks the axes that it takes itself. */
  const check = (operation: string, x: unknown): void => {
    if (input && isTensor(x)) checkInput(operation, takes, x.shape);
  };

  const network: AnyLayer = {
    inputShape: takes,
    outputShape: gives,
    get parameters() {
      return layers.map((layer) => layer.parameters);
    },
    trainables: [...new Set(layers.flatMap((layer) => layer.trainables ?? []))],
    predict(input) {
      check("predict", input);
      return layers.reduce((output, layer) => layer.predict(output), input);
    },
    forward(input) {
      check("forward", input);
      if (isTensor(input)) demand?.(input.shape); // the first layer refuses anything that isn't a tensor
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
            const back = (passes[index] as AnyPass).backward(error); // there is one pass for each layer
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
    const own = parameters as readonly unknown[]; // there is one entry for each layer
    const views = layers.map((layer, index) => viewOver(layer, own[index])) as [AnyLayer, ...AnyLayer[]]; // there are as many as layers
    return stacked(views, views, input);
  });
  return demanding(markOwn(network, ...layers), demand);
}

function checkSome(operation: string, layers: readonly AnyLayer[]): asserts layers is readonly [AnyLayer, ...AnyLayer[]] {
  if (layers.length === 0) throw new ShapeError(none(operation));
}

/** Checks what the layers require of their inputs in training, each with the shape that reaches it. */
const demandOfAll =
  (layers: readonly AnyLayer[]) =>
  (input: Shape): void => {
    let shape = input;
    for (const layer of layers) {
      const own: Shape = layer.inputShape;
      if (!endsIn(shape, own)) return; // the layer itself throws an error
      demandOf(layer)?.(shape);
      shape = [...shape.slice(0, shape.length - own.length), ...layer.outputShape];
    }
  };

/** The shapes that a network takes and gives: {@link Threaded} at run time. */
function threaded(
  layers: readonly [AnyLayer, ...AnyLayer[]],
  input: Shape = layers[0].inputShape,
): { takes: Shape; gives: Shape } {
  let takes = input;
  let gives = input;
  layers.forEach((layer, index) => {
    const own: Shape = layer.inputShape;
    if (endsIn(gives, own)) {
      gives = [...gives.slice(0, gives.length - own.length), ...layer.outputShape];
    } else if (endsIn(own, gives)) {
      takes = [...own.slice(0, own.length - gives.length), ...takes];
      gives = layer.outputShape;
    } else throw new ShapeError(layersDiffer(index, gives, index + 1, own));
  });
  return { takes, gives };
}
