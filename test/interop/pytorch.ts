/** Modules of PyTorch, whose parameters are loaded here, and the other way round. `pytorch.py` is the other side. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { random, type Tensor, tensor } from "conformable";
import { loadNetwork, saveNetwork } from "conformable/io";
import * as nn from "conformable/nn";
import { python } from "./python.js";
import { type Cases, Differences, decode, distance, type Encoded, type Table, type Values } from "./table.js";

// biome-ignore lint/suspicious/noExplicitAny: networks and tensors of any shapes, which are read from files
type Any = any;
const { activate, averagePool2d, batchNorm, embedding, flatten, layerNorm, maxPool2d, relu, residual, sequential }: Any = nn;
const { sigmoid, tanh }: Any = nn;

const source = { random: random(1) };
const dense = (...[inputs, outputs, options]: Any[]): Any => (nn.dense as Any)(inputs, outputs, { ...source, ...options });
const conv2d = (...[image, filters, kernel, options]: Any[]): Any =>
  (nn.conv2d as Any)(image, filters, kernel, { ...source, ...options });
const conv1d = (...[sequence, filters, kernel, options]: Any[]): Any =>
  (nn.conv1d as Any)(sequence, filters, kernel, { ...source, ...options });
const convTranspose2d = (...[image, filters, kernel, options]: Any[]): Any =>
  (nn.convTranspose2d as Any)(image, filters, kernel, { ...source, ...options });
const attention = (...[input, heads, options]: Any[]): Any => (nn.attention as Any)(input, heads, { ...source, ...options });

interface Pair {
  /** The module as an expression of PyTorch. */
  readonly module: string;
  /** What the table calls it, if not by the expression. */
  readonly title?: string;
  readonly network: () => Any;
  /** The shape of some inputs in PyTorch, where images have their channels first. */
  readonly inputs: readonly number[];
  /** If the inputs are indices: how many there are to choose from. */
  readonly indices?: number;
  /** The names of modules, by those of our layers. Loading finds them by itself; saving has to be told. */
  readonly names?: Readonly<Record<string, string>>;
}

