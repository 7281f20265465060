/** Whether a function, its program and the compiled function compute the same. */
import { expect } from "vitest";
import { mapTensors } from "../../src/grad/tree.js";
import { compile, grad, random, randomNormal, type Scalar, trace, zeros } from "../../src/index.js";
import type { AnyOperation, AnyTensor } from "../grad/differences.js";

// biome-ignore lint/suspicious/noExplicitAny: of any types, since these tests aren't about types
const [anyTrace, anyCompile]: any[] = [trace, compile];

/** The shapes and the numbers of all tensors in a tree. */
export function contents(tree: AnyTensor): unknown[] {
  const found: unknown[] = [];
  mapTensors(tree, ({ way, tensor }) => {
    found.push([way.join("."), tensor.shape, [...tensor.dataSync()]]);
    return tensor;
  });
  return found;
}

/** The same tree with other numbers. A program depends on shapes only. */
const blank = (tree: AnyTensor): AnyTensor => mapTensors(tree, ({ tensor }) => zeros(tensor.shape as unknown as []));

const source = random(7);
const weights: Record<string, AnyTensor> = {}; // by shape

/** The sum of all tensors in a tree, each with weights of its own, so that every element counts. */
function weighted(tree: AnyTensor): Scalar {
  let sum: AnyTensor = zeros([]);
  mapTensors(tree, ({ tensor }) => {
    const { shape } = tensor as AnyTensor;
    weights[`[${shape}]`] ??= randomNormal(shape, source);
    sum = sum.add(tensor.multiply(weights[`[${shape}]`]).sum());
    return tensor;
  });
  return sum;
}

/**
 * Compares a function with its program and with itself compiled, its gradient with the gradient's program and the compiled gradient, and its
 * gradient with that of the program's `run`.
 *
 * @param only - the indices of the operands with respect to which it is differentiated; all by default
 * @param isRandom - whether the function draws random numbers, and so can't be compiled
 */
export function checkProgram(f: AnyOperation, operands: readonly AnyTensor[], only?: readonly number[], isRandom = false): void {
  const program = anyTrace(f, ...blank(operands));
  const results = contents(f(...operands));
  expect(contents(program.run(...operands))).toEqual(results);
  const compiled = anyCompile(f);
  if (isRandom) expect(() => compiled(...operands)).toThrow(/^compile: the function draws random numbers/);
  else {
    compiled(...blank(operands));
    expect(contents(compiled(...operands)), "compiled").toEqual(results);
  }

  const chosen = only ?? operands.map((_, index) => index);
  const gradientOf = (g: AnyOperation) =>
    grad((parameters: AnyTensor) =>
      weighted(g(...operands.map((operand, index) => (chosen.includes(index) ? parameters[chosen.indexOf(index)] : operand)))),
    );
  const parameters = chosen.map((index) => operands[index]);
  const expected = contents(gradientOf(f)(parameters));
  expect(expected.flat(2).every((x) => typeof x !== "number" || Number.isFinite(x))).toBe(true);
  expect(contents(gradientOf(program.run)(parameters)), "the gradient of the program").toEqual(expected);
  const gradient = anyTrace(gradientOf(f), blank(parameters));
  expect(contents(gradient.run(parameters)), "the program of the gradient").toEqual(expected);
  if (isRandom) return;
  const compiledGradient = anyCompile(gradientOf(f));
  compiledGradient(blank(parameters));
  expect(contents(compiledGradient(parameters)), "the gradient, compiled").toEqual(expected);
}
