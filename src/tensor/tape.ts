/**
 * How operations are recorded, so that any function of tensors can be differentiated.
 *
 * An operation is a pair: what it computes, and how the error of its output (the derivative of some loss with respect to it) becomes
 * the errors of its arguments. The second is written with recorded operations again, so a derivative can itself be differentiated.
 *
 * While a function is being differentiated its parameters carry a trace, and so does everything that is computed from them. A
 * trace belongs to one tape, and knows the value beneath it: the same without that tape. There the operation is computed, and
 * there, later, the way back. So where one differentiation runs inside another, the inner one's way back is just more operations to
 * the outer one, and neither takes the other's parameters for its own.
 */
import { engine } from "../engine/current.js";
import type { View } from "../engine/engine.js";
import type { Storage } from "../engine/storage.js";

/** A view of numbers, and how it came about where that is being recorded. */
export interface Value extends View {
  readonly trace?: Trace | undefined;
}

interface Trace {
  readonly tape: Tape;
  /** The entry of the tape that stands for the value. */
  readonly entry: number;
  /** The same numbers, without this tape. */
  readonly beneath: Value;
}

/** The errors of an operation's arguments, in their order, to be computed where they are asked for. What is no value has none. */
export type Shares = readonly ((() => Value) | undefined)[];

/** What a tape knows of one value. */
interface Entry {
  /** The entries of the arguments that it was computed from; undefined for those that are not on the tape. */
  readonly sources: readonly (number | undefined)[];
  readonly backward: (error: Value) => Shares;
}

/** The tapes that are running, outermost first. */
const running: Tape[] = [];

/** Whether anything is being recorded. */
export const isRecording = (): boolean => running.length > 0;

/** As {@link Engine.scope}; but while something is being recorded, all of it has to stay. */
export const scope = <Result>(compute: () => Result, kept: (result: Result) => readonly Storage[]): Result =>
  isRecording() ? compute() : engine().scope(compute, kept);

/**
 * An operation that is recorded where it has to be.
 *
 * @param forward - what it computes, from values and options in any order
 * @param backward - the share that each argument has in the error of the output
 */
export function recorded<Given extends readonly unknown[]>(
  forward: (...given: Given) => View,
  backward: (error: Value, output: Value, ...given: Given) => Shares,
): (...given: Given) => Value {
  return function compute(...given: Given): Value {
    const tape = running.length === 0 ? undefined : innermost(given);
    if (tape === undefined) return forward(...given);
    const beneath = given.map((argument) => tape.beneath(argument)) as unknown as Given; // as many, each of its type
    const output = compute(...beneath);
    const sources = given.map((argument) => tape.entryOf(argument));
    return tape.add(output, { sources, backward: (error) => backward(error, output, ...beneath) });
  };
}

/** The innermost tape that has any of these on it. */
function innermost(given: readonly unknown[]): Tape | undefined {
  let found: Tape | undefined;
  for (const argument of given) {
    for (let trace = traceOf(argument); trace; trace = trace.beneath.trace) {
      if (trace.tape.depth > (found?.depth ?? ended)) found = trace.tape;
    }
  }
  return found;
}

const traceOf = (argument: unknown): Trace | undefined =>
  typeof argument === "object" && argument !== null ? (argument as Partial<Value>).trace : undefined;

const ended = -1;

/** One differentiation. */
export class Tape {
  /** How many tapes run around this one. */
  depth = ended;
  readonly #entries: Entry[] = [];

  /** Runs `compute`, and records what it does with the values that the tape watches. */
  run<Result>(compute: () => Result): Result {
    this.depth = running.length;
    running.push(this);
    try {
      return compute();
    } finally {
      running.pop();
      this.depth = ended;
    }
  }

  /** The same numbers, as something to differentiate by. */
  watch(value: Value): Value {
    return this.add(value, { sources: [], backward: () => [] });
  }

  add(beneath: Value, entry: Entry): Value {
    const { storage, offset, shape, strides } = beneath;
    this.#entries.push(entry);
    return { storage, offset, shape, strides, trace: { tape: this, entry: this.#entries.length - 1, beneath } };
  }

  entryOf(argument: unknown): number | undefined {
    const trace = traceOf(argument);
    return trace?.tape === this ? trace.entry : undefined;
  }

  /** An argument without this tape's trace, and without those of tapes that have ended. */
  beneath<Argument>(argument: Argument): Argument {
    const trace = traceOf(argument);
    return trace && (trace.tape === this || trace.tape.depth === ended)
      ? (this.beneath(trace.beneath) as Argument) // a value is given for a value
      : argument;
  }

  /**
   * From the errors of `outputs` back to those of `parameters`; undefined for one that no output depends on.
   *
   * @param sum - adds two errors that meet at one value
   */
  back(
    outputs: readonly (readonly [output: Value, error: Value])[],
    parameters: readonly Value[],
    sum: (one: Value, other: Value) => Value,
  ): (Value | undefined)[] {
    const errors: (Value | undefined)[] = new Array(this.#entries.length);
    const give = (entry: number, error: Value): void => {
      const before = errors[entry];
      errors[entry] = before ? sum(before, error) : error;
    };
    for (const [output, error] of outputs) {
      const entry = this.entryOf(output);
      if (entry !== undefined) give(entry, error);
    }
    for (let index = errors.length - 1; index >= 0; index--) {
      const error = errors[index];
      const { sources, backward } = this.#entries[index] as Entry; // there is one for each index
      if (error === undefined || sources.length === 0) continue;
      errors[index] = undefined; // it has been passed on, and is not needed any more
      const shares = backward(error);
      sources.forEach((source, argument) => {
        const share = source === undefined ? undefined : shares[argument];
        if (source !== undefined && share) give(source, share());
      });
    }
    return parameters.map((parameter) => {
      const entry = this.entryOf(parameter);
      return entry === undefined ? undefined : errors[entry];
    });
  }
}
