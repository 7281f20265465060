/**
 * The cells of recurrent layers, and the weighted sums that they see. Each gate has a sum of its own in contiguous memory, so that all of a
 * step but its products is one pass over the numbers when it is compiled.
 */
import type { Pullback } from "../../grad/grad.js";
import type { Size } from "../../shape/dim.js";
import type { Shape } from "../../shape/shape.js";
import { stack } from "../../tensor/join.js";
import type { Matrix, Tensor, Vector } from "../../tensor/tensor.js";

/**
 * The parameters of a recurrent layer. Its gates are, in this order: for `recurrent` one, the output itself; for `gru` reset r, update z and
 * candidate n; for `lstm` input i, forget f, candidate g and output o.
 */
export interface RecurrentParameters<Gates extends number, Inputs extends number, Units extends number> {
  /** W: `[gates, size, inputs]`, for each gate the weights of the inputs. */
  readonly inputWeights: Tensor<[Gates, Units, Inputs]>;
  /** U: `[gates, size, size]`, for each gate the weights of the state. */
  readonly stateWeights: Tensor<[Gates, Units, Units]>;
  /** b: `[gates, size]`, added to the weighted sums of the inputs. */
  readonly inputBias: Matrix<Gates, Units>;
  /** c: `[gates, size]`, added to the weighted sums of the state. */
  readonly stateBias: Matrix<Gates, Units>;
}

/** What a step hands on to the next one. */
export interface State<in out Examples extends number, in out Units extends number> {
  /** h: what the layer returns, and what the next step's weights see. */
  readonly output: Matrix<Examples, Units>;
  /** What only the next cell sees. */
  readonly memory: Matrix<Examples, Units>;
}

/** The weighted sums that a cell sees, `[examples, size]` each. */
export type Sums<Count extends number, Examples extends number, Units extends number> = {
  readonly 1: readonly [Matrix<Examples, Units>];
  readonly 4: readonly [Matrix<Examples, Units>, Matrix<Examples, Units>, Matrix<Examples, Units>, Matrix<Examples, Units>];
}[Count & (1 | 4)];

/** One step of a recurrent layer, for any number of examples. */
export interface Cell<Gates extends number, Count extends number> {
  readonly gates: Size<Gates>;
  /**
   * How many gates see the sum of the input, W x + b, and that of the state, U h + c, apart. They are the last ones. All others see
   * W x + U h + (b + c).
   */
  readonly apart: number;
  /** Returns the next state from the sums, in the order of the gates, and from the memory. */
  step<Examples extends number, Units extends number>(
    sums: Sums<Count, Examples, Units>,
    memory: Matrix<Examples, Units>,
  ): State<Examples, Units>;
  /** The same with its way back: from the error of what it hands on to those of what it was given. Otherwise the tape finds it. */
  pass?<Examples extends number, Units extends number>(
    sums: Sums<Count, Examples, Units>,
    memory: Matrix<Examples, Units>,
  ): Pullback<State<Examples, Units>, [sums: Sums<Count, Examples, Units>, memory: Matrix<Examples, Units>]>;
}

/** The products of the weights of each gate with inputs or with a state. */
export const products = <Gates extends number, Lead extends Shape, Inputs extends number, Units extends number>(
  input: Tensor<[...Lead, Inputs]>,
  weights: Tensor<[Gates, Units, Inputs]>,
): Tensor<[...Lead, Units]>[] => Array.from(weights, (own) => input.matmul(own.transpose()));

/** The products W x, with a list for each step of sequences, which has a matrix for each gate. */
export function productsOfSteps<
  Gates extends number,
  Examples extends number,
  Length extends number,
  Inputs extends number,
  Units extends number,
>(
  { inputWeights }: RecurrentParameters<Gates, Inputs, Units>,
  input: Tensor<[Examples, Length, Inputs]>,
): Matrix<Examples, Units>[][] {
  const ofGates = products(input.permute([1, 0, 2]), inputWeights).map((steps) => [...steps]);
  return Array.from({ length: input.shape[1] }, (_, step) => ofGates.flatMap((steps) => steps[step] ?? []));
}

/** Returns what makes the sums that a cell sees, from the products W x of a step and the state before it. */
export function summing<Gates extends number, Count extends number, Inputs extends number, Units extends number>(
  { gates, apart }: Cell<Gates, Count>,
  { stateWeights, inputBias, stateBias }: RecurrentParameters<Gates, Inputs, Units>,
) {
  const biases = [inputBias, stateBias, inputBias.add(stateBias)].map((each) => [...each]);
  return <Examples extends number>(
    ofInput: readonly Matrix<Examples, Units>[],
    { output }: State<Examples, Units>,
  ): Sums<Count, Examples, Units> => {
    const sums = products(output, stateWeights).map((h, gate) => {
      const x = ofInput[gate] as typeof h; // there is one for each gate, as of the biases
      const [b, c, both] = biases.map((each) => each[gate]) as [Vector<Units>, Vector<Units>, Vector<Units>];
      return gate < gates - apart ? [x.add(h).add(both)] : [x.add(b), h.add(c)];
    });
    return sums.flat() as unknown as Sums<Count, Examples, Units>; // there are as many
  };
}

/** The errors of W x and U h, `[examples, gates, size]` each, from those of the sums that a cell sees. If it sees no gate's apart, they are the same. */
export function ofProducts<Gates extends number, Count extends number, Examples extends number, Units extends number>(
  { gates, apart }: Cell<Gates, Count>,
  errors: Sums<Count, Examples, Units>,
) {
  const together = gates - apart;
  const joined = (first: number): Tensor<[Examples, Gates, Units]> =>
    stack(
      (errors as readonly Matrix<Examples, Units>[]).filter((_, place) => place < together || (place - together) % 2 === first),
      1,
      gates,
    );
  const ofInput = joined(0);
  return { ofInput, ofState: apart === 0 ? ofInput : joined(1) };
}
