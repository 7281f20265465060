/** Examples that `train` takes in batches, as `data`, or all at once. If they don't fit, their types are error messages. */
import type { IsAny } from "../../shape/accepted.js";
import type { IsUnion, OneOf, Some } from "../../shape/known.js";
import type { examplesAxisDiffers } from "../../shape/layer.js";
import type { NotATensor, oneOfSeveral } from "../../shape/one-tensor.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import type { otherTargets } from "../contract/class-loss.js";
import type { Loss } from "../contract/loss.js";
import type { unlessAny } from "../contract/no-layer.js";
import type { takesATensor } from "../contract/record-network.js";
import type { BackpropagateOptions } from "./backpropagate.js";
import type { TrainExamples, takesExamples, targetsAreLikeTheOutputs } from "./examples.js";
import type { weighsTheExamples } from "./fits.js";

/** A batch of {@link DataInBatches}: inputs, targets and, if you like, a weight for each example. */
export interface DataBatch<in out Inputs extends Shape, in out Targets extends Shape> {
  /** `[rows, ...In]` */
  readonly inputs: Tensor<Inputs>;
  /** `[rows, ...Out]` or, for a loss that takes the numbers of classes, without the last of these axes. */
  readonly targets: Tensor<Targets>;
  /** As for {@link backpropagate}: one weight for each example. */
  readonly sampleWeights?: Tensor<[Inputs[0]]> | undefined;
}

/** What {@link train} takes as `data`: batches, or a function that returns those of an epoch. */
export type DataInBatches<Inputs extends Shape, Targets extends Shape> = DataOf<DataBatch<Inputs, Targets>>;

/** The option of {@link train} for examples in batches. If they don't fit, its type is an error message. */
export interface TrainData<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge = Loss,
  Operation extends string = "train",
  Data = unknown,
  Names = "data",
> {
  /**
   * The examples, in batches: an array, a generator, an async generator, or a function that returns one of these for each epoch,
   * counted from 1. A generator runs only once, so several epochs take a function. The training asks for a batch only when it has
   * learned from the one before, so there may be more examples than fit into memory. If the training ends early, the generator is
   * told to end too.
   */
  readonly data: dataHasTensors<
    Operation,
    In,
    Data,
    takesBatches<
      Data,
      WhyNoBatch<Operation, In, Out, Judge, BatchOf<Data>>,
      Fitting<Operation, In, Out, Judge, BatchOf<Data>>,
      takesData<Operation, In, Inputs, [Inputs[0], ...In], Targets, [Inputs[0], ...Out], Judge>
    >
  >;
  /** Only without `data`. */
  readonly inputs?: eitherDataOr<Operation, "inputs"> | undefined;
  /** Only without `data`. */
  readonly targets?: unlessGiven<Names, "inputs", eitherDataOr<Operation, "targets">>;
  /** Only without `data`; each batch may have its own weights. */
  readonly sampleWeights?: unlessGiven<Names, "inputs" | "targets", eitherDataOr<Operation, "sampleWeights">>;
  /** Only without `data`. */
  readonly last?: undefined;
  /** Only without `data`, whose order is that of its batches. */
  readonly random?: unlessGiven<Names, "inputs" | "targets" | "sampleWeights", eitherDataOr<Operation, "random">>;
}
/** The sentence about an option that `data` excludes, unless another one is given, to which the same sentence applies. */
export type unlessGiven<Names, Others, Sentence> = [Extract<Names, Others>] extends [never] ? Sentence | undefined : unknown;

/** The data, unless its batches lack something, or have something else than tensors. */
type dataHasTensors<Operation extends string, In extends Shape, Data, Wanted> = [
  ...Lacking<Operation, Data>,
  ...NotTensors<Operation, In, BatchOf<Data>>,
] extends Some
  ? [...Lacking<Operation, Data>, ...NotTensors<Operation, In, BatchOf<Data>>][0]
  : Wanted;

/** A list with the reason if the batches lack something. */
export type Lacking<Operation extends string, Data> = LackingIn<Operation, BatchOf<Data>>;
/** A batch of the data: one of several types if they differ. */
export type BatchOf<Data> = Data extends (epoch: number) => infer Batches ? BatchIn<Batches> : BatchIn<Data>;
type BatchIn<Batches> = Batches extends Iterable<infer Batch> | AsyncIterable<infer Batch> ? Batch : never;
type LackingIn<Operation extends string, Batch> = [Batch] extends [{ readonly inputs: unknown; readonly targets: unknown }]
  ? []
  : [Batch] extends [object]
    ? [batchLacks<Operation, Exclude<"inputs" | "targets", keyof Batch> extends "targets" ? "targets" : "inputs">]
    : [];
type batchLacks<Operation extends string, Name extends string> = `${Operation}: a batch of data has no ${Name}`;
export const batchLacks = <Operation extends string, Name extends string>(
  operation: Operation,
  name: Name,
): batchLacks<Operation, Name> => `${operation}: a batch of data has no ${name}`;

export type eitherDataOr<
  Operation extends string,
  Name extends string,
> = `${Operation}: there is either data or ${Name}, not both`;
export const eitherDataOr = <Operation extends string, Name extends string>(
  operation: Operation,
  name: Name,
): eitherDataOr<Operation, Name> => `${operation}: there is either data or ${name}, not both`;

/** The batches if the network accepts them, otherwise the error message. */
type takesData<
  Operation extends string,
  In extends Shape,
  Inputs extends Shape,
  Examples extends Shape,
  Targets extends Shape,
  Outputs extends Shape,
  Judge,
