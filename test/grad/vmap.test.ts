/** vmap, compared with a loop over the examples. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vmap } from "../../src/grad/vmap.js";
import * as library from "../../src/index.js";
import { random, randomNormal, stack, useEngine } from "../../src/index.js";
import type { AnyOperation, AnyTensor } from "./differences.js";
import { operations } from "./operations.js";

// biome-ignore lint/suspicious/noExplicitAny: of any types, since these tests aren't about types
const anyVmap: any = vmap;
const anyStack: AnyTensor = stack;
const examples = 11;

/** Examples like an operand: different numbers from the same range. */
const many = (x: AnyTensor): AnyTensor =>
  anyStack(
    Array.from({ length: examples }, (_, example) => (example === 0 ? x : x.multiply(1 - example / 100))),
    0,
    examples,
  );

function close(actual: AnyTensor, expected: AnyTensor, what: string): void {
  expect(actual.shape, what).toEqual(expected.shape);
  const [found, wanted] = [[...actual.dataSync()], [...expected.dataSync()]] as [number[], number[]];
  const scale = Math.max(1, ...wanted.map(Math.abs));
  wanted.forEach((value, index) => {
    expect(Math.abs((found[index] as number) - value) / scale, `${what}, element ${index}`).toBeLessThan(1e-5);
  });
}

const loop = (f: AnyOperation, operands: readonly AnyTensor[], mapped: readonly boolean[]): AnyTensor =>
  anyStack(
    Array.from({ length: examples }, (_, example) =>
      f(...operands.map((operand, place) => (mapped[place] ? [...operand][example] : operand))),
    ),
    0,
    examples,
  );

describe.each(["reference", "wasm"] as const)("on %s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));
  describe.each(Object.entries(operations))("%s", (_, lines) => {
    test.each(lines.map(([operation, ...operands], index) => ({ index, operation, operands })))(
      "line $index",
      ({ operation, operands }) => {
        const ways =
          operands.length === 0
            ? []
            : Array.from({ length: 2 ** operands.length - 1 }, (_, way) =>
                operands.map((_, place) => ((way + 1) >> place) % 2 === 1),
              );
        for (const mapped of ways) {
          const given = operands.map((operand, place) => (mapped[place] ? many(operand) : operand));
          const inAxes = mapped.map((yes) => (yes ? 0 : null));
          close(anyVmap(operation, { inAxes })(...given), loop(operation, given, mapped), `mapped ${mapped}`);
          const weights = randomNormal(operation(...operands).shape, random(7)) as AnyTensor;
          const loss = (...all: AnyTensor[]) =>
            operation(...all)
              .multiply(weights)
              .sum();
          operands.forEach((_, which) => {
            const gradient = (...all: AnyTensor[]) =>
              (library.grad as AnyTensor)((x: AnyTensor) => loss(...all.with(which, x)))(all[which]);
            close(anyVmap(gradient, { inAxes })(...given), loop(gradient, given, mapped), `mapped ${mapped}, gradient ${which}`);
            const ofAll = (f: AnyOperation) =>
              (library.grad as AnyTensor)((x: AnyTensor) =>
                f(...given.with(which, x))
                  .square()
                  .sum(),
              )(given[which]);
            close(
              ofAll(anyVmap(operation, { inAxes })),
              ofAll((...all) => loop(operation, all, mapped)),
              `mapped ${mapped}, gradient of all`,
            );
          });
        }
      },
    );
  });
});
