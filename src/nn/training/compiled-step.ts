/** A pass and a step of an optimiser as one program. */
import { engine } from "../../engine/current.js";
import { leaves, matching, readTree, visitLeaves } from "../../grad/tree.js";
import { compile } from "../../program/compile.js";
import { Compiled, type Part, Recent, type Take } from "../../program/compiled.js";
import { type Lowered, lowered } from "../../program/lowered/lowered.js";
import { scalar, zeros } from "../../tensor/create.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, type Scalar, viewOf } from "../../tensor/tensor.js";
import { type Effects, withEffects } from "../contract/effects.js";
import { largeTables } from "../contract/large-tables.js";
import type { AnyLayer, LayerOf } from "../contract/layer.js";
import { judge, type Loss } from "../contract/loss.js";
import { comeFrom } from "../contract/origin.js";
import { isOwn } from "../contract/own.js";
import { recordsOf } from "../contract/records.js";
import { borrowed } from "../contract/trainable.js";
import { viewOver } from "../contract/with.js";
import { type Memory, memoryOf, type Stepper, total } from "../optimizers/optimizer.js";

/** A pass and a step of an optimiser. Returns the loss, or does nothing and returns undefined if they can't be compiled. */
type Both = (inputs: AnyTensor, targets: AnyTensor) => number | undefined;

/** Returns a compiled pass and step. What they are given has been checked. */
export function compiledStep<P>(network: LayerOf<P>, loss: Loss, optimizer: Stepper<P>): Both {
  const memory = memoryOf(optimizer);
  let step: Both | undefined;
  if (isOwn(network) && isOwn(loss) && !network.trainables?.some((each) => largeTables.has(each)))
    step =
      memory?.begin && !recordsOf(network)
        ? stepInPlace(network, loss, memory.homes, memory.begin)
        : stepOfAnother(network, loss, optimizer);
  return (inputs, targets) => {
    try {
      const found = step?.(inputs, targets);
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("compile: "))) throw error; // what can't be recorded runs as it is
    }
    step = undefined; // nothing has changed yet
    return undefined;
  };
}

/** A program for examples of certain shapes, and what its pass does besides. */
interface Program {
  readonly program: Compiled | Lowered;
  readonly parts: readonly Part[];
  readonly effects: Effects;
}

/** With an optimiser that updates parameters in place, before the gradients are freed. */
function stepInPlace(network: AnyLayer, loss: Loss, homes: Memory["homes"], begin: NonNullable<Memory["begin"]>): Both {
  const parameters = leaves(borrowed(() => network.parameters));
  const places = homes.flatMap((home) => home.places);
  const pass = passOf(network, loss, (gradients) => {
    const found = matching("trainingStep", parameters, gradients);
    return places.map((each) => claim(total("trainingStep", each, found)));
  });
  /** What each part of the outputs is used for. The loss comes first, then the gradients, and then what is remembered. */
  const partsOf = ({ memories }: Effects): Part[] => {
    let next = 1;
    const taken = (values: readonly unknown[]): number[] => values.map(() => next++);
    const parts = homes.map((home): Part => ({ outputs: taken(home.places), changed: home.places.flat() }));
    // A layer in several places stores what it remembers in their order, so this is a single part.
    if (memories.length > 0) parts.push({ outputs: taken(memories.flatMap(({ values }) => values)), changed: [] });
    return parts;
  };
  const recent = new Recent();
  const programs = new WeakMap<Compiled, Program>();
  const programFor = (inputs: AnyTensor, targets: AnyTensor): Program => {
    const current = engine();
    const compiled = recent.get(current, `${inputs.shape};${targets.shape}`, () => {
      const tree = readTree(
        "trainingStep",
        borrowed(() => network.parameters),
      );
      const recordedWith = (drawn: readonly AnyTensor[]) =>
        new Compiled(current, pass.run as never, [tree, inputs, targets, ...drawn]); // parameters are a tree of tensors
      let made = recordedWith([]);
      const { draws } = pass.effects;
      if (draws.length > 0) made = recordedWith(draws.map(({ shape }) => zeros(shape as readonly []))); // of these, only the shapes matter
      const parts = partsOf(pass.effects);
      const program = lowered(current, made.recording, made.plan, parts) ?? made;
      programs.set(made, { program, parts, effects: pass.effects });
      return made;
    });
    return programs.get(compiled) as Program; // it was set with the program
  };

  return (inputs, targets) => {
    const { program, parts, effects } = programFor(inputs, targets);
    const views: Value[] = [];
    let next = 0;
    for (const { trainable } of homes)
      visitLeaves(trainable.peek(), (tensor) => {
        for (const place of places[next++] as readonly number[]) views[place] = viewOf("trainingStep", tensor); // there is one for each
      });
    for (const given of [inputs, targets, ...effects.draws.map(({ draw }) => draw())]) views.push(viewOf("trainingStep", given));
    const update = begin();
    const take: Take = (part, outputs) => {
      if (part < homes.length) return update(part, outputs);
      let next = 0;
      for (const { values, store } of effects.memories) {
        store(outputs.slice(next, next + values.length));
        next += values.length;
      }
    };
    return program instanceof Compiled ? program.use(views, parts, take) : program.use(views, take);
  };
}

/** With an optimiser that may keep the gradients, or for a network of records. */
function stepOfAnother<P>(network: LayerOf<P>, loss: Loss, optimizer: Stepper<P>): Both {
  const pass = passOf(network, loss, (gradients) => gradients);
  const compiled = compile(pass.run as never) as typeof pass.run; // trees of tensors
  return (inputs, targets) => {
    const [value, gradients, seen] = compiled(
      borrowed(() => network.parameters),
      inputs,
      targets,
    );
    const { draws, memories } = pass.effects;
    if (draws.length > 0) return undefined;
    memories.forEach(({ store }, index) => {
      store((seen[index] ?? []).map((tensor) => viewOf("trainingStep", tensor)));
    });
    comeFrom(Object(gradients), network);
    optimizer.step(gradients as P);
    return value.at();
  };
}

/** The loss, the gradients, and what layers remember, as a function of the parameters, which no layer holds meanwhile. */
function passOf(network: AnyLayer, loss: Loss, arranged: (gradients: unknown) => unknown) {
  const pass = {
    /** Those of the last recording. */
    effects: { draws: [], memories: [] } as Effects,
    run: (parameters: unknown, inputs: AnyTensor, targets: AnyTensor, ...drawn: readonly AnyTensor[]) => {
      const { result, effects } = withEffects(drawn, () => viewOver(network, parameters).forward(inputs));
      pass.effects = effects;
      const { loss: value, error } = judge(loss, result.output, targets);
      const total = typeof value === "number" ? scalar(value) : claim<Scalar>(value);
      return [total, arranged(result.backward(error).gradients), effects.memories.map(({ values }) => values)] as const;
    },
  };
  return pass;
}
