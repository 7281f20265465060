/** Matrix products of the WASM engine. */
import type { View } from "../engine.js";
import type { Kernels } from "../kernels.js";
import { matrices, size } from "../layout.js";
import type { Storage } from "../storage.js";
import { Block, type Recipe } from "./block.js";
import { longestInner, multiplyInParts, workOf } from "./long-sums.js";
import { leastRecipe, nothing, type Workspace } from "./workspace.js";

export function matmul(space: Workspace, left: View, right: View): Storage {
  const [a, b] = [space.block(left.storage), space.block(right.storage)];
  const result = new Block(size(left.shape, 0) * size(right.shape, 1));
  multiply(space, left, a, right, b, result);
  const worthIt = result.length >= leastRecipe && a.length <= result.length && b.length <= result.length;
  if (worthIt && !a.written && !b.written) result.recipe = recipe(space, left, a, right, b);
  return space.storage(result);
}

/** A separate function, because only a few products need this closure. */
function recipe(space: Workspace, left: View, a: Block, right: View, b: Block): Recipe {
  return { operands: [a, b], isProduct: true, compute: (product) => multiply(space, left, a, right, b, product) };
}

function multiply(space: Workspace, left: View, a: Block, right: View, b: Block, result: Block): void {
  const [rows, inner, columns] = [size(left.shape, 0), size(left.shape, 1), size(right.shape, 1)];
  const gemm = prepareProduct(space, rows, inner, columns, a, b, result);
  gemm(
    rows,
    columns,
    inner,
    space.at(a, left.offset),
    size(left.strides, 0),
    size(left.strides, 1),
    space.at(b, right.offset),
    size(right.strides, 0),
    size(right.strides, 1),
    result.pointer,
    columns,
    space.scratch,
  );
}

/** Ensures that all blocks are in memory, and returns the function that multiplies. */
function prepareProduct(
  space: Workspace,
  rows: number,
  inner: number,
  columns: number,
  a: Block,
  b: Block,
  result: Block,
): Kernels["gemm"] {
  if (inner <= longestInner || space.format.bytes === 8) {
    space.arena.prepare(result, a, b);
    return space.kernels.gemm;
  }
  const work = new Block(workOf(rows, columns));
  space.arena.prepare(work);
  space.arena.prepare(result, work, a, b);
  work.recipe = nothing;
  return (...product) => multiplyInParts(space.kernels, work.pointer, ...product);
}

export function batchMatmul(space: Workspace, left: View, right: View): Storage {
  const rank = left.shape.length;
  const [m, k, n] = [size(left.shape, rank - 2), size(left.shape, rank - 1), size(right.shape, rank - 1)];
  const [a, b] = [space.block(left.storage), space.block(right.storage)];
  const [as, bs] = [matrices(left), matrices(right)];
  const result = new Block(as.length * m * n);
  const gemm = prepareProduct(space, m, k, n, a, b, result);
  for (let matrix = 0; matrix < as.length; matrix++) {
    gemm(
      ...([m, n, k] as const),
      ...([space.at(a, size(as, matrix)), size(left.strides, rank - 2), size(left.strides, rank - 1)] as const),
      ...([space.at(b, size(bs, matrix)), size(right.strides, rank - 2), size(right.strides, rank - 1)] as const),
      ...([space.at(result, matrix * m * n), n, space.scratch] as const),
    );
  }
  return space.storage(result);
}
