/**
 * The primitives as data. All operations of the library are composed of these, so whatever can carry out these can carry out every
 * program. The numbers that aren't operands are the options of a step.
 */
import type { Windows } from "../engine/convolution/windows.js";
import type { BinaryOperation, Reduction } from "../engine/engine.js";
import type { UnaryOperation } from "../engine/unary.js";
import type { Shape } from "../shape/shape.js";
import type { Span } from "../shape/slice.js";
import type { Call, Value } from "../tensor/tape.js";
import { type AnyTensor, viewOf } from "../tensor/tensor.js";

/** An input of a program, or the result of one of its steps. */
export interface Variable {
  /** Unique in the program. */
  readonly name: string;
  /** The sizes of its axes. */
  readonly shape: Shape;
}

/** A tensor that was computed before the program was recorded, such as the weights of a network. */
export interface Constant extends Variable {
  /** The tensor itself, with its numbers. */
  readonly tensor: AnyTensor;
}

/** An operand of a step. If the operands of a primitive have the same shape, the second may also be a number. */
export type Operand = Variable | Constant | number;

export const isConstant = (x: Operand): x is Constant => typeof x === "object" && "tensor" in x;

/** The number that a constant consists of, if it is the same everywhere by its layout. */
export function numberIn({ tensor }: Constant): number | undefined {
  const { storage, offset, shape, strides } = viewOf("program", tensor);
  return shape.every((entries, axis) => entries === 1 || (entries > 0 && strides[axis] === 0))
    ? storage.values[offset]
    : undefined;
}

/** The steps that take nothing but their operands. */
type Plain = Readonly<Record<never, never>>;
interface AlongAxis {
  readonly axis: number;
}
interface Repeat extends AlongAxis {
  readonly entries: number;
}
interface Order {
  readonly order: readonly number[];
}
interface Reshape {
  readonly shape: Shape;
}
interface Window {
  readonly shape: Shape;
  readonly offset: number;
  readonly strides: readonly number[];
}
interface Ranges {
  readonly ranges: readonly Span[];
}
interface Entry {
  readonly index: number;
}
interface Places {
  readonly shape: Shape;
  readonly value: number;
  readonly places: readonly (readonly Span[])[];
}
interface Taken {
  readonly indices: readonly number[];
}
interface Entries {
  readonly entries: number;
}

/**
 * The options of each primitive.
 *
 * Functions of one number, such as `exp`, and `add`, `subtract`, `multiply`, `divide`, `power` and `modulo` have none, and neither have
 * `equal` and `less`, which give 1 where the comparison holds and 0 elsewhere. `errorTimes` and `errorOver` are product and quotient in gradients: the
 * product is 0 if either factor is 0, and the quotient if the dividend is, even if the other operand is infinite or NaN. `sum`, `mean`,
 * `max`, `min` and `argmax` have an axis, which the result lacks.
 */
export type Primitives = Readonly<Record<UnaryOperation | BinaryOperation, Plain>> &
  Readonly<Record<Reduction, AlongAxis>> & {
    /** The same value, but a constant in gradients. */
    readonly stopGradient: Plain;
    /** The second operand where the first isn't 0, else the third. */
    readonly select: Plain;
    /** `[m, k]` times `[k, n]`. */
    readonly matmul: Plain;
    /** `[...Batch, m, k]` times `[...Batch, k, n]`. */
    readonly batchMatmul: Plain;
    /** Inserts an axis of equal entries. */
    readonly repeat: Repeat;
    /** Subtracts the mean along an axis. */
    readonly center: AlongAxis;
    /** Running sums along an axis. */
    readonly cumulativeSum: AlongAxis;
    /** For each place along an axis, the index of the entry that belongs there in ascending order. NaN comes last, and the order is stable. */
    readonly argsort: AlongAxis;
    /** Entries of the first operand along an axis. The second operand holds their indices, and has the shape of the result. */
    readonly takeAlong: AlongAxis;
    /**
     * The reverse of `takeAlong`: zeros, with the given number of entries along the axis, to which each number of the first
     * operand is added at its index.
     */
    readonly scatterAlong: AlongAxis & Entries;
    /** Softmax along the last axis. */
    readonly softmax: Plain;
    /** The logarithm of softmax along the last axis. */
    readonly logSoftmax: Plain;
    /** The derivative of the mean cross-entropy with respect to the logits. Takes logits and targets, both `[examples, classes]`. */
    readonly crossEntropyError: Plain;
    /** Axis i of the result is axis `order[i]`. */
    readonly permute: Order;
    /** The same elements in another shape. */
    readonly reshape: Reshape;
    /** Reads element (i, j, …) at `offset + i · strides[0] + j · strides[1] + …` of the operand's elements in row-major order. */
    readonly window: Window;
    /** The reverse of `window`: zeros of a shape, to which each element is added where `window` would read it. */
    readonly spread: Window;
    /** A range of each axis. */
    readonly slice: Ranges;
    /** One entry of the first axis, which the result lacks. */
    readonly entry: Entry;
    /** A tensor with the same value everywhere, except in the ranges that the operands fill. */
    readonly join: Places;
    /** Entries of the first axis. */
    readonly take: Taken;
    /** The reverse of `take`: zeros, to which each entry is added at its index. */
    readonly untake: Taken & Entries;
    /** Entries of the first operand's first axis. The second operand holds their indices, in any shape. */
    readonly gather: Plain;
    /** The reverse of `gather`: zeros, to which each entry of the first operand is added at its index. */
    readonly scatter: Entries;
    /** Takes images `[images, height, width, channels]`, kernels `[kernelHeight, kernelWidth, channels / groups, filters]` and perhaps a bias. */
    readonly convolve: Windows;
    /** Takes the error of `convolve` and the kernels, and gives the error of the images. */
    readonly convolveToImages: Windows;
    /** Takes the images and the error of `convolve`, and gives the errors of all kernels and then of the bias, as one vector. */
    readonly convolveToParameters: Windows;
    /** The mean of each window, for each channel. */
    readonly averagePool: Windows;
    /** The greatest number of each window, for each channel. */
    readonly maxPool: Windows;
    /** Takes the images, the outputs of `maxPool` and their error, and gives the error of the images. */
    readonly maxPoolBack: Windows;
  };

