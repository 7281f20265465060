/**
 * Reads Fashion-MNIST (H. Xiao, K. Rasul and R. Vollgraf, 2017), 70,000 pictures of clothes, from its idx files, checks it, and makes tensors
 * whose sizes the compiler knows.
 *
 * On Debian, `apt-get install dataset-fashion-mnist` installs the files. Elsewhere, get them from github.com/zalandoresearch/fashion-mnist.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Matrix, oneHot, type Size, type Tensor, tensor } from "conformable";

export const classes = [
  "T-shirt",
  "trouser",
  "pullover",
  "dress",
  "coat",
  "sandal",
  "shirt",
  "sneaker",
  "bag",
  "ankle boot",
] as const;

/** Pictures in the form that a network takes. */
export interface Examples<Count extends number> {
  /** Grey pixels, from 0 to 1. */
  readonly inputs: Tensor<[Count, 28, 28, 1]>;
  /** One row per picture, with a 1 at the place of its class and zeros elsewhere. */
  readonly targets: Matrix<Count, 10>;
  /** The class of each picture, as a number. */
  readonly labels: Uint8Array;
}

/**
 * Reads one of the two parts of the data.
 *
 * @param count - the number of pictures, as a literal: the compiler can't count them, so we state it, and `tensor` checks it
 * @throws Error if a file is missing or contains something else
 * @throws RangeError if a label isn't the number of a class
 */
export function readExamples<const Count extends number>(
  folder: string,
  part: "train" | "t10k",
  count: Size<Count>,
): Examples<Count> {
  const pixels = readIdx(join(folder, `${part}-images-idx3-ubyte.gz`), [count, 28, 28]);
  const labels = readIdx(join(folder, `${part}-labels-idx1-ubyte.gz`), [count]);
  const inputs = tensor(
    new Float32Array(pixels).map((pixel) => pixel / 255),
    [count, 28, 28, 1],
  );
  return { inputs, targets: oneHot(tensor(labels, [count]), 10), labels };
}

/**
 * Reads the bytes of an idx file. It starts with two zeros, the type of the numbers (8 for bytes) and the number of axes. Then come the size of
 * each axis, in four bytes with the highest first, and the numbers in row-major order.
 *
 * @throws Error if the file has another shape
 */
function readIdx(path: string, shape: readonly number[]): Uint8Array {
  const file = gunzipSync(read(path));
  const start = 4 + 4 * shape.length;
  if (file.length < start || file.readUInt32BE(0) !== 0x800 + shape.length) {
    throw new Error(`${path}: is no idx file of bytes with ${shape.length} axes`);
  }
  const sizes = shape.map((_, axis) => file.readUInt32BE(4 + 4 * axis));
  if (sizes.join() !== shape.join()) throw new Error(`${path}: has the shape [${sizes.join(", ")}], not [${shape.join(", ")}]`);
  const length = shape.reduce((product, size) => product * size, 1);
  if (file.length !== start + length) throw new Error(`${path}: holds ${file.length - start} numbers, not ${length}`);
  return file.subarray(start);
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`${path} can't be read: apt-get install dataset-fashion-mnist, or give another folder with --data`, {
      cause,
    });
  }
}
