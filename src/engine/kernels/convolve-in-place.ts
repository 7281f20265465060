/**
 * Convolution without copies of the windows, for wide tiles: each tile is four neighbouring outputs, whose windows the micro-kernel reads where
 * they are, one row of the windows after the other. The results are those of convolve.ts, to the last bit.
 */
import { inPlacePanel, TILE_VECTORS } from "./generated/image-micro-kernels";
import { Float, FLOAT, NUMBER } from "./float32/vector";
import {
  kernelHeight, outputBytes, outputHeight, outputRowBytes, outputWidth, piece, pieceBytes, pieces, TILE_COLUMNS, TILE_ROWS, windowRowBytes,
} from "./windows";

const PANEL_ROW: usize = <usize>TILE_COLUMNS << FLOAT;
/** The last tile of a row of outputs begins earlier, so some outputs are computed twice: at most this part of them. */
const WASTE: i32 = 7;

/** Whether this is faster than copies. */
export function worthConvolvingInPlace(filters: i32): bool {
  if (TILE_VECTORS < 4 || filters % TILE_COLUMNS != 0) return false;
  return outputWidth >= TILE_ROWS && (-outputWidth & (TILE_ROWS - 1)) * WASTE <= outputWidth;
}

/** Computes the outputs of one image. The weights are in panels, as in convolve.ts. */
export function convolveInPlace(image: usize, weights: usize, hasBias: bool, y: usize, filters: i32): void {
  const row = <usize>filters << FLOAT;
  const tiles = outputWidth / TILE_ROWS;
  const last = outputWidth - TILE_ROWS;
  for (let left = outputHeight; left > 0; left--) {
    let panel = weights;
    for (let filter = 0; filter < filters; filter += TILE_COLUMNS) {
      const target = y + (<usize>filter << FLOAT);
      const end = convolveTiles(image, tiles, panel, hasBias, target, row);
      if (tiles * TILE_ROWS < outputWidth) convolveTiles(image + <usize>last * outputBytes, 1, panel, hasBias, target + <usize>last * row, row);
      panel = end;
    }
    image += outputRowBytes;
    y += <usize>outputWidth * row;
  }
}

/** Some tiles of a row of outputs, and one panel of filters. Returns where the next panel begins. */
function convolveTiles(image: usize, tiles: i32, weights: usize, hasBias: bool, y: usize, row: usize): usize {
  let add = false;
  for (let down: usize = 0, end = <usize>kernelHeight * windowRowBytes; down < end; down += windowRowBytes) {
    for (let at = down, left = pieces; left > 0; left--) {
      inPlacePanel(tiles, piece, image + at, outputBytes, NUMBER, TILE_ROWS * outputBytes, weights, PANEL_ROW, y, row, add);
      weights += <usize>piece * PANEL_ROW;
      at += pieceBytes;
      add = true;
    }
  }
  if (!hasBias) return weights;
  for (let output = tiles * TILE_ROWS; output > 0; output--) {
    for (let at: usize = 0; at < PANEL_ROW; at += 16) v128.store(y + at, v128.add<Float>(v128.load(y + at), v128.load(weights + at)));
    y += row;
  }
  return weights + PANEL_ROW;
}
