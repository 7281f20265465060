/** The model's entries for the methods of tensors, and for sums over a batch. */
import { functions, functionsWithoutKernel } from "../../../src/engine/unary.js";
import type { Drawer } from "./draw.js";
import { each, fits, Meaningless, type Operand, type Operation, type Ref, type Table } from "./operation.js";
import { count, endsIn, factors, isLegal, literal, product, type Shape, type Size, sameShape, sameSize } from "./sizes.js";
import { as, code, number, plain, shapeOf, sizes, tensor } from "./values.js";

const lastOf = (shape: Shape): Size => shape.at(-1) as Size; // the rule has checked that there is one

// ── Products ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const vectors = (d: Drawer): Ref => d.some((shape) => shape.length === 1);

const products: Table = {
  "x.matmul": {
    draw: (d) => {
      const left = d.some((shape) => shape.length > 0);
      return [left, d.tensor([lastOf(d.shapeOf(left)), ...(d.flip(0.7) ? [d.size()] : [])])];
    },
    result: (left, right) => {
      const [lead, rows, ...columns] = [shapeOf(left).slice(0, -1), ...shapeOf(right)];
      fits(shapeOf(left).length > 0 && rows !== undefined && columns.length <= 1 && sameSize(lastOf(shapeOf(left)), rows));
      return tensor([...lead, ...columns]);
    },
    make: (d, shape) => {
      const inner = d.size();
      if (shape.length === 0 || shape.length > 3) return undefined;
      return [d.tensor([...shape.slice(0, -1), inner]), d.tensor([inner, lastOf(shape)])];
    },
  },
  "x.outer": {
    draw: (d) => [vectors(d), vectors(d)],
    result: (left, right) => {
      fits(shapeOf(left).length === 1 && shapeOf(right).length === 1);
      return tensor([...shapeOf(left), ...shapeOf(right)]);
    },
    make: (d, shape) => (shape.length === 2 ? shape.map((size) => d.tensor([size])) : undefined),
  },
  "x.dot": {
    draw: (d) => {
      const left = vectors(d);
      return [left, d.tensor(d.shapeOf(left))];
    },
    result: (left, right) => {
      fits(shapeOf(left).length === 1 && sameShape(shapeOf(left), shapeOf(right)));
      return tensor([]);
    },
  },
  "x.transpose": {
    draw: (d) => [d.some((shape) => shape.length === 2)],
    result: (x) => {
      fits(shapeOf(x).length === 2);
      return tensor(shapeOf(x).toReversed());
    },
    make: (d, shape) => (shape.length === 2 ? [d.tensor(shape.toReversed())] : undefined),
  },
  "x.batchMatmul": {
    draw: (d) => {
      const left = d.some((shape) => shape.length > 1);
      const shape = d.shapeOf(left);
      return [left, d.tensor([...shape.slice(0, -2), lastOf(shape), d.size()])];
    },
    result: (left, right) => {
      const [one, other] = [shapeOf(left), shapeOf(right)];
      fits(one.length > 1 && other.length > 1 && sameShape(one.slice(0, -2), other.slice(0, -2)));
      fits(sameSize(lastOf(one), lastOf(other.slice(0, -1))));
      return tensor([...one.slice(0, -1), lastOf(other)]);
    },
  },
  contractBatch: {
    draw: (d) => {
      const left = d.some((shape) => shape.length > 0);
      return [left, d.tensor([...d.shapeOf(left).slice(0, -1), d.size()])];
    },
    result: (error, input) => {
      const [left, right] = [shapeOf(error), shapeOf(input)];
      fits(left.length > 0 && right.length > 0 && sameShape(left.slice(0, -1), right.slice(0, -1)));
      return tensor([lastOf(left), lastOf(right)]);
    },
  },
  sumBatch: {
    draw: (d) => [d.some((shape) => shape.length > 0)],
    result: (x) => {
      fits(shapeOf(x).length > 0);
      return tensor([lastOf(shapeOf(x))]);
    },
  },
};

// ── Elementwise operations ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The result has the shape of the first operand. */
const keeps: Operation = {
  total: true,
  draw: (d) => [d.some()],
  result: (x) => tensor(shapeOf(x)),
  make: (d, shape) => [d.tensor(shape)],
};

const elementwise: Operation = {
  draw: (d) => {
    const left = d.some();
    return [left, d.flip(0.2) ? { constant: code("2") } : d.trailing(left)];
  },
  result: (left, right) => {
    fits(right?.kind === "code" || endsIn(shapeOf(left), shapeOf(right)));
    return tensor(shapeOf(left));
  },
  make: (d, shape) => [d.tensor(shape), d.tensor(shape.slice(d.integer(0, shape.length)))],
};

