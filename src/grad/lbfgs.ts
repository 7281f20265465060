/** Minimises a function of tensors, with all examples at once. */
import type { Anything } from "../shape/accepted.js";
import { describe } from "../shape/describe.js";
import { checkRange, checkWhole, readOptions } from "../shape/options.js";
import { tensor } from "../tensor/create.js";
import type { Scalar } from "../tensor/tensor.js";
import { type AnyFunction, type Differentiable, evaluate, type ScalarFunction } from "./grad.js";
import { leaves, mapTensors, readTree } from "./tree.js";
import { endless, type OnLine, search } from "./wolfe.js";

/** Options of {@link lbfgs}. */
export interface LbfgsOptions {
  /** The maximum number of steps; 1000 by default. */
  readonly steps?: number | undefined;
  /**
   * How many of the last steps are used to estimate the curvature; 10 by default. Each takes twice the memory of the parameters.
   */
  readonly history?: number | undefined;
  /** The search ends where no derivative is larger than this; 1e-5 by default. */
  readonly tolerance?: number | undefined;
}

/** The result of {@link lbfgs}. */
export interface Minimum<out P> {
  /** Where the search has ended. */
  readonly parameters: P;
  /** The value of the function there. */
  readonly value: number;
  /** The number of steps. */
  readonly steps: number;
  /** How many times the function and its gradient were computed. */
  readonly evaluations: number;
  /**
   * Whether no derivative is larger than the tolerance. If not, the search has taken all its steps, or rounding errors keep the value from
   * falling further.
   */
  readonly converged: boolean;
}

/**
 * Finds a (local) minimum of a function by L-BFGS. The gradients of the last steps show how the function curves, so this takes
 * far fewer steps than gradient descent, and needs no learning rate. The function has to return the same value for the same
 * parameters, like the loss of all examples at once. For losses of random batches, use an optimiser of `conformable/nn`.
 *
 * $$ p \leftarrow p - \alpha H \nabla f(p) $$
 *
 * H approximates the inverse of the Hessian, and a line search finds α (J. Nocedal and S. Wright, "Numerical Optimization", 2nd edition,
 * 2006, algorithms 7.4 and 3.5, with strong Wolfe conditions). A step to where the function isn't finite is shortened.
 *
 * @param f - takes parameters, as for {@link grad}, and returns a {@link Scalar}
 * @param start - the parameters to begin with: a tensor, or a record or tuple of tensors, nested as deep as you like
 * @throws ShapeError for the same reasons as {@link grad}
 * @throws RangeError if an option is out of its range, or if the function isn't finite at the start
 * @throws Error if the function falls without end, as `x.sum()` does
 * @example
 * ```ts
 * import { lbfgs, type Vector, vector } from "conformable";
 *
 * const distance = (x: Vector<2>) => x.subtract(vector([3, -1])).square().sum();
 * const { parameters, converged } = lbfgs(distance, vector([0, 0]));
 * parameters; // Vector<2> [3, -1]
 * converged;  // true
 * ```
 */
export function lbfgs<P, Result, Ok extends Differentiable<P, Result> = unknown>(
  f: ScalarFunction<"lbfgs", P, [], Result>,
  start: NoInfer<P>,
  options?: LbfgsOptions,
): unknown extends NoInfer<Ok> ? Minimum<P> : Anything;
export function lbfgs(f: unknown, start: unknown, options?: LbfgsOptions): Minimum<unknown> {
  const read = readOptions("lbfgs", options, ["steps", "history", "tolerance"]);
  const { steps: most = 1000, history = 10, tolerance = 1e-5 } = read;
  checkWhole("lbfgs: steps", most, 1);
  checkWhole("lbfgs: history", history, 1);
  checkRange("lbfgs: tolerance", tolerance, 0, Number.POSITIVE_INFINITY);

  const tree = readTree("lbfgs", start);
  let evaluations = 0;
  const pointAt = (numbers: Numbers): Point => {
    let next = 0;
    const parameters = mapTensors(tree, ({ tensor: { shape, size } }) => {
      next += size;
      return tensor(numbers.subarray(next - size, next), shape as []); // the compiler needn't know the shape
    });
    evaluations++;
    const { value, gradients } = evaluate("lbfgs", f as AnyFunction, parameters, []);
    return { parameters, numbers: flat(parameters), value: (value as Scalar).at(), gradient: flat(gradients) };
  };

  let here = pointAt(flat(tree));
  if (!(Number.isFinite(here.value) && here.gradient.every(Number.isFinite)))
    throw new RangeError(
      `lbfgs: the function and its gradient have to be finite at the start, where the value is ${describe(here.value)}`,
    );
  const pairs: Pair[] = [];
  const end = (steps: number, converged: boolean): Minimum<unknown> => {
    const { parameters, value } = here;
    return { parameters, value, steps, evaluations, converged };
  };
  for (let step = 0; ; step++) {
    if (largest(here.gradient) <= tolerance) return end(step, true);
    if (step === most) return end(step, false);
    let found = next(here, pairs, pointAt);
    if (!found && pairs.length > 0) {
      pairs.length = 0; // what they show of the curvature may be rounding errors
      found = next(here, pairs, pointAt);
    }
    if (!found) return end(step, false);
    remember(pairs, here, found, history);
    here = found;
  }
}

