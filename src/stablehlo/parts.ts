/** What several primitives are written with. */
import { placesOf } from "../engine/layout.js";
import type { Primitives } from "../program/primitives.js";
import { printRange } from "../program/print.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { type FunctionText, typeOf, type Value } from "./function.js";

/** A step of a program: its operands, its options, and the name and the shape of its result. */
export interface Call<Options> {
  readonly text: FunctionText;
  readonly operands: readonly Value[];
  readonly options: Options;
  readonly name: string;
  readonly shape: Shape;
}
/** Writes a primitive, and returns its result. A primitive has at most three operands, except for `join`. */
export type Operator<Options> = (call: Call<Options>, x: Value, y: Value, z: Value) => Value;

export const elementwise =
  (operator: string): Operator<Primitives["add"]> =>
  ({ text, name, operands }) =>
    text.elementwise(name, operator, ...operands);

export function compared(
  text: FunctionText,
  name: string,
  direction: "EQ" | "NE" | "LT" | "GT",
  left: Value,
  right: Value,
): Value {
  return text.operation(
    name,
    `stablehlo.compare ${direction}, ${left.name}, ${right.name}, FLOAT`,
    [left, right],
    left.shape,
    "i1",
  );
}

export const asNumber = (text: FunctionText, name: string, truth: Value): Value =>
  text.operation(name, `stablehlo.convert ${truth.name}`, [truth], truth.shape);

export const isZero = (text: FunctionText, x: Value): Value => compared(text, "isZero", "EQ", x, text.filled("zero", 0, x.shape));

export function chosen(text: FunctionText, name: string, condition: Value, yes: Value, no: Value): Value {
  const value = { name: text.named(name), shape: yes.shape, element: yes.element };
  const operands = [condition, yes, no].map((x) => x.name).join(", ");
  text.lines.push(`${value.name} = stablehlo.select ${operands} : ${typeOf(condition)}, ${typeOf(value)}`);
  return value;
}

export const compare =
  (direction: "EQ" | "LT"): Operator<Primitives["equal"]> =>
  ({ text, name }, left, right) =>
    asNumber(text, name, compared(text, "holds", direction, left, right));

export type Reducer = "add" | "maximum" | "minimum";
const starts: Readonly<Record<Reducer, number>> = {
  add: 0,
  maximum: Number.NEGATIVE_INFINITY,
  minimum: Number.POSITIVE_INFINITY,
};

export function reduced(text: FunctionText, name: string, reducer: Reducer, x: Value, axes: readonly number[]): Value {
  const start = text.filled("start", starts[reducer], []);
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  const applied = `applies stablehlo.${reducer} across dimensions = [${axes.join(", ")}]`;
  return text.operation(name, `stablehlo.reduce(${x.name} init: ${start.name}) ${applied}`, [x, start], shape);
}

/** Inserts an axis of equal entries. */
export function repeated(text: FunctionText, name: string, x: Value, axis: number, entries: number): Value {
  const dims = x.shape.map((_, each) => (each < axis ? each : each + 1));
  return broadcast(text, name, x, dims, x.shape.toSpliced(axis, 0, entries));
}

/** Axis i of x is axis `dims[i]` of the result; along all others, and along axes of size 1, it repeats. */
export const broadcast = (text: FunctionText, name: string, x: Value, dims: readonly number[], shape: Shape): Value =>
  text.operation(name, `stablehlo.broadcast_in_dim ${x.name}, dims = [${dims.join(", ")}]`, [x], shape, x.element);

export const reshaped = (text: FunctionText, name: string, x: Value, shape: Shape): Value =>
  text.operation(name, `stablehlo.reshape ${x.name}`, [x], shape, x.element);

export const transposed = (text: FunctionText, name: string, x: Value, order: readonly number[]): Value =>
  text.operation(
    name,
    `stablehlo.transpose ${x.name}, dims = [${order.join(", ")}]`,
    [x],
    order.map((axis) => x.shape[axis] as number), // axes of x
  );

/** A reduction over windows, which may reach beyond the value. */
export function overWindows(
  text: FunctionText,
  name: string,
  reducer: Reducer,
  x: Value,
  windows: { readonly sizes: Shape; readonly strides: Shape; readonly padding: readonly (readonly [number, number])[] },
  shape: Shape,
): Value {
  const start = text.filled("start", starts[reducer], []);
  const { sizes, strides, padding } = windows;
  const attributes = [
    `window_dimensions = array<i64: ${sizes.join(", ")}>`,
    `window_strides = array<i64: ${strides.join(", ")}>`,
    `padding = dense<[${padding.map((sides) => `[${sides.join(", ")}]`).join(", ")}]> : tensor<${padding.length}x2xi64>`,
  ];
  const region = `({ ^bb0(%one: tensor<f32>, %other: tensor<f32>): %both = stablehlo.${reducer} %one, %other : tensor<f32> stablehlo.return %both : tensor<f32> })`;
  return text.operation(
    name,
    `"stablehlo.reduce_window"(${x.name}, ${start.name}) <{${attributes.join(", ")}}> ${region}`,
    [x, start],
    shape,
  );
}

