/** What the methods of a tensor do at run time: check the shapes, then let the engine compute. Views in, views out. */
import { engine } from "../engine/current.js";
import type { BinaryOperation, Reduction, UnaryOperation, View } from "../engine/engine.js";
import { isRowMajor, rowMajor, size, whole } from "../engine/layout.js";
import { checkAxis, nothingToReduce } from "../shape/axis.js";
import { checkAddBias, checkElementwise, checkSameShape } from "../shape/broadcast.js";
import { checkContraction, checkMatmul } from "../shape/matmul.js";
import { checkRank } from "../shape/rank.js";
import { checkReshape, count } from "../shape/reshape.js";
import { ShapeError } from "../shape/shape-error.js";

export function matmul(left: View, right: View): View {
  checkMatmul(left.shape, right.shape);
  if (left.shape.length === 2 && right.shape.length === 2) return matrixProduct(left, right);
  const lead = left.shape.slice(0, -1);
  const columns = right.shape.slice(1);
  const inner = size(right.shape, 0);
  const product = matrixProduct(withShape(left, [count(lead), inner]), withShape(right, [inner, count(columns)]));
  return whole(product.storage, [...lead, ...columns]);
}

const matrixProduct = (left: View, right: View): View =>
  whole(engine().matmul(left, right), [size(left.shape, 0), size(right.shape, 1)]);

export function dot(left: View, right: View): View {
  checkRank("dot", left.shape, 1);
  checkSameShape("dot", left.shape, right.shape);
  return matmul(left, right);
}

export function outer(left: View, right: View): View {
  checkRank("outer", left.shape, 1);
  checkRank("outer", right.shape, 1);
  const [rows, columns] = [size(left.shape, 0), size(right.shape, 0)];
  return matrixProduct(withShape(left, [rows, 1]), withShape(right, [1, columns]));
}

/** δᵀ · a, summed over all leading axes: `[...Batch, Rows]` and `[...Batch, Columns]` give `[Rows, Columns]`. */
export function contractBatch(left: View, right: View): View {
  checkContraction(left.shape, right.shape);
  const [rows, columns] = [size(left.shape, left.shape.length - 1), size(right.shape, right.shape.length - 1)];
  const examples = count(left.shape.slice(0, -1));
  return matmul(transpose(withShape(left, [examples, rows])), withShape(right, [examples, columns]));
}

export function sumBatch(x: View): View {
  if (x.shape.length === 0) throw new ShapeError("sumBatch: takes a tensor with at least one axis, not []");
  const last = size(x.shape, x.shape.length - 1);
  return reduce("sum", withShape(x, [count(x.shape.slice(0, -1)), last]), 0);
}

export function transpose(x: View): View {
  checkRank("transpose", x.shape, 2);
  return { ...x, shape: x.shape.toReversed(), strides: x.strides.toReversed() };
}

export function reshape(x: View, shape: unknown): View {
  checkReshape(x.shape, shape);
  return withShape(x, [...shape]);
}

export const flatten = (x: View): View => withShape(x, [count(x.shape)]);

/** The same elements under another shape: a view where they lie one after the other, a copy where they don't. */
function withShape(x: View, shape: readonly number[]): View {
  if (shape.length === x.shape.length && shape.every((entries, axis) => entries === x.shape[axis])) return x;
  if (isRowMajor(x)) return { ...x, shape, strides: rowMajor(shape) };
  return whole(engine().copy(x), shape);
}

export function unary(operation: UnaryOperation, x: View): View {
  return whole(engine().unary(operation, x), x.shape);
}

export const ones = (x: View): View => whole(engine().fill(count(x.shape), 1), x.shape);

export function binary(operation: BinaryOperation, left: View, right: View | number): View {
  if (typeof right === "number") return whole(engine().binary(operation, left, right), left.shape);
  checkElementwise(operation, left.shape, right.shape);
  return whole(engine().binary(operation, left, repeated(right, left.shape)), left.shape);
}

export function addBias(x: View, bias: View): View {
  checkAddBias(x.shape, bias.shape);
  return whole(engine().binary("add", x, repeated(bias, x.shape)), x.shape);
}

/** A view repeated along the leading axes that it lacks. */
function repeated(x: View, shape: readonly number[]): View {
  const lacking = shape.length - x.shape.length;
  return lacking === 0 ? x : { ...x, shape, strides: [...new Array<number>(lacking).fill(0), ...x.strides] };
}

/** Along one axis, or over all elements. */
export function reduce(operation: Reduction, x: View, axis?: unknown): View {
  if (axis === undefined) return reduce(operation, withShape(x, [count(x.shape)]), 0);
  const along = checkAxis(operation, x.shape, axis);
  const compares = operation === "max" || operation === "min" || operation === "argmax";
  if (compares && x.shape[along] === 0) throw new ShapeError(nothingToReduce(operation, x.shape));
  return whole(engine().reduce(operation, x, along), x.shape.toSpliced(along, 1));
}

export function softmax(operation: "softmax" | "logSoftmax", x: View): View {
  checkAxis(operation, x.shape, -1);
  return whole(engine()[operation](x), x.shape);
}

/** Some of the entries of the first axis. */
export const take = (x: View, indices: readonly number[]): View =>
  whole(engine().take(x, indices), [indices.length, ...x.shape.slice(1)]);

/** One element's place in the storage. A negative index counts from the end. */
export function place(x: View, index: readonly number[]): number {
  if (index.length !== x.shape.length)
    throw new ShapeError(`at: [${x.shape.join(", ")}] takes ${x.shape.length} indices, not ${index.length}`);
  return index.reduce((position, entry, axis) => {
    const entries = size(x.shape, axis);
    const fromFront = entry < 0 ? entry + entries : entry;
    if (!Number.isInteger(entry) || fromFront < 0 || fromFront >= entries) {
      throw new ShapeError(`at: [${x.shape.join(", ")}] has no element [${index.join(", ")}]`);
    }
    return position + fromFront * size(x.strides, axis);
  }, x.offset);
}
