/**
 * Writes the micro-kernels of the matrix product in AssemblyScript: the innermost loops, which take nearly all of the time. Their
 * sums have to be local variables, which become vector registers, and the language has no way to name a variable number of those.
 * So this script writes the text for each tile size, from templates in which `$row` and similar placeholders stand for 0, 1, 2…;
 * {@link expand} repeats their lines.
 *
 * Performance depends on how V8 compiles them, so these choices were measured:
 * - There are 15 usable vector registers. A tile whose sums, operands and product need more runs at half the speed.
 * - The loop over the sum is tested at its end. V8 begins each round of a loop with a stack check, and keeps the counter in
 *   memory, so without fused multiply-add, three steps per round are 12 % faster than one. Each step needs a test of its own: in
 *   straight code, V8 does all loads first, needs more registers than there are, and is up to 45 % slower.
 * - V8 fuses a pair of vectors (for `wide`) only if both come from the same blocks of code, from their first load to their store.
 *   So sums begin with loads, either from C or from zeros. With a branch instead, V8 fused only one of eight pairs, and a fifth of
 *   the speed was left.
 * - Rows at a fixed distance (packed) save one address each, which is worth 8 % without fused multiply-add.
 *
 * Whatever the tile, the terms of an element of C are added in the order of k. So to the last bit, the results don't depend on
 * how a product is split into bands of rows or columns, or on whether zeros are left out.
 */

/**
 * Repeats the lines of a template. `counts` has a number for each placeholder. Adjacent lines with the first placeholder are
 * repeated together, in order; within them, so are those with the next placeholder.
 */
function expand(template, counts) {
  const [[name, count] = [], ...others] = Object.entries(counts);
  if (name === undefined) return template;
  const placeholder = new RegExp(`\\$${name}(?![a-zA-Z])`, "g");
  const written = [];
  let group = [];
  for (const line of [...template.split("\n"), undefined]) {
    if (line?.match(placeholder)) {
      group.push(line);
      continue;
    }
    for (let index = 0; group.length > 0 && index < count; index++) {
      written.push(expand(group.join("\n").replace(placeholder, index), Object.fromEntries(others)));
    }
    group = [];
    if (line !== undefined) written.push(expand(line, Object.fromEntries(others)));
  }
  return written.join("\n");
}

/**
 * Repeats lines, with a test that never holds after every few of them. In straight code, V8 does all loads first, and so needs
 * more registers than there are. (If there are enough, as in tiles, such tests gained a few per cent on one processor, and lost
 * as much on another.)
 */
const inGroups = (count, atOnce, pointer, lines) =>
  Array.from(
    { length: count },
    (_, index) => (index > 0 && index % atOnce === 0 ? `if (${pointer} == 0) break; // never\n      ` : "") + lines(index),
  ).join("\n      ");

/** The body of a loop: one or more steps, with an exit after each. */
const round = (step, steps) => Array.from({ length: steps }, () => `{${step}\n    }`).join(" if (--step == 0) break; ");

/**
 * A panel: tiles of `rows` rows by `vectors` vectors of C, one below the other. Each step of the inner loop takes one column of
 * A's rows and one row of B. It multiplies each element of A, repeated in all lanes, by each vector of B. If both are packed,
 * their strides are fixed. Sums start from the values in C, so the result is the same to the last bit for all block sizes.
 */
