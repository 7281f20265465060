/** Trees of tensors: what parameters and their gradients are. Records and tuples, nested at will, found by their keys. */
import { sameShape } from "../shape/broadcast.js";
import { show } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { type AnyTensor, isTensor } from "../tensor/tensor.js";

/**
 * What in a type is neither a tensor nor a record or list of them: a list of its names, or an empty one. Of a type parameter it is not known,
 * so that is left to the run time; so is what is nested more than eight deep.
 */
export type NoTensors<Tree> = Listed<Among<Tree>>;
type Listed<What> = [What] extends [never] ? [] : [What];
type Among<Tree, Depth extends readonly unknown[] = []> = 0 extends 1 & Tree
  ? never
  : Tree extends AnyTensor
    ? never
    : Tree extends (...given: never) => unknown
      ? "a function"
      : Tree extends object
        ? Depth["length"] extends 8
          ? never
          : Tree extends readonly unknown[]
            ? Among<Tree[number], [...Depth, unknown]>
            : { readonly [Key in keyof Tree]-?: Among<Tree[Key], [...Depth, unknown]> }[keyof Tree]
        : Tree extends string
          ? "a string"
          : Tree extends number
            ? "a number"
            : Tree extends undefined
              ? "undefined"
              : "what is no tensor";

export type takesNoTensors<
  Operation extends string,
  What,
> = `${Operation}: the function takes ${What & string}, where it has to take tensors`;
export type givesNoTensors<
  Operation extends string,
  What,
> = `${Operation}: the function gives ${What & string}, where it has to give tensors`;

/** The keys that lead to a tensor. */
export type Way = readonly string[];

export interface Leaf {
  readonly way: Way;
  readonly tensor: AnyTensor;
}

/** A way in words: `[1].weights`. */
export const inWords = (way: Way): string =>
  way.length === 0
    ? "the tensor"
    : way.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");

/** The tensors of a tree, in the order of its keys. */
export function leaves(tree: unknown, way: Way = []): Leaf[] {
  if (isTensor(tree)) return [{ way, tensor: tree }];
  if (typeof tree !== "object" || tree === null) throw new ShapeError(`${inWords(way)}: takes a tensor, not ${String(tree)}`);
  return Object.entries(tree).flatMap(([key, branch]) => leaves(branch, [...way, key]));
}

/** Visits what {@link leaves} lists, tensors or not, and keeps no ways to them: that is done several times in every step. */
export function visitLeaves(tree: unknown, visit: (leaf: unknown) => void): void {
  if (isTensor(tree) || typeof tree !== "object" || tree === null) visit(tree);
  else for (const key of Object.keys(tree)) visitLeaves((tree as Record<string, unknown>)[key], visit); // a key of it
}

/** The same tree with each tensor exchanged for another of its shape. */
export function mapTensors<Tree>(tree: Tree, change: (leaf: Leaf) => AnyTensor): Tree {
  const map = (branch: unknown, way: Way): unknown => {
    if (isTensor(branch)) return change({ way, tensor: branch });
    const entries = Object.entries(branch as object).map(([key, inner]) => [key, map(inner, [...way, key])] as const);
    return Array.isArray(branch) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  };
  return map(tree, []) as Tree; // the same keys, and at each a tensor of the same shape
}

/**
 * The tensors of a tree that has to be shaped as the parameters are, in their order: found by their keys, whatever order those have.
 *
 * @throws {@link ShapeError} where one is missing, has another shape, or is one too many
 */
export function matching(operation: string, parameters: readonly Leaf[], tree: unknown, kind = "parameter"): AnyTensor[] {
  const found = parameters.map(({ way, tensor }) => {
    let other = tree;
    for (const key of way) other = Object.hasOwn(Object(other), key) ? (other as Record<string, unknown>)[key] : undefined;
    if (!isTensor(other)) throw new ShapeError(`${operation}: ${inWords(way)} is missing`);
    if (!sameShape(tensor.shape, other.shape)) {
      throw new ShapeError(`${operation}: ${inWords(way)} is ${show(other.shape)}, the ${kind} ${show(tensor.shape)}`);
    }
    return other;
  });
  let given = 0;
  visitLeaves(tree, () => given++);
  if (given !== found.length) {
    const all = leaves(tree);
    const extra = all.find(({ tensor }) => !found.includes(tensor)) ?? (all.at(-1) as Leaf); // there are more than were found
    throw new ShapeError(`${operation}: ${inWords(extra.way)} belongs to no ${kind}`);
  }
  return found;
}
