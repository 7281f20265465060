/** The examples that a network is trained or evaluated on: inputs and targets with one leading axis, which counts them. */
import type { examplesAxisMismatch, targetsMismatch } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";

/**
 * The examples that {@link train} takes: inputs `[N, ...In]` and targets `[N, ...Out]`. If they don't fit, their types are
 * error messages.
 *
 * @typeParam Operation - what the error messages begin with
 */
export interface TrainExamples<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Operation extends string = "train",
> {
  /** The inputs, one for each example: `[N, ...In]`. */
  readonly inputs: takesExamples<Operation, In, Inputs, [Inputs[0], ...In]>;
  /**
   * The targets, one for each example: `[N, ...Out]`. They are checked only if the inputs fit, because otherwise there is no
   * output.
   */
  readonly targets: takesTargets<Operation, Inputs, [Inputs[0], ...In], Targets, [Inputs[0], ...Out]>;
}

/** The inputs if the network accepts them as examples, otherwise the error message. */
export type takesExamples<Operation extends string, In extends Shape, Inputs extends Shape, Examples extends Shape> = [
  Inputs,
  Examples,
] extends [Examples, Inputs]
  ? Tensor<Inputs>
  : examplesAxisMismatch<Operation, In, Inputs>;

/** The targets if they have the shape of the outputs, otherwise the error message. */
export type takesTargets<
  Operation extends string,
  Inputs extends Shape,
  Examples extends Shape,
  Targets extends Shape,
  Outputs extends Shape,
> = [Targets, Outputs] extends [Outputs, Targets]
  ? Tensor<Targets>
  : [Inputs, Examples] extends [Examples, Inputs]
    ? targetsMismatch<Operation, Outputs, Targets>
    : Tensor<Targets>;
