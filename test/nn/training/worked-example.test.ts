/**
 * One pass by hand. A network from two inputs over two sigmoids to one output without activation, squared error:
 *
 *     W¹ = [[ln 3, 0], [0, -ln 3]]   b¹ = [0, 0]   W² = [[2, 4]]   b² = [1]   a⁰ = [1, 1]   y = 3
 *
 *     z¹ = W¹ a⁰ + b¹ = [ln 3, -ln 3]        σ(ln 3) = 1 / (1 + 1/3) = 3/4,  σ(-ln 3) = 1/4
 *     a¹ = [3/4, 1/4]
 *     z² = 2 · 3/4 + 4 · 1/4 + 1 = 7/2
 *     C  = (7/2 - 3)² = 1/4
 *
 *     BP1  δ² = 2 (7/2 - 3) = 1
 *     BP2  (W²)ᵀ δ² = [2, 4],  σ′(z¹) = a¹ (1 - a¹) = [3/16, 3/16],  δ¹ = [3/8, 3/4]
 *     BP3  ∂C/∂b² = [1],  ∂C/∂b¹ = [3/8, 3/4]
 *     BP4  ∂C/∂W² = δ² a¹ᵀ = [[3/4, 1/4]],  ∂C/∂W¹ = δ¹ a⁰ᵀ = [[3/8, 3/8], [3/4, 3/4]]
 *          ∂C/∂a⁰ = (W¹)ᵀ δ¹ = [3/8 ln 3, -3/4 ln 3]
 */
import { expect, test } from "vitest";
import { matrix, vector } from "../../../src/index.js";
import { backpropagate, dense, meanSquaredError, sequential, sgd, sigmoid } from "../../../src/nn/index.js";

const ln3 = Math.log(3);
const network = () =>
  sequential(
    dense(2, 2, {
      activation: sigmoid,
      weights: matrix([
        [ln3, 0],
        [0, -ln3],
      ]),
      bias: vector([0, 0]),
    }),
    dense(2, 1, { weights: matrix([[2, 4]]), bias: vector([1]) }),
  );
const close = (actual: unknown, expected: readonly unknown[]) => {
  const [numbers, wanted] = [[actual].flat(3) as number[], [expected].flat(3) as number[]];
  expect(numbers).toHaveLength(wanted.length);
  for (const [index, value] of wanted.entries()) expect(numbers[index]).toBeCloseTo(value, 14);
};

test("BP1 to BP4 give the results computed by hand", () => {
  const { loss, error, gradients } = backpropagate(network(), meanSquaredError, vector([1, 1]), vector([3]));
  const [below, above] = gradients;
  expect(loss).toBeCloseTo(1 / 4, 14);
  close(above.bias.toArray(), [1]);
  close(below.bias.toArray(), [3 / 8, 3 / 4]);
  close(above.weights.toArray(), [[3 / 4, 1 / 4]]);
  close(below.weights.toArray(), [
    [3 / 8, 3 / 8],
    [3 / 4, 3 / 4],
  ]);
  close(error.toArray(), [(3 / 8) * ln3, (-3 / 4) * ln3]);
});

test("a batch of one example three times has the example's loss and gradients", () => {
  const [x, y] = [
    matrix([
      [1, 1],
      [1, 1],
      [1, 1],
    ]),
    matrix([[3], [3], [3]]),
  ];
  const { loss, gradients } = backpropagate(network(), meanSquaredError, x, y);
  expect(loss).toBeCloseTo(1 / 4, 14);
  close(gradients[0].weights.toArray(), [
    [3 / 8, 3 / 8],
    [3 / 4, 3 / 4],
  ]);
});

test("a step of gradient descent goes against the gradients", () => {
  const trained = network();
  const { gradients } = backpropagate(trained, meanSquaredError, vector([1, 1]), vector([3]));
  sgd(trained, { learningRate: 1 / 2 }).step(gradients);
  close(trained.parameters[1].weights.toArray(), [[2 - 3 / 8, 4 - 1 / 8]]);
  close(trained.parameters[0].bias.toArray(), [-3 / 16, -3 / 8]);
});
