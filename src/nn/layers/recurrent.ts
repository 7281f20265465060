/** Recurrent layers, which read a sequence step by step and remember what they have read in a state. */

import type { Anything, Given } from "../../shape/accepted.js";
import { checkSequence, type takesASequence } from "../../shape/attention.js";
import {
  type AcceptingShape,
  type AnySizes,
  type AreSizes,
  checkSize,
  type GivenSizes,
  type NoSize,
  type Size,
  type Sizes,
  type WhyNoSizes,
} from "../../shape/dim.js";
import type { AnyOptionsWithFunctions } from "../../shape/known.js";
import { readOptions } from "../../shape/options.js";
import { checkReturns, type Returned, type returnsIsKnown } from "../../shape/recurrent.js";
import type { NoNumber } from "../../shape/several.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import type { Matrix } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { recurrentLayer } from "./recurrence.js";
import type { Cell, RecurrentParameters, Sums } from "./recurrent-cell.js";

/** Options of {@link recurrent}, {@link lstm} and {@link gru}. */
export interface RecurrentOptions<Returns extends "all" | "last" = "all" | "last"> {
  /** Whether the layer returns the states after all steps, which is the default, or only the last one. */
  readonly returns?: Returns | undefined;
  /** The generator of the initial parameters, made by `random(seed)`. */
  readonly random?: Random | undefined;
}
/**
 * Creates the simplest recurrent layer (J. L. Elman, "Finding Structure in Time", 1990). The state after a step depends on the input of
 * that step and on the state before it, which is 0 before the first.
 *
 * $$ h_t = \tanh(W x_t + b + U h_{t-1} + c) $$
 *
 * Shapes: `[...Batch, length, width]` to `[...Batch, length, size]`, the states after all steps, or with `{ returns: "last" }` to `[...Batch,
 * size]`. The parameters are those of PyTorch's `RNN`, with an axis for the only gate: `inputWeights` `[1, size, width]`, `stateWeights` `[1,
 * size, size]`, `inputBias` and `stateBias` `[1, size]`. Initially they are uniform within ±1/√size, as in PyTorch.
 *
 * @param input - the shape `[length, width]` of a sequence
 * @param size - the number of numbers in a state
 * @throws ShapeError if a size isn't a whole number from 0 up
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { recurrent } from "conformable/nn";
 *
 * recurrent([16, 27], 64).predict(zeros([32, 16, 27])); //                      Tensor<[32, 16, 64]>
 * recurrent([16, 27], 64, { returns: "last" }).predict(zeros([32, 16, 27])); // Matrix<32, 64>
 * ```
 */
export function recurrent<
  const In extends AnySizes,
  const Units extends number | NoNumber<Units>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"recurrent", In>, NoSize<Units>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"recurrent", In>,
  size: Size<Units>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[0], Units], RecurrentParameters<1, In[1], Units>> : Anything;
export function recurrent<
  const In extends AnySizes,
  const Units extends number | NoNumber<Units>,
  const Options extends AnyOptionsWithFunctions<RecurrentOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"recurrent", In>, NoSize<Units>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"recurrent", In>,
  size: Size<Units>,
  options: returnsIsKnown<"recurrent", Options, RecurrentOptions>,
): Given<
  Options,
  returnsIsKnown<"recurrent", Options, RecurrentOptions>,
  unknown extends NoInfer<Ok> ? Network<[...In], Returned<Options, In[0], Units>, RecurrentParameters<1, In[1], Units>> : Anything
>;
export function recurrent<Units extends number>(input: unknown, size: Size<Units>, options?: object): unknown {
  return made("recurrent", recurrentCell, input, size, options);
}

const recurrentCell: Cell<1, 1> = { gates: 1, apart: 0, step: ([sum], memory) => ({ output: sum.tanh(), memory }) };

