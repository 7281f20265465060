/** Recurrent layers: PyTorch's values, derivatives, and what they refuse. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { grad, random, randomNormal, type Tensor, tensor, zeros } from "../../../src/index.js";
import { adam, backpropagate, crossEntropy, dense, gru, lstm, recurrent, sequential } from "../../../src/nn/index.js";
import { everyLayer } from "./every-layer.js";

// Names and shapes come from a file, so the compiler can't check them.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const makers: Any = { recurrent, gru, lstm };
/** Written by test/interop/record_recurrent.py. */
const recorded: Any = JSON.parse(readFileSync(new URL("recurrent.json", import.meta.url), "utf8"));

const source = random(3);

const read = (numbers: Any): Any => {
  if (!Array.isArray(numbers)) return Object.fromEntries(Object.entries(numbers).map(([name, each]) => [name, read(each)]));
  const shape = [];
  for (let part: Any = numbers; Array.isArray(part); part = part[0]) shape.push(part.length);
  return (tensor as Any)(numbers.flat(9), shape);
};
function same(found: Tensor<[1]>, right: Any): void {
  const [ours, theirs] = [found.flatten().toArray(), right.flat(9)];
  expect(ours.length).toBe(theirs.length);
  for (const [index, value] of ours.entries()) expect(value).toBeCloseTo(theirs[index], 5);
}
function sameTrees(found: Any, right: Any): void {
  expect(Object.keys(found)).toEqual(Object.keys(right));
  for (const [name, each] of Object.entries(right)) same(found[name], each);
}

describe.each(Object.entries<Any>(recorded))("%s has PyTorch's values", (name, { parameters, input, error, states, ...back }) => {
  test.each(["all", "last"])("returns: %s", (returns) => {
    const of = (each: Any): Any => (returns === "last" ? each.map((steps: Any) => steps.at(-1)) : each);
    const layer = makers[name]([3, 5], 2, { returns }).with(read(parameters));
    const [x, outputError] = [read(input), read(of(error))];
    same(layer.predict(x), of(states));
    const { output, backward } = layer.forward(x);
    same(output, of(states));
    const found = backward(outputError);
    same(found.error, back[returns].error);
    sameTrees(found.gradients, back[returns].gradients);
  });

  test("also by grad, which differentiates what predict computes", () => {
    const layer = makers[name]([3, 5], 2);
    const slope = grad(((p: Any) => layer.with(p).predict(read(input)).multiply(read(error)).sum()) as Any) as Any;
    sameTrees(slope(read(parameters)), back.all.gradients);
  });

  test("the random ones are within ±1/√size, and the same for the same seed", () => {
    const make = () => makers[name]([3, 5], 64, { random: random(7) }).parameters;
    for (const [key, values] of Object.entries<Any>(make())) {
      expect(values.abs().max().at()).toBeLessThanOrEqual(1 / 8);
      expect(values.abs().max().at()).toBeGreaterThan(0.11);
      expect(values.toArray()).toEqual(make()[key].toArray());
    }
  });

  test("a sequence of no steps gives no states, or the first state, zeros", () => {
    const x = zeros([2, 0, 5]);
    for (const [returns, shape] of [
      ["all", [2, 0, 2]],
      ["last", [2, 2]],
    ]) {
      const layer = makers[name]([0, 5], 2, { returns });
      const { output, backward } = layer.forward(x);
      expect(output.shape).toEqual(shape);
      expect(output.flatten().toArray()).toEqual(Array.from({ length: output.size }, () => 0));
      const { error: inputError, gradients } = backward(output);
      expect(inputError.shape).toEqual([2, 0, 5]);
      for (const each of Object.values<Any>(gradients)) expect(each.abs().max().at()).toBe(0);
    }
  });

  test("takes what it returns, and a sequence, from untyped callers", () => {
    expect(() => makers[name]([3, 5], 2, { returns: "first" })).toThrow(
      new TypeError(`${name}: returns has to be "all" or "last", not "first"`),
    );
    expect(() => makers[name]([3], 2)).toThrow(`${name}: takes [length, width], not [3]`);
  });
});

const layers = Object.fromEntries(
  Object.entries<Any>(makers).flatMap(([name, make]) => [
    [name, make([3, 5], 2, { random: source })],
    [`${name}, the last state`, make([3, 5], 2, { random: source, returns: "last" })],
  ]),
);
everyLayer({ ...layers, "two of them": sequential(lstm([3, 5], 2), gru([3, 2], 7, { returns: "last" })) }, source, [
  [],
  [2],
  [2, 3],
]);

test("an lstm learns what only memory can tell: which mark the sequence began with", () => {
  const steps = 8;
  const network = sequential(lstm([steps, 2], 8, { returns: "last", random: source }), dense(8, 2, { random: source }));
  const optimizer = adam(network, { learningRate: 0.02 });
  const noise = randomNormal([64, steps, 2], source);
  const marks = Array.from({ length: 64 }, (_, index) => (index * 7) % 2);
  const first = (tensor as Any)(
    marks.flatMap((mark) => [mark * 2 - 1, ...Array.from({ length: 2 * steps - 1 }, () => 0)]),
    [64, steps, 2],
  );
  const inputs = noise.multiply(0.1).add(first) as Tensor<[64, 8, 2]>;
  const targets = tensor(
    marks.flatMap((mark) => [1 - mark, mark]),
    [64, 2],
  );
  const losses = Array.from({ length: 60 }, () => {
    const { loss, gradients } = backpropagate(network, crossEntropy, inputs, targets);
    optimizer.step(gradients);
    return loss;
  });
  expect(losses[0]).toBeGreaterThan(0.6);
  expect(losses.at(-1)).toBeLessThan(0.1);
});
