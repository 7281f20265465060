/** The kernels for images: convolution and pooling. A module of its own, for layers on images only. Its interface is in ../convolution. */
export { convolve, convolveBytes } from "./convolve";
export { toKernels, toKernelsBytes } from "./convolve-to-kernels";
export { addWindows, borderedBytes } from "./windows";
export { maxPool, maxPoolBack } from "./max-pool";