function panel({ rows, vectors, packed, steps = 1, name = packed ? "packedPanel" : `panel${rows}x${vectors}` }) {
  const step = `
      const right$vector = v128.load(right, 16 * $vector);
      const left$row = v128.load_splat<Float>(left${packed ? ", NUMBER * $row" : " + row$row"});
      sum$row_$vector = multiplyAdd(left$row, right$vector, sum$row_$vector);
      left += ${packed ? `${rows} * NUMBER` : "aStep"};
      right += ${packed ? 16 * vectors : "bStep"};`;
  const template = `
/** C (+)= A·B for tiles of ${rows} rows by ${vectors} vectors, ${packed ? "both operands packed" : "A's rows anywhere"}; strides in bytes. */
export function ${name}(
  tiles: i32, inner: i32, a: usize, aRow: usize, aStep: usize, aTile: usize,
  b: usize, bStep: usize, c: usize, cRow: usize, accumulate: bool,
): void {
  const row$row = $row * aRow;
  let from = accumulate ? c : ZEROS;
  const fromRow = accumulate ? cRow : 0;
  do {
    let left = a, right = b, step = inner, start = from, target = c;
    let sum$row_$vector = v128.load(start, 16 * $vector);
    start += fromRow; // after row $row
    do {${round(step, steps)}
    } while (--step);
    target = c;
    v128.store(target, sum$row_$vector, 16 * $vector);
    target += cRow; // after row $row
    a += aTile;
    c += ${rows} * cRow;
    from += ${rows} * fromRow;
  } while (--tiles);
}`;
  return expand(template, { row: rows, vector: vectors });
}

/**
 * A panel of sums over several lines of A, which are `inner` columns each and `aLine` bytes apart. The sums stay in registers from the first
 * line to the last, so no line has to be long. The rows of a tile are next to each other in A, and one after the other in C.
 */
function linesPanel({ rows, vectors }) {
  const template = `
/** C = A·B for tiles of ${rows} rows by ${vectors} vectors, A in lines, B packed; strides in bytes. */
export function linesPanel(tiles: i32, lines: i32, inner: i32, a: usize, aStep: usize, aLine: usize, b: usize, c: usize): void {
  const jump = aLine - <usize>inner * aStep;
  do {
    let left = a, right = b, line = lines;
    let sum$row_$vector = v128.load(ZEROS, 16 * $vector);
    do {
      let step = inner;
      do {
        const right$vector = v128.load(right, 16 * $vector);
        const left$row = v128.load_splat<Float>(left, NUMBER * $row);
        sum$row_$vector = multiplyAdd(left$row, right$vector, sum$row_$vector);
        left += aStep;
        right += ${16 * vectors};
      } while (--step);
      left += jump;
    } while (--line);
    v128.store(c, sum$row_$vector, ${16 * vectors} * $row + 16 * $vector);
    a += ${rows} * NUMBER;
    c += ${16 * rows * vectors};
  } while (--tiles);
}`;
  return expand(template, { row: rows, vector: vectors });
}

/**
 * A panel of C for an A with many zeros. Its nonzero numbers are listed, row by row, each with the place of a row of B, by which
 * it is multiplied.
 */
function sparsePanel({ sparseVectors: vectors, sparseVectorsAtOnce }) {
  const template = `
/** C (+)= A·B for ${vectors} vectors of columns, B packed; for each row \`ends\` says where its list ends. Strides in bytes. */
export function sparsePanel(rows: i32, list: usize, ends: usize, b: usize, c: usize, cRow: usize, accumulate: bool): void {
  let from = accumulate ? c : ZEROS;
  const fromRow = accumulate ? cRow : 0;
  do {
    let sum$vector = v128.load(from, 16 * $vector);
    const end = <usize>load<u32>(ends);
    while (list < end) {
      const right = b + <usize>load<u32>(list);
      const left = v128.load_splat<Float>(list, ENTRY_NUMBER);
      ${inGroups(
        vectors,
        sparseVectorsAtOnce,
        "list",
        (vector) => `sum${vector} = multiplyAdd(left, v128.load(right, ${16 * vector}), sum${vector});`,
      )}
      list += ENTRY_BYTES;
    }
    v128.store(c, sum$vector, 16 * $vector);
    c += cRow;
    from += fromRow;
    ends += 4;
  } while (--rows);
}`;
  return expand(template, { vector: vectors });
}

/**
 * Inner products of rows of A and columns of B. Both are contiguous along the sum, so as many steps of the sum are taken at a time as a vector has lanes,
 * and nothing is packed, repeated or padded.
 */
