/** What a size is to the compiler: a number, which may have a name. */

declare const sizeName: unique symbol;
declare const sizeValue: unique symbol;

// Invariant by its structure: the compiler compares intersections property by property, whatever their parameters' variances.
export interface SizeName<Name extends string> {
  readonly [sizeName]: (name: Name) => Name;
}
export interface SizeValue<out Value extends number> {
  readonly [sizeValue]: Value;
}

/** A size without its name: `number` where it is known only by that, or is of somebody's own kind (`number & { unit: "metres" }`). */
export type ValueOf<N extends number> = N extends object ? (N extends SizeValue<infer Value> ? Value : number) : N;

/**
 * A size with a name, made by {@link dim}. `Dim<"batch">` is known only at run time; `Dim<"hidden", 128>` is known to the
 * compiler too. A named size equals only itself: never another name, never a bare number.
 *
 * @example
 * ```ts
 * import type { Dim, Matrix } from "conformable";
 *
 * type Pixels = Matrix<Dim<"batch">, 784>;
 * ```
 */
export type Dim<Name extends string, Value extends number = number> = Value & SizeName<Name> & SizeValue<Value>;
