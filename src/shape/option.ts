/** The value of one option, as far as the compiler knows it. */
import type { Size } from "./dim.js";
import type { IsUnion } from "./known.js";
import type { Marker, Same } from "./symbolic.js";

/**
 * The value of an option, or the default if it is left out or undefined. `null`, which no option may be, if the value can't be
 * known: the options may be one of several, they or the option may be anything (`Record<string, …>`, `any`), or the option may be missing
 * (`{ stride?: 2 }`). Nor is it known in generic code, where it is a type parameter: called with a union, the function would have a wrong type.
 */
export type Option<Options, Name extends string, Default> =
  IsUnion<Options> extends true
    ? null
    : string extends keyof Options
      ? null
      : Name extends keyof Options
        ? Value<Name, Options[Name], Default>
        : Default;
/** Apart from the options, so that the compiler finds it only once for each value. */
type Value<Name, Given, Default> =
  true extends IsParameter<Name, Given>
    ? null
    : IsUnion<Given> extends true
      ? null
      : [unknown] extends [Given]
        ? null // `any`
        : [Given] extends [undefined]
          ? Default
          : Given;

/**
 * A list with an entry if the options as a whole may be anything. In code for all options, where the compiler takes `any` for their type to find
 * out whether they are accepted, this refuses them.
 */
export type MayBeAnything<Options> = [symbol] extends [Options] ? ["anything"] : [];

/**
 * Whether an option is a type parameter, or has one. One that is a {@link Size} doesn't count, because a function that takes it can't be called
 * with a union. Of a pair, this may be `boolean`. `Key` is a key, as in `symbolic.ts`.
 */
export type IsParameter<Key, Given> =
  HasNoText<Key, TextOf<Given>> extends true
    ? IsSize<Key, Given> extends true
      ? false
      : [Key, Marker<Given>] extends [unknown, Marker<readonly [infer A, infer B]>]
        ? IsPairOfParameters<Key, Given, A, B>
        : true
    : false;
/** What is given, as a text. In generic code, it is open. */
type TextOf<Given> = [Given] extends [readonly [infer A, infer B]] ? `${Printed<A>},${Printed<B>}` : `${Printed<Given>}`;
type Printed<Given> = Given & (string | number | boolean | null | undefined);
/** Whether a text is open. A type whose properties have the names in the text has none then, so the compiler infers nothing from it. */
type HasNoText<Key, Text extends string> = [Key, Marker<{ readonly [Name in `_${Text}`]: "found" }>] extends [
  unknown,
  Marker<{ readonly [name: string]: infer Found extends "found" | "not" }>,
]
  ? [Key, "not"] extends [unknown, Found]
    ? true
    : false
  : false;
type IsSize<Key, Given> = [Key, Marker<Given>] extends [unknown, Marker<Size<infer N>>] ? Same<Key, Given, Size<N>> : false;
type IsPairOfParameters<Key, Given, A, B> = true extends Same<Key, Given, readonly [A, B]> | Same<Key, Given, [A, B]>
  ? IsOneParameter<Key, A> | IsOneParameter<Key, B>
  : true;
type IsOneParameter<Key, Given> =
  HasNoText<Key, `${Printed<Given>}`> extends true ? (IsSize<Key, Given> extends true ? false : true) : false;
