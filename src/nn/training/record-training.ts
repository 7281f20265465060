/** The options with which networks that take or give records are trained and measured. */
import type { Anything, IsAny } from "../../shape/accepted.js";
import type { BatchSize } from "../../shape/batch.js";
import type { Some } from "../../shape/known.js";
import type { AnySeveral } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import type { takesMetrics } from "../contract/metric.js";
import type { LeadOf, TensorsOf } from "../contract/record-network.js";
import type { Stepper } from "../optimizers/optimizer.js";
import type { BackpropagateOptions } from "./backpropagate.js";
import type {
  BatchOf,
  DataOf,
  eitherDataOr,
  FunctionOfData,
  Lacking,
  Shown,
  takesBatches,
  unlessGiven,
  WhyNoWeights,
} from "./batched-examples.js";
import type { weighsTheExamples } from "./fits.js";
import type { RecordExamples, takesLoss, takesRecordExamples, takesRecordTargets } from "./record-examples.js";
import type { TrainLoop, ValidationOptions } from "./train-settings.js";

/**
 * A metric of a {@link RecordNetwork}: a function of its outputs and the targets, each a record or a tensor, with an axis of examples.
 *
 * @typeParam Out - the shape of one output, or those of several
 * @typeParam Wanted - the targets that the network is trained or measured with
 */
export type RecordMetric<Out extends Shape, Wanted> = (
  outputs: TensorsOf<Out, [BatchSize]>,
  targets: InBatches<Wanted>,
) => number;
/**
 * The metrics of a {@link RecordNetwork}, with a sentence in place of each that takes tensors where it gets records. The condition keeps the compiler
 * from inferring anything from them.
 */
export type takesRecordMetrics<Operation extends string, Metrics, Name extends string, Out extends Shape, Wanted> = takesMetrics<
  Operation,
  Metrics,
  { readonly [Key in Name]: NoInfer<takesOutputs<Operation, Metrics, Key, Out, Wanted>> }
>;
type takesOutputs<Operation extends string, Metrics, Key extends string, Out extends Shape, Wanted> = [
  ...OfOneTensor<Metrics, Key>,
] extends Some
  ? Out extends AnySeveral
    ? metricOfOne<Operation, Key>
    : RecordMetric<Out, Wanted>
  : RecordMetric<Out, Wanted>;
/** A list with an entry if a metric takes a tensor. */
type OfOneTensor<Metrics, Key extends string> = Metrics extends {
  readonly [Name in Key]: (outputs: infer Outputs, ...others: never) => unknown;
}
  ? [Outputs] extends [AnyTensor]
    ? [...IsAny<Outputs>] extends Some
      ? []
      : ["one"]
    : []
  : [];
/** Compiler only: at run time, it is what the metric throws. */
type metricOfOne<
  Operation extends string,
  Key extends string,
> = `${Operation}: metrics.${Key} takes tensors, but gets records of them: choose one of each, as in (outputs, targets) => accuracy(outputs.name, targets.name)`;
/** What the targets are to a metric. If they don't fit, that is anything, because only the targets are refused. */
export type Measured<Wanted, Fitting> = Fitting extends string ? Anything : Wanted;
/** The same tensors for any number of examples. */
type InBatches<Data> = 0 extends 1 & Data
  ? Data
  : Data extends Tensor<infer S extends Shape>
    ? S extends readonly [unknown, ...infer Own extends Shape]
      ? Tensor<[BatchSize, ...Own]>
      : never
    : { readonly [Name in keyof Data]: Data[Name] extends Tensor<infer S extends Shape> ? InBatches<Tensor<S>> : never };

/**
 * Options of {@link evaluate} for a {@link RecordNetwork}.
 *
 * @typeParam Out - the shape of one output, or those of several
 * @typeParam Name - the names of the metrics
 * @typeParam Wanted - the targets
 * @typeParam Metrics - a record of metrics
 */
export interface RecordEvaluateOptions<
  Out extends Shape,
  Name extends string,
  Wanted,
  Metrics = { readonly [Key in Name]: RecordMetric<Out, Wanted> },
> {
  /** The number of examples that go through the network at a time, 32 by default. The result doesn't depend on it, except for rounding. */
  readonly batchSize?: number | undefined;
  /** Functions of all outputs and targets, by the names that their results get. */
  readonly metrics?: Metrics;
}

/**
 * Options of {@link train} for a {@link RecordNetwork}.
 *
 * @typeParam P - the parameters of the network
 * @typeParam In - the shape of one input, or those of several
 * @typeParam Out - the shape of one output, or those of several
 * @typeParam Name - the names of the metrics
 * @typeParam Judge - the loss
 * @typeParam Wanted - the targets
 * @typeParam Held - the inputs of the validation data
 * @typeParam HeldWanted - the targets of the validation data
 * @typeParam Names - the names of the options of the validation data
 * @typeParam Steps - the optimiser
 * @typeParam Metrics - a record of metrics
 */
