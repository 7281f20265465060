/** The activations of the library: functions σ between the weighted sums and the outputs of a layer, with their derivatives. */
import { checkRange } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { where } from "../../tensor/choose.js";
import * as operations from "../../tensor/operations/index.js";
import { checkTensor, claim, type Tensor, viewOf } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import { markOwn } from "../contract/own.js";
import { rectifying } from "./initial-weights.js";

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
export const relu: Activation = /* @__PURE__ */ rectifying(
  /* @__PURE__ */ markOwn({
    name: "relu",
    apply: (z) => claim(operations.unary("relu", viewOf("relu", z))),
    derivative: (z) => claim(operations.unary("reluDerivative", viewOf("relu", z))),
  }),
);

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

type OfNumbers = <S extends Shape>(z: Tensor<S>) => Tensor<S>;

/** An activation of operations on tensors, which are recorded if something is being differentiated. */
const composed = (name: string, apply: OfNumbers, derivative: OfNumbers): Activation =>
  markOwn({
    name,
    apply(z) {
      checkTensor(name, z);
      return apply(z);
    },
    derivative(z) {
      checkTensor(name, z);
      return derivative(z);
    },
  });

/** σ(u) with u = 2 √(2/π) (z + 0.044715 z³), and u. */
const geluGate: OfNumbers = (z) => geluArgument(z).sigmoid();
const geluScale = /* @__PURE__ */ Math.sqrt(8 / Math.PI); // or bundlers keep it in every program
const geluArgument: OfNumbers = (z) => z.square().multiply(0.044715).add(1).multiply(z).multiply(geluScale);

/**
 * The Gaussian error linear unit (D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)", 2016), in its approximation by tanh,
 * which is PyTorch's `GELU(approximate="tanh")` and what GPT-2 uses. It differs from z Φ(z) by less than 0.0005.
 *
 * $$ \sigma(z) = \tfrac12 z \left(1 + \tanh\left(\sqrt{2/\pi}\,(z + 0.044715\, z^3)\right)\right) $$
 *
 * @example
 * ```ts
 * import { dense, gelu } from "conformable/nn";
 *
 * dense(64, 256, { activation: gelu });
 * ```
 */
export const gelu: Activation = /* @__PURE__ */ rectifying(
  /* @__PURE__ */ composed(
    "gelu",
    (z) => z.multiply(geluGate(z)), // ½ (1 + tanh(u / 2)) = σ(u), which doesn't cancel where z is negative
    (z) => {
      const x = z.clip(-20, 20); // Beyond, the derivative is 0 or 1 to the last digit, and z³ would overflow.
      const gate = geluGate(x);
      const slope = x
        .square()
        .multiply(3 * 0.044715)
        .add(1)
        .multiply(geluScale); // u′
      return gate.multiply(geluArgument(x).negate().sigmoid()).multiply(slope).multiply(x).add(gate); // σ(u) σ(−u) u′ z + σ(u)
    },
  ),
);

/**
 * The sigmoid linear unit, also called swish (S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-Weighted Linear Units for Neural Network
 * Function Approximation in Reinforcement Learning", 2017): $\sigma(z) = z / (1 + e^{-z})$.
 *
 * @example
 * ```ts
 * import { dense, silu } from "conformable/nn";
 *
 * dense(64, 256, { activation: silu });
 * ```
 */
export const silu: Activation = /* @__PURE__ */ rectifying(
  /* @__PURE__ */ composed(
    "silu",
    (z) => z.multiply(z.sigmoid()),
    (z) => z.negate().sigmoid().multiply(z).add(1).multiply(z.sigmoid()), // s (1 + z (1 − s)), with s = 1 / (1 + e⁻ᶻ)
  ),
);

/**
 * Creates a rectified linear unit that leaks: z above 0, and z times a small slope otherwise (A. L. Maas, A. Y. Hannun and A. Y. Ng,
 * "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013). Its derivative is 1 above 0 and the slope otherwise.
 *
 * @param slope - 0.01 by default
 * @throws RangeError if the slope is negative or not finite
 * @example
 * ```ts
 * import { dense, leakyRelu } from "conformable/nn";
 *
 * dense(784, 128, { activation: leakyRelu(0.2) });
 * ```
 */
export function leakyRelu(slope = 0.01): Activation {
  checkRange("leakyRelu: slope", slope, 0, Number.POSITIVE_INFINITY);
  const activation = composed(
    "leakyRelu",
    (z) => where(z.greater(0), z, z.multiply(slope)),
    (z) => where(z.greater(0), 1, slope),
  );
  return rectifying(activation, slope);
}

