/** A network: a layer that can be had over other parameters. */
import type { Shape } from "../../shape/shape.js";
import type { Layer } from "./layer.js";

declare const shapes: unique symbol;
interface Shapes<in out In extends Shape, in out Out extends Shape> {
  readonly in: In;
  readonly out: Out;
}

/** Where the compiler reads the shapes of a network at once, without a look at each member of the layer. */
export interface OfShapes<In extends Shape, Out extends Shape> {
  /** Only for the compiler. */
  readonly [shapes]: Shapes<In, Out>;
}

/** What a {@link Network} has beside a {@link Layer}. */
export interface OverParameters<In extends Shape, Out extends Shape, P> {
  /** Only for the compiler, as in `OfShapes`. */
  readonly [shapes]: Shapes<In, Out>;
  /**
   * The same network over other parameters: a view, without a copy. What `network.with(parameters).predict(x)` gives depends on the parameters
   * and the input alone, so `grad` and `vjp` go through it. The network itself stays as it is.
   *
   * @param parameters - a tree like the network's own `parameters`, with tensors of the same shapes
   * @throws ShapeError where a parameter is missing, has another shape or is one too many
   * @throws Error where a layer from elsewhere has parameters that are in none of its trainables
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
 * A layer of any composition, as {@link sequential} makes it: every layer of the library is one. A layer of your own becomes one in a
 * {@link sequential}.
 *
 * (An intersection: to the compiler, an interface that extends `Layer` would be another type, to be compared member by member.)
 */
export type Network<In extends Shape, Out extends Shape, P> = Layer<In, Out, P> & OverParameters<In, Out, P>;