const image = [4, 3, 10, 13];
const layers: readonly Pair[] = [
  { module: "Linear(13, 17)", network: () => dense(13, 17), inputs: [5, 13] },
  { module: "Linear(13, 17, bias=False)", network: () => dense(13, 17), inputs: [5, 13] },
  { module: "Linear(13, 17)", title: "`Linear(13, 17)`, on sequences", network: () => dense(13, 17), inputs: [2, 5, 13] },
  { module: "Conv2d(3, 5, 3)", network: () => conv2d([10, 13, 3], 5, 3), inputs: image },
  { module: "Conv2d(3, 5, 3, bias=False)", network: () => conv2d([10, 13, 3], 5, 3), inputs: image },
  { module: "Conv2d(3, 5, 1)", network: () => conv2d([10, 13, 3], 5, 1), inputs: image },
  { module: "Conv2d(3, 5, 3, padding=1)", network: () => conv2d([10, 13, 3], 5, 3, { padding: 1 }), inputs: image },
  { module: 'Conv2d(3, 5, 3, padding="same")', network: () => conv2d([10, 13, 3], 5, 3, { padding: "same" }), inputs: image },
  { module: 'Conv2d(3, 5, 4, padding="same")', network: () => conv2d([10, 13, 3], 5, 4, { padding: "same" }), inputs: image },
  { module: "Conv2d(3, 5, 3, stride=2)", network: () => conv2d([10, 13, 3], 5, 3, { stride: 2 }), inputs: image },
  {
    module: "Conv2d(3, 5, 5, padding=2, stride=3)",
    network: () => conv2d([10, 13, 3], 5, 5, { padding: 2, stride: 3 }),
    inputs: image,
  },
  {
    module: "Conv2d(3, 5, (3, 5), stride=(2, 1), padding=(1, 2))",
    network: () => conv2d([10, 13, 3], 5, [3, 5], { stride: [2, 1], padding: [1, 2] }),
    inputs: image,
  },
  { module: "Conv2d(3, 5, 3, dilation=2)", network: () => conv2d([10, 13, 3], 5, 3, { dilation: 2 }), inputs: image },
  {
    module: 'Conv2d(3, 5, 3, dilation=(2, 3), padding="same")',
    network: () => conv2d([10, 13, 3], 5, 3, { dilation: [2, 3], padding: "same" }),
    inputs: image,
  },
  { module: "Conv2d(6, 4, 3, groups=2)", network: () => conv2d([10, 13, 6], 4, 3, { groups: 2 }), inputs: [4, 6, 10, 13] },
  {
    module: "Conv2d(6, 12, 3, groups=6, bias=False)",
    title: "`Conv2d(6, 12, 3, groups=6, bias=False)`, without a bias on our side",
    network: () => conv2d([10, 13, 6], 12, 3, { groups: 6, bias: false }),
    inputs: [4, 6, 10, 13],
  },
  { module: "Conv1d(3, 5, 4)", network: () => conv1d([13, 3], 5, 4), inputs: [4, 3, 13] },
  {
    module: "Conv1d(6, 4, 3, stride=2, padding=2, dilation=2, groups=2)",
    network: () => conv1d([13, 6], 4, 3, { stride: 2, padding: 2, dilation: 2, groups: 2 }),
    inputs: [4, 6, 13],
  },
  { module: "MaxPool1d(2)", network: () => nn.maxPool1d([13, 3], 2), inputs: [4, 3, 13] },
  { module: "MaxPool1d(3, stride=2)", network: () => nn.maxPool1d([13, 3], 3, { stride: 2 }), inputs: [4, 3, 13] },
  { module: "AvgPool1d(3, stride=1)", network: () => nn.averagePool1d([13, 3], 3, { stride: 1 }), inputs: [4, 3, 13] },
  { module: "ConvTranspose2d(3, 5, 3)", network: () => convTranspose2d([10, 13, 3], 5, 3), inputs: image },
  {
    module: "ConvTranspose2d(3, 5, (3, 4), stride=(2, 3), padding=1, output_padding=(1, 2))",
    network: () => convTranspose2d([10, 13, 3], 5, [3, 4], { stride: [2, 3], padding: 1, outputPadding: [1, 2] }),
    inputs: image,
  },
  {
    module: "ConvTranspose2d(6, 4, 3, stride=2, dilation=2, groups=2, bias=False)",
    network: () => convTranspose2d([5, 7, 6], 4, 3, { stride: 2, dilation: 2, groups: 2, bias: false }),
    inputs: [4, 6, 5, 7],
  },
  { module: "BatchNorm1d(11)", network: () => batchNorm(11), inputs: [5, 11] },
  { module: "BatchNorm1d(11, eps=0.1)", network: () => batchNorm(11, { epsilon: 0.1 }), inputs: [5, 11] },
  { module: "BatchNorm2d(3)", network: () => batchNorm(3), inputs: image },
  { module: "LayerNorm(11)", network: () => layerNorm(11), inputs: [5, 11] },
  { module: "LayerNorm(11)", title: "`LayerNorm(11)`, on sequences", network: () => layerNorm(11), inputs: [2, 5, 11] },
  { module: "Embedding(27, 12)", network: () => embedding(27, 12, source), inputs: [4, 8], indices: 27 },
  ...[
    ["RNN", nn.recurrent],
    ["GRU", nn.gru],
    ["LSTM", nn.lstm],
  ].flatMap(([name, make]: Any) => [
    { module: `${name}(5, 3, batch_first=True)`, network: () => make([7, 5], 3), inputs: [4, 7, 5] },
  ]),
  {
    module: "SelfAttention(12, 3)",
    title: "`MultiheadAttention(12, 3, batch_first=True, bias=False)`",
    network: () => attention([8, 12], 3),
    inputs: [4, 8, 12],
  },
  {
    module: "SelfAttention(12, 3, causal=True)",
    title: "`MultiheadAttention(12, 3, batch_first=True, bias=False)` with a causal mask",
    network: () => attention([8, 12], 3, { causal: true }),
    inputs: [4, 8, 12],
  },
];

const block = (): Any => {
  const convolution = () => conv2d([7, 7, 6], 6, 3, { padding: 1 });
  const inner = sequential(convolution(), batchNorm(6), activate(relu), convolution(), batchNorm(6));
  return sequential(residual(inner), activate(relu));
};
const transformer = (): Any =>
  sequential(
    embedding(27, 12, source),
    residual(sequential(layerNorm(12), attention([8, 12], 3, { causal: true }))),
    residual(sequential(layerNorm(12), dense(12, 48, { activation: relu }), dense(48, 12))),
    dense(12, 27),
  );
