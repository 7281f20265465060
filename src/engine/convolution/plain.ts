/** Convolution in plain TypeScript, over what every engine has: the oracle, as `plain.ts` is for the rest. */
import type { Engine, HostArray, View } from "../engine.js";
import { size } from "../layout.js";
import type { Storage } from "../storage.js";
import type { Convolutions, Windows } from "./windows.js";

export class PlainConvolutions implements Convolutions {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  convolve(images: View, kernels: View, windows: Windows): Storage {
    const [x, w] = [this.#rows(images), this.#rows(kernels)];
    const filters = size(kernels.shape, 3);
    const result = this.#numbers(windows.images * windows.outputHeight * windows.outputWidth * filters);
    eachTap(windows, filters, (pixel, weight, output) => {
      (result[output] as number) += (x[pixel] as number) * (w[weight] as number);
    });
    return this.#engine.upload(result);
  }

  toImages(errors: View, kernels: View, windows: Windows): Storage {
    const [error, w] = [this.#rows(errors), this.#rows(kernels)];
    const result = this.#numbers(windows.images * windows.height * windows.width * windows.channels);
    eachTap(windows, size(kernels.shape, 3), (pixel, weight, output) => {
      (result[pixel] as number) += (error[output] as number) * (w[weight] as number);
    });
    return this.#engine.upload(result);
  }

  toKernels(images: View, errors: View, windows: Windows): Storage {
    const [x, error] = [this.#rows(images), this.#rows(errors)];
    const filters = size(errors.shape, 3);
    const result = this.#numbers(windows.kernelHeight * windows.kernelWidth * windows.channels * filters);
    eachTap(windows, filters, (pixel, weight, output) => {
      (result[weight] as number) += (x[pixel] as number) * (error[output] as number);
    });
    return this.#engine.upload(result);
  }

  #rows(x: View): HostArray {
    return this.#engine.download(this.#engine.copy(x));
  }

  #numbers(length: number): HostArray {
    return this.#engine.precision === "float32" ? new Float32Array(length) : new Float64Array(length);
  }
}

/** Visits each product of a convolution: which number of the images, by which of the kernels, for which of the outputs. */
function eachTap(
  { images, height, width, channels, kernelHeight, kernelWidth, stride, top, left, outputHeight, outputWidth }: Windows,
  filters: number,
  visit: (pixel: number, weight: number, output: number) => void,
): void {
  for (let output = 0; output < images * outputHeight * outputWidth; output++) {
    const image = Math.floor(output / (outputHeight * outputWidth));
    const firstRow = (Math.floor(output / outputWidth) % outputHeight) * stride - top;
    const firstColumn = (output % outputWidth) * stride - left;
    for (let tap = 0; tap < kernelHeight * kernelWidth; tap++) {
      const row = firstRow + Math.floor(tap / kernelWidth);
      const column = firstColumn + (tap % kernelWidth);
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      for (let channel = 0; channel < channels; channel++) {
        const pixel = ((image * height + row) * width + column) * channels + channel;
        const weights = (tap * channels + channel) * filters;
        for (let filter = 0; filter < filters; filter++) visit(pixel, weights + filter, output * filters + filter);
      }
    }
  }
}
