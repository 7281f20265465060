/** What {@link train} loads only if an option asks for it, so that other programs don't carry it. */
export { larger } from "./larger-steps.js";
export { progressing } from "./progress.js";
export { recordSource } from "./record-source.js";
export { streamed } from "./streams.js";
export { validating } from "./validating.js";
