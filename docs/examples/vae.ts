/**
 * A variational autoencoder: it learns to describe a handwritten digit by two numbers, and to draw digits from any two numbers
 * (D. P. Kingma and M. Welling, "Auto-Encoding Variational Bayes", 2014). It prints how many nats it takes to describe a digit that it
 * has never seen, and the digits that it draws from a grid of numbers.
 *
 *     npx tsx docs/examples/vae.ts
 *
 * `--epochs 2` makes it short.
 */
import { parseArgs } from "node:util";
import { linspace, type Matrix, random, randomNormal, stack, valueAndGrad } from "conformable";
import { adam, batches, dense, relu, sequential, softplus } from "conformable/nn";
import { examples, readDigits, shuffle } from "./digits/data.js";
import { heading } from "./digits/terminal.js";
import { drawn } from "./show/pictures.js";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "60" } } }).values;
const source = random(1);
const digits = shuffle(readDigits(), source);
const seen = examples(digits.slice(0, 1437), 1437).inputs; // Matrix<1437, 64>
const unseen = examples(digits.slice(1437), 360).inputs; //   Matrix<360, 64>

// The encoder gives the means of two numbers and the logarithms of their variances, the decoder the logits of 64 pixels.
const encoder = sequential(dense(64, 128, { activation: relu, random: source }), dense(128, 4, { random: source }));
const decoder = sequential(dense(2, 128, { activation: relu, random: source }), dense(128, 64, { random: source }));
const optimizer = adam({ encoder: encoder.parameters, decoder: decoder.parameters }, { learningRate: 0.003 });
type Parameters = typeof optimizer.parameters;

/** The nats that pixels take if a model has these logits: -ln p(x) of independent pixels, each black with probability σ(z). */
const description = <N extends number>(logits: Matrix<N, 64>, images: Matrix<N, 64>) =>
  softplus.apply(logits).subtract(logits.multiply(images)).sum(1);

/** The negative of the evidence lower bound, the mean over the images: an upper bound of the nats that an image takes. */
function bound<N extends number>({ encoder: e, decoder: d }: Parameters, images: Matrix<N, 64>, noise: Matrix<N, 2>) {
  const [mean, logVariance] = encoder.with(e).predict(images).split([2, 2], 1);
  const code = mean.add(logVariance.multiply(0.5).exp().multiply(noise)); // drawn from N(μ, σ²), as a function of μ and σ
  const logits = decoder.with(d).predict(code);
  const divergence = mean.square().add(logVariance.exp()).subtract(logVariance).subtract(1).sum(1).divide(2); // from N(0, 1)
  return description(logits, images).add(divergence).mean();
}
const slope = valueAndGrad((parameters: Parameters, images: Matrix<32, 64>, noise: Matrix<32, 2>) =>
  bound(parameters, images, noise),
);
const judged = () => bound(optimizer.parameters, unseen, randomNormal([360, 2], source)).at();

heading("Nats that a digit takes, at most");
for (let epoch = 1; epoch <= Number(epochs); epoch++) {
  let total = 0;
  for (const { inputs: images } of batches(seen, seen, 32, { random: source, last: "drop" })) {
    const { value, gradients } = slope(optimizer.parameters, images, randomNormal([32, 2], source));
    optimizer.step(gradients);
    total += value.at() / Math.floor(1437 / 32);
  }
  if (epoch === 1 || epoch % 10 === 0 || epoch === Number(epochs))
    console.log(`  epoch ${epoch}: ${total.toFixed(2)}, unseen digits ${judged().toFixed(2)}`);
}
// Without a code, the best that one can do is the mean of each pixel.
const means = seen.mean(0);
const logits = means.log().subtract(means.negate().log1p()).clip(-20, 20);
const independent = description(logits.broadcastTo([360, 64]), unseen)
  .mean()
  .at();
console.log(`\nunseen digits: with a code of two numbers ${judged().toFixed(2)}, pixel by pixel ${independent.toFixed(2)}`);

heading("The digits that it draws");
const trained = decoder.with(optimizer.parameters.decoder);
const steps = linspace(-1.8, 1.8, 6);
for (const up of steps.flip(0)) {
  const codes = stack([steps, up.broadcastTo([6])], 1); // Matrix<6, 2>
  console.log(`${drawn(trained.predict(codes).sigmoid().reshape([6, 8, 8]))}\n`);
}
