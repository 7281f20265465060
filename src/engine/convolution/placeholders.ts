/** Convolution and pooling while a program is recorded. */
import { count } from "../../shape/reshape.js";
import type { View } from "../engine.js";
import { size } from "../layout.js";
import type { Placeholders } from "../placeholders.js";
import type { Storage } from "../storage.js";
import { type Convolutions, imagesLength, outputsLength, type Windows, windowLength } from "./windows.js";

export class PlaceholderConvolutions implements Convolutions {
  readonly #engine: Placeholders;
  readonly #behind: Convolutions;

  constructor(engine: Placeholders, behind: Convolutions) {
    this.#engine = engine;
    this.#behind = behind;
  }

  convolve(images: View, kernels: View, bias: View | undefined, windows: Windows): Storage {
    const length = outputsLength(windows, size(kernels.shape, 3));
    return this.#engine.unlessUnknown([images, kernels, bias], length, () =>
      this.#behind.convolve(images, kernels, bias, windows),
    );
  }
  toImages(errors: View, kernels: View, windows: Windows): Storage {
    return this.#engine.unlessUnknown([errors, kernels], imagesLength(windows), () =>
      this.#behind.toImages(errors, kernels, windows),
    );
  }
  toKernels(images: View, errors: View, windows: Windows): Storage {
    const length = (windowLength(windows) + 1) * size(errors.shape, 3);
    return this.#engine.unlessUnknown([images, errors], length, () => this.#behind.toKernels(images, errors, windows));
  }
  maxPool(images: View, windows: Windows): Storage {
    const length = outputsLength(windows, windows.channels);
    return this.#engine.unlessUnknown([images], length, () => this.#behind.maxPool(images, windows));
  }
  maxPoolBack(images: View, outputs: View, errors: View, windows: Windows): Storage {
    return this.#engine.unlessUnknown([images, outputs, errors], count(images.shape), () =>
      this.#behind.maxPoolBack(images, outputs, errors, windows),
    );
  }
}
