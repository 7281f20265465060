/** The kernels for images as TypeScript sees them; what ../kernels.ts says of the others holds for these too. */
import type { Pointer } from "../kernels.js";
import type { Windows } from "./windows.js";

/** {@link Windows} of any number of images, in the order in which the kernels take them. */
export type Sizes = readonly [
  height: number,
  width: number,
  channels: number,
  kernelHeight: number,
  kernelWidth: number,
  stride: number,
  top: number,
  left: number,
  outputHeight: number,
  outputWidth: number,
];

export const sizesOf = (windows: Windows): Sizes => [
  ...([windows.height, windows.width, windows.channels, windows.kernelHeight, windows.kernelWidth] as const),
  ...([windows.stride, windows.top, windows.left, windows.outputHeight, windows.outputWidth] as const),
];

export interface ImageKernels {
  /**
   * `[images, height, width, channels]` to `[images, outputHeight, outputWidth, filters]`: each window times each kernel, plus the bias, which
   * is 0 where there is none. The weight of a pixel of the window (counted row by row), a channel and a filter lies at
   * `weights + pixel · weightPixel + channel · weightChannel + filter · weightFilter`. `work` points to {@link convolveBytes} free bytes.
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
   * The way back to the weights `[kernelHeight, kernelWidth, channels, filters]`, and behind those to the bias, `[filters]`. `work` points to
   * {@link toKernelsBytes} free bytes.
   */
  toKernels(x: Pointer, errors: Pointer, result: Pointer, work: Pointer, images: number, filters: number, ...sizes: Sizes): void;
  toKernelsBytes(filters: number, ...sizes: Sizes): number;

  /**
   * The way back from the windows of one image, laid out as the rows or as the columns of a matrix, to the image: each number is added to its
   * pixel. `bordered` points to {@link borderedBytes} free bytes.
   */
  addWindows(windows: Pointer, image: Pointer, bordered: Pointer, byColumns: boolean, ...sizes: Sizes): void;
  borderedBytes(...sizes: Sizes): number;

  /** The greatest number of each window, channel by channel; every window lies within its image. */
  maxPool(x: Pointer, y: Pointer, images: number, ...sizes: Sizes): void;
  /** The errors of {@link maxPool}'s results `y`, to what was the greatest; where several are equal, in equal parts. */
  maxPoolBack(x: Pointer, y: Pointer, errors: Pointer, result: Pointer, images: number, ...sizes: Sizes): void;
}
