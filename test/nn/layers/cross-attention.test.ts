/** Attention between two sequences: its values, its derivatives, and networks of your own that contain it. */
import { expect, test } from "vitest";
import { allClose, grad, ones, random, randomNormal, type Tensor, tensor, zeros } from "../../../src/index.js";
import {
  adam,
  attention,
  checkGradients,
  crossAttention,
  crossEntropy,
  dense,
  embedding,
  layer,
  meanSquaredError,
  positions,
  sequential,
  sgd,
  train,
} from "../../../src/nn/index.js";

const source = random(31);
const look = crossAttention([3, 4], [5, 6], 2, { random: source });
const [x, memory] = [randomNormal([2, 7, 3, 4], source), randomNormal([2, 7, 5, 6], source)];

test("on one sequence twice, it is attention", () => {
  const self = attention([5, 4], 2, { random: source });
  const both = crossAttention([5, 4], [5, 4], 2).with(self.parameters);
  const given = randomNormal([3, 5, 4], source);
  expect(allClose(both.predict(given, given), self.predict(given), { absolute: 1e-6 })).toBe(true);
});

test("places of the memory that a mask hides have no effect", () => {
  const mask = tensor([1, 0, 1, 0, 0], [5]).broadcastTo([2, 7, 5]);
  const found = look.predict(x, memory, { mask });
  expect(found.shape).toEqual([2, 7, 3, 4]);
  const changed = memory.add(mask.equal(0).expandDims(3).broadcastTo([2, 7, 5, 6]));
  expect(allClose(look.predict(x, changed, { mask }), found, { absolute: 1e-6 })).toBe(true);
  expect(allClose(look.predict(x, changed), look.predict(x, memory))).toBe(false);
  expect(
    look
      .predict(x, memory, { mask: mask.multiply(0) })
      .abs()
      .max()
      .at(),
  ).toBe(0);
});

test("its derivatives are right, in a layer of your own", () => {
  const network = layer({ look: look.parameters }, [8, 6], [3, 4], (p, given) =>
    look.with(p.look).predict(given.slice(null, [0, 3], [0, 4]), given.slice(null, [3, 8]), {
      mask: given.slice(null, [3, 8]).sum(2).greater(0),
    }),
  );
  const { relativeError, checked } = checkGradients(network, meanSquaredError, randomNormal([2, 8, 6], source), zeros([2, 3, 4]));
  expect(checked).toBeGreaterThan(100);
  expect(relativeError).toBeLessThan(1e-6);
});

/** Letters to be read backwards: 0 starts the answer, whose letters come one by one. */
const [letters, length, width] = [5, 4, 16] as const;
const encoder = sequential(
  embedding(letters, width, { random: source }),
  positions([length, width], { deviation: 1, random: source }),
  attention([length, width], 2, { random: source }),
);
const decoder = sequential(
  embedding(letters, width, { random: source }),
  attention([length, width], 2, { causal: true, random: source }),
);
const between = crossAttention([length, width], [length, width], 2, { random: source });
const last = dense(width, letters, { random: source });
const parts = { encoder: encoder.parameters, decoder: decoder.parameters, between: between.parameters, last: last.parameters };
const answer = <Examples extends number>(p: typeof parts, given: Tensor<[Examples, 4]>, before: Tensor<[Examples, 4]>) => {
  const own = decoder.with(p.decoder).predict(before);
  return last.with(p.last).predict(own.add(between.with(p.between).predict(own, encoder.with(p.encoder).predict(given))));
};
const given = tensor([1, 2, 3, 4, 4, 3, 2, 1, 2, 1, 4, 3], [3, 4]);
const before = tensor([0, 4, 3, 2, 0, 1, 2, 3, 0, 3, 4, 1], [3, 4]);
const targets = tensor([4, 3, 2, 1, 1, 2, 3, 4, 3, 4, 1, 2], [3, 4]);

test("an encoder and a decoder train as one network", async () => {
  const network = layer(parts, [8], [4, 5], (p, both) => answer(p, both.slice(null, [0, 4]), both.slice(null, [4, 8])));
  const inputs = tensor([given, before].flatMap((each) => each.toArray()).flat(), [2, 3, 4])
    .permute([1, 0, 2])
    .reshape([3, 8]);
  const optimizer = adam(network, { learningRate: 0.02 });
  const { losses } = await train(network, { inputs, targets, loss: crossEntropy, optimizer, epochs: 120 });
  expect(losses.at(-1)).toBeLessThan(0.1);
});

test("and by a function of two tensors, grad and an optimiser", () => {
  const optimizer = sgd(parts, { learningRate: 0.05 });
  const loss = (p: typeof parts) => answer(p, given, before).square().mean();
  const first = loss(optimizer.parameters).at();
  for (let step = 0; step < 20; step++) optimizer.step(grad(loss)(optimizer.parameters));
  expect(loss(optimizer.parameters).at()).toBeLessThan(first / 2);
});

test("refuses what it can't do", () => {
  // biome-ignore lint/suspicious/noExplicitAny: a caller without types
  const [make, untyped]: any[] = [crossAttention, look];
  expect(() => make([3, 4], [5, 6], 3)).toThrow("attention: 3 heads can't share a width of 4 equally");
  expect(() => make([3, 4], [5], 2)).toThrow("crossAttention: takes [length, width], not [5]");
  expect(() => untyped.predict(ones([3, 5]), memory)).toThrow("predict: takes [3, 4] with any leading axes, not [3, 5]");
  expect(() => untyped.predict(ones([2, 3, 4]), ones([3, 5, 6]))).toThrow(
    "predict: the memory is [2, 5, 6] for this input, not [3, 5, 6]",
  );
  expect(() => untyped.predict(ones([3, 4]), ones([5, 6]), { mask: ones([3]) })).toThrow(
    "predict: the mask of this memory is [5], not [3]",
  );
  expect(() => untyped.with({ ...look.parameters, key: ones([2, 2, 4]) })).toThrow(
    "with: key is [2, 2, 4], the parameter [2, 2, 6]",
  );
});
