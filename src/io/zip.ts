/**
 * Reads and writes zip files, as described in PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3. What a file says about itself is checked.
 */
import { inflateSync } from "fflate";
import { halves, joined, shorts } from "./bytes.js";
import { malformed } from "./format-error.js";
import { decodeText, encodeText, shown } from "./text.js";

/** A file in a zip file. */
export interface Packed {
  readonly name: string;
  /** The number of bytes that it has when unpacked, according to the zip file. */
  readonly size: number;
  /** Returns its first bytes, up to `length` of them. If they can't be unpacked, they are 0. */
  first(length: number): Uint8Array;
  /** Unpacks it, and checks its size and its checksum. */
  unpack(): Uint8Array;
}

const damaged = (why: string): never => malformed("npz", why);

/** The signatures of the records, and their lengths without the texts that follow. */
const [local, entry, end, locator, end64] = [0x04034b50, 0x02014b50, 0x06054b50, 0x07064b50, 0x06064b50];
const [localLength, entryLength, endLength, locatorLength] = [30, 46, 22, 20];
const longestComment = 0xffff;
/** From so many bytes, the header of any array can be unpacked. With more, it would only take longer. */
const mostPeeked = 2048;
/** Stands for a number that is in a record of 64 bits instead. */
const elsewhere = 0xffff_ffff;

/** The files in a zip file, in the order of its directory. Nothing is unpacked yet. */
export function readZip(file: Uint8Array): Packed[] {
  try {
    return entries(file);
  } catch (error) {
    if (error instanceof RangeError) damaged("its directory is damaged"); // a DataView was read outside its bytes
    throw error;
  }
}

function entries(file: Uint8Array): Packed[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const short = (place: number): number => view.getUint16(place, true);
  const long = (place: number): number => view.getUint32(place, true);
  const longer = (place: number): number => Number(view.getBigUint64(place, true));
  const expect = (place: number, signature: number): void => {
    if (long(place) !== signature) damaged("its directory is damaged");
  };

  let last = file.length - endLength;
  const first = Math.max(0, last - longestComment);
  while (last >= first && long(last) !== end) last--;
  if (last < first) damaged("it isn't a zip file");
  let count = short(last + 10);
  let place = long(last + 16);
  if (last >= locatorLength && long(last - locatorLength) === locator) {
    const record = longer(last - locatorLength + 8);
    expect(record, end64);
    count = longer(record + 32);
    place = longer(record + 48);
  }

  const found: (Packed & { readonly from: number; readonly to: number })[] = [];
  const names = new Set<string>();
  for (; count > 0; count--) {
    expect(place, entry);
    const extra = place + entryLength + short(place + 28);
    const next = extra + short(place + 30);
    const name = decodeText(file.subarray(place + entryLength, extra)) ?? damaged("a name in it isn't text in UTF-8");
    if (names.has(name)) damaged(`it has ${shown(name)} twice`);
    names.add(name);
    // Of these three, the extra field contains those that are larger than 32 bits, in this order.
    let field = extra;
    while (field < next && short(field) !== 1) field += 4 + short(field + 2);
    field += 4;
    const [size = 0, packedSize = 0, header = 0] = [24, 20, 42].map((offset) => {
      const value = long(place + offset);
      if (value !== elsewhere || field >= next) return value;
      field += 8;
      return longer(field - 8);
    });
    const method = short(place + 10);
    if ((method !== 0 && method !== 8) || (short(place + 8) & 1) !== 0)
      damaged(`${shown(name)} is encrypted, or compressed in a way that isn't supported`);
    expect(header, local);
    const from = header + localLength + short(header + 26) + short(header + 28);
    const to = from + packedSize;
    if (to > file.length || (method === 0 && size !== packedSize)) damaged(`${shown(name)} has a wrong size`);
    const packed = file.subarray(from, to);
    found.push({ name, size, from: header, to, ...contents(name, packed, method === 8, size, long(place + 16)) });
    place = next + short(place + 32);
  }
  let previous = 0;
  for (const { name, from, to } of [...found].sort((one, other) => one.from - other.from)) {
    if (from < previous) damaged(`${shown(name)} overlaps another file in it`);
    previous = to;
  }
  return found;
}

