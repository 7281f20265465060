/** Values that count as constants in gradients. */
import { recorded, type Value } from "../tape.js";

/** The same value, through which no error goes back. It is a primitive so that programs have it too. */
export const stopped = /* @__PURE__ */ recorded(
  "stopGradient",
  (x: Value) => x,
  () => [],
);
