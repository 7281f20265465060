/** Why what was given for a layer is refused: it is said what it is, and how a layer is made of it. */
import { describe } from "../../shape/describe.js";
import { fieldsOf } from "../../shape/options.js";
import { type AnyTensor, isTensor } from "../../tensor/tensor.js";
import type { Activation } from "./activation.js";
import type { AnyLayer } from "./layer.js";

/** `Place` says where it was given: `sequential: argument 2`. */
export type noLayer<Place extends string, Given> = `${Place} is ${What<Given>}, not a layer`;
type What<Given> = Given extends Activation
  ? "an activation (activate(…) makes a layer of it)"
  : Given extends readonly unknown[]
    ? "an array"
    : Given extends (...given: never) => unknown
      ? "a function (layer(…) makes a layer of it)"
      : Given extends AnyTensor
        ? "a tensor"
        : Given extends AnyLayer
          ? "an object whose predict and forward don't keep to its inputShape and outputShape"
          : Given extends undefined | null
            ? `${Given}`
            : "something else";

export type severalLayers<Place extends string> = `${Place} may be one of several layers, of other shapes`;

/** The same of what an untyped caller gives. */
export function noLayer(place: string, given: unknown): string {
  const { apply, derivative } = fieldsOf(given);
  const what =
    typeof apply === "function" && typeof derivative === "function"
      ? "an activation (activate(…) makes a layer of it)"
      : typeof given === "function"
        ? "a function (layer(…) makes a layer of it)"
        : isTensor(given)
          ? "a tensor"
          : describe(given);
  return `${place} is ${what}, not a layer`;
}
