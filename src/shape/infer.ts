/** Layers whose sizes are inferred: which shapes may reach a layer. */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why a layer with sizes of its own is refused. `Place` names the operation and the layer, such as `sequential: layer 2`. */
export type inferredMismatch<Place extends string, Takes extends Shape, Given extends Shape> = [
  Takes[number] | Given[number],
] extends [number]
  ? `${Place} takes ${Show<Takes>}, but ${Show<Given>} reaches it`
  : string;
export const inferredMismatch = <Place extends string, Takes extends Shape, Given extends Shape>(
  place: Place,
  takes: Takes,
  given: Given,
): inferredMismatch<Place, Takes, Given> => `${place} takes ${show(takes)}, but ${show(given)} reaches it`;

/** What layers need at the end of the shape that reaches them. */
interface Needs {
  1: "an axis";
  2: "[length, width]";
  3: "[height, width, channels]";
}
const needs: Needs = { 1: "an axis", 2: "[length, width]", 3: "[height, width, channels]" };

/** Why a deferred layer is refused that needs more axes than reach it. */
type axesMissing<Operation extends string, Axes extends keyof Needs, Given extends Shape> = [Given[number]] extends [number]
  ? `${Operation}: takes ${Needs[Axes]}, but ${Show<Given>} reaches it`
  : string;
const axesMissing = <Operation extends string, Axes extends keyof Needs, Given extends Shape>(
  operation: Operation,
  axes: Axes,
  given: Given,
): axesMissing<Operation, Axes, Given> => `${operation}: takes ${needs[axes]}, but ${show(given)} reaches it`;

/** The same for a shape that the compiler can't know to be one. */
export type Missing<Operation extends string, Axes extends keyof Needs, In> = In extends Shape
  ? axesMissing<Operation, Axes, In>
  : never;

/** The last axes of the shape that reaches a deferred layer. */
export function lastAxes(operation: string, axes: keyof Needs, shape: Shape): number[] {
  if (shape.length < axes) throw new ShapeError(axesMissing(operation, axes, shape));
  return shape.slice(shape.length - axes);
}
