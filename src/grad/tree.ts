/**
 * Trees of tensors hold parameters and their gradients: records and tuples, nested as deep as you like, matched by their keys. A
 * tree from the caller is read once, into a tree of our own.
 */
import { sameShape } from "../shape/broadcast.js";
import { cut, describe } from "../shape/describe.js";
import type { IsUnion, OneOf, Some } from "../shape/known.js";
import { isArray, isRevoked, isTypedArray, readList } from "../shape/list.js";
import { fieldsOf, isPlain } from "../shape/options.js";
import { type Shape, show } from "../shape/shape.js";
import { refuse, ShapeError } from "../shape/shape-error.js";
import { type AnyTensor, isTensor, type Tensor } from "../tensor/tensor.js";
import type { MixedParameters } from "./mixed.js";

/**
 * What a type contains other than tensors of one shape and records or lists of one kind: a tuple that names one such thing, or an empty
 * tuple. Type parameters and anything nested more than eight deep are left to the run time.
 */
export type NoTensors<Tree> = Listed<Among<Tree>>;
/** The same where it doesn't matter which of several tensors there are, and of which shape. */
export type NoTensorsOfAnyKind<Tree> = Listed<Exclude<Among<Tree>, `a ${string} of one ${string} or another`>>;
type Listed<What> = [What] extends [never]
  ? []
  : "a function" extends What
    ? ["a function"] // a network has functions
    : OneOf<Extract<What, string>> extends infer One // an argument that may be missing adds undefined
      ? [One]
      : never;
type Among<Tree, Depth extends readonly unknown[] = [], All = Tree> = 0 extends 1 & Tree
  ? never
  : Tree extends AnyTensor
    ? IsUnion<Tree, Extract<All, AnyTensor>> extends true
      ? "a tensor of one shape or another"
      : never
    : Tree extends string
      ? "a string"
      : Tree extends number
        ? "a number" // a named size, too
        : Tree extends (...given: never) => unknown
          ? "a function"
          : Tree extends PromiseLike<unknown>
            ? "a promise"
            : Tree extends AnyLayer
              ? "a layer"
              : Tree extends object
                ? IsUnion<Tree, Extract<All, object>> extends true
                  ? "a record or list of one kind or another"
                  : Depth["length"] extends 8
                    ? never
                    : Tree extends readonly unknown[]
                      ? Tree extends MixedParameters<infer P>
                        ? AmongEach<P, [...Depth, unknown]>
                        : { readonly [Index in keyof Tree]: Among<Tree[Index], [...Depth, unknown]> }[number]
                      : { readonly [Key in keyof Tree]-?: Among<Tree[Key], [...Depth, unknown]> }[keyof Tree]
                : Tree extends undefined
                  ? "undefined"
                  : "something that is not a tensor";
type AmongEach<Tree, Depth extends readonly unknown[]> = Tree extends unknown ? Among<Tree, Depth> : never;

/** What layers have in common. */
interface AnyLayer {
  readonly forward: (...given: never) => unknown;
  readonly predict: (...given: never) => unknown;
}

/** Compiler only: at run time, it is found when the function is called. */
export type noFunction<Operation extends string> = `${Operation}: takes a function of tensors`;
/** Compiler only: at run time, the message names the place in the tree. */
export type takesOnlyTensors<
  Operation extends string,
  What,
> = `${Operation}: takes tensors in records and tuples, not ${What & string}`;
export type takesNoTensors<
  Operation extends string,
  What,
> = `${Operation}: the function takes ${What & string}, where it has to take tensors`;
export type givesNoTensors<
  Operation extends string,
  What,
> = `${Operation}: the function gives ${What & string}, where it has to give tensors`;

export type takesAnyNumber<Operation extends string> =
  `${Operation}: the function takes any number of arguments, but a program has a fixed number of inputs`;
/** A tensor, or a record or tuple of tensors, nested as deep as you like. For anything else, the error message. */
export type TreeOfTensors<Operation extends string, Tree> = [...NoTensors<Tree>] extends Some
  ? [Tree] extends [AnyLayer]
    ? noLayerOfTensors<Operation>
    : hasNoTensors<Operation, NoTensors<Tree>[0]>
  : Tree;
/** Compiler only: at run time, it is found like anything else that isn't a tensor. */
type noLayerOfTensors<Operation extends string> = `${Operation}: takes a tree of tensors, not a layer`;
type hasNoTensors<Operation extends string, What> = `${Operation}: takes a tree of tensors, but it has ${What & string}`;

