/** The boundary between deferred layers and the layers that they become. */
import type { AnyLayer } from "../nn/contract/layer.js";

/**
 * A function of `conformable/nn` as untyped callers see it. Sizes that are known only when the network is built are plain numbers to the
 * compiler, which its signature refuses. The types of the deferred layers compute what it would return.
 */
export const untyped = (make: unknown): ((...given: readonly unknown[]) => AnyLayer) =>
  make as (...given: readonly unknown[]) => AnyLayer; // each caller passes a function that makes layers
