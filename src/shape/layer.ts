/** Layers: what goes into one, what comes back, and which layers fit on which. */
import type { Sum } from "./arithmetic.js";
import { endsIn, sameShape } from "./broadcast.js";
import { count } from "./reshape.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why a layer doesn't fit on the one below it. Layers are counted from 1. */
export type sequentialMismatch<Below extends number, Gives extends Shape, Takes extends Shape> = [
  Takes[number] | Gives[number],
] extends [number]
  ? layersDiffer<Below, Gives, Sum<Below, 1>, Takes>
  : never;
type layersDiffer<
  Below extends number,
  Gives extends Shape,
  Above extends number,
  Takes extends Shape,
> = `sequential: layer ${Above} takes ${Show<Takes>}, but layer ${Below} gives ${Show<Gives>}`;
export const layersDiffer = <Below extends number, Gives extends Shape, Above extends number, Takes extends Shape>(
  below: Below,
  gives: Gives,
  above: Above,
  takes: Takes,
): layersDiffer<Below, Gives, Above, Takes> =>
  `sequential: layer ${above} takes ${show(takes)}, but layer ${below} gives ${show(gives)}`;

/** Why layers of a list can't be stacked. */
export type sequentialOfMismatch<In extends Shape, Out extends Shape> = [In[number] | Out[number]] extends [number]
  ? `sequentialOf: the layers take ${Show<In>}, but give ${Show<Out>}`
  : string;
export const sequentialOfMismatch = <In extends Shape, Out extends Shape>(
  input: In,
  output: Out,
): sequentialOfMismatch<In, Out> => `sequentialOf: the layers take ${show(input)}, but give ${show(output)}`;

/** Compiler only: it doesn't know where in the list a layer is. */
export type sequentialOfTakesDifferent<In extends Shape, Other extends Shape> = [In[number] | Other[number]] extends [number]
  ? `sequentialOf: one layer takes ${Show<In>}, another ${Show<Other>}`
  : string;
/** Run time only, as above. */
export const sequentialOfDiffers = (place: number, takes: Shape, own: Shape): string =>
  `sequentialOf: layer ${place} takes ${show(takes)}, but layer 1 takes ${show(own)}`;

/** The leading axes of Whole, before those that the layer itself takes. `Otherwise` if Whole doesn't end in these. */
export type Leading<Whole extends Shape, Own extends Shape, Otherwise extends Shape | null> = Whole extends readonly [
  ...infer Batch extends Shape,
  ...Own,
]
  ? [Whole, [...Batch, ...Own]] extends [[...Batch, ...Own], Whole]
    ? Batch
    : Otherwise
  : Otherwise;

export type inputDiffers<Operation extends string, Own extends Shape, Given extends Shape> = [
  Own[number] | Given[number],
] extends [number]
  ? `${Operation}: takes ${Show<Own>} with any leading axes, not ${Show<Given>}`
  : string;
const inputDiffers = <Operation extends string, Own extends Shape, Given extends Shape>(
  operation: Operation,
  own: Own,
  given: Given,
): inputDiffers<Operation, Own, Given> => `${operation}: takes ${show(own)} with any leading axes, not ${show(given)}`;

export function checkInput(operation: string, own: Shape, given: Shape): void {
  if (!endsIn(given, own)) throw new ShapeError(inputDiffers(operation, own, given));
}

/** Run time only: to the compiler, the result has the wrong type. */
const outputMismatch = (operation: string, output: Shape, given: string): string =>
  `${operation}: has to give ${show(output)}, not ${given}`;

/** @param given - the shape of the result, or a description of it if it isn't a tensor */
export function checkOutput(operation: string, output: Shape, given: Shape | string): void {
  if (typeof given === "string") throw new ShapeError(outputMismatch(operation, output, given));
  if (!sameShape(output, given)) throw new ShapeError(outputMismatch(operation, output, show(given)));
}

/** Why a layer's output can't be added to its input. */
export type residualDiffers<In extends Shape, Out extends Shape> = [In[number] | Out[number]] extends [number]
  ? `residual: the layer takes ${Show<In>}, but gives ${Show<Out>}`
  : string;
