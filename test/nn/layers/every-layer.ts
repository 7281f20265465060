/** What every layer owes, whatever its shapes: its derivatives, its shapes, its refusals, and the same on every engine. */
import { describe, expect, test } from "vitest";
import { type Random, randomNormal, ShapeError, type Tensor, useEngine } from "../../../src/index.js";
import { backpropagate, checkGradients, type Layer, meanSquaredError } from "../../../src/nn/index.js";

/** Layers of any shapes are checked alike: the compiler is told that all map `[1]` to `[1]`. */
export type AnyLayer = Layer<[1], [1], unknown>;

/** Leading axes of inputs. */
const leads: readonly (readonly number[])[] = [[], [1], [3], [2, 3]];

/** Against central differences in float64, on parameters and on inputs. */
export function everyLayer(layers: object, source: Random, among = leads): void {
  describe.each(Object.entries(layers as Record<string, AnyLayer>))("%s", (_, each) => {
    const own: readonly number[] = each.inputShape;
    const of = (lead: readonly number[], shape: readonly number[]): Tensor<[1]> =>
      randomNormal([...lead, ...shape] as unknown as [1], source);

    test.each(among.map((lead) => [lead]))("its derivatives are right, leading axes: %j", (lead) => {
      const { relativeError, worst, checked } = checkGradients(each, meanSquaredError, of(lead, own), of(lead, each.outputShape));
      expect(checked).toBeGreaterThanOrEqual(own.reduce((product, size) => product * size, 1));
      // A difference is itself off by some 1e-11, which shows where derivatives are that small: two examples, normalised, hardly depend on the inputs.
      const off = Math.abs((worst?.backpropagated ?? 0) - (worst?.difference ?? 0));
      expect(off < 1e-10 ? 0 : relativeError, JSON.stringify(worst)).toBeLessThan(1e-6);
    });

    test("gives its stated shape, even for no examples", () => {
      expect(each.predict(of([2, 3], own)).shape).toEqual([2, 3, ...each.outputShape]);
      const { output, backward } = each.forward(of([0], own));
      expect(output.shape).toEqual([0, ...each.outputShape]);
      expect(backward(output).error.shape).toEqual([0, ...own]);
    });

    test("refuses an input that doesn't end in its shape", () => {
      expect(() => each.predict(of([2], own.toReversed().slice(1)))).toThrow(ShapeError);
      const { backward } = each.forward(of([2], own));
      expect(() => backward(of([3], each.outputShape))).toThrow(/^backward: the output is/);
    });

    test("both engines give the same results", async () => {
      const [x, y] = [of([3], own), of([3], each.outputShape)];
      const run = () => {
        const { loss, gradients, error } = backpropagate(each, meanSquaredError, x, y);
        return { loss, error: error.toArray(), gradients: JSON.parse(JSON.stringify(gradients)) };
      };
      const [fast] = [run()];
      await useEngine("reference");
      const exact = run();
      await useEngine("wasm");
      expect(fast.loss).toBeCloseTo(exact.loss, 4);
      const flat = (value: unknown): number[] =>
        [value]
          .flat(9)
          .flatMap((entry) => (typeof entry === "object" ? flat(Object.values(entry as object)) : [entry as number]));
      for (const [index, value] of flat([exact.error, exact.gradients]).entries()) {
        expect(flat([fast.error, fast.gradients])[index]).toBeCloseTo(value, 4);
      }
    });
  });
}
