/** The first and second derivatives of the operations in image layers, compared with central differences. */
import { expect, test } from "vitest";
import { random, randomNormal, tensor, vjp } from "../../src/index.js";
import { averagePool2d, maxPool2d } from "../../src/nn/index.js";
import { convolve } from "../../src/tensor/convolution.js";
import { type AnyTensor, checkDerivatives } from "./differences.js";

const source = random(3);
const any = (...shape: number[]): AnyTensor => randomNormal(shape as unknown as [], source);

test.each([
  { height: 3, width: 5, kernel: 2, outputHeight: 2, outputWidth: 4, stride: 1, padding: "valid" },
  { height: 3, width: 5, kernel: 3, outputHeight: 3, outputWidth: 5, stride: 1, padding: "same" },
  { height: 3, width: 5, kernel: 2, outputHeight: 2, outputWidth: 3, stride: 2, padding: 1 },
] as const)("convolution: $padding, stride $stride", (way) => {
  const operands = [any(2, 3, 5, 2), any(way.kernel, way.kernel, 2, 3), any(3)];
  checkDerivatives(
    (images, kernels, bias) =>
      convolve<number, 3, 5, number, number, number, number, number>(images, kernels, bias, way as AnyTensor),
    operands,
  );
});

test.each([
  ["the maximum of each window", maxPool2d([5, 7, 2], 2)],
  ["the maximum of each window, with overlaps", maxPool2d([5, 7, 2], 3, { stride: 2 })],
  ["the mean of each window", averagePool2d([5, 7, 2], 2)],
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