> = [Inputs, Targets, Examples, Outputs] extends [Examples, Outputs, Inputs, Targets]
  ? DataInBatches<Inputs, Targets>
  : [Inputs, Examples] extends [Examples, Inputs]
    ? dataWith<Inputs, Targets, otherTargets<Operation, Outputs, Targets, Judge>>
    : unlessAny<In, examplesAxisDiffers<Operation, In, Inputs>, DataOf<unknown>>;
/** The batches if their targets are the numbers of classes, and the loss takes these. */
type dataWith<Inputs extends Shape, Targets extends Shape, Found> = Found extends string ? Found : DataInBatches<Inputs, Targets>;

/**
 * Batches of several types, or with weights, of which each has to fit, or the error message. If all have the same type, `OfOne` says what the data
 * has to be.
 *
 * @typeParam Why - the error messages, or `never`
 * @typeParam Each - what each batch has to be; in generic code, only the compiler can compare that with what it is
 */
export type takesBatches<Data, Why, Each, OfOne> = [...IsAny<Part<BatchOf<Data>, "inputs" | "targets">>] extends Some
  ? DataOf<unknown> // a part of it comes from a refused call
  : [...Several<BatchOf<Data>>, ...Weighed<BatchOf<Data>>] extends Some
    ? eachOf<Why, Each>
    : OfOne;
type eachOf<Why, Each> = [...([Why] extends [never] ? [] : ["refused"])] extends Some ? OneOf<Why> : DataOf<Each>;
/** Batches that come one after another, at once or over time. */
type Sequence<Batch> = Iterable<Batch> | AsyncIterable<Batch>;
/** Batches, or a function that returns those of an epoch. */
export type DataOf<Batch> = Sequence<Batch> | ((epoch: number) => Sequence<Batch>);
/** A list with an entry if the inputs or the targets are of several types. */
type Several<Batch> = true extends IsUnion<Part<Batch, "inputs">> | IsUnion<Part<Batch, "targets">> ? ["several"] : [];
/** A list with an entry if there are weights. */
type Weighed<Batch> = true extends HasWeights<Batch> ? ["weighed"] : [];
type HasWeights<Batch> = Batch extends { readonly sampleWeights: AnyTensor } ? true : false;
type Part<Batch, Name extends "inputs" | "targets"> = Batch extends unknown ? Batch[Name & keyof Batch] : never;
/** Why a batch isn't accepted; `never` if it is. */
type WhyNoBatch<Operation extends string, In extends Shape, Out extends Shape, Judge, Batch> = Batch extends {
  readonly inputs: Tensor<infer Inputs extends Shape>;
  readonly targets: Tensor<infer Targets extends Shape>;
}
  ? WhyNoPair<Operation, In, Out, Judge, Inputs, Targets> extends infer Why extends string
    ? Why
    : WhyNoWeights<Operation, [Inputs[0]], Batch>
  : noBatch<Operation, Part<Batch, "inputs"> | Part<Batch, "targets">>;
type noBatch<Operation extends string, Given> = [Given] extends [AnyTensor]
  ? oneOfSeveral<Operation>
  : takesATensor<Operation, Given>;
/** A list with the reason if the inputs or the targets are no tensors, unless the network comes from a refused call. */
type NotTensors<Operation extends string, In extends Shape, Batch> = unlessAny<
  In,
  [...NotATensor<Operation, Part<Batch, "inputs">>, ...NotATensor<Operation, Part<Batch, "targets">>],
  []
>;
type WhyNoPair<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Judge,
  Inputs extends Shape,
  Targets extends Shape,
> =
  takesExamples<Operation, In, Inputs, [Inputs[0], ...In]> extends infer Why extends string
    ? Why
    : targetsAreLikeTheOutputs<Operation, [Inputs[0], ...Out], Targets, Inputs, [Inputs[0], ...In], Judge>;
/** What each batch has to be. */
type Fitting<Operation extends string, In extends Shape, Out extends Shape, Judge, Batch> = Batch extends {
  readonly inputs: Tensor<infer Inputs extends Shape>;
  readonly targets: Tensor<infer Targets extends Shape>;
}
  ? TrainExamples<In, Out, Inputs, Targets, Operation, Judge> & BackpropagateOptions<[Inputs[0]]>
  : never;
/** Why the weights of a batch aren't accepted; `never` if they are, or if there are none. */
export type WhyNoWeights<Operation extends string, Examples extends Shape, Batch> = Batch extends {
  readonly sampleWeights: Tensor<infer Weights extends Shape>;
}
  ? Extract<weighsTheExamples<Operation, Weights, Examples>, string>
  : never;

/** Infers `Data` from the option. What is there is checked by {@link TrainData}. */
export type Given<Data> = [Data] extends [undefined] ? Data | DataOfEpoch : unknown;
type DataOfEpoch = (epoch: number) => Sequence<unknown>;

/**
 * All examples at once, unless there is `data`. The compiler looks at a function only after everything else, so at first it sees no `data`;
 * `FunctionOfData` lets that pass.
 */
export type TrainOn<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge,
  Data,
  Names = "data",
  Weights extends Shape = Shape,
  GivenInputs = Tensor<Inputs>,
  GivenTargets = Tensor<Targets>,
> = [Data] extends [undefined]
  ?
      | (Shown<TrainExamples<In, Out, Inputs, Targets, "train", Judge, GivenInputs, GivenTargets>> &
          BackpropagateOptions<[Inputs[0]], weighsTheExamples<"train", Weights, [Inputs[0]]>>)
      | ("data" extends Names ? FunctionOfData : never)
  : TrainData<In, Out, Inputs, Targets, Judge, "train", Data, Names>;
/** The same options. The condition, which is always true, makes the compiler print them, with their sentences, and not their name. */
export type Shown<Options> = [Options] extends [object] ? { readonly [Name in keyof Options]: Options[Name] } : never;
export interface FunctionOfData {
  readonly data: DataOfEpoch;
}
