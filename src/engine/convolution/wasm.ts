/** Convolution over the kernels of the WASM engine. */
import type { View } from "../engine.js";
import { size } from "../layout.js";
import type { Storage } from "../storage.js";
import type { WasmEngine } from "../wasm.js";
import { Plan } from "./plan.js";
import type { Convolutions, Windows } from "./windows.js";

export class WasmConvolutions implements Convolutions {
  readonly #engine: WasmEngine;

  constructor(engine: WasmEngine) {
    this.#engine = engine;
  }

  convolve(images: View, kernels: View, windows: Windows): Storage {
    const filters = size(kernels.shape, 3);
    const length = windows.images * windows.outputHeight * windows.outputWidth * filters;
    return this.#run("outputs", images, kernels, length, new Plan(windows, filters));
  }

  toImages(errors: View, kernels: View, windows: Windows): Storage {
    const length = windows.images * windows.height * windows.width * windows.channels;
    return this.#run("images", errors, kernels, length, new Plan(windows, size(kernels.shape, 3)));
  }

  toKernels(images: View, errors: View, windows: Windows): Storage {
    const filters = size(errors.shape, 3);
    const length = windows.kernelHeight * windows.kernelWidth * windows.channels * filters;
    return this.#run("weights", images, errors, length, new Plan(windows, filters));
  }

  #run(way: "outputs" | "images" | "weights", left: View, right: View, length: number, plan: Plan): Storage {
    const axes = new Float32Array(Int32Array.from(plan.layout).buffer); // whole numbers, for kernels to read
    const layout: View = { storage: this.#engine.upload(axes), offset: 0, shape: [axes.length], strides: [1] };
    return this.#engine.compute({
      length,
      work: plan.windowsLength + plan.borderedLength,
      operands: [left, right, layout],
      run(kernels, result, [a = 0, b = 0, layout = 0], windows, gemm) {
        plan[way](kernels, a, b, result, { windows, bordered: windows + 4 * plan.windowsLength, layout, gemm });
      },
    });
  }
}