/** A list with one entry if a tree has a tensor with a size that may be any number, otherwise an empty list. */
export type OpenSizes<Tree> = number extends SizesIn<Tree> ? ["open"] : [];
/** The sizes of all tensors in a tree, and `Unranked` if the number of their axes isn't known. */
type SizesIn<Tree, Unranked = number, Depth extends readonly unknown[] = []> = 0 extends 1 & Tree
  ? never
  : Tree extends Tensor<infer S extends Shape>
    ? SizesOf<S, Unranked>
    : Depth["length"] extends 8
      ? never
      : Tree extends readonly unknown[]
        ? { readonly [Index in keyof Tree]: SizesIn<Tree[Index], Unranked, [...Depth, unknown]> }[number]
        : { readonly [Key in keyof Tree]: SizesIn<Tree[Key], Unranked, [...Depth, unknown]> }[keyof Tree];
type SizesOf<S extends Shape, Unranked> = number extends S["length"] ? Unranked : S[number];
/**
 * A list with one entry if an argument is a tensor with a size that may be any number, as that of a function with type parameters of its
 * own; otherwise an empty list. The other arguments may be anything. A shape of which the compiler knows nothing is left to the run time.
 */
export type AnySizes<P, Rest extends readonly unknown[]> = HasNumber<
  SizesIn<P> | { [Index in keyof Rest]: Rest[Index] extends Tensor<infer S extends Shape> ? SizesOf<S, never> : never }[number]
>;
type HasNumber<Sizes> = 0 extends 1 & Sizes ? [] : number extends Sizes ? ["any"] : [];
/** Compiler only: at run time, every size has a value. A function that has type parameters of its own takes any size, too. */
export type ofAnySize<Operation extends string> =
  `${Operation}: a tensor that the function takes or returns has a size of type number; state the size, as in Vector<3>`;

/** The keys on the path to a tensor. */
export type Way = readonly string[];

export interface Leaf {
  readonly way: Way;
  readonly tensor: AnyTensor;
}

/** A path as text: `[1].weights`. */
export const inWords = (way: Way): string =>
  way.length === 0
    ? "the tensor"
    : way.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? cut(key) : `.${cut(key)}`)).join("");

/** The depth at which a tree is refused. Nobody writes one that deep, but a tree that contains itself gets there. */
const mostLevels = 256;
function checkLevels(way: Way): void {
  if (way.length > mostLevels) refuse(`a tree of tensors is at most ${mostLevels} levels deep; this one may hold itself`);
}

/**
 * Applies `read` to each part of a branch from the caller, by key. Each part is read once and finished before the next, so the
 * first that isn't a tensor, such as a gap in an array, stops it.
 */
export function entries<Part>(
  operation: string,
  way: Way,
  branch: unknown,
  read: (inner: unknown, way: Way) => Part,
): (readonly [key: string, part: Part])[] {
  checkLevels(way);
  const entry = (key: string, inner: unknown) => [key, read(inner, [...way, key])] as const;
  const list = readList(branch, (inner, index) => entry(String(index), inner));
  if (list) return list;
  if (typeof branch === "object" && branch !== null && !isRevoked(branch) && !isTypedArray(branch)) {
    const record = branch as Readonly<Record<string, unknown>>; // neither a tensor nor an array nor null
    const keys = Object.keys(record);
    if (keys.length > 0 || isPlain(record)) return keys.map((key) => entry(key, record[key]));
  }
  const place = way.length === 0 ? operation : `${operation}: ${inWords(way)}`;
  return refuse(`${place}: takes a tensor, not ${describe(branch)}`);
}

/**
 * Copies a tree from the caller. Each branch is read once; the copies are frozen.
 *
 * @throws {@link ShapeError} if it contains anything other than tensors, or is too deep
 */
export function readTree<Tree>(operation: string, tree: Tree): Tree {
  const read = (branch: unknown, way: Way): unknown => {
    if (isTensor(branch)) return branch;
    const parts = entries(operation, way, branch, read);
    return Object.freeze(isArray(branch) ? parts.map(([, part]) => part) : Object.fromEntries(parts));
  };
  return read(tree, []) as Tree; // the same tensors at the same keys
}

/** The tensors of a tree that has been read, in the order of the tree's keys. */
export function leaves(tree: unknown, way: Way = []): Leaf[] {
  if (isTensor(tree)) return [{ way, tensor: tree }];
  return entries("tree", way, tree, leaves).flatMap(([, found]) => found);
}

