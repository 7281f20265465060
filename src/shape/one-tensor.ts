/**
 * An argument that may be one of several tensors, such as `yes ? zeros([2]) : zeros([3])`.
 *
 * From such an argument, the compiler infers only one of the shapes. So the type of the argument is inferred beside its shape, as `Given`.
 * Where one tensor is certain, these types cost little, and in code for any type of tensors they accept what the parameter accepts.
 */
import type { Unless } from "./accepted.js";
import type { IsUnion, Some } from "./known.js";

/** Compiler only: at run time, each is one tensor. */
export type oneOfSeveral<Operation extends string> = `${Operation}: the shape of this tensor may be one of several`;

/** What only tensors have. */
interface Ranked {
  readonly rank: unknown;
}
/** A list with an entry for one of several tensors. That an argument may be undefined, or a number, isn't refused here. */
type Several<Given> = true extends IsUnion<Extract<Given, Ranked>> ? ["several"] : [];

/**
 * The type of a parameter, unless the argument may be one of several tensors: then it is the sentence. From the first branch, which is
 * chosen only for `never`, the compiler infers `Given`. In generic code it prints the names of these types.
 *
 * @typeParam Seen - what else is inferred from the argument
 */
export type takesOneTensor<Operation extends string, Given, Parameter, Seen = Given> = [Given] extends [never]
  ? Seen
  : hasOneShape<Operation, Given, Parameter>;
type hasOneShape<Operation extends string, Given, Parameter> = [...NoOneTensor<Given>] extends Some
  ? NoInfer<whyNoOneTensor<Operation, Given>>
  : Parameter;
/**
 * A list with an entry for one of several tensors, or another object. What may be undefined, or is a number, isn't refused here. `IsUnion` is `never`
 * if there is no tensor, which costs less to find out than from the type itself.
 */
type NoOneTensor<Given> =
  true extends IsUnion<Extract<Given, Ranked>>
    ? ["several"]
    : false extends IsUnion<Extract<Given, Ranked>>
      ? []
      : [Given] extends [object]
        ? ["other"]
        : [];
type whyNoOneTensor<Operation extends string, Given> = [...Several<Given>] extends Some
  ? oneOfSeveral<Operation>
  : NotATensor<Operation, Given>[0];

/** A list with the sentence if an argument is another object than a tensor. */
export type NotATensor<Operation extends string, Given> = [Given] extends [Ranked]
  ? []
  : [Given, Extract<Given, Ranked>] extends [object, never]
    ? [`${Operation}: takes a tensor, not ${OtherObject<Given>}`]
    : [];
type OtherObject<Given> = Given extends readonly unknown[]
  ? "an array"
  : Given extends ArrayBufferView
    ? "a typed array"
    : Given extends PromiseLike<unknown>
      ? "a promise: await it"
      : Given extends (...given: never) => unknown
        ? "a function"
        : "an object";

/** "accepted", unless an argument may be one of several tensors, or what else is required doesn't hold. */
export type OneMeeting<Given, Requirement, Unset> = [...Several<Given>] extends Some ? Unless<Unset> : Requirement;

/** `unknown`, unless an argument may be one of several tensors, or what else is required doesn't hold. */
export type AcceptingOneTensor<Given, Others = unknown> = [...Several<Given>] extends Some ? object : Others;

/** The sentence in place of each that may be one of several tensors, or else `Parameters`. */
export type eachHasOneShape<Operation extends string, All extends readonly unknown[], Parameters> = [
  ...SeveralIn<All>,
] extends Some
  ? { [Index in keyof All]: [...Several<All[Index]>] extends Some ? oneOfSeveral<Operation> : All[Index] }
  : Parameters;
type SeveralIn<All extends readonly unknown[]> = ["several"] extends { [Index in keyof All]: Several<All[Index]> }[number]
  ? ["several"]
  : [];
