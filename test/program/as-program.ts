/** Whether a function and its program compute the same. */
import { expect } from "vitest";
import { mapTensors } from "../../src/grad/tree.js";
import { grad, random, randomNormal, type Scalar, trace, zeros } from "../../src/index.js";
import type { AnyOperation, AnyTensor } from "../grad/differences.js";

// biome-ignore lint/suspicious/noExplicitAny: of any types, since these tests aren't about types
const anyTrace: any = trace;

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

/** The sum of all tensors in a tree, each with random weights, so that every element counts. */
function weighted(tree: AnyTensor): Scalar {
  const source = random(7);
  let sum: AnyTensor = zeros([]);
  mapTensors(tree, ({ tensor }) => {
    sum = sum.add(tensor.multiply(randomNormal(tensor.shape as unknown as [], source)).sum());
    return tensor;
  });
  return sum;
}

/**
 * Compares a function with its program, its gradient with the gradient's program, and its gradient with that of the program's `run`.
 *
 * @param only - the indices of the operands with respect to which it is differentiated; all by default
 */
export function checkProgram(f: AnyOperation, operands: readonly AnyTensor[], only?: readonly number[]): void {
  const program = anyTrace(f, ...blank(operands));
  expect(contents(program.run(...operands))).toEqual(contents(f(...operands)));

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
}
