/** The model's entries for operations along axes: reductions, softmax, and moving, inserting, removing and stretching axes. */
import type { Drawer } from "./draw.js";
import { each, fits, type Operand, type Operation, type Table } from "./operation.js";
import { isLegal, literal, type Shape, type Size, sameShape, sameSize } from "./sizes.js";
import { as, code, number, shapeOf, sizes, tensor, type Value } from "./values.js";

/** An axis of a shape, counted from the front. */
export function fromFront(rank: number, axis: number): number {
  const found = axis < 0 ? axis + rank : axis;
  fits(Number.isInteger(found) && found >= 0 && found < rank);
  return found;
}

/** One or more axes, each of them once. If none are given, all axes. */
function axesOf(shape: Shape, given: Value | undefined): readonly number[] {
  if (given === undefined) return [...shape.keys()];
  const axes = given.kind === "axes" ? given.axes : [as("number", given).number];
  const found = axes.map((axis) => fromFront(shape.length, axis));
  fits(new Set(found).size === found.length);
  return found;
}

/** A single axis, which has to exist. */
export function axisOf(rank: number, axis: Value | undefined): number {
  fits(axis !== undefined);
  return fromFront(rank, as("number", axis).number);
}

/** The axis, or its index counted from the end. */
const named = (d: Drawer, rank: number, axis: number): number => (d.flip(0.3) ? axis - rank : axis);
export const drawAxis = (d: Drawer, rank: number): Operand => ({ constant: number(named(d, rank, d.integer(0, rank - 1))) });
const axes = (list: readonly number[]): Operand => ({ constant: { kind: "axes", axes: list } });
const hasAxes = (shape: Shape): boolean => shape.length > 0;

// ── Reductions ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const along: Operation = {
  draw: (d) => {
    const x = d.some();
    const rank = d.shapeOf(x).length;
    return rank === 0 || d.flip(0.2) ? [x] : [x, drawAxis(d, rank)];
  },
  result: (x, axis) => {
    const dropped = axesOf(shapeOf(x), axis);
    return tensor(shapeOf(x).filter((_, place) => !dropped.includes(place)));
  },
};

/** Whether axes are kept, in all the ways in which the option can be written or left out. */
const keepDims = [
  "{ keepDims: true }",
  "{ keepDims: true }",
  "{ keepDims: (yes ? true : true) }",
  "{ keepDims: false }",
  "{ keepDims: undefined }",
  "{}",
];

const reductions: Operation = {
  draw: (d) => {
    const x = d.some();
    const rank = d.shapeOf(x).length;
    if (rank === 0 || d.flip(0.2)) return [x];
    const several = d.shuffled([...d.shapeOf(x).keys()]).slice(0, d.integer(1, rank));
    const given = d.flip(0.5) ? drawAxis(d, rank) : axes(several.map((axis) => named(d, rank, axis)));
    return [x, given, ...(d.flip(0.5) ? [{ constant: code(d.pick(keepDims)) }] : [])];
  },
  result: (x, given, keep) => {
    const reduced = axesOf(shapeOf(x), given);
    if (keep === undefined || !as("code", keep).code.includes("true"))
      return tensor(shapeOf(x).filter((_, place) => !reduced.includes(place)));
    return tensor(shapeOf(x).map((size, place) => (reduced.includes(place) ? literal(1) : size)));
  },
  make: (d, shape) => {
    if (shape.length > 3) return undefined;
    const axis = d.integer(0, shape.length);
    return [d.tensor(shape.toSpliced(axis, 0, d.size())), { constant: number(axis) }];
  },
};

/** A reduction with a share between the tensor and the axes. */
const quantile: Operation = {
  draw: (d) => {
    const [x, ...axes] = reductions.draw(d) as [Operand, ...Operand[]]; // the tensor comes first
    return [x, { constant: code(d.pick(["0", "0.3", "0.5", "1"])) }, ...axes];
  },
  result: (x, _share, ...axes) => reductions.result(...([x, ...axes] as Value[])), // the tensor is there
  isData: (place) => place === 1,
  unseen: (x, _share, given) => unseen(x, given),
};

/** The maximum of no elements is refused, but only at run time. */
const unseen = (x: Value | undefined, given: Value | undefined): boolean =>
  axesOf(shapeOf(x), given).some((axis) => shapeOf(x)[axis]?.value === 0);

/** The result has the shape of the operand. */
const keeps: Operation = {
  draw: (d) => {
    const x = d.some(hasAxes);
    return [x, drawAxis(d, d.shapeOf(x).length)];
  },
  result: (x, axis) => {
    axisOf(shapeOf(x).length, axis);
    return tensor(shapeOf(x));
  },
};

// ── Moving and stretching ───────────────────────────────────────────────────────────────────────────────────────────────────

const isOne = ({ known, value }: Size): boolean => known && value === 1;

