/** Pooling, as primitives. It gives one number for each window and channel of an image. */
import { type Windows, windowOn } from "../../engine/convolution/windows.js";
import type { View } from "../../engine/engine.js";
import { whole } from "../../engine/layout.js";
import type { Shape } from "../../shape/shape.js";
import { recorded, type Shares, type Value } from "../tape.js";
import { convolutions } from "./convolution.js";
import { binary, reduced, repeated, reshaped, seen, spread } from "./primitives/index.js";

const outputShape = ({ images, outputHeight, outputWidth, channels }: Windows): Shape => [
  images,
  outputHeight,
  outputWidth,
  channels,
];

export const averagePooled = /* @__PURE__ */ recorded(
  "averagePool",
  (x: Value, windows: Windows): View => reshaped(reduced("mean", laidOut(x, windows), 1), outputShape(windows)),
  (error, _, x, windows): Shares => {
    const { images, outputHeight, outputWidth, kernelHeight, kernelWidth, channels } = windows;
    const pixels = kernelHeight * kernelWidth;
    const share = reshaped(binary("divide", error, pixels), [images * outputHeight * outputWidth, channels]);
    const places = windowOn(windows);
    return [() => spread(reshaped(repeated(share, 1, pixels), places.shape), places, x.shape)];
  },
);

export const maxPooled = /* @__PURE__ */ recorded(
  "maxPool",
  (x: Value, windows: Windows): View => whole(convolutions().maxPool(x, windows), outputShape(windows)),
  (error, y, x, windows): Shares => [() => maxPooledBack(x, y, error, windows)],
);

/** Linear in the error. As a function of x it is a step function: which element is the greatest either stays the same or jumps. */
const maxPooledBack = /* @__PURE__ */ recorded(
  "maxPoolBack",
  (x: Value, y: Value, error: Value, windows: Windows): View => whole(convolutions().maxPoolBack(x, y, error, windows), x.shape),
  (error, _, x, y, _error, windows): Shares => [undefined, undefined, () => atGreatest(error, x, y, windows)],
);

/** For each window, the mean of another value over the elements where x is the greatest. */
function atGreatest(value: Value, x: Value, y: Value, windows: Windows): Value {
  const [entries, flat] = [
    windows.kernelHeight * windows.kernelWidth,
    [windows.images * windows.outputHeight * windows.outputWidth, windows.channels],
  ];
  const isGreatest = binary("equal", laidOut(x, windows), repeated(reshaped(y, flat), 1, entries));
  const sum = reduced("sum", binary("multiply", isGreatest, laidOut(value, windows)), 1);
  return reshaped(binary("divide", sum, reduced("sum", isGreatest, 1)), outputShape(windows));
}

/** Takes images apart into `[windows, pixels, channels]`. Every window lies within its image. */
function laidOut(x: Value, windows: Windows): Value {
  const { images, outputHeight, outputWidth, kernelHeight, kernelWidth, channels } = windows;
  const shape = [images * outputHeight * outputWidth, kernelHeight * kernelWidth, channels];
  return reshaped(seen(x, windowOn(windows)), shape);
}
