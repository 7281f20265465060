/**
 * The kernels for images, between guards: windows that touch every edge of the border, and channels and filters that leave all
 * kinds of partial vectors.
 */
import { describe, expect, test } from "vitest";
import { sizesOf } from "../../src/engine/convolution/kernels.js";
import { PlainConvolutions } from "../../src/engine/convolution/plain.js";
import { imagesLength, outputsLength, type Windows, windowLength } from "../../src/engine/convolution/windows.js";
import { reference } from "../../src/engine/current.js";
import { whole } from "../../src/engine/layout.js";
import { expectClose, randomFrom, variants } from "./arena.js";

const plain = new PlainConvolutions(reference);
const view = (values: Float32Array, shape: readonly number[]) => whole(reference.upload(values), shape);

interface Drawn {
  readonly windows: Windows;
  readonly filters: number;
  readonly numbers: (length: number) => Float32Array;
  readonly shift: number;
}

function draw(seed: number, hasBorder: boolean, isDilated = seed % 2 === 0): Drawn {
  const { integer, numbers } = randomFrom(seed);
  const from = (least: number, several: number) => least + integer(several);
  const [kernelHeight, kernelWidth, strideHeight, strideWidth] = [from(1, 4), from(1, 4), from(1, 3), from(1, 3)];
  const [dilationHeight, dilationWidth] = isDilated ? [from(1, 3), from(1, 3)] : [1, 1];
  const [reachDown, reachAcross] = [(kernelHeight - 1) * dilationHeight + 1, (kernelWidth - 1) * dilationWidth + 1];
  const [top, left] = hasBorder ? [integer(3), integer(3)] : [0, 0];
  const [height, width] = [from(reachDown, 8), from(reachAcross, 24)];
  const places = (size: number, before: number, reach: number, stride: number) =>
    Math.floor((size + before + (hasBorder ? integer(2) : 0) - reach) / stride) + 1;
  const windows = {
    images: from(1, 2),
    height,
    width,
    channels: from(1, 10),
    kernelHeight,
    kernelWidth,
    top,
    left,
    strideHeight,
    strideWidth,
    dilationHeight,
    dilationWidth,
    groups: 1,
    outputHeight: places(height, top, reachDown, strideHeight),
    outputWidth: places(width, left, reachAcross, strideWidth),
  };
  return {
    windows,
    filters: seed % 3 === 0 ? 16 * from(1, 2) : from(1, 34),
    numbers: (length) => numbers(length),
    shift: integer(4),
  };
}

const seeds = Array.from({ length: 150 }, (_, seed) => seed);

describe.each(variants)("%s", (_name, arena) => {
  const { images: kernels } = arena;

  test("convolve and toKernels", () => {
    for (const seed of seeds) {
      const { windows, filters, numbers, shift } = draw(seed, seed % 3 > 0);
      const { images, channels, kernelHeight, kernelWidth, outputHeight, outputWidth } = windows;
      const sizes = sizesOf(windows);
      const values = {
        x: numbers(imagesLength(windows)),
        w: numbers(windowLength(windows) * filters),
        bias: numbers(filters),
        errors: numbers(outputsLength(windows, filters)),
      };
      const [x, w, bias, errors] = [values.x, values.w, values.bias, values.errors].map((each) => arena.input(each, shift)) as [
        number,
        number,
        number,
        number,
      ];
      const y = arena.output(values.errors.length, shift);
      const gradients = arena.output(values.w.length + filters, shift);
      const work = arena.scratch(kernels.convolveBytes(filters, ...sizes));
      const otherWork = arena.scratch(kernels.toKernelsBytes(filters, ...sizes));
      kernels.convolve(x, w, bias, y, work, images, channels * filters, filters, 1, filters, ...sizes);
      kernels.toKernels(x, errors, gradients, otherWork, images, filters, ...sizes);

      const imagesView = view(values.x, [images, windows.height, windows.width, channels]);
      const kernelsView = view(values.w, [kernelHeight, kernelWidth, channels, filters]);
      const errorsView = view(values.errors, [images, outputHeight, outputWidth, filters]);
      const outputs = plain.convolve(imagesView, kernelsView, view(values.bias, [filters]), windows);
      expectClose(arena.floats(y, values.errors.length), outputs.values, 1e-5, 1e-4);
      const sums = plain.toKernels(imagesView, errorsView, windows);
      expectClose(arena.floats(gradients, values.w.length + filters), sums.values, 1e-5, 1e-3);
      arena.check();
    }
  });

  test("addWindows, from rows and from columns", () => {
    for (const seed of seeds) {
      const { windows, numbers, shift } = draw(seed, seed % 3 > 0);
      const one = { ...windows, images: 1 };
      const [inner, outputs] = [windowLength(one), one.outputHeight * one.outputWidth];
      const rows = numbers(outputs * inner);
      const columns = rows.map((_, index) => rows[(index % outputs) * inner + Math.floor(index / outputs)] as number);
      // If there is one filter for each number of a window, and its kernel is 1 there, the error of an output is its window.
      const errors = view(rows, [1, one.outputHeight, one.outputWidth, inner]);
      const identity = Float32Array.from({ length: inner * inner }, (_, index) => Number(index % (inner + 1) === 0));
      const expected = plain.toImages(
        errors,
        view(identity, [one.kernelHeight, one.kernelWidth, one.channels, inner]),
        one,
      ).values;
      for (const [values, byColumns] of [
        [rows, false],
        [columns, true],
      ] as const) {
        const image = arena.output(imagesLength(one), shift);
        const bordered = arena.scratch(kernels.borderedBytes(...sizesOf(one)));
        kernels.addWindows(arena.input(values, shift), image, bordered, byColumns, ...sizesOf(one));
        expectClose(arena.floats(image, imagesLength(one)), expected, 1e-5, 1e-5);
        arena.check();
      }
    }
  });

  test("maxPool and maxPoolBack", () => {
    for (const seed of seeds) {
      const { windows, numbers, shift } = draw(seed, false, false);
      const { images, height, width, channels, outputHeight, outputWidth } = windows;
      const [xs, es] = [
        numbers(imagesLength(windows)).map((value) => Math.round(value) + 0),
        numbers(outputsLength(windows, channels)),
      ];
      const [x, errors] = [arena.input(xs, shift), arena.input(es, shift)];
      const [y, result] = [arena.output(es.length, shift), arena.output(xs.length, shift)];
      kernels.maxPool(x, y, images, ...sizesOf(windows));
      kernels.maxPoolBack(x, y, errors, result, images, ...sizesOf(windows));

      const shape = [images, outputHeight, outputWidth, channels];
      const imagesView = view(xs, [images, height, width, channels]);
      const outputs = whole(plain.maxPool(imagesView, windows), shape);
      expect([...arena.floats(y, es.length)]).toEqual([...outputs.storage.values]);
      const back = plain.maxPoolBack(imagesView, outputs, view(es, shape), windows);
      expectClose(arena.floats(result, xs.length), back.values, 1e-5, 1e-5);
      arena.check();
    }
  });
});
