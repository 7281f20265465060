/** The example of many machines: the same training on several processes with several devices each, and on a single one. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, random, randomNormal, useEngine } from "conformable";
import { toStableHlo } from "conformable/stablehlo";
import { readParameters, writeFiles } from "../../docs/examples/cluster/files.js";
import { train } from "../../docs/examples/cluster/processes.js";
import { batch, type network, program, type State, start } from "../../docs/examples/cluster/step.js";
import { interpreter, python } from "./python.js";
import { distance, type Table } from "./table.js";

const steps = 50;
const tolerance = 1e-4;

/** The ways to train. The process that is killed dies after step 25. */
const ways = [
  { text: "1 process with 1 device", processes: 1, devices: 1, shard: "batch" },
  { text: "2 processes with 2 devices each, the batch divided among them", processes: 2, devices: 2, shard: "batch" },
  { text: "2 processes with 2 devices each, the weights divided too", processes: 2, devices: 2, shard: "weights" },
  { text: "2 processes with 2 devices each, one of which is killed", processes: 2, devices: 2, shard: "batch", kill: 25 },
];

export const cluster: Table = {
  name: "cluster",
  heading: "Training on many machines",
  text: () =>
    `\`docs/examples/cluster\` for ${steps} steps: JAX runs the step that \`toStableHlo\` writes, on processes that are connected by ` +
    "`jax.distributed`. The numbers are the largest differences from the same training in TypeScript.",
  columns: () => ["on", "losses", "parameters", "starts"],
  async rows(cases) {
    await useEngine("wasm");
    const source = random(2);
    const batches = {
      inputs: randomNormal([3, batch, 64], source),
      targets: randomNormal([3, batch, 10], source).multiply(3).softmax(),
    };
    const ours = trainHere(batches);
    const rows: string[][] = [];
    for (const { text, kill, ...way } of ways) {
      await cases.check(`cluster, ${text}`, async () => {
        const folder = mkdtempSync(join(tmpdir(), "conformable-"));
        writeFiles(folder, batches);
        const { losses, starts } = await train({ python: interpreter, folder, steps, kill, ...way });
        const found = [distance(losses, ours.losses), distance(numbersOf(readParameters(folder)), numbersOf(ours.parameters))];
        rows.push([text, ...found.map((difference) => difference.toExponential(0)), String(starts)]);
        if (starts !== (kill === undefined ? 1 : 2)) return `it was started ${starts} times`;
        return found.every((difference) => difference <= tolerance) ? undefined : `it is off by ${found.join(" and ")}`;
      });
    }
    await cases.check("cluster, divided by shardings", () => {
      const { loss, parameters } = divided(batches);
      rows.push([
        "a mesh of 2 by 2 devices, as `shardings` says; the first step",
        ...[loss, parameters].map((off) => off.toExponential(0)),
        "1",
      ]);
      return Math.max(loss, parameters) <= tolerance ? undefined : `it is off by ${loss} and ${parameters}`;
    });
    return rows;
  },
};

/** The first step, for which the text says how the batch and the first layer's weights are divided: how far it is from ours. */
function divided({ inputs, targets }: Parameters<typeof writeFiles<3>>[1]): { loss: number; parameters: number } {
  const mesh = { batch: 2, model: 2 };
  const [batched, rows] = [
    ["batch", null],
    ["model", null],
  ] as const; // the last two inputs, and the weights of the first layer
  const names = program.inputs.map(({ name }) => name);
  const [x = "", y = ""] = names.slice(-2);
  const divisions = { [x]: batched, [y]: batched, "parameters.0.weights": rows };
  const examples = [inputs.window(0, 1, 0).squeeze(0), targets.window(0, 1, 0).squeeze(0)] as const;
  const ours = program.run(start, ...examples);
  const numbers = [...tensorsOf(start), ...examples];
  const found = python("sharded.py", {
    text: toStableHlo(program, { shardings: { mesh, inputs: divisions } }),
    mesh,
    axes: names.map((name) => (divisions as Record<string, unknown>)[name] ?? null),
    inputs: numbers.map((tensor) => [[...tensor.dataSync()], tensor.shape]),
    outputs: program.outputs.map(({ shape }) => shape),
  }) as number[][];
  const expected = [...tensorsOf(ours.state), ours.loss].map((tensor) => [...tensor.dataSync()]);
  const off = expected.map((numbers, index) => distance(found[index] ?? [], numbers));
  return { loss: off.at(-1) ?? Number.NaN, parameters: Math.max(...off.slice(0, -1)) };
}

/** The part of a tensor that is compared. */
interface Numbers {
  readonly shape: readonly number[];
  dataSync(): Float32Array | Float64Array;
}

/** The tensors of a state, in the order of the step's arguments. */
const tensorsOf = ({ parameters, velocity }: State): Numbers[] =>
  [...parameters, ...velocity].flatMap(({ weights, bias }): Numbers[] => [weights, bias]);

/** The same steps, compiled by TypeScript. */
function trainHere({ inputs, targets }: Parameters<typeof writeFiles<3>>[1]) {
  const step = compile(program.run);
  const losses: number[] = [];
  let state = start;
  for (let count = 0; count < steps; count++) {
    const next = step(state, inputs.window(count % 3, 1, 0).squeeze(0), targets.window(count % 3, 1, 0).squeeze(0));
    state = next.state;
    losses.push(next.loss.at());
  }
  return { losses, parameters: state.parameters };
}

const numbersOf = (parameters: typeof network.parameters): number[] =>
  parameters.flatMap(({ weights, bias }) => [...weights.dataSync(), ...bias.dataSync()]);
