/** The loss for probability distributions. */
import { where } from "../../tensor/operations/elementwise.js";
import { binary, reduced, softmax, unary } from "../../tensor/operations/primitives/index.js";
import {
  checkReduction,
  type LossOptions,
  type LossWithOptions,
  lossWithOptions,
  reducedLoss,
  spreadOver,
} from "./of-options.js";
import { checkClassAxis, checkDistributions } from "./targets.js";

/**
 * The Kullback-Leibler divergence of softmax(z) from the targets, summed over the classes (the last axis) and averaged over the
 * leading axes. It is {@link crossEntropy} less the entropy of the targets, so it has the same derivative, but it is 0 if the
 * network's distribution equals the targets. Use it to train a network to imitate another one. It takes the logits z, so that
 * nothing overflows.
 *
 * Targets are rows of probabilities, as for {@link crossEntropy}; a row of zeros is padding: an example whose loss is 0.
 *
 * $$ C = \frac{1}{m} \sum_{e,k} y_{ek} \bigl( \ln y_{ek} - \ln \operatorname{softmax}(z_e)_k \bigr), \quad
 *    \frac{\partial C}{\partial z_{ek}} = \frac{1}{m} \Bigl( \operatorname{softmax}(z_e)_k \sum_j y_{ej} - y_{ek} \Bigr) $$
 *
 * (In PyTorch, this is `kl_div(log_softmax(z), y, reduction="batchmean")`.)
 *
 * @throws ShapeError if there is no axis of classes
 * @throws RangeError if a row of the targets is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { kullbackLeibler } from "conformable/nn";
 *
 * kullbackLeibler.evaluate(vector([0, 0]), vector([0.25, 0.75])); // loss 0.130812, error [0.25, -0.25]
 * ```
 */
export const kullbackLeibler: LossWithOptions<LossOptions> = /* @__PURE__ */ lossWithOptions(
  "kullbackLeibler",
  ["reduction"],
  ({ reduction }) => {
    const isSum = checkReduction("kullbackLeibler", reduction);
    return {
      share: isSum ? "sum" : undefined,
      check(output, targets) {
        checkClassAxis("kullbackLeibler", output);
        checkDistributions("kullbackLeibler", targets);
      },
      compute(output, targets, weights) {
        const last = output.shape.length - 1;
        const logs = where(targets, unary("log", targets), 0); // 0 ln 0 is 0
        const each = binary("errorTimes", targets, binary("subtract", logs, softmax("logSoftmax", output)));
        const slopes = () => {
          const total = spreadOver(reduced("sum", targets, last), output.shape);
          return binary("subtract", binary("multiply", softmax("softmax", output), total), targets);
        };
        return reducedLoss(isSum, reduced("sum", each, last), slopes, weights);
      },
    };
  },
);