const elements: Table = {
  ...each(
    Object.keys({ ...functions, ...functionsWithoutKernel }).map((name) => `x.${name}`),
    () => keeps,
  ),
  ...each(
    ["x.reciprocal", "x.sign", "x.tan", "x.sinh", "x.cosh", "x.expm1", "x.isNaN", "x.isFinite", "x.logicalNot"],
    () => keeps,
  ),
  ...each(["x.add", "x.subtract", "x.multiply", "x.divide"], () => elementwise),
  ...each(["x.maximum", "x.minimum", "x.power", "x.modulo", "x.logicalAnd", "x.logicalOr", "x.notEqual"], () => elementwise),
  atan2: elementwise,
  ...each(["x.equal", "x.less", "x.lessOrEqual", "x.greater", "x.greaterOrEqual"], () => elementwise),
  where: {
    draw: (d) => {
      const condition = d.some();
      const part = (): Operand => (d.flip(0.3) ? { constant: code("2") } : d.trailing(condition));
      return [condition, part(), part()];
    },
    result: (condition, ...parts) => {
      fits(parts.every((part) => part.kind === "code" || endsIn(shapeOf(condition), shapeOf(part))));
      return tensor(shapeOf(condition));
    },
  },
  "x.clip": { ...keeps, write: (x) => `${x}.clip(0, 1)` },
  "x.addBias": {
    draw: (d) => {
      const x = d.some((shape) => shape.length > 0);
      return [x, d.tensor(d.shapeOf(x).slice(-1))];
    },
    result: (x, bias) => {
      fits(shapeOf(bias).length === 1 && endsIn(shapeOf(x), shapeOf(bias)));
      return tensor(shapeOf(x));
    },
  },
};

// ── Other views ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Sizes known only by name, and factors, cancel one by one with those of the other shape. The products of the remaining values
 * have to be equal.
 */
export function sameCount(from: Shape, to: Shape): boolean {
  const left = [...factors(from)];
  const added = factors(to).filter((size) => {
    const place = size.known ? -1 : left.findIndex((other) => sameSize(size, other));
    if (place !== -1) left.splice(place, 1);
    return place === -1;
  });
  return [...left, ...added].every(({ known }) => known) && count(left) === count(added);
}

const views: Table = {
  "x.reshape": {
    draw: (d) => {
      const x = d.some();
      return [x, { constant: sizes(d.regrouped(d.shapeOf(x))) }];
    },
    result: (x, shape) => {
      const to = as("sizes", shape).shape;
      fits(to.every(isLegal) && sameCount(shapeOf(x), to));
      return tensor(to);
    },
    make: (d, shape) => [d.tensor(d.regrouped(shape)), { constant: sizes(shape) }],
  },
  "x.flatten": {
    total: true,
    draw: (d) => [d.some()],
    result: (x) => tensor([product(shapeOf(x))]),
  },
  "x.as": {
    draw: (d) => {
      const x = d.some();
      const renamed = (size: Size): Size => d.named(size.value) ?? (size.known ? literal(size.value) : size);
      return [x, { constant: sizes(d.shapeOf(x).map((size) => (d.flip(0.6) ? renamed(size) : size))) }];
    },
    result: (x, shape) => {
      const [from, to] = [shapeOf(x), as("sizes", shape).shape];
      fits(to.every(isLegal) && from.length === to.length);
      fits(from.every((size, axis) => !size.known || !to[axis]?.known || size.value === to[axis].value));
      return tensor(to);
    },
  },
};

// ── Reading a tensor ─────────────────────────────────────────────────────────────────────────────────────────────────────

const readers: Table = {
  "x.shape": { total: true, draw: keeps.draw, result: (x) => sizes(shapeOf(x)), write: (x) => `${x}.shape` },
  "x.rank": { total: true, draw: keeps.draw, result: (x) => number(shapeOf(x).length), write: (x) => `${x}.rank` },
  "x.size": { total: true, draw: keeps.draw, result: () => plain("number"), write: (x) => `${x}.size` },
  ...each(["x.toArray", "x.toJSON"], (name) => ({
    total: true,
    draw: keeps.draw,
    result: (x) => ({ kind: "arrays", shape: shapeOf(x), isForJSON: name === "x.toJSON" }),
  })),
  ...each(["x.dataSync", "x.data"], (name) => ({
    total: true,
    draw: keeps.draw,
    result: () => plain(name === "x.data" ? "Promise<Float32Array | Float64Array>" : "Float32Array | Float64Array"),
  })),
  "x[Symbol.iterator]": {
    total: true,
    draw: (d) => [d.some((shape) => shape.length > 0)],
    result: (x) => {
      const [entries, ...rest] = shapeOf(x);
      if (!entries?.value) throw new Meaningless(); // JavaScript refuses a value that isn't iterable, and an empty tensor has no first entry
      return tensor(rest);
    },
    write: (x) => `first(${x})`,
  },
  ...each(["equals", "allClose"], () => ({
    draw: (d) => {
      const one = d.some();
      return [one, d.tensor(d.shapeOf(one))];
    },
    result: (one, other) => {
      fits(sameShape(shapeOf(one), shapeOf(other)));
      return plain("boolean");
    },
  })),
  "x.toString": { total: true, draw: keeps.draw, result: () => plain("string") },
  "x.at": {
    draw: (d) => {
      const x = d.some((shape) => count(shape) > 0);
      return [x, ...d.shapeOf(x).map(({ value }) => ({ constant: number(d.integer(-value, value - 1)) }))];
    },
    result: (x, ...index) => {
      fits(index.length === shapeOf(x).length);
      return plain("number");
    },
    isData: (place) => place > 0,
    unseen: (x, ...index) =>
      index.some((entry, axis) => {
        const [at, entries] = [as("number", entry).number, shapeOf(x)[axis]?.value ?? 0];
        return !Number.isInteger(at) || at < -entries || at >= entries;
      }),
  },
};

export const tensorOperations: Table = {
  ...products,
  ...elements,
  ...views,
  ...readers,
};
