/** How large a tensor may be. That a shape asks for more is said before anything is computed or memory is asked for. */
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** The kernels count in whole numbers of 32 bits. Sizes of 0 don't make a shape smaller here: loops go through the others. */
const mostElements = 2 ** 31 - 1;
/** Whatever goes through the axes one within the other, goes so deep. */
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

/** An array for so many numbers. */
export function numbersFor<Numbers>(Kind: new (length: number) => Numbers, length: number): Numbers {
  try {
    return new Kind(length);
  } catch (cause) {
    throw new RangeError(`there is no memory for ${length} numbers`, { cause });
  }
}
