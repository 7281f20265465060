/** Writes programs as StableHLO, the language that XLA compiles: https://openxla.org/stablehlo. */
import type { Constant, Operand, Variable } from "../program/primitives.js";
import { Program } from "../program/program.js";
import { describe } from "../shape/describe.js";
import { readOptions } from "../shape/options.js";
import { flat } from "../tensor/read.js";
import { viewOf } from "../tensor/tensor.js";
import { FunctionText, typeOf, type Value } from "./function.js";
import { operators } from "./operators.js";
import { broadcast } from "./parts.js";
import { type Shardings, shardingText } from "./shardings.js";

/**
 * Options of {@link toStableHlo}.
 *
 * @typeParam Axis - the names of the mesh's axes
 */
export interface StableHloOptions<Axis extends string = string> {
  /** How the inputs are divided among devices. Without it, the text says nothing about devices. */
  readonly shardings?: Shardings<Axis> | undefined;
}

/** The program, or the sentence for anything else, as `takesANetwork` has it. */
type takesAProgram<Given, Wanted> = unknown extends Given
  ? Wanted
  : [Given] extends [Pick<Program<[], unknown>, "inputs" | "constants" | "steps" | "outputs">]
    ? [Given] extends [never]
      ? Given
      : Wanted
    : noProgram<"another object">;
/** Compiler only: at run time, the sentence says what it is instead. */
type noProgram<What extends string> = `toStableHlo: takes a program, made by trace, not ${What}`;

/**
 * Returns a program as StableHLO, as text that people can read. XLA compiles it for CPUs, GPUs and TPUs; in Python, JAX runs it.
 *
 * The function is called `main`. Its arguments are the program's inputs, in order, and its results the program's outputs. All numbers are
 * float32, indices too.
 *
 * With `shardings`, the text also says how the inputs are divided among devices, and XLA's partitioner (Shardy) divides everything else.
 *
 * @throws TypeError if the argument isn't a program
 * @throws ShapeError if there is no such input, or it can't be divided like this
 * @example
 * ```ts
 * import { type Matrix, trace, type Vector, zeros } from "conformable";
 * import { toStableHlo } from "conformable/stablehlo";
 *
 * const layer = (weights: Matrix<2, 3>, x: Vector<3>) => weights.matmul(x).relu();
 * const program = trace(layer, zeros([2, 3]), zeros([3])); // its inputs are called input1 and input2
 * const text = toStableHlo(program);
 * const divided = toStableHlo(program, { shardings: { mesh: { rows: 2 }, inputs: { input1: ["rows", null] } } });
 * ```
 */
export function toStableHlo<Args extends readonly unknown[], Result, const Axis extends string = never, Given = unknown>(
  program: takesAProgram<Given, Program<Args, Result>>,
  options?: StableHloOptions<Axis>,
): string;
export function toStableHlo(program: unknown, options: StableHloOptions = {}): string {
  if (!(program instanceof Program)) throw new TypeError(`toStableHlo: takes a program, made by trace, not ${describe(program)}`);
  const { shardings } = readOptions("toStableHlo", options, ["shardings"]);
  const divided = shardingText(shardings, program.inputs);
  const text = new FunctionText();
  const known = new Map<string, Value>();
  const inputs = program.inputs.map(({ name, shape }: Variable): Value => {
    const value = { name: text.named(name), shape, element: "f32" } as const;
    known.set(name, value);
    return value;
  });
  for (const constant of program.constants) known.set(constant.name, written(text, constant));
  for (const { primitive, operands, options, result } of program.steps) {
    const values = operands.map((x: Operand) =>
      typeof x === "number" ? text.filled("number", x, result.shape) : known.get(x.name),
    );
    const operator = operators[primitive] as (call: object, ...operands: unknown[]) => Value; // the operator of this primitive takes its options
    known.set(result.name, operator({ text, operands: values, options, name: result.name, shape: result.shape }, ...values));
  }
  const outputs = program.outputs.map(({ name }) => known.get(name) as Value); // an input, a constant or the result of a step
  const types = outputs.map(typeOf).join(", ");
  const parameters = program.inputs.map((input, index) => {
    const value = inputs[index] as Value; // there is one for each input
    return `${value.name}: ${typeOf(value)}${divided.of(input)}`;
  });
  return [
    "module @conformable {",
    ...divided.mesh,
    `  func.func public @main(${parameters.join(", ")}) -> (${types}) {`,
    ...text.lines.map((line) => `    ${line}`),
    `    return ${outputs.map(({ name }) => name).join(", ")} : ${types}`,
    "  }",
    "}",
    "",
  ].join("\n");
}

/** A constant. Axes along which it is the same are stored once. */
function written(text: FunctionText, { name, tensor }: Constant): Value {
  const view = viewOf("toStableHlo", tensor);
  const kept = view.shape.flatMap((_, axis) => (view.strides[axis] === 0 ? [] : [axis]));
  const shape = kept.map((axis) => view.shape[axis] as number); // an axis of the shape
  const strides = kept.map((axis) => view.strides[axis] as number);
  const numbers = flat({ ...view, shape, strides });
  if (shape.length === 0) return text.filled(name, numbers[0] as number, view.shape);
  const constant = text.constant(name, numbers, shape);
  return kept.length === view.shape.length ? constant : broadcast(text, `${name}_repeated`, constant, kept, view.shape);
}
