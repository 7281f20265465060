/** Every primitive as operators of ONNX: https://onnx.ai/onnx/operators, in version 18. */
import type { Windows } from "../engine/convolution/windows.js";
import type { Primitives } from "../program/primitives.js";
import { ShapeError } from "../shape/shape-error.js";
import type { Span } from "../shape/slice.js";
import { full, type GraphBuilder, type Value } from "./graph.js";
import { isNumber, isSame, type Size, type Sized, Unproportional } from "./sizes.js";

/** A step of a program: its operands, its options, and the shape of its result. */
interface Call<Name extends keyof Primitives> {
  readonly graph: GraphBuilder;
  readonly operands: readonly Value[];
  readonly options: Sized<Primitives[Name]>;
  readonly shape: readonly Size[];
}
type Operator<Name extends keyof Primitives> = (call: Call<Name>) => Value;

// ── Operators of several primitives ───────────────────────────────────────────────────────────────────────────────────────────

/** An operand that the shapes of primitives guarantee. */
const operand = <Name extends keyof Primitives>({ operands }: Call<Name>, index = 0): Value => operands[index] as Value;

/** Applies operators to numbers, one by one. The result repeats along the axes along which all operands do. */
function elementwise(build: (graph: GraphBuilder, ...names: string[]) => string): Operator<"add"> {
  return ({ graph, operands, shape }) => {
    const repeated = new Set(shape.flatMap((_, axis) => (operands.every((x) => x.repeated.has(axis)) ? [axis] : [])));
    const missing = Math.min(...operands.map((x) => x.missing));
    return { name: build(graph, ...operands.map(({ name }) => name)), shape, repeated, missing };
  };
}

const operator = (name: string) => elementwise((graph, ...names) => graph.node(name, names));

/** 1 or 0, as a number. */
const asNumber = (graph: GraphBuilder, truth: string): string => graph.node("Cast", [truth], { to: 1 });

const isZero = (graph: GraphBuilder, x: string): string => graph.node("Equal", [x, graph.number(0)]);

/** Applies an operator to a value in full. */
const onWhole =
  (build: (graph: GraphBuilder, ...names: string[]) => string): Operator<"add"> =>
  ({ graph, operands, shape }) =>
    full(build(graph, ...operands.map((x) => graph.whole(x))), shape);

function reduce(name: string): Operator<"sum"> {
  return (call) => {
    const { graph, options, shape } = call;
    return full(graph.node(name, [graph.whole(operand(call)), graph.integers([fixed(options.axis)])], { keepdims: 0 }), shape);
  };
}

/** A number that doesn't depend on the number of examples. */
function fixed(size: Size): number {
  if (!isNumber(size)) throw new Unproportional();
  return size;
}
const allFixed = (sizes: readonly Size[]): number[] => sizes.map(fixed);

// ── Images ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** ONNX has the channels of an image before its rows. */
const channelsFirst = (graph: GraphBuilder, images: string): string => graph.node("Transpose", [images], { perm: [0, 3, 1, 2] });
const channelsLast = (graph: GraphBuilder, images: string): string => graph.node("Transpose", [images], { perm: [0, 2, 3, 1] });
const filtersFirst = (graph: GraphBuilder, kernels: string): string => graph.node("Transpose", [kernels], { perm: [3, 2, 0, 1] });

/** Where windows are on an image, as attributes. ONNX takes the padding on all four sides. */
function windowsOf(given: Sized<Windows>): { kernel_shape: number[]; strides: number[]; pads: number[] } {
  const { images, ...sizes } = given;
  const windows = Object.fromEntries(Object.entries(sizes).map(([key, size]) => [key, fixed(size)])) as Omit<Windows, "images">; // the same keys
  const { height, width, kernelHeight, kernelWidth, stride, top, left, outputHeight, outputWidth } = windows;
  const after = (size: number, outputs: number, kernel: number, before: number): number =>
    Math.max(0, (outputs - 1) * stride + kernel - size - before);
  return {
    kernel_shape: [kernelHeight, kernelWidth],
    strides: [stride, stride],
    pads: [top, left, after(height, outputHeight, kernelHeight, top), after(width, outputWidth, kernelWidth, left)],
  };
}

const pool =
  (name: string): Operator<"maxPool"> =>
  (call) => {
    const { graph, options, shape } = call;
    const images = channelsFirst(graph, graph.whole(operand(call)));
    return full(channelsLast(graph, graph.node(name, [images], windowsOf(options))), shape);
  };

