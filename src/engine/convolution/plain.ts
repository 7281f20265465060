/**
 * Convolution and pooling in plain TypeScript, for any engine. Like the engine in `engine/plain`, it is the reference for tests.
 * Sums are float64 until they are complete.
 */
import { numbersFor } from "../../shape/elements.js";
import type { Engine, View } from "../engine.js";
import { size } from "../layout.js";
import type { HostArray, Storage } from "../storage.js";
import { type Convolutions, imagesLength, outputsLength, type Windows, windowLength } from "./windows.js";

export class PlainConvolutions implements Convolutions {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  convolve(images: View, kernels: View, bias: View | undefined, windows: Windows): Storage {
    const [x, w] = [this.#rows(images), this.#rows(kernels)];
    const filters = size(kernels.shape, 3);
    const result = numbersFor(Float64Array, outputsLength(windows, filters));
    const b = bias ? this.#rows(bias) : numbersFor(Float64Array, filters);
    for (let output = 0; output < result.length; output++) result[output] = b[output % filters] as number;
    eachTap(windows, filters, (pixel, weight, output) => {
      (result[output] as number) += (x[pixel] as number) * (w[weight] as number);
    });
    return this.#engine.upload(result);
  }

  toImages(errors: View, kernels: View, windows: Windows): Storage {
    const [error, w] = [this.#rows(errors), this.#rows(kernels)];
    const result = numbersFor(Float64Array, imagesLength(windows));
    eachTap(windows, size(kernels.shape, 3), (pixel, weight, output) => {
      (result[pixel] as number) += (error[output] as number) * (w[weight] as number);
    });
    return this.#engine.upload(result);
  }

  toKernels(images: View, errors: View, windows: Windows): Storage {
    const [x, error] = [this.#rows(images), this.#rows(errors)];
    const filters = size(errors.shape, 3);
    const weights = windowLength(windows) * filters;
    const result = numbersFor(Float64Array, weights + filters);
    eachTap(windows, filters, (pixel, weight, output) => {
      (result[weight] as number) += (x[pixel] as number) * (error[output] as number);
    });
    for (let output = 0; output < error.length; output++) {
      (result[weights + (output % filters)] as number) += error[output] as number;
    }
    return this.#engine.upload(result);
  }

  maxPool(images: View, windows: Windows): Storage {
    const x = this.#rows(images);
    const result = numbersFor(Float64Array, outputsLength(windows, windows.channels)).fill(Number.NEGATIVE_INFINITY);
    eachPixel(windows, (pixel, output) => {
      result[output] = Math.max(result[output] as number, x[pixel] as number); // NaN stays NaN
    });
    return this.#engine.upload(result);
  }

  maxPoolBack(images: View, outputs: View, errors: View, windows: Windows): Storage {
    const [x, y, error] = [this.#rows(images), this.#rows(outputs), this.#rows(errors)];
    const equals = numbersFor(Float64Array, y.length);
    eachPixel(windows, (pixel, output) => {
      (equals[output] as number) += x[pixel] === y[output] ? 1 : 0;
    });
    const result = numbersFor(Float64Array, x.length);
    eachPixel(windows, (pixel, output) => {
      const isGreatest = x[pixel] === y[output] ? 1 : 0;
      (result[pixel] as number) += isGreatest * ((error[output] as number) / (equals[output] as number)); // NaN if the greatest number is NaN
    });
    return this.#engine.upload(result);
  }

  #rows(x: View): HostArray {
    return this.#engine.download(this.#engine.copy(x));
  }
}

/**
 * Visits each product of a convolution: the index of an image's number, of a weight, and of the output that the product is added
 * to.
 */
function eachTap(windows: Windows, filters: number, visit: (pixel: number, weight: number, output: number) => void): void {
  const { channels, groups } = windows;
  const [seen, alike] = [channels / groups, filters / groups]; // the channels that a filter sees, and the filters that see them
  eachPlace(windows, (pixel, tap, output) => {
    for (let channel = 0; channel < channels; channel++) {
      const [group, place] = [Math.floor(channel / seen), channel % seen];
      for (let filter = group * alike; filter < (group + 1) * alike; filter++) {
        visit(pixel * channels + channel, (tap * seen + place) * filters + filter, output * filters + filter);
      }
    }
  });
}

/** Visits each number in each window, with the output of its window and channel. */
function eachPixel(windows: Windows, visit: (pixel: number, output: number) => void): void {
  const { channels } = windows;
  eachPlace(windows, (pixel, _, output) => {
    for (let channel = 0; channel < channels; channel++) visit(pixel * channels + channel, output * channels + channel);
  });
}

/** Visits each place of each window that is within the image: the pixel of the image, the pixel of the window, and the output. */
function eachPlace(windows: Windows, visit: (pixel: number, tap: number, output: number) => void): void {
  const { images, height, width, kernelHeight, kernelWidth, strideHeight, strideWidth, outputHeight, outputWidth } = windows;
  for (let output = 0; output < images * outputHeight * outputWidth; output++) {
    const image = Math.floor(output / (outputHeight * outputWidth));
    const firstRow = (Math.floor(output / outputWidth) % outputHeight) * strideHeight - windows.top;
    const firstColumn = (output % outputWidth) * strideWidth - windows.left;
    for (let tap = 0; tap < kernelHeight * kernelWidth; tap++) {
      const row = firstRow + Math.floor(tap / kernelWidth) * windows.dilationHeight;
      const column = firstColumn + (tap % kernelWidth) * windows.dilationWidth;
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      visit((image * height + row) * width + column, tap, output);
    }
  }
}
