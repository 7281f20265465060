/** Optimisers of the parts of a network, joined. */
import { describe, expect, test } from "vitest";
import { random, randomNormal, type Shape, type Tensor, vector, zeros } from "../../../src/index.js";
import { loadNetwork, saveNetwork } from "../../../src/io/index.js";
import {
  type AnyOptimizer,
  adam,
  adamW,
  backpropagate,
  dense,
  freeze,
  lion,
  meanSquaredError,
  onPlateau,
  optimizerOf,
  type ParameterGroup,
  parameterGroups,
  sequential,
  sgd,
  tanh,
  train,
  trainable,
  trainingStep,
} from "../../../src/nn/index.js";

const body = (seed = 1) => dense(3, 5, { activation: tanh, random: random(seed) });
const make = () => {
  const [one, two] = [body(), dense(5, 2, { random: random(2) })];
  return { body: one, head: two, network: sequential(one, two) };
};
type Parts = ReturnType<typeof make>;
const [x, y] = [randomNormal([7, 3], random(3)), randomNormal([7, 2], random(4))];
const gradientsOf = ({ network }: Parts) => backpropagate(network, meanSquaredError, x, y).gradients;
const numbers = (tree: unknown): string => JSON.stringify(tree);
const isBias = (name: string) => name.endsWith("bias");

describe("which optimiser updates a parameter", () => {
  test("the first that has it: no decay for biases, a smaller rate for the body", () => {
    const [parts, alone] = [make(), make()];
    const groups = parameterGroups(parts.network, [
      { optimizer: sgd(parts.network, { learningRate: 0.1 }), only: isBias },
      sgd(parts.body, { learningRate: 0.01, weightDecay: 0.5 }),
      sgd(parts.network, { learningRate: 0.1, weightDecay: 0.5 }),
    ]);
    for (let step = 0; step < 3; step++) {
      const [g, [first, second]] = [gradientsOf(parts), gradientsOf(alone)];
      groups.step(g);
      const [one, two] = alone.network.parameters;
      const next = <S extends Shape>(w: Tensor<S>, gradient: Tensor<S>, rate: number, decay: number): Tensor<S> =>
        w.subtract(gradient.add(w.multiply(decay)).multiply(rate));
      alone.network.trainables?.[0]?.assign({ weights: next(one.weights, first.weights, 0.01, 0.5), bias: next(one.bias, first.bias, 0.1, 0) }); // biome-ignore format: one line
      alone.network.trainables?.[1]?.assign({ weights: next(two.weights, second.weights, 0.1, 0.5), bias: next(two.bias, second.bias, 0.1, 0) }); // biome-ignore format: one line
    }
    const [found, expected] = [parts, alone].map(({ network }) =>
      numbers(network.parameters)
        .match(/-?\d[\d.e+-]*/g)
        ?.map(Number),
    );
    expect(found).toHaveLength(32);
    found?.forEach((value, index) => void expect(value).toBeCloseTo(expected?.[index] as number, 5));
  });

  test("only gets the names of saveNetwork and the parameters, each once", () => {
    const { network } = make();
    const seen: [string, readonly number[]][] = [];
    const only: ParameterGroup["only"] = (name, { shape }) => seen.push([name, shape]) > 2;
    parameterGroups(network, [{ optimizer: adam(network), only }, adam(network)]);
    expect(seen).toEqual([["0.weights", [5, 3]], ["0.bias", [5]], ["1.weights", [2, 5]], ["1.bias", [2]]].map(([name, shape]) => [name, shape])); // biome-ignore format: one line
  });

  test("one group gives the steps of its optimiser, bit for bit", () => {
    const [one, two] = [make(), make()];
    const [groups, alone] = [parameterGroups(one.network, [adamW(one.network)]), adamW(two.network)];
    for (let step = 0; step < 4; step++) {
      groups.step(gradientsOf(one));
      alone.step(gradientsOf(two));
    }
    expect(numbers(one.network.parameters)).toBe(numbers(two.network.parameters));
    expect(numbers(groups.parameters)).toBe(numbers(two.network.parameters));
  });

  test("a layer in several places takes one step with the sum of its gradients", () => {
    const make = () => {
      const [twice, head] = [dense(3, 3, { random: random(1) }), dense(3, 2, { random: random(2) })];
      return { twice, head, network: sequential(twice, twice, head) };
    };
    const [one, two] = [make(), make()];
    const groups = parameterGroups(one.network, [sgd(one.twice, { learningRate: 0.1 }), sgd(one.head, { learningRate: 0.1 })]);
    const alone = sgd(two.network, { learningRate: 0.1 });
    groups.step(backpropagate(one.network, meanSquaredError, x, y).gradients);
    alone.step(backpropagate(two.network, meanSquaredError, x, y).gradients);
    expect(numbers(one.network.parameters)).toBe(numbers(two.network.parameters));
  });

  test("groups in groups, rules of one's own, trainables and frozen layers", () => {
    const { network, body, head } = make();
    const rule = optimizerOf(head, { learningRate: 1, keeps: ["last"], update: (w, g) => ({ parameter: w.add(1), last: g }) });
    const inner = parameterGroups(head, [{ optimizer: rule, only: isBias }, sgd(head, { learningRate: 0 })]);
    const groups = parameterGroups(network, [inner, sgd(body, { learningRate: 0 })]);
    const before = numbers(network.parameters[0]);
    groups.step(gradientsOf({ network, body, head }));
    expect(network.parameters[1].bias.toArray()).toEqual([1, 1]);
    expect(numbers(network.parameters[0])).toBe(before);

    const values = trainable({ a: vector([1, 2]), b: vector([3]) });
    const own = parameterGroups(values, [{ optimizer: sgd(values, { learningRate: 1 }), only: (name) => name === "a" }, sgd(values, { learningRate: 10 })]); // biome-ignore format: one line
    own.step({ a: vector([1, 1]), b: vector([1]) });
    expect([values.values.a.toArray(), values.values.b.toArray()]).toEqual([[0, 1], [-7]]);

    const frozen = sequential(freeze(body), head);
    // @ts-expect-error a group has parameters that aren't in the network
    expect(() => parameterGroups(frozen, [adam(body), adam(head)])).toThrow("parameterGroups: a group has parameters that aren't in the network"); // biome-ignore format: one line
    parameterGroups(frozen, [adam(head)]).step(backpropagate(frozen, meanSquaredError, x, y).gradients);
  });
});

