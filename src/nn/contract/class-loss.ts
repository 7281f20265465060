/** Losses whose targets may be the numbers of classes, and the shapes of such targets. */
import type { Anything } from "../../shape/accepted.js";
import type { Some } from "../../shape/known.js";
import {
  checkClassTargets,
  checkTargets,
  classWeightsMismatch,
  type oneClass,
  type oneClassOfLoss,
  type targetsDiffer,
} from "../../shape/layer.js";
import { fieldsOf } from "../../shape/options.js";
import type { lossOfOne } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Scalar, Tensor } from "../../tensor/tensor.js";
import type { Evaluation, Loss } from "./loss.js";
import type { perOutput } from "./records.js";

/** The key under which a loss says that it takes the numbers of classes. */
export const classes: unique symbol = Symbol("classes");

/**
 * A loss, such as {@link crossEntropy}, that compares outputs `[...Batch, classes]` with either of two kinds of targets: one row for each
 * example, in the shape of the output, or the number of each example's class, counted from 0, in the shape `[...Batch]`.
 *
 * @typeParam Classes - how many classes the loss has weights for; `never` if it has none
 */
export interface ClassLoss<Classes extends number = never> extends Loss {
  /** How many classes the loss has weights for, if it has any. */
  readonly [classes]: Weighed<Classes>;
  /**
   * Returns the loss C and ∂C/∂output, which has the shape of the output.
   *
   * @throws ShapeError if the targets have neither the shape of the output nor that shape without its last axis
   */
  evaluate<S extends Shape = Anything, Targets extends Shape = Anything>(
    output: Tensor<S>,
    targets: TargetsOfSeveral<"crossEntropy", S, Targets, oneClassOfLoss<S>>,
  ): Evaluation<S>;
  /**
   * Returns the loss C as a tensor. Unlike the number that `evaluate` returns, you can use it in `grad`, in `vmap` and in
   * programs. Its derivative with respect to the output is the `error` of `evaluate`.
   *
   * @throws ShapeError if the targets have neither the shape of the output nor that shape without its last axis, or if there aren't as many
   * classes as weights for them
   * @example
   * ```ts
   * import { grad, randomNormal, vector } from "conformable";
   * import { crossEntropy, dense } from "conformable/nn";
   *
   * const network = dense(2, 3);
   * const slope = grad((parameters: typeof network.parameters) =>
   *   crossEntropy.of(network.with(parameters).predict(randomNormal([4, 2])), vector([0, 2, 1, 2])),
   * );
   * slope(network.parameters).weights; // Matrix<3, 2>
   * ```
   */
  of<S extends Shape = Anything, Targets extends Shape = Anything>(
    output: weighsTheClasses<"crossEntropy", S, Classes>,
    targets: ClassTargets<"crossEntropy", S, Targets>,
  ): Scalar;
}

/**
 * The output if it has several classes, and as many as there are weights for, otherwise the error message. In generic code the compiler
 * prints this type's name.
 */
type weighsTheClasses<Operation extends "crossEntropy", Output extends Shape, Classes extends number> = [Classes] extends [never]
  ? [...OneClass<Output, oneClassOfLoss<Output>>] extends Some
    ? oneClassOfLoss<Output>
    : Tensor<Output>
  : Output extends readonly [...unknown[], infer Last extends number]
    ? [Last, Classes] extends [Classes, Last]
      ? Tensor<Output>
      : classWeightsMismatch<Operation, Classes, Output>
    : classWeightsMismatch<Operation, Classes, Output>;

/** How many classes have weights. */
interface Weighed<out Classes> {
  readonly count: Classes | undefined;
}

/** Targets in the shape of the output, or without its last axis. Anything else is the error message. */
export type ClassTargets<Operation extends string, Output extends Shape, Targets extends Shape> = [Targets, Output] extends [
  Output,
  Targets,
]
  ? Tensor<Targets>
  : classNumbers<Operation, Output, Targets>;
/** The same for outputs that have to be of several classes. */
export type TargetsOfSeveral<
  Operation extends string,
  Output extends Shape,
  Targets extends Shape,
  Why = oneClass<Operation, Output>,
> = [...OneClass<Output, Why>] extends Some ? Why : ClassTargets<Operation, Output, Targets>;
/** Targets without the last axis of the output. Anything else is the error message. */
type classNumbers<Operation extends string, Output extends Shape, Targets extends Shape> = [Output] extends [
  readonly [...infer Examples extends Shape, unknown],
]
  ? [Targets, Examples] extends [Examples, Targets]
    ? Tensor<Targets>
    : targetsDiffer<Operation, Output, Targets>
  : targetsDiffer<Operation, Output, Targets>;

/**
 * Targets that don't have the shape of the output: they may be the numbers of classes if the loss takes them. If it isn't a loss, only
 * that is refused.
 */
export type otherTargets<Operation extends string, Output extends Shape, Targets extends Shape, Judge> = [
  ...NoLoss<Operation, Judge>,
] extends Some
  ? unknown
  : [Judge] extends [TakesClasses]
    ? classNumbers<Operation, Output, Targets>
    : targetsDiffer<Operation, Output, Targets>;

