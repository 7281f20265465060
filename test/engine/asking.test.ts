/** Numbers are there when someone asks for them, and not before: a step of training waits for none. So an engine may have them elsewhere. */
import { afterAll, describe, expect, test } from "vitest";
import { reference, setEngine } from "../../src/engine/current.js";
import type { Engine } from "../../src/engine/engine.js";
import { bytesOf } from "../../src/engine/host.js";
import { simd } from "../../src/engine/kernels/generated/simd.js";
import type { HostArray, Storage } from "../../src/engine/storage.js";
import { WasmEngine } from "../../src/engine/wasm/wasm.js";
import { random, randomNormal } from "../../src/index.js";
import {
  adam,
  backpropagate,
  batchNorm,
  binaryCrossEntropy,
  crossEntropy,
  dense,
  type Loss,
  layerNorm,
  meanSquaredError,
  relu,
  residual,
  sequential,
  sgd,
} from "../../src/nn/index.js";

/** Counts how often someone asks. */
class Asked extends WasmEngine {
  times = 0;
  override download(storage: Storage): HostArray {
    this.times++;
    return super.download(storage);
  }
}
const engine = new Asked("asked", bytesOf(simd));
setEngine(engine);
afterAll(() => setEngine(reference));

describe.each<Loss>([meanSquaredError, crossEntropy, binaryCrossEntropy])("$name", (loss) => {
  test("a step asks for no number, and its loss for one", () => {
    const source = random(1);
    const block = residual(sequential(layerNorm(5), dense(5, 5, { random: source })));
    const network = sequential(
      dense(3, 5, { activation: relu, random: source }),
      batchNorm(5),
      block,
      dense(5, 2, { random: source }),
    );
    const [x, y] = [randomNormal([7, 3], source), randomNormal([7, 2], source).softmax()];
    const optimizers = [sgd(network, { learningRate: 0.1, momentum: 0.9 }), adam(network)];
    backpropagate(network, loss, x, y); // the first time, the targets are looked at
    for (const optimizer of optimizers) {
      engine.times = 0;
      const result = backpropagate(network, loss, x, y);
      optimizer.step(result.gradients);
      expect(engine.times).toBe(0);
      expect(result.loss).toBeGreaterThan(0);
      expect(engine.times).toBe(1);
    }
  });

  test("what it says of an output can be read later", () => {
    const [a, y] = [randomNormal([7, 2], random(2)), randomNormal([7, 2], random(3)).softmax()];
    const evaluation = loss.evaluate(a, y);
    const { loss: value, error } = evaluation;
    expect(Object.keys(evaluation).sort()).toEqual(["error", "loss"]);
    expect({ ...evaluation }).toEqual({ loss: value, error });
    setEngine(reference);
    expect(evaluation.loss).toBe(value);
    expect(loss.evaluate(a, y).loss).toBeCloseTo(value, 5);
    setEngine(engine);
  });
});

/** Whether an operation gives a number, or a record with one in it. */
type GivesNumber<Given> = unknown extends Given
  ? false
  : [Given] extends [number]
    ? true
    : [Given] extends [Storage | HostArray]
      ? false
      : true extends { readonly [Part in keyof Given]: [Given[Part]] extends [number] ? true : false }[keyof Given]
        ? true
        : false;
type NumbersOf<Interface> = {
  readonly [Name in keyof Interface]: Interface[Name] extends (...given: never) => infer Given
    ? GivesNumber<Given> extends true
      ? Name
      : never
    : never;
}[keyof Interface];

test("no operation of the interface gives a number; the compiler sees to it", () => {
  const none: [NumbersOf<Required<Engine>>] extends [never] ? [] : NumbersOf<Required<Engine>> = [];
  const found: NumbersOf<{ sum(): Storage; loss(): { loss: number; error: Storage }; largest(): number }>[] = ["loss", "largest"];
  expect([none, found]).toEqual([[], ["loss", "largest"]]);
});
