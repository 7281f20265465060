/** What each step through an example writes out for the entry that is picked: its formula, and the numbers in it. */
import type { Indices } from "./heat-map.js";
import type { Numbers } from "./messages.js";
import { inTex, product, sumOfProducts } from "./numbers.js";

interface Pass {
  readonly numbers: Numbers;
  readonly loss: number;
  readonly nextLoss: number;
  readonly learningRate: number;
}
type Write = (pass: Pass, indices: { readonly i: number; readonly j: number; readonly k: number }) => readonly string[];

/** Entry (row, column) of a tensor. */
const at = ({ shape, numbers }: Numbers[keyof Numbers], row: number, column = 0): number =>
  numbers[row * (shape[1] ?? 1) + column] ?? Number.NaN;
const places = (length: number): number[] => Array.from({ length }, (_, place) => place);

/** The lines of an equation, aligned at their equals signs. */
const steps: Readonly<Record<string, Write>> = {
  "forward-hidden": ({ numbers }, { j }) => [
    `z'_{${j}} &= \\textstyle\\sum_k w'_{${j},k}\\, x_k + b'_{${j}}`,
    ...sumOfProducts(places(64).map((k) => [at(numbers.hiddenWeights, j, k), at(numbers.x, k)])),
    `&\\quad {} + ${product(at(numbers.hiddenBias, j))}`,
    `&= ${inTex(at(numbers.hiddenSums, j))}`,
    `a'_{${j}} &= \\sigma(${inTex(at(numbers.hiddenSums, j))}) = ${inTex(at(numbers.hiddenUnits, j))}`,
  ],
  "forward-output": ({ numbers }, { i }) => [
    `z_{${i}} &= \\textstyle\\sum_j w_{${i},j}\\, a'_j + b_{${i}}`,
    ...sumOfProducts(places(30).map((j) => [at(numbers.weights, i, j), at(numbers.hiddenUnits, j)])),
    `&\\quad {} + ${product(at(numbers.bias, i))}`,
    `&= ${inTex(at(numbers.sums, i))}`,
    `a_{${i}} &= \\sigma(${inTex(at(numbers.sums, i))}) = ${inTex(at(numbers.outputs, i))}`,
  ],
  loss: ({ numbers, loss }, { i }) => [
    `\\frac{\\partial C}{\\partial a_{${i}}} &= a_{${i}} - y_{${i}}`,
    `&= ${inTex(at(numbers.outputs, i))} - ${at(numbers.y, i)} = ${inTex(at(numbers.lossSlope, i))}`,
    `C &= \\tfrac12 \\textstyle\\sum_i (a_i - y_i)^2 = ${inTex(loss, 3)}`,
  ],
  bp1: ({ numbers }, { i }) => [
    `\\delta_{${i}} &= (a_{${i}} - y_{${i}}) \\cdot \\sigma'(z_{${i}})`,
    `&= ${product(at(numbers.lossSlope, i), at(numbers.slope, i))}`,
    `&= ${inTex(at(numbers.error, i))}`,
  ],
  bp2: ({ numbers }, { j }) => [
    `(W^\\mathsf{T} \\delta)_{${j}} &= \\textstyle\\sum_i w_{i,${j}}\\, \\delta_i`,
    ...sumOfProducts(places(10).map((i) => [at(numbers.weights, i, j), at(numbers.error, i)])),
    `&= ${inTex(at(numbers.errorBelow, j))}`,
    `\\delta'_{${j}} &= (W^\\mathsf{T} \\delta)_{${j}} \\cdot \\sigma'(z'_{${j}})`,
    `&= ${product(at(numbers.errorBelow, j), at(numbers.hiddenSlope, j))}`,
    `&= ${inTex(at(numbers.hiddenError, j))}`,
  ],
  bp3: ({ numbers }, { i, j }) => [
    `\\frac{\\partial C}{\\partial b_{${i}}} &= \\delta_{${i}} = ${inTex(at(numbers.biasGradient, i))}`,
    `\\frac{\\partial C}{\\partial b'_{${j}}} &= \\delta'_{${j}} = ${inTex(at(numbers.hiddenBiasGradient, j))}`,
  ],
  bp4: ({ numbers }, { i, j, k }) => [
    `\\frac{\\partial C}{\\partial w_{${i},${j}}} &= \\delta_{${i}}\\, a'_{${j}}`,
    `&= ${product(at(numbers.error, i), at(numbers.hiddenUnits, j))}`,
    `&= ${inTex(at(numbers.weightGradient, i, j))}`,
    `\\frac{\\partial C}{\\partial w'_{${j},${k}}} &= \\delta'_{${j}}\\, x_{${k}}`,
    `&= ${product(at(numbers.hiddenError, j), at(numbers.x, k))}`,
    `&= ${inTex(at(numbers.hiddenWeightGradient, j, k))}`,
  ],
  update: ({ numbers, learningRate, loss, nextLoss }, { i, j }) => [
    `w_{${i},${j}} &\\leftarrow w_{${i},${j}} - \\eta\\, \\frac{\\partial C}{\\partial w_{${i},${j}}}`,
    `&= ${inTex(at(numbers.weights, i, j))} - ${product(learningRate, at(numbers.weightGradient, i, j))}`,
    `&= ${inTex(at(numbers.nextWeights, i, j))}`,
    `C &: ${inTex(loss, 4)} \\to ${inTex(nextLoss, 4)}`,
  ],
};

/** The lines of a step as one formula. */
export function writtenOut(step: string, pass: Pass, { i = 0, j = 0, k = 0 }: Indices): string {
  const lines = steps[step]?.(pass, { i, j, k }) ?? [];
  const spaced = lines.map((line, index) => {
    const isTall = [line, lines[index + 1]].some((one) => one?.includes("\\frac"));
    return index === lines.length - 1 ? line : `${line} \\\\[${isTall ? 0.8 : 0.35}em] `;
  });
  return `\\begin{aligned}${spaced.join("")}\\end{aligned}`;
}
