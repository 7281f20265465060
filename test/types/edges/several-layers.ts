/** Layers of one shape that learn different things: in a list, and as one of several. */
import { grad, mapTensors, type Matrix, type Size, type Tensor, zeros } from "conformable";
import { activate, adam, backpropagate, concat, type Dense, dense, type DenseParameters, type Layer, layerNorm, meanSquaredError, type MixedParameters, movingAverage, type Network, relu, reshape, residual, rmsNorm, sequential, sequentialOf, sgd, sum, tanh } from "conformable/nn";
import * as inferred from "conformable/inferred";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const activated: Layer<[4], [4], readonly []> = reshape([4], [4]);
class Wrapped {
  readonly inner = dense(4, 4);
  readonly inputShape = this.inner.inputShape;
  readonly outputShape = this.inner.outputShape;
  readonly trainables = this.inner.trainables;
  readonly predict = this.inner.predict;
  readonly forward = this.inner.forward;
  get parameters(): DenseParameters<4, 4> {
    return this.inner.parameters;
  }
}

// ── sequentialOf: layers that learn different things, in place
{
  const body = sequentialOf([dense(6, 6), layerNorm(6), residual(dense(6, 6))]); // right
  const body = sequentialOf([dense(6, 6), layerNorm(8), residual(dense(6, 6))]); // wrong: …Type 'Network<[8], [8], NormalizationParameters<8>>' is not assignable to type '"sequentialOf: one layer takes [6], another [8]"'.
  const body = sequentialOf([dense(6, 6), relu, layerNorm(6)]); // wrong: …sequentialOf: a layer of the list is an activation (activate(…) makes a layer of it), not a layer
  const body = sequentialOf([relu, dense(6, 6), layerNorm(6)]); // wrong: …sequentialOf: argument 1 is an activation (activate(…) makes a layer of it), not a layer
  const body = sequentialOf([dense(6, 6), layerNorm(6), residual(dense(6, 6)), dense(6, 7)]); // wrong: …sequentialOf: the layers take [6], but give [7]
  const body = sequentialOf([]); // wrong: sequentialOf: takes at least one layer
  const network = sequential(dense(4, 6), body, dense(6, 2));
  const y: Matrix<2, 2> = network.predict(zeros([2, 4]));
  is([2, 2], y); // right
}

// ── sequentialOf: several odd layers, the first of which has the error
{
  sequentialOf([
    residual(dense(8, 8)),
    layerNorm(8), // right
    residual(dense(9, 9)), // wrong: …"sequentialOf: one layer takes [8], another [9]"…
  ]);
  sequentialOf([residual(dense(8, 8)), residual(dense(9, 9)), layerNorm(8), layerNorm(7), residual(dense(9, 9))]); // wrong: …"sequentialOf: one layer takes [8], another [9]"…
}

// ── sequentialOf: layers that learn different things, in a variable
{
  const blocks = [dense(6, 6), layerNorm(6), residual(dense(6, 6))]; // right
  const blocks = [dense(6, 6), layerNorm(6), residual(dense(8, 8))]; // wrong
  const body = sequentialOf(blocks); // here: …not assignable to parameter of type '"sequentialOf: one layer takes […], another […]"'.
  const y: Matrix<2, 2> = sequential(dense(4, 6), body, dense(6, 2)).predict(zeros([2, 4]));
  is([2, 2], y); // right
}

// ── sequentialOf: training of layers that learn different things
{
  const body = sequentialOf([dense(6, 6), layerNorm(6), dense(6, 6)]);
  const network = sequential(dense(4, 6), body, dense(6, 2));
  const [x, y] = [zeros([7, 4]), zeros([7, 2])];
  const { gradients } = backpropagate(network, meanSquaredError, x, y);
  adam(network).step(gradients); // right
  adam(network).step([gradients[0], [...gradients[1]].reverse(), gradients[2]]); // refused: …MixedParameters<…
  const direct = backpropagate(body, meanSquaredError, zeros([7, 6]), zeros([7, 6])).gradients;
  sgd(body, { learningRate: 0.1 }).step(direct); // right
  sgd(body, { learningRate: 0.1 }).step([...direct].slice(1)); // wrong: …MixedParameters<…
  const first = network.parameters[1][0];
  if (first && "weights" in first) first.bias.add(zeros([6]));
  network.with([network.parameters[0], body.parameters, network.parameters[2]]); // right
  network.with([network.parameters[0], [...body.parameters].slice(1), network.parameters[2]]); // wrong: …MixedParameters<…
  body.with(mapTensors(body.parameters, (t) => t.multiply(2))); // right
  const slope = grad((p: typeof body.parameters) => body.with(p).predict(zeros([6])).square().mean());
  body.with(slope(body.parameters)); // right
  body.with(movingAverage(body, { parameters: body.parameters }).parameters); // right
  is([3, 2], network.with(network.parameters).predict(zeros([3, 4]))); // right
}

