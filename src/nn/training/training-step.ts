/** A step of training: forward, back, and an update of the parameters. */
import { compile } from "../../program/compile.js";
import { fieldsOf } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { scalar } from "../../tensor/create.js";
import { type AnyTensor, claim, type Scalar } from "../../tensor/tensor.js";
import type { OfClasses, weightsFor } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer, checkLoss } from "../contract/foreign.js";
import { largeTables } from "../contract/large-tables.js";
import type { AnyLayer, Gradients, Layer, LayerOf } from "../contract/layer.js";
import { judge, type Loss } from "../contract/loss.js";
import { comeFrom } from "../contract/origin.js";
import { isOwn } from "../contract/own.js";
import type { LeadOf, NotRecords, OfRecords, takesInputs } from "../contract/record-network.js";
import { borrowed } from "../contract/trainable.js";
import { viewOver } from "../contract/with.js";
import { checkOptimizer, type Stepper } from "../optimizers/optimizer.js";
import { checkExample, type InputsOf, propagate, type targetsFitTheOutput } from "./backpropagate.js";
import type { takesLoss, takesRecordTargets } from "./record-examples.js";

/** A step of training: takes a batch, updates the parameters, and returns the loss before the update. Made by {@link trainingStep}. */
export type TrainingStep<In extends Shape, Out extends Shape, Judge> = <Inputs extends Shape, Targets extends Shape>(
  inputs: InputsOf<"trainingStep", In, Inputs>,
  targets: targetsFitTheOutput<"trainingStep", In, Out, Inputs, Targets, Judge>,
) => Scalar;

/** The same for a {@link RecordNetwork}. */
export type RecordTrainingStep<In extends Shape, Out extends Shape, Judge> = <Inputs, Targets>(
  inputs: takesInputs<"trainingStep", In, Inputs>,
  targets: takesRecordTargets<"trainingStep", Out, LeadOf<In, Inputs>, Targets, Judge>,
) => Scalar;

/**
 * Returns a function that trains a network on one batch: {@link backpropagate}, and a step of the optimiser. The pass is compiled once for
 * each shape of a batch (see `compile` of `conformable`), so that it takes fewer passes over the numbers. The parameters become the same.
 * Convolutions and attention gain from that. Networks of dense layers spend their time in products, and are about as fast either way.
 *
 * A network that draws random numbers or updates averages in training, because it contains {@link dropout} or {@link batchNorm}, isn't
 * compiled, and neither are networks with a large {@link embedding}, and layers or losses of your own. They are trained too, as fast as by {@link backpropagate}.
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
  Judge extends Loss,
  Ins extends Shape = NotRecords,
  Outs extends Shape = NotRecords,
>(
  network: Layer<In, Out, P> | OfRecords<Ins, Outs, P>,
  loss: [Outs] extends [NotRecords]
    ? Judge & OfClasses<weightsFor<"trainingStep", Out, Judge>>
    : takesLoss<"trainingStep", Outs, Judge>,
  optimizer: Stepper<NoInfer<P>>,
): [Ins] extends [NotRecords] ? TrainingStep<In, Out, Judge> : RecordTrainingStep<Ins, Outs, Judge>;
export function trainingStep<P>(
  givenNetwork: unknown,
  givenLoss: unknown,
  optimizer: Stepper<P>,
): (inputs: unknown, targets: unknown) => Scalar {
  const network = checkLayer("trainingStep", "the network", givenNetwork, true) as LayerOf<P>; // checkLayer wraps the given layer
  const loss = checkLoss("trainingStep", givenLoss);
  const { step } = fieldsOf(optimizer);
  checkFunction("trainingStep", "optimizer.step", step);
  checkOptimizer("trainingStep", optimizer, network);
  let pass =
    isOwn(network) && isOwn(loss) && !network.trainables?.some((each) => largeTables.has(each))
      ? compiledPass<P>(network, loss)
      : undefined;

  return (givenInputs, givenTargets) => {
    const { inputs, targets } = checkExample("trainingStep", network, loss, givenInputs, givenTargets);
    demandOf(network)?.(inputs.shape); // a network of records checks it in `forward`
    if (pass) {
      try {
        const { gradients, value } = pass(
          borrowed(() => network.parameters),
          inputs,
          targets,
        );
        comeFrom(Object(gradients), network);
        optimizer.step(gradients);
        return value;
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("compile: "))) throw error;
        pass = undefined; // what can't be recorded runs as it is; nothing has changed yet
      }
    }
    const result = propagate(network, loss, inputs, targets);
    const value = scalar(result.loss);
    optimizer.step(result.gradients);
    return value;
  };
}

/** The pass as a function of the parameters, which no layer holds meanwhile. */
function compiledPass<P>(network: AnyLayer, loss: Loss): Pass<P> {
  const pass = (parameters: unknown, inputs: AnyTensor, targets: AnyTensor) => {
    const { output, backward } = viewOver(network, parameters).forward(inputs);
    const { loss: value, error } = judge(loss, output, targets);
    return { gradients: backward(error).gradients, value: typeof value === "number" ? scalar(value) : claim(value) };
  };
  return compile(pass as never); // parameters and gradients are trees of tensors
}
type Pass<P> = (
  parameters: P,
  inputs: AnyTensor,
  targets: AnyTensor,
) => { readonly gradients: Gradients<P>; readonly value: Scalar };
