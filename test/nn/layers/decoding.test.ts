/** Decoding computes place by place what `predict` computes for all places, from the parameters that the network had. */
import { describe, expect, test } from "vitest";
import { allClose, matrix, ones, random, randomNormal, scalar, tensor, vector } from "../../../src/index.js";
import {
  activate,
  adam,
  attention,
  backpropagate,
  crossEntropy,
  decoding,
  dense,
  dropout,
  embedding,
  flatten,
  freeze,
  layer,
  layerNorm,
  lstm,
  masked,
  meanSquaredError,
  positions,
  relu,
  residual,
  reversed,
  sequential,
  sequentialOf,
  sinusoidalPositions,
  unembedding,
} from "../../../src/nn/index.js";

const source = random(21);
const [length, width] = [7, 8] as const;
const tokens = matrix([
  [0, 3, 1, 4, 1, 2, 0],
  [2, 2, 1, 0, 4, 3, 3],
]);
const block = (mask?: ReturnType<typeof band>) =>
  sequential(
    residual(sequential(layerNorm(width), attention([length, width], 2, { causal: true, mask, random: source }), dropout(0.5))),
    residual(
      sequential(layerNorm(width), dense(width, 12, { activation: relu, random: source }), dense(12, width, { random: source })),
    ),
  );
/** Each place sees itself and the one before it, except for place 3, which sees nothing. */
const band = () => {
  const seen = Array.from({ length: length * length }, (_, index) => {
    const [row, at] = [Math.floor(index / length), index % length];
    return Number(row !== 3 && at <= row && at >= row - 1);
  });
  return tensor(seen, [length, length]);
};
const letters = embedding(5, width, { random: source });
const network = sequential(
  letters,
  positions([length, width], { random: source, deviation: 1 }),
  sinusoidalPositions([length, width]),
  block(),
  sequentialOf([block(), block(band())]),
  layerNorm(width),
  activate(relu),
  unembedding(letters),
);

test("each place gives what predict gives, for any leading axes", () => {
  const whole = network.predict(tokens);
  const decoder = decoding(network);
  expect(decoder.length).toBe(length);
  for (let place = 0; place < length; place++) {
    expect(decoder.place).toBe(place);
    const output = decoder.next(tokens.index(place, 1));
    expect(allClose(output, whole.index(place, 1), { absolute: 1e-5 })).toBe(true);
  }
  const alone = decoding(network);
  expect(allClose(alone.next(scalar(2)), whole.index(1, 0).index(0, 0), { absolute: 1e-5 })).toBe(true);
  expect(allClose(alone.next(scalar(2)), whole.index(1, 0).index(1, 0), { absolute: 1e-5 })).toBe(true);
});

test("of vectors, by other parameters, and as they were when it started", () => {
  const look = attention([4, 6], 3, { causal: true, random: source });
  const other = attention([4, 6], 3, { causal: true, random: source });
  const x = randomNormal([4, 6], source);
  const decoder = decoding(look.with(other.parameters));
  const same = decoding(other);
  const whole = other.predict(x);
  expect(allClose(decoder.next(x.index(0, 0)), whole.index(0, 0), { absolute: 1e-5 })).toBe(true);
  adam(other, { learningRate: 0.5 }).step(backpropagate(other, meanSquaredError, ones([1, 4, 6]), ones([1, 4, 6])).gradients);
  for (const place of [0, 1, 2, 3])
    expect(allClose(same.next(x.index(place, 0)), whole.index(place, 0), { absolute: 1e-5 })).toBe(true);
  expect(allClose(other.predict(x), whole)).toBe(false);
});

