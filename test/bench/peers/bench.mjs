/**
 * Compares the speed of conformable with that of other JavaScript libraries: matrix products, convolutions, and whole training
 * steps of dense, convolutional, recurrent, attending and residual networks.
 *
 *     npm run bench
 *     node test/bench/peers/bench.mjs --only training --rounds 21
 *     node test/bench/peers/bench.mjs --only convolution
 *     PYTHON=/tmp/torch/bin/python node test/bench/peers/bench.mjs --only networks
 *     npx -y -p node@24 node test/bench/peers/bench.mjs --markdown
 *     npx -y -p node@24 node test/bench/peers/bench.mjs --fast
 *
 * If `PYTHON` names a Python with `torch` and `numpy`, the networks are also compared with PyTorch on one thread.
 *
 * With `--fast`, the kernels of `useEngine("wasm", { fast: true })` compete, and the portable ones are shown next to them.
 *
 * Each library runs in a process of its own, on one thread. They take turns of a fraction of a second, round after round, so that
 * a slow moment of the machine affects all of them. The medians are shown. The results are compared before anything is measured:
 * if one library computes something else, the benchmark fails.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { convolutions, imageTrainings, kernelSize, products, smallProduct, trainings, transpositions } from "./data.mjs";
import { geometricMean, median } from "./measure.mjs";
import { networkName, networks } from "./network-data.mjs";
import { figure, markdownTable, plainTable, ratio } from "./tables.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    only: { type: "string" },
    fast: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
if (!(Number.isSafeInteger(rounds) && rounds > 0)) throw new RangeError("--rounds takes a whole number from 1 up");
const kinds = ["matmul", "training", "convolution", "networks"];
if (options.only !== undefined && !kinds.includes(options.only)) throw new RangeError(`--only takes one of ${kinds.join(", ")}`);
const wanted = (/** @type {string} */ kind) => options.only === undefined || options.only === kind;

/** The length of a turn in milliseconds. */
const turns = { matmul: 100, training: 200, convolution: 200, imageTraining: 200, network: 500 };
/** The allowed difference between results. Elements of products are about 10, and losses about 2. */
const tolerance = 1e-4;
const stepsBeforeComparison = 10;
/** The heading of the last column: how many times as fast conformable is as the fastest of the competing libraries. */
const against = "to the best";

// ── The contestants ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The first one competes with the other libraries. */
const ours = options.fast ? ["conformable-fast", "conformable"] : ["conformable"];
/** These are shown, but don't compete. Each is a slower version of a competing one, uses no library, or isn't JavaScript. */
const yardsticks = ["plain", "tensorflow-autograd", "conformable-grad", "pytorch", ...ours.slice(1)];
const native = process.env.PYTHON && wanted("networks") ? ["pytorch"] : [];
const contestants = [];
for (const file of [
  ...ours,
  "conformable-grad",
  "jax",
  "tensorflow",
  "tensorflow-autograd",
  "numpy-ts",
  "ml-matrix",
  "plain",
  ...native,
]) {
  contestants.push(await start(file));
}

async function start(/** @type {string} */ file) {
  const child = fork(new URL("contestant.mjs", import.meta.url), [file], { serialization: "advanced" });
  const failure = once(child, "exit").then(([code]) => {
    throw new Error(`${file} ended with code ${code}`);
  });
  failure.catch(() => {}); // each answer waits for it
  const answer = async () => (await Promise.race([once(child, "message"), failure]))[0];
  const ask = (/** @type {string} */ method, /** @type {unknown} */ argument) => {
    const answered = answer();
    child.send([method, argument]);
    return answered;
  };
  await answer(); // ready
  const about = await ask("about", undefined);
  return { ...about, ask, stop: () => child.disconnect(), yardstick: yardsticks.includes(file), prepared: 0 };
}

/** Prepares a row of a table with each contestant, and checks that they agree. Nothing else runs meanwhile. */
async function prepare(/** @type {keyof typeof turns} */ kind, /** @type {any[]} */ columns, /** @type {object} */ task) {
  const results = [];
  const indices = [];
  for (const contestant of columns) {
    const result = await contestant.ask(kind, { ...task, milliseconds: turns[kind] });
    results.push(typeof result === "number" ? [result] : result);
    indices.push(contestant.prepared++);
  }
  for (const [column, result] of results.entries()) {
    const same = result.length === results[0].length && result.every((x, index) => Math.abs(x - results[0][index]) < tolerance);
    if (!same) throw new Error(`${columns[column].name} computes something else: ${JSON.stringify(task)}`);
  }
  return { indices, results };
}

/** The median speed of each row and column, in calls per second. */
async function compete(/** @type {any[]} */ columns, /** @type {readonly { indices: number[] }[]} */ rows) {
  const speeds = rows.map(() => columns.map(() => /** @type {number[]} */ ([])));
  for (let round = 0; round < rounds; round++) {
    for (const [row, { indices }] of rows.entries()) {
      for (const [column, contestant] of columns.entries()) {
        speeds[row][column].push(await contestant.ask("turn", indices[column]));
      }
    }
  }
  return speeds.map((row) => row.map(median));
}

/** How many times as fast conformable, the first column, is as the fastest of the competing libraries. */
function lead(/** @type {any[]} */ columns, /** @type {number[]} */ speeds) {
  const [ours, ...others] = speeds;
  return ours / Math.max(...others.filter((_, index) => !columns[index + 1].yardstick));
}

