/** The model's entries for parts of tensors: cutting, padding, joining and looking up. */
import { axisOf, drawAxis, fromFront } from "./axis-operations.js";
import type { Drawer } from "./draw.js";
import { fits, Meaningless, type Operand, type Table } from "./operation.js";
import { count, isLegal, literal, type Shape, type Size, sameShape, sameSize, shown, total } from "./sizes.js";
import { as, code, number, shapeOf, sizes, tensor, type Value } from "./values.js";

/** A few numbers for an axis, of which some may be left out. */
type Few = readonly (number | null)[];

const lists = (list: readonly (Few | null)[]): Operand => ({ constant: { kind: "lists", lists: list } });
const isCount = (value: number | null | undefined): value is number => Number.isInteger(value) && (value ?? -1) >= 0;
const isKnown = ({ known }: Size): boolean => known;
/** Whether the names show that two sizes differ: one is another sum of names, or a term of the other. */
const areNeverOne = (whole: Size, part: Size): boolean =>
  !sameSize(whole, part) && (shown(part).includes("+") || `+${shown(whole)}+`.includes(`+${shown(part)}+`));
const sum = (list: readonly Size[]): number => list.reduce((total, { value }) => total + value, 0);

// ── Cutting and padding ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The size of a range of an axis. If a size is known only by name, the compiler can't see the end. */
function sliced(size: Size, range: Few | null | undefined): Size {
  if (!range) return size;
  const [start, end, step = 1] = range;
  const isFirst = start === null || (start === 0 && step === 1);
  if (isFirst && end === null && (step === 1 || step === -1)) return size; // the whole axis
  const [from, to] = step !== null && step < 0 ? [end, start] : [start, end];
  // The caller knows the end of a size that is a type parameter.
  if (size.isParameter && (to === null || [start, end].some((bound) => bound && bound < 0))) throw new Meaningless();
  const place = (bound: number | null | undefined, otherwise: number | undefined): number => {
    if (bound === null) {
      fits(otherwise !== undefined);
      return otherwise;
    }
    const found = bound && bound < 0 && size.known ? bound + size.value : bound;
    fits(isCount(found));
    return found + (step !== null && step < 0 ? 1 : 0); // backwards, the start is included
  };
  const [low, high] = [place(from, 0), place(to, size.known ? size.value : undefined)];
  fits(low <= high && step !== null && Number.isInteger(step) && step !== 0);
  fits(!size.known || high <= size.value);
  return literal(Math.ceil((high - low) / Math.abs(step)));
}

function drawRange(d: Drawer, { known, value }: Size): Few | null {
  if (d.flip(0.4)) return null;
  if (d.flip(0.1)) return [null, null, -1];
  const low = d.integer(0, value);
  const high = d.integer(low, value);
  const near = (bound: number): number | null => (known && bound < value && d.flip(0.3) ? bound - value : bound);
  const last = (bound: number): boolean => known && bound === value && d.flip(0.3);
  if (low < high && d.flip(0.3))
    return [last(high) ? null : near(high - 1), low === 0 ? null : near(low - 1), d.pick([-1, -1, -2, -3])];
  const start = low === 0 && d.flip(0.2) ? null : near(low);
  return [start, last(high) ? null : near(high), ...(d.flip(0.3) ? [d.integer(1, 3)] : [])];
}

function padded(size: Size, pair: Few | null | undefined): Size {
  const [before, after] = pair ?? [];
  fits(isCount(before) && isCount(after));
  return before + after === 0 ? size : total([size, literal(before + after)]);
}

/** Sizes into which an axis is split. */
function drawEntries(d: Drawer, { value }: Size): Shape {
  const first = d.integer(0, value);
  return d.flip(0.2) ? [literal(value)] : [literal(first), literal(value - first)];
}

