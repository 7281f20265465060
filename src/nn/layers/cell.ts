/** Recurrent layers one step at a time, with states that the caller keeps. */
import type { AcceptingOne, Anything } from "../../shape/accepted.js";
import { sameShape } from "../../shape/broadcast.js";
import { type AnySizes, type AreSizes, checkShape, type GivenSizes, type Sizes } from "../../shape/dim.js";
import type { IsUnion } from "../../shape/known.js";
import { fieldsOf } from "../../shape/options.js";
import { noCell, stepMismatch } from "../../shape/recurrent.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { filled, reshaped as reshapedTo } from "../../tensor/operations/primitives/index.js";
import { type AnyTensor, checkTensor, claim, type Tensor, viewOf } from "../../tensor/tensor.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { cellIn, stepOf } from "./recurrence.js";
import type { RecurrentParameters, State } from "./recurrent-cell.js";

/**
 * The state of a `recurrent` or `gru` layer between two steps.
 *
 * @typeParam Batch - the leading axes: one state for each example
 * @typeParam Units - the number of numbers in a state
 */
export interface RecurrentState<in out Batch extends Shape, in out Units extends number> {
  /** h: the output of the step, and what the next one sees. */
  readonly output: Tensor<[...Batch, Units]>;
}

/** The state of an `lstm` layer between two steps. */
export interface LstmState<in out Batch extends Shape, in out Units extends number> extends RecurrentState<Batch, Units> {
  /** The memory, which only the next step sees. */
  readonly memory: Tensor<[...Batch, Units]>;
}

declare const known: unique symbol;
/** Stands for the leading axes of an input that comes from a refused call, so that nothing was inferred from it. */
interface NothingKnown extends ReadonlyArray<number> {
  readonly [known]: never;
}
/** Any state belongs to such an input. */
type StateOfRefused<Batch extends Shape> = Batch extends NothingKnown ? unknown : never;
/** The state after the next step. If the one before it doesn't belong to the input, it is `any`. */
type Next<State, Wanted> = { accepted: Wanted; refused: Anything }[State extends Wanted ? "accepted" : "refused"];

/**
 * One step of a `recurrent` or `gru` layer, made by {@link cellOf}.
 *
 * @typeParam Width - the number of numbers in an input
 * @typeParam Units - the number of numbers in a state
 */
