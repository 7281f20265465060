/**
 * The interface of convolution and pooling. It is not part of `Engine`, so that only programs with image layers load it (see
 * `of-engine.ts`).
 */
import type { View, Window } from "../engine.js";
import type { Storage } from "../storage.js";

/**
 * How windows lie on images `[images, height, width, channels]`. Each has `kernelHeight` by `kernelWidth` pixels, which are the dilation
 * apart, and the windows are the stride apart. The first has its corner `top` above and `left` to the left of the image's corner. There
 * are `outputHeight` by `outputWidth` windows on each image. Outside the image, numbers are zero. Windows of pools aren't dilated.
 */
export interface Windows {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  /** The channels are divided into this many equal parts, and so are the filters. Each filter sees only the channels of its part. */
  readonly groups: number;
  readonly top: number;
  readonly left: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
}

/** Results are new storages, row-major and without gaps. */
export interface Convolutions {
  /**
   * Each window times each kernel, plus the bias. Kernels are `[kernelHeight, kernelWidth, channels / groups, filters]`, and a bias is
   * `[filters]`.
   */
  convolve(images: View, kernels: View, bias: View | undefined, windows: Windows): Storage;
  /** Takes the error of {@link convolve} back to the images. */
  toImages(errors: View, kernels: View, windows: Windows): Storage;
  /** Takes the error of {@link convolve} back to the kernels, followed in the same storage by that of the bias. */
  toKernels(images: View, errors: View, windows: Windows): Storage;

  /** The greatest number of each window and channel. Every window lies within its image. If any number is NaN, so is the result. */
  maxPool(images: View, windows: Windows): Storage;
  /**
   * Takes the error of {@link maxPool}'s `outputs` back to the greatest number of each window, in equal parts if several are
   * equal.
   */
  maxPoolBack(images: View, outputs: View, errors: View, windows: Windows): Storage;
}

/**
 * The windows of a pool as one: `[images, outputHeight, outputWidth, kernelHeight, kernelWidth, channels]`. Every window lies within its
 * image.
 */
export function windowOn(windows: Windows): Window & { readonly shape: readonly number[] } {
  const { images, height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth, outputHeight, outputWidth } =
    windows;
  const [row, pixel] = [width * channels, channels];
  return {
    offset: 0,
    shape: [images, outputHeight, outputWidth, kernelHeight, kernelWidth, channels],
    strides: [height * row, strideHeight * row, strideWidth * pixel, row, pixel, 1],
  };
}

export const imagesLength = ({ images, height, width, channels }: Windows): number => images * height * width * channels;
/** The number of numbers in a window that one filter sees. */
export const windowLength = ({ kernelHeight, kernelWidth, channels, groups }: Windows): number =>
  kernelHeight * kernelWidth * (channels / groups);
export const outputsLength = ({ images, outputHeight, outputWidth }: Windows, filters: number): number =>
  images * outputHeight * outputWidth * filters;
