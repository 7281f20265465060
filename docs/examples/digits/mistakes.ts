/** Three programs, each with one mistake that is easy to make. Once corrected, they compile; `explain` checks both. */

export interface Mistake {
  readonly title: string;
  readonly program: string;
  /** The wrong code, which occurs once in the program. */
  readonly wrong: string;
  /** The correct code. */
  readonly right: string;
}

export const mistakes: readonly Mistake[] = [
  {
    title: "The gradient of the weights, with the outer product the wrong way round",
    program: `
import type { Matrix, Vector } from "conformable";

// For layers of every size: ∂C/∂W = δ aᵀ
function weightGradient<In extends number, Out extends number>(
  input: Vector<In>,
  error: Vector<Out>,
): Matrix<Out, In> {
  return input.outer(error);
}`,
    wrong: "input.outer(error)",
    right: "error.outer(input)",
  },
  {
    title: "A layer that doesn't fit the one below it",
    program: `
import { dense, relu, sequential } from "conformable/nn";

const network = sequential(
  dense(64, 72, { activation: relu }),
  dense(64, 10),
);`,
    wrong: "dense(64, 10)",
    right: "dense(72, 10)",
  },
  {
    title: "The error of one layer, passed to another",
    program: `
import type { Vector } from "conformable";
import { dense, relu } from "conformable/nn";

const hidden = dense(64, 72, { activation: relu });
const output = dense(72, 10);

function gradients(image: Vector<64>, target: Vector<10>) {
  const below = hidden.forward(image);
  const above = output.forward(below.output);
  const error = above.output.softmax().subtract(target);
  return [below.backward(error).gradients, above.backward(error).gradients];
}`,
    wrong: "below.backward(error)",
    right: "below.backward(above.backward(error).error)",
  },
];
