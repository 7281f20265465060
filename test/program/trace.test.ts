/** Recording functions of tensors, and running what was recorded. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { engine, reference } from "../../src/engine/current.js";
import * as library from "../../src/index.js";
import {
  allClose,
  equals,
  grad,
  type Matrix,
  matrix,
  oneHot,
  random,
  randomNormal,
  type Scalar,
  scalar,
  stack,
  trace,
  type Vector,
  vector,
  vjp,
  where,
  zeros,
} from "../../src/index.js";
import { backpropagate, batchNorm, dense, dropout, meanSquaredError, sequential, sgd, trainable } from "../../src/nn/index.js";
import { checkProgram, contents } from "./as-program.js";

// biome-ignore lint/suspicious/noExplicitAny: programs of any arguments, where types aren't the question
type Any = any;
const anyTrace: Any = trace;
const three = zeros([3]);
const x = vector([1, -2, 5]);
const unreadable = "trace: numbers can't be read while a program is recorded, because only their shapes are known";
const escaped = "trace: a tensor from a function that was recorded has no numbers, only a shape; run its program";
const frozen = "trace: parameters can't be updated while a program is recorded";

/** Whatever happens, the engine is the same afterwards, and nothing is being recorded. */
afterEach(() => {
  expect(engine()).toBe(reference);
  expect(String(trace((y: Vector<3>) => y.exp(), three))).toContain("exp(input)");
});

