/** Products. Axes that are summed over have the same size in both operands. */
import { size } from "../../engine/layout.js";
import { checkSameShape } from "../../shape/broadcast.js";
import { checkBatchMatmul, checkContraction, checkMatmul } from "../../shape/matmul.js";
import { checkRank } from "../../shape/rank.js";
import { count } from "../../shape/reshape.js";
import type { Value } from "../tape.js";
import { batchProduct, product, reshaped, transposed } from "./primitives/index.js";

export function matmul(left: Value, right: Value): Value {
  checkMatmul(left.shape, right.shape);
  if (left.shape.length === 2 && right.shape.length === 2) return product(left, right);
  const lead = left.shape.slice(0, -1);
  const columns = right.shape.slice(1);
  const inner = size(right.shape, 0);
  const matrix = product(reshaped(left, [count(lead), inner]), reshaped(right, [inner, count(columns)]));
  return reshaped(matrix, [...lead, ...columns]);
}

export function batchMatmul(left: Value, right: Value): Value {
  checkBatchMatmul(left.shape, right.shape);
  return batchProduct(left, right);
}

export function dot(left: Value, right: Value): Value {
  checkRank("dot", left.shape, 1);
  checkSameShape("dot", left.shape, right.shape);
  return matmul(left, right);
}

export function outer(left: Value, right: Value): Value {
  checkRank("outer", left.shape, 1);
  checkRank("outer", right.shape, 1);
  return product(reshaped(left, [size(left.shape, 0), 1]), reshaped(right, [1, size(right.shape, 0)]));
}

/** δᵀ · a, summed over all leading axes: `[...Batch, Rows]` and `[...Batch, Columns]` give `[Rows, Columns]`. */
export function contractBatch(left: Value, right: Value): Value {
  checkContraction(left.shape, right.shape);
  return product(transposed(examples(left)), examples(right));
}

/** Combines all leading axes into one. */
export function examples(x: Value): Value {
  const last = x.shape.length - 1;
  return last === 1 ? x : reshaped(x, [count(x.shape, 0, last), size(x.shape, last)]);
}
