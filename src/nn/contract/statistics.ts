/** Numbers that a layer keeps besides its parameters, and that training changes: the running averages of batchNorm. */
import type { AnyTrainable } from "./trainable.js";

const kept = new WeakMap<AnyTrainable, AnyTrainable>();

/** Records the statistics of the layer whose parameters a trainable holds, so that they are saved with the parameters. */
export const keeping = (parameters: AnyTrainable, statistics: AnyTrainable): void => void kept.set(parameters, statistics);

/** The statistics of the layer whose parameters a trainable holds, if it keeps any. */
export const statisticsOf = (parameters: AnyTrainable): AnyTrainable | undefined => kept.get(parameters);