const networks: readonly Pair[] = [
  {
    module: "Sequential(Linear(13, 17), ReLU(), Linear(17, 11, bias=False), Tanh(), Linear(11, 5), Sigmoid(), Linear(5, 3))",
    title: "an MLP with ReLU, Tanh and Sigmoid",
    network: () =>
      sequential(
        dense(13, 17, { activation: relu }),
        dense(17, 11, { activation: tanh }),
        dense(11, 5, { activation: sigmoid }),
        dense(5, 3),
      ),
    inputs: [5, 13],
    names: { "1": "2", "2": "4", "3": "6" },
  },
  {
    module: "CNN()",
    title: "a CNN with BatchNorm2d, MaxPool2d and BatchNorm1d",
    network: () =>
      sequential(
        conv2d([10, 13, 3], 5, 3, { padding: "same" }),
        batchNorm(5),
        activate(relu),
        conv2d([10, 13, 5], 7, 3, { stride: 2 }),
        batchNorm(7),
        activate(relu),
        maxPool2d([4, 6, 7], 2),
        flatten([2, 3, 7]),
        dense(42, 11),
        batchNorm(11),
        activate(tanh),
        dense(11, 10),
      ),
    inputs: image,
    names: { "0": "conv1", "1": "bn1", "3": "conv2", "4": "bn2", "8": "fc1", "9": "norm", "11": "fc2" },
  },
  {
    module: "Sequential(Conv2d(2, 3, 2), Flatten(), BatchNorm1d(36), LayerNorm(36), Dropout(0.5), Tanh(), Linear(36, 5))",
    title: "a CNN with BatchNorm1d, LayerNorm and Dropout between Flatten and Linear",
    network: () =>
      sequential(
        conv2d([4, 5, 2], 3, 2),
        flatten([3, 4, 3]),
        batchNorm(36),
        layerNorm(36),
        nn.dropout(0.5, source),
        activate(tanh),
        dense(36, 5),
      ),
    inputs: [6, 2, 4, 5],
    names: { "6": "6" },
  },
  {
    module: "Sequential(Conv2d(3, 6, 3, padding=1), Residual(6), Residual(6), AvgPool2d(7), Flatten(), Linear(6, 10))",
    title: "a ResNet with two blocks and AvgPool2d",
    network: () =>
      sequential(
        conv2d([7, 7, 3], 6, 3, { padding: 1 }),
        block(),
        block(),
        averagePool2d([7, 7, 6], 7),
        flatten([1, 1, 6]),
        dense(6, 10),
      ),
    inputs: [3, 3, 7, 7],
    names: Object.fromEntries(
      [1, 2].flatMap((at) =>
        Object.entries({ 0: "conv1", 1: "bn1", 3: "conv2", 4: "bn2" }).map(([part, name]) => [
          `${at}.0.${part}`,
          `${at}.${name}`,
        ]),
      ),
    ),
  },
  {
    module: "Transformer()",
    title: "an Embedding, a block of a transformer with a causal mask, and a Linear",
    network: transformer,
    inputs: [4, 8],
    indices: 27,
    names: { "0": "embed", "1.0": "norm1", "1.1": "attn", "2.0": "norm2", "2.1": "up", "2.2": "down", "3": "head" },
  },
];

const pairs = [...layers, ...networks];
const [loaded, saved] = ["PyTorch to conformable", "conformable to PyTorch"] as const;

