/** conformable with its optional fast kernels. If they can't be used, the engine's name says so. */
import { useEngine } from "conformable";

export { convolution, imageTraining, matmul, network, training } from "./conformable.mjs";

export const name = "conformable, fast";
export const { name: engine } = await useEngine("wasm", { fast: true });
