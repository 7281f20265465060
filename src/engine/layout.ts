/** The layout of elements in a storage: strides, and loops over them. */
import { numbersFor } from "../shape/elements.js";
import type { View, Window } from "./engine.js";
import type { HostArray, Storage } from "./storage.js";

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

/** A row-major view of a whole storage. */
export const whole = (storage: Storage, shape: readonly number[]): View => ({
  storage,
  offset: 0,
  shape,
  strides: rowMajor(shape),
});

/** Whether a view's elements are contiguous and in order. The stride of an axis of size 1 is never used, so it doesn't matter. */
export function isRowMajor({ shape, strides }: Pick<View, "shape" | "strides">): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const entries = size(shape, axis);
    if (entries !== 1 && strides[axis] !== step) return false;
    step *= entries;
  }
  return true;
}

/**
 * The view with its axes in the order of its elements in memory, if these are contiguous: of a transposed matrix, the original. Undefined if
 * there is no such order, or if the view is in it already.
 */
export function inMemoryOrder(view: View): View | undefined {
  const { shape, strides } = view;
  if (shape.length < 2 || isRowMajor(view)) return undefined;
  const order = shape.map((_, axis) => axis).sort((a, b) => size(strides, b) - size(strides, a));
  const ordered = { ...view, shape: order.map((axis) => size(shape, axis)), strides: order.map((axis) => size(strides, axis)) };
  return isRowMajor(ordered) ? ordered : undefined;
}

/**
 * The strides that read a view's elements in another shape of the same size, or undefined if no strides give the same order.
 *
 * It goes through the axes from the last to the first. Adjacent axes that are laid out like one axis form a run, and each run is
 * divided among the new axes.
 */
export function stridesUnder(shape: readonly number[], view: Pick<View, "shape" | "strides">): number[] | undefined {
  if (shape.includes(0)) return rowMajor(shape);
  const strides = new Array<number>(shape.length).fill(1); // the stride of an axis of size 1 is never used
  let from = view.shape.length - 1;
  let left = 1; // entries of the run that no new axis covers yet
  let step = 1; // the distance between those
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const entries = size(shape, axis);
    if (entries === 1) continue;
    if (left === 1) {
      while (view.shape[from] === 1) from--;
      step = size(view.strides, from);
      for (let next = step; from >= 0; from--) {
        if (view.shape[from] === 1) continue;
        if (view.strides[from] !== next) break;
        left *= size(view.shape, from);
        next *= size(view.shape, from);
      }
    }
    if (left % entries !== 0) return undefined;
    strides[axis] = step;
    step *= entries;
    left /= entries;
  }
  return strides;
}

/** The offset of each matrix in a view's last two axes, in the order of the axes before them. */
export function matrices({ offset, shape, strides }: Omit<View, "storage">): number[] {
  let found = [offset];
  for (let axis = 0; axis < shape.length - 2; axis++) {
    const steps = Array.from({ length: size(shape, axis) }, (_, entry) => entry * size(strides, axis));
    found = found.flatMap((start) => steps.map((step) => start + step));
  }
  return found;
}

/** Copies the elements of a window on `source` to `target`, in row-major order. */
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

/** The index of each element of a window within `length` numbers, in row-major order. */
export function placesOf(window: Window, shape: readonly number[], length: number): Float64Array {
  const places = numbersFor(
    Float64Array,
    shape.reduce((result, entries) => result * entries, 1),
  );
  gather(
    Float64Array.from({ length }, (_, place) => place),
    { ...window, shape },
    places,
  );
  return places;
}

/** An entry of a list. The caller guarantees that it exists. */
export const size = (list: readonly number[], axis: number): number => list[axis] as number;