describe("as any optimiser", () => {
  const groupsOf = ({ network, body }: Parts) =>
    parameterGroups(network, [
      { optimizer: lion(network, { learningRate: 0.01 }), only: isBias },
      sgd(body, { learningRate: (step) => 0.1 / (step + 1) }),
      adamW(network, { learningRate: 0.01 }),
    ]);

  test("train with accumulate and clipNorm, and trainingStep", async () => {
    const parts = make();
    const optimizer = groupsOf(parts);
    const history = await train(parts.network, {
      inputs: x,
      targets: y,
      loss: meanSquaredError,
      optimizer,
      epochs: 30,
      batchSize: 2,
      accumulate: 2,
      clipNorm: 1,
    });
    expect(history.epochs.at(-1)?.loss).toBeLessThan((history.epochs[0]?.loss as number) * 0.8);
    const step = trainingStep(parts.network, meanSquaredError, optimizer);
    const before = numbers(parts.network.parameters);
    step(x, y);
    expect(numbers(parts.network.parameters)).not.toBe(before);
    const other = make();
    expect(() => trainingStep(other.network, meanSquaredError, optimizer)).toThrow("the optimizer is of another network");
    expect(() => optimizer.step(gradientsOf(other))).toThrow("parameterGroups: these gradients were found for another network");
  });

  test.each([0, 1, 5])("saved after %i steps, it resumes bit for bit", (steps) => {
    let parts = make();
    let optimizer = groupsOf(parts);
    const whole = make();
    const uninterrupted = groupsOf(whole);
    const go = (count: number, of: Parts, by: typeof optimizer) => {
      for (let step = 0; step < count; step++) by.step(gradientsOf(of));
    };
    go(steps, parts, optimizer);
    const bytes = saveNetwork(parts.network, { optimizer });
    parts = make();
    optimizer = groupsOf(parts);
    loadNetwork(parts.network, bytes, { optimizer });
    go(4, parts, optimizer);
    go(steps + 4, whole, uninterrupted);
    expect(numbers(parts.network.parameters)).toBe(numbers(whole.network.parameters));
    expect(saveNetwork(parts.network, { optimizer })).toEqual(saveNetwork(whole.network, { optimizer: uninterrupted }));
    const other = make();
    expect(() => loadNetwork(other.network, bytes, { optimizer: adamW(other.network) })).toThrow(
      "loadNetwork: the file has the state of lion, sgd, adamW, and the optimizer is adamW",
    );
  });

  test("groups that have taken different numbers of steps can't be saved", () => {
    const parts = make();
    const [first, second] = [adam(parts.body), adam(parts.head)];
    const groups = parameterGroups(parts.network, [first, second]);
    groups.step(gradientsOf(parts));
    first.step(gradientsOf(parts)[0]);
    expect(() => saveNetwork(parts.network, { optimizer: groups })).toThrow(
      "parameterGroups: the groups have taken 2 and 1 steps, and a file has one number for all",
    );
  });

  test("learningRate is that of the last group, and changes the others in proportion", () => {
    const { network, body, head } = make();
    const [first, last] = [adam(body, { learningRate: 0.25 }), adam(head, { learningRate: 0.5 })];
    const groups = parameterGroups(network, [first, last]);
    expect(groups.learningRate).toBe(0.5);
    groups.learningRate = 0.25;
    expect([first.learningRate, last.learningRate]).toEqual([0.125, 0.25]);
    groups.learningRate = 0;
    groups.learningRate = 1;
    expect([first.learningRate, last.learningRate]).toEqual([0.5, 1]);
    groups.learningRate = (step) => 4 / (step + 1);
    expect([first.learningRate, last.learningRate]).toEqual([2, 4]);
    groups.step(gradientsOf({ network, body, head }));
    expect([first.learningRate, last.learningRate]).toEqual([1, 2]);
    const lower = onPlateau(groups, { factor: 0.5, patience: 0 });
    lower(1);
    lower(2);
    expect([first.learningRate, last.learningRate]).toEqual([0.5, 1]);
    expect(() => {
      groups.learningRate = -1;
    }).toThrow("parameterGroups: learningRate has to be a finite number from 0 up, not -1");
    expect([first.learningRate, last.learningRate]).toEqual([0.5, 1]);
  });

  test("an error in one group changes nothing in another", () => {
    const parts = make();
    const failing = optimizerOf(parts.head, { learningRate: 1, update: () => JSON.parse("{}") });
    const before = numbers(parts.network.parameters);
    const groups = (second: AnyOptimizer) => parameterGroups(parts.network, [sgd(parts.body, { learningRate: 1 }), second]);
    expect(() => groups(failing).step(gradientsOf(parts))).toThrow("step: the rule returns undefined as parameter, not a tensor");
    expect(() => groups(sgd(parts.head, { learningRate: () => -1 })).step(gradientsOf(parts))).toThrow("sgd: learningRate(0)");
    expect(() => groups(adam(parts.head)).step(JSON.parse("[]"))).toThrow("parameterGroups: [0].weights is missing");
    expect(numbers(parts.network.parameters)).toBe(before);
  });
});

