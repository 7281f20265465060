/** Converts between the bytes of files and the numbers in them. */
import { engine } from "../engine/current.js";
import { describe } from "../shape/describe.js";
import { isRevoked, isTypedArray } from "../shape/list.js";

/** The typed array that each number type is read with. The names are those of safetensors. */
const arrays = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I64: BigInt64Array,
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U64: BigUint64Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
} as const;

/**
 * The type of the numbers in a file: floating point (`F`), bfloat16 (`BF16`), signed whole numbers (`I`) or unsigned ones (`U`), each with
 * its number of bits, or one-byte truth values (`BOOL`).
 */
export type NumberType = keyof typeof arrays;

export const isNumberType = (name: unknown): name is NumberType => typeof name === "string" && Object.hasOwn(arrays, name);

/** The number of bytes that a number of this type takes. */
export const sizeOf = (type: NumberType): number => arrays[type].BYTES_PER_ELEMENT;

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

/**
 * Decodes numbers. Float64 stays float64. Every other type becomes float32, with rounding where necessary, or float64 if float32 can't hold all
 * of its numbers and the engine can.
 */
export function decode(bytes: Uint8Array, type: NumberType, littleEndian = true): Numbers {
  const size = sizeOf(type);
  // Typed arrays use the machine's byte order, and their offset must be a multiple of the size of their numbers.
  const swapped = littleEndian !== isLittleEndian && size > 1;
  const aligned = swapped || bytes.byteOffset % size !== 0 ? bytes.slice() : bytes;
  if (swapped) swapEach(aligned, size);
  const buffer = aligned.buffer as ArrayBuffer; // a SharedArrayBuffer works in the same way
  const stored = new arrays[type](buffer, aligned.byteOffset, aligned.byteLength / size);
  if (stored instanceof Float64Array || stored instanceof Float32Array) return stored;
  if (size > 2 && engine().precision === "float64") return Float64Array.from(stored as ArrayLike<number>, Number); // or of bigint
  if (stored instanceof BigInt64Array || stored instanceof BigUint64Array) return Float32Array.from(stored, forFloat32);
  if (type === "F16") return fromHalves(stored);
  if (type === "BF16") return fromUpperHalves(stored);
  return type === "BOOL" ? Float32Array.from(stored, (byte) => Number(byte !== 0)) : new Float32Array(stored);
}

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
function fromHalves(stored: ArrayLike<number>): Float32Array {
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
function fromUpperHalves(stored: ArrayLike<number>): Float32Array {
  const bits = Uint32Array.from(stored, (half) => half * 65_536);
  return new Float32Array(bits.buffer);
}
