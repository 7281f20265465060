/** Where a single number is wanted: a function has a gradient where it ends in one, and only a scalar is one to JavaScript. */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why a function is refused that ends in a tensor of shape S. */
export type notScalar<Operation extends string, S extends Shape> = [S[number]] extends [number]
  ? `${Operation}: the function ends in ${Show<S>}, not in a Scalar`
  : string;
const notScalar = <Operation extends string, S extends Shape>(operation: Operation, shape: S): notScalar<Operation, S> =>
  `${operation}: the function ends in ${show(shape)}, not in a Scalar`;

/** Why one is refused that ends in something else. */
export type noTensor<Operation extends string> = `${Operation}: the function ends in what is no tensor, not in a Scalar`;
const noTensor = <Operation extends string>(operation: Operation): noTensor<Operation> =>
  `${operation}: the function ends in what is no tensor, not in a Scalar`;

export function checkScalar(operation: string, shape: Shape | undefined): void {
  if (shape === undefined) throw new ShapeError(noTensor(operation));
  if (shape.length > 0) throw new ShapeError(notScalar(operation, shape));
}

/** @throws {@link ShapeError} where JavaScript wants a number: `+x`, `x * 2`, `Number(x)`. */
export function checkNumeric(shape: Shape): void {
  if (shape.length > 0)
    throw new ShapeError(`Number: takes a Scalar, not ${show(shape)}; dataSync gives all numbers of a tensor`);
}
