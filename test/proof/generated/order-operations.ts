/** The model's entries for entries by their rank or by indices along an axis, and for counts. */
import { axisOf } from "./axis-operations.js";
import type { Drawer } from "./draw.js";
import { fits, type Operand, type Table } from "./operation.js";
import { count, isLegal, literal, type Shape, type Size, sameShape } from "./sizes.js";
import { as, code, number, shapeOf, sizes, tensor, type Value } from "./values.js";

const hasAxes = (shape: Shape): boolean => shape.length > 0;
const sizeAlong = (x: Value | undefined, axis: Value | undefined): Size => shapeOf(x)[axisOf(shapeOf(x).length, axis)] as Size; // an axis of the shape

/** An axis, or its index counted from the end. */
const written = (d: Drawer, rank: number, axis: number): Operand => ({ constant: number(d.flip(0.3) ? axis - rank : axis) });

export const orderOperations: Table = {
  "x.topK": {
    draw: (d) => {
      const x = d.some(hasAxes);
      const shape = d.shapeOf(x);
      const axis = d.integer(0, shape.length - 1);
      const { value } = shape[axis] as Size; // an axis of the shape
      const named = d.size();
      const k: Operand = { constant: { kind: "size", size: named.value <= value ? named : literal(d.integer(0, value)) } };
      return axis === shape.length - 1 && d.flip(0.5) ? [x, k] : [x, k, written(d, shape.length, axis)];
    },
    result: (x, k, axis = number(-1)) => {
      const [whole, part] = [sizeAlong(x, axis), as("size", k).size];
      fits(isLegal(part) && !(part.known && whole.known && part.value > whole.value));
      return tensor(shapeOf(x).with(axisOf(shapeOf(x).length, axis), part));
    },
    unseen: (x, k, axis = number(-1)) => as("size", k).size.value > sizeAlong(x, axis).value,
    write: (x, ...rest) => `${x}.topK(${rest.join(", ")}).values`,
  },
  "x.takeAlong": {
    draw: (d) => {
      const x = d.some(hasAxes);
      const shape = d.shapeOf(x);
      const axis = d.integer(0, shape.length - 1);
      return [x, { constant: sizes(shape.with(axis, d.size())) }, written(d, shape.length, axis)];
    },
    result: (x, indices, axis) => {
      const [shape, given] = [shapeOf(x), as("sizes", indices).shape];
      fits(given.every(isLegal) && given.length === shape.length);
      const along = axisOf(shape.length, axis);
      fits(sameShape(given.toSpliced(along, 1), shape.toSpliced(along, 1)));
      return tensor(given);
    },
    // The indices are 0.
    unseen: (x, indices, axis) => count(as("sizes", indices).shape) > 0 && sizeAlong(x, axis).value === 0,
    write: (x, shape, axis = "") => `${x}.takeAlong(zeros(${axis ? `${shape}), ${axis}` : `${shape})`})`,
  },
  searchSorted: {
    draw: (d) => [d.tensor([d.size()]), d.some()],
    result: (sorted, values) => {
      fits(shapeOf(sorted).length === 1);
      return tensor(shapeOf(values));
    },
  },
  // How long the result is depends on numbers, so its sum stands for it.
  unique: {
    total: true,
    draw: (d) => [d.some()],
    result: () => tensor([]),
    write: (x) => `unique(${x}, "distinct").sum()`,
  },
  histogram: {
    draw: (d) => [d.some(), { constant: { kind: "size", size: d.size() } }, { constant: code("{ low: -1, high: 1 }") }],
    result: (_x, bins) => {
      const { size } = as("size", bins);
      fits(isLegal(size) && !(size.known && size.value === 0));
      return tensor([size]);
    },
    unseen: (_x, bins) => as("size", bins).size.value === 0,
    write: (x, bins, options) => `histogram(${x}, ${bins}, ${options}).counts`,
  },
};
