/** The formulas of the plain engine, for single numbers. Those of functions of one number are in ../unary.ts. */
import type { BinaryOperation, EngineReduction } from "../engine.js";
import type { HostArray } from "../storage.js";

export const binaryOperations: Record<BinaryOperation, (left: number, right: number) => number> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  equal: (left, right) => (left === right ? 1 : 0),
  less: (left, right) => (left < right ? 1 : 0),
  errorTimes: (left, right) => (left === 0 || right === 0 ? 0 : left * right),
  errorOver: (left, right) => (left === 0 ? 0 : left / right),
  // JavaScript differs from C and NumPy in two cases: 1 to the power of NaN, and ±1 to the power of ±∞.
  power: (left, right) => (left === 1 || (left === -1 && Math.abs(right) === Number.POSITIVE_INFINITY) ? 1 : left ** right),
  modulo,
};

/** The rest of a division that rounds down. It has the sign of the divisor. */
function modulo(left: number, right: number): number {
  const rest = left % right; // has the sign of the dividend
  if (rest === 0) return right < 0 ? -0 : 0;
  return rest < 0 === right < 0 ? rest : rest + right;
}

/** Each reduces `entries` numbers that are `stride` apart, from `start` on. */
export const reductions: Record<EngineReduction, (x: HostArray, start: number, entries: number, stride: number) => number> = {
  sum: total,
  mean: (x, start, entries, stride) => total(x, start, entries, stride) / entries,
  max: (x, start, entries, stride) => x[start + stride * best(x, start, entries, stride, 1)] as number,
  min: (x, start, entries, stride) => x[start + stride * best(x, start, entries, stride, -1)] as number,
  argmax: (x, start, entries, stride) => best(x, start, entries, stride, 1),
  argmin: (x, start, entries, stride) => best(x, start, entries, stride, -1),
};

export function total(x: HostArray, start: number, entries: number, stride: number): number {
  let sum = 0;
  for (let entry = 0; entry < entries; entry++) sum += x[start + entry * stride] as number;
  return sum;
}

/** The index of the greatest (sign 1) or least (sign -1) entry: the first of equals, or the first NaN if there is one. */
export function best(x: HostArray, start: number, entries: number, stride: number, sign: 1 | -1): number {
  let winner = 0;
  for (let entry = 0; entry < entries; entry++) {
    const value = x[start + entry * stride] as number;
    if (Number.isNaN(value)) return entry;
    if (sign * value > sign * (x[start + winner * stride] as number)) winner = entry;
  }
  return winner;
}
