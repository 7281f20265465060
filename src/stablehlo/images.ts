/** Convolution and pooling. */
import { type Windows, windowOn } from "../engine/convolution/windows.js";
import type { Primitives } from "../program/primitives.js";
import type { Value } from "./function.js";
import {
  asNumber,
  broadcast,
  type Call,
  compared,
  type Operator,
  overWindows,
  type Reducer,
  reduced,
  repeated,
  reshaped,
  seen,
  spread,
} from "./parts.js";

/** Numbers of pixels on both sides of an image, so that the windows are where they should be. Below 0, the image is cut. */
const paddingOf = (size: number, outputs: number, kernel: number, stride: number, before: number): readonly [number, number] => [
  before,
  (outputs - 1) * stride + kernel - size - before,
];
const paddings = (w: Windows): readonly (readonly [number, number])[] => [
  paddingOf(w.height, w.outputHeight, w.kernelHeight, w.stride, w.top),
  paddingOf(w.width, w.outputWidth, w.kernelWidth, w.stride, w.left),
];

function convolution(
  { text, name, shape }: Pick<Call<Windows>, "text" | "name" | "shape">,
  images: Value,
  kernels: Value,
  numbers: string,
  window: Readonly<Record<string, readonly unknown[]>>,
): Value {
  const list = (value: unknown): string => (Array.isArray(value) ? `[${value.map(list).join(", ")}]` : String(value));
  const settings = Object.entries(window).map(([key, value]) => `${key} = ${list(value)}`);
  const attributes = "{batch_group_count = 1 : i64, feature_group_count = 1 : i64}";
  const operation = `stablehlo.convolution(${images.name}, ${kernels.name}) dim_numbers = ${numbers}, window = {${settings.join(", ")}} ${attributes}`;
  return text.operation(name, operation, [images, kernels], shape);
}

function pooled(call: Call<Windows>, name: string, reducer: Reducer, x: Value): Value {
  const { options: w, text, shape } = call;
  const windows = {
    sizes: [1, w.kernelHeight, w.kernelWidth, 1],
    strides: [1, w.stride, w.stride, 1],
    padding: [[0, 0], ...paddings(w), [0, 0]] as const,
  };
  return overWindows(text, name, reducer, x, windows, shape);
}

type Image = "convolve" | "convolveToImages" | "convolveToParameters" | "averagePool" | "maxPool" | "maxPoolBack";

export const imageOperators: { readonly [Name in Image]: Operator<Primitives[Name]> } = {
  convolve: (call, images, kernels) => {
    const { text, name, operands, options: w } = call;
    const [, , bias] = operands;
    const window = { stride: [w.stride, w.stride], pad: paddings(w) };
    const numbers = "[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]";
    if (bias === undefined) return convolution(call, images, kernels, numbers, window);
    const sums = convolution({ ...call, name: "sums" }, images, kernels, numbers, window);
    return text.elementwise(name, "add", sums, broadcast(text, "bias", bias, [3], sums.shape));
  },
  convolveToImages: (call, errors, kernels) => {
    const { options: w } = call;
    // The error of an image is a convolution of the errors, with zeros between them, and the reversed kernels.
    const pad = paddings(w).map(([before, after], axis) => {
      const kernel = axis === 0 ? w.kernelHeight : w.kernelWidth;
      return [kernel - 1 - before, kernel - 1 - after];
    });
    const window = { pad, lhs_dilate: [w.stride, w.stride], reverse: [true, true] };
    return convolution(call, errors, kernels, "[b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f]", window);
  },
  convolveToParameters: (call, images, errors) => {
    const { text, name, options: w } = call;
    const filters = errors.shape[3] as number; // `[images, rows, columns, filters]`
    const shape = [w.kernelHeight, w.kernelWidth, w.channels, filters];
    // A convolution of the images with their errors, in which examples and channels have changed places.
    const window = { pad: paddings(w), rhs_dilate: [w.stride, w.stride] };
    const kernels = convolution(
      { text, name: "kernels", shape },
      images,
      errors,
      "[f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f]",
      window,
    );
    const bias = reduced(text, "bias", "add", errors, [0, 1, 2]);
    const row = reshaped(text, "row", kernels, [shape.reduce((product, size) => product * size, 1)]);
    return text.operation(name, `stablehlo.concatenate ${row.name}, ${bias.name}, dim = 0`, [row, bias], call.shape);
  },
  averagePool: (call, x) => {
    const { text, name, options: w, shape } = call;
    const sums = pooled(call, "sums", "add", x);
    return text.elementwise(name, "divide", sums, text.filled("pixels", w.kernelHeight * w.kernelWidth, shape));
  },
  maxPool: (call, x) => pooled(call, call.name, "maximum", x),
  maxPoolBack: ({ text, name, options, shape }, x, outputs, errors) => {
    const window = windowOn(options);
    const [pixelRows, pixelColumns] = [3, 4];
    const overWindow = (of: Value): Value => {
      const once = repeated(text, "repeated", of, pixelRows, options.kernelHeight);
      return repeated(text, "repeated", once, pixelColumns, options.kernelWidth);
    };
    const isGreatest = asNumber(
      text,
      "isGreatest",
      compared(text, "holds", "EQ", seen(text, "pixels", x, window), overWindow(outputs)),
    );
    const equals = reduced(text, "equals", "add", isGreatest, [pixelRows, pixelColumns]);
    const share = overWindow(text.elementwise("share", "divide", errors, equals));
    return spread(text, name, text.elementwise("shares", "multiply", isGreatest, share), window, shape);
  },
};
