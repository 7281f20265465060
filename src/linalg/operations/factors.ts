/** Triangular factors: A = Q R and A = P L U, with their derivatives. */
import type { View } from "../../engine/engine.js";
import type { Shares, Value } from "../../tensor/tape.js";
import { lu } from "../algorithms/lu.js";
import { qr } from "../algorithms/qr.js";
import { eachMatrix, recordedInFloat64, sizesOf } from "../float64.js";
import { beside, block, lowerPart, minus, plus, times, transpose, unpacked, upperPart } from "../parts.js";
import { solved } from "./solve.js";

const leastOf = (x: View): number => Math.min(sizesOf(x).rows, sizesOf(x).columns);

const shapesOfQr = (a: View) => {
  const { rows, columns } = sizesOf(a);
  return [
    [rows, leastOf(a)],
    [leastOf(a), columns],
  ] as const;
};

/** Q, and then R. */
const packedQr = /* @__PURE__ */ recordedInFloat64(
  "qr",
  (a: Value): View => {
    const { rows, columns } = sizesOf(a);
    const least = leastOf(a);
    return eachMatrix(a, [rows * least + least * columns], (matrix, result) => {
      if (least === 0) return;
      const { q, r } = qr(matrix, rows, columns);
      result.set(q);
      result.set(r, q.length);
    });
  },
  (error, y, a): Shares => [
    () => {
      const { rows, columns } = sizesOf(a);
      const [q, r] = unpacked(y, shapesOfQr(a)) as [Value, Value]; // one for each shape
      const [qError, rError] = unpacked(error, shapesOfQr(a)) as [Value, Value];
      if (columns <= rows) return backThroughQr(q, r, qError, rError);
      // A = [X Y] = Q [U V], so that Q U = X, and V = Qᵀ Y.
      const half = (x: Value, from: number, to: number): Value => block(x, [0, rows], [from, to]);
      const vError = half(rError, rows, columns);
      const all = plus(qError, times(half(a, rows, columns), transpose(vError)));
      return beside(-1, backThroughQr(q, half(r, 0, rows), all, half(rError, 0, rows)), times(q, vError));
    },
  ],
);

/**
 * (E + Q sym(M)) R⁻ᵀ with M = R Rₑᵀ - Eᵀ Q, where sym copies what is below the diagonal to above it (M. Seeger et al., "Auto-differentiating
 * linear algebra", 2017).
 */
function backThroughQr(q: Value, r: Value, qError: Value, rError: Value): Value {
  const product = minus(times(r, transpose(rError)), times(transpose(qError), q));
  const copied = plus(lowerPart(product, 1), transpose(lowerPart(product, 0)));
  return transpose(solved("qr", r, transpose(plus(qError, times(q, copied)))));
}

export function orthogonal(a: Value): { readonly q: Value; readonly r: Value } {
  const [q, r] = unpacked(packedQr(a), shapesOfQr(a)) as [Value, Value]; // as above
  return { q, r };
}

const shapesOfLu = (a: View) => {
  const { rows } = sizesOf(a);
  return [[rows, rows], ...shapesOfQr(a)] as const;
};

/** P, L and U, one after the other. */
const packedLu = /* @__PURE__ */ recordedInFloat64(
  "lu",
  (a: Value): View => {
    const { rows, columns } = sizesOf(a);
    const least = leastOf(a);
    return eachMatrix(a, [rows * rows + rows * least + least * columns], (matrix, result) => {
      const { values, order } = lu(matrix, rows, columns);
      order.forEach((from, row) => {
        result[from * rows + row] = 1;
      });
      values.forEach((value, place) => {
        const [row, column] = [Math.floor(place / columns), place % columns];
        if (row > column) result[rows * rows + row * least + column] = value;
        else result[rows * rows + rows * least + row * columns + column] = value;
      });
      for (let row = 0; row < least; row++) result[rows * rows + row * least + row] = 1;
    });
  },
  (error, y, a): Shares => [
    () => {
      const [p, l, u] = unpacked(y, shapesOfLu(a)) as [Value, Value, Value]; // one for each shape
      const [, lError, uError] = unpacked(error, shapesOfLu(a)) as [Value, Value, Value];
      return times(p, backThroughLu(l, u, lError, uError));
    },
  ],
);

/**
 * The error of Pᵀ A: L⁻ᵀ (tril(Lᵀ Lₑ) + triu(Uₑ Uᵀ)) U⁻ᵀ, without the diagonal of the first part, for square factors. What lies right of a
 * square, U₂ = L⁻¹ B₂, or below it, L₂ = B₂ U⁻¹, comes first.
 */
function backThroughLu(l: Value, u: Value, lError: Value, uError: Value): Value {
  const { rows, columns: least } = sizesOf(l);
  const { columns } = sizesOf(u);
  if (columns > least) {
    const right = (x: Value): Value => block(x, [0, least], [least, columns]);
    const error = solved("lu", transpose(l), right(uError));
    const left = (x: Value): Value => block(x, [0, least], [0, least]);
    return beside(-1, backThroughLu(l, left(u), minus(lError, times(error, transpose(right(u)))), left(uError)), error);
  }
  if (rows > least) {
    const below = (x: Value): Value => block(x, [least, rows], [0, least]);
    const error = transpose(solved("lu", u, transpose(below(lError))));
    const above = (x: Value): Value => block(x, [0, least], [0, least]);
    return beside(-2, backThroughLu(above(l), u, above(lError), minus(uError, times(transpose(below(l)), error))), error);
  }
  const inner = plus(lowerPart(times(transpose(l), lError), 0), upperPart(times(uError, transpose(u))));
  return transpose(solved("lu", u, transpose(solved("lu", transpose(l), inner))));
}

export function triangular(a: Value): { readonly permutation: Value; readonly lower: Value; readonly upper: Value } {
  const [permutation, lower, upper] = unpacked(packedLu(a), shapesOfLu(a)) as [Value, Value, Value]; // as above
  return { permutation, lower, upper };
}
