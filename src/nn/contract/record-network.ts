/** The types of networks of several inputs or outputs: they take or give records of tensors. */
import type { AcceptingGiven, Anything } from "../../shape/accepted.js";
import type { IsUnion, OneOf, Some } from "../../shape/known.js";
import type { inputDiffers } from "../../shape/layer.js";
import type { NotATensor, oneOfSeveral } from "../../shape/one-tensor.js";
import type {
  AnySeveral,
  LeadAt,
  leadsDiffer,
  Name,
  noRecord,
  orElse,
  Several,
  ShapeRecord,
  WrongNames,
} from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import type { Gradients, Layer } from "./layer.js";
import type { AnyTrainable } from "./trainable.js";

// ── Types ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

declare const ends: unique symbol;

interface Ends<in out In extends Shape, in out Out extends Shape, in out P> {
  readonly in: In;
  readonly out: Out;
  readonly parameters: P;
}

/** Lets the compiler tell a {@link RecordNetwork} from everything else, and read what it takes, gives and learns. */
export interface OfRecords<In extends Shape, Out extends Shape, P> {
  /** Only for the compiler. */
  readonly [ends]: Ends<In, Out, P>;
}

declare const none: unique symbol;
/** Stands for what a network of records takes and gives where a network takes and gives tensors. */
export interface NotRecords extends ReadonlyArray<number> {
  /** Only for the compiler. */
  readonly [none]: true;
}

/** A network of records with known parameters, whatever it takes and gives. */
// biome-ignore lint/suspicious/noExplicitAny: it is invariant in what it takes and gives, so only `any` covers everything
export type OfAnyRecords<P> = OfRecords<any, any, P>;
/** A network of any kind, whatever it learns. */
export type OfAnyParameters<In extends Shape, Out extends Shape> = Layer<In, Out, unknown> | OfAnyRecords<Anything>;
/** A network of any kind that learns these parameters. */
export type Learning<In extends Shape, Out extends Shape, P> = Layer<In, Out, P> | OfAnyRecords<P>;

declare const taking: unique symbol;
declare const giving: unique symbol;
/** A network that takes a record. */
export interface TakesRecord {
  /** Only for the compiler. */
  readonly [taking]: true;
}
/** A network that gives a record. */
export interface GivesRecord {
  /** Only for the compiler. */
  readonly [giving]: true;
}

/**
 * A network that takes or gives records of tensors, made by {@link parallel}, {@link heads} or {@link recordLayer}, or by
 * {@link sequential} of these and others. `Several<{ image: [28, 28, 1]; meta: [5] }>` is a record of two, and `[10]` a single tensor.
 * It has the same methods as a {@link Network}, but they take and return records. All inputs have the same leading axes, and so
 * have all outputs.
 *
 * @typeParam In - the shape of one input, or those of several
 * @typeParam Out - the shape of one output, or those of several
 * @typeParam P - the parameters
 */
export interface RecordNetwork<in out In extends Shape, in out Out extends Shape, in out P> extends OfRecords<In, Out, P> {
  /** Only for the compiler. */
  readonly [taking]: In extends AnySeveral ? true : false;
  /** Only for the compiler. */
  readonly [giving]: Out extends AnySeveral ? true : false;
  /** The shape of one input, or a record of those of several, without leading axes. */
  readonly inputShape: ShapesOf<In>;
  /** The shape of one output, or a record of those of several, without leading axes. */
  readonly outputShape: ShapesOf<Out>;
  /** The current parameters. An optimiser's later steps don't change the tensors returned here. */
  readonly parameters: P;
  /** The objects that hold the parameters, each once. */
  readonly trainables: readonly AnyTrainable[];

