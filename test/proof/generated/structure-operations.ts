/** The model's entries for ranges, grids, diagonals and triangles, for entries in another order or several times, and for rows at indices. */
import { axisOf, drawAxis } from "./axis-operations.js";
import { each, fits, Meaningless, type Operand, type Operation, type Table } from "./operation.js";
import { drawIndices, indexShape, isMissing, writeIndices } from "./part-operations.js";
import { count, isLegal, literal, product, type Shape, type Size, sameShape, sameSize } from "./sizes.js";
import { as, number, shapeOf, sizes, tensor, type Value } from "./values.js";

const hasAxes = (shape: Shape): boolean => shape.length > 0;
const isVector = (shape: Shape): boolean => shape.length === 1;
const constant = (value: number): Operand => ({ constant: number(value) });
const numberOf = (value: Value): number => as("number", value).number;
const isWhole = (value: number): boolean => Number.isInteger(value);

// ── Made from a rule ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** In thousandths, which are whole. */
const thousandths = (value: number): number => Math.round(value * 1000);

const made: Table = {
  arange: {
    draw: (d) => {
      if (d.flip(0.3)) return [{ constant: { kind: "size", size: d.size() } }];
      const step = d.pick([1, 2, 3, -1, -2, 0.5, 0.1, -0.25]);
      const start = d.pick([0, 1, -3, 2.5, 7]);
      const end = start + step * d.integer(0, 5) + (d.flip(0.5) ? step / 2 : 0);
      return [start, Number(end.toFixed(3)), step].slice(0, step === 1 && d.flip(0.5) ? 2 : 3).map(constant);
    },
    result: (...given) => {
      fits(given.length > 0);
      if (given.length === 1) {
        const [value] = given as [Value];
        const size = value.kind === "number" ? literal(value.number) : as("size", value).size;
        fits(isLegal(size));
        return tensor([size]);
      }
      const [start = 0, end = 0, by = 1000] = given.map((value) => thousandths(numberOf(value)));
      fits(by !== 0);
      return tensor([literal(Math.max(0, Math.ceil((end - start) / by)))]);
    },
  },
  linspace: {
    draw: (d) => [constant(d.integer(-2, 2)), constant(3), { constant: { kind: "size", size: d.size() } }],
    result: (start, end, length) => {
      fits(start !== undefined && end !== undefined && length !== undefined && isLegal(as("size", length).size));
      return tensor([as("size", length).size]);
    },
    isData: (place) => place < 2,
    make: (_, shape) =>
      isVector(shape) ? [constant(0), constant(1), { constant: { kind: "size", size: shape[0] as Size } }] : undefined,
  },
  meshgrid: {
    draw: (d) => [d.some(isVector), d.some(isVector)],
    result: (x, y) => {
      fits([x, y].every((value) => isVector(shapeOf(value))));
      return tensor([...shapeOf(y), ...shapeOf(x)]);
    },
    write: (...vectors) => `last(meshgrid(${vectors.join(", ")}))`,
  },
  diagonal: {
    draw: (d) => [d.some((shape) => isVector(shape) && count(shape) < 20)],
    result: (x) => {
      fits(isVector(shapeOf(x)));
      return tensor([...shapeOf(x), ...shapeOf(x)]);
    },
  },
};

// ── Matrices in the last two axes ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The lesser of two sizes. Of two that are equal, the one with a name. */
function lesser(rows: Size, columns: Size): Size {
  if (sameSize(rows, columns)) return rows;
  fits(rows.known && columns.known && !(rows.name && columns.name && rows.value === columns.value));
  if (rows.value === columns.value) return rows.name ? rows : columns;
  return rows.value < columns.value ? rows : columns;
}

const isMatrix = (shape: Shape): boolean => shape.length > 1;

const matrices: Table = {
  "x.diagonal": {
    draw: (d) => {
      const x = d.some(isMatrix);
      if (d.flip(0.5)) return [x];
      const [size, shape] = [d.size(), d.shapeOf(x).slice(0, -2)];
      return [d.tensor([...shape, size, size])];
    },
    result: (x) => {
      const shape = shapeOf(x);
      fits(isMatrix(shape));
      return tensor([...shape.slice(0, -2), lesser(...(shape.slice(-2) as [Size, Size]))]); // there are two
    },
  },
  ...each(["x.triu", "x.tril"], () => ({
    draw: (d) => (d.flip(0.5) ? [d.some(isMatrix)] : [d.some(isMatrix), constant(d.integer(-2, 2))]),
    result: (x) => {
      fits(isMatrix(shapeOf(x)));
      return tensor(shapeOf(x));
    },
    isData: (place) => place === 1,
    isFree: (place) => place === 1,
    unseen: (_, k) => k !== undefined && !isWhole(numberOf(k)),
    make: (d, shape) => (isMatrix(shape) ? [d.tensor(shape)] : undefined),
  })),
};

// ── Orders and copies ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Products of type parameters are left to the caller of a function. */
function times(size: Size, factor: Size): Size {
  if (size.isParameter || factor.isParameter) throw new Meaningless();
  return product([size, factor]);
}

/** The shape stays, whatever the numbers before the axis. */
const keeps = (data: number): Operation => ({
  draw: (d) => {
    const x = d.some(hasAxes);
    return [x, ...Array.from({ length: data }, () => constant(d.integer(-3, 3))), drawAxis(d, d.shapeOf(x).length)];
  },
  result: (x, ...given) => {
    axisOf(shapeOf(x).length, given[data]);
    return tensor(shapeOf(x));
  },
  isData: (place) => place > 0 && place <= data,
  unseen: (_x, ...given) => given.slice(0, data).some((value) => !isWhole(numberOf(value))),
});

