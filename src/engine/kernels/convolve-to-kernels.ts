/**
 * The way back from a convolution to its weights: the transposed windows times the errors, summed over all outputs. No window is laid out:
 * what a weight sees goes through the image in steps, row by row, beside the errors. Those are laid out, in panels of a tile's filters: read
 * where they lie they would share a few lines of the cache, and take half as long again.
 */
import { addCorrelations } from "./generated/image-micro-kernels";
import { fill } from "./layout";
import { FLOAT, loadUpTo4 } from "./vector";
import {
  borderBytes, clearBorder, copyRows, imageBytes, kernelHeight, outputBytes, outputHeight, outputRowBytes, outputs, outputWidth, panelsOf,
  rowBytes, setWindows, TILE_COLUMNS, TILE_ROWS, windowLength, windowRow, withBorder,
} from "./windows";

/** The bytes that {@link toKernels} needs at its work pointer. */
export function toKernelsBytes(
  filters: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, top: i32, left: i32,
  outputHeight: i32, outputWidth: i32,
): usize {
  setWindows(height, width, channels, kernelHeight, kernelWidth, stride, top, left, outputHeight, outputWidth);
  return borderBytes() + <usize>(panelsOf(filters) * (windowLength + 1) + outputs) * PANEL_ROW;
}

const PANEL_ROW: usize = <usize>TILE_COLUMNS << FLOAT;

/**
 * Images and errors `[images, outputHeight, outputWidth, filters]` to `[kernelHeight, kernelWidth, channels, filters]`, and behind those the
 * sums of the errors of each filter: the way back to the bias.
 */
export function toKernels(
  x: usize, errors: usize, result: usize, work: usize, images: i32, filters: i32,
  height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, top: i32, left: i32,
  outputHeight: i32, outputWidth: i32,
): void {
  setWindows(height, width, channels, kernelHeight, kernelWidth, stride, top, left, outputHeight, outputWidth);
  const panels = panelsOf(filters);
  const bordered = work;
  const sums = bordered + borderBytes(); // a panel of weights, and behind it its bias, after the other
  const sumsOfPanel = <usize>(windowLength + 1) * PANEL_ROW;
  const panel = sums + <usize>panels * sumsOfPanel;
  const row = <usize>filters << FLOAT;
  fill(sums, 0, panels * (windowLength + 1) * TILE_COLUMNS);
  clearBorder(bordered);
  for (let image = 0; image < images; image++) {
    const source = withBorder(x, bordered);
    for (let at = 0; at < panels; at++) {
      const target = sums + <usize>at * sumsOfPanel;
      const first = errors + <usize>at * PANEL_ROW;
      layOut(first, row, min(TILE_COLUMNS, filters - at * TILE_COLUMNS), panel, target + <usize>windowLength * PANEL_ROW);
      addImage(source, panel, target);
    }
    x += imageBytes;
    errors += <usize>outputs * row;
  }
  for (let at = 0; at < panels; at++) {
    const columns = min(TILE_COLUMNS, filters - at * TILE_COLUMNS);
    copyRows(sums + <usize>at * sumsOfPanel, PANEL_ROW, windowLength + 1, columns, result + <usize>at * PANEL_ROW, row);
  }
}

/** The errors of some filters, one output after the other, with zeros where there are fewer filters; and their sums, added to the bias. */
function layOut(errors: usize, row: usize, filters: i32, panel: usize, bias: usize): void {
  let first = v128.load(bias);
  let second = v128.load(bias, 16);
  for (let output = outputs; output > 0; output--) {
    const low = loadUpTo4(errors, filters);
    const high = filters > 4 ? loadUpTo4(errors + 16, filters - 4) : f32x4.splat(0);
    v128.store(panel, low);
    v128.store(panel, high, 16);
    first = f32x4.add(first, low);
    second = f32x4.add(second, high);
    errors += row;
    panel += PANEL_ROW;
  }
  v128.store(bias, first);
  v128.store(bias, second, 16);
}

/** One image's part of the sums of a panel. */
function addImage(image: usize, errors: usize, sums: usize): void {
  const jump = outputRowBytes - <usize>outputWidth * outputBytes;
  for (let row: usize = 0, end = <usize>kernelHeight * rowBytes; row < end; row += rowBytes) {
    let source = image + row;
    for (let left = windowRow; left > 0; left -= TILE_ROWS) {
      const lines = min(TILE_ROWS, left);
      addCorrelations(lines, outputHeight, outputWidth, source, outputBytes, jump, errors, sums);
      source += <usize>lines << FLOAT;
      sums += <usize>lines * PANEL_ROW;
    }
  }
}
