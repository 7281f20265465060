/**
 * Writes the micro-kernels of the matrix product as AssemblyScript: the innermost loops, where all the time goes. Their sums
 * have to live in local variables (which become vector registers), and a language without macros can't name a varying number
 * of those. So the text is written here, once for every size of tile, from templates that read like what they make.
 *
 * What V8 makes of them was measured, and it is touchy:
 * - there are 15 usable vector registers; a tile whose sums, operands and product need more falls to half its speed;
 * - the loop over `inner` is tested at its end and not unrolled by hand: unrolling cost 5 to 45 %;
 * - without the test before that loop V8 does not fuse pairs of vectors (`wide` falls from 100 to 55 GFLOP/s);
 * - rows at a fixed distance (packed) save an address each, which is worth 8 % where there is no fused multiply-add.
 */

const range = (count) => Array.from({ length: count }, (_, index) => index);
const lines = (count, line) => range(count).map(line).join("\n");

/** The names of what {@link panel} writes, which the table of panels calls. */
const panelName = (rows, vectors) => `panel${rows}x${4 * vectors}`;

/**
 * A panel: tiles of `rows` by `4 · vectors` elements of C, one below the other. Every step of the inner loop takes one column
 * of A's rows and one row of B: each element of A, repeated in all lanes, times each vector of B.
 */
function panel({ rows, vectors, packed }) {
  const sum = (row, vector) => `sum${row}_${vector}`;
  const aRow = (row) => (row === 0 ? "left" : packed ? `left, ${4 * row}` : `left + row${row}`);
  const last = vectors - 1;
  return `
/** C (+)= A·B for \`blocks\` tiles of ${rows} by ${4 * vectors}${packed ? ", the rows of A packed side by side" : ""}; strides in bytes. */
export function ${packed ? "packedPanel" : panelName(rows, vectors)}(
  blocks: i32, inner: i32, a: usize, aRow: usize, aStep: usize, aBlock: usize,
  b: usize, bStep: usize, c: usize, cRow: usize, accumulate: bool,
): void {
${packed ? "" : lines(rows - 1, (row) => `  const row${row + 1} = ${row + 1} * aRow;`)}
  do {
${lines(rows, (row) => lines(vectors, (vector) => `    let ${sum(row, vector)} = f32x4.splat(0);`))}
    let left = a, right = b, step = inner, target = c;
    if (step > 0) do {
${lines(vectors, (vector) => `      const right${vector} = v128.load(right, ${16 * vector});`)}
${lines(
  rows,
  (row) => `      const left${row} = v128.load32_splat(${aRow(row)});
${lines(vectors, (vector) => `      ${sum(row, vector)} = multiplyAdd(left${row}, right${vector}, ${sum(row, vector)});`)}`,
)}
      left += ${packed ? 4 * rows : "aStep"};
      right += ${packed ? 16 * vectors : "bStep"};
    } while (--step);
    if (accumulate) {
${lines(
  rows,
  (
    row,
  ) => `${lines(vectors, (vector) => `      v128.store(target, f32x4.add(v128.load(target, ${16 * vector}), ${sum(row, vector)}), ${16 * vector});`)}
      target += cRow;`,
)}
    } else {
${lines(
  rows,
  (row) => `${lines(vectors, (vector) => `      v128.store(target, ${sum(row, vector)}, ${16 * vector});`)}
      target += cRow;`,
)}
    }
    a += aBlock;
    c += ${rows} * cRow;
  } while (--blocks);
}`;
}

/**
 * Inner products of `rows` rows of A with pairs of columns of B, where both lie without gaps along the sum: four steps of the sum
 * at a time, so nothing is packed, repeated or padded. `columns` of them at once, pair after pair.
 */
