/**
 * The matrix product for an A with many zeros. After a relu, half of the outputs and of the errors are zero, and even more of an
 * image's pixels. The nonzero numbers of each row are listed, as in a compressed sparse row matrix, and only these are multiplied
 * by the rows of B.
 *
 * The result equals that of {@link multiplyBlocked} to the last bit: terms are added in the same order, and a product with zero
 * adds nothing. That isn't true if the other factor is infinite or NaN, so if B contains such a number, no zeros are left out.
 */
import { evenBlock } from "./gemm-blocked";
import { packPanel } from "./gemm-pack";
import { SPARSE_VECTORS, sparsePanel } from "./generated/micro-kernels";
import { ENTRY_BYTES, FLOAT, Float, LANES, NUMBER, storeEntry } from "./float32/vector";

export const PANEL_COLUMNS: i32 = LANES * SPARSE_VECTORS;
const PANEL_ROW: usize = <usize>PANEL_COLUMNS << FLOAT;
/** The size of a block. A panel of B stays in the first-level cache; all panels and the lists stay in the second. */
const INNER_BLOCK: i32 = 25_600 / <i32>PANEL_ROW;
const ROW_BLOCK: i32 = 96;

const LIST_BYTES: usize = <usize>(ROW_BLOCK * INNER_BLOCK) * ENTRY_BYTES;
const ENDS_BYTES: usize = <usize>ROW_BLOCK << 2;
const A_BYTES: usize = <usize>(ROW_BLOCK * (INNER_BLOCK + 3)) << FLOAT;
const B_BYTES: usize = <usize>(16 * INNER_BLOCK) * PANEL_ROW;
export const SPARSE_SCRATCH_BYTES: usize = LIST_BYTES + ENDS_BYTES + A_BYTES + B_BYTES;

/**
 * Smaller products don't repay looking at A. With fewer rows, they don't repay packing B; with shorter sums, they don't repay the
 * lists.
 */
const LEAST_WORK: i32 = 500_000;
const LEAST_ROWS: i32 = 32;
const LEAST_INNER: i32 = 24;
/** The number of samples of A, and how many of them have to be zero. For the same work, lists take a third longer. */
const PROBES: i32 = 48;
const LEAST_ZEROS: i32 = 18;
/** The distance between samples, as a fraction of 2³² columns. It is the golden ratio, so samples never get close to each other. */
const PROBE_STEP: u32 = 2654435769;

/** Whether lists are faster, judging by samples from all over A. */
export function worthListing(m: i32, n: i32, k: i32, a: usize, aRow: usize, aColumn: usize): bool {
  if (m < LEAST_ROWS || n < PANEL_COLUMNS || k < LEAST_INNER || <i64>m * n * k < LEAST_WORK) return false;
  let zeros = 0;
  for (let probe = 0; probe < PROBES; probe++) {
    const row = <usize>probe * m / PROBES;
    const column = <usize>((<u64>(<u32>probe * PROBE_STEP) * k) >> 32);
    zeros += i32(load<Float>(a + ((row * aRow + column * aColumn) << FLOAT)) == 0);
  }
  return zeros >= LEAST_ZEROS;
}

/** C = A·B, for a number of columns that fills whole panels. */
export function multiplySparse(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, scratch: usize,
): void {
  const ends = scratch + LIST_BYTES;
  const rowsOfA = ends + ENDS_BYTES;
  const packed = rowsOfA + A_BYTES;
  const innerBlock = evenBlock(k, INNER_BLOCK, 1);
  const columnBlock = <i32>(B_BYTES / (<usize>innerBlock * PANEL_ROW)) * PANEL_COLUMNS;
  for (let column = 0; column < n; column += columnBlock) {
    const columns = min(columnBlock, n - column);
    for (let step = 0; step < k; step += innerBlock) {
      const inner = min(innerBlock, k - step);
      const panelBytes = <usize>inner * PANEL_ROW;
      for (let start = 0; start < columns; start += PANEL_COLUMNS) {
        const source = b + ((<usize>step * bRow + <usize>(column + start) * bColumn) << FLOAT);
        packPanel(source, bColumn, bRow, PANEL_COLUMNS, inner, PANEL_COLUMNS, packed + (<usize>(start * inner) << FLOAT));
      }
      const finite = areFinite(packed, packed + (<usize>(columns * inner) << FLOAT));
      for (let row = 0; row < m; row += ROW_BLOCK) {
        const rows = min(ROW_BLOCK, m - row);
        let left = a + ((<usize>row * aRow + <usize>step * aColumn) << FLOAT);
        let leftRow = aRow;
        if (aColumn != 1) {
          leftRow = (inner + 3) & ~3;
          packPanel(left, aColumn, aRow, inner, rows, leftRow, rowsOfA);
          left = rowsOfA;
        }
        listRows(left, leftRow << FLOAT, rows, panelBytes, finite, scratch, ends);
        let panel = packed;
        let target = c + ((<usize>row * cRow + <usize>column) << FLOAT);
        for (let rest = columns; rest > 0; rest -= PANEL_COLUMNS) {
          sparsePanel(rows, scratch, ends, panel, target, cRow << FLOAT, step > 0);
          panel += panelBytes;
          target += PANEL_ROW;
        }
      }
    }
  }
}

/** Whether all numbers in some panel rows are finite: x - x is then 0, and otherwise NaN. */
function areFinite(from: usize, end: usize): bool {
  let others = i32x4.splat(0);
  for (; from < end; from += 32) {
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const zeros = v128.add<Float>(v128.sub<Float>(first, first), v128.sub<Float>(second, second));
    others = v128.or(others, v128.ne<Float>(zeros, zeros));
  }
  return !v128.any_true(others);
}

/** Lists some rows of A that have no gaps and are `aRow` bytes apart: their nonzero numbers, or all numbers. */
function listRows(a: usize, aRow: usize, rows: i32, panelBytes: usize, withoutZeros: bool, list: usize, ends: usize): void {
  const everything = i32(!withoutZeros);
  do {
    let from = a;
    for (let place: usize = 0; place < panelBytes; place += PANEL_ROW) {
      list += <usize>(i32(storeEntry(list, place, from)) | everything) * ENTRY_BYTES; // a branch would be mispredicted
      from += NUMBER;
    }
    store<u32>(ends, <u32>list);
    ends += 4;
    a += aRow;
  } while (--rows);
}
