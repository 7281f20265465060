/**
 * Checks that a loss can use the targets. The engine checks large targets, and a loop checks small ones, so that a check costs only a
 * small part of computing the loss.
 */
import { engine } from "../../engine/current.js";
import { isRowMajor } from "../../engine/layout.js";
import type { HostArray } from "../../engine/storage.js";
import { checkClassTargets, checkTargets } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import * as operations from "../../tensor/operations/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, viewOf } from "../../tensor/tensor.js";

/** How far from 1 the sum of an example's probabilities may be: the most that rounding ten classes to two decimals can cause. */
const slack = 0.05;
/** How far below 0 or above 1 a probability may be, because of float32 rounding. */
const rounding = 1e-5;
/** From this number of elements on, the engine is faster. */
const many = 1024;

/** Checks that an output and its targets are tensors of the same shape, for untyped callers too. */
export function checkPair(name: string, output: unknown, targets: unknown): void {
  checkTensor(name, output);
  checkTensor(name, targets);
  checkTargets(name, output.shape, targets.shape);
}

/** Like {@link checkPair}, but the targets may also be class numbers, without the last axis. */
export function checkClassPair(
  name: string,
  outputs: unknown,
  targets: unknown,
): { readonly outputs: AnyTensor; readonly targets: AnyTensor; readonly areNumbers: boolean } {
  checkTensor(name, outputs);
  checkTensor(name, targets);
  checkClassTargets(name, outputs.shape, targets.shape);
  return { outputs, targets, areNumbers: targets.rank < outputs.rank };
}

/** Checks that an output has a last axis, of classes. */
export function checkClassAxis(name: string, output: Shape): void {
  if (output.length === 0) throw new ShapeError(`${name}: takes an axis of classes, not []`);
}

/** @throws RangeError if a row along the last axis is neither a probability distribution nor all zeros */
export function checkDistributions(operation: string, targets: AnyTensor): void {
  const shape: Shape = targets.shape;
  const classes = shape.at(-1) ?? 1;
  const rows = targets.size / Math.max(1, classes);
  const view = operations.reshape(untraced(operation, targets), [rows, classes]);
  if (!view.storage.known) return; // an input of a program that is being recorded
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

/** @throws RangeError if a target is neither the number of a class nor the one that is ignored */
export function checkClassNumbers(operation: string, targets: AnyTensor, classes: number, ignore?: number): void {
  const view = untraced(operation, targets);
  if (!view.storage.known) return; // as above
  const { numbers, start } = rowByRow(view);
  for (let place = start; place < start + targets.size; place++) {
    const number = numbers[place] as number; // within the targets
    if (!(Number.isInteger(number) && number >= 0 && number < classes) && number !== ignore)
      throw new RangeError(`${operation}: class numbers go from 0 to ${classes - 1}, but a target is ${number}`);
  }
}

/** @throws RangeError if a number isn't a probability */
export function checkProbabilities(operation: string, targets: AnyTensor): void {
  const view = untraced(operation, targets);
  if (!view.storage.known) return; // as above
  if (targets.size >= many && extreme("min", view) >= -rounding && extreme("max", view) <= 1 + rounding) return;
  const { numbers, start } = rowByRow(view);
  for (let place = start; place < start + targets.size; place++) {
    const number = numbers[place] as number; // within the targets
    if (!(number >= -rounding && number <= 1 + rounding))
      throw new RangeError(`${operation}: targets lie between 0 and 1, but one is ${number}`);
  }
}

/** @throws RangeError if a number is neither -1 nor 1 */
export function checkSigns(operation: string, targets: AnyTensor): void {
  const view = untraced(operation, targets);
  if (!view.storage.known) return; // as above
  const { numbers, start } = rowByRow(view);
  for (let place = start; place < start + targets.size; place++) {
    const number = numbers[place] as number; // within the targets
    if (number !== 1 && number !== -1) throw new RangeError(`${operation}: targets are -1 or 1, but one is ${number}`);
  }
}

/** The same view without its tape, because checks aren't differentiated. */
function untraced(operation: string, tensor: AnyTensor): Value {
  const { storage, offset, shape, strides } = viewOf(operation, tensor);
  return { storage, offset, shape, strides };
}

/** Whether a row's sum is acceptable. A row of non-negative numbers with the sum 0 is all zeros. */
const isWhole = (sum: number): boolean => Math.abs(sum - 1) <= slack || sum === 0;

const everyRowSums = (view: Value): boolean => engine().reduce("sum", view, 1).values.every(isWhole);

const extreme = (which: "min" | "max", view: Value): number => operations.reduce(which, view).storage.values[0] as number; // there is at least one number

/** A view's numbers in row-major order, beginning at `start`. */
function rowByRow(view: Value): { numbers: HostArray; start: number } {
  if (isRowMajor(view)) return { numbers: view.storage.values, start: view.offset };
  return { numbers: engine().copy(view).values, start: 0 };
}
