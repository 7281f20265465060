/** Scalars: functions need to return one to have a gradient, and only a scalar can become a JavaScript number. */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why a function is refused that returns a tensor of shape S. */
export type notScalar<Operation extends string, S extends Shape> = [S[number]] extends [number]
  ? `${Operation}: the function returns ${Show<S>}, not a Scalar`
  : string;
const notScalar = <Operation extends string, S extends Shape>(operation: Operation, shape: S): notScalar<Operation, S> =>
  `${operation}: the function returns ${show(shape)}, not a Scalar`;

/** Why a function is refused that doesn't return a tensor. */
export type noTensor<Operation extends string> = `${Operation}: the function doesn't return a tensor; it has to return a Scalar`;
const noTensor = <Operation extends string>(operation: Operation): noTensor<Operation> =>
  `${operation}: the function doesn't return a tensor; it has to return a Scalar`;

export function checkScalar(operation: string, shape: Shape | undefined): void {
  if (shape === undefined) throw new ShapeError(noTensor(operation));
  if (shape.length > 0) throw new ShapeError(notScalar(operation, shape));
}

/** @throws {@link ShapeError} if JavaScript needs a number (`+x`, `x * 2`, `Number(x)`) and the tensor is not a scalar */
export function checkNumeric(shape: Shape): void {
  if (shape.length > 0)
    throw new ShapeError(`Number: takes a Scalar, not ${show(shape)}; dataSync gives all numbers of a tensor`);
}