const orders: Table = {
  "x.flip": keeps(0),
  "x.roll": keeps(1),
  "x.tile": {
    draw: (d) => {
      const x = d.some();
      return [x, { constant: sizes(d.shapeOf(x).map(() => (d.flip(0.2) ? d.size() : literal(d.integer(0, 3))))) }];
    },
    result: (x, counts) => {
      const given = as("sizes", counts).shape;
      fits(given.length === shapeOf(x).length && given.every(isLegal));
      return tensor(shapeOf(x).map((size, axis) => times(size, given[axis] as Size))); // there are as many
    },
  },
  "x.repeat": {
    draw: (d) => {
      const x = d.some(hasAxes);
      const size = d.flip(0.3) ? d.size() : literal(d.integer(0, 3));
      return [x, { constant: { kind: "size", size } }, drawAxis(d, d.shapeOf(x).length)];
    },
    result: (x, given, axis) => {
      fits(given !== undefined && isLegal(as("size", given).size));
      const along = axisOf(shapeOf(x).length, axis);
      return tensor(shapeOf(x).with(along, times(shapeOf(x)[along] as Size, as("size", given).size))); // an axis of the shape
    },
  },
  "x.kronecker": {
    draw: (d) => {
      const x = d.some((shape) => count(shape) < 20);
      return [x, d.tensor(d.shape(d.shapeOf(x).length))];
    },
    result: (x, y) => {
      fits(shapeOf(x).length === shapeOf(y).length);
      return tensor(shapeOf(x).map((size, axis) => times(size, shapeOf(y)[axis] as Size))); // there are as many
    },
  },
};

// ── Entries and rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const entries: Table = {
  "x.index": {
    draw: (d) => {
      const x = d.some((shape) => hasAxes(shape) && count(shape) > 0);
      const rank = d.shapeOf(x).length;
      const axis = d.integer(0, rank - 1);
      const { value } = d.shapeOf(x)[axis] as Size; // an axis of the shape
      return [x, constant(d.integer(-value, value - 1)), constant(d.flip(0.3) ? axis - rank : axis)];
    },
    result: (x, index, axis) => {
      fits(index !== undefined);
      return tensor(shapeOf(x).toSpliced(axisOf(shapeOf(x).length, axis), 1));
    },
    isData: (place) => place === 1,
    unseen: (x, index, axis) => {
      const entries = shapeOf(x)[axisOf(shapeOf(x).length, axis)]?.value ?? 0;
      return !isWhole(numberOf(index)) || numberOf(index) < -entries || numberOf(index) >= entries;
    },
  },
  "x.unstack": {
    draw: (d) => {
      const x = d.some((shape) => hasAxes(shape) && count(shape) > 0);
      return [x, drawAxis(d, d.shapeOf(x).length)];
    },
    // The last of the entries.
    result: (x, axis) => {
      const along = axisOf(shapeOf(x).length, axis);
      const { known, value, isParameter } = shapeOf(x)[along] as Size; // an axis of the shape
      if (value === 0 || !known || isParameter) throw new Meaningless(); // there is no last entry, or the compiler doesn't know it
      return tensor(shapeOf(x).toSpliced(along, 1));
    },
    write: (x, axis = "") => `last(${x}.unstack(${axis}))`,
  },
  "x.take": {
    draw: (d) => {
      const x = d.some(hasAxes);
      return [x, drawAxis(d, d.shapeOf(x).length), ...drawIndices(d)];
    },
    result: (x, axis, ...indices) => {
      fits(indices.length > 0);
      return tensor(shapeOf(x).toSpliced(axisOf(shapeOf(x).length, axis), 1, ...indexShape(indices)));
    },
    unseen: (x, axis, ...indices) => isMissing(indices, shapeOf(x)[axisOf(shapeOf(x).length, axis)]?.value ?? 0),
    write: (x, axis, ...indices) => (axis ? `${x}.take(${writeIndices(...indices)}, ${axis})` : `${x}.take()`),
  },
  ...each(["x.scatter", "x.scatterAdd"], (name) => ({
    draw: (d) => {
      const x = d.some(hasAxes);
      const indices = drawIndices(d);
      const values = indices.map((operand) => ("constant" in operand ? operand.constant : number(0))); // all are constants
      return [x, d.tensor([...indexShape(values), ...d.shapeOf(x).slice(1)]), ...indices];
    },
    result: (x, rows, ...indices) => {
      fits(hasAxes(shapeOf(x)) && indices.length > 0);
      fits(sameShape(shapeOf(rows), [...indexShape(indices), ...shapeOf(x).slice(1)]));
      return tensor(shapeOf(x));
    },
    // All indices are the same, so two are one too many for `scatter`.
    unseen: (x, _rows, ...indices) =>
      isMissing(indices, shapeOf(x)[0]?.value ?? 0) || (name === "x.scatter" && count(indexShape(indices)) > 1),
    write: (x, rows, ...indices) => `${x}.${name.slice(2)}(${writeIndices(...indices)}, ${rows})`,
  })),
};

export const structureOperations: Table = { ...made, ...matrices, ...orders, ...entries };
