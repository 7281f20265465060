/** The options of `train`. */
import type { Anything } from "../../shape/accepted.js";
import type { BatchSize } from "../../shape/batch.js";
import type { NameOfOther, NoOptions, noOption, noOptions, OneOf, Some, UnknownOptions } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import type { Random } from "../../tensor/random.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Loss } from "../contract/loss.js";
import type { Metric } from "../contract/metric.js";
import type { Stepper } from "../optimizers/optimizer.js";
import type { eitherDataOr, Shown, TrainData } from "./batched-examples.js";
import type { BatchesOptions } from "./batches.js";
import type { TrainExamples } from "./examples.js";
import type { Epoch, Step } from "./history.js";
import type { ProgressBar } from "./progress.js";

/** The part of an `AbortSignal` that {@link train} reads. */
export interface Signal {
  /** Whether to stop the training. */
  readonly aborted: boolean;
}

/**
 * Options of {@link train} for any network: how it goes through the examples.
 *
 * @typeParam P - the parameters of the network
 * @typeParam Name - the names of the metrics
 * @typeParam Steps - the optimiser
 */
export interface TrainLoop<in P, Name extends string = never, Steps = Stepper<P>> {
  /** An optimiser of this network, or any other object that takes steps along its gradients. */
  readonly optimizer: Steps;
  /** How many times to go through all examples. With 0, nothing happens. */
  readonly epochs: number;
  /** The number of examples in a batch, 32 by default. If there are fewer examples, one batch holds all of them. */
  readonly batchSize?: number | undefined;
  /** What to do with a shorter last batch, as for {@link batches}: `"keep"` (the default), `"drop"` or `"merge"`. */
  readonly last?: BatchesOptions["last"];
  /**
   * The number of batches for one step of the optimiser, 1 by default. The step is the same as for one large batch, but takes
   * less memory. At the end of an epoch, a step may have fewer batches. `onStep` and the history have the mean loss of each step.
   */
  readonly accumulate?: number | undefined;
  /**
   * The largest norm of all gradients of a step together, above 0. Gradients with a larger norm are scaled down, as by
   * `clipByGlobalNorm` of `conformable`.
   */
  readonly clipNorm?: number | undefined;
  /** A generator that shuffles the examples again in each epoch. Without it the examples keep their order. */
  readonly random?: Random | undefined;
  /**
   * Ends the training after this number of epochs in a row that didn't lower the validation loss. Whenever the training ends, unless a
   * callback throws, the network then gets the parameters that it had after the epoch with the lowest validation loss, and the running
   * averages of each {@link batchNorm}. The optimiser keeps its own state.
   */
  readonly patience?: number | undefined;
  /** A progress bar for the training, such as `new SingleBar({})` of the package `cli-progress`. */
  readonly progress?: ProgressBar | undefined;
  /** Called after each step. If it returns a promise, the training waits for it; whatever else it returns is ignored. */
  readonly onStep?: ((step: Step) => unknown) | undefined;
  /** Called after each epoch. If it returns a promise, the training waits for it; whatever else it returns is ignored. */
  readonly onEpoch?: ((epoch: Epoch<NoInfer<Name>>) => unknown) | undefined;
  /** An `AbortSignal` that ends the training after the current step. */
  readonly signal?: Signal | undefined;
}

/**
 * Options of {@link train} that don't depend on the shapes of examples.
 *
 * @typeParam P - the parameters of the network
 * @typeParam Out - the shape of one output
 * @typeParam Name - the names of the metrics
 * @typeParam Judge - the loss
 * @typeParam Target - the shape of one target
 * @typeParam Measure - a metric of these outputs and targets
 * @typeParam Steps - the optimiser
 * @typeParam Metrics - a record of metrics
 */
export interface TrainSettings<
  in P,
  Out extends Shape = Shape,
  Name extends string = never,
  Judge = Loss,
  Target extends Shape = Out,
  Measure = Metric<[BatchSize, ...Out], [BatchSize, ...Target]>,
  Steps = Stepper<P>,
  Metrics = { readonly [Key in Name]: Measure },