const cuts: Table = {
  "x.slice": {
    draw: (d) => {
      const x = d.some();
      const ranges = d.shapeOf(x).map((size) => drawRange(d, size));
      return [x, lists(ranges.slice(0, d.integer(0, ranges.length)))];
    },
    result: (x, ranges) => {
      const given = as("lists", ranges).lists;
      fits(given.length <= shapeOf(x).length);
      return tensor(shapeOf(x).map((size, axis) => sliced(size, given[axis])));
    },
  },
  "x.pad": {
    draw: (d) => {
      const x = d.some();
      const pair = () => (d.flip(0.6) ? [d.integer(0, 2), d.integer(0, 2)] : [0, 0]);
      return [x, lists(d.shapeOf(x).map(pair))];
    },
    result: (x, pairs) => {
      const given = as("lists", pairs).lists;
      fits(given.length === shapeOf(x).length);
      return tensor(shapeOf(x).map((size, axis) => padded(size, given[axis])));
    },
    write: (x, pairs) => `${x}.pad([${pairs}])`,
  },
  "x.window": {
    draw: (d) => {
      const x = d.some((shape) => shape.length > 0);
      const rank = d.shapeOf(x).length;
      const axis = d.integer(0, rank - 1);
      const { value } = d.shapeOf(x)[axis] as Size; // an axis of the shape
      const named = d.size();
      const length = named.value <= value ? named : literal(d.integer(0, value));
      const start = d.integer(0, value - length.value);
      return [
        x,
        { constant: number(start < value && d.flip(0.3) ? start - value : start) },
        { constant: { kind: "size", size: length } },
        { constant: number(d.flip(0.3) ? axis - rank : axis) },
      ];
    },
    result: (x, _start, length, axis) => {
      const along = axisOf(shapeOf(x).length, axis);
      const [whole, part] = [shapeOf(x)[along] as Size, as("size", length).size]; // an axis of the shape
      fits(isLegal(part) && !(part.known && whole.known && part.value > whole.value));
      return tensor(shapeOf(x).with(along, part));
    },
    isData: (place) => place === 1,
    unseen: (x, from, length, axis) => {
      const whole = shapeOf(x)[axisOf(shapeOf(x).length, axis)]?.value ?? 0;
      const start = as("number", from).number;
      const first = start < 0 ? start + whole : start;
      return !isCount(first) || first + as("size", length).size.value > whole;
    },
  },
  "x.split": {
    draw: (d) => {
      const x = d.some((shape) => shape.length > 0);
      const rank = d.shapeOf(x).length;
      const axis = d.integer(0, rank - 1);
      const entries = drawEntries(d, d.shapeOf(x)[axis] as Size); // an axis of the shape
      return [x, { constant: sizes(entries) }, { constant: number(d.flip(0.3) ? axis - rank : axis) }];
    },
    // The last of the parts. If a size is known only by name, only the run time sees whether the parts add up to the axis.
    result: (x, shape, axis) => {
      const entries = as("sizes", shape).shape;
      const along = axisOf(shapeOf(x).length, axis);
      const whole = shapeOf(x)[along] as Size; // an axis of the shape
      if (entries.length === 0 && (!whole.known || whole.value === 0)) throw new Meaningless(); // there is no last part
      fits(entries.length > 0 && entries.every(isLegal));
      // A size that is a type parameter is refused, unless the only part has the same size.
      const isGeneric = [whole, ...entries].some(({ isParameter }) => isParameter);
      fits(!isGeneric || (entries.length === 1 && sameSize(whole, entries[0] as Size))); // there is one
      fits(![whole, ...entries].every(isKnown) || sum(entries) === whole.value);
      fits([whole, ...entries].every(isKnown) || !areNeverOne(total(entries), whole));
      return tensor(shapeOf(x).with(along, entries.at(-1) as Size)); // there is one
    },
    write: (x, shape, axis = "") => `last(${x}.split(${axis ? `${shape}, ${axis}` : shape}))`,
  },
};

// ── Joining ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const writeList =
  (name: string) =>
  (axis: string, ...tensors: string[]): string =>
    `${name}([${tensors.join(", ")}], ${axis})`;

