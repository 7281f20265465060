/** The reader of idx files in the Fashion-MNIST example, on small valid and invalid files that are created here. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { readExamples } from "../../docs/examples/fashion-mnist/data.js";

const folder = mkdtempSync(join(tmpdir(), "fashion-mnist-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** An idx file of bytes: its magic number, its sizes and its numbers. */
const idx = (sizes: readonly number[], numbers: readonly number[], magic = 0x800 + sizes.length): Buffer => {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  for (const [place, value] of [magic, ...sizes].entries()) head.writeUInt32BE(value, 4 * place);
  return gzipSync(Buffer.concat([head, Buffer.from(numbers)]));
};
const pixels = Array.from({ length: 3 * 784 }, (_, place) => place % 256);
const [images, labels] = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"];

/** Reads three images from these two files. */
function read(imageFile: Buffer, labelFile: Buffer) {
  writeFileSync(join(folder, images), imageFile);
  writeFileSync(join(folder, labels), labelFile);
  return readExamples(folder, "train", 3);
}
const [rightImages, rightLabels] = [idx([3, 28, 28], pixels), idx([3], [7, 0, 9])];

test("images and classes are read as they were written", () => {
  const examples = read(rightImages, rightLabels);
  expect(examples.inputs.shape).toEqual([3, 28, 28, 1]);
  for (const [picture, row, column] of [
    [0, 0, 5],
    [1, 3, 2],
    [2, 27, 27],
  ] as const) {
    const expected = pixels[784 * picture + 28 * row + column] as number;
    expect(examples.inputs.at(picture, row, column, 0)).toBeCloseTo(expected / 255, 6);
  }
  expect(examples.targets.argmax(1).toArray()).toEqual([7, 0, 9]);
  expect(examples.targets.sum(1).toArray()).toEqual([1, 1, 1]);
  expect([...examples.labels]).toEqual([7, 0, 9]);
});

test.each([
  ["a file with another type of numbers", idx([3, 28, 28], pixels, 0xd03), rightLabels, /is no idx file of bytes with 3 axes$/],
  ["a file with another number of axes", rightImages, idx([3, 1], [7, 0, 9]), /is no idx file of bytes with 1 axes$/],
  ["a file that ends within its sizes", gzipSync(Buffer.from([0, 0, 8, 3, 0, 0])), rightLabels, /is no idx file of bytes/],
  ["an empty file", gzipSync(""), rightLabels, /is no idx file of bytes/],
  ["images of another size", idx([3, 28, 27], pixels), rightLabels, /has the shape \[3, 28, 27\], not \[3, 28, 28\]$/],
  ["fewer classes than images", rightImages, idx([2], [7, 0]), /labels.* has the shape \[2\], not \[3\]$/],
  ["a truncated image", idx([3, 28, 28], pixels.slice(0, -1)), rightLabels, /holds 2351 numbers, not 2352$/],
  ["more numbers than the sizes say", rightImages, idx([3], [7, 0, 9, 1]), /holds 4 numbers, not 3$/],
  ["a class that doesn't exist", rightImages, idx([3], [7, 0, 10]), /10/],
])("refuses %s", (_, imageFile, labelFile, message) => {
  expect(() => read(imageFile, labelFile)).toThrow(message);
});

test("says where to get the files", () => {
  expect(() => readExamples(join(folder, "nowhere"), "t10k", 3)).toThrow(
    /can't be read: apt-get install dataset-fashion-mnist, or give another folder/,
  );
});
