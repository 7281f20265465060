/**
 * A = V Λ Vᵀ for a symmetric A: Householder's reflections make A tridiagonal, and the implicit QL iteration makes it diagonal (B. N. Parlett,
 * "The Symmetric Eigenvalue Problem", 1980, chapters 7 and 8).
 */
import { type Reflection, reflect, reflectionOf } from "./householder.js";
import { add, at, dot, epsilon, greatest, identity, type Numbers, powerOfTwo, rotate, transposed } from "./numbers.js";
import { isNegative } from "./svd.js";

export interface Eigh {
  /** From the least up. */
  readonly values: Numbers;
  /** `[length, length]`: column i belongs to value i. Its number with the greatest absolute value is positive. */
  readonly vectors: Numbers;
}

export function eigh(given: Numbers, length: number): Eigh {
  const by = powerOfTwo(greatest(given));
  const { diagonal, beside, rows } = tridiagonal(
    given.map((value) => value / by),
    length,
  );
  iterate(diagonal, beside, rows, length);
  const places = Array.from(diagonal.keys()).toSorted((one, other) => at(diagonal, one) - at(diagonal, other));
  const sorted = new Float64Array(length * length);
  places.forEach((place, index) => void sorted.set(rows.subarray(place * length, (place + 1) * length), index * length));
  const vectors = transposed(sorted, length, length);
  for (let column = 0; column < length; column++) {
    if (isNegative(vectors, column, length, length))
      for (let place = column; place < vectors.length; place += length) vectors[place] = -at(vectors, place);
  }
  return { values: Float64Array.from(places, (place) => at(diagonal, place) * by), vectors };
}

/** T = Qᵀ A Q with its diagonal and the numbers beside it. `rows` is Qᵀ. */
function tridiagonal(a: Numbers, length: number): { diagonal: Numbers; beside: Numbers; rows: Numbers } {
  const beside = new Float64Array(length);
  const reflections: Reflection[] = [];
  for (let step = 0; step < length - 2; step++) {
    const vector = new Float64Array(length);
    for (let row = step + 1; row < length; row++) vector[row] = at(a, row * length + step);
    const reflection = reflectionOf(vector, step + 1);
    reflectBothSides(a, reflection, step, length);
    reflections.push(reflection);
  }
  for (let row = 1; row < length; row++) beside[row - 1] = at(a, row * length + row - 1);
  const diagonal = Float64Array.from({ length }, (_, row) => at(a, row * length + row));
  const columns = identity(length);
  for (const reflection of reflections.toReversed()) reflect(reflection, columns, length);
  return { diagonal, beside, rows: transposed(columns, length, length) };
}

/** A becomes H A H = A - v wᵀ - w vᵀ, where p = τ A v and w = p - (τ / 2) (pᵀ v) v. */
function reflectBothSides(a: Numbers, { vector, tau }: Reflection, step: number, length: number): void {
  const product = Float64Array.from({ length }, (_, row) => (row < step ? 0 : tau * dot(a, row * length, vector, 0, length)));
  const share = (tau / 2) * dot(product, 0, vector, 0, length);
  const w = product.map((value, row) => value - share * at(vector, row));
  for (let row = step; row < length; row++) {
    add(-at(vector, row), w, step, a, row * length + step, length - step);
    add(-at(w, row), vector, step, a, row * length + step, length - step);
  }
}

/** Makes a tridiagonal matrix diagonal, and rotates the rows of vectors with it. */
function iterate(diagonal: Numbers, beside: Numbers, rows: Numbers, length: number): void {
  for (let low = 0; low < length; low++) {
    for (;;) {
      let high = low;
      while (high < length - 1 && !isNegligible(diagonal, beside, high)) high++;
      if (high === low) break;
      const ratio = (at(diagonal, low + 1) - at(diagonal, low)) / (2 * at(beside, low));
      const root = Math.hypot(ratio, 1);
      let chased = at(diagonal, high) - at(diagonal, low) + at(beside, low) / (ratio + (ratio < 0 ? -root : root));
      let [sine, cosine, shift] = [1, 1, 0];
      let isSplit = false;
      for (let index = high - 1; index >= low; index--) {
        const outer = sine * at(beside, index);
        const inner = cosine * at(beside, index);
        const size = Math.hypot(outer, chased);
        beside[index + 1] = size;
        if (size === 0) {
          (diagonal[index + 1] as number) -= shift;
          beside[high] = 0;
          isSplit = true;
          break;
        }
        [sine, cosine] = [outer / size, chased / size];
        chased = at(diagonal, index + 1) - shift;
        const turned = (at(diagonal, index) - chased) * sine + 2 * cosine * inner;
        shift = sine * turned;
        diagonal[index + 1] = chased + shift;
        chased = cosine * turned - inner;
        rotate(rows, index * length, (index + 1) * length, cosine, sine, length);
      }
      if (isSplit) continue;
      (diagonal[low] as number) -= shift;
      beside[low] = chased;
      beside[high] = 0;
    }
  }
}

const isNegligible = (diagonal: Numbers, beside: Numbers, index: number): boolean =>
  Math.abs(at(beside, index)) <= (epsilon / 2) * (Math.abs(at(diagonal, index)) + Math.abs(at(diagonal, index + 1)));
