/** The contract of a layer: what goes through it forwards, and what comes back. */
import type { Size, Sizes } from "../../shape/dim.js";
import type { inputMismatch } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import type { AnyTrainable } from "./trainable.js";

declare const exactly: unique symbol;
declare const mapped: unique symbol;
interface Exactly<in out P> {
  readonly parameters: P;
}

/**
 * A function with parameters that can be learned. It is shaped for one example and takes any number of leading axes, which it
 * keeps: a layer from `[784]` to `[128]` maps `[32, 784]` to `[32, 128]`. Every layer is a network, and {@link sequential} makes
 * one layer of many.
 *
 * A layer that learns something is a layer of just these parameters, or of `unknown` ones: `Layer<In, Out, unknown>` is any layer from `In`
 * to `Out`.
 *
 * @typeParam In - the shape of one input
 * @typeParam Out - the shape of one output
 * @typeParam P - the parameters: a tensor, or a record or tuple of them, nested at will
 * @example
 * ```ts
 * import type { Shape, Tensor } from "conformable";
 * import { dense, type Layer, type Pass, sequential } from "conformable/nn";
 *
 * class Negate implements Layer<[5], [5], readonly []> {
 *   readonly inputShape: [5] = [5];
 *   readonly outputShape: [5] = [5];
 *   readonly parameters = [] as const;
 *   predict<Batch extends Shape>(input: Tensor<[...Batch, 5]>): Tensor<[...Batch, 5]> {
 *     return input.negate();
 *   }
 *   forward<Batch extends Shape>(input: Tensor<[...Batch, 5]>): Pass<[...Batch, 5], [...Batch, 5], readonly []> {
 *     return { output: input.negate(), backward: (error) => ({ error: error.negate(), gradients: [] }) };
 *   }
 * }
 * sequential(dense(3, 5), new Negate());
 * ```
 */
export interface Layer<in out In extends Shape, in out Out extends Shape, P> {
  /** Only for the compiler: it makes it look at the members where `P` is `unknown`, before it concludes from `exactly` that nothing fits. */
  readonly [mapped]?: { readonly [Key in keyof P]-?: P[Key] };
  /**
   * Only for the compiler: a layer passes for one of other parameters only where nothing is said of them (`unknown`), for else some would be
   * lost, and an optimiser would miss their gradients.
   */
  readonly [exactly]?: unknown extends P ? unknown : Exactly<P>;
  /** The shape of one input, without leading axes. */
  readonly inputShape: OwnShape<In>;
  /** The shape of one output, without leading axes. */
  readonly outputShape: OwnShape<Out>;
  /** The parameters as they are now. An optimiser's later steps don't change what is returned here. */
  readonly parameters: P;
  /**
   * Where the parameters live. A layer without any needs none; one that is made of others has theirs, each once: what stands in several
   * places is one parameter, whose gradients are added, and which an optimiser steps once.
   */
  readonly trainables?: readonly AnyTrainable[];

  /**
   * The output alone: `[...Batch, ...In]` gives `[...Batch, ...Out]`.
   *
   * @throws ShapeError where the input does not end in the layer's shape
   */
  readonly predict: Predict<In, Out>;

  /**
   * The output, and the way back from it.
   *
   * @throws ShapeError where the input does not end in the layer's shape
   */
  readonly forward: Forward<In, Out, P>;
}

/** With a name, so that the compiler reads the shapes off it. From a signature it would take `number[]` for the shape `[]` of a {@link Network}. */
type Predict<in out In extends Shape, in out Out extends Shape> = <Given extends Shape, Batch extends Shape = [Given[0]]>(
  input: InputOf<"predict", In, Batch, Given>,
) => Tensor<[...Batch, ...Out]>;
/** As {@link Predict}. */
type Forward<in out In extends Shape, in out Out extends Shape, out P> = <Given extends Shape, Batch extends Shape = [Given[0]]>(
  input: InputOf<"forward", In, Batch, Given>,
) => Pass<[...Batch, ...In], [...Batch, ...Out], P>;

/** A shape that can be passed on, in generic code too: `dense(layer.outputShape[0], 10)`. */
type OwnShape<S extends Shape> = { -readonly [Axis in keyof S]: Size<S[Axis]> };

/**
 * What a layer from `In` takes: a tensor of shape `Given` that ends in it, after the leading axes `Batch`; else the sentence. To who
 * implements a layer it is just `Tensor<[...Batch, ...In]>`: the compiler takes that for the parameter as long as `Given` is open, since
 * no shape of unknown rank has a literal length.
 */
