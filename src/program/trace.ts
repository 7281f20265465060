/** Records a function of tensors as a program. */
import type { givesNoTensors, NoTensors, noFunction, takesAnyNumber, takesNoTensors } from "../grad/tree.js";
import type { Accepting, Anything } from "../shape/accepted.js";
import type { Some } from "../shape/known.js";
import { Program } from "./program.js";
import { record } from "./record.js";

/** A function that takes a fixed number of tensors and returns tensors. For any other function, the error message. */
type TensorFunction<Args extends readonly unknown[], Result> = number extends Args["length"]
  ? takesAnyNumber<"trace">
  : OfTensors<Args, Result>;
type OfTensors<Args extends readonly unknown[], Result> = [...NoTensors<Args>] extends Some
  ? unknown extends Args[number] & Result
    ? noFunction<"trace">
    : takesNoTensors<"trace", NoTensors<Args>[0]>
  : [...NoTensors<Result>] extends Some
    ? givesNoTensors<"trace", NoTensors<Result>[0]>
    : (...args: Args) => Result;

/**
 * Records a function as a {@link Program}. The function runs once, on placeholders with the shapes of the arguments, and computes nothing.
 *
 * The program repeats what the function did in that run: a loop is recorded as the steps that it took, and random numbers are
 * constants. What doesn't depend on the arguments, such as the parameters of a network, is a constant too. The function can't
 * read numbers that depend on its arguments (`at`, `toArray`, `dataSync`, a condition on a scalar), and it can't update
 * parameters.
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
export function trace<Args extends readonly unknown[], Result, Ok extends Accepting<TensorFunction<Args, Result>> = unknown>(
  f: TensorFunction<Args, Result>,
  ...args: { [Index in keyof Args]: NoInfer<Args[Index]> }
): unknown extends NoInfer<Ok> ? Program<Args, Result> : Anything;
export function trace(f: unknown, ...args: unknown[]): Program<unknown[], unknown> {
  return new Program(record("trace", f, args));
}
