/** A pass and a step of an optimiser as one program. */
import { engine } from "../../engine/current.js";
import { leaves, matching, readTree, visitLeaves } from "../../grad/tree.js";
import { compile } from "../../program/compile.js";
import { Compiled, type Part, Recent } from "../../program/compiled.js";
import { type Lowered, lowered } from "../../program/lowered/lowered.js";
import { scalar } from "../../tensor/create.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, type Scalar, viewOf } from "../../tensor/tensor.js";
import { largeTables } from "../contract/large-tables.js";
import type { AnyLayer, LayerOf } from "../contract/layer.js";
import { judge, type Loss } from "../contract/loss.js";
import { comeFrom } from "../contract/origin.js";
import { isOwn } from "../contract/own.js";
import { recordsOf } from "../contract/records.js";
import { borrowed } from "../contract/trainable.js";
import { viewOver } from "../contract/with.js";
import { type Memory, memoryOf, type Stepper, total } from "../optimizers/optimizer.js";

/** A pass and a step of an optimiser. Returns the loss. */
type Both = (inputs: AnyTensor, targets: AnyTensor) => number;

/**
 * Returns a function that carries out a pass and a step of the optimiser, compiled, and returns the loss. It does nothing and returns
 * undefined if they can't be compiled. What it is given has been checked.
 */
export function compiledStep<P>(
  network: LayerOf<P>,
  loss: Loss,
  optimizer: Stepper<P>,
): (...example: Parameters<Both>) => number | undefined {
  const memory = memoryOf(optimizer);
  let step: Both | undefined;
  if (isOwn(network) && isOwn(loss) && !network.trainables?.some((each) => largeTables.has(each)))
    step =
      memory?.begin && !recordsOf(network)
        ? stepInPlace(network, loss, memory.homes, memory.begin)
        : stepOfAnother(network, loss, optimizer);
  return (inputs, targets) => {
    try {
      return step?.(inputs, targets);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("compile: "))) throw error;
      step = undefined; // what can't be recorded runs as it is; nothing has changed yet
      return undefined;
    }
  };
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
    return program instanceof Compiled ? program.use(views, parts, update) : program.use(views, update);
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
    return value.at();
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