export interface TakesClasses {
  readonly [classes]: Weighed<unknown>;
}

/**
 * The loss of a network that gives one tensor, or the error message. `Lead` are the leading axes of the output. In generic code, only
 * {@link LossOf} can say whether it has as many weights as there are classes.
 */
export type takesALoss<Operation extends string, Out extends Shape, Judge, Lead extends Shape = []> = [
  ...WhyNoLoss<Operation, Out, Judge, Lead>,
] extends Some
  ? WhyNoLoss<Operation, Out, Judge, Lead>[0]
  : [WeightsOf<Judge>] extends [never]
    ? Judge
    : Judge & LossOf<weightsFor<Operation, Out, Judge>>;
/** What a loss has to be besides a loss, unless that is known: if it has weights for classes, they are `Classes`. */
type LossOf<Classes> = [Classes] extends [number]
  ? unknown
  : {
      readonly [classes]?: Weighed<Classes>;
    };
type WhyNoLoss<Operation extends string, Out extends Shape, Judge, Lead extends Shape> = [
  ...NoLoss<Operation, Judge>,
  ...NoLossOf<Out, Judge, Lead>,
  ...OtherWeights<Operation, Out, WeightsOf<Judge>>,
];
/** A list with the error message if there are other weights than classes. */
type OtherWeights<Operation extends string, Out extends Shape, Weights extends number> = [Weights] extends [never]
  ? []
  : Out extends readonly [...unknown[], infer Classes extends number]
    ? [Classes, Weights] extends [Weights, Classes]
      ? []
      : [classWeightsMismatch<Operation, Weights, Out>]
    : [classWeightsMismatch<Operation, Weights, Out>];
/** A list with the reason if it is a loss of several outputs, or of several classes where there is one. */
type NoLossOf<Out extends Shape, Judge, Lead extends Shape> = 0 extends 1 & Judge
  ? []
  : [Judge] extends [OfSeveral]
    ? [...IsShape<Out>] extends Some // of a network from a refused call
      ? []
      : [lossOfOne]
    : [Judge] extends [TakesClasses]
      ? OneClass<Out, oneClassOfLoss<[...Lead, ...Out]>>
      : [];
type IsShape<Out extends Shape> = Shape extends Out ? ["any"] : [];
interface OfSeveral {
  readonly [perOutput]: unknown;
}
/** A list with the error message if there is one class. */
type OneClass<Out extends Shape, Why> = Out extends readonly [...unknown[], infer Classes]
  ? [...IsOne<Classes>] extends Some
    ? [Why]
    : []
  : [];
/** For the compiler, an open number may be of type `any`, so it isn't certain to be 1. */
type IsOne<Classes> = 0 extends 1 & Classes ? [] : [Classes] extends [1] ? ["one"] : [];
/** A list with what an argument has to be if it isn't a loss. If it has an `evaluate`, the compiler says what is wrong with that. */
type NoLoss<Operation extends string, Judge> = [Judge] extends [Loss]
  ? []
  : unknown extends Judge
    ? [Loss]
    : "evaluate" extends keyof Judge
      ? [Loss]
      : [noLoss<Operation>];
export type noLoss<Operation extends string> = `${Operation}: takes a loss, such as meanSquaredError`;
export const noLoss = <Operation extends string>(operation: Operation): noLoss<Operation> =>
  `${operation}: takes a loss, such as meanSquaredError`;

/** How many classes a loss may have weights for: as many as an output has. Otherwise the error message. */
type weightsFor<Operation extends string, Out extends Shape, Judge> = Out extends readonly [
  ...unknown[],
  infer Classes extends number,
]
  ? asManyWeights<Operation, Out, Judge, Classes, WeightsOf<Judge>>
  : otherWeights<Operation, Out, Judge>;
type asManyWeights<Operation extends string, Out extends Shape, Judge, Classes, Weights> = [Classes, Weights] extends [
  Weights,
  Classes,
]
  ? Weights
  : otherWeights<Operation, Out, Judge>;
type otherWeights<Operation extends string, Out extends Shape, Judge> = [WeightsOf<Judge>] extends [never]
  ? number
  : classWeightsMismatch<Operation, WeightsOf<Judge>, Out>;
type WeightsOf<Judge> = Judge extends { readonly [classes]: Weighed<infer Classes extends number> } ? Classes : never;

/** Whether a loss takes class numbers, and how many classes it has weights for. */
export function classesOf(loss: object): Weighed<number> | undefined {
  const found: unknown = (loss as { readonly [classes]?: unknown })[classes];
  const { count } = fieldsOf(found);
  return found === undefined ? undefined : { count: typeof count === "number" ? count : undefined };
}

/**
 * @param own - the shape of one output
 * @throws ShapeError if the loss doesn't take targets of this shape for outputs of that shape
 */
export function checkLossTargets(operation: string, loss: Loss, output: Shape, targets: Shape, own = output): void {
  const taken = classesOf(loss);
  if (taken?.count !== undefined && own.at(-1) !== taken.count)
    throw new ShapeError(classWeightsMismatch(operation, taken.count, own));
  (taken === undefined ? checkTargets : checkClassTargets)(operation, output, targets);
}
