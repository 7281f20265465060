/** What convolutional layers have in common: weighted sums, an activation, and the ways back. */
import { checkSize, type Size, type Sizes } from "../../shape/dim.js";
import { checkError } from "../../shape/layer.js";
import { checkFlag, readOptions } from "../../shape/options.js";
import type { Padding } from "../../shape/places.js";
import type { Shape } from "../../shape/shape.js";
import { randomNormal, randomUniform, zeros } from "../../tensor/create.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import { checkTensor, type Tensor, type Vector } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import { checkActivation } from "../contract/foreign.js";
import { LateBack, type Layer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { activated, described } from "../contract/summary.js";
import { trainable } from "../contract/trainable.js";
import { type Place, placed, trainablesAt } from "../contract/with.js";
import { identity } from "./activations.js";
import { rectifierGain } from "./initial-weights.js";
import { batched } from "./of-function.js";

/** Options of all convolutional layers that determine no shape. */
export interface OtherOptions {
  readonly activation?: Activation | undefined;
  readonly random?: Random | undefined;
}

/** Options of all convolutional layers, as they are read. */
interface Given {
  readonly stride?: unknown;
  readonly padding?: unknown;
  readonly dilation?: unknown;
  readonly outputPadding?: unknown;
  readonly groups?: unknown;
  readonly bias?: unknown;
  readonly activation?: unknown;
  readonly random?: unknown;
}
const names = ["stride", "padding", "dilation", "groups", "bias", "activation", "random"] as const;

/** The options, read once. Those that say how a kernel moves are checked with the kernel. */
export function convolutionOptions(name: string, options: object, ...more: readonly (keyof Given)[]) {
  const given = readOptions<Given>(name, options, [...names, ...more]);
  const { stride = 1, padding = "valid" satisfies Padding, dilation = 1, groups = 1, outputPadding = 0 } = given;
  const { bias = true, activation = identity, random = commonRandom } = given;
  checkFlag(`${name}: the bias`, bias);
  checkRandom(random);
  return {
    stride,
    padding,
    dilation,
    groups,
    bias,
    random: random as Random, // checked above
    activation: checkActivation(name, activation),
    outputPadding,
  };
}

/** Weighted sums of inputs, which are linear in the inputs and in the kernels. The bias is added to each filter's. */
interface WeightedSums<Kernels extends Shape, In extends Shape, Out extends Shape, F extends number> {
  apply<N extends number>(input: Tensor<[N, ...In]>, kernels: Tensor<Kernels>, bias?: Vector<F>): Tensor<[N, ...Out]>;
  /** ∂C/∂input, from the error of the sums. */
  toInput<N extends number>(error: Tensor<[N, ...Out]>, kernels: Tensor<Kernels>): Tensor<[N, ...In]>;
  /** ∂C/∂kernels and ∂C/∂bias, summed over the examples. */
  toParameters<N extends number>(
    input: Tensor<[N, ...In]>,
    error: Tensor<[N, ...Out]>,
  ): { readonly kernels: Tensor<Kernels>; readonly bias: Vector<F> };
}

interface Description<Kernels extends Shape, In extends Shape, Out extends Shape, F extends number> {
  readonly name: string;
  readonly inputShape: Sizes<In>;
  readonly outputShape: Sizes<Out>;
  readonly filters: Size<F>;
  readonly kernels: Tensor<Kernels>;
  readonly activation: Activation;
  readonly sums: WeightedSums<Kernels, In, Out, F>;
}

/** A convolutional layer, with or without a bias. */
export function convolutional<Kernels extends Shape, In extends Shape, Out extends Shape, F extends number>(
  layer: Description<Kernels, In, Out, F>,
  bias: boolean,
) {
  const { kernels, filters } = layer;
  checkSize(filters);
  return bias
    ? madeOf(
        layer,
        { kernels, bias: zeros([filters]) },
        (all) => all,
        ({ bias }) => bias,
      )
    : madeOf(
        layer,
        { kernels },
        ({ kernels }) => ({ kernels }),
        () => undefined,
      );
}

/**
 * @param only - those of all gradients that the layer has parameters for
 * @param biasOf - the bias, if there is one
 */
function madeOf<
  P extends { readonly kernels: Tensor<Kernels> },
  Kernels extends Shape,
  In extends Shape,
  Out extends Shape,
  F extends number,
>(
  layer: Description<Kernels, In, Out, F>,
  parameters: P,
  only: (all: { readonly kernels: Tensor<Kernels>; readonly bias: Vector<F> }) => P,
  biasOf: (parameters: P) => Vector<F> | undefined,
): Network<In, Out, P> {
  return markOwn(
    placed(trainable(parameters), (place) => layerAt(place, layer, only, biasOf)),
    layer.activation,
  );
}

/** The layer whose parameters are at the given place. */
function layerAt<
  P extends { readonly kernels: Tensor<Kernels> },
  Kernels extends Shape,
  In extends Shape,
  Out extends Shape,
  F extends number,
>(
  learned: Place<P>,
  { name, inputShape, outputShape, activation, sums }: Description<Kernels, In, Out, F>,
  only: (all: { readonly kernels: Tensor<Kernels>; readonly bias: Vector<F> }) => P,
  biasOf: (parameters: P) => Vector<F> | undefined,
) {
  const passOf =
    (operation: string) =>
    <Batch extends Shape>(input: Tensor<[...Batch, ...In]>) => {
      const { examples: inputs, restore } = batched<Batch, In>(operation, inputShape, input);
      const { values, check } = learned.use();
      const { kernels } = values;
      const weightedSum = sums.apply(inputs, kernels, biasOf(values)); // z = w * x + b
      const output = restore(activation.apply(weightedSum), outputShape); // σ(z)
      const backward = (outputError: Tensor<[...Batch, ...Out]>) => {
        check();
        checkTensor("backward", outputError);
        checkError(output.shape, outputError.shape);
        const { examples } = batched<Batch, Out>("backward", outputShape, outputError);
        const error = activation === identity ? examples : examples.multiply(activation.derivative(weightedSum)); // δ = … ⊙ σ′(z)
        const inputError = () => {
          check();
          return restore(sums.toInput(error, kernels), inputShape);
        };
        return new LateBack(inputError, only(sums.toParameters(inputs, error)), [error]);
      };
      return { output, backward };
    };

  const predicting = passOf("predict");
  const layer: Layer<In, Out, P> = {
    inputShape,
    outputShape,
    get parameters() {
      return learned.values;
    },
    trainables: trainablesAt(learned),
    predict: (input) => predicting(input).output,
    forward: passOf("forward"),
  };
  return described(layer, activated(name, activation));
}

/**
 * The initial kernels, drawn like the weights of a dense layer.
 *
 * @param inputs - the number of inputs of each weighted sum
 * @param outputs - the number of weighted sums that each input is in
 */
export function initialKernels<S extends Shape>(
  shape: Sizes<S>,
  inputs: number,
  outputs: number,
  activation: Activation,
  random: Random,
): Tensor<[...S]> {
  const gain = rectifierGain(activation);
  if (gain !== undefined) return randomNormal(shape, random, { deviation: Math.sqrt(gain / Math.max(1, inputs)) });
  const bound = Math.sqrt(6 / Math.max(1, inputs + outputs));
  return randomUniform(shape, random, { low: -bound, high: bound });
}
