/** Entries of the rows of a matrix by their indices, which are numbers of the same type. */
import { Float, FLOAT, NUMBER } from "./float32/vector";

/** Entries of each row by their indices. Stops and returns false if a row has no such entry. */
export function takeAlong(x: usize, indices: usize, rows: i32, picks: i32, columns: i32, result: usize): bool {
  for (; rows > 0; rows--) {
    for (let i = 0; i < picks; i++) {
      const index = load<Float>(indices);
      const entry = <i32>index;
      if (<Float>entry != index || <u32>entry >= <u32>columns) return false;
      store<Float>(result, load<Float>(x + (<usize>entry << FLOAT)));
      indices += NUMBER;
      result += NUMBER;
    }
    x += <usize>columns << FLOAT;
  }
  return true;
}
