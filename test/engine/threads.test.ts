/** Products and convolutions on several threads give the same numbers as on one, and hosts without threads still compute. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { convolutionsOf } from "../../src/engine/convolution/of-engine.js";
import { engine, fastest, reference } from "../../src/engine/current.js";
import type { Engine, View } from "../../src/engine/engine.js";
import { bytesOf, nodeVersion } from "../../src/engine/host.js";
import { relaxed } from "../../src/engine/kernels/generated/relaxed.js";
import { simd } from "../../src/engine/kernels/generated/simd.js";
import { hasRelaxedSimd } from "../../src/engine/kernels.js";
import { whole } from "../../src/engine/layout.js";
import { cores } from "../../src/engine/threads/host.js";
import { awaitOthers, hasFailed, type Kernel, post, sharedWords, takeSlices } from "../../src/engine/threads/slices.js";
import { start, withSharedMemory } from "../../src/engine/threads/threads.js";
import { WasmEngine } from "../../src/engine/wasm/wasm.js";
import { random, randomNormal, useEngine } from "../../src/index.js";

const variants = [
  new WasmEngine("wasm-simd", bytesOf(simd)),
  ...(hasRelaxedSimd() ? [new WasmEngine("wasm-relaxed", bytesOf(relaxed))] : []),
];
const two = await start(variants[0] as WasmEngine, 2);
const severalCores = cores() > 1;

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await useEngine("reference");
});

const numbers = Float32Array.from({ length: 1_400_000 }, (_, index) => Math.sin(index * 1.7));
const forms = ["A·B", "Aᵀ·B", "A·Bᵀ"] as const;
type Sizes = readonly [rows: number, inner: number, columns: number];

/** Some of the numbers are zero, more at the end than at the start, so the slices of a product may use different methods. */
function withZeros(length: number, zeros: number): Float32Array {
  const found = numbers.slice(0, length);
  for (let index = 0; zeros > 0 && index < length; index++)
    if ((index * 0.618) % 1 < zeros * (0.5 + index / length)) found[index] = 0;
  return found;
}

function viewOf(on: Engine, shape: readonly [number, number], transposed = false, zeros = 0): View {
  const storage = on.upload(withZeros(shape[0] * shape[1], zeros));
  return { storage, offset: 0, shape, strides: transposed ? [1, shape[0]] : [shape[1], 1] };
}

/** Matrices, plain or transposed. The left one contains zeros. */
const operands = (on: Engine, [rows, inner, columns]: Sizes, form: (typeof forms)[number], zeros = 0): [View, View] => [
  viewOf(on, [rows, inner], form === "Aᵀ·B", zeros),
  viewOf(on, [inner, columns], form === "A·Bᵀ"),
];
const product = (on: Engine, ...given: [Sizes, (typeof forms)[number], number?]) =>
  on.matmul(...operands(on, ...given)).values.slice();

/** The first index at which two lists differ, or -1. */
function firstDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  for (let index = 0; index < expected.length; index++) if (found[index] !== expected[index]) return index;
  return found.length === expected.length ? -1 : expected.length;
}

/** Sizes around those at which the kernels change their method, or at which tiles and bands end. */
const sizes = [
  ...([
    [131, 37, 67],
    [67, 41, 131],
    [257, 401, 263],
    [1031, 29, 61],
    [601, 809, 11],
    [11, 809, 601],
    [49, 307, 149],
  ] as const),
  ...([
    [3, 173, 1511],
    [2003, 97, 5],
    [1, 409, 2003],
    [2003, 409, 1],
    [149, 809, 47],
    [47, 809, 149],
    [131, 311, 127],
    [67, 2311, 577], // long sums are split into parts
    [619, 2053, 67],
  ] as const),
];

describe.each(variants)("$name", async (one) => {
  // With more threads than slices or cores, some threads don't take part.
  const several = await Promise.all([2, 3, 5].map(async (count) => ({ count, threaded: await start(one, count) })));

  describe.each(sizes)("%i x %i by %i on 2, 3 and 5 threads is the same to the last bit", (...size) => {
    test.each(forms.flatMap((form) => [0, 0.4, 0.9].map((zeros) => ({ form, zeros }))))(
      "$form, zeros: $zeros",
      ({ form, zeros }) => {
        const expected = product(one, size, form, zeros);
        for (const { count, threaded } of several) {
          const [left, right] = operands(threaded, size, form, zeros);
          for (let again = 0; again < 3; again++) {
            const found = threaded.matmul(left, right).values;
            expect(firstDifference(found, expected), `on ${count} threads, time ${again}`).toBe(-1);
          }
        }
      },
    );
  });
});

