/** Records functions: runs them once, on placeholders, and lists what they do. */
import { engine, withEngine } from "../engine/current.js";
import { whole } from "../engine/layout.js";
import { escaped, Placeholders, type Recorder } from "../engine/placeholders.js";
import { type Leaf, leaves, mapTensors, readTree } from "../grad/tree.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import { isRevoked } from "../shape/list.js";
import { Tape, type Value } from "../tensor/tape.js";
import { claim, viewOf } from "../tensor/tensor.js";
import {
  type Constant,
  describeCall,
  isValue,
  numberIn,
  type Operand,
  operandsOf,
  type Step,
  type Variable,
} from "./primitives.js";
import { namedArguments, type Recording } from "./program.js";

/** Records a function on arguments, of which only the shapes matter. */
export function record(recorder: Recorder, f: unknown, args: readonly unknown[]): Recording {
  if (typeof f !== "function") throw new TypeError(`${recorder}: takes a function, not ${describe(f)}`);
  const behind = engine();
  if (behind instanceof Placeholders) throw new Error(`${recorder}: another program is being recorded`);
  const placeholders = new Placeholders(behind, recorder);
  const tree = Object.values(readTree(recorder, namedArguments(args)));
  const tape = new Tape();
  const inPlace = (values: readonly Value[]): unknown[] => {
    let next = 0;
    return mapTensors(tree, () => claim(values[next++] as Value)); // one for each tensor among the arguments
  };
  const unknowns = leaves(tree).map(({ tensor }) => whole(placeholders.placeholder(tensor.size), tensor.shape));
  try {
    const watched = inPlace(unknowns.map((unknown) => tape.watch(unknown)));
    const result = withEngine(placeholders, () => tape.run(() => call(f as AnyFunction, watched, placeholders)));
    return recordingOf(tape, namedArguments(inPlace(unknowns)), result, recorder);
  } finally {
    placeholders.ended = true;
  }
}

/** A function whose types the overload has checked. */
type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Calls the function, and returns its result as a tree of our own. */
function call(f: AnyFunction, args: readonly unknown[], placeholders: Placeholders): unknown {
  const { recorder } = placeholders;
  const checkEngine = (): void => {
    if (engine() !== placeholders) throw new Error(`${recorder}: the engine can't be changed while a program is recorded`);
  };
  try {
    const result: unknown = f(...args);
    checkEngine();
    if (typeof result !== "object" || result === null || isRevoked(result) || !(result instanceof Promise))
      return readTree(recorder, result);
    result.catch(() => {}); // what fails later fails because of this
  } catch (error) {
    checkEngine(); // if it was changed, that is why
    throw error;
  }
  throw new TypeError(`${recorder}: the function returns a promise, but a program is what a function does until it returns`);
}

/** What is on a tape, without what the result doesn't need. The first entries of the tape are the inputs. */
function recordingOf(tape: Tape, args: Readonly<Record<string, unknown>>, output: unknown, recorder: Recorder): Recording {
  const { entries } = tape;
  const given = leaves(args);
  const names = new Names();
  const inputs = namedInputs(given, names);
  const ends = leaves(output).map(({ tensor }) => viewOf(recorder, tensor));
  const needed = new Set(ends.map((value) => tape.entryOf(value)));
  for (let place = entries.length - 1; place >= 0; place--) {
    if (needed.has(place)) for (const source of entries[place]?.sources ?? []) needed.add(source);
  }
  const constants = new Constants(names, recorder);
  const variables: Variable[] = [...inputs];
  const steps: Step[] = [];
  const instructions: Recording["instructions"][number][] = [];
  for (let place = inputs.length; place < entries.length; place++) {
    const { call, sources } = entries[place] as Recorded; // an entry that isn't an input has a call
    if (!needed.has(place)) continue;
    const result = { name: names.ofStep(), shape: call.output.shape };
    const operands = operandsOf(call).map((index): Operand => {
      const [source, argument] = [sources[index], call.given[index]];
      if (source !== undefined) return variables[source] as Variable; // an entry further up, which is needed too
      return isValue(argument) ? constants.of(argument) : (argument as number); // an operand is a value or a number
    });
    variables[place] = result;
    steps.push({ ...describeCall(call), operands, result } as Step); // the name and the options belong together
    instructions.push({ call, sources, place });
  }
  const places = ends.map((value) => tape.entryOf(value));
  const outputs = ends.map((value, index) => variables[places[index] ?? -1] ?? constants.of(value));
  for (const list of [inputs, constants.all, steps, outputs]) Object.freeze(list);
  return {
    inputs,
    constants: constants.all,
    steps,
    outputs,
    instructions,
    given,
    places,
    count: Object.keys(args).length,
    result: mapTensors(output, ({ tensor }) => claim(tape.beneath(viewOf(recorder, tensor)))),
  };
}

type Recorded = Required<Tape["entries"][number]>;

/** The constants of a program. One that is used several times is listed once. */
class Constants {
  readonly all: Constant[] = [];
  constructor(
    readonly names: Names,
    readonly recorder: Recorder,
  ) {}

  of(value: Value): Constant {
    if (!value.storage.known) throw new Error(escaped(this.recorder));
    const known = this.all.find(({ tensor }) => isSame(viewOf(this.recorder, tensor), value));
    if (known) return known;
    const constant = { name: "", shape: value.shape, tensor: claim(value) };
    constant.name = this.names.numbered(numberIn(constant) === undefined ? "constant" : "number"); // a number is shown in place of its name
    this.all.push(constant);
    return constant;
  }
}

const isSame = (one: Value, other: Value): boolean =>
  one.storage === other.storage &&
  one.offset === other.offset &&
  one.trace === other.trace &&
  sameShape(one.shape, other.shape) &&
  sameShape(one.strides, other.strides);

/**
 * An argument that is a tensor itself is called `input`; if there are several, `input1`, `input2` and so on. Others have the name of
 * their path within the argument, such as `0.weights`.
 */
function namedInputs(given: readonly Leaf[], names: Names): Variable[] {
  const several = given.filter(({ way }) => way.length === 1).length > 1;
  return given.map(({ way: [, ...path], tensor: { shape } }) => {
    if (path.length === 0) return { name: several ? names.numbered("input") : names.of("input"), shape };
    const name = path.join(".");
    return { name: names.of(/^[\d.]*$/.test(name) ? `input.${name}` : name), shape }; // so that no name looks like a number
  });
}

/** The names in a program, each of which is used once. */
class Names {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();
  #steps = 0;

  /** The given name or, if it is taken, the same with a number: `weights2`. */
  of(name: string): string {
    let free = name;
    for (let number = 2; this.#taken.has(free); number++) free = `${name}${number}`;
    this.#taken.add(free);
    return free;
  }

  /** `constant1`, `constant2` and so on. */
  numbered(name: string): string {
    const number = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, number);
    return this.#taken.has(`${name}${number}`) ? this.numbered(name) : this.of(`${name}${number}`);
  }

  /** Results of steps: a, b, …, z, aa, ab, … */
  ofStep(): string {
    let name = "";
    for (let left = ++this.#steps; left > 0; left = Math.floor((left - 1) / letters)) {
      name = String.fromCharCode(firstLetter + ((left - 1) % letters)) + name;
    }
    return this.#taken.has(name) ? this.ofStep() : name;
  }
}
const letters = 26;
const firstLetter = "a".charCodeAt(0);
