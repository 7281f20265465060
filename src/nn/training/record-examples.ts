/** The types of examples of networks that take or give records, and of losses for them. */

import type { OneOf, Some } from "../../shape/known.js";
import type { examplesAxisDiffers } from "../../shape/layer.js";
import type { oneOfSeveral } from "../../shape/one-tensor.js";
import type {
  entryMissing,
  lossOfRecord,
  Name,
  noRecord,
  orElse,
  Several,
  ShapeRecord,
  WrongNames,
} from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { otherTargets, takesALoss } from "../contract/class-loss.js";
import type { Gradients } from "../contract/layer.js";
import type { LeadOf, NoRecord, RecordOf, takesATensor, takesInputs } from "../contract/record-network.js";
import type { perOutput } from "../contract/records.js";
import type { SeveralTensors } from "./fits.js";

// ── Losses ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The loss if it takes what a network gives, otherwise the error message. `Out` is the shape of one output, or those of several. */
export type takesLoss<Operation extends string, Out extends Shape, Judge, Lead extends Shape = []> =
  Out extends Several<infer R>
    ? Judge extends {
        /** The loss of each output. */
        readonly [perOutput]: infer Losses;
      }
      ? [WrongNames<Operation, "loss", "output", keyof R, keyof Losses>] extends [never]
        ? orElse<
            {
              [Key in keyof R & keyof Losses & Name]: undefined extends Losses[Key]
                ? entryMissing<Operation, "loss", `${Key}`>
                : takesALoss<`${Operation}, ${Key}`, R[Key], Losses[Key], LeadOrNone<Lead>> extends infer Why extends string
                  ? Why
                  : never;
            }[keyof R & keyof Losses & Name],
            Judge
          >
        : OneOf<WrongNames<Operation, "loss", "output", keyof R, keyof Losses>>
      : lossOfRecord<Operation>
    : takesALoss<Operation, Out, Judge, LeadOrNone<Lead>>;
type LeadOrNone<Lead extends Shape> = [Lead] extends [never] ? [] : Lead;

/** The loss of one output. */
type LossAt<Judge, Output> = Judge extends {
  /** The loss of each output. */
  readonly [perOutput]: { readonly [Key in Output & Name]: infer L };
}
  ? L
  : never;

// ── Targets ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The targets if they fit what a network gives for inputs with these leading axes, otherwise the error message. */
export type takesRecordTargets<Operation extends string, Out extends Shape, Lead extends Shape, Given, Judge> = [Lead] extends [
  never,
]
  ? NoInfer<Given> // the inputs come from a refused call
  : takesTargetsAt<Operation, Out, Lead, Given, Judge>;
type takesTargetsAt<Operation extends string, Out extends Shape, Lead extends Shape, Given, Judge> =
  Out extends Several<infer R>
    ? [Exclude<keyof Given, keyof R>] extends [never]
      ? [Given] extends [RecordOf<R, Lead>]
        ? Given
        : whyNoTargets<Operation, R, Lead, Given, Judge>
      : whyNoTargets<Operation, R, Lead, Given, Judge>
    : Given extends Tensor<infer Targets extends Shape>
      ? [Targets, [...Lead, ...Out]] extends [[...Lead, ...Out], Targets]
        ? Given
        : otherTargets<Operation, [...Lead, ...Out], Targets, Judge> extends infer Why extends string
          ? Why
          : Given
      : takesATensor<Operation, Given>;
type whyNoTargets<Operation extends string, R extends ShapeRecord, Lead extends Shape, Given, Judge> = [Given] extends [NoRecord]
  ? noRecord<Operation, "targets">
  : [WrongNames<Operation, "target", "target", keyof R, keyof Given>] extends [never]
    ? orElse<
        {
          [Key in keyof R & keyof Given & Name]: whyNoTarget<
            `${Operation}, ${Key}`,
            [...Lead, ...R[Key]],
            Given[Key],
            LossAt<Judge, Key>
          >;
        }[keyof R & keyof Given & Name],
        Given
      >
    : OneOf<WrongNames<Operation, "target", "target", keyof R, keyof Given>>;
/** Why one target is refused; `never` if it isn't. */
type whyNoTarget<Operation extends string, Output extends Shape, Given, Judge> = [...SeveralTensors<Given>] extends Some
  ? oneOfSeveral<Operation>
  : Given extends Tensor<infer Targets extends Shape>
    ? [Targets, Output] extends [Output, Targets]
      ? never
      : otherTargets<Operation, Output, Targets, Judge> extends infer Why extends string
        ? Why
        : never
    : takesATensor<Operation, Given>;

// ── Backpropagation ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The result of {@link backpropagate} for a {@link RecordNetwork}.
 *
 * @typeParam Inputs - the inputs: a tensor, or a record of tensors
 * @typeParam P - the parameters
 */
export interface RecordBackpropagation<out Inputs, out P> {
  /** The loss C of the network's outputs. It is a plain number, so `grad` treats it as a constant. */
  readonly loss: number;
  /** ∂C/∂input, for each input. It is computed when you read it, so read it before the parameters are updated. */
  readonly error: Inputs;
  /** ∂C/∂parameter, for each of the network's parameters. */
  readonly gradients: Gradients<P>;
}

// ── Examples ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The inputs if they have one leading axis, which counts the examples, otherwise the error message. */
export type takesRecordExamples<Operation extends string, In extends Shape, Given> = [LeadOf<In, Given>] extends [
  readonly [unknown],
]
  ? takesInputs<Operation, In, Given>
  : takesInputs<Operation, In, Given> extends infer Why extends string
    ? Why
    : In extends Several<infer R>
      ? orElse<
          {
            [Key in keyof R & keyof Given & Name]: axisOf<`${Operation}, ${Key}`, R[Key], Given[Key]>;
          }[keyof R & keyof Given & Name],
          never
        >
      : axisOf<Operation, In, Given>;
type axisOf<Operation extends string, Own extends Shape, Given> =
  Given extends Tensor<infer S extends Shape> ? examplesAxisDiffers<Operation, Own, S> : takesATensor<Operation, Given>;

/**
 * The examples that {@link train} takes for a {@link RecordNetwork}: each input and each target has one leading axis, which counts the
 * examples. If they don't fit, their types are error messages.
 */
export interface RecordExamples<Operation extends string, In extends Shape, Out extends Shape, Inputs, Targets, Judge> {
  /** The inputs: `[N, ...In]`, or a record of these. */
  readonly inputs: takesRecordExamples<Operation, In, Inputs>;
  /**
   * The targets: `[N, ...Out]`, or a record of these. For a loss that takes the numbers of classes they may lack the last axis. They are
   * checked only if the inputs fit.
   */
  readonly targets: takesRecordExamples<Operation, In, Inputs> extends string
    ? Targets
    : takesRecordTargets<Operation, Out, LeadOf<In, Inputs>, Targets, Judge>;
}
