/** A step of training: forward, back, and an update of the parameters. */
import { engine } from "../../engine/current.js";
import { leaves, matching, readTree, visitLeaves } from "../../grad/tree.js";
import { Compiled, Recent } from "../../program/compiled.js";
import { type Lowered, lowered } from "../../program/lowered/lowered.js";
import { fieldsOf } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { scalar } from "../../tensor/create.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, type Scalar, viewOf } from "../../tensor/tensor.js";
import type { OfClasses, weightsFor } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer, checkLoss } from "../contract/foreign.js";
import type { Layer, LayerOf } from "../contract/layer.js";
import { judge, type Loss } from "../contract/loss.js";
import { isOwn } from "../contract/own.js";
import { borrowed } from "../contract/trainable.js";
import { viewOver } from "../contract/with.js";
import { checkOptimizer, memoryOf, type Stepper, total } from "../optimizers/optimizer.js";
import { checkExample, type InputsOf, propagate, type targetsFitTheOutput } from "./backpropagate.js";

/** A step of training: takes a batch, updates the parameters, and returns the loss before the update. Made by {@link trainingStep}. */
export type TrainingStep<In extends Shape, Out extends Shape, Judge> = <Inputs extends Shape, Targets extends Shape>(
  inputs: InputsOf<"trainingStep", In, Inputs>,
  targets: targetsFitTheOutput<"trainingStep", In, Out, Inputs, Targets, Judge>,
) => Scalar;

/**
 * Returns a function that trains a network on one batch: {@link backpropagate}, and a step of the optimiser. The pass is compiled once for
 * each shape of a batch (see `compile` of `conformable`), so that it takes fewer passes over the numbers. The parameters become the same.
 * Convolutions and attention gain from that. Networks of dense layers spend their time in products, and are about as fast either way.
 *
 * A network that draws random numbers or updates averages in training, because it contains {@link dropout} or {@link batchNorm}, isn't
 * compiled, and neither are layers or losses of your own. They are trained too, as fast as by {@link backpropagate}.
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
export function trainingStep<In extends Shape, Out extends Shape, P, Judge extends Loss>(
  network: Layer<In, Out, P>,
  loss: Judge & OfClasses<weightsFor<"trainingStep", Out, Judge>>,
  optimizer: Stepper<NoInfer<P>>,
): TrainingStep<In, Out, Judge>;
export function trainingStep<P>(
  givenNetwork: LayerOf<P>,
  givenLoss: Loss,
  optimizer: Stepper<P>,
): (inputs: unknown, targets: unknown) => Scalar {
  const network = checkLayer("trainingStep", "the network", givenNetwork) as LayerOf<P>; // checkLayer wraps the given layer
  const loss = checkLoss("trainingStep", givenLoss);
  const { step } = fieldsOf(optimizer);
  checkFunction("trainingStep", "optimizer.step", step);
  checkOptimizer("trainingStep", optimizer, network);
  let pass = isOwn(network) && isOwn(loss) ? compiledPass<P>(network, loss, optimizer) : undefined;

  return (givenInputs, givenTargets) => {
    const { inputs, targets } = checkExample("trainingStep", network, loss, givenInputs, givenTargets);
    demandOf(network)?.(inputs.shape);
    if (pass) {
      try {
        return pass(inputs, targets);
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

/** A pass and a step of the optimiser. Returns the loss. */
type Pass = (inputs: AnyTensor, targets: AnyTensor) => Scalar;

function compiledPass<P>(network: LayerOf<P>, loss: Loss, optimizer: Stepper<P>): Pass {
  const memory = memoryOf(optimizer);
  const parameters = leaves(borrowed(() => network.parameters));
  const places = memory?.homes.flatMap((home) => home.places);

  /** The loss, and a gradient for each parameter. No layer holds the parameters meanwhile. */
  const pass = (over: unknown, inputs: AnyTensor, targets: AnyTensor) => {
    const { output, backward } = viewOver(network, over).forward(inputs);
    const { loss: value, error } = judge(loss, output, targets);
    const { gradients } = backward(error);
    return [typeof value === "number" ? scalar(value) : claim(value), inPlaces(gradients)] as const;
  };
  const inPlaces = (gradients: unknown) => {
    const found = matching("trainingStep", parameters, gradients);
    return places ? places.map((each) => claim(total("trainingStep", each, found))) : found;
  };

  const recent = new Recent();
  const programs = new WeakMap<Compiled, Compiled | Lowered>();
  return (inputs, targets) => {
    const tree = borrowed(() => network.parameters);
    const views: Value[] = [];
    visitLeaves(tree, (tensor) => views.push(viewOf("trainingStep", tensor)));
    views.push(viewOf("trainingStep", inputs), viewOf("trainingStep", targets));
    const current = engine();
    const compiled = recent.get(current, `${inputs.shape};${targets.shape}`, () => new Compiled(current, pass as never, [readTree("trainingStep", tree), inputs, targets]));
    let program = programs.get(compiled);
    if (program === undefined) programs.set(compiled, (program = lowered(current, compiled.recording, compiled.plan) ?? compiled));
    return scalar(
      program.use(views, ([value, ...gradients]) => {
        const { storage, offset } = value as Value;
        const loss = storage.values[offset] as number;
        memory?.prepare(gradients)();
        return loss;
      }),
    );
  };
}
