/** The first and second derivatives of the operations in image layers, compared with central differences. */
import { expect, test } from "vitest";
import { convolve, random, randomNormal, tensor, vjp } from "../../src/index.js";
import { averagePool2d, maxPool2d } from "../../src/nn/index.js";
import { type AnyTensor, checkDerivatives } from "./differences.js";

const source = random(3);
const any = (...shape: number[]): AnyTensor => randomNormal(shape as unknown as [], source);

test.each([
  ["valid", [2, 3, 5, 2], [2, 2, 2, 3], {}],
  ["same", [2, 3, 5, 2], [3, 3, 2, 3], { padding: "same" }],
  ["padded, in steps of two", [2, 3, 5, 2], [2, 2, 2, 3], { stride: 2, padding: 1 }],
  ["rectangular", [2, 4, 5, 2], [2, 3, 2, 3], { stride: [2, 1], padding: [1, 0] }],
  ["dilated", [2, 5, 6, 2], [2, 3, 2, 3], { dilation: [3, 2], padding: "same" }],
  ["in groups", [2, 3, 4, 4], [2, 2, 2, 6], { groups: 2 }],
  ["depthwise", [2, 3, 4, 3], [2, 2, 1, 3], { groups: 3, padding: 1 }],
  ["on a line", [2, 6, 2], [3, 2, 3], { stride: 2, dilation: 2, padding: 2 }],
] as const)("convolution: %s", (_, images, kernel, options) => {
  checkDerivatives((x, w) => (convolve as AnyTensor)(x, w, options), [any(...images), any(...kernel)]);
});

test.each([
  ["the maximum of each window", maxPool2d([5, 7, 2], 2)],
  ["the maximum of each window, with overlaps", maxPool2d([5, 7, 2], 3, { stride: 2 })],
  ["the mean of each window", averagePool2d([5, 7, 2], 2)],
  ["the mean of each window, rectangular", averagePool2d([5, 7, 2], [2, 3], { stride: [1, 2] })],
  ["the maximum of each window, rectangular", maxPool2d([5, 7, 2], [3, 2], { stride: [2, 1] })],
] as readonly (readonly [string, AnyTensor])[])("%s", (_, layer) => {
  checkDerivatives((images) => layer.predict(images).square(), [any(3, 5, 7, 2)]);
});

test("equal maxima of a window share the error equally", () => {
  const images = tensor([2, 5, 5, 3, 1, 5], [1, 2, 3, 1]);
  const { backward } = vjp((x: typeof images) => maxPool2d([2, 3, 1], 2, { stride: 1 }).predict(x), images);
  // The windows are 2 5 3 1 and 5 5 1 5.
  expect(
    backward(tensor([6, 30], [1, 1, 2, 1]))
      .flatten()
      .toArray(),
  ).toEqual([0, 6 + 10, 10, 0, 0, 10]);
});
