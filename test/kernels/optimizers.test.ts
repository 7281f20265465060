/** Several steps of each optimiser, compared with the formulas in float64. */
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

  test.each([
    [0, 1],
    [0.01, 1],
    [0, 0.97],
  ])("adam, weight decay %d, of parameters of which %d is kept", (weightDecay, keep) => {
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
        optimizers.adam(
          ...([parameter, at, first, second, n, learningRate, beta1, beta2, epsilon, weightDecay, keep] as const),
          ...([firstBias, secondBias] as const),
        );
        for (let index = 0; index < n; index++) {
          const slope = (gradient[index] as number) + weightDecay * (w[index] as number);
          m[index] = beta1 * (m[index] as number) + (1 - beta1) * slope;
          v[index] = beta2 * (v[index] as number) + (1 - beta2) * slope * slope;
          const direction = (m[index] as number) / firstBias / (Math.sqrt((v[index] as number) / secondBias) + epsilon);
          w[index] = keep * (w[index] as number) - learningRate * direction;
        }
      }
      expectClose(arena.floats(parameter, n), w, 1e-6, 2e-6);
      expectClose(arena.floats(second, n), v, 2e-6);
      arena.check();
    }
  });

  test.each([
    [0, 0],
    [0, 0.01],
    [0.9, 0],
    [0.9, 0.01],
  ])("rmsprop, momentum %d, weight decay %d", (momentum, weightDecay) => {
    const random = randomFrom(3);
    const [alpha, epsilon] = [0.9, 1e-8];
    for (const n of lengths) {
      const w = Float64Array.from(random.numbers(n));
      const [v, b] = [new Float64Array(n), new Float64Array(n)];
      const [parameter, square, velocity] = [arena.output(n, n % 4, w), arena.output(n, 1, v), arena.output(n, 2, b)];
      for (let step = 1; step <= 5; step++) {
        const gradient = random.numbers(n);
        optimizers.rmsprop(
          ...([parameter, arena.input(gradient, 3), square, momentum === 0 ? 0 : velocity, n] as const),
          ...([learningRate, alpha, epsilon, momentum, weightDecay] as const),
        );
        for (let index = 0; index < n; index++) {
          const slope = (gradient[index] as number) + weightDecay * (w[index] as number);
          v[index] = alpha * (v[index] as number) + (1 - alpha) * slope * slope;
          b[index] = momentum * (b[index] as number) + slope / (Math.sqrt(v[index] as number) + epsilon);
          (w[index] as number) -= learningRate * (b[index] as number);
        }
      }
      expectClose(arena.floats(parameter, n), w, 2e-6, 5e-6);
      expectClose(arena.floats(square, n), v, 2e-6);
      if (momentum > 0) expectClose(arena.floats(velocity, n), b, 2e-6, 2e-5);
      arena.check();
    }
  });

  test.each([0, 0.01])("adagrad, weight decay %d", (weightDecay) => {
    const random = randomFrom(4);
    const epsilon = 1e-10;
    for (const n of lengths) {
      const w = Float64Array.from(random.numbers(n));
      const s = new Float64Array(n);
      const [parameter, sum] = [arena.output(n, n % 4, w), arena.output(n, 1, s)];
      for (let step = 1; step <= 5; step++) {
        const gradient = random.numbers(n);
        optimizers.adagrad(parameter, arena.input(gradient, 3), sum, n, learningRate, epsilon, weightDecay);
        for (let index = 0; index < n; index++) {
          const slope = (gradient[index] as number) + weightDecay * (w[index] as number);
          (s[index] as number) += slope * slope;
          (w[index] as number) -= (learningRate * slope) / (Math.sqrt(s[index] as number) + epsilon);
        }
      }
      expectClose(arena.floats(parameter, n), w, 1e-6, 1e-6);
      expectClose(arena.floats(sum, n), s, 2e-6);
      arena.check();
    }
  });

  test.each([1, 0.97])("lion, of parameters of which %d is kept", (keep) => {
    const random = randomFrom(5);
    const [beta1, beta2] = [0.9, 0.99];
    for (const n of lengths) {
      const w = Float64Array.from(random.numbers(n));
      const m = new Float64Array(n);
      const [parameter, mean] = [arena.output(n, n % 4, w), arena.output(n, 1, m)];
      for (let step = 1; step <= 5; step++) {
        const gradient = random.numbers(n);
        optimizers.lion(parameter, arena.input(gradient, 3), mean, n, learningRate, beta1, beta2, keep);
        for (let index = 0; index < n; index++) {
          const slope = gradient[index] as number;
          const direction = Math.sign(beta1 * (m[index] as number) + (1 - beta1) * slope);
          m[index] = beta2 * (m[index] as number) + (1 - beta2) * slope;
          w[index] = keep * (w[index] as number) - learningRate * direction;
        }
      }
      expectClose(arena.floats(parameter, n), w, 1e-6, 1e-6);
      expectClose(arena.floats(mean, n), m, 2e-6, 2e-7);
      arena.check();
    }
  });

  test("lion's direction is the sign, also of zeros, infinities and NaN", () => {
    const gradient = [0, -0, 1e-38, -1e-38, 3, -3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    const n = gradient.length;
    const [parameter, mean] = [arena.output(n, 0, new Float32Array(n)), arena.output(n, 0, new Float32Array(n))];
    optimizers.lion(parameter, arena.input(gradient), mean, n, 1, 0, 0.5, 1);
    expectClose(arena.floats(parameter, n), [0, 0, -1, 1, -1, 1, -1, 1, Number.NaN], 0);
    arena.check();
  });
});
