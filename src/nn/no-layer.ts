/** Why what was given for a layer is refused: it is said what it is, and how a layer is made of it. */
import type { AnyTensor } from "../tensor/tensor.js";
import type { Activation } from "./activations.js";
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
