/** The library's own part of `npm run bench` computes something, so that the benchmark doesn't break unnoticed. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../types/compiler.js";

/** A copy of the benchmark's modules that belongs to this package, so that they find `conformable` without being installed. */
const copy = join(root, ".cache/contestants");
beforeAll(() => {
  const from = join(root, "test/bench/peers");
  for (const file of readdirSync(from).filter((name) => name.endsWith(".mjs"))) cpSync(join(from, file), join(copy, file));
});

const running: ChildProcess[] = [];
afterAll(() => {
  for (const process of running) process.kill();
});

/** A contestant in a process of its own, as in the benchmark, and a function that asks it for something. */
async function contestant(name: string) {
  const child = fork(join(copy, "contestant.mjs"), [name], { serialization: "advanced" });
  running.push(child);
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${name} ended with code ${code}`);
  });
  ended.catch(() => {}); // each answer waits for it
  const answer = async (): Promise<unknown> => (await Promise.race([once(child, "message"), ended]))[0];
  await answer(); // ready
  return (method: string, task?: object | number) => {
    child.send([method, task]);
    return answer();
  };
}

const milliseconds = 1;
const training = { sizes: [4, 3, 2], batch: 2 };

test("with layers: products, convolutions and training", async () => {
  const ask = await contestant("conformable");
  expect(await ask("about")).toMatchObject({
    name: "conformable",
    multiplies: true,
    trains: true,
    convolves: true,
    trainsNetworks: true,
  });
  const product = { rows: 2, inner: 3, columns: 5 };
  const transposed = { transposeA: false, transposeB: true };
  expect(await ask("matmul", { product, transposed, milliseconds })).toHaveLength(10);
  const convolution = { size: 4, channels: 1, filters: 2, stride: 1, padding: "same", batch: 1 };
  expect(await ask("convolution", { convolution, backward: false, milliseconds })).toHaveLength(32);
  expect(await ask("training", { training, steps: 2, milliseconds })).toBeGreaterThan(0);
  const images = { size: 4, filters: [2], classes: 3, batch: 2 };
  expect(await ask("imageTraining", { training: images, steps: 2, milliseconds })).toBeGreaterThan(0);
  expect(await ask("turn", 0)).toBeGreaterThan(0);
});

test.each([
  { kind: "lstm", length: 3, width: 2, units: 4, classes: 3, batch: 2 },
  { kind: "transformer", length: 3, letters: 5, width: 4, heads: 2, hidden: 6, blocks: 1, batch: 2 },
  { kind: "resnet", size: 8, channels: 1, filters: [2, 4], classes: 3, batch: 2 },
])("a network: $kind", async (network) => {
  const ask = await contestant("conformable");
  expect(await ask("network", { network, steps: 2, milliseconds })).toBeGreaterThan(0);
});

test("without layers", async () => {
  const ask = await contestant("conformable-grad");
  expect(await ask("training", { training, steps: 2, milliseconds })).toBeGreaterThan(0);
});