// ── sequentialOf: declared layers
{
  const blocks: Layer<[4], [4], unknown>[] = [dense(4, 4), layerNorm(4)];
  const body: Network<[4], [4], readonly unknown[]> = sequentialOf(blocks);
  const alike: Network<[4], [4], readonly DenseParameters<4, 4>[]> = sequentialOf([dense(4, 4), residual(dense(4, 4))]); // right
  const alike: Network<[4], [4], readonly DenseParameters<4, 4>[]> = sequentialOf([dense(4, 4), layerNorm(4)]); // refused: …MixedParameters<…
  const mixed: Network<[4], [4], MixedParameters<DenseParameters<4, 4> | { readonly scale: Tensor<[4]>; readonly shift: Tensor<[4]> }>> = sequentialOf([dense(4, 4), layerNorm(4)]); // right
  is([4], sequential(body, alike).predict(zeros([4]))); // right
}

// ── sequentialOf: layers that learn different things, in generic code
{
  const build = <D extends number, H extends number, P>(width: Size<D>, hidden: Size<H>, given: Layer<[H], [H], P>, all: readonly Layer<[H], [H], P>[]) => {
    const same: Network<[H], [H], readonly P[]> = sequentialOf(all);
    const twice: Network<[H], [H], readonly P[]> = sequentialOf([given, given]);
    const body = sequentialOf([dense(hidden, hidden), layerNorm(hidden), residual(dense(hidden, hidden))]); // right
    const body = sequentialOf([dense(hidden, hidden), layerNorm(width), residual(dense(hidden, hidden))]); // refused: …sequentialOfTakes…
    const network = sequential(dense(width, hidden), same, body, twice, dense(hidden, 3));
    return network.with(network.parameters);
  };
  is([2, 3], build(4, 6, dense(6, 6), [dense(6, 6)]).predict(zeros([2, 4]))); // right
}

// ── one of several layers, with other parameters
{
  const [small, wide] = [dense(4, 4), sequential(dense(4, 9), dense(9, 4))];
  const either = yes ? wide : small;
  const declared: Layer<[4], [4], unknown> = either;
  sequential(declared, yes ? declared : small, dense(4, 2)).predict(zeros([4])).add(zeros([2])); // right
  sequential(either, dense(4, 2)); // refused: sequential: argument 1 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  sequential(dense(3, 4), yes ? layerNorm(4) : rmsNorm(4), dense(4, 2)); // refused: sequential: argument 2 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  sum(declared, small), sum(small, yes ? declared : small); // right
  sum(either, small); // refused: sum: argument 1 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  sum(small, yes ? layerNorm(4) : rmsNorm(4)); // refused: sum: argument 2 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  concat(-1, declared, small); // right
  concat(-1, small, either); // refused: concat: argument 3 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  const network = sequential(small, dense(4, 2));
  network.with([small.parameters, network.parameters[1]]); // right
  sequential(either, dense(4, 2)).with([small.parameters, network.parameters[1]]); // wrong: sequential: argument 1 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  is([2], network.predict(zeros([4]))); // right
}

