/** Every operation as an ONNX model, and its gradient as another, in ONNX Runtime. */
import { unaryOperations } from "../../src/engine/unary.js";
import { leaves } from "../../src/grad/tree.js";
import {
  bincount,
  histogram,
  oneHot,
  random,
  randomNormal,
  searchSorted,
  stopGradient,
  tensor,
  useEngine,
  vjp,
} from "../../src/index.js";
import { operators } from "../../src/onnx/operators/index.js";
import type { AnyOperation, AnyTensor } from "../grad/differences.js";
import { operations as differentiable, type Line } from "../grad/operations.js";
import { primitives, programModel } from "./onnx-programs.js";
import { compare, type Model, runtimes } from "./runtimes.js";
import type { Cases, Table } from "./table.js";

// biome-ignore lint/suspicious/noExplicitAny: tensors of any shapes, which aren't the question here
type Any = any;

const columns = ["operation", "gradient"] as const;
const [operation, gradient] = columns;

const source = random(13);
const draw = (...shape: number[]): AnyTensor => randomNormal(shape as Any, source);
/** Numbers of which some are equal. */
const rounded = (...shape: number[]): AnyTensor => draw(...shape).greater(0);

/** Numbers that are hard to order. */
const unordered = tensor([Number.NaN, 1, -0, 0, Number.POSITIVE_INFINITY, Number.NaN, Number.NEGATIVE_INFINITY, 1], [8]);

/** Operations whose derivative is 0. */
const steps: Readonly<Record<string, readonly Line[]>> = {
  argmax: [
    [(a) => a.argmax(), draw(2, 3, 5)],
    [(a) => a.argmax(1), draw(2, 3, 5)],
    [(a) => a.argmax(), rounded(7, 5)],
  ],
  equal: [[(a, b) => a.equal(b), rounded(3, 5), rounded(5)]],
  less: [[(a, b) => a.less(b), rounded(3, 5), rounded(5)]],
  lessOrEqual: [[(a, b) => a.lessOrEqual(b), rounded(3, 5), rounded(5)]],
  greater: [[(a, b) => a.greater(b), rounded(3, 5), rounded(5)]],
  greaterOrEqual: [[(a, b) => a.greaterOrEqual(b), rounded(3, 5), rounded(5)]],
  oneHot: [[(a) => oneHot(a, 5), tensor([1, 0, 4, 4, 2, 3], [3, 2])]],
  argsort: [
    [(a) => a.argsort(), draw(3, 5)],
    [(a) => a.argsort(1), rounded(2, 7, 3)],
    [(a) => a.argsort(0, { descending: true }), rounded(7, 5)],
    ...[false, true].map((descending): Line => [(a) => a.argsort(0, { descending }), unordered]),
  ],
  searchSorted: [
    [(a, b) => searchSorted(a, b), tensor([-1, 0, 0, 1, Number.NaN], [5]), tensor([-2, 0, 1, Number.NaN, 2, 0.5], [2, 3])],
    [(a, b) => searchSorted(a, b, { side: "right" }), tensor([-1, 0, 0, Number.NaN], [4]), tensor([-2, 0, 1, Number.NaN], [4])],
  ],
  stopGradient: [[(a) => stopGradient(a.exp()).multiply(a), draw(3, 5)]],
  bincount: [[(a) => bincount(a, 5), tensor([1, 0, 4, 4, 2, 4], [3, 2])]],
  histogram: [
    [(a) => histogram(a, 5), draw(3, 7)],
    [(a) => histogram(a, 2, { low: -1, high: 1 }), tensor([-1, 1, 0, 2, -2, Number.NaN, 0.5], [7])],
  ],
};

/** Numbers that functions of one number, or of two, treat in their own way, and each together with each. */
const specials = [0, -0, 1, -1, 0.5, 3e38, -3e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
const firsts = tensor(
  specials.flatMap((x) => specials.map(() => x)),
  [100],
);
const seconds = tensor(
  specials.flatMap(() => specials),
  [100],
);
/** Functions of one number that are composed of others. */
const composed = ["sign", "reciprocal", "tan", "expm1"];
const onPairs = ["add", "subtract", "multiply", "divide", "equal", "less", "lessOrEqual", "greater", "greaterOrEqual"];

export const operations: Table = {
  name: "operations",
  heading: "ONNX, operation by operation",
  text: () =>
    "Each operation becomes a model, with operands of several shapes, and so does its gradient with respect to all of them. Functions of one " +
    "number, arithmetic and comparisons are also tried with 0, -0, infinities, NaN, and numbers so large that the result isn't finite. The " +
    "columns are those of the table above.",
  columns: (versions) => [
    "operation",
    "models",
    ...runtimes.flatMap((runtime) => columns.map((column) => `${runtime} ${versions[runtime]}: ${column}`)),
  ],
  async rows(cases) {
    const models = await operationModels(cases);
    const results = await compare(cases, models);
    return lines.map(([name]) => [
      `\`${name}\``,
      String(models.filter(({ row }) => row === name).length),
      ...runtimes.flatMap((runtime) => columns.map((column) => results.show(name, column, runtime))),
    ]);
  },
};

/** Each operation with its operands. */
export const lines = Object.entries({ ...differentiable, ...steps });

/** Every operation as a model, its gradient, and its treatment of special numbers. */
export async function operationModels(cases: Cases): Promise<Model[]> {
  await useEngine("wasm");
  const models: Model[] = [];
  for (const [name, operands] of lines)
    await cases.check(`a program of ${name}`, () => void models.push(...operands.flatMap((line) => modelsOf(name, line))));
  for (const [name] of lines) {
    const isUnary = name in unaryOperations || composed.includes(name);
    if (!isUnary && !onPairs.includes(name)) continue;
    const f: AnyOperation = (...operands) => operands[0][name](...operands.slice(1));
    const named = { name: `${name}, special numbers`, row: name, column: operation };
    models.push(programModel(named, f, isUnary ? [tensor(specials, [10])] : [firsts, seconds]));
  }
  return models;
}

/** An operation and its gradient, in the direction of random errors. */
function modelsOf(name: string, [f, ...operands]: Line): Model[] {
  const shapes = operands.map(({ shape }) => `[${shape.join(", ")}]`).join(", ");
  const itself = programModel({ name: `${name}, ${shapes}`, row: name, column: operation }, f, operands);
  if (name in steps) return [itself];
  const slope = (given: AnyTensor, error: AnyTensor) => vjp((all: Any) => f(...all), given).backward(error);
  const outputs = leaves(f(...operands)).map(({ tensor: { shape } }) => draw(...shape));
  return [
    itself,
    programModel({ name: `${name}, ${shapes}, gradient`, row: name, column: gradient }, slope, [operands, outputs[0]]),
  ];
}

/** Whether the models of networks and operations contain every primitive. Both tables have to be made first. */
export async function checkPrimitives(cases: Cases): Promise<void> {
  const missing = Object.keys(operators).filter((name) => !primitives.has(name));
  await cases.check("ONNX, every primitive is in a model", () =>
    missing.length === 0 ? undefined : `${missing.join(", ")} is in none`,
  );
}
