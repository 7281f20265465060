/** The order of the numbers in the rows of a matrix. Keys of float64 have no room for an index, so this is a merge sort on indices. */
import { FLOAT } from "./vector";

/** For each place in a row, the index of the number that belongs there. NaN comes last, and equal numbers stay in order. */
export function argsort(x: usize, rows: i32, columns: i32, result: usize, work: usize): void {
  const bytes = <usize>columns << 2;
  for (; rows > 0; rows--) {
    let from = work;
    let to = work + bytes;
    for (let i = 0; i < columns; i++) store<i32>(from + (<usize>i << 2), i);
    for (let width = 1; width < columns; width *= 2) {
      for (let start = 0; start < columns; start += 2 * width) {
        const middle = min(start + width, columns);
        merge(x, from, start, middle, min(middle + width, columns), to);
      }
      const sorted = to;
      to = from;
      from = sorted;
    }
    for (let i = 0; i < columns; i++) {
      store<f64>(result, <f64>load<i32>(from + (<usize>i << 2)));
      result += 8;
    }
    x += <usize>columns << FLOAT;
  }
}

/** Merges two sorted runs of indices, of which the second begins at `middle`. */
function merge(x: usize, from: usize, start: i32, middle: i32, end: i32, to: usize): void {
  let left = start;
  let right = middle;
  for (let place = start; place < end; place++) {
    const one = load<i32>(from + (<usize>left << 2));
    const other = load<i32>(from + (<usize>right << 2)); // isn't used if there is none
    const isRight = left == middle || (right < end && isBefore(load<f64>(x + (<usize>other << FLOAT)), load<f64>(x + (<usize>one << FLOAT))));
    store<i32>(to + (<usize>place << 2), isRight ? other : one);
    if (isRight) right++;
    else left++;
  }
}

@inline
function isBefore(one: f64, other: f64): bool {
  return one < other || (other != other && one == one);
}
