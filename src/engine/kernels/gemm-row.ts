/**
 * A row times a matrix whose rows have no gaps: each row of the matrix times its factor, added up. Almost all of the time goes
 * into reading the matrix, so it is read once, in order.
 */
import { Float, FLOAT, LANES, multiplyAdd, NUMBER, storeOne } from "./float32/vector";

/** Computes c[n] = a[k]·B[k, n]. Factors are `aStep` apart. Four rows are added at a time, so that c is loaded a quarter as often. */
export function multiplyRow(n: i32, k: i32, a: usize, aStep: usize, b: usize, bRow: usize, c: usize): void {
  memory.fill(c, 0, <usize>n << FLOAT);
  const step = aStep << FLOAT;
  const row = bRow << FLOAT;
  let left = k;
  for (; left >= 4; left -= 4) {
    const factor0 = v128.load_splat<Float>(a);
    const factor1 = v128.load_splat<Float>(a + step);
    const factor2 = v128.load_splat<Float>(a + 2 * step);
    const factor3 = v128.load_splat<Float>(a + 3 * step);
    addRows(n, factor0, factor1, factor2, factor3, b, row, c);
    a += 4 * step;
    b += 4 * row;
  }
  for (; left > 0; left--) {
    addRow(n, v128.load_splat<Float>(a), b, c);
    a += step;
    b += row;
  }
}

/** Adds four rows that are `row` bytes apart. */
function addRows(n: i32, factor0: v128, factor1: v128, factor2: v128, factor3: v128, b: usize, row: usize, c: usize): void {
  const row2 = 2 * row;
  const row3 = 3 * row;
  let left = n;
  for (; left >= LANES; left -= LANES) {
    const first = multiplyAdd(factor1, v128.load(b + row), v128.mul<Float>(factor0, v128.load(b)));
    const second = multiplyAdd(factor3, v128.load(b + row3), v128.mul<Float>(factor2, v128.load(b + row2)));
    v128.store(c, v128.add<Float>(v128.load(c), v128.add<Float>(first, second)));
    b += 16;
    c += 16;
  }
  for (; left > 0; left--) {
    const first = multiplyAdd(factor1, v128.load_splat<Float>(b + row), v128.mul<Float>(factor0, v128.load_splat<Float>(b)));
    const second = multiplyAdd(factor3, v128.load_splat<Float>(b + row3), v128.mul<Float>(factor2, v128.load_splat<Float>(b + row2)));
    storeOne(c, v128.add<Float>(v128.load_splat<Float>(c), v128.add<Float>(first, second)));
    b += NUMBER;
    c += NUMBER;
  }
}

function addRow(n: i32, factor: v128, b: usize, c: usize): void {
  let left = n;
  for (; left >= LANES; left -= LANES) {
    v128.store(c, multiplyAdd(factor, v128.load(b), v128.load(c)));
    b += 16;
    c += 16;
  }
  for (; left > 0; left--) {
    storeOne(c, multiplyAdd(factor, v128.load_splat<Float>(b), v128.load_splat<Float>(c)));
    b += NUMBER;
    c += NUMBER;
  }
}
