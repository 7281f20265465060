/** The example of the guide's page on workers, in a browser: the worker trains, and the page goes on. */
import { random, randomUniform, vector } from "conformable";
import { expect, test } from "vitest";
import { trainInWorker } from "../../docs/examples/in-a-worker/page.js";

test("the page gets the losses and then the network, and paints in between", async () => {
  const inputs = randomUniform([1000, 2], random(2), { low: -1 });
  const targets = inputs.square().sum(1).expandDims(1);
  const losses = [];
  let frames = 0;
  const paint = () => {
    frames++;
    requestAnimationFrame(paint);
  };
  paint();
  const trained = await trainInWorker(inputs, targets, ({ loss }) => losses.push(loss));
  expect(losses).toHaveLength(50);
  expect(losses.at(-1)).toBeLessThan(losses[0] / 20);
  expect(frames).toBeGreaterThan(5);
  expect(Math.abs(trained.predict(vector([0.6, 0.8])).at(0) - 1)).toBeLessThan(0.15);
});
