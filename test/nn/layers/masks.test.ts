/** Masks of attention: what is hidden has no effect, in whichever way it is hidden, and derivatives are right. */
import { describe, expect, test } from "vitest";
import {
  allClose,
  compile,
  dim,
  grad,
  matrix,
  ones,
  random,
  randomNormal,
  type Size,
  type Tensor,
  tensor,
  trace,
  vmap,
  zeros,
} from "../../../src/index.js";
import {
  adam,
  attention,
  backpropagate,
  crossEntropy,
  dense,
  embedding,
  layer,
  layerNorm,
  masked,
  meanSquaredError,
  positions,
  residual,
  scaledDotProductAttention,
  sequential,
  sinusoidalPositions,
  train,
} from "../../../src/nn/index.js";
import { everyLayer } from "./every-layer.js";

const source = random(11);
/** Place i sees the places i - 1 and i. */
const band = matrix([
  [1, 0, 0, 0],
  [1, 1, 0, 0],
  [0, 1, 1, 0],
  [0, 0, 1, 1],
]);
/** Place 1 sees nothing. */
const blind = matrix([
  [1, 1, 1],
  [0, 0, 0],
  [1, 0, 1],
]);

everyLayer(
  {
    "attention, with a mask": attention([4, 6], 2, { mask: band, random: source }),
    "attention, with a mask that hides everything from a place": attention([3, 4], 2, { mask: blind, random: source }),
    "attention, with a mask, causal": attention([3, 4], 1, { mask: blind, causal: true, random: source }),
    masked: masked(attention([3, 4], 2, { random: source }), (x) => x.sum(2).greater(0)),
    "masked, causal": masked(attention([3, 4], 2, { causal: true, random: source }), (x) => x.sum(2).greater(0)),
    positions: positions([3, 4], { random: source }),
    sinusoidalPositions: sequential(sinusoidalPositions([3, 4]), dense(4, 2, { random: source })),
  },
  source,
);

/** The rows of sequences. */
const rows = (sequences: Tensor<[2, 4, 6]>, example: number) => sequences.toArray()[example] ?? [];

