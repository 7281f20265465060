/** Stochastic gradient descent. */
import { engine } from "../../engine/current.js";
import { stepSgd } from "../../engine/optimizers/steps.js";
import type { Anything } from "../../shape/accepted.js";
import type { KnownOptions, OtherOptions } from "../../shape/known.js";
import { checkFlag, checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Optimizer, optimizer } from "./optimizer.js";

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** η, which scales each step. It may be a schedule, such as {@link cosineDecay}. */
  readonly learningRate: LearningRate;
  /** μ, the fraction of the previous velocity that is kept, at least 0 and less than 1; 0 by default. */
  readonly momentum?: number | undefined;
  /** Whether to use Nesterov momentum; false by default. It needs a momentum above 0. */
  readonly nesterov?: boolean | undefined;
  /** λ, the weight decay: λw is added to the gradient of w; 0 by default. */
  readonly weightDecay?: number | undefined;
}

/**
 * Creates an optimiser for stochastic gradient descent. Momentum and weight decay work as in PyTorch's `SGD`.
 *
 * $$ g \leftarrow \nabla C + \lambda w, \quad v \leftarrow \mu v + g, \quad w \leftarrow w - \eta v $$
 *
 * With `nesterov`, the last of these updates is $w \leftarrow w - \eta (g + \mu v)$ (Sutskever et al., "On the importance of initialization
 * and momentum in deep learning", 2013).
 *
 * Without momentum and weight decay, rows of an {@link embedding} that weren't looked up don't change, and cost nothing.
 *
 * @param model - what to train: a network or, for any function of tensors, a {@link trainable} that holds its parameters or the initial
 *   parameters themselves. The current parameters are always in the optimiser's `parameters`. Tensors that you pass, such as those of
 *   `{ decoder: decoder.parameters }`, don't change, and neither does that network: `decoder.with(optimizer.parameters.decoder)` is the
 *   trained one.
 * @throws RangeError if an option is out of its range, or `nesterov` is set without a momentum
 * @example
 * ```ts
 * import { randomNormal, zeros } from "conformable";
 * import { backpropagate, dense, meanSquaredError, sgd } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const optimizer = sgd(network, { learningRate: 0.1, momentum: 0.9 });
 * optimizer.step(backpropagate(network, meanSquaredError, randomNormal([5, 3]), zeros([5, 2])).gradients);
 * ```
 */
export function sgd<
  In extends Shape,
  Out extends Shape,
  const P,
  const Options extends SgdOptions | OtherOptions<Options>,
  Given = unknown,
  Ok extends AcceptingModel<"sgd", P, Given> = unknown,
>(
  model: Model<"sgd", In, Out, P, Given>,
  options: KnownOptions<"sgd", Options, keyof SgdOptions>,
): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function sgd(model: unknown, options: object): Optimizer<unknown> {
  const names = ["learningRate", "momentum", "nesterov", "weightDecay"] as const;
  const { learningRate, momentum = 0, nesterov = false, weightDecay = 0 } = readOptions("sgd", options as SgdOptions, names); // what is read is checked
  checkFlag("sgd: nesterov", nesterov);
  checkRange("sgd: momentum", momentum, 0, 1);
  checkRange("sgd: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  if (nesterov && momentum === 0) throw new RangeError("sgd: nesterov needs a momentum above 0");

  return optimizer(
    "sgd",
    model,
    learningRate,
    momentum === 0 ? [] : ["velocity"],
    (parameter, gradient, [velocity], { learningRate }) => {
      stepSgd(engine(), parameter, gradient, velocity, { learningRate, momentum, nesterov, weightDecay });
    },
    momentum === 0 && weightDecay === 0,
  );
}
