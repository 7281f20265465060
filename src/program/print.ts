/** Programs as text: a line for each step, with the shape of its result. */
import { show } from "../shape/shape.js";
import type { Span } from "../shape/slice.js";
import { printNumbers } from "../tensor/print.js";
import { element } from "../tensor/read.js";
import { isTensor, viewOf } from "../tensor/tensor.js";
import { type Constant, isConstant, numberIn, type Operand, type Step, type Variable } from "./primitives.js";

interface Printable {
  readonly inputs: readonly Variable[];
  readonly constants: readonly Constant[];
  /** The steps, and lists of steps that are carried out in one pass. */
  readonly steps: readonly (Step | readonly Step[])[];
  readonly outputs: readonly (Variable | Constant)[];
  /** The result, as a tree of as many tensors as there are outputs. */
  readonly result: unknown;
}

export function print({ inputs, constants, steps, outputs, result }: Printable): string {
  const shown = constants.filter((constant) => numberIn(constant) === undefined || outputs.includes(constant));
  const lines = [
    ...shown.map((constant) => `${typed(constant)} = ${numbersOf(constant)}`),
    ...steps.flatMap((step) =>
      isPass(step) ? ["in one pass {", ...step.map((inner) => `  ${lineOf(inner)}`), "}"] : [lineOf(step)],
    ),
    `return ${treeOf(
      result,
      outputs.map(({ name }) => legible(name)),
    )}`,
  ];
  return `(${parametersOf(inputs.map(typed))}) => {\n${indented(lines, "")}}`;
}

const isPass = (step: Step | readonly Step[]): step is readonly Step[] => Array.isArray(step);

const lineOf = (step: Step): string =>
  `${typed(step.result)} = ${step.primitive}(${[...step.operands.map(operand), ...optionsOf(step)].join(", ")})`;

const longestLine = 100;

/** On one line, or on a line each if they are too long for that. */
function parametersOf(parameters: readonly string[]): string {
  const line = parameters.join(", ");
  return line.length <= longestLine ? line : `\n${indented(parameters, ",")}`;
}

const indented = (lines: readonly string[], end: string): string => lines.map((line) => `  ${line}${end}\n`).join("");

const typed = ({ name, shape }: Variable): string => `${legible(name)}: ${show(shape)}`;

/** A name that could be mistaken for something else, such as a key with a space in it, is quoted. */
const legible = (name: string): string => (/^[\p{L}_$\d][\p{L}\p{M}\d_$.-]*$/u.test(name) ? name : JSON.stringify(name));

/** A constant that is the same everywhere is shown as its number. */
function operand(x: Operand): string {
  if (typeof x === "number") return String(x);
  const number = isConstant(x) ? numberIn(x) : undefined;
  return number === undefined ? legible(x.name) : shortest(number);
}

/** The fewest digits that give the same float32 number. A number that isn't one has all its digits. */
function shortest(number: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(number.toPrecision(digits));
    if (Math.fround(rounded) === number) return String(rounded);
  }
  return String(number);
}

const most = 8;

/** The numbers of a constant if they are few. */
function numbersOf({ tensor }: Constant): string {
  if (tensor.size > most) return "…";
  const view = viewOf("program", tensor);
  return printNumbers(view.shape, (index) => element(view, index));
}

/** The options that aren't already told by the shapes of the operands and of the result. */
function optionsOf({ options }: Step): string[] {
  const shown = Object.entries(options).filter(
    ([key, value]) => key !== "shape" && !("images" in options && (known.has(key) || (value === 1 && usual.has(key)))),
  );
  return shown.length === 0 ? [] : [`{ ${shown.map(([key, value]) => `${key}: ${printOption(value)}`).join(", ")} }`];
}
const usual: ReadonlySet<string> = new Set(["dilationHeight", "dilationWidth", "groups"]);
const known: ReadonlySet<string> = new Set(["images", "height", "width", "channels", "outputHeight", "outputWidth"]);

function printOption(value: unknown): string {
  if (Array.isArray(value)) {
    const parts: string[] = value.slice(0, most).map(printOption);
    return `[${[...parts, ...(value.length > most ? ["…"] : [])].join(", ")}]`;
  }
  return typeof value === "object" ? printRange(value as Span) : String(value); // options are numbers, ranges and lists of these
}

/** As in NumPy: `start:end`, or `start:end:step`. With a step below zero, a range to the first entry has no end. */
export function printRange({ start, entries, step }: Span): string {
  const end = entries === 0 ? start : start + (entries - 1) * step + Math.sign(step);
  return `${start}:${end < 0 ? "" : end}${step === 1 ? "" : `:${step}`}`;
}

/** The result of the function, with the names of the outputs in place of its tensors. */
function treeOf(result: unknown, names: readonly string[]): string {
  let next = 0;
  const text = (branch: unknown): string => {
    if (isTensor(branch)) return names[next++] as string; // there is one for each tensor
    if (Array.isArray(branch)) return `[${branch.map(text).join(", ")}]`;
    const parts = Object.entries(branch as object).map(([key, inner]) => `${legible(key)}: ${text(inner)}`); // a tree of tensors
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  };
  return text(result);
}
