/** All derivatives of a function at once: Jacobians and Hessians. */
import { engine } from "../engine/current.js";
import { whole } from "../engine/layout.js";
import type { Accepting, Anything } from "../shape/accepted.js";
import type { Some } from "../shape/known.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { permuted, reshaped, sliced } from "../tensor/operations/primitives/index.js";
import type { Value } from "../tensor/tape.js";
import { claim, type Tensor, viewOf } from "../tensor/tensor.js";
import { Batch } from "./batching/batch.js";
import { type AnyFunction, type Differentiable, evaluate, pullback, type ScalarFunction, type TensorFunction } from "./grad.js";
import { forward } from "./jvp.js";
import type { MixedParameters } from "./mixed.js";
import { type AnySizes, type Leaf, leaves, mapTensors, type NoTensors, type ofAnySize, readTree } from "./tree.js";

/**
 * The derivatives of each tensor in `Output` with respect to each tensor in `P`. For two tensors, that is one tensor: the shape of the
 * output, followed by the shape of the parameter. For records and tuples, it is the tree of the outputs, which has a tree of the
 * parameters in place of each tensor.
 */
export type Jacobian<Output, P> = 0 extends 1 & Output
  ? Output
  : Output extends Tensor<infer Out extends Shape>
    ? DerivativesOf<Out, P>
    : { [Key in keyof Output]: Jacobian<Output[Key], P> };
type DerivativesOf<Out extends Shape, P> = 0 extends 1 & P
  ? P
  : P extends Tensor<infer In extends Shape>
    ? Tensor<[...Out, ...In]>
    : P extends MixedParameters<infer Each>
      ? MixedParameters<DerivativesOf<Out, Each>>
      : { [Key in keyof P]: DerivativesOf<Out, P[Key]> };

/** A function of tensors of known sizes. For any other function, the error message. */
type KnownFunction<P, Rest extends readonly unknown[], Output> = [...NoTensors<P>, ...NoTensors<Output>] extends Some
  ? TensorFunction<"jacobian", P, Rest, Output>
  : [...AnySizes<P, Rest>] extends Some
    ? ofAnySize<"jacobian">
    : TensorFunction<"jacobian", P, Rest, Output>;

/**
 * Returns the function that computes the Jacobian of `f`: the derivative of each element of the output with respect to each element of
 * the first argument. It has the axes of the output, followed by those of the argument.
 *
 * $$ J_{ij} = \frac{\partial f_i}{\partial p_j} $$
 *
 * The function runs once. Its derivatives are then computed for all elements together, as by {@link vmap}: forwards if there are fewer
 * elements in the argument than in the output, else backwards.
 *
 * @param f - takes and returns tensors: a single one, or a record or tuple of them, nested as deep as you like
 * @throws ShapeError if the first argument or the output contains anything other than tensors
 * @example
 * ```ts
 * import { jacobian, type Vector, vector } from "conformable";
 *
 * const f = (x: Vector<2>) => x.outer(x);
 * jacobian(f)(vector([1, 2])); // Tensor<[2, 2, 2]> [[[2, 0], [2, 1]], [[2, 1], [0, 4]]]
 * ```
 */
export function jacobian<
  P,
  Rest extends readonly unknown[],
  Output,
  Ok extends Accepting<KnownFunction<P, Rest, Output>> = unknown,
>(
  f: KnownFunction<P, Rest, Output>,
): unknown extends NoInfer<Ok> ? (parameters: P, ...rest: Rest) => Jacobian<Output, P> : Anything;
export function jacobian(f: unknown): AnyFunction {
  return (parameters, ...rest) => jacobianAt("jacobian", f as AnyFunction, parameters, rest); // the overload gives the type
}

