/** Matrix products of the WASM engine. */
import type { View } from "../engine.js";
import type { Kernels } from "../kernels.js";
import { matrices, size } from "../layout.js";
import type { Storage } from "../storage.js";
import { Block, type Recipe } from "./block.js";
import { longestInner, multiplyInParts, workOf } from "./long-sums.js";
import { leastRecipe, nothing, type Workspace } from "./workspace.js";

/** With at most so many terms in each sum, a product is as cheap to compute again as other operations. */
const fewTerms = 32;

/** Multiplies the matrices in the last two axes of one view by those of the other. */
export function matmul(space: Workspace, left: View, right: View): Storage {
  const [a, b] = [space.block(left.storage), space.block(right.storage)];
  const rank = left.shape.length;
  const as = rank > 2 ? matrices(left) : undefined;
  const bs = rank > 2 ? matrices(right) : undefined;
  const result = new Block((as?.length ?? 1) * size(left.shape, rank - 2) * size(right.shape, rank - 1));
  multiply(space, left, a, as, right, b, bs, result);
  const worthIt = result.length >= leastRecipe && a.length <= result.length && b.length <= result.length;
  if (worthIt && !a.written && !b.written) result.recipe = recipe(space, left, a, as, right, b, bs);
  return space.storage(result);
}

type Offsets = readonly number[] | undefined;

/** A separate function, because only a few products need this closure. */
function recipe(space: Workspace, left: View, a: Block, as: Offsets, right: View, b: Block, bs: Offsets): Recipe {
  const compute = (product: Block) => multiply(space, left, a, as, right, b, bs, product);
  return { operands: [a, b], isProduct: size(left.shape, left.shape.length - 1) > fewTerms, compute };
}

function multiply(space: Workspace, left: View, a: Block, as: Offsets, right: View, b: Block, bs: Offsets, result: Block): void {
  const last = left.shape.length - 1;
  const rows = size(left.shape, last - 1);
  const inner = size(left.shape, last);
  const columns = size(right.shape, last);
  const gemm = prepareProduct(space, rows, inner, columns, a, b, result);
  let to = result.pointer;
  for (let matrix = 0; matrix < (as?.length ?? 1); matrix++) {
    gemm(
      rows,
      columns,
      inner,
      space.at(a, as?.[matrix] ?? left.offset),
      size(left.strides, last - 1),
      size(left.strides, last),
      space.at(b, bs?.[matrix] ?? right.offset),
      size(right.strides, last - 1),
      size(right.strides, last),
      to,
      columns,
      space.scratch,
    );
    to += space.format.bytes * rows * columns;
  }
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
