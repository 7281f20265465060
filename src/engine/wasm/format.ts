/** The type of an engine's numbers: what depends on it outside the kernels. */
import type { Engine } from "../engine.js";
import { common } from "../kernels/generated/common.js";
import type { HostArray } from "../storage.js";

/** Modules with kernels that are installed when they are first needed. */
export type Extra = "images" | "imagesWide" | "batchNorm" | "optimizers" | "rmsprop" | "adagrad" | "lion";

export interface Format {
  readonly precision: Engine["precision"];
  /** The size of a number in bytes. */
  readonly bytes: number;
  readonly Numbers: new (
    ...values: [length: number] | [values: ArrayLike<number>] | [buffer: ArrayBufferLike, start?: number, length?: number]
  ) => HostArray;
  /** The module with all kernels except the product and those of {@link extras}. */
  readonly common: string;
  /** Modules that replace the usual ones, which are in float32. */
  readonly extras: Readonly<Partial<Record<Extra, string>>>;
}

export const float32: Format = { precision: "float32", bytes: 4, Numbers: Float32Array, common, extras: {} };
