/** Minima found by L-BFGS, compared with those that are known. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import {
  globalNorm,
  grad,
  hessian,
  lbfgs,
  matrix,
  random,
  randomNormal,
  type Scalar,
  ShapeError,
  scalar,
  useEngine,
  type Vector,
  vector,
} from "../../src/index.js";
import { solve } from "../../src/linalg/index.js";
import { dense, sequential, tanh } from "../../src/nn/index.js";

/** (1 - x)² + 100 (y - x²)². */
const rosenbrock = ({ x, y }: { x: Scalar; y: Scalar }) =>
  y.subtract(x.square()).square().multiply(100).add(x.subtract(1).square());
/** The same for each pair of neighbours. */
const chained = (p: Vector<10>) => {
  const [head, tail] = [p.slice([0, 9]), p.slice([1, 10])];
  return tail.subtract(head.square()).square().multiply(100).add(head.subtract(1).square()).sum();
};
const inputs = randomNormal([200, 5], random(1));
const targets = random(2).bernoulli(0.4, [200]);
const logistic = (w: Vector<5>) => {
  const z = inputs.matmul(w);
  return z.exp().log1p().subtract(z.multiply(targets)).mean().add(w.square().sum().multiply(0.005));
};

describe.each(["float32", "float64"] as const)("known minima (%s)", (precision) => {
  beforeAll(async () => void (await useEngine("wasm", { precision })));
  afterAll(async () => void (await useEngine("reference")));

  test("Rosenbrock's valley, in about the 44 evaluations that SciPy 1.17's L-BFGS-B takes to 2.8e-12", () => {
    const { parameters, value, steps, evaluations, converged } = lbfgs(rosenbrock, { x: scalar(-1.2), y: scalar(1) });
    expect(value).toBeLessThan(1e-12);
    expect(parameters.x.at()).toBeCloseTo(1, 5);
    expect(parameters.y.at()).toBeCloseTo(1, 5);
    expect(converged).toBe(true);
    expect(steps).toBeLessThan(evaluations);
    expect(evaluations).toBeLessThanOrEqual(46);
  });

  test("in ten dimensions, in about the 88 that SciPy takes to 1.0e-11", () => {
    const { parameters, value, evaluations, converged } = lbfgs(chained, vector([-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1]));
    expect(value).toBeLessThan(1e-10);
    for (const number of parameters.toArray()) expect(number).toBeCloseTo(1, 4);
    expect(converged).toBe(true);
    expect(evaluations).toBeLessThanOrEqual(91);
  });

  test("logistic regression, as by Newton's method", () => {
    const { parameters, value, converged, evaluations } = lbfgs(logistic, vector([0, 0, 0, 0, 0]));
    let exact: Vector<5> = vector([0, 0, 0, 0, 0]);
    for (let step = 0; step < 8; step++) exact = exact.subtract(solve(hessian(logistic)(exact), grad(logistic)(exact)));
    expect(globalNorm(exact).at()).toBeGreaterThan(0.1);
    expect(globalNorm(parameters.subtract(exact)).at()).toBeLessThan(2e-4);
    expect(value).toBeCloseTo(logistic(exact).at(), 6);
    expect(converged).toBe(true);
    expect(evaluations).toBeLessThan(20);
  });

  test("a quadratic function whose curvatures differ by 10,000", () => {
    const curvatures = vector([1, 10, 100, 1000, 10_000]);
    const minimum = vector([5, 4, 3, 2, 1]);
    const { parameters, converged } = lbfgs((x: Vector<5>) => x.subtract(minimum).square().multiply(curvatures).sum(), vector([0, 0, 0, 0, 0]), { tolerance: 1e-3 }); // biome-ignore format: one line
    expect(converged).toBe(true);
    for (const [index, number] of parameters.toArray().entries()) expect(number).toBeCloseTo(5 - index, 2);
  });
});

