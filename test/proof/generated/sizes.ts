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
  /** Whether its name is one of a type. */
  readonly isParameter?: boolean;
  /** Where it is made of others: its name is made of theirs. */
  readonly made?: { readonly by: "sum" | "product"; readonly of: Shape };
}
export type Shape = readonly Size[];

export const literal = (value: number): Size => ({ value, known: true });
export const anonymous = (value: number): Size => ({ value, known: false });

/** A size that is a type parameter of a function: to the compiler any, and equal only to itself. */
export const parameter = (name: string, value: number): Size => ({ value, name, known: false, isParameter: true });

/** How many examples a batch holds, where that may differ from batch to batch. Its name is the library's own, so that no one can write it. */
export const batchSize = (value: number): Size => ({ value, name: batchName, known: false });
const batchName = "a batch";
export const ofABatch = (shape: Shape): boolean => shape.some(({ name }) => name === batchName);

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

// ── Sizes made of sizes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where both have a value the result has one, else a name that is made of theirs. */
function made(by: "sum" | "product", a: Size, b: Size): Size {
  const value = by === "sum" ? a.value + b.value : a.value * b.value;
  if (a.known && b.known) return literal(value);
  if (![a, b].every(isLegal)) return anonymous(value);
  const neutral = by === "sum" ? 0 : 1;
  if (a.known && a.value === neutral) return b;
  if (b.known && b.value === neutral) return a;
  const name = by === "sum" ? `${shown(a)}+${shown(b)}` : `${factor(shown(a))}*${factor(shown(b))}`;
  return { value, name, known: false, made: { by, of: [a, b] } };
}
const shown = ({ name, value, known }: Size): string => (name === undefined ? `${value}` : known ? `${name}=${value}` : name);
const factor = (name: string): string => (name.includes("+") ? `(${name})` : name);

/** The size of axes laid next to each other. A single one keeps its name only where that is all that is known. */
export function total(sizes: Shape): Size {
  const isNone = ({ known, value }: Size): boolean => known && value === 0;
  const sum = sizes.reduce((before, size) => (isNone(before) ? size : made("sum", before, size)), literal(0));
  if (sum.isParameter) return { ...sum, made: { by: "sum", of: [sum] } }; // whether its value is known shows where the function is called
  return sum.known ? literal(sum.value) : sum;
}

/** The size of axes in one. A single one keeps its name. */
export const product = (sizes: Shape): Size =>
  sizes.reduce((before, size) => (before.known && before.value === 1 ? size : made("product", before, size)), literal(1));

/** The sizes, with the factors in the place of each product. */
export const factors = (sizes: Shape): Shape =>
  sizes.flatMap((size) => (size.made?.by === "product" ? factors(size.made.of) : [size]));

/** The names that have to be declared for a size to be written. */
export const namesIn = (size: Size): Shape => (size.made ? size.made.of.flatMap(namesIn) : size.name === undefined ? [] : [size]);

// ── In code ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is left at run time: everything in a value as it is, but its sizes as bare numbers. */
export function erased<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(erased) as Value; // the same value, as far as types go
  if ("known" in value) return literal((value as unknown as Size).value) as Value; // likewise
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, erased(part)])) as Value; // likewise
}

/** A size, or sizes, in the code of a program. */
export function sizeCode({ value, name, known, made }: Size): string {
  if (made) return `dim.${made.by}(${made.of.map(sizeCode).join(", ")})`;
  return name ?? (known ? `${value}` : `Number("${value}")`);
}
export const shapeCode = (shape: Shape): string => `[${shape.map(sizeCode).join(", ")}]`;

/** And in a type. */
export function sizeType({ value, name, known, isParameter }: Size): string {
  if (isParameter && name !== undefined) return name;
  if (name === undefined) return known ? `${value}` : "number";
  if (name === batchName) return "nn.BatchSize";
  return known ? `Dim<"${name}", ${value}>` : `Dim<"${name}">`;
}
export const shapeType = (shape: Shape): string => `[${shape.map(sizeType).join(", ")}]`;

/** The line that names a size. The compiler can't see what `Number` gives. */
export const declaration = ({ name, value, known, isParameter }: Size): string =>
  isParameter ? `const ${name} = ${value};` : `const ${name} = dim("${name}", ${known ? value : `Number("${value}")`});`;

export function tensorType(shape: Shape): string {
  const kind = ["Scalar", "Vector", "Matrix"][shape.length];
  if (kind === undefined) return `Tensor<${shapeType(shape)}>`;
  return shape.length === 0 ? kind : `${kind}<${shape.map(sizeType).join(", ")}>`;
}
