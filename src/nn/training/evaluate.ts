/** Measures a network on examples that it doesn't learn from. */
import { engine } from "../../engine/current.js";
import { gather } from "../../engine/layout.js";
import type { BatchSize } from "../../shape/batch.js";
import { checkExamplesAxis } from "../../shape/layer.js";
import { checkWhole, readOptions } from "../../shape/options.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import * as operations from "../../tensor/operations/index.js";
import { scope } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, claim, claimWhole, viewOf } from "../../tensor/tensor.js";
import type { OfClasses, weightsFor } from "../contract/class-loss.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Layer, LayerOf } from "../contract/layer.js";
import { judge, LateLoss, type Loss, Total } from "../contract/loss.js";
import { checkMetrics, type Metric, type Metrics, measure } from "../contract/metric.js";
import { isOwn } from "../contract/own.js";
import { checkExample, storageOf } from "./backpropagate.js";
import type { TargetOf, takesExamples, takesTargets } from "./examples.js";

/**
 * Options of {@link evaluate}.
 *
 * @typeParam Out - the shape of one output
 * @typeParam Name - the names of the metrics
 * @typeParam Target - the shape of one target
 */
export interface EvaluateOptions<Out extends Shape, Name extends string, Target extends Shape = Out> {
  /** The number of examples that go through the network at a time, 32 by default. The result doesn't depend on it, except for rounding. */
  readonly batchSize?: number | undefined;
  /** Functions of all outputs and targets, such as {@link accuracy}, by the names that their results get. */
  readonly metrics?: Readonly<Record<Name, Metric<[BatchSize, ...Out], [BatchSize, ...Target]>>>;
}

/**
 * The result of {@link evaluate}.
 *
 * @typeParam Name - the names of the metrics
 */
export interface NetworkEvaluation<in Name extends string = never> {
  /** The mean loss over all examples. */
  readonly loss: number;
  /** The value of each metric. */
  readonly metrics: Readonly<Record<Name, number>>;
}

/**
 * Measures a network on examples: the mean loss, and any metrics. Nothing is learned: the outputs come from `predict`, and the statistics
 * of a {@link batchNorm} stay as they are.
 *
 * The examples go through the network in batches, so that the memory for what the layers compute doesn't grow with their number. The loss
 * is the mean over all examples, $C = \frac{1}{N} \sum_b n_b C_b$ for batches of $n_b$ examples with the losses $C_b$. Each metric is called
 * once, with the outputs for all examples, because most metrics aren't means over batches.
 *
 * Shapes: inputs `[N, ...In]`, targets `[N, ...Out]` or, for a loss that takes the numbers of classes, without the last of these axes.
 *
 * @throws ShapeError if the examples don't fit the network, or there are none
 * @throws RangeError if the batch size isn't a whole number from 1 up
 * @throws TypeError if a metric isn't a function, or returns something other than a number
 * @example
 * ```ts
 * import { randomNormal, zeros } from "conformable";
 * import { dense, evaluate, meanAbsoluteError, meanSquaredError } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const { loss, metrics } = evaluate(network, meanSquaredError, randomNormal([100, 3]), zeros([100, 2]), {
 *   metrics: { meanAbsoluteError },
 * });
 * console.log(loss, metrics.meanAbsoluteError);
 * ```
 */
export function evaluate<
  In extends Shape,
  Out extends Shape,
  P,
  Inputs extends Shape,
  Targets extends Shape,
  Judge extends Loss,
  Name extends string = never,
