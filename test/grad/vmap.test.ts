/** vmap, compared with a loop over the examples: every operation, every layer, and all kinds of derivatives. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import {
  dim,
  grad,
  type Matrix,
  matrix,
  random,
  randomNormal,
  ShapeError,
  scalar,
  type Tensor,
  tensor,
  trace,
  useEngine,
  type Vector,
  vector,
  vmap,
  zeros,
} from "../../src/index.js";
import { backpropagate, batchNorm, conv2d, crossEntropy, dense, sequential, tanh } from "../../src/nn/index.js";
import { toStableHlo } from "../../src/stablehlo/index.js";
import { allLayers } from "../nn/layers/all-layers.js";
import type { AnyOperation, AnyTensor } from "./differences.js";
import { close, loop, many, sumOfAll } from "./examples.js";
import { operations } from "./operations.js";

// biome-ignore lint/suspicious/noExplicitAny: of any types, since these tests aren't about types
const any: any = library;

/** All choices of operands that are mapped, except for none. */
const choices = (count: number): boolean[][] =>
  Array.from({ length: 2 ** count - 1 }, (_, way) => Array.from({ length: count }, (_, place) => ((way + 1) >> place) % 2 === 1));

describe.each(["reference", "wasm"] as const)("every operation (%s)", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  describe.each(Object.entries(operations))("%s", (_, lines) => {
    const numbered = lines.map(([operation, ...operands], index) => ({ index, operation, operands }));
    test.each(numbered)("line $index", ({ operation, operands }) => {
      const weights = randomNormal(operation(...operands).shape, random(7)) as AnyTensor;
      const slope =
        (which: number): AnyOperation =>
        (...all) =>
          any.grad((x: AnyTensor) => sumOfAll(operation(...all.with(which, x)), weights))(all[which]);
      for (const mapped of choices(operands.length)) {
        const given = operands.map((operand, place) => (mapped[place] ? many(operand) : operand));
        const inAxes = mapped.map((yes) => (yes ? 0 : null));
        close(any.vmap(operation, { inAxes })(...given), loop(operation, given, mapped), `mapped ${mapped}`);
        operands.forEach((_, which) => {
          const ofEach = any.vmap(slope(which), { inAxes })(...given);
          close(ofEach, loop(slope(which), given, mapped), `mapped ${mapped}, gradient ${which} of each`);
          const ofAll = (f: AnyOperation) =>
            any.grad((x: AnyTensor) =>
              f(...given.with(which, x))
                .square()
                .sum(),
            )(given[which]);
          const expected = ofAll((...all) => loop(operation, all, mapped));
          close(ofAll(any.vmap(operation, { inAxes })), expected, `mapped ${mapped}, gradient ${which} of all`);
        });
      }
    });
  });
});

describe.each(Object.entries(allLayers).filter(([name]) => name !== "batchNorm"))("every layer: %s", (name, make) => {
  const own = make();
  const shape = own.inputShape.length === 0 ? [5] : own.inputShape;
  const input = name.startsWith("embedding") ? vector([1, 0, 4]) : randomNormal(shape, random(3));
  const inputs = name.startsWith("embedding") ? tensor([1, 0, 4, 2, 3, 2, 0, 0, 1], [3, 3]) : many(input, 3);
  const output = own.predict(input);
  const targets = many(randomNormal(output.shape, random(4)), 3);
  const loss = (parameters: AnyTensor, x: AnyTensor, y: AnyTensor) => own.with(parameters).predict(x).subtract(y).square().sum();
  const each = (f: AnyOperation, ...mapped: boolean[]) => loop(f, [own.parameters, inputs, targets], mapped, 3);

  test("outputs", () => {
    close(
      any.vmap((x: AnyTensor) => own.predict(x))(inputs),
      loop((x) => own.predict(x), [inputs], [true], 3),
      "outputs",
    );
  });

  test("a gradient for each example", () => {
    const slopes = any.vmap(grad(loss as never), { inAxes: [null, 0, 0] })(own.parameters, inputs, targets);
    close(slopes, each(grad(loss as never), false, true, true), "gradients");
  });

  test("a gradient of each input", () => {
    if (name.startsWith("embedding")) return; // whose inputs are indices
    const slope = grad(((x: AnyTensor, y: AnyTensor) => loss(own.parameters, x, y)) as never) as AnyOperation;
    close(any.vmap(slope)(inputs, targets), loop(slope, [inputs, targets], [true, true], 3), "gradients");
  });

  test("parameters that differ", () => {
    const several = any.mapTensors(own.parameters, (x: AnyTensor) => x); // a tree of our own
    const stacked = mapTree(several, (x) => many(x, 3));
    const predict = (parameters: AnyTensor, x: AnyTensor) => own.with(parameters).predict(x);
    if (JSON.stringify(several) === "[]" || JSON.stringify(several) === "{}") return; // a layer without parameters
    if (name === "a layer in two places" || name === "a layer beside itself") return; // takes one tensor for both places, but an example of each is another object
    close(any.vmap(predict)(stacked, inputs), loop(predict, [stacked, inputs], [true, true], 3), "outputs");
    const slopes = any.vmap(grad(loss as never))(stacked, inputs, targets);
    close(slopes, loop(grad(loss as never), [stacked, inputs, targets], [true, true, true], 3), "gradients");
  });
});

