/** NPY, NumPy's file format for an array: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. */

import type { Anything } from "../shape/accepted.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import { type AnySizes, type AreSizes, checkShape, type GivenSizes, type Sizes } from "../shape/dim.js";
import { count } from "../shape/reshape.js";
import { type Shape, show } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { type AnyTensor, checkTensor, type Tensor } from "../tensor/tensor.js";
import { type Bytes, checkBytes, decode, encode, joined, type NumberType, shorts, sizeOf } from "./bytes.js";
import { headerIn, malformed, shapeIn } from "./format-error.js";
import { type Entry, read } from "./tensor-file.js";
import { decodeText, encodeText } from "./text.js";

const magic = [0x93, ...encodeText("NUMPY")];
/** NumPy refuses longer headers, too. */
const longestHeader = 10_000;
/** The number of bytes before the numbers is at most this. */
export const mostHeader = 12 + longestHeader;
const alignment = 64;

/** NumPy's names for number types, without the byte order. */
const types: Readonly<Record<string, NumberType>> = {
  f8: "F64",
  f4: "F32",
  f2: "F16",
  i8: "I64",
  i4: "I32",
  i2: "I16",
  i1: "I8",
  u8: "U64",
  u4: "U32",
  u2: "U16",
  u1: "U8",
  b1: "BOOL",
};

/**
 * Returns the bytes of an NPY file with a tensor, which NumPy's `load` can read. The numbers are float32 in row-major order, or float64 if
 * the reference engine computed them.
 *
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { writeNpy } from "conformable/io";
 *
 * const bytes = writeNpy(matrix([[1, 2, 3], [4, 5, 6]]));
 * ```
 */
export function writeNpy(tensor: AnyTensor): Uint8Array {
  checkTensor("writeNpy", tensor);
  const numbers = tensor.dataSync();
  const bytes = encode(numbers);
  const shape: Shape = tensor.shape;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const header = `{'descr': '<f${numbers.BYTES_PER_ELEMENT}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = magic.length + 4;
  const start = Math.ceil((before + header.length + 1) / alignment) * alignment;
  const padded = encodeText(`${header.padEnd(start - before - 1)}\n`);
  return joined([Uint8Array.of(...magic, 1, 0), shorts(padded.length), padded, bytes]); // version 1.0
}

/**
 * Reads the tensor in an NPY file. It supports floating-point numbers of 16, 32 and 64 bits, whole numbers and truth values, in either byte
 * order and in row-major or column-major order. It doesn't support Python objects, records, texts or complex numbers.
 *
 * @param bytes - the bytes of the file
 * @param shape - the expected shape, in which every size is literal or named
 * @throws {@link FormatError} if the bytes aren't an NPY file that can be read
 * @throws ShapeError if the array has a different shape
 * @example
 * ```ts
 * import { dim, matrix } from "conformable";
 * import { npyShape, readNpy, writeNpy } from "conformable/io";
 *
 * const bytes = writeNpy(matrix([[1, 2, 3], [4, 5, 6]]));
 * const points = dim("points", npyShape(bytes)[0] ?? 0);
 * readNpy(bytes, [points, 3]); // Matrix<Dim<"points">, 3>
 * ```
 */
export function readNpy<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  bytes: Bytes,
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  const expected = checkShape(shape);
  const entry = entryOf("npy", checkBytes("readNpy", bytes));
  if (!sameShape(entry.shape, expected))
    throw new ShapeError(`readNpy: the array is ${show(entry.shape)}, not ${show(expected)}`);
  return read(entry);
}

/**
 * Returns the shape of the array in an NPY file, without reading its numbers.
 *
 * @throws {@link FormatError} if the bytes aren't an NPY file that can be read
 */
export const npyShape = (bytes: Bytes): readonly number[] => entryOf("npy", checkBytes("npyShape", bytes)).shape;

/**
 * Reads the header of an NPY file. If its numbers are of a type that can't be read, that is an error only for whoever asks for them.
 *
 * @param format - what errors name, because the file can be part of an NPZ file
 * @param file - the file, or as much of it as its header may take
 * @param length - the length of the whole file
 * @param all - returns the whole file
 */
export function entryOf(format: string, file: Uint8Array, length = file.length, all = () => file): Entry {
  const { header, start } = readHeader(format, file);
  const { descr, fortran_order: order, shape: sizes } = fieldsOf(header) ?? malformed(format, "its header is damaged");
  const shape = shapeIn(format, sizes);
  const [, byteOrder = "", code = ""] = /^([<>|=])([a-z]\d)$/.exec(String(descr)) ?? [];
  const type = types[code];
  if (type === undefined || (byteOrder === "|" && sizeOf(type) > 1)) {
    const refuse = (): never => malformed(format, `the number type ${describe(descr)} can't be read`);
    return { shape, read: refuse };
  }
  const size = sizeOf(type);
  if (count(shape) * size !== length - start)
    return malformed(format, `an array of ${show(shape)} takes ${count(shape) * size} bytes, and there are ${length - start}`);
  return {
    shape,
    type,
    columnMajor: order === true,
    read: () => decode(all().subarray(start, length), type, byteOrder !== ">"),
  };
}

/**
 * The fields of a header: a Python dictionary with three keys, here read as JSON. Their order and the spaces may be any: the format's
 * description says that readers mustn't depend on those that NumPy writes.
 */
function fieldsOf(header: string): { descr?: unknown; fortran_order?: unknown; shape?: unknown } | undefined {
  try {
    const json = header
      .replace(/'/g, '"')
      .replace(/\(/g, "[")
      .replace(/,?\)/g, "]")
      .replace(/, }/, "}")
      .replace("True", "true")
      .replace("False", "false");
    return JSON.parse(json) || undefined;
  } catch {
    return undefined;
  }
}

function readHeader(format: string, file: Uint8Array): { header: string; start: number } {
  if (!magic.every((byte, index) => file[index] === byte)) return malformed(format, "it isn't an NPY file");
  const version = file[magic.length] ?? 0;
  if (version < 1 || version > 3) return malformed(format, `version ${version} can't be read`);
  const place = magic.length + 2;
  const [before, lengthIn] =
    version === 1
      ? [place + 2, (view: DataView) => view.getUint16(place, true)]
      : [place + 4, (view: DataView) => view.getUint32(place, true)];
  const { header, start } = headerIn(format, file, before, longestHeader, lengthIn);
  return { header: decodeText(header) ?? "", start };
}
