/** Functions of tensors as ONNX models. */
import { leaves } from "../../src/grad/tree.js";
import { trace } from "../../src/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import { toStableHlo } from "../../src/stablehlo/index.js";
import type { AnyOperation, AnyTensor } from "../grad/differences.js";
import type { Model } from "./runtimes.js";
import type { Values } from "./table.js";

export const valuesOf = (x: AnyTensor): Values => ({ shape: x.shape, numbers: Float32Array.from(x.dataSync()) });

const all = (tree: unknown): Values[] => leaves(tree).map(({ tensor }) => valuesOf(tensor));

/** The names of the primitives that the models consist of. */
export const primitives = new Set<string>();

/** The program of a function, whose primitives are noted. */
function recorded(f: AnyOperation, operands: readonly AnyTensor[]) {
  // biome-ignore lint/suspicious/noExplicitAny: of any types, which aren't the question here
  const program = (trace as any)(f, ...operands);
  for (const { primitive } of program.steps) primitives.add(primitive);
  return program;
}

/** A function as a model, which is run on the operands. */
export function programModel(
  named: Pick<Model, "name" | "row" | "column">,
  f: AnyOperation,
  operands: readonly AnyTensor[],
): Model {
  const program = recorded(f, operands);
  return {
    ...named,
    bytes: toOnnx(program),
    text: toStableHlo(program),
    runs: [{ inputs: all(operands), outputs: all(program.run(...operands)) }],
  };
}
