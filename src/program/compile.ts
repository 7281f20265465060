/** Compiles functions of tensors. */
import { chainOn } from "../engine/chains/of-engine.js";
import { engine } from "../engine/current.js";
import type { Engine } from "../engine/engine.js";
import { rowMajor } from "../engine/layout.js";
import { Placeholders } from "../engine/placeholders.js";
import type { Storage } from "../engine/storage.js";
import {
  type givesNoTensors,
  mapTensors,
  type NoTensors,
  readTree,
  type takesAnyNumber,
  type takesNoTensors,
} from "../grad/tree.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
import type { Shape } from "../shape/shape.js";
import { type Changing, readsOf } from "../tensor/reads.js";
import { isRecording, type Value } from "../tensor/tape.js";
import { type AnyTensor, claim, isTensor, viewOf } from "../tensor/tensor.js";
import { explain } from "./explain.js";
import { type Alone, type Chained, planOf } from "./plan.js";
import type { Constant } from "./primitives.js";
import { namedArguments, type Recording } from "./program.js";
import { record } from "./record.js";

/** The function itself, if it takes a fixed number of tensors and returns tensors. For any other function, the error message. */
type TensorFunction<F> = F extends (...args: infer Args) => infer Result
  ? number extends Args["length"]
    ? takesAnyNumber<"compile">
    : [...NoTensors<Args>] extends Some
      ? takesNoTensors<"compile", NoTensors<Args>[0]>
      : [...NoTensors<Result>] extends Some
        ? givesNoTensors<"compile", NoTensors<Result>[0]>
        : F
  : F;

/** The number of recordings that a compiled function keeps. */
const mostKept = 16;

/** The type of {@link compile}. */
export interface Compile {
  /**
   * Returns the same function, compiled. In its first call with arguments of certain shapes, the function is recorded, as by {@link trace}.
   * From then on, the recorded operations are carried out: what the function computes twice is computed once, what the result doesn't
   * need is left out, and elementwise operations that follow one another become one pass over the numbers. The results are the same.
   *
   * Arguments of other shapes are recorded too. The 16 combinations of shapes that were used last are kept.
   *
   * The function has to compute the same for the same arguments, and may read nothing else that changes, except the parameters of layers:
   * once they have been updated, it is recorded again. If that happens often, as in training, pass them as an argument (`network.with`). A
   * variable outside the function keeps the value that it had when the function was recorded. Random numbers are refused. Inside of
   * {@link grad} and other transformations, the function itself runs.
   *
   * @typeParam F - the type of the function, which the compiled function has too
   * @param f - takes and returns tensors: single ones, or records or tuples of them, nested as deep as you like
   * @returns a function with the type of `f`. It throws what {@link trace} and `f` throw, and an Error if `f` draws random numbers
   * @example
   * ```ts
   * import { compile, type Vector, vector } from "conformable";
   *
   * const squash = compile(<N extends number>(x: Vector<N>) => x.multiply(2).add(1).relu().exp());
   * squash(vector([-1, 0, 1])); // Vector<3> [1, 2.71828, 20.0855]
   * ```
   */
  <F extends (...args: never) => unknown>(f: TensorFunction<F>): F;

  /**
   * Describes what compiling makes of a function: the program as it was recorded, the program as it is carried out, and how many bytes
   * each of them reads and writes.
   *
   * @typeParam F - the type of the function
   * @throws what {@link trace} throws
   * @example
   * ```ts
   * import { compile, type Vector, zeros } from "conformable";
   *
   * console.log(compile.explain((x: Vector<1000>) => x.multiply(2).add(1).relu(), zeros([1000])));
   * // recorded: 3 passes, 24 kB, 3 kFLOP
   * // (input: [1000]) => {
   * //   a: [1000] = multiply(input, 2)
   * //   b: [1000] = add(a, 1)
   * //   c: [1000] = relu(b)
   * //   return c
   * // }
   * // compiled: 1 pass, 8 kB, 3 kFLOP
   * // (input: [1000]) => {
   * //   in one pass {
   * //     a: [1000] = multiply(input, 2)
   * //     b: [1000] = add(a, 1)
   * //     c: [1000] = relu(b)
   * //   }
   * //   return c
   * // }
   * ```
   */
  explain<F extends (...args: never) => unknown>(f: TensorFunction<F>, ...args: Parameters<F>): string;
}

/**
 * Compiles a function of tensors: see {@link Compile}.
 *
 * @example
 * ```ts
 * import { compile, grad, type Vector, vector } from "conformable";
 *
 * const slope = compile(grad((x: Vector<3>) => x.sigmoid().square().sum()));
 * slope(vector([0, 1, 2])); // Vector<3> [0.25, 0.28747, 0.184956]
 * ```
 */
export const compile: Compile = /* @__PURE__ */ Object.assign(compiled, { explain: explained }) as Compile; // it checks the types of the arguments

type AnyFunction = (...args: readonly unknown[]) => unknown;

function explained(f: unknown, ...args: readonly unknown[]): string {
  const recording = record("compile", f, args);
  return explain(recording, planOf(recording), engine().precision === "float64" ? 8 : 4);
}

