/** What networks are made of, and what trains them, with something wrong: one error, where it is wrong, with the sentence. */
import { type Dim, dim, identity, linspace, type Matrix, type Size, type Tensor, type Vector, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { saveNetwork } from "conformable/io";
import { adagrad, adam, adamW, attention, backpropagate, cellOf, conv1d, conv2d, dense, type DenseOptions, embedding, type EmbeddingParameters, heads, layerNorm, lion, lstm, meanSquaredError, movingAverage, type Network, type Optimizer, optimizerOf, positions, relu, rmsprop, sequential, sgd, trainable, unembedding } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const n = dim("n", JSON.parse("6"));

// ── dense: weights the wrong way round
{
  const layer = dense(3, 5, { weights: zeros([5, 3]), bias: zeros([5]) }); // right
  const layer = dense(3, 5, { weights: zeros([3, 5]), bias: zeros([3]) }); // wrong: dense: the weights are [3, 5], where the layer needs [5, 3]
  const layer = dense(3, 5, { weights: zeros([5]), bias: zeros([3]) }); // wrong: dense: the weights are [5], where the layer needs [5, 3]
  const layer = dense(3, 5, { weights: zeros([5, 3]), bias: zeros([3]), activation: relu }); // wrong: dense: the bias values are [3], where the layer needs [5]
  is([2, 5], layer.predict(zeros([2, 3])));
  is([2], sequential(layer, dense(5, 2)).predict(zeros([3])));
}

// ── dense: the sizes the wrong way round
{
  const layer = dense(3, 5, { bias: zeros([5]), weights: zeros([5, 3]) }); // right
  const layer = dense(5, 3, { bias: zeros([5]), weights: zeros([5, 3]) }); // wrong: dense: the weights are [5, 3], where the layer needs [3, 5]
  layer.predict(zeros([2, 3])).add(zeros([5]));
}

// ── dense: weights of a named size
{
  const layer = dense(n, 2, { weights: zeros([2, n]) }); // right
  const layer = dense(n, 2, { weights: zeros([n, 2]) }); // wrong: dense: the weights are [n, 2], where the layer needs [2, n]
  const layer = dense(n, 2, { weights: zeros([2, dim("m", JSON.parse("7"))]) }); // wrong: dense: the weights are [2, m], where the layer needs [2, n]
  const layer = dense(n, 2, { weights: zeros([2, 6]) }); // refused: dense: the weights are [2, 6], where the layer needs [2, n]
  layer.predict(zeros([n])).add(zeros([2]));
}

// ── dense: weights that may be one of two, or none
{
  const options: DenseOptions<3, 5> = { weights: zeros([5, 3]), bias: undefined };
  const others: DenseOptions<5, 3> = { weights: zeros([3, 5]) };
  is([5], dense(3, 5, options).predict(zeros([3])));
  is([5], dense(3, 5, { ...options, activation: relu }).predict(zeros([3])));
  const layer = dense(3, 5, { weights: yes ? zeros([5, 3]) : undefined }); // right
  const layer = dense(3, 5, others); // wrong: …"dense: the weights are [3, 5], where the layer needs [5, 3]"…
  const layer = dense(3, 5, { weights: yes ? zeros([3, 5]) : zeros([5, 3]) }); // wrong: dense: the weights are [3, 5], where the layer needs [5, 3]
  layer.predict(zeros([3])).add(zeros([5]));
  const given: DenseOptions<3, 5> | undefined = yes ? options : undefined;
  is([5], dense(3, 5, given).predict(zeros([3])));
}

// ── dense: weights in generic code
{
  const f = <A extends number, B extends number, Own extends Matrix<B, A>>(a: Size<A>, b: Size<B>, x: Tensor<[A]>, own: Own, options: DenseOptions<A, B>): Vector<B> => {
    const [first, second, third] = [dense(a, b, { weights: zeros([b, a]), bias: zeros([b]) }), dense(a, b, { ...options, activation: relu }), dense(a, b, options)];
    const layer = dense(a, b, { weights: own }); // right
    const layer = dense(a, b, { weights: zeros([a, b]) }); // wrong: …layerNeeds<"dense: the weights", [B, A], [A, B]>…
    const layer = dense(a, b, { weights: own, bias: zeros([a]) }); // wrong: …layerNeeds<"dense: the bias values", [B], [A]>…
    return layer.predict(x).add(first.predict(x)).add(second.predict(x)).add(third.predict(x));
  };
  is([5], f(3, 5, zeros([3]), zeros([5, 3]), {}));
  is([5], f(3, 5, zeros([3]), zeros([5, 3]), { weights: zeros([5, 3]) })); // right
}

// ── optimisers: options in place of a model
{
  const network = dense(3, 2);
  const optimizer = sgd(network, { learningRate: 0.1 }); // right
  const optimizer = sgd({ learningRate: 0.1 }, network); // wrong: sgd: takes a network, a trainable, or tensors in records and tuples
  const optimizer = sgd("network", { learningRate: 0.1 }); // wrong: sgd: takes a network, a trainable, or tensors in records and tuples
  const optimizer = adam(0.01); // wrong: adam: takes a network, a trainable, or tensors in records and tuples
  const optimizer = adamW({ learningRate: 0.1 }); // wrong: adamW: takes a network, a trainable, or tensors in records and tuples
  const optimizer = optimizerOf(relu, { learningRate: 0.1, update: (w, g) => ({ parameter: w.subtract(g) }) }); // wrong: optimizerOf: takes a network, a trainable, or tensors in records and tuples
  optimizer.step(backpropagate(network, meanSquaredError, zeros([4, 3]), zeros([4, 2])).gradients);
  optimizer.parameters.weights.add(zeros([2, 3]));
  saveNetwork(network, { optimizer });
}

// ── optimisers: several networks, or perhaps one
{
  const [generator, decoder] = [dense(3, 2), dense(2, 3)];
  const optimizer = adam({ generator: generator.parameters, decoder: decoder.parameters }); // right
  const optimizer = adam([generator, decoder]); // wrong: adam: takes a network, a trainable, or tensors in records and tuples
  const optimizer = adam({ generator, decoder }); // wrong: adam: takes a network, a trainable, or tensors in records and tuples
  const optimizer = lion(yes ? generator : decoder); // refused: lion: the network may be one of several layers, of other shapes
  const optimizer = rmsprop(yes ? generator : undefined); // refused: rmsprop: the network may be undefined, not a layer
  const optimizer = adagrad({ generator: generator.parameters, rate: 0.1 }); // wrong: adagrad: takes a network, a trainable, or tensors in records and tuples
  optimizer.parameters.decoder.weights.add(zeros([3, 2]));
  optimizer.learningRate = 0.1;
}

// ── optimisers and averages: in generic code
{
  const f = <In extends number, Out extends number, P>(network: Network<[In], [Out], P>, x: Matrix<4, In>, y: Matrix<4, Out>) => {
    const [optimizer, average] = [adam(network), movingAverage(network)]; // right
    const [optimizer, average] = [adam(relu), movingAverage(network)]; // wrong: adam: takes a network, a trainable, or tensors in records and tuples
    const [optimizer, average] = [adam(network), movingAverage(x)]; // wrong: movingAverage: the network is a tensor, not a layer
    optimizer.step(backpropagate(network, meanSquaredError, x, y).gradients);
    const result: Matrix<4, Out> = average.network.predict(x);
    const [typed, first]: readonly [Optimizer<P>, P] = [optimizer, average.parameters];
    return [typed, first, result] as const;
  };
  const [optimizer, , result] = f(dense(3, 2), zeros([4, 3]), zeros([4, 2]));
  is([4, 2], result);
  is([2, 3], optimizer.parameters.weights); // right
}

// ── averages: of something other than a network
{
  const network = dense(3, 2);
  const average = movingAverage(network, { decay: 0.9 }); // right
  const average = movingAverage(adam(network), { decay: 0.9 }); // wrong: movingAverage: the network is something else, not a layer
  const average = movingAverage(network.parameters); // wrong: movingAverage: the network is something else, not a layer
  const average = movingAverage({ decay: 0.9 }); // wrong: movingAverage: the network is something else, not a layer
  const average = movingAverage(relu); // wrong: movingAverage: the network is an activation (activate(…) makes a layer of it), not a layer
  const average = movingAverage([network]); // wrong: movingAverage: the network is an array, not a layer
  average.update();
  average.network.predict(zeros([4, 3])).add(zeros([4, 2]));
  average.parameters.weights.add(zeros([2, 3]));
}

// ── averages: of networks of several outputs
{
  const several = heads({ a: dense(3, 2), b: dense(3, 4) });
  const average = movingAverage(several); // right
  const average = movingAverage({ a: dense(3, 2), b: dense(3, 4) }); // wrong: movingAverage: the network is something else, not a layer
  const average = movingAverage(yes ? several : undefined); // refused: movingAverage: the network may be undefined, not a layer
  average.network.predict(zeros([3])).b.add(zeros([4]));
}

// ── trainable: something other than a tree of tensors
{
  const learned = trainable({ by: zeros([3]) }); // right
  const learned = trainable({ by: 3 }); // wrong: trainable: takes a tree of tensors, but it has a number
  const learned = trainable({ by: zeros([3]), name: "shift" }); // wrong: trainable: takes a tree of tensors, but it has a string
  const learned = trainable(dense(3, 2)); // wrong: trainable: takes a tree of tensors, not a layer
  learned.use().values.by.add(zeros([3]));
  const f = <N extends number>(size: Size<N>, x: Vector<N>) => trainable({ by: zeros([size]), x }).use().values.by.add(x);
  is([3], f(3, zeros([3])));
}

// ── unembedding: another layer
{
  const letters = embedding(50, 16);
  const last = unembedding(letters); // right
  const last = unembedding(dense(16, 50)); // wrong: unembedding: takes a layer made by embedding, which holds the table
  const last = unembedding(attention([6, 16], 2)); // wrong: unembedding: takes a layer made by embedding, which holds the table
  const last = unembedding(positions([50, 16])); // wrong: unembedding: takes a layer made by embedding, which holds the table
  const last = unembedding(sequential(letters)); // wrong: unembedding: takes a layer made by embedding, which holds the table
  const last = unembedding(relu); // wrong: unembedding: the argument is an activation (activate(…) makes a layer of it), not a layer
  const last = unembedding(yes ? letters : embedding(90, 16)); // refused: unembedding: the layer may be one of several layers, with other parameters
  const last = unembedding(yes ? letters : null); // refused: unembedding: the layer may be null, not a layer
  is([6, 50], sequential(letters, attention([6, 16], 2), last).predict(zeros([6])));
  last.predict(zeros([16])).add(zeros([50]));
}

// ── unembedding: another layer, in generic code
{
  const f = <E extends number, D extends number>(entries: Size<E>, size: Size<D>, x: Tensor<[5, D]>, own: Network<[], [D], EmbeddingParameters<E, D>>): Tensor<[5, E]> => {
    const words = embedding(entries, size);
    const last = unembedding(words); // right
    const last = unembedding(dense(entries, size)); // wrong: unembedding: takes a layer made by embedding, which holds the table
    const network = sequential(words, layerNorm(size), unembedding(words));
    const logits: Vector<E> = network.predict(zeros([]));
    return last.predict(x).add(unembedding(own).predict(x)).add(logits);
  };
  is([5, 9], f(9, 4, zeros([5, 4]), embedding(9, 4)));
}

// ── dense: something other than a number as a size
{
  const config: { readonly units?: 3; readonly level?: Dim<"level">; readonly width: number | null } = JSON.parse("{ \"width\": null }");
  const layer = dense(784, 10); // right
  const layer = dense("784", 10); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense([784], 10); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense(10, { activation: relu }); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense(784, relu, { activation: relu }); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense(784, 10n, {}); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense(784, config.units); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense(config.level, 10); // wrong: …Refused<"a size is a whole number from 0 up">…
  const layer = dense(784, config.width, { activation: relu }); // wrong: …Refused<"a size is a whole number from 0 up, and this one may be null">…
  const layer = dense(784, yes ? 10 : undefined); // refused: …Refused<"a size is a whole number from 0 up">…
  layer.predict(zeros([784])).add(zeros([10]));
}

// ── layers: something other than a number as a size
{
  const units = JSON.parse("{}").units as 7 | undefined;
  const [last, one, two, words] = [lstm([12, 5], 7), conv1d([12, 5], 7, 3), conv2d([12, 12, 5], 7, 3), embedding(9, 7)] as const; // right
  const [last, one, two, words] = [lstm([12, 5], [7]), conv1d([12, 5], 7, 3), conv2d([12, 12, 5], 7, 3), embedding(9, 7)] as const; // wrong: …Refused<"a size is a whole number from 0 up">…
  const [last, one, two, words] = [lstm([12, 5], 7), conv1d([12, 5], "7", 3), conv2d([12, 12, 5], 7, 3), embedding(9, 7)] as const; // wrong: …Refused<"a size is a whole number from 0 up">…
  const [last, one, two, words] = [lstm([12, 5], 7), conv1d([12, 5], 7, units), conv2d([12, 12, 5], 7, 3), embedding(9, 7)] as const; // wrong: …Refused<"a size is a whole number from 0 up, and this one may be undefined">…
  const [last, one, two, words] = [lstm([12, 5], 7), conv1d([12, 5], 7, 3), conv2d([12, 12, 5], units, 3), embedding(9, 7)] as const; // wrong: …Refused<"a size is a whole number from 0 up, and this one may be undefined">…
  const [last, one, two, words] = [lstm([12, 5], 7), conv1d([12, 5], 7, 3), conv2d([12, 12, 5], 7, 3), embedding(units, 7)] as const; // wrong: …Refused<"a size is a whole number from 0 up, and this one may be undefined">…
  const [last, one, two, words] = [lstm([12, 5], 7), conv1d([12, 5], 7, 3), conv2d([12, 12, 5], 7, 3), embedding(9, layerNorm(7))] as const; // wrong: …Refused<"a size is a whole number from 0 up">…
  is([12, 7], last.predict(zeros([12, 5])));
  is([10, 7], one.predict(zeros([12, 5])));
  is([10, 10, 7], two.predict(zeros([12, 12, 5])));
  is([3, 7], words.predict(zeros([3])));
}

// ── inferred layers, and tensors: something other than a number as a size
{
  const size = JSON.parse("{}").size as 3 | undefined;
  const [layer, matrix, numbers] = [inferred.dense(3), identity(3), linspace(0, 1, 3)] as const; // right
  const [layer, matrix, numbers] = [inferred.dense("3"), identity(3), linspace(0, 1, 3)] as const; // wrong: …Refused<"a size is a whole number from 0 up">…
  const [layer, matrix, numbers] = [inferred.dense(size), identity(3), linspace(0, 1, 3)] as const; // wrong: …Refused<"a size is a whole number from 0 up, and this one may be undefined">…
  const [layer, matrix, numbers] = [inferred.dense(3), identity([3]), linspace(0, 1, 3)] as const; // wrong: …Refused<"a size is a whole number from 0 up">…
  const [layer, matrix, numbers] = [inferred.dense(3), identity(3), linspace(0, 1, size)] as const; // wrong: …Refused<"a size is a whole number from 0 up, and this one may be undefined">…
  is([3], inferred.sequential([4], layer).predict(zeros([4])).add(matrix.matmul(numbers)));
}

// ── sizes of generic functions, which they may pass on
{
  const f = <A extends number, B extends number>(a: Size<A>, b: Size<B>) => sequential(dense(a, b), layerNorm(b), dense(b, a, { activation: relu })); // right
  const f = <A extends number, B extends number>(a: Size<A>, b: Size<B>) => sequential(dense(a, b), layerNorm(b), dense(b, "5", { activation: relu })); // wrong: …Refused<"a size is a whole number from 0 up">…
  const f = <A extends number, B extends number>(a: Size<A>, b: Size<B>) => sequential(dense(a, b), layerNorm(b), dense(b, undefined)); // wrong: …Refused<"a size is a whole number from 0 up">…
  is([3], f(3, 5).predict(zeros([3])));
}

// ── cells: a state of another batch, of two, or none at all
{
  const cell = cellOf(lstm([10, 6], 5));
  const state = cell.start([4]);
  const next = cell.step(zeros([4, 6]), state); // right
  const next = cell.step(zeros([4, 6]), state.output); // wrong: …'Tensor<[4, 5]>'…'LstmState<[4], 5>'…
  const next = cell.step(zeros([4, 6]), { output: zeros([4, 5]), memory: zeros([3, 5]) }); // wrong: Type 'Tensor<[3, 5]>' is not assignable to type 'Tensor<[4, 5]>'.
  const next = cell.step(zeros([4, 6]), cell.start([3])); // wrong: …'LstmState<[3], 5>'…'LstmState<[4], 5>'.
  const next = cell.step(zeros([4, 6]), yes ? cell.start([4]) : cell.start([3])); // refused: …'LstmState<[4], 5>'.
  const next = cell.step(zeros([4, 7]), state); // wrong: …'Tensor<[4, 7]>'…'Tensor<[4, 6]>'.
  is([4, 5], next.output.add(next.memory));
}