const leftOut: Value = { kind: "written", form: "undefined", value: number(-1) };

export const axisOperations: Table = {
  ...each(["x.sum", "x.mean", "x.product", "x.variance", "x.standardDeviation", "x.norm", "x.any", "x.all"], () => reductions),
  ...each(["x.max", "x.min", "x.logSumExp", "x.median"], () => ({ ...reductions, unseen })),
  "x.quantile": quantile,
  ...each(["x.argmax", "x.argmin"], () => ({ ...along, unseen })),
  ...each(["x.cumulativeSum", "x.cumulativeProduct", "x.cumulativeMax", "x.cumulativeMin"], () => keeps),
  ...each(["x.softmax", "x.logSoftmax", "x.sort", "x.argsort"], () => ({
    ...keeps,
    draw: (d) => {
      if (d.flip(0.5)) return keeps.draw(d);
      return d.flip(0.4) ? [d.some(hasAxes)] : [d.some(hasAxes), { constant: leftOut }];
    },
    isFree: (place) => place === 1,
    result: (x, axis = number(-1)) => keeps.result(x, axis), // along the last axis by default
    make: (d, shape) => (hasAxes(shape) ? [d.tensor(shape)] : undefined),
  })),
  "x.permute": {
    draw: (d) => {
      const x = d.some();
      const rank = d.shapeOf(x).length;
      return [x, axes(d.shuffled([...d.shapeOf(x).keys()]).map((axis) => named(d, rank, axis)))];
    },
    result: (x, order) => {
      fits(order !== undefined);
      const places = axesOf(shapeOf(x), order);
      fits(places.length === shapeOf(x).length);
      return tensor(places.map((place) => shapeOf(x)[place] as Size)); // axesOf returns axes of the shape
    },
  },
  "x.broadcastTo": {
    draw: (d) => {
      const to = d.shape();
      const from = to.slice(d.integer(0, to.length)).map((size) => (d.flip(0.4) ? literal(1) : size));
      return [d.tensor(from), { constant: sizes(to) }];
    },
    result: (x, shape) => {
      const [from, to] = [shapeOf(x), as("sizes", shape).shape];
      fits(to.every(isLegal) && from.length <= to.length);
      const end = to.slice(to.length - from.length);
      fits(from.every((size, axis) => isOne(size) || sameSize(size, end[axis] as Size))); // there are as many as in `from`
      return tensor(to);
    },
  },
  "nn.scaledDotProductAttention": {
    draw: (d) => {
      const [lead, length, width, memory, values] = [d.shape(d.integer(0, 2)), d.size(), d.size(), d.size(), d.size()];
      const scores = [...lead, length, memory];
      const mask = scores.slice(d.integer(0, scores.length)).map((size) => (d.flip(0.4) ? literal(1) : size));
      return [[...lead, length, width], [...lead, memory, width], [...lead, memory, values], mask].map((shape) =>
        d.tensor(shape),
      );
    },
    result: (queries, keys, values, given) => {
      const [one, other, last, mask] = [shapeOf(queries), shapeOf(keys), shapeOf(values), shapeOf(given)];
      fits(one.length > 1 && other.length > 1 && last.length > 1);
      fits(sameShape(one.slice(0, -2), other.slice(0, -2)) && sameSize(one.at(-1) as Size, other.at(-1) as Size));
      fits(sameShape(other.slice(0, -1), last.slice(0, -1)));
      const scores = [...one.slice(0, -1), other.at(-2) as Size]; // there are two axes at least
      fits(mask.length <= scores.length);
      const end = scores.slice(scores.length - mask.length);
      fits(mask.every((size, axis) => isOne(size) || sameSize(size, end[axis] as Size))); // there are as many as in the mask
      return tensor([...one.slice(0, -1), last.at(-1) as Size]);
    },
    write: (queries, keys, values, mask) =>
      `nn.scaledDotProductAttention(${[queries, keys, values].filter(Boolean).join(", ")}${mask ? `, { mask: ${mask} }` : ""})`,
  },
  "x.expandDims": {
    draw: (d) => {
      const x = d.some((shape) => shape.length < 4);
      return [x, drawAxis(d, d.shapeOf(x).length + 1)];
    },
    result: (x, axis) => tensor(shapeOf(x).toSpliced(axisOf(shapeOf(x).length + 1, axis), 0, literal(1))),
  },
  "x.squeeze": {
    draw: (d) => {
      const shape = d.shape(d.integer(0, 3));
      const axis = d.integer(0, shape.length);
      return [d.tensor(shape.toSpliced(axis, 0, literal(1))), { constant: number(named(d, shape.length + 1, axis)) }];
    },
    result: (x, axis) => {
      const place = axisOf(shapeOf(x).length, axis);
      fits(isOne(shapeOf(x)[place] as Size)); // an axis of the shape
      return tensor(shapeOf(x).toSpliced(place, 1));
    },
  },
};
