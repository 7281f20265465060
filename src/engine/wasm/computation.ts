/** Operations with kernels that were installed in addition to the core. */
import type { View } from "../engine.js";
import type { Kernels, Pointer } from "../kernels.js";
import type { Storage } from "../storage.js";
import { Block, mostKept } from "./block.js";
import { leastRecipe, nothing, type Source, type Workspace } from "./workspace.js";

/** The argument of {@link compute}. */
export interface Computation {
  /** The number of results. */
  readonly length: number;
  /** The number of bytes that the kernels need to work in. */
  readonly work?: number;
  readonly operands: readonly View[];
  run(places: Places): void;
}

/** The addresses for a computation. Operands are row-major. */
interface Places {
  readonly kernels: Kernels;
  readonly result: Pointer;
  readonly operands: readonly Pointer[];
  readonly work: Pointer;
  readonly gemmScratch: Pointer;
}

export function compute(space: Workspace, computation: Computation): Storage {
  const sources = computation.operands.map((operand) => space.rows(operand));
  const blocks = sources.map(({ block }) => block);
  const result = new Block(computation.length);
  const computeInto = (result: Block) => runOn(space, computation, sources, result);
  computeInto(result);
  const worthIt = result.length >= leastRecipe && blocks.every(({ length }) => length <= mostKept * result.length);
  if (worthIt && !blocks.some(({ written }) => written))
    result.recipe = { operands: blocks, isProduct: true, compute: computeInto };
  return space.storage(result);
}

function runOn(space: Workspace, { work = 0, run }: Computation, sources: readonly Source[], result: Block): void {
  const blocks = sources.map(({ block }) => block);
  const place = new Block(Math.ceil(work / space.format.bytes));
  space.arena.prepare(place);
  space.arena.prepare(result, place, ...blocks);
  const operands = sources.map((source) => space.address(source));
  const [kernels, gemmScratch] = [space.kernels, space.scratch];
  run({ kernels, result: result.pointer, operands, work: place.pointer, gemmScratch });
  place.recipe = nothing;
}
