/** Shows the results as text: the losses as a curve, the confusion matrix, and the digits themselves. */
import asciichart from "asciichart";
import type { Matrix } from "conformable";
import type { Digit } from "./data.js";
import { paint, percent } from "./terminal.js";

/** A digit, and the network's prediction. */
export interface Verdict {
  readonly digit: Digit;
  /** The most likely class, according to the network. */
  readonly prediction: number;
  /** The probability of that class, from 0 to 1. */
  readonly probability: number;
}

export const isRight = ({ digit, prediction }: Verdict): boolean => prediction === digit.label;

/** Losses over the epochs, on a logarithmic axis: from one line of the chart to the next is always the same factor. */
export function lossCurves(...curves: readonly (readonly number[])[]): string {
  const [{ length } = []] = curves;
  if (length < 2) return "  (a curve needs two epochs)";
  const wide = curves.map((losses) => losses.flatMap((loss) => [Math.log10(loss), Math.log10(loss)])); // two characters for each epoch
  const format = (exponent: number): string => (10 ** exponent).toFixed(4).padStart(9);
  const chart = asciichart.plot(wide, { height: 9, offset: 11, format });
  return `${chart.replaceAll(/ +$/gm, "")}\n${" ".repeat(11)}epochs 1 to ${length}`;
}

/** How often each digit was predicted as which, as a table. */
export function confusionTable(counts: Matrix<10, 10>): string {
  const classes = Array.from({ length: 10 }, (_, label) => label);
  const cell = (actual: number, predicted: number): string => {
    const count = counts.at(actual, predicted);
    const text = (count === 0 ? "·" : String(count)).padStart(4);
    return count === 0 ? paint("dim", text) : paint(actual === predicted ? "green" : "red", text);
  };
  return [
    "               predicted",
    `            ${classes.map((label) => String(label).padStart(4)).join("")}`,
    ...classes.map((actual) => {
      const row = classes.map((predicted) => cell(actual, predicted)).join("");
      return `  ${(actual === 0 ? "actual" : "").padEnd(8)}${actual} ${row}`;
    }),
  ].join("\n");
}

/** Digits side by side, each with the network's prediction below it. */
export function gallery(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return "  (none)";
  const gap = "   ";
  const rows = Array.from({ length: 8 }, (_, row) => verdicts.map(({ digit }) => drawRow(digit, row)).join(gap));
  return [...rows, verdicts.map(caption).join(gap)].map((line) => `  ${line}`.trimEnd()).join("\n");
}

const shades = [" ", "░", "▒", "▓", "█"];

/** One row of pixels. Each is two characters wide, because a character is about twice as high as it is wide. */
function drawRow({ pixels }: Digit, row: number): string {
  const drawn = pixels.slice(8 * row, 8 * row + 8).map((pixel) => shades[Math.round(pixel / 4)]?.repeat(2));
  return drawn.join("");
}

function caption(verdict: Verdict): string {
  const { digit, prediction, probability } = verdict;
  if (isRight(verdict)) return paint("green", `${prediction}, ${percent(probability)}`.padEnd(16));
  return paint("red", `${prediction}? ${percent(probability)}`.padEnd(10)) + `is ${digit.label}`.padEnd(6);
}