/** Visits what {@link leaves} lists, tensors or not, but doesn't record the paths: it runs several times in every step. */
export function visitLeaves(tree: unknown, visit: (leaf: unknown) => void): void {
  if (isTensor(tree) || typeof tree !== "object" || tree === null) visit(tree);
  else for (const key of Object.keys(tree)) visitLeaves((tree as Record<string, unknown>)[key], visit); // a key of it
}

/** Returns the same tree, with each tensor replaced by another of the same shape. */
export function mapTensors<Tree>(tree: Tree, change: (leaf: Leaf) => AnyTensor): Tree;
/** Returns the same tree, with each tensor replaced by something else. */
export function mapTensors(tree: unknown, change: (leaf: Leaf) => unknown): unknown;
export function mapTensors(tree: unknown, change: (leaf: Leaf) => unknown): unknown {
  const map = (branch: unknown, way: Way): unknown => {
    if (isTensor(branch)) return change({ way, tensor: branch });
    const entries = Object.entries(branch as object).map(([key, inner]) => [key, map(inner, [...way, key])] as const);
    return Array.isArray(branch) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  };
  return map(tree, []); // the same keys
}

// ── Matching ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A leaf of which only the shape matters. */
interface Shaped {
  readonly way: Way;
  readonly tensor: { readonly shape: Shape };
}

/** The positions of a list's leaves in their tree. Each key leads to the index of a leaf, or to another branch. */
interface Plan {
  readonly way: Way;
  readonly branches: [key: string, inner: Plan | number][];
}

const plans = new WeakMap<readonly Shaped[], Plan | number>();

/** Cached by list, since an optimiser needs it in every step. */
function planOf(parameters: readonly Shaped[]): Plan | number {
  let plan = plans.get(parameters);
  if (plan !== undefined) return plan;
  plan = parameters[0]?.way.length === 0 ? 0 : { way: [], branches: [] };
  parameters.forEach(({ way }, index) => {
    let branch = plan;
    way.forEach((key, level) => {
      if (typeof branch === "number") return; // the path ends at a leaf
      let next = branch.branches.find(([name]) => name === key)?.[1];
      if (next === undefined) {
        next = level === way.length - 1 ? index : { way: way.slice(0, level + 1), branches: [] };
        branch.branches.push([key, next]);
      }
      branch = next;
    });
  });
  plans.set(parameters, plan);
  return plan;
}

/**
 * Returns the tensors of a tree that has to match the parameters, in the order of the parameters. They are matched by key, in any
 * order. The tree comes from the caller; each of its branches is read once.
 *
 * @throws {@link ShapeError} if a tensor is missing, has another shape, or is not among the parameters
 */
export function matching(operation: string, parameters: readonly Shaped[], tree: unknown, kind = "parameter"): AnyTensor[] {
  const found: AnyTensor[] = [];
  const visit = (plan: Plan | number, given: unknown): void => {
    if (typeof plan === "number") {
      found[plan] = checkMatch(operation, parameters[plan] as Shaped, given, kind); // the plan was made from these parameters
      return;
    }
    const { way, branches } = plan;
    for (const [key, inner] of branches) {
      visit(inner, Object.hasOwn(fieldsOf(given), key) ? (given as Record<string, unknown>)[key] : undefined);
    }
    if (branches.length === 0 || isTensor(given)) {
      noMore(given, way);
      return;
    }
    const record = given as Readonly<Record<string, unknown>>; // an object, since parts of it were found
    const keys = Object.keys(record);
    if (keys.length === branches.length) return;
    for (const key of keys) if (!branches.some(([name]) => name === key)) noMore(record[key], [...way, key]);
  };
  /** Refuses a value that contains a tensor. */
  const noMore = (given: unknown, way: Way): void => {
    if (isTensor(given)) throw new ShapeError(`${operation}: ${inWords(way)} belongs to no ${kind}`);
    entries(operation, way, given, noMore);
  };
  visit(planOf(parameters), tree);
  return found;
}

function checkMatch(operation: string, { way, tensor }: Shaped, given: unknown, kind: string): AnyTensor {
  if (!isTensor(given)) throw new ShapeError(`${operation}: ${inWords(way)} is missing`);
  if (!sameShape(tensor.shape, given.shape))
    throw new ShapeError(`${operation}: ${inWords(way)} is ${show(given.shape)}, the ${kind} ${show(tensor.shape)}`);
  return given;
}
