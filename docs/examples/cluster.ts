/**
 * Trains a network on several processes with several devices each, by XLA. TypeScript checks the shapes and writes the training step; the
 * processes run it; TypeScript loads what they have learned.
 *
 *     pip install -r docs/examples/cluster/requirements.txt
 *     npm run cluster
 *     npm run cluster -- --processes 2 --devices 2 --steps 50 --shard weights --kill 25
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { random } from "conformable";
import { readParameters, writeFiles } from "./cluster/files.js";
import { train } from "./cluster/processes.js";
import { batch, network } from "./cluster/step.js";
import { examples, readDigits, shuffle } from "./digits/data.js";

const { PYTHON = "python3" } = process.env;
const { values: options } = parseArgs({
  options: {
    processes: { type: "string", default: "2" },
    devices: { type: "string", default: "2" },
    steps: { type: "string", default: "50" },
    shard: { type: "string", default: "batch" }, // or "weights"
    kill: { type: "string" },
    python: { type: "string", default: PYTHON },
    folder: { type: "string", default: mkdtempSync(join(tmpdir(), "conformable-")) },
  },
});

// 11 batches of 128 digits, and 360 digits that the network never sees.
const digits = shuffle(readDigits(), random(1));
const { inputs, targets } = examples(digits.slice(0, 1408), 1408);
const test = examples(digits.slice(1437), 360);
writeFiles(options.folder, { inputs: inputs.reshape([11, batch, 64]), targets: targets.reshape([11, batch, 10]) });

const { losses, starts } = await train({
  python: options.python,
  folder: options.folder,
  processes: Number(options.processes),
  devices: Number(options.devices),
  steps: Number(options.steps),
  shard: options.shard,
  kill: options.kill === undefined ? undefined : Number(options.kill),
});
losses.forEach((loss, step) => {
  if (step % 10 === 0 || step === losses.length - 1) console.log(`step ${step}: loss ${loss.toFixed(4)}`);
});
if (starts > 1) console.log(`The processes were started ${starts} times.`);

const trained = network.with(readParameters(options.folder));
const right = trained.predict(test.inputs).argmax(1).equal(test.targets.argmax(1)).mean();
console.log(`\n${options.processes} processes with ${options.devices} devices each, ${options.folder}`);
console.log(`test accuracy: ${(100 * right.at()).toFixed(1)} %`);
