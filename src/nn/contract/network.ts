/** A network: a layer that can be applied to other parameters. */
import type { Shape } from "../../shape/shape.js";
import type { Layer } from "./layer.js";

declare const shapes: unique symbol;
interface Shapes<in out In extends Shape, in out Out extends Shape> {
  readonly in: In;
  readonly out: Out;
}

/** Lets the compiler read the shapes of a network directly, without comparing each member of the layer. */
export interface OfShapes<In extends Shape, Out extends Shape> {
  /** Only for the compiler. */
  readonly [shapes]: Shapes<In, Out>;
}

/** What a {@link Network} has in addition to a {@link Layer}: the method `with`. */
export interface OverParameters<In extends Shape, Out extends Shape, P> {
  /** Only for the compiler, as in `OfShapes`. */
  readonly [shapes]: Shapes<In, Out>;
  /**
   * Returns the same network with other parameters, without copying anything. The output of `network.with(parameters).predict(x)`
   * depends only on the parameters and the input, so `grad` and `vjp` can differentiate it. The network itself doesn't change.
   *
   * @param parameters - a tree like the network's own `parameters`, with tensors of the same shapes
   * @throws ShapeError if a parameter is missing, superfluous or of the wrong shape
   * @throws Error if a layer that you wrote yourself has parameters that aren't in its `trainables`
   * @example
   * ```ts
   * import { grad, randomNormal, zeros } from "conformable";
   * import { dense, relu, sequential } from "conformable/nn";
   *
   * const network = sequential(dense(3, 5, { activation: relu }), dense(5, 2));
   * const [x, y] = [randomNormal([7, 3]), zeros([7, 2])];
   * const slope = grad((p: typeof network.parameters) => network.with(p).predict(x).subtract(y).square().mean());
   * slope(network.parameters)[1].bias; // Vector<2>
   * ```
   */
  with(parameters: P): Network<In, Out, P>;
}

/**
 * A layer that has the method `with`, which returns the same layer with other parameters. Every layer of the library is a
 * network, and {@link sequential} makes a network of layers that you wrote yourself.
 *
 * It is an intersection because the compiler would compare an interface that extends `Layer` with `Layer` member by member.
 */
export type Network<In extends Shape, Out extends Shape, P> = Layer<In, Out, P> & OverParameters<In, Out, P>;
