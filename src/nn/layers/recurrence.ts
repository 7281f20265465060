/**
 * What recurrent layers have in common. A cell makes the next state from the input of one step and the state before it. Here it is applied
 * to one step after the other, and errors are taken back through all of them (backpropagation through time).
 *
 * All gates of a cell are weighted sums, `[examples, size]` for one step. Of an input x, and of the state h before the step, they are those
 * of a dense layer, and so are their derivatives (see dense.ts). With the error δ of the sums:
 *
 *     W x + b    ∂C/∂W = Σ δ xᵀ    ∂C/∂b = Σ δ    error of x: Wᵀ δ
 *     U h + c    ∂C/∂U = Σ δ hᵀ    ∂C/∂c = Σ δ    error of h: Uᵀ δ
 *
 * Σ is the sum over the examples and the steps. Each is one product, which is faster than one product for each step. The derivative of the
 * cell itself is left to the tape, unless the cell has its own.
 */
import { vjp } from "../../grad/grad.js";
import type { Size, Sizes } from "../../shape/dim.js";
import type { Shape } from "../../shape/shape.js";
import type { Dim } from "../../shape/size.js";
import { randomUniform, zeros } from "../../tensor/create.js";
import { einsum } from "../../tensor/einsum.js";
import { stack } from "../../tensor/join.js";
import type { Random } from "../../tensor/random.js";
import { type AnyTensor, claim, type Matrix, type Tensor, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import type { PlaceStep } from "../contract/steps.js";
import { trainable } from "../contract/trainable.js";
import { originalOf } from "../contract/with.js";
import { layerOf } from "./of-function.js";
import {
  type Cell,
  ofProducts,
  products,
  productsOfSteps,
  type RecurrentParameters,
  type State,
  summing,
} from "./recurrent-cell.js";

/** A cell of any number of gates. */
// biome-ignore lint/suspicious/noExplicitAny: a cell is invariant in its gates, so only `any` covers all of them
type AnyCell = Cell<any, any>;
const cells = new WeakMap<AnyLayer, AnyCell>();
/** The cell of a recurrent layer; undefined for any other layer. */
export const cellIn = (layer: AnyLayer): AnyCell | undefined => cells.get(layer) ?? cells.get(originalOf(layer) ?? layer);

/** Makes a layer of a cell, which returns the states of all steps or only the last. */
export function recurrentLayer<
  Gates extends number,
  Count extends number,
  Length extends number,
  Inputs extends number,
  Units extends number,
>(
  name: string,
  cell: Cell<Gates, Count>,
  sequence: readonly [Size<Length>, Size<Inputs>],
  units: Size<Units>,
  random: Random,
  returns: "all" | "last",
) {
  const layer = layerOfCell(name, cell, sequence, units, random, returns);
  cells.set(layer as AnyLayer, cell);
  return layer;
}

function layerOfCell<
  Gates extends number,
  Count extends number,
  Length extends number,
  Inputs extends number,
  Units extends number,
>(
  name: string,
  cell: Cell<Gates, Count>,
  [length, inputs]: readonly [Size<Length>, Size<Inputs>],
  units: Size<Units>,
  random: Random,
  returns: "all" | "last",
):
  | Network<[Length, Inputs], [Length, Units], RecurrentParameters<Gates, Inputs, Units>>
  | Network<[Length, Inputs], [Units], RecurrentParameters<Gates, Inputs, Units>> {
  const { gates } = cell;
  const bound = 1 / Math.sqrt(Math.max(1, units));
  const initial = <S extends Shape>(shape: Sizes<S>) => randomUniform(shape, random, { low: -bound, high: bound });
  type Parameters = RecurrentParameters<Gates, Inputs, Units>;
  const learned = trainable<Parameters>({
    inputWeights: initial([gates, units, inputs]),
    stateWeights: initial([gates, units, units]),
    inputBias: initial([gates, units]),
    stateBias: initial([gates, units]),
  });
  if (returns === "last")
    return markOwn(
      layerOf<Parameters, [Length, Inputs], [Units]>(
        name,
        learned,
        [length, inputs],
        [units],
        (parameters, x) => outputsOf(cell, parameters, x).at(-1) ?? zeros([x.shape[0], units]),
        undefined,
        (parameters, x) => {
          const { outputs, backward } = unroll(cell, parameters, x);
          return {
            output: outputs.at(-1) ?? zeros([x.shape[0], units]),
            backward: (error) => backward((step) => (step === length - 1 ? error : undefined)),
          };
        },
      ),
    );
  const joined = <Examples extends number>(
    outputs: readonly Matrix<Examples, Units>[],
    examples: Size<Examples>,
  ): Tensor<[Examples, Length, Units]> => (outputs.length > 0 ? stack(outputs, 1, length) : zeros([examples, length, units]));
  return markOwn(
    layerOf<Parameters, [Length, Inputs], [Length, Units]>(
      name,
      learned,
      [length, inputs],
      [length, units],
      (parameters, x) => joined(outputsOf(cell, parameters, x), x.shape[0]),
      undefined,
      (parameters, x) => {
        const { outputs, backward } = unroll(cell, parameters, x);
        return {
          output: joined(outputs, x.shape[0]),
          backward(error) {
            const own = [...error.permute([1, 0, 2])];
            return backward((step) => own[step]);
          },
        };
      },
      (parameters) => startRecurrence(cell, parameters),
    ),
  );
}

function initialState<Examples extends number, Units extends number>(
  examples: Size<Examples>,
  units: Size<Units>,
): State<Examples, Units> {
  const start = zeros([examples, units]);
  return { output: start, memory: start };
}

/** The state after the next step of a batch, `[examples, size]`, from the input of that step, `[examples, width]`. */
export const stepOf = <
  Gates extends number,
  Count extends number,
  Examples extends number,
  Inputs extends number,
  Units extends number,
>(
  cell: Cell<Gates, Count>,
  parameters: RecurrentParameters<Gates, Inputs, Units>,
  input: Matrix<Examples, Inputs>,
  before: State<Examples, Units>,
): State<Examples, Units> =>
  cell.step(summing(cell, parameters)(products(input, parameters.inputWeights), before), before.memory);

/** Starts a sequence that is computed place by place. */
function startRecurrence<Gates extends number, Count extends number, Inputs extends number, Units extends number>(
  cell: Cell<Gates, Count>,
  parameters: RecurrentParameters<Gates, Inputs, Units>,
): PlaceStep {
  type Examples = Dim<"examples">;
  let state: State<Examples, Units> | undefined;
  return (given) => {
    const input: Matrix<Examples, Inputs> = claim(viewOf("decoding", given)); // the decoder has checked its shape
    state = stepOf(cell, parameters, input, state ?? initialState(input.shape[0], parameters.inputBias.shape[1]));
    return state.output as AnyTensor; // its shapes are only known at run time
  };
}

/** Applies a cell to each step of a batch of sequences, from a state of zeros. */
function outputsOf<
  Gates extends number,
  Count extends number,
  Examples extends number,
  Length extends number,
  Inputs extends number,
  Units extends number,
>(
  cell: Cell<Gates, Count>,
  parameters: RecurrentParameters<Gates, Inputs, Units>,
  input: Tensor<[Examples, Length, Inputs]>,
): Matrix<Examples, Units>[] {
  let state = initialState(input.shape[0], parameters.inputBias.shape[1]);
  const sumsOf = summing(cell, parameters);
  return productsOfSteps(parameters, input).map((ofInput) => {
    state = cell.step(sumsOf(ofInput, state), state.memory);
    return state.output;
  });
}

/** The same, with the way back from the errors of the outputs. */
function unroll<
  Gates extends number,
  Count extends number,
  Examples extends number,
  Length extends number,
  Inputs extends number,
  Units extends number,
>(cell: Cell<Gates, Count>, parameters: RecurrentParameters<Gates, Inputs, Units>, input: Tensor<[Examples, Length, Inputs]>) {
  const { inputWeights, stateWeights, inputBias } = parameters;
  const [examples, length] = input.shape;
  const [gates, units] = inputBias.shape;
  let state = initialState(examples, units);
  const sumsOf = summing(cell, parameters);
  const steps = productsOfSteps(parameters, input).map((ofInput) => {
    const before = state;
    const sums = sumsOf(ofInput, before);
    const { output, backward } = cell.pass
      ? cell.pass(sums, before.memory)
      : vjp(([given, memory]: [typeof sums, typeof before.memory]) => cell.step(given, memory), [sums, before.memory]);
    state = output;
    return { output, backward, before: before.output };
  });

  /** @param errorOf - the error of the output of a step, if that output is used */
  const backward = (
    errorOf: (step: number) => Matrix<Examples, Units> | undefined,
  ): [RecurrentParameters<Gates, Inputs, Units>, typeof input] => {
    let error = initialState(examples, units); // nothing follows the last step
    const back = steps.map(({ backward }, step) => () => {
      const own = errorOf(step);
      const [given, memory] = backward(own ? { output: error.output.add(own), memory: error.memory } : error);
      const errors = ofProducts(cell, given);
      error = { output: einsum("egu,guv->ev", errors.ofState, stateWeights), memory };
      return errors;
    });
    const sums = back
      .toReversed()
      .map((step) => step())
      .toReversed();
    const all = (errors: readonly Tensor<[Examples, Gates, Units]>[]): Tensor<[Length, Examples, Gates, Units]> =>
      length > 0 ? stack(errors, 0, length) : zeros([length, examples, gates, units]);
    const before: Tensor<[Length, Examples, Units]> =
      length > 0
        ? stack(
            steps.map(({ before }) => before),
            0,
            length,
          )
        : zeros([length, examples, units]);
    const ofInputs = all(sums.map(({ ofInput }) => ofInput));
    const isSame = cell.apart === 0;
    const ofStates = isSame ? ofInputs : all(sums.map(({ ofState }) => ofState));
    const inputBias = ofInputs.sum([0, 1]);
    const gradients = {
      inputWeights: einsum("tegu,eti->gui", ofInputs, input), // Σ δ xᵀ
      stateWeights: einsum("tegu,tev->guv", ofStates, before), // Σ δ hᵀ
      inputBias, // Σ δ
      stateBias: isSame ? inputBias : ofStates.sum([0, 1]),
    };
    return [gradients, einsum("tegu,gui->eti", ofInputs, inputWeights)]; // Wᵀ δ
  };
  return { outputs: steps.map(({ output }) => output.output), backward };
}
