/** Generated programs for measuring the cost of type checking. */

const importAll = `import { zeros } from "conformable";\nimport { dense, sequential } from "conformable/nn";\n`;

/** A program with nothing but the imports, whose cost is subtracted. */
export const empty = `${importAll}export { zeros, dense, sequential };\n`;

const lines = (count: number, line: (index: number) => string): string =>
  importAll + Array.from({ length: count }, (_, index) => `export const x${index} = ${line(index)};\n`).join("");

/** Lines with three creations, a product, a transpose, a bias and a reshape. Each has its own shapes, with sizes from `first` up. */
export const mixedLines = (count: number, first = 101): string =>
  lines(count, (index) => {
    const [a, b, c] = [index + first, index + first + 202, index + first + 406];
    return `zeros([${a}, ${b}]).matmul(zeros([${c}, ${b}]).transpose()).add(zeros([${c}])).reshape([${c}, ${a}])`;
  });

/** Reshapes in which the sizes on both sides have to be multiplied: [4a, 9b] to [6a, 6b]. */
export const multiplyingReshapes = (count: number, reshape: boolean): string =>
  lines(count, (index) => {
    const [a, b] = [index + 23, index + 17];
    return `zeros([${4 * a}, ${9 * b}])${reshape ? `.reshape([${6 * a}, ${6 * b}])` : ""}`;
  });

/** A network whose layers have different sizes, from `first` up. `broken`, counted from 1, is a layer that takes the wrong size. */
export function network(layers: number, first = 101, broken?: number): string {
  const layer = (index: number): string => `  dense(${first + index + (index + 1 === broken ? 1 : 0)}, ${first + index + 1}),\n`;
  return `${importAll}export const network = sequential(\n${Array.from({ length: layers }, (_, index) => layer(index)).join("")});\n`;
}

/** A network whose sizes are inferred, of dense layers or of convolutions of different sizes, from `first` up. */
export function inferredNetwork(layers: number, kind: "dense" | "conv2d", first = 101): string {
  const layer = (index: number): string =>
    kind === "dense" ? `  dense(${first + index}),\n` : `  conv2d(${first + index}, 3, { padding: "same" }),\n`;
  const input = kind === "dense" ? "[100]" : "[28, 28, 1]";
  const all = Array.from({ length: layers }, (_, index) => layer(index)).join("");
  return `import { ${kind}, sequential } from "conformable/inferred";\nexport const network = sequential(\n  ${input},\n${all});\n`;
}

/** A network on sequences, in which a dense layer for the last axis follows each layer for two axes. */
export function unevenNetwork(layers: number, first = 101): string {
  const layer = (index: number): string =>
    index % 2 === 0
      ? `  reshape([7, ${first + index}], [7, ${first + index}]),\n`
      : `  dense(${first + index - 1}, ${first + index + 1}),\n`;
  const all = Array.from({ length: layers }, (_, index) => layer(index)).join("");
  return `${importAll.replace("sequential", "reshape, sequential")}export const network = sequential(\n${all});\nzeros([2]);\n`;
}
