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
/**
 * A list with the reason why an argument isn't one tensor, otherwise an empty list. That a tensor may be undefined is for the compiler to say,
 * and in generic code, an argument of any type is judged by its shape.
 */
export type WhyNotOneTensor<Operation extends string, Given> =
  true extends IsUnion<Extract<Given, Ranked>>
    ? [oneOfSeveral<Operation>]
    : unknown extends Given
      ? []
      : [Extract<Given, Ranked>] extends [never]
        ? [noTensor<Operation, Given>]
        : [];
/**
 * A list with an entry if there is such a reason. `IsUnion` is `never` if there is no tensor, which costs less to find out than from the type
 * itself.
 */
type NoOneTensor<Given> =
  true extends IsUnion<Extract<Given, Ranked>>
    ? ["several"]
    : false extends IsUnion<Extract<Given, Ranked>>
      ? []
      : unknown extends Given
        ? []
        : ["other"];
/** A list with an entry for one of several tensors. */
type Several<Given> = true extends IsUnion<Extract<Given, Ranked>> ? ["several"] : [];

/** The run time says the same, but calls a promise an object. */
type noTensor<Operation extends string, Given> = `${Operation}: takes a tensor, not ${Described<Given>}`;
export type Described<Given> = [Given] extends [number]
  ? number extends Given
    ? "a number"
    : `${Given}`
  : [Given] extends [string]
    ? string extends Given
      ? "a text"
      : `"${Given}"`
    : [Given] extends [undefined]
      ? "undefined"
      : [Given] extends [null]
        ? "null"
        : [Given] extends [readonly unknown[]]
          ? "an array"
          : [Given] extends [ArrayBufferView]
            ? "a typed array"
            : [Given] extends [PromiseLike<unknown>]
              ? "a promise: await it"
              : [Given] extends [(...given: never) => unknown]
                ? "a function"
                : [Given] extends [object]
                  ? "an object"
                  : "something else";

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
  ? NoInfer<WhyNotOneTensor<Operation, Given>[0]>
  : Parameter;
/** The same for a parameter that also takes a number. */
export type takesOneTensorOrNumber<Operation extends string, Given, Parameter> = [Given] extends [never]
  ? Given
  : [Given] extends [number]
    ? Parameter
    : hasOneShape<Operation, Given, Parameter>;
/** Like {@link WhyNotOneTensor}, but what isn't an object, or may be undefined, isn't refused. */
export type NotATensor<Operation extends string, Given> = [Given] extends [Ranked]
  ? []
  : [Given, Extract<Given, Ranked>] extends [object, never]
    ? [noTensor<Operation, Given>]
    : [];

/** "accepted", unless an argument may be one of several tensors, or what else is required doesn't hold. */
export type OneMeeting<Given, Requirement, Unset> = [...NoOneTensor<Given>] extends Some ? Unless<Unset> : Requirement;

/** `unknown`, unless an argument may be one of several tensors, or what else is required doesn't hold. */
export type AcceptingOneTensor<Given, Others = unknown> = [...NoOneTensor<Given>] extends Some ? object : Others;

/** The sentence in place of each that may be one of several tensors, or else `Parameters`. */
export type eachHasOneShape<Operation extends string, All extends readonly unknown[], Parameters> = [
  ...SeveralIn<All>,
] extends Some
  ? { [Index in keyof All]: [...Several<All[Index]>] extends Some ? oneOfSeveral<Operation> : All[Index] }
  : Parameters;
type SeveralIn<All extends readonly unknown[]> = ["several"] extends { [Index in keyof All]: Several<All[Index]> }[number]
  ? ["several"]
  : [];

/**
 * The type of a list of tensors, unless one of them may be undefined or isn't a tensor: then there is the sentence in its place. A list without any
 * tensors is refused as a whole.
 */
export type eachIsATensor<Operation extends string, Given extends readonly unknown[], Parameter> = [Given] extends [never]
  ? Given
  : [...NoTensorIn<Given>] extends Some
    ? eachIsATensorAt<Operation, Given>
    : Parameter;
/** The sentence in place of each that may be undefined or isn't a tensor. */
export type eachIsATensorAt<Operation extends string, Given extends readonly unknown[]> = {
  readonly [Index in keyof Given]: [...NoTensorAt<Given[Index]>] extends Some
    ? noTensorAt<Operation, Given[Index]>
    : Given[Index];
};
type NoTensorIn<Given extends readonly unknown[]> = [Extract<Given[number], Ranked>] extends [never]
  ? []
  : ["none"] extends { [Index in keyof Given]: NoTensorAt<Given[Index]> }[number]
    ? ["none"]
    : [];
type NoTensorAt<Entry> = unknown extends Entry ? [] : [Exclude<Entry, Ranked>] extends [never] ? [] : ["none"];
type noTensorAt<Operation extends string, Entry> = [Extract<Entry, Ranked>] extends [never]
  ? noTensor<Operation, Entry>
  : `${Operation}: this tensor may be ${Described<Exclude<Entry, Ranked>>}`;
