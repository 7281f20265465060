/** Which engine computes. */
import type { Engine } from "./engine.js";
import { PlainEngine } from "./plain.js";

/** Plain TypeScript in float64. */
export const reference: Engine = new PlainEngine("reference", "float64");

let current: Engine = reference;

export const engine = (): Engine => current;

export function setEngine(next: Engine): void {
  current = next;
}

/** Runs `compute` on another engine, then goes back. */
export function withEngine<Result>(temporary: Engine, compute: () => Result): Result {
  const before = current;
  current = temporary;
  try {
    return compute();
  } finally {
    current = before;
  }
}
