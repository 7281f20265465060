/**
 * Applies a layer to other parameters. A layer of the library reads its parameters from a {@link Place}, so it is made again with another
 * place. A layer that the library hasn't made reads them from its trainables, which hold the other parameters while a pass runs.
 */
import type { Storage } from "../../engine/storage.js";
import { inWords, type Leaf, leaves, mapTensors, matching, readTree } from "../../grad/tree.js";
import type { Shape } from "../../shape/shape.js";
import { unreported } from "../../tensor/reads.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, type Layer } from "./layer.js";
import type { Network } from "./network.js";
import { isOwn, markMade, markOwn } from "./own.js";
import { residences } from "./residences.js";
import { type AnyTrainable, isTrainable, type Trainable, type Use } from "./trainable.js";

/** Where a layer reads its parameters in each pass: its trainable, or fixed values that `with` was given. */
export interface Place<out P> {
  readonly values: P;
  use(): Use<P>;
  handedOn(storage: Storage): void;
}

/** Makes the layer with other parameters, which are known to have the right shapes. */
type View = (parameters: unknown) => AnyLayer;
const views = new WeakMap<object, View>();
/** For each network that `with` has returned, the one that it is a view of. */
const originals = new WeakMap<object, AnyLayer>();

/** The network that `with` was called on, if a network is a view of another. */
export const originalOf = (view: AnyLayer): AnyLayer | undefined => originals.get(view);

/** Adds the method `with` to a layer. */
export function viewable<L extends AnyLayer>(layer: L, view: View): L {
  views.set(layer, view);
  // It isn't enumerable: a copy with another `predict` (`{ ...layer, predict }`) must not inherit a `with` that returns the original layer.
  return Object.defineProperty(layer, "with", {
    value(parameters: unknown) {
      const over = view(checked(layer, parameters));
      originals.set(over, originals.get(layer) ?? layer);
      return over;
    },
  });
}

/** Makes a network from a function that builds a layer on a given place. */
export function placed<In extends Shape, Out extends Shape, P>(
  learned: Trainable<P>,
  make: (place: Place<P>) => Layer<In, Out, P>,
): Network<In, Out, P> {
  const over = (place: Place<P>): Network<In, Out, P> => {
    const layer = make(place);
    viewable(layer as AnyLayer, (parameters) => {
      const view = over(given(parameters as P)); // `with` has checked their shapes
      return isOwn(layer) ? markOwn(view) : markMade(view);
    });
    return layer as Network<In, Out, P>; // it has `with` now
  };
  return over(learned);
}

const given = <P>(values: P): Place<P> => {
  const use = { values, check: () => {} }; // these values are never updated
  return { values, use: () => use, handedOn: () => {} };
};

/** The trainables of a layer on a place: none if the place holds fixed values. */
export const trainablesAt = (place: Place<unknown>): readonly AnyTrainable[] => (isTrainable(place) ? [place] : []);

/** The layer with other parameters, which are known to have the right shapes. */
export const viewOver = (layer: AnyLayer, parameters: unknown): AnyLayer =>
  views.get(layer)?.(parameters) ?? lending(layer, parameters);

/** Checks the given parameters and copies them into a tree of our own. */
function checked(layer: AnyLayer, parameters: unknown): unknown {
  const own = readTree(
    "with",
    unreported(() => layer.parameters),
  );
  const found = matching("with", leaves(own), parameters);
  let next = 0;
  return mapTensors(own, () => found[next++] as AnyTensor); // one for each leaf
}

/** A layer that the library hasn't made, with other parameters, which its trainables hold while a pass runs. */
function lending(layer: AnyLayer, parameters: unknown): AnyLayer {
  const others = leaves(parameters);
  const { parameters: own, homes } = residences("with", layer);
  const lent = homes.map(({ trainable, places }) => {
    let leaf = 0;
    const values: unknown = mapTensors(trainable.peek(), () => {
      const [place = 0, ...more] = places[leaf++] as readonly number[]; // there is one entry for each leaf, with at least one place
      const { tensor } = others[place] as Leaf; // both trees have the same structure
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