type Numbers = Float64Array;
/** Parameters, as a tree and as numbers, with the value of the function and its gradient there. */
interface Point {
  readonly parameters: unknown;
  readonly numbers: Numbers;
  readonly value: number;
  readonly gradient: Numbers;
}

/** A step, the change of the gradient along it, and their product. */
interface Pair {
  readonly step: Numbers;
  readonly change: Numbers;
  readonly product: number;
}

/** Goes along the direction that the pairs give, to a point that meets the Wolfe conditions. */
function next(here: Point, pairs: readonly Pair[], pointAt: (numbers: Numbers) => Point): Point | undefined {
  const direction = directionAt(here.gradient, pairs);
  const slope = dot(here.gradient, direction);
  if (!(slope < 0)) return undefined;
  const first = pairs.length > 0 ? 1 : 1 / Math.sqrt(dot(direction, direction));
  const at = (length: number): Point & OnLine => {
    const point = pointAt(here.numbers.map((number, index) => number + length * (direction[index] as number))); // one for each
    return { ...point, length, slope: dot(point.gradient, direction) };
  };
  const found = search({ length: 0, value: here.value, slope }, first, at);
  if (found === endless) throw new Error("lbfgs: the function falls without end along a line, so it has no minimum there");
  return found;
}

/** The two loops: -H g, without the matrix H (algorithm 7.4). */
function directionAt(gradient: Numbers, pairs: readonly Pair[]): Numbers {
  const direction = gradient.map((slope) => -slope);
  const shares = [...pairs].reverse().map(({ step, change, product }) => {
    const share = dot(step, direction) / product;
    add(direction, change, -share);
    return share;
  });
  const last = pairs.at(-1);
  const scale = last ? last.product / dot(last.change, last.change) : 1;
  for (const index of direction.keys()) direction[index] = (direction[index] as number) * scale; // an index of it
  pairs.forEach(({ step, change, product }, index) => {
    const share = shares[pairs.length - 1 - index] as number; // one for each pair
    add(direction, step, share - dot(change, direction) / product);
  });
  return direction;
}

/** Keeps the last pairs. One that shows no positive curvature is left out. */
function remember(pairs: Pair[], before: Point, after: Point, history: number): void {
  const step = after.numbers.map((number, index) => number - (before.numbers[index] as number)); // one for each
  const change = after.gradient.map((slope, index) => slope - (before.gradient[index] as number)); // as above
  const product = dot(step, change);
  if (!(product > 2 ** -52 * dot(change, change))) return;
  pairs.push({ step, change, product });
  if (pairs.length > history) pairs.shift();
}

function flat(tree: unknown): Numbers {
  const parts = leaves(tree).map(({ tensor }) => tensor.dataSync());
  const numbers = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    numbers.set(part, next);
    next += part.length;
  }
  return numbers;
}

const dot = (one: Numbers, other: Numbers): number =>
  one.reduce((sum, number, index) => sum + number * (other[index] as number), 0); // of one length
const largest = (numbers: Numbers): number => numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
function add(sum: Numbers, other: Numbers, factor: number): void {
  for (const [index, number] of other.entries()) sum[index] = (sum[index] as number) + factor * number; // of one length
}
