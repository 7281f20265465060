/** The greatest number of each window and channel, and the way back from it. If there is a NaN in a window, the result is NaN. */
import { fill } from "./layout";
import { FLOAT, Float, LANES, loadUpTo, storeUpTo } from "./float32/vector";
import {
  channels, imageBytes, kernelHeight, outputBytes, outputHeight, outputRowBytes, outputWidth, rowBytes, setWindows, windowRow,
} from "./windows";

/**
 * Computes `[images, outputHeight, outputWidth, channels]` from `[images, height, width, channels]`. All windows lie within an
 * image.
 */
export function maxPool(
  x: usize, y: usize, images: i32,
  height: i32, width: i32, channels_: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): void {
  setWindows(height, width, channels_, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  for (; images > 0; images--) {
    for (let row = 0; row < outputHeight; row++) {
      let corner = x + <usize>row * outputRowBytes;
      for (let column = 0; column < outputWidth; column++) {
        for (let channel = 0; channel < channels; channel += LANES) {
          const offset = <usize>channel << FLOAT;
          storeUpTo(y + offset, greatest(corner + offset, channels - channel), channels - channel);
        }
        y += <usize>channels << FLOAT;
        corner += outputBytes;
      }
    }
    x += imageBytes;
  }
}

/** The greatest numbers of up to four channels. */
@inline
function greatest(corner: usize, count: i32): v128 {
  let best = loadUpTo(corner, count);
  const pixel = <usize>channels << FLOAT;
  for (let row = 0; row < kernelHeight; row++) {
    let from = corner + <usize>row * rowBytes;
    for (const end = from + (<usize>windowRow << FLOAT); from < end; from += pixel) {
      const x = loadUpTo(from, count);
      best = v128.bitselect(x, v128.pmax<Float>(best, x), v128.ne<Float>(x, x));
    }
  }
  return best;
}

/** Takes errors back to the greatest number of each window, in equal parts if several are equal. */
export function maxPoolBack(
  x: usize, y: usize, errors: usize, result: usize, images: i32,
  height: i32, width: i32, channels_: i32, kernelHeight: i32, kernelWidth: i32, strideHeight: i32,
  strideWidth: i32, dilationHeight: i32, dilationWidth: i32, top: i32, left: i32, outputHeight: i32, outputWidth: i32,
): void {
  setWindows(height, width, channels_, kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left, outputHeight, outputWidth);
  fill(result, 0, images * height * width * channels);
  for (; images > 0; images--) {
    for (let row = 0; row < outputHeight; row++) {
      let corner = <usize>row * outputRowBytes;
      for (let column = 0; column < outputWidth; column++) {
        for (let channel = 0; channel < channels; channel += LANES) {
          const offset = <usize>channel << FLOAT;
          const count = channels - channel;
          share(x + corner + offset, loadUpTo(y + offset, count), loadUpTo(errors + offset, count), result + corner + offset, count);
        }
        y += <usize>channels << FLOAT;
        errors += <usize>channels << FLOAT;
        corner += outputBytes;
      }
    }
    x += imageBytes;
    result += imageBytes;
  }
}

/** Takes back the errors of one window and up to four channels. */
@inline
function share(x: usize, best: v128, error: v128, result: usize, count: i32): void {
  const pixel = <usize>channels << FLOAT;
  const all = <usize>windowRow << FLOAT;
  const one = v128.splat<Float>(1);
  let equals = v128.splat<Float>(0);
  for (let row: usize = 0, end = <usize>kernelHeight * rowBytes; row < end; row += rowBytes) {
    for (let at = row; at < row + all; at += pixel) {
      equals = v128.add<Float>(equals, v128.and(v128.eq<Float>(loadUpTo(x + at, count), best), one));
    }
  }
  const part = v128.div<Float>(error, equals);
  for (let row: usize = 0, end = <usize>kernelHeight * rowBytes; row < end; row += rowBytes) {
    for (let at = row; at < row + all; at += pixel) {
      const isBest = v128.and(v128.eq<Float>(loadUpTo(x + at, count), best), one);
      storeUpTo(result + at, v128.add<Float>(loadUpTo(result + at, count), v128.mul<Float>(isBest, part)), count);
    }
  }
}
