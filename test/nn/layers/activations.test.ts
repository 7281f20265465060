/**
 * The activations against PyTorch 2.13.0, in float64: y = f(x), and the gradient of y.sum(), for the `inputs` below, where f is
 *
 *     F.gelu(x, approximate="tanh"), F.silu, F.leaky_relu(x, 0.25), F.elu(x, 1.5), F.softplus(x, threshold=700), F.softsign,
 *     F.hardsigmoid, F.mish
 *
 * Numbers below 1e-37 are written as 0.
 */
import { describe, expect, test } from "vitest";
import { grad, random, vector } from "../../../src/index.js";
import {
  type Activation,
  conv2d,
  dense,
  elu,
  gelu,
  hardSigmoid,
  identity,
  leakyRelu,
  mish,
  relu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from "../../../src/nn/index.js";

const inputs = [-1e30, -100, -20, -9, -3, -1, -0.125, -1e-4, 0, 1e-4, 0.125, 1, 3, 9, 20, 100, 1e30] as const;

/** From PyTorch. */
const recorded: Record<string, { activation: Activation; applied: number[]; slopes: number[] }> = {
  gelu: {
    activation: gelu,
    applied: [
      0, 0, 0, 0, -0.00363739208, -0.158808009, -0.0562828014, -4.99960106e-5, 0, 5.00039894e-5, 0.0687171986, 0.841191991,
      2.99636261, 9, 20, 100, 1e30,
    ],
    slopes: [
      0, 0, 0, 0, -0.0115841666, -0.0829640838, 0.400784594, 0.499920212, 0.5, 0.500079788, 0.599215406, 1.08296408, 1.01158417,
      1, 1, 1, 1,
    ],
  },
  silu: {
    activation: silu,
    applied: [
      0, 0, -4.12230724e-8, -0.00111055118, -0.14227762, -0.268941421, -0.0585988283, -4.99975e-5, 0, 5.00025e-5, 0.0664011717,
      0.731058579, 2.85772238, 8.99888945, 20, 100, 1e30,
    ],
    slopes: [
      0, 0, -3.91619187e-8, -0.000987019572, -0.088104106, 0.0723294881, 0.43766238, 0.49995, 0.5, 0.50005, 0.56233762,
      0.927670512, 1.08810411, 1.00098702, 1.00000004, 1, 1,
    ],
  },
  leakyRelu: {
    activation: leakyRelu(0.25),
    applied: [-2.5e29, -25, -5, -2.25, -0.75, -0.25, -0.03125, -2.5e-5, 0, 0.0001, 0.125, 1, 3, 9, 20, 100, 1e30],
    slopes: [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 1, 1, 1, 1, 1, 1, 1, 1],
  },
  elu: {
    activation: elu(1.5),
    applied: [
      -1.5, -1.5, -1.5, -1.49981489, -1.4253194, -0.948180838, -0.176254646, -0.0001499925, 0, 0.0001, 0.125, 1, 3, 9, 20, 100,
      1e30,
    ],
    slopes: [0, 0, 3.09173043e-9, 0.000185114706, 0.0746806026, 0.551819162, 1.32374535, 1.49985001, 1.5, 1, 1, 1, 1, 1, 1, 1, 1],
  },
  softplus: {
    activation: softplus,
    applied: [
      0,
      0,
      2.06115362e-9,
      0.00012340219,
      0.0485873516,
      0.313261688,
      0.632599035,
      0.693097182,
      Math.LN2,
      0.693197182,
      0.757599035,
      1.31326169,
      3.04858735,
      9.0001234,
      20,
      100,
      1e30,
    ],
    slopes: [
      0, 0, 2.06115362e-9, 0.000123394576, 0.0474258732, 0.268941421, 0.468790627, 0.499975, 0.5, 0.500025, 0.531209373,
      0.731058579, 0.952574127, 0.999876605, 0.999999998, 1, 1,
    ],
  },
  softsign: {
    activation: softsign,
    applied: [
      -1, -0.99009901, -0.952380952, -0.9, -0.75, -0.5, -0.111111111, -9.9990001e-5, 0, 9.9990001e-5, 0.111111111, 0.5, 0.75, 0.9,
      0.952380952, 0.99009901, 1,
    ],
    slopes: [
      0, 9.80296049e-5, 0.0022675737, 0.01, 0.0625, 0.25, 0.790123457, 0.99980003, 1, 0.99980003, 0.790123457, 0.25, 0.0625, 0.01,
      0.0022675737, 9.80296049e-5, 0,
    ],
  },
  hardSigmoid: {
    activation: hardSigmoid,
    applied: [0, 0, 0, 0, 0, 0.333333333, 0.479166667, 0.499983333, 0.5, 0.500016667, 0.520833333, 0.666666667, 1, 1, 1, 1, 1],
    slopes: [
      0, 0, 0, 0, 0, 0.166666672, 0.166666672, 0.166666672, 0.166666672, 0.166666672, 0.166666672, 0.166666672, 0, 0, 0, 0, 0,
    ],
  },
  mish: {
    activation: mish,
    applied: [
      0, 0, -4.12230724e-8, -0.0011106197, -0.145647461, -0.303401461, -0.0699799072, -5.99968e-5, 0, 6.00032e-5, 0.0799575708,
      0.865098388, 2.986535, 8.99999973, 20, 100, 1e30,
    ],
    slopes: [
      0, 0, -3.91619187e-8, -0.000987148978, -0.0933931145, 0.0592167559, 0.519606474, 0.599936, 0.6, 0.600064, 0.678892661,
      1.04903622, 1.02110691, 1.00000052, 1, 1, 1,
    ],
  },
};

/** The largest relative error. Where PyTorch's gelu cancels to 0, ours is the number itself, of some 1e-28. */
const worst = (found: readonly number[], right: readonly number[]): number =>
  Math.max(...right.map((value, at) => Math.abs((found[at] ?? Number.NaN) - value) / Math.max(Math.abs(value), 1e-20)));

describe.each(Object.entries(recorded))("%s", (name, { activation, applied, slopes }) => {
  const x = vector(inputs);

  test("its values are PyTorch's", () => {
    expect(activation.name).toBe(name);
    expect(worst(activation.apply(x).toArray(), applied)).toBeLessThan(5e-6);
  });

  test("so is its derivative, also at its kinks", () => {
    expect(worst(activation.derivative(x).toArray(), slopes)).toBeLessThan(5e-6);
  });

  test("so is that of grad", () => {
    const slope = grad((z: typeof x) => activation.apply(z).sum());
    expect(worst(slope(x).toArray(), slopes)).toBeLessThan(5e-6);
  });

  test("the derivative has a derivative", () => {
    const z = vector([-2.3, -0.7, 0.4, 1.9]);
    const second = grad((given: typeof z) => activation.derivative(given).sum())(z).toArray();
    const step = 1 / 128;
    const [above, below] = [z.add(step), z.subtract(step)].map((moved) => activation.derivative(moved));
    const differences =
      above
        ?.subtract(below ?? z)
        .divide(2 * step)
        .toArray() ?? [];
    for (const [at, value] of second.entries()) expect(value).toBeCloseTo(differences[at] ?? Number.NaN, 3);
  });

  test("NaN stays NaN", () => {
    expect(activation.apply(vector([Number.NaN])).at(0)).toBeNaN();
  });
});

describe("initial weights", () => {
  /** The variances of the weights, times the number of inputs: 300 of a dense layer, 3 · 3 · 100 of a convolution. */
  const variances = (activation: Activation): number[] => {
    const { weights } = dense(300, 100, { activation, random: random(3) }).parameters;
    const { kernels } = conv2d([3, 3, 100], 300, 3, { activation, random: random(3) }).parameters;
    return [weights.square().mean().at() * 300, kernels.square().mean().at() * 900];
  };

  test.each<[string, number, Activation]>([
    ["relu", 2, relu],
    ["gelu", 2, gelu],
    ["silu", 2, silu],
    ["elu", 2, elu()],
    ["mish", 2, mish],
    ["leakyRelu", 2 / (1 + 0.01 ** 2), leakyRelu()],
    ["a leakyRelu that doesn't rectify", 1, leakyRelu(1)],
  ])("of %s have the variance %d / inputs", (_, gain, activation) => {
    for (const variance of variances(activation)) expect(variance).toBeCloseTo(gain, 1);
  });

  test.each([sigmoid, tanh, identity, softplus, softsign, hardSigmoid])(
    "of $name have Glorot's, 2 / (inputs + outputs)",
    (activation) => {
      const [ofDense, ofConvolution] = variances(activation);
      expect(ofDense).toBeCloseTo((2 * 300) / 400, 1);
      expect(ofConvolution).toBeCloseTo((2 * 900) / 3600, 1);
    },
  );
});

test.each([
  ["leakyRelu: slope", leakyRelu],
  ["elu: alpha", elu],
])("%s has to be a finite number from 0 up", (name, make) => {
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => make(wrong)).toThrow(new RangeError(`${name} has to be a finite number from 0 up, not ${wrong}`));
});
