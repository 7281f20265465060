/** jvp, jacobian, hessian and stopGradient, compared with differences, with formulas and with each other. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import {
  grad,
  hessian,
  jacobian,
  jvp,
  type Matrix,
  matrix,
  random,
  randomNormal,
  type Scalar,
  ShapeError,
  scalar,
  stopGradient,
  trace,
  useEngine,
  type Vector,
  valueAndGrad,
  vector,
  vmap,
  zeros,
} from "../../src/index.js";
import { conv2d, dense, maxPool2d, sequential, tanh } from "../../src/nn/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import { toStableHlo } from "../../src/stablehlo/index.js";
import type { AnyOperation, AnyTensor } from "./differences.js";
import { close } from "./examples.js";
import { operations } from "./operations.js";

// biome-ignore lint/suspicious/noExplicitAny: of any types, since these tests aren't about types
const any: any = library;

const h = 1e-5;
/** The derivative in a direction, by central differences in float64. */
const along = (f: AnyOperation, x: AnyTensor, direction: AnyTensor): AnyTensor =>
  f(x.add(direction.multiply(h)))
    .subtract(f(x.add(direction.multiply(-h))))
    .divide(2 * h);

describe.each(Object.entries(operations))("every operation: %s", (_, lines) => {
  const numbered = lines.map(([operation, ...operands], index) => ({ index, operation, operands }));
  test.each(numbered)("line $index", ({ operation, operands }) => {
    operands.forEach((operand, which) => {
      const f = (x: AnyTensor) => operation(...operands.with(which, x));
      const direction = randomNormal(operand.shape, random(5)) as AnyTensor;
      const { output, tangent } = any.jvp(f, operand, direction);
      close(output, f(operand), `operand ${which}, output`);
      close(tangent, along(f, operand, direction), `operand ${which}, jvp`, 1e-6);
      const full = any.jacobian(f)(operand);
      expect(full.shape).toEqual([...output.shape, ...operand.shape]);
      const rows = full.reshape([output.size, operand.size]);
      close(rows.matmul(direction.flatten()).reshape(output.shape), tangent, `operand ${which}, J v`, 1e-10);
      const error = randomNormal(output.shape, random(6)) as AnyTensor;
      const back = any.vjp(f, operand).backward(error);
      close(error.flatten().matmul(rows).reshape(operand.shape), back, `operand ${which}, u J`, 1e-10);
      const loss = (x: AnyTensor) => f(x).multiply(error).sum();
      const second = any.hessian(loss)(operand).reshape([operand.size, operand.size]).matmul(direction.flatten());
      close(second.reshape(operand.shape), along(any.grad(loss), operand, direction), `operand ${which}, H v`, 1e-5);
    });
  });
});

