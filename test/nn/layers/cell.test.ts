/** Recurrent layers step by step: the numbers are those of the layer, derivatives too, and states come from where they may. */
import { afterEach, describe, expect, test } from "vitest";
import * as library from "../../../src/index.js";
import {
  allClose,
  type Matrix,
  ones,
  random,
  randomNormal,
  type Scalar,
  useEngine,
  valueAndGrad,
  zeros,
} from "../../../src/index.js";
import {
  adam,
  backpropagate,
  cellOf,
  decoding,
  dense,
  embedding,
  freeze,
  gru,
  lstm,
  meanSquaredError,
  recurrent,
  reversed,
  sequential,
} from "../../../src/nn/index.js";

// The three layers have different types, which test-d states.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const { compile, grad }: Any = library;
const makers: Any = { recurrent, lstm, gru };
const source = random(5);
const close = (one: Any, other: Any): void => expect(allClose(one, other, { relative: 1e-5, absolute: 1e-6 })).toBe(true);

/** The outputs after each step, along a new axis before the last. */
function outputsOf(cell: Any, x: Any, start: Any): Any[] {
  let state = start;
  return Array.from({ length: x.shape.at(-2) }, (_, step) => {
    state = cell.step(x.index(step, -2), state);
    return state;
  });
}

afterEach(async () => void (await useEngine("reference")));

describe.each(["reference", "wasm"] as const)("on the engine %s", (engine) => {
  describe.each(Object.keys(makers))("%s", (name) => {
    test.each([[[]], [[2]], [[2, 3]], [[0]]])("gives the layer's states, for examples %j", async (batch) => {
      await useEngine(engine);
      const layer = makers[name]([5, 3], 4, { random: source });
      const x = randomNormal([...batch, 5, 3] as Any, source) as Any;
      const cell: Any = cellOf(layer);
      const start = batch.length === 0 ? cell.start() : cell.start(batch);
      expect(Object.keys(start)).toEqual(name === "lstm" ? ["output", "memory"] : ["output"]);
      expect(start.output.shape).toEqual([...batch, 4]);
      const states = outputsOf(cell, x, start);
      const whole = layer.predict(x);
      for (const [step, state] of states.entries()) {
        expect(state.output.shape).toEqual([...batch, 4]);
        close(state.output, whole.index(step, -2));
      }
      expect(Object.keys(states[0])).toEqual(Object.keys(start));
    });

    test("the sequence may be longer than the layer's, begin where another ended, and the layer may return the last state", async () => {
      await useEngine(engine);
      const layer = makers[name]([2, 3], 4, { returns: "last", random: source });
      const longer = makers[name]([7, 3], 4).with(layer.parameters);
      const x = randomNormal([2, 7, 3], source);
      const cell: Any = cellOf(layer);
      const [first, second] = [x.slice(null, [0, 3]), x.slice(null, [3, 7])];
      const middle = outputsOf(cell, first, cell.start([2])).at(-1);
      const last = outputsOf(cellOf(longer as Any), second, middle).at(-1);
      close(last.output, longer.predict(x).index(6, 1));
    });
  });
});

describe.each(Object.keys(makers))("%s, differentiated", (name) => {
  const layer = makers[name]([6, 3], 4, { random: source });
  const x = randomNormal([2, 6, 3], source);
  const weights = randomNormal([2, 6, 4], source) as Any;
  /** A loss of all outputs from the step `from`. */
  const lossFrom =
    (from: number) =>
    (parameters: Any, start?: Any): Any => {
      const cell: Any = cellOf(layer.with(parameters));
      const states = outputsOf(cell, x.slice(null, [from, 6] as Any), start ?? cell.start([2]));
      return states
        .map(({ output }, step) => output.multiply(weights.index(from + step, 1)).sum())
        .reduce((sum, each) => sum.add(each));
    };

  test("through all steps, has the gradients of the layer", () => {
    const { gradients } = layer.forward(x).backward(weights);
    const found = grad(lossFrom(0))(layer.parameters);
    for (const key of Object.keys(gradients)) close(found[key], gradients[key]);
  });

  test("truncated: the state before is constant, but for an error that goes back to it on request", () => {
    const middle = outputsOf(cellOf(layer), x, (cellOf(layer) as Any).start([2]))[2];
    const truncated = grad(lossFrom(3))(layer.parameters, middle);
    // What is missing is what goes back through the state in the middle.
    const both = grad((all: Any) => lossFrom(3)(all.parameters, all.middle))({ parameters: layer.parameters, middle });
    const through = grad((parameters: Any) => {
      const cell: Any = cellOf(layer.with(parameters));
      const reached = outputsOf(cell, x.slice(null, [0, 3]), cell.start([2])).at(-1);
      return Object.keys(both.middle)
        .map((part) => reached[part].multiply(both.middle[part]).sum())
        .reduce((sum, each) => sum.add(each));
    })(layer.parameters);
    const first = grad((parameters: Any) => {
      const cell: Any = cellOf(layer.with(parameters));
      return outputsOf(cell, x, cell.start([2]))
        .slice(3)
        .map(({ output }, step) => output.multiply(weights.index(3 + step, 1)).sum())
        .reduce((sum, each) => sum.add(each));
    })(layer.parameters);
    for (const key of Object.keys(truncated)) {
      close(truncated[key], both.parameters[key]);
      close(truncated[key].add(through[key]), first[key]);
      expect(allClose(truncated[key], first[key], { relative: 1e-3 })).toBe(false);
    }
  });

  test("compiled, gives the same", () => {
    const cell: Any = cellOf(layer);
    const step = compile((state: Any, input: Any) => cell.step(input, state));
    const start = cell.start([2]);
    close(step(start, x.index(1, 1)).output, cell.step(x.index(1, 1), start).output);
  });
});

