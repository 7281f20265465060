/**
 * Newton's method: logistic regression in a few steps, each to the minimum of a parabola that has the slope and the curvature of the
 * loss. There is no network. `hessian` has the curvature, and `vmap` of `grad`, a gradient for each example, says how certain the
 * result is.
 *
 *     npx tsx docs/examples/newton.ts
 */
import { grad, hessian, random, randomNormal, type Scalar, type Vector, vector, vmap, zeros } from "conformable";
import { inverse, solve } from "conformable/linalg";

const examples = 500;
const source = random(1);
const truth = vector([1.5, -2, 0.5]);
const inputs = randomNormal([examples, 3], source);
const noise = randomNormal([examples], source).multiply(0.5);
const classes = inputs.matmul(truth).add(noise).greater(0); // Vector<500>: 0 or 1

/** The cross-entropy of one example: log(1 + e^z) - y z, with z = w · x. */
const loss = (weights: Vector<3>, x: Vector<3>, y: Scalar): Scalar => {
  const z = weights.dot(x);
  return z.exp().log1p().subtract(y.multiply(z));
};

/** The mean over all examples, and a little weight decay. */
const objective = (weights: Vector<3>): Scalar =>
  vmap(loss, { inAxes: [null, 0, 0] })(weights, inputs, classes)
    .mean()
    .add(weights.square().sum().multiply(1e-3));

const [slope, curvature] = [grad(objective), hessian(objective)];

let weights: Vector<3> = zeros([3]);
for (let step = 1; step <= 8; step++) {
  const gradient = slope(weights);
  console.log(`step ${step}: loss ${objective(weights).at().toFixed(6)}, slope ${gradient.norm().at().toExponential(1)}`);
  weights = weights.subtract(solve(curvature(weights), gradient));
}
console.log(`slope ${slope(weights).norm().at().toExponential(1)}`);

// The covariance of the weights is H⁻¹ G H⁻¹ / n, where G is the mean of g gᵀ over the gradients g of the examples.
const gradients = vmap(grad(loss), { inAxes: [null, 0, 0] })(weights, inputs, classes); // Matrix<500, 3>
const spread = gradients.transpose().matmul(gradients).divide(examples); // Matrix<3, 3>

const inverted = inverse(curvature(weights));
const deviations = inverted.matmul(spread).matmul(inverted).divide(examples).diagonal().sqrt(); // Vector<3>
for (let index = 0; index < 3; index++)
  console.log(`weight ${index + 1}: ${weights.at(index).toFixed(2)} ± ${deviations.at(index).toFixed(2)}`);
const right = inputs.matmul(weights).greater(0).equal(classes).mean();
console.log(`right: ${(100 * right.at()).toFixed(1)} %`);
