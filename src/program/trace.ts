/** Records a function of tensors as a program. */
import { engine, withEngine } from "../engine/current.js";
import { whole } from "../engine/layout.js";
import { escaped, Placeholders } from "../engine/placeholders.js";
import {
  type givesNoTensors,
  type Leaf,
  leaves,
  mapTensors,
  type NoTensors,
  readTree,
  type takesNoTensors,
} from "../grad/tree.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
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
import { namedArguments, Program, type Recording } from "./program.js";

type takesAnyNumber = "trace: the function takes any number of arguments, but a program has a fixed number of inputs";

/** A function that takes a fixed number of tensors and returns tensors. For any other function, the error message. */
type TensorFunction<Args extends readonly unknown[], Result> = number extends Args["length"]
  ? takesAnyNumber
  : OfTensors<Args, Result>;
type OfTensors<Args extends readonly unknown[], Result> = [...NoTensors<Args>] extends Some
  ? takesNoTensors<"trace", NoTensors<Args>[0]>
  : [...NoTensors<Result>] extends Some
    ? givesNoTensors<"trace", NoTensors<Result>[0]>
    : (...args: Args) => Result;

/**
 * Records a function as a {@link Program}. The function runs once, on placeholders with the shapes of the arguments, and computes nothing.
 *
 * The program does what the function did in that run: a loop is recorded as the steps that it took, and random numbers as constants.
 * What doesn't depend on the arguments, such as the parameters of a network, is a constant too. The function can't read numbers
 * that depend on its arguments (`at`, `toArray`, `dataSync`, a condition on a scalar), and it can't update parameters.
 *
 * @param f - takes and returns tensors: single ones, or records or tuples of them, nested as deep as you like
 * @param args - arguments of the function, of which only the shapes matter
 * @throws ShapeError if the arguments or the result contain anything other than tensors
 * @throws Error if the function reads a number that depends on its arguments, updates parameters, selects an engine, or calls `trace`
 * @throws TypeError if the function returns a promise
 * @example
 * ```ts
 * import { type Matrix, matrix, trace, type Vector, vector, zeros } from "conformable";
 *
 * const layer = (weights: Matrix<2, 3>, x: Vector<3>) => weights.matmul(x).relu();
 * const program = trace(layer, zeros([2, 3]), zeros([3]));
 *
 * program.run(matrix([[1, 2, 3], [4, 5, 6]]), vector([1, 0, 1])); // Vector<2> [4, 10]
 * console.log(String(program));
 * // (input1: [2, 3], input2: [3]) => {
 * //   a: [3, 1] = reshape(input2)
 * //   b: [2, 1] = matmul(input1, a)
 * //   c: [2] = reshape(b)
 * //   d: [2] = relu(c)
 * //   return d
 * // }
 * ```
 */
export function trace<Args extends readonly unknown[], Result>(
  f: TensorFunction<Args, Result>,
  ...args: { [Index in keyof Args]: NoInfer<Args[Index]> }
): Program<Args, Result>;
export function trace(f: unknown, ...args: unknown[]): Program<unknown[], unknown> {
  if (typeof f !== "function") throw new TypeError(`trace: takes a function, not ${describe(f)}`);
  const behind = engine();
  if (behind instanceof Placeholders) throw new Error("trace: another program is being recorded");
  const placeholders = new Placeholders(behind);
  const tree = Object.values(readTree("trace", namedArguments(args)));
  const tape = new Tape();
  const inPlace = (values: readonly Value[]): unknown[] => {
    let next = 0;
    return mapTensors(tree, () => claim(values[next++] as Value)); // one for each tensor among the arguments
  };
  const unknowns = leaves(tree).map(({ tensor }) => whole(placeholders.placeholder(tensor.size), tensor.shape));
  try {
    const watched = inPlace(unknowns.map((unknown) => tape.watch(unknown)));
    const result = withEngine(placeholders, () => tape.run(() => call(f as AnyFunction, watched, placeholders)));
    return new Program(recordingOf(tape, namedArguments(inPlace(unknowns)), result));
  } finally {
    placeholders.ended = true;
  }
}

/** A function whose types the overload has checked. */
type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Calls the function, and returns its result as a tree of our own. */
function call(f: AnyFunction, args: readonly unknown[], placeholders: Placeholders): unknown {
  const checkEngine = (): void => {
    if (engine() !== placeholders) throw new Error("trace: the engine can't be changed while a program is recorded");
  };
  try {
    const result: unknown = f(...args);
    checkEngine();
    if (typeof result !== "object" || result === null || isRevoked(result) || !(result instanceof Promise))
      return readTree("trace", result);
    result.catch(() => {}); // what fails later fails because of this
  } catch (error) {
    checkEngine(); // if it was changed, that is why
    throw error;
  }
  throw new TypeError("trace: the function returns a promise, but a program is what a function does until it returns");
}

/** What is on a tape, without what the result doesn't need. The first entries of the tape are the inputs. */
function recordingOf(tape: Tape, args: Readonly<Record<string, unknown>>, output: unknown): Recording {
  const { entries } = tape;
  const given = leaves(args);
  const names = new Names();
  const inputs = namedInputs(given, names);
  const ends = leaves(output).map(({ tensor }) => viewOf("trace", tensor));
  const needed = new Set(ends.map((value) => tape.entryOf(value)));
  for (let place = entries.length - 1; place >= 0; place--) {
    if (needed.has(place)) for (const source of entries[place]?.sources ?? []) needed.add(source);
  }
  const constants = new Constants(names);
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
    ...{ inputs, constants: constants.all, steps, outputs, instructions, given, places },
    count: Object.keys(args).length,
    result: mapTensors(output, ({ tensor }) => claim(tape.beneath(viewOf("trace", tensor)))),
  };
}

type Recorded = Required<Tape["entries"][number]>;

/** The constants of a program. One that is used several times is listed once. */
class Constants {
  readonly all: Constant[] = [];
  constructor(readonly names: Names) {}

  of(value: Value): Constant {
    if (!value.storage.known) throw new Error(escaped);
    const known = this.all.find(({ tensor }) => isSame(viewOf("trace", tensor), value));
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
