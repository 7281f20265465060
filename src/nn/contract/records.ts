/**
 * What code for networks has to know about networks of records. It is little, since every program with a network carries it: such a network
 * isn't a layer, but it has the same members, and tensors and records of tensors are passed on alike.
 */
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import type { AnyLayer } from "./layer.js";
import type { Loss } from "./loss.js";

/** Examples that have been checked. To the compiler, a record of tensors is a tensor here, since only the network and the loss look into it. */
export interface Checked {
  readonly inputs: AnyTensor;
  readonly targets: AnyTensor;
  /** The leading axes of all of them. */
  readonly lead: Shape;
}

/** What a network of records does where code for other networks can't. */
export interface RecordParts {
  /**
   * Checks examples, as `checkExample` does.
   *
   * @param isExamples - whether there has to be one leading axis, with at least one example
   */
  check(operation: string, loss: Loss, inputs: unknown, targets: unknown, isExamples: boolean): Checked;
  /** Checks what the layers require of inputs with these leading axes in training. `forward` does so, too. */
  readonly demand: ((lead: Shape) => void) | undefined;
  /** The same network, whose parameters don't learn. */
  frozen(): AnyLayer;
  /** The network of consecutive layers, some of which are networks of records. */
  stack(layers: readonly unknown[]): AnyLayer;
}

const parts = new WeakMap<object, RecordParts>();

/** Records what a network of records does. */
export const ofRecords = (network: AnyLayer, given: RecordParts): void => void parts.set(network, given);

/** What a network of records does; undefined for anything else. */
export const recordsOf = (network: unknown): RecordParts | undefined => parts.get(network as object); // for a primitive, get() returns undefined

/** The key under which a loss of several outputs has the loss of each. */
export const perOutput: unique symbol = Symbol("losses");

/** The loss of each output; undefined for a loss of one output. */
export const partsOf = (loss: Loss & { readonly [perOutput]?: Readonly<Record<string, Loss>> }) => loss[perOutput];