export const pytorch: Table = {
  name: "pytorch",
  heading: "PyTorch, layer by layer",
  text: ({ torch = "", safetensors = "" }) =>
    `PyTorch ${torch} writes what a module has learned, and \`loadNetwork\` reads it with \`layout: "pytorch"\`, with \`names\` and without. ` +
    "`saveNetwork` then writes the network, and PyTorch reads it into a new module. For the same inputs, both have to give the same outputs. " +
    "The numbers are the largest differences between these, relative to outputs that are greater than 1; 1e-5 is the most that passes. " +
    `Parameters, statistics and inputs are random. The files are safetensors, by safetensors ${safetensors}.`,
  columns: () => ["module", "PyTorch writes, we read", "we write, PyTorch reads"],
  async rows(cases) {
    const folder = mkdtempSync(join(tmpdir(), "conformable-"));
    try {
      return await exchanged(cases, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const titleOf = ({ module, title = `\`${module}\`` }: Pair): string => title;

async function exchanged(cases: Cases, folder: string): Promise<string[][]> {
  const differences = new Differences();
  const pathOf = (name: string | number): string => join(folder, `${name}.safetensors`);
  const asked = pairs.map((pair, place) => ({ ...pair, path: pathOf(place) }));
  const biased = { module: "Transformer(bias=True)", inputs: [4, 8], indices: 27 };
  const [zeroBiases, biases] = [
    { ...biased, zeroBiases: true, path: pathOf("zero-biases") },
    { ...biased, path: pathOf("biases") },
  ];
  const known = python("pytorch.py", { do: "write", cases: [...asked, zeroBiases, biases] }) as Record<
    "inputs" | "outputs",
    Encoded
  >[];

  const written: { readonly pair: Pair; readonly path: string; readonly inputs: Encoded; readonly outputs: Values }[] = [];
  for (const [place, pair] of asked.entries()) {
    const { inputs, outputs } = known[place] as (typeof known)[number]; // an answer for each
    const { names = {}, path, module } = pair;
    const [x, expected] = [arranged(decode(inputs), module), arranged(decode(outputs), module)];
    for (const options of [{}, { names }]) {
      const how = "names" in options ? "with names" : "without names";
      await cases.check(`${loaded}, ${titleOf(pair)}, ${how}`, () => {
        const network = pair.network();
        loadNetwork(network, readFileSync(path), { layout: "pytorch", ...options });
        const found = network.predict(x);
        writeFileSync(`${path}.ours`, saveNetwork(network, { layout: "pytorch", names }));
        if (!("names" in options)) written.push({ pair, path: `${path}.ours`, inputs, outputs: valuesOf(found) });
        return compared(differences, titleOf(pair), loaded, valuesOf(found), valuesOf(expected));
      });
    }
  }

  const answers = python("pytorch.py", {
    do: "read",
    cases: written.map(({ pair, path, inputs }) => ({ ...pair, path, inputs })),
  }) as { readonly outputs: Encoded; readonly error?: string }[];
  for (const [place, { pair, outputs }] of written.entries()) {
    await cases.check(`${saved}, ${titleOf(pair)}`, () => {
      const { error, outputs: found } = answers[place] as (typeof answers)[number]; // an answer for each
      return error ?? compared(differences, titleOf(pair), saved, valuesOf(arranged(decode(found), pair.module)), outputs);
    });
  }

  await cases.check(`${loaded}, MultiheadAttention with biases of zero`, () => {
    const network = transformer();
    loadNetwork(network, readFileSync(zeroBiases.path), { layout: "pytorch" });
    const { inputs, outputs } = known[pairs.length] as (typeof known)[number]; // the one before the last
    return compared(differences, "", loaded, valuesOf(network.predict(arranged(decode(inputs)))), decode(outputs));
  });
  await cases.check(`${loaded}, MultiheadAttention with other biases`, () => {
    const wanted = "loadNetwork: attn.in_proj_bias isn't zero, but attention has no bias";
    try {
      loadNetwork(transformer(), readFileSync(biases.path), { layout: "pytorch" });
    } catch (error) {
      return error instanceof Error && error.message === wanted ? undefined : error;
    }
    return "it isn't refused";
  });
  return pairs.map((pair) => [
    titleOf(pair),
    ...[loaded, saved].map((direction) => differences.show(`${titleOf(pair)} ${direction}`)),
  ]);
}

/** What is wrong with outputs. Otherwise, notes how far off they are. */
function compared(differences: Differences, of: string, direction: string, found: Values, expected: Values): string | undefined {
  if (found.shape.join() !== expected.shape.join())
    return `its output is [${found.shape.join(", ")}] in place of [${expected.shape.join(", ")}]`;
  return differences.add(`${of} ${direction}`, distance(found.numbers, expected.numbers));
}

/**
 * A tensor with the axes of this library: PyTorch's images are channels, height, width, and ours have their channels last. So have the
 * sequences of Conv1d.
 */
function arranged({ shape, numbers }: Values, module = ""): Tensor<Any> {
  const all: Any = tensor(numbers, shape as Any);
  if (/^(Conv|MaxPool|AvgPool)1d/.test(module)) return all.permute([0, 2, 1]);
  return shape.length === 4 ? all.permute([0, 2, 3, 1]) : all;
}

const valuesOf = (x: Tensor<Any>): Values => ({ shape: x.shape, numbers: Float32Array.from(x.dataSync()) });
