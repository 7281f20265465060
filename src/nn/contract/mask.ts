/** The mask of the examples that are passing through a network: {@link masked} sets it, and attention reads it. */
import type { AnyTensor } from "../../tensor/tensor.js";

interface Masking {
  readonly mask: AnyTensor;
  isRead: boolean;
}
let current: Masking | undefined;

/** The mask of the current examples, `[examples, length]`; undefined outside {@link masked}. */
export function currentMask(): AnyTensor | undefined {
  if (current) current.isRead = true;
  return current?.mask;
}

/** Runs a pass under a mask. */
export function underMask<Result>(mask: AnyTensor, pass: () => Result): { readonly result: Result; readonly isRead: boolean } {
  const around = current;
  const own: Masking = { mask, isRead: false };
  current = own;
  try {
    return { result: pass(), isRead: own.isRead };
  } finally {
    current = around;
  }
}
