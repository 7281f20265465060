/** Measures a network on examples that it doesn't learn from. */
import { engine } from "../../engine/current.js";
import { gather } from "../../engine/layout.js";
import { leaves, mapTensors } from "../../grad/tree.js";
import type { Accepting, Anything } from "../../shape/accepted.js";
import type { BatchSize } from "../../shape/batch.js";
import type { takesOptions } from "../../shape/known.js";
import { checkWhole, readOptions } from "../../shape/options.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import * as operations from "../../tensor/operations/index.js";
import { scope } from "../../tensor/tape.js";
import { type AnyTensor, claim, claimWhole, type Tensor, viewOf } from "../../tensor/tensor.js";
import type { takesALoss } from "../contract/class-loss.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import { judge, LateLoss, type Loss, Total } from "../contract/loss.js";
import { checkMetrics, type Metric, type Metrics, measure, type takesMetrics } from "../contract/metric.js";
import type { takesANetwork } from "../contract/no-layer.js";
import { isOwn } from "../contract/own.js";
import type { LeadOf, NotRecords, OfAnyParameters, OfRecords } from "../contract/record-network.js";
import { checkExample, storageOf } from "./backpropagate.js";
import type { AreOutputs, MetricFor, takesExamples, targetsAreLikeTheOutputs } from "./examples.js";
import type { ofOneShapeUnlessAny } from "./fits.js";
import type { takesLoss, takesRecordExamples, takesRecordTargets } from "./record-examples.js";
import type { Measured, RecordEvaluateOptions, takesRecordMetrics } from "./record-training.js";

/**
 * Options of {@link evaluate}.
 *
 * @typeParam Out - the shape of one output
 * @typeParam Name - the names of the metrics
 * @typeParam Target - the shape of one target
 * @typeParam Measure - a metric of these outputs and targets
 * @typeParam Metrics - a record of metrics
 */
export interface EvaluateOptions<
  Out extends Shape,
  Name extends string,
  Target extends Shape = Out,
  Measure = Metric<[BatchSize, ...Out], [BatchSize, ...Target]>,
  Metrics = { readonly [Key in Name]: Measure },