function compiled(f: unknown): AnyFunction {
  if (typeof f !== "function") throw new TypeError(`compile: takes a function, not ${describe(f)}`);
  const function_ = f as AnyFunction; // the types were checked by `Compile`
  const kept = new Map<string, Compiled>();
  let last: Compiled | undefined;
  return (...args) => {
    const current = engine();
    if (isRecording() || current instanceof Placeholders) return function_(...args);
    const onlyTensors = args.every(isTensor);
    const values = onlyTensors ? args.map((tensor) => viewOf("compile", tensor)) : [];
    if (onlyTensors && last?.takes(values) && last.isCurrent(current)) return last.run(values);
    const read = onlyTensors ? args : Object.values(readTree("compile", namedArguments(args)));
    const key = read.map((argument) => signature(argument, onlyTensors ? [] : values)).join();
    last = kept.get(key);
    if (last === undefined || !last.isCurrent(current)) {
      last = undefined; // if recording fails
      last = new Compiled(current, function_, read);
      if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string); // the oldest
    }
    kept.delete(key);
    kept.set(key, last); // as the newest
    return last.run(values);
  };
}

/** The structure and the shapes of a tree that has been read. Adds its tensors to `values`. */
function signature(tree: unknown, values: Value[]): string {
  if (isTensor(tree)) {
    const view = viewOf("compile", tree);
    values.push(view);
    return `[${view.shape}]`;
  }
  const branches = Object.entries(tree as object).map(([key, branch]) => `${JSON.stringify(key)}:${signature(branch, values)}`); // it is a record or a list
  return `${Array.isArray(tree) ? "list" : "record"}{${branches}}`;
}

/** A function for arguments of certain shapes, on one engine. */
class Compiled {
  readonly #versions: readonly (readonly [Changing, number])[];
  readonly #recording: Recording;
  /** The shapes of the arguments if all of them are tensors, and not records or lists. */
  readonly #shapes: readonly Shape[] | undefined;
  readonly #units: readonly Run[];
  readonly #places: readonly (number | undefined)[];

  constructor(
    readonly engine: Engine,
    f: (...args: readonly unknown[]) => unknown,
    args: readonly unknown[],
  ) {
    const { result, reads } = readsOf(() => record("compile", f, args));
    this.#versions = [...reads].map((what) => [what, what.version]);
    this.#recording = result;
    this.#shapes = args.every(isTensor) ? args.map(({ shape }) => shape) : undefined;
    const { units, places } = planOf(result);
    this.#places = places;
    this.#units = units.map((unit) => ("chain" in unit ? runChained(engine, unit) : runAlone(unit)));
  }

  /** Whether arguments that are tensors have the shapes that were recorded. */
  takes(args: readonly Value[]): boolean {
    const shapes = this.#shapes;
    return shapes?.length === args.length && args.every(({ shape }, index) => sameShape(shape, shapes[index] as Shape)); // there are as many
  }

  /** Whether the function would do the same now. */
  isCurrent(current: Engine): boolean {
    return current === this.engine && this.#versions.every(([what, version]) => what.version === version);
  }

  run(args: readonly Value[]): unknown {
    const values =
      this.#units.length > 1
        ? this.engine.scope(
            () => this.#compute(args),
            (values) => this.#made(values, args),
          )
        : this.#compute(args);
    const { outputs, result } = this.#recording;
    const outputOf = (index: number): AnyTensor => {
      const place = this.#places[index];
      return place === undefined ? (outputs[index] as Constant).tensor : claim(values[place] as Value); // an output without a place is a constant
    };
    if (isTensor(result)) return outputOf(0);
    let next = 0;
    return mapTensors(result, () => outputOf(next++));
  }

  #compute(args: readonly Value[]): Value[] {
    const values = [...args];
    for (const unit of this.#units) unit(values);
    return values;
  }

  /** The storages of the outputs, without those of the arguments. */
  #made(values: readonly Value[], args: readonly Value[]): Storage[] {
    return this.#places.flatMap((place) => {
      const storage = place === undefined ? undefined : values[place]?.storage;
      return storage === undefined || args.some((argument) => argument.storage === storage) ? [] : [storage];
    });
  }
}

/** Computes the values at some places from those at others. */
type Run = (values: Value[]) => void;

function runAlone({ call, sources, place }: Alone): Run {
  const varying = sources.flatMap((source, index) => (source === undefined ? [] : [[index, source] as const]));
  return (values) => {
    const given = [...call.given];
    for (const [index, source] of varying) given[index] = values[source];
    values[place] = call.compute(...(given as never)); // the arguments of the operation, with the same shapes as when it was recorded
  };
}

function runChained(engine: Engine, { chain, operands, results }: Chained): Run {
  const run = chainOn(engine, chain);
  const views = results.map((result) => ({ ...result, strides: rowMajor(result.shape) }));
  return (values) => {
    const storages = run(operands.map((operand) => (typeof operand === "number" ? (values[operand] as Value) : operand)));
    for (const { place, shape, strides, index } of views)
      values[place] = { storage: storages[index] as Storage, offset: 0, shape, strides };
  };
}
