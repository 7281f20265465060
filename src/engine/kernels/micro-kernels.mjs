/**
 * Writes the micro-kernels of the matrix product as AssemblyScript: the innermost loops, where all the time goes. Their sums
 * have to live in local variables, which become vector registers, and the language can't name a varying number of those. So the
 * text is written here, once for every size of tile, from templates in which `$row` and the like stand for 0, 1, 2…: {@link
 * expand} repeats their lines.
 *
 * What V8 makes of them was measured, and it is touchy:
 * - there are 15 usable vector registers; a tile whose sums, operands and product need more falls to half its speed;
 * - the loop over the sum is tested at its end. V8 begins each round of a loop with a check of the stack and keeps the counter in
 *   memory, so without fused multiply-add three steps in a round are 12 % faster than one. Each step has to be left by a test of its own:
 *   in straight code V8 does all loads first, for which the registers don't suffice, and that cost up to 45 %;
 * - V8 fuses a pair of vectors (for `wide`) only if both come out of the same blocks of code, from their first load to their store. So sums
 *   begin with loads, from C or from zeros: by a branch, one of eight pairs was left, and a fifth of the speed;
 * - rows at a fixed distance (packed) save an address each, which is worth 8 % where there is no fused multiply-add.
 *
 * Whatever the tile, an element of C is summed up in the order of k, so to the last bit results do not depend on the bands of rows or columns
 * that a product is cut into, nor on whether zeros are left out.
 */

/**
 * Repeats the lines of a template. `counts` says how often, by placeholder: neighbouring lines that name the first placeholder
 * are repeated together, in order, and within them those that name the next.
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
 * Lines for each of some numbers, with a test that never holds between every so many: V8 does all loads of straight code first, and so needs
 * more registers than there are. (Where they suffice, as in tiles, such tests won some per cent on one processor and lost as much on another.)
 */
const inGroups = (count, atOnce, pointer, lines) =>
  Array.from(
    { length: count },
    (_, index) => (index > 0 && index % atOnce === 0 ? `if (${pointer} == 0) break; // never\n      ` : "") + lines(index),
  ).join("\n      ");

/** A round of a loop: one step or several, with a way out after each, when it was the last. */
const round = (step, steps) => Array.from({ length: steps }, () => `{${step}\n    }`).join(" if (--step == 0) break; ");

/**
 * A panel: tiles of `rows` by `4 · vectors` elements of C, one below the other. Every step of the inner loop takes one column
 * of A's rows and one row of B: each element of A, repeated in all lanes, times each vector of B. Where both are packed their
 * strides are fixed. Sums begin at what C holds, so that it is the same to the last bit into what blocks they are cut.
 */