describe("masked", () => {
  const block = (causal: boolean) =>
    residual(sequential(layerNorm(6), attention([4, 6], 2, { causal, random: random(3) }), dense(6, 6, { random: random(4) })));
  /** A sequence is as long as its first numbers say. */
  const lengths = tensor([2, 4], [2, 1]);
  const shown = tensor([0, 1, 2, 3], [4])
    .broadcastTo([2, 4])
    .less(lengths.broadcastTo([2, 4]));
  const x = randomNormal([2, 4, 6], source);

  test.each([false, true])("places that it hides have no effect on the others; causal: %s", (causal) => {
    const network = masked(sequential(block(causal), block(causal)), () => shown as never);
    const changed = x.add(randomNormal([2, 4, 6], source).multiply(shown.equal(0).expandDims(2).broadcastTo([2, 4, 6])));
    expect(changed.at(0, 2, 0)).not.toBe(x.at(0, 2, 0));
    const [a, b] = [network.predict(x), network.predict(changed)];
    expect(rows(a, 0).slice(0, 2)).toEqual(rows(b, 0).slice(0, 2));
    expect(rows(a, 1)).toEqual(rows(b, 1));
    const open = sequential(block(causal), block(causal));
    expect(rows(open.predict(x), 1).flat()[0]).toBeCloseTo(rows(a, 1).flat()[0] ?? 0, 5);
    if (!causal) expect(rows(open.predict(changed), 0)[0]).not.toEqual(rows(b, 0)[0]);
  });

  test("a sequence with padding gives what the shorter sequence gives", () => {
    const long = attention([4, 6], 3, { random: random(5) });
    const short = attention([3, 6], 3, { random: random(6) }).with(long.parameters);
    const read = masked(long, (given) => given.abs().sum(2).notEqual(0));
    const words = randomNormal([5, 3, 6], source);
    const padded = words.pad([
      [0, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(allClose(read.predict(padded).slice(null, [0, 3]), short.predict(words), { absolute: 1e-5 })).toBe(true);
  });

  test("a place that sees nothing gives 0, and nothing learns from it", () => {
    const read = masked(attention([3, 4], 2, { causal: true }), (given) => given.index(0, 2).greater(0));
    const given = tensor([-1, 1, 1, 1, 2, 2, 2, 2, -3, 1, 5, 3], [3, 4]); // the first place is hidden from itself
    const { output, backward } = read.forward(given);
    expect(output.toArray()[0]).toEqual([0, 0, 0, 0]);
    expect(output.toArray()[1]?.some((value) => value !== 0)).toBe(true);
    const { error, gradients } = backward(
      matrix([
        [1, 2, 3, 4],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]),
    );
    expect(error.abs().max().at()).toBe(0);
    expect(gradients.query.abs().max().at()).toBe(0);
    const never = attention([3, 4], 2, { mask: blind });
    expect(never.predict(given).toArray()[1]).toEqual([0, 0, 0, 0]);
  });

  test("differentiates by grad and with, under vmap, trace and compile", () => {
    const network = masked(sequential(block(false), dense(6, 2, { random: random(5) })), (given) => given.index(0, 2).greater(0));
    const loss = (p: typeof network.parameters, given: Tensor<[2, 4, 6]>) => network.with(p).predict(given).square().mean();
    const { gradients } = backpropagate(network, meanSquaredError, x, zeros([2, 4, 2]));
    const slope = grad((p: typeof network.parameters) => loss(p, x))(network.parameters);
    expect(allClose(slope[1].weights, gradients[1].weights, { absolute: 1e-5 })).toBe(true);
    expect(allClose(slope[0][1].query, gradients[0][1].query, { absolute: 1e-5 })).toBe(true);

    const right = network.predict(x);
    const one = (given: Tensor<[4, 6]>) => network.predict(given);
    expect(allClose(vmap(one)(x), right, { absolute: 1e-5 })).toBe(true);
    expect(allClose(compile((given: Tensor<[2, 4, 6]>) => network.predict(given))(x), right, { absolute: 1e-5 })).toBe(true);
    const program = trace((given: Tensor<[2, 4, 6]>) => network.predict(given), x.negate());
    expect(allClose(program.run(x), right, { absolute: 1e-5 })).toBe(true);
  });

  test("trains on padded examples", async () => {
    const [letters, length] = [5, 4] as const;
    const network = masked(
      sequential(
        embedding(letters, 8, { random: random(1) }),
        positions([length, 8], { random: random(2) }),
        residual(sequential(layerNorm(8), attention([length, 8], 2, { random: random(3) }))),
        dense(8, letters, { random: random(4) }),
      ),
      (given) => given.notEqual(0),
    );
    const inputs = tensor([1, 2, 3, 0, 4, 3, 0, 0, 2, 0, 0, 0, 1, 2, 4, 3], [4, 4]);
    const history = await train(network, {
      inputs,
      targets: inputs,
      loss: crossEntropy({ ignore: 0 }),
      optimizer: adam(network, { learningRate: 0.02 }),
      epochs: 40,
    });
    expect(history.losses.at(-1)).toBeLessThan(0.1);
  });

  test("reaches attention in layers of your own; the innermost one counts", () => {
    const look = attention([3, 4], 2);
    const own = layer(look.parameters, [3, 4], [3, 4], (p, given) => look.with(p).predict(given));
    const given = ones([1, 3, 4]);
    expect(
      masked(own, (all) => all.sum(2).multiply(0))
        .predict(given)
        .abs()
        .max()
        .at(),
    ).toBe(0);
    const inner = masked(look, (all) => all.sum(2));
    const outer = masked(inner, (all) => all.sum(2).multiply(0));
    expect(() => outer.predict(given)).toThrow("no layer of the network reads");
    expect(inner.predict(given).abs().max().at()).toBeGreaterThan(0);
  });

  test("refuses what it can't do", () => {
    const look = attention([3, 4], 2);
    // biome-ignore lint/suspicious/noExplicitAny: a caller without types
    const untyped: any = masked;
    expect(() => untyped(3, () => 3)).toThrow("masked: the argument is 3, not a layer");
    expect(() => untyped(look, 3)).toThrow("masked: the mask has to be a function, not 3");
    expect(() => untyped(embedding(3, 4), () => 3)).toThrow("masked: the layer takes single numbers, not sequences");
    expect(() => untyped(look, () => ones([1, 2])).predict(ones([3, 4]))).toThrow("masked: has to give [1, 3], not [1, 2]");
    expect(() => masked(dense(4, 4), (x) => x).predict(ones([4]))).toThrow(
      "masked: no layer of the network reads the mask; attention does",
    );
    const shortened = layer({}, [5, 4], [3, 4], (_, x) => x.slice(null, [0, 3]));
    expect(() => masked(sequential(shortened, look), (x) => x.sum(2)).predict(ones([5, 4]))).toThrow(
      "attention: the mask is [1, 5], the sequences [1, 3, 4]",
    );
    const make = attention as (...given: readonly unknown[]) => unknown;
    expect(() => make([3, 4], 2, { mask: true })).toThrow(
      "attention: a mask is a matrix; for a mask of each example, write masked(network, (inputs) => …)",
    );
    expect(() => make([3, 4], 2, { mask: ones([3, 4]) })).toThrow(
      "attention: a sequence of 3 places takes a mask of [3, 3], not [3, 4]",
    );
  });
});

describe("scaledDotProductAttention", () => {
  const [queries, keys, values] = [
    randomNormal([2, 3, 5, 4], source),
    randomNormal([2, 3, 7, 4], source),
    randomNormal([2, 3, 7, 6], source),
  ];
  test("is what its formula says", () => {
    const shares = queries
      .batchMatmul(keys.permute([0, 1, 3, 2]))
      .divide(2)
      .softmax();
    expect(allClose(scaledDotProductAttention(queries, keys, values), shares.batchMatmul(values), { absolute: 1e-5 })).toBe(true);
  });
  test("without leading axes, and generic in their number and sizes", () => {
    const one = scaledDotProductAttention(
      queries.index(0, 0).index(0, 0),
      keys.index(0, 0).index(0, 0),
      values.index(0, 0).index(0, 0),
    );
    const all = scaledDotProductAttention(queries, keys, values);
    expect(allClose(one, all.index(0, 0).index(0, 0), { absolute: 1e-5 })).toBe(true);
    function heads<Heads extends number>(count: Size<Heads>): Tensor<[Heads, 5, 4]> {
      const x = ones([count, 5, 4]);
      return scaledDotProductAttention(x, x, x, { causal: true });
    }
    expect(heads(dim("heads", 3)).shape).toEqual([3, 5, 4]);
  });
  test("causal queries see the keys up to their own place", () => {
    const all = scaledDotProductAttention(queries, keys, values, { causal: true });
    const third = scaledDotProductAttention(
      queries.slice(null, null, [2, 3]),
      keys.slice(null, null, [0, 3]),
      values.slice(null, null, [0, 3]),
    );
    expect(allClose(all.slice(null, null, [2, 3]), third, { absolute: 1e-5 })).toBe(true);
  });
  test("a mask of any shape that stretches to the scores", () => {
    const mask = ones([5, 7]).tril(0);
    const masked = scaledDotProductAttention(queries, keys, values, { mask });
    expect(allClose(masked, scaledDotProductAttention(queries, keys, values, { causal: true }), { absolute: 1e-6 })).toBe(true);
    const padding = tensor([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [2, 1, 1, 7]);
    const padded = scaledDotProductAttention(queries, keys, values, { mask: padding });
    const short = scaledDotProductAttention(queries, keys.slice(null, null, [0, 2]), values.slice(null, null, [0, 2]));
    expect(allClose(padded.index(0, 0), short.index(0, 0), { absolute: 1e-5 })).toBe(true);
    expect(padded.index(1, 0).abs().max().at()).toBe(0);
    const both = scaledDotProductAttention(queries, keys, values, { mask: padding, causal: true });
    expect(allClose(both.slice(null, null, [1, 5]), padded.slice(null, null, [1, 5]), { absolute: 1e-5 })).toBe(true);
    expect(allClose(both.index(0, 0).index(0, 1), values.index(0, 0).index(0, 1), { absolute: 1e-5 })).toBe(true);
  });
  test("refuses shapes that don't belong together", () => {
    const untyped = scaledDotProductAttention as (...given: readonly unknown[]) => unknown;
    expect(() => untyped(queries, ones([2, 3, 7, 5]), values)).toThrow(
      "scaledDotProductAttention: the queries are [2, 3, 5, 4], the keys [2, 3, 7, 5]; their leading axes and widths have to be equal",
    );
    expect(() => untyped(queries, ones([2, 7, 4]), values)).toThrow("the keys [2, 7, 4]; their leading axes");
    expect(() => untyped(queries, keys, ones([2, 3, 6, 6]))).toThrow(
      "scaledDotProductAttention: the keys are [2, 3, 7, 4], the values [2, 3, 6, 6]; only their last axes may differ",
    );
    expect(() => untyped(queries, keys, values, { mask: ones([7, 5]) })).toThrow(
      "scaledDotProductAttention: a mask of [7, 5] does not stretch to the scores, [2, 3, 5, 7]",
    );
    expect(() => untyped(queries, keys, values, { mask: ones([1, 2, 3, 5, 7]) })).toThrow("does not stretch");
    expect(() => untyped(ones([4]), keys, values)).toThrow(
      "scaledDotProductAttention: takes sequences of vectors with any leading axes, not [4]",
    );
  });
});

test("positions add their table", () => {
  const layer = positions([3, 2], { deviation: 0.5, random: random(7) });
  expect(layer.parameters.table.toArray()).toEqual(randomNormal([3, 2], random(7), { deviation: 0.5 }).toArray());
  expect(
    layer
      .predict(ones([4, 3, 2]))
      .index(1, 0)
      .toArray(),
  ).toEqual(layer.parameters.table.add(1).toArray());
  expect(() => positions([3, 2], { deviation: -1 })).toThrow("positions: deviation has to be a finite number from 0 up, not -1");
  const waves = sinusoidalPositions([3, 5])
    .predict(zeros([3, 5]))
    .toArray();
  expect(waves[2]?.[0]).toBeCloseTo(Math.sin(2), 6);
  expect(waves[2]?.[3]).toBeCloseTo(Math.cos(2 / 10_000 ** (2 / 5)), 6);
  expect(waves[1]?.[4]).toBeCloseTo(Math.sin(1 / 10_000 ** (4 / 5)), 6);
});
