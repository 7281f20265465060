/**
 * The dense layer, with backpropagation as the textbooks describe it. There are no casts in `forward` and `backward`, so the compiler
 * proves the shapes of all four formulas, for all sizes and any leading axes.
 *
 * The weighted sums are z = W a + b, the output is σ(z), and the error vector δ holds the derivatives of the loss C with respect to z. ⊙
 * is the elementwise product (M. Nielsen, "Neural Networks and Deep Learning", 2015, chapter 2):
 *
 *     BP1   δ = ∂C/∂a ⊙ σ′(z)        in the last layer
 *     BP2   δ′ = Wᵀ δ ⊙ σ′(z′)       in the layer below
 *     BP3   ∂C/∂b = δ
 *     BP4   ∂C/∂W = δ aᵀ             an outer product
 *
 * For a batch, BP3 and BP4 are summed over its examples.
 */
import type { AcceptingEqual, Anything } from "../../shape/accepted.js";
import { type AcceptingSizes, checkSize, type Size } from "../../shape/dim.js";
import { checkError, checkGiven, checkInput, type givenDiffers } from "../../shape/layer.js";
import { readOptions } from "../../shape/options.js";
import type { NoNumber } from "../../shape/several.js";
import type { Shape } from "../../shape/shape.js";
import { contractBatch, sumBatch } from "../../tensor/batch.js";
import { randomNormal, randomUniform, zeros } from "../../tensor/create.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import { checkTensor, type Matrix, type Tensor, type Vector } from "../../tensor/tensor.js";
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

/** The parameters of a dense layer: a row of weights and a bias for each output. */
export interface DenseParameters<In extends number, Out extends number> {
  /** W: `[Out, In]`. Row i holds the weights of output i. */
  readonly weights: Matrix<Out, In>;
  /** b: `[Out]`, added to the weighted sums. */
  readonly bias: Vector<Out>;
}

/** A dense layer from `In` inputs to `Out` outputs. */
export type Dense<In extends number, Out extends number> = Network<[In], [Out], DenseParameters<In, Out>>;

/**
 * Options of {@link dense}.
 *
 * @typeParam Weights - the type of the initial weights
 * @typeParam Bias - the type of the initial bias
 */
export interface DenseOptions<In extends number, Out extends number, Weights = Matrix<Out, In>, Bias = Vector<Out>> {
  /** σ, the activation; {@link identity} by default. */
  readonly activation?: Activation | undefined;
  /** The generator of the initial weights, made by `random(seed)`. */
  readonly random?: Random | undefined;
  /** The initial weights, instead of random ones. */
  readonly weights?: Weights | undefined;
  /** The initial bias, instead of zeros. */
  readonly bias?: Bias | undefined;
}

/**
 * Creates a dense layer. Each output is the activation of a weighted sum of all inputs a′ plus a bias.
 *
 * $$ a = \sigma(z), \quad z = W a' + b $$
 *
 * Shapes: `[...Batch, In]` to `[...Batch, Out]`; weights `[Out, In]`, bias `[Out]`.
 *
 * With relu, gelu, silu, elu and mish, the initial weights are normally distributed with variance 2 / In, and with leakyRelu(s), 2 / ((1 + s²)
 * In) (He et al., "Delving Deep into Rectifiers", 2015). With any other activation they are uniform within ±√(6 / (In + Out)) (Glorot and
 * Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010). The initial bias is zero.
 *
 * @param inputs - the number of inputs, In: a literal or named size
 * @param outputs - the number of outputs, Out: a literal or named size
 * @throws ShapeError if a size isn't a whole number from 0 up, or given parameters have the wrong shape
 * @example
 * ```ts
 * import { random, zeros } from "conformable";
 * import { dense, relu } from "conformable/nn";
 *
 * const layer = dense(784, 128, { activation: relu, random: random(1) });
 * layer.predict(zeros([32, 784])); // Matrix<32, 128>
 * ```
 */
export function dense<
  const In extends number | NoNumber<never>, // of `NoNumber<In>`, a network of many layers would take longer to check
  const Out extends number | NoNumber<never>,
  Ok extends AcceptingSizes<In, Out> = unknown,
