/** Converts between the bytes of files and the numbers in them. */
import { describe } from "../shape/describe.js";
import { isRevoked, isTypedArray } from "../shape/list.js";

/** The number of bytes that each number type takes. The names are those of safetensors. */
export const sizes = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
} as const;

/**
 * The type of the numbers in a file: floating point (`F`), bfloat16 (`BF16`), signed whole numbers (`I`) or unsigned ones (`U`), each with
 * its number of bits, or one-byte truth values (`BOOL`).
 */
export type NumberType = keyof typeof sizes;

export const isNumberType = (name: unknown): name is NumberType => typeof name === "string" && Object.hasOwn(sizes, name);

/** Numbers as tensors store them: float32, or float64 if float32 would lose digits that the engine can keep. */
export type Numbers = Float32Array | Float64Array;

/** The bytes of a file. */
export type Bytes = Uint8Array | ArrayBuffer;

/** Returns the given bytes as a Uint8Array, without copying them. */
export function checkBytes(operation: string, given: unknown): Uint8Array {
  if (!isRevoked(given)) {
    if (given instanceof ArrayBuffer) return new Uint8Array(given);
    if (isTypedArray(given) && given instanceof Uint8Array)
      return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  }
  throw new TypeError(`${operation}: takes a Uint8Array or an ArrayBuffer, not ${describe(given)}`);
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Decodes numbers. Float64 stays float64; every other type becomes float32, with rounding where necessary. */
export function decode(bytes: Uint8Array, type: NumberType, littleEndian = true): Numbers {
  const size = sizes[type];
  // Typed arrays use the machine's byte order, and their offset must be a multiple of the size of their numbers.
  const swapped = littleEndian !== isLittleEndian && size > 1;
  const aligned = swapped || bytes.byteOffset % size !== 0 ? bytes.slice() : bytes;
  if (swapped) swapEach(aligned, size);
  const { byteOffset } = aligned;
  const buffer = aligned.buffer as ArrayBuffer; // a SharedArrayBuffer works in the same way
  const length = aligned.byteLength / size;
  switch (type) {
    case "F64":
      return new Float64Array(buffer, byteOffset, length);
    case "F32":
      return new Float32Array(buffer, byteOffset, length);
    case "F16":
      return fromHalves(new Uint16Array(buffer, byteOffset, length));
    case "BF16":
      return fromUpperHalves(new Uint16Array(buffer, byteOffset, length));
    case "I64":
    case "U64":
      return Float32Array.from(new wholes[type](buffer, byteOffset, length), forFloat32);
    case "BOOL":
      return Float32Array.from(aligned, (byte) => Number(byte !== 0));
    default:
      return new Float32Array(new wholes[type](buffer, byteOffset, length));
  }
}
const wholes = {
  I64: BigInt64Array,
  U64: BigUint64Array,
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
} as const;

/**
 * A number that float32 rounds as it would round the whole number itself. `Number` would round it to float64 first, perhaps to the middle
 * between two numbers of float32. So the 11 bits that float64 can't hold become a single one, which says whether any of them is set.
 */
function forFloat32(whole: bigint): number {
  const near = Number(whole);
  return Number.isSafeInteger(near) ? near : Number((whole >> 11n) | (whole & 2047n ? 1n : 0n)) * 2048;
}

function swapEach(bytes: Uint8Array, size: number): void {
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse();
}

/** Encodes numbers as little-endian bytes. */
export function encode(numbers: Numbers): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  if (isLittleEndian) return bytes;
  const swapped = bytes.slice();
  swapEach(swapped, numbers.BYTES_PER_ELEMENT);
  return swapped;
}

/** Whole numbers as little-endian bytes, two for each. */
export const shorts = (...numbers: readonly number[]): Uint8Array =>
  Uint8Array.from(numbers.flatMap((number) => [number, number >> 8]));
/** The two halves of a whole number of 32 bits, the lower one first. */
export const halves = (number: number): [number, number] => [number, number >>> 16];

/** The bytes of all parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let next = 0;
  for (const part of parts) {
    whole.set(part, next);
    next += part.length;
  }
  return whole;
}

/** Decodes float16: a sign bit, 5 bits of exponent and 10 bits of fraction (IEEE 754-2019, binary16). */
function fromHalves(stored: Uint16Array): Float32Array {
  const result = new Float32Array(stored.length);
  const bits = new Uint32Array(result.buffer);
  for (let index = 0; index < stored.length; index++) {
    const half = stored[index] as number; // within its length
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 0)
      result[index] = (sign === 0 ? 1 : -1) * fraction * 2 ** -24; // subnormal or zero
    else bits[index] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return result;
}

/** Decodes bfloat16, which is the upper 16 bits of a float32. */
function fromUpperHalves(halves: Uint16Array): Float32Array {
  const bits = Uint32Array.from(halves, (half) => half * 65_536);
  return new Float32Array(bits.buffer);
}
