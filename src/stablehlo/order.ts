/** Orders along an axis, and entries along an axis by their indices, in the operations of StableHLO. */
import { rowMajor } from "../engine/layout.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { type FunctionText, typeOf, type Value } from "./function.js";
import { asIndices, asNumber, chosen, compared, gathered, isZero, reshaped, scattered } from "./parts.js";

/** The order of the numbers along an axis. In the total order, -0 comes before 0, and NaN with a sign before all numbers. */
export function ordered(text: FunctionText, name: string, x: Value, axis: number): Value {
  const isNotNumber = compared(text, "isNaN", "NE", x, x);
  const unsigned = chosen(text, "unsigned", isZero(text, x), text.filled("zero", 0, x.shape), x);
  const keys = chosen(text, "keys", isNotNumber, text.filled("nan", Number.NaN, x.shape), unsigned);
  const places = text.operation("places", `stablehlo.iota dim = ${axis}`, [], x.shape, "i32");
  const both = [keys, places];
  const types = both.map(typeOf).join(", ");
  const region =
    "({ ^bb0(%one: tensor<f32>, %other: tensor<f32>, %place: tensor<i32>, %another: tensor<i32>): " +
    "%before = stablehlo.compare LT, %one, %other, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1> stablehlo.return %before : tensor<i1> })";
  const sorted = text.named("sorted");
  const attributes = `<{dimension = ${axis} : i64, is_stable = true}>`;
  const operands = both.map((operand) => operand.name).join(", ");
  text.lines.push(`${sorted}:2 = "stablehlo.sort"(${operands}) ${attributes} ${region} : (${types}) -> (${types})`);
  return asNumber(text, name, { ...places, name: `${sorted}#1` });
}

/** Indices along an axis as places in a row of all numbers of a shape. */
function placesOf(text: FunctionText, indices: Value, axis: number, shape: Shape): Value {
  const strides = rowMajor(shape);
  const terms = shape.map((_, each) => {
    const along =
      each === axis
        ? asIndices(text, indices)
        : text.operation("places", `stablehlo.iota dim = ${each}`, [], indices.shape, "i32");
    return text.elementwise("steps", "multiply", along, text.filled("stride", strides[each] as number, indices.shape, "i32")); // an axis of the shape
  });
  return terms.reduce((sum, term) => text.elementwise("places", "add", sum, term));
}

export function takenAlong(text: FunctionText, name: string, x: Value, indices: Value, axis: number): Value {
  return gathered(text, name, reshaped(text, "row", x, [count(x.shape)]), placesOf(text, indices, axis, x.shape));
}

/** Zeros of a shape, to which numbers are added at their indices along an axis. */
export function scatteredAlong(text: FunctionText, name: string, x: Value, indices: Value, axis: number, shape: Shape): Value {
  const sums = scattered(text, "sums", x, placesOf(text, indices, axis, shape), [count(shape)]);
  return reshaped(text, name, sums, shape);
}
