/** Loops over float64 numbers in row-major order, and what rounding means for them. */

/** The distance from 1 to the next float64 number. */
export const epsilon = 2 ** -52;

/** Numbers of a matrix, row by row. The callers guarantee that every place they read is within it. */
export type Numbers = Float64Array;

/** The number at a place within the array. */
export const at = (values: Numbers, place: number): number => values[place] as number;

/** Σ x y over `length` numbers. */
export function dot(x: Numbers, fromX: number, y: Numbers, fromY: number, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index++) sum += at(x, fromX + index) * at(y, fromY + index);
  return sum;
}

/** y += factor · x. */
export function add(factor: number, x: Numbers, fromX: number, y: Numbers, fromY: number, length: number): void {
  for (let index = 0; index < length; index++) (y[fromY + index] as number) += factor * at(x, fromX + index);
}

export function scale(factor: number, x: Numbers, from: number, length: number): void {
  for (let index = 0; index < length; index++) (x[from + index] as number) *= factor;
}

/** Rotates two rows in their plane: c x - s y and s x + c y. */
export function rotate(x: Numbers, one: number, other: number, cosine: number, sine: number, length: number): void {
  for (let index = 0; index < length; index++) {
    const a = x[one + index] as number;
    const b = x[other + index] as number;
    x[one + index] = cosine * a - sine * b;
    x[other + index] = sine * a + cosine * b;
  }
}

/** Exchanges two rows of `length` numbers. */
export function exchange(x: Numbers, one: number, other: number, length: number): void {
  if (one === other) return;
  const row = x.slice(one, one + length);
  x.copyWithin(one, other, other + length);
  x.set(row, other);
}

export function greatest(x: Numbers, from = 0, length = x.length, step = 1): number {
  let found = 0;
  for (let index = 0; index < length; index++) found = Math.max(found, Math.abs(at(x, from + index * step)));
  return found;
}

/** √Σ x², without overflow: the numbers are divided by a power of two first, which doesn't round them. */
export function norm(x: Numbers, from: number, length: number): number {
  const by = powerOfTwo(greatest(x, from, length));
  let sum = 0;
  for (let index = 0; index < length; index++) sum += (at(x, from + index) / by) ** 2;
  return Math.sqrt(sum) * by;
}

/** The power of two next to a number from 0 up: dividing by it gives about 1. It is 1 for 0. */
export const powerOfTwo = (number: number): number =>
  number === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.round(Math.log2(number))));

export function transposed(x: Numbers, rows: number, columns: number): Numbers {
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[column * rows + row] = at(x, row * columns + column);
  return result;
}

export function identity(length: number): Numbers {
  const result = new Float64Array(length * length);
  for (let place = 0; place < result.length; place += length + 1) result[place] = 1;
  return result;
}
