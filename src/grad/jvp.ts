/** Forward mode: the derivative of a function in one direction. */
import { engine, withEngine } from "../engine/current.js";
import { whole } from "../engine/layout.js";
import { Placeholders } from "../engine/placeholders.js";
import type { Accepting, Anything } from "../shape/accepted.js";
import { count } from "../shape/reshape.js";
import { type AnyTensor, claim } from "../tensor/tensor.js";
import { type AnyFunction, pullback, type TensorFunction } from "./grad.js";
import { leaves, mapTensors, matching, readTree } from "./tree.js";

/** The result of {@link jvp}. */
export interface Pushforward<out Output> {
  /** The result of the function. */
  readonly output: Output;
  /** Its derivative in the direction of the tangents. */
  readonly tangent: Output;
}

/**
 * Runs a function, and returns its output and the derivative of the output in one direction: how fast the output changes if the
 * first argument moves along `tangents`. That is the product of the Jacobian and a vector (forward mode). {@link vjp} is the
 * product from the other side.
 *
 * $$ \dot y = \frac{\partial f}{\partial p}\, \dot p = \lim_{h \to 0} \frac{f(p + h \dot p) - f(p)}{h} $$
 *
 * It is computed by differentiating the backward pass of {@link vjp}, which is linear in the error. So all operations that have a
 * gradient can be used, and `jvp` can be differentiated and mapped like any other function.
 *
 * @param f - takes and returns tensors: a single one, or a record or tuple of them, nested as deep as you like
 * @param primals - its first argument; for a derivative with respect to several arguments, make them one tuple
 * @param tangents - the direction, of the same type
 * @param rest - the other arguments of the function
 * @throws ShapeError if `primals` or the output contain anything other than tensors, or if the tangents have other shapes
 * @example
 * ```ts
 * import { jvp, type Vector, vector } from "conformable";
 *
 * const { output, tangent } = jvp((x: Vector<3>) => x.square(), vector([1, 2, 3]), vector([1, 0, -1]));
 * output;  // Vector<3> [1, 4, 9]
 * tangent; // Vector<3> [2, 0, -6]
 * ```
 */
export function jvp<
  P,
  Rest extends readonly unknown[],
  Output,
  Ok extends Accepting<TensorFunction<"jvp", P, Rest, Output>> = unknown,
>(
  f: TensorFunction<"jvp", P, Rest, Output>,
  primals: NoInfer<P>,
  tangents: NoInfer<P>,
  ...rest: NoInfer<Rest>
): unknown extends NoInfer<Ok> ? Pushforward<Output> : Anything;
export function jvp(f: AnyFunction, primals: unknown, tangents: unknown, ...rest: unknown[]): Pushforward<unknown> {
  const parameters = readTree("jvp", primals);
  const directions = matching("jvp", leaves(parameters), tangents, "primal");
  const { output, backward } = pullback("jvp", f, parameters, rest);
  let next = 0;
  const along = mapTensors(parameters, () => directions[next++] as AnyTensor); // one for each leaf
  return { output, tangent: forward("jvp", output, backward)(along) };
}

/**
 * The way forward, as the way back of a way back. The latter is linear, so it doesn't matter at which errors it is differentiated:
 * they are placeholders, and what would be computed from them isn't.
 */
export function forward(
  operation: string,
  output: unknown,
  backward: (error: unknown) => unknown,
): (tangents: unknown) => unknown {
  const placeholders = new Placeholders(engine(), "jvp");
  const errors = mapTensors(output, ({ tensor: { shape } }) => claim(whole(placeholders.placeholder(count(shape)), shape)));
  return withEngine(placeholders, () => pullback(operation, backward, errors, [])).backward;
}
