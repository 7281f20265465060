/** Differentiates any function of tensors: runs it once, then follows its operations backwards. */
import type { Accepting, Anything, IsAny } from "../shape/accepted.js";
import { describe } from "../shape/describe.js";
import type { Some } from "../shape/known.js";
import { fieldsOf } from "../shape/options.js";
import { checkScalar, type noTensor, type notScalar } from "../shape/scalar.js";
import type { Shape } from "../shape/shape.js";
import { binary, filled } from "../tensor/operations/primitives/index.js";
import { scope, Tape, type Value } from "../tensor/tape.js";
import { type AnyTensor, claim, isTensor, type Scalar, type Tensor, viewOf } from "../tensor/tensor.js";
import {
  type AnySizes,
  type givesNoTensors,
  leaves,
  mapTensors,
  matching,
  type NoTensors,
  type noFunction,
  type ofAnySize,
  readTree,
  type takesNoTensors,
} from "./tree.js";

/** A function with a gradient: it takes tensors and returns a scalar. For any other function, the error message. */
export type ScalarFunction<Operation extends string, P, Rest extends readonly unknown[], Result> = [...NoTensors<P>] extends Some
  ? noTensorsTaken<Operation, P, Result>
  : [Result] extends [never]
    ? noTensor<Operation>
    : [Result] extends [Scalar]
      ? [...AnySizes<P, Rest>] extends Some
        ? ofAnySize<Operation>
        : (parameters: P, ...rest: Rest) => Result
      : Result extends Tensor<infer S extends Shape>
        ? notScalar<Operation, S>
        : noTensor<Operation>;

/** Of what isn't a function, the compiler knows neither what it takes nor what it returns. */
type noTensorsTaken<Operation extends string, P, Result> = [unknown, unknown] extends [P, Result]
  ? noFunction<Operation>
  : takesNoTensors<Operation, NoTensors<P>[0]>;

/** `unknown`, unless {@link ScalarFunction} is a sentence. In generic code, that one may still be either. */
export type Differentiable<P, Result> = [...NoTensors<P>, ...([Result] extends [Scalar] ? [] : ["other"])] extends Some
  ? object
  : unknown;

/** A function that takes tensors and returns tensors. For any other function, the error message. */
export type TensorFunction<Operation extends string, P, Rest extends readonly unknown[], Output> = [...NoTensors<P>] extends Some
  ? noTensorsTaken<Operation, P, Output>
  : [...NoTensors<Output>] extends Some
    ? givesNoTensors<Operation, NoTensors<Output>[0]>
    : (parameters: P, ...rest: Rest) => Output;

/**
 * Returns the gradient function of `f`, which has to return a {@link Scalar}. The gradient function takes the same arguments and
 * returns the derivative with respect to the first one. That argument is a tensor, or a record or tuple of tensors, nested as
 * deep as you like; the gradient has the same type.
 *
 * $$ \nabla f(p) = \frac{\partial f}{\partial p} $$
 *
 * `f` runs once, and its operations are then traced backwards (reverse mode: S. Linnainmaa, "The representation of the cumulative
 * rounding error of an algorithm as a Taylor expansion of the local rounding errors", 1970). `f` may use any JavaScript. Only
 * tensor operations are differentiated; numbers that `f` reads with `at` or `toArray` count as constants. A gradient function is
 * a function of tensors itself, so you can take gradients of gradients.
 *
 * @throws ShapeError if the function doesn't return a scalar, or if the first argument contains anything other than tensors
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
export function grad<P, Rest extends readonly unknown[], Result, Ok extends Differentiable<P, Result> = unknown>(
  f: ScalarFunction<"grad", P, Rest, Result>,
): unknown extends NoInfer<Ok> ? (parameters: P, ...rest: Rest) => P : Anything;
export function grad(f: unknown): AnyFunction {
  return (parameters, ...rest) => evaluate("grad", f as AnyFunction, parameters, rest).gradients; // the overload gives the type
}

/** The result of {@link valueAndGrad}. */
export interface ValueAndGradients<out P> {
  /** The result of the function. */
  readonly value: Scalar;
  /** The derivative of the value with respect to each parameter. */
  readonly gradients: P;
}

