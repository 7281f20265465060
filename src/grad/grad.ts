/** The derivative of any function of tensors, by running it once and going back through what it did. */
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
import { checkScalar, type noTensor, type notScalar } from "../shape/scalar.js";
import type { Shape } from "../shape/shape.js";
import { binary, filled } from "../tensor/operations/primitives/index.js";
import { scope, Tape, type Value } from "../tensor/tape.js";
import { type AnyTensor, claim, isTensor, type Scalar, type Tensor, viewOf } from "../tensor/tensor.js";
import { type givesNoTensors, leaves, mapTensors, matching, type NoTensors, readTree, type takesNoTensors } from "./tree.js";

/** A function that has a gradient: from tensors to a scalar. One that takes or gives anything else is refused, in a sentence. */
type ScalarFunction<Operation extends string, P, Rest extends readonly unknown[], Result> = [...NoTensors<P>] extends Some
  ? takesNoTensors<Operation, NoTensors<P>[0]>
  : IsAnythingOrNothing<Result> extends true
    ? noTensor<Operation>
    : [Result] extends [Scalar]
      ? (parameters: P, ...rest: Rest) => Result
      : Result extends Tensor<infer S extends Shape>
        ? notScalar<Operation, S>
        : noTensor<Operation>;

/** Whether nothing is known of what a function gives (`any`), or it never ends (`never`): either passes for a scalar. */
type IsAnythingOrNothing<Result> = [Result] extends [never] ? true : 0 extends 1 & Result ? true : false;

/** A function from tensors to tensors. */
type TensorFunction<P, Rest extends readonly unknown[], Output> = [...NoTensors<P>] extends Some
  ? takesNoTensors<"vjp", NoTensors<P>[0]>
  : [...NoTensors<Output>] extends Some
    ? givesNoTensors<"vjp", NoTensors<Output>[0]>
    : (parameters: P, ...rest: Rest) => Output;

/**
 * The gradient of a function that ends in a {@link Scalar}: a function of the same arguments that gives the derivative with respect to
 * the first of them, which is a tensor, or a record or tuple of tensors, nested at will. It has the type of that
 * argument: each tensor the shape of its parameter.
 *
 * $$ \nabla f(p) = \frac{\partial f}{\partial p} $$
 *
 * The function is run once, then gone through backwards (reverse mode: S. Linnainmaa, "The representation of the cumulative rounding
 * error of an algorithm as a Taylor expansion of the local rounding errors", 1970). It may use any JavaScript; only what it
 * computes with tensor operations has a derivative, and what it reads as numbers (by `at` or `toArray`) counts as constant. A
 * gradient is a function of tensors itself, so gradients of gradients work.
 *
 * @throws ShapeError where the function does not end in a scalar, or the first argument holds something else than tensors
 * @example
 * ```ts
 * import { grad, type Matrix, matrix, type Vector, vector } from "conformable";
 *
 * const squaredError = (weights: Matrix<2, 3>, x: Vector<3>, y: Vector<2>) => weights.matmul(x).subtract(y).square().sum();
 *
 * const slope = grad(squaredError);
 * slope(matrix([[1, 2, 3], [4, 5, 6]]), vector([1, 0, -1]), vector([2, 3])); // Matrix<2, 3> [[-8, 0, 8], [-10, 0, 10]]
 * ```
 */
export function grad<P, Rest extends readonly unknown[], Result>(
  f: ScalarFunction<"grad", P, Rest, Result>,
): (parameters: P, ...rest: Rest) => P;
export function grad(f: unknown): AnyFunction {
  return (parameters, ...rest) => evaluate("grad", f as AnyFunction, parameters, rest).gradients; // asked for below
}

/** What {@link valueAndGrad} gives. */
export interface ValueAndGradients<out P> {
  /** What the function gave. */
  readonly value: Scalar;
  /** The derivative of the value with respect to each parameter. */
  readonly gradients: P;
}

/**
 * As {@link grad}, with the function's value beside its gradient.
 *
 * @throws ShapeError as {@link grad} does
 * @example
 * ```ts
 * import { type Vector, valueAndGrad, vector } from "conformable";
 *
 * const length = valueAndGrad((x: Vector<2>) => x.square().sum().sqrt());
 * const { value, gradients } = length(vector([3, 4]));
 * value;     // Scalar 5
 * gradients; // Vector<2> [0.6, 0.8]
 * ```
 */
