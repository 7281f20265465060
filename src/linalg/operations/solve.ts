/** Solutions of linear equations and determinants, with their derivatives. */
import type { View } from "../../engine/engine.js";
import * as operations from "../../tensor/operations/index.js";
import type { Shares, Value } from "../../tensor/tape.js";
import { lu } from "../algorithms/lu.js";
import { epsilon } from "../algorithms/numbers.js";
import { system } from "../algorithms/solve.js";
import { eachMatrix, matrixAt, numbersOf, recordedInFloat64, sizesOf } from "../float64.js";
import { asColumns, asRows, constant, identities, multiply, negate, plus, times, transpose } from "../parts.js";
import { decomposed } from "./svd.js";

/** No digit of a solution is right if the condition number is greater. */
const worst = 1 / epsilon;

const singular = (operation: string, which: string, condition: string): string =>
  `${operation}: ${which} is singular: its condition number is ${condition}`;
const inWords = (condition: number): string => (condition === Number.POSITIVE_INFINITY ? "infinite" : condition.toExponential(1));

/** X with A X = B: takes `[...Batch, N, N]` and `[...Batch, N, K]`. */
export const solved = /* @__PURE__ */ recordedInFloat64(
  "solve",
  (operation: string, a: Value, b: Value): View => {
    const { batch, rows, columns } = sizesOf(b);
    const right = numbersOf(b);
    return eachMatrix(a, [rows, columns], (matrix, result, place) => {
      const { condition, solve } = system(matrix, rows);
      if (condition > worst) throw new RangeError(singular(operation, matrixAt(place, batch), inWords(condition)));
      result.set(solve(right.subarray(place * result.length, (place + 1) * result.length), columns));
    });
  },
  (error, x, operation, a): Shares => {
    const share = solved(operation, transpose(a), error); // A⁻ᵀ E
    return [undefined, () => negate(times(share, transpose(x))), () => share];
  },
);

export const inverted = (operation: string, a: Value): Value => {
  const { batch, rows } = sizesOf(a);
  return solved(operation, a, identities(batch, rows));
};

/** The product of the pivots. Where a matrix is nearly singular, the derivative comes from singular values. */
export const determinants = /* @__PURE__ */ recordedInFloat64(
  "determinant",
  (a: Value): View => eachMatrix(a, [], (matrix, result) => void result.set([determinantOf(matrix, sizesOf(a).rows)])),
  (error, y, a): Shares => [
    () => {
      const { rows } = sizesOf(a);
      return isNearlySingular(a)
        ? multiply(asMatrices(error, rows), cofactors(a))
        : multiply(asMatrices(multiply(error, y), rows), transpose(inverted("determinant", a)));
    },
  ],
);

function determinantOf(matrix: Float64Array, rows: number): number {
  const { values, sign } = lu(matrix, rows, rows);
  let product = sign;
  for (let place = 0; place < values.length; place += rows + 1) product *= values[place] as number; // on the diagonal
  return product;
}

/** Whether one of the matrices has an inverse with less than half of its digits, or none. */
function isNearlySingular(a: Value): boolean {
  let found = false;
  eachMatrix(a, [], (matrix) => {
    found ||= system(matrix, sizesOf(a).rows).condition > Math.sqrt(worst);
  });
  return found;
}

/** det(U) det(V) U diag(p) Vᵀ for A = U diag(s) Vᵀ, where p is the product of all other singular values. */
function cofactors(a: Value): Value {
  const { batch, rows } = sizesOf(a);
  const { u, singularValues, vTransposed } = decomposed("determinant", a);
  const others = constant(batch, rows, rows, (row, column) => (row === column ? 0 : 1));
  const factors = plus(multiply(asRows(singularValues, rows), others), identities(batch, rows));
  const products = operations.reduce("product", factors, -1);
  const signs = multiply(signsOf(u), signsOf(vTransposed));
  return multiply(asMatrices(signs, rows), times(multiply(u, asRows(products, rows)), vTransposed));
}

/** The determinants of orthogonal matrices, which are 1 or -1, and constant. */
const signsOf = (x: Value): Value =>
  eachMatrix(x, [], (matrix, result) => void result.set([Math.sign(determinantOf(matrix, sizesOf(x).rows))]));

const asMatrices = (x: Value, rows: number): Value => asColumns(asColumns(x, rows), rows);
