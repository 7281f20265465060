/** Bytes from outside, and the numbers in them. */
import { describe } from "../shape/describe.js";
import { isRevoked, isTypedArray } from "../shape/list.js";

/** How many bytes a number takes, by the names that safetensors gives to number types. */
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
 * A type of numbers in a file: floating point (`F`), the upper half of a float32 (`BF16`), whole numbers with a sign (`I`) and without (`U`),
 * each with its bits, or truth values of a byte.
 */
export type NumberType = keyof typeof sizes;

export const isNumberType = (name: unknown): name is NumberType => typeof name === "string" && Object.hasOwn(sizes, name);

/** Numbers as the tensors keep them: float64 where float32 would lose digits and the engine may keep them. */
export type Numbers = Float32Array | Float64Array;

/** What bytes come in. */
export type Bytes = Uint8Array | ArrayBuffer;

/** The bytes as given, not copied. */
export function checkBytes(operation: string, given: unknown): Uint8Array {
  if (!isRevoked(given)) {
    if (given instanceof ArrayBuffer) return new Uint8Array(given);
    if (isTypedArray(given) && given instanceof Uint8Array)
      return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  }
  throw new TypeError(`${operation}: takes a Uint8Array or an ArrayBuffer, not ${describe(given)}`);
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Numbers from their bytes. What float32 can't hold exactly is rounded, except that float64 stays float64. */
export function decode(bytes: Uint8Array, type: NumberType, littleEndian = true): Numbers {
  const size = sizes[type];
  // Typed arrays read in the order of the machine, and only from a multiple of their size.
  const swapped = littleEndian !== isLittleEndian && size > 1;
  const aligned = swapped || bytes.byteOffset % size !== 0 ? bytes.slice() : bytes;
  if (swapped) swapEach(aligned, size);
  const { buffer, byteOffset } = aligned;
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
      return Float32Array.from(new BigInt64Array(buffer, byteOffset, length), Number);
    case "U64":
      return Float32Array.from(new BigUint64Array(buffer, byteOffset, length), Number);
    case "BOOL":
      return Float32Array.from(aligned, (byte) => (byte === 0 ? 0 : 1));
    default:
      return new Float32Array(new wholes[type](buffer as ArrayBuffer, byteOffset, length)); // shared memory is read in the same way
  }
}
const wholes = {
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
} as const;

function swapEach(bytes: Uint8Array, size: number): void {
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse();
}

/** The bytes of numbers, little-endian. */
export function encode(numbers: Numbers): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  if (isLittleEndian) return bytes;
  const swapped = bytes.slice();
  swapEach(swapped, numbers.BYTES_PER_ELEMENT);
  return swapped;
}

/** Float16: a sign, 5 bits of exponent, 10 of fraction (IEEE 754-2019, binary16). */
function fromHalves(halves: Uint16Array): Float32Array {
  const result = new Float32Array(halves.length);
  const bits = new Uint32Array(result.buffer);
  for (let index = 0; index < halves.length; index++) {
    const half = halves[index] as number; // within its length
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 0)
      result[index] = (sign === 0 ? 1 : -1) * fraction * 2 ** -24; // subnormal, or a zero with its sign
    else bits[index] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return result;
}

/** Bfloat16: the upper 16 bits of a float32. */
function fromUpperHalves(halves: Uint16Array): Float32Array {
  const bits = Uint32Array.from(halves, (half) => half * 65_536);
  return new Float32Array(bits.buffer);
}
