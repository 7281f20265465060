/** Whether targets are what a loss can be told by. They are read where they lie, which costs a small part of what the loss does. */
import { engine } from "../engine/current.js";
import type { HostArray } from "../engine/engine.js";
import { isRowMajor } from "../engine/layout.js";
import type { Shape } from "../shape/shape.js";
import { type AnyTensor, viewOf } from "../tensor/tensor.js";

/** How far from 1 the probabilities of an example may add up: as far as rounding to two decimals takes those of ten classes. */
const slack = 0.05;
/** How far below 0 or above 1 a number may be that was computed in float32. */
const rounding = 1e-5;

/** @throws RangeError where a row, along the last axis, is neither a distribution nor zeros */
export function checkDistributions(operation: string, targets: AnyTensor): void {
  const shape: Shape = targets.shape;
  const classes = shape.at(-1) ?? 1;
  const { numbers, start } = rowByRow(operation, targets);
  const end = start + targets.size;
  for (let row = start; row < end; row += classes) {
    let sum = 0;
    let least = 0;
    for (let place = row; place < row + classes; place++) {
      const number = numbers[place] as number; // rows are full
      sum += number;
      if (number < least) least = number;
    }
    if (least >= -rounding && (Math.abs(sum - 1) <= slack || (sum === 0 && least === 0))) continue;
    const values = Array.from(numbers.slice(row, row + Math.min(classes, 5)), (number) => String(Number(number.toPrecision(4))));
    const given = `[${values.join(", ")}${classes > 5 ? ", …" : ""}]`;
    throw new RangeError(`${operation}: a row of targets is from 0 up and adds up to 1, or is all 0, but one is ${given}`);
  }
}

/** @throws RangeError where a number is no probability */
export function checkProbabilities(operation: string, targets: AnyTensor): void {
  const { numbers, start } = rowByRow(operation, targets);
  const end = start + targets.size;
  for (let place = start; place < end; place++) {
    const number = numbers[place] as number; // a place of the targets
    if (!(number >= -rounding && number <= 1 + rounding))
      throw new RangeError(`${operation}: targets lie between 0 and 1, but one is ${number}`);
  }
}

/** A tensor's numbers in their order, from `start` on. */
function rowByRow(operation: string, tensor: AnyTensor): { numbers: HostArray; start: number } {
  const view = viewOf(operation, tensor);
  if (isRowMajor(view)) return { numbers: view.storage.values, start: view.offset };
  return { numbers: engine().copy(view).values, start: 0 };
}
