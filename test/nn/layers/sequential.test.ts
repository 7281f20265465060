/** Networks whose layers take shapes of different numbers of axes. */
import { describe, expect, test } from "vitest";
import { random, randomNormal, ShapeError } from "../../../src/index.js";
import {
  backpropagate,
  checkGradients,
  type DenseParameters,
  dense,
  flatten,
  meanSquaredError,
  type Network,
  reshape,
  residual,
  sequential,
  sequentialOf,
  tanh,
} from "../../../src/nn/index.js";

const source = random(3);
const rows = dense(7, 5, { activation: tanh, random: source });
const top = dense(10, 3, { random: source });
const network = sequential(rows, flatten([2, 5]), top);

test("a layer that takes more axes adds leading axes to the layers below", () => {
  expect(network.inputShape).toEqual([2, 7]);
  expect(network.outputShape).toEqual([3]);
  const x = randomNormal([11, 2, 7], source);
  expect(network.predict(x).toArray()).toEqual(top.predict(rows.predict(x).reshape([11, 10])).toArray());
});

test("a layer that takes fewer axes works on the last ones and keeps the others", () => {
  const kept = sequential(reshape([14], [2, 7]), rows);
  expect(kept.outputShape).toEqual([2, 5]);
  const x = randomNormal([14], source);
  expect(kept.predict(x).toArray()).toEqual(rows.predict(x.reshape([2, 7])).toArray());
});

test("their derivatives are right, and the error has the shape of the input", () => {
  const [x, y] = [randomNormal([11, 2, 7], source), randomNormal([11, 3], source)];
  expect(backpropagate(network, meanSquaredError, x, y).error.shape).toEqual([11, 2, 7]);
  expect(checkGradients(network, meanSquaredError, x, y).relativeError).toBeLessThan(1e-6);
});

test("the input needs an axis that a later layer takes", () => {
  expect(() => network.predict(randomNormal([7], source) as never)).toThrow(ShapeError);
});

describe("a network from a list", () => {
  const block = (seed: number) => residual(dense(5, 5, { activation: tanh, random: random(seed) }));

  test("is the network of its layers, however many there are", () => {
    const layers = [1, 2, 3].map(block);
    const [listed, written] = [sequentialOf(layers), sequential(...(layers as [Block, Block, Block]))];
    const [x, y] = [randomNormal([2, 11, 5], source), randomNormal([2, 11, 5], source)];
    expect(listed.predict(x).toArray()).toEqual(written.predict(x).toArray());
    const ours = backpropagate(listed, meanSquaredError, x, y).gradients;
    expect(JSON.stringify(ours)).toBe(JSON.stringify(backpropagate(written, meanSquaredError, x, y).gradients));
    expect([listed.inputShape, listed.outputShape, listed.parameters.length]).toEqual([[5], [5], 3]);
    expect(checkGradients(listed, meanSquaredError, x, y).relativeError).toBeLessThan(1e-6);
    layers.push(block(4)); // the list is the caller's
    expect(listed.parameters.length).toBe(3);
  });

  test("is part of other networks, and may have one layer", () => {
    const network = sequential(dense(7, 5, { random: source }), sequentialOf([block(1)]), dense(5, 3, { random: source }));
    expect(network.predict(randomNormal([7], source)).shape).toEqual([3]);
  });

  test("refuses an empty list, other shapes, and anything but a list of layers", () => {
    const untyped = sequentialOf as (layers: unknown) => unknown;
    expect(() => untyped([])).toThrow(new ShapeError("sequentialOf: takes at least one layer"));
    expect(() => untyped([block(1), dense(5, 3)])).toThrow(new ShapeError("sequentialOf: the layers take [5], but give [3]"));
    expect(() => untyped([block(1), flatten([3, 5])])).toThrow(
      new ShapeError("sequentialOf: layer 2 takes [3, 5], but layer 1 takes [5]"),
    );
    expect(() => untyped([block(1), tanh])).toThrow(
      new TypeError("sequentialOf: argument 2 is an activation (activate(…) makes a layer of it), not a layer"),
    );
    expect(() => untyped(block(1))).toThrow(new TypeError("sequentialOf: takes an array of layers, not an object"));
  });
});

type Block = Network<[5], [5], DenseParameters<5, 5>>;
