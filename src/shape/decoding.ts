/** Which networks work place by place: both ends are sequences of the same length. */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";

/** The shape of what a sequence has at each place. */
export type ShapeOfPlace<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape] ? Rest : never;

export type decodingMismatch<In extends Shape, Out extends Shape> = [In[number] | Out[number]] extends [number]
  ? `decoding: takes a network that gives as many places as it takes, not one from ${Show<In>} to ${Show<Out>}`
  : string;
export const decodingMismatch = <In extends Shape, Out extends Shape>(input: In, output: Out): decodingMismatch<In, Out> =>
  `decoding: takes a network that gives as many places as it takes, not one from ${show(input)} to ${show(output)}`;
