/** The Adam optimiser. */
import { engine } from "../../engine/current.js";
import { stepAdam } from "../../engine/optimizers/steps.js";
import type { Storage } from "../../engine/storage.js";
import type { Anything } from "../../shape/accepted.js";
import type { KnownOptions, OtherOptions } from "../../shape/known.js";
import { checkFlag, checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Optimizer, optimizer } from "./optimizer.js";

/** Options of {@link adam}. */
export interface AdamOptions {
  /** η, which scales each step; 0.001 by default. It may be a schedule, such as {@link cosineDecay}. */
  readonly learningRate?: LearningRate | undefined;
  /** β₁, the decay rate of the running mean of the gradients; 0.9 by default. */
  readonly beta1?: number | undefined;
  /** β₂, the decay rate of the running mean of the squared gradients; 0.999 by default. */
  readonly beta2?: number | undefined;
  /** ε, which prevents division by zero; 1e-8 by default. */
  readonly epsilon?: number | undefined;
  /** λ, the weight decay: λw is added to the gradient of w; 0 by default. */
  readonly weightDecay?: number | undefined;
  /**
   * Whether rows of an {@link embedding} that weren't looked up stay as they are in a step, with their moments, and so cost
   * nothing; false by default. Otherwise their moments decay, and the rows keep moving. (In PyTorch, this is a separate
   * optimiser, `SparseAdam`.)
   */
  readonly lazyRows?: boolean | undefined;
}

/**
 * Creates an Adam optimiser (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015), with the defaults and the bias correction
 * of the paper.
 *
 * $$ m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
 *    w \leftarrow w - \eta \, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon} $$
 *
 * @param model - the network or parameters to train, as for {@link sgd}
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { adam, dense } from "conformable/nn";
 *
 * const optimizer = adam(dense(3, 2), { learningRate: 0.01 });
 * ```
 * @example
 * For any function of tensors:
 * ```ts
 * import { randomNormal, type Vector, valueAndGrad, zeros } from "conformable";
 * import { adam } from "conformable/nn";
 *
 * const x = randomNormal([50, 3]);
 * const slope = valueAndGrad((weights: Vector<3>) => x.matmul(weights).subtract(1).square().mean());
 * const optimizer = adam(zeros([3]), { learningRate: 0.1 });
 * for (let step = 0; step < 100; step++) optimizer.step(slope(optimizer.parameters).gradients);
 * ```
 */
export function adam<
  In extends Shape,
  Out extends Shape,
  const P,
  const Options extends (object & AdamOptions) | OtherOptions<Options>,
  Given = unknown,
  Ok extends AcceptingModel<"adam", P, Given> = unknown,
>(
  model: Model<"adam", In, Out, P, Given>,
  options?: KnownOptions<"adam", Options, keyof AdamOptions>,
): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function adam(model: unknown, options: AdamOptions = {}): Optimizer<unknown> {
  const { learningRate, beta1, beta2, epsilon, weightDecay, lazyRows } = readAdamOptions("adam", options, 0);

  return optimizer(
    "adam",
    model,
    learningRate,
    ["first", "second"],
    (parameter, gradient, [first, second], current) => {
      const { learningRate, step } = current;
      const all = { learningRate, beta1, beta2, epsilon, weightDecay, keep: 1, step };
      stepAdam(engine(), parameter, gradient, first as Storage, second as Storage, all); // the two that it keeps
    },
    lazyRows,
  );
}

/** The options of Adam and AdamW, which differ in the default of the weight decay. */
export function readAdamOptions(operation: string, options: AdamOptions, decay: number): AllOptions {
  const given = readOptions(operation, options, ["learningRate", "beta1", "beta2", "epsilon", "weightDecay", "lazyRows"]);
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = decay, lazyRows = false } = given;
  checkRange(`${operation}: beta1`, beta1, 0, 1);
  checkRange(`${operation}: beta2`, beta2, 0, 1);
  checkRange(`${operation}: epsilon`, epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange(`${operation}: weightDecay`, weightDecay, 0, Number.POSITIVE_INFINITY);
  checkFlag(`${operation}: lazyRows`, lazyRows);
  return { learningRate, beta1, beta2, epsilon, weightDecay, lazyRows };
}
type AllOptions = { readonly [Option in keyof AdamOptions]-?: Exclude<AdamOptions[Option], undefined> };
