/** Einstein summation, two operands at a time. Each step is one matrix product. */
import { rowMajor, size } from "../../engine/layout.js";
import { checkSubscripts } from "../../shape/einsum.js";
import { checkOperands } from "../../shape/einsum-operands.js";
import { count } from "../../shape/reshape.js";
import type { Value } from "../tape.js";
import { batchProduct, permuted, reduced, reshaped, seen } from "./primitives/index.js";

/** A value with a letter for each of its axes. */
interface Named {
  readonly value: Value;
  readonly letters: string;
}

export function einsum(subscripts: unknown, operands: readonly Value[]): Value {
  const { terms, output } = checkOperands(
    checkSubscripts(subscripts),
    operands.map(({ shape }) => shape),
  );
  const named = operands.map((value, operand) => diagonal({ value, letters: terms[operand] as string })); // the counts were checked
  const [first, ...others] = named as [Named, ...Named[]]; // subscripts have at least one term, possibly an empty one
  const neededAfter = (place: number): string =>
    others
      .slice(place)
      .map(({ letters }) => letters)
      .join("") + output;
  const result = others.reduce(
    (before, next, place) =>
      contracted(
        summed(before, next.letters + neededAfter(place + 1)),
        summed(next, before.letters + neededAfter(place + 1)),
        neededAfter(place + 1),
      ),
    summed(first, neededAfter(0)),
  );
  return inOrder(result, output).value;
}

const unique = (letters: string): string => [...new Set(letters)].join("");
const only = (letters: string, kept: (letter: string) => boolean): string => [...letters].filter(kept).join("");

/** The entries where all axes with the same letter have the same index. */
function diagonal({ value, letters }: Named): Named {
  const each = unique(letters);
  if (each === letters) return { value, letters };
  const strides = rowMajor(value.shape);
  const stride = (letter: string): number =>
    [...letters].reduce((sum, other, axis) => (other === letter ? sum + size(strides, axis) : sum), 0);
  const shape = [...each].map((letter) => size(value.shape, letters.indexOf(letter)));
  return { value: seen(value, { offset: 0, shape, strides: [...each].map(stride) }), letters: each };
}

/** Summed over the letters that aren't needed. */
function summed({ value, letters }: Named, needed: string): Named {
  const kept = only(letters, (letter) => needed.includes(letter));
  const gone = only(letters, (letter) => !needed.includes(letter));
  if (gone === "") return { value, letters };
  const ordered = inOrder({ value, letters }, kept + gone).value;
  const flat = reshaped(ordered, [...sizes({ value, letters }, kept), count(sizes({ value, letters }, gone))]);
  return { value: reduced("sum", flat, kept.length), letters: kept };
}

/** The product of two values, summed over the letters that both have and that aren't needed. */
function contracted(left: Named, right: Named, needed: string): Named {
  const shared = only(left.letters, (letter) => right.letters.includes(letter));
  const batch = only(shared, (letter) => needed.includes(letter));
  const inner = only(shared, (letter) => !needed.includes(letter));
  const rows = only(left.letters, (letter) => !shared.includes(letter));
  const columns = only(right.letters, (letter) => !shared.includes(letter));
  const [b, m, k] = [count(sizes(left, batch)), count(sizes(left, rows)), count(sizes(left, inner))];
  const n = count(sizes(right, columns));
  const a = reshaped(inOrder(left, batch + rows + inner).value, [b, m, k]);
  const c = reshaped(inOrder(right, batch + inner + columns).value, [b, k, n]);
  const shape = [...sizes(left, batch), ...sizes(left, rows), ...sizes(right, columns)];
  return { value: reshaped(batchProduct(a, c), shape), letters: batch + rows + columns };
}

const sizes = ({ value, letters }: Named, of: string): number[] =>
  [...of].map((letter) => size(value.shape, letters.indexOf(letter)));

function inOrder({ value, letters }: Named, order: string): Named {
  if (letters === order) return { value, letters };
  return {
    value: permuted(
      value,
      [...order].map((letter) => letters.indexOf(letter)),
    ),
    letters: order,
  };
}
