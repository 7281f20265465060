/** What is printed of a program, exactly. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { full, grad, type Matrix, matrix, random, type Tensor, trace, type Vector, vector, zeros } from "../../src/index.js";
import { attention, conv2d, dense, layerNorm, maxPool2d, relu, residual, sequential, tanh } from "../../src/nn/index.js";

// biome-ignore lint/suspicious/noExplicitAny: programs of any arguments, which is not the question here
type Any = any;
const printed = (f: Any, ...args: readonly Any[]): string => String((trace as Any)(f, ...args));
const layer = dense(3, 2, { activation: tanh, random: random(1) });
/** A layer as a function of its parameters. */
const pure = (of: Any) => (parameters: Any, x: Any) => of.with(parameters).predict(x);

describe("a layer", () => {
  test("dense", () => {
    expect(printed(pure(layer), layer.parameters, zeros([5, 3]))).toBe(`(weights: [2, 3], bias: [2], input: [5, 3]) => {
  a: [3, 2] = permute(weights, { order: [1, 0] })
  b: [5, 2] = matmul(input, a)
  c: [5, 2] = repeat(bias, { axis: 0, entries: 5 })
  d: [5, 2] = add(b, c)
  e: [5, 2] = tanh(d)
  return e
}`);
  });

  test("dense, with its weights as constants", () => {
    const weights = matrix([
      [0.1, 0.25, -3],
      [1, 1e-5, 7],
    ]);
    const program = trace((x: Matrix<5, 3>) => dense(3, 2, { weights, bias: vector([5, 7]) }).predict(x), zeros([5, 3]));
    expect(String(program)).toBe(`(input: [5, 3]) => {
  constant1: [3, 2] = [[0.1, 1], [0.25, 0.00001], [-3, 7]]
  constant2: [5, 2] = …
  a: [5, 2] = matmul(input, constant1)
  b: [5, 2] = add(a, constant2)
  return b
}`);
    expect(inspect(program)).toBe(String(program)); // and so does console.log
  });

  test("a convolution", () => {
    const images = conv2d([5, 7, 2], 11, 3, { padding: "same", stride: 2, activation: relu, random: random(1) });
    expect(
      printed(pure(images), images.parameters, zeros([13, 5, 7, 2])),
    ).toBe(`(kernels: [3, 3, 2, 11], bias: [11], input: [13, 5, 7, 2]) => {
  a: [13, 3, 4, 11] = convolve(input, kernels, bias, { kernelHeight: 3, kernelWidth: 3, strideHeight: 2, strideWidth: 2, top: 1, left: 1 })
  b: [13, 3, 4, 11] = relu(a)
  return b
}`);
  });

  test("pooling", () => {
    expect(printed(maxPool2d([4, 4, 3], 2).predict, zeros([5, 4, 4, 3]))).toBe(`(input: [5, 4, 4, 3]) => {
  a: [5, 2, 2, 3] = maxPool(input, { kernelHeight: 2, kernelWidth: 2, strideHeight: 2, strideWidth: 2, top: 0, left: 0 })
  return a
}`);
  });

  test("an attention block", () => {
    const block = residual(sequential(layerNorm(4), attention([3, 4], 2, { causal: true, random: random(1) })));
    expect(printed(pure(block), block.parameters, zeros([5, 3, 4]))).toBe(`(
  0.scale: [4],
  0.shift: [4],
  1.query: [2, 2, 4],
  1.key: [2, 2, 4],
  1.value: [2, 2, 4],
  1.output: [4, 2, 2],
  input: [5, 3, 4],
) => {
  constant1: [5, 2, 3, 3] = …
  a: [15, 4] = reshape(input)
  b: [15, 4] = center(a, { axis: 1 })
  c: [15, 4] = square(b)
  d: [15] = mean(c, { axis: 1 })
  e: [15] = add(d, 0.00001)
  f: [15] = sqrt(e)
  g: [15, 4] = repeat(f, { axis: 1, entries: 4 })
  h: [15, 4] = divide(b, g)
  i: [15, 4] = repeat(0.scale, { axis: 0, entries: 15 })
  j: [15, 4] = multiply(h, i)
  k: [15, 4] = repeat(0.shift, { axis: 0, entries: 15 })
  l: [15, 4] = add(j, k)
  m: [5, 3, 4] = reshape(l)
  n: [2, 2, 4] = divide(1.query, 1.4142135623730951)
  o: [1, 15, 4] = reshape(m)
  p: [4, 2, 2] = permute(n, { order: [2, 0, 1] })
  q: [1, 4, 4] = reshape(p)
  r: [1, 15, 4] = batchMatmul(o, q)
  s: [5, 3, 2, 2] = reshape(r)
  t: [5, 2, 3, 2] = permute(s, { order: [0, 2, 1, 3] })
  u: [1, 15, 4] = reshape(m)
  v: [4, 2, 2] = permute(1.key, { order: [2, 0, 1] })
  w: [1, 4, 4] = reshape(v)
  x: [1, 15, 4] = batchMatmul(u, w)
  y: [5, 3, 2, 2] = reshape(x)
  z: [5, 2, 3, 2] = permute(y, { order: [0, 2, 1, 3] })
  aa: [1, 15, 4] = reshape(m)
  ab: [4, 2, 2] = permute(1.value, { order: [2, 0, 1] })
  ac: [1, 4, 4] = reshape(ab)
  ad: [1, 15, 4] = batchMatmul(aa, ac)
  ae: [5, 3, 2, 2] = reshape(ad)
  af: [5, 2, 3, 2] = permute(ae, { order: [0, 2, 1, 3] })
  ag: [10, 3, 2] = reshape(t)
  ah: [5, 2, 2, 3] = permute(z, { order: [0, 1, 3, 2] })
  ai: [10, 2, 3] = reshape(ah)
  aj: [10, 3, 3] = batchMatmul(ag, ai)
  ak: [5, 2, 3, 3] = reshape(aj)
  al: [5, 2, 3, 3] = add(ak, constant1)
  am: [5, 2, 3, 3] = softmax(al)
  an: [10, 3, 3] = reshape(am)
  ao: [10, 3, 2] = reshape(af)
  ap: [10, 3, 2] = batchMatmul(an, ao)
  aq: [5, 2, 3, 2] = reshape(ap)
  ar: [5, 3, 2, 2] = permute(aq, { order: [0, 2, 1, 3] })
  as: [1, 15, 4] = reshape(ar)
  at: [2, 2, 4] = permute(1.output, { order: [1, 2, 0] })
  au: [1, 4, 4] = reshape(at)
  av: [1, 15, 4] = batchMatmul(as, au)
  aw: [5, 3, 4] = reshape(av)
  ax: [5, 3, 4] = add(aw, input)
  return ax
}`);
  });
});

