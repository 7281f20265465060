/** Primitives in ONNX's operators: what they are made of. */
import type { Primitives } from "../../program/primitives.js";
import { full, type GraphBuilder, type Value } from "../graph.js";
import { dataTypes } from "../model.js";
import { isNumber, type Size, type Sized, Unproportional } from "../sizes.js";

/** A step of a program: its operands, its options, and the shape of its result. */
export interface Call<Name extends keyof Primitives> {
  readonly graph: GraphBuilder;
  readonly operands: readonly Value[];
  readonly options: Sized<Primitives[Name]>;
  readonly shape: readonly Size[];
}

/** Adds a primitive to a graph, and returns its result. */
export type Operator<Name extends keyof Primitives> = (call: Call<Name>) => Value;

/** The operators of some primitives. */
export type Operators<Names extends keyof Primitives> = { readonly [Name in Names]: Operator<Name> };

/** Applies operators to numbers, one by one. The result repeats along the axes along which all operands do. */
export function elementwise(build: (graph: GraphBuilder, ...names: string[]) => string): Operator<"add"> {
  return ({ graph, operands, shape }) => {
    const repeated = new Set(shape.flatMap((_, axis) => (operands.every((x) => x.repeated.has(axis)) ? [axis] : [])));
    const missing = Math.min(...operands.map((x) => x.missing));
    return { name: build(graph, ...operands.map(({ name }) => name)), shape, repeated, missing };
  };
}

/** Applies operators to whole values. The operands' names follow the call. */
export const onWhole =
  <Name extends keyof Primitives>(build: (call: Call<Name>, ...names: string[]) => string): Operator<Name> =>
  (call) =>
    full(build(call, ...call.operands.map((x) => call.graph.whole(x))), call.shape);

/** An operand that the primitive is known to have. */
export const operand = <Name extends keyof Primitives>({ operands }: Call<Name>): Value => operands[0] as Value;

/** A truth value as 1 or 0. */
export const asNumber = (graph: GraphBuilder, truth: string): string => graph.node("Cast", [truth], { to: dataTypes.float });

/** A value in another shape. ONNX computes one size, and that may be a multiple of the number of examples. */
export function reshaped(graph: GraphBuilder, x: string, shape: readonly Size[]): string {
  const open = shape.filter((size) => !isNumber(size)).length;
  const sizes = open <= 1 ? graph.integers(shape.map((size) => (isNumber(size) ? size : -1))) : graph.sizes(shape);
  return graph.node("Reshape", [x, sizes]);
}

/** A number that doesn't depend on the number of examples. */
export function fixed(size: Size): number {
  if (!isNumber(size)) throw new Unproportional();
  return size;
}

export const allFixed = (sizes: readonly Size[]): number[] => sizes.map(fixed);

/** The number of elements of a shape. */
export const product = (sizes: readonly Size[]): number => allFixed(sizes).reduce((result, size) => result * size, 1);
