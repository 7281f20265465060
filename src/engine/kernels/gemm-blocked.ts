/**
 * The matrix product by blocks, as in Goto and van de Geijn ("Anatomy of High-Performance Matrix Multiplication", 2008). A packed
 * block of B stays in the second-level cache, and a panel of it in the first, while the rows of A stream past. An operand is
 * packed if that costs less than it saves; otherwise the micro-kernel reads it in place.
 */
import { packedPanel, panel, TILE_ROWS, TILE_VECTORS } from "./generated/micro-kernels";
import { packPanel } from "./gemm-pack";
import { copyFour, FLOAT, Float, LANES, loadPartial, NUMBER, storePartial } from "./float32/vector";

/** The size of a block: terms of a sum, rows of A, columns of B. The values were measured. */
export const INNER_BLOCK: i32 = 400;
const ROW_BLOCK: i32 = 96;
const COLUMN_BLOCK: i32 = 2048 / <i32>NUMBER;
const TILE_COLUMNS: i32 = LANES * TILE_VECTORS;
/** Whether tiles are wide ones of float32, with six rows. */
const WIDE: bool = TILE_VECTORS == 4;

export const A_BYTES: usize = <usize>(ROW_BLOCK * INNER_BLOCK) << FLOAT;
const B_BYTES: usize = <usize>((COLUMN_BLOCK + TILE_COLUMNS) * INNER_BLOCK) << FLOAT;
const STRIP_BYTES: usize = <usize>(ROW_BLOCK * TILE_COLUMNS) << FLOAT;
export const BLOCKED_SCRATCH_BYTES: usize = A_BYTES + B_BYTES + STRIP_BYTES;

/**
 * Whether to pack A. Without fused multiply-add, the micro-kernel for two packed operands is 8 % faster, so packing soon pays
 * off. With it, packing pays off only if the columns are far apart and many columns of B read them again.
 */
function worthPackingA(m: i32, n: i32, k: i32, aColumn: usize, packB: bool): bool {
  if (ASC_FEATURE_RELAXED_SIMD) return aColumn != 1 && m >= 32 && n >= 64 && k >= 64;
  return packB && m >= 16 && n >= 64;
}

/** Whether to pack B: if its rows have gaps, or if many rows of A read it again. */
function worthPackingB(m: i32, n: i32, bColumn: usize): bool {
  if (bColumn != 1) return true;
  return m >= 48 && n >= (ASC_FEATURE_RELAXED_SIMD ? 256 : 64);
}

/** C = A·B, with m, n and k of at least 1. */
export function multiplyBlocked(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, scratch: usize,
): void {
  const packB = worthPackingB(m, n, bColumn);
  const packA = worthPackingA(m, n, k, aColumn, packB);
  const packedA = scratch;
  const packedB = scratch + A_BYTES;
  const innerBlock = evenBlock(k, INNER_BLOCK, 1);
  const rowBlock = evenBlock(m, ROW_BLOCK, TILE_ROWS);
  for (let column = 0; column < n; column += COLUMN_BLOCK) {
    const columns = min(COLUMN_BLOCK, n - column);
    for (let step = 0; step < k; step += innerBlock) {
      const inner = min(innerBlock, k - step);
      const bBlock = b + ((<usize>step * bRow + <usize>column * bColumn) << FLOAT);
      for (let row = 0; row < m; row += rowBlock) {
        const rows = min(rowBlock, m - row);
        const aBlock = a + ((<usize>row * aRow + <usize>step * aColumn) << FLOAT);
        const target = c + ((<usize>row * cRow + <usize>column) << FLOAT);
        if (packA) packRows(aBlock, aRow, aColumn, rows, inner, packedA);
        for (let start = 0; start < columns; start += TILE_COLUMNS) {
          const width = min(TILE_COLUMNS, columns - start);
          let right = bBlock + ((<usize>start * bColumn) << FLOAT);
          let rightStep = bRow << FLOAT;
          // A partial vector would be read beyond the end of its row, so it is packed at any cost.
          if (packB || (width & (LANES - 1)) != 0) {
            const padded = (width + LANES - 1) & ~(LANES - 1);
            const place = packedB + (<usize>(start * inner) << FLOAT);
            if (row == 0) packPanel(right, bColumn, bRow, width, inner, padded, place);
            right = place;
            rightStep = <usize>padded << FLOAT;
          }
          const to = target + (<usize>start << FLOAT);
          const add = step > 0;
          const strip = packedB + B_BYTES;
          const left = packA ? packedA : aBlock;
          const leftRow = packA ? 1 << FLOAT : aRow << FLOAT;
          const leftStep = packA ? TILE_ROWS << FLOAT : aColumn << FLOAT;
          multiplyPanel(packA, rows, inner, left, leftRow, leftStep, right, rightStep, to, cRow << FLOAT, width, add, strip);
        }
      }
    }
  }
}

