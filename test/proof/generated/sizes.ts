/**
 * The model's sizes and shapes. The compiler sees a name and, if it is known, a value. The run time sees only the value. The
 * model uses nothing from the library, so that it is an independent opinion.
 */

export interface Size {
  readonly value: number;
  /** The name of a named size, and of the constant for it. */
  readonly name?: string;
  /** Whether the compiler knows the value. A size without a known value or a name is an anonymous number. */
  readonly known: boolean;
  /** Whether it is a type parameter. */
  readonly isParameter?: boolean;
  /** The sizes that it consists of, if any. Its name consists of their names. */
  readonly made?: { readonly by: "sum" | "product"; readonly of: Shape };
}
export type Shape = readonly Size[];

export const literal = (value: number): Size => ({ value, known: true });
export const anonymous = (value: number): Size => ({ value, known: false });

/** A size that is a type parameter of a function. To the compiler it may be any number, and equals only itself. */
export const parameter = (name: string, value: number): Size => ({ value, name, known: false, isParameter: true });

/** The number of examples in a batch, if it may vary from batch to batch. Only the library can write its name. */
export const batchSize = (value: number): Size => ({ value, name: batchName, known: false });
const batchName = "a batch";
export const ofABatch = (shape: Shape): boolean => shape.some(({ name }) => name === batchName);

/** Whether two sizes are the same: for the compiler, by name and known value; after {@link erased}, by value only. */
export const sameSize = (a: Size, b: Size): boolean =>
  a.name === b.name && a.known === b.known && (!a.known || a.value === b.value);

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => sameSize(size, b[axis] as Size));

export const endsIn = (whole: Shape, part: Shape): boolean =>
  part.length <= whole.length && sameShape(whole.slice(whole.length - part.length), part);

/** The number of elements at run time. */
export const count = (shape: Shape): number => shape.reduce((elements, { value }) => elements * value, 1);

/** Whether a size may be passed to a function that creates tensors. */
export const isLegal = ({ value, name, known }: Size): boolean =>
  Number.isInteger(value) && value >= 0 && (known || name !== undefined);

// ── Sums and products of sizes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** If both values are known, so is the result. Otherwise, its name consists of theirs. */
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
/** A size as messages and names show it. */
export const shown = ({ name, value, known }: Size): string =>
  name === undefined ? `${value}` : known ? `${name}=${value}` : name;
const factor = (name: string): string => (name.includes("+") ? `(${name})` : name);

/** The size of joined axes. The size of a single axis keeps its name only if nothing else is known. */
export function total(sizes: Shape): Size {
  const isNone = ({ known, value }: Size): boolean => known && value === 0;
  const sum = sizes.reduce((before, size) => (isNone(before) ? size : made("sum", before, size)), literal(0));
  if (sum.isParameter) return { ...sum, made: { by: "sum", of: [sum] } }; // whether its value is known depends on the call of the function
  return sum.known ? literal(sum.value) : sum;
}

/** The size of several axes in one. A single axis keeps its name. */
export const product = (sizes: Shape): Size =>
  sizes.reduce((before, size) => (isOne(before) ? size : isOne(size) ? before : made("product", before, size)), literal(1));
const isOne = ({ known, value }: Size): boolean => known && value === 1;

/** The sizes, with each product replaced by its factors. */
export const factors = (sizes: Shape): Shape =>
  sizes.flatMap((size) => (size.made?.by === "product" ? factors(size.made.of) : [size]));

/** The names that have to be declared before a size can be written. */
export const namesIn = (size: Size): Shape => (size.made ? size.made.of.flatMap(namesIn) : size.name === undefined ? [] : [size]);

// ── Code ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What remains at run time: a value with bare numbers for sizes. */
export function erased<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(erased) as Value; // the same type of value
  if ("known" in value) return literal((value as unknown as Size).value) as Value; // as above
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, erased(part)])) as Value; // as above
}

/** One or more sizes as code. */
export function sizeCode({ value, name, known, made }: Size): string {
  if (made) return `dim.${made.by}(${made.of.map(sizeCode).join(", ")})`;
  return name ?? (known ? `${value}` : `Number("${value}")`);
}
export const shapeCode = (shape: Shape): string => `[${shape.map(sizeCode).join(", ")}]`;

/** A size as a type. */
export function sizeType({ value, name, known, isParameter }: Size): string {
  if (isParameter && name !== undefined) return name;
  if (name === undefined) return known ? `${value}` : "number";
  if (name === batchName) return "nn.BatchSize";
  return known ? `Dim<"${name}", ${value}>` : `Dim<"${name}">`;
}
export const shapeType = (shape: Shape): string => `[${shape.map(sizeType).join(", ")}]`;

/** The line that declares a size. The compiler can't see the value of `Number`. */
export const declaration = ({ name, value, known, isParameter }: Size): string =>
  isParameter ? `const ${name} = ${value};` : `const ${name} = dim("${name}", ${known ? value : `Number("${value}")`});`;

export function tensorType(shape: Shape): string {
  const kind = ["Scalar", "Vector", "Matrix"][shape.length];
  if (kind === undefined) return `Tensor<${shapeType(shape)}>`;
  return shape.length === 0 ? kind : `${kind}<${shape.map(sizeType).join(", ")}>`;
}
