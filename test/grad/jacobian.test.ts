/** jvp, jacobian and hessian, compared with differences and with each other. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { hessian, jacobian, jvp, random, randomNormal, useEngine, type Vector, vector, vjp } from "../../src/index.js";
import type { AnyOperation, AnyTensor } from "./differences.js";
import { operations } from "./operations.js";

// biome-ignore lint/suspicious/noExplicitAny: of any types, since these tests aren't about types
const any: Record<string, any> = library;

function close(actual: AnyTensor, expected: AnyTensor, what: string, tolerance = 1e-6): void {
  expect(actual.shape, what).toEqual(expected.shape);
  const [found, wanted] = [[...actual.dataSync()], [...expected.dataSync()]] as [number[], number[]];
  const scale = Math.max(1, ...wanted.map(Math.abs));
  wanted.forEach((value, index) => {
    expect(Math.abs((found[index] as number) - value) / scale, `${what}, element ${index}`).toBeLessThan(tolerance);
  });
}

const h = 1e-5;
const along = (f: AnyOperation, operands: readonly AnyTensor[], which: number, direction: AnyTensor): AnyTensor => {
  const at = (step: number) => f(...operands.with(which, operands[which].add(direction.multiply(step))));
  return at(h)
    .subtract(at(-h))
    .divide(2 * h);
};

describe.each(Object.entries(operations))("%s", (_, lines) => {
  test.each(lines.map(([operation, ...operands], index) => ({ index, operation, operands })))(
    "line $index",
    ({ operation, operands }) => {
      operands.forEach((operand, which) => {
        const f = (x: AnyTensor) => operation(...operands.with(which, x));
        const direction = randomNormal(operand.shape, random(5)) as AnyTensor;
        const { output, tangent } = any.jvp(f, operand, direction);
        close(output, f(operand), `operand ${which}, output`);
        close(tangent, along(operation, operands, which, direction), `operand ${which}, jvp`);
        const full = any.jacobian(f)(operand);
        expect(full.shape).toEqual([...output.shape, ...operand.shape]);
        const product = full.reshape([output.size, operand.size]).matmul(direction.flatten()).reshape(output.shape);
        close(product, tangent, `operand ${which}, jacobian`);
        const error = randomNormal(output.shape, random(6)) as AnyTensor;
        const back = error
          .flatten()
          .matmul(full.reshape([output.size, operand.size]))
          .reshape(operand.shape);
        close(back, any.vjp(f, operand).backward(error), `operand ${which}, transposed jacobian`);
      });
    },
  );
});
