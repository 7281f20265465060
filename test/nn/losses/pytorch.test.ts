/** Each loss and its derivative, compared with PyTorch's, which pytorch.py has recorded in float64. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Tensor, tensor, useEngine } from "../../../src/index.js";
import * as networks from "../../../src/nn/index.js";
import recorded from "./pytorch.json" with { type: "json" };

// biome-ignore lint/suspicious/noExplicitAny: tensors of the recorded shapes
type AnyTensor = Tensor<any>;
const tensorOf = (numbers: readonly number[], shape: readonly number[]): AnyTensor => tensor(numbers, shape as [2]); // of any shape

interface Options {
  readonly classWeights?: readonly number[];
}
interface AnyLoss {
  evaluate(output: AnyTensor, targets: AnyTensor): { readonly loss: number; readonly error: AnyTensor };
}
type Made = AnyLoss & ((options: object) => AnyLoss);

/** The loss with these options; without any, the loss itself. */
function lossWith(name: string, { classWeights, ...options }: Options): AnyLoss {
  const loss = (networks as unknown as Record<string, Made>)[name] as Made; // the names are those of losses
  const weights = classWeights && { classWeights: tensorOf(classWeights, [classWeights.length]) };
  return Object.keys({ ...options, ...weights }).length === 0 ? loss : loss({ ...options, ...weights });
}

describe.each(["wasm", "reference"] as const)("on the engine %s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  test.each(recorded.cases)("$name $options of $outputShape and $targetsShape", (given) => {
    const output = tensorOf(given.output, given.outputShape);
    const { loss, error } = lossWith(given.name, given.options).evaluate(output, tensorOf(given.targets, given.targetsShape));
    const close = (value: number, expected: number) => {
      const rounding = engine === "wasm" ? 1e-6 : 1e-10;
      expect(Math.abs(value - expected)).toBeLessThan(rounding * Math.max(1, Math.abs(expected)));
    };
    close(loss, given.loss);
    expect(error.shape).toEqual(given.outputShape);
    const found = error.dataSync();
    expect(found).toHaveLength(given.error.length);
    found.forEach((value, index) => void close(value, given.error[index] as number));
  });
});

test("the record has every loss", () => {
  const all = Object.entries(networks).flatMap(([name, made]) => ("evaluate" in Object(made) ? [name] : []));
  expect([...new Set(recorded.cases.map(({ name }) => name))].toSorted()).toEqual(all.toSorted());
});
