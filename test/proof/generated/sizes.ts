/**
 * Sizes and shapes as the model has them. The compiler sees a name and, where there is one, a value; at run time there is only the
 * value. Nothing here comes from the library: the model is an opinion of its own.
 */

export interface Size {
  readonly value: number;
  /** Of a named size, and of the constant that holds it. */
  readonly name?: string;
  /** Whether the compiler knows the value. What has neither a value there nor a name is an anonymous number. */
  readonly known: boolean;
}
export type Shape = readonly Size[];

export const literal = (value: number): Size => ({ value, known: true });
export const anonymous = (value: number): Size => ({ value, known: false });

/** Whether two sizes are one: to the compiler by name and known value, and by value alone once the names are {@link erased}. */
export const sameSize = (a: Size, b: Size): boolean =>
  a.name === b.name && a.known === b.known && (!a.known || a.value === b.value);

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => sameSize(size, b[axis] as Size));

export const endsIn = (whole: Shape, part: Shape): boolean =>
  part.length <= whole.length && sameShape(whole.slice(whole.length - part.length), part);

/** The number of elements at run time. */
export const count = (shape: Shape): number => shape.reduce((elements, { value }) => elements * value, 1);

/** Whether a size may be given to a creation function. */
export const isLegal = ({ value, name, known }: Size): boolean =>
  Number.isInteger(value) && value >= 0 && (known || name !== undefined);

/** What is left at run time: everything in a value as it is, but its sizes as bare numbers. */
export function erased<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(erased) as Value; // the same value, as far as types go
  if ("known" in value) return literal((value as unknown as Size).value) as Value; // likewise
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, erased(part)])) as Value; // likewise
}

/** A size, or sizes, in the code of a program. */
export const sizeCode = ({ value, name, known }: Size): string => name ?? (known ? `${value}` : `Number("${value}")`);
export const shapeCode = (shape: Shape): string => `[${shape.map(sizeCode).join(", ")}]`;

/** And in a type. */
export const sizeType = ({ value, name, known }: Size): string =>
  name === undefined ? `${value}` : known ? `Dim<"${name}", ${value}>` : `Dim<"${name}">`;
export const shapeType = (shape: Shape): string => `[${shape.map(sizeType).join(", ")}]`;

/** The line that names a size. The compiler can't see what `Number` gives. */
export const declaration = ({ name, value, known }: Size): string =>
  `const ${name} = dim("${name}", ${known ? value : `Number("${value}")`});`;

export function tensorType(shape: Shape): string {
  const kind = ["Scalar", "Vector", "Matrix"][shape.length];
  if (kind === undefined) return `Tensor<${shapeType(shape)}>`;
  return shape.length === 0 ? kind : `${kind}<${shape.map(sizeType).join(", ")}>`;
}
