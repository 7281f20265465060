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
  transposed,
} from "./parts.js";

/** Numbers of pixels on both sides of an image, so that the windows are where they should be. Below 0, the image is cut. */
const paddings = (w: Windows): readonly (readonly [number, number])[] => [
  [w.top, (w.outputHeight - 1) * w.strideHeight + reachOf(w)[0] - w.height - w.top],
  [w.left, (w.outputWidth - 1) * w.strideWidth + reachOf(w)[1] - w.width - w.left],
];
/** The number of pixels from the first to the last of a window, along both axes. */
const reachOf = (w: Windows): readonly [number, number] => [
  (w.kernelHeight - 1) * w.dilationHeight + 1,
  (w.kernelWidth - 1) * w.dilationWidth + 1,
];
const strides = (w: Windows): readonly [number, number] => [w.strideHeight, w.strideWidth];
const dilations = (w: Windows): readonly [number, number] => [w.dilationHeight, w.dilationWidth];

function convolution(
  { text, name, shape }: Pick<Call<Windows>, "text" | "name" | "shape">,
  images: Value,
  kernels: Value,
  numbers: string,
  window: Readonly<Record<string, readonly unknown[]>>,
  groups: { readonly batch?: number; readonly feature?: number } = {},
): Value {
  const { batch = 1, feature = 1 } = groups;
  const list = (value: unknown): string => (Array.isArray(value) ? `[${value.map(list).join(", ")}]` : String(value));
  const settings = Object.entries(window).map(([key, value]) => `${key} = ${list(value)}`);
  const attributes = `{batch_group_count = ${batch} : i64, feature_group_count = ${feature} : i64}`;
  const operation = `stablehlo.convolution(${images.name}, ${kernels.name}) dim_numbers = ${numbers}, window = {${settings.join(", ")}} ${attributes}`;
  return text.operation(name, operation, [images, kernels], shape);
}

/** Kernels `[kernelHeight, kernelWidth, channels / groups, filters]` as `[kernelHeight, kernelWidth, channels, filters / groups]`. */
function byChannels({ text, options: w }: Call<Windows>, kernels: Value): Value {
  if (w.groups === 1) return kernels;
  const [height, width, channels, filters] = kernels.shape as [number, number, number, number]; // kernels have four axes
  const alike = filters / w.groups;
  const apart = reshaped(text, "groups", kernels, [height, width, channels, w.groups, alike]);
  return reshaped(text, "byChannels", transposed(text, "ordered", apart, [0, 1, 3, 2, 4]), [height, width, w.channels, alike]);
}

function pooled(call: Call<Windows>, name: string, reducer: Reducer, x: Value): Value {
  const { options: w, text, shape } = call;
  const windows = {
    sizes: [1, w.kernelHeight, w.kernelWidth, 1],
    strides: [1, w.strideHeight, w.strideWidth, 1],
    padding: [[0, 0], ...paddings(w), [0, 0]] as const,
  };
  return overWindows(text, name, reducer, x, windows, shape);
}

type Image = "convolve" | "convolveToImages" | "convolveToParameters" | "averagePool" | "maxPool" | "maxPoolBack";

export const imageOperators: { readonly [Name in Image]: Operator<Primitives[Name]> } = {
  convolve: (call, images, kernels) => {
    const { text, name, operands, options: w } = call;
    const [, , bias] = operands;
    const window = { stride: strides(w), pad: paddings(w), rhs_dilate: dilations(w) };
    const groups = { feature: w.groups };
    const numbers = "[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]";
    if (bias === undefined) return convolution(call, images, kernels, numbers, window, groups);
    const sums = convolution({ ...call, name: "sums" }, images, kernels, numbers, window, groups);
    return text.elementwise(name, "add", sums, broadcast(text, "bias", bias, [3], sums.shape));
  },
  convolveToImages: (call, errors, kernels) => {
    const { options: w } = call;
    // The error of an image is a convolution of the errors, with zeros between them, and the reversed kernels.
    const reach = reachOf(w);
    const pad = paddings(w).map((sides, axis) => sides.map((side) => (reach[axis] as number) - 1 - side)); // there is one for each axis
    const window = { pad, lhs_dilate: strides(w), rhs_dilate: dilations(w), reverse: [true, true] };
    const numbers = "[b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f]";
    return convolution(call, errors, byChannels(call, kernels), numbers, window, { feature: w.groups });
  },
  convolveToParameters: (call, images, errors) => {
    const { text, name, options: w } = call;
    const filters = errors.shape[3] as number; // `[images, rows, columns, filters]`
    const shape = [w.kernelHeight, w.kernelWidth, w.channels / w.groups, filters];
    // A convolution of the images with their errors, in which examples and channels have changed places.
    const window = { stride: dilations(w), pad: paddings(w), rhs_dilate: strides(w) };
    const kernels = convolution(
      { text, name: "kernels", shape },
      images,
      errors,
      "[f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f]",
      window,
      { batch: w.groups },
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