export const residualDiffers = <In extends Shape, Out extends Shape>(input: In, output: Out): residualDiffers<In, Out> =>
  `residual: the layer takes ${show(input)}, but gives ${show(output)}`;

/** Why a layer can't read a sequence from its end. */
export type reversedMismatch<In extends Shape> = [In[number]] extends [number]
  ? `reversed: the layer takes ${Show<In>}, not [length, width]`
  : string;
export const reversedMismatch = <In extends Shape>(input: In): reversedMismatch<In> =>
  `reversed: the layer takes ${show(input)}, not [length, width]`;

const errorMismatch = (output: Shape, error: Shape): string =>
  `backward: the output is ${show(output)}, the error ${show(error)}`;

export function checkError(output: Shape, error: Shape): void {
  if (!sameShape(output, error)) throw new ShapeError(errorMismatch(output, error));
}

export type targetsDiffer<Operation extends string, Output extends Shape, Targets extends Shape> = [
  Output[number] | Targets[number],
] extends [number]
  ? `${Operation}: the output is ${Show<Output>}, the targets are ${Show<Targets>}`
  : string;
const targetsDiffer = <Operation extends string, Output extends Shape, Targets extends Shape>(
  operation: Operation,
  output: Output,
  targets: Targets,
): targetsDiffer<Operation, Output, Targets> => `${operation}: the output is ${show(output)}, the targets are ${show(targets)}`;

export function checkTargets(operation: string, output: Shape, targets: Shape): void {
  if (!sameShape(output, targets)) throw new ShapeError(targetsDiffer(operation, output, targets));
}

/** Checks targets that are either in the shape of the output or the numbers of classes, which lack its last axis. */
export function checkClassTargets(operation: string, output: Shape, targets: Shape): void {
  if (output.length === 0 || !sameShape(output.slice(0, -1), targets)) checkTargets(operation, output, targets);
}

/** Why a loss can't weigh the classes of an output. */
export type classWeightsMismatch<Operation extends string, Weights extends number, Output extends Shape> = [
  Weights | Output[number],
] extends [number]
  ? `${Operation}: the loss has weights for ${ShowSize<Weights>} classes, but an output is ${Show<Output>}`
  : string;
export const classWeightsMismatch = <Operation extends string, Weights extends number, Output extends Shape>(
  operation: Operation,
  weights: Weights,
  output: Output,
): classWeightsMismatch<Operation, Weights, Output> =>
  `${operation}: the loss has weights for ${showSize(weights)} classes, but an output is ${show(output)}`;

/** Why classes can't be told apart. */
export type oneClass<Operation extends string, Output extends Shape> = [Output[number]] extends [number]
  ? `${Operation}: ${Show<Output>} has one class, so there is nothing to tell apart`
  : string;
export const oneClass = <Operation extends string, Output extends Shape>(
  operation: Operation,
  output: Output,
): oneClass<Operation, Output> => `${operation}: ${show(output)} has one class, so there is nothing to tell apart`;

/** The same for the cross-entropy. */
export type oneClassOfLoss<Output extends Shape> = [Output[number]] extends [number]
  ? `crossEntropy: ${Show<Output>} has one class, so there is nothing to tell apart; use binaryCrossEntropy`
  : string;
export const oneClassOfLoss = <Output extends Shape>(output: Output): oneClassOfLoss<Output> =>
  `crossEntropy: ${show(output)} has one class, so there is nothing to tell apart; use binaryCrossEntropy`;

/** Why examples can't be weighed. */
export type sampleWeightsMismatch<Operation extends string, Examples extends Shape, Weights extends Shape> = [
  Examples[number] | Weights[number],
] extends [number]
  ? `${Operation}: the examples are ${Show<Examples>}, the sampleWeights ${Show<Weights>}`
  : string;
export const sampleWeightsMismatch = <Operation extends string, Examples extends Shape, Weights extends Shape>(
  operation: Operation,
  examples: Examples,
  weights: Weights,
): sampleWeightsMismatch<Operation, Examples, Weights> =>
  `${operation}: the examples are ${show(examples)}, the sampleWeights ${show(weights)}`;

