/** Copying: views in row-major order, transposed matrices, rows selected by index, and repeating a number. */
import { add } from "./elementwise";
import { Float, FLOAT, LANES, loadApart, NUMBER, transposeFour } from "./float32/vector";

/** Writes one number n times. */
export function fill(result: usize, value: Float, n: i32): void {
  const all = v128.splat<Float>(value);
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    v128.store(result, all);
    v128.store(result, all, 16);
    result += 32;
  }
  for (; n > 0; n--) {
    store<Float>(result, value);
    result += NUMBER;
  }
}

/**
 * Copies the elements of a view in row-major order. `shape` and `strides` point to `rank` 32-bit integers; a stride of 0 repeats.
 * The last two axes are copied as a matrix, by the fastest method for their strides. A loop walks the axes before them.
 */
export function gather(source: usize, rank: i32, shape: usize, strides: usize, result: usize): void {
  if (rank >= 3) {
    const entries = load<i32>(shape);
    const stride = load<i32>(strides);
    let size = 1;
    for (let axis = 1; axis < rank; axis++) size *= load<i32>(shape + (<usize>axis << 2));
    for (let entry = 0; entry < entries; entry++) {
      gather(source, rank - 1, shape + 4, strides + 4, result);
      source += <usize>stride << FLOAT;
      result += <usize>size << FLOAT;
    }
    return;
  }
  const rows = rank == 2 ? load<i32>(shape) : 1;
  const rowStride = rank == 2 ? load<i32>(strides) : 0;
  const last = <usize>(rank - 1) << 2;
  const columns = rank == 0 ? 1 : load<i32>(shape + last);
  const columnStride = rank == 0 ? 1 : load<i32>(strides + last);
  copyMatrix(source, rowStride, columnStride, rows, columns, result);
}

/** Copies a matrix with any strides in row-major order. */
function copyMatrix(source: usize, rowStride: usize, columnStride: usize, rows: i32, columns: i32, result: usize): void {
  if (rowStride == 1 && columnStride != 1 && rows > 1) return transpose(source, columnStride, columns, rows, result);
  for (let row = 0; row < rows; row++) {
    if (columnStride == 1) copy(source, result, columns);
    else if (columnStride == 0) {
      if (columns > 0) fill(result, load<Float>(source), columns);
    } else copyStrided(source, columnStride << FLOAT, result, columns);
    source += rowStride << FLOAT;
    result += <usize>columns << FLOAT;
  }
}

/** Copies n contiguous numbers. */
export function copy(source: usize, result: usize, n: i32): void {
  copyHere(source, result, n);
}

/** For loops over short rows, which would spend most of their time on calls. */
@inline
function copyHere(source: usize, result: usize, n: i32): void {
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    const first = v128.load(source);
    const second = v128.load(source, 16);
    v128.store(result, first);
    v128.store(result, second, 16);
    source += 32;
    result += 32;
  }
  for (; n > 0; n--) {
    store<Float>(result, load<Float>(source));
    source += NUMBER;
    result += NUMBER;
  }
}

/** Copies n numbers that are `stride` bytes apart. */
function copyStrided(source: usize, stride: usize, result: usize, n: i32): void {
  for (; n >= LANES; n -= LANES) {
    v128.store(result, loadApart(source, stride));
    source += LANES * stride;
    result += 16;
  }
  for (; n > 0; n--) {
    store<Float>(result, load<Float>(source));
    source += stride;
    result += NUMBER;
  }
}

/** The number of rows and columns that are transposed at a time. The cache lines they touch stay in the cache until they are full. */
const BLOCK: i32 = 32;

/** Copies `[rows, columns]`, whose rows are `rowStride` elements apart, to `[columns, rows]`. */
export function transpose(source: usize, rowStride: usize, rows: i32, columns: i32, result: usize): void {
  for (let row = 0; row < rows; row += BLOCK) {
    const height = min(BLOCK, rows - row);
    for (let column = 0; column < columns; column += BLOCK) {
      const width = min(BLOCK, columns - column);
      const from = source + ((<usize>row * rowStride + <usize>column) << FLOAT);
      const to = result + ((<usize>column * rows + <usize>row) << FLOAT);
      transposeBlock(from, rowStride << FLOAT, height, width, to, <usize>rows << FLOAT);
    }
  }
}

/** Transposes four rows at a time. Strides are in bytes. */
function transposeBlock(source: usize, sourceRow: usize, rows: i32, columns: i32, result: usize, resultRow: usize): void {
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    let from = source;
    let to = result;
    let column = 0;
    for (; column + LANES <= columns; column += LANES) {
      transposeFour(from, from + sourceRow, from + 2 * sourceRow, from + 3 * sourceRow, to, resultRow);
      from += 16;
      to += LANES * resultRow;
    }
    for (; column < columns; column++) {
      copyStrided(from, sourceRow, to, 4);
      from += NUMBER;
      to += resultRow;
    }
    source += 4 * sourceRow;
    result += 4 * NUMBER;
  }
  for (; row < rows; row++) {
    let to = result;
    for (let column = 0; column < columns; column++) {
      store<Float>(to, load<Float>(source + (<usize>column << FLOAT)));
      to += resultRow;
    }
    source += sourceRow;
    result += NUMBER;
  }
}

/** Copies rows of a row-major matrix. `indices` points to their indices, 32-bit integers within the matrix. */
export function take(source: usize, columns: i32, indices: usize, count: i32, result: usize): void {
  const row = <usize>columns << FLOAT;
  for (let i = 0; i < count; i++) {
    copyHere(source + <usize>load<i32>(indices) * row, result, columns);
    indices += 4;
    result += row;
  }
}

/** Takes the error of {@link take} back: adds rows to the rows that they were taken from. */
export function untake(x: usize, columns: i32, indices: usize, count: i32, result: usize): void {
  const row = <usize>columns << FLOAT;
  for (let i = 0; i < count; i++) {
    const sums = result + <usize>load<i32>(indices) * row;
    add(sums, x, sums, columns);
    indices += 4;
    x += row;
  }
}

/**
 * Takes the error of {@link gather} back: adds row-major numbers to the places that the view reads. Returns the end of the
 * numbers.
 */
export function spread(x: usize, rank: i32, shape: usize, strides: usize, result: usize): usize {
  if (rank == 0) {
    store<Float>(result, load<Float>(result) + load<Float>(x));
    return x + NUMBER;
  }
  const entries = load<i32>(shape);
  const stride = <usize>load<i32>(strides) << FLOAT;
  if (rank == 1 && stride == NUMBER) {
    add(result, x, result, entries);
    return x + (<usize>entries << FLOAT);
  }
  for (let entry = 0; entry < entries; entry++) {
    x = spread(x, rank - 1, shape + 4, strides + 4, result);
    result += stride;
  }
  return x;
}

/** Writes row-major numbers to the places that the view reads. {@link spread} adds them. */
export function scatter(x: usize, rank: i32, shape: usize, strides: usize, result: usize): usize {
  if (rank == 0) {
    store<Float>(result, load<Float>(x));
    return x + NUMBER;
  }
  const entries = load<i32>(shape);
  const stride = <usize>load<i32>(strides) << FLOAT;
  if (rank == 1 && stride == NUMBER) {
    copy(x, result, entries);
    return x + (<usize>entries << FLOAT);
  }
  for (let entry = 0; entry < entries; entry++) {
    x = scatter(x, rank - 1, shape + 4, strides + 4, result);
    result += stride;
  }
  return x;
}
