/** Compiled functions: the same results as uncompiled, what is recorded when, and what is refused. */
import { afterEach, describe, expect, test } from "vitest";
import { engine, reference, setEngine } from "../../src/engine/current.js";
import {
  compile,
  equals,
  grad,
  type Matrix,
  random,
  randomNormal,
  type Scalar,
  trace,
  useEngine,
  type Vector,
  vector,
  where,
  zeros,
} from "../../src/index.js";
import { batchNorm, dense, dropout, meanSquaredError, sequential, sgd } from "../../src/nn/index.js";
import type { AnyTensor } from "../grad/differences.js";
import { allLayers } from "../nn/layers/all-layers.js";
import { contents } from "./as-program.js";

// biome-ignore lint/suspicious/noExplicitAny: functions of any arguments, where types aren't the question
type Any = any;
const anyCompile: Any = compile;
const x = vector([1, -2, 5]);

afterEach(() => setEngine(reference));

/** Counts how often a function runs. */
function counted<F extends (...args: never) => unknown>(f: F): { readonly f: F; readonly runs: () => number } {
  let runs = 0;
  const counting = (...args: never): unknown => {
    runs++;
    return f(...args);
  };
  return { f: counting as F, runs: () => runs };
}

describe.each(["wasm", "reference"] as const)("on the engine %s, the results are the same", (name) => {
  test.each([1, 3, 2047, 2048, 2049, 4096, 10_007])("for elementwise operations on %d numbers", async (length) => {
    await useEngine(name);
    const [a, b]: AnyTensor[] = [1, 2].map((seed) => randomNormal([length] as unknown as [], random(seed)));
    const f = (a: AnyTensor, b: AnyTensor) => {
      const sum = a.multiply(2).add(b);
      return { last: sum.relu().exp().subtract(a).divide(b.abs().add(1)), sum, chosen: where(a.less(b), sum.negate(), b) };
    };
    expect(contents(anyCompile(f)(a, b))).toEqual(contents(f(a, b)));
  });

  test.each([
    [[700, 3], [3]],
    [
      [5, 7, 11],
      [7, 11],
    ],
    [[3, 5000], [5000]],
    [[2, 100_003], [100_003]],
    [
      [700, 3],
      [1, 1],
    ],
    [
      [700, 3],
      [700, 1],
    ],
    [[1, 3], [3]],
    [[4099], []],
  ])("for %j and %j, which is repeated", async (shape, smaller) => {
    await useEngine(name);
    const [a, b, c]: AnyTensor[] = [shape, smaller, []].map((sizes, seed) => randomNormal(sizes as unknown as [], random(seed)));
    const f = (a: AnyTensor, b: AnyTensor, c: AnyTensor) => {
      const [y, z] = [b.broadcastTo(shape), c.broadcastTo(shape)];
      return y.subtract(a).multiply(y).add(z).divide(a.square().add(z.exp())).sigmoid();
    };
    expect(contents(anyCompile(f)(a, b, c))).toEqual(contents(f(a, b, c)));
  });

  test("for two rows of lengths that don't divide one another", async () => {
    await useEngine(name);
    const [a, b, c]: AnyTensor[] = [[2, 21], [3], [7]].map((sizes, seed) => randomNormal(sizes as unknown as [], random(seed)));
    const f = (a: AnyTensor, b: AnyTensor, c: AnyTensor) => {
      const threes = a.reshape([14, 3]).multiply(b).add(1);
      return threes.reshape([6, 7]).multiply(c).exp().reshape([42]);
    };
    expect(contents(anyCompile(f)(a, b, c))).toEqual(contents(f(a, b, c)));
  });

  test.each(Object.keys(allLayers))("for the gradients of %s", async (layer) => {
    await useEngine(name);
    const made = (allLayers[layer] as () => Any)();
    if (layer.startsWith("embedding")) return;
    const inputs = randomNormal([3, ...(made.inputShape.length === 0 ? [5] : made.inputShape)] as unknown as [], random(3));
    const loss = (parameters: Any, y: Any): Scalar => made.with(parameters).predict(y).square().sum();
    expect(contents(anyCompile(grad(loss))(made.parameters, inputs))).toEqual(contents(grad(loss)(made.parameters, inputs)));
  });

  test.each(Array.from({ length: 60 }, (_, seed) => seed))("for a random program, seed %d", async (seed) => {
    await useEngine(name);
    const { f, operands } = randomProgram(seed);
    const expected = contents(f(...operands));
    const compiled = anyCompile(f);
    for (const _ of [1, 2]) expect(contents(compiled(...operands))).toEqual(expected);
  });
});

