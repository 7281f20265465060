/** The model's entries for creating tensors. */
import type { Drawer } from "./draw.js";
import { fits, type Operation, type Table } from "./operation.js";
import { count, isLegal, literal, type Shape, sameSize } from "./sizes.js";
import { as, code, sizes, tensor } from "./values.js";

/** An operation that takes a shape first, and possibly arguments that no shape depends on. */
const filled = (...rest: readonly string[]): Operation => ({
  draw: (d) => [d.sizes(), ...rest.map((text) => ({ constant: code(text) }))],
  result: (shape) => {
    fits(as("sizes", shape).shape.every(isLegal));
    return tensor(as("sizes", shape).shape);
  },
  make: (_, shape) => [{ constant: sizes(shape) }, ...rest.map((text) => ({ constant: code(text) }))],
});

const data = (shape: readonly number[], form: "nested" | "typed" = "nested") =>
  ({ constant: { kind: "data", shape, form } }) as const;

/** Whether a tensor of this shape can be written element by element. */
const isCounted = (shape: Shape): boolean => shape.every(({ name }) => name === undefined) && count(shape) <= 24;
const numbers = (shape: Shape): number[] => shape.map(({ value }) => value);

const counted = (rank: number, least: number): Operation => ({
  total: rank === 1,
  draw: (d) => [data(Array.from({ length: rank }, () => d.integer(least, 4)))],
  result: (rows) => {
    const { shape, form } = as("data", rows);
    fits((shape[0] ?? 0) >= least && form !== "ragged");
    return tensor(shape.map(literal));
  },
  make: (_, shape) =>
    shape.length === rank && isCounted(shape) && (shape[0]?.value ?? 0) >= least ? [data(numbers(shape))] : undefined,
});

export const creationOperations: Table = {
  zeros: filled(),
  ones: filled(),
  full: filled("7"),
  randomNormal: filled("random(1)", "{ deviation: 0.5 }"),
  randomUniform: filled(),
  identity: {
    draw: (d) => [{ constant: { kind: "size", size: d.size() } }],
    result: (size) => {
      fits(isLegal(as("size", size).size));
      return tensor([as("size", size).size, as("size", size).size]);
    },
    make: (_, [rows, columns, ...others]) =>
      rows && columns && others.length === 0 && sameSize(rows, columns)
        ? [{ constant: { kind: "size", size: rows } }]
        : undefined,
  },
  vector: counted(1, 0),
  matrix: counted(2, 1),
  scalar: {
    total: true,
    draw: () => [{ constant: code("3") }],
    result: () => tensor([]),
    make: (_, shape) => (shape.length === 0 ? [{ constant: code("3") }] : undefined),
  },
  tensor: {
    draw: (d) => drawData(d, d.shape()),
    result: (_, shape) => {
      fits(as("sizes", shape).shape.every(isLegal));
      return tensor(as("sizes", shape).shape);
    },
    // Only the run time counts numbers, either flat in row-major order or nested like the shape.
    unseen: (given, shape) => {
      const { shape: nested, form } = as("data", given);
      const expected = numbers(as("sizes", shape).shape);
      if (nested.length === 1) return nested[0] !== expected.reduce((product, size) => product * size, 1);
      return form === "ragged" || nested.join() !== expected.join();
    },
    make: (d, shape) => (count(shape) <= 24 ? drawData(d, shape) : undefined),
  },
};

/** Numbers that fill a shape: nested, flat or in a typed array. */
function drawData(d: Drawer, shape: Shape) {
  const nested = shape.length > 1 && count(shape) <= 24 && count(shape) > 0 && d.flip(0.5);
  return [nested ? data(numbers(shape)) : data([count(shape)], "typed"), { constant: sizes(shape) }];
}
