/** What takes a step of an optimiser checks that it is one, and one of the network. */
import type { Unless } from "../../shape/accepted.js";
import type { Some } from "../../shape/known.js";
import { fieldsOf } from "../../shape/options.js";
import type { Origin } from "../contract/origin.js";
import { memoryOf, type Stepper } from "./optimizer.js";

/**
 * @throws TypeError if it isn't an optimiser
 * @throws Error if it is known to belong to another network
 */
export function checkOptimizer(operation: string, optimizer: unknown, network: Origin): void {
  const { step } = fieldsOf(optimizer);
  if (typeof step !== "function") throw new TypeError(noOptimizer(operation));
  if (memoryOf(optimizer)?.has(network) === false) throw new Error(optimizerOfAnother(operation)); // it has a memory if it was made here
}
type noOptimizer<Operation extends string> = `${Operation}: takes an optimizer, such as adam(network)`;
const noOptimizer = <Operation extends string>(operation: Operation): noOptimizer<Operation> =>
  `${operation}: takes an optimizer, such as adam(network)`;
type optimizerOfAnother<Operation extends string> =
  `${Operation}: the optimizer is of another network, so this one would learn nothing`;
const optimizerOfAnother = <Operation extends string>(operation: Operation): optimizerOfAnother<Operation> =>
  `${operation}: the optimizer is of another network, so this one would learn nothing`;

/** An optimiser of the parameters `P`, or the error message. `Given` is the argument. */
export type takesAnOptimizer<Operation extends string, P, Given> = unknown extends Given
  ? Stepper<NoInfer<P>>
  : stepsOfTheNetwork<Operation, NoInfer<P>, Given>;
type stepsOfTheNetwork<Operation extends string, P, Given> = [...NoOptimizer<Operation, P, Given>] extends Some
  ? NoOptimizer<Operation, P, Given>[0]
  : [Given] extends [never]
    ? Given
    : Stepper<P>;
/** A list with what the argument has to be if it isn't such an optimiser. */
type NoOptimizer<Operation extends string, P, Given> = [Given] extends [Stepper<P>]
  ? []
  : [Given] extends [{ readonly parameters: unknown; readonly step: unknown }]
    ? [optimizerOfAnother<Operation>]
    : "step" extends keyof Given
      ? [Stepper<P>]
      : [noOptimizer<Operation>];

/** Whether it is an optimiser of these parameters, unless nothing is known of it. */
export type AreSteps<P, Given, Unset> = unknown extends Given
  ? "accepted"
  : [Given] extends [Stepper<NoInfer<P>>]
    ? "accepted"
    : Unless<Unset>;
