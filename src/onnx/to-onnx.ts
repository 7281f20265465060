/** Writes networks and programs as ONNX, the format in which networks are served: https://onnx.ai. */
import { leaves } from "../grad/tree.js";
import { checkLayer } from "../nn/contract/foreign.js";
import type { AnyLayer } from "../nn/contract/layer.js";
import type { takesANetwork } from "../nn/contract/no-layer.js";
import type { OfAnyParameters } from "../nn/contract/record-network.js";
import { viewOver } from "../nn/contract/with.js";
import type { Constant, Operand, Step, Variable } from "../program/primitives.js";
import { Program } from "../program/program.js";
import { trace } from "../program/trace.js";
import { checkWhole, readOptions } from "../shape/options.js";
import type { ShapeRecord } from "../shape/records.js";
import type { Shape } from "../shape/shape.js";
import { scalar } from "../tensor/create.js";
import { flat } from "../tensor/read.js";
import { type AnyTensor, viewOf } from "../tensor/tensor.js";
import { type Compact, compact, everywhere, GraphBuilder, type Value } from "./graph.js";
import { encodeModel, type Graph } from "./model.js";
import { operators } from "./operators/index.js";
import { batches, type Size, sized, Unproportional } from "./sizes.js";

/** Options of {@link toOnnx}. */
export interface OnnxOptions {
  /** The number of examples that the model takes at once: a number, or `"dynamic"` for any number, which is the default. */
  readonly batch?: number | "dynamic" | undefined;
}

/**
 * Converts a network or a {@link Program} to ONNX, and returns the bytes of the model.
 *
 * A network becomes a model of its `predict`, with an `input` of shape `[batch, ...inputShape]` and an `output`, or with the
 * inputs and outputs of a network that has several. Its parameters keep their names, such as `0.weights`. A program becomes a
 * model with its own inputs, and with the outputs `output`, or `output1`, `output2` and so on. All numbers are float32, indices
 * too. The model uses version 18 of ONNX's operators.
 *
 * @throws Error if what the network computes depends on the number of examples in a way that ONNX can't express; then state the number
 * @throws RangeError if `batch` isn't a whole number from 1 up or `"dynamic"`
 * @example
 * ```ts
 * import { dense, relu, sequential } from "conformable/nn";
 * import { toOnnx } from "conformable/onnx";
 *
 * const bytes = toOnnx(sequential(dense(784, 128, { activation: relu }), dense(128, 10)));
 * ```
 */
export function toOnnx<In extends Shape, Out extends Shape, Args extends readonly unknown[], Result, Model = unknown>(
  model: Model extends AnyProgram
    ? Program<Args, Result>
    : Model extends (...given: never) => unknown
      ? takesNoFunction
      : takesANetwork<"toOnnx", Model, OfAnyParameters<In, Out>>,
  ...options: Model extends AnyProgram ? [] : [options?: OnnxOptions]
): Uint8Array;
export function toOnnx(given: unknown, options: OnnxOptions = {}): Uint8Array {
  if (given instanceof Program) return encodeModel(graphOf({ program: given }));
  if (typeof given === "function") throw new TypeError(takesNoFunction);
  const { batch = "dynamic" } = readOptions("toOnnx", options, ["batch"]);
  if (batch !== "dynamic") checkWhole("toOnnx: batch", batch, 1);
  const network = checkLayer("toOnnx", "the network", given, true);
  const parameters = leaves(network.parameters).map(({ tensor }) => tensor);
  const names = { inputs: namesOf("input", network.inputShape), outputs: namesOf("output", network.outputShape) };
  const [first, second] = batches;
  if (batch !== "dynamic") return encodeModel(graphOf({ program: recorded(network, batch), parameters, names }));
  try {
    return encodeModel(graphOf({ program: recorded(network, first), other: recorded(network, second), parameters, names }));
  } catch (error) {
    if (!(error instanceof Unproportional)) throw error;
    throw new Error("toOnnx: this network computes something else for another number of examples; state how many: { batch: 32 }");
  }
}

type takesNoFunction = "toOnnx: takes a network or a program; trace(f, …) makes a program of a function";
const takesNoFunction: takesNoFunction = "toOnnx: takes a network or a program; trace(f, …) makes a program of a function";

type AnyProgram = Pick<Program<[], unknown>, "inputs" | "constants" | "steps" | "outputs">;