> extends TrainLoop<P, Name, Steps> {
  /** The loss to minimise. */
  readonly loss: Judge;
  /**
   * Functions of outputs and targets to measure after each epoch, such as {@link accuracy}, by the names that their results get.
   * They get the outputs for all validation data or, without validation data, all training data, which takes one more pass.
   * Before the first step, each is called once with the outputs for the first batch, so a metric that fails does so at once.
   */
  readonly metrics?: Metrics;
}

/**
 * The option of {@link train} for examples from which the network doesn't learn. If they don't fit, their types are error
 * messages.
 */
export interface Validation<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge = Loss,
  Data = undefined,
  Names extends PropertyKey = PropertyKey,
  GivenInputs = Tensor<Inputs>,
  GivenTargets = Tensor<Targets>,
> {
  /**
   * Inputs and targets, as many as you like, on which to {@link evaluate} the network after each epoch. They may also come in
   * batches: `{ data }`.
   */
  readonly validation?:
    | ValidationOptions<
        Names,
        Data,
        [Data] extends [undefined]
          ? TrainExamples<In, Out, Inputs, Targets, "train, validation", Judge, GivenInputs, GivenTargets>
          : TrainData<In, Out, Inputs, Targets, Judge, "train, validation", Data, Names>
      >
    | undefined;
}
/** The options of {@link Validation} or, as with {@link TrainOptions}, the sentence that says what is missing or that there is no such option. */
export type ValidationOptions<Names extends PropertyKey, Data, Wanted> = string extends Names
  ? Wanted
  : [...NoValidation<Names>] extends Some
    ? NoValidation<Names>[0]
    : [Names] extends [PropertyKey]
      ? Shown<Wanted>
      : { readonly [Name in Names]: unknown } & { readonly data?: Data };
/** A list with the reason if these aren't the names of its options. */
type NoValidation<Names extends PropertyKey> = [Extract<Names, NameOfOther>] extends [never]
  ? [Exclude<Names, ExamplesName>] extends [never]
    ? ExamplesMissing<"train, validation", Names>
    : [NoOptions<"train, validation", { readonly [Name in Names]: unknown }, ExamplesName>]
  : [noOptions<"train, validation">];
type ExamplesName = "inputs" | "targets" | "data";

/**
 * The options of {@link train}. If one is missing, or there is no such option, it is the sentence that says so. `Names` are those of the
 * options that are given. That one of the results, which is never chosen, has these names lets the compiler infer them, and before it knows
 * the types of callbacks, which it doesn't with the options themselves.
 *
 * @typeParam Metrics - the metrics, whose names are inferred also if the options are refused
 * @typeParam Beside - the examples that aren't in batches
 * @typeParam Sentences - the options that can't be what they are, each with the reason
 */
export type TrainOptions<Names extends PropertyKey, Metrics, Beside, Sentences, Wanted> = string extends Names
  ? Wanted
  : [...OtherThanOptions<Names>] extends Some
    ? noOptions<"train">
    : [...UnknownOptions<"train", { readonly [Name in Names]: unknown }, NameOfTrain>] extends Some
      ? Hidden<WithCallbacks<UnknownOption<Names>, Names>> & Inferring<Metrics>
      : [...OptionsMissing<Names>] extends Some
        ? [Extract<Names, keyof Callbacks>] extends [never]
          ? OptionsMissing<Names>[0]
          : Refused<OptionsMissing<Names>[0]>
        : [keyof Sentences] extends [never]
          ? [Names] extends [PropertyKey]
            ? Wanted
            : { readonly [Name in Names]: unknown } & { readonly [Name in "inputs" | "targets" | "sampleWeights"]?: Beside }
          : WithCallbacks<Sentences, Names>;
/**
 * The sentences about options of which the compiler doesn't know the value, or that don't fit.
 *
 * @typeParam Last - what to do with a shorter last batch
 * @typeParam Steps - "refused" if it isn't an optimiser of this network, but `Optimizer`
 * @typeParam Data - the batches; undefined if there are none
 * @typeParam Names - the names of the options
 * @typeParam Beside - the examples that aren't in batches; undefined if there are none
 */
