/** The mutants that no type test notices, and the reasons. */
import { closure } from "./declarations.js";
import groups from "./unnoticed.json" with { type: "json" };

interface Group {
  /**
   * `equivalent`: no program is refused or accepted differently, and no type differs. `noticed elsewhere`: another test of the
   * suite notices it. `explained`: the rest.
   */
  readonly as: "equivalent" | "noticed elsewhere" | "explained";
  readonly because: string;
  readonly mutants: readonly string[];
}
export const unnoticed = groups as readonly Group[];

/** The declarations, and everything they use, in which every mutant has to be noticed or equivalent. */
export const required: ReadonlySet<string> = closure([
  ...["matmul", "outer", "transpose", "add", "reshape"].map((operation) => `Tensor.${operation}`),
  "dense",
  "sequential",
  "backpropagate",
  "meanSquaredError",
  "crossEntropy",
  "binaryCrossEntropy",
  "sgd",
  "adam",
]);
