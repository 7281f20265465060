/** The reference for derivatives: central differences in float64, for any function from tensors to a tensor. */
import { expect } from "vitest";
import { grad, random, randomNormal, type Scalar, tensor } from "../../src/index.js";

// Any shape, since these tests aren't about shapes.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyTensor = any;
export type AnyOperation = (...operands: readonly AnyTensor[]) => AnyTensor;

const numbers = (x: AnyTensor): number[] => x.flatten().toArray();
const like = (x: AnyTensor, values: readonly number[]): AnyTensor => tensor(values, x.shape);
const h = 1e-5;

/** The derivatives of a scalar function with respect to each element of one of its operands. */
function differences(f: (...operands: readonly AnyTensor[]) => Scalar, operands: readonly AnyTensor[], which: number): number[] {
  const values = numbers(operands[which]);
  const at = (element: number, step: number): number =>
    f(...operands.with(which, like(operands[which], values.with(element, (values[element] as number) + step)))).at();
  return values.map((_, element) => (at(element, h) - at(element, -h)) / (2 * h));
}

function close(actual: AnyTensor, expected: readonly number[], what: string): void {
  const found = numbers(actual);
  const scale = Math.max(1, ...expected.map(Math.abs));
  const worst = Math.max(0, ...found.map((value, index) => Math.abs(value - (expected[index] as number)) / scale));
  expect(found.length, what).toBe(expected.length);
  expect(worst, what).toBeLessThan(1e-6);
}

/**
 * Compares the first and second derivatives of an operation, with respect to each operand, with differences. The outputs are
 * added up with random weights, so every element of the Jacobian counts. The second derivative is taken in a random direction.
 */
export function checkDerivatives(operation: AnyOperation, operands: readonly AnyTensor[]): void {
  const source = random(7);
  const draw = (x: AnyTensor): AnyTensor => randomNormal(x.shape, source);
  const weights = draw(operation(...operands));
  const loss = (...given: AnyTensor[]): Scalar =>
    operation(...given)
      .multiply(weights)
      .sum();
  operands.forEach((operand, which) => {
    const by =
      (f: (...given: AnyTensor[]) => Scalar) =>
      (...given: AnyTensor[]): AnyTensor =>
        grad((x: AnyTensor) => f(...given.with(which, x)))(given[which]);
    const gradient = by(loss)(...operands);
    expect(gradient.shape).toEqual(operand.shape);
    close(gradient, differences(loss, operands, which), `operand ${which}, first derivative`);
    const direction = draw(operand);
    const slope = (...given: AnyTensor[]): Scalar =>
      by(loss)(...given)
        .multiply(direction)
        .sum();
    close(by(slope)(...operands), differences(slope, operands, which), `operand ${which}, second derivative`);
    operands.forEach((other, index) => {
      if (index === which) return;
      const mixed = grad((x: AnyTensor) => slope(...operands.with(index, x)))(other);
      close(mixed, differences(slope, operands, index), `operands ${which} and ${index}, mixed derivative`);
    });
  });
}
