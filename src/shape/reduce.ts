/** Reductions, along one axis or several. The result doesn't have these axes, unless they are kept. */
import type { AxesOf, axesUnknown, axesWrong } from "./axes.js";
import type { axisOfAny, FromFront, Parted, WithoutAxis } from "./axis.js";
import type { WithAxes } from "./entries.js";
import type { Some, UnknownOptions } from "./known.js";
import type { MayBeAnything, Option } from "./option.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";
import type { WhyNot } from "./wrong-options.js";

/** One axis, or a list of axes. */
export type Axes = number | readonly number[];

/** Axes that the tensor has, or the sentence. In generic code, the compiler prints the name of this type. */
export type axesOfTheTensor<Operation extends string, S extends Shape, Along extends Axes, Lead extends Shape> = [Along] extends [
  number,
]
  ? axisOfAny<Operation, S, Along, Lead>
  : [Along] extends [readonly number[]]
    ? severalAxesOfTheTensor<Operation, S, Along>
    : NoInfer<axesUnknown<Operation>>;
type severalAxesOfTheTensor<Operation extends string, S extends Shape, Along extends readonly number[]> =
  AxesOf<S, Along> extends readonly number[] ? Along : NoInfer<axesWrong<Operation, S, AxesOf<S, Along>>>;

/**
 * S without the axes. If they are kept, each of them has size 1.
 *
 * @typeParam Lead - S without its last axis, which the signature has inferred; the compiler can't compute it in generic code
 */
export type Reduced<S extends Shape, Along extends Axes, Keep, Lead extends Shape> = [Along] extends [number]
  ? number extends Along
    ? number[]
    : Keep extends null
      ? number[] // the options are of type `any`, or refused
      : [Along] extends [-1]
        ? Keep extends true
          ? [...Lead, 1]
          : Lead
        : Keep extends true
          ? FromFront<S, Along> extends infer Front extends number
            ? WithAxes<S, Front, [1]>
            : never
          : WithoutAxis<S, Along>
  : Along extends readonly number[]
    ? AxesOf<S, Along> extends infer Gone extends number[]
      ? Without<S, Gone[number], Keep>
      : never
    : never;

type Without<S extends Shape, Gone extends number | null, Keep, Left extends number[] = [], Passed extends 0[] = []> = [
  Gone,
] extends [never]
  ? Left extends []
    ? S
    : [...Left, ...S]
  : Parted<S> extends readonly [infer First extends number, infer Rest extends Shape]
    ? Without<
        Rest,
        Exclude<Gone, Passed["length"]>,
        Keep,
        Passed["length"] extends Gone ? (Keep extends true ? [...Left, 1] : Left) : [...Left, First],
        [...Passed, 0]
      >
    : Left;

/** The options of a reduction. */
export interface KeepDims {
  readonly keepDims?: boolean | undefined;
}

/** Options from which the compiler can tell whether the axes are kept, or the sentence. */
export type keepDimsIsKnown<Operation extends string, Options> = [
  ...(Keeps<Options> extends boolean ? [] : ["unknown"]),
  ...UnknownOptions<Operation, Options, "keepDims">,
  ...MayBeAnything<Options>,
] extends Some
  ? WhyNot<
      Operation,
      Options,
      Keeps<Options> extends boolean ? never : "keepDims",
      { readonly keepDims: keepDimsUnknown<Operation> },
      "keepDims"
    >
  : Options;
/** Whether the axes are kept; `null` if the options are of type `any`, so that nothing is known about the shape. */
export type Keeps<Options> = Option<Options, "keepDims", false>;
type keepDimsUnknown<Operation extends string> = `${Operation}: keepDims has to be literally true or false`;
const keepDimsUnknown = <Operation extends string>(operation: Operation): keepDimsUnknown<Operation> =>
  `${operation}: keepDims has to be literally true or false`;

export function checkKeepDims(operation: string, { keepDims = false }: { readonly keepDims?: unknown }): boolean {
  return typeof keepDims === "boolean" ? keepDims : refuse(keepDimsUnknown(operation));
}

/** Run time only: an axis of size 0 is legal, but it has no largest or smallest entry. */
export const nothingToReduce = (operation: string, shape: Shape): string =>
  `${operation}: ${show(shape)} holds nothing to compare`;
