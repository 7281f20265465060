/** The results as text: the losses as a curve, the confusion matrix, the digits themselves. */
import asciichart from "asciichart";
import type { Digit } from "./data.js";
import { paint, percent } from "./terminal.js";

/** A digit, and what the network says of it. */
export interface Verdict {
  readonly digit: Digit;
  /** The class that the network finds likeliest. */
  readonly prediction: number;
  /** How likely, from 0 to 1. */
  readonly probability: number;
}

export const isRight = ({ digit, prediction }: Verdict): boolean => prediction === digit.label;

/** The losses over the epochs. The axis is logarithmic: each line of the chart is the same factor. */
export function lossCurve(losses: readonly number[]): string {
  if (losses.length < 2) return "  (a curve takes two epochs)";
  const wide = losses.flatMap((loss) => [Math.log10(loss), Math.log10(loss)]); // two characters for each epoch
  const format = (exponent: number): string => (10 ** exponent).toFixed(4).padStart(9);
  const chart = asciichart.plot(wide, { height: 9, offset: 11, format });
  return `${chart.replaceAll(/ +$/gm, "")}\n${" ".repeat(11)}epochs 1 to ${losses.length}`;
}

/** How often each digit was taken for which. */
export function confusionMatrix(verdicts: readonly Verdict[]): string {
  const classes = Array.from({ length: 10 }, (_, label) => label);
  const cell = (actual: number, predicted: number): string => {
    const count = verdicts.filter(({ digit, prediction }) => digit.label === actual && prediction === predicted).length;
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

/** Digits side by side, each with the network's opinion below it. */
export function gallery(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return "  (none)";
  const gap = "   ";
  const rows = Array.from({ length: 8 }, (_, row) => verdicts.map(({ digit }) => drawRow(digit, row)).join(gap));
  return [...rows, verdicts.map(caption).join(gap)].map((line) => `  ${line}`.trimEnd()).join("\n");
}

const shades = [" ", "░", "▒", "▓", "█"];

/** One row of pixels, each two characters wide, for a character is about twice as high as wide. */
function drawRow({ pixels }: Digit, row: number): string {
  const drawn = pixels.slice(8 * row, 8 * row + 8).map((pixel) => shades[Math.round(pixel / 4)]?.repeat(2));
  return drawn.join("");
}

function caption(verdict: Verdict): string {
  const { digit, prediction, probability } = verdict;
  if (isRight(verdict)) return paint("green", `${prediction}, ${percent(probability)}`.padEnd(16));
  return paint("red", `${prediction}? ${percent(probability)}`.padEnd(10)) + `is ${digit.label}`.padEnd(6);
}