/**
 * Returns the function that computes the Hessian of `f`, which has to return a {@link Scalar}: its second derivatives with
 * respect to each two elements of the first argument. It is the {@link jacobian} of the gradient. For an argument of shape `[n]`,
 * it is an `[n, n]` matrix.
 *
 * $$ H_{ij} = \frac{\partial^2 f}{\partial p_i\, \partial p_j} $$
 *
 * @throws ShapeError if the function doesn't return a scalar, or if the first argument contains anything other than tensors
 * @example
 * ```ts
 * import { hessian, type Vector, vector } from "conformable";
 *
 * const f = (x: Vector<2>) => x.product().square(); // x₀² x₁²
 * hessian(f)(vector([1, 2])); // Matrix<2, 2> [[8, 8], [8, 2]]
 * ```
 */
export function hessian<P, Rest extends readonly unknown[], Result, Ok extends Differentiable<P, Result> = unknown>(
  f: ScalarFunction<"hessian", P, Rest, Result>,
): unknown extends NoInfer<Ok> ? (parameters: P, ...rest: Rest) => Jacobian<P, P> : Anything;
export function hessian(f: unknown): AnyFunction {
  const gradient: AnyFunction = (parameters, ...rest) => evaluate("hessian", f as AnyFunction, parameters, rest).gradients; // as above
  return (parameters, ...rest) => jacobianAt("hessian", gradient, parameters, rest);
}

/** Where the elements of a tensor are among those of all tensors in a tree. */
interface Place {
  readonly shape: Shape;
  readonly start: number;
  readonly entries: number;
}

function jacobianAt(operation: string, f: AnyFunction, given: unknown, rest: readonly unknown[]): unknown {
  const parameters = readTree(operation, given);
  const { output, backward } = pullback(operation, f, parameters, rest);
  const [outputs, inputs] = [placesOf(leaves(output)), placesOf(leaves(parameters))];
  const forwards = total(inputs) < total(outputs);
  // For each element of one side, the derivatives of all tensors of the other side.
  const derivatives = forwards ? ofEach(forward(operation, output, backward), parameters) : ofEach(backward, output);
  let nextOutput = 0;
  return mapTensors(output, () => {
    const ofOutput = nextOutput++;
    let nextInput = 0;
    return mapTensors(parameters, () => {
      const ofInput = nextInput++;
      const [out, into] = [outputs[ofOutput] as Place, inputs[ofInput] as Place]; // there is one for each leaf
      const [across, along] = forwards ? [into, ofOutput] : [out, ofInput];
      const all = derivatives[along] as Value; // as above
      const rows = sliced(all, [spanOf(across), ...all.shape.slice(1).map((entries) => spanOf({ start: 0, entries }))]);
      const inOrder = forwards ? lastAxisFirst(rows) : rows;
      return claim(reshaped(inOrder, [...out.shape, ...into.shape]));
    });
  });
}

/** The first axis at the end. */
const lastAxisFirst = (x: Value): Value => permuted(x, [...x.shape.keys()].slice(1).concat(0));

const spanOf = ({ start, entries }: Pick<Place, "start" | "entries">) => ({ start, entries, step: 1 });

function placesOf(all: readonly Leaf[]): Place[] {
  let start = 0;
  return all.map(({ tensor: { shape } }) => {
    const place = { shape, start, entries: count(shape) };
    start += place.entries;
    return place;
  });
}
const total = (places: readonly Place[]): number => places.reduce((sum, { entries }) => sum + entries, 0);

/** Applies a linear function to each tree that has 1 in one element and 0 in all others. The results are along a new first axis. */
function ofEach(linear: (tree: unknown) => unknown, tree: unknown): Value[] {
  const places = placesOf(leaves(tree));
  const size = total(places);
  const numbers = new Float32Array(size * size);
  for (let element = 0; element < size; element++) numbers[element * (size + 1)] = 1;
  const identity = whole(engine().upload(numbers), [size, size]);
  const batch = new Batch(size);
  let next = 0;
  const units = mapTensors(tree, () => {
    const place = places[next++] as Place; // there is one for each leaf
    const rows = sliced(identity, [spanOf({ start: 0, entries: size }), spanOf(place)]);
    return claim(batch.watch(reshaped(rows, [size, ...place.shape])));
  });
  const results = batch.run(() => linear(units));
  return leaves(results).map(({ tensor }) => batch.all(viewOf("jacobian", tensor)));
}
