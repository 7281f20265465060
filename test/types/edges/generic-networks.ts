/** Networks in code for all sizes: one sentence for each mistake, although what is refused becomes a part of other networks. */
import { type Matrix, type Size, type Tensor, zeros } from "conformable";
import { activate, adam, attention, batchNorm, concat, conv2d, dense, dropout, embedding, flatten, freeze, heads, layerNorm, lstm, parallel, recordLayer, relu, residual, sequential, sequentialOf, sum } from "conformable/nn";
import { is } from "../is.js";

// ── sequential: used further
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    const body = sequential(dense(width, hidden), dense(hidden, width)); // right
    const body = sequential(dense(width, hidden), dense(width, hidden)); // wrong: …sequentialTakesWhatIsGiven<[D], [H], Dense<D, H>…
    const body = sequential(dense(width, hidden), layerNorm(width)); // wrong: …sequentialTakesWhatIsGiven<[D], [H], Network<[D], [D], …
    const network = sequential(body, dense(width, 3));
    sequential(layerNorm(width), residual(body), freeze(body));
    sum(body, dense(width, width));
    concat(-1, body, freeze(residual(body)));
    sequentialOf([body, body]);
    adam(sequential(body, dense(width, 3)));
    dense(body.outputShape[0], 3);
    return network;
  };
  const network = build(4, 8);
  const out: Matrix<2, 3> = network.predict(zeros([2, 4]));
  sequential(network, dense(3, 2));
}

// ── sequential: a block of a transformer
{
  const block = <T extends number, D extends number, F extends number>(length: Size<T>, width: Size<D>, hidden: Size<F>) => {
    const look = residual(sequential(layerNorm(width), attention([length, width], 4)));
    const think = residual(sequential(layerNorm(width), dense(width, hidden, { activation: relu }), dense(hidden, width))); // right
    const think = residual(sequential(layerNorm(width), dense(width, hidden, { activation: relu }), dense(width, hidden))); // wrong: …sequentialTakesWhatIsGiven<[D], [F], Dense<D, F>…
    return sequential(look, think);
  };
  const network = sequential(embedding(27, 48), block(14, 48, 96), block(14, 48, 96), dense(48, 27));
  const out: Tensor<[2, 14, 27]> = network.predict(zeros([2, 14]));
  is([2, 14, 27], out); // right
}

// ── sequential: convolutions
{
  const stem = <H extends number, W extends number>(height: Size<H>, width: Size<W>) => {
    const first = conv2d([height, width, 3], 8, 3, { padding: "same" });
    const second = conv2d([height, width, 8], 16, 3, { padding: "same" }); // right
    const body = sequential(first, second); // right
    const body = sequential(first, conv2d([height, width, 3], 16, 3, { padding: "same" })); // wrong: …sequentialMismatch<1, [H, W, 8], [H, W, 3]>…
    return sequential(body, flatten([height, width, 16]));
  };
  const out: Matrix<2, 576> = stem(6, 6).predict(zeros([2, 6, 6, 3]));
  is([2, 576], out); // right
}

// ── sequential: layers that take any shape between others
{
  const tail = <D extends number, C extends number>(width: Size<D>, classes: Size<C>) => {
    return sequential(layerNorm(width), activate(relu), dropout(0.1), dense(width, classes)); // right
    return sequential(layerNorm(classes), activate(relu), dropout(0.1), dense(width, classes)); // wrong: …sequentialTakesAllAxesGiven<[D], …
    return sequential(batchNorm(classes), activate(relu), dense(width, classes)); // wrong: …sequentialTakesAllAxesGiven<[D], …
  };
  const network = sequential(dense(6, 12), tail(12, 4));
  const out: Matrix<3, 4> = network.predict(zeros([3, 6]));
  is([3, 4], out); // right
}

// ── sum and concat of layers: used further
{
  const both = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    const added = sum(dense(width, hidden), dense(width, hidden)); // right
    const joined = concat(-1, added, dense(width, hidden)); // right
    const added = sum(dense(width, hidden), dense(hidden, width)); // wrong: …sum…
    const added = concat(-1, dense(width, hidden), dense(hidden, width)); // wrong: …
    const deep = sequential(added, dense(hidden, 3));
    return sequential(residual(sequential(deep, dense(3, width))), sum(deep, dense(width, 3)));
  };
  const out: Matrix<2, 3> = both(4, 6).predict(zeros([2, 4]));
  is([2, 3], out); // right
}

