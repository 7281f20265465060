/**
 * The model's entries for linear algebra. `regular` replaces the numbers of a matrix by those of the identity, which is neither singular nor
 * infinite, symmetric and positive definite.
 */
import type { Drawer } from "./draw.js";
import { each, fits, Meaningless, type Operand, type Operation, type Ref, type Table } from "./operation.js";
import { type Shape, type Size, sameShape, sameSize } from "./sizes.js";
import { shapeOf, tensor, type Value } from "./values.js";

const batch = (d: Drawer): Shape => (d.flip(0.3) ? d.shape(1) : []);

/** The axes before a matrix, its rows and its columns. */
function matrix(x: Value | undefined): { lead: Shape; rows: Size; columns: Size } {
  const shape = shapeOf(x);
  const [rows, columns] = shape.slice(-2);
  fits(rows !== undefined && columns !== undefined);
  return { lead: shape.slice(0, -2), rows, columns };
}

function square(x: Value | undefined): { lead: Shape; rows: Size } {
  const { lead, rows, columns } = matrix(x);
  fits(sameSize(rows, columns));
  return { lead, rows };
}

const drawSquare = (d: Drawer): Ref => {
  const size = d.size();
  return d.tensor([...batch(d), size, size]);
};
const drawMatrix = (d: Drawer): Ref => d.some((shape) => shape.length > 1);

/** The lesser size. If it can't be told, its name can't be written in a program. */
function least(one: Size, other: Size): Size {
  if (sameSize(one, other)) return one;
  if (!one.known || !other.known) throw new Meaningless();
  return { value: Math.min(one.value, other.value), known: true };
}

/** An operation on square matrices, or a part of its result. */
const onSquares = (code: string, result: (lead: Shape, rows: Size) => Shape, part = ""): Operation => ({
  draw: (d) => [drawSquare(d)],
  result: (x) => {
    const { lead, rows } = square(x);
    return tensor(result(lead, rows));
  },
  write: (x) => `${code}(regular(${x}))${part}`,
});
const onMatrices = (code: string, result: (lead: Shape, rows: Size, columns: Size) => Shape, part = ""): Operation => ({
  draw: (d) => [drawMatrix(d)],
  result: (x) => {
    const { lead, rows, columns } = matrix(x);
    return tensor(result(lead, rows, columns));
  },
  write: (x) => `${code}(regular(${x}))${part}`,
});

/** A right side for a matrix: a column, or several. */
const drawRight = (d: Drawer, left: Ref): Operand => {
  const rows = d.shapeOf(left).slice(0, -1);
  return d.tensor([...rows, ...(d.flip(0.5) ? [d.size()] : [])]);
};
/** The axis of columns, if there is one. */
function columnsOf(left: Value | undefined, right: Value | undefined): Shape {
  const [rows, shape] = [shapeOf(left).slice(0, -1), shapeOf(right)];
  fits(sameShape(rows, shape) || sameShape(rows, shape.slice(0, -1)));
  return shape.slice(rows.length);
}

export const linalgOperations: Table = {
  "linalg.solve": {
    draw: (d) => {
      const left = drawSquare(d);
      return [left, drawRight(d, left)];
    },
    result: (left, right) => {
      square(left);
      columnsOf(left, right);
      return tensor(shapeOf(right));
    },
    write: (left, right) => `linalg.solve(regular(${left}), regular(${right}))`,
  },
  "linalg.leastSquares": {
    draw: (d) => {
      const left = drawMatrix(d);
      return [left, drawRight(d, left)];
    },
    result: (left, right) => {
      const { lead, columns } = matrix(left);
      return tensor([...lead, columns, ...columnsOf(left, right)]);
    },
    write: (left, right) => `linalg.leastSquares(regular(${left}), regular(${right}))`,
  },
  ...each(["linalg.inverse", "linalg.cholesky"], (name) => onSquares(name, (lead, rows) => [...lead, rows, rows])),
  ...each(["linalg.determinant", "linalg.trace"], (name) => onSquares(name, (lead) => lead)),
  "linalg.eigh": onSquares("linalg.eigh", (lead, rows) => [...lead, rows], ".eigenvalues"),
  "linalg.pseudoInverse": onMatrices("linalg.pseudoInverse", (lead, rows, columns) => [...lead, columns, rows]),
  "linalg.matrixRank": onMatrices("linalg.matrixRank", (lead) => lead),
  "linalg.lu": onMatrices("linalg.lu", (lead, rows) => [...lead, rows, rows], ".permutation"),
  "linalg.qr": onMatrices("linalg.qr", (lead, rows, columns) => [...lead, rows, least(rows, columns)], ".q"),
  "linalg.svd": onMatrices("linalg.svd", (lead, rows, columns) => [...lead, rows, least(rows, columns)], ".u"),
  "linalg.svd.singularValues": onMatrices(
    "linalg.svd",
    (lead, rows, columns) => [...lead, least(rows, columns)],
    ".singularValues",
  ),
  "linalg.svd.vTransposed": onMatrices(
    "linalg.svd",
    (lead, rows, columns) => [...lead, least(rows, columns), columns],
    ".vTransposed",
  ),
  "linalg.norm": {
    draw: (d) => [d.some((shape) => shape.length > 0)],
    result: (x) => {
      fits(shapeOf(x).length > 0);
      return tensor(shapeOf(x).slice(0, -2));
    },
    write: (x) => `linalg.norm(regular(${x}))`,
  },
};