describe.each(["reference", "wasm"] as const)("formulas (%s)", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));
  const a = () => matrix([[1, 2, 3], [4, 5, 6]]); // biome-ignore format: rows

  test("the Jacobian of A x is A, and that of x ↦ A is 0", () => {
    expect(jacobian((x: Vector<3>) => a().matmul(x))(vector([1, 2, 3])).toArray()).toEqual(a().toArray());
    expect(jacobian((_: Vector<3>) => a())(vector([1, 2, 3])).toArray()).toEqual(zeros([2, 3, 3]).toArray());
  });

  test("more outputs than inputs", () => {
    const outer = jacobian((x: Vector<2>) => x.outer(x))(vector([1, 2]));
    expect(outer.toArray()).toEqual([[[2, 0], [2, 1]], [[2, 1], [0, 4]]]); // biome-ignore format: rows
  });

  test("the Jacobian of the softmax is diag(s) - s sᵀ", () => {
    const x = vector([1, 2, 0.5]);
    const s = x.softmax().toArray();
    const found = jacobian((y: Vector<3>) => y.softmax())(x);
    for (const [i, p] of s.entries())
      for (const [j, q] of s.entries()) expect(found.at(i, j)).toBeCloseTo((i === j ? p : 0) - p * q, 6);
  });

  test("the Hessian of xᵀ A x is A + Aᵀ", () => {
    const b = matrix([[1, 2], [5, 7]]); // biome-ignore format: rows
    expect(hessian((x: Vector<2>) => b.matmul(x).dot(x))(vector([3, 4])).toArray()).toEqual([[2, 7], [7, 14]]); // biome-ignore format: rows
  });

  test("the Hessian of the Rosenbrock function", () => {
    const f = (p: Vector<2>) => {
      const [x, y] = p.split([1, 1], 0);
      return x.negate().add(1).square().add(y.subtract(x.square()).square().multiply(100)).sum();
    };
    const [x, y] = [-1.5, 2];
    const found = hessian(f)(vector([x, y]));
    const expected = [1200 * x ** 2 - 400 * y + 2, -400 * x, -400 * x, 200];
    found
      .flatten()
      .toArray()
      .forEach((value, index) => void expect(value).toBeCloseTo(expected[index] as number, 2));
  });

  test("trees have a tree of the parameters in each tensor's place", () => {
    const f = ({ w, b }: { w: Matrix<2, 3>; b: Vector<2> }, x: Vector<3>) => ({ y: w.matmul(x).add(b), z: [w.sum()] as const });
    const found = jacobian(f)({ w: a(), b: vector([7, 8]) }, vector([1, 2, 3]));
    expect(found.y.w.toArray()).toEqual([[[1, 2, 3], [0, 0, 0]], [[0, 0, 0], [1, 2, 3]]]); // biome-ignore format: rows
    expect(found.y.b.toArray()).toEqual([[1, 0], [0, 1]]); // biome-ignore format: rows
    expect(found.z[0].w.toArray()).toEqual([[1, 1, 1], [1, 1, 1]]); // biome-ignore format: rows
    expect(found.z[0].b.toArray()).toEqual([0, 0]);
  });

  test("the Hessian of a tree", () => {
    const f = ({ w, b }: { w: Vector<2>; b: Scalar }) => w.square().sum().multiply(b);
    const found = hessian(f)({ w: vector([3, 5]), b: scalar(7) });
    expect(found.w.w.toArray()).toEqual([[14, 0], [0, 14]]); // biome-ignore format: rows
    expect(found.w.b.toArray()).toEqual([6, 10]);
    expect(found.b.w.toArray()).toEqual([6, 10]);
    expect(found.b.b.at()).toBe(0);
  });
});

describe("through layers", () => {
  const network = sequential(conv2d([5, 4, 2], 3, 2, { activation: tanh, random: random(1) }), maxPool2d([4, 3, 3], 2), dense(3, 2, { random: random(2) })); // biome-ignore format: one line

  test("the Jacobian of images and kernels, and the directions of jvp", () => {
    const x = randomNormal([5, 4, 2], random(3));
    const direction = randomNormal([5, 4, 2], random(4));
    const f = (images: typeof x) => network.predict(images);
    close(jvp(f, x, direction).tangent, along(f as never, x, direction), "images", 1e-6);
    const g = (p: typeof network.parameters) => network.with(p).predict(x);
    const { bias } = jacobian(g)(network.parameters)[0];
    const unit = { ...network.parameters[0], kernels: zeros([2, 2, 2, 3]), bias: vector([0, 1, 0]) };
    const zero = { weights: zeros([2, 3]), bias: zeros([2]) };
    const { tangent } = jvp(g, network.parameters, [unit, network.parameters[1], zero] as never);
    close(tangent, bias.slice(null, null, null, [1, 2]).reshape(tangent.shape), "bias", 1e-10);
  });
});