// ── heads and parallel: a refused network among others
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    const deep = sequential(dense(width, hidden), dense(hidden, 2)); // right
    const deep = sequential(dense(width, hidden), dense(width, 2)); // wrong: …sequentialTakesWhatIsGiven<[D], [H], Dense<D, 2>…
    const merge = recordLayer({}, { deep: [2], flat: [2] }, [2], (_, { deep, flat }) => deep.add(flat));
    sequential(sequential(parallel({ deep, flat: dense(width, 2) }), merge), dense(2, 3));
    return heads({ deep, flat: dense(width, 2) });
  };
  const network = build(4, 6);
  const out: Matrix<2, 2> = network.predict(zeros([2, 4])).deep;
  is([2, 2], out); // right
}

// ── residual: a layer that gives another shape, used further
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    const block = residual(dense(hidden, hidden)); // right
    const block = residual(dense(width, hidden)); // refused: …residualGivesWhatItTakes<Dense<D, H>, [D], [H]>…
    return sequential(dense(width, hidden), block, dense(hidden, 3));
  };
  is([2, 3], build(4, 6).predict(zeros([2, 4]))); // right
}

// ── sequentialOf: a list of layers, used further
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    const blocks = sequentialOf([dense(hidden, hidden), dense(hidden, hidden)]); // right
    const blocks = sequentialOf([dense(width, hidden)]); // refused: …sequentialOfTakesWhatItGives<[D], [H], …
    const blocks = sequentialOf([dense(hidden, hidden), dense(width, width)]); // refused: …sequentialOfTakes…
    return sequential(dense(width, hidden), blocks, dense(hidden, 3));
  };
  is([2, 3], build(4, 6).predict(zeros([2, 4]))); // right
}

// ── sequentialOf: layers of two shapes
{
  sequentialOf([residual(dense(8, 8)), residual(dense(8, 8))]); // right
  sequentialOf([
    residual(dense(8, 8)),
    residual(dense(8, 8)), // right
    residual(dense(9, 9)), // wrong: …"sequentialOf: one layer takes [8], another [9]"…
  ]);
}

// ── sequentialOf: a list of layers of two shapes
{
  const list = [residual(dense(8, 8)), residual(dense(8, 8))]; // right
  const list = [residual(dense(8, 8)), residual(dense(9, 9))]; // wrong
  sequentialOf(list); // here: …"sequentialOf: one layer takes [8], another [9]"…
}

// ── sequentialOf: a refused layer in the list
{
  const block = sequential(dense(8, 5), dense(5, 8)); // right
  const block = sequential(dense(8, 5), dense(8, 5)); // wrong: …sequential: layer 2 takes [8], but layer 1 gives [5]…
  const network = sequential(dense(3, 8), sequentialOf([block, block]), dense(8, 2));
  sequentialOf([residual(block), residual(block)]);
  is([4, 2], network.predict(zeros([4, 3]))); // right
}

// ── sum of layers: the layer that doesn't fit beside the first
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    const added = sum(
      dense(width, hidden),
      dense(width, hidden), // right
      dense(hidden, width), // refused: …takesTheSameInput<"sum", Dense<H, D>, [Dense<D, H>, Dense<H, D>], …
      dense(width, width), // refused: …sumsWithTheFirst<[H], [D], "1", Dense<D, D>>…
    );
    return sequential(added, dense(hidden, 3));
  };
  is([2, 3], build(4, 6).predict(zeros([2, 4]))); // right
}

// ── concat of layers: the layer that doesn't fit beside the first
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    concat(
      -1,
      dense(width, hidden),
      dense(width, 3), // right
      dense(hidden, width), // refused: …takesTheSameInput<"concat", Dense<H, D>, [Dense<D, H>, Dense<H, D>], …
    );
    concat(
      0,
      lstm([hidden, width], 4),
      lstm([hidden, width], 4), // right
      lstm([hidden, width], 5), // refused: …concatLayersDiffer<2, [H, 5], [H, 4], 0>…
      dense(width, width), // refused: …concatsWithTheFirst<[H, 4], [H, D], "1", 0, …
    );
  };
  build(4, 6); // right
}

// ── concat of layers: an axis that doesn't exist
{
  const build = <D extends number, H extends number>(width: Size<D>, hidden: Size<H>) => {
    concat(
      -1, // right
      2, // refused: …noAxis<"concat", [H, 4], 2>…
      lstm([hidden, width], 4),
      lstm([hidden, width], 5),
    );
  };
  build(4, 6); // right
}
