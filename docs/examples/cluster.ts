/**
 * Trains a network on several processes with several devices each, by XLA. TypeScript checks the shapes and writes the training step; the
 * processes run it; TypeScript loads what they have learned.
 *
 *     pip install -r docs/examples/cluster/requirements.txt
 *     npm run cluster
 *     npm run cluster -- --processes 2 --devices 2 --steps 50 --shard weights --kill 25
 */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { random } from "conformable";
import { readSafetensors, writeSafetensors } from "conformable/io";
import { toStableHlo } from "conformable/stablehlo";
import { train } from "./cluster/processes.js";
import { batch, network, program, start } from "./cluster/step.js";
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
const batches = { inputs: inputs.reshape([11, batch, 64]), targets: targets.reshape([11, batch, 10]) };
const test = examples(digits.slice(1437), 360);

const write = (name: string, contents: string | Uint8Array): void => writeFileSync(join(options.folder, name), contents);
const order = program.inputs.slice(0, -2).map(({ name }) => name); // the last two are the inputs and the targets
write("step.mlir", toStableHlo(program));
write("state.safetensors", writeSafetensors(start, { order: JSON.stringify(order) }));
write("batches.safetensors", writeSafetensors(batches));

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

// The file can't tell the compiler its shapes, so they are stated here, and checked.
const file = readSafetensors(readFileSync(join(options.folder, "checkpoint.safetensors")));
const trained = network.with([
  { weights: file.get("parameters.0.weights", [72, 64]), bias: file.get("parameters.0.bias", [72]) },
  { weights: file.get("parameters.1.weights", [10, 72]), bias: file.get("parameters.1.bias", [10]) },
]);
const right = trained.predict(test.inputs).argmax(1).equal(test.targets.argmax(1)).mean();
console.log(`\n${options.processes} processes with ${options.devices} devices each, ${options.folder}`);
console.log(`test accuracy: ${(100 * right.at()).toFixed(1)} %`);
