/** Sequences that grow: a causal network computes each new place from what it keeps of the earlier ones. */
import type { AcceptingOne, Anything } from "../../shape/accepted.js";
import { sameShape } from "../../shape/broadcast.js";
import { decodingMismatch, type ShapeOfPlace } from "../../shape/decoding.js";
import type { IsUnion } from "../../shape/known.js";
import { type Shape, show } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { elementwise } from "../../tensor/operations/index.js";
import { type AnyTensor, claim, type Tensor, viewOf } from "../../tensor/tensor.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, InputOf, Layer, TakingInput } from "../contract/layer.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { type PlaceStep, startOf } from "../contract/steps.js";
import { descriptionOf } from "../contract/summary.js";
import { viewOver } from "../contract/with.js";
import { batched } from "./of-function.js";

/** A network on sequences, otherwise the error message. In generic code the compiler prints this type's name. */
type decodingTakesALayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"decoding: the network", L>
    : L extends Layer<infer In, infer Out, infer _P>
      ? decodingKeepsThePlaces<L, In, Out>
      : noLayer<"decoding: the argument", L>;
type decodingKeepsThePlaces<L, In extends Shape, Out extends Shape> = [In, Out] extends [
  readonly [infer Takes extends number, ...Shape],
  readonly [infer Gives extends number, ...Shape],
]
  ? [Takes, Gives] extends [Gives, Takes]
    ? L
    : decodingMismatch<In, Out>
  : decodingMismatch<In, Out>;
type Decoding<L> = unknown extends L
  ? Anything
  : L extends Layer<infer In, infer Out, infer _P>
    ? Decoder<ShapeOfPlace<In>, ShapeOfPlace<Out>>
    : never;

/**
 * A sequence that is being generated, created by {@link decoding}.
 *
 * @typeParam In - the shape of an input at one place
 * @typeParam Out - the shape of an output at one place
 */
export interface Decoder<in out In extends Shape, in out Out extends Shape> {
  /** How many places the network takes. */
  readonly length: number;
  /** How many places have been computed so far. */
  readonly place: number;
  /**
   * Returns the output at the next place, from the input there: `[...Batch, ...In]` becomes `[...Batch, ...Out]`.
   *
   * @throws ShapeError if the input's shape doesn't end with `In`, or its leading axes aren't those of the first place
   * @throws RangeError if there is no next place
   */
  readonly next: Next<In, Out>;
}
/** A named type, so that the compiler infers shapes from it as it does from `Predict`. */
type Next<in out In extends Shape, in out Out extends Shape> = <
  Given extends Shape = [],
  Batch extends Shape = [Given[0]],
  Whole = Tensor<[...Batch, ...In]>,
  Unset = unknown,
  Ok extends TakingInput<In, Batch, Given, Whole, Unset> = "accepted",
>(
  input: InputOf<"next", In, Batch, Given, Whole>,
) => { accepted: Tensor<[...Batch, ...Out]>; refused: Anything }[Ok];

/**
 * Starts a sequence that a network computes place by place, for example to generate a text: each output depends on the input at its place
 * and those before it. The decoder keeps the keys and values of the earlier places (a *KV cache*), so a new place takes one step, however
 * many there are. For sequences of a hundred places and more, this is several times as fast as `predict` for all of them; for short ones, it
 * isn't. The outputs are the same.
 *
 * Every {@link attention} in the network has to be `causal`. Other layers may look at one place at a time, as {@link dense} and
 * {@link layerNorm} do. {@link positions}, {@link residual} and {@link sequential} also work, and so do {@link recurrent},
 * {@link lstm} and {@link gru}: the decoder keeps their states (with {@link cellOf}, you keep them yourself). Any other layer that takes
 * whole sequences is refused, because it may look at later places; for a network in {@link masked}, decode the network inside.
 *
 * The decoder keeps the parameters that the network has now, even if the network learns later.
 *
 * @param network - a network from sequences to sequences of the same length
 * @throws ShapeError if the network doesn't keep the length, a layer may look at later places, or attention isn't causal
 * @throws TypeError if it isn't a network
 * @example
 * ```ts
 * import { scalar } from "conformable";
 * import { attention, decoding, dense, embedding, positions, residual, sequential } from "conformable/nn";
 *
 * const look = attention([16, 32], 4, { causal: true });
 * const network = sequential(embedding(27, 32), positions([16, 32]), residual(look), dense(32, 27)); // [16] to [16, 27]
 * const decoder = decoding(network);
 * const text = [0];
 * while (decoder.place < decoder.length) {
 *   const logits = decoder.next(scalar(text.at(-1) ?? 0)); // Vector<27>
 *   text.push(logits.argmax().at());
 * }
 * ```
 */
