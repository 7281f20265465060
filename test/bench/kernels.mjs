/**
 * Measures the kernels: GFLOP/s for matrix products, GB/s for everything else. Run it after any change to the kernels, since a
 * small one can halve a tile's speed:
 *
 *     npm run build:kernels && node test/bench/kernels.mjs [words…]
 *
 * With words, only the cases with one of them in their name run. All cases take turns, and medians are shown, since a machine's
 * speed varies from second to second. A product in plain JavaScript is measured for comparison. `wide` needs V8's
 * revectorisation, which REVECTORIZE=1 enables in Node 24 and 26.
 */
import { readFileSync } from "node:fs";
import v8 from "node:v8";

if (process.env.REVECTORIZE) v8.setFlagsFromString("--experimental-wasm-revectorize");

const rounds = 9;
const memory = new WebAssembly.Memory({ initial: 1200 });
const floats = new Float32Array(memory.buffer);
const [first, second, thinned, result, scratch] = [1, 17, 33, 49, 65].map((megabytes) => megabytes << 20);
for (let index = first / 4; index < result / 4; index++) floats[index] = Math.sin(index);
for (let index = thinned / 4; index < result / 4; index++) if (Math.random() < 0.5) floats[index] = 0;

/** Reads the text that build.mjs writes for bytes, like `bytesOf` in src/engine/host.ts. */
function bytesOf(text) {
  const bytes = [];
  let before = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code >= 34) bytes.push(before + code - (code > 92 ? 40 : 39));
    before = code < 34 ? 88 * (34 - code) : 0;
  }
  return Uint8Array.from(bytes);
}

/** Builds a variant for this host, or nothing if the host lacks the instructions. */
function instantiate(variant) {
  const module = readFileSync(new URL(`../../src/engine/kernels/generated/${variant}.ts`, import.meta.url), "utf8");
  const bytes = bytesOf(/"(.*)"/.exec(module)[1]);
  return WebAssembly.validate(bytes)
    ? new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports
    : undefined;
}

/** The product in plain JavaScript, in blocks, for comparison. */
function plainProduct(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c) {
  floats.fill(0, c / 4, c / 4 + m * n);
  for (let block = 0; block < k; block += 64) {
    for (let i = 0; i < m; i++) {
      for (let step = block; step < Math.min(k, block + 64); step++) {
        const factor = floats[a / 4 + i * aRow + step * aColumn];
        for (let j = 0; j < n; j++) floats[c / 4 + i * n + j] += factor * floats[b / 4 + step * bRow + j * bColumn];
      }
    }
  }
}

const products = {
  "128x128·128": { m: 128, n: 128, k: 128 },
  "512x512·512": { m: 512, n: 512, k: 512 },
  "128x128·784": { m: 128, n: 128, k: 784 },
  "N=10 128x10·128": { m: 128, n: 10, k: 128 },
  "N=10 128x10·128 ABᵀ": { m: 128, n: 10, k: 128, right: true },
  "M=10 10x128·128 AᵀB": { m: 10, n: 128, k: 128, left: true },
  "K=10 128x128·10": { m: 128, n: 128, k: 10 },
  "784x128·128 AᵀB": { m: 784, n: 128, k: 128, left: true },
  "128x784·128 AᵀB": { m: 128, n: 784, k: 128, left: true },
  "128x128·784 ABᵀ": { m: 128, n: 128, k: 784, right: true },
  "batch 32 32x128·784 ABᵀ": { m: 32, n: 128, k: 784, right: true },
  "batch 32 128x784·32 AᵀB": { m: 128, n: 784, k: 32, left: true },
  "half zeros 128x784·128 AᵀB": { m: 128, n: 784, k: 128, left: true, a: thinned },
  "half zeros 128x784·32 AᵀB": { m: 128, n: 784, k: 32, left: true, a: thinned },
  "half zeros 128x512·512": { m: 128, n: 512, k: 512, a: thinned },
  "half zeros 128x512·512 ABᵀ": { m: 128, n: 512, k: 512, right: true, a: thinned },
  "edges 130x131·129": { m: 130, n: 131, k: 129 },
  "N=3 128x3·128": { m: 128, n: 3, k: 128 },
  "vector 1x1024·1024": { m: 1, n: 1024, k: 1024 },
  "vector 1x1024·1024 ABᵀ": { m: 1, n: 1024, k: 1024, right: true },
  "vector 1024x1·1024": { m: 1024, n: 1, k: 1024 },
};

