/**
 * Programs for XLA, as StableHLO.
 *
 * @module conformable/stablehlo
 */
export { toStableHlo } from "./to-stablehlo.js";
