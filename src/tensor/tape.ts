/**
 * Records operations, so that any function of tensors can be differentiated.
 *
 * An operation consists of two functions. The first computes the output. The second takes the error of the output (the derivative
 * of a loss with respect to it) and computes the errors of the arguments. It uses recorded operations too, so derivatives can be
 * differentiated again.
 *
 * While a function is being differentiated, its parameters have a trace, and so does every value that is computed from them. A
 * trace belongs to one tape, and refers to the value beneath it: the same numbers without that tape. Operations compute with the
 * values beneath, and so does the way back. So if one differentiation runs inside another, the outer tape records the way back of
 * the inner one as ordinary operations, and neither confuses the other's parameters with its own.
 */
import { engine } from "../engine/current.js";
import type { View } from "../engine/engine.js";
import type { Storage } from "../engine/storage.js";

/** A view of numbers, and its trace while it is being recorded. */
export interface Value extends View {
  readonly trace?: Trace | undefined;
}

interface Trace {
  readonly tape: Tape;
  /** The tape's entry for the value. */
  readonly entry: number;
  /** The same numbers, without this tape. */
  readonly beneath: Value;
}

/** The errors of an operation's arguments, in order, each computed on request. An argument that isn't a value has none. */
export type Shares = readonly ((() => Value) | undefined)[];

/** What a tape knows about one value. */
interface Entry {
  /** The entries of its arguments; undefined for an argument that isn't on the tape. */
  readonly sources: readonly (number | undefined)[];
  readonly backward: (error: Value) => Shares;
  /** The operation that computed it; undefined for a value that is watched. */
  readonly call?: Call;
}

/** A recorded operation with its arguments, which are without the trace of the tape. */
export interface Call {
  readonly name: string;
  readonly given: readonly unknown[];
  readonly output: Value;
  /** Calls the operation again with other arguments. */
  readonly compute: (...given: never) => Value;
}

/** The running tapes, outermost first. */
const running: Tape[] = [];

/** Whether operations are being recorded. */
export const isRecording = (): boolean => running.length > 0;

/** Like {@link Engine.scope}, except that nothing may be freed while operations are being recorded. */
export const scope = <Result>(compute: () => Result, kept: (result: Result) => readonly Storage[]): Result =>
  isRecording() ? compute() : engine().scope(compute, kept);

/**
 * Creates an operation that is recorded if one of its arguments is on a tape.
 *
 * @param name - what programs call the operation
 * @param forward - computes the output, from values and options in any order
 * @param backward - takes the error of the output, and returns the error of each argument
 */
export function recorded<Given extends readonly unknown[]>(
  name: string,
  forward: (...given: Given) => View,
  backward: (error: Value, output: Value, ...given: Given) => Shares,
): (...given: Given) => Value {
  return function compute(...given: Given): Value {
    const tape = running.length === 0 ? undefined : innermost(given);
    return tape === undefined ? forward(...given) : tape.carryOut(name, compute, backward, given);
  };
}

/** The innermost tape that any of these values is on. */
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
  /** The number of tapes around this one. */
  depth = ended;
  readonly entries: Entry[] = [];

  /** Runs `compute`, and records its operations on values that the tape watches. */
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

  /** The same numbers, as a value to differentiate with respect to. */
  watch(value: Value): Value {
    return this.add(value, { sources: [], backward: () => [] });
  }

  /** Carries out an operation on values of which at least one is on this tape, and records it. */
  carryOut<Given extends readonly unknown[]>(
    name: string,
    compute: (...given: Given) => Value,
    backward: (error: Value, output: Value, ...given: Given) => Shares,
    given: Given,
  ): Value {
    const beneath = given.map((argument) => this.beneath(argument)) as unknown as Given; // the same number of arguments, each with its type
    const output = compute(...beneath);
    const sources = given.map((argument) => this.entryOf(argument));
    return this.add(output, {
      sources,
      backward: (error) => backward(error, output, ...beneath),
      call: { name, given: beneath, output, compute },
    });
  }

  add(beneath: Value, entry: Entry): Value {
    const { storage, offset, shape, strides } = beneath;
    this.entries.push(entry);
    return { storage, offset, shape, strides, trace: { tape: this, entry: this.entries.length - 1, beneath } };
  }

  entryOf(argument: unknown): number | undefined {
    let trace = traceOf(argument);
    while (trace && trace.tape !== this && trace.tape.depth === ended) trace = trace.beneath.trace; // left over from a tape within this one
    return trace?.tape === this ? trace.entry : undefined;
  }

  /** An argument without the trace of this tape, or of tapes that have ended. */
  beneath<Argument>(argument: Argument): Argument {
    const trace = traceOf(argument);
    return trace && (trace.tape === this || trace.tape.depth === ended)
      ? (this.beneath(trace.beneath) as Argument) // a value, since the argument is one
      : argument;
  }

  /**
   * Takes the errors of `outputs` back to `parameters`. The error of a parameter is undefined if no output depends on it.
   *
   * @param sum - adds two errors of the same value
   */
  back(
    outputs: readonly (readonly [output: Value, error: Value])[],
    parameters: readonly Value[],
    sum: (one: Value, other: Value) => Value,
  ): (Value | undefined)[] {
    const errors: (Value | undefined)[] = new Array(this.entries.length);
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
      const { sources, backward } = this.entries[index] as Entry; // there is an entry for each index
      if (error === undefined || sources.length === 0) continue;
      errors[index] = undefined; // passed on, so no longer needed
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
