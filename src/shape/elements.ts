/** The largest tensors. Shapes that are too large are refused before anything is computed or allocated. */
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** The kernels count with integers of 32 bits. An axis of size 0 counts as 1 here, because loops still go over the other axes. */
const mostElements = 2 ** 31 - 1;
/** Code that recurses over the axes goes this deep. */
const mostAxes = 256;

const tooManyElements = (shape: Shape): string => `${show(shape)} has too many elements: a tensor has at most ${mostElements}`;
const tooManyAxes = (axes: number): string => `a shape has at most ${mostAxes} axes, not ${axes}`;

export function checkAxesCount(axes: number): void {
  if (axes > mostAxes) refuse(tooManyAxes(axes));
}

export function checkElements(shape: Shape): void {
  let elements = 1;
  for (let axis = 0; axis < shape.length; axis++) elements *= Math.max(1, shape[axis] as number); // an axis of the shape
  if (elements > mostElements) refuse(tooManyElements(shape));
}

/** @throws RangeError if there is not enough memory */
export function numbersFor<Numbers>(Kind: new (length: number) => Numbers, length: number): Numbers {
  try {
    return new Kind(length);
  } catch (cause) {
    throw new RangeError(`there is no memory for ${length} numbers`, { cause });
  }
}