/** How the bytes of a file are had. */
function contents(
  name: string,
  packed: Uint8Array,
  compressed: boolean,
  size: number,
  checksum: number,
): Pick<Packed, "first" | "unpack"> {
  return {
    first(length) {
      if (!compressed) return packed.subarray(0, length);
      const out = new Uint8Array(Math.min(length, size));
      inflated(packed.subarray(0, mostPeeked), out);
      return out;
    },
    unpack() {
      const bytes = compressed ? inflated(packed, new Uint8Array(size + 1)) : packed; // one byte too many would be noticed
      if (bytes?.length !== size || crc32(bytes) !== checksum)
        return damaged(`${shown(name)} is damaged: it doesn't have the size and the checksum that the file states`);
      return bytes;
    },
  };
}

/** Fills `out` as far as the bytes can be unpacked. Undefined if they break off, or aren't what compression gives. */
function inflated(packed: Uint8Array, out: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(packed, { out });
  } catch {
    return undefined;
  }
}

/** The most files in a zip file without records of 64 bits, and the most bytes in a name. */
const most = 0xffff;

/**
 * Returns the bytes of a zip file, without compression.
 *
 * @throws RangeError if there are too many files or bytes, or a name is too long
 */
export function writeZip(operation: string, files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let [place, size, longest] = [0, 0, 0];
  for (const [text, bytes] of files) {
    const name = encodeText(text);
    const length = halves(bytes.length);
    // Version 2.0, a name in UTF-8, no compression, and the earliest date: the same arrays give the same file.
    const both = [20, 0x800, 0, 0, 0x21, ...halves(crc32(bytes)), ...length, ...length, name.length, 0];
    parts.push(shorts(...halves(local), ...both), name, bytes);
    directory.push(shorts(...halves(entry), 20, ...both, 0, 0, 0, 0, 0, ...halves(place)), name);
    place += localLength + name.length + bytes.length;
    size += entryLength + name.length;
    longest = Math.max(longest, name.length);
  }
  if (Math.max(files.length, longest) > most || place + size >= elsewhere)
    throw new RangeError(`${operation}: a file has at most ${most} tensors, ${most} bytes in a name, and 4 GB in all`);
  const last = shorts(...halves(end), 0, 0, files.length, files.length, ...halves(size), ...halves(place), 0);
  return joined([...parts, ...directory, last]);
}

/** The remainders of the 256 bytes, divided by the polynomial of zip files; then the same with one to three zero bytes after them. */
const remainders = /* @__PURE__ */ (() => {
  const table = new Int32Array(4 * 256);
  table.forEach((_, index) => {
    let remainder = index < 256 ? index : (table[index - 256] as number); // within its length
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (-(remainder & 1) & 0xedb88320);
    table[index] = remainder;
  });
  return table;
})();

const remainderAt = (index: number): number => remainders[index] as number; // within its length

/** The checksum of zip files. Four bytes are taken at a time ("slicing by 4"). */
function crc32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let [remainder, place] = [-1, 0];
  for (; place + 4 <= bytes.length; place += 4) {
    remainder ^= view.getInt32(place, true);
    remainder =
      remainderAt(768 + (remainder & 255)) ^
      remainderAt(512 + ((remainder >>> 8) & 255)) ^
      remainderAt(256 + ((remainder >>> 16) & 255)) ^
      remainderAt(remainder >>> 24);
  }
  for (; place < bytes.length; place++) remainder = (remainder >>> 8) ^ remainderAt((remainder ^ (bytes[place] as number)) & 255);
  return ~remainder >>> 0;
}
