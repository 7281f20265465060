/**
 * Takes the error of a convolution back to its weights: the transposed windows times the errors, summed over all outputs. Windows
 * aren't copied. For each weight, a pointer moves through the image, row by row, in step with the errors. The errors are copied,
 * into panels with as many filters as a tile has columns. Read in place, they would share a few cache lines and take 50 % longer.
 */
import { addCorrelations } from "./generated/image-micro-kernels";
import { fill } from "./layout";
import { Float, FLOAT, FLOAT64, LANES, loadUpTo } from "./float32/vector";
import { addWide, narrow } from "./float32/wide-sums";
import {
  borderBytes, clearBorder, copyRows, imageBytes, kernelHeight, outputBytes, outputHeight, outputRowBytes, outputs, outputWidth, panelsOf,
  piece, pieceBytes, pieces, setWindows, TILE_COLUMNS, TILE_ROWS, windowLength, windowRowBytes, withBorder,
} from "./windows";

/** This many outputs of an image are summed in float32, and this many of such sums. Their total is added to a float64. */
export const OUTPUTS: i32 = 1024;
export const PARTS: i32 = 128;

/** The number of bytes that {@link toKernels} needs at its `work` pointer. */
export function toKernelsBytes(
  filters: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): usize {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  return borderBytes() + <usize>(3 * panelsOf(filters) * (windowLength + 1) + outputs) * PANEL_ROW;
}

const PANEL_ROW: usize = <usize>TILE_COLUMNS << FLOAT;

/**
 * Computes `[kernelHeight, kernelWidth, channels, filters]` from images and errors
 * `[images, outputHeight, outputWidth, filters]`. The sums of each filter's errors, which are the error of the bias, follow in
 * `result`.
 */
export function toKernels(
  x: usize, errors: usize, result: usize, work: usize, images: i32, filters: i32,
  height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): void {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  const panels = panelsOf(filters);
  const bordered = work;
  const sums = bordered + borderBytes(); // panel after panel: its weights, then its bias
  const sumsOfPanel = <usize>(windowLength + 1) * PANEL_ROW;
  const wideSums = sums + <usize>panels * sumsOfPanel; // the same sums in float64
  const panel = wideSums + 2 * <usize>panels * sumsOfPanel;
  const row = <usize>filters << FLOAT;
  const numbers = panels * (windowLength + 1) * TILE_COLUMNS;
  const parts = (outputs + OUTPUTS - 1) / OUTPUTS;
  const isLong = <i64>images * parts > PARTS;
  fill(sums, 0, numbers);
  if (isLong) memory.fill(wideSums, 0, <usize>numbers << FLOAT64);
  clearBorder(bordered);
  for (let image = 0, count = 0; image < images; image++) {
    const source = withBorder(x, bordered);
    for (let at = 0; at < panels; at++) {
      const target = sums + <usize>at * sumsOfPanel;
      const first = errors + <usize>at * PANEL_ROW;
      layOut(first, row, min(TILE_COLUMNS, filters - at * TILE_COLUMNS), panel, target + <usize>windowLength * PANEL_ROW);
      addImage(source, panel, target);
    }
    count += parts;
    if (isLong && (count >= PARTS || image == images - 1)) {
      addWide(sums, wideSums, numbers);
      fill(sums, 0, numbers);
      count = 0;
    }
    x += imageBytes;
    errors += <usize>outputs * row;
  }
  if (isLong) narrow(wideSums, sums, numbers);
  for (let at = 0; at < panels; at++) {
    const columns = min(TILE_COLUMNS, filters - at * TILE_COLUMNS);
    copyRows(sums + <usize>at * sumsOfPanel, PANEL_ROW, windowLength + 1, columns, result + <usize>at * PANEL_ROW, row);
  }
}

/** Copies the errors of some filters, output by output, with zeros in place of missing filters. Adds their sums to the bias. */
function layOut(errors: usize, row: usize, filters: i32, panel: usize, bias: usize): void {
  for (let left = outputs; left > 0; ) {
    let first = v128.splat<Float>(0), second = first;
    for (const end = max(0, left - OUTPUTS); left > end; left--) {
      const low = loadUpTo(errors, filters);
      const high = filters > LANES ? loadUpTo(errors + 16, filters - LANES) : v128.splat<Float>(0);
      v128.store(panel, low);
      v128.store(panel, high, 16);
      first = v128.add<Float>(first, low);
      second = v128.add<Float>(second, high);
      errors += row;
      panel += PANEL_ROW;
    }
    v128.store(bias, v128.add<Float>(v128.load(bias), first));
    v128.store(bias, v128.add<Float>(v128.load(bias, 16), second), 16);
  }
}

/** Adds one image's share to the sums of a panel, several rows of outputs at a time, or part of a row. */
function addImage(image: usize, errors: usize, sums: usize): void {
  const width = min(outputWidth, OUTPUTS);
  const height = max(1, OUTPUTS / outputWidth);
  for (let y = 0; y < outputHeight; y += height) {
    const rows = min(height, outputHeight - y);
    for (let x = 0; x < outputWidth; x += width) {
      const columns = min(width, outputWidth - x);
      const first = <usize>(y * outputWidth + x) * PANEL_ROW;
      addPart(image + <usize>y * outputRowBytes + <usize>x * outputBytes, rows, columns, errors + first, sums);
    }
  }
}

function addPart(image: usize, rows: i32, columns: i32, errors: usize, sums: usize): void {
  const jump = outputRowBytes - <usize>columns * outputBytes;
  for (let row: usize = 0, end = <usize>kernelHeight * windowRowBytes; row < end; row += windowRowBytes) {
    for (let at = row, count = pieces; count > 0; count--) {
      let source = image + at;
      for (let left = piece; left > 0; left -= TILE_ROWS) {
        const lines = min(TILE_ROWS, left);
        addCorrelations(lines, rows, columns, source, outputBytes, jump, errors, sums);
        source += <usize>lines << FLOAT;
        sums += <usize>lines * PANEL_ROW;
      }
      at += pieceBytes;
    }
  }
}
