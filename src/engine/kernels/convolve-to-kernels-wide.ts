/**
 * Takes the error of a convolution back to its weights, like convolve-to-kernels.ts, with wide tiles: a tile has the sums of four adjacent
 * numbers of the windows, which the micro-kernel reads where they are. The errors are copied into panels in the same way.
 */
import { OUTPUTS, PARTS } from "./convolve-to-kernels";
import { linesPanel } from "./generated/image-micro-kernels";
import { fill } from "./layout";
import { Float, FLOAT, FLOAT64, LANES, loadUpTo, NUMBER } from "./float32/vector";
import { addWide, narrow } from "./float32/wide-sums";
import {
  borderBytes, clearBorder, copyRows, imageBytes, kernelHeight, outputBytes, outputHeight, outputRowBytes, outputs, outputWidth, panelsOf,
  piece, pieceBytes, pieces, setWindows, TILE_COLUMNS, TILE_ROWS, windowLength, windowRowBytes, withBorder,
} from "./windows";

const PANEL_ROW: usize = <usize>TILE_COLUMNS << FLOAT;
/** What lies before the sums of a panel: the sums of a tile that begins before the first weight. */
const MARGIN: usize = <usize>(TILE_ROWS - 1) * PANEL_ROW;

/** The number of bytes that {@link toKernels} needs at its `work` pointer. */
export function toKernelsBytes(
  filters: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): usize {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  const panels = <usize>panelsOf(filters);
  return borderBytes() + panels * <usize>(3 * (windowLength + 1) + outputs) * PANEL_ROW + MARGIN + <usize>windowLength * PANEL_ROW;
}

