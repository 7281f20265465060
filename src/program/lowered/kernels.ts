/** The primitives that are lowered, and the kernels that carry them out. They decide as the engine does: see `engine/wasm`. */
import { isRowMajor, matrices, size } from "../../engine/layout.js";
import { hasKernel, isOrdinary, type UnaryOperation, unaryOperations } from "../../engine/unary.js";
import { longestInner, multiplyInParts, workOf } from "../../engine/wasm/long-sums.js";
import { product } from "../../engine/wasm/workspace.js";
import type { Alone } from "../distinct.js";
import type { Step } from "../primitives.js";
import { lowerChain } from "./chains.js";
import type { Emitter } from "./emitter.js";
import { lowerJoin } from "./joins.js";
import type { Place, Slot } from "./slots.js";

/** Emits the calls that write a result, and a loss if it is found together with the result. */
type Emit = (result: Slot, loss?: Slot) => void;
type Lower = (emitter: Emitter, operands: readonly Place[], step: Step) => Emit | undefined;

/** What emits the calls of an operation; undefined if it isn't lowered. Its result is row-major. */
export function kernelOf(emitter: Emitter, { step }: Alone, operands: readonly Place[]): Emit | undefined {
  const lower = lowers[step.primitive] ?? (step.primitive in unaryOperations ? elementwise : undefined);
  return lower?.(emitter, operands, step);
}

const elementwise: Lower = (emitter, operands, { primitive, operands: given, result }) => {
  const last = given.at(-1);
  if (primitive in unaryOperations && !hasKernel(primitive as UnaryOperation)) return undefined;
  if (typeof given[0] === "number" || (typeof last === "number" && primitive.startsWith("error") && !isOrdinary(last)))
    return undefined;
  const length = product(result.shape);
  if (length === 0) return undefined;
  const sources = given.map((operand, index) =>
    typeof operand === "number" ? ({ from: "number", value: operand } as const) : ({ from: "operand", index } as const),
  );
  const links = [{ operation: primitive as "add", sources }]; // an elementwise one
  return (slot) => lowerChain(emitter, { length, links, results: [0] }, operands, [slot]);
};

const copied: Lower = (emitter, [x]) => {
  const place = x as Place; // it has one operand
  return (slot) => {
    const { index } = emitter.rows(place).slot;
    emitter.emit((at) => emitter.space.kernels.copy(at[index] as number, at[slot.index] as number, slot.length));
  };
};

const multiplied: Lower = (emitter, operands) => {
  const { space } = emitter;
  const { kernels, scratch } = space;
  const { bytes } = space.format;
  const [left, right] = operands as [Place, Place]; // it has two
  const rank = left.shape.length;
  const [m, k, n] = [size(left.shape, rank - 2), size(left.shape, rank - 1), size(right.shape, rank - 1)];
  const [aRow, aColumn] = [size(left.strides, rank - 2), size(left.strides, rank - 1)];
  const [bRow, bColumn] = [size(right.strides, rank - 2), size(right.strides, rank - 1)];
  const [as, bs] = [left, right].map((place) => matrices(place).map((offset) => bytes * offset)) as [number[], number[]];
  const [a, b] = [left.slot.index, right.slot.index];
  const isLong = k > longestInner && bytes === 4;
  return (slot) => {
    const c = slot.index;
    const work = isLong ? emitter.slot("frame", workOf(m, n)).index : -1;
    emitter.emit((at) => {
      const [x, y, z] = [at[a] as number, at[b] as number, at[c] as number];
      for (let matrix = 0; matrix < as.length; matrix++) {
        const [from, with_, to] = [x + (as[matrix] as number), y + (bs[matrix] as number), z + bytes * matrix * m * n];
        if (isLong)
          multiplyInParts(kernels, at[work] as number, m, n, k, from, aRow, aColumn, with_, bRow, bColumn, to, n, scratch);
        else kernels.gemm(m, n, k, from, aRow, aColumn, with_, bRow, bColumn, to, n, scratch);
      }
    });
  };
};