/** Entries of the first axis, by their indices. */
export function gathered(text: FunctionText, name: string, x: Value, indices: Value): Value {
  const inner = x.shape.slice(1);
  const offsets = inner.map((_, axis) => indices.shape.length + axis);
  const numbers = [
    ...(offsets.length > 0 ? [`offset_dims = [${offsets.join(", ")}]`] : []),
    "collapsed_slice_dims = [0]",
    "start_index_map = [0]",
    `index_vector_dim = ${indices.shape.length}`,
  ];
  const attributes = `dimension_numbers = #stablehlo.gather<${numbers.join(", ")}>, slice_sizes = array<i64: ${[1, ...inner].join(", ")}>`;
  return text.operation(
    name,
    `"stablehlo.gather"(${x.name}, ${indices.name}) <{${attributes}}>`,
    [x, indices],
    [...indices.shape, ...inner],
  );
}

/** Zeros of a shape, to which rows are added at their indices. */
export function scattered(text: FunctionText, name: string, rows: Value, indices: Value, shape: Shape): Value {
  const zeros = text.filled("zeros", 0, shape);
  const offsets = shape.slice(1).map((_, axis) => indices.shape.length + axis);
  const numbers = [
    ...(offsets.length > 0 ? [`update_window_dims = [${offsets.join(", ")}]`] : []),
    "inserted_window_dims = [0]",
    "scatter_dims_to_operand_dims = [0]",
    `index_vector_dim = ${indices.shape.length}`,
  ];
  const attributes = `scatter_dimension_numbers = #stablehlo.scatter<${numbers.join(", ")}>`;
  const region =
    "({ ^bb0(%one: tensor<f32>, %other: tensor<f32>): %both = stablehlo.add %one, %other : tensor<f32> stablehlo.return %both : tensor<f32> })";
  const operands = [zeros, indices, rows];
  return text.operation(
    name,
    `"stablehlo.scatter"(${operands.map((x) => x.name).join(", ")}) <{${attributes}}> ${region}`,
    operands,
    shape,
  );
}

export const whole = (text: FunctionText, indices: ArrayLike<number>, shape: Shape): Value =>
  text.constant("indices", Int32Array.from(indices), shape);

/** Indices that are operands are float32, like all numbers. */
export const asIndices = (text: FunctionText, x: Value): Value =>
  text.operation("indices", `stablehlo.convert ${x.name}`, [x], x.shape, "i32");

export type Window = Primitives["window"];

export function seen(text: FunctionText, name: string, x: Value, window: Window): Value {
  const row = reshaped(text, "row", x, [count(x.shape)]);
  return gathered(text, name, row, whole(text, placesOf(window, window.shape, count(x.shape)), window.shape));
}

export function spread(text: FunctionText, name: string, x: Value, window: Window, shape: Shape): Value {
  const places = placesOf(window, window.shape, count(shape));
  const row = reshaped(text, "row", x, [places.length]);
  return reshaped(text, name, scattered(text, "sums", row, whole(text, places, [places.length]), [count(shape)]), shape);
}

/** Ranges that run backwards are taken forwards, and then turned around. */
export function sliced(text: FunctionText, name: string, x: Value, ranges: Primitives["slice"]["ranges"], shape: Shape): Value {
  const list = ranges.map(({ start, entries, step }) =>
    printRange(step < 0 ? { start: start + Math.max(0, entries - 1) * step, entries, step: -step } : { start, entries, step }),
  );
  const backwards = ranges.flatMap(({ step }, axis) => (step < 0 ? [axis] : []));
  const forwards = text.operation(
    backwards.length > 0 ? "forwards" : name,
    `stablehlo.slice ${x.name} [${list.join(", ")}]`,
    [x],
    shape,
  );
  if (backwards.length === 0) return forwards;
  return text.operation(name, `stablehlo.reverse ${forwards.name}, dims = [${backwards.join(", ")}]`, [forwards], shape);
}

export function softmax(text: FunctionText, name: string, x: Value, wantsLogarithm: boolean): Value {
  const last = x.shape.length - 1;
  const entries = x.shape[last] as number; // there is an axis
  const along = (reducer: Reducer, of: Value): Value =>
    repeated(text, "repeated", reduced(text, reducer, reducer, of, [last]), last, entries);
  const shifted = text.elementwise("shifted", "subtract", x, along("maximum", x));
  const exponentials = text.elementwise("exponentials", "exponential", shifted);
  const sums = along("add", exponentials);
  return wantsLogarithm
    ? text.elementwise(name, "subtract", shifted, text.elementwise("logarithm", "log", sums))
    : text.elementwise(name, "divide", exponentials, sums);
}
