/** Maps a function of one example over many: once, for all of them together. */
import type { Accepting, Anything, Refusal } from "../shape/accepted.js";
import { describe } from "../shape/describe.js";
import type { IsOneList, IsUnion, Some, UnknownOptions } from "../shape/known.js";
import { readList } from "../shape/list.js";
import type { IsParameter } from "../shape/option.js";
import { readOptions } from "../shape/options.js";
import { type Shape, type ShowSize, showSize } from "../shape/shape.js";
import { refuse } from "../shape/shape-error.js";
import type { WhyNot } from "../shape/wrong-options.js";
import { claim, type Tensor, viewOf } from "../tensor/tensor.js";
import { Batch } from "./batching/batch.js";
import type { MixedParameters } from "./mixed.js";
import {
  type givesNoTensors,
  inWords,
  type Leaf,
  leaves,
  mapTensors,
  type NoTensors,
  type OpenSizes,
  type ofAnySize,
  readTree,
  type takesNoTensors,
  type Way,
} from "./tree.js";

/**
 * A tree of tensors with one more axis, at the front of each. {@link vmap} takes and returns such trees.
 *
 * @typeParam Tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @typeParam Examples - the size of the new axis
 */
export type Mapped<Tree, Examples extends number> = 0 extends 1 & Tree
  ? Tree
  : Tree extends Tensor<infer S extends Shape>
    ? Tensor<[Examples, ...S]>
    : Tree extends MixedParameters<infer P>
      ? MixedParameters<Mapped<P, Examples>>
      : { [Key in keyof Tree]: Mapped<Tree[Key], Examples> };

/**
 * The arguments of a mapped function: each with one more axis, unless `inAxes` has null for it. The compiler infers `Examples` from the
 * first of them and `Others` from the rest, so that it can say if they differ.
 */
export type MappedArguments<Args extends readonly unknown[], InAxes, Examples extends number, Others extends number> = {
  [Index in keyof Args]: IsRefused<Args, InAxes> extends true
    ? unknown
    : IsNull<InAxes, Index> extends true
      ? Args[Index]
      : Index extends FirstMapped<Args, InAxes>
        ? Mapped<Args[Index], Examples>
        : [Others, Examples] extends [Examples, Others]
          ? Mapped<Args[Index], Others>
          : vmapSizesDiffer<Examples, Others>;
};
/** Whether `inAxes` was refused: its entries or their number don't fit the arguments. */
type IsRefused<Args extends readonly unknown[], InAxes> = (0 | null)[] extends InAxes
  ? true
  : InAxes extends AllMapped
    ? false
    : InAxes extends { readonly length: Args["length"] }
      ? false
      : true;
type IsNull<InAxes, Index> = Index extends keyof InAxes ? ([InAxes[Index]] extends [null] ? true : false) : false;
type FirstMapped<Args extends readonly unknown[], InAxes, Before extends readonly unknown[] = []> = Before["length"] extends
  | Args["length"]
  | 9
  ? never
  : IsNull<InAxes, `${Before["length"]}`> extends true
    ? FirstMapped<Args, InAxes, [...Before, unknown]>
    : `${Before["length"]}`;

/** A function of tensors to tensors, or the error message. If `inAxes` doesn't fit it, that is said there. */
type MappableFunction<Args extends readonly unknown[], InAxes extends InAxesOfAny, Result> = number extends Args["length"]
  ? vmapTakesAnyNumber
  : [...WrongInAxes<Args["length"], InAxes>] extends Some
    ? (...args: Args) => Result
    : [...NoTensors<OnlyMapped<Args, InAxes>>] extends Some
      ? takesNoTensors<"vmap", NoTensors<OnlyMapped<Args, InAxes>>[0]>
      : [...NoTensors<Result>] extends Some
        ? givesNoTensors<"vmap", NoTensors<Result>[0]>
        : [...OpenSizes<OnlyMapped<Args, InAxes> | Result>] extends Some
          ? ofAnySize<"vmap">
          : (...args: Args) => Result;
/** The function that `vmap` returns. */
type MappedFunction<Args extends readonly unknown[], InAxes, Result> = <
  Examples extends number = Anything,
  Others extends number = Examples,
>(
  ...args: MappedArguments<Args, InAxes, Examples, Others>
) => Mapped<Result, Examples>;
type vmapTakesAnyNumber = "vmap: the function takes any number of arguments, but vmap has to know each of them";

/** The arguments that are mapped. The others may be anything. An `any` has a size that may be any number. */
type OnlyMapped<Args extends readonly unknown[], InAxes> = {
  [Index in keyof Args]: IsNull<InAxes, Index> extends true
    ? Tensor<[]>
    : 0 extends 1 & Args[Index]
      ? Tensor<[number]>
      : Args[Index];
};

