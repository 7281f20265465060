/** Functions of tensors as ONNX models. */
import { leaves } from "../../src/grad/tree.js";
import { trace } from "../../src/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import type { AnyOperation, AnyTensor } from "../grad/differences.js";
import type { Model } from "./runtimes.js";
import type { Values } from "./table.js";

export const valuesOf = (x: AnyTensor): Values => ({ shape: x.shape, numbers: Float32Array.from(x.dataSync()) });

const all = (tree: unknown): Values[] => leaves(tree).map(({ tensor }) => valuesOf(tensor));

/** The names of the primitives that the programs consist of. */
export const primitives = new Set<string>();

type Named = Pick<Model, "name" | "row" | "column">;

/** A function as a model, which is run on the operands. */
export function programModel(named: Named, f: AnyOperation, operands: readonly AnyTensor[]): Model {
  // biome-ignore lint/suspicious/noExplicitAny: of any types, which aren't the question here
  const program = (trace as any)(f, ...operands);
  for (const { primitive } of program.steps) primitives.add(primitive);
  return {
    ...named,
    bytes: toOnnx(program),
    runs: [{ inputs: all(operands), outputs: all(program.run(...operands)) }],
  };
}
