/** How elements lie in a storage: strides, and the loops over them. */
import type { HostArray, View } from "./engine.js";
import type { Storage } from "./storage.js";

/** Row-major strides without gaps. */
export function rowMajor(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= size(shape, axis);
  }
  return strides;
}

/** A view of a whole storage, row-major. */
export const whole = (storage: Storage, shape: readonly number[]): View => ({
  storage,
  offset: 0,
  shape,
  strides: rowMajor(shape),
});

/** Whether a view's elements lie one after the other. An axis of one entry has no say: its stride is never taken. */
export function isRowMajor({ shape, strides }: Pick<View, "shape" | "strides">): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const entries = size(shape, axis);
    if (entries !== 1 && strides[axis] !== step) return false;
    step *= entries;
  }
  return true;
}

/** The elements of a strided window on `source`, in row-major order, into `target`. */
export function gather(source: HostArray, { offset, shape, strides }: Omit<View, "storage">, target: HostArray): void {
  let written = 0;
  const visit = (axis: number, position: number): void => {
    const entries = size(shape, axis);
    const stride = size(strides, axis);
    if (axis === shape.length - 1) {
      for (let entry = 0; entry < entries; entry++) target[written++] = source[position + entry * stride] as number;
    } else {
      for (let entry = 0; entry < entries; entry++) visit(axis + 1, position + entry * stride);
    }
  };
  if (shape.length === 0) target[0] = source[offset] as number;
  else visit(0, offset);
}

/** An entry that is there: the caller counts within the list. */
export const size = (list: readonly number[], axis: number): number => list[axis] as number;
