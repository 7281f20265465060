/**
 * A network of two inputs and two outputs: from a picture and the distance from which it was taken, it says what is in the picture, where,
 * and how large it is in metres. A small thing nearby looks like a large one far away, so it takes both inputs to know the size. It prints
 * how well it does that for new pictures.
 *
 *     npx tsx docs/examples/detect.ts
 *
 * `--epochs 2` makes it short.
 */
import { parseArgs } from "node:util";
import { concat, random, randomNormal, randomUniform, type Size, stack, tensor } from "conformable";
import * as inferred from "conformable/inferred";
import {
  accuracy,
  adam,
  crossEntropy,
  dense,
  evaluate,
  heads,
  huber,
  meanAbsoluteError,
  multiTaskLoss,
  parallel,
  recordLayer,
  relu,
  sequential,
  train,
} from "conformable/nn";
import { heading, percent } from "./digits/terminal.js";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "12" } } }).values;
const source = random(1);

/** Noisy pictures of a disc, a square or a cross, how far away it is, which of them it is, and its place and size. */
function examples<Count extends number>(count: Size<Count>) {
  const between = (low: number, high: number) => randomUniform([count], source, { low, high });
  const kind = source.integers(0, 3, [count]);
  const [x, y, radius, distance] = [between(4, 12), between(4, 12), between(2, 4), between(1, 3)];
  const pixels = Array.from({ length: count * 256 }, (_, pixel) => {
    const thing = Math.floor(pixel / 256);
    const [down, right] = [Math.abs(Math.floor((pixel % 256) / 16) - y.at(thing)), Math.abs((pixel % 16) - x.at(thing))];
    const [near, far, size] = [Math.min(down, right), Math.max(down, right), radius.at(thing)];
    const isIn = [Math.hypot(down, right) < size, far < size, near < 1 && far < size];
    return Number(isIn[kind.at(thing)]);
  });
  const picture = tensor(pixels, [count, 16, 16, 1]).add(randomNormal([count, 16, 16, 1], source).multiply(0.2));
  const size = radius.multiply(distance).divide(4); // in metres
  return {
    inputs: { picture, distance: distance.reshape([count, 1]) },
    targets: { kind, box: stack([x.divide(16), y.divide(16), size], 1) },
  };
}

// ── The network: a layer for each input, some for both together, and a layer for each output ────────────────────────────────────

const options = { activation: relu, random: source };
const network = sequential(
  parallel({
    picture: inferred.sequential(
      [16, 16, 1],
      inferred.conv2d(8, 3, { padding: "same", ...options }),
      inferred.maxPool2d(2),
      inferred.conv2d(16, 3, { padding: "same", ...options }),
      inferred.maxPool2d(2),
      inferred.flatten(),
      inferred.dense(32, options),
    ),
    distance: dense(1, 8, options),
  }),
  recordLayer({}, { picture: [32], distance: [8] }, [40], (_, { picture, distance }) => concat([picture, distance], -1)),
  dense(40, 32, options),
  heads({ kind: dense(32, 3, { random: source }), box: dense(32, 3, { random: source }) }),
);

// ── Training, and what it has learned ───────────────────────────────────────────────────────────────────────────────────────────

const [training, test] = [examples(2000), examples(300)];
const loss = multiTaskLoss({ kind: crossEntropy, box: huber }, { weights: { box: 10 } });

heading("Learning from 2000 pictures");
await train(network, {
  ...{ ...training, loss, validation: test, random: source },
  ...{ optimizer: adam(network, { learningRate: 0.003 }), epochs: Number(epochs) },
  onEpoch: ({ epoch, validationLoss }) => console.log(`  epoch ${epoch}: loss of new pictures ${validationLoss.toFixed(4)}`),
});

const { metrics } = evaluate(network, loss, test.inputs, test.targets, {
  metrics: {
    recognised: ({ kind }, targets) => accuracy(kind, targets.kind),
    place: ({ box }, targets) => 16 * meanAbsoluteError(box.slice(null, [0, 2]), targets.box.slice(null, [0, 2])),
    size: ({ box }, targets) => meanAbsoluteError(box.slice(null, [2, 3]), targets.box.slice(null, [2, 3])),
  },
});
const sizes = test.targets.box.slice(null, [2, 3]);
const blind = sizes.subtract(sizes.mean().at()).abs().mean().at();
heading("New pictures");
console.log(`  recognised: ${percent(metrics.recognised)}`);
console.log(`  the place is off by ${metrics.place.toFixed(2)} pixels, and the size by ${metrics.size.toFixed(2)} m`);
console.log(`  without looking, the size would be off by ${blind.toFixed(2)} m`);