describe("decoding refuses", () => {
  const causal = attention([4, 6], 3, { causal: true });
  test.each<[string, () => unknown]>([
    ["decoding: attention has to be causal, so that no place sees a later one", () => decoding(attention([4, 6], 3))],
    [
      "decoding: attention has to be causal, so that no place sees a later one",
      () => decoding(attention([4, 6], 3, { mask: ones([4, 4]) })),
    ],
    [
      "decoding: reversed takes [4, 6] as a whole, so that a place may depend on later ones",
      () => decoding(sequential(causal, reversed(lstm([4, 6], 2)))),
    ],
    [
      "decoding: masked takes [4, 6] as a whole, so that a place may depend on later ones",
      () => decoding(masked(causal, (x) => x.sum(2))),
    ],
    ["decoding: freeze takes [4, 6] as a whole, so that a place may depend on later ones", () => decoding(freeze(causal))],
    [
      "decoding: layer takes [4, 6] as a whole, so that a place may depend on later ones",
      () => decoding(layer({}, [4, 6], [4, 6], (_, x) => x)),
    ],
    [
      "decoding: a layer of your own takes [4, 6] as a whole, so that a place may depend on later ones",
      () =>
        decoding(
          sequential(causal, {
            inputShape: [4, 6],
            outputShape: [4, 6],
            parameters: [],
            predict: (x: never) => x,
            forward: () => {
              throw new Error();
            },
          } as unknown as typeof causal),
        ),
    ],
    [
      "decoding: takes a network that gives as many places as it takes, not one from [4, 6] to [24]",
      () => (decoding as (of: unknown) => unknown)(flatten([4, 6])),
    ],
    [
      "decoding: takes a network that gives as many places as it takes, not one from [] to [3]",
      () => (decoding as (of: unknown) => unknown)(embedding(4, 3)),
    ],
    ["decoding: the argument is 3, not a layer", () => (decoding as (of: unknown) => unknown)(3)],
  ])("%s", (message, refused) => {
    expect(refused).toThrow(expect.objectContaining({ message }));
  });

  test("a place too many, and other leading axes", () => {
    const decoder = decoding(causal);
    // biome-ignore lint/suspicious/noExplicitAny: a caller without types
    const next: any = decoder.next;
    expect(() => next(ones([5]))).toThrow("next: takes [6] with any leading axes, not [5]");
    decoder.next(ones([2, 6]));
    expect(() => decoder.next(ones([3, 6]))).toThrow("next: the inputs at the first place had the leading axes [2], not [3]");
    for (const _ of [1, 2, 3]) decoder.next(ones([2, 6]));
    expect(() => decoder.next(ones([2, 6]))).toThrow("next: the network takes 4 places, and has had all of them");
    expect(decoder.place).toBe(4);
  });
});

describe("unembedding", () => {
  test("multiplies by the embedding's table, which is one parameter", () => {
    const [own, table] = [embedding(5, 3, { random: source }), () => own.parameters.table];
    const tied = sequential(own, unembedding(own));
    const before = table();
    expect(allClose(tied.predict(vector([4, 1])), before.gather([4, 1]).matmul(before.transpose()), { absolute: 1e-5 })).toBe(
      true,
    );
    expect(tied.trainables).toHaveLength(1);
    const optimizer = adam(tied, { learningRate: 0.1 });
    const { gradients } = backpropagate(tied, crossEntropy, vector([4, 1]), vector([1, 2]));
    optimizer.step(gradients);
    expect(allClose(before, table())).toBe(false);
    expect(tied.parameters[0].table.toArray()).toEqual(tied.parameters[1].table.toArray());
    const { loss } = backpropagate(tied, crossEntropy, vector([4, 1]), vector([1, 2]));
    expect(loss).toBeLessThan(
      backpropagate(tied.with([{ table: before }, { table: before }]), crossEntropy, vector([4, 1]), vector([1, 2])).loss,
    );
  });
  test("takes nothing but an embedding", () => {
    const untyped = unembedding as (of: unknown) => unknown;
    expect(() => untyped(dense(3, 4))).toThrow("unembedding: takes a layer made by embedding, which holds the table");
    expect(() => untyped(embedding(3, 4).with({ table: ones([3, 4]) }))).toThrow("unembedding: takes a layer made by embedding");
    expect(() => untyped(3)).toThrow("unembedding: the argument is 3, not a layer");
  });
});
