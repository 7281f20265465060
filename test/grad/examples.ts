/** What `vmap` is compared with: a loop over the examples. Trees of tensors, of any shapes. */
import { expect } from "vitest";
import { leaves, mapTensors } from "../../src/grad/tree.js";
import { stack } from "../../src/index.js";
import type { AnyOperation, AnyTensor } from "./differences.js";

const anyStack: AnyTensor = stack;

/** Examples like a tensor, with other numbers from the same range. */
export const many = (x: AnyTensor, examples = 11): AnyTensor =>
  anyStack(
    Array.from({ length: examples }, (_, example) => (example === 0 ? x : x.multiply(1 - example / 100))),
    0,
    examples,
  );

const one = (tree: AnyTensor, example: number): AnyTensor =>
  mapTensors(tree, ({ tensor }) => [...(tensor as AnyTensor)][example]);

/** The results for each example, stacked. `mapped` says which operands have the axis of examples. */
export function loop(f: AnyOperation, operands: readonly AnyTensor[], mapped: readonly boolean[], examples = 11): AnyTensor {
  const results = Array.from({ length: examples }, (_, example) =>
    f(...operands.map((operand, place) => (mapped[place] ? one(operand, example) : operand))),
  );
  const tensors = results.map((result) => leaves(result));
  let next = 0;
  return mapTensors(results[0], () => {
    const leaf = next++;
    return anyStack(
      tensors.map((all) => all[leaf]?.tensor),
      0,
      examples,
    );
  });
}

/** The same tree, with the same numbers up to rounding. */
export function close(actual: AnyTensor, expected: AnyTensor, what: string, tolerance = 1e-5): void {
  const [found, wanted] = [leaves(actual), leaves(expected)];
  expect(found.map(({ way }) => way)).toEqual(wanted.map(({ way }) => way));
  found.forEach(({ tensor }, leaf) => {
    const other = wanted[leaf]?.tensor as AnyTensor;
    expect(tensor.shape, what).toEqual(other.shape);
    const [numbers, right] = [[...tensor.dataSync()], [...other.dataSync()]];
    const scale = Math.max(1, ...right.map(Math.abs));
    const worst = Math.max(0, ...right.map((value, index) => Math.abs((numbers[index] as number) - value) / scale));
    expect(worst, what).toBeLessThan(tolerance); // so is NaN refused, which is less than nothing
  });
}

export const sumOfAll = (x: AnyTensor, weights: AnyTensor): AnyTensor => x.multiply(weights).sum();
