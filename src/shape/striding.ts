/** The options of convolutions and pools. Those that determine a shape have to be known to the compiler, or it says which isn't. */
import type { NotWhole } from "./arithmetic.js";
import type { groupsShareTheChannels } from "./convolution-groups.js";
import type { IsUnion, Some, UnknownOptions } from "./known.js";
import type { MayBeAnything, Option } from "./option.js";
import type { NotWholeFrom, PerAxisForm } from "./places.js";
import type { ValueOf } from "./size.js";
import type { outputPaddingIsLess } from "./transposed.js";
import type { OfAnotherKind, WhyNot } from "./wrong-options.js";

// ── What the options say ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The stride: a number, a pair of numbers, or `null` if the compiler can't know it. The following ones are alike. */
export type StrideOf<Options, Default> = PerAxisIn<Option<Options, "stride", Default>>;
export type DilationOf<Options> = PerAxisIn<Option<Options, "dilation", 1>>;
export type OutputPaddingOf<Options> = PerAxisIn<Option<Options, "outputPadding", 0>>;
export type PaddingOf<Options> =
  Option<Options, "padding", "valid"> extends infer P ? (P extends "same" | "valid" ? P : PerAxisIn<P>) : never;
/** The same for sequences, which have only one axis. */
export type LineStrideOf<Options, Default> = OneIn<Option<Options, "stride", Default>>;
export type LineDilationOf<Options> = OneIn<Option<Options, "dilation", 1>>;
export type LinePaddingOf<Options> =
  Option<Options, "padding", "valid"> extends infer P ? (P extends "same" | "valid" ? P : OneIn<P>) : never;
export type GroupsOf<Options> = OneIn<Option<Options, "groups", 1>>;
/** Whether there is a bias. */
export type BiasOf<Options> = Option<Options, "bias", true> extends infer Bias ? (Bias extends boolean ? Bias : null) : never;

type PerAxisIn<Given> = Given extends readonly [infer Height, infer Width] ? Pair<OneIn<Height>, OneIn<Width>> : OneIn<Given>;
type Pair<Height, Width> = null extends Height | Width ? null : readonly [Height, Width];
type OneIn<N> = IsUnion<N> extends true ? null : N extends number ? (number extends ValueOf<N> ? null : ValueOf<N>) : null;

// ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** For each option that may be wrong, a list with the reason, or an empty list. These are the options of pools. */
export interface StrideReasons<Operation extends string, Stride, Form extends string = PerAxisForm> {
  readonly stride: WhyPerAxis<Stride, "stride", 1, strideUnknown<Operation, Form>>;
}
/** The same for the options of a convolution. `Form` is what those may be that are along an axis. */
export interface WayReasons<
  Operation extends string,
  Channels extends number,
  Filters extends number,
  Form extends string,
  Stride,
  P,
  Dilation,
  Groups,
> {
  readonly stride: WhyPerAxis<Stride, "stride", 1, strideUnknown<Operation, Form>>;
  readonly padding: WhyPerAxis<P, "padding", 0, paddingUnknown<Operation, Form>>;
  readonly dilation: WhyPerAxis<Dilation, "dilation", 1, dilationUnknown<Operation, Form>>;
  readonly groups: groupsShareTheChannels<Operation, Channels, Filters, Groups>;
}
/** The same for the options of a convolutional layer. */
export interface ConvolutionReasons<Operation extends string, Options, Channels extends number, Filters extends number>
  extends WayReasons<
    Operation,
    Channels,
    Filters,
    PerAxisForm,
    StrideOf<Options, 1>,
    PaddingOf<Options>,
    DilationOf<Options>,
    GroupsOf<Options>
  > {
  readonly bias: WhyBias<Operation, Options>;
}
/** The same for sequences. */
export interface LineReasons<Operation extends string, Options, Channels extends number, Filters extends number>
  extends WayReasons<
    Operation,
    Channels,
    Filters,
    OneForm,
    LineStrideOf<Options, 1>,
    LinePaddingOf<Options>,
    LineDilationOf<Options>,
    GroupsOf<Options>
  > {
  readonly bias: WhyBias<Operation, Options>;
}
type WhyBias<Operation extends string, Options> = BiasOf<Options> extends null ? [biasUnknown<Operation>] : [];

/** One number, where there is only one axis. A pair is as little known as what can't be known. */
export type OneOnly<Given> = Given extends readonly unknown[] ? null : Given;

/** What an option has to be for the only axis of a sequence. */
export type OneForm = "one literal number";