type InputOf<Operation extends string, In extends Shape, Batch extends Shape, Given extends Shape> = fitsTheLayer<
  Given,
  layerTakes<Operation, In, Batch, Given>,
  Tensor<[...Batch, ...In]>
>;
type fitsTheLayer<S extends Shape, Known, Open> = S extends { readonly length: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 }
  ? Known
  : Open;
type layerTakes<Operation extends string, In extends Shape, Batch extends Shape, Given extends Shape> = [
  readonly [...Given],
  readonly [...Batch, ...In],
] extends [readonly [...Batch, ...In], readonly [...Given]]
  ? Tensor<[...Batch, ...In]> & Shaped<Given>
  : NoInfer<inputMismatch<Operation, In, Given>>;

/** Where `Given` is inferred. */
interface Shaped<in out S extends Shape> {
  readonly shape: Sizes<S>;
}

/**
 * One pass forwards, with what is needed to go back.
 *
 * @typeParam Input - the shape of what went in, with its leading axes
 * @typeParam Output - the shape of what came out
 */
export interface Pass<in out Input extends Shape, in out Output extends Shape, out P> {
  /** What came out. */
  readonly output: Tensor<Output>;

  /**
   * Takes the derivative of the loss with respect to the output, gives the one with respect to the input (`error`) and to each
   * parameter (`gradients`, summed over all leading axes). It may be called more than once.
   *
   * @throws ShapeError where the error has another shape than the output
   * @throws Error where the parameters were updated since this pass went forward
   */
  backward(error: Tensor<Output>): Back<Input, P>;
}

/** The key of what a {@link Back} holds on to. */
const pending: unique symbol = Symbol("pending");

/** What comes back from a {@link Pass}. */
export interface Back<in out Input extends Shape, out P> {
  /** ∂C/∂input. It may be computed when it is read: then that has to be before the parameters are updated. */
  readonly error: Tensor<Input>;
  /** ∂C/∂parameter, for each parameter of the layer, summed over all leading axes. */
  readonly gradients: Gradients<P>;
  /** @internal What `error` will be computed from, where it is not there yet. */
  readonly [pending]?: readonly AnyTensor[];
}

/**
 * Computes its error when that is read. All share one getter: each getter written in an object literal would get a hidden class of its
 * own, which keeps it, and all that its pass holds, until everything is collected.
 */
class LateError<in out Input extends Shape> {
  readonly #compute: () => Tensor<Input>;
  declare readonly error: Tensor<Input>;

  constructor(compute: () => Tensor<Input>) {
    this.#compute = compute;
    Object.defineProperty(this, "error", LateError.#error);
  }

  static readonly #error = {
    enumerable: true,
    get(this: LateError<Shape>) {
      return this.#compute();
    },
  };
}

/** What comes back, with an error that is computed when it is read. */
export class LateBack<in out Input extends Shape, out P> extends LateError<Input> implements Back<Input, P> {
  readonly [pending]: readonly AnyTensor[];

  /** @param needed - what the error is computed from */
  constructor(
    error: () => Tensor<Input>,
    readonly gradients: Gradients<P>,
    needed: readonly AnyTensor[],
  ) {
    super(error);
    this[pending] = needed;
  }
}

/** What the error of a way back is computed from: itself, where it is there already. */
export const neededBy = (back: AnyBack): readonly AnyTensor[] => back[pending] ?? [back.error];

/** The derivatives of the loss with respect to the parameters `P`: the same tree, each tensor with the shape of its parameter. */
export type Gradients<P> = P;

/**
 * A layer of any shapes. It is for lists of layers, whose fit was checked when they were made, and for implementations, whose overloads
 * say what fits and which check it again, at run time.
 */
export interface AnyLayer {
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: unknown;
  readonly trainables?: readonly AnyTrainable[];
  predict(input: AnyTensor): AnyTensor;
  forward(input: AnyTensor): AnyPass;
}
/** One of which the parameters are known. */
export interface LayerOf<P> extends AnyLayer {
  readonly parameters: P;
  forward(input: AnyTensor): PassOf<P>;
}
// biome-ignore lint/suspicious/noExplicitAny: a pass is invariant in its shapes, so only `any` stands for every one
type PassOf<P> = Pass<any, any, P>;
export type AnyPass = PassOf<unknown>;
export type AnyBack = ReturnType<AnyPass["backward"]>;
