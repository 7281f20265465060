/** Typed convolution of images with kernels, and the ways back to both. */
import type { Windows } from "../engine/convolution/windows.js";
import { size } from "../engine/layout.js";
import type { Laid } from "../shape/convolution.js";
import type { Size } from "../shape/dim.js";
import { convolved, convolvedToImages, convolvedToParameters } from "./operations/convolution.js";
import { claim, type Tensor, type Vector, viewOf } from "./tensor.js";

/**
 * How a kernel moves over an image: from `[Height, Width]` to `[OutHeight, OutWidth]`, in windows of `[KernelHeight, KernelWidth]`. The image
 * has `Channels`, of which each filter sees `Seen`.
 */
export interface Way<
  in out Height extends number,
  in out Width extends number,
  in out Channels extends number,
  in out Seen extends number,
  in out KernelHeight extends number,
  in out KernelWidth extends number,
  in out OutHeight extends number,
  in out OutWidth extends number,
> extends Laid<OutHeight, OutWidth> {
  readonly height: Size<Height>;
  readonly width: Size<Width>;
  readonly channels: Size<Channels>;
  readonly seen: Size<Seen>;
  readonly kernelHeight: Size<KernelHeight>;
  readonly kernelWidth: Size<KernelWidth>;
  readonly groups: number;
}

/**
 * Takes `[images, height, width, channels]` and `[kernelHeight, kernelWidth, channels / groups, filters]`: each window times each kernel,
 * plus the bias.
 */
export const convolve = <
  N extends number,
  H extends number,
  W extends number,
  C extends number,
  G extends number,
  KH extends number,
  KW extends number,
  F extends number,
  OH extends number,
  OW extends number,
>(
  images: Tensor<[N, H, W, C]>,
  kernels: Tensor<[KH, KW, G, F]>,
  bias: Vector<F> | undefined,
  way: Way<H, W, C, G, KH, KW, OH, OW>,
): Tensor<[N, OH, OW, F]> => {
  const [x, w] = [viewOf("convolve", images), viewOf("convolve", kernels)];
  return claim(convolved(x, w, bias && viewOf("convolve", bias), windows(way, size(x.shape, 0))));
};

/** ∂C/∂images, from the error of the output of {@link convolve}. */
export const convolveToImages = <
  N extends number,
  H extends number,
  W extends number,
  C extends number,
  G extends number,
  KH extends number,
  KW extends number,
  F extends number,
  OH extends number,
  OW extends number,
>(
  error: Tensor<[N, OH, OW, F]>,
  kernels: Tensor<[KH, KW, G, F]>,
  way: Way<H, W, C, G, KH, KW, OH, OW>,
): Tensor<[N, H, W, C]> => {
  const [e, w] = [viewOf("convolve", error), viewOf("convolve", kernels)];
  return claim(convolvedToImages(e, w, windows(way, size(e.shape, 0))));
};

/** ∂C/∂kernels and ∂C/∂bias, summed over the images. */
export const convolveToParameters = <
  N extends number,
  H extends number,
  W extends number,
  C extends number,
  G extends number,
  KH extends number,
  KW extends number,
  F extends number,
  OH extends number,
  OW extends number,
>(
  images: Tensor<[N, H, W, C]>,
  error: Tensor<[N, OH, OW, F]>,
  way: Way<H, W, C, G, KH, KW, OH, OW>,
): { kernels: Tensor<[KH, KW, G, F]>; bias: Vector<F> } => {
  const [x, e] = [viewOf("convolve", images), viewOf("convolve", error)];
  const { kernels, bias } = convolvedToParameters(x, e, windows(way, size(x.shape, 0)));
  return { kernels: claim(kernels), bias: claim(bias) };
};

/** A way over images of any size. */
interface AnyWay extends Omit<Windows, "images"> {
  readonly seen: number;
}

const windows = ({ seen: _, ...way }: AnyWay, images: number): Windows => ({ ...way, images });
