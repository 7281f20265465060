/** Moving averages of a network's parameters. */
import { leaves, mapTensors, matching, visitLeaves } from "../../grad/tree.js";
import type { Anything } from "../../shape/accepted.js";
import type { takesOptions } from "../../shape/known.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import { scope, type Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, viewOf } from "../../tensor/tensor.js";
import { checkFunction, checkLayer } from "../contract/foreign.js";
import type { Network } from "../contract/network.js";
import type { AcceptingNetwork, takesANetwork } from "../contract/no-layer.js";
import type { NotRecords, OfRecords, RecordNetwork } from "../contract/record-network.js";
import { borrowed } from "../contract/trainable.js";

/**
 * Options of {@link movingAverage}.
 *
 * @typeParam P - the parameters of the network
 */
export interface MovingAverageOptions<out P = never> {
  /** β, the share of the previous average that is kept, at least 0 and less than 1; 0.999 by default. */
  readonly decay?: number | undefined;
  /** The average of an earlier training, which goes on. */
  readonly parameters?: P | undefined;
}

/**
 * A moving average of a network's parameters, made by {@link movingAverage}.
 *
 * @typeParam P - the parameters of the network
 */
export interface MovingAverage<In extends Shape, Out extends Shape, in out P> {
  /** Takes the current parameters into the average. Call it after each step of the optimiser. */
  readonly update: () => void;
  /** The average. Later updates don't change the tensors returned here. */
  readonly parameters: P;
  /** The network over the average, as of now. Nothing is copied. */
  readonly network: Network<In, Out, P>;
}

/**
 * A moving average of the parameters of a network with several inputs or outputs, made by {@link movingAverage}. It works like a
 * {@link MovingAverage}.
 *
 * @typeParam P - the parameters of the network
 */
export interface RecordMovingAverage<In extends Shape, Out extends Shape, in out P> {
  /** Takes the current parameters into the average. Call it after each step of the optimiser. */
  readonly update: () => void;
  /** The average. Later updates don't change the tensors returned here. */
  readonly parameters: P;
  /** The network over the average, as of now. Nothing is copied. */
  readonly network: RecordNetwork<In, Out, P>;
}

/**
 * Keeps an exponential moving average of a network's parameters, which often predicts better than the parameters of the last step
 * (B. Polyak and A. Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992). The training itself doesn't change.
 * As in PyTorch's `AveragedModel`, the first update sets the average to the current parameters. Until then, it is the initial
 * parameters of the network.
 *
 * $$ a \leftarrow \beta a + (1 - \beta) w $$
 *
 * A {@link batchNorm} already keeps running averages. They belong to the layer, so `average.network` uses those of the network.
 *
 * `saveNetwork(average.network)` saves the average, for `loadNetwork` into the same network. To go on with it in a later training, load it
 * into another such network, and pass that one's `parameters`.
 *
 * @throws RangeError if the decay is out of its range
 * @throws ShapeError if the parameters passed aren't those of such a network
 * @example
 * ```ts
 * import { randomNormal, zeros } from "conformable";
 * import { adam, dense, meanSquaredError, movingAverage, train } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const average = movingAverage(network, { decay: 0.99 });
 * await train(network, {
 *   inputs: randomNormal([64, 3]),
 *   targets: zeros([64, 2]),
 *   loss: meanSquaredError,
 *   optimizer: adam(network),
 *   epochs: 5,
 *   onStep: average.update,
 * });
 * average.network.predict(zeros([3])); // Vector<2>
 * ```
 */
export function movingAverage<
  In extends Shape,
  Out extends Shape,
  P,
  Ins extends Shape = NotRecords,
  Outs extends Shape = NotRecords,
  Model = unknown,
  Options = unknown,
  Ok extends AcceptingNetwork<Model> = unknown,
>(
  network: takesANetwork<
    "movingAverage",
    Model,
    Network<In, Out, P> | ([Ins] extends [NotRecords] ? never : OfRecords<Ins, Outs, P>)
  >,
  options?: takesOptions<"movingAverage", Options, MovingAverageOptions<NoInfer<P>>>,
): unknown extends NoInfer<Ok>
  ? [Ins] extends [NotRecords]
    ? MovingAverage<In, Out, P>
    : RecordMovingAverage<Ins, Outs, P>
  : Anything;
export function movingAverage(network: unknown, options: MovingAverageOptions<unknown> = {}): unknown {
  const own = checkLayer("movingAverage", "the network", network, true) as Network<Shape, Shape, unknown>; // the same if it is the library's, which have a `with`
  const { decay = 0.999, parameters } = readOptions("movingAverage", options, ["decay", "parameters"]);
  checkRange("movingAverage: decay", decay, 0, 1);
  checkFunction("movingAverage", "network.with", own.with);
  let average = parameters === undefined ? own.parameters : likeThoseOf(own, parameters);
  let isFirst = parameters === undefined;
  return {
    update() {
      average = isFirst
        ? own.parameters
        : next(
            average,
            borrowed(() => own.parameters),
            decay,
          );
      isFirst = false;
    },
    get parameters() {
      return average;
    },
    get network() {
      return own.with(average);
    },
  };
}

/** The given parameters, in a tree like that of the network. */
function likeThoseOf<P>({ parameters }: { readonly parameters: P }, given: unknown): P {
  const found = matching("movingAverage", leaves(parameters), given);
  let next = 0;
  return mapTensors(parameters, () => found[next++] as AnyTensor); // one for each leaf
}

/** The next average. A parameter that stands in several places has one. */
function next<P>(average: P, parameters: P, decay: number): P {
  const current: AnyTensor[] = [];
  visitLeaves(parameters, (leaf) => current.push(leaf as AnyTensor)); // a network has nothing but tensors
  const found = new Map<AnyTensor, AnyTensor>();
  const view = (tensor: AnyTensor): Value => viewOf("movingAverage", tensor);
  const between = (from: AnyTensor, to: AnyTensor): AnyTensor => {
    const part: AnyTensor = claim(binary("subtract", view(to), view(from))).multiply(1 - decay);
    return claim(binary("add", view(from), view(part)));
  };
  const compute = () => {
    let place = 0;
    return mapTensors(average, ({ tensor }) => {
      const own = current[place++] as AnyTensor; // both trees are those of the network
      const known = found.get(own) ?? between(tensor, own);
      found.set(own, known);
      return known;
    });
  };
  return scope(compute, () => [...found.values()].map((tensor) => view(tensor).storage));
}