const joins: Table = {
  concat: {
    draw: (d) => {
      const x = d.some((shape) => shape.length > 0);
      const shape = d.shapeOf(x);
      const axis = d.integer(0, shape.length - 1);
      const size = () => (d.flip(0.5) ? d.size() : literal(d.integer(0, 5)));
      const more = Array.from({ length: d.integer(0, 2) }, () => d.tensor(shape.with(axis, size())));
      return [{ constant: number(d.flip(0.3) ? axis - shape.length : axis) }, x, ...more];
    },
    result: (axis, ...operands) => {
      const shapes = operands.map(shapeOf);
      const [first] = shapes;
      fits(first !== undefined);
      const along = axisOf(first.length, axis);
      fits(
        shapes.every((shape) => shape.length === first.length && sameShape(shape.toSpliced(along, 1), first.toSpliced(along, 1))),
      );
      const entries = shapes.map((shape) => shape[along] as Size); // all shapes have the same rank
      return tensor(first.with(along, total(entries)));
    },
    write: writeList("concat"),
  },
  stack: {
    draw: (d) => {
      const x = d.some((shape) => shape.length < 4);
      const others = Array.from({ length: d.integer(0, 2) }, () => d.tensor(d.shapeOf(x)));
      return [drawAxis(d, d.shapeOf(x).length + 1), x, ...others];
    },
    result: (axis, ...operands) => {
      const [first, ...others] = operands.map(shapeOf);
      fits(first !== undefined && others.every((shape) => sameShape(shape, first)));
      return tensor(first.toSpliced(fromFront(first.length + 1, as("number", axis).number), 0, literal(operands.length)));
    },
    write: writeList("stack"),
  },
};

// ── Looking up ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Indices: a tensor of zeros, or an array of ones. */
export const drawIndices = (d: Drawer): readonly Operand[] =>
  d.flip(0.3)
    ? [{ constant: { kind: "data", shape: [d.integer(0, 4)], form: "nested" } }]
    : [{ constant: code("zeros") }, { constant: sizes(d.shape(d.integer(0, 2))) }];

export function indexShape(indices: readonly Value[]): Shape {
  const last = indices.at(-1);
  if (last?.kind === "data") return last.shape.map(literal);
  fits(as("sizes", last).shape.every(isLegal));
  return as("sizes", last).shape;
}

/** Whether the index is out of range. Only the run time looks at indices. */
export const isMissing = (indices: readonly Value[], entries: number): boolean =>
  count(indexShape(indices)) > 0 && entries <= (indices.length === 1 ? 1 : 0);

export const writeIndices = (array = "", shape?: string): string => (shape ? `zeros(${shape})` : array);

const lookups: Table = {
  "x.gather": {
    draw: (d) => [d.some((shape) => shape.length > 0), ...drawIndices(d)],
    result: (x, ...indices) => {
      fits(shapeOf(x).length > 0);
      return tensor([...indexShape(indices), ...shapeOf(x).slice(1)]);
    },
    unseen: (x, ...indices) => isMissing(indices, shapeOf(x)[0]?.value ?? 0),
    write: (x, ...indices) => `${x}.gather(${writeIndices(...indices)})`,
  },
  oneHot: {
    draw: (d) => [{ constant: { kind: "size", size: d.size() } }, ...drawIndices(d)],
    result: (classes, ...indices) => {
      const { size } = as("size", classes);
      fits(isLegal(size));
      return tensor([...indexShape(indices), size]);
    },
    unseen: (classes, ...indices) => isMissing(indices, as("size", classes).size.value),
    write: (classes, ...indices) => `oneHot(${writeIndices(...indices)}, ${classes})`,
  },
  bincount: {
    draw: (d) => [{ constant: { kind: "size", size: d.size() } }, ...drawIndices(d)],
    result: (classes, ...indices) => {
      const { size } = as("size", classes);
      fits(isLegal(size) && indexShape(indices).every(isLegal));
      return tensor([size]);
    },
    unseen: (classes, ...indices) => isMissing(indices, as("size", classes).size.value),
    write: (classes, ...indices) => `bincount(${writeIndices(...indices)}, ${classes})`,
  },
};

export const partOperations: Table = { ...cuts, ...joins, ...lookups };
