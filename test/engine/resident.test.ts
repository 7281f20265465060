/**
 * Memory doesn't grow, although nothing is freed explicitly, and although the loops never let the garbage collector's finalisers
 * run.
 */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

/**
 * Runs `step` until the garbage collector has settled (on Node 24 that takes 15,000 steps), then `times` more, all synchronously.
 * Returns the resident memory after each of the two, in MB.
 */
function resident(setup: string, step: string, times: number): { before: number; after: number } {
  const program = `import { random, randomNormal, useEngine } from "conformable";
    import { backpropagate, crossEntropy, dense, relu, sequential, sgd } from "conformable/nn";
    ${setup}
    const run = (times) => { for (let n = 0; n < times; n++) { ${step} } };
    const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
    run(${2 * times});
    const before = megabytes();
    run(${times});
    console.log(JSON.stringify({ before, after: megabytes() }));`;
  // From version 24 on, Node lets the young generation of the heap grow for minutes, which isn't a leak. In older versions, the
  // limit is 16 MB anyway.
  const node = ["--max-semi-space-size=16", "--input-type=module", "-e", program];
  return JSON.parse(execFileSync(process.execPath, node, { cwd: root, encoding: "utf8" }));
}

/**
 * A garbage collection may be due or just over, so memory varies. Ten thousand steps, or half a million operations, may not add
 * to it.
 */
const slack = 60;

test("10,000 training steps", () => {
  const { before, after } = resident(
    `const network = sequential(dense(64, 32, { activation: relu }), dense(32, 10));
     const optimizer = sgd(network, { learningRate: 0.01, momentum: 0.9 });
     const [x, y] = [randomNormal([32, 64], random(1)), randomNormal([32, 10], random(2)).softmax()];`,
    "optimizer.step(backpropagate(network, crossEntropy, x, y).gradients);",
    10_000,
  );
  expect(after - before).toBeLessThan(slack); // a leak of only the gradients would be 96 MB
});

test("3,000 training steps on two threads", () => {
  const { before, after } = resident(
    `await useEngine("wasm", { threads: 2 });
     const network = sequential(dense(256, 128, { activation: relu }), dense(128, 10));
     const optimizer = sgd(network, { learningRate: 0.01, momentum: 0.9 });
     const [x, y] = [randomNormal([64, 256], random(1)), randomNormal([64, 10], random(2)).softmax()];`,
    "optimizer.step(backpropagate(network, crossEntropy, x, y).gradients);",
    3000,
  );
  expect(after - before).toBeLessThan(slack); // a leak of only the gradients would be 400 MB
});

test("half a million operations, after a million others", () => {
  const { before, after } = resident("let x = randomNormal([16, 16], random(1));", "x = x.add(x).multiply(0.5);", 250_000);
  expect(after - before).toBeLessThan(slack); // a leak of the results would be 500 MB
});

test("300 networks, each created, trained for a step and dropped", () => {
  const { before, after } = resident(
    "const [x, y] = [randomNormal([8, 784], random(1)), randomNormal([8, 10], random(2)).softmax()];",
    `const network = sequential(dense(784, 64, { activation: relu }), dense(64, 10));
     sgd(network, { learningRate: 0.01, momentum: 0.9 }).step(backpropagate(network, crossEntropy, x, y).gradients);`,
    300,
  );
  expect(after - before).toBeLessThan(slack); // a leak of the parameters would be 120 MB
});
