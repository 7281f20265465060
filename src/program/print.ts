/** Programs as text: a line for each step, with the shape of its result. */
import { show } from "../shape/shape.js";
import type { Span } from "../shape/slice.js";
import { type Constant, isConstant, numberIn, type Operand, type Step, type Variable } from "./primitives.js";

interface Printable {
  readonly inputs: readonly Variable[];
  readonly constants: readonly Constant[];
  readonly steps: readonly Step[];
  readonly outputs: readonly Operand[];
}

export function print({ inputs, constants, steps, outputs }: Printable): string {
  const shown = constants.filter((constant) => numberIn(constant) === undefined);
  const lines = [
    ...shown.map(typed),
    ...steps.map(
      (step) => `${typed(step.result)} = ${step.primitive}(${[...step.operands.map(named), ...optionsOf(step)].join(", ")})`,
    ),
    `return ${outputs.map(named).join(", ")}`,
  ];
  return `(${inputs.map(typed).join(", ")}) => {\n${lines.map((line) => `  ${line}\n`).join("")}}`;
}

const typed = ({ name, shape }: Variable): string => `${name}: ${show(shape)}`;

/** A constant that is the same everywhere is shown as its number. */
const named = (x: Operand): string =>
  typeof x === "number" ? String(x) : String((isConstant(x) ? numberIn(x) : undefined) ?? x.name);

/** The options that aren't already told by the shapes of the operands and of the result. */
function optionsOf({ options }: Step): string[] {
  const shown = Object.entries(options).filter(([key]) => key !== "shape" && !("images" in options && known.has(key)));
  return shown.length === 0 ? [] : [`{ ${shown.map(([key, value]) => `${key}: ${printOption(value)}`).join(", ")} }`];
}
const known: ReadonlySet<string> = new Set(["images", "height", "width", "channels", "outputHeight", "outputWidth"]);

const longest = 8;

function printOption(value: unknown): string {
  if (Array.isArray(value)) {
    const parts: string[] = value.slice(0, longest).map(printOption);
    return `[${[...parts, ...(value.length > longest ? ["…"] : [])].join(", ")}]`;
  }
  return typeof value === "object" ? printRange(value as Span) : String(value); // options are numbers, ranges and lists of these
}

/** As in NumPy: `start:end`, or `start:end:step`. */
const printRange = ({ start, entries, step }: Span): string =>
  `${start}:${entries === 0 ? start : start + (entries - 1) * step + 1}${step === 1 ? "" : `:${step}`}`;
