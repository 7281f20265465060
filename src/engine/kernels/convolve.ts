/**
 * Convolution: each window times each kernel. It is a matrix product whose left operand never exists as a whole: the windows of a
 * few outputs at a time are copied into the order in which the micro-kernel reads them, four side by side. So images are read
 * from the first-level cache, and the copies from the first or second. The bias is one more weight, for a number that is 1 in
 * every window.
 */
import { convolveInPlace, worthConvolvingInPlace } from "./convolve-in-place";
import { packedPanel } from "./generated/image-micro-kernels";
import { fill } from "./layout";
import { copyFour, Float, FLOAT, LANES, loadUpTo, NUMBER, repeatFour, storeUpTo, transposeFour } from "./float32/vector";
import {
  borderBytes, channels, clearBorder, copyRows, imageBytes, kernelHeight, kernelPixels, outputBytes, outputRowBytes, outputs, outputWidth,
  panelsOf, piece, pieceBytes, pieces, QUAD, setWindows, TILE_COLUMNS, TILE_ROWS, windowLength, windowRowBytes, withBorder,
} from "./windows";

/** The most tiles that are laid out at a time. For large windows, about this many numbers, which stay in the second-level cache. */
const MOST_TILES: i32 = 24;
const NUMBERS: i32 = 65_536;
/** In float32, longer sums would lose precision. They are split into parts with this many terms. */
const LONG_SUM: i32 = 2048;
const PART: i32 = 1024;
/** The distance between rows of a tile's results, or steps of its weights. */
const STRIP_ROW: usize = <usize>TILE_COLUMNS << FLOAT;
const STRIP_BYTES: usize = MOST_TILES * TILE_ROWS * STRIP_ROW;

/** The number of bytes that {@link convolve} needs at its `work` pointer. */
export function convolveBytes(
  filters: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): usize {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  return borderBytes() + weightsBytes(filters, windowLength + 1) + tilesBytes(windowLength + 1) + STRIP_BYTES;
}

function weightsBytes(filters: i32, inner: i32): usize {
  return <usize>panelsOf(filters) * STRIP_ROW * inner;
}

function tilesAtOnce(inner: i32): i32 {
  return max(1, min(MOST_TILES, NUMBERS / (TILE_ROWS * inner)));
}

/** At least the bytes of {@link tilesAtOnce}. Longer windows never need less. */
function tilesBytes(inner: i32): usize {
  return <usize>min(MOST_TILES * TILE_ROWS * inner, max(NUMBERS, TILE_ROWS * inner)) << FLOAT;
}

/**
 * Computes `[images, outputHeight, outputWidth, filters]` from `[images, height, width, channels]`. The weight for a pixel of the
 * window (counted row by row), a channel and a filter is at
 * `weights + pixel · weightPixel + channel · weightChannel + filter · weightFilter`. If `bias` is 0, there is no bias.
 */
export function convolve(
  x: usize, weights: usize, bias: usize, y: usize, work: usize, images: i32,
  weightPixel: i32, weightChannel: i32, weightFilter: i32, filters: i32,
  height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): void {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  const inner = windowLength + (bias == 0 ? 0 : 1);
  if (inner == 0) {
    fill(y, 0, images * outputs * filters);
    return;
  }
  const atOnce = tilesAtOnce(inner) * TILE_ROWS;
  const bordered = work;
  const packedWeights = bordered + borderBytes();
  const tiles = packedWeights + weightsBytes(filters, inner);
  const strip = tiles + tilesBytes(inner);
  packWeights(weights, bias, weightPixel, weightChannel, weightFilter, filters, packedWeights);
  clearBorder(bordered);
  const inPlace = worthConvolvingInPlace(filters) && inner <= LONG_SUM;
  for (let image = 0; image < images; image++) {
    const source = withBorder(x, bordered);
    x += imageBytes;
    if (inPlace) {
      convolveInPlace(source, packedWeights, bias != 0, y, filters);
      y += <usize>(outputs * filters) << FLOAT;
      continue;
    }
    for (let first = 0; first < outputs; first += atOnce) {
      const rows = min(atOnce, outputs - first);
      layOut(source, first, rows, bias != 0, tiles);
      multiply(rows, inner, tiles, packedWeights, y, filters, strip);
      y += <usize>(rows * filters) << FLOAT;
    }
  }
}

/** Copies the weights into the order of the micro-kernel: some filters side by side, with zeros in place of missing ones. */
function packWeights(weights: usize, bias: usize, pixel: i32, channel: i32, filter: i32, filters: i32, target: usize): void {
  for (let first = 0; first < filters; first += TILE_COLUMNS) {
    for (let at = 0; at < kernelPixels; at++) {
      for (let c = 0; c < channels; c++) {
        for (let f = first; f < first + TILE_COLUMNS; f++) {
          const from = weights + (<isize>(at * pixel + c * channel + f * filter) << FLOAT);
          store<Float>(target, f < filters ? load<Float>(from) : 0);
          target += NUMBER;
        }
      }
    }
    if (bias == 0) continue;
    for (let f = first; f < first + TILE_COLUMNS; f++) {
      store<Float>(target, f < filters ? load<Float>(bias + (<usize>f << FLOAT)) : 0);
      target += NUMBER;
    }
  }
}

