/** The kernels of images.ts that multiply, with wide tiles. */
export { convolve, convolveBytes } from "./convolve";
export { toKernels, toKernelsBytes } from "./convolve-to-kernels-wide";
