/** Compiles functions of tensors. */
import { engine } from "../engine/current.js";
import { Placeholders } from "../engine/placeholders.js";
import {
  type givesNoTensors,
  type NoTensors,
  type noFunction,
  readTree,
  type takesAnyNumber,
  type takesNoTensors,
} from "../grad/tree.js";
import type { Accepting, Anything } from "../shape/accepted.js";
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
import { count } from "../shape/reshape.js";
import { isRecording, type Value } from "../tensor/tape.js";
import { isTensor, viewOf } from "../tensor/tensor.js";
import { Compiled, Recent } from "./compiled.js";
import { explain } from "./explain.js";
import { type Lowered, lowered } from "./lowered/lowered.js";
import { planOf } from "./plan.js";
import { namedArguments } from "./program.js";
import { record } from "./record.js";

/** The function itself, if it takes a fixed number of tensors and returns tensors. For any other function, the error message. */
type TensorFunction<F> = F extends (...args: infer Args) => infer Result
  ? number extends Args["length"]
    ? takesAnyNumber<"compile">
    : [...NoTensors<Args>] extends Some
      ? takesNoTensors<"compile", NoTensors<Args>[0]>
      : [...NoTensors<Result>] extends Some
        ? unknown extends Result
          ? noFunction<"compile">
          : givesNoTensors<"compile", NoTensors<Result>[0]>
        : F
  : F;

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
  <F extends (...args: never) => unknown, Ok extends Accepting<TensorFunction<F>> = unknown>(
    f: TensorFunction<F>,
  ): unknown extends NoInfer<Ok> ? F : Anything;

  /**
   * Describes what compiling changes: the program as it was recorded, the program as it is carried out, and how many bytes each
   * of them reads and writes.
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
  const recent = new Recent();
  return (...args) => {
    const current = engine();
    if (isRecording() || current instanceof Placeholders) return function_(...args);
    const onlyTensors = args.every(isTensor);
    const values = onlyTensors ? args.map((tensor) => viewOf("compile", tensor)) : [];
    if (onlyTensors && recent.last?.takes(values) && recent.last.isCurrent(current)) return run(recent.last, values);
    const read = onlyTensors ? args : Object.values(readTree("compile", namedArguments(args)));
    const key = read.map((argument) => signature(argument, onlyTensors ? [] : values)).join();
    return run(
      recent.get(current, key, () => new Compiled(current, function_, read)),
      values,
    );
  };
}

/** How often each function has run, or what it has become in its second run: calls of kernels, if that is possible and pays. */
const runs = new WeakMap<Compiled, Lowered | "once" | "eager">();
/** Calls of kernels begin sooner than operations of the engine do, but a run of them takes longer to begin. */
const fewestUnits = 16;
/** Results of more numbers aren't worth a copy out of the memory that is planned. */
const mostCopied = 65_536;

function run(compiled: Compiled, values: readonly Value[]): unknown {
  let program = runs.get(compiled);
  if (program === undefined) runs.set(compiled, "once");
  if (program === "once") {
    const { recording, plan, engine } = compiled;
    const copied = recording.outputs.reduce((sum, { shape }) => sum + count(shape), 0);
    const pays = plan.units.length >= fewestUnits && copied <= mostCopied;
    const part = { outputs: recording.outputs.map((_, index) => index), changed: [] };
    program = (pays ? lowered(engine, recording, plan, [part]) : undefined) ?? "eager";
    runs.set(compiled, program);
  }
  return compiled.result((typeof program === "object" ? program : compiled).run(values));
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
