/** Twelve steps of each optimiser, compared with PyTorch's, which pytorch.py has recorded in float64. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tensor, useEngine, type Vector } from "../../../src/index.js";
import type { Optimizer } from "../../../src/nn/index.js";
import * as networks from "../../../src/nn/index.js";
import recorded from "./pytorch.json" with { type: "json" };

type Make = (start: unknown, options: object) => Optimizer<unknown>;
const make = (name: string): Make => (networks as unknown as Record<string, Make>)[name] as Make; // the names are those of optimisers

describe.each(["wasm", "reference"] as const)("on the engine %s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  /** Compares the parameters after all steps. */
  function check(name: string, options: object, after: readonly number[]): void {
    const optimizer = make(name)(tensor(recorded.start, [11]), options);
    for (const gradient of recorded.gradients) optimizer.step(tensor(gradient, [11]));
    const found = (optimizer.parameters as Vector<11>).toArray();
    expect(found).toHaveLength(after.length);
    found.forEach((value, index) => {
      const expected = after[index] as number;
      const rounding = engine === "wasm" ? 12 * 2 ** -23 : 1e-10; // in float32, that of twelve steps
      expect(Math.abs(value - expected)).toBeLessThan(rounding * Math.max(1, Math.abs(expected)));
    });
  }

  test.each(recorded.optimizers)("$name $options", ({ name, options, after }) => check(name, options, after));

  test.each(recorded.scheduled)("$name $options, with a schedule", ({ name, options, after }) =>
    check(name, { ...options, learningRate: (step: number) => 0.05 * 0.8 ** step }, after),
  );
});

test("the record has every optimiser", () => {
  const names = new Set(recorded.optimizers.map(({ name }) => name));
  expect([...names].toSorted()).toEqual(["adagrad", "adam", "adamW", "lion", "rmsprop", "sgd"]);
});
