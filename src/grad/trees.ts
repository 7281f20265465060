/** Functions of trees of tensors, such as parameters and their gradients. */
import type { Accepting, Anything } from "../shape/accepted.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
import { type Shape, show } from "../shape/shape.js";
import { refuse } from "../shape/shape-error.js";
import { where } from "../tensor/choose.js";
import { scalar } from "../tensor/create.js";
import { binary } from "../tensor/operations/primitives/index.js";
import { type AnyTensor, claim, isTensor, type Scalar, type Tensor, viewOf } from "../tensor/tensor.js";
import { stopGradient } from "./stop-gradient.js";
import { inWords, type Leaf, leaves, mapTensors as mapLeaves, matching, readTree, type TreeOfTensors } from "./tree.js";

/** A tree like the first, or the error message. `Given` is what there is. */
type likeTheFirst<Operation extends string, Tree, Given> = unknown extends Given
  ? Tree
  : [...Unlike<Operation, Tree, Given>] extends Some
    ? Unlike<Operation, Tree, Given>[0]
    : [Given] extends [never]
      ? Given
      : Tree;
type Unlike<Operation extends string, Tree, Given> = [Given] extends [Tree] ? [] : [unlikeTheFirst<Operation>];
/** Compiler only: at run time, the sentence says which tensor is missing or differs. */
type unlikeTheFirst<Operation extends string> = `${Operation}: a tree has other tensors than the first`;

/**
 * Applies a function to each tensor of a tree, and returns a tree of the results. If you pass other trees of the same structure,
 * the function gets the tensors at the same place of all trees.
 *
 * @param tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @param f - returns a tensor of the same shape
 * @param others - trees with the same keys, and with tensors of the same shapes
 * @throws ShapeError if a tree contains anything other than tensors, if the trees differ in their keys or shapes, or if the function
 *   returns anything other than a tensor of the same shape
 * @example
 * ```ts
 * import { mapTensors, matrix, vector } from "conformable";
 *
 * const parameters = { weights: matrix([[1, 2], [3, 4]]), bias: vector([5, 6]) };
 * const gradients = { weights: matrix([[10, 0], [0, 10]]), bias: vector([0, 10]) };
 * const next = mapTensors(parameters, (w, gradient) => w.subtract(gradient.multiply(0.1)), gradients);
 * next.weights; // Matrix<2, 2> [[0, 2], [3, 3]]
 * next.bias;    // Vector<2> [5, 5]
 * ```
 */
export function mapTensors<
  const Tree,
  const Others extends readonly unknown[],
  Ok extends Accepting<TreeOfTensors<"mapTensors", Tree>> = unknown,
>(
  tree: TreeOfTensors<"mapTensors", Tree>,
  f: <S extends Shape>(tensor: Tensor<S>, ...others: { readonly [Index in keyof Others]: Tensor<S> }) => Tensor<S>,
  ...others: { readonly [Index in keyof Others]: likeTheFirst<"mapTensors", NoInfer<Tree>, Others[Index]> }
): unknown extends NoInfer<Ok> ? Tree : Anything;
export function mapTensors(tree: unknown, f: (...tensors: AnyTensor[]) => unknown, ...others: unknown[]): unknown {
  if (typeof f !== "function") throw new TypeError(`mapTensors: takes a function, not ${describe(f)}`);
  return together("mapTensors", tree, others, ({ way, tensor }, all) => {
    const result = f(tensor, ...all);
    if (!isTensor(result)) return refuse(`mapTensors: ${inWords(way)}: the function returns ${describe(result)}, not a tensor`);
    if (!sameShape(tensor.shape, result.shape))
      refuse(`mapTensors: ${inWords(way)} is ${show(tensor.shape)}, but the function returns ${show(result.shape)}`);
    return result;
  });
}

/**
 * Adds trees of the same structure, tensor by tensor. For example, add the gradients of several batches to take one step with all
 * of them.
 *
 * @param tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @param others - trees with the same keys, and with tensors of the same shapes
 * @throws ShapeError if a tree contains anything other than tensors, or if the trees differ in their keys or shapes
 * @example
 * ```ts
 * import { addTrees, scalar, vector } from "conformable";
 *
 * const sum = addTrees({ w: vector([1, 2]), b: scalar(3) }, { w: vector([10, 20]), b: scalar(30) });
 * sum.w; // Vector<2> [11, 22]
 * sum.b; // Scalar 33
 * ```
 */
export function addTrees<const Tree, Ok extends Accepting<TreeOfTensors<"addTrees", Tree>> = unknown>(
  tree: TreeOfTensors<"addTrees", Tree>,
  ...others: readonly NoInfer<Tree>[]
): unknown extends NoInfer<Ok> ? Tree : Anything;
export function addTrees(tree: unknown, ...others: unknown[]): unknown {
  return together("addTrees", tree, others, ({ tensor }, all) =>
    all.reduce((sum, other) => claim(binary("add", viewOf("addTrees", sum), viewOf("addTrees", other))), tensor),
  );
}