/** The bytes of the sums of a panel, and where those of a part of an image are. */
let sumsOfPanel: usize = 0;
let partSums: usize = 0;

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
  sumsOfPanel = <usize>(windowLength + 1) * PANEL_ROW;
  const wideSums = sums + <usize>panels * sumsOfPanel; // the same sums in float64
  const copies = wideSums + 2 * <usize>panels * sumsOfPanel;
  partSums = copies + <usize>(panels * outputs) * PANEL_ROW + MARGIN;
  const row = <usize>filters << FLOAT;
  const numbers = panels * (windowLength + 1) * TILE_COLUMNS;
  const parts = (outputs + OUTPUTS - 1) / OUTPUTS;
  const isLong = <i64>images * parts > PARTS;
  fill(sums, 0, numbers);
  if (isLong) memory.fill(wideSums, 0, <usize>numbers << FLOAT64);
  clearBorder(bordered);
  for (let image = 0, count = 0; image < images; image++) {
    const source = withBorder(x, bordered);
    const panel = filters == TILE_COLUMNS ? errors : copies;
    for (let at = 0; at < panels; at++) {
      const ofBias = sums + <usize>at * sumsOfPanel + <usize>windowLength * PANEL_ROW;
      layOut(errors + <usize>at * PANEL_ROW, filters - at * TILE_COLUMNS, row, panel + <usize>(at * outputs) * PANEL_ROW, ofBias);
    }
    addImage(source, panel, panels, sums);
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

/**
 * Copies a panel of errors, output by output, with zeros in place of missing filters, and adds their sums to the bias. If `panel` is
 * `errors`, nothing has to be copied.
 */
function layOut(errors: usize, filters: i32, row: usize, panel: usize, bias: usize): void {
  if (filters >= TILE_COLUMNS) {
    layOutWhole(errors, row, panel, bias);
    return;
  }
  for (let column = 0; column < TILE_COLUMNS; column += LANES) {
    const place = <usize>column << FLOAT;
    layOutVector(errors + place, filters - column, row, panel + place, bias + place);
  }
}

/** The same without missing filters. A panel has four vectors. */
function layOutWhole(errors: usize, row: usize, panel: usize, bias: usize): void {
  for (let left = outputs; left > 0; ) {
    let first = v128.splat<Float>(0), second = first, third = first, fourth = first;
    for (const end = max(0, left - OUTPUTS); left > end; left--) {
      const a = v128.load(errors), b = v128.load(errors, 16), c = v128.load(errors, 32), d = v128.load(errors, 48);
      if (panel != errors) {
        v128.store(panel, a);
        v128.store(panel, b, 16);
        v128.store(panel, c, 32);
        v128.store(panel, d, 48);
      }
      first = v128.add<Float>(first, a);
      second = v128.add<Float>(second, b);
      third = v128.add<Float>(third, c);
      fourth = v128.add<Float>(fourth, d);
      errors += row;
      panel += PANEL_ROW;
    }
    v128.store(bias, v128.add<Float>(v128.load(bias), first));
    v128.store(bias, v128.add<Float>(v128.load(bias, 16), second), 16);
    v128.store(bias, v128.add<Float>(v128.load(bias, 32), third), 32);
    v128.store(bias, v128.add<Float>(v128.load(bias, 48), fourth), 48);
  }
}

/** The same for one vector, of which some or all filters may be missing. */
function layOutVector(errors: usize, filters: i32, row: usize, panel: usize, bias: usize): void {
  for (let left = outputs; left > 0; ) {
    let sum = v128.splat<Float>(0);
    for (const end = max(0, left - OUTPUTS); left > end; left--) {
      const lanes = filters > 0 ? loadUpTo(errors, filters) : v128.splat<Float>(0);
      v128.store(panel, lanes);
      sum = v128.add<Float>(sum, lanes);
      errors += row;
      panel += PANEL_ROW;
    }
    v128.store(bias, v128.add<Float>(v128.load(bias), sum));
  }
}

/** Adds one image's share to the sums of all panels, several rows of outputs at a time, or part of a row. */
function addImage(image: usize, errors: usize, panels: i32, sums: usize): void {
  const width = min(outputWidth, OUTPUTS);
  const height = max(1, OUTPUTS / outputWidth);
  for (let y = 0; y < outputHeight; y += height) {
    const rows = min(height, outputHeight - y);
    for (let x = 0; x < outputWidth; x += width) {
      const columns = min(width, outputWidth - x);
      const corner = image + <usize>y * outputRowBytes + <usize>x * outputBytes;
      let panel = errors + <usize>(y * outputWidth + x) * PANEL_ROW;
      let target = sums;
      for (let left = panels; left > 0; left--) {
        sumPart(corner, rows, columns, panel);
        addSums(partSums, windowLength, target);
        panel += <usize>outputs * PANEL_ROW;
        target += sumsOfPanel;
      }
    }
  }
}

/**
 * Sums a panel of errors for so many rows and columns of outputs. The last tile of a piece of the windows ends with the piece, so it may begin
 * within the tile before it, or even before the piece. What it writes there is wrong, and the pieces come last to first to write over it.
 */
function sumPart(image: usize, rows: i32, columns: i32, errors: usize): void {
  const tiles = piece / TILE_ROWS;
  const rest = tiles * TILE_ROWS < piece;
  const last = <usize>(piece - TILE_ROWS);
  let sums = partSums + <usize>windowLength * PANEL_ROW;
  for (let down = <usize>kernelHeight * windowRowBytes; down > 0; ) {
    down -= windowRowBytes;
    for (let left = pieces; left > 0; ) {
      const from = image + down + <usize>--left * pieceBytes;
      sums -= <usize>piece * PANEL_ROW;
      if (rest) linesPanel(1, rows, columns, from + (last << FLOAT), outputBytes, outputRowBytes, errors, sums + last * PANEL_ROW);
      if (tiles > 0) linesPanel(tiles, rows, columns, from, outputBytes, outputRowBytes, errors, sums);
    }
  }
}

/** Adds rows of sums to others. */
function addSums(from: usize, rows: i32, to: usize): void {
  for (const end = to + <usize>rows * PANEL_ROW; to < end; to += 16) {
    v128.store(to, v128.add<Float>(v128.load(to), v128.load(from)));
    from += 16;
  }
}