describe("a gradient", () => {
  test("of a function", () => {
    const squaredError = (weights: Matrix<2, 3>, x: Vector<3>, y: Vector<2>) => weights.matmul(x).subtract(y).square().sum();
    expect(
      printed(grad(squaredError), zeros([2, 3]), zeros([3]), zeros([2])),
    ).toBe(`(input1: [2, 3], input2: [3], input3: [2]) => {
  a: [3, 1] = reshape(input2)
  b: [2, 1] = matmul(input1, a)
  c: [2] = reshape(b)
  d: [2] = subtract(c, input3)
  e: [2] = multiply(d, 2)
  f: [2] = errorTimes(1, e)
  g: [2, 1] = reshape(f)
  h: [1, 3] = permute(a, { order: [1, 0] })
  i: [2, 3] = matmul(g, h)
  return i
}`);
  });

  test("of a network's loss, with respect to its parameters", () => {
    const loss = (parameters: typeof layer.parameters, x: Matrix<5, 3>, y: Matrix<5, 2>) =>
      layer.with(parameters).predict(x).subtract(y).square().mean();
    expect(
      printed(grad(loss), layer.parameters, zeros([5, 3]), zeros([5, 2])),
    ).toBe(`(weights: [2, 3], bias: [2], input1: [5, 3], input2: [5, 2]) => {
  a: [3, 2] = permute(weights, { order: [1, 0] })
  b: [5, 2] = matmul(input1, a)
  c: [5, 2] = repeat(bias, { axis: 0, entries: 5 })
  d: [5, 2] = add(b, c)
  e: [5, 2] = tanh(d)
  f: [5, 2] = subtract(e, input2)
  g: [5, 2] = multiply(f, 2)
  h: [5, 2] = errorTimes(0.1, g)
  i: [5, 2] = tanhDerivative(d)
  j: [5, 2] = errorTimes(h, i)
  k: [2] = sum(j, { axis: 0 })
  l: [3, 5] = permute(input1, { order: [1, 0] })
  m: [2, 5] = permute(j, { order: [1, 0] })
  n: [5, 3] = permute(l, { order: [1, 0] })
  o: [2, 3] = matmul(m, n)
  p: [3, 2] = permute(o, { order: [1, 0] })
  q: [2, 3] = permute(p, { order: [1, 0] })
  return { weights: q, bias: k }
}`);
  });
});

