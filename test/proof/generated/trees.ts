/** Trees of tensors, such as parameters and gradients. */
import { Meaningless } from "./operation.js";
import { sameShape } from "./sizes.js";
import { type Tree, tensor, type Value } from "./values.js";

type Branches = Readonly<Record<string, Tree>>;
/** None of a list's entries is certain to exist. */
const branches = (tree: Tree): Branches => {
  if ("shape" in tree || "list" in tree) return {};
  return "tuple" in tree ? Object.fromEntries(tree.tuple.entries()) : tree.record;
};
const isTuple = (tree: Tree): boolean => "tuple" in tree;

/**
 * Whether two trees have the same keys and the same shapes. A tuple could pass for a list, but the programs never confuse the
 * two.
 */
export function sameTree(a: Tree, b: Tree): boolean {
  if ("list" in a && "list" in b) return sameTree(a.list, b.list);
  if (("list" in a && isTuple(b)) || ("list" in b && isTuple(a))) throw new Meaningless();
  if ("list" in a || "list" in b) return false;
  if ("shape" in a || "shape" in b) return "shape" in a && "shape" in b && sameShape(a.shape, b.shape);
  const [left, right] = [branches(a), branches(b)];
  return (
    isTuple(a) === isTuple(b) &&
    Object.keys(left).join() === Object.keys(right).join() &&
    Object.entries(left).every(([key, branch]) => sameTree(branch, right[key] as Tree)) // both have the same keys
  );
}

/** The paths to a tree's tensors, except those in lists, and to the tree itself. */
export const ways = (tree: Tree): string[][] => [[], ...waysBelow(tree)];
const waysBelow = (tree: Tree): string[][] =>
  Object.entries(branches(tree)).flatMap(([key, branch]) =>
    "shape" in branch ? [[key]] : waysBelow(branch).map((way) => [key, ...way]),
  );

/** Whether it contains a number. A list may be empty. */
export const hasTensors = (tree: Tree): boolean =>
  "shape" in tree || "list" in tree || Object.values(branches(tree)).some(hasTensors);

/** What is at the end of a path. */
export function at(tree: Tree, [key, ...rest]: readonly string[]): Value {
  if (key === undefined) return "shape" in tree ? tensor(tree.shape) : { kind: "tree", tree };
  const branch = branches(tree)[key];
  if (branch === undefined) throw new Meaningless();
  return at(branch, rest);
}

/** The parameters of a value that has some. */
export function parametersOf(value: Value | undefined): Tree {
  if (value && "parameters" in value) return value.parameters;
  throw new Error(`a ${value?.kind} has no parameters`);
}
