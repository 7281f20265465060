/**
 * Programs for XLA, as StableHLO.
 *
 * @module conformable/stablehlo
 */
export type { Shardings } from "./shardings.js";
export { type StableHloOptions, toStableHlo } from "./to-stablehlo.js";
