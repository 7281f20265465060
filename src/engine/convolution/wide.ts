/** The kernels for convolution with wide tiles, which are checked before they are used (see ../fast.ts). */
import { agree } from "../agree.js";
import type { Engine } from "../engine.js";
import { imagesWide } from "../kernels/generated/imagesWide.js";
import { whole } from "../layout.js";
import type { WasmEngine } from "../wasm/wasm.js";
import { type Multiplying, sizesOf } from "./kernels.js";
import { PlainConvolutions } from "./plain.js";
import { imagesLength, outputsLength, type Windows, windowLength } from "./windows.js";

export { imagesWide };

const square = { kernelHeight: 3, kernelWidth: 3, dilationHeight: 1, dilationWidth: 1, groups: 1, top: 1, left: 1 };
/** Partial tiles with a border, in long rows; whole tiles, two steps apart; and sums of several parts. */
const cases: readonly (readonly [windows: Windows, filters: number])[] = [
  [
    {
      ...square,
      images: 2,
      height: 5,
      width: 13,
      channels: 5,
      strideHeight: 1,
      strideWidth: 1,
      outputHeight: 5,
      outputWidth: 13,
    },
    10,
  ],
  [
    { ...square, images: 2, height: 8, width: 8, channels: 16, strideHeight: 2, strideWidth: 2, outputHeight: 4, outputWidth: 4 },
    32,
  ],
  [
    {
      ...square,
      images: 1,
      height: 4,
      width: 4,
      channels: 240,
      strideHeight: 1,
      strideWidth: 1,
      outputHeight: 4,
      outputWidth: 4,
    },
    16,
  ],
];

/** Whether convolutions with wide tiles are correct, forward and back. */
export function convolutionsAgree(
  fast: WasmEngine,
  reference: Engine,
  numbers: (length: number, zeroEvery: number) => Float32Array,
): boolean {
  const kernels = fast.install("imagesWide", imagesWide) as Multiplying; // as in wasm.ts
  const plain = new PlainConvolutions(reference);
  return cases.every(([windows, filters]) => {
    const { images, height, width, channels, kernelHeight, kernelWidth, outputHeight, outputWidth } = windows;
    const [outputs, weights] = [outputsLength(windows, filters), windowLength(windows) * filters];
    const viewsOf = (engine: Engine) => {
      const given = (length: number, shape: readonly number[]) =>
        whole(engine.upload(numbers(length, Number.POSITIVE_INFINITY)), shape);
      return [
        given(imagesLength(windows), [images, height, width, channels]),
        given(weights, [kernelHeight, kernelWidth, channels, filters]),
        given(outputs, [images, outputHeight, outputWidth, filters]),
      ] as const;
    };
    const [[x, w, errors], [plainX, plainW, plainErrors]] = [viewsOf(fast), viewsOf(reference)];
    const sizes = sizesOf(windows);
    const convolve = () =>
      fast.compute({
        length: outputs,
        work: kernels.convolveBytes(filters, ...sizes),
        operands: [x, w],
        run: ({ result, operands: [from = 0, by = 0], work }) =>
          kernels.convolve(from, by, 0, result, work, images, channels * filters, filters, 1, filters, ...sizes),
      });
    const toKernels = () =>
      fast.compute({
        length: weights + filters,
        work: kernels.toKernelsBytes(filters, ...sizes),
        operands: [x, errors],
        run: ({ result, operands: [from = 0, by = 0], work }) =>
          kernels.toKernels(from, by, result, work, images, filters, ...sizes),
      });
    return (
      agree(convolve, plain.convolve(plainX, plainW, undefined, windows), () => 1e-6 * windowLength(windows)) &&
      agree(toKernels, plain.toKernels(plainX, plainErrors, windows), () => 1e-6 * images * outputHeight * outputWidth)
    );
  });
}
