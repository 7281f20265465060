/** Sums along an axis, as in ../float32/sums.ts. */
import { FLOAT, laneSum, loadUpTo } from "./vector";
import { addWide, sumColumns } from "./wide-sums";

export function sum(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  for (; outer > 0; outer--) {
    if (inner == 1) store<f64>(result, total(x, entries));
    else sumColumns(x, <usize>inner << FLOAT, entries, inner, result);
    x += (<usize>entries * inner) << FLOAT;
    result += <usize>inner << FLOAT;
  }
}

/** Running sums along the axis. */
export function cumulate(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (; outer > 0; outer--) {
    for (let entry = 0; entry < entries; entry++) {
      memory.copy(result, x, row);
      if (entry > 0) addWide(result - row, result, inner);
      x += row;
      result += row;
    }
  }
}

/** The sum of n contiguous numbers, in four vectors that don't wait for each other. */
export function total(x: usize, n: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (; n >= 8; n -= 8) {
    a = f64x2.add(a, v128.load(x));
    b = f64x2.add(b, v128.load(x, 16));
    c = f64x2.add(c, v128.load(x, 32));
    d = f64x2.add(d, v128.load(x, 48));
    x += 64;
  }
  for (; n > 0; n -= 2) {
    a = f64x2.add(a, loadUpTo(x, n));
    x += 16;
  }
  return laneSum(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
}