describe("a program", () => {
  test("runs with other arguments than it was recorded with", () => {
    const program = trace((w: Matrix<2, 3>, y: Vector<3>) => w.matmul(y).relu(), zeros([2, 3]), three);
    const weights = matrix([
      [1, 0, 2],
      [0, 1, 0],
    ]);
    expect(program.run(weights, x).toArray()).toEqual([11, 0]);
    expect(program.run(weights.negate(), x).toArray()).toEqual([0, 2]);
    expect(program.run(weights.transpose().transpose(), matrix([[1], [-2], [5]]).reshape([3])).toArray()).toEqual([11, 0]);
  });

  test("lists its inputs, constants, steps and outputs", () => {
    const offset = vector([5, 7, 11]);
    const { inputs, constants, steps, outputs } = trace((y: Vector<3>) => [y.add(offset).sum(), y] as const, three);
    expect(inputs).toEqual([{ name: "input", shape: [3] }]);
    expect(constants).toEqual([{ name: "constant1", shape: [3], tensor: offset }]);
    expect(steps).toEqual([
      { primitive: "add", operands: [inputs[0], constants[0]], options: {}, result: { name: "a", shape: [3] } },
      { primitive: "sum", operands: [{ name: "a", shape: [3] }], options: { axis: 0 }, result: { name: "b", shape: [] } },
    ]);
    expect(outputs).toEqual([{ name: "b", shape: [] }, inputs[0]]);
    expect(steps[1]?.operands[0]).toBe(steps[0]?.result); // the same variable is the same object
    expect([inputs, constants, steps, outputs].every(Object.isFrozen)).toBe(true);
  });

  test("takes and gives records and tuples, nested", () => {
    const program = trace(
      (p: { readonly layers: readonly [{ readonly w: Vector<3> }, Vector<2>] }, y: Vector<3>) => ({
        product: p.layers[0].w.multiply(y),
        rest: [p.layers[1], { deep: y.sum() }] as const,
      }),
      { layers: [{ w: three }, zeros([2])] },
      three,
    );
    const result = program.run({ layers: [{ w: x }, vector([5, 7])] }, vector([1, 2, 3]));
    expect(contents(result)).toEqual([
      ["product", [3], [1, -4, 15]],
      ["rest.0", [2], [5, 7]],
      ["rest.1.deep", [], [6]],
    ]);
  });

  test("gives inputs and constants back as they are, and leaves inputs unused", () => {
    const constant = vector([5, 7]);
    const program = trace((a: Vector<3>, _: Vector<2>) => ({ a, again: a, constant }), three, zeros([2]));
    expect(program.steps).toEqual([]);
    expect(program.inputs.length).toBe(2);
    expect(contents(program.run(x, vector([0, 0])))).toEqual([
      ["a", [3], [1, -2, 5]],
      ["again", [3], [1, -2, 5]],
      ["constant", [2], [5, 7]],
    ]);
  });

  test("leaves out what the result doesn't need, and lists a constant once", () => {
    const [used, unused] = [vector([1, 2, 3]), vector([4, 5, 6])];
    const program = trace((y: Vector<3>) => {
      y.add(unused).exp();
      return y.add(used).multiply(used);
    }, three);
    expect(program.steps.map(({ primitive }) => primitive)).toEqual(["add", "multiply"]);
    expect(program.constants.map(({ tensor }) => tensor)).toEqual([used]);
  });

  test("may have no inputs", () => {
    const program = trace(() => vector([1, 2]));
    expect(program.run().toArray()).toEqual([1, 2]);
  });

  test("may contain other programs, and is a function like all others", () => {
    const { run } = trace((y: Vector<3>) => y.square().sum(), three);
    expect(grad(run)(x).toArray()).toEqual([2, -4, 10]);
    const outer = trace((y: Vector<3>) => grad(run)(y.exp()), three);
    expect(outer.run(vector([0, 0, 0])).toArray()).toEqual([2, 2, 2]);
    expect([x, x.add(1)].map(run).map((result) => result.at())).toEqual([30, 41]);
  });

  test("refuses arguments of other shapes before it computes anything", () => {
    const run: Any = trace((p: { readonly w: Vector<3> }, y: Vector<2>) => [p.w, y] as const, { w: three }, zeros([2])).run;
    expect(() => run({ w: zeros([5]) }, zeros([2]))).toThrow(new library.ShapeError("run: argument 1.w is [5], the input [3]"));
    expect(() => run({ w: three }, zeros([2, 1]))).toThrow("run: argument 2 is [2, 1], the input [2]");
    expect(() => run({ w: three })).toThrow("run: argument 2 is missing");
    expect(() => run({ w: three }, [1, 2])).toThrow("run: argument 2 is missing");
    expect(() => run({ w: three, b: three }, zeros([2]))).toThrow("run: argument 1.b belongs to no input");
    expect(run({ w: three }, zeros([2]), 5).length).toBe(2); // as every function leaves out what it doesn't take
  });

  test("holds no numbers of its arguments", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const record = () => {
      const argument = randomNormal([1000]);
      const gradient = grad((y: Vector<1000>) => y.exp().sum());
      return { program: trace((y: Vector<1000>) => [gradient(y), y.sum()] as const, argument), numbers: new WeakRef(argument) };
    };
    const { program, numbers } = record();
    await new Promise((resolve) => setTimeout(resolve));
    collect();
    expect(numbers.deref()).toBe(undefined);
    expect(program.steps.length).toBeGreaterThan(1);
  });
});

