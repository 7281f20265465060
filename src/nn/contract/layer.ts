/** The layer interface: the forward pass and the backward pass. */
import type { Anything, Equal } from "../../shape/accepted.js";
import type { Size, Sizes } from "../../shape/dim.js";
import type { inputDiffers } from "../../shape/layer.js";
import type { OneMeeting, takesOneTensor } from "../../shape/one-tensor.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import type { AnyTrainable } from "./trainable.js";

declare const exactly: unique symbol;
declare const mapped: unique symbol;
interface Exactly<in out P> {
  readonly parameters: P;
}

/**
 * A function with parameters that can be learned. Its shapes are those of one example, and it keeps any number of leading axes: a
 * layer from `[784]` to `[128]` maps `[32, 784]` to `[32, 128]`. A single layer is already a network, and {@link sequential}
 * makes one layer out of several.
 *
 * `Layer<In, Out, unknown>` is any layer from `In` to `Out`. With any other `P`, a layer is assignable only if its parameters have
 * exactly that type.
 *
 * @typeParam In - the shape of one input
 * @typeParam Out - the shape of one output
 * @typeParam P - the parameters: a tensor, or a record or tuple of tensors, nested to any depth
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
  // This comes first, because the compiler reports the first property that differs.
  /** The current parameters. An optimiser's later steps don't change the tensors returned here. */
  readonly parameters: P;
  /**
   * Only for the compiler: if `P` is `unknown`, this makes it compare the members before it concludes from `exactly` that
   * nothing fits.
   */
  readonly [mapped]?: { readonly [Key in keyof P]-?: P[Key] } | undefined;
  /**
   * Only for the compiler: it allows a layer in place of one with other parameters only if those are `unknown`. Otherwise the type could
   * lose some parameters, and an optimiser would miss their gradients.
   */
  readonly [exactly]?: (unknown extends P ? unknown : Exactly<P>) | undefined;
  /** The shape of one input, without leading axes. */
  readonly inputShape: OwnShape<In>;
  /** The shape of one output, without leading axes. */
  readonly outputShape: OwnShape<Out>;
  /**
   * The {@link Trainable} objects that hold the parameters. A layer without parameters needs none. A layer made of other layers lists
   * all of theirs, each once: a layer used in several places has one set of parameters, whose gradients are added and which an optimiser
   * updates once.
   */
  readonly trainables?: readonly AnyTrainable[] | undefined;

  /**
   * Returns only the output: `[...Batch, ...In]` becomes `[...Batch, ...Out]`.
   *
   * @throws ShapeError if the input's shape doesn't end with the layer's input shape
   */
  readonly predict: Predict<In, Out>;

  /**
   * Returns the output and the function that runs the backward pass.
   *
   * @throws ShapeError if the input's shape doesn't end with the layer's input shape
   */
  readonly forward: Forward<In, Out, P>;
}

/**
 * A named type lets the compiler infer the shapes from its arguments. From a plain signature it would infer `number[]` for a
 * {@link Network}'s shape `[]`.
 */
type Predict<in out In extends Shape, in out Out extends Shape> = <
  Given extends Shape = [], // if the input is of type `any`: no layer takes this with `Batch` in front
  Batch extends Shape = [Given[0]],
  Whole = Tensor<[...Batch, ...In]>,
  Unset = unknown,
  Ok extends TakingInput<In, Batch, Given, Whole, Unset> = "accepted",
>(
  input: InputOf<"predict", In, Batch, Given, Whole>,
) => { accepted: Tensor<[...Batch, ...Out]>; refused: Anything }[Ok];
/**
 * A named type for the same reason as {@link Predict}. Its result isn't conditional, because the compiler then couldn't say which part of a
 * layer's own `forward` is wrong.
 */
type Forward<in out In extends Shape, in out Out extends Shape, out P> = <
  Given extends Shape,
  Batch extends Shape = [Given[0]],
  Whole = Tensor<[...Batch, ...In]>,
>(
  input: InputOf<"forward", In, Batch, Given, Whole>,
) => Pass<[...Batch, ...In], [...Batch, ...Out], P>;

/** A shape whose sizes can be passed to other functions, in generic code too: `dense(layer.outputShape[0], 10)`. */
type OwnShape<S extends Shape> = { -readonly [Axis in keyof S]: Size<S[Axis]> };

/**
 * The input of a layer from `In`: a tensor whose shape `Given` consists of the leading axes `Batch` followed by `In`. For any other shape
 * it is the error message. In an implementation of a layer it is simply `Tensor<[...Batch, ...In]>`: while `Given` is a type parameter,
 * its length isn't literal, so the compiler picks that branch.
 */
