/**
 * Convolution, as a primitive with its derivatives. It is linear in the images and in the kernels, so both ways back are convolutions
 * too, and each of the three leads to the others.
 */
import { convolutionsOf } from "../../engine/convolution/of-engine.js";
import type { Windows } from "../../engine/convolution/windows.js";
import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { size, whole } from "../../engine/layout.js";
import type { Shape } from "../../shape/shape.js";
import { recorded, type Shares, type Value } from "../tape.js";

const convolutions = () => convolutionsOf(engine());

/** Images `[images, height, width, channels]` by kernels `[kernelHeight, kernelWidth, channels, filters]`. */
export const convolved = recorded(
  (images: Value, kernels: Value, windows: Windows): View =>
    whole(convolutions().convolve(images, kernels, windows), outputShape(windows, size(kernels.shape, 3))),
  (error, _, images, kernels, windows): Shares => [
    () => convolvedToImages(error, kernels, windows),
    () => convolvedToKernels(images, error, windows),
  ],
);

export const convolvedToImages = recorded(
  (errors: Value, kernels: Value, windows: Windows): View =>
    whole(convolutions().toImages(errors, kernels, windows), imagesShape(windows)),
  (error, _, errors, kernels, windows): Shares => [
    () => convolved(error, kernels, windows),
    () => convolvedToKernels(error, errors, windows),
  ],
);

export const convolvedToKernels = recorded(
  (images: Value, errors: Value, windows: Windows): View =>
    whole(convolutions().toKernels(images, errors, windows), kernelsShape(windows, size(errors.shape, 3))),
  (error, _, images, errors, windows): Shares => [
    () => convolvedToImages(errors, error, windows),
    () => convolved(images, error, windows),
  ],
);

const imagesShape = ({ images, height, width, channels }: Windows): Shape => [images, height, width, channels];
const kernelsShape = ({ kernelHeight, kernelWidth, channels }: Windows, filters: number): Shape => [
  ...[kernelHeight, kernelWidth, channels, filters],
];
const outputShape = ({ images, outputHeight, outputWidth }: Windows, filters: number): Shape => [
  ...[images, outputHeight, outputWidth, filters],
];
