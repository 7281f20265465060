/** Reads outputs and targets as classes: which one each example belongs to, and which one the network predicts. */
import { oneClass } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { checkClassAxis, checkClassNumbers, checkClassPair, checkDistributions, checkProbabilities } from "../losses/targets.js";

/** An example that counts. */
interface Example {
  readonly actual: number;
  readonly predicted: number;
  /** How many classes the network ranks before the actual one. */
  readonly rank: number;
}

/** Outputs and targets as classes. */
interface Classified {
  readonly classes: number;
  /** Whether there is a single output: class 1 means yes, class 0 no. */
  readonly isBinary: boolean;
  readonly examples: readonly Example[];
}

/**
 * Reads outputs and targets along the last axis. Of several classes, the actual one has the greatest target, and the predicted one the
 * greatest output. A row of zeros among the targets is padding, and doesn't count. A single output is a logit: above 0 it means yes, and
 * so does a target above ½. Targets may also be the numbers of the actual classes, where 1 means yes.
 */
export function classified(name: string, givenOutputs: unknown, givenTargets: unknown): Classified {
  const { outputs, targets, areNumbers } = checkClassPair(name, givenOutputs, givenTargets);
  checkClassAxis(name, outputs.shape);
  const columns: number = outputs.shape.at(-1);
  const isBinary = columns === 1;
  if (areNumbers) checkClassNumbers(name, targets, isBinary ? 2 : columns);
  else (isBinary ? checkProbabilities : checkDistributions)(name, targets);
  const [output, target] = [outputs.dataSync(), targets.dataSync()];
  const examples: Example[] = [];
  for (let start = 0; start < output.length; start += columns) {
    const given = areNumbers ? undefined : target.subarray(start, start + columns);
    const number = target[start / columns] as number; // for class numbers: there is one for each example
    const scores = output.subarray(start, start + columns);
    if (isBinary) {
      const [actual, predicted] = [Number((given?.[0] ?? number) > 0.5), Number((scores[0] as number) > 0)]; // a row has one number
      examples.push({ actual, predicted, rank: Math.abs(actual - predicted) });
    } else {
      const actual = given ? greatest(given) : number;
      if (given?.[actual] !== 0) examples.push({ actual, predicted: greatest(scores), rank: rankOf(scores, actual) });
    }
  }
  return { classes: isBinary ? 2 : columns, isBinary, examples };
}

/** @throws ShapeError if there is only one class, so that every prediction would be right */
export function checkSeveral(name: string, outputs: Shape): void {
  if (outputs.at(-1) === 1) throw new ShapeError(oneClass(name, outputs));
}

type Numbers = Float32Array | Float64Array;

/** Whether a class is ranked before another one, as by `argmax`: the greater first, the first of equals, and NaN before all numbers. */
function isBefore(scores: Numbers, one: number, other: number): boolean {
  const [left, right] = [scores[one] as number, scores[other] as number]; // both are classes
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) && (!Number.isNaN(right) || one < other);
  return left > right || (left === right && one < other);
}

function greatest(scores: Numbers): number {
  let winner = 0;
  for (let other = 1; other < scores.length; other++) if (isBefore(scores, other, winner)) winner = other;
  return winner;
}

function rankOf(scores: Numbers, own: number): number {
  let rank = 0;
  for (let other = 0; other < scores.length; other++) if (isBefore(scores, other, own)) rank++;
  return rank;
}