>(inputs: Size<In>, outputs: Size<Out>): unknown extends Ok ? Dense<In, Out> : Anything;
export function dense<
  const In extends number | NoNumber<In>,
  const Out extends number | NoNumber<Out>,
  W extends Shape = [Out, In],
  B extends Shape = [Out],
  Ok extends AcceptingSizes<In, Out> & AcceptingEqual<[W, B], [[Out, In], [Out]]> = unknown,
>(
  inputs: Size<In>,
  outputs: Size<Out>,
  options:
    | DenseOptions<
        NoInfer<In>,
        NoInfer<Out>,
        layerNeeds<"dense: the weights", [Out, In], W>,
        [W] extends [[Out, In]] ? layerNeeds<"dense: the bias values", [Out], B> : Tensor<B>
      >
    | undefined,
): unknown extends Ok ? Dense<In, Out> : Anything;
export function dense<In extends number, Out extends number>(
  inputs: Size<In>,
  outputs: Size<Out>,
  options: DenseOptions<In, Out> = {},
): unknown {
  checkSize(inputs);
  checkSize(outputs);
  const given = readOptions("dense", options, ["activation", "random", "weights", "bias"]);
  const { random = commonRandom } = given;
  checkRandom(random);
  const activation = checkActivation("dense", given.activation === undefined ? identity : given.activation);
  const { weights = initialWeights(inputs, outputs, activation, random), bias = zeros([outputs]) } = given;
  checkTensor("dense: weights", weights);
  checkGiven("dense: the weights", [outputs, inputs], weights.shape);
  checkTensor("dense: bias", bias);
  checkGiven("dense: the bias values", [outputs], bias.shape);
  const learned = trainable<DenseParameters<In, Out>>({ weights, bias });
  return markOwn(
    placed(learned, (place) => denseAt(place, inputs, outputs, activation)),
    activation,
  );
}

/** A given parameter, or the sentence. In generic code the compiler prints this type's name. */
type layerNeeds<Name extends string, Needed extends Shape, S extends Shape> = [S, Needed] extends [Needed, S]
  ? Tensor<S>
  : givenDiffers<Name, Needed, S>;

/** The layer whose parameters are at the given place. */
function denseAt<In extends number, Out extends number>(
  learned: Place<DenseParameters<In, Out>>,
  inputs: Size<In>,
  outputs: Size<Out>,
  activation: Activation,
) {
  const passOf =
    (operation: string) =>
    <Batch extends Shape>(input: Tensor<[...Batch, In]>) => {
      checkTensor(operation, input);
      checkInput(operation, [inputs], input.shape);
      const { values, check } = learned.use();
      const { weights, bias } = values;
      const weightedSum = input.matmul(weights.transpose()).addBias(bias); // z = W a + b, for every leading axis
      const output = activation.apply(weightedSum); // σ(z)
      const backward = (outputError: Tensor<[...Batch, Out]>) => {
        check();
        checkTensor("backward", outputError);
        checkError(output.shape, outputError.shape);
        const error = outputError.multiply(activation.derivative(weightedSum)); // δ = … ⊙ σ′(z)    BP1, BP2
        const inputError = () => {
          check();
          return error.matmul(weights); // Wᵀ δ, for the layer below    BP2
        };
        const gradients = {
          weights: contractBatch(error, input), // δ aᵀ    BP4
          bias: sumBatch(error), // δ    BP3
        };
        return new LateBack(inputError, gradients, [error]);
      };
      return { output, backward };
    };

  const predicting = passOf("predict");
  const layer: Layer<[In], [Out], DenseParameters<In, Out>> = {
    inputShape: [inputs],
    outputShape: [outputs],
    get parameters() {
      return learned.values;
    },
    trainables: trainablesAt(learned),
    predict: (input) => predicting(input).output,
    forward: passOf("forward"),
  };
  return described(layer, activated("dense", activation));
}

function initialWeights<In extends number, Out extends number>(
  inputs: Size<In>,
  outputs: Size<Out>,
  activation: Activation,
  random: Random,
): Matrix<Out, In> {
  // A layer may have no inputs; Math.max then avoids a division by zero.
  const gain = rectifierGain(activation);
  if (gain !== undefined) return randomNormal([outputs, inputs], random, { deviation: Math.sqrt(gain / Math.max(1, inputs)) });
  const bound = Math.sqrt(6 / Math.max(1, inputs + outputs));
  return randomUniform([outputs, inputs], random, { low: -bound, high: bound });
}
