/** The mutants that no type test notices, and why. */
import { closure } from "./declarations.js";
import groups from "./unnoticed.json" with { type: "json" };

interface Group {
  /** `equivalent`: no program is refused or accepted, and no type is another. `noticed elsewhere`: by another test of the suite. `explained`: the rest. */
  readonly as: "equivalent" | "noticed elsewhere" | "explained";
  readonly because: string;
  readonly mutants: readonly string[];
}
export const unnoticed = groups as readonly Group[];

/** Where every mutant has to be noticed, or be equivalent: these, and all that they use. */
export const required: ReadonlySet<string> = closure([
  ...["matmul", "outer", "transpose", "add", "reshape"].map((operation) => `Tensor.${operation}`),
  ...["dense", "sequential", "backpropagate", "meanSquaredError", "crossEntropy", "binaryCrossEntropy", "sgd", "adam"],
]);
