/**
 * The kernels for convolution and pooling. They are a separate module, for image layers only. Their signatures are in
 * ../convolution.
 */
export { convolve, convolveBytes } from "./convolve";
export { toKernels, toKernelsBytes } from "./convolve-to-kernels";
export { addWindows, borderedBytes } from "./windows";
export { maxPool, maxPoolBack } from "./max-pool";
