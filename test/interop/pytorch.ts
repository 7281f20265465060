/**
 * Loads networks of PyTorch, which pytorch_networks.py has written into a folder, and compares their outputs. It then writes them again
 * in PyTorch's layout, for the script to read.
 *
 *     python test/interop/pytorch_networks.py FOLDER
 *     node --import tsx test/interop/pytorch.ts FOLDER
 *     python test/interop/pytorch_networks.py --read FOLDER
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random } from "../../src/index.js";
import { loadNetwork, readSafetensors, saveNetwork } from "../../src/io/index.js";
import {
  activate,
  attention,
  averagePool2d,
  batchNorm,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  gru,
  layerNorm,
  lstm,
  maxPool2d,
  recurrent,
  relu,
  residual,
  sequential,
  tanh,
} from "../../src/nn/index.js";

// Of any shapes: they are read from files.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

const source = random(1);
const options = { random: source };
const same = { padding: "same", random: source } as const;
const padded = { padding: 1, random: source } as const;
const block = () =>
  sequential(
    residual(
      sequential(conv2d([7, 7, 6], 6, 3, padded), batchNorm(6), activate(relu), conv2d([7, 7, 6], 6, 3, padded), batchNorm(6)),
    ),
    activate(relu),
  );
const transformer = () =>
  sequential(
    embedding(27, 12, options),
    residual(sequential(layerNorm(12), attention([8, 12], 3, { causal: true, random: source }))),
    residual(sequential(layerNorm(12), dense(12, 48, { activation: relu, random: source }), dense(48, 12, options))),
    dense(12, 27, options),
  );

/** Each network, and the names of its layers in PyTorch where they differ. Loading finds them by itself; saving has to be told. */
export const networks: Readonly<
  Record<string, { readonly network: () => Any; readonly names: Readonly<Record<string, string>> }>
> = {
  mlp: {
    network: () =>
      sequential(
        dense(13, 17, { activation: relu, ...options }),
        dense(17, 11, { activation: tanh, ...options }),
        dense(11, 3, options),
      ),
    names: { "1": "2", "2": "4" },
  },
  linear: { network: () => dense(4, 3, options), names: {} },
  cnn: {
    network: () =>
      sequential(
        ...([conv2d([10, 13, 3], 5, 3, same), batchNorm(5), activate(relu)] as const),
        ...([
          conv2d([10, 13, 5], 7, 3, { stride: 2, random: source }),
          batchNorm(7),
          activate(relu),
          maxPool2d([4, 6, 7], 2),
        ] as const),
        ...([flatten([2, 3, 7]), dense(42, 11, options), batchNorm(11), activate(tanh), dense(11, 10, options)] as const),
      ),
    names: { "0": "conv1", "1": "bn1", "3": "conv2", "4": "bn2", "8": "fc1", "9": "norm", "11": "fc2" },
  },
  flattened: {
    network: () =>
      sequential(
        ...([conv2d([4, 5, 2], 3, 2, options), flatten([3, 4, 3]), batchNorm(36), layerNorm(36)] as const),
        ...([dropout(0.5, options), activate(tanh), dense(36, 5, options)] as const),
      ),
    names: {},
  },
  resnet: {
    network: () =>
      sequential(
        ...([conv2d([7, 7, 3], 6, 3, same), block(), block()] as const),
        ...([averagePool2d([7, 7, 6], 7), flatten([1, 1, 6]), dense(6, 10, options)] as const),
      ),
    names: Object.fromEntries(
      [1, 2]
        .flatMap((at) => ["conv1", "bn1", "", "conv2", "bn2"].map((name, part) => [`${at}.0.${part}`, `${at}.${name}`]))
        .filter(([, name]) => !name?.endsWith(".")),
    ),
  },
  recurrent: {
    network: () =>
      sequential(
        recurrent([9, 5], 7, options),
        gru([9, 7], 6, options),
        lstm([9, 6], 8, { returns: "last", random: source }),
        dense(8, 3, options),
      ),
    names: { "0": "rnn", "1": "gru", "2": "lstm", "3": "fc" },
  },
  transformer: {
    network: transformer,
    names: { "0": "embed", "1.0": "norm1", "1.1": "attn", "2.0": "norm2", "2.1": "up", "2.2": "down", "3": "head" },
  },
};

/** The order of the axes of an image in PyTorch is channels, height, width; here, the channels are last. */
const arranged = (input: Any): Any => (input.rank === 4 ? input.permute([0, 2, 3, 1]) : input);

export interface Comparison {
  readonly name: string;
  /** The greatest difference between an output here and one of PyTorch's. */
  readonly difference: number;
}

/** Loads every network in the folder, compares outputs, and writes it again as NAME.ours.safetensors. */
export function compare(folder: string): Comparison[] {
  return Object.entries(networks).flatMap(([name, { network: make, names }]) => {
    const network = make();
    const [file, known] = [
      readFileSync(join(folder, `${name}.safetensors`)),
      readSafetensors(readFileSync(join(folder, `${name}.io.safetensors`))),
    ];
    const [input, output] = ["input", "output"].map((tensor) => known.get(tensor, known.shapeOf(tensor) as Any)) as [Any, Any];
    const compared = (how: string, found: Any) => ({
      name: `${name}, ${how}`,
      difference: Math.max(...found.predict(arranged(input)).subtract(output).abs().dataSync()),
    });
    loadNetwork(network, file, { layout: "pytorch", names });
    const all = [compared("with names", network)];
    writeFileSync(join(folder, `${name}.ours.safetensors`), saveNetwork(network, { layout: "pytorch", names }));
    const other = make();
    loadNetwork(other, file, { layout: "pytorch" });
    all.push(compared("without names", other));
    return all;
  });
}

if (process.argv[1]?.endsWith("pytorch.ts")) {
  const [folder = ""] = process.argv.slice(2);
  for (const { name, difference } of compare(folder)) {
    console.log(`${name}: off by ${difference.toExponential(1)} at most`);
    assert(difference < 1e-5, name);
  }
  const network = transformer() as Any;
  loadNetwork(network, readFileSync(join(folder, "transformer-zero-biases.safetensors")), { layout: "pytorch" });
  assert.throws(
    () => loadNetwork(network, readFileSync(join(folder, "transformer-biases.safetensors")), { layout: "pytorch" }),
    /^Error: loadNetwork: attn\.in_proj_bias isn't zero, but attention has no bias$/,
  );
}
