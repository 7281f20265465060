/**
 * Safetensors, the file format that Hugging Face, PyTorch, JAX and MLX share: https://huggingface.co/docs/safetensors,
 * "Format".
 */
import { describe } from "../shape/describe.js";
import { fieldsOf } from "../shape/options.js";
import { count } from "../shape/reshape.js";
import { ShapeError } from "../shape/shape-error.js";
import type { AnyTensor } from "../tensor/tensor.js";
import {
  type Bytes,
  checkBytes,
  decode,
  encode,
  halves,
  isNumberType,
  joined,
  type NumberType,
  shorts,
  sizeOf,
} from "./bytes.js";
import { headerIn, malformed, shapeIn } from "./format-error.js";
import { type Entry, type Named, named, TensorFile } from "./tensor-file.js";
import { decodeText, encodeText, shown } from "./text.js";

/** The header begins after its length, which takes 8 bytes. */
const headerStart = 8;
/** The format's limit for the length of a header. */
const longestHeader = 100_000_000;
/** The numbers begin at a multiple of this, so that a reader can use them in place. */
const alignment = 8;
const metadataKey = "__metadata__";

const damaged = (why: string): never => malformed("safetensors", why);

/**
 * Returns the bytes of a safetensors file. A tensor in nested records is named by its path: `{ embed: { weight } }` becomes `embed.weight`.
 * Numbers are written as float32 (`F32`), or as float64 (`F64`) if the reference engine computed them.
 *
 * @param record - the tensors
 * @param metadata - strings to store with the tensors
 * @throws ShapeError if the record contains anything other than tensors, or two tensors would have the same name
 * @example
 * ```ts
 * import { ones, zeros } from "conformable";
 * import { writeSafetensors } from "conformable/io";
 *
 * const bytes = writeSafetensors({ embed: { weight: ones([7, 64]) }, bias: zeros([7]) }); // embed.weight and bias
 * ```
 */
export function writeSafetensors<const Tree extends object>(
  record: Tree & Named<"writeSafetensors", Tree>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const { texts, other } = readMetadata(metadata);
  if (other) throw new TypeError(`writeSafetensors: metadata are texts, and ${shown(other[0])} is ${describe(other[1])}`);
  return write("writeSafetensors", named("writeSafetensors", record), texts);
}

/** The bytes of a file of these tensors and texts. */
export function write(
  operation: string,
  tensors: Iterable<readonly [name: string, tensor: AnyTensor]>,
  texts: readonly (readonly [key: string, text: string])[],
): Uint8Array {
  const header: [name: string, described: unknown][] = [];
  if (texts.length > 0) header.push([metadataKey, Object.fromEntries(texts)]);
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const [name, tensor] of tensors) {
    if (name === metadataKey) throw new ShapeError(`${operation}: no tensor can be named ${metadataKey}`);
    const numbers = tensor.dataSync();
    const bytes = encode(numbers);
    const start = end;
    end += bytes.byteLength;
    const dtype: NumberType = numbers instanceof Float64Array ? "F64" : "F32";
    header.push([name, { dtype, shape: tensor.shape, data_offsets: [start, end] }]);
    parts.push(bytes);
  }
  // The text is built entry by entry, because an object would move names such as "0" to the front, and lose "__proto__".
  const text = `{${header.map(([name, described]) => `${JSON.stringify(name)}:${JSON.stringify(described)}`).join(",")}}`;
  const encoded = encodeText(text);
  const padded = Math.ceil(encoded.length / alignment) * alignment;
  const spaces = new Uint8Array(padded - encoded.length).fill(0x20); // JSON allows them at the end
  return joined([shorts(...halves(padded), 0, 0), encoded, spaces, ...parts]);
}

/** What metadata consist of, and the first of it that isn't a text. */
function readMetadata(given: unknown): {
  texts: [key: string, text: string][];
  other: [key: string, value: unknown] | undefined;
} {
  const texts = Object.entries(fieldsOf(given));
  const other = texts.find(([, text]) => typeof text !== "string");
  return { texts: texts as [string, string][], other }; // whoever calls this refuses others
}

