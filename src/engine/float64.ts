/** WebAssembly in float64. It is a module of its own, with kernels of its own, because only programs that ask for it need it. */
import { whyPlain } from "./current.js";
import type { Engine } from "./engine.js";
import { bytesOf } from "./host.js";
import { adagrad64 } from "./kernels/generated/adagrad64.js";
import { common64 } from "./kernels/generated/common64.js";
import { images64 } from "./kernels/generated/images64.js";
import { imagesRelaxed64 } from "./kernels/generated/imagesRelaxed64.js";
import { lion64 } from "./kernels/generated/lion64.js";
import { optimizers64 } from "./kernels/generated/optimizers64.js";
import { relaxed64 } from "./kernels/generated/relaxed64.js";
import { rmsprop64 } from "./kernels/generated/rmsprop64.js";
import { simd64 } from "./kernels/generated/simd64.js";
import { hasRelaxedSimd } from "./kernels.js";
import { PlainEngine } from "./plain/plain.js";
import type { Format } from "./wasm/format.js";
import { WasmEngine } from "./wasm/wasm.js";

/** Numbers in float64, with or without fused multiply-add. */
export const float64 = (isRelaxed: boolean): Format => ({
  precision: "float64",
  bytes: 8,
  Numbers: Float64Array,
  common: common64,
  extras: {
    images: isRelaxed ? imagesRelaxed64 : images64,
    optimizers: optimizers64,
    rmsprop: rmsprop64,
    adagrad: adagrad64,
    lion: lion64,
  },
});

let made: Engine | undefined;

/** The fastest engine in float64 that the host supports. Created on first use. */
export function fastest64(): Engine {
  made ??= make();
  return made;
}

function make(): Engine {
  if (whyPlain() !== undefined) return new PlainEngine("typescript", "float64");
  const isRelaxed = hasRelaxedSimd();
  const [name, product] = isRelaxed ? ["wasm-relaxed-float64", relaxed64] : ["wasm-simd-float64", simd64];
  return new WasmEngine(name, bytesOf(product), float64(isRelaxed));
}