// ── The table ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const operators: { readonly [Name in keyof Primitives]: Operator<Name> } = {
  negate: operator("Neg"),
  exp: operator("Exp"),
  log: operator("Log"),
  sqrt: operator("Sqrt"),
  square: elementwise((graph, x) => graph.node("Mul", [x, x])),
  abs: operator("Abs"),
  sin: operator("Sin"),
  cos: operator("Cos"),
  tanh: operator("Tanh"),
  sigmoid: operator("Sigmoid"),
  relu: operator("Relu"),
  sqrtDerivative: elementwise((graph, x) => {
    const slope = graph.node("Div", [graph.number(0.5), graph.node("Sqrt", [x])]);
    return graph.node("Where", [isZero(graph, x), graph.number(0), slope]);
  }),
  tanhDerivative: elementwise((graph, x) => {
    const [above, below] = bothSides(graph, graph.node("Add", [x, x]));
    return graph.node("Mul", [graph.number(4), graph.node("Mul", [above, below])]);
  }),
  sigmoidDerivative: elementwise((graph, x) => graph.node("Mul", bothSides(graph, x))),
  reluDerivative: elementwise((graph, x) => asNumber(graph, graph.node("Greater", [x, graph.number(0)]))),

  add: operator("Add"),
  subtract: operator("Sub"),
  multiply: operator("Mul"),
  divide: operator("Div"),
  equal: elementwise((graph, left, right) => asNumber(graph, graph.node("Equal", [left, right]))),
  less: elementwise((graph, left, right) => asNumber(graph, graph.node("Less", [left, right]))),
  errorTimes: elementwise((graph, left, right) => {
    const either = graph.node("Or", [isZero(graph, left), isZero(graph, right)]);
    return graph.node("Where", [either, graph.number(0), graph.node("Mul", [left, right])]);
  }),
  errorOver: elementwise((graph, left, right) =>
    graph.node("Where", [isZero(graph, left), graph.number(0), graph.node("Div", [left, right])]),
  ),
  select: elementwise((graph, condition, left, right) =>
    graph.node("Where", [graph.node("Cast", [condition], { to: 9 }), left, right]),
  ),

  matmul: onWhole((graph, left, right) => graph.node("MatMul", [left, right])),
  batchMatmul: onWhole((graph, left, right) => graph.node("MatMul", [left, right])),

  sum: reduce("ReduceSum"),
  mean: reduce("ReduceMean"),
  max: reduce("ReduceMax"),
  min: reduce("ReduceMin"),
  argmax: (call) => {
    const { graph, options, shape } = call;
    const found = graph.node("ArgMax", [graph.whole(operand(call))], { axis: fixed(options.axis), keepdims: 0 });
    return full(graph.node("Cast", [found], { to: 1 }), shape);
  },
  center: (call) => {
    const { graph, options, shape } = call;
    const x = graph.whole(operand(call));
    const mean = graph.node("ReduceMean", [x, graph.integers([fixed(options.axis)])], { keepdims: 1 });
    return full(graph.node("Sub", [x, mean]), shape);
  },
  cumulativeSum: (call) => {
    const { graph, options, shape } = call;
    return full(graph.node("CumSum", [graph.whole(operand(call)), graph.integers([fixed(options.axis)], [])]), shape);
  },
  softmax: onWhole((graph, x) => graph.node("Softmax", [x], { axis: -1 })),
  logSoftmax: onWhole((graph, x) => graph.node("LogSoftmax", [x], { axis: -1 })),
  crossEntropyError: (call) => {
    const { graph, shape } = call;
    const [logits, targets] = [graph.whole(operand(call)), graph.whole(operand(call, 1))];
    const sums = graph.node("ReduceSum", [targets, graph.integers([-1])], { keepdims: 1 });
    const difference = graph.node("Sub", [graph.node("Mul", [graph.node("Softmax", [logits], { axis: -1 }), sums]), targets]);
    return full(graph.node("Div", [difference, graph.number(fixed(shape[0] as Size))]), shape); // `[examples, classes]`
  },

  repeat: (call) => {
    const { options, shape } = call;
    const x = operand(call);
    const axis = fixed(options.axis);
    const repeated = new Set([axis, ...[...x.repeated].map((each) => (each < axis ? each : each + 1))]);
    if (axis <= x.missing) return { name: x.name, shape, repeated, missing: x.missing + 1 };
    const name = call.graph.node("Unsqueeze", [x.name, call.graph.integers([axis - x.missing])]);
    return { name, shape, repeated, missing: x.missing };
  },
  permute: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    const order = allFixed(options.order);
    const repeated = new Set(order.flatMap((from, axis) => (x.repeated.has(from) ? [axis] : [])));
    return { name: graph.node("Transpose", [graph.ofFullRank(x)], { perm: order }), shape, repeated, missing: 0 };
  },
  reshape: (call) => {
    const { graph, shape } = call;
    return full(reshaped(graph, graph.whole(operand(call)), shape), shape);
  },
  slice: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    const cut = options.ranges.flatMap(({ start, entries, step }, axis) => {
      const isAll = start === 0 && step === 1 && isSame(entries, x.shape[axis] as Size); // there is a range for each axis
      return isAll ? [] : [{ axis, start: fixed(start), end: fixed(start) + fixed(step) * fixed(entries), step: fixed(step) }];
    });
    if (cut.length === 0) return x;
    const list = (key: "axis" | "start" | "end" | "step") => graph.integers(cut.map((range) => range[key]));
    return full(graph.node("Slice", [graph.whole(x), list("start"), list("end"), list("axis"), list("step")]), shape);
  },
  entry: (call) => {
    const { graph, options, shape } = call;
    return full(
      graph.node("Gather", [graph.whole(operand(call)), graph.integers([fixed(options.index)], [])], { axis: 0 }),
      shape,
    );
  },
  join: ({ graph, operands, options, shape }) => {
    const [x, ...more] = operands as [Value, ...Value[]]; // a join has a part
    if (more.length > 0) {
      // Only `concat` and `stack` have several parts, which follow one another along an axis.
      const axis = shape.findIndex((size, along) => options.places.some((place) => !isSame(rangeOf(place, along).entries, size)));
      return full(
        graph.node(
          "Concat",
          operands.map((part) => graph.whole(part)),
          { axis },
        ),
        shape,
      );
    }
    const ranges = shape.map((_, axis) => rangeOf(options.places[0] ?? [], axis));
    const before = ranges.map(({ start }) => fixed(start));
    const after = ranges.map(({ entries }, axis) => {
      const size = shape[axis] as Size; // there is a range for each axis
      return isSame(size, entries) ? 0 : fixed(size) - fixed(entries) - (before[axis] as number);
    });
    const pads = graph.integers([...before, ...after]);
    return full(graph.node("Pad", [graph.whole(x), pads, graph.number(fixed(options.value))]), shape);
  },
  window: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    const { lead, inner, indices } = placesOf(options, x.shape);
    const flat = reshaped(graph, graph.whole(x), [...lead, ...(lead.length > 0 ? [product(x.shape.slice(1))] : [-1])]);
    return full(graph.node("Gather", [flat, graph.integers(indices, inner)], { axis: lead.length }), shape);
  },
  spread: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    const { lead, indices } = placesOf({ ...options, shape: x.shape }, shape);
    const zeros = graph.node("Expand", [graph.number(0), graph.sizes([...lead, product(shape.slice(lead.length))])]);
    const updates = reshaped(graph, graph.whole(x), [...lead, indices.length]);
    const places = graph.node("Expand", [graph.integers(indices), graph.sizes([...lead, indices.length])]);
    const sums = graph.node("ScatterElements", [zeros, places, updates], { axis: lead.length, reduction: "add" });
    return full(reshaped(graph, sums, shape), shape);
  },
  take: (call) => {
    const { graph, options, shape } = call;
    return full(
      graph.node("Gather", [graph.whole(operand(call)), graph.integers(allFixed(options.indices))], { axis: 0 }),
      shape,
    );
  },
  untake: (call) => {
    const { graph, options, shape } = call;
    const indices = graph.integers(allFixed(options.indices), [options.indices.length, 1]);
    return full(scattered(graph, shape, indices, graph.whole(operand(call))), shape);
  },
  gather: (call) => {
    const { graph, shape } = call;
    const indices = graph.node("Cast", [graph.whole(operand(call, 1))], { to: 7 });
    return full(graph.node("Gather", [graph.whole(operand(call)), indices], { axis: 0 }), shape);
  },
  scatter: (call) => {
    const { graph, shape } = call;
    const whole = graph.node("Cast", [graph.whole(operand(call, 1))], { to: 7 });
    const indices = graph.node("Unsqueeze", [whole, graph.integers([-1])]);
    return full(scattered(graph, shape, indices, graph.whole(operand(call))), shape);
  },

  convolve: ({ graph, operands, options, shape }) => {
    const [images = "", kernels = "", ...bias] = operands.map((x) => graph.whole(x));
    const result = graph.node("Conv", [channelsFirst(graph, images), filtersFirst(graph, kernels), ...bias], windowsOf(options));
    return full(channelsLast(graph, result), shape);
  },
  convolveToParameters: (call) => {
    const { graph, options, shape } = call;
    const [images, errors] = [graph.whole(operand(call)), graph.whole(operand(call, 1))];
    const { kernel_shape, strides, pads } = windowsOf(options);
    // A convolution of the images with their errors, in which examples and channels have changed places.
    const swapped = (x: string): string => graph.node("Transpose", [x], { perm: [3, 0, 1, 2] });
    const found = graph.node("Conv", [swapped(images), swapped(errors)], { dilations: strides, pads });
    const kernels = graph.node("Slice", [found, graph.integers([0, 0]), graph.integers(kernel_shape), graph.integers([2, 3])]);
    const inOrder = graph.node("Transpose", [kernels], { perm: [2, 3, 0, 1] });
    const bias = graph.node("ReduceSum", [errors, graph.integers([0, 1, 2])], { keepdims: 0 });
    return full(graph.node("Concat", [reshaped(graph, inOrder, [-1]), bias], { axis: 0 }), shape);
  },
  convolveToImages: (call) => {
    const { graph, options, shape } = call;
    const [errors, kernels] = [graph.whole(operand(call)), graph.whole(operand(call, 1))];
    const { pads, ...windows } = windowsOf(options);
    // What the windows don't reach below and on the right is added by `output_padding`.
    const [top = 0, left = 0, bottom = 0, right = 0] = pads;
    const { height, width, kernelHeight, kernelWidth, stride, outputHeight, outputWidth } = options;
    const beyond = (size: Size, outputs: Size, kernel: Size, padding: number): number =>
      fixed(size) + padding - ((fixed(outputs) - 1) * fixed(stride) + fixed(kernel));
    const output_padding = [
      beyond(height, outputHeight, kernelHeight, top + bottom),
      beyond(width, outputWidth, kernelWidth, left + right),
    ];
    const attributes = { ...windows, pads, output_padding };
    return full(
      channelsLast(graph, graph.node("ConvTranspose", [channelsFirst(graph, errors), filtersFirst(graph, kernels)], attributes)),
      shape,
    );
  },
  averagePool: pool("AveragePool"),
  maxPoolBack: () => {
    throw new ShapeError("toOnnx: no operator of ONNX takes the error of maxPool2d back");
  },
  maxPool: pool("MaxPool"),
};