/**
 * A panel of C with `width` columns. Micro-kernels write whole vectors. If the last one is partial, they write to a separate
 * strip.
 */
function multiplyPanel(
  packedA: bool, rows: i32, inner: i32, a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize, c: usize, cRow: usize, width: i32, accumulate: bool, strip: usize,
): void {
  const vectors = (width + LANES - 1) / LANES;
  if ((width & (LANES - 1)) == 0) {
    multiplyTiles(packedA, rows, inner, a, aRow, aStep, b, bStep, c, cRow, vectors, accumulate);
  } else {
    const stripRow = <usize>vectors << 4;
    multiplyTiles(packedA, rows, inner, a, aRow, aStep, b, bStep, strip, stripRow, vectors, false);
    copyStrip(strip, stripRow, rows, width, c, cRow, accumulate);
  }
}

/** Whole tiles, then the remaining rows. Strides are in bytes. */
function multiplyTiles(
  packedA: bool, rows: i32, inner: i32, a: usize, aRow: usize, aStep: usize,
  b: usize, bStep: usize, c: usize, cRow: usize, vectors: i32, accumulate: bool,
): void {
  const tiles = rows / TILE_ROWS;
  const aTile = packedA ? <usize>inner * aStep : aRow * TILE_ROWS;
  if (tiles > 0) {
    const allPacked = packedA && vectors == TILE_VECTORS && bStep == <usize>TILE_COLUMNS << FLOAT;
    if (allPacked) packedPanel(tiles, inner, a, aRow, aStep, aTile, b, bStep, c, cRow, accumulate);
    else panel(TILE_ROWS, vectors, tiles, inner, a, aRow, aStep, aTile, b, bStep, c, cRow, accumulate);
  }
  a += <usize>tiles * aTile;
  c += <usize>(tiles * TILE_ROWS) * cRow;
  for (let rest = rows - tiles * TILE_ROWS; rest > 0; ) {
    const height = rest >= 4 ? 4 : rest >= 2 ? 2 : 1;
    panel(height, vectors, 1, inner, a, aRow, aStep, aTile, b, bStep, c, cRow, accumulate);
    a += <usize>height * aRow;
    c += <usize>height * cRow;
    rest -= height;
  }
}

/** Copies the first `width` columns of a strip of sums to C. Strides are in bytes. */
function copyStrip(strip: usize, stripRow: usize, rows: i32, width: i32, c: usize, cRow: usize, accumulate: bool): void {
  const whole = <usize>(width / LANES) << 4;
  const lanes = width & (LANES - 1);
  for (let row = 0; row < rows; row++) {
    for (let at: usize = 0; at < whole; at += 16) {
      const sums = v128.load(strip + at);
      v128.store(c + at, accumulate ? v128.add<Float>(v128.load(c + at), sums) : sums);
    }
    const sums = v128.load(strip + whole);
    storePartial(c + whole, accumulate ? v128.add<Float>(loadPartial(c + whole, lanes), sums) : sums, lanes);
    strip += stripRow;
    c += cRow;
  }
}

/** Packs a block of A into panels, with the rows of a tile side by side. */
function packRows(a: usize, aRow: usize, aColumn: usize, rows: i32, inner: i32, target: usize): void {
  let row = 0;
  if (WIDE && aRow == 1) {
    row = rows - rows % TILE_ROWS;
    packTiles(a, aColumn << FLOAT, row, inner, target);
  }
  for (; row < rows; row += TILE_ROWS) {
    const from = a + ((<usize>row * aRow) << FLOAT);
    packPanel(from, aRow, aColumn, min(TILE_ROWS, rows - row), inner, TILE_ROWS, target + (<usize>(row * inner) << FLOAT));
  }
}

/** Packs whole tiles of six rows of a transposed block, in the order of its memory, and so faster than tile by tile. Strides are in bytes. */
function packTiles(a: usize, aColumn: usize, rows: i32, inner: i32, target: usize): void {
  const tile = <usize>(TILE_ROWS * inner) << FLOAT;
  for (let k = 0; k < inner; k++) {
    let from = a;
    let to = target;
    for (let row = 0; row < rows; row += TILE_ROWS) {
      copyFour(from, to);
      store<u64>(to, load<u64>(from, 16), 16);
      from += TILE_ROWS * NUMBER;
      to += tile;
    }
    a += aColumn;
    target += TILE_ROWS * NUMBER;
  }
}

/**
 * The size of equal blocks of at most `largest`, as a multiple of `unit`: with a limit of 400, 784 is split into 392 and 392, not
 * 400 and 384.
 */
export function evenBlock(size: i32, largest: i32, unit: i32): i32 {
  const blocks = (size + largest - 1) / largest;
  const even = (size + blocks - 1) / blocks;
  return min(largest, (even + unit - 1) / unit * unit);
}
