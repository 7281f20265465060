/** Chains with operands whose layout is known: see `engine/chains/wasm.ts`, which does the same for any layout. */
import type { Chain } from "../../engine/chains/chain.js";
import { callsOf, commonMultiple, repeatedRow, usual } from "../../engine/chains/wasm.js";
import type { Pointer } from "../../engine/kernels.js";
import { isRowMajor } from "../../engine/layout.js";
import type { Workspace } from "../../engine/wasm/workspace.js";
import type { Emitter } from "./emitter.js";
import type { Place, Slot } from "./slots.js";

/** Emits the calls that carry out a chain. */
export function lowerChain(emitter: Emitter, chain: Chain, operands: readonly Place[], results: readonly Slot[]): void {
  const { space } = emitter;
  const { bytes } = space.format;
  const { calls, registers, firstRegister } = callsOf(space, chain);
  const mostInRegister = Math.floor(space.kernels.gemmScratchBytes() / bytes / Math.max(1, registers + operands.length));
  const { length } = chain;

  let row = 1;
  const repeated: { readonly operand: number; readonly entries: number }[] = [];
  const sources = operands.map((operand, index): Place => {
    const found = isRowMajor(operand) ? undefined : repeatedRow(operand);
    if (found === undefined) return emitter.rows(operand);
    const entries = found.shape.reduce((product, size) => product * size, 1);
    const common = commonMultiple(row, entries);
    if (common > mostInRegister) return emitter.rows(operand);
    row = common;
    repeated.push({ operand: index, entries });
    return { ...operand, ...found };
  });
  let most = Math.min(length, usual, mostInRegister);
  if (row > 1) most = row < most ? most - (most % row) : row;
  const block = most;
  const starts = [
    ...sources.map(({ slot, offset }) => [slot.index, bytes * offset] as const),
    ...results.map(({ index }) => [index, 0] as const),
  ];
  const steps = starts.map((_, place) => (repeated.some(({ operand }) => operand === place) ? 0 : bytes * block));
  const places: Pointer[] = [];
  for (let register = 0; register < registers; register++)
    places[firstRegister + register] = space.scratch + bytes * register * block;
  const rows = repeated.map(({ operand, entries }, index) => ({
    operand,
    entries,
    register: space.scratch + bytes * (registers + index) * block,
  }));

  emitter.emit((at) => {
    for (let place = 0; place < starts.length; place++) {
      const [slot, offset] = starts[place] as (typeof starts)[number];
      places[place] = (at[slot] as Pointer) + offset;
    }
    for (const { operand, entries, register } of rows) {
      repeat(space, places[operand] as Pointer, entries, register, block);
      places[operand] = register;
    }
    for (let done = 0; done < length; done += block) {
      const numbers = Math.min(block, length - done);
      for (const call of calls) call(places, numbers);
      for (let place = 0; place < starts.length; place++) places[place] = (places[place] as Pointer) + (steps[place] as number);
    }
  });
}

/** Fills `length` numbers at an address with copies of the `entries` at another. */
function repeat({ kernels, format: { bytes } }: Workspace, from: Pointer, entries: number, to: Pointer, length: number): void {
  let filled = Math.min(entries, length);
  kernels.copy(from, to, filled);
  for (; filled < length; filled *= 2) kernels.copy(to, to + bytes * filled, Math.min(filled, length - filled));
}
