/** Losses with options: each is a loss by itself and, called with options, returns the loss with these options. */
import { describe } from "../../shape/describe.js";
import { readOptions } from "../../shape/options.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { binary, reduced, repeated, reshaped } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, claim, viewOf } from "../../tensor/tensor.js";
import { checkLossTargets, classes } from "../contract/class-loss.js";
import { demandingLoss, isKnown } from "../contract/demands.js";
import { type Judge, type Loss, lossOf, type Share, sharing } from "../contract/loss.js";
import { markOwn } from "../contract/own.js";

/** Options of all losses. */
export interface LossOptions {
  /**
   * What becomes of the losses of all examples or elements: their `"mean"`, the default, or their `"sum"`. The loss over several batches
   * is then a sum, too.
   */
  readonly reduction?: "mean" | "sum" | undefined;
}

/**
 * A loss that is also a function: called with options, it returns the loss with these options.
 *
 * @typeParam Options - what it takes
 */
export interface LossWithOptions<in Options> extends Loss {
  /** Returns the loss with these options. */
  (options: Options): Loss;
}

/** How a loss with certain options is computed. */
export interface Definition {
  /** The loss and ∂C/∂output. Shapes and targets have been checked. */
  readonly compute: (output: Value, targets: Value, weights: Value | undefined) => Computed;
  /** Checks what the types leave open. */
  readonly check?: (output: Shape, targets: AnyTensor) => void;
  /** If the targets may be class numbers: how many classes there are weights for. */
  readonly classes?: { readonly count: number | undefined };
  /** What the loss of a batch is divided by, if that isn't the number of examples. */
  readonly share?: Share | "sum" | undefined;
}
export interface Computed {
  readonly loss: Value;
  readonly error: Value;
}

/** Makes a loss with default options that, called with others, returns a loss with these. */
export function lossWithOptions<Options extends object>(
  name: string,
  names: readonly (keyof Options & string)[],
  define: (options: Options) => Definition,
): LossWithOptions<Options> {
  const withOptions = (options: Options): Loss => made(name, define(readOptions(name, options, names)), {});
  return made(name, define({} as Options), withOptions); // no option of a loss is required
}

function made<Into extends object>(name: string, definition: Definition, into: Into): Into & Loss {
  const { compute, check, share } = definition;
  const evaluate: Judge = (output, targets, weights) => {
    checkTensor(name, output);
    checkTensor(name, targets);
    checkLossTargets(name, loss, output.shape, targets.shape);
    if (!isKnown(loss, output.shape, targets)) check?.(output.shape, targets);
    const found = compute(viewOf(name, output), viewOf(name, targets), weights && viewOf(name, weights));
    return { loss: found.loss, error: claim(found.error) };
  };
  if (definition.classes !== undefined) Object.assign(into, { [classes]: definition.classes });
  const loss = lossOf(into, name, evaluate);
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
 */
export function reducedLoss(isSum: boolean, each: Value, slopes: Value, weights: Value | undefined, factor = 1): Computed {
  const losses = weigh(each, weights);
  const n = count(losses.shape);
  const all = reshaped(losses, [n]);
  const scale = isSum ? factor : factor / n;
  const error = weigh(slopes, weights);
  return { loss: reduced(isSum ? "sum" : "mean", all, 0), error: scale === 1 ? error : binary("multiply", error, scale) };
}

/** Multiplies by weights, which have the shape of the first axes. */
export const weigh = (x: Value, weights: Value | undefined): Value =>
  weights === undefined ? x : binary("multiply", x, spreadOver(weights, x.shape));

/** Repeats a value along new last axes, up to a shape that it begins. */
export function spreadOver(x: Value, shape: Shape): Value {
  const first = x.shape.length;
  return first === shape.length ? x : reshaped(repeated(x, first, count(shape, first)), shape);
}
