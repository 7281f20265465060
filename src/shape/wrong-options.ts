/** Options that are refused: which of them, and the sentence. */
import type { InPlace, IsLiteralText, IsOneList, IsUnion, NoOptions, NotOptions, noOptions } from "./known.js";
import type { IsParameter } from "./option.js";
import type { notPerAxis, PerAxisForm } from "./places.js";
import type { ShowList } from "./shape.js";
import type { ValueOf } from "./size.js";

/** A list with an entry if what is given isn't an object, or one of the options that determine no shape is of another kind. */
export type OfAnotherKind<Options, Others> = [Options] extends [(object & Others) | undefined] ? [] : ["kind"];

/**
 * The options with a sentence in place of each wrong one, or a sentence in place of all. The condition, which is always true, hides the rest
 * from the compiler while it infers the options, which it then does in half the time.
 *
 * @typeParam Shown - the names of those that are wrong and determine a shape
 * @typeParam Sentences - what is wrong with them
 * @typeParam Names - the names of all options that the operation has
 * @typeParam Others - the options that determine no shape
 */
export type WhyNot<
  Operation extends string,
  Options,
  Shown extends PropertyKey,
  Sentences,
  Names extends string,
  Others = unknown,
> = [InTheirPlace<Operation, Options, Shown, Sentences, Names, Others>] extends [infer Found extends object | string]
  ? Found
  : never;
type InTheirPlace<Operation extends string, Options, Shown extends PropertyKey, Sentences, Names extends string, Others> =
  OptionsMayBeMissing<Options> extends true
    ? optionsMayBeMissing<Operation>
    : NotOptions<Options> extends true
      ? noOptions<Operation>
      : [Shown | OtherKinds<Options, Others>] extends [never]
        ? NoOptions<Operation, Options, Names>
        : Instead<Operation, Options, Sentences, Shown, Others, OtherKinds<Options, Others>>;
/** The sentence in place of each option in `Shown`, and the right type in place of those in `Kinds`. */
type Instead<Operation extends string, Options, Sentences, Shown extends PropertyKey, Others, Kinds extends PropertyKey> = [
  Shown,
] extends [PropertyKey]
  ? InPlace<
      {
        readonly [Name in Shown | Kinds]: Name extends Shown
          ? Why<Operation, Options, Name, Sentences[Name & keyof Sentences]>
          : Exclude<Others[Name & keyof Others], undefined>;
      },
      Named<Options>
    >
  : never;
/** The names of options that are of another kind. */
type OtherKinds<Options, Others> = {
  [Name in Named<Options> & keyof Others]-?: Options[Name & keyof Options] extends Others[Name] ? never : Name;
}[Named<Options> & keyof Others];
/** The names of the options, if they have any. */
type Named<Options> = string extends keyof Options ? never : keyof Options;
/** The sentence: if an option may be missing, or is a list of another length, that is what it says. */
type Why<Operation extends string, Options, Name, Reason> =
  true extends IsParameter<Name, Options[Name & keyof Options]>
    ? Reason
    : MayBeMissing<Options, Name> extends true
      ? mayBeMissing<Operation, Name extends "returns" | "keepDims" | "inAxes" ? Name : `the ${Called<Name>}`>
      : Reason extends `${string}${PerAxisForm}`
        ? OfAnotherLength<Operation, Name, Options[Name & keyof Options], Reason>
        : Reason;
type Called<Name> = Name extends "outputPadding" ? "output padding" : Name extends "groups" ? "number of groups" : Name & string;
type OfAnotherLength<Operation extends string, Name, Given, Reason> = Given extends readonly number[]
  ? IsOneList<Given> extends true
    ? Given["length"] extends 2
      ? Reason
      : notPerAxis<Operation, Called<Name>, ShowList<Given>>
    : Reason
  : Reason;
/** Whether the options may be missing as a whole, and would else be known. */
type OptionsMayBeMissing<Options> =
  IsUnion<Options> extends true ? (undefined extends Options ? IsOne<Exclude<Options, undefined>> : false) : false;
/** Whether an option may be missing, and would else be known. */
type MayBeMissing<Options, Name> = Name extends keyof Options
  ? undefined extends Options[Name]
    ? IsOne<Exclude<Options[Name], undefined>>
    : false
  : false;
/** Whether something is one literal, a pair of them, or one object. */
type IsOne<Given> =
  IsUnion<Given> extends true
    ? false
    : [Given] extends [readonly [infer A, infer B]]
      ? [IsOne<A>, IsOne<B>] extends [true, true]
        ? true
        : false
      : [Given] extends [string]
        ? IsLiteralText<Given>
        : [Given] extends [number]
          ? number extends ValueOf<Given>
            ? false
            : true
          : true;
/** Compiler only: at run time, an option is there or isn't. */
type mayBeMissing<
  Operation extends string,
  What extends string,
> = `${Operation}: ${What} may be missing: give it, or leave it out`;
type optionsMayBeMissing<Operation extends string> = `${Operation}: the options may be missing: give them, or leave them out`;
