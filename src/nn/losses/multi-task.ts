/** The loss of several outputs: a weighted sum of the loss of each. */
import type { AcceptingGiven, Anything } from "../../shape/accepted.js";
import { describe } from "../../shape/describe.js";
import { isArray, isRevoked } from "../../shape/list.js";
import { fieldsOf, readOptions } from "../../shape/options.js";
import { checkNames, lossOfOne, type Name, noRecord } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, isTensor, viewOf } from "../../tensor/tensor.js";
import type { noLoss } from "../contract/class-loss.js";
import { demandingLoss } from "../contract/demands.js";
import { checkLoss } from "../contract/foreign.js";
import { canWeigh, type Evaluation, isSum, judge, type Loss, lossOf, sharing } from "../contract/loss.js";
import { markOwn } from "../contract/own.js";
import { readTensors, type TensorRecord } from "../contract/record-checks.js";
import { perOutput } from "../contract/records.js";

/**
 * A loss of a network that gives a record of outputs, made by {@link multiTaskLoss}.
 *
 * @typeParam Losses - the loss of each output, by name
 */
export interface MultiTaskLoss<out Losses> extends Loss {
  /** The loss of each output. */
  readonly [perOutput]: Losses;
}

/**
 * Options of {@link multiTaskLoss}.
 *
 * @typeParam Name - the names of the outputs
 */
export interface MultiTaskLossOptions<in Output extends string | number> {
  /** The factor by which the loss of an output is multiplied, at least 0; 1 by default. */
  readonly weights?: { readonly [Key in Output]?: number | undefined } | undefined;
}

/** A record of losses, or the error message. */
type takesLosses<Losses> = Losses extends readonly unknown[]
  ? noRecord<"multiTaskLoss", "losses">
  : Losses extends Loss
    ? noRecord<"multiTaskLoss", "losses">
    : [Losses] extends [never]
      ? Losses
      : { readonly [Name in keyof Losses]: takesALossOf<Losses[Name], Name> };
type takesALossOf<Each, Output> = [Each] extends [Loss]
  ? Each
  : unknown extends Each
    ? Loss
    : Each extends { readonly evaluate: unknown }
      ? Loss
      : noLoss<`multiTaskLoss, ${Output & Name}`>;

/**
 * The loss of a network that gives a record of outputs: the weighted sum of a loss for each, for example of a class and of a box. The
 * targets are a record with the same names.
 *
 * $$ C = \sum_k w_k C_k, \quad \frac{\partial C}{\partial a_k} = w_k \frac{\partial C_k}{\partial a_k} $$
 *
 * Over several batches it is the mean over all examples or, if all of the losses are sums, the sum.
 *
 * @param losses - the loss of each output, by name
 * @throws RangeError if a weight isn't a finite number from 0 up
 * @throws ShapeError if there are no losses, or there is a weight for an output without a loss
 * @throws TypeError if one of them isn't a loss
 * @example
 * ```ts
 * import { vector, zeros } from "conformable";
 * import { backpropagate, crossEntropy, dense, heads, huber, multiTaskLoss } from "conformable/nn";
 *
 * const network = heads({ class: dense(16, 3), box: dense(16, 4) });
 * const loss = multiTaskLoss({ class: crossEntropy, box: huber }, { weights: { box: 0.5 } });
 * const targets = { class: vector([0, 2]), box: zeros([2, 4]) };
 * backpropagate(network, loss, zeros([2, 16]), targets).gradients.box.bias; // Vector<4>
 * ```
 */
export function multiTaskLoss<Losses, Ok extends AcceptingGiven<Losses, takesLosses<Losses>> = unknown>(
  losses: takesLosses<Losses>,
  options?: MultiTaskLossOptions<NoInfer<keyof Losses & Name>>,
): unknown extends NoInfer<Ok> ? MultiTaskLoss<Losses> : Anything;
export function multiTaskLoss<Losses>(losses: Losses, options: MultiTaskLossOptions<string> = {}): MultiTaskLoss<Losses> {
  if (typeof losses !== "object" || losses === null || isRevoked(losses) || isArray(losses) || isTensor(losses))
    refuse(noRecord(name, "losses"));
  const parts = Object.entries(losses).map(([key, loss]) => [key, checkLoss(`${name}, ${key}`, loss)] as const);
  const names = parts.map(([key]) => key);
  if (names.length === 0) refuse(none);
  const weights = readWeights(names, readOptions(name, options, ["weights"]).weights);

  const found = (outputs: unknown, targets: unknown, sampleWeights: AnyTensor | undefined) => {
    if (isTensor(outputs)) refuse(lossOfOne);
    const own = readTensors(name, "output", names, outputs);
    const others = readTensors(name, "target", names, targets);
    const each = parts.map(
      ([key, loss]) => [key, judge(loss, own[key] as AnyTensor, others[key] as AnyTensor, sampleWeights)] as const,
    ); // they have these names
    const errors: TensorRecord = Object.fromEntries(
      each.map(([key, { error }]) => [key, scaled(error, weights[key] as number)]), // there is a weight for each
    );
    return { each, errors: errors as unknown as AnyTensor }; // only networks of records look into it
  };
  const into = { [perOutput]: Object.freeze(Object.fromEntries(parts)) as unknown as Losses }; // the same losses
  const made = parts.every(([, loss]) => canWeigh(loss))
    ? lossOf(into, name, (output, targets, sampleWeights) => {
        const { each, errors } = found(output, targets, sampleWeights);
        const loss = each
          .map(([key, judged]) => binary("multiply", judged.loss as Value, weights[key] as number)) // losses of the library are values
          .reduce((sum, next) => binary("add", sum, next));
        return { loss, error: errors as never }; // a record in place of the tensor
      })
    : Object.assign(into, {
        name,
        evaluate<S extends Shape>(output: unknown, targets: unknown): Evaluation<S> {
          const { each, errors } = found(output, targets, undefined);
          const loss = each.reduce((sum, [key, judged]) => sum + (weights[key] as number) * numberOf(judged.loss), 0);
          return { loss, error: errors as never }; // as above
        },
      });
  demandingLoss(made, () => refuse(lossOfOne));
  if (parts.every(([, loss]) => isSum(loss))) sharing(made, "sum");
  return markOwn(made, ...parts.map(([, loss]) => loss));
}

const name = "multiTaskLoss";
/** Run time only: to the compiler, losses may be none. */
const none = "multiTaskLoss: takes at least one loss";

const numberOf = (loss: number | Value): number =>
  typeof loss === "number" ? loss : (loss.storage.values[loss.offset] as number); // the position of a scalar's only number

const scaled = (error: AnyTensor, weight: number): AnyTensor =>
  weight === 1 ? error : claim(binary("multiply", viewOf(name, error), weight));

/** The weight of each output. */
function readWeights(names: readonly string[], given: unknown): Readonly<Record<string, number>> {
  const weights: Record<string, number> = Object.fromEntries(names.map((key) => [key, 1]));
  if (given === undefined) return weights;
  if (typeof given !== "object" || given === null || isArray(given))
    throw new TypeError(`${name}: weights is a record of numbers, not ${describe(given)}`);
  const record = { ...fieldsOf(given) }; // each is read once
  checkNames(
    name,
    ["weight", "output"],
    [],
    Object.keys(record).filter((key) => !names.includes(key)),
  );
  for (const key of Object.keys(record)) {
    const weight = record[key] ?? 1;
    if (!(typeof weight === "number" && weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name}: weights.${key} is a finite number from 0 up, not ${describe(weight)}`);
    weights[key] = weight;
  }
  return weights;
}
