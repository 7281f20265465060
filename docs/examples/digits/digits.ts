/** Handwritten digits: checks the lines of their file, and makes tensors whose sizes the compiler knows. It runs in browsers too. */
import { type Matrix, type Random, type Size, tensor } from "conformable";

/** A handwritten digit. */
export interface Digit {
  /** An 8 × 8 image, row by row, from 0 (paper) to 16 (ink). */
  readonly pixels: readonly number[];
  /** The digit, from 0 to 9. */
  readonly label: number;
}

/** Digits in the form that a network takes. */
export interface Examples<Count extends number> {
  readonly digits: readonly Digit[];
  /** One row of pixels per digit, from 0 to 1. */
  readonly inputs: Matrix<Count, 64>;
  /** One row per digit, with a 1 at the place of its label and zeros elsewhere. */
  readonly targets: Matrix<Count, 10>;
}

/** Reads digits, one per line. @throws Error if a line isn't 64 pixels and a label */
export const parseDigits = (text: string, file: string): Digit[] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line, index) => parseDigit(line, `${file}, line ${index + 1}`));

function parseDigit(line: string, where: string): Digit {
  const fields = line.split(",");
  if (fields.length !== 65) throw new Error(`${where}: has to have 65 numbers (64 pixels and a label), not ${fields.length}`);
  const wholeNumber = (place: number, greatest: number): number => {
    const field = fields[place] ?? "";
    if (/^\d+$/.test(field) && Number(field) <= greatest) return Number(field);
    throw new Error(`${where}: number ${place + 1} of 65 has to be a whole number from 0 to ${greatest}, not "${field}"`);
  };
  return { pixels: Array.from({ length: 64 }, (_, place) => wholeNumber(place, 16)), label: wholeNumber(64, 9) };
}

/** The same digits in a random order. */
export const shuffle = (digits: readonly Digit[], source: Random): Digit[] =>
  source.permutation(digits.length).flatMap((place) => digits.slice(place, place + 1));

/**
 * Makes tensors from digits.
 *
 * @param count - the number of digits, as a literal: the compiler can't count the lines of a file, so we state it, and `tensor` checks it
 * @throws ShapeError if there are more or fewer
 */
export function examples<const Count extends number>(digits: readonly Digit[], count: Size<Count>): Examples<Count> {
  const classes = Array.from({ length: 10 }, (_, label) => label);
  const pixels = digits.map((digit) => digit.pixels.map((pixel) => pixel / 16));
  const labels = digits.map(({ label }) => classes.map((other) => (other === label ? 1 : 0)));
  return { digits, inputs: tensor(pixels, [count, 64]), targets: tensor(labels, [count, 10]) };
}
