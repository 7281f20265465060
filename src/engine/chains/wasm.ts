/**
 * Chains in WebAssembly. The kernels of the operations work on one block of numbers after the other. Between two operations, a block is
 * in a register: a place in memory for one block, which is used again and again, so that it stays in the cache.
 */
import type { BinaryWithKernel, View } from "../engine.js";
import type { Pointer } from "../kernels.js";
import { isRowMajor } from "../layout.js";
import type { OperationWithKernel } from "../unary.js";
import { Block } from "../wasm/block.js";
import { repeatedAxes, scalarKernels, type WasmEngine } from "../wasm/wasm.js";
import { elements, leastRecipe, type Workspace } from "../wasm/workspace.js";
import type { Chain, Link, RunChain, Source } from "./chain.js";

/** The usual number of elements in a block, so that what a chain works with fits into the fastest cache. */
export const usual = 2048;

/** A call of a kernel. `at` has the address of each place. */
type Call = (at: readonly Pointer[], length: number) => void;

export function chainOf({ space }: WasmEngine, chain: Chain): RunChain {
  const { length, results } = chain;
  const { bytes } = space.format;
  const { calls, registers, firstRegister, operandCount } = callsOf(space, chain);
  // Registers are where products have their scratch memory, since no product runs in the meantime. Operands that are repeated have one too.
  const mostInRegister = Math.floor(space.kernels.gemmScratchBytes() / bytes / Math.max(1, registers + operandCount));

  const computeInto = (outputs: readonly Block[], views: readonly View[]): void => {
    let block = Math.min(length, usual, mostInRegister);
    let row = 1; // the length of a row that consists of whole rows of all operands that are repeated
    const at: Pointer[] = [];
    const blocks: Block[] = [];
    const repeated: Repeated[] = [];
    for (const view of views) {
      const found = isRowMajor(view) ? undefined : repeatedRow(view);
      const common = found ? commonMultiple(row, elements(found)) : row;
      const source = space.rows(found && common <= mostInRegister ? found : view);
      if (found && common <= mostInRegister) {
        row = common;
        repeated.push({ operand: blocks.length, entries: elements(found) });
      }
      blocks.push(source.block);
      at.push(bytes * source.offset);
    }
    if (row > 1) block = row < block ? block - (block % row) : row;

    for (const output of outputs) {
      space.arena.prepare(output, ...blocks);
      blocks.push(output);
      at.push(0);
    }
    for (let place = 0; place < firstRegister; place++) at[place] = (at[place] as number) + (blocks[place] as Block).pointer;
    for (let register = 0; register < registers + repeated.length; register++) at.push(space.scratch + bytes * register * block);
    repeated.forEach(({ operand, entries }, index) => {
      const register = at[firstRegister + registers + index] as Pointer;
      repeat(space, blocks[operand] as Block, at[operand] as Pointer, entries, register, block);
      at[operand] = register;
    });
    for (let done = 0; done < length; done += block) {
      for (const call of calls) call(at, Math.min(block, length - done));
      for (let place = 0; place < firstRegister; place++) at[place] = (at[place] as number) + bytes * block;
      for (const { operand } of repeated) at[operand] = (at[operand] as number) - bytes * block;
    }
  };
  return (views) => {
    const outputs = results.map(() => new Block(length));
    computeInto(outputs, views);
    const [only] = outputs;
    return outputs.length === 1 && only && length >= leastRecipe
      ? [space.repeatable(only, views, (again) => computeInto([again], views))]
      : outputs.map((output) => space.storage(output));
  };
}

/** The calls of kernels that carry out a chain on one block, and the places that they use. */
export function callsOf(space: Workspace, { links, results }: Chain) {
  const operandCount = links.reduce((found, { sources }) => Math.max(found, ...sources.map(operandIn)), 0);
  // The operands have the first places, and the results that are needed the next ones. Then come the registers.
  const firstRegister = operandCount + results.length;
  const { places, registers } = placeLinks(
    links,
    (link) => (results.includes(link) ? operandCount + results.indexOf(link) : undefined),
    firstRegister,
  );
  const calls = links.map((link, index) => {
    const at = link.sources.map((source) => (source.from === "link" ? (places[source.index] as number) : operandIn(source) - 1));
    return callOf(space, link, at, places[index] as number); // there is a place for each link
  });
  return { calls, registers, firstRegister, operandCount };
}

/** An operand of which a row, or a single number, is repeated. */
interface Repeated {
  readonly operand: number;
  readonly entries: number;
}

const operandIn = (source: Source): number => (source.from === "operand" ? source.index + 1 : 0);

/** Gives each link a place for its result: one of its own, if it is needed later, or a register that no other link needs any more. */
function placeLinks(links: readonly Link[], own: (link: number) => number | undefined, firstRegister: number) {
  const lastUse = new Map<number, number>();
  links.forEach(({ sources }, index) => {
    for (const source of sources) if (source.from === "link") lastUse.set(source.index, index);
  });
  const free: number[] = [];
  let registers = 0;
  const places: number[] = [];
  links.forEach(({ sources }, index) => {
    const ended = new Set(
      sources.flatMap((source) => (source.from === "link" && lastUse.get(source.index) === index ? [source.index] : [])),
    );
    for (const link of ended) if (own(link) === undefined) free.push(places[link] as number);
    places.push(own(index) ?? free.pop() ?? firstRegister + registers++);
  });
  return { places, registers };
}

function callOf(
  { kernels }: Workspace,
  { operation, sources }: Link,
  [a = 0, b = 0, c = 0]: readonly number[],
  result: number,
): Call {
  const second = sources[1];
  if (operation === "select") {
    return (at, n) => kernels.select(at[a] as number, at[b] as number, at[c] as number, at[result] as number, n);
  }
  if (second === undefined) {
    const kernel = kernels[operation as OperationWithKernel]; // an operation with one source is one of these
    return (at, n) => kernel(at[a] as number, at[result] as number, n);
  }
  if (second.from === "number") {
    const kernel = kernels[scalarKernels[operation as BinaryWithKernel]];
    return (at, n) => kernel(at[a] as number, second.value, at[result] as number, n);
  }
  const kernel = kernels[operation as BinaryWithKernel];
  return (at, n) => kernel(at[a] as number, at[b] as number, at[result] as number, n);
}

/** What a view repeats along its leading axes, if that is in one piece: a row or, if all axes only repeat, one number. */
export function repeatedRow<Seen extends Omit<View, "storage">>(view: Seen): Seen | undefined {
  const lead = repeatedAxes(view);
  const row = { ...view, shape: view.shape.slice(lead), strides: view.strides.slice(lead) };
  return lead > 0 && isRowMajor(row) ? row : undefined;
}

/** Fills `length` numbers at an address with copies of the `entries` of a block at another. */
function repeat({ arena, format }: Workspace, block: Block, from: Pointer, entries: number, to: Pointer, length: number): void {
  const memory = arena.values(block).buffer;
  const target = new format.Numbers(memory, to, length);
  let filled = Math.min(entries, length);
  target.set(new format.Numbers(memory, from, filled));
  for (; filled < length; filled *= 2) target.copyWithin(filled, 0, filled); // as far as there is room
}

export function commonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
