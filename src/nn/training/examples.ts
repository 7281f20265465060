/** The examples that a network is trained or evaluated on: inputs and targets with one leading axis, which counts them. */
import type { Equal, Refusal } from "../../shape/accepted.js";
import type { BatchSize } from "../../shape/batch.js";
import type { Some } from "../../shape/known.js";
import type { examplesAxisDiffers } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { otherTargets, TakesClasses } from "../contract/class-loss.js";
import type { Loss } from "../contract/loss.js";
import type { Metric } from "../contract/metric.js";
import type { unlessAny } from "../contract/no-layer.js";
import type { ofOneShapeUnlessAny, SeveralTensors } from "./fits.js";

/**
 * The examples that {@link train} takes: inputs `[N, ...In]` and targets `[N, ...Out]`. If they don't fit, their types are
 * error messages.
 *
 * @typeParam Operation - what the error messages begin with
 * @typeParam Judge - the loss: targets may lack their last axis if it takes the numbers of classes
 * @typeParam GivenInputs - the inputs, which may be of one of several shapes
 * @typeParam GivenTargets - the targets
 */
export interface TrainExamples<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Operation extends string = "train",
  Judge = Loss,
  GivenInputs = Tensor<Inputs>,
  GivenTargets = Tensor<Targets>,
> {
  /** The inputs, one for each example: `[N, ...In]`. */
  readonly inputs: [GivenInputs] extends [Tensor<Inputs>]
    ? takesExamples<Operation, In, Inputs, [Inputs[0], ...In]>
    : ofOneShapeUnlessAny<Operation, In, GivenInputs, takesExamples<Operation, In, Inputs, [Inputs[0], ...In]>>;
  /**
   * The targets, one for each example: `[N, ...Out]` or, for a loss that takes the numbers of classes, without the last of these axes.
   * They are checked only if the inputs fit, because otherwise there is no output.
   */
  readonly targets: [GivenInputs, GivenTargets] extends [Tensor<Inputs>, Tensor<Targets>]
    ? targetsAreLikeTheOutputs<Operation, [Inputs[0], ...Out], Targets, Inputs, [Inputs[0], ...In], Judge>
    : [...SeveralTensors<GivenInputs>] extends Some
      ? GivenTargets
      : ofOneShapeUnlessAny<
          Operation,
          In,
          GivenTargets,
          targetsAreLikeTheOutputs<Operation, [Inputs[0], ...Out], Targets, Inputs, [Inputs[0], ...In], Judge>
        >;
}

/** The inputs if the network accepts them as examples, otherwise the error message. */
export type takesExamples<Operation extends string, In extends Shape, Inputs extends Shape, Examples extends Shape> = [
  Inputs,
  Examples,
] extends [Examples, Inputs]
  ? Tensor<Inputs>
  : unlessAny<In, examplesAxisDiffers<Operation, In, Inputs>, Tensor<Inputs>>;

/** The targets if they have the shape of the outputs or are the numbers of classes that the loss takes, otherwise the error message. */
export type targetsAreLikeTheOutputs<
  Operation extends string,
  Outputs extends Shape,
  Targets extends Shape,
  Inputs extends Shape,
  Examples extends Shape,
  Judge,
> = [Targets, Outputs] extends [Outputs, Targets]
  ? Tensor<Targets>
  : [Inputs, Examples] extends [Examples, Inputs]
    ? otherTargets<Operation, Outputs, Targets, Judge>
    : Tensor<Targets>;

/** The shape of one example's target. If the targets don't fit, it doesn't matter. */
type TargetOf<Targets extends Shape, Out extends Shape> = Targets extends readonly [unknown, ...infer Target extends Shape]
  ? Target
  : Out;

/** Whether the targets have the shape of the outputs. The compiler can tell that in code for all shapes, too. */
export type AreOutputs<Out extends Shape, Targets extends Shape, Unset> = Equal<Targets, [Targets[0], ...Out], Unset>;

/**
 * A metric of outputs and of these targets. In code for all shapes, one that is written in place has the types of its parameters from the type that
 * `Same`, which is {@link AreOutputs}, chooses. If the targets don't fit, any metric does, because only the targets are refused.
 */
export type MetricFor<Out extends Shape, Targets extends Shape, Judge, Same extends "accepted" | "refused"> = {
  readonly accepted: Metric<[BatchSize, ...Out]>;
  readonly refused: OtherMetric<Out, Targets, Judge>;
}[Same];
type OtherMetric<Out extends Shape, Targets extends Shape, Judge> = [
  ...([Judge] extends [TakesClasses] ? [] : ["refused"]),
  ...Refusal<otherTargets<"", [Targets[0], ...Out], Targets, TakesClasses & Loss>>,
] extends Some
  ? AnyMetric
  : unlessAny<Out, Metric<[BatchSize, ...Out], [BatchSize, ...TargetOf<Targets, Out>]>, AnyMetric>;
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of the outputs and targets
type AnyMetric = (outputs: any, targets: any) => number;
