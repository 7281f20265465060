/** How a layer on sequences computes its outputs place by place, without the places that come later. */
import type { AnyTensor } from "../../tensor/tensor.js";
import type { AnyLayer } from "./layer.js";

/** Computes the output at the next place, `[examples, ...]`, from the input there. It keeps what it needs of the earlier places. */
export type PlaceStep = (input: AnyTensor, place: number) => AnyTensor;

const makers = new WeakMap<AnyLayer, () => PlaceStep>();

/** Registers how a layer starts a sequence. */
export const stepping = (layer: AnyLayer, start: (() => PlaceStep) | undefined): void => {
  if (start) makers.set(layer, start);
};

/** Starts a sequence on a layer: undefined if the layer can't work place by place. */
export const startOf = (layer: AnyLayer): PlaceStep | undefined => makers.get(layer)?.();