describe.each(variants)("convolutions of $name", async (one) => {
  const several = await Promise.all([2, 3, 5].map(async (count) => ({ count, threaded: await start(one, count) })));
  const sizes = [
    { images: 7, height: 19, width: 23, channels: 8, filters: 24 },
    { images: 2, height: 31, width: 17, channels: 17, filters: 5 },
    { images: 64, height: 9, width: 9, channels: 9, filters: 16 },
    { images: 3, height: 64, width: 64, channels: 3, filters: 8 },
  ];
  test.each(sizes.flatMap((size) => [1, 2].map((stride) => ({ ...size, stride }))))(
    "$images images of $height x $width, $channels channels, $filters filters, stride $stride: the same to the last bit",
    (size) => {
      const { images, height, width, channels, filters, stride } = size;
      const [outputHeight, outputWidth] = [height, width].map((pixels) => Math.ceil(pixels / stride)) as [number, number];
      const windows = {
        ...{ images, height, width, channels, kernelHeight: 3, kernelWidth: 3, strideHeight: stride, strideWidth: stride },
        ...{ dilationHeight: 1, dilationWidth: 1, top: 1, left: 1, outputHeight, outputWidth, groups: 1 },
      };
      const results = (on: Engine) => {
        const view = (...shape: number[]): View =>
          whole(
            on.upload(
              numbers.slice(
                0,
                shape.reduce((product, entries) => product * entries, 1),
              ),
            ),
            shape,
          );
        const [x, w] = [view(images, height, width, channels), view(3, 3, channels, filters)];
        const errors = view(images, outputHeight, outputWidth, filters);
        const operations = convolutionsOf(on);
        return [
          operations.convolve(x, w, view(filters), windows),
          operations.toImages(errors, w, windows),
          operations.toKernels(x, errors, windows),
        ].map(({ values }) => values.slice());
      };
      const expected = results(one);
      for (const { count, threaded } of several)
        for (let again = 0; again < 3; again++) {
          const found = results(threaded);
          expected.forEach((values, which) => {
            expect(firstDifference(found[which] as Float32Array, values), `result ${which} on ${count} threads`).toBe(-1);
          });
        }
    },
  );
});

test("large convolutions wake the workers", () => {
  const notify = vi.spyOn(Atomics, "notify");
  const windows = {
    ...{ images: 16, height: 32, width: 32, channels: 8, kernelHeight: 3, kernelWidth: 3, strideHeight: 1, strideWidth: 1 },
    ...{ dilationHeight: 1, dilationWidth: 1, top: 1, left: 1, outputHeight: 32, outputWidth: 32, groups: 1 },
  };
  const given = (...shape: number[]): View =>
    whole(
      two.fill(
        shape.reduce((product, entries) => product * entries, 1),
        1,
      ),
      shape,
    );
  convolutionsOf(two).convolve(given(16, 32, 32, 8), given(3, 3, 8, 8), undefined, windows);
  expect(notify).toHaveBeenCalled();
});

test("a job is known to have failed if a thread couldn't compute its slice, and the next one starts anew", () => {
  const words = new Int32Array(new SharedArrayBuffer(4 * sharedWords));
  const job = {
    kernel: 0,
    args: [6, 0, 0, 0],
    count: 0,
    unit: 1,
    moves: [[1, 4] as const, [2, 4] as const] as const,
    work: 3,
    workBytes: 8,
  };
  const seen: (readonly number[])[] = [];
  const broken = (): never => {
    throw new Error("no memory");
  };
  const kernels = [(...args: readonly number[]) => void seen.push(args), broken];
  const thread = { number: 1, scratch: 0, kernel: (kernel: number) => kernels[kernel] as Kernel };
  const isLost = (kernel: number): boolean => {
    post(words, { ...job, kernel }, 2);
    takeSlices(words, thread);
    awaitOthers(words, true);
    return hasFailed(words);
  };
  expect([isLost(0), isLost(1), isLost(0)]).toEqual([false, true, false]);
  const slices = [
    [3, 0, 0, 8],
    [3, 12, 12, 8],
  ];
  expect(seen).toEqual([...slices, ...slices]);
});

