/** Layers of one shape that learn different things: in a list, and as one of several. */
import { grad, mapTensors, type Matrix, type Size, type Tensor, zeros } from "conformable";
import { adam, backpropagate, concat, type Dense, dense, type DenseParameters, freeze, type Layer, layerNorm, meanSquaredError, type MixedParameters, movingAverage, type Network, relu, residual, sequential, sequentialOf, sgd, sum } from "conformable/nn";
import * as inferred from "conformable/inferred";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");

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
  const body = sequentialOf(blocks); // here: …not assignable to parameter of type '"sequentialOf: one layer takes [6], another [8]"'.
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
  adam(network).step([gradients[0], [...gradients[1]].reverse(), gradients[2]]); // refused: …MixedParameters<DenseParameters<6, 6> | NormalizationParameters<6>>…
  const direct = backpropagate(body, meanSquaredError, zeros([7, 6]), zeros([7, 6])).gradients;
  sgd(body, { learningRate: 0.1 }).step(direct); // right
  sgd(body, { learningRate: 0.1 }).step([...direct].slice(1)); // wrong: …MixedParameters<DenseParameters<6, 6> | NormalizationParameters<6>>…
  const first = network.parameters[1][0];
  if (first && "weights" in first) first.bias.add(zeros([6]));
  network.with([network.parameters[0], body.parameters, network.parameters[2]]); // right
  network.with([network.parameters[0], [...body.parameters].slice(1), network.parameters[2]]); // wrong: …MixedParameters<DenseParameters<6, 6> | NormalizationParameters<6>>…
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
