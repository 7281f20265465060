/** Losses with options: each is a loss by itself and, called with options, returns the loss with these options. */
import { describe } from "../../shape/describe.js";
import { readOptions } from "../../shape/options.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { binary, reduced, repeated, reshaped } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, claim, type Scalar, type Tensor, viewOf } from "../../tensor/tensor.js";
import { checkLossTargets, classes } from "../contract/class-loss.js";
import { demandingLoss, isKnown } from "../contract/demands.js";
import { type Judge, type Loss, lossOf, type Share, sharing } from "../contract/loss.js";
import { markOwn } from "../contract/own.js";

/** Options of all losses. */
export interface LossOptions {
  /**
   * How the losses of all examples or elements are combined: as their `"mean"`, the default, or as their `"sum"`. With `"sum"`,
   * the loss over several batches is then a sum, too.
   */
  readonly reduction?: "mean" | "sum" | undefined;
}

/** A loss of the library, which you can also get as a tensor, and differentiate. */
export interface DifferentiableLoss extends Loss {
  /**
   * Returns the loss C as a tensor. Unlike the number that `evaluate` returns, you can use it in `grad`, in `vmap` and in
   * programs. Its derivative with respect to the output is the `error` of `evaluate`.
   *
   * @throws ShapeError if the targets don't have the shape of the output
   * @example
   * ```ts
   * import { grad, randomNormal, zeros } from "conformable";
   * import { dense, meanSquaredError } from "conformable/nn";
   *
   * const network = dense(3, 2);
   * const slope = grad((parameters: typeof network.parameters) =>
   *   meanSquaredError.of(network.with(parameters).predict(randomNormal([5, 3])), zeros([5, 2])),
   * );
   * slope(network.parameters).weights; // Matrix<2, 3>
   * ```
   */
  of<S extends Shape>(output: Tensor<S>, targets: Tensor<S>): Scalar;
}

/**
 * A loss that is also a function: called with options, it returns the loss with these options.
 *
 * @typeParam Options - what it takes
 */
export interface LossWithOptions<in Options> extends DifferentiableLoss {
  /** Returns the loss with these options. */
  (options: Options): DifferentiableLoss;
}

/** How a loss with certain options is computed. */
export interface Definition {
  /** How to compute the loss and ∂C/∂output. Shapes and targets have been checked. */
  readonly compute: (output: Value, targets: Value, weights: Value | undefined) => Computed;
  /** Checks what the types leave open. */
  readonly check?: (output: Shape, targets: AnyTensor) => void;
  /** If the targets may be class numbers: how many classes there are weights for. */
  readonly classes?: { readonly count: number | undefined };
  /** What the loss of a batch is divided by, if that isn't the number of examples. */
  readonly share?: Share | "sum" | undefined;
}
export interface Computed {
  /** The loss. If the error is computed too, it is computed first. */
  readonly loss: () => Value;
  readonly error: () => Value;
  /** The loss composed of operations whose derivatives are those of the loss, if those of `loss` aren't. */
  readonly differentiable?: () => Value;
}

/** Makes a loss with default options that, called with others, returns a loss with these. */
export function lossWithOptions<Options extends object>(
  name: string,
  names: readonly (keyof Options & string)[],
  define: (options: Options) => Definition,
): LossWithOptions<Options> {
  const withOptions = (options: Options): DifferentiableLoss => made(name, define(readOptions(name, options, names)), {});
  return made(name, define({} as Options), withOptions); // no option of a loss is required
}

function made<Into extends object>(name: string, definition: Definition, into: Into): Into & DifferentiableLoss {
  const { compute, check, share } = definition;
  const found = (output: unknown, targets: unknown, weights?: AnyTensor): Computed => {
    checkTensor(name, output);
    checkTensor(name, targets);
    checkLossTargets(name, loss, output.shape, targets.shape);
    if (!isKnown(loss, output.shape, targets)) check?.(output.shape, targets);
    return compute(viewOf(name, output), viewOf(name, targets), weights && viewOf(name, weights));
  };
  const evaluate: Judge = <S extends Shape>(output: Tensor<S>, targets: AnyTensor, weights?: AnyTensor) => {
    const { loss, error } = found(output, targets, weights);
    const own = claim<Tensor<S>>(error());
    return { loss: loss(), error: own };
  };
  const of: DifferentiableLoss["of"] = (output, targets) => {
    const { loss, differentiable = loss } = found(output, targets);
    return claim(differentiable());
  };
  const loss = lossOf(Object.assign(into, { of }, definition.classes && { [classes]: definition.classes }), name, evaluate);
  if (check) demandingLoss(loss, check);
  sharing(loss, share);
  return markOwn(loss);
}

/** Whether a reduction is a sum. */
export function checkReduction(name: string, reduction: unknown = "mean"): boolean {
  if (reduction !== "mean" && reduction !== "sum")
    throw new RangeError(`${name}: reduction is "mean" or "sum", not ${describe(reduction)}`);
  return reduction === "sum";
}

/**
 * A loss of one number for each element, or for each example, and its derivative.
 *
 * @param slopes - the derivatives, in the shape of the output, divided by `factor`
 * @param smooth - the losses again, if the derivatives of `each` aren't those of the loss
 */
export function reducedLoss(
  isSum: boolean,
  each: Value,
  slopes: () => Value,
  weights: Value | undefined,
  factor = 1,
  smooth = () => each,
): Computed {
  const n = count(each.shape);
  const scale = isSum ? factor : factor / n;
  const all = (losses: Value) => reduced(isSum ? "sum" : "mean", reshaped(weigh(losses, weights), [n]), 0);
  return {
    loss: () => all(each),
    error() {
      const error = weigh(slopes(), weights);
      return scale === 1 ? error : binary("multiply", error, scale);
    },
    differentiable: () => all(smooth()),
  };
}

/** Multiplies by weights, which have the shape of the first axes. */
export const weigh = (x: Value, weights: Value | undefined): Value =>
  weights === undefined ? x : binary("multiply", x, spreadOver(weights, x.shape));

/** Repeats a value along new last axes, up to a shape that it begins. */
export function spreadOver(x: Value, shape: Shape): Value {
  const first = x.shape.length;
  return first === shape.length ? x : reshaped(repeated(x, first, count(shape, first)), shape);
}
