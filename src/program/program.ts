/** A function of tensors as data. */
import { leaves, mapTensors, matching } from "../grad/tree.js";
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
  /** The arguments and the result, as trees of tensors without numbers. */
  readonly given: unknown;
  readonly result: unknown;
  /** The places of the outputs; undefined for a constant. */
  readonly places: readonly (number | undefined)[];
}

/**
 * A function of tensors as data, made by {@link trace}: its inputs, the primitive operations that it carries out in order, with the
 * shapes of all results, and its outputs. `String(program)` shows it on a page.
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
  }

  /**
   * Computes the result for other arguments of the same shapes. Functions that use this can be differentiated like all others.
   *
   * @throws ShapeError if an argument doesn't have the shape of the input
   */
  run(...args: Args): Result {
    const { given, result, instructions, places, outputs } = this.#recording;
    const values: Value[] = matching("run", leaves(given), args).map((tensor) => viewOf("run", tensor));
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

  /** The program as a page of text: a line for each step, with the shape of its result. */
  toString(): string {
    return print(this);
  }
}
