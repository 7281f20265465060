/** Checks of what networks of records take, for typed and untyped callers. */
import { checkError, checkExamplesAxis, checkInput } from "../../shape/layer.js";
import { checkInputs, checkNames, lossOfRecord, readRecord, type ShapeRecord } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import { type AnyTensor, checkTensor, isTensor } from "../../tensor/tensor.js";
import { checkLossTargets } from "./class-loss.js";
import { checkDemand } from "./demands.js";
import type { AnyLayer } from "./layer.js";
import type { Loss } from "./loss.js";
import { type Checked, partsOf } from "./records.js";

/** A tensor, or tensors by name. */
export type Data = AnyTensor | TensorRecord;
export interface TensorRecord {
  readonly [name: string]: AnyTensor;
}

/** Whether a network takes or gives one tensor of this shape, and not a record. */
export const isOne = (shape: Shape | ShapeRecord): shape is Shape => Array.isArray(shape);

/** Reads a record of tensors with certain names. */
export function readTensors(operation: string, kind: string, names: readonly string[], given: unknown): TensorRecord {
  const record = readRecord(operation, kind, names, given, isTensor);
  for (const name of names) checkTensor(`${operation}, ${name}`, record[name]);
  return record as unknown as TensorRecord; // checked
}

const shapesOf = (record: TensorRecord): ShapeRecord =>
  Object.fromEntries(Object.entries(record).map(([name, tensor]): [string, Shape] => [name, tensor.shape]));

/** Reads the inputs of a network, and finds their leading axes. */
export function readInputs(
  operation: string,
  own: Shape | ShapeRecord,
  given: unknown,
): { readonly inputs: Data; readonly lead: Shape } {
  if (isOne(own)) {
    checkTensor(operation, given);
    checkInput(operation, own, given.shape);
    return { inputs: given, lead: given.shape.slice(0, given.rank - own.length) };
  }
  const inputs = readTensors(operation, "input", Object.keys(own), given);
  return { inputs, lead: checkInputs(operation, own, shapesOf(inputs)) };
}

/** Checks that inputs have one leading axis, with at least one example. */
function checkAxisOf(operation: string, own: Shape | ShapeRecord, given: unknown): void {
  if (isOne(own)) {
    checkTensor(operation, given);
    checkExamplesAxis(operation, own, given.shape);
  } else {
    const record = readTensors(operation, "input", Object.keys(own), given);
    for (const [name, shape] of Object.entries(own))
      checkExamplesAxis(`${operation}, ${name}`, shape, (record[name] as AnyTensor).shape); // it has the same names
  }
}

/** Checks inputs and targets, and that the loss takes them. */
export function checkData(
  network: AnyLayer,
  operation: string,
  loss: Loss,
  givenInputs: unknown,
  givenTargets: unknown,
  isExamples: boolean,
): Checked {
  const { inputShape, outputShape } = network as unknown as Ports; // a network of records
  if (isExamples) checkAxisOf(operation, inputShape, givenInputs);
  const { inputs, lead } = readInputs(operation, inputShape, givenInputs);
  const targets = readTargets(operation, loss, outputShape, lead, givenTargets);
  return { inputs: inputs as AnyTensor, targets: targets as AnyTensor, lead }; // see `Checked`
}
interface Ports {
  readonly inputShape: Shape | ShapeRecord;
  readonly outputShape: Shape | ShapeRecord;
}

function readTargets(operation: string, loss: Loss, own: Shape | ShapeRecord, lead: Shape, given: unknown): Data {
  if (isOne(own)) {
    checkTensor(operation, given);
    checkTargetsOf(operation, loss, lead, own, given);
    return given;
  }
  const losses = partsOf(loss);
  if (losses === undefined) return refuse(lossOfRecord(operation));
  const names = Object.keys(own);
  checkNames(operation, ["loss", "output"], names, Object.keys(losses));
  const targets = readTensors(operation, "target", names, given);
  for (const name of names)
    checkTargetsOf(`${operation}, ${name}`, losses[name] as Loss, lead, own[name] as Shape, targets[name] as AnyTensor); // they have the same names
  return targets;
}

function checkTargetsOf(operation: string, loss: Loss, lead: Shape, own: Shape, targets: AnyTensor): void {
  const output = [...lead, ...own];
  checkLossTargets(operation, loss, output, targets.shape, own);
  checkDemand(loss, output, targets);
}

/** Reads the errors of the outputs that a network has given. */
export function readErrors(gives: Shape | ShapeRecord, lead: Shape, given: unknown): Data {
  if (isOne(gives)) {
    checkTensor("backward", given);
    checkError([...lead, ...gives], given.shape);
    return given;
  }
  const errors = readTensors("backward", "error", Object.keys(gives), given);
  for (const [name, shape] of Object.entries(gives)) checkError([...lead, ...shape], (errors[name] as AnyTensor).shape); // it has these names
  return errors;
}