export type InputOf<Operation extends string, In extends Shape, Batch extends Shape, Given extends Shape, Whole> = fitsTheLayer<
  Given,
  layerTakes<Operation, In, Batch, Given, Whole>,
  Tensor<[...Batch, ...In]>
>;
type fitsTheLayer<S extends Shape, Known, Open> = S extends { readonly length: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 }
  ? Known
  : Open;
type layerTakes<Operation extends string, In extends Shape, Batch extends Shape, Given extends Shape, Whole> = takesOneTensor<
  Operation,
  Whole,
  inputFits<Operation, In, Batch, Given>,
  Whole & HasShape<Given>
>;
type inputFits<Operation extends string, In extends Shape, Batch extends Shape, Given extends Shape> = [
  readonly [...Given],
  readonly [...Batch, ...In],
] extends [readonly [...Batch, ...In], readonly [...Given]]
  ? Tensor<[...Batch, ...In]>
  : NoInfer<inputDiffers<Operation, In, Given>>;

/** "accepted", unless a layer doesn't take an input, see {@link InputOf}. */
export type TakingInput<In extends Shape, Batch extends Shape, Given extends Shape, Whole, Unset> = fitsTheLayer<
  Given,
  OneMeeting<Whole, Equal<readonly [...Given], readonly [...Batch, ...In], Unset>, Unset>,
  "accepted" // for an implementation, whose result is checked
>;

/** The part of the type from which the compiler infers `Given`. */
interface HasShape<in out S extends Shape> {
  readonly shape: Sizes<S>;
}

/**
 * The result of a forward pass: the output, and the function that runs the backward pass.
 *
 * @typeParam Input - the shape of the input, with its leading axes
 * @typeParam Output - the shape of the output, with its leading axes
 * @typeParam P - the parameters of the layer
 */
export interface Pass<in out Input extends Shape, in out Output extends Shape, out P> {
  /** The output of the layer. */
  readonly output: Tensor<Output>;

  /**
   * Takes the derivative of the loss with respect to the output, and returns the derivatives with respect to the input (`error`) and to
   * each parameter (`gradients`, summed over all leading axes). You can call it more than once.
   *
   * @throws ShapeError if the error doesn't have the shape of the output
   * @throws Error if the parameters have been updated since the forward pass
   */
  backward(error: Tensor<Output>): Back<Input, P>;
}

/** The key of the tensors from which a {@link Back} will compute its error. */
const pending: unique symbol = Symbol("pending");

/** The result of a backward pass, returned by {@link Pass.backward}. */
export interface Back<in out Input extends Shape, out P> {
  /** ∂C/∂input. It may be computed only when you read it, so read it before the parameters are updated. */
  readonly error: Tensor<Input>;
  /** ∂C/∂parameter, for each parameter of the layer, summed over all leading axes. */
  readonly gradients: Gradients<P>;
  /** @internal The tensors from which `error` will be computed, if it hasn't been computed yet. */
  readonly [pending]?: readonly AnyTensor[];
}

/**
 * Computes `error` when it is read. All instances share one getter. A getter in an object literal would create a new hidden class each
 * time, which would keep the getter, and everything that its pass holds, in memory until the next full garbage collection.
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

/** The result of a backward pass whose `error` is computed when it is read. */
export class LateBack<in out Input extends Shape, out P> extends LateError<Input> implements Back<Input, P> {
  readonly [pending]: readonly AnyTensor[];

  /** @param needed - the tensors from which the error is computed */
  constructor(
    error: () => Tensor<Input>,
    readonly gradients: Gradients<P>,
    needed: readonly AnyTensor[],
  ) {
    super(error);
    this[pending] = needed;
  }
}

/** The tensors from which the error is computed, or the error itself if it already exists. */
export const neededBy = (back: AnyBack): readonly AnyTensor[] => back[pending] ?? [back.error];

/**
 * The derivatives of the loss with respect to the parameters `P`: the same tree of tensors, each with the shape of its
 * parameter.
 */
export type Gradients<P> = P;

/**
 * A layer of any shapes. It serves lists of layers, whose shapes were checked when they were built, and implementations, whose public
 * overloads state the shapes and which check them again at run time.
 */
export interface AnyLayer {
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: unknown;
  readonly trainables?: readonly AnyTrainable[] | undefined;
  predict(input: AnyTensor): AnyTensor;
  forward(input: AnyTensor): AnyPass;
}
/** A layer of any shapes with known parameters. */
export interface LayerOf<P> extends AnyLayer {
  readonly parameters: P;
  forward(input: AnyTensor): PassOf<P>;
}
// biome-ignore lint/suspicious/noExplicitAny: a pass is invariant in its shapes, so only `any` covers all of them
type PassOf<P> = Pass<any, any, P>;
export type AnyPass = PassOf<unknown>;
export type AnyBack = ReturnType<AnyPass["backward"]>;
