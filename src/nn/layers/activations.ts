/** The activations of the library: functions σ between the weighted sums and the outputs of a layer, with their derivatives. */
import * as operations from "../../tensor/operations/index.js";
import { checkTensor, claim, viewOf } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import { markOwn } from "../contract/own.js";

/**
 * The rectified linear unit: σ(z) = max(0, z). Its derivative σ′(z) is 1 above 0 and 0 otherwise.
 *
 * @example
 * ```ts
 * import { dense, relu } from "conformable/nn";
 *
 * dense(784, 128, { activation: relu });
 * ```
 */
export const relu: Activation = /* @__PURE__ */ markOwn({
  name: "relu",
  apply: (z) => claim(operations.unary("relu", viewOf("relu", z))),
  derivative: (z) => claim(operations.unary("reluDerivative", viewOf("relu", z))),
});

/**
 * The logistic function: $\sigma(z) = 1 / (1 + e^{-z})$, with the derivative σ′ = σ (1 − σ).
 *
 * @example
 * ```ts
 * import { dense, sigmoid } from "conformable/nn";
 *
 * dense(784, 128, { activation: sigmoid });
 * ```
 */
export const sigmoid: Activation = /* @__PURE__ */ markOwn({
  name: "sigmoid",
  apply: (z) => claim(operations.unary("sigmoid", viewOf("sigmoid", z))),
  derivative: (z) => claim(operations.unary("sigmoidDerivative", viewOf("sigmoid", z))),
});

/**
 * The hyperbolic tangent: σ(z) = tanh(z), with the derivative σ′ = 1 − tanh².
 *
 * @example
 * ```ts
 * import { dense, tanh } from "conformable/nn";
 *
 * dense(784, 128, { activation: tanh });
 * ```
 */
export const tanh: Activation = /* @__PURE__ */ markOwn({
  name: "tanh",
  apply: (z) => claim(operations.unary("tanh", viewOf("tanh", z))),
  derivative: (z) => claim(operations.unary("tanhDerivative", viewOf("tanh", z))),
});

/**
 * No activation: σ(z) = z, with the derivative σ′ = 1. Use it for a last layer whose outputs are logits or real values.
 *
 * @example
 * ```ts
 * import { dense, identity } from "conformable/nn";
 *
 * dense(784, 128, { activation: identity });
 * ```
 */
export const identity: Activation = /* @__PURE__ */ markOwn({
  name: "identity",
  apply(z) {
    checkTensor("identity", z);
    return z;
  },
  derivative: (z) => claim(operations.ones(viewOf("identity", z))),
});
