/** Several steps of gradient descent and Adam, compared with the formulas in float64. */
import { describe, test } from "vitest";
import { expectClose, lengths, randomFrom, variants } from "./arena.js";

describe.each(variants)("%s", (_name, arena) => {
  const { optimizers } = arena;
  const learningRate = 0.1;

  test.each([
    { momentum: 0, nesterov: false, weightDecay: 0 },
    { momentum: 0, nesterov: false, weightDecay: 0.01 },
    { momentum: 0.9, nesterov: false, weightDecay: 0 },
    { momentum: 0.9, nesterov: true, weightDecay: 0.01 },
  ])("sgd $momentum $nesterov $weightDecay", ({ momentum, nesterov, weightDecay }) => {
    const random = randomFrom(1);
    for (const n of lengths) {
      const w = Float64Array.from(random.numbers(n));
      const v = new Float64Array(n);
      const parameter = arena.output(n, n % 4, w);
      const velocity = arena.output(n, 1, v);
      for (let round = 0; round < 3; round++) {
        const gradient = random.numbers(n);
        optimizers.sgd(
          parameter,
          arena.input(gradient, 3),
          momentum === 0 ? 0 : velocity,
          n,
          learningRate,
          momentum,
          nesterov,
          weightDecay,
        );
        for (let index = 0; index < n; index++) {
          const slope = (gradient[index] as number) + weightDecay * (w[index] as number);
          v[index] = momentum * (v[index] as number) + slope;
          (w[index] as number) -= learningRate * (nesterov ? slope + momentum * (v[index] as number) : (v[index] as number));
        }
      }
      expectClose(arena.floats(parameter, n), w, 1e-6, 1e-6);
      if (momentum > 0) expectClose(arena.floats(velocity, n), v, 1e-6, 1e-6);
      arena.check();
    }
  });

  test.each([0, 0.01])("adam, weight decay %d", (weightDecay) => {
    const random = randomFrom(2);
    const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
    for (const n of lengths) {
      const w = Float64Array.from(random.numbers(n));
      const [m, v] = [new Float64Array(n), new Float64Array(n)];
      const [parameter, first, second] = [arena.output(n, n % 4, w), arena.output(n, 1, m), arena.output(n, 2, v)];
      for (let step = 1; step <= 5; step++) {
        const gradient = random.numbers(n);
        const [firstBias, secondBias] = [1 - beta1 ** step, 1 - beta2 ** step];
        const at = arena.input(gradient, 3);
        optimizers.adam(parameter, at, first, second, n, learningRate, beta1, beta2, epsilon, weightDecay, firstBias, secondBias);
        for (let index = 0; index < n; index++) {
          const slope = (gradient[index] as number) + weightDecay * (w[index] as number);
          m[index] = beta1 * (m[index] as number) + (1 - beta1) * slope;
          v[index] = beta2 * (v[index] as number) + (1 - beta2) * slope * slope;
          (w[index] as number) -=
            (learningRate * (m[index] as number)) / firstBias / (Math.sqrt((v[index] as number) / secondBias) + epsilon);
        }
      }
      expectClose(arena.floats(parameter, n), w, 1e-6, 2e-6);
      expectClose(arena.floats(second, n), v, 2e-6);
      arena.check();
    }
  });
});