test("truncated backpropagation learns from a stream, with the state as an auxiliary output", () => {
  const network = sequential(lstm([4, 1], 8, { random: source }), dense(8, 1, { random: source }));
  const [reading, judging] = [lstm([4, 1], 8), dense(8, 1)]; // what they learn is in the network
  const chunk = valueAndGrad(
    (parameters: typeof network.parameters, state: { output: Matrix<2, 8>; memory: Matrix<2, 8> }, inputs: Matrix<2, 1>[]) => {
      const [cell, judge] = [cellOf(reading.with(parameters[0])), judging.with(parameters[1])];
      let [next, value, seen]: [typeof state, Scalar, Matrix<2, 1>] = [state, zeros([]), zeros([2, 1])];
      for (const input of inputs) {
        next = cell.step(input, next);
        value = value.add(judge.predict(next.output).subtract(seen).square().sum()); // what was the input before this one?
        seen = input;
      }
      return { value, auxiliary: next };
    },
  );
  const optimizer = adam(network, { learningRate: 0.03 });
  let state = cellOf(reading).start([2]);
  const losses: number[] = [];
  for (let time = 0; time < 150; time++) {
    const inputs = Array.from({ length: 4 }, () => randomNormal([2, 1], source));
    const { value, gradients, auxiliary } = chunk(network.parameters, state, inputs);
    optimizer.step(gradients);
    state = auxiliary;
    losses.push(value.at());
  }
  const mean = (part: number[]): number => part.reduce((sum, each) => sum + each, 0) / part.length;
  expect(mean(losses.slice(-20))).toBeLessThan(0.5 * mean(losses.slice(0, 20)));
});

test("a cell computes with the parameters that its layer has at each step", () => {
  const layer = gru([2, 3], 4, { random: source });
  const cell = cellOf(layer);
  const [x, start] = [ones([1, 3]), cell.start([1])];
  const before = cell.step(x, start).output;
  const { gradients } = backpropagate(layer, meanSquaredError, ones([1, 2, 3]), ones([1, 2, 4]));
  adam(layer, { learningRate: 0.5 }).step(gradients);
  const after = cell.step(x, start).output;
  expect(allClose(before, after)).toBe(false);
  expect(allClose(after, layer.predict(ones([1, 2, 3])).index(0, 1), { absolute: 1e-6 })).toBe(true);
});

test.each(Object.keys(makers))("decoding keeps the states of a network with %s", (name) => {
  const network = sequential(
    embedding(7, 3, { random: source }),
    makers[name]([5, 3], 4, { random: source }),
    makers[name]([5, 4], 4, { random: source }),
    dense(4, 7, { random: source }),
  ) as Any;
  const letters = randomNormal([2, 5], source).square().multiply(2).clip(0, 6).floor() as Any;
  const whole = network.predict(letters);
  const [one, other] = [decoding(network), decoding(network)] as Any;
  for (let place = 0; place < one.length; place++) {
    close(one.next(letters.index(place, 1)), whole.index(place, 1));
    close(other.next(letters.index(place, 1).index(1, 0)), whole.index(place, 1).index(1, 0));
  }
});

describe("untyped callers", () => {
  const untyped = cellOf as Any;
  const layer = lstm([5, 3], 4);
  const cell = untyped(layer);

  test.each<[string, () => unknown]>([
    ["cellOf: takes a layer made by recurrent, lstm or gru", () => untyped(dense(3, 4))],
    ["cellOf: takes a layer made by recurrent, lstm or gru", () => untyped(freeze(layer))],
    ["cellOf: takes a layer made by recurrent, lstm or gru", () => untyped(reversed(layer))],
    ["cellOf: takes a layer made by recurrent, lstm or gru", () => untyped(sequential(layer))],
    ["cellOf: the argument is 3, not a layer", () => untyped(3)],
    ["step: the input has to be [2, 3] to belong to this state, not [3]", () => cell.step(zeros([3]), cell.start([2]))],
    ["step: the input has to be [2, 3] to belong to this state, not [2, 5]", () => cell.step(zeros([2, 5]), cell.start([2]))],
    [
      "step: the output has to be [2, 4] to belong to this state, not [2, 7]",
      () => cell.step(zeros([2, 3]), { output: zeros([2, 7]), memory: zeros([2, 7]) }),
    ],
    [
      "step: the memory has to be [2, 4] to belong to this state, not [3, 4]",
      () => cell.step(zeros([2, 3]), { output: zeros([2, 4]), memory: zeros([3, 4]) }),
    ],
    ["step, memory: takes a tensor, not undefined", () => cell.step(zeros([2, 3]), { output: zeros([2, 4]) })],
    ["step, output: takes a tensor, not undefined", () => cell.step(zeros([2, 3]))],
    ["step, output: takes a tensor, not undefined", () => cell.step(zeros([2, 3]), null)],
    ["step: takes a tensor, not undefined", () => cell.step(undefined, cell.start([2]))],
    ["a shape is an array of sizes, not 2", () => cell.start(2)],
  ])("%s", (message, refused) => {
    expect(refused).toThrow(expect.objectContaining({ message }));
  });
});
