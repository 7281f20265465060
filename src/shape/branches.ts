/** Layers that take the same input: what each of them takes and gives, and how their outputs become one. */
import type { Sum } from "./arithmetic.js";
import { checkAxis, type HasAxis } from "./axis.js";
import { endsIn, sameShape } from "./broadcast.js";
import { checkElements } from "./elements.js";
import type { OtherSizes } from "./join.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** The longest of several shapes; the first if several are equally long. */
export type Widest<All extends readonly unknown[], Found extends Shape = []> = All extends readonly [
  infer S extends Shape,
  ...infer Others,
]
  ? Widest<Others, Found extends readonly [...AnyAxes<S>, ...unknown[]] ? Found : S>
  : Found;
type AnyAxes<S extends Shape> = { [Axis in keyof S]: unknown };

/** The number of the first layer that takes a shape. */
export type PlaceOf<All extends readonly unknown[], S, Before extends readonly unknown[] = [unknown]> = All extends readonly [
  infer First,
  ...infer Others,
]
  ? [First, S] extends [S, First]
    ? Before["length"]
    : PlaceOf<Others, S, [...Before, unknown]>
  : 1;

// ── What they take ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why two layers can't take the same input. Layers are counted from 1. */
export type branchesTake<
  Operation extends string,
  Place extends number,
  Takes extends Shape,
  Other extends number,
  Own extends Shape,
> = [Takes[number] | Own[number]] extends [number]
  ? `${Operation}: layer ${Place} takes ${Show<Takes>}, but layer ${Other} takes ${Show<Own>}`
  : string;
const branchesTake = <
  Operation extends string,
  Place extends number,
  Takes extends Shape,
  Other extends number,
  Own extends Shape,
>(
  operation: Operation,
  place: Place,
  takes: Takes,
  other: Other,
  own: Own,
): branchesTake<Operation, Place, Takes, Other, Own> =>
  `${operation}: layer ${place} takes ${show(takes)}, but layer ${other} takes ${show(own)}`;

/** What layers take together: the longest of their input shapes, in which all others have to end. */
export function checkBranches(operation: string, takes: readonly Shape[]): Shape {
  const input = takes.reduce((longest, shape) => (shape.length > longest.length ? shape : longest));
  takes.forEach((own, index) => {
    if (!endsIn(input, own)) refuse(branchesTake(operation, index + 1, own, takes.indexOf(input) + 1, input));
  });
  return input;
}

// ── sum ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `L` if the output of that layer can be added to that of the first, otherwise the sentence. `Index` counts from 0. */
export type sumsWithTheFirst<First extends Shape, Gives extends Shape, Index, L = unknown> = [First, Gives] extends [Gives, First]
  ? L
  : Index extends `${infer Place extends number}`
    ? sumLayersDiffer<Sum<Place, 1>, Gives, First>
    : string;
type sumLayersDiffer<Place extends number, Gives extends Shape, First extends Shape> = [Gives[number] | First[number]] extends [
  number,
]
  ? `sum: layer ${Place} gives ${Show<Gives>}, but layer 1 gives ${Show<First>}`
  : string;
const sumLayersDiffer = <Place extends number, Gives extends Shape, First extends Shape>(
  place: Place,
  gives: Gives,
  first: First,
): sumLayersDiffer<Place, Gives, First> => `sum: layer ${place} gives ${show(gives)}, but layer 1 gives ${show(first)}`;

/** The shape of the sum of outputs, of which there is at least one. */
export function checkSum(outputs: readonly Shape[]): Shape {
  const [first = []] = outputs;
  outputs.forEach((shape, index) => {
    if (!sameShape(shape, first)) refuse(sumLayersDiffer(index + 1, shape, first));
  });
  return first;
}

// ── concat ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * `L` if the output of that layer can be joined to that of the first, otherwise the sentence. `Index` counts from 0. If there is no such
 * axis, the axis is refused instead.
 */
export type joinsTheFirst<First extends Shape, Gives extends Shape, Index, Axis extends number, L = unknown> =
  HasAxis<First, Axis> extends false
    ? L
    : OtherSizes<[First, Gives], Axis> extends [infer Own, infer Other]
      ? concatsWithTheFirst<First, Gives, Index, Axis, L, Own, Other>
      : string;
type concatsWithTheFirst<First extends Shape, Gives extends Shape, Index, Axis extends number, L, Own, Other> = [
  Own,
  Other,
] extends [Other, Own]
  ? L
  : Index extends `${infer Place extends number}`
    ? concatLayersDiffer<Sum<Place, 1>, Gives, First, Axis>
    : string;
type concatLayersDiffer<Place extends number, Gives extends Shape, First extends Shape, Axis extends number> = [
  Gives[number] | First[number],
] extends [number]
  ? `concat: layer ${Place} gives ${Show<Gives>}, but layer 1 gives ${Show<First>}: they differ in more than axis ${Axis}`
  : string;
const concatLayersDiffer = <Place extends number, Gives extends Shape, First extends Shape, Axis extends number>(
  place: Place,
  gives: Gives,
  first: First,
  axis: Axis,
): concatLayersDiffer<Place, Gives, First, Axis> =>
  `concat: layer ${place} gives ${show(gives)}, but layer 1 gives ${show(first)}: they differ in more than axis ${axis}`;

/** The shape of the outputs joined along an axis, and the axis, counted from the end: −1 is the last. */
export function checkJoin(outputs: readonly Shape[], given: unknown): { readonly shape: Shape; readonly axis: number } {
  const [first = []] = outputs;
  const along = checkAxis("concat", first, given);
  outputs.forEach((shape, index) => {
    if (shape.length !== first.length || !sameShape(shape.with(along, 0), first.with(along, 0)))
      refuse(concatLayersDiffer(index + 1, shape, first, given as number)); // the axis exists, so it is a number
  });
  const total = outputs.reduce((sum, shape) => sum + (shape[along] as number), 0); // every shape has this axis: checked above
  const shape = first.with(along, total);
  checkElements(shape);
  return { shape, axis: along - first.length };
}
