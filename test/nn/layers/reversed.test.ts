/** Layers that read a sequence from its end, also beside one that reads it from its start. */
import { expect, test } from "vitest";
import { arange, concat as join, random, randomNormal, ShapeError, stack, type Tensor, zeros } from "../../../src/index.js";
import * as inferred from "../../../src/inferred/index.js";
import {
  activate,
  attention,
  concat,
  conv1d,
  dense,
  gru,
  lstm,
  recurrent,
  relu,
  reversed,
  sequential,
  summary,
} from "../../../src/nn/index.js";
import { everyLayer } from "./every-layer.js";

// biome-ignore lint/suspicious/noExplicitAny: what only callers without types can do
const untyped: any = reversed;
const source = random(7);
const reading = lstm([4, 3], 2, { random: source });
const remembering = gru([4, 3], 2, { returns: "last", random: source });
const x = randomNormal([5, 4, 3], source);

everyLayer(
  {
    "reversed, all states": reversed(reading),
    "reversed, the last state": reversed(remembering),
    "both directions": concat(-1, recurrent([4, 3], 2, { random: source }), reversed(recurrent([4, 3], 3, { random: source }))),
    "twice reversed": reversed(reversed(conv1d([4, 3], 2, 2, { random: source }))),
  },
  source,
);

test("the state of each place has seen what comes after it", () => {
  expect(reversed(remembering).predict(x)).toEqual(remembering.predict(x.flip(1)));

  const states = reversed(reading).predict(x);
  for (const place of [0, 1, 2, 3]) {
    const earlier = arange(4).less(place).expandDims(1).broadcastTo([4, 3]); // 1 in the places before
    const other = x.add(randomNormal([5, 4, 3], source).multiply(earlier));
    expect(reversed(reading).predict(other).index(place, 1)).toEqual(states.index(place, 1));
  }
});

test("in both directions, each place has both states", () => {
  const both = concat(-1, reading, reversed(reading));
  expect(both.outputShape).toEqual([4, 4]);
  expect(both.predict(x)).toEqual(join([reading.predict(x), reading.predict(x.flip(1)).flip(1)], -1));
});

test("any leading axes", () => {
  const sequences = stack([x, x], 0);
  expect(reversed(reading).predict(sequences)).toEqual(stack([reversed(reading).predict(x), reversed(reading).predict(x)], 0));
});

test("its parameters are the layer's own", () => {
  const made = reversed(reading);
  expect(made.parameters).toBe(reading.parameters);
  const other = lstm([4, 3], 2, { random: source });
  expect(made.with(other.parameters).predict(x)).toEqual(reversed(other).predict(x));
});

test("with sizes inferred, it is the same layer", () => {
  const network = inferred.sequential([4, 3], inferred.concat(-1, inferred.lstm(2), inferred.reversed(inferred.lstm(2))));
  const [first, second] = [lstm([4, 3], 2), lstm([4, 3], 2)];
  const same = sequential(concat(-1, first, reversed(second)));
  expect(same.with(network.parameters).predict(x)).toEqual(network.predict(x));
  expect(summary(network).replaceAll(/ +/g, " ")).toEqual(summary(same).replaceAll(/ +/g, " "));
});

test("on more axes than the layer takes, the places are those before the last axis", () => {
  const network = inferred.sequential([2, 4, 3], inferred.reversed(attention([4, 3], 1, { causal: true, random: source })));
  const input = randomNormal([2, 4, 3], source);
  const [first, second] = input.unstack(0);
  const alone = (part: Tensor<[4, 3]>) => network.predict(stack([part, part], 0)).index(0, 0);
  expect(network.predict(input)).toEqual(stack([alone(first), alone(second)], 0));
  expect(inferred.sequential([4, 3], inferred.reversed(dense(3, 5))).outputShape).toEqual([4, 5]);
});

test("refuses what isn't a layer of a sequence", () => {
  expect(() => untyped(dense(3, 5))).toThrow(new ShapeError("reversed: the layer takes [3], not [length, width]"));
  expect(() => untyped(activate(relu))).toThrow(new ShapeError("reversed: the layer takes [], not [length, width]"));
  expect(() => untyped(relu)).toThrow("reversed: the argument is an activation (activate(…) makes a layer of it), not a layer");
  expect(() => reversed(reading).predict(zeros([4, 3]).transpose() as never)).toThrow(ShapeError);
  expect(() => (inferred.sequential as typeof untyped)([3], inferred.reversed(dense(3, 5)))).toThrow(
    new ShapeError("reversed: takes [length, width], but [3] reaches it"),
  );
});
