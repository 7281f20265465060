/** Recurrent layers: what they return, and which inputs and states belong together. */
import { describe } from "./describe.js";
import type { Some, UnknownOptions } from "./known.js";
import type { IsParameter, MayBeAnything } from "./option.js";
import { type Shape, show } from "./shape.js";
import type { OfAnotherKind, WhyNot } from "./wrong-options.js";

/** Whether a layer returns all states or only the last. What was refused counts as all. */
export type ReturnsOf<Options> = [GivenReturns<Options>] extends ["last"] ? "last" : "all";
/** What is given, or one of several. `undefined` if it is left out, and `null` if it may be anything. */
type GivenReturns<Options> = Options extends undefined
  ? undefined
  : string extends keyof Options
    ? null
    : "returns" extends keyof Options
      ? Value<"returns", Options["returns" & keyof Options]>
      : undefined;
/** `null` also in generic code, if it is a type parameter. */
type Value<Name, Given> = true extends IsParameter<Name, Given> ? null : unknown extends Given ? null : Given;
/** Asks twice, since the compiler would take what may be `"last"` or `undefined` for one of a union of both. */
type Known<Given> = [Given] extends ["all" | undefined] ? true : [Given] extends ["last"] ? true : false;
/** The shape of an output. If the options are of type `any`, nothing is known about it. */
export type Returned<Options, Length extends number, Units extends number> = [GivenReturns<Options>] extends [null]
  ? number[]
  : ReturnsOf<Options> extends "last"
    ? [Units]
    : [Length, Units];

/** Options of which the compiler knows whether the layer returns all states, or the sentence in place of each wrong option. */
export type returnsIsKnown<Operation extends string, Options, All> = [
  ...(Known<GivenReturns<Options>> extends true ? [] : ["unknown"]),
  ...UnknownOptions<Operation, Options, keyof All & string>,
  ...OfAnotherKind<Options, Omit<All, "returns">>,
  ...MayBeAnything<Options>,
] extends Some
  ? symbol extends Options
    ? Options
    : WhyNot<
        Operation,
        Options,
        Known<GivenReturns<Options>> extends true ? never : "returns",
        { readonly returns: returnsUnknown<Operation> },
        keyof All & string,
        Omit<All, "returns">
      >
  : Options;
/** Compiler only: at run time, the option has a value. */
type returnsUnknown<Operation extends string> = `${Operation}: returns has to be literally "all" or "last"`;

/** @throws TypeError if an untyped caller asks for something else */
export function checkReturns(operation: string, returns: unknown): asserts returns is "all" | "last" {
  if (returns !== "all" && returns !== "last")
    throw new TypeError(`${operation}: returns has to be "all" or "last", not ${describe(returns)}`);
}

/** Why a layer has no cell. */
export type noCell = "cellOf: takes a layer made by recurrent, lstm or gru";
export const noCell: noCell = "cellOf: takes a layer made by recurrent, lstm or gru";

/** Run time only: to the compiler, the tensor has the wrong type. */
export const stepMismatch = (part: string, needed: Shape, given: Shape): string =>
  `step: the ${part} has to be ${show(needed)} to belong to this state, not ${show(given)}`;
