/** Whether targets are what a loss can be told by. Many are checked by the engine, a few where they lie: that costs a small part of the loss. */
import { engine } from "../../engine/current.js";
import { isRowMajor } from "../../engine/layout.js";
import type { HostArray } from "../../engine/storage.js";
import { checkTargets } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import * as operations from "../../tensor/operations/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, viewOf } from "../../tensor/tensor.js";

/** How far from 1 the probabilities of an example may add up: as far as rounding to two decimals takes those of ten classes. */
const slack = 0.05;
/** How far below 0 or above 1 a number may be that was computed in float32. */
const rounding = 1e-5;
/** From here on the engine is faster. */
const many = 1024;

/** Whether an output and its targets, of an untyped caller too, are tensors of one shape. */
export function checkPair(name: string, output: unknown, targets: unknown): void {
  checkTensor(name, output);
  checkTensor(name, targets);
  checkTargets(name, output.shape, targets.shape);
}

/** @throws RangeError where a row, along the last axis, is neither a distribution nor zeros */
export function checkDistributions(operation: string, targets: AnyTensor): void {
  const shape: Shape = targets.shape;
  const classes = shape.at(-1) ?? 1;
  const rows = targets.size / Math.max(1, classes);
  const view = operations.reshape(untraced(operation, targets), [rows, classes]);
  if (targets.size >= many && everyRowSums(view) && extreme("min", view) >= -rounding) return;
  const { numbers, start } = rowByRow(view);
  for (let row = 0; row < rows; row++) {
    const first = start + row * classes;
    let sum = 0;
    let least = 0;
    for (let place = first; place < first + classes; place++) {
      const number = numbers[place] as number; // rows are full
      sum += number;
      if (number < least) least = number;
    }
    if (least >= -rounding && isWhole(sum)) continue;
    const shown = Array.from(numbers.subarray(first, first + Math.min(classes, 5)), (number) => Number(number.toPrecision(4)));
    const given = `[${shown.join(", ")}${classes > shown.length ? ", …" : ""}]`;
    throw new RangeError(`${operation}: a row of targets is from 0 up and adds up to 1, or is all 0, but one is ${given}`);
  }
}

/** @throws RangeError where a number is no probability */
export function checkProbabilities(operation: string, targets: AnyTensor): void {
  const view = untraced(operation, targets);
  if (targets.size >= many && extreme("min", view) >= -rounding && extreme("max", view) <= 1 + rounding) return;
  const { numbers, start } = rowByRow(view);
  for (let place = start; place < start + targets.size; place++) {
    const number = numbers[place] as number; // a place of the targets
    if (!(number >= -rounding && number <= 1 + rounding))
      throw new RangeError(`${operation}: targets lie between 0 and 1, but one is ${number}`);
  }
}

/** The same numbers for a look that no tape need know of. */
function untraced(operation: string, tensor: AnyTensor): Value {
  const { storage, offset, shape, strides } = viewOf(operation, tensor);
  return { storage, offset, shape, strides };
}

/** A row of numbers from 0 up that adds up to 0 is all zeros. */
const isWhole = (sum: number): boolean => Math.abs(sum - 1) <= slack || sum === 0;

const everyRowSums = (view: Value): boolean => engine().reduce("sum", view, 1).values.every(isWhole);

const extreme = (which: "min" | "max", view: Value): number => operations.reduce(which, view).storage.values[0] as number; // of at least one

/** A view's numbers in their order, from `start` on. */
function rowByRow(view: Value): { numbers: HostArray; start: number } {
  if (isRowMajor(view)) return { numbers: view.storage.values, start: view.offset };
  return { numbers: engine().copy(view).values, start: 0 };
}
