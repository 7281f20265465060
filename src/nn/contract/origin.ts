/** Which network gradients were found for. It is known of those that a pass has given, and not of those that were computed from them. */
import type { AnyLayer } from "./layer.js";

/** What is to be known of a network: the tensors that it has for parameters. */
export type Origin = Pick<AnyLayer, "parameters">;

const origins = new WeakMap<object, Origin>();

export function comeFrom(gradients: object, network: Origin): void {
  origins.set(gradients, network);
}

export const originOf = (gradients: unknown): Origin | undefined => origins.get(Object(gradients));