/** The result of {@link valueAndGrad}, if the function also returns other tensors. */
export interface ValueGradientsAndAuxiliary<out P, out Auxiliary> extends ValueAndGradients<P> {
  /** What the function returned as `auxiliary`. */
  readonly auxiliary: Auxiliary;
}

/** The result of a function that returns other tensors along with its value. */
interface WithAuxiliary<out Auxiliary> {
  readonly value: Scalar;
  readonly auxiliary: Auxiliary;
}

/** A function that returns a scalar, perhaps with other tensors. For any other function, the error message. */
type ValueFunction<P, Rest extends readonly unknown[], Result> = 0 extends 1 & Result
  ? ScalarFunction<"valueAndGrad", P, Rest, Result> // what a refused call returns
  : [Result] extends [never]
    ? ScalarFunction<"valueAndGrad", P, Rest, Result>
    : [Result] extends [WithAuxiliary<infer Auxiliary>]
      ? [...NoTensors<P>] extends Some
        ? takesNoTensors<"valueAndGrad", NoTensors<P>[0]>
        : [...NoTensors<Auxiliary>] extends Some
          ? auxiliaryIsNoTensor<NoTensors<Auxiliary>[0]>
          : (parameters: P, ...rest: Rest) => Result
      : [Result] extends [OtherValue<infer S>]
        ? notScalar<"valueAndGrad", S>
        : ScalarFunction<"valueAndGrad", P, Rest, Result>;
/** The same, whatever the value is: its type is refused above. */
interface HasAuxiliary<out Auxiliary> {
  readonly auxiliary: Auxiliary;
}
/** The same with a value that isn't a scalar. */
interface OtherValue<S extends Shape> {
  readonly value: Tensor<S>;
  readonly auxiliary: unknown;
}
/** `unknown`, unless {@link ValueFunction} is a sentence. */
type WithValue<P, Result> = [
  ...NoTensors<P>,
  ...([Result] extends [Scalar] ? [] : [Result] extends [WithAuxiliary<infer Auxiliary>] ? NoTensors<Auxiliary> : ["other"]),
] extends Some
  ? object
  : unknown;
type auxiliaryIsNoTensor<What> = `valueAndGrad: the auxiliary output has ${What & string}, where it has to have tensors`;

/**
 * Works like {@link grad}, and also returns the result of the function.
 *
 * The function may return other tensors too, such as the outputs of a network, which aren't differentiated. It then returns
 * `{ value, auxiliary }`, and the result has the same `auxiliary`: a tensor, or a record or tuple of tensors.
 *
 * @throws ShapeError for the same reasons as {@link grad}
 * @example
 * ```ts
 * import { type Vector, valueAndGrad, vector } from "conformable";
 *
 * const length = valueAndGrad((x: Vector<2>) => x.square().sum().sqrt());
 * const { value, gradients } = length(vector([3, 4]));
 * value;     // Scalar 5
 * gradients; // Vector<2> [0.6, 0.8]
 * ```
 * @example
 * With an auxiliary output:
 * ```ts
 * import { type Vector, valueAndGrad, vector } from "conformable";
 *
 * const length = valueAndGrad((x: Vector<2>) => {
 *   const squares = x.square();
 *   return { value: squares.sum().sqrt(), auxiliary: squares };
 * });
 * length(vector([3, 4])).auxiliary; // Vector<2> [9, 16]
 * ```
 */
export function valueAndGrad<P, Rest extends readonly unknown[], Result, Ok extends WithValue<P, Result> = unknown>(
  f: ValueFunction<P, Rest, Result>,
): unknown extends NoInfer<Ok>
  ? (
      parameters: P,
      ...rest: Rest
    ) => [Result] extends [HasAuxiliary<infer Auxiliary>]
      ? ValueGradientsAndAuxiliary<P, [...IsAny<Result>] extends Some ? Anything : Auxiliary>
      : ValueAndGradients<P>
  : Anything;