type InAxesOfAny = readonly (0 | null)[];
/** A list with the error message if `inAxes` doesn't have one entry, known to the compiler, for each argument. */
type WrongInAxes<Taken extends number, InAxes extends InAxesOfAny> = true extends {
  [Index in keyof InAxes]: IsParameter<Taken, InAxes[Index]>;
}[number]
  ? [inAxesUnknown]
  : [InAxes] extends [AllMapped]
    ? []
    : [IsOneList<InAxes>, { [Index in keyof InAxes]: IsUnion<InAxes[Index]> }[number]] extends [true, false]
      ? [Taken, InAxes["length"]] extends [InAxes["length"], Taken]
        ? 0 extends InAxes[number]
          ? []
          : [nothingMapped]
        : number extends Taken
          ? [] // it comes from a refused call, or is refused itself
          : [inAxesCount<InAxes["length"], Taken>]
      : [inAxesUnknown];
/** Stands for the axes if there is no option `inAxes`. */
type AllMapped = readonly (0 & { readonly all: unknown })[];

/** An entry for each argument, or the error message. If the function takes any number of them, that is said there. */
type inAxesFit<Taken extends number, InAxes extends InAxesOfAny> = [...WrongInAxes<Taken, InAxes>] extends Some
  ? WrongInAxes<Taken, InAxes>[0]
  : InAxes;
/** The options, or the error message. */
type takesInAxes<Options, Wanted> = [...WrongOptions<Options>] extends Some
  ? WhyNot<"vmap", Options, WrongOptions<Options>[number], { readonly inAxes: inAxesUnknown }, "inAxes">
  : [Options] extends [never]
    ? Options
    : Wanted;
/** A list with an entry if the options may be one of several, or have other names: "inAxes" if it isn't certain to be there. */
type WrongOptions<Options> = unknown extends Options
  ? []
  : [...UnknownOptions<"vmap", Options, "inAxes">] extends Some
    ? [never]
    : IsUnion<Options> extends true
      ? ["inAxes"]
      : Options extends { readonly inAxes: infer Given }
        ? undefined extends Given
          ? ["inAxes"]
          : []
        : ["inAxes"];
/** `unknown`, unless the function, `inAxes` or the options are refused. */
type AcceptingMapped<Args extends readonly unknown[], InAxes extends InAxesOfAny, Result, Options> = [
  ...Refusal<MappableFunction<Args, InAxes, Result>>,
  ...WrongInAxes<Args["length"], InAxes>,
  ...WrongOptions<Options>,
] extends Some
  ? object
  : unknown;

type vmapSizesDiffer<Examples extends number, Others extends number> = [Examples | Others] extends [number]
  ? `vmap: one argument has ${ShowSize<Examples>} examples, another ${ShowSize<Others>}`
  : string;
const vmapSizesDiffer = <Examples extends number, Others extends number>(
  examples: Examples,
  others: Others,
): vmapSizesDiffer<Examples, Others> => `vmap: one argument has ${showSize(examples)} examples, another ${showSize(others)}`;
type inAxesUnknown = "vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null";
type inAxesCount<
  Given extends number,
  Taken extends number,
> = `vmap: the length of inAxes is ${Given}, but the number of arguments is ${Taken}`;
const inAxesCount = <Given extends number, Taken extends number>(given: Given, taken: Taken): inAxesCount<Given, Taken> =>
  `vmap: the length of inAxes is ${given}, but the number of arguments is ${taken}`;
type nothingMapped = "vmap: no argument is mapped, so there are no examples";
const nothingMapped: nothingMapped = "vmap: no argument is mapped, so there are no examples";

