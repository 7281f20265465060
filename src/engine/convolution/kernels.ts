/** The TypeScript signatures of the kernels for images. The conventions of ../kernels.ts apply here too. */
import type { Pointer } from "../kernels.js";
import type { Windows } from "./windows.js";

/** {@link Windows} for any number of images, in the order of the kernels' parameters. */
export type Sizes = readonly [
  height: number,
  width: number,
  channels: number,
  kernelHeight: number,
  kernelWidth: number,
  strideHeight: number,
  strideWidth: number,
  dilationHeight: number,
  dilationWidth: number,
  top: number,
  left: number,
  outputHeight: number,
  outputWidth: number,
];

export const sizesOf = (windows: Windows): Sizes => [
  ...([windows.height, windows.width, windows.channels, windows.kernelHeight, windows.kernelWidth] as const),
  ...([windows.strideHeight, windows.strideWidth, windows.dilationHeight, windows.dilationWidth] as const),
  ...([windows.top, windows.left, windows.outputHeight, windows.outputWidth] as const),
];

export interface ImageKernels {
  /**
   * Computes `[images, outputHeight, outputWidth, filters]` from `[images, height, width, channels]`: each window times each
   * kernel, plus the bias, unless `bias` is 0. The weight for a pixel of the window (counted row by row), a channel and a filter
   * is at `weights + pixel · weightPixel + channel · weightChannel + filter · weightFilter`. `work` points to
   * {@link convolveBytes} free bytes.
   */
  convolve(
    x: Pointer,
    weights: Pointer,
    bias: Pointer,
    y: Pointer,
    work: Pointer,
    images: number,
    weightPixel: number,
    weightChannel: number,
    weightFilter: number,
    filters: number,
    ...sizes: Sizes
  ): void;
  convolveBytes(filters: number, ...sizes: Sizes): number;

  /**
   * Takes errors back to the weights `[kernelHeight, kernelWidth, channels, filters]`, and writes those of the bias, `[filters]`,
   * behind them. `work` points to {@link toKernelsBytes} free bytes.
   */
  toKernels(x: Pointer, errors: Pointer, result: Pointer, work: Pointer, images: number, filters: number, ...sizes: Sizes): void;
  toKernelsBytes(filters: number, ...sizes: Sizes): number;

  /**
   * Takes errors back from the windows of one image to the image: adds each number to its pixel. The windows are the rows or the
   * columns of a matrix. `bordered` points to {@link borderedBytes} free bytes.
   */
  addWindows(windows: Pointer, image: Pointer, bordered: Pointer, byColumns: boolean, ...sizes: Sizes): void;
  borderedBytes(...sizes: Sizes): number;

  /** The greatest number of each window and channel. Every window lies within its image. */
  maxPool(x: Pointer, y: Pointer, images: number, ...sizes: Sizes): void;
  /**
   * Takes the errors of {@link maxPool}'s results `y` back to the greatest number of each window, in equal parts if several are
   * equal.
   */
  maxPoolBack(x: Pointer, y: Pointer, errors: Pointer, result: Pointer, images: number, ...sizes: Sizes): void;
}

/** The kernels that multiply. Some engines have them in a second form, with wide tiles. */
export type Multiplying = Pick<ImageKernels, "convolve" | "convolveBytes" | "toKernels" | "toKernelsBytes">;