export function valueAndGrad(f: unknown): AnyFunction {
  return (parameters, ...rest) => evaluate("valueAndGrad", f as AnyFunction, parameters, rest, withAuxiliary); // the overload gives the type
}

/** Separates what a function returns into its value and its auxiliary output. */
function withAuxiliary(given: unknown): Returned {
  if (isTensor(given) || !("auxiliary" in fieldsOf(given))) return { value: given };
  const { value, auxiliary } = fieldsOf(given);
  return { value, auxiliary: readTree("valueAndGrad", { auxiliary }) };
}
interface Returned {
  readonly value: unknown;
  readonly auxiliary?: unknown;
}

/** The result of {@link vjp}. */
export interface Pullback<in out Output, out P> {
  /** The result of the function. */
  readonly output: Output;
  /** Takes the derivative of a loss with respect to the output, and returns its derivative with respect to each parameter. */
  backward(error: Output): P;
}

/**
 * Runs a function, and returns its output with a function that takes an error back from the output to the parameters. That is the
 * product of a vector and the Jacobian. A layer's `forward` returns the same pair. {@link grad} calls `backward` with an error of
 * 1.
 *
 * $$ \frac{\partial C}{\partial p} = \frac{\partial C}{\partial y} \frac{\partial y}{\partial p}, \quad y = f(p) $$
 *
 * @param f - takes and returns tensors: a single one, or a record or tuple of them, nested as deep as you like
 * @param parameters - its first argument; the derivative is taken with respect to it
 * @param rest - its other arguments
 * @throws ShapeError if the parameters or the output contain anything other than tensors
 * @example
 * ```ts
 * import { ones, type Vector, vector, vjp } from "conformable";
 *
 * const { output, backward } = vjp((x: Vector<3>) => x.exp(), vector([0, 1, 2]));
 * output;             // Vector<3> [1, 2.71828, 7.38906]
 * backward(ones([3])); // Vector<3> [1, 2.71828, 7.38906]
 * ```
 */
export function vjp<
  P,
  Rest extends readonly unknown[],
  Output,
  Ok extends Accepting<TensorFunction<"vjp", P, Rest, Output>> = unknown,
>(
  f: TensorFunction<"vjp", P, Rest, Output>,
  parameters: NoInfer<P>,
  ...rest: NoInfer<Rest>
): unknown extends NoInfer<Ok> ? Pullback<Output, P> : Anything;
export function vjp(f: AnyFunction, parameters: unknown, ...rest: unknown[]): Pullback<unknown, unknown> {
  return pullback("vjp", f, parameters, rest);
}

/** What {@link vjp} returns, for an operation with another name. */
export function pullback(
  operation: string,
  f: AnyFunction,
  parameters: unknown,
  rest: readonly unknown[],
): Pullback<unknown, unknown> {
  const { output: given, beneath, back } = run(operation, f, parameters, [...rest]);
  const output = readTree(operation, given);
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

// biome-ignore lint/suspicious/noExplicitAny: the overloads state the types; the values are checked again at run time
export type AnyFunction = (...given: any[]) => any;

export function evaluate(
  operation: string,
  f: AnyFunction,
  parameters: unknown,
  rest: readonly unknown[],
  separate: (given: unknown) => Returned = (value) => ({ value }),
): ValueAndGradients<unknown> {
  const { output, beneath, back } = run(operation, f, parameters, [...rest]);
  const { value, auxiliary } = separate(output);
  checkScalar(operation, isTensor(value) ? value.shape : undefined);
  const all = { value: beneath(value as AnyTensor), gradients: back([value as AnyTensor], [claim(filled([], 1))]) }; // it is a scalar
  return auxiliary === undefined ? all : { ...all, ...(mapTensors(auxiliary, ({ tensor }) => beneath(tensor)) as object) };
}

/** Runs a function while a tape watches its parameters, and returns the way back. */
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
    return mapTensors(tree, () => claim(values[next++] as Value)); // one for each leaf, in the same order
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