function innerProducts({ rows, columns, steps, double }) {
  const step = `
      const right$column = v128.load(right + column$column);
      const left$row = v128.load(left + row$row);
      sum$row_$column = multiplyAdd(left$row, right$column, sum$row_$column);
      left += 16;
      right += 16;`;
  // With two lanes, adding them up in each vector takes no longer than in several at once.
  const writing = double
    ? `    writeNumber(c + $row * cRow + $column * cColumn, laneSum(sum$row_$column), accumulate);`
    : `    const total$column = laneSums(sum0_$column, sum1_$column, sum2_$column, sum3_$column);
    writeNumber(c + $row * cRow + $column * cColumn, v128.extract_lane<Float>(total$column, $row), accumulate);`;
  const template = `
/** C (+)= A·B for ${rows} rows and so many groups of ${columns} columns; strides in bytes. */
export function innerProducts${rows}x${columns}(
  groups: i32, inner: i32, a: usize, aRow: usize, b: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize, accumulate: bool,
): void {
  const row$row = $row * aRow;
  const column$column = $column * bColumn;
  const rest = inner & (LANES - 1);
  do {
    let sum$lane_$column = v128.splat<Float>(0);
    let left = a, right = b, step = inner / LANES;
    if (step > 0) do {${round(step, steps)}
    } while (--step);
    for (let term = 0; term < rest; term++) {
      const right$column = loadOne(right + column$column);
      const left$row = loadOne(left + row$row);
      sum$row_$column = multiplyAdd(left$row, right$column, sum$row_$column);
      left += NUMBER;
      right += NUMBER;
    }
${writing}
    b += ${columns} * bColumn;
    c += ${columns} * cColumn;
  } while (--groups);
}`;
  return expand(template, { row: rows, lane: 4, column: columns });
}

/**
 * A tile of the error that a convolution takes back to its weights: `lines` adjacent numbers of the windows, with `vectors` vectors
 * of filters. Each step of the sum is an output. It moves through the image by `aStep`, and by `aJump` more at the end of a row.
 */
function correlations({ lines, vectors, steps }) {
  const step = `
        const right$vector = v128.load(right, 16 * $vector);
        const left$line = v128.load_splat<Float>(left, NUMBER * $line);
        sum$line_$vector = multiplyAdd(left$line, right$vector, sum$line_$vector);
        left += aStep;
        right += ${16 * vectors};`;
  const template = `
/** C += Aᵀ·B for ${lines} columns of A and ${vectors} vectors of columns of B; strides in bytes. The rows of B and of C have no gaps. */
function addCorrelations${lines}(
  rows: i32, inner: i32, a: usize, aStep: usize, aJump: usize, b: usize, c: usize,
): void {
  let sum$line_$vector = v128.splat<Float>(0);
  let left = a, right = b, target = c;
  do {
    let step = inner;
    do {${round(step, steps)}
    } while (--step);
    left += aJump;
  } while (--rows);
  v128.store(target, v128.add<Float>(sum$line_$vector, v128.load(target, 16 * $vector)), 16 * $vector);
  target += ${16 * vectors}; // after line $line
}`;
  return expand(template, { line: lines, vector: vectors });
}

/** A function that calls one of several functions, selected by a number. */
function choice({ name, by, parameters, cases }) {
  const names = parameters.split(", ").map((parameter) => parameter.split(":")[0]);
  return `
export function ${name}(${by.map((number) => `${number}: i32`).join(", ")}, ${parameters}): void {
  switch (${by.join(" * 8 + ")}) {
${cases.map(({ numbers, call }) => `    case ${numbers.join(" * 8 + ")}: ${call}(${names.join(", ")}); break;`).join("\n")}
  }
}`;
}

