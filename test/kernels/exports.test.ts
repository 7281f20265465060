/** That the modules' exports and the interfaces `Kernels` and `ImageKernels` are the same lists. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { webAssembly } from "../../src/engine/host.js";
import { images } from "../../src/engine/kernels/generated/images.js";
import { compile, exportsOf } from "../../src/engine/kernels.js";
import { variants } from "./arena.js";

function declared(file: string, name: string): string[] {
  const source = readFileSync(new URL(`../../src/engine/${file}`, import.meta.url), "utf8");
  const [, body = ""] = new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(source) ?? [];
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name = ""]) => name).sort();
}
const exported = (kernels: object): string[] =>
  Object.keys(kernels)
    .filter((name) => name !== "memory")
    .sort();

test.each(variants)("%s exports what the interface says", (_name, { kernels }) => {
  expect(declared("kernels.ts", "Kernels")).toEqual(exported(kernels));
});

test("the kernels for images are what their interface says", () => {
  const kernels = exportsOf(compile(Buffer.from(images, "hex")), new webAssembly.Memory({ initial: 1 }));
  expect(declared("convolution/kernels.ts", "ImageKernels")).toEqual(exported(kernels as object));
});