/** A function that combines its arguments, and what it has computed from them, at random. Some of it is computed twice, or not needed. */
function randomProgram(seed: number): { f: (...operands: AnyTensor[]) => AnyTensor; operands: AnyTensor[] } {
  const operands = [[6, 10], [10], [6, 10], []].map((shape, index) =>
    randomNormal(shape as unknown as [], random(31 * seed + index)),
  );
  const source = random(seed);
  const choices = Array.from({ length: 200 }, () => source.uniform());
  return {
    operands,
    f: (...given) => {
      let chosen = 0;
      const pick = <Item>(list: readonly Item[]): Item =>
        list[Math.floor((choices[chosen++ % choices.length] as number) * list.length)] as Item;
      const values: AnyTensor[] = [given[0], given[2]];
      const drawn = (): AnyTensor => pick(values);
      const operations: ((a: AnyTensor) => AnyTensor)[] = [
        (a) => a.add(drawn()),
        (a) => a.multiply(drawn()),
        (a) => a.subtract(given[1]),
        (a) => a.multiply(given[3]),
        (a) => a.add(-1.5),
        (a) => a.tanh(),
        (a) => a.relu(),
        (a) => a.square(),
        (a) => where(a.less(drawn()), a, drawn()),
        (a) => a.sum(0).broadcastTo([6, 10]),
        (a) => a.transpose().reshape([6, 10]),
        (a) => a.reshape([10, 6]).exp().transpose(),
        (a) => a.matmul(drawn().transpose()).matmul(drawn()).divide(100),
        (a) => a.slice([0, 3]).tile?.([2, 1]) ?? a,
        (a) => a.softmax(),
      ];
      for (let step = 0; step < 12; step++) values.push(pick(operations)(drawn()).clip(-5, 5));
      return [drawn(), { last: values.at(-1), also: drawn() }];
    },
  };
}

describe("a function is recorded", () => {
  test("once for each set of shapes", () => {
    const { f, runs } = counted((a: AnyTensor) => a.exp().add(1));
    const compiled = anyCompile(f);
    for (const sizes of [[3], [3], [5], [3], [1, 3], [3, 1], [3]]) compiled(zeros(sizes as unknown as []));
    expect(runs()).toBe(4);
  });

  test("once for each structure of its arguments", () => {
    const { f, runs } = counted(({ a, b }: { a: AnyTensor; b: AnyTensor }) => a.subtract(b));
    const compiled = anyCompile(f);
    const [one, two] = [vector([1, 1]), vector([2, 2])];
    for (const args of [
      { a: one, b: two },
      { b: two, a: one },
      { a: one, b: two },
    ]) {
      expect(compiled(args).toArray()).toEqual([-1, -1]);
    }
    expect(runs()).toBe(2);
    expect(() => compiled([one, two])).toThrow();
  });

  test("again if it has been forgotten: the last 16 sets of shapes are kept", () => {
    const { f, runs } = counted((a: AnyTensor) => a.exp());
    const compiled = anyCompile(f);
    const call = (size: number) => compiled(zeros([size] as unknown as []));
    for (let size = 1; size <= 16; size++) call(size);
    call(1); // now the newest
    expect(runs()).toBe(16);
    call(17); // in place of 2
    call(1);
    expect(runs()).toBe(17);
    call(2);
    expect(runs()).toBe(18);
  });

  test("again when parameters or running averages that it uses have been updated", () => {
    const layer = sequential(dense(3, 2), batchNorm(2));
    const { f, runs } = counted((input: Matrix<5, 3>) => layer.predict(input));
    const compiled = compile(f);
    const inputs = randomNormal([5, 3], random(1));
    const check = (times: number) => {
      expect(compiled(inputs).toArray()).toEqual(layer.predict(inputs).toArray());
      expect(compiled(inputs).toArray()).toEqual(layer.predict(inputs).toArray());
      expect(runs()).toBe(times);
    };
    check(1);
    const { backward, output } = layer.forward(inputs); // updates the averages
    check(2);
    sgd(layer, { learningRate: 0.1 }).step(backward(output).gradients);
    check(3);
  });

  test("only once if it is given the parameters", () => {
    const layer = dense(3, 2);
    const { f, runs } = counted((parameters: typeof layer.parameters, input: Vector<3>) => layer.with(parameters).predict(input));
    const compiled = compile(f);
    const optimizer = sgd(layer, { learningRate: 0.1 });
    for (let step = 0; step < 3; step++) {
      expect(compiled(layer.parameters, x).toArray()).toEqual(layer.predict(x).toArray());
      optimizer.step(layer.parameters);
    }
    expect(runs()).toBe(1);
  });

  test("again for another engine", async () => {
    const { f, runs } = counted((a: Vector<3>) => a.divide(3).add(1));
    const compiled = compile(f);
    compiled(x);
    await useEngine("wasm");
    expect(compiled(x).dataSync()).toEqual(x.divide(3).add(1).dataSync());
    expect(engine().precision).toBe("float32");
    expect(runs()).toBe(2);
  });
});

