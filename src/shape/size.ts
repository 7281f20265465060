/** Sizes as the compiler sees them: numbers that may have a name. */

declare const sizeName: unique symbol;
declare const sizeValue: unique symbol;

// A function, so that it is invariant: in intersections, the compiler compares properties and ignores the variance of type parameters.
export interface SizeName<Name extends string> {
  readonly [sizeName]: (name: Name) => Name;
}
export interface SizeValue<out Value extends number> {
  readonly [sizeValue]: Value;
}

/**
 * A size without its name. `number` if it is known only by name, or if it is a number of another kind
 * (`number & { unit: "metres" }`).
 */
export type ValueOf<N extends number> = N extends object ? (N extends SizeValue<infer Value> ? Value : number) : N;

/**
 * A size with a name, made by {@link dim}. `Dim<"batch">` is known only at run time; `Dim<"hidden", 128>` is also
 * known to the compiler. A named size equals only itself: never a size of another name, and never a plain number.
 *
 * @example
 * ```ts
 * import type { Dim, Matrix } from "conformable";
 *
 * type Pixels = Matrix<Dim<"batch">, 784>;
 * ```
 */
export type Dim<Name extends string, Value extends number = number> = Value & SizeName<Name> & SizeValue<Value>;
