/**
 * Requirements that layers and losses have beyond shapes that fit. Code that runs several layers checks all of their requirements before
 * it computes anything. Otherwise, if one layer refused, the layers below it would already have learned from a pass that fails.
 */
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import type { AnyLayer } from "./layer.js";
import type { Loss } from "./loss.js";

type OfLayer = (input: Shape) => void;
type OfLoss = (output: Shape, targets: AnyTensor) => void;

const ofLayers = new WeakMap<object, OfLayer>();
const ofLosses = new WeakMap<object, OfLoss>();

/** Registers a check that throws if the layer can't be trained on inputs of a shape. */
export function demanding<Demanding extends object>(layer: Demanding, check: OfLayer | undefined): Demanding {
  if (check) ofLayers.set(layer, check);
  return layer;
}

/** The check of a layer's input shape in training, if the layer has one. */
export const demandOf = (layer: AnyLayer): OfLayer | undefined => ofLayers.get(layer);

/** Registers a check that throws if the loss can't compare outputs of a shape with the targets. */
export const demandingLoss = (loss: Loss, check: OfLoss): void => void ofLosses.set(loss, check);

/**
 * For each loss, the targets that have passed its check, and the size of the output's last axis, of which there may be as many classes, so
 * that `evaluate` needn't check them again.
 */
const found = new WeakMap<Loss, WeakMap<AnyTensor, number | undefined>>();

/** @throws whatever the loss's check throws */
export function checkDemand(loss: Loss, output: Shape, targets: AnyTensor): void {
  const check = ofLosses.get(loss);
  if (check === undefined || isKnown(loss, output, targets)) return;
  check(output, targets);
  let known = found.get(loss);
  if (known === undefined) {
    known = new WeakMap();
    found.set(loss, known);
  }
  known.set(targets, output.at(-1));
}

/** Whether the targets have already passed the loss's check. */
export function isKnown(loss: Loss, output: Shape, targets: AnyTensor): boolean {
  const known = found.get(loss);
  return known?.has(targets) === true && known.get(targets) === output.at(-1);
}