const mapTree = (tree: AnyTensor, change: (x: AnyTensor) => AnyTensor): AnyTensor =>
  typeof tree.shape === "object"
    ? change(tree)
    : Array.isArray(tree)
      ? tree.map((inner) => mapTree(inner, change))
      : Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, mapTree(inner, change)]));

describe("with other transformations", () => {
  const squaredError = (weights: Vector<2>, x: Vector<2>) => weights.dot(x).subtract(1).square();
  const [weights, xs] = [vector([1, -2]), matrix([[1, 2], [3, 4], [5, 7]])]; // biome-ignore format: rows
  const slopes = [...xs].map((x) => grad(squaredError)(weights, x).toArray());

  test("vmap of grad", () => {
    expect(vmap(grad(squaredError), { inAxes: [null, 0] })(weights, xs).toArray()).toEqual(slopes);
  });

  test("grad of vmap", () => {
    const total = (w: Vector<2>) => vmap(squaredError, { inAxes: [null, 0] })(w, xs).sum();
    const sum = slopes.reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d]);
    expect(grad(total)(weights).toArray()).toEqual(sum);
  });

  test("vmap of vmap", () => {
    const f = (x: Vector<2>, y: Vector<2>) => x.multiply(y).sum().exp();
    const grams = vmap((x: Vector<2>) => vmap((y: Vector<2>) => f(x, y))(xs))(xs);
    expect(grams.shape).toEqual([3, 3]);
    for (const [i, x] of [...xs].entries())
      for (const [j, y] of [...xs].entries()) expect(grams.at(i, j)).toBeCloseTo(f(x, y).at(), 10);
  });

  test("grad of vmap of grad of vmap", () => {
    const inner = (w: Vector<2>, x: Vector<2>) => vmap((y: Vector<2>) => y.multiply(x).dot(w).tanh())(xs).sum();
    const outer = (w: Vector<2>) => vmap((x: Vector<2>) => grad(inner)(w, x).square().sum())(xs).sum();
    const looped = (w: Vector<2>) =>
      [...xs]
        .map((x) => grad((v: Vector<2>) => [...xs].map((y) => y.multiply(x).dot(v).tanh()).reduce((a, b) => a.add(b)))(w))
        .map((slope) => slope.square().sum())
        .reduce((a, b) => a.add(b));
    close(grad(outer)(weights), grad(looped)(weights), "gradient");
  });

  test("a program contains it, with steps whose number doesn't depend on the number of examples", () => {
    const f = (w: Vector<2>, all: Matrix<3, 2>) => vmap(grad(squaredError), { inAxes: [null, 0] })(w, all);
    const program = trace(f, zeros([2]), zeros([3, 2]));
    expect(program.run(weights, xs).toArray()).toEqual(slopes);
    const large = trace((w: Vector<2>, all: Matrix<101, 2>) => vmap(grad(squaredError), { inAxes: [null, 0] })(w, all), zeros([2]), zeros([101, 2])); // biome-ignore format: one line
    expect(large.steps.length).toBe(program.steps.length);
    expect(toStableHlo(program)).toContain("tensor<3x2xf32>");
  });

  test("it maps a program", () => {
    const { run } = trace(squaredError, zeros([2]), zeros([2]));
    expect(vmap(run, { inAxes: [null, 0] })(weights, xs).toArray()).toEqual([16, 36, 100]);
  });

  test("a program that looks up entries in each example's table has the right entries", () => {
    const f = (table: Matrix<5, 2>, indices: Vector<3>) => table.gather(indices);
    const [tables, indices] = [randomNormal([7, 5, 2], random(1)), matrix([[0, 4, 1]])];
    const all = (t: Tensor<[7, 5, 2]>, i: Matrix<1, 3>) => vmap(f)(t, i.reshape([3]).broadcastTo([7, 3]));
    const program = trace(all, zeros([7, 5, 2]), zeros([1, 3]));
    const expected = vmap((table: Matrix<5, 2>) => table.gather([0, 4, 1]))(tables);
    expect(program.run(tables, indices).toArray()).toEqual(expected.toArray());
  });

  test("backpropagate, for each example", () => {
    const network = sequential(dense(3, 5, { activation: tanh, random: random(1) }), dense(5, 2, { random: random(2) }));
    const [inputs, targets] = [randomNormal([7, 3], random(3)), matrix([[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1], [1, 0]])]; // biome-ignore format: rows
    const { gradients } = vmap((x: Vector<3>, y: Vector<2>) => {
      const { gradients, error } = backpropagate(network, crossEntropy, x, y);
      return { gradients, error };
    })(inputs, targets);
    [...inputs].forEach((x, example) => {
      const expected = backpropagate(network, crossEntropy, x, [...targets][example] as Vector<2>).gradients;
      close([...gradients[0].weights][example], expected[0].weights, "weights");
      close([...gradients[1].bias][example], expected[1].bias, "bias");
    });
  });
});