export interface RecordTrainSettings<
  in P,
  In extends Shape,
  Out extends Shape,
  Name extends string,
  Judge,
  Wanted,
  Held,
  HeldWanted,
  Names extends PropertyKey = PropertyKey,
  Steps = Stepper<P>,
  Metrics = { readonly [Key in Name]: RecordMetric<Out, Wanted> },
> extends TrainLoop<P, Name, Steps> {
  /** The loss to minimise: for a record of outputs, a {@link multiTaskLoss}. */
  readonly loss: takesLoss<"train", Out, Judge>;
  /** Functions of outputs and targets to measure after each epoch, by the names that their results get. */
  readonly metrics?: Metrics;
  /** Inputs and targets, as many as you like, to {@link evaluate} the network on after each epoch. */
  readonly validation?:
    | ValidationOptions<Names, undefined, RecordExamples<"train, validation", In, Out, Held, HeldWanted, Judge>>
    | undefined;
}

/** All examples at once, unless there is `data`. */
export type RecordTrainOn<
  In extends Shape,
  Out extends Shape,
  Inputs,
  Targets,
  Judge,
  Data,
  Names = "data",
  Weights extends Shape = Shape,
> = [Data] extends [undefined]
  ?
      | (Shown<RecordExamples<"train", In, Out, Inputs, Targets, Judge>> &
          BackpropagateOptions<LeadOf<In, Inputs>, weighsTheExamples<"train", Weights, LeadOf<In, Inputs>>>)
      | ("data" extends Names ? FunctionOfData : never)
  : RecordData<In, Out, Inputs, Targets, Judge, Data, Names>;

/** A batch of {@link RecordData}: inputs, targets and, if you like, a weight for each example. */
export interface RecordBatch<In extends Shape, Inputs, Targets> {
  /** The inputs: a tensor, or a record of tensors. */
  readonly inputs: Inputs;
  /** The targets: a tensor, or a record of tensors. */
  readonly targets: Targets;
  /** As for {@link backpropagate}: one weight for each example. */
  readonly sampleWeights?: Tensor<LeadOf<In, Inputs>> | undefined;
}

/** The option of {@link train} for examples of a {@link RecordNetwork} in batches. If they don't fit, its type is an error message. */
export interface RecordData<In extends Shape, Out extends Shape, Inputs, Targets, Judge, Data = unknown, Names = "data"> {
  /** The examples, in batches, as for other networks. */
  readonly data: [...Lacking<"train", Data>] extends Some
    ? Lacking<"train", Data>[0]
    : takesBatches<
        Data,
        WhyNoRecordBatch<In, Out, Judge, BatchOf<Data>>,
        FittingRecords<In, Out, Judge, BatchOf<Data>>,
        takesRecordData<In, Out, Inputs, Targets, Judge>
      >;
  /** Only without `data`. */
  readonly inputs?: eitherDataOr<"train", "inputs"> | undefined;
  /** Only without `data`. */
  readonly targets?: unlessGiven<Names, "inputs", eitherDataOr<"train", "targets">>;
  /** Only without `data`; each batch may have its own weights. */
  readonly sampleWeights?: unlessGiven<Names, "inputs" | "targets", eitherDataOr<"train", "sampleWeights">>;
  /** Only without `data`. */
  readonly last?: undefined;
  /** Only without `data`, whose order is that of its batches. */
  readonly random?: unlessGiven<Names, "inputs" | "targets" | "sampleWeights", eitherDataOr<"train", "random">>;
}
/** Why a batch isn't accepted; `never` if it is. */
type WhyNoRecordBatch<In extends Shape, Out extends Shape, Judge, Batch> = Batch extends {
  readonly inputs: infer Inputs;
  readonly targets: infer Targets;
}
  ? takesRecordExamples<"train", In, Inputs> extends infer Why extends string
    ? Why
    : takesRecordTargets<"train", Out, LeadOf<In, Inputs>, Targets, Judge> extends infer Why extends string
      ? Why
      : WhyNoWeights<"train", LeadOf<In, Inputs>, Batch>
  : never;
/** What each batch has to be. */
type FittingRecords<In extends Shape, Out extends Shape, Judge, Batch> = Batch extends {
  readonly inputs: infer Inputs;
  readonly targets: infer Targets;
}
  ? RecordExamples<"train", In, Out, Inputs, Targets, Judge> & BackpropagateOptions<LeadOf<In, Inputs>>
  : never;
/** The batches if the network accepts them, otherwise the error message. */
type takesRecordData<In extends Shape, Out extends Shape, Inputs, Targets, Judge> =
  takesRecordExamples<"train", In, Inputs> extends infer Why extends string
    ? Why
    : takesRecordTargets<"train", Out, LeadOf<In, Inputs>, Targets, Judge> extends infer Why extends string
      ? Why
      : DataOf<RecordBatch<In, Inputs, Targets>>;
