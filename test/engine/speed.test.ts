/**
 * A guard, not a benchmark: it notices a kernel that loses half its speed, by its ratio to the same product in plain JavaScript in
 * the same run. Small changes to a kernel's source can do that, and every other test would still pass.
 */
import { expect, test } from "vitest";
import { bytesOf, now } from "../../src/engine/host.js";
import { simd } from "../../src/engine/kernels/generated/simd.js";
import { WasmEngine } from "../../src/engine/wasm.js";

const engine = new WasmEngine("wasm-simd", bytesOf(simd));

function plain(a: Float32Array, b: Float32Array, result: Float32Array, rows: number, inner: number, columns: number) {
  result.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k] as number;
      for (let j = 0; j < columns; j++) (result[i * columns + j] as number) += factor * (b[k * columns + j] as number);
    }
  }
}

/** How much faster the engine is, by the medians of products taken in turns. */
function ratio(rows: number, inner: number, columns: number, transposed: boolean): number {
  const numbers = (length: number) => Float32Array.from({ length }, (_, index) => Math.sin(index));
  const [a, b, result] = [numbers(rows * inner), numbers(inner * columns), new Float32Array(rows * columns)];
  const left = { storage: engine.upload(a), offset: 0, shape: [rows, inner], strides: transposed ? [1, rows] : [inner, 1] };
  const right = { storage: engine.upload(b), offset: 0, shape: [inner, columns], strides: [columns, 1] };
  const time = (run: () => void, times: number) => {
    const start = now();
    for (let each = 0; each < times; each++) run();
    return (now() - start) / times;
  };
  const pair = () =>
    [time(() => engine.matmul(left, right), 8), time(() => plain(a, b, result, rows, inner, columns), 1)] as const;
  for (const start = now(); now() - start < 500; ) pair(); // V8 compiles kernels for good in the background
  const pairs = Array.from({ length: 31 }, pair);
  const median = (times: readonly number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] as number;
  return median(pairs.map(([, theirs]) => theirs)) / median(pairs.map(([ours]) => ours));
}

// The bounds are about half of what was measured on Node 20 (50, 48 and 28 to 37); Node 24 runs plain JavaScript faster. A machine that is busy at the wrong moment gets another try.
test.each([
  ["256² by 256²", 256, 256, 256, false, 23],
  ["784 x 128, transposed, by 128 x 128", 128, 784, 128, true, 26],
  ["128 x 128 by 128 x 10", 128, 128, 10, false, 19],
] as const)("%s", { retry: 3 }, (_, rows, inner, columns, transposed, bound) => {
  expect(ratio(rows, inner, columns, transposed)).toBeGreaterThan(bound);
});