describe("what a program does is what the function did", () => {
  test("a loop is the steps that it took", () => {
    const power = (times: number) =>
      trace((y: Vector<3>) => {
        let result = y;
        for (let count = 0; count < times; count++) result = result.multiply(y);
        return result;
      }, three);
    expect(power(3).steps.length).toBe(3);
    expect(power(3).run(x).toArray()).toEqual([1, 16, 625]);
  });

  test("iteration over a matrix, and over a vector", () => {
    const rows = (y: Matrix<2, 3>) => {
      const [first, second] = [...y] as [Vector<3>, Vector<3>];
      return first.multiply(second);
    };
    checkProgram(rows, [randomNormal([2, 3], random(1))]);
    const program = trace(
      (y: Vector<3>) => stack([...y].reverse().map((entry) => entry.exp()) as [Scalar, Scalar, Scalar], 0),
      three,
    );
    expect(program.run(vector([0, 0, 0])).toArray()).toEqual([1, 1, 1]);
  });

  test("random numbers are constants, drawn once", () => {
    const source = random(3);
    const program = trace((y: Vector<3>) => y.add(randomNormal([3], source)), three);
    expect(program.run(three).toArray()).toEqual(randomNormal([3], random(3)).toArray());
    expect(program.run(three).toArray()).toEqual(program.run(three).toArray());
  });

  test("what depends on no argument is computed at once, and can be read", () => {
    const program = trace((y: Vector<3>) => {
      const known = x.exp().sum();
      return known.at() > 0 ? y.add(known.log()) : y;
    }, three);
    expect(program.steps.map(({ primitive }) => primitive)).toEqual(["add"]);
    expect(allClose(program.run(three), zeros([3]).add(x.exp().sum().log()))).toBe(true);
  });

  test("shapes can be read, and so can the text of a tensor, which has no numbers", () => {
    const seen: unknown[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((...given) => void seen.push(...given.map(String)));
    trace(
      (y: Matrix<2, 3>) => {
        console.log(y.sum(), y);
        seen.push(y.shape, y.rank, y.size, `${y.exp()}`, String(x));
        return y;
      },
      zeros([2, 3]),
    );
    log.mockRestore();
    const texts = ["Scalar (a placeholder)", "Matrix<2, 3> (a placeholder)"];
    expect(seen).toEqual([...texts, [2, 3], 2, 6, texts[1], "Vector<3> [1, -2, 5]"]);
  });

  test("the parameters of a network are constants, which no later step changes", () => {
    const network = sequential(dense(3, 5, { random: random(1) }), dense(5, 2, { random: random(2) }));
    const inputs = randomNormal([7, 3], random(3));
    const optimizer = sgd(network, { learningRate: 0.5 });
    const step = () => optimizer.step(backpropagate(network, meanSquaredError, inputs, zeros([7, 2])).gradients);
    step(); // from here on, steps write to the parameters in place
    const before = contents(network.predict(inputs));
    const program = trace((y: Matrix<7, 3>) => network.predict(y), inputs);
    step();
    expect(contents(program.run(inputs))).toEqual(before);
    expect(contents(network.predict(inputs))).not.toEqual(before);
  });
});

describe("operations without derivatives", () => {
  const matrix35 = randomNormal([3, 5], random(4));
  test.each<[string, (...given: Any[]) => Any, Any[]]>([
    ["argmax", (y: Any) => y.argmax(1), [matrix35]],
    ...(["equal", "less", "lessOrEqual", "greater", "greaterOrEqual"] as const).flatMap((name): [string, Any, Any[]][] => [
      [name, (y: Any, z: Any) => y[name](z), [matrix35, matrix35.transpose().reshape([3, 5])]],
      [`${name}, a number`, (y: Any) => y[name](0.5), [matrix35]],
    ]),
    ["where, the condition", (c: Any, y: Any, z: Any) => where(c, y, z), [vector([1, 0, 3]), x, x.exp()]],
  ])("%s", (_, f, operands) => {
    expect(contents(anyTrace(f, ...operands.map(({ shape }) => zeros(shape))).run(...operands))).toEqual(
      contents(f(...operands)),
    );
  });
});

describe("indices that are an input", () => {
  const [table, indices] = [
    randomNormal([5, 3], random(5)),
    matrix([
      [4, 0],
      [0, 2],
    ]),
  ];

  test("gather, and its derivatives", () => {
    checkProgram((t, i) => t.gather(i), [table, indices], [0]);
    const second = (t: Any, i: Any) =>
      grad(
        (u: Any): Scalar =>
          grad((v: Any): Scalar => v.gather(i).exp().sum())(u)
            .square()
            .sum(),
      )(t);
    checkProgram(second, [table, indices], [0]);
    const program = trace(
      grad((t: Matrix<5, 3>, i: Vector<2>): Scalar => t.gather(i).sum()),
      zeros([5, 3]),
      zeros([2]),
    );
    expect(program.steps.map(({ primitive }) => primitive)).toEqual(["scatter"]);
    expect(program.run(table, vector([1, 1])).toArray()).toEqual([
      [0, 0, 0],
      [2, 2, 2],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test("gather by indices that the program computes, and of a table that isn't an input", () => {
    checkProgram((t, y) => t.gather(y.argmax(1)), [table, randomNormal([2, 5], random(6))], [0]);
    const program = trace((i: Vector<2>) => table.gather(i), zeros([2]));
    expect(program.run(vector([3, 3])).toArray()).toEqual(table.gather([3, 3]).toArray());
  });

  test("gather by indices that aren't an input has them in its options", () => {
    const program = trace((t: Matrix<5, 3>) => t.gather(vector([4, 0])), zeros([5, 3]));
    expect(program.steps.map(({ primitive, options }) => [primitive, options])).toEqual([["take", { indices: [4, 0] }]]);
  });

  test("one program within another, which gives it the indices", () => {
    const { run } = trace((t: Matrix<5, 3>, i: Vector<2>) => t.gather(i), zeros([5, 3]), zeros([2]));
    checkProgram((t) => run(t, vector([4, 4])), [table]);
  });

  test("an index without an entry is refused when the program runs", () => {
    const program = trace((t: Matrix<5, 3>, i: Vector<2>) => t.gather(i), zeros([5, 3]), zeros([2]));
    expect(() => program.run(table, vector([5, 0]))).toThrow("gather: [5, 3] has no entry 5");
    expect(() => grad((t: Matrix<5, 3>) => program.run(t, vector([0.5, 0])).sum())(table)).toThrow(
      "gather: [5, 3] has no entry 0.5",
    );
  });

  test("oneHot", () => {
    const program = trace((i: Matrix<2, 2>) => oneHot(i, 5), zeros([2, 2]));
    expect(contents(program.run(indices))).toEqual(contents(oneHot(indices, 5)));
    expect(
      program
        .run(zeros([2, 2]).add(7))
        .sum()
        .at(),
    ).toBe(0); // where `oneHot` itself would refuse
  });
});

describe("what can't be recorded", () => {
  test.each<[string, (y: Vector<3>) => unknown]>([
    ["at", (y) => y.at(0)],
    ["toArray", (y) => y.exp().toArray()],
    ["dataSync", (y) => y.dataSync()],
    ["a condition on a scalar", (y) => (+y.sum() > 0 ? y : y.negate())],
    ["JSON.stringify", (y) => JSON.stringify(y)],
    ["equals", (y) => equals(y, x)],
    ["allClose", (y) => allClose(x, y)],
    ["Array.from numbers of a row", (y) => [...y].map((entry) => entry.at())],
    ["a loss that is a number", (y) => scalar(meanSquaredError.evaluate(y, x).loss)],
    ["the contents, as test runners see them", (y) => ({ ...(y.contents as Any) })],
  ])("%s of what depends on an argument", (_, f) => {
    expect(() => anyTrace(f, three)).toThrow(new Error(unreadable));
  });

  test("data", async () => {
    let read: Promise<unknown> = Promise.resolve();
    trace((y: Vector<3>) => {
      read = y.data();
      return y;
    }, three);
    await expect(read).rejects.toThrow(new Error(unreadable));
  });

  test("an async function", async () => {
    const rejected = vi.fn();
    process.on("unhandledRejection", rejected);
    const sentence = "trace: the function returns a promise, but a program is what a function does until it returns";
    const later = async (y: Vector<3>) => {
      await undefined;
      return y.exp().toArray();
    };
    expect(() => anyTrace(later, three)).toThrow(new TypeError(sentence));
    expect(() => anyTrace(async (y: Vector<3>) => y, three)).toThrow(new TypeError(sentence));
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", rejected);
    expect(rejected).not.toHaveBeenCalled();
  });

  test("trace within trace", () => {
    expect(() => trace((y: Vector<3>) => trace((z: Vector<3>) => z.exp(), y).run(y), three)).toThrow(
      new Error("trace: another program is being recorded"),
    );
  });

  test("useEngine", async () => {
    const changed = new Error("trace: the engine can't be changed while a program is recorded");
    let promise: Promise<unknown> = Promise.resolve();
    const use = (y: Vector<3>) => {
      promise = library.useEngine("wasm");
      return y;
    };
    expect(() => trace(use, three)).toThrow(changed);
    await promise;
    expect(() => trace((y: Vector<3>) => use(y).exp(), three)).toThrow(changed); // not what the other engine says of a placeholder
    await promise;
  });

  test("something other than a function of tensors", () => {
    expect(() => anyTrace(5, three)).toThrow(new TypeError("trace: takes a function, not 5"));
    expect(() => anyTrace((y: Any) => y, [1, 2])).toThrow("trace: argument 1[0]: takes a tensor, not 1");
    expect(() => anyTrace((y: Any) => y, three, { w: 5 })).toThrow("trace: argument 2.w: takes a tensor, not 5");
    expect(() => anyTrace(() => 5, three)).toThrow("trace: takes a tensor, not 5");
    expect(() => anyTrace(() => ({ a: [x, null] }), three)).toThrow("trace: a[1]: takes a tensor, not null");
  });

  test("what the function throws, it throws", () => {
    const own = new Error("its own");
    expect(() =>
      trace((y: Vector<3>): Vector<3> => {
        grad((z: Vector<3>): Scalar => {
          z.exp();
          throw own;
        })(y);
        return y;
      }, three),
    ).toThrow(own);
    expect(grad((y: Vector<3>) => y.sum())(x).toArray()).toEqual([1, 1, 1]);
    expect(() => anyTrace((y: Any) => y.matmul(zeros([5, 2])), three)).toThrow(library.ShapeError);
  });
});

describe("a tensor that leaves the function", () => {
  let leak: Vector<3> = three;
  trace((y: Vector<3>) => {
    leak = y.exp();
    return y;
  }, three);

  test("has a shape and no numbers", () => {
    expect(leak.shape).toEqual([3]);
    expect(String(leak)).toBe("Vector<3> (a placeholder)");
    for (const read of [() => leak.at(0), () => leak.toArray(), () => leak.add(1), () => x.multiply(leak).sum()])
      expect(read).toThrow(new Error(escaped));
  });

  test("can't be computed with on another engine", async () => {
    await library.useEngine("wasm");
    expect(() => leak.add(x)).toThrow(new Error(escaped));
    await library.useEngine("reference");
  });

  test("is neither a constant nor a result of another program", () => {
    expect(() => trace((y: Vector<3>) => y.add(leak), three)).toThrow(new Error(escaped));
    expect(() => trace((y: Vector<3>) => y.add(leak.exp()), three)).toThrow(new Error(escaped));
    expect(() => anyTrace(() => leak, three)).toThrow(new Error(escaped));
    expect(trace((y: Vector<3>) => y, leak).inputs).toEqual([{ name: "input", shape: [3] }]); // as an argument, its shape is enough
    expect(() => trace((y: Vector<3>) => y.exp(), three).run(leak)).toThrow(new Error(escaped));
  });

  test("may have been recorded by a gradient within", () => {
    const f = (y: Vector<3>): Vector<3> => {
      let inner = y;
      grad((z: Vector<3>) => {
        inner = z.multiply(y);
        return inner.sum();
      })(y);
      return inner;
    };
    checkProgram(f as Any, [x]);
    expect(grad((y: Vector<3>) => f(y).sum())(x).toArray()).toEqual([2, -4, 10]);
  });
});

describe("recording within a differentiation", () => {
  test("what the program takes from outside has a derivative", () => {
    const f = (y: Vector<3>) =>
      trace((z: Vector<3>) => z.multiply(y), three)
        .run(y.exp())
        .sum();
    const expected = grad((y: Vector<3>) => y.exp().multiply(y).sum())(x);
    expect(grad(f)(x).toArray()).toEqual(expected.toArray());
    const second = (g: (y: Vector<3>) => Scalar) => grad((y: Vector<3>) => grad(g)(y).sum())(x).toArray();
    expect(second(f)).toEqual(second((y) => y.exp().multiply(y).sum()));
  });

  test("an output of it, too", () => {
    const f = (y: Vector<3>) =>
      trace(() => [y, y.add(1)] as const)
        .run()[1]
        .square()
        .sum();
    expect(grad(f)(x).toArray()).toEqual([4, -2, 12]);
  });

  test("the same constant with a derivative and without", () => {
    const f = (y: Vector<3>) => {
      const program = trace(() => [x, y] as const); // y has the numbers of x in the same storage
      const [without, within] = program.run();
      return without.multiply(within).sum();
    };
    expect(grad(f)(x).toArray()).toEqual([1, -2, 5]);
  });
});

describe("training", () => {
  const inputs = randomNormal([7, 3], random(8));
  const targets = randomNormal([7, 3], random(9));
  const state = (of: { readonly parameters: unknown }) => contents(of.parameters);

  test.each(["trainable.assign", "sgd"])("%s is refused, and nothing changes", (which) => {
    const layer = dense(3, 3, { random: random(1) });
    const optimizer = sgd(layer, { learningRate: 1, momentum: 0.5 });
    const gradients = { weights: zeros([3, 3]).add(1), bias: three };
    optimizer.step(gradients);
    const before = state(layer);
    const pass = layer.forward(inputs);
    const store = trainable({ by: x });
    expect(() =>
      trace((y: Vector<3>) => {
        if (which === "sgd") optimizer.step({ weights: gradients.weights, bias: y });
        else store.assign({ by: y });
        return y;
      }, three),
    ).toThrow(new Error(frozen));
    expect(state(layer)).toEqual(before);
    expect(store.values.by.toArray()).toEqual([1, -2, 5]);
    pass.backward(targets); // the parameters still have the same version
    optimizer.step(gradients);
    expect(state(layer)).not.toEqual(before);
  });

  test("batchNorm's training pass updates its statistics, so it is refused, and they stay", () => {
    const layer = batchNorm(3);
    layer.forward(inputs);
    const before = contents(layer.statistics.values);
    expect(() => trace((y: Matrix<7, 3>) => layer.forward(y).output, inputs)).toThrow(new Error(frozen));
    expect(contents(layer.statistics.values)).toEqual(before);
    const program = trace((y: Matrix<7, 3>) => layer.predict(y), zeros([7, 3]));
    expect(contents(program.run(inputs))).toEqual(contents(layer.predict(inputs)));
    layer.forward(targets);
    expect(contents(program.run(inputs))).not.toEqual(contents(layer.predict(inputs))); // it has the statistics of then
  });

  test("dropout drops what it dropped while it was recorded", () => {
    const pass = (y: Any) => dropout(0.5, { random: random(3) }).forward(y).output;
    checkProgram(pass, [inputs], undefined, true);
  });

  test("a layer can be made of arguments", () => {
    checkProgram((weights, bias, y) => dense(3, 2, { weights, bias }).predict(y), [zeros([2, 3]).add(1), vector([1, 2]), inputs]);
  });
});

test("a program runs on whatever engine is in use", async () => {
  const y = randomNormal([3], random(1));
  await library.useEngine("wasm");
  const offset = vector([0.1, 0.2, 0.3]);
  const program = trace((z: Vector<3>) => z.add(offset).exp(), three);
  const fast = program.run(y);
  expect(fast.dataSync()).toBeInstanceOf(Float32Array);
  await library.useEngine("reference");
  expect(program.run(y).dataSync()).toBeInstanceOf(Float64Array);
  expect(allClose(program.run(y), fast)).toBe(true);
});

test("constants survive on an engine that reuses its memory", async () => {
  await library.useEngine("wasm");
  const program = trace((y: Vector<3>) => y.add(vector([1, 2, 3]).exp().log()), three);
  for (let count = 0; count < 40; count++) randomNormal([500_000]).add(1);
  expect(allClose(program.run(three), vector([1, 2, 3]))).toBe(true);
  await library.useEngine("reference");
});

test("a vector-Jacobian product as a program", () => {
  const f = (y: Any, error: Any) => {
    const { output, backward } = vjp((z: Any): Any => [z.exp(), z.sum()], y);
    return [output, backward([error, scalar(2)])];
  };
  const operands = [x, vector([1, 0, 2])];
  expect(contents(anyTrace(f, three, three).run(...operands))).toEqual(contents(f(operands[0], operands[1])));
});
