/**
 * A U-Net: it finds the discs in noisy pictures of discs and bars (O. Ronneberger, P. Fischer and T. Brox, "U-Net: Convolutional Networks
 * for Biomedical Image Segmentation", 2015). On the way down, it sees more of a picture in less detail; on the way up, each level also gets
 * what was seen there on the way down. It prints how well it finds the discs in new pictures, and some of these.
 *
 *     npx tsx docs/examples/unet.ts
 *
 * `--epochs 1` makes it short.
 */
import { parseArgs } from "node:util";
import { random, randomNormal, type Size, type Tensor, tensor } from "conformable";
import { chain, concat, conv2d, convTranspose2d, maxPool2d, sequential } from "conformable/inferred";
import { activate, adam, binaryCrossEntropy, identity, relu, train } from "conformable/nn";
import { heading, percent } from "./digits/terminal.js";
import { drawn } from "./show/pictures.js";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "10" } } }).values;
const source = random(1);
const between = (low: number, high: number): number => low + (high - low) * source.uniform();

/** Noisy pictures with a disc and a bar of the same grey, and which of their pixels belong to the disc. */
function examples<Count extends number>(count: Size<Count>) {
  const shapes = Array.from({ length: count }, () => {
    const [x, y, radius, bar] = [between(4, 12), between(4, 12), between(2.5, 4), Math.floor(between(0, 15))];
    return Array.from({ length: 256 }, (_, pixel) => {
      const [row, column] = [Math.floor(pixel / 16), pixel % 16];
      const isDisc = (column - x) ** 2 + (row - y) ** 2 < radius ** 2;
      return [Number(isDisc), Number(isDisc || column === bar || column === bar + 1)];
    });
  });
  const [targets, ink] = tensor(shapes.flat(2), [count, 16, 16, 1, 2]).unstack(4); // each Tensor<[Count, 16, 16, 1]>
  return { inputs: ink.multiply(0.6).add(randomNormal([count, 16, 16, 1], source).multiply(0.2)), targets };
}
const training = examples(1000);
const test = examples(200);

// ── The network: each level is half as high and wide as the one above ───────────────────────────────────────────────────────────

const convolution = <const Filters extends number>(filters: Size<Filters>) =>
  conv2d(filters, 3, { padding: "same", activation: relu, random: source });
const up = <const Filters extends number>(filters: Size<Filters>) => convTranspose2d(filters, 2, { stride: 2, random: source });

const lowest = chain(maxPool2d(2), convolution(32), up(16)); //                      from [8, 8, 16] to [4, 4, 32] and back
const middle = chain(maxPool2d(2), convolution(16), concat(-1, activate(identity), lowest), convolution(16), up(8));
const network = sequential(
  [16, 16, 1],
  convolution(8),
  concat(-1, activate(identity), middle), // [16, 16, 8], and as many channels from below
  convolution(8),
  conv2d(1, 1, { random: source }), //       a logit for each pixel
);

// ── How well it finds the discs ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The pixels that are in both, as a share of those that are in at least one (P. Jaccard, 1901). */
const overlap = <N extends number>(found: Tensor<[N, 16, 16, 1]>, targets: Tensor<[N, 16, 16, 1]>): number =>
  found.logicalAnd(targets).sum().divide(found.logicalOr(targets).sum()).at();
const found = () => network.predict(test.inputs).greater(0);

heading("Learning from 1000 pictures");
await train(network, {
  ...training,
  loss: binaryCrossEntropy,
  optimizer: adam(network, { learningRate: 0.005 }),
  epochs: Number(epochs),
  random: source,
  onEpoch: ({ epoch, loss }) =>
    console.log(`  epoch ${epoch}: loss ${loss.toFixed(4)}, overlap in new pictures ${percent(overlap(found(), test.targets))}`),
});

const pictures = (of: Tensor<[200, 16, 16, 1]>): string => drawn(of.slice([0, 3]).reshape([3, 16, 16]));
heading("New pictures");
console.log(pictures(test.inputs));
heading("The discs that it finds there");
console.log(pictures(found()));
console.log(
  `\noverlap: U-Net ${percent(overlap(found(), test.targets))}, all grey pixels ${percent(overlap(test.inputs.greater(0.3), test.targets))}`,
);