/**
 * Creates an exponential linear unit: z above 0, and $\alpha (e^z - 1)$ otherwise (D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast
 * and Accurate Deep Network Learning by Exponential Linear Units (ELUs)", 2015). Its derivative is 1 above 0 and $\alpha e^z$ otherwise.
 *
 * @param alpha - α, 1 by default: for large negative z, the activation approaches −α
 * @throws RangeError if α is negative or not finite
 * @example
 * ```ts
 * import { dense, elu } from "conformable/nn";
 *
 * dense(784, 128, { activation: elu() });
 * ```
 */
export function elu(alpha = 1): Activation {
  checkRange("elu: alpha", alpha, 0, Number.POSITIVE_INFINITY);
  const activation = composed(
    "elu",
    (z) => where(z.greater(0), z, z.exp().add(1).multiply(z.multiply(0.5).tanh()).multiply(alpha)), // eᶻ − 1 = (eᶻ + 1) tanh(z / 2), without cancellation
    (z) => where(z.greater(0), 1, z.exp().multiply(alpha)),
  );
  return rectifying(activation);
}

/**
 * A smooth relu (C. Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing", 2001): $\sigma(z) = \ln(1 +
 * e^z)$. Its outputs are positive, and its derivative is the logistic function.
 *
 * @example
 * ```ts
 * import { dense, softplus } from "conformable/nn";
 *
 * dense(128, 1, { activation: softplus }); // a standard deviation, for example
 * ```
 */
export const softplus: Activation = /* @__PURE__ */ composed(
  "softplus",
  (z) => {
    const positive = z.greater(0);
    const small = where(positive, z.negate(), z).exp(); // e to the power of −|z|, at most 1
    const sum = small.add(1);
    const rounded = small.subtract(sum.subtract(1)); // what the sum has lost to rounding
    return sum
      .log()
      .add(rounded.divide(sum))
      .add(where(positive, z, 0)); // ln(1 + eᶻ) = z + ln(1 + e⁻ᶻ)
  },
  (z) => z.sigmoid(),
);

/**
 * A sigmoid between −1 and 1 whose tails are longer than those of tanh (J. Turian, J. Bergstra and Y. Bengio, "Quadratic Features and Deep
 * Architectures for Chunking", 2009): σ(z) = z / (1 + |z|), with the derivative σ′ = 1 / (1 + |z|)².
 *
 * @example
 * ```ts
 * import { dense, softsign } from "conformable/nn";
 *
 * dense(784, 128, { activation: softsign });
 * ```
 */
export const softsign: Activation = /* @__PURE__ */ composed(
  "softsign",
  (z) => z.divide(z.abs().add(1)),
  (z) => ones(z).divide(z.abs().add(1).square()),
);
const ones: OfNumbers = (z) => claim(operations.ones(viewOf("ones", z)));

/**
 * The logistic function, approximated by three straight lines, as in PyTorch (A. Howard et al., "Searching for MobileNetV3", 2019): σ(z) is 0
 * up to −3, z / 6 + ½ between, and 1 from 3 on. Its derivative is 1/6 between −3 and 3 and 0 elsewhere, also at −3 and 3.
 *
 * @example
 * ```ts
 * import { dense, hardSigmoid } from "conformable/nn";
 *
 * dense(784, 128, { activation: hardSigmoid });
 * ```
 */
export const hardSigmoid: Activation = /* @__PURE__ */ composed(
  "hardSigmoid",
  (z) => where(z.abs().less(3), z.divide(6).add(0.5), z.clip(0, 1)),
  (z) => where(z.abs().less(3), 1 / 6, 0),
);

/**
 * A smooth activation that, unlike relu, also lets a little of the negative numbers through (D. Misra, "Mish: A Self Regularized
 * Non-Monotonic Activation Function", 2019): $\sigma(z) = z \tanh(\ln(1 + e^z))$.
 *
 * @example
 * ```ts
 * import { dense, mish } from "conformable/nn";
 *
 * dense(784, 128, { activation: mish });
 * ```
 */
export const mish: Activation = /* @__PURE__ */ rectifying(
  /* @__PURE__ */ composed(
    "mish",
    (z) => z.multiply(mishGate(z)),
    (z) => {
      const off = z.negate().sigmoid();
      const slope = off.divide(off.square().add(1)).multiply(2).square().multiply(z.sigmoid()); // t′ = (1 − t²) σ(z)
      return mishGate(z).add(slope.multiply(z)); // t + z t′
    },
  ),
);
/** t = tanh(ln(1 + eᶻ)) = (1 − q²) / (1 + q²) with q = σ(−z), where 1 − q = σ(z). It neither overflows nor cancels. */
const mishGate: OfNumbers = (z) => {
  const off = z.negate().sigmoid();
  return z.sigmoid().multiply(off.add(1)).divide(off.square().add(1));
};
