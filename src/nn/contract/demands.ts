/**
 * What a layer or a loss asks for besides shapes that fit. Whoever runs several of them asks all of these before anything is computed:
 * else those below the one that refuses would have learned from a pass that came to nothing.
 */
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import type { AnyLayer } from "./layer.js";
import type { Loss } from "./loss.js";

type OfLayer = (input: Shape) => void;
type OfLoss = (output: Shape, targets: AnyTensor) => void;

const ofLayers = new WeakMap<object, OfLayer>();
const ofLosses = new WeakMap<object, OfLoss>();

/** Lets `check` throw where a layer can't be trained on inputs of a shape. */
export function demanding<Demanding extends object>(layer: Demanding, check: OfLayer | undefined): Demanding {
  if (check) ofLayers.set(layer, check);
  return layer;
}

/** What a layer asks of the shape of its inputs in training. */
export const demandOf = (layer: AnyLayer): OfLayer | undefined => ofLayers.get(layer);

/** Lets `check` throw where a loss can't judge outputs of a shape by some targets. */
export function demandingLoss(loss: Loss, check: OfLoss): Loss {
  ofLosses.set(loss, check);
  return loss;
}

/** For each loss, targets that are as it asks: they need not be looked at again when it judges by them. */
const found = new WeakMap<Loss, WeakSet<AnyTensor>>();

/** @throws what the loss asks for */
export function checkDemand(loss: Loss, output: Shape, targets: AnyTensor): void {
  const check = ofLosses.get(loss);
  if (check === undefined || isKnown(loss, targets)) return;
  check(output, targets);
  let known = found.get(loss);
  if (known === undefined) {
    known = new WeakSet();
    found.set(loss, known);
  }
  known.add(targets);
}

/** Whether targets have been found to be as the loss asks. */
export const isKnown = (loss: Loss, targets: AnyTensor): boolean => found.get(loss)?.has(targets) ?? false;