/**
 * Turns a function of one example into a function of many. All its arguments and results get one more axis at the front, the axis
 * of the examples. The new function computes the same as a loop over the examples, but carries out each operation only once, for
 * all of them together.
 *
 * $$ \operatorname{vmap}(f)(x)_i = f(x_i) $$
 *
 * `vmap` and {@link grad} can be combined in any order: `vmap(grad(loss))` gives a gradient for each example, and you can
 * differentiate a function that contains a `vmap`. An argument that is the same for all examples, such as the parameters of a
 * network, has `null` in `inAxes`. It needn't be a tensor.
 *
 * The function runs only once. In it, a tensor has the shape of one example, but no numbers that you could read (`at`, `toArray`,
 * `dataSync`, a condition on a scalar). Random numbers are drawn once, and are the same for all examples. Convolutions whose
 * kernels differ between examples, and the gradients of kernels for each example, are computed for one example after another.
 *
 * By default, all arguments are mapped. The option `inAxes` has an entry for each argument: 0 if the argument is mapped over its first axis,
 * null if it is the same for all examples.
 *
 * @param f - takes and returns tensors: single ones, or records or tuples of them, nested as deep as you like
 * @throws ShapeError if the numbers of examples differ, if a mapped argument has no axis, if the arguments or the result contain
 *   anything other than tensors, or if `inAxes` doesn't fit the arguments
 * @throws Error if the function reads numbers that depend on the example
 * @example
 * ```ts
 * import { grad, type Matrix, matrix, type Vector, vector, vmap } from "conformable";
 *
 * const squaredError = (weights: Vector<2>, x: Vector<2>) => weights.dot(x).subtract(1).square();
 * const xs = matrix([[1, 2], [3, 4], [5, 6]]);
 *
 * const errors = vmap(squaredError, { inAxes: [null, 0] });
 * errors(vector([1, 0]), xs); // Vector<3> [0, 4, 16]
 *
 * const slopes = vmap(grad(squaredError), { inAxes: [null, 0] });
 * slopes(vector([1, 0]), xs); // Matrix<3, 2> [[0, 0], [12, 16], [40, 48]]
 * ```
 */
export function vmap<
  Args extends readonly unknown[],
  Result,
  Ok extends Accepting<MappableFunction<Args, AllMapped, Result>> = unknown,
>(f: MappableFunction<Args, AllMapped, Result>): unknown extends NoInfer<Ok> ? MappedFunction<Args, AllMapped, Result> : Anything;
export function vmap<
  Args extends readonly unknown[],
  Result,
  const InAxes extends InAxesOfAny = AllMapped,
  Options = unknown,
  Ok extends AcceptingMapped<Args, InAxes, Result, Options> = unknown,
>(
  f: MappableFunction<Args, NoInfer<InAxes>, Result>,
  options: takesInAxes<Options, { readonly inAxes: inAxesFit<Args["length"], InAxes> }>,
): unknown extends NoInfer<Ok> ? MappedFunction<Args, InAxes, Result> : Anything;
export function vmap(f: unknown, options?: { readonly inAxes: unknown }): (...args: readonly unknown[]) => unknown {
  if (typeof f !== "function") throw new TypeError(`vmap: takes a function, not ${describe(f)}`);
  const inAxes = options === undefined ? undefined : checkInAxes(readOptions("vmap", options, ["inAxes"]).inAxes);
  return (...args) => {
    if (inAxes && inAxes.length !== args.length) refuse(inAxesCount(inAxes.length, args.length));
    const read = args.map((argument, place) =>
      inAxes?.[place] === null ? undefined : { tree: readTree("vmap", { [`argument ${place + 1}`]: argument }) },
    );
    const batch = new Batch(examplesIn(read.flatMap((argument) => argument?.tree ?? [])));
    const one = read.map((argument, place) =>
      argument
        ? Object.values(mapTensors(argument.tree, ({ tensor }) => claim(batch.watch(viewOf("vmap", tensor)))))[0]
        : args[place],
    );
    const result = readTree(
      "vmap",
      batch.run(() => f(...one)),
    );
    return mapTensors(result, ({ tensor }) => claim(batch.all(viewOf("vmap", tensor))));
  };
}

/** The number of examples, which all tensors agree about. */
function examplesIn(trees: readonly unknown[]): number {
  const all = trees.flatMap((tree) => leaves(tree));
  const [first] = all;
  if (first === undefined) return refuse(nothingMapped);
  const entriesOf = ({ way, tensor }: Leaf): number => tensor.shape[0] ?? refuse(noAxisOfExamples(way));
  const examples = entriesOf(first);
  for (const leaf of all) if (entriesOf(leaf) !== examples) refuse(vmapSizesDiffer(examples, entriesOf(leaf)));
  return examples;
}
const noAxisOfExamples = (way: Way): string =>
  `vmap: ${inWords(way)} is a scalar, which has no axis of examples; if it is the same for all, its entry in inAxes is null`;

/** Stops at the first wrong entry, so that a list can't be too long. */
function checkInAxes(given: unknown): readonly (0 | null)[] {
  const check = (axis: unknown): 0 | null =>
    axis === 0 || axis === null
      ? axis
      : refuse(`vmap: inAxes has 0 for an argument that is mapped and null for one that isn't, not ${describe(axis)}`);
  const axes = readList(given, check);
  if (!axes) throw new TypeError(`vmap: inAxes is an array of 0 and null, not ${describe(given)}`);
  return axes;
}
