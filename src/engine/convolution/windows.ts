/**
 * What engines do with images. It is no part of the interface `Engine`: only layers on images need it, so only they load it (see
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
  /** Each window times each kernel, plus the bias; kernels are `[kernelHeight, kernelWidth, channels, filters]`, a bias `[filters]`. */
  convolve(images: View, kernels: View, bias: View | undefined, windows: Windows): Storage;
  /** The way back from {@link convolve} to the images: errors of the outputs give those of the images. */
  toImages(errors: View, kernels: View, windows: Windows): Storage;
  /** The way back to the kernels, and behind them in the same storage that to the bias. */
  toKernels(images: View, errors: View, windows: Windows): Storage;

  /** The greatest number of each window, channel by channel; every window lies within its image. NaN wins over every number. */
  maxPool(images: View, windows: Windows): Storage;
  /** The way back from {@link maxPool} and its `outputs`: to the greatest, and where several are equal, to each in equal parts. */
  maxPoolBack(images: View, outputs: View, errors: View, windows: Windows): Storage;
}

export const imagesLength = ({ images, height, width, channels }: Windows): number => images * height * width * channels;
export const windowLength = ({ kernelHeight, kernelWidth, channels }: Windows): number => kernelHeight * kernelWidth * channels;
export const outputsLength = ({ images, outputHeight, outputWidth }: Windows, filters: number): number =>
  images * outputHeight * outputWidth * filters;
