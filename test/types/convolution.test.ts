/**
 * Compares the number of places of a kernel that the compiler computes with that of a layer, for ranges of sizes, kernels,
 * strides and paddings.
 */
import { expect, test } from "vitest";
import { zeros } from "../../src/index.js";
import { conv2d } from "../../src/nn/index.js";
import type { Padding } from "../../src/shape/places.js";
import { compile, writeProject } from "./compiler.js";

const upTo = (last: number, first = 1) => Array.from({ length: last + 1 - first }, (_, index) => first + index);
const paddings: readonly Padding[] = [...upTo(3, 0), "valid", "same"];

test("sizes 1 to 40, kernels 1 to 7, strides 1 to 4, paddings 0 to 3, valid and same", async () => {
  // biome-ignore lint/suspicious/noExplicitAny: the compiler checks the generated program instead
  const build = conv2d as any;
  const lines: string[] = [];
  for (const size of upTo(40)) {
    for (const kernel of upTo(7)) {
      for (const stride of upTo(4)) {
        for (const padding of paddings) {
          const [n, k, s, p] = [size, kernel, stride, JSON.stringify(padding)];
          const fits = padding === "same" || size + 2 * (padding === "valid" ? 0 : padding) >= kernel;
          if (fits) {
            const layer = build([size, size + 1, 1], 1, kernel, { stride, padding });
            const [height, width] = layer.predict(zeros([size, size + 1, 1] as [1, 1, 1])).shape;
            expect([height, width]).toEqual(layer.outputShape.slice(0, 2));
            lines.push(`same<[Places<${n}, ${k}, ${s}, ${p}>, Places<${n + 1}, ${k}, ${s}, ${p}>], [${height}, ${width}]>();`);
          } else {
            expect(() => build([size, size, 1], 1, kernel, { stride, padding })).toThrow(
              `a kernel of ${kernel} does not fit into`,
            );
            lines.push(`same<kernelNeedsAPlace<"conv2d", [${n}, ${n}, 1], ${k}, ${s}, ${p}> extends [] ? 0 : 1, 1>();`);
          }
        }
      }
    }
  }
  const program = `import type { kernelNeedsAPlace } from "../../src/shape/convolution.js";
import type { Places } from "../../src/shape/places.js";
declare function same<A, B>(...equal: [A, B] extends [B, A] ? [] : [A]): void;
${lines.join("\n")}
same<Places<28, 3, 1, 0>, 27>();\n`;
  const { diagnostics } = await compile("7.0", await writeProject("convolution", { "program.ts": program }));
  expect(lines).toHaveLength(40 * 7 * 4 * 6);
  // The last line is wrong, which shows that the others could have been.
  expect(diagnostics.map(({ line }) => line)).toEqual([lines.length + 4]);
});
