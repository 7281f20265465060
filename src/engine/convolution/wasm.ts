/** Convolution and pooling for the WASM engine, with kernels of their own. */
import type { View } from "../engine.js";
import { images as simd } from "../kernels/generated/images.js";
import { imagesRelaxed as relaxed } from "../kernels/generated/imagesRelaxed.js";
import { hasRelaxedSimd } from "../kernels.js";
import { size } from "../layout.js";
import type { Storage } from "../storage.js";
import type { WasmEngine } from "../wasm/wasm.js";
import { convolveGroups, groupsToImages, groupsToKernels } from "./groups.js";
import { type ImageKernels, type Multiplying, sizesOf } from "./kernels.js";
import { type Convolutions, imagesLength, outputsLength, type Windows, windowLength } from "./windows.js";

/** With fewer channels, tiles would be mostly padding, so ordinary products take the error back to the images. */
const leastChannels = 8;
/**
 * If a row of a window has fewer numbers, windows are the columns of a matrix. The windows of a row of the image are then
 * neighbours.
 */
const longRow = 8;
/** With at most this many filters, wide tiles would be half padding, and slower than others. */
const narrow = 8;
/** The most bytes of windows of several images that one product computes, which stay in the second-level cache. */
const mostAtOnce = 262_144;

export class WasmConvolutions implements Convolutions {
  readonly #engine: WasmEngine;
  readonly #kernels: ImageKernels;
  /** Those for many filters. */
  readonly #wide: Multiplying;

  constructor(engine: WasmEngine) {
    this.#engine = engine;
    // These are the functions that kernels/images.ts exports; test/kernels/exports.test.ts compares the two lists.
    this.#kernels = engine.install("images", hasRelaxedSimd() ? relaxed : simd) as ImageKernels;
    const { imagesWide } = engine.format.extras;
    this.#wide = imagesWide ? (engine.install("imagesWide", imagesWide) as Multiplying) : this.#kernels;
  }

  #for(filters: number): Multiplying {
    return filters > narrow ? this.#wide : this.#kernels;
  }

  convolve(images: View, kernels: View, bias: View | undefined, windows: Windows): Storage {
    if (windows.groups > 1) return convolveGroups(this.#engine, this, images, kernels, bias, windows);
    const [channels, filters] = [size(kernels.shape, 2), size(kernels.shape, 3)];
    const sizes = sizesOf(windows);
    const fitting = this.#for(filters);
    return this.#engine.compute({
      length: outputsLength(windows, filters),
      work: fitting.convolveBytes(filters, ...sizes),
      operands: bias ? [images, kernels, bias] : [images, kernels],
      run: ({ result, operands: [x = 0, w = 0, b = 0], work }) => {
        const layout = [channels * filters, filters, 1] as const;
        fitting.convolve(x, w, b, result, work, windows.images, ...layout, filters, ...sizes);
      },
    });
  }

  /** With a stride of 1, this is a convolution of the errors with the kernels rotated by 180°. */
  toImages(errors: View, kernels: View, windows: Windows): Storage {
    if (windows.groups > 1) return groupsToImages(this.#engine, this, errors, kernels, windows);
    const { images, height, width, channels, kernelHeight, kernelWidth, strideHeight, strideWidth } = windows;
    const top = (kernelHeight - 1) * windows.dilationHeight - windows.top;
    const left = (kernelWidth - 1) * windows.dilationWidth - windows.left;
    const within = top >= 0 && left >= 0; // otherwise errors at the edge would come from zeros only
    if (strideHeight > 1 || strideWidth > 1 || !within || channels < leastChannels)
      return this.#toImagesByProducts(errors, kernels, windows);
    const filters = size(kernels.shape, 3);
    const { bytes } = this.#engine.format;
    const sizes = sizesOf({
      ...windows,
      height: windows.outputHeight,
      width: windows.outputWidth,
      channels: filters,
      top,
      left,
      outputHeight: height,
      outputWidth: width,
    });
    const fitting = this.#for(channels);
    return this.#engine.compute({
      length: imagesLength(windows),
      work: fitting.convolveBytes(channels, ...sizes),
      operands: [errors, kernels],
      run: ({ result, operands: [error = 0, w = 0], work }) => {
        const last = w + bytes * (kernelHeight * kernelWidth - 1) * channels * filters;
        const layout = [-channels * filters, 1, filters] as const;
        fitting.convolve(error, last, 0, result, work, images, ...layout, channels, ...sizes);
      },
    });
  }

  /** Multiplies errors by transposed kernels, which gives the errors of the windows, and adds these to the pixels in each window. */
  #toImagesByProducts(errors: View, kernels: View, windows: Windows): Storage {
    const { images, channels, kernelWidth, outputHeight, outputWidth } = windows;
    const filters = size(kernels.shape, 3);
    const [outputs, inner] = [outputHeight * outputWidth, windowLength(windows)];
    const { bytes } = this.#engine.format;
    const byColumns = kernelWidth * channels < longRow;
    const sizes = sizesOf(windows);
    const each = bytes * outputs * inner;
    const atOnce = byColumns ? 1 : Math.min(images, Math.max(1, Math.floor(mostAtOnce / each)));
    return this.#engine.compute({
      length: imagesLength(windows),
      work: atOnce * each + this.#kernels.borderedBytes(...sizes),
      operands: [errors, kernels],
      run: ({ kernels: { gemm }, result, operands: [error = 0, w = 0], work, gemmScratch }) => {
        for (let image = 0; image < images; image++) {
          const from = error + bytes * image * outputs * filters;
          const place = image % atOnce;
          if (byColumns) gemm(inner, outputs, filters, w, filters, 1, from, 1, filters, work, outputs, gemmScratch);
          else if (place === 0) {
            const rows = Math.min(atOnce, images - image) * outputs;
            gemm(rows, inner, filters, from, filters, 1, w, 1, filters, work, inner, gemmScratch);
          }
          const to = result + (bytes * image * imagesLength(windows)) / images;
          this.#kernels.addWindows(work + place * each, to, work + atOnce * each, byColumns, ...sizes);
        }
      },
    });
  }

  toKernels(images: View, errors: View, windows: Windows): Storage {
    if (windows.groups > 1) return groupsToKernels(this.#engine, this, images, errors, windows);
    const filters = size(errors.shape, 3);
    const sizes = sizesOf(windows);
    const fitting = this.#for(filters);
    return this.#engine.compute({
      length: (windowLength(windows) + 1) * filters,
      work: fitting.toKernelsBytes(filters, ...sizes),
      operands: [images, errors],
      run: ({ result, operands: [x = 0, error = 0], work }) => {
        fitting.toKernels(x, error, result, work, windows.images, filters, ...sizes);
      },
    });
  }

  maxPool(images: View, windows: Windows): Storage {
    return this.#engine.compute({
      length: outputsLength(windows, windows.channels),
      operands: [images],
      run: ({ result, operands: [x = 0] }) => this.#kernels.maxPool(x, result, windows.images, ...sizesOf(windows)),
    });
  }

  maxPoolBack(images: View, outputs: View, errors: View, windows: Windows): Storage {
    return this.#engine.compute({
      length: imagesLength(windows),
      operands: [images, outputs, errors],
      run: ({ result, operands: [x = 0, y = 0, error = 0] }) => {
        this.#kernels.maxPoolBack(x, y, error, result, windows.images, ...sizesOf(windows));
      },
    });
  }
}