function innerProducts({ rows, columns }) {
  const sum = (row, column) => `sum${row}_${column}`;
  const at = (name, line, index) => (index === 0 ? name : `${name} + ${line}${index}`);
  const sums = (column) =>
    range(4)
      .map((row) => (row < rows ? sum(row, column) : "zero"))
      .join(", ");
  return `
/** C (+)= A·B for ${rows} rows and \`blocks\` times ${columns} columns; strides in bytes. */
export function innerProducts${rows}x${columns}(
  blocks: i32, inner: i32, a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize, accumulate: bool,
): void {
${lines(rows - 1, (row) => `  const row${row + 1} = ${row + 1} * aRow;`)}
  const zero = f32x4.splat(0);
  const rest = inner & 3;
  do {
${lines(rows, (row) => lines(columns, (column) => `    let ${sum(row, column)} = zero;`))}
    let left = a, right = b, step = inner >> 2;
    if (step > 0) do {
${lines(columns, (column) => `      const right${column} = v128.load(right${column === 0 ? "" : " + bColumn"});`)}
${lines(
  rows,
  (row) => `      const left${row} = v128.load(${at("left", "row", row)});
${lines(columns, (column) => `      ${sum(row, column)} = multiplyAdd(left${row}, right${column}, ${sum(row, column)});`)}`,
)}
      left += 16;
      right += 16;
    } while (--step);
    if (rest > 0) {
${lines(columns, (column) => `      const right${column} = loadPartial(right${column === 0 ? "" : " + bColumn"}, rest);`)}
${lines(
  rows,
  (row) => `      const left${row} = loadPartial(${at("left", "row", row)}, rest);
${lines(columns, (column) => `      ${sum(row, column)} = multiplyAdd(left${row}, right${column}, ${sum(row, column)});`)}`,
)}
    }
${lines(
  columns,
  (column) => `    const total${column} = laneSums(${sums(column)});
${lines(rows, (row) => `    writeLane(c + ${row} * cRow + ${column} * cColumn, f32x4.extract_lane(total${column}, ${row}), accumulate);`)}`,
)}
    b += ${columns} * bColumn;
    c += ${columns} * cColumn;
  } while (--blocks);
}`;
}

/** So many rows of A an inner product takes at once. */
const innerProductRows = [4, 2, 1];

/** Calls the inner products for 4, 2 or 1 rows. */
function anyInnerProducts(columns) {
  const parameters = "blocks, inner, a, aRow, b, bColumn, c, cRow, cColumn, accumulate";
  return `
/** The inner products of \`rows\` rows, ${columns} columns at once. */
export function innerProductsBy${columns}(
  rows: i32, blocks: i32, inner: i32, a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize, accumulate: bool,
): void {
  switch (rows) {
${innerProductRows.map((rows) => `    case ${rows}: innerProducts${rows}x${columns}(${parameters}); break;`).join("\n")}
  }
}`;
}

/** Calls the panel for any number of rows up to `rows` and of vectors up to `vectors`. */
function anyPanel({ rows, vectors }) {
  const parameters = "blocks, inner, a, aRow, aStep, aBlock, b, bStep, c, cRow, accumulate";
  return `
/** The panel with tiles of \`rows\` by \`vectors\`. */
export function panel(
  rows: i32, vectors: i32,
  blocks: i32, inner: i32, a: usize, aRow: usize, aStep: usize, aBlock: usize,
  b: usize, bStep: usize, c: usize, cRow: usize, accumulate: bool,
): void {
  switch (rows * ${vectors} + vectors) {
${range(rows)
  .flatMap((row) => range(vectors).map((vector) => [row + 1, vector + 1]))
  .map(([row, vector]) => `    case ${row * vectors + vector}: ${panelName(row, vector)}(${parameters}); break;`)
  .join("\n")}
  }
}`;
}

/** All of them, for tiles of up to `rows` by `4 · vectors`. */
export function microKernels({ rows, vectors }) {
  const sizes = range(rows).flatMap((row) => range(vectors).map((vector) => ({ rows: row + 1, vectors: vector + 1 })));
  return `/** Written by micro-kernels.mjs, for tiles of ${rows} by ${4 * vectors}. */
import { laneSums, loadPartial, multiplyAdd } from "../vector";

/** How many rows of A and vectors of B the largest tile takes. */
export const TILE_ROWS: i32 = ${rows};
export const TILE_VECTORS: i32 = ${vectors};
${panel({ rows, vectors, packed: true })}
${sizes.map((size) => panel({ ...size, packed: false })).join("\n")}
${anyPanel({ rows, vectors })}
@inline
function writeLane(target: usize, sum: f32, accumulate: bool): void {
  store<f32>(target, accumulate ? load<f32>(target) + sum : sum);
}
${[1, 2].map((columns) => `${innerProductRows.map((rows) => innerProducts({ rows, columns })).join("\n")}${anyInnerProducts(columns)}`).join("\n")}
`;
}