/**
 * Multiplies each tensor of a tree by one number.
 *
 * @param tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @param factor - a number or a scalar
 * @throws ShapeError if the tree contains anything other than tensors, or if the factor is neither a number nor a scalar
 * @example
 * ```ts
 * import { scaleTree, scalar, vector } from "conformable";
 *
 * const half = scaleTree({ w: vector([1, 2]), b: scalar(3) }, 0.5);
 * half.w; // Vector<2> [0.5, 1]
 * half.b; // Scalar 1.5
 * ```
 */
export function scaleTree<const Tree, Ok extends Accepting<TreeOfTensors<"scaleTree", Tree>> = unknown>(
  tree: TreeOfTensors<"scaleTree", Tree>,
  factor: number | Scalar,
): unknown extends NoInfer<Ok> ? Tree : Anything;
export function scaleTree(tree: unknown, factor: unknown): unknown {
  if (typeof factor !== "number" && !(isTensor(factor) && factor.rank === 0))
    refuse(`scaleTree: the factor is a number or a scalar, not ${isTensor(factor) ? show(factor.shape) : describe(factor)}`);
  return scaled("scaleTree", tree, factor as number | Scalar);
}

/**
 * Returns the norm of all numbers of a tree of tensors, as if they were one vector. It doesn't overflow where a square would. Its
 * gradient at 0 is 0.
 *
 * $$ \lVert g \rVert = \sqrt{\sum_i g_i^2} $$
 *
 * @param tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @throws ShapeError if the tree contains anything other than tensors
 * @example
 * ```ts
 * import { globalNorm, vector } from "conformable";
 *
 * globalNorm({ weights: vector([3, 0]), bias: vector([4]) }); // Scalar 5
 * ```
 */
export function globalNorm<const Tree>(tree: TreeOfTensors<"globalNorm", Tree>): Scalar;
export function globalNorm(tree: unknown): Scalar {
  return normOf(leaves(readTree("globalNorm", tree)));
}

/**
 * Scales a tree of gradients down if its {@link globalNorm} is above a limit, so that a single batch with steep gradients doesn't undo
 * what a network has learned (R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", 2013).
 * Gradients within the limit stay as they are. If one of them is infinite or NaN, all become NaN.
 *
 * $$ g \leftarrow g \cdot \frac{c}{\max(\lVert g \rVert, c)} $$
 *
 * @param tree - a tensor, or a record or tuple of tensors, nested as deep as you like
 * @param limit - c, the largest norm, above 0
 * @throws RangeError if the limit isn't a finite number above 0
 * @throws ShapeError if the tree contains anything other than tensors
 * @example
 * ```ts
 * import { clipByGlobalNorm, vector } from "conformable";
 *
 * const clipped = clipByGlobalNorm({ weights: vector([3, 0]), bias: vector([4]) }, 1);
 * clipped.weights; // Vector<2> [0.6, 0]
 * clipped.bias;    // Vector<1> [0.8]
 * ```
 */
export function clipByGlobalNorm<const Tree, Ok extends Accepting<TreeOfTensors<"clipByGlobalNorm", Tree>> = unknown>(
  tree: TreeOfTensors<"clipByGlobalNorm", Tree>,
  limit: number,
): unknown extends NoInfer<Ok> ? Tree : Anything;
export function clipByGlobalNorm(tree: unknown, limit: number): unknown {
  if (!(typeof limit === "number" && limit > 0 && limit < Number.POSITIVE_INFINITY))
    throw new RangeError(`clipByGlobalNorm: the limit is a finite number above 0, not ${describe(limit)}`);
  const own = readTree("clipByGlobalNorm", tree);
  const norm = normOf(leaves(own));
  return scaled("clipByGlobalNorm", own, where(norm.lessOrEqual(limit), 1, scalar(limit).divide(norm))); // NaN if the norm is
}

const scaled = (operation: string, tree: unknown, factor: number | Scalar): unknown =>
  together(operation, tree, [], ({ tensor }) => tensor.multiply(factor));

/** Applies a function to each tensor of a tree and those at the same place of other trees. */
function together(
  operation: string,
  tree: unknown,
  others: readonly unknown[],
  change: (leaf: Leaf, others: readonly AnyTensor[]) => AnyTensor,
): unknown {
  const own = readTree(operation, tree);
  const all = leaves(own);
  const found = others.map((other) => matching(operation, all, other, "tensor of the first tree"));
  let next = 0;
  return mapLeaves(own, () => {
    const place = next++;
    return change(
      all[place] as Leaf, // there is one for each leaf
      found.map((tensors) => tensors[place] as AnyTensor),
    );
  });
}

/** Divides by the greatest number before squaring. It counts as a constant: the norm is the same whatever it is divided by. */
function normOf(all: readonly Leaf[]): Scalar {
  const filled: readonly Tensor<[number]>[] = all.map(({ tensor }) => tensor).filter(({ size }) => size > 0);
  const least = scalar(2 ** -126); // the smallest normal number of float32: below it, a quotient of two numbers isn't precise
  const greatest = filled.map((tensor) => stopGradient(tensor.abs().max())).reduce(greater, least);
  const squares = filled.map((tensor) => tensor.divide(greatest).square().sum());
  return squares
    .reduce((sum, square) => sum.add(square), scalar(0))
    .sqrt()
    .multiply(greatest);
}

const greater = (one: Scalar, other: Scalar): Scalar => where(one.less(other), other, one);
