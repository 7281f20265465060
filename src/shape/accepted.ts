/**
 * One error for each mistake: what a refused call returns is `any`, so what is computed from it isn't refused as well.
 *
 * A function whose result depends on a condition has a last type parameter, `Ok extends Accepting<…> = unknown`, for which nothing is
 * inferred. The constraint is `unknown` if the call is accepted. Otherwise the default doesn't satisfy it, so the compiler takes the
 * constraint itself, and the function returns {@link Anything}. In generic code, a condition that stays open counts as accepted: the argument
 * is refused then, and the result keeps its type. With {@link Unless}, such a result behaves like {@link Anything}, too.
 */
import type { Some } from "./known.js";
import type { Refused } from "./shape-error.js";

/**
 * What `Ok` is if a condition doesn't hold: "refused". The constraint `Condition extends … ? "accepted" : Unless<Unset>` of `Ok = "accepted"` also
 * works in generic code: the compiler accepts the default exactly if it accepts an argument of the type `Condition extends … ? Tensor<B> : sentence`.
 * Otherwise, `Ok` is the open condition, and `{ accepted: Result; refused: Anything }[Ok]` can be used like `any`. `Unset` is a type parameter
 * for which nothing is inferred. If it could be `never`, the default might satisfy the constraint, so the declaration compiles.
 *
 * Types that take such a result apart would still stay open. If the constraint is `"refused" | Condition`, a refused call has both in `Ok`. Then
 * `Ok extends "accepted" ? Result : Anything` gives a result for each, one of which is `any`, so both together are `any`.
 */
export type Unless<Unset> = [...([Unset] extends [never] ? [] : ["refused"])] extends Some ? "refused" : "accepted";

/** "accepted" if what a parameter requires holds: it is `unknown` then, otherwise a sentence. */
export type Meeting<Requirement, Unset> = [unknown] extends [Requirement] ? "accepted" : Unless<Unset>;
/** "accepted" if an argument has the type of its parameter. */
export type Fits<Argument, Parameter, Unset> = [Argument] extends [Parameter] ? "accepted" : Unless<Unset>;

/** "accepted" if two types are the same. */
export type Equal<A, B, Unset> = [A, B] extends [B, A] ? "accepted" : Unless<Unset>;

/** The type of what a refused call returns. */
// biome-ignore lint/suspicious/noExplicitAny: it fits everything
export type Anything = any;

/** `unknown`, unless the type of a parameter is a sentence. */
export type Accepting<Parameter> = [...Refusal<Parameter>] extends Some ? object : unknown;
/** A list with an entry if the type of a parameter is a sentence. */
export type Refusal<Parameter> = Parameter extends string | Refused<string> ? ["refused"] : [];
/** The same for an argument that may come from a refused call. */
export type AcceptingOne<Argument, Parameter> = [...IsAny<Argument>, ...Refusal<Parameter>] extends Some ? object : unknown;
/** The same for two parameters. */
export type AcceptingBoth<A, B> = [...Refusal<A>, ...Refusal<B>] extends Some ? object : unknown;
/** The same, if what was inferred isn't `any` either. A parameter has the default `any` so that it is `any` if an argument is. */
export type AcceptingKnown<Inferred, A = unknown, B = unknown> = [...IsAny<Inferred>] extends Some // certain in generic code, too
  ? object
  : [...Refusal<A>, ...Refusal<B>] extends Some
    ? object
    : unknown;
/** A list with an entry if a type is `any`, otherwise an empty list. */
export type IsAny<T> = 0 extends 1 & T ? ["any"] : [];
/** The same for a list, which may contain a sentence. */
export type AcceptingAll<Parameter> = [...Refusal<Parameter>, ...RefusalOf<Parameter>] extends Some ? object : unknown;
type RefusalOf<Parameter> = Parameter extends readonly unknown[]
  ? 0 extends 1 & Parameter[number]
    ? []
    : true extends IsSentence<Parameter[number]>
      ? ["refused"]
      : []
  : [];
type IsSentence<Entry> = Entry extends string | Refused<string> ? true : false;
/** `unknown`, unless two types differ. */
export type AcceptingEqual<A, B> = [...Unequal<A, B>] extends Some ? object : unknown;
type Unequal<A, B> = [A, B] extends [B, A] ? [] : ["unequal"];

/** `unknown`, unless a tensor of a list comes from a refused call, or the list, or an entry, is a sentence. */
export type AcceptingEach<All extends readonly unknown[], Parameter> = [
  ...IsAny<All[number]>,
  ...Refusal<Parameter>,
  ...RefusalOf<Parameter>,
] extends Some
  ? object
  : unknown;

/** `unknown`, unless an argument doesn't have the type of its parameter. This is the cheapest of these types. */
export type AcceptingGiven<Argument, Parameter> = [...([Argument] extends [Parameter] ? [] : ["refused"])] extends Some
  ? object
  : unknown;

/**
 * What a call returns whose argument is accepted or refused for certain, also in generic code. It needs no parameter `Ok`, so it can be
 * called on a tensor that may have one of several shapes.
 *
 * @typeParam Parameter - the type of the argument, or a sentence
 */
export type Given<Argument, Parameter, Result> = [Argument] extends [Parameter] ? Result : Anything;
/**
 * The same for literals, such as axes, and for types that aren't conditions. If it stays open in generic code, the argument is refused, and
 * this behaves like `any`.
 */
export type GivenLiterals<Argument, Parameter, Result> = {
  accepted: Result;
  refused: Anything;
}[[Argument] extends [Parameter] ? "accepted" : "refused"];
/** The same for an axis. In generic code it isn't certain that a tensor has a last axis. */
export type GivenAxis<Axis, Parameter, Result> = [Axis] extends [-1] ? Result : GivenLiterals<Axis, Parameter, Result>;
/** The same if the result is a list. What behaves like `any` in generic code can't be taken apart, but a list can. */
export type ListGivenAxis<Axis, Parameter, Result> = [Axis] extends [-1]
  ? Result
  : { accepted: Result; refused: Anything[] }[[Axis] extends [Parameter] ? "accepted" : "refused"];
/** The same for the other conditions of such a call. */
export type ListGiven<Ok extends "accepted" | "refused", Result> = [Ok] extends ["refused"]
  ? Anything
  : { accepted: Result; refused: Anything[] }[Ok];