/** The start of the next output's window. {@link nextWindow} moves it from output to output, row by row. */
let corner: usize = 0;
let column: i32 = 0;

function nextWindow(): usize {
  const found = corner;
  corner += outputBytes;
  if (++column == outputWidth) {
    column = 0;
    corner += outputRowBytes - <usize>outputWidth * outputBytes;
  }
  return found;
}

/**
 * Copies the windows of `count` outputs, from `first` on: tile by tile, and in each tile step by step, with its four windows side
 * by side.
 */
function layOut(image: usize, first: i32, count: i32, ones: bool, target: usize): void {
  column = first % outputWidth;
  corner = image + <usize>(first / outputWidth) * outputRowBytes + <usize>column * outputBytes;
  for (; count > 0; count -= TILE_ROWS) {
    // If fewer than four are left, another window replaces the missing ones. Its results aren't used.
    const a = nextWindow();
    const b = count > 1 ? nextWindow() : a;
    const c = count > 2 ? nextWindow() : a;
    const d = count > 3 ? nextWindow() : a;
    for (let row: usize = 0, end = <usize>kernelHeight * windowRowBytes; row < end; row += windowRowBytes) {
      for (let at = row, left = pieces; left > 0; left--) {
        if (b - a == NUMBER && c - b == NUMBER && d - c == NUMBER) copyQuads(a + at, target);
        else transposeQuads(a + at, b + at, c + at, d + at, target);
        target += <usize>piece * QUAD;
        at += pieceBytes;
      }
    }
    if (!ones) continue;
    repeatFour(target, v128.splat<Float>(1));
    target += QUAD;
  }
}

/** Copies one row of four windows, or a piece of it, whose starts are adjacent numbers. */
function copyQuads(source: usize, target: usize): void {
  for (let step = piece; step > 0; step--) {
    copyFour(source, target);
    source += NUMBER;
    target += QUAD;
  }
}

/** Copies one row of four windows, or a piece of it, at any addresses. */
function transposeQuads(a: usize, b: usize, c: usize, d: usize, target: usize): void {
  let step = piece;
  for (; step >= LANES; step -= LANES) {
    transposeFour(a, b, c, d, target, QUAD);
    a += 16;
    b += 16;
    c += 16;
    d += 16;
    target += LANES * QUAD;
  }
  for (; step > 0; step--) {
    store<Float>(target, load<Float>(a));
    store<Float>(target, load<Float>(b), NUMBER);
    store<Float>(target, load<Float>(c), 2 * NUMBER);
    store<Float>(target, load<Float>(d), 3 * NUMBER);
    a += NUMBER;
    b += NUMBER;
    c += NUMBER;
    d += NUMBER;
    target += QUAD;
  }
}

/** Multiplies windows that have been laid out by the weights, giving `count` rows of `filters` numbers. */
function multiply(count: i32, inner: i32, tiles: usize, weights: usize, y: usize, filters: i32, strip: usize): void {
  const row = <usize>filters << FLOAT;
  const whole = count / TILE_ROWS;
  const tile = <usize>inner * QUAD;
  const panel = <usize>(inner * TILE_COLUMNS) << FLOAT;
  const first = inner > LONG_SUM ? PART : inner;
  for (let filter = 0; filter < filters; filter += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, filters - filter);
    const direct = width == TILE_COLUMNS ? whole : 0;
    if (direct > 0) packedPanel(direct, first, tiles, NUMBER, QUAD, tile, weights, STRIP_ROW, y, row, false);
    const rest = count - direct * TILE_ROWS;
    if (rest > 0) {
      const from = tiles + <usize>direct * tile;
      packedPanel((rest + TILE_ROWS - 1) / TILE_ROWS, first, from, NUMBER, QUAD, tile, weights, STRIP_ROW, strip, STRIP_ROW, false);
      copyRows(strip, STRIP_ROW, rest, width, y + <usize>(direct * TILE_ROWS) * row, row);
    }
    for (let step = first; step < inner; step += PART) {
      const left = tiles + <usize>step * QUAD;
      const right = weights + <usize>step * STRIP_ROW;
      packedPanel((count + TILE_ROWS - 1) / TILE_ROWS, min(PART, inner - step), left, NUMBER, QUAD, tile, right, STRIP_ROW, strip, STRIP_ROW, false);
      addStrip(strip, count, width, y, row);
    }
    weights += panel;
    y += <usize>TILE_COLUMNS << FLOAT;
  }
}

/** Adds some columns of a strip to rows that are `row` bytes apart. */
function addStrip(strip: usize, rows: i32, columns: i32, y: usize, row: usize): void {
  for (; rows > 0; rows--) {
    let at: usize = 0;
    for (let left = columns; left > 0; left -= LANES) {
      storeUpTo(y + at, v128.add<Float>(loadUpTo(y + at, left), v128.load(strip + at)), left);
      at += 16;
    }
    strip += STRIP_ROW;
    y += row;
  }
}
