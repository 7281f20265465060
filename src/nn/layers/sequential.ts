/** Layers one on the other. Whether they fit is checked when the network is built, not when it first runs. */
import type { Sum } from "../../shape/arithmetic.js";
import { endsIn, sameShape } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import type { IsUnion } from "../../shape/known.js";
import { layersDiffer, type sequentialMismatch, sequentialOfDiffers, sequentialOfMismatch } from "../../shape/layer.js";
import { readList } from "../../shape/list.js";
import type { Shape } from "../../shape/shape.js";
import { type Refused, ShapeError } from "../../shape/shape-error.js";
import { type AnyTensor, isTensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, type Layer, type Network, neededBy } from "../contract/layer.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { markOwn } from "../contract/own.js";
import { described } from "../contract/summary.js";

/**
 * Each layer beside the one below it: itself where it fits, else the sentence. Linear in their number, for it maps over
 * neighbours and carries nothing along. That is all where every layer takes shapes of as many axes as the one below it gives.
 */
type Chained<Layers extends readonly unknown[], Below extends readonly unknown[] = [null, ...Layers]> = Layers extends readonly []
  ? [Refused<none<"sequential">>]
  : { [Index in keyof Layers]: Fitting<Below[Index & keyof Below], Layers[Index], Index> };

type Fitting<Below, Here, Index> =
  IsUnion<Here> extends true
    ? OneOfSeveral<Here, Index>
    : [Below, Here] extends [Layer<infer _Takes, infer Gives, infer _Ours>, Layer<infer Takes, infer _Gives, infer _Theirs>]
      ? [Gives, Takes] extends [Takes, Gives]
        ? Here
        : [readonly [...Gives], readonly [...Takes]] extends [readonly [...Takes], readonly [...Gives]]
          ? Here
          : Index extends `${infer Place extends number}`
            ? sequentialMisfit<Place, Gives, Takes>
            : Here
      : Here extends Layer<infer _Takes, infer _Gives, infer _Ours>
        ? Here // what is below is refused, or there is nothing
        : noLayer<`sequential: argument ${Ordinal<Index>}`, Here>;

/** What refuses a layer. In code for shapes of any number of axes its name is what the compiler prints. */
type sequentialMisfit<Below extends number, Gives extends Shape, Takes extends Shape> = Gives["length"] extends Takes["length"]
  ? sequentialMismatch<Below, Gives, Takes>
  : uneven;

/** Stands where two neighbours have different numbers of axes: then it takes {@link Threaded} to say whether they fit. */
interface uneven {
  readonly uneven: true;
}

/** The layers, but where one takes another number of axes than the one below it gives. Linear, too, and without a sentence. */
type Even<Layers extends readonly unknown[], Below extends readonly unknown[] = [null, ...Layers]> = {
  [Index in keyof Layers]: [Below[Index & keyof Below], Layers[Index]] extends [
    Layer<infer _Takes, infer Gives, infer _Ours>,
    Layer<infer Takes, infer _Gives, infer _Theirs>,
  ]
    ? Gives["length"] extends Takes["length"]
      ? Layers[Index]
      : uneven
    : Layers[Index];
};

/** The layers where they fit, else what refuses them. In generic code its name is what the compiler prints. */
type sequentialLayers<Layers extends readonly unknown[]> =
  Layers extends Chained<Layers>
    ? number extends Layers["length"]
      ? Refused<uncounted>[]
      : Layers
    : Layers extends Even<Layers>
      ? Chained<Layers>
      : sequentialThreads<Layers>;

/** The layers where they fit all the same, else what refuses them. In generic code its name is what the compiler prints. */
type sequentialThreads<Layers extends readonly unknown[]> =
  Threaded<Layers> extends Misfit<infer Place, infer Why>
    ? { [Index in keyof Layers]: Index extends `${Place}` ? Why : Layers[Index] }
    : Layers;

/**
 * Every layer keeps leading axes. So one that takes fewer axes than come from below works on the last of them, and keeps those before; and
 * one that takes more gives the layers below it leading axes, which the network then takes. This goes through the layers from the lowest up,
 * with what the network takes so far and what it gives.
 */
type Threaded<
  Layers extends readonly unknown[],
  Below extends readonly unknown[] = [unknown],
  Takes extends Shape = InputShape<Layers[0]>,
  Gives extends Shape = OutputShape<Layers[0]>,
> = Below["length"] extends Layers["length"]
  ? readonly [Takes, Gives]
  : Layers[Below["length"]] extends Layer<infer In extends Shape, infer Out extends Shape, infer _P>
    ? Gives extends readonly [...infer Kept extends Shape, ...In]
      ? [Gives, [...Kept, ...In]] extends [[...Kept, ...In], Gives]
        ? Threaded<Layers, [...Below, unknown], Takes, [...Kept, ...Out]>
        : MisfitAt<Below["length"], Gives, In>
      : In extends readonly [...infer Added extends Shape, ...Gives]
        ? [In, [...Added, ...Gives]] extends [[...Added, ...Gives], In]
          ? Threaded<Layers, [...Below, unknown], [...Added, ...Takes], Out>
          : MisfitAt<Below["length"], Gives, In>
        : MisfitAt<Below["length"], Gives, In>
    : Misfit<Below["length"], noLayer<`sequential: argument ${Sum<Below["length"], 1>}`, Layers[Below["length"]]>>;

/** The index of a layer, and why it is refused. */
interface Misfit<Place extends number, Why extends string> {
  readonly place: Place;
  readonly why: Why;
}
type MisfitAt<Place extends number, Gives extends Shape, Takes extends Shape> = Misfit<
  Place,
  sequentialMismatch<Place, Gives, Takes>
>;

/** What a network takes and gives: what its first and last layers do, unless leading axes go through it. */
type Ends<Layers extends readonly unknown[]> =
  Layers extends Chained<Layers>
    ? FirstAndLast<Layers>
    : Layers extends Even<Layers>
      ? FirstAndLast<Layers>
      : Threaded<Layers> extends infer Found extends readonly [Shape, Shape]
        ? Found
        : FirstAndLast<Layers>;

type FirstAndLast<Layers extends readonly unknown[]> = readonly [InputShape<Layers[0]>, OutputShape<Last<Layers>>];

type InputShape<L> = L extends Layer<infer In, infer _Out, infer _P> ? In : never;
type OutputShape<L> = L extends Layer<infer _In, infer Out, infer _P> ? Out : never;

type none<Operation extends string> = `${Operation}: takes at least one layer`;
const none = <Operation extends string>(operation: Operation): none<Operation> => `${operation}: takes at least one layer`;

type uncounted =
  "sequential: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list";

/** A layer that may be one of several is taken where all of them are layers, and have the same shapes. */
type OneOfSeveral<Layers, Index> =
  true extends IsUnion<ShapesOf<Layers>>
    ? severalLayers<`sequential: argument ${Ordinal<Index>}`>
    : [ShapesOf<Layers>] extends [readonly [Shape, Shape]]
      ? Layers
      : severalLayers<`sequential: argument ${Ordinal<Index>}`>;
/** What each of them takes and gives; `null` for what is no layer. */
type ShapesOf<Layers> = Layers extends Layer<infer In, infer Out, infer _P> ? readonly [In, Out] : null;

type Ordinal<Index> = Index extends `${infer Place extends number}` ? Sum<Place, 1> : number;

type Last<Layers extends readonly unknown[]> = Layers extends readonly [...unknown[], infer Top] ? Top : never;

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
  return demanding(markOwn(described(network, "sequential", ...given), ...layers), demand);
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