/** Why a tensor can't be the weights of classes. */
export type classWeightsShape<Weights extends Shape> = [Weights[number]] extends [number]
  ? `crossEntropy: classWeights are a vector, not ${Show<Weights>}`
  : string;
export const classWeightsShape = <Weights extends Shape>(weights: Weights): classWeightsShape<Weights> =>
  `crossEntropy: classWeights are a vector, not ${show(weights)}`;

/** Why a network can't be trained or evaluated on these inputs: they need exactly one leading axis, which counts the examples. */
export type examplesAxisDiffers<Operation extends string, Own extends Shape, Given extends Shape> = [
  Own[number] | Given[number],
] extends [number]
  ? `${Operation}: takes one leading axis, of examples, before ${Show<Own>}, not ${Show<Given>}`
  : string;
const examplesAxisDiffers = <Operation extends string, Own extends Shape, Given extends Shape>(
  operation: Operation,
  own: Own,
  given: Given,
): examplesAxisDiffers<Operation, Own, Given> =>
  `${operation}: takes one leading axis, of examples, before ${show(own)}, not ${show(given)}`;

/** Checks that inputs have one leading axis, with at least one example. */
export function checkExamplesAxis(operation: string, own: Shape, given: Shape): void {
  if (given.length !== own.length + 1 || !endsIn(given, own)) throw new ShapeError(examplesAxisDiffers(operation, own, given));
  checkExamples(operation, given, own);
}

/** Learning or measuring anything takes at least one example. */
export function checkExamples(operation: string, given: Shape, own: Shape): void {
  if (count(given, 0, given.length - own.length) === 0) throw new ShapeError(`${operation}: there are no examples`);
}

/** Why a batch can't be normalised: a single number has no variance. */
const loneNumber = (given: Shape): string =>
  `batchNorm: training takes two numbers or more for each channel, and ${show(given)} has one; a last batch of one example is left out with last: "drop", or added to the one before with last: "merge"`;

export function checkChannels(given: Shape): void {
  if (count(given, 0, given.length - 1) === 1) throw new ShapeError(loneNumber(given));
}

/** Why inputs and targets can't be paired. */
export type examplesMismatch<Operation extends string, Inputs extends number, Targets extends number> = number extends Targets
  ? noExamples<Operation>
  : examplesDiffer<Operation, Inputs, Targets>;

type noExamples<Operation extends string> = `${Operation}: takes an axis of examples, not []`;
export const noExamples = <Operation extends string>(operation: Operation): noExamples<Operation> =>
  `${operation}: takes an axis of examples, not []`;

type examplesDiffer<Operation extends string, Inputs extends number, Targets extends number> = [Inputs | Targets] extends [number]
  ? `${Operation}: ${ShowSize<Inputs>} inputs, but ${ShowSize<Targets>} targets`
  : string;
export const examplesDiffer = <Operation extends string, Inputs extends number, Targets extends number>(
  operation: Operation,
  inputs: Inputs,
  targets: Targets,
): examplesDiffer<Operation, Inputs, Targets> => `${operation}: ${showSize(inputs)} inputs, but ${showSize(targets)} targets`;

/** Why parameters that the caller gives to a layer don't fit. `Name` has an article. */
export type givenDiffers<Name extends string, Needed extends Shape, Given extends Shape> = [
  Needed[number] | Given[number],
] extends [number]
  ? `${Name} are ${Show<Given>}, where the layer needs ${Show<Needed>}`
  : string;
const givenDiffers = <Name extends string, Needed extends Shape, Given extends Shape>(
  name: Name,
  needed: Needed,
  given: Given,
): givenDiffers<Name, Needed, Given> => `${name} are ${show(given)}, where the layer needs ${show(needed)}`;

/** Checks parameters that the caller gives to a layer. */
export function checkGiven(name: string, needed: Shape, given: Shape): void {
  if (!sameShape(needed, given)) throw new ShapeError(givenDiffers(name, needed, given));
}
