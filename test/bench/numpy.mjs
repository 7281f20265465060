/**
 * Compares work that is limited by the speed of memory, and sorting, with Python: operations and arrays with NumPy, and files with the safetensors
 * package.
 * It needs Python with both packages, and `PYTHON` says which one to run:
 *
 *     python3 -m venv /tmp/numpy && /tmp/numpy/bin/pip install numpy==2.4.6 safetensors
 *     PYTHON=/tmp/numpy/bin/python npm run bench:numpy
 *
 * With words, only the cases with one of them in their name run. For each case the two take turns, and medians are shown. The ratio
 * is Python's time divided by ours.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { bincount, concat, histogram, randomUniform, searchSorted, tensor, unique } from "conformable";
import { readSafetensors, writeSafetensors } from "conformable/io";
import { median } from "./peers/measure.mjs";

const rounds = 9;
/** How long a turn takes, in seconds. */
const turn = 0.15;
const { PYTHON = "python3" } = process.env;
const words = process.argv.slice(2);

/** 100 MB of float32, divided among `count` tensors. */
function files(count) {
  const shape = [25_000 / count, 1000];
  const names = Array.from({ length: count }, (_, index) => `tensor${index}`);
  const written = writeSafetensors(Object.fromEntries(names.map((name) => [name, randomUniform(shape)])));
  return { shape, names, written };
}

/** Each case makes its operands and returns the call to measure. */
const cases = {};
for (const count of [1, 100]) {
  const size = `${count} x ${100 / count} MB`;
  cases[`writeSafetensors, ${size}`] = {
    python: `write ${count}`,
    peer: "save",
    make() {
      const { shape, names, written } = files(count);
      const file = readSafetensors(written);
      const record = Object.fromEntries(names.map((name) => [name, file.get(name, shape)]));
      return () => writeSafetensors(record);
    },
  };
  cases[`readSafetensors and get, ${size}`] = {
    python: `read ${count}`,
    peer: "load",
    make() {
      const { shape, names, written } = files(count);
      return () => {
        const file = readSafetensors(written);
        return names.map((name) => file.get(name, shape));
      };
    },
  };
}
for (const shape of [[10, 10], [1000, 1000], [1_000_000], [100, 100, 100]]) {
  const size = shape.join("x");
  cases[`x.dataSync() ${size}`] = {
    python: `dataSync ${size}`,
    peer: "copy",
    make() {
      const x = randomUniform(shape);
      return () => x.dataSync();
    },
  };
  if (shape.length === 2)
    cases[`x.dataSync() ${size}, the last 8 kept`] = {
      python: `dataSync kept ${size}`,
      peer: "copy",
      make() {
        const x = randomUniform(shape);
        const kept = [];
        return () => {
          if (kept.push(x.dataSync()) > 8) kept.shift();
        };
      },
    };
  const making = () => {
    const numbers = JSON.parse(JSON.stringify(randomUniform(shape)));
    return () => tensor(numbers, shape);
  };
  cases[`tensor(nested, …) ${size}`] = { python: `tensor ${size}`, peer: "array(list)", make: making };
  cases[`tensor(nested, …) ${size}, float32`] = { python: `tensor float32 ${size}`, peer: "array(list, float32)", make: making };
  cases[`x.toArray() ${size}`] = {
    python: `toArray ${size}`,
    peer: "tolist",
    make() {
      const x = randomUniform(shape);
      return () => x.toArray();
    },
  };
}

/** An operation in a loop that drops its results. `peer` is what NumPy is asked to do with arrays of the same shapes. */
function operation(name, peer, shapes, compute) {
  cases[name] = {
    python: name,
    peer,
    make() {
      const operands = shapes.map((shape) => randomUniform(shape));
      return () => compute(...operands);
    },
  };
}
const [long, square] = [[1_000_000], [1000, 1000]];
const rows = Array.from({ length: 1000 }, (_, index) => (index * 389) % 1000);
operation("add, 1e6", "x + y", [long, long], (x, y) => x.add(y));
operation("relu(2x + 1).exp(), 1e6", "exp(maximum(2x + 1, 0))", [long], (x) => x.multiply(2).add(1).relu().exp());
operation("transpose().sum(0), 1000x1000", "x.T.sum(0)", [square], (x) => x.transpose().sum(0));
operation("transpose().add(1), 1000x1000", "x.T + 1", [square], (x) => x.transpose().add(1));
operation("permute and add, 64x16x64", "transpose(1, 0, 2) + 1", [[64, 16, 64]], (x) => x.permute([1, 0, 2]).add(1));
operation("slice and add, 1000x1000", "x[:, :500] + 1", [square], (x) => x.slice(null, [0, 500]).add(1));
operation("gather, 1000 rows of 1000", "x[rows]", [square], (x) => x.gather(rows));
operation("concat of two 1000x1000", "concatenate", [square, square], (x, y) => concat([x, y], 0));
operation("softmax(0), 1000x1000", "exp(x - max) / sum", [square], (x) => x.softmax(0));
operation(
  "batchMatmul, 64 x (64x16 by 16x64)",
  "x @ y",
  [
    [64, 64, 16],
    [64, 16, 64],
  ],
  (x, y) => x.batchMatmul(y),
);
operation(
  "matmul, 512x512",
  "x @ y",
  [
    [512, 512],
    [512, 512],
  ],
  (x, y) => x.matmul(y),
);

