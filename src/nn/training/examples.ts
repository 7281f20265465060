/** The examples that a network is trained or evaluated on: inputs and targets with one leading axis, which counts them. */
import type { examplesAxisMismatch } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { otherTargets } from "../contract/class-loss.js";
import type { Loss } from "../contract/loss.js";

/**
 * The examples that {@link train} takes: inputs `[N, ...In]` and targets `[N, ...Out]`. If they don't fit, their types are
 * error messages.
 *
 * @typeParam Operation - what the error messages begin with
 * @typeParam Judge - the loss: targets may lack their last axis if it takes the numbers of classes
 */
export interface TrainExamples<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Operation extends string = "train",
  Judge extends Loss = Loss,
> {
  /** The inputs, one for each example: `[N, ...In]`. */
  readonly inputs: takesExamples<Operation, In, Inputs, [Inputs[0], ...In]>;
  /**
   * The targets, one for each example: `[N, ...Out]` or, for a loss that takes the numbers of classes, without the last of these axes.
   * They are checked only if the inputs fit, because otherwise there is no output.
   */
  readonly targets: takesTargets<Operation, Inputs, [Inputs[0], ...In], Targets, [Inputs[0], ...Out], Judge>;
}

/** The inputs if the network accepts them as examples, otherwise the error message. */
export type takesExamples<Operation extends string, In extends Shape, Inputs extends Shape, Examples extends Shape> = [
  Inputs,
  Examples,
] extends [Examples, Inputs]
  ? Tensor<Inputs>
  : examplesAxisMismatch<Operation, In, Inputs>;

/** The targets if they have the shape of the outputs or are the numbers of classes that the loss takes, otherwise the error message. */
export type takesTargets<
  Operation extends string,
  Inputs extends Shape,
  Examples extends Shape,
  Targets extends Shape,
  Outputs extends Shape,
  Judge,
> = [Targets, Outputs] extends [Outputs, Targets]
  ? Tensor<Targets>
  : [Inputs, Examples] extends [Examples, Inputs]
    ? otherTargets<Operation, Outputs, Targets, Judge>
    : Tensor<Targets>;

/** The shape of one example's target. If the targets don't fit, it doesn't matter. */
export type TargetOf<Targets extends Shape, Out extends Shape> = Targets extends readonly [unknown, ...infer Target extends Shape]
  ? Target
  : Out;
