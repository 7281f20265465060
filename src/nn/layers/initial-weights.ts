/** How far the initial weights of a layer spread, which depends on its activation. */
import type { Activation } from "../contract/activation.js";

/** For each activation that lets about half of the weighted sums through: its slope for the others. */
const slopes = new WeakMap<Activation, number>();

/** Declares that an activation lets about half of the weighted sums through, and the others times a slope. */
export function rectifying(activation: Activation, slope = 0): Activation {
  slopes.set(activation, slope);
  return activation;
}

/**
 * The variance of the weighted sums, relative to that of the inputs, that keeps the outputs as large as the inputs: 2 / (1 + slope²) (He et
 * al., "Delving Deep into Rectifiers", 2015). It is undefined for an activation that isn't a rectifier.
 */
export function rectifierGain(activation: Activation): number | undefined {
  const slope = slopes.get(activation);
  return slope === undefined ? undefined : 2 / (1 + slope ** 2);
}
