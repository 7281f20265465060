/** Typed convolution of images with kernels, and the ways back to both. */
import type { Windows } from "../engine/convolution/windows.js";
import { size } from "../engine/layout.js";
import type { Padding } from "../shape/convolution.js";
import type { Size } from "../shape/dim.js";
import { convolved, convolvedToImages, convolvedToParameters } from "./operations/convolution.js";
import { claim, type Tensor, type Vector, viewOf } from "./tensor.js";

/** How a kernel moves over an image: from `[Height, Width]` to `[OutHeight, OutWidth]`, in square windows of size `Kernel`. */
export interface Way<
  in out Height extends number,
  in out Width extends number,
  in out Kernel extends number,
  in out OutHeight extends number,
  in out OutWidth extends number,
> {
  readonly height: Size<Height>;
  readonly width: Size<Width>;
  readonly kernel: Size<Kernel>;
  readonly outputHeight: Size<OutHeight>;
  readonly outputWidth: Size<OutWidth>;
  readonly stride: number;
  readonly padding: Padding;
}

/**
 * Takes `[images, height, width, channels]` and `[kernel, kernel, channels, filters]`: each window times each kernel, plus the
 * bias.
 */
export const convolve = <
  N extends number,
  H extends number,
  W extends number,
  C extends number,
  K extends number,
  F extends number,
  OH extends number,
  OW extends number,
>(
  images: Tensor<[N, H, W, C]>,
  kernels: Tensor<[K, K, C, F]>,
  bias: Vector<F>,
  way: Way<H, W, K, OH, OW>,
): Tensor<[N, OH, OW, F]> => {
  const [x, w, b] = [viewOf("convolve", images), viewOf("convolve", kernels), viewOf("convolve", bias)];
  return claim(convolved(x, w, b, windows(way, size(x.shape, 0), size(w.shape, 2))));
};

/** ∂C/∂images, from the error of the output of {@link convolve}. */
export const convolveToImages = <
  N extends number,
  H extends number,
  W extends number,
  C extends number,
  K extends number,
  F extends number,
  OH extends number,
  OW extends number,
>(
  error: Tensor<[N, OH, OW, F]>,
  kernels: Tensor<[K, K, C, F]>,
  way: Way<H, W, K, OH, OW>,
): Tensor<[N, H, W, C]> => {
  const [e, w] = [viewOf("convolve", error), viewOf("convolve", kernels)];
  return claim(convolvedToImages(e, w, windows(way, size(e.shape, 0), size(w.shape, 2))));
};

/** ∂C/∂kernels and ∂C/∂bias, summed over the images. */
export const convolveToParameters = <
  N extends number,
  H extends number,
  W extends number,
  C extends number,
  K extends number,
  F extends number,
  OH extends number,
  OW extends number,
>(
  images: Tensor<[N, H, W, C]>,
  error: Tensor<[N, OH, OW, F]>,
  way: Way<H, W, K, OH, OW>,
): { kernels: Tensor<[K, K, C, F]>; bias: Vector<F> } => {
  const [x, e] = [viewOf("convolve", images), viewOf("convolve", error)];
  const { kernels, bias } = convolvedToParameters(x, e, windows(way, size(x.shape, 0), size(x.shape, 3)));
  return { kernels: claim(kernels), bias: claim(bias) };
};

/** A way over images of any size. */
interface AnyWay extends Pick<Windows, "height" | "width" | "outputHeight" | "outputWidth" | "stride"> {
  readonly kernel: number;
  readonly padding: Padding;
}

function windows({ kernel, padding, ...way }: AnyWay, images: number, channels: number): Windows {
  const before = (size: number, outputs: number): number =>
    padding === "same" ? Math.max(0, (outputs - 1) * way.stride + kernel - size) >> 1 : padding === "valid" ? 0 : padding;
  return {
    ...way,
    ...{ images, channels, kernelHeight: kernel, kernelWidth: kernel },
    ...{ top: before(way.height, way.outputHeight), left: before(way.width, way.outputWidth) },
  };
}
