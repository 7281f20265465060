/** The example of many machines: the same training on several processes with several devices each, and on a single one. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, random, randomNormal, useEngine } from "conformable";
import { readParameters, writeFiles } from "../../docs/examples/cluster/files.js";
import { train } from "../../docs/examples/cluster/processes.js";
import { batch, type network, program, start } from "../../docs/examples/cluster/step.js";
import { interpreter } from "./python.js";
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
    return rows;
  },
};

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