// Sorting, running results and entries by their indices. `size` is a part of the name.
for (const [size, shape, axis, ways] of [
  ["1e6", long, 0, ""],
  ["1000x1000", square, 1, ", rows"],
  ["1000x1000", square, 0, ", columns"],
]) {
  const each = (name, peer, compute) => operation(`${name}, ${size}${ways}`, peer, [shape], compute);
  each("sort", "sort(x, axis)", (x) => x.sort(axis));
  each("argsort", "argsort(x, axis)", (x) => x.argsort(axis));
  each("topK(10)", "argpartition(-x, 9, axis) and argsort", (x) => x.topK(10, axis));
  each("median", "median(x, axis)", (x) => x.median(axis));
  each("quantile(0.9)", "quantile(x, 0.9, axis)", (x) => x.quantile(0.9, axis));
  each("cumulativeSum", "cumsum(x, axis)", (x) => x.cumulativeSum(axis));
  each("cumulativeMax", "maximum.accumulate(x, axis)", (x) => x.cumulativeMax(axis));
  each("cumulativeMin", "minimum.accumulate(x, axis)", (x) => x.cumulativeMin(axis));
  each("cumulativeProduct", "cumprod(x, axis)", (x) => x.cumulativeProduct(axis));
  each("argmax", "argmax(x, axis)", (x) => x.argmax(axis));
  each("argmin", "argmin(x, axis)", (x) => x.argmin(axis));
}
operation("sort, 100", "sort(x)", [[100]], (x) => x.sort());
operation("argsort, 100", "argsort(x)", [[100]], (x) => x.argsort());
operation("unique, 1e6", "unique(x)", [long], (x) => unique(x, "distinct"));
/** An operation with indices below 1000, which both sides compute by the same formula. */
function indexed(name, peer, shape, made, compute) {
  const length = shape.reduce((product, entries) => product * entries, 1);
  cases[name] = {
    python: name,
    peer,
    make() {
      const indices = tensor(
        Float32Array.from({ length }, (_, index) => (index * 389) % 997),
        shape,
      );
      const operands = made();
      return () => compute(indices, ...operands);
    },
  };
}
const ofSquare = () => [randomUniform(square)];
indexed(
  "unique, 1e6 whole numbers",
  "unique(x)",
  long,
  () => [],
  (x) => unique(x, "distinct"),
);
indexed(
  "bincount, 1e6",
  "bincount(i, minlength=1000)",
  long,
  () => [],
  (indices) => bincount(indices, 1000),
);
indexed("takeAlong, 1000x1000, rows", "take_along_axis(x, i, 1)", square, ofSquare, (indices, x) => x.takeAlong(indices, 1));
indexed("takeAlong, 1000x1000, columns", "take_along_axis(x, i, 0)", square, ofSquare, (indices, x) => x.takeAlong(indices, 0));
indexed("take, 1000 columns of 1000", "take(x, i, 1)", [1000], ofSquare, (indices, x) => x.take(indices, 1));
indexed("gather, 1000 rows of 1000 by a tensor", "x[i]", [1000], ofSquare, (indices, x) => x.gather(indices));
indexed(
  "scatterAdd, 1000 rows of 1000",
  "add.at(x.copy(), i, y)",
  [1000],
  () => [randomUniform(square), randomUniform(square)],
  (indices, x, y) => x.scatterAdd(indices, y),
);
operation("searchSorted, 1e6 in 1000", "searchsorted(sort(y), x)", [long, [1000]], (x, y) => searchSorted(y.sort(), x));
operation("histogram, 1e6 in 100 bins", "histogram(x, 100)", [long], (x) => histogram(x, 100));

/** The seconds that a call takes, measured over a turn. */
function time(call) {
  const start = performance.now();
  for (let calls = 1; ; calls++) {
    call();
    const seconds = (performance.now() - start) / 1000;
    if (seconds >= turn) return seconds / calls;
  }
}

const python = spawn(PYTHON, [new URL("numpy_cases.py", import.meta.url).pathname], { stdio: ["pipe", "pipe", "pipe"] });
let complaints = "";
python.stderr.on("data", (text) => {
  complaints += text;
});
const failed = (why) => {
  console.error(
    `This benchmark needs Python with numpy and safetensors. The first lines of test/bench/numpy.mjs say how.\n${why}`,
  );
  process.exit(1);
};
python.on("error", ({ message }) => failed(message));
python.on("close", () => failed(complaints));
const lines = createInterface({ input: python.stdout });
await once(lines, "line");

async function timePython(name) {
  const answer = once(lines, "line");
  python.stdin.write(`${name} ${turn}\n`);
  return Number((await answer)[0]);
}

const shown = (seconds) =>
  seconds < 1e-3 ? `${(seconds * 1e6).toFixed(2)} µs` : `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 1)} ms`;
console.log(`Node ${process.version}\n`);
console.log("| | conformable | Python | ratio |\n|---|---:|---:|---:|");
for (const [name, { python: theirs, peer, make }] of Object.entries(cases)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const call = make();
  time(call); // until the compilers have optimised it
  time(call);
  const [ours, other, ratios] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(time(call));
    other.push(await timePython(theirs));
    ratios.push(other.at(-1) / ours.at(-1));
  }
  console.log(`| ${name} | ${shown(median(ours))} | \`${peer}\` ${shown(median(other))} | ${median(ratios).toFixed(2)} |`);
}
python.removeAllListeners("close");
python.kill();
