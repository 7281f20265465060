/** A history drawn by Observable Plot. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { random, randomNormal } from "../../../src/index.js";
import { dense, type History, historyToSvg, meanAbsoluteError, meanSquaredError, sgd, train } from "../../../src/nn/index.js";

const { document } = parseHTML("<html><body></body></html>");
const [inputs, targets] = [randomNormal([20, 3], random(1)), randomNormal([20, 2], random(2))];
const trained = (epochs: number, validated: boolean) => {
  const network = dense(3, 2, { random: random(3) });
  return train(network, {
    ...{ inputs, targets, loss: meanSquaredError, optimizer: sgd(network, { learningRate: 0.1 }), epochs },
    metrics: { meanAbsoluteError },
    ...(validated && { validation: { inputs: inputs.multiply(2), targets }, patience: epochs }),
  });
};
const svgOf = (history: History) => {
  const text = historyToSvg(history, { Plot, document });
  expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  return parseHTML(`<html><body>${text}</body></html>`).document;
};

test("a line for the losses, with a point for each epoch", async () => {
  const svg = svgOf(await trained(5, false));
  const lines = [...svg.querySelectorAll('[aria-label="line"] path')];
  expect(lines).toHaveLength(1);
  expect(lines[0]?.getAttribute("d")?.split("L")).toHaveLength(5);
  expect([...svg.querySelectorAll('[aria-label="text"] text')].map((each) => each.textContent)).toEqual(["training"]);
  expect(svg.querySelectorAll("circle")).toHaveLength(0);
});

test("with validation data, a second line and a dot at the best epoch", async () => {
  const svg = svgOf(await trained(4, true));
  expect(svg.querySelectorAll('[aria-label="line"] path')).toHaveLength(2);
  expect(svg.querySelectorAll("circle")).toHaveLength(1);
  expect([...svg.querySelectorAll('[aria-label="text"] text')].map((each) => each.textContent)).toEqual([
    "training",
    "validation",
  ]);
});

test("losses that aren't numbers are left out", () => {
  const epoch = (number: number, loss: number) => ({ epoch: number, epochs: 3, loss, validationLoss: Number.NaN, metrics: {} });
  const epochs = [epoch(1, 2), epoch(2, Number.POSITIVE_INFINITY), epoch(3, 1)];
  const svg = svgOf({ epochs, losses: [], aborted: false, best: undefined });
  const path = svg.querySelector('[aria-label="line"] path')?.getAttribute("d");
  expect(path?.split("L")).toHaveLength(2);
  expect(path).not.toContain("NaN");
});

test("refused: no library, no epochs, an unknown option", async () => {
  // biome-ignore lint/suspicious/noExplicitAny: wrong calls
  const given: any = historyToSvg;
  const history = await trained(1, false);
  expect(() => given(history, { Plot: 5 })).toThrow(
    new TypeError("historyToSvg: Plot is a library with the functions plot, line, dot and text, not 5"),
  );
  expect(() => historyToSvg({ ...history, epochs: [] }, { Plot, document })).toThrow(
    new RangeError("historyToSvg: the history has no epochs, so there is nothing to draw"),
  );
  expect(() => given(history, { Plot, colour: 1 })).toThrow("historyToSvg: there is no option colour");
});