/**
 * Reads a safetensors file. It checks the whole header at once, and reads the numbers of a tensor when you get the tensor. Whole numbers
 * become float32, which represents them exactly up to 16,777,216, or float64 if the engine computes in it.
 *
 * @throws {@link FormatError} if the bytes aren't a safetensors file
 * @example
 * ```ts
 * import { ones } from "conformable";
 * import { readSafetensors, writeSafetensors } from "conformable/io";
 *
 * const file = readSafetensors(writeSafetensors({ embed: { weight: ones([7, 64]) } }));
 * const weight = file.get("embed.weight", [7, 64]); // a Matrix<7, 64>
 * ```
 */
export function readSafetensors(bytes: Bytes): TensorFile {
  const { entries, metadata } = contentsOf("readSafetensors", bytes);
  return new TensorFile("safetensors", entries, metadata);
}

/** What a file contains. The numbers of its entries haven't been read yet. */
interface Contents {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads the header of a file.
 *
 * @throws {@link FormatError} if the bytes aren't a safetensors file
 */
export function contentsOf(operation: string, bytes: Bytes): Contents {
  const file = checkBytes(operation, bytes);
  const { header: encoded, start } = headerIn("safetensors", file, headerStart, longestHeader, (view) =>
    view.getBigUint64(0, true),
  );
  const header = parse(decodeText(encoded) ?? damaged("the header isn't text in UTF-8"));
  const numbers = file.subarray(start);
  const entries = new Map<string, Entry>();
  const places: { name: string; from: number; to: number }[] = [];
  for (const [name, described] of Object.entries(header)) {
    if (name === metadataKey) continue;
    const { entry, from, to } = readEntry(name, described, numbers);
    entries.set(name, entry);
    places.push({ name, from, to });
  }
  checkPlaces(places, numbers.length);
  const { texts, other } = readMetadata(header[metadataKey]);
  if (other) damaged(`metadata are texts, and ${shown(other[0])} is ${describe(other[1])}`);
  return { entries, metadata: Object.fromEntries(texts) };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  if (!text.startsWith("{")) return damaged("the header doesn't begin with {");
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    return damaged("the header isn't JSON");
  }
  refuseRepeatedKeys(text);
  return header as Readonly<Record<string, unknown>>; // JSON that begins with { is an object
}

/**
 * Refuses a key that occurs twice in the header or in one of its entries, because `JSON.parse` would silently drop the first. The text is
 * known to be valid JSON. It is read character by character, since a regular expression would need a stack as deep as a text is long.
 */
function refuseRepeatedKeys(text: string): void {
  const seen: Set<string>[] = [];
  let depth = 0;
  let [start, end] = [0, 0]; // of the last text
  for (let place = 0; place < text.length; place++) {
    const character = text[place];
    if (character === "{") {
      if (++depth < 3) seen[depth] = new Set();
    } else if (character === "}") depth--;
    else if (character === '"') {
      for (start = place++; text[place] !== '"'; place++) if (text[place] === "\\") place++;
      end = place + 1;
    } else if (character === ":" && depth < 3) {
      const key: string = JSON.parse(text.slice(start, end));
      if (seen[depth]?.has(key)) damaged(`the header has ${shown(key)} twice`);
      seen[depth]?.add(key);
    }
  }
}

function readEntry(name: string, described: unknown, file: Uint8Array): { entry: Entry; from: number; to: number } {
  const { dtype, shape: given, data_offsets: offsets } = fieldsOf(described);
  if (!isNumberType(dtype)) return damaged(`${shown(name)} has the number type ${describe(dtype)}, which can't be read`);
  const [from, to, more] = Array.isArray(offsets) ? (offsets as unknown[]) : [];
  if (!(isPlace(from) && isPlace(to) && more === undefined && from <= to && to <= file.length))
    return damaged(`${shown(name)} lies outside the file`);
  const shape = shapeIn("safetensors", given, `${shown(name)}: `);
  const needed = count(shape) * sizeOf(dtype);
  if (needed !== to - from) return damaged(`${shown(name)} has ${to - from} bytes, but its shape needs ${needed}`);
  return { entry: { shape, type: dtype, read: () => decode(file.subarray(from, to), dtype) }, from, to };
}

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Checks that the tensors cover all bytes after the header, without gaps or overlaps. */
function checkPlaces(places: { name: string; from: number; to: number }[], length: number): void {
  let end = 0;
  for (const { name, from, to } of places.sort((one, other) => one.from - other.from || one.to - other.to)) {
    if (from !== end) damaged(`${shown(name)} ${from < end ? "overlaps another tensor" : "comes after a gap"}`);
    end = to;
  }
  if (end !== length) damaged(`${length - end} bytes at the end belong to no tensor`);
}
