/**
 * Convolution, as engines do it. It is no part of the interface `Engine`: only layers on images need it, so only they load it (see
 * `of-engine.ts`).
 */
import type { View } from "../engine.js";
import type { Storage } from "../storage.js";

/**
 * How windows lie on images `[images, height, width, channels]`: `kernelHeight` by `kernelWidth` pixels each, `stride` apart, the first
 * with its corner `top` above and `left` of the image's, so many that they give outputs `[images, outputHeight, outputWidth, …]`. Around
 * an image there are zeros.
 */
export interface Windows {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
}

/** Results are new storages, row-major and without gaps. */
export interface Convolutions {
  /** Each window times each kernel; kernels are `[kernelHeight, kernelWidth, channels, filters]`. */
  convolve(images: View, kernels: View, windows: Windows): Storage;
  /** The way back from {@link convolve} to the images: errors of the outputs give those of the images. */
  toImages(errors: View, kernels: View, windows: Windows): Storage;
  /** The way back to the kernels. */
  toKernels(images: View, errors: View, windows: Windows): Storage;
}