/**
 * Creates a layer of long short-term memory (S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", 1997, with the forget
 * gate of F. A. Gers, J. Schmidhuber and F. Cummins, "Learning to Forget", 1999). Besides the state h it has a memory m. The
 * input gate i decides what is written to the memory, the forget gate f what is kept of it, and the output gate o what is shown.
 * Both are 0 before the first step.
 *
 * $$ \begin{aligned}
 * i_t &= \sigma(W_i x_t + b_i + U_i h_{t-1} + c_i) & f_t &= \sigma(W_f x_t + b_f + U_f h_{t-1} + c_f) \\
 * g_t &= \tanh(W_g x_t + b_g + U_g h_{t-1} + c_g) & o_t &= \sigma(W_o x_t + b_o + U_o h_{t-1} + c_o) \\
 * m_t &= f_t \odot m_{t-1} + i_t \odot g_t & h_t &= o_t \odot \tanh(m_t)
 * \end{aligned} $$
 *
 * Shapes: `[...Batch, length, width]` to `[...Batch, length, size]`, the states h after all steps, or with `{ returns: "last" }` to
 * `[...Batch, size]`. The formulas, the parameters and the order of the gates, i, f, g, o, are those of PyTorch's `LSTM`: `inputWeights` `[4,
 * size, width]`, `stateWeights` `[4, size, size]`, `inputBias` and `stateBias` `[4, size]`. Initially they are uniform within ±1/√size, as in
 * PyTorch.
 *
 * @param input - the shape `[length, width]` of a sequence
 * @param size - the number of numbers in a state
 * @throws ShapeError if a size isn't a whole number from 0 up
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { dense, lstm, sequential } from "conformable/nn";
 *
 * const network = sequential(lstm([16, 27], 64), lstm([16, 64], 64, { returns: "last" }), dense(64, 10));
 * network.predict(zeros([32, 16, 27])); // Matrix<32, 10>
 * ```
 */
export function lstm<
  const In extends AnySizes,
  const Units extends number | NoNumber<Units>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"lstm", In>, NoSize<Units>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"lstm", In>,
  size: Size<Units>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[0], Units], RecurrentParameters<4, In[1], Units>> : Anything;
export function lstm<
  const In extends AnySizes,
  const Units extends number | NoNumber<Units>,
  const Options extends AnyOptionsWithFunctions<RecurrentOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"lstm", In>, NoSize<Units>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"lstm", In>,
  size: Size<Units>,
  options: returnsIsKnown<"lstm", Options, RecurrentOptions>,
): Given<
  Options,
  returnsIsKnown<"lstm", Options, RecurrentOptions>,
  unknown extends NoInfer<Ok> ? Network<[...In], Returned<Options, In[0], Units>, RecurrentParameters<4, In[1], Units>> : Anything
>;
export function lstm<Units extends number>(input: unknown, size: Size<Units>, options?: object): unknown {
  return made("lstm", lstmCell, input, size, options);
}

const lstmCell: Cell<4, 4> = {
  gates: 4,
  apart: 0,
  step(sums, before) {
    const { memory, shown, output } = lstmGates(sums, before);
    return { output: output.multiply(shown), memory };
  },
  // From the gates themselves: σ′ = σ (1 − σ) and tanh′ = 1 − tanh². The tape would compute each gate again.
  pass(sums, before) {
    const { input, forget, candidate, output, memory, shown } = lstmGates(sums, before);
    return {
      output: { output: output.multiply(shown), memory },
      backward(error) {
        const ofShown = error.output.multiply(output);
        const ofMemory = error.memory.add(ofShown.subtract(ofShown.multiply(shown.square())));
        const kept = ofMemory.multiply(forget);
        const [written, added] = [ofMemory.multiply(candidate).multiply(input), ofMemory.multiply(input)];
        const lost = kept.multiply(before);
        const seen = ofShown.multiply(shown);
        const ofSums = [
          written.subtract(written.multiply(input)),
          lost.subtract(lost.multiply(forget)),
          added.subtract(added.multiply(candidate).multiply(candidate)),
          seen.subtract(seen.multiply(output)),
        ] as const;
        return [ofSums, kept];
      },
    };
  },
};

