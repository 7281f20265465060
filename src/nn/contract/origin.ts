/**
 * Records the network for which gradients were computed. Only gradients straight from a pass are recorded, not those derived
 * from them.
 */
import type { AnyLayer } from "./layer.js";

/** What identifies a network: the tensors that are its parameters. */
export type Origin = Pick<AnyLayer, "parameters">;

const origins = new WeakMap<object, Origin>();

export function comeFrom(gradients: object, network: Origin): void {
  origins.set(gradients, network);
}

export const originOf = (gradients: unknown): Origin | undefined => origins.get(Object(gradients));