describe("with other transformations", () => {
  const f = (x: Vector<3>) => x.exp().sum().log();
  const x = vector([1, 2, 0.5]);
  const v = vector([1, -1, 2]);

  test("a gradient of a jvp is the Hessian times the direction", () => {
    const product = hessian(f)(x).matmul(v);
    close(grad((y: Vector<3>) => jvp(f, y, v).tangent)(x), product, "grad of jvp", 1e-12);
    close(jvp(grad(f), x, v).tangent, product, "jvp of grad", 1e-12);
    expect(jvp((y: Vector<3>) => jvp(f, y, v).tangent, x, v).tangent.at()).toBeCloseTo(product.dot(v).at(), 12);
  });

  test("third derivatives", () => {
    const cubes = (y: Vector<3>) => y.power(3).sum();
    const third = jacobian(hessian(cubes))(x);
    expect(third.shape).toEqual([3, 3, 3]);
    for (const i of [0, 1, 2] as const) expect(third.at(i, i, i)).toBeCloseTo(6, 10);
    expect(third.sum().at()).toBeCloseTo(18, 10);
  });

  test("vmap of hessian, jacobian and jvp", () => {
    const xs = randomNormal([5, 3], random(1));
    const each = [...xs];
    const [hessians, jacobians] = [vmap(hessian(f))(xs), vmap(jacobian((y: Vector<3>) => y.outer(y)))(xs)];
    const tangents = vmap((y: Vector<3>) => jvp(f, y, v).tangent)(xs);
    each.forEach((y, index) => {
      close([...hessians][index], hessian(f)(y), "hessian", 1e-12);
      close([...jacobians][index], jacobian((z: Vector<3>) => z.outer(z))(y), "jacobian", 1e-12);
      expect(tangents.at(index)).toBeCloseTo(jvp(f, y, v).tangent.at(), 12);
    });
  });

  test("programs", () => {
    const programs = [trace((y: Vector<3>) => hessian(f)(y), x), trace((y: Vector<3>) => jacobian((z: Vector<3>) => z.outer(z))(y), x), trace((y: Vector<3>) => jvp(f, y, v).tangent, x)] as const; // biome-ignore format: one line
    close(programs[0].run(x), hessian(f)(x), "hessian");
    close(programs[1].run(x), jacobian((z: Vector<3>) => z.outer(z))(x), "jacobian");
    close(programs[2].run(x), jvp(f, x, v).tangent, "jvp");
    close(jacobian(programs[0].run)(x), jacobian(hessian(f))(x), "jacobian of a program");
  });

  test("jvp computes no more than a way forward: nothing from the errors of its way back", () => {
    const program = trace((y: Vector<3>) => jvp(f, y, v).tangent, x);
    expect(program.steps.length).toBeLessThan(10);
  });
});

describe("stopGradient", () => {
  const f = (x: Vector<2>) => stopGradient(x.square()).multiply(x).sum();
  const x = vector([2, 3]);

  test("its argument counts as a constant", () => {
    expect(f(x).at()).toBe(35);
    expect(grad(f)(x).toArray()).toEqual([4, 9]);
    expect(grad((y: Vector<2>) => stopGradient(y).sum())(x).toArray()).toEqual([0, 0]);
    expect(jvp(f, x, vector([1, 0])).tangent.at()).toBe(4);
    expect(hessian(f)(x).toArray()).toEqual([[0, 0], [0, 0]]); // biome-ignore format: rows
  });

  test("trees", () => {
    const g = (p: { a: Vector<2>; b: readonly [Scalar] }) => stopGradient(p).a.multiply(p.b[0]).sum();
    const gradients = grad(g)({ a: x, b: [scalar(7)] });
    expect([gradients.a.toArray(), gradients.b[0].at()]).toEqual([[0, 0], 5]);
  });

  test("for each example, and in outer gradients", () => {
    expect(vmap(grad(f))(matrix([[2, 3], [5, 7]])).toArray()).toEqual([[4, 9], [25, 49]]); // biome-ignore format: rows
    expect(grad((y: Vector<2>) => grad(f)(y).sum())(x).toArray()).toEqual([0, 0]);
  });

  test("a program has it, so that its gradient is the same; other runtimes need nothing for it", () => {
    const program = trace(f, zeros([2]));
    expect(program.steps.map(({ primitive }) => primitive)).toContain("stopGradient");
    expect(grad(program.run)(x).toArray()).toEqual([4, 9]);
    expect(toStableHlo(program)).not.toContain("stopGradient");
    expect(toOnnx(program).length).toBeGreaterThan(0);
    expect(toStableHlo(trace((y: Vector<2>) => stopGradient(y), zeros([2])))).toContain("return %input");
  });

  test("anything else is refused", () => {
    expect(() => any.stopGradient(3)).toThrow(new ShapeError("stopGradient: takes a tensor, not 3"));
    expect(() => any.stopGradient({ a: [x, "b"] })).toThrow(new ShapeError('stopGradient: a[1]: takes a tensor, not "b"'));
  });
});