describe("a compiled function", () => {
  test("can be differentiated, recorded, and part of another compiled function", () => {
    const f = (a: Vector<3>): Scalar => a.square().sum();
    const compiled = compile(f);
    expect(grad(compiled)(x).toArray()).toEqual([2, -4, 10]);
    expect(compile(grad(compiled))(x).toArray()).toEqual([2, -4, 10]);
    expect(grad((a: Vector<3>) => compile(grad(compiled))(a).square().sum())(x).toArray()).toEqual([8, -16, 40]);
    expect(String(trace(compiled, x))).toBe(String(trace(f, x)));
  });

  test("returns arguments and constants as they are", () => {
    const constant = vector([7, 11]);
    const compiled = compile((a: Vector<3>, b: Vector<3>) => ({ a, constant, twice: [b, b] as const, sum: a.add(b) }));
    const { a, constant: same, twice, sum } = compiled(x, zeros([3]));
    expect(a.toArray()).toEqual([1, -2, 5]);
    expect(same.toArray()).toEqual([7, 11]);
    expect(twice.map((b) => b.toArray())).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(sum.toArray()).toEqual([1, -2, 5]);
  });

  test("keeps what it returns, however much is computed afterwards", async () => {
    await useEngine("wasm");
    const f = (a: AnyTensor) => ({ view: a.multiply(2).add(1).reshape([10, 100]).transpose(), sums: a.exp().sum(), same: a });
    const compiled = anyCompile(f);
    const inputs = Array.from({ length: 20 }, (_, seed) => randomNormal([1000], random(seed)));
    const results = inputs.map((input) => compiled(input));
    const large = randomNormal([500, 500], random(1));
    for (let times = 0; times < 60; times++) large.add(times);
    for (const [index, input] of inputs.entries()) expect(contents(results[index])).toEqual(contents(f(input)));
  });

  test("works without arguments", () => {
    expect(compile(() => vector([1, 2]).exp())().toArray()).toEqual(
      [1, Math.E, Math.E ** 2].slice(1).map((_, i) => Math.exp(i + 1)),
    );
  });

  test("computes the same thing once", () => {
    const explained = compile.explain((a: Vector<3>) => a.exp().sum().add(a.exp().sum()), x);
    expect(explained.split("compiled:")[1]?.match(/exp/g)).toHaveLength(1);
  });

  test("is explained", () => {
    const text = compile.explain(
      (weights: Matrix<2, 3>, a: Vector<3>) => weights.matmul(a).add(1).relu().multiply(a.sum()),
      zeros([2, 3]),
      x,
    );
    expect(text).toMatchInlineSnapshot(`
      "recorded: 5 passes, 224 B, 21 FLOP
      (input1: [2, 3], input2: [3]) => {
        a: [3, 1] = reshape(input2)
        b: [2, 1] = matmul(input1, a)
        c: [2] = reshape(b)
        d: [2] = add(c, 1)
        e: [2] = relu(d)
        f: [] = sum(input2, { axis: 0 })
        g: [2] = repeat(f, { axis: 0, entries: 2 })
        h: [2] = multiply(e, g)
        return h
      }
      compiled: 3 passes, 160 B, 21 FLOP
      (input1: [2, 3], input2: [3]) => {
        a: [3, 1] = reshape(input2)
        b: [2, 1] = matmul(input1, a)
        c: [2] = reshape(b)
        f: [] = sum(input2, { axis: 0 })
        g: [2] = repeat(f, { axis: 0, entries: 2 })
        in one pass {
          d: [2] = add(c, 1)
          e: [2] = relu(d)
          h: [2] = multiply(e, g)
        }
        return h
      }"
    `);
  });
});

