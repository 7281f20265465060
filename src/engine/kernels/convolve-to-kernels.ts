/**
 * The way back from a convolution to its weights: the transposed windows times the errors, summed over all outputs. Nothing is laid out: what
 * one weight of the windows sees goes through the image in steps, row by row, beside the errors.
 */
import { addCorrelations } from "./generated/image-micro-kernels";
import { fill } from "./layout";
import { FLOAT } from "./vector";
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
  return borderBytes() + (windowLength + 1 + outputs) * paddedRow(filters);
}

/** The bytes of a row of so many filters, with zeros up to a whole tile. */
function paddedRow(filters: i32): usize {
  return <usize>(panelsOf(filters) * TILE_COLUMNS) << FLOAT;
}

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
  const row = <usize>filters << FLOAT;
  const padded = paddedRow(filters);
  const bordered = work;
  const sums = bordered + borderBytes();
  const paddedErrors = sums + (windowLength + 1) * padded;
  fill(sums, 0, (windowLength + 1 + outputs) * <i32>(padded >> FLOAT));
  clearBorder(bordered);
  for (let image = 0; image < images; image++) {
    let right = errors;
    if (row != padded) {
      copyRows(errors, row, outputs, filters, paddedErrors, padded);
      right = paddedErrors;
    }
    addImage(withBorder(x, bordered), right, padded, sums);
    x += imageBytes;
    errors += <usize>outputs * row;
  }
  copyRows(sums, padded, windowLength + 1, filters, result, row);
}

/** One image's part of the sums. */
function addImage(image: usize, errors: usize, row: usize, sums: usize): void {
  const jump = outputRowBytes - <usize>outputWidth * outputBytes;
  for (let panel: usize = 0; panel < row; panel += <usize>TILE_COLUMNS << FLOAT) {
    let target = sums + panel;
    for (let y = 0; y < kernelHeight; y++) {
      let source = image + <usize>y * rowBytes;
      for (let left = windowRow; left > 0; left -= TILE_ROWS) {
        const lines = min(TILE_ROWS, left);
        addCorrelations(lines, outputHeight, outputWidth, source, outputBytes, jump, errors + panel, row, target, row);
        source += <usize>lines << FLOAT;
        target += <usize>lines * row;
      }
    }
    addRows(errors + panel, row, target);
  }
}

/** The errors of one image, added to the sums of all. */
function addRows(errors: usize, row: usize, target: usize): void {
  let first = v128.load(target);
  let second = v128.load(target, 16);
  for (let output = outputs; output > 0; output--) {
    first = f32x4.add(first, v128.load(errors));
    second = f32x4.add(second, v128.load(errors, 16));
    errors += row;
  }
  v128.store(target, first);
  v128.store(target, second, 16);
}