export interface RecurrentCell<in out Width extends number, in out Units extends number> {
  /** Returns the state before the first step, zeros, for examples with these leading axes: `start([32])`; by default for a single one. */
  readonly start: {
    (): RecurrentState<[], Units>;
    <const Batch extends AnySizes, Given extends GivenSizes = Batch, Ok extends AreSizes<Batch, Given> = unknown>(
      batch: Sizes<Batch> & (unknown extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
    ): unknown extends NoInfer<Ok> ? RecurrentState<[...Batch], Units> : Anything;
  };
  /**
   * Returns the state after the next step, from the input of that step, `[...Batch, width]`, and the state before it.
   *
   * @throws ShapeError if the input and the state don't belong together
   */
  readonly step: <Batch extends Shape = NothingKnown, State = RecurrentState<Batch, Units>>(
    input: Tensor<[...Batch, Width]>,
    state: NoInfer<RecurrentState<Batch, Units> | StateOfRefused<Batch>> & ([State] extends [never] ? State : unknown), // infers the type of what is given
  ) => Next<State, RecurrentState<Batch, Units>>;
}

/** One step of an `lstm` layer, made by {@link cellOf}. It is like a {@link RecurrentCell}, but its states also have a memory. */
export interface LstmCell<in out Width extends number, in out Units extends number> {
  /** Returns the state before the first step, as {@link RecurrentCell} has it. */
  readonly start: {
    (): LstmState<[], Units>;
    <const Batch extends AnySizes, Given extends GivenSizes = Batch, Ok extends AreSizes<Batch, Given> = unknown>(
      batch: Sizes<Batch> & (unknown extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
    ): unknown extends NoInfer<Ok> ? LstmState<[...Batch], Units> : Anything;
  };
  /**
   * Returns the state after the next step, as {@link RecurrentCell} has it.
   *
   * @throws ShapeError if the input and the state don't belong together
   */
  readonly step: <Batch extends Shape = NothingKnown, State = LstmState<Batch, Units>>(
    input: Tensor<[...Batch, Width]>,
    state: NoInfer<LstmState<Batch, Units> | StateOfRefused<Batch>> & ([State] extends [never] ? State : unknown), // infers the type of what is given
  ) => Next<State, LstmState<Batch, Units>>;
}

/** A recurrent layer, otherwise the error message. In generic code the compiler prints this type's name. */
type cellOfTakesARecurrentLayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"cellOf: the layer", L>
    : L extends Layer<infer _In extends Shape, infer _Out extends Shape, infer P>
      ? P extends RecurrentParameters<infer _Gates, infer _Width, infer _Units>
        ? L
        : noCell
      : noLayer<"cellOf: the argument", L>;
type CellOf<L> = unknown extends L
  ? Anything
  : L extends Layer<infer _In extends Shape, infer _Out extends Shape, RecurrentParameters<infer Gates, infer Width, infer Units>>
    ? Gates extends 4
      ? LstmCell<Width, Units>
      : RecurrentCell<Width, Units>
    : never;

/**
 * Gives you the steps of a recurrent layer one at a time, as PyTorch's `LSTMCell`, `GRUCell` and `RNNCell` do. You keep the
 * state, which consists of plain tensors. So a sequence may be a stream that never ends, or start from the state in which another
 * one ended. The outputs are those of the layer.
 *
 * In each step, the cell uses the current parameters of the layer. To differentiate, make the cell from `layer.with(parameters)`.
 * For *truncated backpropagation*, differentiate a few steps at a time, from a state that you computed before. It counts as a
 * constant.
 *
 * @param layer - a layer made by {@link recurrent}, {@link lstm} or {@link gru}; how long its sequences are doesn't matter
 * @throws ShapeError if it is another layer
 * @throws TypeError if it isn't a layer
 * @example
 * ```ts
 * import { randomNormal } from "conformable";
 * import { cellOf, dense, lstm, sequential } from "conformable/nn";
 *
 * const [reading, judging] = [lstm([16, 3], 8), dense(8, 2)];
 * const network = sequential(reading, judging); // trained on sequences of 16 steps
 *
 * const cell = cellOf(reading);
 * let state = cell.start();
 * for (let time = 0; time < 100; time++) {
 *   state = cell.step(randomNormal([3]), state);
 *   judging.predict(state.output); // Vector<2>
 * }
 * ```
 */
export function cellOf<L, Ok extends AcceptingOne<L, cellOfTakesARecurrentLayer<L>> = unknown>(
  layer: cellOfTakesARecurrentLayer<L>,
): unknown extends NoInfer<Ok> ? CellOf<L> : Anything;
export function cellOf(given: unknown): unknown {
  const layer = checkLayer("cellOf", "the argument", given);
  const cell = cellIn(layer);
  if (!cell) throw new ShapeError(noCell);
  const [gates, units, width] = parametersOf(layer).inputWeights.shape;
  const names = gates === 4 ? (["output", "memory"] as const) : (["output"] as const);
  const stateOf = ({ output, memory }: AnyState): object => (gates === 4 ? { output, memory } : { output });
  return {
    start(batch: unknown = []): object {
      const start: AnyTensor = claim(filled([...checkShape(batch), units], 0));
      return stateOf({ output: start, memory: start });
    },
    step(input: unknown, state: unknown): object {
      checkTensor("step", input);
      const { output, memory = output } = readState(names, state);
      const lead = output.shape.slice(0, -1);
      checkPart("output", [...lead, units], output);
      checkPart("memory", [...lead, units], memory);
      checkPart("input", [...lead, width], input);
      const each = (x: AnyTensor, size: number): AnyTensor => reshaped(x, [count(lead), size]);
      const next = stepOf(cell, parametersOf(layer), each(input, width), {
        output: each(output, units),
        memory: each(memory, units),
      });
      return stateOf({ output: reshaped(next.output, output.shape), memory: reshaped(next.memory, output.shape) });
    },
  };
}

// The sizes are only known at run time.
// biome-ignore lint/suspicious/noExplicitAny: parameters are invariant in their sizes, so only `any` covers all of them
type AnyParameters = RecurrentParameters<any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
type AnyState = State<any, any>;

/** The current parameters: of the layer's own trainable, or those that `with` was given. */
const parametersOf = (layer: AnyLayer): AnyParameters => layer.trainables?.[0]?.use().values ?? layer.parameters;

function readState(names: readonly ("output" | "memory")[], given: unknown): { output: AnyTensor; memory?: AnyTensor } {
  const fields = fieldsOf(given);
  const read = names.map((name) => {
    const tensor = fields[name];
    checkTensor(`step, ${name}`, tensor);
    return [name, tensor] as const;
  });
  return Object.fromEntries(read) as { output: AnyTensor }; // the first name
}

function checkPart(part: string, needed: Shape, { shape }: AnyTensor): void {
  if (!sameShape(needed, shape)) throw new ShapeError(stepMismatch(part, needed, shape));
}

const reshaped = (x: AnyTensor, shape: Shape): AnyTensor => claim(reshapedTo(viewOf("step", x), shape));
