/** Writes the body of a function, line by line: https://openxla.org/stablehlo/spec. */
import type { HostArray } from "../engine/storage.js";

/** The type of the numbers: float32, 32-bit integers, or truth values. */
export type Element = "f32" | "i32" | "i1";

/** A value in the text. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  readonly element: Element;
}

/** A type, such as `tensor<2x3xf32>`. */
export const typeOf = ({ shape, element }: Omit<Value, "name">): string => `tensor<${[...shape, element].join("x")}>`;

/** Up to this many numbers are written as such. More are written as the digits of their bytes. */
const fewest = 16;

export class FunctionText {
  readonly lines: string[] = [];
  readonly #names = new Set<string>();

  /** A name that isn't taken: the wish without characters that MLIR doesn't allow, and with a number if it has to be. */
  named(wish: string): string {
    const allowed = wish.replaceAll(/[^\w.$-]/g, "_");
    const start = /^\d/.test(allowed) ? `_${allowed}` : allowed;
    let name = start;
    for (let next = 1; this.#names.has(name); next++) name = `${start}_${next}`;
    this.#names.add(name);
    return `%${name}`;
  }

  /** An operation whose operands and result have different types. */
  operation(wish: string, text: string, operands: readonly Value[], shape: readonly number[], element: Element = "f32"): Value {
    const value = { name: this.named(wish), shape, element };
    const types = operands.length === 0 ? "" : `(${operands.map(typeOf).join(", ")}) -> `;
    this.lines.push(`${value.name} = ${text} : ${types}${typeOf(value)}`);
    return value;
  }

  /** An operation whose operands have the type of the result. */
  elementwise(wish: string, operator: string, ...operands: readonly Value[]): Value {
    const [{ shape, element }] = operands as readonly [Value]; // there is an operand
    const value = { name: this.named(wish), shape, element };
    this.lines.push(`${value.name} = stablehlo.${operator} ${operands.map(({ name }) => name).join(", ")} : ${typeOf(value)}`);
    return value;
  }

  /** The same number everywhere. */
  filled(wish: string, number: number, shape: readonly number[], element: Element = "f32"): Value {
    const value = { name: this.named(wish), shape, element };
    this.lines.push(`${value.name} = stablehlo.constant dense<${element === "f32" ? float(number) : number}> : ${typeOf(value)}`);
    return value;
  }

  /** Numbers that the program contains. */
  constant(wish: string, numbers: HostArray | Int32Array, shape: readonly number[]): Value {
    const element = numbers instanceof Int32Array ? "i32" : "f32";
    const value = { name: this.named(wish), shape, element } as const;
    this.lines.push(`${value.name} = stablehlo.constant dense<${contents(numbers, shape)}> : ${typeOf(value)}`);
    return value;
  }
}

/** A number in float32. What isn't finite is written as its bits. */
function float(number: number): string {
  const rounded = Math.fround(number);
  if (!Number.isFinite(rounded)) return Number.isNaN(rounded) ? "0x7FC00000" : rounded > 0 ? "0x7F800000" : "0xFF800000";
  const text = Object.is(rounded, -0) ? "-0e+0" : rounded.toExponential();
  return text.includes(".") ? text : text.replace("e", ".0e");
}

function contents(numbers: HostArray | Int32Array, shape: readonly number[]): string {
  const [first] = numbers;
  if (first === undefined) return "[]";
  const isWhole = numbers instanceof Int32Array;
  if (numbers.length > fewest || shape.length === 0) {
    if (numbers.length === 1) return isWhole ? String(first) : float(first);
    const bytes = new DataView(new ArrayBuffer(4 * numbers.length));
    numbers.forEach((number, index) => {
      if (isWhole) bytes.setInt32(4 * index, number, true);
      else bytes.setFloat32(4 * index, number, true);
    });
    return `"0x${Array.from(new Uint8Array(bytes.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
  }
  let next = 0;
  const part = (axis: number): string => {
    if (axis === shape.length) {
      const number = numbers[next++] as number; // there is one for each element
      return isWhole ? String(number) : float(number);
    }
    return `[${Array.from({ length: shape[axis] as number }, () => part(axis + 1)).join(", ")}]`; // an axis of the shape
  };
  return part(0);
}
