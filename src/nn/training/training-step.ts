/** A step of training: forward, back, and an update of the parameters. */
import type { Anything } from "../../shape/accepted.js";
import type { Shape } from "../../shape/shape.js";
import { scalar } from "../../tensor/create.js";
import type { Scalar } from "../../tensor/tensor.js";
import type { takesALoss } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkLayer, checkLoss } from "../contract/foreign.js";
import type { Layer, LayerOf } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import type { takesANetwork } from "../contract/no-layer.js";
import type { LeadOf, NotRecords, OfRecords, takesInputs } from "../contract/record-network.js";
import { checkOptimizer, type takesAnOptimizer } from "../optimizers/check-optimizer.js";
import type { Stepper } from "../optimizers/optimizer.js";
import { checkExample, propagate } from "./backpropagate.js";
import { compiledStep } from "./compiled-step.js";
import type { inputsFitTheNetwork, oneTensor, targetsFitTheOutput } from "./fits.js";
import type { takesLoss, takesRecordTargets } from "./record-examples.js";

/** A step of training: takes a batch, updates the parameters, and returns the loss before the update. Made by {@link trainingStep}. */
export type TrainingStep<In extends Shape, Out extends Shape, Judge> = <
  Inputs extends Shape,
  Targets extends Shape,
  Given = unknown,
  Wanted = unknown,
>(
  inputs: oneTensor<"trainingStep", Given, Inputs, inputsFitTheNetwork<"trainingStep", In, Inputs>>,
  targets: oneTensor<"trainingStep", Wanted, Targets, targetsFitTheOutput<"trainingStep", In, Out, Inputs, Targets, Judge>>,
) => Scalar;

/** A {@link TrainingStep} for a {@link RecordNetwork}. */
export type RecordTrainingStep<In extends Shape, Out extends Shape, Judge> = <Inputs, Targets>(
  inputs: takesInputs<"trainingStep", In, Inputs>,
  targets: takesRecordTargets<"trainingStep", Out, LeadOf<In, Inputs>, Targets, Judge>,
) => Scalar;

/**
 * Returns a function that trains a network on one batch: it calls {@link backpropagate}, and takes a step of the optimiser. The
 * step is compiled once for each shape of a batch (see `compile` of `conformable`). It then goes through the numbers fewer times,
 * and its memory is planned once. The result is the same. Small networks, convolutions and attention gain most from this; large
 * dense layers gain little, because they spend their time in products.
 *
 * Networks with a large {@link embedding}, and your own layers and losses, aren't compiled; they train as fast as with
 * {@link backpropagate}. The same holds for {@link dropout} in a network of records, or with your own optimiser.
 *
 * Shapes: inputs `[...Batch, ...In]`, targets as for {@link backpropagate}.
 *
 * @returns a function that returns the loss of the batch, before the update. It throws what {@link backpropagate} throws; then no parameter
 * has changed
 * @throws Error if the optimizer is of another network
 * @example
 * ```ts
 * import { random, randomNormal } from "conformable";
 * import { adam, crossEntropy, dense, relu, sequential, trainingStep } from "conformable/nn";
 *
 * const network = sequential(dense(8, 16, { activation: relu }), dense(16, 3));
 * const step = trainingStep(network, crossEntropy, adam(network));
 *
 * const [inputs, classes] = [randomNormal([32, 8]), random(1).integers(0, 3, [32])];
 * for (let count = 0; count < 10; count++) {
 *   const loss = step(inputs, classes);
 *   console.log(loss.at());
 * }
 * ```
 */
export function trainingStep<
  In extends Shape,
  Out extends Shape,
  P,
  Judge = Loss,
  Ins extends Shape = NotRecords,
  Outs extends Shape = NotRecords,
  Steps = unknown,
  Model = unknown,
>(
  network: takesANetwork<"trainingStep", Model, Layer<In, Out, P> | OfRecords<Ins, Outs, P>>,
  loss: [Outs] extends [NotRecords] ? takesALoss<"trainingStep", Out, Judge> : takesLoss<"trainingStep", Outs, Judge>,
  optimizer: takesAnOptimizer<"trainingStep", P, Steps>,
): [Ins] extends [NotRecords]
  ? unknown extends Model
    ? Anything
    : TrainingStep<In, Out, Judge>
  : RecordTrainingStep<Ins, Outs, Judge>;
export function trainingStep<P>(
  givenNetwork: unknown,
  givenLoss: unknown,
  optimizer: Stepper<P>,
): (inputs: unknown, targets: unknown) => Scalar {
  const network = checkLayer("trainingStep", "the network", givenNetwork, true) as LayerOf<P>; // checkLayer wraps the given layer
  const loss = checkLoss("trainingStep", givenLoss);
  checkOptimizer("trainingStep", optimizer, network);
  const compiled = compiledStep(network, loss, optimizer);
  return (givenInputs, givenTargets) => {
    const { inputs, targets } = checkExample("trainingStep", network, loss, givenInputs, givenTargets);
    demandOf(network)?.(inputs.shape); // a network of records checks it in `forward`
    const found = compiled(inputs, targets);
    if (found !== undefined) return scalar(found);
    const result = propagate(network, loss, inputs, targets);
    const value = scalar(result.loss);
    optimizer.step(result.gradients);
    return value;
  };
}