/** σ(x) and σ(-x). */
const bothSides = (graph: GraphBuilder, x: string): [string, string] => [
  graph.node("Sigmoid", [x]),
  graph.node("Sigmoid", [graph.node("Neg", [x])]),
];

/** A value in another shape. One size may be a multiple of the number of examples; ONNX computes it. */
function reshaped(graph: GraphBuilder, x: string, shape: readonly Size[]): string {
  const open = shape.filter((size) => !isNumber(size)).length;
  const sizes = open <= 1 ? graph.integers(shape.map((size) => (isNumber(size) ? size : -1))) : graph.sizes(shape);
  return graph.node("Reshape", [x, sizes]);
}

/** Zeros, to which rows are added at their indices. */
function scattered(graph: GraphBuilder, shape: readonly Size[], indices: string, rows: string): string {
  const zeros = graph.node("Expand", [graph.number(0), graph.sizes(shape)]);
  return graph.node("ScatterND", [zeros, indices, rows], { reduction: "add" });
}

type Places = Sized<Primitives["join"]["places"]>;
const rangeOf = (place: Places[number], axis: number): Sized<Span> => place[axis] as Sized<Span>; // there is a range for each axis

const product = (sizes: readonly Size[]): number => allFixed(sizes).reduce((result, size) => result * size, 1);

/**
 * The places that a window reads, in a tensor of a shape whose elements are in a row. If the window has an entry for each example, these are
 * the places in one example.
 */
function placesOf(window: Sized<Primitives["window"]>, shape: readonly Size[]) {
  const [examples = 1] = window.shape;
  const isBatched = !isNumber(examples);
  const ofExample = isBatched ? product(shape.slice(1)) : product(shape);
  if (isBatched && !(isSame(examples, shape[0] ?? 1) && window.strides[0] === ofExample)) throw new Unproportional();
  const skipped = isBatched ? 1 : 0;
  const [inner, strides] = [allFixed(window.shape.slice(skipped)), allFixed(window.strides.slice(skipped))];
  let indices = [fixed(window.offset)];
  inner.forEach((entries, axis) => {
    const steps = Array.from({ length: entries }, (_, entry) => entry * (strides[axis] as number)); // there is a stride for each axis
    indices = indices.flatMap((start) => steps.map((step) => start + step));
  });
  if (indices.some((index) => index < 0 || index >= ofExample)) throw new Unproportional();
  return { lead: isBatched ? [examples] : [], inner, indices };
}