describe("what it is for", () => {
  test("a network, by its parameters", () => {
    const network = sequential(dense(2, 8, { activation: tanh, random: random(1) }), dense(8, 2, { random: random(2) }));
    const [xs, ys] = [matrix([[0, 0], [0, 1], [1, 0], [1, 1]]), matrix([[1, 0], [0, 1], [0, 1], [1, 0]])]; // biome-ignore format: rows
    const loss = (p: typeof network.parameters) => network.with(p).predict(xs).subtract(ys).square().mean();
    const { parameters, value, converged } = lbfgs(loss, network.parameters);
    expect(value).toBeLessThan(1e-6);
    expect(converged).toBe(true);
    expect(network.with(parameters).predict(xs).argmax(1).toArray()).toEqual([0, 1, 1, 0]);
    expect(loss(network.parameters).at()).toBeGreaterThan(0.1);
  });

  test("starts, histories and steps of other lengths", () => {
    const start = { x: scalar(-1.2), y: scalar(1) };
    const short = lbfgs(rosenbrock, start, { steps: 3 });
    expect([short.steps, short.converged]).toEqual([3, false]);
    expect(short.value).toBeLessThan(rosenbrock(start).at());
    expect(short.value).toBe(rosenbrock(short.parameters).at());
    expect(lbfgs(rosenbrock, start, { history: 1 }).value).toBeLessThan(1e-8);
    const there = lbfgs(rosenbrock, { x: scalar(1), y: scalar(1) });
    expect([there.steps, there.evaluations, there.converged, there.value]).toEqual([0, 1, true, 0]);
    expect(start.x.at()).toBeCloseTo(-1.2, 6);
  });

  test("a step to where the function isn't finite is shortened", () => {
    // x - log x, which is NaN below 0, has its minimum at 1
    const { parameters, converged } = lbfgs((x: Scalar) => x.subtract(x.log()), scalar(0.01));
    expect(parameters.at()).toBeCloseTo(1, 4);
    expect(converged).toBe(true);
  });

  test("where rounding errors keep the gradient above the tolerance, it stops", () => {
    const { converged, parameters, steps } = lbfgs(rosenbrock, { x: scalar(-1.2), y: scalar(1) }, { tolerance: 0 });
    expect(parameters.x.at()).toBeCloseTo(1, 5);
    expect(converged).toBe(rosenbrock(parameters).at() === 0);
    expect(steps).toBeLessThan(1000);
  });
});

describe("refused", () => {
  // biome-ignore lint/suspicious/noExplicitAny: calls without types
  const untyped: any = library.lbfgs;
  const square = (x: Vector<2>) => x.square().sum();
  test.each<[string, unknown[], string]>([
    ["no function", [3, vector([1])], "lbfgs: takes a function, not 3"],
    ["no scalar", [(x: Vector<2>) => x, vector([1, 2])], "lbfgs: the function returns [2], not a Scalar"],
    ["no tensors", [square, [3]], "lbfgs: [0]: takes a tensor, not 3"],
    ["no steps", [square, vector([1, 2]), { steps: 0 }], "lbfgs: steps is a whole number from 1 up, not 0"],
    ["no history", [square, vector([1, 2]), { history: 0.5 }], "lbfgs: history is a whole number from 1 up, not 0.5"],
    [
      "a tolerance below 0",
      [square, vector([1, 2]), { tolerance: -1 }],
      "lbfgs: tolerance has to be a finite number from 0 up, not -1",
    ],
    ["another option", [square, vector([1, 2]), { learningRate: 1 }], "lbfgs: there is no option learningRate"],
    [
      "NaN at the start",
      [(x: Vector<2>) => x.log().sum(), vector([-1, 2])],
      "lbfgs: the function and its gradient have to be finite at the start, where the value is NaN",
    ],
    [
      "infinity at the start",
      [(x: Vector<2>) => x.reciprocal().sum(), vector([0, 1])],
      "lbfgs: the function and its gradient have to be finite at the start, where the value is Infinity",
    ],
    [
      "a plane",
      [(x: Vector<2>) => x.sum(), vector([1, 2])],
      "lbfgs: the function falls without end along a line, so it has no minimum there",
    ],
    [
      "a summit",
      [(x: Vector<2>) => square(x).negate(), vector([1, 2])],
      "lbfgs: the function falls without end along a line, so it has no minimum there",
    ],
  ])("%s", (_, given, message) => {
    expect(() => untyped(...given)).toThrow(message);
  });
  test("a wrong shape is a ShapeError", () => {
    expect(() => untyped((x: Vector<2>) => x, vector([1, 2]))).toThrow(ShapeError);
  });
});
