/**
 * What the compiler has to know before it computes a shape. Everything that determines a shape (sizes, axes, options, subscripts,
 * and lists of them) has to be known exactly. A value that may be one of several (`yes ? 2 : 3`), that may be missing
 * (`step?: 2`), or that may be any number (`number`, or a member of an enum) is refused.
 */

import type { SizeValue } from "./size.js";

/** Whether T is a union. */
export type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never;

/** The first of several sentences: a message has room for one. */
export type OneOf<All> = [Exclude<All, LastOf<All>>] extends [never] ? All : OneOf<Exclude<All, LastOf<All>>>;
/** The compiler infers from the last of several overloads. */
type LastOf<All> = (All extends unknown ? (one: () => All) => void : never) extends (all: infer Each) => void
  ? Each extends () => infer Last
    ? Last
    : never
  : never;

/**
 * Whether N is one literal. To the compiler, any number may be a member of an enum, so members of enums don't count as literals.
 * Neither do numbers with a name.
 */
export type IsLiteral<N extends number> = number extends N
  ? false
  : IsUnion<N> extends true
    ? false
    : N extends object
      ? false
      : true;

/** Whether N is one size with a name. */
export type IsNamed<N> = [N] extends [SizeValue<number>] ? (IsUnion<N> extends true ? false : true) : false;

/** Whether a text is one literal: not `string`, not a union, and not a pattern such as `${string}->i`. */
export type IsLiteralText<Text extends string> =
  Record<never, never> extends Record<Text, 1> ? false : IsUnion<Text> extends true ? false : true;

/** Whether a list is a single tuple of known length. Its entries may still be anything. */
export type IsOneList<List extends readonly unknown[]> = IsUnion<List> extends true ? false : IsLiteral<List["length"]>;

/**
 * Options of any kind. If what is given didn't fit, the compiler would take this type in its place, and then refuse options that are right. So
 * whatever is given is inferred, and each option is judged on its own. What fits none of these types isn't an object.
 */
export type AnyOptions<Known> = (object & { readonly [Name in keyof Known]?: unknown }) | undefined | bigint;
/**
 * The same if an option may have functions. Before the compiler knows their parameters, it takes this type in place of what is given, and
 * that has to be accepted. Nothing else is taken for it, since it includes everything.
 */
export type AnyOptionsWithFunctions<Known> =
  | (object & { readonly [Name in keyof Known]?: Known[Name] | Record<never, never> | null })
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined;
/** A list with one entry if there is an option that the operation doesn't have, otherwise an empty list. */
export type UnknownOptions<Operation extends string, Options, Names extends string> = [Exclude<keyof Options, Names>] extends [
  never,
]
  ? []
  : [noOption<Operation, Exclude<keyof Options, Names> & string>];
/**
 * The sentence in place of the first option that the operation doesn't have. The condition, which is always true, hides it from the compiler while it
 * infers the options. So that the compiler infers options of which it doesn't know any, their type parameter extends `object & …`.
 */
export type NoOptions<Operation extends string, Options, Names extends string> = [
  InPlace<NoOption<Operation, OneOf<Exclude<keyof Options, Names>>>, keyof Options>,
] extends [infer Found extends object]
  ? Found
  : never;
type NoOption<Operation extends string, Unknown extends PropertyKey> = [Unknown] extends [PropertyKey]
  ? { readonly [Name in Unknown]: noOption<Operation, Name & string> }
  : never;
/**
 * Sentences in place of some options, beside all others that are given. Without these, the compiler would refuse one that is right, if the wrong one
 * comes from a spread. The condition, which is always true, makes it print the sentences and not the name of this type.
 */
export type InPlace<Sentences, Given extends PropertyKey> = [Given] extends [keyof Sentences]
  ? Sentences
  : [Given] extends [PropertyKey]
    ? Sentences & { readonly [Name in Exclude<Given, keyof Sentences>]?: unknown }
    : never;
/**
 * Options of which the operation has each, or the sentence in place of those that it doesn't have, or of all if they are something else than
 * options. For this, their type parameter extends `… | OtherOptions<Options>`.
 */
export type KnownOptions<Operation extends string, Options, Names> = [Extract<Options, OtherOptions<unknown>>] extends [never]
  ? [...UnknownOptions<Operation, Options, Names & string>] extends Some
    ? NotOptions<Options> extends true
      ? noOptions<Operation>
      : NoOptions<Operation, Options, Names & string>
    : Options
  : unlessNoOptions<Operation, Extract<Options, OtherOptions<unknown>>, Exclude<Options, OtherOptions<unknown>>>;
type unlessNoOptions<Operation extends string, Other, Known> =
  Other extends OtherOptions<infer Given>
    ? unknown extends Given
      ? Known
      : NotOptions<Given> extends true
        ? noOptions<Operation>
        : Known
    : never;
/** The same for options of other types, which are inferred from what is given, or the sentence. An optimiser in their place is refused, too. */
export type takesOptions<Operation extends string, Given, Wanted> = unknown extends Given
  ? Wanted
  : [...NoOptionsGiven<Given>] extends Some
    ? noOptions<Operation>
    : [Given] extends [never]
      ? Given
      : Wanted;
type NoOptionsGiven<Given> = NotOptions<Given> extends true ? ["other"] : "step" extends keyof Given ? ["optimizer"] : [];
declare const other: unique symbol;
/**
 * Part of the constraint of options, which contains what is given. If that doesn't satisfy the constraint, the compiler takes the constraint in its
 * place, as with `NoNumber`.
 */
export interface OtherOptions<out Given> {
  readonly [other]: Given;
}
/** Whether what is given can't be an option at all: a number, a text, a list, a tensor. */
export type NotOptions<Options> = [Options] extends [object | undefined]
  ? [Extract<keyof Options, NameOfOther>] extends [never]
    ? false
    : true
  : true;
/** Compiler only: at run time, the sentence says what there is instead. */
export type noOptions<Operation extends string> = `${Operation}: takes its options in an object`;
/** What numbers, texts, lists and tensors have, and options haven't. */
export type NameOfOther = "valueOf" | "slice";
export type noOption<Operation extends string, Name extends string> = `${Operation}: there is no option ${Name}`;
export const noOption = <Operation extends string, Name extends string>(
  operation: Operation,
  name: Name,
): noOption<Operation, Name> => `${operation}: there is no option ${name}`;

/**
 * A list with at least one reason. A condition returns a list with a reason for each thing that it refuses. If the condition
 * depends on a size that is a type parameter, that part of the list is still open. The compiler is certain that a list with an
 * open part is not `Some`, because a spread may turn out to be empty. So `[...Reasons] extends Some ? Refusal : Accepted` accepts
 * what only the run time can decide. If the list has another reason as well, it is refused.
 */
export type Some = readonly [unknown, ...unknown[]] | readonly [...unknown[], unknown];

/** The first reason, if there is one. */
export type Because<Reasons extends readonly unknown[], Otherwise> = [...Reasons] extends Some ? Reasons[0] : Otherwise;
