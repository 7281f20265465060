/** A function of tensors as data. */
import { type Leaf, mapTensors, matching } from "../grad/tree.js";
import type { Call, Value } from "../tensor/tape.js";
import { claim, viewOf } from "../tensor/tensor.js";
import type { Constant, Step, Variable } from "./primitives.js";
import { print } from "./print.js";

/** A recorded operation, and where in the program its arguments are: undefined for an argument that isn't in it. */
interface Instruction {
  readonly call: Call;
  readonly sources: readonly (number | undefined)[];
  /** The place of the result. */
  readonly place: number;
}

/** What `trace` has recorded. Places number the inputs and the results of all steps. */
export interface Recording {
  readonly inputs: readonly Variable[];
  readonly constants: readonly Constant[];
  readonly steps: readonly Step[];
  readonly outputs: readonly (Variable | Constant)[];
  readonly instructions: readonly Instruction[];
  /** The tensors among the arguments, by the names of these. They have no numbers. */
  readonly given: readonly Leaf[];
  /** The number of arguments. */
  readonly count: number;
  /** The result, as a tree of tensors that need not have numbers. */
  readonly result: unknown;
  /** The places of the outputs; undefined for a constant. */
  readonly places: readonly (number | undefined)[];
}

/** Arguments by name, such as `argument 1`. */
export const namedArguments = (args: readonly unknown[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(args.map((argument, index) => [`argument ${index + 1}`, argument]));

/** What Node's console calls. It isn't a method of the class, which bundlers could then no longer leave out. */
const inspect = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

/**
 * A function of tensors as data, made by {@link trace}: its inputs, the primitive operations that it carries out in order, with the
 * shapes of all results, and its outputs. `String(program)` and `console.log(program)` show it as text: a line for each step.
 *
 * @typeParam Args - the arguments of the function
 * @typeParam Result - the result of the function
 */
export class Program<in out Args extends readonly unknown[], out Result> {
  /** The tensors among the arguments, in order. */
  readonly inputs: readonly Variable[];
  /** The tensors that the function uses without having computed them from its arguments. */
  readonly constants: readonly Constant[];
  /** What is computed, in order. */
  readonly steps: readonly Step[];
  /** The tensors in the result, in order: results of steps, inputs or constants. */
  readonly outputs: readonly (Variable | Constant)[];
  readonly #recording: Recording;

  /** @internal */
  constructor(recording: Recording) {
    this.inputs = recording.inputs;
    this.constants = recording.constants;
    this.steps = recording.steps;
    this.outputs = recording.outputs;
    this.#recording = recording;
    Object.defineProperty(this, "run", { value: this.run.bind(this) }); // so that it is a function on its own, as in `grad(program.run)`
    Object.defineProperty(this, inspect, { value: () => this.toString() });
  }

  /**
   * Computes the result for other arguments of the same shapes. It is a function of tensors like any other: you can differentiate
   * it (`grad(program.run)`), and other programs can contain it.
   *
   * @throws ShapeError if an argument doesn't have the shape of its input
   * @example
   * ```ts
   * import { trace, type Vector, vector, zeros } from "conformable";
   *
   * const norm = trace((x: Vector<2>) => x.square().sum().sqrt(), zeros([2]));
   * norm.run(vector([3, 4])); // Scalar 5
   * ```
   */
  run(...args: Args): Result {
    const { given, count, result, instructions, places, outputs } = this.#recording;
    const values: Value[] = matching("run", given, namedArguments(args.slice(0, count)), "input").map((tensor) =>
      viewOf("run", tensor),
    );
    for (const { call, sources, place } of instructions) {
      const args = call.given.map((argument, index) => {
        const source = sources[index];
        return source === undefined ? argument : values[source];
      });
      values[place] = call.compute(...(args as never)); // the arguments of the operation, with the same shapes as when it was recorded
    }
    let next = 0;
    return mapTensors(result, () => {
      const place = places[next];
      const output = outputs[next++];
      return place === undefined ? (output as Constant).tensor : claim(values[place] as Value); // an output without a place is a constant
    }) as Result;
  }

  /** The program as text: a line for each step, with the shape of its result. */
  toString(): string {
    const { inputs, constants, steps, outputs, result } = this.#recording;
    return print({ inputs, constants, steps, outputs, result });
  }
}
