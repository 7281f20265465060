/** `train` compiles its steps once there are many; it learns the same, and passes the same losses on. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { reference, setEngine } from "../../../src/engine/current.js";
import { random, randomNormal, useEngine, vector } from "../../../src/index.js";
import { adam, backpropagate, batches, dense, meanSquaredError, train } from "../../../src/nn/index.js";
import { contents } from "../../program/as-program.js";
import { allLayers } from "../layers/all-layers.js";

// biome-ignore lint/suspicious/noExplicitAny: layers of any shapes, which aren't the question here
type Any = any;
const [anyTrain, anyBackpropagate]: Any[] = [train, backpropagate];

/** How many steps were compiled. */
const counted = vi.hoisted(() => ({ steps: 0 }));
vi.mock("../../../src/nn/training/compiled-step.js", async (original) => {
  const module: Any = await original();
  const compiledStep = (...given: Any[]) => {
    const step = module.compiledStep(...given);
    return (...example: Any[]) => {
      const loss = step(...example);
      if (loss !== undefined) counted.steps++;
      return loss;
    };
  };
  return { ...module, compiledStep };
});
beforeEach(() => {
  counted.steps = 0;
});
afterEach(() => setEngine(reference));

/** These call functions of the test. */
const asTheyAre = /masked|records|a function/;

describe("on WebAssembly", () => {
  // Activations and dropout on their own have no axes, and learn nothing. Two of the others begin with different weights each time.
  const layers = Object.entries(allLayers).filter(
    ([name, make]) => (make() as Any).inputShape.length > 0 && !/two places|beside itself/.test(name),
  );
  test.each(layers)("%s: 110 steps are those of a loop, and most of them are compiled", async (name, make) => {
    await useEngine("wasm");
    const [one, other]: Any[] = [make(), make()];
    const inputs = name.startsWith("embedding")
      ? vector([1, 0, 4, 2, 3, 1, 0])
      : randomNormal([7, ...one.inputShape] as Any, random(5));
    const targets = randomNormal(one.predict(inputs).shape, random(6));
    const seen: number[] = [];
    const onStep = ({ loss }: { loss: number }) => void seen.push(loss);
    const settings = { inputs, targets, loss: meanSquaredError, optimizer: adam(one), batchSize: 4, epochs: 55 };
    const { losses } = await anyTrain(one, { ...settings, onStep });

    const optimizer: Any = adam(other);
    const expected: number[] = [];
    for (let epoch = 0; epoch < 55; epoch++)
      for (const batch of batches(inputs as Any, targets as Any, 4) as Any) {
        const { loss, gradients } = anyBackpropagate(other, meanSquaredError, batch.inputs, batch.targets);
        optimizer.step(gradients);
        expected.push(loss);
      }
    expect(contents(one.parameters)).toEqual(contents(other.parameters));
    expect(contents(one.predict(inputs))).toEqual(contents(other.predict(inputs))); // averages are the same, too
    expect(losses).toEqual(expected);
    expect(seen).toEqual(expected);
    expect(counted.steps).toBe(asTheyAre.test(name) ? 0 : 45);
  });
});

test("batches of the usual size are compiled, also if the shorter one comes when compiling begins", async () => {
  await useEngine("wasm");
  const network = dense(3, 2);
  const [inputs, targets] = [randomNormal([83, 3], random(1)), randomNormal([83, 2], random(2))];
  await train(network, { inputs, targets, loss: meanSquaredError, optimizer: adam(network), batchSize: 4, epochs: 10 });
  expect(counted.steps).toBe(180); // twenty full batches in each of the ten epochs, except the first
});
