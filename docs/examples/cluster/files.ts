/** What TypeScript and the processes exchange: a folder of files. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tensor } from "conformable";
import { readSafetensors, writeSafetensors } from "conformable/io";
import { toStableHlo } from "conformable/stablehlo";
import { program, type State, start } from "./step.js";

/** Batches by number; the processes go through them again and again. */
export interface Batches<Count extends number> {
  readonly inputs: Tensor<[Count, 128, 64]>;
  readonly targets: Tensor<[Count, 128, 10]>;
}

/** Writes the step, the state that training starts with, and the batches. */
export function writeFiles<Count extends number>(folder: string, { inputs, targets }: Batches<Count>): void {
  const write = (name: string, contents: string | Uint8Array): void => writeFileSync(join(folder, name), contents);
  const order = program.inputs.slice(0, -2).map(({ name }) => name); // the last two are the inputs and the targets
  write("step.mlir", toStableHlo(program));
  write("state.safetensors", writeSafetensors(start, { order: JSON.stringify(order) }));
  write("batches.safetensors", writeSafetensors({ inputs, targets }));
}

/** Reads the last checkpoint. A file can't tell the compiler its shapes, so they are stated here, and checked. */
export function readParameters(folder: string): State["parameters"] {
  const file = readSafetensors(readFileSync(join(folder, "checkpoint.safetensors")));
  return [
    { weights: file.get("parameters.0.weights", [72, 64]), bias: file.get("parameters.0.bias", [72]) },
    { weights: file.get("parameters.1.weights", [10, 72]), bias: file.get("parameters.1.bias", [10]) },
  ];
}
