/** Looking up entries by their indices. */

import { engine } from "../../engine/current.js";
import { whole } from "../../engine/layout.js";
import { noLastAxis } from "../../shape/axis.js";
import { checkSize } from "../../shape/dim.js";
import { checkElements, numbersFor } from "../../shape/elements.js";
import { checkEntries } from "../../shape/indices.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { reshaped, taken } from "./primitives/index.js";

/** Indices and their shape. */
export interface Indices {
  readonly values: ArrayLike<number>;
  readonly shape: Shape;
}

/** The numbers in a tensor of indices, in row-major order. They have no derivative. */
export const indicesOf = (x: Value): Indices => ({ values: engine().copy(x).values, shape: x.shape });

export function gather(x: Value, { values, shape }: Indices): Value {
  if (x.shape.length === 0) refuse(noLastAxis("gather"));
  const found = checkEntries("gather", values, x.shape);
  return reshaped(taken(x, found), [...shape, ...x.shape.slice(1)]);
}

export function oneHot({ values, shape }: Indices, classes: unknown): Value {
  checkSize(classes);
  checkElements([...shape, classes]);
  const result = numbersFor(Float64Array, count(shape) * classes);
  checkEntries("oneHot", values, [classes]).forEach((index, place) => {
    result[place * classes + index] = 1;
  });
  return whole(engine().upload(result), [...shape, classes]);
}