  /**
   * Returns only the output, or a record of several: `[...Batch, ...In]` becomes `[...Batch, ...Out]` for each.
   *
   * @throws ShapeError if an input is missing, superfluous or of the wrong shape, or their leading axes differ
   */
  predict<Given, Ok extends AcceptingGiven<Given, takesInputs<"predict", In, Given>> = unknown>(
    inputs: takesInputs<"predict", In, Given>,
  ): OnInputs<In, Given, Ok, TensorsOf<Out, LeadOf<In, Given>>>;

  /**
   * Returns the output, or a record of several, and the function that runs the backward pass.
   *
   * @throws ShapeError if an input is missing, superfluous or of the wrong shape, or their leading axes differ
   */
  forward<Given, Ok extends AcceptingGiven<Given, takesInputs<"forward", In, Given>> = unknown>(
    inputs: takesInputs<"forward", In, Given>,
  ): OnInputs<In, Given, Ok, RecordPass<TensorsOf<In, LeadOf<In, Given>>, TensorsOf<Out, LeadOf<In, Given>>, P>>;

  /**
   * Returns the same network with other parameters, as {@link Network} has it.
   *
   * @throws ShapeError if a parameter is missing, superfluous or of the wrong shape
   */
  with(parameters: P): RecordNetwork<In, Out, P>;
}

/** The result of a forward pass of a {@link RecordNetwork}. `Inputs` and `Outputs` are tensors, or records of them. */
export interface RecordPass<in out Inputs, in out Outputs, out P> {
  /** The output, or a record of several. */
  readonly output: Outputs;
  /**
   * Takes the derivatives of the loss with respect to the outputs, and returns those with respect to the inputs and the parameters.
   *
   * @throws ShapeError if an error doesn't have the shape of its output
   * @throws Error if the parameters have been updated since the forward pass
   */
  backward(error: Outputs): RecordBack<Inputs, P>;
}

/** The result of a backward pass, returned by {@link RecordPass.backward}. */
export interface RecordBack<in out Inputs, out P> {
  /** ∂C/∂input, for each input. It may be computed only when you read it, so read it before the parameters are updated. */
  readonly error: Inputs;
  /** ∂C/∂parameter, for each parameter, summed over all leading axes. */
  readonly gradients: Gradients<P>;
}

/** The shape or the record of shapes. */
type ShapesOf<S extends Shape> = S extends Several<infer R> ? R : S;

/** What a network returns for inputs, see {@link takesInputs}. */
type OnInputs<In extends Shape, Given, Ok, Result> = unknown extends Given | (In extends AnySeveral ? Given[keyof Given] : Given)
  ? Anything // it comes from a refused call, or a part of it does
  : unknown extends NoInfer<Ok>
    ? Result
    : Anything;

/** A tensor with leading axes, or a record of tensors with the same leading axes. */
export type TensorsOf<S extends Shape, Lead extends Shape> =
  S extends Several<infer R> ? { readonly [Name in keyof R]: Tensor<[...Lead, ...R[Name]]> } : Tensor<[...Lead, ...S]>;
/** A record of tensors with the same leading axes. */
export type RecordOf<R extends ShapeRecord, Lead extends Shape> = { readonly [Name in keyof R]: Tensor<[...Lead, ...R[Name]]> };

/** The shape of a tensor. */
type ShapeIn<T> = T extends Tensor<infer S extends Shape> ? S : never;
/** The sizes of the first axes of all tensors in a record: one if they are the same. */
type FirstIn<R, Given> = ShapeIn<Given[keyof R & keyof Given]>[0];

/** The leading axes of inputs that fit; `never` if all of them come from refused calls. */
export type LeadOf<In extends Shape, Given> =
  In extends Several<infer R> ? LeadIn<R, Given, keyof R & keyof Given> : LeadOfOne<In, Given>;
type LeadIn<R extends ShapeRecord, Given, Name extends keyof R & keyof Given> = Name extends unknown
  ? LeadOfOne<R[Name], Given[Name]>
  : never;
type LeadOfOne<Own extends Shape, Given> = 0 extends 1 & Given ? never : LeadAt<ShapeIn<Given>, Own, []>;