// ── Products ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function matmulTables() {
  const columns = contestants.filter(({ multiplies }) => multiplies);
  const names = columns.map(({ name }) => name);
  const tasks = products.flatMap((product) => transpositions.map((transposed) => ({ product, transposed })));
  const rows = [];
  for (const task of tasks) rows.push(await prepare("matmul", columns, task));
  const small = { product: smallProduct, transposed: transpositions[0] };
  rows.push(await prepare("matmul", columns, small));
  const speeds = await compete(columns, rows);
  const smallSpeeds = speeds[tasks.length];
  return [
    {
      header: ["matrix products, GFLOP/s", ...names, against],
      rows: tasks.map(({ product, transposed }, row) => {
        const work = (2 * product.rows * product.inner * product.columns) / 1e9;
        const figures = speeds[row].map((speed) => figure(speed * work));
        return [productName(product, transposed), ...figures, ratio(lead(columns, speeds[row]))];
      }),
    },
    {
      header: ["a small product, µs a call", ...names, against],
      rows: [
        [
          productName(smallProduct, small.transposed),
          ...smallSpeeds.map((speed) => figure(1e6 / speed)),
          ratio(lead(columns, smallSpeeds)),
        ],
      ],
    },
  ];
}

/** Transposed operands have their shapes in the product; in memory, they are stored transposed. */
const productName = ({ rows, inner, columns }, { transposeA, transposeB }) =>
  `${transposeA ? "Aᵀ·B" : transposeB ? "A·Bᵀ" : "A·B"} ${rows}x${inner} · ${inner}x${columns}`;

// ── Training ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function trainingTables() {
  const columns = contestants.filter(({ trains }) => trains);
  const names = columns.map(({ name }) => name);
  const rows = [];
  for (const training of trainings) rows.push(await prepare("training", columns, { training, steps: stepsBeforeComparison }));
  const speeds = await compete(columns, rows);
  const leads = speeds.map((row) => lead(columns, row));
  return [
    {
      header: ["training, examples a second", ...names, against],
      rows: [
        ...trainings.map((training, row) => [
          trainingName(training),
          ...speeds[row].map((speed) => figure(speed * training.batch)),
          ratio(leads[row]),
        ]),
        ["geometric mean", ...names.map(() => ""), ratio(geometricMean(leads))],
      ],
    },
    {
      header: [`the loss after ${stepsBeforeComparison} steps`, ...names],
      rows: rows.map(({ results }, row) => [trainingName(trainings[row]), ...results.map(([loss]) => loss.toFixed(6))]),
    },
  ];
}

const trainingName = ({ sizes, batch }) => `${sizes.join("-")}, batch ${batch}`;

// ── Convolutions ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function convolutionTables() {
  const columns = contestants.filter(({ convolves }) => convolves);
  const names = columns.map(({ name }) => name);
  const tasks = convolutions.flatMap((convolution) => [false, true].map((backward) => ({ convolution, backward })));
  const rows = [];
  for (const task of tasks) rows.push(await prepare("convolution", columns, task));
  for (const training of imageTrainings) {
    rows.push(await prepare("imageTraining", columns, { training, steps: stepsBeforeComparison }));
  }
  const speeds = await compete(columns, rows);
  const done = [
    ...tasks.map(({ convolution, backward }) => ({ name: convolutionName(convolution, backward), batch: convolution.batch })),
    ...imageTrainings.map(({ batch }) => ({ name: `training step, batch ${batch}`, batch })),
  ];
  return [
    {
      header: ["convolutions, examples a second", ...names, against],
      rows: done.map(({ name, batch }, row) => [
        name,
        ...speeds[row].map((speed) => figure(speed * batch)),
        ratio(lead(columns, speeds[row])),
      ]),
    },
  ];
}

function convolutionName({ size, channels, filters, stride, padding, batch }, /** @type {boolean} */ backward) {
  const kernel = `${kernelSize}x${kernelSize} ${padding}${stride === 1 ? "" : `, stride ${stride}`}`;
  return `${size}x${size}x${channels} to ${filters}, ${kernel}, batch ${batch}: ${backward ? "forward and back" : "forward"}`;
}

// ── Networks ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function networkTables() {
  const columns = contestants.filter(({ trainsNetworks }) => trainsNetworks);
  const names = columns.map(({ name }) => name);
  const rows = [];
  for (const network of networks) rows.push(await prepare("network", columns, { network, steps: stepsBeforeComparison }));
  const speeds = await compete(columns, rows);
  const other = columns.findIndex(({ name }) => name === "PyTorch");
  return [
    {
      header: ["training steps, examples a second", ...names, against, ...(other < 0 ? [] : ["to PyTorch"])],
      rows: networks.map((network, row) => [
        networkName(network),
        ...speeds[row].map((speed) => figure(speed * network.batch)),
        ratio(lead(columns, speeds[row])),
        ...(other < 0 ? [] : [ratio(speeds[row][0] / speeds[row][other])]),
      ]),
    },
    {
      header: [`the loss after ${stepsBeforeComparison} steps`, ...names],
      rows: rows.map(({ results }, row) => [networkName(networks[row]), ...results.map(([loss]) => loss.toFixed(6))]),
    },
  ];
}

// ── The report ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const versions = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies;
const described = contestants.map(({ name, engine, dependency }) => {
  const version = dependency ? ` ${versions[dependency]}` : "";
  return `${name}${version} (${engine})`;
});
const table = options.markdown ? markdownTable : plainTable;
console.log(`Node ${process.version} on ${cpus()[0]?.model.trim()}, one thread each, medians of ${rounds} rounds.`);
console.log(`${described.join(", ")}.`);
const all = { matmul: matmulTables, training: trainingTables, convolution: convolutionTables, networks: networkTables };
for (const [kind, tables] of Object.entries(all)) {
  if (wanted(kind)) for (const result of await tables()) console.log(table(result));
}
for (const { stop } of contestants) stop();