/** The gates, the memory after the step, and its hyperbolic tangent. */
function lstmGates<Examples extends number, Units extends number>(
  [ofInput, ofForget, ofCandidate, ofOutput]: Sums<4, Examples, Units>,
  before: Matrix<Examples, Units>,
) {
  const [input, forget, candidate, output] = [ofInput.sigmoid(), ofForget.sigmoid(), ofCandidate.tanh(), ofOutput.sigmoid()];
  const memory = forget.multiply(before).add(input.multiply(candidate));
  return { input, forget, candidate, output, memory, shown: memory.tanh() };
}

/**
 * Creates a layer of gated recurrent units (K. Cho et al., "Learning Phrase Representations using RNN Encoder–Decoder for Statistical
 * Machine Translation", 2014). The reset gate r decides how much of the state the candidate n sees, and the update gate z how much of the
 * state is kept. The state is 0 before the first step.
 *
 * $$ \begin{aligned}
 * r_t &= \sigma(W_r x_t + b_r + U_r h_{t-1} + c_r) & z_t &= \sigma(W_z x_t + b_z + U_z h_{t-1} + c_z) \\
 * n_t &= \tanh(W_n x_t + b_n + r_t \odot (U_n h_{t-1} + c_n)) & h_t &= (1 - z_t) \odot n_t + z_t \odot h_{t-1}
 * \end{aligned} $$
 *
 * Shapes: `[...Batch, length, width]` to `[...Batch, length, size]`, the states after all steps, or with `{ returns: "last" }` to `[...Batch,
 * size]`. The formulas, the parameters and the order of the gates, r, z, n, are those of PyTorch's `GRU`: `inputWeights` `[3, size, width]`,
 * `stateWeights` `[3, size, size]`, `inputBias` and `stateBias` `[3, size]`. Initially they are uniform within ±1/√size, as in PyTorch.
 *
 * @param input - the shape `[length, width]` of a sequence
 * @param size - the number of numbers in a state
 * @throws ShapeError if a size isn't a whole number from 0 up
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { gru } from "conformable/nn";
 *
 * gru([16, 27], 64).predict(zeros([32, 16, 27])); // Tensor<[32, 16, 64]>
 * ```
 */
export function gru<
  const In extends AnySizes,
  const Units extends number | NoNumber<Units>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"gru", In>, NoSize<Units>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"gru", In>,
  size: Size<Units>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[0], Units], RecurrentParameters<3, In[1], Units>> : Anything;
export function gru<
  const In extends AnySizes,
  const Units extends number | NoNumber<Units>,
  const Options extends AnyOptionsWithFunctions<RecurrentOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"gru", In>, NoSize<Units>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"gru", In>,
  size: Size<Units>,
  options: returnsIsKnown<"gru", Options, RecurrentOptions>,
): Given<
  Options,
  returnsIsKnown<"gru", Options, RecurrentOptions>,
  unknown extends NoInfer<Ok> ? Network<[...In], Returned<Options, In[0], Units>, RecurrentParameters<3, In[1], Units>> : Anything
>;
export function gru<Units extends number>(input: unknown, size: Size<Units>, options?: object): unknown {
  return made("gru", gruCell, input, size, options);
}

const gruCell: Cell<3, 4> = {
  gates: 3,
  apart: 1,
  step([ofReset, ofUpdate, ofInput, ofState], before) {
    const candidate = ofInput.add(ofReset.sigmoid().multiply(ofState)).tanh();
    const output = candidate.add(ofUpdate.sigmoid().multiply(before.subtract(candidate))); // (1 − z) n + z h
    return { output, memory: output };
  },
};

function made<Gates extends number, Count extends number, Length extends number, Width extends number, Units extends number>(
  name: string,
  cell: Cell<Gates, Count>,
  input: unknown,
  size: Size<Units>,
  options: object | undefined,
): unknown {
  const { random, returns } = recurrentOptions(name, options);
  const sequence = checkSequence<readonly [Size<Length>, Size<Width>]>(name, input);
  checkSize(size);
  return recurrentLayer(name, cell, sequence, size, random, returns);
}

/** The options, read once and checked. */
export function recurrentOptions(name: string, options: object | undefined) {
  const { random = commonRandom, returns = "all" } = readOptions<RecurrentOptions>(name, options, ["random", "returns"]);
  checkRandom(random);
  checkReturns(name, returns);
  return { random, returns };
}