/** The network as a program whose inputs are its parameters and, last, a batch of examples. */
function recorded(network: AnyLayer, examples: number): AnyProgram {
  const zeros = (own: Shape): AnyTensor => scalar(0).broadcastTo([examples, ...own] as unknown as [1]); // takes the memory of one number
  const takes = network.inputShape as Shape | ShapeRecord; // of a network of records, it may be a record
  const input: unknown = isShape(takes)
    ? zeros(takes)
    : Object.fromEntries(Object.entries(takes).map(([name, own]) => [name, zeros(own)]));
  const predict = (parameters: unknown, x: AnyTensor) => viewOver(network, parameters).predict(x);
  return (trace as (f: unknown, ...args: unknown[]) => AnyProgram)(predict, network.parameters, input); // trace checks what it is given
}

const isShape = (shapes: Shape | ShapeRecord): shapes is Shape => Array.isArray(shapes);

/** The names of a network's inputs or outputs: those of a record, or that of a tensor. */
const namesOf = (one: string, shapes: Shape | ShapeRecord): readonly string[] => (isShape(shapes) ? [one] : Object.keys(shapes));

interface Recorded {
  readonly program: AnyProgram;
  /** The same for another number of examples, if that number isn't fixed. */
  readonly other?: AnyProgram;
  /** For a network, the values of the first inputs, which are its parameters. */
  readonly parameters?: readonly AnyTensor[];
  /** For a network, the names of the other inputs, and of the outputs. */
  readonly names?: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
}

function graphOf({ program, other = program, parameters, names }: Recorded): Graph {
  if (program.steps.length !== other.steps.length) throw new Unproportional();
  const inputs = program.inputs.map(({ name }, place) =>
    parameters === undefined ? name : names?.inputs[place - parameters.length],
  );
  const outputs =
    names?.outputs ?? program.outputs.map((_, place) => (program.outputs.length === 1 ? "output" : `output${place + 1}`));
  const graph = new GraphBuilder([...inputs, ...outputs].filter((name) => name !== undefined));
  const known = new Map<string, Value>();
  const find = ({ name }: Variable): Value => known.get(name) as Value; // an input, a constant, or the result of an earlier step
  program.inputs.forEach(({ name, shape: given }, place) => {
    const shape = sized(given, other.inputs[place]?.shape ?? given);
    const input = inputs[place];
    const value = input === undefined ? graph.tensor(name, inFull(parameters?.[place]), shape) : graph.input(input, shape);
    known.set(name, value);
  });
  program.constants.forEach((constant, place) => {
    known.set(constant.name, common(graph, constant, other.constants[place] ?? constant));
  });
  program.steps.forEach(({ primitive, operands, options, result }, place) => {
    const same = other.steps[place] as Step; // there are as many
    if (primitive !== same.primitive) throw new Unproportional();
    const shape = sized(result.shape, same.result.shape);
    const values = operands.map((x, index) =>
      typeof x === "number" ? numberOf(graph, x, same.operands[index], shape) : find(x),
    );
    const operator = operators[primitive] as (call: object) => Value; // the operator of this primitive takes its options
    known.set(result.name, operator({ graph, operands: values, options: sized(options, same.options), shape }));
  });
  program.outputs.forEach((output, place) => {
    graph.output(outputs[place] as string, find(output)); // there is a name for each
  });
  return graph.graph("conformable");
}

/** The numbers of a parameter, even if they are all the same. */
function inFull(parameter: AnyTensor | undefined): Compact {
  const view = viewOf("toOnnx", parameter);
  return { numbers: flat(view), dims: view.shape };
}

/** A number that is an operand of both programs. */
function numberOf(graph: GraphBuilder, first: number, second: Operand | undefined, shape: readonly Size[]): Value {
  if (!Object.is(first, second)) throw new Unproportional();
  return everywhere(graph.number(first), shape);
}

/** A constant of both programs. */
function common(graph: GraphBuilder, first: Constant, second: Constant): Value {
  const shape = sized(first.shape, second.shape);
  const [one, other] = [compact(viewOf("toOnnx", first.tensor)), compact(viewOf("toOnnx", second.tensor))];
  if (
    one.numbers.length !== other.numbers.length ||
    one.numbers.some((number, index) => !Object.is(number, other.numbers[index]))
  )
    throw new Unproportional();
  const [number] = one.numbers;
  return one.numbers.length === 1 && number !== undefined
    ? everywhere(graph.number(number), shape)
    : graph.tensor(first.name, one, shape);
}
