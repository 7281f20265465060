/** Starts the processes of a cluster on this machine, and starts them again if one of them dies. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const launcher = fileURLToPath(new URL("launcher.py", import.meta.url));

export interface Cluster {
  /** The program that runs Python, with what requirements.txt lists. */
  readonly python: string;
  readonly folder: string;
  readonly processes: number;
  readonly devices: number;
  readonly steps: number;
  readonly shard: string;
  /** After this step, one process is killed, once. */
  readonly kill: number | undefined;
}

/** The losses by step, and how often the processes were started. */
export interface Outcome {
  readonly losses: readonly number[];
  readonly starts: number;
}

/** A port that nobody uses. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** @throws Error if the processes die again and again */
export async function train(cluster: Cluster): Promise<Outcome> {
  const losses: number[] = [];
  for (let starts = 1; starts <= 3; starts++) {
    const kill = starts === 1 ? cluster.kill : undefined;
    if (await run(cluster, await freePort(), losses, kill)) return { losses, starts };
    console.log("A process died. All of them start again from the last checkpoint.");
  }
  throw new Error("the processes died three times");
}

/** Runs all processes once. Resolves with whether they finished. */
async function run(cluster: Cluster, port: number, losses: number[], kill: number | undefined): Promise<boolean> {
  const { python, folder, processes, devices, steps, shard } = cluster;
  const children = Array.from({ length: processes }, (_, place): ChildProcess => {
    const settings = { steps, shard, processes, process: place, devices, coordinator: `127.0.0.1:${port}` };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const output = place === 0 ? "pipe" : "ignore";
    return spawn(python, [launcher, folder, ...flags], { stdio: ["ignore", output, output === "pipe" ? "inherit" : "ignore"] });
  });
  const stop = (): void => children.forEach((child) => void child.kill("SIGKILL"));
  process.once("exit", stop);
  const [first] = children;
  if (first?.stdout) {
    createInterface({ input: first.stdout }).on("line", (line) => {
      if (!line.startsWith("{")) return; // libraries print, too
      const { step, loss } = JSON.parse(line) as { step: number; loss: number };
      losses[step] = loss;
      if (step === kill) children.at(-1)?.kill("SIGKILL");
    });
  }
  const ends = children.map(
    (child) =>
      new Promise<boolean>((resolve) => {
        child.on("error", () => resolve(false)).on("exit", (code) => resolve(code === 0));
      }),
  );
  const isDone = await Promise.race([
    Promise.all(ends).then((all) => all.every(Boolean)),
    ...ends.map((end) => end.then(orNever)),
  ]);
  if (!isDone) stop();
  await Promise.all(ends);
  process.off("exit", stop);
  return isDone;
}

/** Goes on waiting if a process has finished; the others still work. */
const orNever = (finished: boolean): boolean | Promise<never> => (finished ? new Promise<never>(() => {}) : false);
