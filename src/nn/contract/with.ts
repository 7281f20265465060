/**
 * The same layer over other parameters. A layer of the library reads its parameters from a {@link Place}, and is made again over another
 * place. A layer from elsewhere reads them from its trainables, which hold the others while a pass of it runs.
 */
import type { Storage } from "../../engine/storage.js";
import { inWords, type Leaf, leaves, mapTensors, matching, readTree } from "../../grad/tree.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, type Layer } from "./layer.js";
import type { Network } from "./network.js";
import { isOwn, markMade, markOwn } from "./own.js";
import { residences } from "./residences.js";
import { type AnyTrainable, isTrainable, type Trainable, type Use } from "./trainable.js";

/** Where a layer reads its parameters in each pass: a trainable, or a place for others. */
export interface Place<out P> {
  readonly values: P;
  use(): Use<P>;
  handedOn(storage: Storage): void;
}

/** Makes a layer over other parameters, which are known to be shaped as its own. */
type View = (parameters: unknown) => AnyLayer;
const views = new WeakMap<object, View>();

/** Lets a layer be had over other parameters. */
export function viewable<L extends AnyLayer>(layer: L, view: View): L {
  views.set(layer, view);
  // It can't be listed: a copy with another `predict` (`{ ...layer, predict }`) is no more the layer that this would give.
  return Object.defineProperty(layer, "with", { value: (parameters: unknown) => view(checked(layer, parameters)) });
}

/** The network of a layer that reads its parameters from where it is told to. */
export function placed<In extends Shape, Out extends Shape, P>(
  learned: Trainable<P>,
  make: (place: Place<P>) => Layer<In, Out, P>,
): Network<In, Out, P> {
  const over = (place: Place<P>): Network<In, Out, P> => {
    const layer = make(place);
    viewable(layer as AnyLayer, (parameters) => {
      const view = over(given(parameters as P)); // shaped as the layer's own
      return isOwn(layer) ? markOwn(view) : markMade(view);
    });
    return layer as Network<In, Out, P>; // it has `with` now
  };
  return over(learned);
}

const given = <P>(values: P): Place<P> => {
  const use = { values, check: () => {} }; // nobody updates them
  return { values, use: () => use, handedOn: () => {} };
};

/** Where a layer's parameters live, if they are its own. */
export const trainablesAt = (place: Place<unknown>): readonly AnyTrainable[] => (isTrainable(place) ? [place] : []);

/** The layer over parameters that are known to be shaped as its own. */
export const viewOver = (layer: AnyLayer, parameters: unknown): AnyLayer =>
  views.get(layer)?.(parameters) ?? lending(layer, parameters);

/** Parameters from outside, in a tree of our own. */
function checked(layer: AnyLayer, parameters: unknown): unknown {
  const own = readTree("with", layer.parameters);
  const found = matching("with", leaves(own), parameters);
  let next = 0;
  return mapTensors(own, () => found[next++] as AnyTensor); // one for each leaf
}

/** A layer from elsewhere, whose trainables hold other parameters while a pass runs. */
function lending(layer: AnyLayer, parameters: unknown): AnyLayer {
  const others = leaves(parameters);
  const { parameters: own, homes } = residences("with", layer);
  const lent = homes.map(({ trainable, places }) => {
    let leaf = 0;
    const values: unknown = mapTensors(trainable.peek(), () => {
      const [place = 0, ...more] = places[leaf++] as readonly number[]; // one entry for each leaf, and each is in some place
      const { tensor } = others[place] as Leaf; // the trees are alike
      const differs = more.find((other) => others[other]?.tensor !== tensor);
      if (differs !== undefined)
        throw new Error(
          `with: ${inWords((own[place] as Leaf).way)} and ${inWords((own[differs] as Leaf).way)} are one parameter of this layer, so they take one tensor`,
        );
      return tensor;
    });
    return { trainable, values };
  });
  const within = <Result>(compute: () => Result): Result =>
    lent.reduce<() => Result>(
      (inner, { trainable, values }) =>
        () =>
          trainable.with(values, inner),
      compute,
    )();
  return markMade({
    inputShape: layer.inputShape,
    outputShape: layer.outputShape,
    parameters,
    trainables: [],
    predict: (input) => within(() => layer.predict(input)),
    forward(input): AnyPass {
      const pass = within(() => layer.forward(input));
      return {
        output: pass.output,
        backward(error): AnyBack {
          const back = within(() => pass.backward(error));
          return new LateBack(() => within(() => back.error), back.gradients, []);
        },
      };
    },
  } satisfies AnyLayer);
}
