/** What compiling makes of a program, as text. */
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import type { Value } from "../tensor/tape.js";
import type { Alone } from "./distinct.js";
import type { Chained, Plan } from "./plan.js";
import { isValue, type Step } from "./primitives.js";
import { print } from "./print.js";
import type { Recording } from "./program.js";

/**
 * The program as it was recorded and as it is carried out. Above each, there is the number of passes over numbers (a view isn't one), how
 * many bytes they read and write, and how many operations on single numbers that takes.
 */
export function explain(recording: Recording, plan: Plan, bytes: number): string {
  const { inputs, constants, steps, instructions, outputs, result } = recording;
  const recorded = instructions.map((instruction, index): Alone => ({ ...instruction, step: steps[index] as Step })); // there is one for each
  const carriedOut = plan.units.map((unit) => ("chain" in unit ? unit.steps : unit.step));
  const sizeAt = sizesIn(recording);
  return [
    `recorded: ${costOf(recorded, sizeAt, bytes)}`,
    print({ inputs, constants, steps, outputs, result }),
    `compiled: ${costOf(plan.units, sizeAt, bytes)}`,
    print({ inputs, constants, steps: carriedOut, outputs: plan.outputs, result }),
  ].join("\n");
}

/** How many numbers are read to read the value at a place once. */
type SizeAt = (place: number) => number;

function sizesIn({ inputs, instructions }: Recording): SizeAt {
  const sizes = new Map([
    ...inputs.map(({ shape }, place) => [place, count(shape)] as const),
    ...instructions.map(({ place, call }) => [place, numbersBehind(call.output)] as const),
  ]);
  return (place) => sizes.get(place) ?? 0;
}

/** An axis with a stride of 0 repeats the same numbers. */
const numbersBehind = ({ shape, strides }: Value): number =>
  shape.reduce((numbers, entries, axis) => (strides[axis] === 0 ? numbers : numbers * entries), 1);

function costOf(units: readonly (Alone | Chained)[], sizeAt: SizeAt, bytes: number): string {
  const passes = units.filter((unit) => "chain" in unit || !isView(unit));
  const steps = passes.flatMap((unit) => ("chain" in unit ? unit.steps : [unit.step]));
  const numbers = sum(passes.map((unit) => ("chain" in unit ? numbersOfChain(unit, sizeAt) : numbersOfCall(unit))));
  const operations = sum(steps.map(operationsIn));
  return `${passes.length} ${passes.length === 1 ? "pass" : "passes"}, ${inUnits(numbers * bytes, "B")}, ${inUnits(operations, "FLOP")}`;
}

/** Whether an operation only looks at the numbers of its operand. */
const isView = ({ call }: Alone): boolean => call.given.some((given) => isValue(given) && given.storage === call.output.storage);

const numbersOfChain = ({ chain, operands, results }: Chained, sizeAt: SizeAt): number =>
  sum(operands.map((operand) => (typeof operand === "number" ? sizeAt(operand) : numbersBehind(operand)))) +
  new Set(results.map(({ index }) => index)).size * chain.length;

const numbersOfCall = ({ call }: Alone): number =>
  sum(call.given.map((given) => (isValue(given) ? numbersBehind(given) : 0))) + count(call.output.shape);

/** A product and a sum for each pair of numbers that meet in a product. Of other primitives, one operation for each number. */
function operationsIn({ primitive, operands, options, result }: Step): number {
  const shapes = operands.map((operand): Shape => (typeof operand === "object" ? operand.shape : []));
  if (primitive === "matmul" || primitive === "batchMatmul") return 2 * count(result.shape) * (shapes[0]?.at(-1) ?? 0);
  if (primitive.startsWith("convolve") && "kernelHeight" in options) {
    const { images, outputHeight, outputWidth, kernelHeight, kernelWidth, channels } = options;
    const filters =
      (primitive === "convolveToParameters" ? shapes[1] : primitive === "convolve" ? result.shape : shapes[0])?.at(-1) ?? 0;
    return 2 * images * outputHeight * outputWidth * filters * kernelHeight * kernelWidth * channels;
  }
  return Math.max(count(result.shape), ...shapes.map((shape) => count(shape)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);

/** Three digits and a prefix of the SI: `4.19 MB`. */
function inUnits(x: number, unit: string): string {
  const power = x < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(x) / 3));
  return `${Number((x / 1000 ** power).toPrecision(3))} ${["", "k", "M", "G", "T"][power]}${unit}`;
}
