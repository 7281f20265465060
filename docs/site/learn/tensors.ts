/** The tensors of a pass as the page shows them: their letters, as in the guide, and what they are in words. */
import type { Numbers } from "./messages.js";

export interface Shown {
  /** The letters of its axes: i counts outputs, j hidden units and k pixels. */
  readonly axes: string;
  /** Its name in the formulas. */
  readonly tex: string;
  /** The name of an entry, with # for its indices. */
  readonly entry: string;
  /** What it is, for those who can't see it. */
  readonly label: string;
  /** Whether all of its numbers are from 0 to 1. */
  readonly isUnit?: boolean;
}

const derivative = (of: string): string => `\\dfrac{\\partial C}{\\partial ${of}}`;

export const tensors: Readonly<Record<keyof Numbers, Shown>> = {
  x: { axes: "k", tex: "x", entry: "x_{#}", label: "The pixels x, from 0 for paper to 1 for ink", isUnit: true },
  y: { axes: "i", tex: "y", entry: "y_{#}", label: "The target y: 1 for the right digit, 0 for the others", isUnit: true },
  hiddenWeights: { axes: "j k", tex: "W'", entry: "w'_{#}", label: "The weights W′ of the hidden layer" },
  hiddenBias: { axes: "j", tex: "b'", entry: "b'_{#}", label: "The bias b′ of the hidden layer" },
  hiddenSums: { axes: "j", tex: "z'", entry: "z'_{#}", label: "The weighted sums z′ of the hidden layer" },
  hiddenUnits: { axes: "j", tex: "a'", entry: "a'_{#}", label: "The activations a′ of the hidden layer", isUnit: true },
  hiddenSlope: { axes: "j", tex: "\\sigma'(z')", entry: "\\sigma'(z'_{#})", label: "The slopes of σ in the hidden layer" },
  weights: { axes: "i j", tex: "W", entry: "w_{#}", label: "The weights W of the output layer" },
  bias: { axes: "i", tex: "b", entry: "b_{#}", label: "The bias b of the output layer" },
  sums: { axes: "i", tex: "z", entry: "z_{#}", label: "The weighted sums z of the output layer" },
  outputs: { axes: "i", tex: "a", entry: "a_{#}", label: "The outputs a, one for each digit", isUnit: true },
  slope: { axes: "i", tex: "\\sigma'(z)", entry: "\\sigma'(z_{#})", label: "The slopes of σ in the output layer" },
  lossSlope: { axes: "i", tex: "\\nabla_a C", entry: derivative("a_{#}"), label: "The derivatives of the loss by the outputs" },
  error: { axes: "i", tex: "\\delta", entry: "\\delta_{#}", label: "The error δ of the output layer" },
  errorBelow: {
    axes: "j",
    tex: "W^\\mathsf{T} \\delta",
    entry: "(W^\\mathsf{T} \\delta)_{#}",
    label: "The error of the outputs, carried back to the hidden activations",
  },
  hiddenError: { axes: "j", tex: "\\delta'", entry: "\\delta'_{#}", label: "The error δ′ of the hidden layer" },
  weightGradient: { axes: "i j", tex: derivative("W"), entry: derivative("w_{#}"), label: "The gradient of W" },
  biasGradient: { axes: "i", tex: derivative("b"), entry: derivative("b_{#}"), label: "The gradient of b" },
  hiddenWeightGradient: { axes: "j k", tex: derivative("W'"), entry: derivative("w'_{#}"), label: "The gradient of W′" },
  hiddenBiasGradient: { axes: "j", tex: derivative("b'"), entry: derivative("b'_{#}"), label: "The gradient of b′" },
  nextWeights: { axes: "i j", tex: "W_{\\text{next}}", entry: "w_{#}^{\\text{next}}", label: "The weights W after the step" },
};