describe("names", () => {
  const steps = (f: Any, ...args: readonly Any[]): string[] =>
    printed(f, ...args)
      .split("\n")
      .map((line) => line.trim());
  const [three, two] = [zeros([3]), zeros([2])];

  test("of inputs: tensors by number if there are several, others by their path, each once", () => {
    expect(steps((x: Any) => x, three)[0]).toBe("(input: [3]) => {");
    expect(steps((x: Any, y: Any) => [x, y], three, two)[0]).toBe("(input1: [3], input2: [2]) => {");
    expect(steps((p: Any, x: Any) => [p.w, x], { w: three }, two)[0]).toBe("(w: [3], input: [2]) => {");
    expect(steps((p: Any) => p, [{ w: three }, { w: two, b: two }])[0]).toBe("(0.w: [3], 1.w: [2], 1.b: [2]) => {");
    expect(steps((p: Any, q: Any) => [p.w, q.w], { w: three }, { w: two })[0]).toBe("(w: [3], w2: [2]) => {");
    expect(steps((p: Any) => p, [three, [two]])[0]).toBe("(input.0: [3], input.1.0: [2]) => {"); // 0 and 1.0 would be numbers
    expect(steps((p: Any, x: Any) => [p, x], { input: three, input2: three }, two)[0]).toBe(
      "(input: [3], input2: [3], input3: [2]) => {",
    );
  });

  test("that aren't names are quoted", () => {
    const key = "a: [3]) => {\n  return";
    expect(steps((p: Any) => ({ [key]: p[key].exp() }), { [key]: three })).toEqual([
      '("a: [3]) => {\\n  return": [3]) => {',
      'a: [3] = exp("a: [3]) => {\\n  return")',
      'return { "a: [3]) => {\\n  return": a }',
      "}",
    ]);
  });

  test("of steps and constants are none of the inputs' names", () => {
    expect(
      steps(
        (p: Any) =>
          p.a
            .add(p.constant1)
            .add(vector([1, 2, 3]))
            .exp(),
        { a: three, constant1: three, c: three },
      ),
    ).toEqual([
      "(a: [3], constant1: [3], c: [3]) => {",
      "constant2: [3] = [1, 2, 3]",
      "b: [3] = add(a, constant1)",
      "d: [3] = add(b, constant2)",
      "e: [3] = exp(d)",
      "return e",
      "}",
    ]);
  });

  test("of steps go on after z", () => {
    const program = trace((x: Vector<3>) => {
      let result: Vector<3> = x;
      for (let count = 0; count < 26 * 27 + 1; count++) result = result.exp();
      return result;
    }, three);
    const names = program.steps.map(({ result }) => result.name);
    expect([names[0], names[25], names[26], names[51], names[52], names.at(-1)]).toEqual(["a", "z", "aa", "az", "ba", "aaa"]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("every variable of a program has its own", () => {
    const {
      inputs,
      constants,
      steps: all,
    } = (trace as Any)(
      (p: Any, x: Any) =>
        x
          .add(p.number1)
          .add(1)
          .multiply(full([3], 7))
          .add(vector([1, 2, 3])),
      { number1: three, a: three },
      three,
    );
    const names = [...inputs, ...constants, ...all.map(({ result }: Any) => result)].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("numbers", () => {
  const body = (f: (x: Tensor<[3]>) => unknown): string =>
    printed(f, zeros([3]))
      .split("\n")
      .slice(1, -2)
      .join("\n");

  test("a constant that is the same everywhere is its number", async () => {
    await library.useEngine("wasm"); // where 0.1 is 0.10000000149011612
    const tenth = library.scalar(0.1);
    await library.useEngine("reference");
    expect(body((x) => x.add(tenth))).toBe("  a: [3] = add(input, 0.1)");
    expect(body((x) => x.add(library.scalar(1 / 3)))).toBe(`  a: [3] = add(input, ${1 / 3})`);
    expect(body((x) => x.add(Number.NEGATIVE_INFINITY))).toBe("  a: [3] = add(input, -Infinity)");
    expect(body((x) => x.divide(library.scalar(Number.NaN)))).toBe("  a: [3] = divide(input, NaN)");
  });

  test("few are shown, and many aren't", () => {
    expect(body((x) => [x, vector([0.5, 2, 1e-9])])).toBe("  constant1: [3] = [0.5, 2, 1e-9]");
    expect(body((x) => [x, zeros([3, 3])])).toBe("  constant1: [3, 3] = …");
    expect(body((x) => [x, library.scalar(7)])).toBe("  number1: [] = 7"); // an output, so it needs a name
  });

  test("lists and ranges", () => {
    expect(body((x) => x.gather([2, 0, 1]))).toBe("  a: [3] = take(input, { indices: [2, 0, 1] })");
    expect(body((x) => x.gather([2, 0, 1, 2, 0, 1, 2, 0, 1]))).toBe(
      "  a: [9] = take(input, { indices: [2, 0, 1, 2, 0, 1, 2, 0, …] })",
    );
    expect(body((x) => x.slice([0, 3, 2]))).toBe("  a: [2] = slice(input, { ranges: [0:3:2] })");
    expect(body((x) => x.slice([1, 1]))).toBe("  a: [0] = slice(input, { ranges: [1:1] })");
    expect(body(grad((x: Vector<3>) => x.cumulativeSum(0).square().sum()))).toContain(
      "window(c, { offset: 2, strides: [-1] })\n",
    );
  });
});

test("the result has the form that the function gives it", () => {
  const last = (f: Any): string | undefined =>
    printed(f, zeros([3]))
      .split("\n")
      .at(-2);
  expect(last((x: Any) => x)).toBe("  return input");
  expect(last((x: Any) => ({ same: x, also: [x, { more: x.exp() }] }))).toBe(
    "  return { same: input, also: [input, { more: a }] }",
  );
  expect(last(() => ({}))).toBe("  return {}");
});