describe("the auxiliary output of valueAndGrad", () => {
  const f = valueAndGrad((x: Vector<2>, scale: number) => {
    const squares = x.square().multiply(scale);
    return { value: squares.sum(), auxiliary: { squares, parts: [x] as const } };
  });

  test("is returned as it is, without being differentiated", () => {
    const { value, gradients, auxiliary } = f(vector([2, 3]), 10);
    expect([value.at(), gradients.toArray(), auxiliary.squares.toArray()]).toEqual([130, [40, 60], [40, 90]]);
    expect(auxiliary.parts[0].toArray()).toEqual([2, 3]);
    expect(Object.keys(valueAndGrad((x: Vector<2>) => x.sum())(vector([2, 3])))).toEqual(["value", "gradients"]);
  });

  test("outer gradients go through it", () => {
    expect(grad((x: Vector<2>) => f(x, 10).auxiliary.squares.sum())(vector([2, 3])).toArray()).toEqual([40, 60]);
    expect(vmap((x: Vector<2>) => f(x, 10).auxiliary.squares)(matrix([[2, 3]])).toArray()).toEqual([[40, 90]]);
  });

  test("is refused if it isn't tensors, or without a value", () => {
    const x = vector([2, 3]);
    const refused = (result: unknown) => () => any.valueAndGrad(() => result)(x);
    expect(refused({ value: scalar(1), auxiliary: { a: 3 } })).toThrow(
      new ShapeError("valueAndGrad: auxiliary.a: takes a tensor, not 3"),
    );
    expect(refused({ value: x, auxiliary: x })).toThrow(new ShapeError("valueAndGrad: the function returns [2], not a Scalar"));
    expect(refused({ auxiliary: x })).toThrow("valueAndGrad: the function doesn't return a tensor; it has to return a Scalar");
    expect(() => any.grad(() => ({ value: scalar(1), auxiliary: x }))(x)).toThrow("grad: the function doesn't return a tensor");
  });
});

describe("refused", () => {
  const x = vector([1, 2]);
  test.each<[string, () => unknown, string]>([
    ["tangents of another shape", () => any.jvp((y: AnyTensor) => y, x, vector([1])), "jvp: the tensor is [1], the primal [2]"],
    ["missing tangents", () => any.jvp(({ a }: AnyTensor) => a, { a: x }, {}), "jvp: a is missing"],
    ["an output that isn't a tensor", () => any.jvp((y: AnyTensor) => y.at(0), x, x), "jvp: takes a tensor, not 1"],
    ["a number", () => any.jacobian((y: AnyTensor) => y)(3), "jacobian: takes a tensor, not 3"],
    ["an output that isn't a tensor", () => any.jacobian((y: AnyTensor) => y.at(0))(x), "jacobian: takes a tensor, not 1"],
    [
      "an output that isn't a scalar",
      () => any.hessian((y: AnyTensor) => y)(x),
      "hessian: the function returns [2], not a Scalar",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(new ShapeError(message));
  });
  test.each(["jvp", "jacobian", "hessian"])("%s of what isn't a function", (name) => {
    const run = () => (name === "jvp" ? any.jvp(5, x, x) : any[name](5)(x));
    expect(run).toThrow(new TypeError(`${name}: takes a function, not 5`));
  });
});
