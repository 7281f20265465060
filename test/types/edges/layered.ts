/** Layers in generic code and in records: an error at the layer that is wrong, and none after it. */
import { type Matrix, type Size, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { attention, concat as beside, conv2d, dense, type Dense, flatten, freeze, heads, layerNorm, lstm, maxPool2d, parallel, positions, recordLayer, relu, reshape, residual, sequential, sum } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");

// ── sequential: a layer that doesn't fit, in generic code
{
  const net = <I extends number, H extends number>(i: Size<I>, h: Size<H>) =>
    sequential(
      dense(i, h), // right
      dense(h, i), // wrong
      layerNorm(h), // right
      dense(h, 2), // right
      layerNorm(h), // wrong: Argument of type 'Network<[H], [H], …' is not assignable to parameter of type 'sequentialTakesWhatIsGiven<[H], [I], …
    );
  net(3, 4);
  is([5, 2], net(3, 4).predict(zeros([5, 3]))); // right
}

// ── sequential: the same, with several axes
{
  const net = <H extends number, W extends number, C extends number>(h: Size<H>, w: Size<W>, c: Size<C>) =>
    sequential(
      conv2d([h, w, 3], c, 3, { padding: "same" }),
      conv2d([h, w, c], 8, 3), // right
      maxPool2d([w, h, c], 2), // wrong: …sequentialTakesWhatIsGiven<[W, H, C], [H, W, C], …
      maxPool2d([h, w, 3], 2), // wrong: …sequentialTakesWhatIsGiven<[H, W, 3], [H, W, C], …
    );
  net(8, 9, 4);
}

// ── sequential: layers of other numbers of axes
{
  const net = <T extends number, D extends number>(t: Size<T>, d: Size<D>) =>
    sequential(
      positions([t, d]),
      layerNorm(d), // right
      dense(d, d), // right
      layerNorm(t), // wrong: …sequentialTakesTheLastAxes<[T], [T, D], …
      dense(t, d), // wrong: …sequentialTakesTheLastAxes<[T], [T, D], …
      attention([t, d], 1), // right
      residual(sequential(layerNorm(d), dense(d, d))), // right
    );
  net(6, 4);
  is([2, 6, 4], net(6, 4).predict(zeros([2, 6, 4]))); // right
}

// ── sequential: what a refused network returns fits everywhere
{
  const run = <I extends number, H extends number, N extends number>(i: Size<I>, h: Size<H>, x: Matrix<N, I>, y: Matrix<N, 2>) => {
    const net = sequential(dense(i, h), dense(h, 2)); // right
    const net = sequential(dense(h, 2), dense(i, h)); // wrong: …sequentialTakesWhatIsGiven<[I], [2], …
    const other = freeze(net);
    const out: Matrix<N, 2> = net.predict(x);
    net.predict(x).subtract(y).square().mean();
    return { net, other, width: dense(net.outputShape[0], 3) };
  };
  const { net, other, width } = run(3, 4, zeros([5, 3]), zeros([5, 2]));
  net.predict(zeros([7, 3])).add(zeros([7, 2]));
  other.predict(zeros([7, 3])).add(zeros([7, 2]));
  width.predict(zeros([2]));
}

// ── sequential: a residual block that a function makes
{
  const block = <T extends number, D extends number>(t: Size<T>, d: Size<D>) => residual(sequential(layerNorm(d), attention([t, d], 1))); // right
  const block = <T extends number, D extends number>(t: Size<T>, d: Size<D>) => residual(sequential(layerNorm(t), attention([t, d], 1))); // wrong: …sequentialTakesAllAxesGiven<[T, D], [T], …
  const net = sequential(positions([6, 4]), block(6, 4), dense(4, 2));
  net.predict(zeros([3, 6, 4])).add(zeros([3, 6, 2]));
}

// ── parallel, recordLayer: several inputs, joined in generic code
{
  const net = <A extends number, B extends number, H extends number>(a: Size<A>, b: Size<B>, h: Size<H>) => {
    const apart = parallel({ left: dense(a, h), right: dense(b, h) }); // right
    const apart = parallel({ left: dense(a, h), right: dense(b, a) }); // wrong
    const join = recordLayer({}, { left: [h], right: [h] }, [h], (_, { left, right }) => left.add(right));
    return sequential(apart, join, dense(h, 2)); // wrong: …sequentialTakesTheRecordGiven<Several<{ readonly left: [H]; readonly right: [H]; }>, Several<{ readonly left: [H]; readonly right: [A]; }>, …
    return sequential(apart, join, dense(h, 2)); // right
  };
  net(3, 4, 8).predict({ left: zeros([5, 3]), right: zeros([5, 4]) });
  is([5, 2], net(3, 4, 8).predict({ left: zeros([5, 3]), right: zeros([5, 4]) })); // right
}

// ── parallel, recordLayer: the same, with other networks around them
{
  const net = <A extends number, H extends number>(a: Size<A>, h: Size<H>) =>
    sequential(
      parallel({ left: dense(a, 8), right: dense(h, 8) }),
      recordLayer({}, { left: [8], right: [8] }, [8], (_, { left, right }) => left.add(right)), // right
      recordLayer({}, { left: [8], right: [7] }, [8], (_, { left, right }) => left.add(right.sum())), // wrong: …
      recordLayer({}, { left: [8], rigth: [8] }, [8], (_, { left, rigth }) => left.add(rigth)), // wrong: …sequential: layer 2 takes rigth, but layer 1 doesn't give it…
      dense(8, 8),
      heads({ one: dense(8, h), two: dense(8, 4) }),
    );
  const { one, two } = net(3, 5).predict({ left: zeros([6, 3]), right: zeros([6, 5]) });
  is([6, 5], one); // right
  is([6, 4], two); // right
}

// ── heads: layers that take other inputs, in generic code
{
  const net = <D extends number, C extends number>(d: Size<D>, c: Size<C>) =>
    sequential(
      dense(d, 16, { activation: relu }),
      heads({ one: dense(16, c), two: dense(16, 4) }), // right
      heads({ one: dense(d, c), two: dense(16, 4) }), // wrong: …headsTakeTheSame<{ one: Dense<D, C>; two: Dense<16, 4>; }>…
      heads({ one: dense(16, c), two: dense(8, 4) }), // wrong: …headsTakeTheSame<{ one: Dense<16, C>; two: Dense<8, 4>; }>…
    );
  const { one, two } = net(5, 3).predict(zeros([2, 5]));
  one.add(zeros([2, 3]));
  two.add(zeros([2, 4]));
}

// ── heads: a layer that may be undefined
{
  const box: Dense<6, 4> = dense(6, 4); // right
  const box: Dense<6, 4> | undefined = yes ? dense(6, 4) : undefined; // refused
  heads({ kind: dense(6, 3), box }); // here: …heads: box may be undefined, not a layer…
}

// ── heads: a layer that may be missing
{
  const more: { box?: Dense<6, 4> } = { box: dense(6, 4) }; // refused
  const more = { box: dense(6, 4) }; // right
  const net = heads({ // here: …heads: box may be missing…
    kind: dense(6, 3),
    ...more,
  });
  net.predict(zeros([6])).box.add(zeros([4]));
}

// ── parallel: a layer that may be missing
{
  const net = parallel({ // here: …parallel: box may be missing…
    kind: dense(6, 3),
    ...(yes ? { box: dense(6, 4) } : {}), // refused
    box: dense(6, 4), // right
  });
  net.predict({ kind: zeros([6]), box: zeros([6]) }).box.add(zeros([4]));
}

// ── sequential: a layer that may not be there
{
  const net = dense(3, 4);
  sequential(net, yes ? dense(4, 4) : residual(dense(4, 4))); // right
  sequential(net, yes ? layerNorm(4) : undefined); // refused: …sequential: argument 2 may be undefined, not a layer…
  sequential(net, yes && layerNorm(4), dense(4, 2)); // refused: …sequential: argument 2 may be false, not a layer…
  sequential(yes ? null : net, dense(4, 2)); // refused: …sequential: argument 1 may be null, not a layer…
  residual(yes ? layerNorm(4) : undefined); // refused: …residual: the layer may be undefined, not a layer…
}

// ── layers one by one: a list among them is refused where it is
{
  const blocks = [dense(32, 32), dense(32, 32)];
  const [one, two] = [dense(32, 32), dense(32, 32)];
  sequential(
    dense(7, 32),
    one, two, // right
    ...blocks, // refused: …sequential: takes its layers one by one…
    dense(32, 5),
  );
  sum(
    dense(32, 32),
    one, // right
    ...blocks, // refused: …sum: takes its layers one by one…
  );
  beside(
    -1,
    dense(32, 32),
    one, // right
    ...blocks, // refused: …concat: takes its layers one by one…
    two,
  );
  inferred.sequential(
    [7],
    inferred.dense(32),
    one, // right
    ...blocks, // refused: …sequential: takes its layers one by one…
    inferred.dense(5),
  );
  inferred.chain(
    inferred.dense(32),
    one, // right
    ...blocks, // refused: …chain: takes its layers one by one…
    inferred.dense(5),
  );
  inferred.concat(
    -1,
    one,
    ...blocks, // refused: …concat: takes its layers one by one…
    inferred.dense(5),
  );
}

// ── layers: a number where a shape is expected
{
  reshape([32], [4, 8]); // right
  reshape([32], 32); // wrong: …"a shape is an array of sizes, not 32"…
  reshape(32, [32]); // wrong: …"a shape is an array of sizes, not 32"…
  lstm([16, 8], 32); // right
  lstm(16, 32); // wrong: …"a shape is an array of sizes, not 16"…
  flatten(784); // wrong: …"a shape is an array of sizes, not 784"…
  attention(16, 4); // wrong: …"a shape is an array of sizes, not 16"…
  inferred.sequential([784], inferred.dense(30)); // right
  inferred.sequential(784, inferred.dense(30)); // wrong: …"a shape is an array of sizes, not 784"…
  recordLayer({}, { a: 8, b: [8] }, [8], (_, { b }) => b); // wrong: Type 'number' is not assignable to type 'Refused<"a shape has to be a list of known length">'.
}
