/**
 * How windows lie on an image, and copies of images with a border of zeros, so that every window lies within. The variables have
 * the sizes of the current call; each exported kernel sets them.
 */
import { TILE_VECTORS } from "./generated/image-micro-kernels";
import { copy, fill } from "./layout";
import { Float, FLOAT, LANES, loadUpTo, NUMBER, storeUpTo } from "./float32/vector";

/** The tiles of the micro-kernels. */
export const TILE_ROWS: i32 = 4;
export const TILE_COLUMNS: i32 = TILE_VECTORS * LANES;
/** The distance between steps of a tile's windows. */
export const QUAD: usize = <usize>TILE_ROWS << FLOAT;

/** The number of panels for these filters. */
export function panelsOf(filters: i32): i32 {
  return (filters + TILE_COLUMNS - 1) / TILE_COLUMNS;
}

export let height: i32 = 0;
export let width: i32 = 0;
export let channels: i32 = 0;
export let kernelHeight: i32 = 0;
export let outputHeight: i32 = 0;
export let outputWidth: i32 = 0;
let top: i32 = 0;
let left: i32 = 0;

/**
 * The number of bytes of an image; with its border, those of a row, and the distances between rows of outputs and between
 * outputs.
 */
export let imageBytes: usize = 0;
export let rowBytes: usize = 0;
export let outputRowBytes: usize = 0;
export let outputBytes: usize = 0;
/** The count of numbers in a row of a window, and in a whole window. */
export let windowRow: i32 = 0;
export let windowLength: i32 = 0;
/** The distance between the rows of a window. */
export let windowRowBytes: usize = 0;
/** The numbers of a row of a window are next to each other. If it is dilated, those of each pixel are: then it is in pieces. */
export let pieces: i32 = 0;
export let piece: i32 = 0;
export let pieceBytes: usize = 0;
/** The number of pixels in a window. */
export let kernelPixels: i32 = 0;
/** The number of outputs for an image. */
export let outputs: i32 = 0;

let borderedHeight: i32 = 0;
let borderedWidth: i32 = 0;
let hasBorder: bool = false;

export function setWindows(
  height_: i32, width_: i32, channels_: i32, kernelHeight_: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32,
  dilationHeight: i32, dilationWidth: i32, top_: i32, left_: i32, outputHeight_: i32, outputWidth_: i32,
): void {
  height = height_;
  width = width_;
  channels = channels_;
  kernelHeight = kernelHeight_;
  top = top_;
  left = left_;
  outputHeight = outputHeight_;
  outputWidth = outputWidth_;
  borderedHeight = max(top + height, (outputHeight - 1) * strideHeight + (kernelHeight - 1) * dilationHeight + 1);
  borderedWidth = max(left + width, (outputWidth - 1) * strideWidth + (kernelWidth - 1) * dilationWidth + 1);
  hasBorder = borderedHeight > height || borderedWidth > width;
  imageBytes = <usize>(height * width * channels) << FLOAT;
  rowBytes = <usize>(borderedWidth * channels) << FLOAT;
  outputRowBytes = <usize>strideHeight * rowBytes;
  outputBytes = <usize>(strideWidth * channels) << FLOAT;
  windowRow = kernelWidth * channels;
  windowLength = kernelHeight * windowRow;
  windowRowBytes = <usize>dilationHeight * rowBytes;
  pieces = dilationWidth == 1 ? 1 : kernelWidth;
  piece = dilationWidth == 1 ? windowRow : channels;
  pieceBytes = <usize>(dilationWidth * channels) << FLOAT;
  kernelPixels = kernelHeight * kernelWidth;
  outputs = outputHeight * outputWidth;
}

/** The number of bytes of an image with its border, or 0 if it has no border. */
export function borderBytes(): usize {
  return hasBorder ? <usize>borderedHeight * rowBytes : 0;
}

/** The number of bytes that {@link addWindows} needs for an image with its border. */
export function borderedBytes(
  height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): usize {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  return borderBytes();
}

export function clearBorder(bordered: usize): void {
  fill(bordered, 0, <i32>(borderBytes() >> FLOAT));
}

/** The address of an image with its border: a copy in `bordered`, or the image itself if it needs no border. */
export function withBorder(image: usize, bordered: usize): usize {
  if (!hasBorder) return image;
  const row = width * channels;
  copyRows(image, <usize>row << FLOAT, height, row, inside(bordered), rowBytes);
  return bordered;
}

/** Copies some columns of rows that are `fromRow` and `toRow` bytes apart. */
export function copyRows(from: usize, fromRow: usize, rows: i32, columns: i32, to: usize, toRow: usize): void {
  for (let row = 0; row < rows; row++) {
    copy(from, to, columns);
    from += fromRow;
    to += toRow;
  }
}

/** The first pixel of an image within its border. */
function inside(bordered: usize): usize {
  return bordered + <usize>top * rowBytes + (<usize>(left * channels) << FLOAT);
}

/**
 * Takes errors back from windows to the image: adds each number to its pixel. The windows are the rows of a matrix or, with
 * `byColumns`, its columns, so that those of one row of the image are adjacent.
 */
export function addWindows(
  windows: usize, image: usize, bordered: usize, byColumns: bool,
  height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): void {
  setWindows(height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  if (hasBorder) clearBorder(bordered);
  else fill(image, 0, height * width * channels);
  const target = hasBorder ? bordered : image;
  if (byColumns) addColumns(windows, target);
  else addRows(windows, target);
  if (!hasBorder) return;
  const row = width * channels;
  copyRows(inside(bordered), rowBytes, height, row, image, <usize>row << FLOAT);
}

function addRows(windows: usize, image: usize): void {
  for (let y = 0; y < outputHeight; y++) {
    let corner = image + <usize>y * outputRowBytes;
    for (let x = 0; x < outputWidth; x++) {
      for (let row = 0; row < kernelHeight; row++) {
        let at = corner + <usize>row * windowRowBytes;
        for (let left = pieces; left > 0; left--) {
          addSideBySide(windows, at, piece);
          windows += <usize>piece << FLOAT;
          at += pieceBytes;
        }
      }
      corner += outputBytes;
    }
  }
}

function addColumns(windows: usize, image: usize): void {
  for (let row = 0; row < kernelHeight; row++) {
    for (let step = 0; step < windowRow; step++) {
      let line = image + <usize>row * windowRowBytes + <usize>(step / piece) * pieceBytes + (<usize>(step % piece) << FLOAT);
      for (let y = 0; y < outputHeight; y++) {
        if (outputBytes == NUMBER) addSideBySide(windows, line, outputWidth);
        else addApart(windows, line, outputWidth);
        windows += <usize>outputWidth << FLOAT;
        line += outputRowBytes;
      }
    }
  }
}

function addSideBySide(x: usize, result: usize, n: i32): void {
  for (; n >= LANES; n -= LANES) {
    v128.store(result, v128.add<Float>(v128.load(result), v128.load(x)));
    x += 16;
    result += 16;
  }
  if (n > 0) storeUpTo(result, v128.add<Float>(loadUpTo(result, n), loadUpTo(x, n)), n);
}

function addApart(x: usize, result: usize, n: i32): void {
  for (; n > 0; n--) {
    store<Float>(result, load<Float>(result) + load<Float>(x));
    x += NUMBER;
    result += outputBytes;
  }
}