const n = 100_000;
const [rows, columns] = [128, 784];
/** [bytes moved, call] */
const passes = {
  ...Object.fromEntries(
    ["negate", "relu", "reluDerivative", "exp", "log", "tanh", "tanhDerivative", "sigmoid", "sigmoidDerivative", "sqrt"].map(
      (name) => [name, [8 * n, (kernels) => kernels[name](first, result, n)]],
    ),
  ),
  add: [12 * n, (kernels) => kernels.add(first, second, result, n)],
  divide: [12 * n, (kernels) => kernels.divide(first, second, result, n)],
  multiplyScalar: [8 * n, (kernels) => kernels.multiplyScalar(first, 0.3, result, n)],
  copy: [8 * n, (kernels) => kernels.copy(first, result, n)],
  fill: [4 * n, (kernels) => kernels.fill(result, 1, n)],
  "transpose 128x784": [8 * rows * columns, (kernels) => kernels.transpose(first, columns, rows, columns, result)],
  "transpose 1024x1024": [8 << 20, (kernels) => kernels.transpose(first, 1024, 1024, 1024, result)],
  "sum of all": [4 * n, (kernels) => kernels.sum(first, 1, n, 1, result)],
  "sum of rows": [4 * rows * columns, (kernels) => kernels.sum(first, rows, columns, 1, result)],
  "sum of columns": [4 * rows * columns, (kernels) => kernels.sum(first, 1, rows, columns, result)],
  "max of rows": [4 * rows * columns, (kernels) => kernels.max(first, rows, columns, 1, result)],
  "max of columns": [4 * rows * columns, (kernels) => kernels.max(first, 1, rows, columns, result)],
  "argmax of rows": [4 * rows * columns, (kernels) => kernels.argmax(first, rows, columns, 1, result)],
  "argmax of rows of 10": [4 * n, (kernels) => kernels.argmax(first, n / 10, 10, 1, result)],
  "argmax of columns": [4 * rows * columns, (kernels) => kernels.argmax(first, 1, rows, columns, result)],
  "softmax rows of 10": [8 * n, (kernels) => kernels.softmax(first, n / 10, 10, result)],
  "softmax rows of 784": [8 * rows * columns, (kernels) => kernels.softmax(first, rows, columns, result)],
  "crossEntropy rows of 10": [12 * n, (kernels) => kernels.crossEntropy(first, second, n / 10, 10, result)],
  sgd: [12 * n, (kernels) => kernels.sgd(result, first, 0, n, 1e-9, 0, false, 0)],
  "sgd with momentum": [20 * n, (kernels) => kernels.sgd(result, first, result + 4 * n, n, 1e-9, 0.9, false, 0)],
  adam: [
    28 * n,
    (kernels) => kernels.adam(result, first, result + 4 * n, result + 8 * n, n, 1e-9, 0.9, 0.999, 1e-8, 0, 0.1, 0.001),
  ],
};

/** Billions of operations per second, for a call that does `work` of them. It runs for about 5 ms, and at least once. */
function speed(work, call) {
  let calls = 1;
  for (;;) {
    const start = performance.now();
    for (let call_ = 0; call_ < calls; call_++) call();
    const milliseconds = performance.now() - start;
    if (milliseconds > 5) return (work * calls) / milliseconds / 1e6;
    calls = Math.ceil(calls * Math.min(10, 6 / Math.max(milliseconds, 0.1)));
  }
}

const median = (values) => values.sort((left, right) => left - right)[values.length >> 1];

/** Runs every case with every engine, in turns, and prints a table. */
function table(title, cases, engines) {
  const chosen = Object.keys(cases).filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  const speeds = chosen.map(() => engines.map(() => []));
  for (let round = 0; round < rounds; round++) {
    for (const [index, name] of chosen.entries()) {
      for (const [column, [, run]] of engines.entries()) speeds[index][column].push(run(cases[name]));
    }
  }
  console.log(`\n${title.padEnd(30)}${engines.map(([name]) => name.padStart(10)).join("")}`);
  for (const [index, name] of chosen.entries()) {
    console.log(`${name.padEnd(30)}${speeds[index].map((values) => median(values).toFixed(1).padStart(10)).join("")}`);
  }
}

const words = process.argv.slice(2);
const variants = ["simd", "relaxed", "wide"].flatMap((name) => {
  const kernels = instantiate(name);
  return kernels ? [[name, kernels]] : [];
});

const product =
  (multiply) =>
  ({ m, n, k, left = false, right = false, a = first }) =>
    speed(2 * m * n * k, () =>
      multiply(m, n, k, a, left ? 1 : k, left ? m : 1, second, right ? 1 : n, right ? k : 1, result, n, scratch),
    );

console.log(`Node ${process.version}`);
table("GFLOP/s", products, [
  ["plain", product(plainProduct)],
  ...variants.map(([name, kernels]) => [name, product(kernels.gemm)]),
]);
const common = { ...instantiate("common"), ...instantiate("optimizers") };
table("GB/s", passes, [["common", ([bytes, call]) => speed(bytes, () => call(common))]]);
