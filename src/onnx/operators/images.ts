/** Convolution and pooling. ONNX has the channels of an image before its rows, and the filters of kernels first. */
import { type Windows, windowOn } from "../../engine/convolution/windows.js";
import { full, type GraphBuilder } from "../graph.js";
import { isNumber, type Sized } from "../sizes.js";
import { asNumber, fixed, type Operator, type Operators, onWhole, operand, reshaped } from "./operator.js";
import { seen, spread } from "./windows.js";

const channelsFirst = (graph: GraphBuilder, images: string): string => graph.node("Transpose", [images], { perm: [0, 3, 1, 2] });
const channelsLast = (graph: GraphBuilder, images: string): string => graph.node("Transpose", [images], { perm: [0, 2, 3, 1] });
const filtersFirst = (graph: GraphBuilder, kernels: string): string => graph.node("Transpose", [kernels], { perm: [3, 2, 0, 1] });

/** The sizes of windows on one image. */
function fixedWindows({ images, ...sizes }: Sized<Windows>): Omit<Windows, "images"> {
  return Object.fromEntries(Object.entries(sizes).map(([key, size]) => [key, fixed(size)])) as Omit<Windows, "images">; // the same keys
}

/** How far the pixels of all windows reach along both axes, from the first pixel of the first window. */
const reachOf = (w: Omit<Windows, "images">): readonly [number, number] => [
  (w.outputHeight - 1) * w.strideHeight + (w.kernelHeight - 1) * w.dilationHeight + 1,
  (w.outputWidth - 1) * w.strideWidth + (w.kernelWidth - 1) * w.dilationWidth + 1,
];

/** Where windows are on an image, as attributes. ONNX takes the padding on all four sides. */
function windowsOf(given: Sized<Windows>): { kernel_shape: number[]; strides: number[]; pads: number[] } {
  const windows = fixedWindows(given);
  const { height, width, kernelHeight, kernelWidth, strideHeight, strideWidth, top, left } = windows;
  const [rows, columns] = reachOf(windows);
  return {
    kernel_shape: [kernelHeight, kernelWidth],
    strides: [strideHeight, strideWidth],
    pads: [top, left, Math.max(0, rows - height - top), Math.max(0, columns - width - left)],
  };
}

/** The attributes that only convolutions have, where they aren't 1. */
function spacing(given: Sized<Windows>): { dilations?: number[]; group?: number } {
  const { dilationHeight, dilationWidth, groups } = fixedWindows(given);
  return {
    ...(dilationHeight > 1 || dilationWidth > 1 ? { dilations: [dilationHeight, dilationWidth] } : {}),
    ...(groups > 1 ? { group: groups } : {}),
  };
}

const pool = (name: string): Operator<"maxPool"> =>
  onWhole(({ graph, options }, images) =>
    channelsLast(graph, graph.node(name, [channelsFirst(graph, images)], windowsOf(options))),
  );

export const imageOperators: Operators<
  "convolve" | "convolveToImages" | "convolveToParameters" | "averagePool" | "maxPool" | "maxPoolBack"
> = {
  convolve: onWhole(({ graph, options }, images, kernels, ...bias) => {
    const operands = [channelsFirst(graph, images), filtersFirst(graph, kernels), ...bias];
    return channelsLast(graph, graph.node("Conv", operands, { ...windowsOf(options), ...spacing(options) }));
  }),
  convolveToImages: onWhole(({ graph, options }, errors, kernels) => {
    const { pads, ...windows } = windowsOf(options);
    const [top = 0, left = 0, bottom = 0, right = 0] = pads;
    const { height, width, ...others } = fixedWindows(options);
    const [rows, columns] = reachOf({ height, width, ...others });
    // Rows and columns that no window reaches, below and on the right.
    const beyond = [height + top + bottom - rows, width + left + right - columns];
    const operands = [channelsFirst(graph, errors), filtersFirst(graph, kernels)];
    return channelsLast(
      graph,
      graph.node("ConvTranspose", operands, {
        ...windows,
        ...spacing(options),
        pads,
        output_padding: beyond,
      }),
    );
  }),
  convolveToParameters: onWhole(({ graph, options }, images, errors) => {
    const { kernel_shape, strides, pads } = windowsOf(options);
    const { channels, dilationHeight, dilationWidth, groups, height, width } = fixedWindows(options);
    const dilations = [dilationHeight, dilationWidth];
    // A convolution of the images with their errors, in which examples and channels have changed places.
    const swapped = (x: string): string => graph.node("Transpose", [x], { perm: [3, 0, 1, 2] });
    /** The images of a group follow one another, and the channels that a filter sees are in the place of the examples. */
    const byGroup = (): string => {
      const own = channels / groups;
      const apart = reshaped(graph, images, [options.images, height, width, groups, own]);
      const inOrder = graph.node("Transpose", [apart], { perm: [4, 3, 0, 1, 2] });
      const all = isNumber(options.images) ? groups * options.images : { times: groups * options.images.times };
      return reshaped(graph, inOrder, [own, all, height, width]);
    };
    const isDilated = dilationHeight > 1 || dilationWidth > 1;
    const attributes = { ...(isDilated ? { strides: dilations } : {}), dilations: strides, pads };
    const found =
      groups === 1
        ? graph.node("Conv", [swapped(images), swapped(errors)], attributes)
        : graph.node("Conv", [byGroup(), swapped(errors)], { ...attributes, group: groups });
    const kernels = graph.node("Slice", [found, graph.integers([0, 0]), graph.integers(kernel_shape), graph.integers([2, 3])]);
    const inOrder = graph.node("Transpose", [kernels], { perm: [2, 3, 0, 1] });
    const bias = graph.node("ReduceSum", [errors, graph.integers([0, 1, 2])], { keepdims: 0 });
    return graph.node("Concat", [reshaped(graph, inOrder, [-1]), bias], { axis: 0 });
  }),
  averagePool: pool("AveragePool"),
  maxPool: pool("MaxPool"),
  maxPoolBack: (call) => {
    const { graph, options, shape } = call;
    const [, outputs = "", errors = ""] = call.operands.map((x) => graph.whole(x));
    const onOne = windowOn({ images: 1, ...fixedWindows(options) });
    const window = { ...onOne, shape: [options.images, ...onOne.shape.slice(1)] };
    const pixels = graph.integers([3, 4]); // the axes of a window's rows and columns
    const isGreatest = asNumber(
      graph,
      graph.node("Equal", [seen(graph, operand(call), window), graph.node("Unsqueeze", [outputs, pixels])]),
    );
    const equals = graph.node("ReduceSum", [isGreatest, pixels], { keepdims: 1 });
    const share = graph.node("Div", [graph.node("Unsqueeze", [errors, pixels]), equals]);
    return full(spread(graph, graph.node("Mul", [isGreatest, share]), window, shape), shape);
  },
};
