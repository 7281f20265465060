/**
 * Optional kernels for products, convolutions and functions of one number, which reach the speed of native libraries because V8 can fuse
 * pairs of 128-bit operations into 256-bit ones. The flag that enables this is experimental and applies to the whole process. So it is set
 * only on request, and the kernels are used only after their results have been compared with the reference and their speed has been measured.
 */
import { agree } from "./agree.js";
import { convolutionsAgree, imagesWide } from "./convolution/wide.js";
import type { Engine, View } from "./engine.js";
import { bytesOf, nodeVersion, now, setV8Flag } from "./host.js";
import { commonWide } from "./kernels/generated/commonWide.js";
import { wide } from "./kernels/generated/wide.js";
import { rowMajor } from "./layout.js";
import type { Storage } from "./storage.js";
import { type UnaryOperation, unaryOperations } from "./unary.js";
import { float32 } from "./wasm/format.js";
import { WasmEngine } from "./wasm/wasm.js";

/** In earlier versions of Node, the flag is unknown or has no effect. */
const firstNode = 24;

/** The engine with wide kernels if they are correct and faster on this machine, else the portable engine. */
export function fastOr(portable: Engine, reference: Engine): Engine {
  if (nodeVersion < firstNode) return portable;
  setV8Flag("--experimental-wasm-revectorize");
  try {
    const fast = new WasmEngine("wasm-fast", bytesOf(wide), { ...float32, common: commonWide, extras: { imagesWide } });
    const isRight =
      productsAgree(fast, reference) && functionsAgree(fast, reference) && convolutionsAgree(fast, reference, numbers);
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

/** Whether products are correct in all forms, with and without skipping zeros. */
function productsAgree(fast: Engine, reference: Engine): boolean {
  return sizes.every(([rows, inner, columns]) =>
    forms.every(([left, right]) =>
      [2, Number.POSITIVE_INFINITY].every((zeroEvery) => {
        const product = (engine: Engine) => {
          const a = viewOf(engine, [rows, inner], left, zeroEvery);
          const b = viewOf(engine, [inner, columns], right);
          return () => engine.matmul(a, b);
        };
        return agree(product(fast), product(reference)(), () => 1e-6 * inner);
      }),
    ),
  );
}

/** Whether functions of one number, operations on two, softmax and sums are correct. */
function functionsAgree(fast: Engine, reference: Engine): boolean {
  const shape = [61, 67] as const; // many vectors, and a part of one
  const computations: readonly ((engine: Engine, x: View) => Storage)[] = [
    ...(Object.keys(unaryOperations) as UnaryOperation[]).map((name) => (engine: Engine, x: View) => engine.unary(name, x)),
    ...(["add", "subtract", "multiply", "divide"] as const).map(
      (name) => (engine: Engine, x: View) => engine.binary(name, x, viewOf(engine, shape, false, 7)),
    ),
    (engine, x) => engine.softmax(x),
    (engine, x) => engine.logSoftmax(x),
    ...[0, 1].map((axis) => (engine: Engine, x: View) => engine.reduce("sum", x, axis)),
  ];
  return computations.every((compute) => {
    const results = (engine: Engine) => {
      const x = viewOf(engine, shape);
      return () => compute(engine, x);
    };
    return agree(results(fast), results(reference)(), (value) => 2e-6 * Math.max(1, Math.abs(value)));
  });
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