function panel({ rows, vectors, packed, steps = 1 }) {
  const step = `
      const right$vector = v128.load(right, 16 * $vector);
      const left$row = v128.load32_splat(left${packed ? ", 4 * $row" : " + row$row"});
      sum$row_$vector = multiplyAdd(left$row, right$vector, sum$row_$vector);
      left += ${packed ? 4 * rows : "aStep"};
      right += ${packed ? 16 * vectors : "bStep"};`;
  const template = `
/** C (+)= A·B for tiles of ${rows} by ${4 * vectors}, ${packed ? "both operands packed" : "A's rows anywhere"}; strides in bytes. */
export function ${packed ? "packedPanel" : `panel${rows}x${4 * vectors}`}(
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
 * A panel of C for an A with many zeros: what isn't zero is listed, row after row, as a number beside its place, and is multiplied with the
 * row of B at that place.
 */
function sparsePanel({ sparseVectors: vectors, sparseVectorsAtOnce }) {
  const template = `
/** C (+)= A·B for ${4 * vectors} columns, B packed; for each row \`ends\` says where its list ends. Strides in bytes. */
export function sparsePanel(rows: i32, list: usize, ends: usize, b: usize, c: usize, cRow: usize, accumulate: bool): void {
  let from = accumulate ? c : ZEROS;
  const fromRow = accumulate ? cRow : 0;
  do {
    let sum$vector = v128.load(from, 16 * $vector);
    const end = <usize>load<u32>(ends);
    while (list < end) {
      const right = b + <usize>load<u32>(list);
      const left = v128.load32_splat(list, 4);
      ${inGroups(
        vectors,
        sparseVectorsAtOnce,
        "list",
        (vector) => `sum${vector} = multiplyAdd(left, v128.load(right, ${16 * vector}), sum${vector});`,
      )}
      list += 8;
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
 * Inner products of some rows of A with some columns of B, where both lie without gaps along the sum: four steps of the sum at
 * a time, so nothing is packed, repeated or padded.
 */
function innerProducts({ rows, columns, steps }) {
  const step = `
      const right$column = v128.load(right + column$column);
      const left$row = v128.load(left + row$row);
      sum$row_$column = multiplyAdd(left$row, right$column, sum$row_$column);
      left += 16;
      right += 16;`;
  const template = `
/** C (+)= A·B for ${rows} rows and so many groups of ${columns} columns; strides in bytes. */
export function innerProducts${rows}x${columns}(
  groups: i32, inner: i32, a: usize, aRow: usize, b: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize, accumulate: bool,
): void {
  const row$row = $row * aRow;
  const column$column = $column * bColumn;
  const rest = inner & 3;
  do {
    let sum$lane_$column = f32x4.splat(0);
    let left = a, right = b, step = inner >> 2;
    if (step > 0) do {${round(step, steps)}
    } while (--step);
    if (rest > 0) {
      const right$column = loadPartial(right + column$column, rest);
      const left$row = loadPartial(left + row$row, rest);
      sum$row_$column = multiplyAdd(left$row, right$column, sum$row_$column);
    }
    const total$column = laneSums(sum0_$column, sum1_$column, sum2_$column, sum3_$column);
    writeLane(c + $row * cRow + $column * cColumn, f32x4.extract_lane(total$column, $row), accumulate);
    b += ${columns} * bColumn;
    c += ${columns} * cColumn;
  } while (--groups);
}`;
  return expand(template, { row: rows, lane: 4, column: columns });
}

/**
 * A tile of what a convolution sends back to its weights: `lines` numbers of the windows that lie side by side, with `4 · vectors` filters. Each
 * step of the sum is an output: it goes through the image by `aStep`, and by `aJump` more at the end of a row.
 */
function correlations({ lines, vectors, steps }) {
  const step = `
        const right$vector = v128.load(right, 16 * $vector);
        const left$line = v128.load32_splat(left, 4 * $line);
        sum$line_$vector = multiplyAdd(left$line, right$vector, sum$line_$vector);
        left += aStep;
        right += ${16 * vectors};`;
  const template = `
/** C += Aᵀ·B for ${lines} columns of A and ${4 * vectors} of B; strides in bytes. The rows of B and of C have no gaps. */
function addCorrelations${lines}(
  rows: i32, inner: i32, a: usize, aStep: usize, aJump: usize, b: usize, c: usize,
): void {
  let sum$line_$vector = f32x4.splat(0);
  let left = a, right = b, target = c;
  do {
    let step = inner;
    do {${round(step, steps)}
    } while (--step);
    left += aJump;
  } while (--rows);
  v128.store(target, f32x4.add(sum$line_$vector, v128.load(target, 16 * $vector)), 16 * $vector);
  target += ${16 * vectors}; // after line $line
}`;
  return expand(template, { line: lines, vector: vectors });
}

/** A function that calls one of several, by a number. */
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
 * All of them, for tiles of up to `rows` by `4 · vectors`; of the lower ones only those that all rests are put together from. `packedSteps` and
 * `steps` are those in a round of the inner loop, where both operands are packed and where they aren't; of a sparse panel V8 is kept from loading
 * more than `sparseVectorsAtOnce`.
 */
export function microKernels({ rows, vectors, packedSteps = 1, steps = 1, sparseVectors, sparseVectorsAtOnce }) {
  const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);
  const heights = [1, 2, 4, rows].filter((height, index, all) => height <= rows && all.indexOf(height) === index);
  const tiles = heights.flatMap((height) => upTo(vectors).map((width) => ({ rows: height, vectors: width })));
  const products = [4, 2, 1].flatMap((row) =>
    [2, 1].map((column) => ({ rows: row, columns: column, steps: row === 4 ? steps : 1 })),
  );
  const strides =
    "a: usize, aRow: usize, aStep: usize, aTile: usize, b: usize, bStep: usize, c: usize, cRow: usize, accumulate: bool";
  const productStrides =
    "a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize, accumulate: bool";
  return `/** Written by micro-kernels.mjs, for tiles of ${rows} by ${4 * vectors}. */
import { laneSums, loadPartial, multiplyAdd, ZEROS } from "../vector";

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
  cases: tiles.map((tile) => ({ numbers: [tile.rows, tile.vectors], call: `panel${tile.rows}x${4 * tile.vectors}` })),
})}
${sparsePanel({ sparseVectors, sparseVectorsAtOnce })}

@inline
function writeLane(target: usize, sum: f32, accumulate: bool): void {
  store<f32>(target, accumulate ? load<f32>(target) + sum : sum);
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

/** Those of the kernels for images, which have tiles of 4 by 8 on every host. */
export function imageMicroKernels({ packedSteps }) {
  const lines = [1, 2, 3, 4];
  return `/** Written by micro-kernels.mjs, for convolutions. */
import { multiplyAdd, ZEROS } from "../vector";
${panel({ rows: 4, vectors: 2, packed: true, steps: packedSteps })}
${lines.map((line) => correlations({ lines: line, vectors: 2, steps: packedSteps })).join("\n")}
${choice({
  name: "addCorrelations",
  by: ["lines"],
  parameters: "rows: i32, inner: i32, a: usize, aStep: usize, aJump: usize, b: usize, c: usize",
  cases: lines.map((line) => ({ numbers: [line], call: `addCorrelations${line}` })),
})}
`;
}