>(
  network: Layer<In, Out, P>,
  loss: Judge & OfClasses<weightsFor<"evaluate", Out, Judge>>,
  inputs: takesExamples<"evaluate", In, Inputs, [Inputs[0], ...In]>,
  targets: takesTargets<"evaluate", Inputs, [Inputs[0], ...In], Targets, [Inputs[0], ...Out], Judge>,
  options?: EvaluateOptions<Out, Name, TargetOf<Targets, Out>>,
): NetworkEvaluation<Name>;
export function evaluate<P>(
  givenNetwork: LayerOf<P>,
  givenLoss: Loss,
  givenInputs: unknown,
  givenTargets: unknown,
  options: EvaluateOptions<Shape, string> = {},
): NetworkEvaluation<string> {
  const given = readOptions("evaluate", options, ["batchSize", "metrics"]);
  const { batchSize = 32 } = given;
  const network = checkLayer("evaluate", "the network", givenNetwork);
  checkTensor("evaluate", givenInputs);
  checkExamplesAxis("evaluate", network.inputShape, givenInputs.shape);
  const { loss, inputs, targets } = checkExample("evaluate", network, givenLoss, givenInputs, givenTargets);
  checkWhole("evaluate: batchSize", batchSize, 1);
  const metrics = checkMetrics("evaluate", given.metrics);
  const batches = evaluating("evaluate", { network, loss, inputs, targets, batchSize, metrics });
  for (;;) {
    const { done, value } = batches.next();
    if (done) return value;
  }
}

/** What to evaluate, checked. */
export interface Evaluated {
  readonly network: AnyLayer;
  readonly loss: Loss;
  readonly inputs: AnyTensor;
  readonly targets: AnyTensor;
  readonly batchSize: number;
  readonly metrics: Metrics;
}

/** Evaluates a network, and pauses before each batch. */
export function* evaluating(operation: string, given: Evaluated): Generator<void, NetworkEvaluation<string>> {
  const { network, loss, inputs, targets, batchSize, metrics } = given;
  const examples: number = inputs.shape[0];
  const shape = [examples, ...network.outputShape];
  const each = count(shape, 1);
  const outputs = metrics.size > 0 ? new Float64Array(examples * each) : undefined;
  const total = new Total(loss, network.outputShape);
  for (let start = 0; start < examples; start += batchSize) {
    yield;
    const end = Math.min(start + batchSize, examples);
    const held = rows(targets, start, end);
    const found = pass(given, rows(inputs, start, end), held, undefined, total, outputs !== undefined);
    if (found) outputs?.set(found, start * each);
  }
  if (outputs === undefined) return { loss: total.value, metrics: {} };
  const all = claimWhole(engine().upload(outputs), shape);
  return { loss: total.value, metrics: measure(operation, metrics, all, targets) };
}

/** Runs one batch, and adds its loss to the total. Returns the numbers of the outputs, if they are asked for. */
export function pass(
  { network, loss }: Pick<Evaluated, "network" | "loss">,
  inputs: AnyTensor,
  targets: AnyTensor,
  weights: AnyTensor | undefined,
  total: Total,
  isKept: boolean,
): Float64Array | undefined {
  const compute = () => {
    const output = network.predict(inputs);
    return { output: viewOf("evaluate", output), found: judge(loss, output, targets, weights).loss };
  };
  const { output, found } =
    isOwn(network) && isOwn(loss) // as in a step of training
      ? scope(compute, ({ output, found }) => [...(isKept ? [output.storage] : []), ...storageOf(found)])
      : compute();
  total.add(new LateLoss(found).loss, targets, inputs.shape[0]);
  if (!isKept) return undefined;
  const numbers = new Float64Array(count(output.shape));
  gather(output.storage.values, output, numbers);
  return numbers;
}

/** Calls each metric with the outputs for the first examples, so that one that fails does so before the training. */
export function tryMetrics(operation: string, { network, inputs, targets, batchSize, metrics }: Evaluated): void {
  if (metrics.size === 0) return;
  const end = Math.min(batchSize, inputs.shape[0]);
  measure(operation, metrics, network.predict(rows(inputs, 0, end)), rows(targets, 0, end));
}

const rows = (tensor: AnyTensor, start: number, end: number): AnyTensor =>
  claim(operations.slice(viewOf("evaluate", tensor), [[start, end]]));
