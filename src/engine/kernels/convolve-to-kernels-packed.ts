/**
 * Takes the error of a convolution back to its weights, like convolve-to-kernels.ts, by products of two packed operands, which V8 makes 256
 * bits wide. The numbers of the windows are copied in the order in which the micro-kernel reads them: four adjacent ones of each window,
 * window by window. The panels of errors use the same copy.
 */
import { OUTPUTS, PARTS } from "./convolve-to-kernels";
import { sumInPlace, worthSummingInPlace } from "./convolve-to-kernels-in-place";
import { packedPanel } from "./generated/image-micro-kernels";
import { fill } from "./layout";
import { copyFour, Float, FLOAT, FLOAT64, LANES, loadUpTo, NUMBER } from "./float32/vector";
import { addWide, narrow } from "./float32/wide-sums";
import {
  borderBytes, clearBorder, copyRows, imageBytes, outputBytes, outputHeight, outputRowBytes, outputs, outputWidth, panelsOf,
  piece, pieceBytes, pieces, QUAD, setWindows, TILE_COLUMNS, TILE_ROWS, windowLength, windowRowBytes, withBorder,
} from "./windows";

/** The most tiles that are copied at a time, and about how many numbers, which stay in the second-level cache. */
const MOST_TILES: i32 = 48;
const NUMBERS: i32 = 65_536;
const PANEL_ROW: usize = <usize>TILE_COLUMNS << FLOAT;
function stripBytes(): usize {
  return <usize>max(MOST_TILES * TILE_ROWS, windowLength) * PANEL_ROW;
}

function mostInner(): i32 {
  return min(OUTPUTS, outputs);
}

function tilesAtOnce(inner: i32): i32 {
  return max(1, min(MOST_TILES, min(NUMBERS / (TILE_ROWS * inner), (windowLength + TILE_ROWS - 1) / TILE_ROWS)));
}

/** The number of bytes that {@link toKernels} needs at its `work` pointer. */
export function toKernelsBytes(
  filters: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): usize {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  const panels = <usize>panelsOf(filters);
  const tiles = <usize>max(NUMBERS, TILE_ROWS * mostInner()) << FLOAT;
  return borderBytes() + panels * <usize>(3 * (windowLength + 1) + outputs) * PANEL_ROW + stripBytes() + tiles;
}

/** The bytes of the sums of a panel, and where a strip of them and the tiles are. */
let sumsOfPanel: usize = 0;
let strip: usize = 0;
let tiles: usize = 0;

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
  strip = copies + <usize>(panels * outputs) * PANEL_ROW;
  tiles = strip + stripBytes();
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
  const inPlace = worthSummingInPlace();
  const width = min(outputWidth, OUTPUTS);
  const height = max(1, OUTPUTS / outputWidth);
  for (let y = 0; y < outputHeight; y += height) {
    const rows = min(height, outputHeight - y);
    for (let x = 0; x < outputWidth; x += width) {
      const columns = min(width, outputWidth - x);
      const corner = image + <usize>y * outputRowBytes + <usize>x * outputBytes;
      const first = errors + <usize>(y * outputWidth + x) * PANEL_ROW;
      if (inPlace) addInPlace(corner, rows, columns, first, panels, sums);
      else addPart(corner, rows, columns, first, panels, sums);
    }
  }
}

function addInPlace(image: usize, rows: i32, columns: i32, errors: usize, panels: i32, sums: usize): void {
  for (let left = panels; left > 0; left--) {
    sumInPlace(image, rows, columns, errors, strip);
    addSums(strip, windowLength, sums);
    errors += <usize>outputs * PANEL_ROW;
    sums += sumsOfPanel;
  }
}

function addPart(image: usize, rows: i32, columns: i32, errors: usize, panels: i32, sums: usize): void {
  const inner = rows * columns;
  const atOnce = tilesAtOnce(inner) * TILE_ROWS;
  startLines(image);
  for (let line = 0; line < windowLength; line += atOnce) {
    const lines = min(atOnce, windowLength - line);
    packLines(lines, rows, columns);
    let panel = errors;
    let target = sums + <usize>line * PANEL_ROW;
    for (let left = panels; left > 0; left--) {
      const count = (lines + TILE_ROWS - 1) / TILE_ROWS;
      packedPanel(count, inner, tiles, NUMBER, QUAD, <usize>inner * QUAD, panel, PANEL_ROW, strip, PANEL_ROW, false);
      addSums(strip, lines, target);
      panel += <usize>outputs * PANEL_ROW;
      target += sumsOfPanel;
    }
  }
}

/** The address of the next number of the first window. {@link nextLine} moves it from number to number, piece by piece and row by row. */
let next: usize = 0;
let nextRow: usize = 0;
let leftInPiece: i32 = 0;
let leftInRow: i32 = 0;

function startLines(window: usize): void {
  next = window;
  nextRow = window + windowRowBytes;
  leftInPiece = piece;
  leftInRow = pieces;
}

function nextLine(): usize {
  const found = next;
  next += NUMBER;
  if (--leftInPiece == 0) {
    leftInPiece = piece;
    next += pieceBytes - (<usize>piece << FLOAT);
    if (--leftInRow == 0) {
      leftInRow = pieces;
      next = nextRow;
      nextRow += windowRowBytes;
    }
  }
  return found;
}

/** Copies so many numbers of each window, in tiles of four. */
function packLines(lines: i32, rows: i32, columns: i32): void {
  let target = tiles;
  for (; lines > 0; lines -= TILE_ROWS) {
    // If fewer than four are left, another one replaces the missing ones. Its sums aren't used.
    const a = nextLine();
    const b = lines > 1 ? nextLine() : a;
    const c = lines > 2 ? nextLine() : a;
    const d = lines > 3 ? nextLine() : a;
    const isInOnePiece = b - a == NUMBER && c - b == NUMBER && d - c == NUMBER;
    let row: usize = 0;
    for (let count = rows; count > 0; count--) {
      if (isInOnePiece) copyQuads(a + row, columns, target);
      else gatherQuads(a + row, b + row, c + row, d + row, columns, target);
      row += outputRowBytes;
      target += <usize>columns * QUAD;
    }
  }
}

function copyQuads(source: usize, count: i32, target: usize): void {
  const step = outputBytes;
  for (; count >= 4; count -= 4) {
    copyFour(source, target);
    copyFour(source + step, target + QUAD);
    copyFour(source + 2 * step, target + 2 * QUAD);
    copyFour(source + 3 * step, target + 3 * QUAD);
    source += 4 * step;
    target += 4 * QUAD;
  }
  for (; count > 0; count--) {
    copyFour(source, target);
    source += step;
    target += QUAD;
  }
}

function gatherQuads(a: usize, b: usize, c: usize, d: usize, count: i32, target: usize): void {
  for (let at: usize = 0; count > 0; count--) {
    store<Float>(target, load<Float>(a + at));
    store<Float>(target, load<Float>(b + at), NUMBER);
    store<Float>(target, load<Float>(c + at), 2 * NUMBER);
    store<Float>(target, load<Float>(d + at), 3 * NUMBER);
    at += outputBytes;
    target += QUAD;
  }
}

/** Adds rows of sums to others. */
function addSums(from: usize, rows: i32, to: usize): void {
  for (const end = to + <usize>rows * PANEL_ROW; to < end; to += 16) {
    v128.store(to, v128.add<Float>(v128.load(to), v128.load(from)));
    from += 16;
  }
}