describe("refuses", () => {
  const message = (call: () => unknown) => {
    try {
      call();
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };

  test("functions that read numbers, draw random ones, or change anything", () => {
    const layer = sequential(dense(3, 2), dropout(0.5));
    const normalised = batchNorm(3);
    const inputs = zeros([2, 3]);
    const optimizer = sgd(layer, { learningRate: 0.1 });
    const calls: Record<string, () => unknown> = {
      "numbers can't be read while a program is recorded": () => anyCompile((a: AnyTensor) => a.add(a.sum().at()))(x),
      "the function draws random numbers": () => anyCompile((a: AnyTensor) => a.add(randomNormal([3], random(1))))(x),
      "the function draws": () => anyCompile((a: AnyTensor) => layer.forward(a).output)(inputs),
      "parameters can't be updated": () => anyCompile((a: AnyTensor) => normalised.forward(a).output)(inputs),
      "parameters can't be": () => anyCompile((p: Any) => [optimizer.step(p), p])(layer.parameters),
      "the engine can't be changed": () => anyCompile(() => [x, useEngine("wasm")])(x),
      "the function returns a promise": () => anyCompile(async (a: AnyTensor) => a)(x),
      "takes a tensor, not 3": () => anyCompile((a: AnyTensor) => a)([3]),
      "compile: takes a tensor, not 3": () => anyCompile((a: AnyTensor) => a.size)(x),
      "takes a function, not 3": () => anyCompile(3),
    };
    for (const [sentence, call] of Object.entries(calls)) {
      expect(message(call)).toMatch(/^compile: /);
      expect(message(call)).toContain(sentence);
    }
    expect(equals(layer.predict(inputs), layer.predict(inputs))).toBe(true);
  });

  test("and can be called again after a refusal", () => {
    let reads = true;
    const compiled = anyCompile((a: AnyTensor) => (reads ? a.add(a.at(0)) : a.add(1)));
    expect(() => compiled(x)).toThrow("numbers can't be read");
    reads = false;
    expect(compiled(x).toArray()).toEqual([2, -1, 6]);
  });

  test("arguments that answer otherwise when they are read again", () => {
    let reads = 0;
    const hostile = {
      get a() {
        return ++reads % 2 === 1 ? zeros([3]) : zeros([100_000]);
      },
    };
    const compiled = anyCompile(({ a }: { a: AnyTensor }) => a.add(1).exp());
    for (const _ of [1, 2, 3]) {
      reads = 0;
      expect(compiled(hostile).shape).toEqual([3]);
      expect(reads).toBe(1);
    }
  });
});

test("a training step of one's own, compiled, learns the same", async () => {
  await useEngine("wasm");
  const train = (compiles: boolean) => {
    const network = sequential(dense(3, 8, { random: random(1) }), dense(8, 2, { random: random(2) }));
    const optimizer = sgd(network, { learningRate: 0.05, momentum: 0.9 });
    const [inputs, targets] = [randomNormal([16, 3], random(3)), randomNormal([16, 2], random(4))];
    const loss = (parameters: typeof network.parameters, a: Matrix<16, 3>, b: Matrix<16, 2>) =>
      network.with(parameters).predict(a).subtract(b).square().mean();
    const slope = compiles ? compile(grad(loss)) : grad(loss);
    for (let step = 0; step < 50; step++) optimizer.step(slope(network.parameters, inputs, targets));
    return { parameters: contents(network.parameters), loss: meanSquaredError.evaluate(network.predict(inputs), targets).loss };
  };
  expect(train(true)).toEqual(train(false));
});
