/**
 * Convolution, as a primitive with its derivatives. It is linear in the images and in the parameters. So both ways back are
 * convolutions too, and the derivative of each of the three consists of the others.
 */
import { convolutionsOf } from "../../engine/convolution/of-engine.js";
import { type Windows, windowLength } from "../../engine/convolution/windows.js";
import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { size, whole } from "../../engine/layout.js";
import { recorded, type Shares, type Value } from "../tape.js";
import { reshaped, sliced } from "./primitives/index.js";

export const convolutions = () => convolutionsOf(engine());

/**
 * Takes images `[images, height, width, channels]`, kernels `[kernelHeight, kernelWidth, channels / groups, filters]` and a bias
 * `[filters]`.
 */
export const convolved = /* @__PURE__ */ recorded(
  "convolve",
  (images: Value, kernels: Value, bias: Value | undefined, windows: Windows): View =>
    whole(convolutions().convolve(images, kernels, bias, windows), [
      windows.images,
      windows.outputHeight,
      windows.outputWidth,
      size(kernels.shape, 3),
    ]),
  (error, _, images, kernels, _bias, windows): Shares => {
    let found: Parameters | undefined;
    const parameters = () => (found ??= convolvedToParameters(images, error, windows));
    return [() => convolvedToImages(error, kernels, windows), () => parameters().kernels, () => parameters().bias];
  },
);

export const convolvedToImages = /* @__PURE__ */ recorded(
  "convolveToImages",
  (errors: Value, kernels: Value, windows: Windows): View =>
    whole(convolutions().toImages(errors, kernels, windows), [windows.images, windows.height, windows.width, windows.channels]),
  (error, _, errors, kernels, windows): Shares => [
    () => convolved(error, kernels, undefined, windows),
    () => convolvedToParameters(error, errors, windows).kernels,
  ],
);

interface Parameters {
  readonly kernels: Value;
  readonly bias: Value;
}

/** The errors of kernels and bias. */
export const convolvedToParameters = (images: Value, errors: Value, windows: Windows): Parameters =>
  parametersOf(convolvedToNumbers(images, errors, windows), windows, size(errors.shape, 3));

/** All numbers of the kernels, followed by those of the bias. */
const convolvedToNumbers = /* @__PURE__ */ recorded(
  "convolveToParameters",
  (images: Value, errors: Value, windows: Windows): View => {
    const filters = size(errors.shape, 3);
    return whole(convolutions().toKernels(images, errors, windows), [(windowLength(windows) + 1) * filters]);
  },
  (error, _, images, errors, windows): Shares => {
    const { kernels, bias } = parametersOf(error, windows, size(errors.shape, 3));
    return [() => convolvedToImages(errors, kernels, windows), () => convolved(images, kernels, bias, windows)];
  },
);

function parametersOf(numbers: Value, windows: Windows, filters: number): Parameters {
  const { kernelHeight, kernelWidth, channels, groups } = windows;
  const weights = windowLength(windows) * filters;
  const part = (start: number, entries: number) => sliced(numbers, [{ start, entries, step: 1 }]);
  return {
    kernels: reshaped(part(0, weights), [kernelHeight, kernelWidth, channels / groups, filters]),
    bias: part(weights, filters),
  };
}
