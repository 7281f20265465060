/** Progress bars of other libraries. */
import { PassThrough } from "node:stream";
import { SingleBar } from "cli-progress";
import { expect, test } from "vitest";
import { random, randomNormal, zeros } from "../../../src/index.js";
import { batches, dense, meanSquaredError, type ProgressBar, sgd, train } from "../../../src/nn/index.js";

const data = { inputs: randomNormal([11, 3], random(1)), targets: zeros([11, 2]) };
const settings = (network = dense(3, 2, { random: random(2) })) => ({
  network,
  common: { loss: meanSquaredError, optimizer: sgd(network, { learningRate: 0.1 }), batchSize: 4, epochs: 2 },
});
const recording = () => {
  const calls: unknown[] = [];
  const progress: ProgressBar = {
    start: (...given) => void calls.push(["start", ...given]),
    update: (...given) => void calls.push(["update", ...given]),
    stop: () => void calls.push(["stop"]),
  };
  return { calls, progress };
};

test("a bar is started, moved after each step, and stopped", async () => {
  const { network, common } = settings();
  const { calls, progress } = recording();
  const { losses } = await train(network, { ...common, ...data, progress });
  const moved = losses.map((loss, index) => ["update", index + 1, { epoch: index < 3 ? 1 : 2, loss: loss.toPrecision(4) }]);
  expect(calls).toEqual([["start", 6, 0, { epoch: 0, loss: "" }], ...moved, ["stop"]]);
});

test("without a known number of steps, it counts epochs", async () => {
  const { network, common } = settings();
  const { calls, progress } = recording();
  const { inputs, targets } = data;
  await train(network, { ...common, data: () => batches(inputs, targets, 6), progress });
  expect(calls.map((call) => (call as unknown[]).slice(0, 2))).toEqual([
    ...[
      ["start", 2],
      ["update", 0],
      ["update", 0],
      ["update", 1],
      ["update", 1],
    ],
    ["stop"],
  ]);
});

test("it is stopped if the training ends early, or a callback throws", async () => {
  for (const onStep of [
    ({ step }: { readonly step: number }) => void (step === 2 && controller.abort()),
    () => {
      throw new Error("stop");
    },
  ]) {
    const { network, common } = settings();
    const { calls, progress } = recording();
    const { signal } = controller;
    await train(network, { ...common, ...data, progress, signal, onStep }).catch(() => {});
    expect(calls.at(-1)).toEqual(["stop"]);
    expect(calls.length).toBeLessThan(6);
  }
});
const controller = new AbortController();

test("cli-progress draws it", async () => {
  const { network, common } = settings();
  const stream = new PassThrough();
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  const progress = new SingleBar({
    stream: stream as never,
    noTTYOutput: true,
    format: "{bar} {value}/{total} epoch {epoch} loss {loss}",
  });
  const { losses } = await train(network, { ...common, ...data, progress });
  expect(text).toContain(`6/6 epoch 2 loss ${losses.at(-1)?.toPrecision(4)}`);
});

test.each([true, {}, { start() {} }])("%s is no bar", async (progress) => {
  const { network, common } = settings();
  await expect(train(network, { ...common, ...data, progress: progress as unknown as ProgressBar })).rejects.toThrow(
    /^train: progress is a bar with the functions start, update and stop, as cli-progress has, not /,
  );
});
