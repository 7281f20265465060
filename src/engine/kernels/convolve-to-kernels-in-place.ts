/**
 * Takes the error of a convolution back to its weights without copies, for wide tiles: the sums of a tile are those of four adjacent numbers
 * of the windows. They are added up row by row of outputs, so the results are those of convolve-to-kernels-packed.ts, to the last bit.
 */
import { inPlacePanel } from "./generated/image-micro-kernels";
import { FLOAT, NUMBER } from "./float32/vector";
import {
  kernelHeight, outputBytes, outputRowBytes, outputWidth, piece, pieceBytes, pieces, TILE_COLUMNS, TILE_ROWS, windowRowBytes,
} from "./windows";

const PANEL_ROW: usize = <usize>TILE_COLUMNS << FLOAT;
/** The least outputs in a row that repay writing the sums. */
const LEAST_OUTPUTS: i32 = 12;
/** The last tile of a piece of a window begins earlier, so some sums are computed twice: at most this part of them. */
const WASTE: i32 = 7;

/** Whether this is faster than copies. */
export function worthSummingInPlace(): bool {
  return outputWidth >= LEAST_OUTPUTS && piece >= TILE_ROWS && (-piece & (TILE_ROWS - 1)) * WASTE <= piece;
}

/** Sums a panel of errors for some outputs of one image, of which each row has `columns`. */
export function sumInPlace(image: usize, rows: i32, columns: i32, errors: usize, sums: usize): void {
  const tiles = piece / TILE_ROWS;
  const last = piece - TILE_ROWS;
  for (let down: usize = 0, end = <usize>kernelHeight * windowRowBytes; down < end; down += windowRowBytes) {
    for (let at = down, left = pieces; left > 0; left--) {
      sumTiles(image + at, rows, columns, tiles, errors, sums);
      if (tiles * TILE_ROWS < piece) {
        sumTiles(image + at + (<usize>last << FLOAT), rows, columns, 1, errors, sums + <usize>last * PANEL_ROW);
      }
      sums += <usize>piece * PANEL_ROW;
      at += pieceBytes;
    }
  }
}

function sumTiles(source: usize, rows: i32, columns: i32, tiles: i32, errors: usize, sums: usize): void {
  let add = false;
  for (; rows > 0; rows--) {
    inPlacePanel(tiles, columns, source, NUMBER, outputBytes, TILE_ROWS * NUMBER, errors, PANEL_ROW, sums, PANEL_ROW, add);
    add = true;
    source += outputRowBytes;
    errors += <usize>columns * PANEL_ROW;
  }
}