describe("arguments and results", () => {
  test("may be trees, and those that aren't mapped may be anything", () => {
    const f = ({ x, y: [y] }: { x: Vector<2>; y: readonly [Vector<3>] }, power: number, label: string) => ({
      sum: x.sum().add(y.sum()).power(power),
      rest: label === "x" ? ([x] as const) : ([x.negate()] as const),
    });
    const result = vmap(f, { inAxes: [0, null, null] })({ x: matrix([[1, 2], [3, 4]]), y: [zeros([2, 3])] }, 2, "x"); // biome-ignore format: rows
    expect(result.sum.toArray()).toEqual([9, 49]);
    expect(result.rest[0].toArray()).toEqual([[1, 2], [3, 4]]); // biome-ignore format: rows
  });

  test("a result that doesn't depend on the example is repeated", () => {
    expect(vmap((_: Vector<2>) => vector([1, 2, 3]))(zeros([2, 2])).toArray()).toEqual([[1, 2, 3], [1, 2, 3]]); // biome-ignore format: rows
  });

  test("there may be no examples", () => {
    const none = zeros([dim("none", 0), 3]);
    expect(vmap((x: Vector<3>) => x.square().sum())(none).shape).toEqual([0]);
    const tables = zeros([dim("none", 0), 5, 2]);
    expect(vmap(grad((x: Matrix<5, 2>) => x.gather([1, 1, 0]).square().sum()))(tables).shape).toEqual([0, 5, 2]);
    const layer = conv2d([4, 5, 2], 3, 2);
    const slopes = vmap(grad((p: typeof layer.parameters, x: Tensor<[4, 5, 2]>) => layer.with(p).predict(x).sum()), { inAxes: [null, 0] }); // biome-ignore format: one line
    expect(slopes(layer.parameters, zeros([dim("none", 0), 4, 5, 2])).kernels.shape).toEqual([0, 2, 2, 2, 3]);
  });

  test("the function runs once", () => {
    let runs = 0;
    vmap((x: Vector<2>) => {
      runs++;
      return x.exp();
    })(zeros([101, 2]));
    expect(runs).toBe(1);
  });
});

