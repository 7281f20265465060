/** A step of training: forward, back, and an update of the parameters. */
import { engine } from "../../engine/current.js";
import { whole } from "../../engine/layout.js";
import { leaves, matching, readTree, visitLeaves } from "../../grad/tree.js";
import { compile } from "../../program/compile.js";
import { Compiled, type Part, Recent } from "../../program/compiled.js";
import { type Lowered, lowered } from "../../program/lowered/lowered.js";
import { fieldsOf } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { scalar } from "../../tensor/create.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, type Scalar, viewOf } from "../../tensor/tensor.js";
import type { OfClasses, weightsFor } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer, checkLoss } from "../contract/foreign.js";
import { largeTables } from "../contract/large-tables.js";
import type { AnyLayer, Layer, LayerOf } from "../contract/layer.js";
import { judge, type Loss } from "../contract/loss.js";
import { comeFrom } from "../contract/origin.js";
import { isOwn } from "../contract/own.js";
import type { LeadOf, NotRecords, OfRecords, takesInputs } from "../contract/record-network.js";
import { recordsOf } from "../contract/records.js";
import { borrowed } from "../contract/trainable.js";
import { viewOver } from "../contract/with.js";
import { checkOptimizer, type Memory, memoryOf, type Stepper, total } from "../optimizers/optimizer.js";
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
 * each shape of a batch (see `compile` of `conformable`), so that it takes fewer passes over the numbers, and its memory is planned once. The
 * parameters become the same. Small networks, convolutions and attention gain most from that; large dense layers spend their time in products.
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
  const { step: take } = fieldsOf(optimizer);
  checkFunction("trainingStep", "optimizer.step", take);
  checkOptimizer("trainingStep", optimizer, network);
  let step =
    isOwn(network) && isOwn(loss) && !network.trainables?.some((each) => largeTables.has(each))
      ? compiledStep(network, loss, optimizer)
      : undefined;

  return (givenInputs, givenTargets) => {
    const { inputs, targets } = checkExample("trainingStep", network, loss, givenInputs, givenTargets);
    demandOf(network)?.(inputs.shape); // a network of records checks it in `forward`
    if (step) {
      try {
        return step(inputs, targets);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("compile: "))) throw error;
        step = undefined; // what can't be recorded runs as it is; nothing has changed yet
      }
    }
    const result = propagate(network, loss, inputs, targets);
    const value = scalar(result.loss);
    optimizer.step(result.gradients);
    return value;
  };
}

/** A pass and a step of an optimiser. Returns the loss. */
type Both = (inputs: AnyTensor, targets: AnyTensor) => Scalar;

function compiledStep<P>(network: LayerOf<P>, loss: Loss, optimizer: Stepper<P>): Both {
  const memory = memoryOf(optimizer);
  return memory?.begin && !recordsOf(network)
    ? stepInPlace(network, loss, memory.homes, memory.begin)
    : stepOfAnother(network, loss, optimizer);
}

/** With an optimiser that updates parameters in place, before the gradients are freed. */
function stepInPlace(network: AnyLayer, loss: Loss, homes: Memory["homes"], begin: NonNullable<Memory["begin"]>): Both {
  const parameters = leaves(borrowed(() => network.parameters));
  const places = homes.flatMap((home) => home.places);
  let count = 0;
  const parts = homes.map((home): Part => {
    const first = count + 1; // the loss is output 0
    count += home.places.length;
    return { outputs: home.places.map((_, leaf) => first + leaf), changed: home.places.flat() };
  });
  const pass = passOf(network, loss, (gradients) => {
    const found = matching("trainingStep", parameters, gradients);
    return places.map((each) => claim(total("trainingStep", each, found)));
  });
  const recent = new Recent();
  const programs = new WeakMap<Compiled, Compiled | Lowered>();
  const programFor = (inputs: AnyTensor, targets: AnyTensor): Compiled | Lowered => {
    const current = engine();
    const compiled = recent.get(current, `${inputs.shape};${targets.shape}`, () => {
      const tree = readTree(
        "trainingStep",
        borrowed(() => network.parameters),
      );
      return new Compiled(current, pass as never, [tree, inputs, targets]); // parameters are a tree of tensors
    });
    const program = programs.get(compiled) ?? lowered(current, compiled.recording, compiled.plan, parts) ?? compiled;
    programs.set(compiled, program);
    return program;
  };

  return (inputs, targets) => {
    const program = programFor(inputs, targets);
    const views: Value[] = [];
    let next = 0;
    for (const { trainable } of homes)
      visitLeaves(trainable.peek(), (tensor) => {
        for (const place of places[next++] as readonly number[]) views[place] = viewOf("trainingStep", tensor); // there is one for each
      });
    views.push(viewOf("trainingStep", inputs), viewOf("trainingStep", targets));
    const update = begin();
    const found = program instanceof Compiled ? program.use(views, parts, update) : program.use(views, update);
    return claim(whole(engine().upload([found]), []));
  };
}

/** With an optimiser that may keep the gradients, or for a network of records. */
function stepOfAnother<P>(network: LayerOf<P>, loss: Loss, optimizer: Stepper<P>): Both {
  const pass = compile(passOf(network, loss, (gradients) => gradients) as never) as ReturnType<typeof passOf>; // trees of tensors
  return (inputs, targets) => {
    const [value, gradients] = pass(
      borrowed(() => network.parameters),
      inputs,
      targets,
    );
    comeFrom(Object(gradients), network);
    optimizer.step(gradients as P);
    return value;
  };
}

/** The loss and the gradients as a function of the parameters, which no layer holds meanwhile. */
const passOf =
  (network: AnyLayer, loss: Loss, arranged: (gradients: unknown) => unknown) =>
  (parameters: unknown, inputs: AnyTensor, targets: AnyTensor): readonly [Scalar, unknown] => {
    const { output, backward } = viewOver(network, parameters).forward(inputs);
    const { loss: value, error } = judge(loss, output, targets);
    return [typeof value === "number" ? scalar(value) : claim(value), arranged(backward(error).gradients)];
  };
