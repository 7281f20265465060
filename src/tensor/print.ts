/** Tensors as text, such as `Matrix<2, 3> [[1, 2, 3], [4, 5, 6]]`. Long axes are shortened. */

/** Of an axis longer than this, only the first and last entries are shown. */
const longest = 8;
const shown = 3;

/** Six significant digits, which are reliable in float32. */
const number = (value: number): string => String(Number(value.toPrecision(6)));

/** The type of a tensor with this shape, as text. */
function typeName(shape: readonly number[]): string {
  if (shape.length === 0) return "Scalar";
  if (shape.length === 1) return `Vector<${shape[0]}>`;
  if (shape.length === 2) return `Matrix<${shape.join(", ")}>`;
  return `Tensor<[${shape.join(", ")}]>`;
}

/** `at` returns the element with the given index; false for a tensor without numbers, which stands for others in a program. */
export const print = (shape: readonly number[], at: ((index: readonly number[]) => number) | false): string =>
  `${typeName(shape)} ${at ? printNumbers(shape, at) : "(a placeholder)"}`;

/** The numbers, without the type. */
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
