/**
 * Singular values, with their derivative (J. Townsend, "Differentiating the singular value decomposition", 2016), and what is computed from
 * them.
 */
import type { View } from "../../engine/engine.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import type { Shares, Value } from "../../tensor/tape.js";
import { svd } from "../algorithms/svd.js";
import { eachMatrix, recordedInFloat64, sizesOf } from "../float64.js";
import { asColumns, asRows, diagonals, identities, minus, multiply, plus, times, transpose, unpacked } from "../parts.js";
import { checkApart, checkNotZero } from "./apart.js";

const shapesOf = (x: View) => {
  const { rows, columns } = sizesOf(x);
  const least = Math.min(rows, columns);
  return [[rows, least], [least], [least, columns]] as const;
};

/** U, the singular values and Vᵀ, one after the other. */
const packed = /* @__PURE__ */ recordedInFloat64(
  "svd",
  (_operation: string, a: Value): View => {
    const { rows, columns } = sizesOf(a);
    const least = Math.min(rows, columns);
    return eachMatrix(a, [rows * least + least + least * columns], (matrix, result) => {
      if (least === 0) return;
      const { u, values, vTransposed } = svd(matrix, rows, columns);
      result.set(u);
      result.set(values, u.length);
      result.set(vTransposed, u.length + least);
    });
  },
  (error, y, operation, a): Shares => [undefined, () => toMatrices(operation, a, parts(a, y), parts(a, error))],
);

interface Svd {
  readonly u: Value;
  readonly singularValues: Value;
  readonly vTransposed: Value;
}
function parts(a: View, x: Value): Svd {
  const [u, singularValues, vTransposed] = unpacked(x, shapesOf(a)) as [Value, Value, Value]; // one for each shape
  return { u, singularValues, vTransposed };
}

export const decomposed = (operation: string, a: Value): Svd => parts(a, packed(operation, a));

function toMatrices(operation: string, a: Value, { u, singularValues: s, vTransposed }: Svd, error: Svd): Value {
  const { batch, rows, columns } = sizesOf(a);
  const least = Math.min(rows, columns);
  const v = transpose(vTransposed);
  const vError = transpose(error.vTransposed);
  checkApart(operation, s, [error.u, vError]);
  // 1 / (sⱼ² - sᵢ²), and 1 on the diagonal, where there is nothing to divide.
  const gaps = minus(asRows(s, least), asColumns(s, least));
  const sums = plus(asRows(s, least), asColumns(s, least));
  const squares = plus(multiply(gaps, sums), identities(batch, least));
  const turned = (x: Value, xError: Value): Value => {
    const product = times(transpose(x), xError);
    return binary("errorOver", minus(product, transpose(product)), squares);
  };
  const within = plus(
    plus(multiply(turned(u, error.u), asRows(s, least)), multiply(turned(v, vError), asColumns(s, least))),
    diagonals(error.singularValues),
  );
  let found = times(times(u, within), vTransposed);
  if (rows > least) found = plus(found, times(outside(operation, u, error.u, s), vTransposed));
  if (columns > least) found = plus(found, times(u, transpose(outside(operation, v, vError, s))));
  return found;
}

/** (1 - U Uᵀ) E S⁻¹: the part of the error that is orthogonal to U. */
function outside(operation: string, u: Value, error: Value, s: Value): Value {
  checkNotZero(operation, s, error);
  const { rows } = sizesOf(u);
  return binary("errorOver", minus(error, times(u, times(transpose(u), error))), asRows(s, rows));
}