const joined: Lower = (emitter, parts, { options }) => {
  return (slot) => lowerJoin(emitter, parts, options as Parameters<typeof lowerJoin>[2], slot); // each of these has them
};

type Along = "sum" | "mean" | "max" | "min" | "argmax" | "center" | "cumulate";
const alongAxis =
  (name: Along): Lower =>
  (emitter, [x], { options }) => {
    const place = x as Place; // it has one operand
    const { shape } = place;
    const { axis } = options as { readonly axis: number }; // each of these has one
    const kernel = emitter.space.kernels[name];
    const [columns, rows] = [shape.toReversed(), place.strides.toReversed()];
    const original = { ...place, shape: columns, strides: rows };
    const isTransposed = shape.length === 2 && !isRowMajor(place) && isRowMajor(original);
    const inPlace = isTransposed && name !== "center" && name !== "cumulate";
    return (slot) => {
      const source = inPlace ? original : emitter.rows(place);
      const along = inPlace ? 1 - axis : axis;
      const [outer, entries, inner] = [
        product(source.shape, 0, along),
        size(source.shape, along),
        product(source.shape, along + 1),
      ];
      const [from, to, start] = [source.slot.index, slot.index, emitter.space.format.bytes * source.offset];
      emitter.emit((at) => kernel((at[from] as number) + start, outer, entries, inner, at[to] as number));
    };
  };

const alongRows =
  (name: "softmax" | "logSoftmax"): Lower =>
  (emitter, [x], { result }) => {
    const columns = result.shape.at(-1) ?? 1;
    const rows = product(result.shape) / columns;
    if (!(rows > 0)) return undefined;
    const kernel = emitter.space.kernels[name];
    return (slot) => {
      const source = emitter.rows(x as Place); // it has one operand
      const [from, to, start] = [source.slot.index, slot.index, emitter.space.format.bytes * source.offset];
      emitter.emit((at) => kernel((at[from] as number) + start, rows, columns, at[to] as number));
    };
  };

const crossEntropyError: Lower = (emitter, operands, { result }) => {
  const [examples = 0, classes = 0] = result.shape;
  const { kernels, format } = emitter.space;
  return (slot, found) => {
    const [logits, targets] = operands.map((place) => emitter.rows(place)) as [Place, Place]; // it has two
    const [x, y, to] = [logits.slot.index, targets.slot.index, slot.index];
    const [startX, startY] = [format.bytes * logits.offset, format.bytes * targets.offset];
    emitter.emit((at) => {
      const loss = kernels.crossEntropy(
        (at[x] as number) + startX,
        (at[y] as number) + startY,
        examples,
        classes,
        at[to] as number,
      );
      if (found) kernels.fill(at[found.index] as number, loss, 1);
    });
  };
};

const lowers: Readonly<Record<string, Lower>> = {
  add: elementwise,
  subtract: elementwise,
  multiply: elementwise,
  divide: elementwise,
  equal: elementwise,
  less: elementwise,
  errorTimes: elementwise,
  errorOver: elementwise,
  select: elementwise,
  sum: /* @__PURE__ */ alongAxis("sum"),
  mean: /* @__PURE__ */ alongAxis("mean"),
  max: /* @__PURE__ */ alongAxis("max"),
  min: /* @__PURE__ */ alongAxis("min"),
  argmax: /* @__PURE__ */ alongAxis("argmax"),
  center: /* @__PURE__ */ alongAxis("center"),
  cumulativeSum: /* @__PURE__ */ alongAxis("cumulate"),
  softmax: /* @__PURE__ */ alongRows("softmax"),
  logSoftmax: /* @__PURE__ */ alongRows("logSoftmax"),
  matmul: multiplied,
  batchMatmul: multiplied,
  reshape: copied,
  join: joined,
  crossEntropyError,
};
