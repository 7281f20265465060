/** The exports of the modules are those that the interfaces `Kernels`, `ImageKernels` and `OptimizerKernels` list. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { BatchNormKernels } from "../../src/engine/batch-norm.js";
import type { Multiplying } from "../../src/engine/convolution/kernels.js";
import { bytesOf, webAssembly } from "../../src/engine/host.js";
import { batchNorm } from "../../src/engine/kernels/generated/batchNorm.js";
import { imagesWide } from "../../src/engine/kernels/generated/imagesWide.js";
import { compile, exportsOf, hasRelaxedSimd } from "../../src/engine/kernels.js";
import { hasKernel, type UnaryOperation, unaryOperations } from "../../src/engine/unary.js";
import { variants } from "./arena.js";

function declared(file: string, name: string): string[] {
  const source = readFileSync(new URL(`../../src/engine/${file}`, import.meta.url), "utf8");
  const [, body = ""] = new RegExp(`export interface ${name} [^{]*\\{([\\s\\S]*?)\\n\\}`).exec(source) ?? [];
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name = ""]) => name).sort();
}
const exported = (kernels: object): string[] =>
  Object.keys(kernels)
    .filter((name) => name !== "memory")
    .sort();

const unaryNames = (Object.keys(unaryOperations) as UnaryOperation[]).filter(hasKernel);

test.each(variants)("%s exports the functions that the interfaces list", (_name, { kernels, images, optimizers }) => {
  expect([...declared("kernels.ts", "Kernels"), ...unaryNames].sort()).toEqual(exported(kernels));
  expect(declared("optimizers/wasm.ts", "OptimizerKernels")).toEqual(exported(optimizers));
  expect(declared("convolution/kernels.ts", "ImageKernels")).toEqual(exported(images));
});

test("the kernels of batchNorm are those that the interface lists", () => {
  const memory = new webAssembly.Memory({ initial: 1 });
  const kernels = exportsOf(compile(bytesOf(batchNorm)), memory) as BatchNormKernels;
  expect(exported(kernels)).toEqual(declared("batch-norm.ts", "BatchNormKernels"));
});

test.runIf(hasRelaxedSimd())("the wide kernels for images are those that multiply", () => {
  const names: Record<keyof Multiplying, true> = { convolve: true, convolveBytes: true, toKernels: true, toKernelsBytes: true };
  const memory = new webAssembly.Memory({ initial: 1 });
  expect(exported(exportsOf(compile(bytesOf(imagesWide)), memory) as object)).toEqual(Object.keys(names).sort());
});