test("workers can use memory that has grown since they started", async () => {
  const growing = await start(variants[0] as WasmEngine, 2);
  const size = [1511, 37, 1511] as const; // 9 MB, which need a ring of more than the initial 16 MB
  const [expected, ours] = [product(variants[0] as WasmEngine, size, "A·B"), product(growing, size, "A·B")];
  expect(firstDifference(ours, expected)).toBe(-1);
});

test("only large products wake the workers", () => {
  const notify = vi.spyOn(Atomics, "notify");
  const multiply = (inner: number) => two.matmul(viewOf(two, [257, inner]), viewOf(two, [inner, 257]));
  multiply(13);
  expect(notify).not.toHaveBeenCalled(); // too small to wake a worker
  multiply(257);
  expect(notify).toHaveBeenCalled();
  for (let again = 0; again < 20; again++) {
    multiply(257);
    notify.mockClear();
    multiply(3); // too small even for a worker that is awake
    expect(notify).not.toHaveBeenCalled();
  }
});

test.runIf(severalCores)("tensors stay usable when the engine changes in between", async () => {
  const info = await useEngine("wasm", { threads: 2 });
  expect(info).toEqual({ name: `${fastest().name}-threads`, precision: "float32", threads: 2 });
  const x = randomNormal([257, 257], random(1));
  const onTwo = x.matmul(x);
  await useEngine("reference");
  const exact = x.matmul(x);
  const mixed = onTwo.subtract(exact);
  await useEngine("wasm");
  expect(mixed.abs().max().at()).toBeLessThan(1e-3);
  await useEngine("wasm", { threads: 2 });
  expect(onTwo.matmul(exact).subtract(exact.matmul(onTwo)).abs().max().at()).toBeLessThan(1);
});

test.runIf(severalCores)("the same number of threads gives the same engine, and the latest choice wins", async () => {
  const first = useEngine("wasm", { threads: 2 });
  await useEngine("reference");
  expect(await first).toMatchObject({ threads: 2 });
  expect(engine()).toBe(reference);
  await useEngine("wasm", { threads: 2 });
  const once = engine();
  await useEngine("wasm", { threads: 2 });
  expect(engine()).toBe(once);
});

test("there are no more threads than the machine can run", async () => {
  expect((await useEngine("wasm", { threads: 100_000 })).threads).toBe(cores());
});

test("with one thread, or with the reference, the engine has no threads", async () => {
  expect(await useEngine("wasm", { threads: 1 })).toEqual({ name: fastest().name, precision: "float32", threads: 1 });
  expect(await useEngine("reference", { threads: 2 })).toEqual({ name: reference.name, precision: "float64", threads: 1 });
});

test("a page that isn't isolated computes on one thread, and the notice says which headers are missing", async () => {
  vi.stubGlobal("crossOriginIsolated", false);
  const { name, threads, notice } = await useEngine("wasm", { threads: 2 });
  expect({ name, threads }).toEqual({ name: fastest().name, threads: 1 });
  expect(notice).toContain("Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp");
});

test.runIf(nodeVersion > 0)("a host without workers, or whose workers don't start, computes on one thread", async () => {
  const builtin = vi.spyOn(process as never, "getBuiltinModule" as never) as ReturnType<typeof vi.fn>;
  builtin.mockReturnValue(undefined);
  expect(await useEngine("wasm", { threads: 2 })).toMatchObject({ threads: 1, notice: expect.stringContaining("no workers") });
  const Worker = vi.fn(function refuse() {
    throw new Error("not today");
  });
  builtin.mockReturnValue({ availableParallelism: () => 7, Worker });
  expect(await useEngine("wasm", { threads: 7 })).toMatchObject({
    threads: 1,
    notice: "workers don't start here: not today",
  });
});

test("kernels that don't import their memory can't share it", () => {
  expect(() => withSharedMemory(new Uint8Array(100))).toThrow("don't import their memory");
});