export function decoding<L, Ok extends AcceptingOne<L, decodingTakesALayer<L>> = unknown>(
  network: decodingTakesALayer<L>,
): unknown extends NoInfer<Ok> ? Decoding<L> : Anything;
export function decoding(given: unknown): unknown {
  const layer = checkLayer("decoding", "the argument", given);
  const [takes, gives]: [Shape, Shape] = [layer.inputShape, layer.outputShape];
  const length = takes[0];
  if (length === undefined || length !== gives[0]) throw new ShapeError(decodingMismatch(takes, gives));
  const { step } = started(viewOver(layer, layer.parameters), takes);
  let place = 0;
  let lead: Shape | undefined;
  return {
    length,
    get place() {
      return place;
    },
    next(input: AnyTensor): AnyTensor {
      const { examples, restore } = batched("next", takes.slice(1), input);
      const axes = input.shape.slice(0, input.rank - takes.length + 1);
      if (lead && !sameShape(axes, lead))
        throw new ShapeError(`next: the inputs at the first place had the leading axes ${show(lead)}, not ${show(axes)}`);
      if (place === length) throw new RangeError(`next: the network takes ${length} places, and has had all of them`);
      const output = step(examples, place);
      lead = axes;
      place++;
      return restore(output, gives.slice(1));
    },
  };
}

/** A layer at the start of a sequence, and the shape that it makes of all places. */
interface Started {
  readonly step: PlaceStep;
  readonly gives: Shape;
}

/** @param given - the shape that reaches the layer; its first axis is that of the places */
function started(layer: AnyLayer, given: Shape): Started {
  const own: Shape = layer.inputShape;
  const gives = [...given.slice(0, Math.max(0, given.length - own.length)), ...layer.outputShape];
  if (own.length < given.length) return { step: (input) => layer.predict(input), gives }; // at each place alone
  const { name, parts } = descriptionOf(layer) ?? { name: "a layer of your own", parts: [] };
  if (name === "sequential") return inTurn(parts, given);
  const [inner] = parts;
  if (name === "residual" && inner) {
    const { step } = started(inner, given);
    return { step: (input, place) => added(step(input, place), input), gives };
  }
  const step = startOf(layer);
  if (!step) throw new ShapeError(looksElsewhere(name, own));
  return { step, gives };
}

const added = (one: AnyTensor, other: AnyTensor): AnyTensor =>
  claim(elementwise("add", viewOf("decoding", one), viewOf("decoding", other)));

function inTurn(layers: readonly AnyLayer[], given: Shape): Started {
  const steps: PlaceStep[] = [];
  let gives = given;
  for (const layer of layers) {
    const next = started(layer, gives);
    steps.push(next.step);
    gives = next.gives;
  }
  return { step: (input, place) => steps.reduce((output, step) => step(output, place), input), gives };
}

/** Run time only: the type of a network doesn't say what it is made of. */
const looksElsewhere = (name: string, own: Shape): string =>
  `decoding: ${name} takes ${show(own)} as a whole, so that a place may depend on later ones`;
