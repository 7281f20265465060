/**
 * Optional kernels with wider tiles, which reach the speed of native libraries because V8 can fuse pairs of 128-bit operations
 * into 256-bit ones. The flag that enables this is experimental and applies to the whole process. So it is set only on request,
 * and the kernels are used only after their results have been compared with the reference and their speed has been measured.
 */
import { convolutionsAgree, imagesWide } from "./convolution/wide.js";
import type { Engine, View } from "./engine.js";
import { bytesOf, nodeVersion, now, setV8Flag } from "./host.js";
import { wide } from "./kernels/generated/wide.js";
import { rowMajor } from "./layout.js";
import { float32 } from "./wasm/format.js";
import { WasmEngine } from "./wasm/wasm.js";

/** In earlier versions of Node, the flag is unknown or has no effect. */
const firstNode = 24;

/** The engine with wide kernels if they are correct and faster on this machine, else the portable engine. */
export function fastOr(portable: Engine, reference: Engine): Engine {
  if (nodeVersion < firstNode) return portable;
  setV8Flag("--experimental-wasm-revectorize");
  try {
    const fast = new WasmEngine("wasm-fast", bytesOf(wide), { ...float32, extras: { imagesWide } });
    const isRight = agree(fast, reference) && convolutionsAgree(fast, reference, numbers);
    if (isRight && isFaster(fast, portable)) return fast;
  } catch {
    // The host lacks an instruction, so the portable kernels stay.
  }
  setV8Flag("--no-experimental-wasm-revectorize");
  return portable;
}

/** Irregular numbers from -1 to 1. One in every `zeroEvery` is zero. */
const numbers = (length: number, zeroEvery: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => (index % zeroEvery === 0 ? 0 : Math.imul(index * index, 0x9e3779b1) / 2 ** 31));

const viewOf = (
  engine: Engine,
  shape: readonly [number, number],
  transposed = false,
  zeroEvery = Number.POSITIVE_INFINITY,
): View => {
  const view = { storage: engine.upload(numbers(shape[0] * shape[1], zeroEvery)), offset: 0, shape, strides: rowMajor(shape) };
  return transposed ? { ...view, strides: [1, shape[0]] } : view;
};

/** Which operands are transposed. */
const forms = [
  [false, false],
  [true, false],
  [false, true],
] as const;
/** Rows, inner size and columns: full tiles, partial tiles, few columns, a sum of several blocks, and few rows. */
const sizes = [
  [64, 64, 64],
  [37, 53, 29],
  [128, 128, 10],
  [36, 410, 70],
  [32, 64, 96],
] as const;

/** Whether products are correct in all forms, with and without skipping zeros. They run often enough for V8 to optimise them. */
function agree(fast: Engine, reference: Engine): boolean {
  return sizes.every(([rows, inner, columns]) =>
    forms.every(([left, right]) =>
      [2, Number.POSITIVE_INFINITY].every((zeroEvery) => {
        const product = (engine: Engine) => {
          const a = viewOf(engine, [rows, inner], left, zeroEvery);
          const b = viewOf(engine, [inner, columns], right);
          return () => engine.matmul(a, b).values;
        };
        const [ours, theirs] = [product(fast), product(reference)];
        for (let run = 0; run < 20; run++) ours();
        const result = ours();
        return theirs().every((value, index) => Math.abs((result[index] as number) - value) < 1e-6 * inner);
      }),
    ),
  );
}

/** How often the engines are compared. If another process is using the cores, V8 may take long to optimise the kernels. */
const attempts = 4;

/** Compares the shortest times of several products. The engines take turns, since the machine may be busy with something else. */
function isFaster(fast: Engine, portable: Engine): boolean {
  const time = (engine: Engine): (() => number) => {
    const view = viewOf(engine, [256, 256]);
    return () => {
      const start = now();
      engine.matmul(view, view);
      return now() - start;
    };
  };
  const [ours, theirs] = [time(fast), time(portable)];
  for (let run = 0; run < 30; run++) [ours(), theirs()]; // until V8 has optimised both
  for (let attempt = 0; attempt < attempts; attempt++) {
    const rounds = Array.from({ length: 15 }, () => [ours(), theirs()] as const);
    if (Math.min(...rounds.map(([first]) => first)) < Math.min(...rounds.map(([, second]) => second))) return true;
  }
  return false;
}