/** The same for a transposed convolution, which may also have an output padding. */
export interface TransposedReasons<Options, Channels extends number, Filters extends number>
  extends ConvolutionReasons<"convTranspose2d", Options, Channels, Filters> {
  readonly outputPadding: [
    ...WhyPerAxis<OutputPaddingOf<Options>, "outputPadding", 0, outputPaddingUnknown>,
    ...outputPaddingIsLess<StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>, OutputPaddingOf<Options>>,
  ];
}
type outputPaddingUnknown = `convTranspose2d: the output padding has to be ${PerAxisForm}`;

type WhyPerAxis<Given, What extends keyof NotWholeFrom<string>, From extends 0 | 1, Unknown> = Given extends null
  ? [Unknown]
  : Given extends readonly [infer Height, infer Width]
    ? [...WhyOne<Height, What, From>, ...WhyOne<Width, What, From>]
    : WhyOne<Given, What, From>;
type WhyOne<N, What extends keyof NotWholeFrom<string>, From extends 0 | 1> = N extends number
  ? `${N}` extends NotWhole | Below<From>
    ? [NotWholeFrom<`${N}`>[What]]
    : []
  : [];
type Below<From> = From extends 1 ? "0" : never;

type strideUnknown<Operation extends string, Form extends string> = `${Operation}: the stride has to be ${Form}`;
type dilationUnknown<Operation extends string, Form extends string> = `${Operation}: the dilation has to be ${Form}`;
type paddingUnknown<
  Operation extends string,
  Form extends string,
> = `${Operation}: the padding has to be literally "same" or "valid", or ${Form}`;
type biasUnknown<Operation extends string> = `${Operation}: the bias has to be literally true or false`;

/**
 * Options that are known or left out, or the sentence in place of each wrong option.
 *
 * @typeParam Others - the options that determine no shape
 */
export type optionsAreKnown<Operation extends string, Options, Reasons, Names extends string, Others = unknown> = [
  ...All<Reasons, keyof Options>,
  ...UnknownOptions<Operation, Options, Names>,
  ...(unknown extends Others ? [] : OfAnotherKind<Options, Others>),
  ...MayBeAnything<Options>,
] extends Some
  ? Refusal<Operation, Options, Reasons, Names, Others>
  : Options;
type Refusal<Operation extends string, Options, Reasons, Names extends string, Others> = symbol extends Options
  ? Options
  : WhyNot<
      Operation,
      Options,
      [...All<Reasons, keyof Options>] extends Some ? Shown<Options, Wrong<Reasons>> : never,
      { [Name in keyof Reasons]: First<Reasons[Name]> },
      Names,
      Others
    >;
/** The option of which the message says what is wrong. */
type Shown<Options, Wrong extends PropertyKey> = [Extract<Wrong, keyof Options>] extends [never]
  ? Wrong
  : [Options] extends [Required<Options>]
    ? FirstOf<Extract<Wrong, keyof Options>>
    : "stride" extends Extract<Wrong, keyof Options>
      ? "stride"
      : FirstOf<Extract<Wrong, keyof Options>>;
/** In the order in which the compiler prints them, since it cuts off long messages. */
type FirstOf<Wrong> = "bias" extends Wrong
  ? "bias"
  : "dilation" extends Wrong
    ? "dilation"
    : "groups" extends Wrong
      ? "groups"
      : "padding" extends Wrong
        ? "padding"
        : "stride" extends Wrong
          ? "stride"
          : Wrong;
type Wrong<Reasons> = { [Name in keyof Reasons]: Reasons[Name] extends Some ? Name : never }[keyof Reasons];
type First<List> = List extends Some ? List[0] : never;
/** There is no reason against an option that isn't given. If nothing is known of the options, there is one against the stride. */
type All<Reasons, Given> = [
  ...Of<Reasons, "stride">,
  ...Of<Reasons, "padding">,
  ...([Extract<Given, Rare>] extends [never] ? [] : OfRare<Reasons>),
];
type Rare = "dilation" | "outputPadding" | "groups" | "bias";
type OfRare<Reasons> = [
  ...Of<Reasons, "dilation">,
  ...Of<Reasons, "outputPadding">,
  ...Of<Reasons, "groups">,
  ...Of<Reasons, "bias">,
];
type Of<Reasons, Name extends string> = Name extends keyof Reasons
  ? Reasons[Name] extends readonly unknown[]
    ? Reasons[Name]
    : []
  : [];