export function valueAndGrad<P, Rest extends readonly unknown[], Result>(
  f: ScalarFunction<"valueAndGrad", P, Rest, Result>,
): (parameters: P, ...rest: Rest) => ValueAndGradients<P>;
export function valueAndGrad(f: unknown): AnyFunction {
  return (parameters, ...rest) => evaluate("valueAndGrad", f as AnyFunction, parameters, rest); // asked for below
}

/** What {@link vjp} gives. */
export interface Pullback<in out Output, out P> {
  /** What the function gave. */
  readonly output: Output;
  /** Takes the derivative of some loss with respect to the output, gives the one with respect to each parameter. */
  backward(error: Output): P;
}

/**
 * A function's output, and the way back from it: the product of a vector with the Jacobian. It is what a layer's `forward` gives,
 * for any function of tensors, and what {@link grad} is made of: there the error of the output is 1.
 *
 * $$ \frac{\partial C}{\partial p} = \frac{\partial C}{\partial y} \frac{\partial y}{\partial p}, \quad y = f(p) $$
 *
 * @param f - a function from tensors to tensors: on either side one, or a record or tuple of them, nested at will
 * @param parameters - its first argument, by which it is differentiated
 * @param rest - its other arguments
 * @throws ShapeError where something else than tensors goes in or comes out
 * @example
 * ```ts
 * import { ones, type Vector, vector, vjp } from "conformable";
 *
 * const { output, backward } = vjp((x: Vector<3>) => x.exp(), vector([0, 1, 2]));
 * output;             // Vector<3> [1, 2.71828, 7.38906]
 * backward(ones([3])); // Vector<3> [1, 2.71828, 7.38906]
 * ```
 */
export function vjp<P, Rest extends readonly unknown[], Output>(
  f: TensorFunction<P, Rest, Output>,
  parameters: NoInfer<P>,
  ...rest: NoInfer<Rest>
): Pullback<Output, P>;
export function vjp(f: AnyFunction, parameters: unknown, ...rest: unknown[]): Pullback<unknown, unknown> {
  const { output: given, beneath, back } = run("vjp", f, parameters, rest);
  const output = readTree("vjp", given);
  const outputs = leaves(output);
  return {
    output: mapTensors(output, ({ tensor }) => beneath(tensor)),
    backward: (error) =>
      back(
        outputs.map(({ tensor }) => tensor),
        matching("backward", outputs, error, "output"),
      ),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the overloads say what goes in and what comes out; it is checked again at run time
type AnyFunction = (...given: any[]) => any;

function evaluate(operation: string, f: AnyFunction, parameters: unknown, rest: readonly unknown[]): ValueAndGradients<unknown> {
  const { output, beneath, back } = run(operation, f, parameters, [...rest]);
  checkScalar(operation, isTensor(output) ? output.shape : undefined);
  return { value: beneath(output), gradients: back([output], [claim(filled([], 1))]) };
}

/** Runs a function on parameters that a tape watches, and gives the way back. */
function run<P, Rest extends readonly unknown[], Output>(
  operation: string,
  f: (parameters: P, ...rest: Rest) => Output,
  parameters: P,
  rest: Rest,
) {
  if (typeof f !== "function") throw new TypeError(`${operation}: takes a function, not ${describe(f)}`);
  const tape = new Tape();
  const tree = readTree(operation, parameters);
  const watched = leaves(tree).map(({ tensor }) => tape.watch(viewOf(operation, tensor)));
  const inPlace = (values: readonly Value[]): P => {
    let next = 0;
    return mapTensors(tree, () => claim(values[next++] as Value)); // one for each leaf, in their order
  };
  const output = tape.run(() => f(inPlace(watched), ...rest));

  const back = (outputs: readonly AnyTensor[], errors: readonly AnyTensor[]): P => {
    const ends = outputs.map((tensor, index) => [viewOf(operation, tensor), viewOf(operation, errors[index])] as const);
    const shares = scope(
      () => tape.back(ends, watched, (one, other) => binary("add", one, other)),
      (found) => found.flatMap((share) => share?.storage ?? []),
    );
    return inPlace(shares.map((share, index) => share ?? filled((watched[index] as Value).shape, 0)));
  };
  return { output, back, beneath: (tensor: AnyTensor): AnyTensor => claim(tape.beneath(viewOf(operation, tensor))) };
}
