/** What attention computes, for layers on one sequence and on two: scores, without those that a mask hides, and averages of values. */
import { checkPlaces, maskOfOtherPlaces } from "../../shape/attention.js";
import { sameShape } from "../../shape/broadcast.js";
import type { Size } from "../../shape/dim.js";
import { numbersFor } from "../../shape/elements.js";
import { ShapeError } from "../../shape/shape-error.js";
import { tensor } from "../../tensor/create.js";
import { einsum } from "../../tensor/einsum.js";
import {
  broadcastTo,
  elementwise,
  expandDims,
  matmul,
  reduce,
  softmax,
  transpose,
  where,
} from "../../tensor/operations/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, type Matrix, type Tensor, type Vector, viewOf } from "../../tensor/tensor.js";

/**
 * What is added to a hidden score. It is finite, so that the softmax of a row in which all scores are hidden isn't NaN, and so far below
 * any score that the share of a hidden key next to a visible one is exactly 0.
 */
const away = -1e30;

/** What to add to scores: nothing where the mask isn't 0. */
export const biasOf = (mask: Value): Value => elementwise("multiply", elementwise("equal", mask, 0), away);

/** The shares of each query in the values: the softmax of its scores and what hides some of them. */
export const sharesOf = (scores: Value, bias: Value): Value =>
  softmax("softmax", elementwise("add", scores, broadcastTo(bias, scores.shape)));

/** The averages, with 0 for each query that sees no key. */
export const onlySeeing = (averages: Value, sees: Value): Value => where(broadcastTo(sees, averages.shape), averages, 0);

/** A mask for all examples, with a row for each query and a column for each key. */
export interface FixedMask<Length extends number, Memory extends number> {
  /** 1 for each key that the query sees, 0 for the others. */
  readonly shown: Matrix<Length, Memory>;
  /** What to add to the scores. */
  readonly bias: Matrix<Length, Memory>;
  /** 1 for each query that sees a key, 0 for the others; undefined if all do. */
  readonly sees: Vector<Length> | undefined;
}

/** A mask of any size. */
export type AnyFixedMask = Readonly<Record<"shown" | "bias", AnyTensor>>;

/** The mask of a layer; undefined if each place sees all others. */
export function fixedMask<Length extends number>(
  length: Size<Length>,
  causal: boolean,
  mask: AnyTensor | undefined,
): FixedMask<Length, Length> | undefined {
  if (mask) checkPlaces(length, mask.shape);
  if (!causal && mask === undefined) return undefined;
  const given = mask?.dataSync();
  const numbers = (count: number) => numbersFor(Float64Array, count);
  const [shown, bias, sees] = [numbers(length * length), numbers(length * length), numbers(length)];
  for (let place = 0; place < shown.length; place++) {
    const [row, column] = [Math.floor(place / length), place % length];
    const isShown = given?.[place] !== 0 && !(causal && column > row);
    shown[place] = Number(isShown);
    bias[place] = isShown ? 0 : away;
    if (isShown) sees[row] = 1;
  }
  return {
    shown: tensor(shown, [length, length]),
    bias: tensor(bias, [length, length]),
    sees: sees.includes(0) ? tensor(sees, [length]) : undefined,
  };
}

/** Checks a mask of the sequences that are passing through: `[examples, length]`. */
export function maskOf<Examples extends number, Length extends number, Width extends number>(
  operation: string,
  sequences: Tensor<[Examples, Length, Width]>,
  mask: AnyTensor | undefined,
): Matrix<Examples, Length> | undefined {
  if (mask && !sameShape(mask.shape, sequences.shape.slice(0, 2)))
    throw new ShapeError(maskOfOtherPlaces(operation, mask.shape, sequences.shape));
  return mask;
}

/**
 * What the places of a sequence find in a memory, which may be the sequence itself: `[examples, length, width]`. It is generic in all sizes,
 * so that the compiler proves the shapes of the products.
 */
export function attended<
  Examples extends number,
  Heads extends number,
  Part extends number,
  Length extends number,
  Width extends number,
  Memory extends number,
  MemoryWidth extends number,
>(
  x: Tensor<[Examples, Length, Width]>,
  memory: Tensor<[Examples, Memory, MemoryWidth]>,
  { query, key, value, output }: HeadMatrices<Heads, Part, Width, MemoryWidth>,
  fixed: FixedMask<Length, Memory> | undefined,
  mask: Matrix<Examples, Memory> | undefined,
): Tensor<[Examples, Length, Width]> {
  const queries = einsum("blw,hpw->bhlp", x, query.divide(Math.sqrt(query.shape[1]))); // so that the scores needn't be divided
  const keys = einsum("bmw,hpw->bhmp", memory, key);
  const values = einsum("bmw,hpw->bhmp", memory, value);
  const scores = einsum("bhlp,bhmp->bhlm", queries, keys);
  const shares: typeof scores = mask
    ? claim(sharesOf(viewOf("attention", scores), biasFor(mask, fixed)))
    : (fixed ? scores.add(fixed.bias) : scores).softmax();
  const averages = einsum("blhp,whp->blw", einsum("bhlm,bhmp->blhp", shares, values), output);
  const sees = mask ? seesFor(mask, fixed) : fixed?.sees && expandDims(viewOf("attention", fixed.sees), 1);
  return sees ? claim(onlySeeing(viewOf("attention", averages), sees)) : averages;
}

/** The matrices of all heads. */
interface HeadMatrices<Heads extends number, Part extends number, Width extends number, MemoryWidth extends number> {
  readonly query: Tensor<[Heads, Part, Width]>;
  readonly key: Tensor<[Heads, Part, MemoryWidth]>;
  readonly value: Tensor<[Heads, Part, MemoryWidth]>;
  readonly output: Tensor<[Width, Heads, Part]>;
}

/** What to add to the scores of each head under both masks: `[examples, 1, length, memory]`, or 1 in place of the length. */
function biasFor(mask: AnyTensor, fixed: AnyFixedMask | undefined): Value {
  const bias = expandDims(biasOf(viewOf("attention", mask)), 1);
  if (!fixed) return expandDims(bias, 1);
  const [examples = 0, memory = 0] = mask.shape;
  const all = broadcastTo(bias, [examples, fixed.bias.shape[0], memory]);
  return expandDims(elementwise("add", all, viewOf("attention", fixed.bias)), 1);
}

/** Which queries see any key under both masks: `[examples, length, 1]`, or 1 in place of the length. */
function seesFor(mask: AnyTensor, fixed: AnyFixedMask | undefined): Value {
  const shown = elementwise("notEqual", viewOf("attention", mask), 0);
  const sees = fixed
    ? elementwise("greater", matmul(shown, transpose(viewOf("attention", fixed.shown))), 0)
    : reduce("any", shown, [1], { keepDims: true });
  return expandDims(sees, 2);
}