/** One step of a program: a primitive, its operands, and its result. */
export type Step = {
  [Name in keyof Primitives]: {
    /** The name of the primitive. */
    readonly primitive: Name;
    /** The operands of the primitive. */
    readonly operands: readonly Operand[];
    /** The numbers that aren't operands. */
    readonly options: Primitives[Name];
    /** The result of the primitive. */
    readonly result: Variable;
  };
}[keyof Primitives];

/** Reads what an operation was given, by the name that `recorded` has for it. Operations that aren't listed take only operands. */
// biome-ignore lint/suspicious/noExplicitAny: each reader takes the arguments of the operation with its name
const readers: Readonly<Record<string, (...given: any[]) => readonly [options: object, primitive?: string]>> = {
  unary: (operation) => [{}, operation],
  binary: (operation) => [{}, operation],
  softmax: (operation) => [{}, operation],
  reduce: (operation, _, axis) => [{ axis }, operation],
  repeat: (_, axis, entries) => [{ axis, entries }],
  center: (_, axis) => [{ axis }],
  cumulativeSum: (_, axis) => [{ axis }],
  argsort: (_, axis) => [{ axis }],
  takeAlong: (_x, _indices, axis) => [{ axis }],
  scatterAlong: (_x, _indices, axis, entries) => [{ axis, entries }],
  permute: (_, order) => [{ order }],
  reshape: (_, shape) => [{ shape }],
  window: (_, { shape, offset, strides }) => [{ shape, offset, strides }],
  spread: (_, { offset, strides }, shape) => [{ shape, offset, strides }],
  slice: (_, ranges) => [{ ranges }],
  entry: (_, index) => [{ index }],
  join: (value, shape, places) => [{ shape, value, places }],
  take: (_, indices) => [{ indices }],
  untake: (_, indices, entries) => [{ indices, entries }],
  scatter: (_error, _indices, entries) => [{ entries }],
  convolve: (_images, _kernels, _bias, windows) => [windows],
  convolveToImages: (_errors, _kernels, windows) => [windows],
  convolveToParameters: (_images, _errors, windows) => [windows],
  averagePool: (_, windows) => [windows],
  maxPool: (_, windows) => [windows],
  maxPoolBack: (_images, _outputs, _errors, windows) => [windows],
};

/** The primitive that a recorded operation carried out, and its options. All other arguments are operands. */
export function describeCall({ name, given }: Call): Pick<Step, "primitive" | "options"> {
  const [options, primitive = name] = readers[name]?.(...given) ?? [{}];
  return { primitive, options } as Pick<Step, "primitive" | "options">; // `Primitives` lists the options that the readers return
}

/** The positions of the operands among the arguments of a recorded operation. */
export const operandsOf = ({ name, given }: Call): number[] =>
  given.flatMap((argument, place) => (isValue(argument) || (name === "binary" && typeof argument === "number") ? [place] : []));

export const isValue = (argument: unknown): argument is Value =>
  typeof argument === "object" && argument !== null && "storage" in argument;
