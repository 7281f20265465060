/**
 * Finds where a network's parameters are stored: the trainable that holds each, and its places in the network's tree of
 * parameters.
 */
import { inWords, type Leaf, leaves, readTree } from "../../grad/tree.js";
import { describe } from "../../shape/describe.js";
import { readList } from "../../shape/list.js";
import type { AnyLayer } from "./layer.js";
import { type AnyTrainable, isTrainable } from "./trainable.js";

/** A trainable of a network, and the places of its parameters in the network. */
export interface Residence {
  readonly trainable: AnyTrainable;
  /**
   * For each of its parameters, the indices of its places among the network's parameters. There are several if the layer is used in
   * several places.
   */
  readonly places: readonly (readonly number[])[];
}

/** A network's parameters and the trainables that hold them. */
export interface Residences {
  /** The network's parameters. */
  readonly parameters: readonly Leaf[];
  /** The trainables, each once. */
  readonly homes: readonly Residence[];
}

/** Checks a layer's trainables and returns them as a frozen array. */
export function checkTrainables(operation: string, trainables: unknown): readonly AnyTrainable[] {
  if (trainables === undefined) return [];
  const check = (each: unknown): AnyTrainable => (isTrainable(each) ? each : refuseTrainable(operation, describe(each)));
  return Object.freeze(readList(trainables, check) ?? refuseTrainable(operation, describe(trainables)));
}
function refuseTrainable(operation: string, given: string): never {
  throw new TypeError(`${operation}: a layer's trainables are an array of what trainable(…) makes, not ${given}`);
}

/**
 * Finds where a network's parameters are stored.
 *
 * @throws Error if it has parameters that none of its trainables holds
 */
export function residences(operation: string, network: Pick<AnyLayer, "parameters" | "trainables">): Residences {
  const parameters = leaves(readTree(operation, network.parameters));
  const placesOf = new Map<unknown, number[]>();
  const homes = [...new Set(checkTrainables(operation, network.trainables))].map((trainable) => ({
    trainable,
    places: leaves(trainable.peek()).map(({ tensor }) => {
      const places: number[] = [];
      placesOf.set(tensor, places);
      return places;
    }),
  }));
  parameters.forEach(({ tensor }, index) => void placesOf.get(tensor)?.push(index));
  if (homes.some(({ places }) => places.some(({ length }) => length === 0)))
    throw new Error(`${operation}: the network's parameters are not those of its trainables`);
  const homeless = parameters.find(({ tensor }) => !placesOf.has(tensor));
  if (homeless)
    throw new Error(`${operation}: no trainable of the network holds ${inWords(homeless.way)}, so it can't be changed`);
  return { parameters, homes };
}