describe("refused", () => {
  const f = (x: Vector<2>, y: Vector<2>) => x.dot(y);

  test.each<[string, () => unknown, string]>([
    ["sizes that differ", () => any.vmap(f)(zeros([7, 2]), zeros([5, 2])), "vmap: one argument has 7 examples, another 5"],
    [
      "sizes that differ in a tree",
      () => any.vmap((t: AnyTensor) => t.a)({ a: zeros([7, 2]), b: [zeros([5])] }),
      "vmap: one argument has 7 examples, another 5",
    ],
    [
      "a scalar",
      () => any.vmap(f)(zeros([7, 2]), scalar(1)),
      "vmap: argument 2 is a scalar, which has no axis of examples; if it is the same for all, its entry in inAxes is null",
    ],
    ["a number", () => any.vmap(f)(zeros([7, 2]), 1), "vmap: argument 2: takes a tensor, not 1"],
    ["no tensor", () => any.vmap((x: AnyTensor) => x.shape)(zeros([7, 2])), "vmap: [0]: takes a tensor, not 2"],
    ["nothing", () => any.vmap(() => scalar(1))(), "vmap: no argument is mapped, so there are no examples"],
    ["nothing mapped", () => any.vmap(f, { inAxes: [null, null] })(zeros([2]), zeros([2])), "vmap: no argument is mapped, so there are no examples"], // biome-ignore format: one line
    ["too few axes", () => any.vmap(f, { inAxes: [0] })(zeros([7, 2]), zeros([7, 2])), "vmap: the length of inAxes is 1, but the number of arguments is 2"], // biome-ignore format: one line
    [
      "another axis",
      () => any.vmap(f, { inAxes: [0, 1] }),
      "vmap: inAxes has 0 for an argument that is mapped and null for one that isn't, not 1",
    ],
    ["an index out of range", () => vmap((t: Matrix<3, 2>, i: Vector<1>) => t.gather(i))(zeros([2, 3, 2]), matrix([[3], [0]])), "gather: [3] has no entry 3"], // biome-ignore format: one line
  ])("%s", (_, run, message) => {
    expect(run).toThrow(new ShapeError(message));
  });

  test("what isn't a function or options", () => {
    expect(() => any.vmap(5)).toThrow(new TypeError("vmap: takes a function, not 5"));
    expect(() => any.vmap(f, [0, 0])).toThrow(new TypeError("vmap: takes its options in an object, not as an array"));
    expect(() => any.vmap(f, { inAxes: 0 })).toThrow(new TypeError("vmap: inAxes is an array of 0 and null, not 0"));
  });

  const unreadable =
    "vmap: numbers can't be read in the function, because it runs once for all examples; return what you want to read";

  test("reading numbers, and parameters that learn from them", () => {
    expect(() => vmap((x: Vector<2>) => x.multiply(x.at(0)))(zeros([7, 2]))).toThrow(unreadable);
    expect(() => vmap((x: Vector<2>) => (+x.sum() > 0 ? x : x.negate()))(zeros([7, 2]))).toThrow(unreadable);
    const normalised = batchNorm(2);
    expect(() => vmap((x: Matrix<5, 2>) => normalised.forward(x).output)(zeros([7, 5, 2]))).toThrow(unreadable);
    expect(normalised.statistics.values.mean.toArray()).toEqual([0, 0]);
  });

  test("a tensor from a function that has ended", () => {
    let leaked = vector([0, 0]);
    vmap((x: Vector<2>) => {
      leaked = x;
      return x;
    })(zeros([7, 2]));
    const ended = "vmap: a tensor from a function that has ended has no numbers, only a shape; return it from the function";
    expect(() => leaked.toArray()).toThrow(ended);
    expect(() => leaked.add(1)).toThrow(ended);
    expect(() => vmap((x: Vector<2>) => x.add(leaked))(zeros([7, 2]))).toThrow(ended);
    expect(() => grad((x: Vector<2>) => x.add(leaked).sum())(zeros([2]))).toThrow(ended);
    expect(String(leaked)).toContain("Vector<2>");
  });
});
