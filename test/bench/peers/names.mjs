/**
 * Writes `test/docs/operations/peers.json`: the names of the functions that the peers export, with their versions. `npm run operations:peers`
 * installs the peers and runs this.
 */
import { readFileSync, writeFileSync } from "node:fs";
import * as jax from "@jax-js/jax";
import * as tf from "@tensorflow/tfjs";
import * as np from "numpy-ts";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const versionOf = (name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;

const isFunction = (value) => typeof value === "function" && !/^class\b/.test(`${value}`);
/** The functions of a library, and of some of its modules, with their paths. */
const functionsOf = (library, modules) =>
  modules.flatMap((path) => {
    const module = path === "" ? library : path.split(".").reduce((outer, name) => outer[name], library);
    const names = Object.getOwnPropertyNames(module).filter((name) => isFunction(module[name]));
    return names.map((name) => (path === "" ? name : `${path}.${name}`));
  });

/** TensorFlow.js exports everything side by side. The declarations say which names are operations. */
const operations = "node_modules/@tensorflow/tfjs-core/dist/ops/";
const declarations = read(`${operations}ops.d.ts`);
const declared = new Set([
  ...[...declarations.matchAll(/export \{([^}]*)\} from/g)].flatMap(([, names]) => names.split(",").map((name) => name.trim())),
  ...[...declarations.matchAll(/export \* from '\.\/(\w+)'/g)].flatMap(([, file]) =>
    [...read(`${operations}${file}.d.ts`).matchAll(/export declare (?:const|function) (\w+)/g)].map(([, name]) => name),
  ),
  ...[...read("node_modules/@tensorflow/tfjs-core/dist/gradients.d.ts").matchAll(/^export \{(.*)\};/gm)].flatMap(([, names]) =>
    names.split(",").map((name) => name.trim()),
  ),
]);
const ofTensorFlow = functionsOf(tf, [
  "",
  "image",
  "linalg",
  "losses",
  "spectral",
  "signal",
  "sparse",
  "string",
  "train",
  "layers",
  "metrics",
]).filter((name) => name.includes(".") || declared.has(name));

const peers = [
  { name: "numpy-ts", version: versionOf("numpy-ts"), functions: functionsOf(np, ["", "linalg", "random", "fft"]) },
  {
    name: "@jax-js/jax",
    version: versionOf("@jax-js/jax"),
    functions: functionsOf(jax, [
      "",
      "numpy",
      "numpy.linalg",
      "numpy.fft",
      "lax",
      "lax.linalg",
      "nn",
      "random",
      "scipySpecial",
      "tree",
    ]),
  },
  { name: "@tensorflow/tfjs", version: versionOf("@tensorflow/tfjs"), functions: ofTensorFlow },
];
for (const peer of peers) peer.functions.sort();
writeFileSync(new URL("../../docs/operations/peers.json", import.meta.url), `${JSON.stringify(peers, null, 2)}\n`);
