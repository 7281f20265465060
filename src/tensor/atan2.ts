/** The angle of a point, from its two coordinates. A function in a module of its own, since bundles contain every method of `Tensor`. */
import type { AcceptingKnown, Anything } from "../shape/accepted.js";
import type { AcceptingOneTensor, takesOneTensor, takesOneTensorOrNumber } from "../shape/one-tensor.js";
import type { Shape } from "../shape/shape.js";
import { elementwise, filledTo, ofEach, unary, where } from "./operations/elementwise.js";
import type { Value } from "./tape.js";
import { claim, type fitsTheEnd, operand, type Tensor, viewOf } from "./tensor.js";

/**
 * The angle of the point (x, y), in radians from -π to π: that between the positive x axis and the line from the origin to the point.
 * `x` is a number, or a tensor whose shape is that of `y` or the end of it.
 *
 * The angle is the arc tangent of y / x in the right quadrant, also where x is 0. At the origin and at infinity it depends on the signs, as
 * in NumPy: it is π for (-0, 0), and π / 4 for (∞, ∞).
 *
 * $$\frac{\partial\theta}{\partial y} = \frac{x}{x^2 + y^2}, \qquad \frac{\partial\theta}{\partial x} = \frac{-y}{x^2 + y^2}$$
 *
 * Neither overflows. Both are 0 at the origin, where the angle has no derivative, and where a coordinate is infinite.
 *
 * @throws ShapeError if the shape of `x` doesn't match the end of the shape of `y`
 * @example
 * ```ts
 * import { atan2, vector } from "conformable";
 *
 * atan2(vector([1, 1, 0]), vector([1, -1, -1])); // Vector<3> [0.785398, 2.35619, 3.14159]
 * atan2(vector([1, 3]), 0); //                      Vector<2> [1.5708, 1.5708]
 * ```
 */
export function atan2<
  Given,
  GivenX,
  S extends Shape = Anything,
  B extends Shape = S,
  Ok extends AcceptingOneTensor<
    Given,
    AcceptingKnown<S, takesOneTensorOrNumber<"atan2", GivenX, fitsTheEnd<"atan2", S, B>>>
  > = unknown,
>(
  y: takesOneTensor<"atan2", Given, Tensor<S>>,
  x: takesOneTensorOrNumber<"atan2", GivenX, fitsTheEnd<"atan2", S, B>>,
): unknown extends NoInfer<Ok> ? Tensor<S> : Anything {
  const height = viewOf("atan2", y);
  return claim(angle(height, filledTo("atan2", operand("atan2", x), height.shape)));
}

/**
 * Composed so that the gradient is right everywhere: a quotient is at most 1, and what isn't chosen has no effect on it. The angle of a steep
 * line is measured from the y axis, that of any other line from the x axis, to which half a turn is added on the left.
 */
function angle(y: Value, x: Value): Value {
  const [height, width] = [unary("abs", y), unary("abs", x)];
  const steep = elementwise("less", width, height);
  const infinite = elementwise("multiply", elementwise("equal", height, Infinity), elementwise("equal", width, Infinity));
  // A flat line with x = 0 is the origin. 1 / x is infinite there, with the sign of x, and y over it is 0.
  const finite = where(infinite, ofEach("sign", x), x);
  const base = where(elementwise("equal", x, 0), ofEach("reciprocal", x), finite);
  const above = where(infinite, ofEach("sign", y), y);
  const ratio = elementwise("divide", where(steep, unary("negate", x), above), where(steep, y, base));
  const turned = unary("atan", ratio);
  const quarter = where(elementwise("less", y, 0), -Math.PI / 2, Math.PI / 2);
  const half = where(elementwise("less", ofEach("reciprocal", ratio), 0), Math.PI, -Math.PI); // the ratio may be -0
  const left = where(elementwise("less", base, 0), elementwise("add", turned, half), turned);
  return where(steep, elementwise("add", turned, quarter), left);
}
