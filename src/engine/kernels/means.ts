/** Means, and differences from the mean, along an axis: as in float32/sums.ts, the middle one of `[outer, entries, inner]`. */
import { subtract, subtractScalar } from "./elementwise";
import { total } from "./float32/sums";
import { Float, FLOAT, NUMBER } from "./float32/vector";
import { COLUMNS, findMeans, SUMS } from "./float32/wide-sums";

export function mean(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<Float>(result, <Float>(total(x, entries) / <f64>entries));
    else {
      for (let column = 0; column < inner; column += COLUMNS) {
        const columns = min(COLUMNS, inner - column);
        const at = <usize>column << FLOAT;
        findMeans(x + at, row, entries, columns);
        memory.copy(result + at, SUMS, <usize>columns << FLOAT);
      }
    }
    x += <usize>entries * row;
    result += row;
  }
}

/** Subtracts the mean along the axis. The mean of the result is the rounding error of the first mean, so it is subtracted too. */
export function center(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) {
      subtractScalar(x, <Float>(total(x, entries) / <f64>entries), result, entries);
      subtractScalar(result, finite(<Float>(total(result, entries) / <f64>entries)), result, entries);
    } else {
      for (let column = 0; column < inner; column += COLUMNS) {
        const at = <usize>column << FLOAT;
        const columns = min(COLUMNS, inner - column);
        findMeans(x + at, row, entries, columns);
        subtractMeans(x + at, row, entries, columns, result + at);
        findMeans(result + at, row, entries, columns);
        for (let mean = SUMS, end = SUMS + (<usize>columns << FLOAT); mean < end; mean += NUMBER) store<Float>(mean, finite(load<Float>(mean)));
        subtractMeans(result + at, row, entries, columns, result + at);
      }
    }
    x += <usize>entries * row;
    result += <usize>entries * row;
  }
}

/** Infinite means and NaN have already had their effect in the first subtraction, so the second leaves them out. */
@inline
function finite(mean: Float): Float {
  return mean - mean == 0 ? mean : 0;
}

/** Short rows are subtracted several at a time, from copies of the means in the memory of the sums. */
function subtractMeans(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
  let together = 1;
  for (; together < rows && row <= <usize>(COLUMNS / 2) << FLOAT; together <<= 1) {
    memory.copy(SUMS + row, SUMS, row);
    row <<= 1;
  }
  for (; rows > 0; rows -= together) {
    subtract(x, SUMS, result, min(rows, together) * columns);
    x += row;
    result += row;
  }
}
