/** Optimisers that users write, compared with the library's own. */
import { describe, expect, test } from "vitest";
import { grad, matrix, random, randomNormal, type Scalar, type Vector, vector, zeros } from "../../../src/index.js";
import { loadNetwork, saveNetwork } from "../../../src/io/index.js";
import { backpropagate, dense, meanSquaredError, optimizerOf, sequential, sgd, tanh } from "../../../src/nn/index.js";

const momentum = <P>(model: Parameters<typeof optimizerOf<[3], [2], P, "velocity">>[0]) =>
  optimizerOf<[3], [2], P, "velocity">(model, {
    learningRate: (step) => 0.1 / (step + 1),
    keeps: ["velocity"],
    update(w, gradient, kept, { learningRate }) {
      const velocity = kept.velocity.multiply(0.9).add(gradient);
      return { parameter: w.subtract(velocity.multiply(learningRate)), velocity };
    },
  });
const network = () => sequential(dense(3, 5, { activation: tanh, random: random(1) }), dense(5, 2, { random: random(2) }));
const [x, y] = [randomNormal([7, 3], random(3)), randomNormal([7, 2], random(4))];
const numbers = (tree: unknown): number[] =>
  JSON.stringify(tree)
    .match(/-?\d[\d.e+-]*/g)
    ?.map(Number) ?? [];

describe("momentum as a rule", () => {
  test("takes the same steps as sgd, also after it was saved", () => {
    const [one, two] = [network(), network()];
    const theirs = sgd(two, { learningRate: (step) => 0.1 / (step + 1), momentum: 0.9 });
    let ours = momentum(one);
    for (let step = 0; step < 5; step++) {
      ours.step(backpropagate(one, meanSquaredError, x, y).gradients);
      theirs.step(backpropagate(two, meanSquaredError, x, y).gradients);
      const bytes = saveNetwork(one, { optimizer: ours });
      ours = momentum(one);
      loadNetwork(one, bytes, { optimizer: ours });
    }
    const [found, expected] = [numbers(one.parameters), numbers(two.parameters)];
    expect(found.length).toBe(32);
    found.forEach((value, index) => void expect(value).toBeCloseTo(expected[index] as number, 6));
    expect(found).not.toEqual(numbers(network().parameters));
  });

  test("any function of a tree, without a network", () => {
    const f = ({ a, b }: { a: Vector<2>; b: Scalar }) => a.subtract(3).square().sum().add(b.add(1).square());
    const optimizer = optimizerOf({ a: zeros([2]), b: zeros([]) }, { learningRate: 0.25, update: (w, g, _, { learningRate }) => ({ parameter: w.subtract(g.multiply(learningRate)) }) }); // biome-ignore format: one line
    for (let step = 0; step < 30; step++) optimizer.step(grad(f)(optimizer.parameters));
    for (const value of optimizer.parameters.a.toArray()) expect(value).toBeCloseTo(3, 6);
    expect(optimizer.parameters.b.at()).toBeCloseTo(-1, 6);
  });

  test("tensors that were returned before don't change, even if the rule returns the gradient itself", () => {
    const optimizer = optimizerOf(vector([1, 2]), { learningRate: 1, update: (_w, gradient) => ({ parameter: gradient }) });
    const before = optimizer.parameters;
    optimizer.step(vector([5, 7]));
    expect([before.toArray(), optimizer.parameters.toArray()]).toEqual([[1, 2], [5, 7]]); // biome-ignore format: rows
  });
});

describe("refused", () => {
  // biome-ignore lint/suspicious/noExplicitAny: calls without types
  const untyped: any = optimizerOf;
  const update = (w: unknown) => ({ parameter: w });

  test.each<[string, unknown, string]>([
    ["no function", { learningRate: 1 }, "optimizerOf: update is a function, not undefined"],
    ["names that aren't a list", { learningRate: 1, update, keeps: 3 }, "optimizerOf: keeps is a list of names, not 3"],
    ["a name that is taken", { learningRate: 1, update, keeps: ["parameter"] }, 'optimizerOf: keeps has names, and none of them is "parameter", but it has "parameter"'], // biome-ignore format: one line
    ["a learning rate", { learningRate: -1, update }, "optimizerOf: learningRate has to be a finite number from 0 up, not -1"],
  ])("%s", (_, rule, message) => {
    expect(() => untyped(zeros([2]), rule)).toThrow(message);
  });

  test("a rule that returns something else changes nothing", () => {
    const layer = dense(3, 2, { random: random(1) });
    const before = numbers(layer.parameters);
    const { gradients } = backpropagate(layer, meanSquaredError, matrix([[1, 2, 3]]), zeros([1, 2]));
    const steps = (result: unknown) => untyped(layer, { learningRate: 1, update: (w: { rank: number }) => (w.rank === 2 ? { parameter: w } : result) }); // biome-ignore format: one line
    expect(() => steps({ parameter: 3 }).step(gradients)).toThrow("step: the rule returns 3 as parameter, not a tensor");
    expect(() => steps({ parameter: zeros([3]) }).step(gradients)).toThrow("step: the rule returns [3] as parameter, but the parameter is [2]"); // biome-ignore format: one line
    expect(numbers(layer.parameters)).toEqual(before);
  });
});
