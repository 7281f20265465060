/** The metric interface: a number for how good a network's outputs are, for people to read. Nothing is learned from it. */
import { describe } from "../../shape/describe.js";
import type { OneOf, Some } from "../../shape/known.js";
import { isArray, isRevoked } from "../../shape/list.js";
import type { OpenNames } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import { checkFunction } from "./foreign.js";

/**
 * A function that measures a network's outputs `[N, ...Out]` against the targets, which have the same shape or, if the loss takes the
 * numbers of classes, may lack its last axis. Any such function is a metric, for example {@link accuracy}.
 *
 * @typeParam S - the shape of the outputs
 * @typeParam Targets - the shape of the targets
 * @example
 * ```ts
 * import { type BatchSize, dense, evaluate, type Metric, meanSquaredError } from "conformable/nn";
 * import { zeros } from "conformable";
 *
 * const worst: Metric<[BatchSize, 2]> = (outputs, targets) => outputs.subtract(targets).abs().max().at();
 * evaluate(dense(3, 2), meanSquaredError, zeros([7, 3]), zeros([7, 2]), { metrics: { worst } }).metrics.worst; // 0
 * ```
 */
export type Metric<in out S extends Shape, in out Targets extends Shape = S> = (
  outputs: Tensor<S>,
  targets: Tensor<Targets>,
) => number;

export type AnyMetric = (outputs: AnyTensor, targets: AnyTensor) => unknown;
/** Metrics that have been checked, by their names. */
export type Metrics = ReadonlyMap<string, AnyMetric>;

/** A record of metrics, or the error message for a list of them, a single one, or what may be missing. `Given` is what there is. */
export type takesMetrics<Operation extends string, Given, Wanted> = unknown extends Given
  ? Wanted
  : [...WhyNoMetrics<Operation, Given>] extends Some
    ? WhyNoMetrics<Operation, Given>[0]
    : [Given] extends [never]
      ? Given
      : [Given] extends [undefined]
        ? undefined
        : Wanted;
/** A list with the reason. */
type WhyNoMetrics<Operation extends string, Given> = [Given] extends [undefined]
  ? []
  : undefined extends Given
    ? [metricsMayBeMissing<Operation>]
    : [Given] extends [readonly unknown[]]
      ? [noMetrics<Operation, "an array">]
      : [Given] extends [AnyFunction]
        ? [noMetrics<Operation, "a function">]
        : [MissingNames<Given>] extends [never]
          ? []
          : [metricMayBeMissing<Operation, OneOf<MissingNames<Given> & string>>];
/** The names of metrics that may be missing. Those of a record of any names aren't known. */
type MissingNames<Given> = Given extends unknown ? (string extends keyof Given ? never : OpenNames<Given>) : never;
type metricsMayBeMissing<Operation extends string> = `${Operation}: the metrics may be missing: give them, or leave them out`;
type metricMayBeMissing<
  Operation extends string,
  Name extends string,
> = `${Operation}: metrics.${Name} may be missing: give it, or leave it out`;
type AnyFunction = (...given: never) => unknown;
type noMetrics<Operation extends string, What extends string> = `${Operation}: metrics is a record of functions, not ${What}`;

/** Reads a record of metrics. Each is read once. */
export function checkMetrics(operation: string, given: unknown): Metrics {
  const metrics = new Map<string, AnyMetric>();
  if (given === undefined) return metrics;
  if (typeof given !== "object" || given === null || isRevoked(given) || isArray(given))
    throw new TypeError(`${operation}: metrics is a record of functions, not ${describe(given)}`);
  for (const [name, metric] of Object.entries(given)) {
    checkFunction(operation, `metrics.${name}`, metric);
    metrics.set(name, metric as AnyMetric); // what it returns is checked
  }
  return metrics;
}

/** The value of each metric. */
export function measure(
  operation: string,
  metrics: Metrics,
  outputs: AnyTensor,
  targets: AnyTensor,
): Readonly<Record<string, number>> {
  const found: [string, number][] = [];
  for (const [name, metric] of metrics) {
    const value = metric(outputs, targets);
    if (typeof value !== "number")
      throw new TypeError(`${operation}: metrics.${name} has to return a number, not ${describe(value)}`);
    found.push([name, value]);
  }
  return Object.fromEntries(found);
}
