/** Learning rates that fall when the loss doesn't: compared with PyTorch's, which pytorch.py has recorded. */
import { expect, test, vi } from "vitest";
import { randomNormal, zeros } from "../../../src/index.js";
import { adam, dense, meanSquaredError, onPlateau, sgd, train } from "../../../src/nn/index.js";
import recorded from "./pytorch.json" with { type: "json" };

const make = (learningRate = 0.3) => sgd(dense(3, 2), { learningRate });

test.each(recorded.plateaus)("$options gives the rates of PyTorch", ({ options, rates }) => {
  const optimizer = make();
  const watch = onPlateau(optimizer, options);
  const found = recorded.plateauLosses.map((loss) => {
    watch(loss);
    return optimizer.learningRate;
  });
  found.forEach((rate, epoch) => void expect(rate).toBeCloseTo(rates[epoch] as number, 12));
});

test("an epoch counts by its validation loss or, without one, by its loss", () => {
  const epoch = (loss: number, validationLoss: number) => ({ epoch: 1, epochs: 1, loss, validationLoss, metrics: {} });
  const [validated, other] = [make(), make()];
  const watches = [validated, other].map((optimizer) => onPlateau(optimizer, { patience: 0, factor: 0.5 }));
  for (const loss of [3, 2, 1]) {
    watches[0]?.(epoch(loss, 5));
    watches[1]?.(epoch(loss, Number.NaN));
  }
  expect([validated.learningRate, other.learningRate]).toEqual([0.075, 0.3]);
});

test("a loss of NaN is no lower loss", () => {
  const optimizer = make();
  const watch = onPlateau(optimizer, { patience: 0, factor: 0.5 });
  for (const loss of [Number.NaN, Number.NaN]) watch({ loss, validationLoss: Number.NaN });
  expect(optimizer.learningRate).toBe(0.075);
});

test("lowers the rates of several optimisers, but none below the minimum, and raises none", () => {
  const [high, low] = [make(0.3), make(0.01)];
  const watch = onPlateau([high, low], { patience: 0, factor: 0.1, minimum: 0.02 });
  for (const loss of [1, 1, 1]) watch(loss);
  expect([high.learningRate, low.learningRate]).toEqual([0.02, 0.01]);
});

test("in train, it gets each epoch", async () => {
  const network = dense(3, 2);
  const optimizer = adam(network, { learningRate: 0 }); // nothing is learned, so the loss never falls
  const data = { inputs: randomNormal([16, 3]), targets: zeros([16, 2]) };
  const change = vi.spyOn(optimizer, "learningRate", "set");
  await train(network, {
    ...data,
    validation: data,
    loss: meanSquaredError,
    optimizer,
    epochs: 7,
    onEpoch: onPlateau(optimizer, { patience: 1 }),
  });
  expect(change).toHaveBeenCalledTimes(3); // after the epochs 3, 5 and 7
});

test("wrong arguments are refused", () => {
  const optimizer = make();
  expect(() => onPlateau(optimizer, { factor: 1 })).toThrow("onPlateau: factor has to be from 0 up to, and without, 1, not 1");
  expect(() => onPlateau(optimizer, { patience: -1 })).toThrow("onPlateau: patience is a whole number from 0 up, not -1");
  expect(() => onPlateau(optimizer, { threshold: 2 })).toThrow(/^onPlateau: threshold/);
  expect(() => onPlateau(optimizer, { cooldown: 0.5 })).toThrow(/^onPlateau: cooldown/);
  expect(() => onPlateau(optimizer, { minimum: Number.NaN })).toThrow(/^onPlateau: minimum/);
  for (const wrong of [5, null, {}, [{}], dense(3, 2)])
    expect(() => onPlateau(wrong as never)).toThrow(/^onPlateau: takes an optimizer with a learning rate, not /);
  for (const wrong of ["1", {}, null])
    expect(() => onPlateau(optimizer)(wrong as never)).toThrow(/^onPlateau: takes a loss or an epoch/);
});
