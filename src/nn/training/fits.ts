/** Whether inputs, targets and weights fit a network. If they don't, the types are error messages. */
import type { Equal } from "../../shape/accepted.js";
import type { IsUnion, Some } from "../../shape/known.js";
import type { inputDiffers, Leading, sampleWeightsMismatch } from "../../shape/layer.js";
import type { NotATensor, oneOfSeveral } from "../../shape/one-tensor.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import type { otherTargets, TakesClasses } from "../contract/class-loss.js";
import type { unlessAny } from "../contract/no-layer.js";

/** The same as {@link weighsTheExamples}. The case of one leading axis is tested first, because the compiler can tell that in code for all shapes. */
export type weighsTheInputs<Operation extends string, In extends Shape, Inputs extends Shape, Weights extends Shape> = [
  Weights,
  Inputs,
  [Inputs[0]],
  [Inputs[0], ...In],
] extends [[Inputs[0]], [Inputs[0], ...In], Weights, Inputs]
  ? Tensor<Weights>
  : unlessAny<In, weighsTheExamples<Operation, Weights, Leading<Inputs, In, []>>, Tensor<Weights>>;
/** The weights if there is one for each example, otherwise the error message. In generic code the compiler prints this type's name. */
export type weighsTheExamples<Operation extends string, Weights extends Shape, Examples extends Shape> = [
  Weights,
  Examples,
] extends [Examples, Weights]
  ? Tensor<Weights>
  : [Examples] extends [never]
    ? Tensor<Weights>
    : sampleWeightsMismatch<Operation, Examples, Weights>;

/** What an argument has to be or, if it is a tensor that may have one of several shapes, the sentence that says so. */
type ofOneShape<Operation extends string, Given, Wanted> = [...SeveralTensors<Given>] extends Some
  ? oneOfSeveral<Operation>
  : [...NotATensor<Operation, Given>] extends Some
    ? NotATensor<Operation, Given>[0]
    : Wanted;
/** The same unless the network comes from a refused call. Then it may take and give records. */
export type ofOneShapeUnlessAny<Operation extends string, In extends Shape, Given, Wanted> = [
  ...SeveralTensors<Given>,
] extends Some
  ? oneOfSeveral<Operation>
  : [...NotATensor<Operation, Given>] extends Some
    ? NoInfer<unlessAny<In, NotATensor<Operation, Given>[0], Given>>
    : Wanted;
/** The same for a parameter from which nothing else infers `Given`, which the result that is never chosen does. */
export type oneTensor<Operation extends string, Given, S extends Shape, Wanted> = [Given] extends [Tensor<S>]
  ? Wanted
  : [Given] extends [never]
    ? Given
    : ofOneShape<Operation, Given, Wanted>;
/** A list with an entry if it is a tensor that may have one of several shapes. */
export type SeveralTensors<Given> = [Given] extends [AnyTensor] ? (true extends IsUnion<Given> ? ["several"] : []) : [];

/** The shape of the output for these inputs: their leading axes, followed by the network's output shape. */
type OutputFor<Inputs extends Shape, In extends Shape, Out extends Shape> = [...Leading<Inputs, In, []>, ...Out];

/**
 * The inputs if the network accepts them, otherwise the error message. If the network's shapes are type parameters, the leading axes
 * can't be computed, so the type only compares the two cases of one leading axis and none.
 */
export type inputsFitTheNetwork<Operation extends string, In extends Shape, Inputs extends Shape> = [
  Leading<Inputs, In, null>,
] extends [null]
  ? inputsInOrder<Operation, In, Inputs>
  : Tensor<Inputs>;
type inputsInOrder<Operation extends string, In extends Shape, Inputs extends Shape> = [Inputs, [Inputs[0], ...In]] extends [
  [Inputs[0], ...In],
  Inputs,
]
  ? Tensor<Inputs>
  : [Inputs, In] extends [In, Inputs]
    ? Tensor<Inputs>
    : unlessAny<In, inputDiffers<Operation, In, Inputs>, Tensor<Inputs>>;

/** Whether the network accepts the inputs, decided like {@link inputsFitTheNetwork}. */
export type AreInputs<In extends Shape, Inputs extends Shape, Unset> = [Leading<Inputs, In, null>] extends [null]
  ? AreInputsInOrder<In, Inputs, Unset>
  : "accepted";
type AreInputsInOrder<In extends Shape, Inputs extends Shape, Unset> = [Inputs, [Inputs[0], ...In]] extends [
  [Inputs[0], ...In],
  Inputs,
]
  ? "accepted"
  : Equal<Inputs, In, Unset>;

/**
 * The targets if they have the shape of the output for these inputs, or are the numbers of classes and the loss takes these, otherwise
 * the error message. In generic code the compiler prints this type's name.
 */
export type targetsFitTheOutput<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge,
> = [Targets, OutputFor<Inputs, In, Out>] extends [OutputFor<Inputs, In, Out>, Targets]
  ? Tensor<Targets>
  : targetsAreTheOutputs<Operation, In, Out, Inputs, Targets, Judge>;
type targetsAreTheOutputs<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge,
> = [Inputs, Targets, [Inputs[0], ...In], [Inputs[0], ...Out]] extends [[Inputs[0], ...In], [Inputs[0], ...Out], Inputs, Targets]
  ? Tensor<Targets>
  : [Inputs, Targets, In, Out] extends [In, Out, Inputs, Targets]
    ? Tensor<Targets>
    : classesAreTheTargets<Operation, In, Out, Inputs, Targets, Judge>;
type classesAreTheTargets<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge,
> = [Judge, Inputs, Targets, Out, [Inputs[0], ...In], [Inputs[0]], [Out[0]]] extends [
  TakesClasses,
  [Inputs[0], ...In],
  [Inputs[0]],
  [Out[0]],
  Inputs,
  Targets,
  Out,
]
  ? Tensor<Targets>
  : targetsAreOther<Operation, In, Out, Inputs, Targets, Judge>;
type targetsAreOther<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge,
> = unlessAny<
  In,
  unlessAny<Inputs, otherTargets<Operation, OutputFor<Inputs, In, Out>, Targets, Judge>, Tensor<Targets>>,
  Tensor<Targets>
>;