/** The inputs if a network accepts them, otherwise the error message. In generic code the compiler prints this type's name. */
export type takesInputs<Operation extends string, In extends Shape, Given> =
  In extends Several<infer R> ? takesRecord<Operation, R, Given> : takesTensor<Operation, In, Given>;
type takesTensor<Operation extends string, In extends Shape, Given> = [Given] extends [AnyTensor]
  ? IsUnion<Given> extends true
    ? oneOfSeveral<Operation>
    : [LeadAt<ShapeIn<Given>, In, null>] extends [null]
      ? inputDiffers<Operation, In, ShapeIn<Given>>
      : Given
  : takesATensor<Operation, Given>;
type takesRecord<Operation extends string, R extends ShapeRecord, Given> = [Exclude<keyof Given, keyof R>] extends [never]
  ? takesRecordOf<Operation, R, Given>
  : whyNoInputs<Operation, R, Given>;
type takesRecordOf<Operation extends string, R extends ShapeRecord, Given> = [Given] extends [RecordOf<R, [FirstIn<R, Given>]>]
  ? Given
  : [Given] extends [RecordOf<R, []>]
    ? Given
    : whyNoInputs<Operation, R, Given>;
/** The inputs if there are several leading axes, or a sentence: about names, or about shapes, or about leading axes. */
type whyNoInputs<Operation extends string, R extends ShapeRecord, Given> = [Given] extends [NoRecord]
  ? noRecord<Operation, "inputs">
  : [WrongNames<Operation, "input", "input", keyof R, keyof Given>] extends [never]
    ? whyNoShapes<Operation, R, Given, keyof R & keyof Given & Name>
    : OneOf<WrongNames<Operation, "input", "input", keyof R, keyof Given>>;
/** What somebody may pass in place of a record. */
export type NoRecord = AnyTensor | readonly unknown[] | string | number | boolean | null | undefined;
/** A sentence about shapes or, if there is none, about leading axes. */
type whyNoShapes<Operation extends string, R extends ShapeRecord, Given, Names extends keyof R & keyof Given & Name> = orElse<
  { [Key in Names]: whyNoInput<`${Operation}, ${Key}`, R[Key], Given[Key]> }[Names],
  orElse<{ [Key in Names]: unlikeOthers<Operation, R, Given, Key, Exclude<Names, Key>> }[Names], Given>
>;
/** Why one input is refused; `never` if it isn't. */
type whyNoInput<Operation extends string, Own extends Shape, Given> = [Given] extends [AnyTensor]
  ? IsUnion<Given> extends true
    ? oneOfSeveral<Operation>
    : [LeadAt<ShapeIn<Given>, Own, null>] extends [null]
      ? 0 extends 1 & Given
        ? never // it comes from a refused call
        : inputDiffers<Operation, Own, ShapeIn<Given>>
      : never
  : takesATensor<Operation, Given>;
/** For what may be undefined or isn't an object, it is for the compiler only: at run time, the sentence says what it is instead. */
export type takesATensor<Operation extends string, Given> = [...NotATensor<Operation, Given>] extends Some
  ? NotATensor<Operation, Given>[0]
  : `${Operation}: takes a tensor`;
/** The sentences about the inputs whose leading axes differ from those of one of them. */
type unlikeOthers<
  Operation extends string,
  R extends ShapeRecord,
  Given,
  Key extends keyof R & keyof Given & Name,
  Other extends keyof R & keyof Given & Name,
> = Other extends unknown
  ? [LeadIn<R, Given, Key>, LeadIn<R, Given, Other>] extends [LeadIn<R, Given, Other>, LeadIn<R, Given, Key>]
    ? never
    : 0 extends 1 & Given[Key] & Given[Other]
      ? never // as above
      : leadsDiffer<Operation, `${Key}`, LeadIn<R, Given, Key>, `${Other}`, LeadIn<R, Given, Other>>
  : never;