/**
 * All micro-kernels for tiles of up to `rows` rows by `vectors` vectors. Smaller tiles are written only if a remainder can need them.
 * `packedSteps` and `steps` are the steps per round of the inner loop, with both operands packed or not. In a sparse panel, V8 is
 * kept from loading more than `sparseVectorsAtOnce` vectors at a time.
 */
export function microKernels({ rows, vectors, packedSteps = 1, steps = 1, sparseVectors, sparseVectorsAtOnce, double = false }) {
  const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);
  const heights = [1, 2, 4, rows].filter((height, index, all) => height <= rows && all.indexOf(height) === index);
  const tiles = heights.flatMap((height) => upTo(vectors).map((width) => ({ rows: height, vectors: width })));
  const products = [4, 2, 1].flatMap((row) =>
    [2, 1].map((column) => ({ rows: row, columns: column, steps: row === 4 ? steps : 1, double })),
  );
  const strides =
    "a: usize, aRow: usize, aStep: usize, aTile: usize, b: usize, bStep: usize, c: usize, cRow: usize, accumulate: bool";
  const productStrides =
    "a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize, accumulate: bool";
  return `/** Written by micro-kernels.mjs, for tiles of ${rows} rows by ${vectors} vectors. */
import { ENTRY_BYTES, ENTRY_NUMBER, Float, LANES, ${double ? "laneSum" : "laneSums"}, loadOne, multiplyAdd, NUMBER, ZEROS } from "../float32/vector";

/** How many rows of A and vectors of B the largest tile takes. */
export const TILE_ROWS: i32 = ${rows};
export const TILE_VECTORS: i32 = ${vectors};
/** How many vectors a sparse panel has. */
export const SPARSE_VECTORS: i32 = ${sparseVectors};
${panel({ rows, vectors, packed: true, steps: packedSteps })}
${tiles.map((tile) => panel({ ...tile, packed: false, steps: tile === tiles.at(-1) ? steps : 1 })).join("\n")}
${choice({
  name: "panel",
  by: ["rows", "vectors"],
  parameters: `tiles: i32, inner: i32, ${strides}`,
  cases: tiles.map((tile) => ({ numbers: [tile.rows, tile.vectors], call: `panel${tile.rows}x${tile.vectors}` })),
})}
${sparsePanel({ sparseVectors, sparseVectorsAtOnce })}

@inline
function writeNumber(target: usize, sum: Float, accumulate: bool): void {
  store<Float>(target, accumulate ? load<Float>(target) + sum : sum);
}
${products.map(innerProducts).join("\n")}
${choice({
  name: "innerProducts",
  by: ["rows", "columns"],
  parameters: `groups: i32, inner: i32, ${productStrides}`,
  cases: products.map((product) => ({
    numbers: [product.rows, product.columns],
    call: `innerProducts${product.rows}x${product.columns}`,
  })),
})}
`;
}

/** The micro-kernels for images. Their tiles are 4 rows by so many vectors. */
export function imageMicroKernels({ vectors, packedSteps = 1 }) {
  const lines = [1, 2, 3, 4];
  return `/** Written by micro-kernels.mjs, for convolutions, in tiles of 4 rows by ${vectors} vectors. */
import { Float, multiplyAdd, NUMBER, ZEROS } from "../float32/vector";

/** How many vectors of filters a tile takes. */
export const TILE_VECTORS: i32 = ${vectors};
${panel({ rows: 4, vectors, packed: true, steps: packedSteps })}
${panel({ rows: 4, vectors, packed: false, name: "inPlacePanel" })}
${linesPanel({ rows: 4, vectors })}
${lines.map((line) => correlations({ lines: line, vectors, steps: packedSteps })).join("\n")}
${choice({
  name: "addCorrelations",
  by: ["lines"],
  parameters: "rows: i32, inner: i32, a: usize, aStep: usize, aJump: usize, b: usize, c: usize",
  cases: lines.map((line) => ({ numbers: [line], call: `addCorrelations${line}` })),
})}
`;
}
