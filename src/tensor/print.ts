/** Tensors as people read them: `Matrix<2, 3> [[1, 2, 3], [4, 5, 6]]`, long ones shortened. */

/** An axis longer than this shows its first and last entries only. */
const longest = 8;
const shown = 3;

/** Six significant digits: what float32 can be trusted with. */
const number = (value: number): string => String(Number(value.toPrecision(6)));

/** A shape as its type is written. */
function typeName(shape: readonly number[]): string {
  if (shape.length === 0) return "Scalar";
  if (shape.length === 1) return `Vector<${shape[0]}>`;
  if (shape.length === 2) return `Matrix<${shape.join(", ")}>`;
  return `Tensor<[${shape.join(", ")}]>`;
}

/** `at` gives the element with that index. */
export const print = (shape: readonly number[], at: (index: readonly number[]) => number): string =>
  `${typeName(shape)} ${printNumbers(shape, at)}`;

/** The numbers alone, without the type. */
export function printNumbers(shape: readonly number[], at: (index: readonly number[]) => number): string {
  const part = (index: readonly number[]): string => {
    const entries = shape[index.length];
    if (entries === undefined) return number(at(index));
    const parts = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, entry) => part([...index, from + entry]));
    return entries > longest
      ? `[${[...parts(0, shown), "…", ...parts(entries - shown, entries)].join(", ")}]`
      : `[${parts(0, entries).join(", ")}]`;
  };
  return part([]);
}