export type WrongOptions<Last, Steps, Optimizer, Data, Names, Beside> = ([unknown] extends [Last]
  ? unknown
  : string extends Last
    ? { readonly last: otherLast<"train", "a string"> }
    : unknown) &
  (Steps extends "refused" ? { readonly optimizer: Optimizer } : unknown) &
  ([Data] extends [undefined] ? unknown : DataBeside<Data, Names, Beside>);
/** The sentence about `data` beside other examples. It is at `data`, since the others often come from a spread. */
type DataBeside<Data, Names, Beside> = [Beside] extends [undefined]
  ? unknown
  : { readonly data: OfFunction<Data, eitherDataOr<"train", FirstOf<Names>>> };
type FirstOf<Names> = "inputs" extends Names ? "inputs" : "targets" extends Names ? "targets" : "sampleWeights";
type OfFunction<Data, Why> = Data extends (epoch: number) => unknown ? Refused<Why> : Why;
type otherLast<Operation extends string, What extends string> = `${Operation}: last is "keep", "drop" or "merge", not ${What}`;
/** Only for inference. */
type Inferring<Metrics> = unknown extends Metrics ? { readonly metrics?: Metrics } : unknown;
/** Infers `Value` from an option. */
export type GivenOption<Value> = unknown extends Value ? Value : unknown;
type OtherThanOptions<Names> = [Extract<Names, NameOfOther>] extends [never] ? [] : ["other"];
/** The compiler prints the sentence alone, and knows the types of the parameters of callbacks. Without them, these would be refused, too. */
type Refused<Why> = Why & Callbacks;
/**
 * The sentences about some options, beside all others that are given, as in `InPlace`. The condition, which is always true, makes the compiler print them and
 * not the name of this type.
 */
type WithCallbacks<Sentences, Names extends PropertyKey> = [Names] extends [PropertyKey]
  ? Sentences & {
      readonly [Name in Exclude<Names, keyof Sentences>]?: Name extends Exclude<keyof Callbacks, keyof Sentences>
        ? Callbacks[Name]
        : unknown;
    }
  : never;
/** The same type, hidden from the compiler while it infers the names. */
type Hidden<Type> = [Type] extends [infer Found extends object] ? Found : never;
/** The sentence in place of the first option that doesn't exist. If it has the name of a callback, the compiler knows the types of its parameters. */
type UnknownOption<Names extends PropertyKey> = [Names] extends [PropertyKey]
  ? {
      readonly [Name in OneOf<Exclude<Names, NameOfTrain>>]: Name extends `on${string}` | `${string}allback`
        ? Refused<noOption<"train", Name>>
        : noOption<"train", Name & string>;
    }
  : never;
interface Callbacks {
  /** If a callback itself is refused. */
  (...given: Anything): unknown;
  readonly data?: ((epoch: number) => unknown) | object | undefined;
  readonly metrics?: { readonly [name: string]: (outputs: Anything, targets: Anything) => unknown } | undefined;
  readonly onStep?: TrainLoop<never>["onStep"];
  readonly onEpoch?: ((epoch: AnyEpoch) => unknown) | undefined;
}
/** An epoch with any metrics. */
interface AnyEpoch extends Omit<Epoch, "metrics"> {
  readonly metrics: Anything;
}
type NameOfTrain = keyof TrainSettings<never> | "inputs" | "targets" | "data" | "sampleWeights" | "validation";
/** A list with the reason if a required option is missing. */
type OptionsMissing<Names> = [Exclude<RequiredOption, Names>] extends [never]
  ? ExamplesMissing<"train", Names>
  : [optionMissing<OneOf<Exclude<RequiredOption, Names>>>];
type ExamplesMissing<Operation extends string, Names> = "data" extends Names
  ? []
  : [Exclude<"inputs" | "targets", Names>] extends [never]
    ? []
    : [noExamplesGiven<Operation>];
type RequiredOption = "loss" | "optimizer" | "epochs";
/** Compiler only: at run time, what is missing is found like anything else that isn't what it should be. */
type noExamplesGiven<Operation extends string> = `${Operation}: takes inputs and targets, or data`;
type optionMissing<Name extends string> = `train: the option ${Name} is missing`;
