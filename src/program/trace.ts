/** Records a function of tensors as a program. */
import { engine, withEngine } from "../engine/current.js";
import type { View } from "../engine/engine.js";
import { whole } from "../engine/layout.js";
import { Placeholders } from "../engine/placeholders.js";
import { type givesNoTensors, leaves, mapTensors, type NoTensors, readTree, type takesNoTensors } from "../grad/tree.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
import { Tape, type Value } from "../tensor/tape.js";
import { claim, viewOf } from "../tensor/tensor.js";
import { type Constant, describeCall, isValue, type Operand, operandsOf, type Step, type Variable } from "./primitives.js";
import { Program, type Recording } from "./program.js";

/** A function that takes tensors and returns tensors. For any other function, the error message. */
type TensorFunction<Args extends readonly unknown[], Result> = [...NoTensors<Args>] extends Some
  ? takesNoTensors<"trace", NoTensors<Args>[0]>
  : [...NoTensors<Result>] extends Some
    ? givesNoTensors<"trace", NoTensors<Result>[0]>
    : (...args: Args) => Result;

/**
 * Records a function as a {@link Program}. The function runs once, on placeholders with the shapes of the arguments, and computes nothing.
 *
 * The program does what the function did in that run: a loop is recorded as the steps that it took, and a random number as a constant.
 * So the function may not read numbers that depend on its arguments (`at`, `toArray`, `dataSync`, a condition on a scalar).
 *
 * @param f - takes and returns tensors: single ones, or records or tuples of them, nested as deep as you like
 * @param args - arguments of the function, of which only the shapes matter
 * @throws ShapeError if the arguments or the result contain anything other than tensors
 * @throws Error if the function reads a number that depends on its arguments
 * @example
 * ```ts
 * import { type Matrix, trace, type Vector, zeros } from "conformable";
 *
 * const layer = (weights: Matrix<2, 3>, x: Vector<3>) => weights.matmul(x).relu();
 * const program = trace(layer, zeros([2, 3]), zeros([3]));
 * console.log(String(program));
 * // (input1: [2, 3], input2: [3]) => {
 * // }
 * ```
 */
export function trace<Args extends readonly unknown[], Result>(
  f: TensorFunction<Args, Result>,
  ...args: NoInfer<Args>
): Program<Args, Result>;
export function trace(f: unknown, ...args: unknown[]): Program<unknown[], unknown> {
  if (typeof f !== "function") throw new TypeError(`trace: takes a function, not ${describe(f)}`);
  const behind = engine();
  if (behind instanceof Placeholders) throw new Error("trace: another program is being recorded");
  const placeholders = new Placeholders(behind);
  const tree = readTree("trace", args);
  const tape = new Tape();
  const inPlace = (values: readonly Value[]): unknown[] => {
    let next = 0;
    return mapTensors(tree, () => claim(values[next++] as Value)); // one for each tensor among the arguments
  };
  const unknowns = leaves(tree).map(({ tensor }) => whole(placeholders.placeholder(tensor.size), tensor.shape));
  const result = withEngine(placeholders, () =>
    tape.run(() => readTree("trace", f(...inPlace(unknowns.map((unknown) => tape.watch(unknown)))))),
  );
  return new Program(recordingOf(tape, inPlace(unknowns), result));
}

/** What is on a tape, without what the result doesn't need. The first entries of the tape are the inputs. */
function recordingOf(tape: Tape, given: readonly unknown[], output: unknown): Recording {
  const { entries } = tape;
  const inputs = namedInputs(given);
  const ends = leaves(output).map(({ tensor }) => viewOf("trace", tensor));
  const needed = new Set(ends.map((value) => tape.entryOf(value)));
  for (let place = entries.length - 1; place >= 0; place--) {
    if (needed.has(place)) for (const source of entries[place]?.sources ?? []) needed.add(source);
  }
  const constants = new Constants();
  const names = new Names(inputs.map(({ name }) => name));
  const variables: Variable[] = [...inputs];
  const steps: Step[] = [];
  const instructions: Recording["instructions"][number][] = [];
  for (let place = inputs.length; place < entries.length; place++) {
    const { call, sources } = entries[place] as Recorded; // an entry that isn't an input has a call
    if (!needed.has(place)) continue;
    const result = { name: names.next(), shape: call.output.shape };
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
  return {
    ...{ inputs, steps, instructions, given, places },
    outputs: ends.map((value, index) => variables[places[index] ?? -1] ?? constants.of(value)),
    constants: constants.all,
    result: mapTensors(output, ({ tensor }) => claim(tape.beneath(viewOf("trace", tensor)))),
  };
}

type Recorded = Required<Tape["entries"][number]>;

/** The constants of a program. One that is used several times is listed once. */
class Constants {
  readonly all: Constant[] = [];

  of(value: Value): Constant {
    const known = this.all.find(({ tensor }) => isSame(viewOf("trace", tensor), value));
    if (known) return known;
    const constant = { name: `constant${this.all.length + 1}`, shape: value.shape, tensor: claim(value) };
    this.all.push(constant);
    return constant;
  }
}

const isSame = (one: View, other: View): boolean =>
  one.storage === other.storage &&
  one.offset === other.offset &&
  sameShape(one.shape, other.shape) &&
  sameShape(one.strides, other.strides);

/** A tensor that is an argument itself is called `input`; others have the name of their path, such as `0.weights`. */
function namedInputs(given: readonly unknown[]): Variable[] {
  const taken = new Set<string>();
  return leaves(given).map(({ way: [argument = "0", ...rest], tensor }) => {
    const input = given.length === 1 ? "input" : `input${Number(argument) + 1}`;
    const short = rest.join(".");
    const name = short === "" ? input : taken.has(short) ? `${input}.${short}` : short;
    taken.add(name);
    return { name, shape: tensor.shape };
  });
}

/** Names for the results of steps: a, b, …, z, aa, ab, … */
class Names {
  #count = 0;
  constructor(readonly taken: readonly string[]) {}

  next(): string {
    let name = "";
    for (let left = ++this.#count; left > 0; left = Math.floor((left - 1) / letters)) {
      name = String.fromCharCode(firstLetter + ((left - 1) % letters)) + name;
    }
    return this.taken.includes(name) ? this.next() : name;
  }
}
const letters = 26;
const firstLetter = "a".charCodeAt(0);