describe("refused", () => {
  const { network, body, head } = make();
  const same = adam(network);
  // biome-ignore lint/suspicious/noExplicitAny: calls without types
  const untyped: any = parameterGroups;
  test.each<[string, unknown, string]>([
    ["no list", 3, "parameterGroups: takes a list of optimizers, not 3"],
    ["an empty list", [], "parameterGroups: takes a list of optimizers, not an empty one"],
    ["a number", [3], "parameterGroups: group 1 is 3, not an optimizer of conformable/nn"],
    ["another object", [same, { step: () => {} }], "parameterGroups: group 2 is an object, not an optimizer of conformable/nn"],
    ["no function", [{ optimizer: same }], "parameterGroups: only has to be a function, not undefined"],
    ["another option", [{ optimizer: same, only: isBias, lr: 3 }], "parameterGroups: there is no option lr"],
    [
      "neither true nor false",
      [{ optimizer: same, only: async () => true }],
      'parameterGroups: only("0.weights") has to be true or false, not an object',
    ],
    ["one optimiser twice", [{ optimizer: same, only: isBias }, same], "parameterGroups: group 2 has the optimizer of group 1"],
    [
      "a layer of another network",
      [adam(dense(2, 2)), same],
      "parameterGroups: a group has parameters that aren't in the network",
    ],
    ["nothing left", [same, adam(body)], "parameterGroups: no parameters are left for group 2"],
    ["nothing chosen", [{ optimizer: same, only: () => false }], "parameterGroups: no parameters are left for group 1"],
    ["one that nobody updates", [adam(body), { optimizer: adam(head), only: isBias }], "parameterGroups: no group has 1.weights"],
    ["several that nobody updates", [adam(body)], "parameterGroups: no group has 1.weights and 1 more"],
  ])("%s", (_, groups, message) => {
    expect(() => untyped(network, groups)).toThrow(message);
  });
  test("tensors, which no other optimiser holds", () => {
    expect(() => untyped(zeros([2]), [same])).toThrow("parameterGroups: a group has parameters that aren't in the network");
  });
});