> {
  /** The number of examples that go through the network at a time, 32 by default. The result doesn't depend on it, except for rounding. */
  readonly batchSize?: number | undefined;
  /** Functions of all outputs and targets, such as {@link accuracy}. Their results have the same names. */
  readonly metrics?: Metrics;
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
 * The examples go through the network in batches, so the layers don't need more memory for more examples. The loss is the mean
 * over all examples, $C = \frac{1}{N} \sum_b n_b C_b$ for batches of $n_b$ examples with the losses $C_b$. Each metric is called
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
  Judge = Loss,
  Name extends string = never,
  Ins extends Shape = NotRecords,
  Outs extends Shape = NotRecords,
  Given = unknown,
  Wanted = unknown,
  Metrics = unknown,
  Model = unknown,
  Options = unknown,
  Unset = unknown,
  Same extends AreOutputs<Out, Targets, Unset> = "accepted",
  Ok extends Accepting<takesMetrics<"evaluate", Metrics, unknown>> = unknown,
>(
  network: takesANetwork<"evaluate", Model, Layer<In, Out, P> | OfRecords<Ins, Outs, P>, OfAnyParameters<In, Out>>,
  loss: [Outs] extends [NotRecords]
    ? takesALoss<"evaluate", Out, Judge, [Inputs[0]]>
    : takesLoss<"evaluate", Outs, Judge, LeadOf<Ins, Given>>,
  inputs: [Ins, Given] extends [NotRecords, Tensor<Inputs>]
    ? takesExamples<"evaluate", In, Inputs, [Inputs[0], ...In]>
    : [Ins] extends [NotRecords]
      ? ofOneShapeUnlessAny<"evaluate", In, Given, takesExamples<"evaluate", In, Inputs, [Inputs[0], ...In]>>
      : takesRecordExamples<"evaluate", Ins, Given>,
  targets: [Ins, Wanted] extends [NotRecords, Tensor<Targets>]
    ? targetsAreLikeTheOutputs<"evaluate", [Inputs[0], ...Out], Targets, Inputs, [Inputs[0], ...In], Judge>
    : [Ins] extends [NotRecords]
      ? ofOneShapeUnlessAny<
          "evaluate",
          In,
          Wanted,
          targetsAreLikeTheOutputs<"evaluate", [Inputs[0], ...Out], Targets, Inputs, [Inputs[0], ...In], Judge>
        >
      : takesRecordTargets<"evaluate", Outs, LeadOf<Ins, Given>, Wanted, Judge>,
  options?: takesOptions<
    "evaluate",
    Options,
    [Ins] extends [NotRecords]
      ? EvaluateOptions<
          Out,
          Name,
          Out,
          NoInfer<MetricFor<Out, Targets, Judge, Same>>,
          takesMetrics<"evaluate", Metrics, { readonly [Key in Name]: NoInfer<MetricFor<Out, Targets, Judge, Same>> }>
        >
      : RecordEvaluateOptions<
          Outs,
          Name,
          Wanted,
          takesRecordMetrics<
            "evaluate",
            Metrics,
            Name,
            Outs,
            Measured<Wanted, takesRecordTargets<"evaluate", Outs, LeadOf<Ins, Given>, Wanted, Judge>>
          >
        >
  >,
): unknown extends NoInfer<Ok> ? NetworkEvaluation<Name> : Anything;
export function evaluate(
  givenNetwork: unknown,
  givenLoss: unknown,
  givenInputs: unknown,
  givenTargets: unknown,
  options: object = {},
): NetworkEvaluation<string> {
  const given = readOptions<{ readonly batchSize?: number; readonly metrics?: unknown }>("evaluate", options, [
    "batchSize",
    "metrics",
  ]);
  const { batchSize = 32 } = given;
  const { network, loss, inputs, targets, lead } = checkExample(
    "evaluate",
    givenNetwork,
    givenLoss,
    givenInputs,
    givenTargets,
    true,
  );
  checkWhole("evaluate: batchSize", batchSize, 1);
  const metrics = checkMetrics("evaluate", given.metrics);
  const batches = evaluating("evaluate", { network, loss, inputs, targets, lead, batchSize, metrics });
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
  /** The leading axes: that of the examples. */
  readonly lead: Shape;
  readonly batchSize: number;
  readonly metrics: Metrics;
}

/** Evaluates a network, and pauses before each batch. */
export function* evaluating(operation: string, given: Evaluated): Generator<void, NetworkEvaluation<string>> {
  const { network, loss, inputs, targets, lead, batchSize, metrics } = given;
  const [examples = 0] = lead;
  /** All outputs that metrics need, in the order of the leaves of an output. */
  const outputs: Collected[] = [];
  const total = new Total(loss, network.outputShape);
  let tree: AnyTensor | undefined;
  for (let start = 0; start < examples; start += batchSize) {
    yield;
    const end = Math.min(start + batchSize, examples);
    const held = rows(targets, start, end);
    const output = pass(operation, given, rows(inputs, start, end), held, undefined, total, end - start);
    if (output) collect(operation, output, outputs, start, examples);
    tree = output;
  }
  if (metrics.size === 0) return { loss: total.value, metrics: {} };
  let next = 0;
  const all = mapTensors(tree as AnyTensor, () => {
    const { numbers, shape } = outputs[next++] as Collected; // there is one for each
    return claimWhole(engine().upload(numbers), shape);
  });
  return { loss: total.value, metrics: measure(operation, metrics, all, targets) };
}

/** One of the outputs, for all examples. */
interface Collected {
  readonly numbers: Float64Array;
  readonly shape: Shape;
}

/** Copies the outputs for some examples to where they belong among those for all. */
function collect(operation: string, output: AnyTensor, outputs: Collected[], start: number, examples: number): void {
  for (const [index, { tensor }] of leaves(output).entries()) {
    const view = viewOf(operation, tensor);
    const each = count(view.shape, 1);
    outputs[index] ??= { numbers: new Float64Array(examples * each), shape: [examples, ...view.shape.slice(1)] };
    const rows = view.shape[0] as number; // there is an axis of examples
    gather(view.storage.values, view, outputs[index].numbers.subarray(start * each, (start + rows) * each));
  }
}

/** Runs one batch, and adds its loss to the total. Returns the output if there are metrics, which need it. */
export function pass(
  operation: string,
  { network, loss, metrics }: Pick<Evaluated, "network" | "loss" | "metrics">,
  inputs: AnyTensor,
  targets: AnyTensor,
  weights: AnyTensor | undefined,
  total: Total,
  size: number,
): AnyTensor | undefined {
  const isKept = metrics.size > 0;
  const compute = () => {
    const output = network.predict(inputs);
    return { output, found: judge(loss, output, targets, weights).loss };
  };
  const { output, found } =
    isOwn(network) && isOwn(loss) // as in a step of training
      ? scope(compute, ({ output, found }) => [
          ...(isKept ? leaves(output).map(({ tensor }) => viewOf(operation, tensor).storage) : []),
          ...storageOf(found),
        ])
      : compute();
  total.add(new LateLoss(found).loss, targets, size);
  return isKept ? output : undefined;
}

/** Calls each metric with the outputs for the first examples, so that one that fails does so before the training. */
export function tryMetrics(operation: string, { network, inputs, targets, lead, batchSize, metrics }: Evaluated): void {
  if (metrics.size === 0) return;
  const end = Math.min(batchSize, lead[0] as number); // there is one axis
  measure(operation, metrics, network.predict(rows(inputs, 0, end)), rows(targets, 0, end));
}

/** Some of the examples, of a tensor or of each in a record. */
const rows = (data: AnyTensor, start: number, end: number): AnyTensor =>
  mapTensors(data, ({ tensor }) => claim(operations.slice(viewOf("evaluate", tensor), [[start, end]])));