// ── one of several layers, with other parameters: inferred
{
  const [small, wide] = [dense(4, 4), sequential(dense(4, 9), dense(9, 4))];
  const either = yes ? wide : small;
  const declared: Layer<[4], [4], unknown> = either;
  const network = inferred.sequential([4], declared, inferred.residual(declared), inferred.chain(declared, inferred.dense(3))); // right
  const network = inferred.sequential([4], either, inferred.dense(3)); // refused: sequential: argument 2 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  const network = inferred.sequential([4], inferred.residual(either), inferred.dense(3)); // refused: residual: the argument may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  const network = inferred.sequential([4], inferred.chain(either, inferred.dense(3))); // refused: chain: argument 1 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  const network = inferred.sequential([4], inferred.concat(-1, either, small), inferred.dense(3)); // refused: concat: argument 2 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  const network = inferred.sequential([4], yes ? inferred.dense(3) : inferred.chain(inferred.dense(4), inferred.dense(3))); // refused: sequential: argument 2 may be one of several layers, with other parameters
  const network = inferred.sequential([4], inferred.residual(yes ? inferred.layerNorm() : inferred.rmsNorm()), inferred.dense(3)); // refused: residual: the argument may be one of several layers, with other parameters
  inferred.sequential([4], inferred.sum(declared, inferred.dense(4)), inferred.concat(-1, declared, small)); // right
  inferred.sequential([4], inferred.residual(yes ? inferred.layerNorm({ epsilon: 1e-3 }) : inferred.layerNorm())); // right
  is([3], network.predict(zeros([4]))); // right
}

// ── one of several layers, with the same parameters
{
  const either: Dense<4, 4> | Layer<[4], [4], DenseParameters<4, 4>> = yes ? dense(4, 4) : residual(dense(4, 4)); // right
  const either: Dense<4, 4> | Layer<[4], [4], DenseParameters<4, 4>> | Layer<[4], [4], readonly []> = yes ? dense(4, 4) : activated; // refused
  const network = sequential(either, dense(4, 2)); // here: sequential: argument 1 may be one of several layers, with other parameters: declare it as Layer<[4], [4], unknown>
  network.with([dense(4, 4).parameters, network.parameters[1]]);
  sum(yes ? dense(4, 4) : residual(dense(4, 4)), layerNorm(4)), concat(0, yes ? residual(dense(4, 4)) : dense(4, 4)); // right
  inferred.sequential([4], yes ? dense(4, 4) : residual(dense(4, 4)), yes ? activate(relu) : activate(tanh)); // right
  is([2], network.predict(zeros([4]))); // right
}

// ── one of several layers, in generic code
{
  const build = <D extends number, H extends number, P>(width: Size<D>, hidden: Size<H>, given: Layer<[D], [H], P>, other: Layer<[D], [H], P>) => {
    const first = yes ? given : other; // right
    const first = yes ? given : dense(width, hidden); // refused
    const network = sequential(first, dense(hidden, 3)); // here: …sequentialTakesOneLayer<…
    sequential(dense(3, width), yes ? dense(width, hidden) : dense(width, hidden), dense(hidden, 3)); // right
    sum(first, given); // right
    return network;
  };
  is([2, 3], build(4, 6, dense(4, 6), dense(4, 6)).predict(zeros([2, 4]))); // right
}

// ── one of several layers of known parameters, in generic code
{
  const build = <H extends number>(hidden: Size<H>) => {
    const among = yes ? layerNorm(hidden) : layerNorm(hidden); // right
    const among = yes ? layerNorm(hidden) : dense(hidden, hidden); // refused
    return sequential(dense(3, hidden), among, dense(hidden, 3)); // here: …mayLearnOneOrAnother<"sequential: argument 2", …
  };
  is([2, 3], build(6).predict(zeros([2, 3]))); // right
}

// ── one of several layers, which don't fit on the one below
{
  class Own extends Wrapped { readonly own = true; }
  class Other extends Wrapped { readonly other = true; }
  const either: Own | Other = yes ? new Own() : new Other();
  sequential(dense(3, 4), either, dense(4, 2)); // right
  sequential(dense(3, 5), either, dense(4, 2)); // wrong: sequential: layer 2 takes [4], but layer 1 gives [5]
  sequential(dense(3, 4), either, dense(5, 2)); // wrong: sequential: layer 3 takes [5], but layer 2 gives [4]
  is([2], sequential(either, dense(4, 2)).predict(zeros([4]))); // right
}
