/** Reads zip files, as described in PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3. What the file says about itself is checked. */
import { inflateSync } from "fflate";
import { cut } from "../shape/describe.js";
import { malformed } from "./format-error.js";
import { decodeText } from "./text.js";

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
    if (error instanceof RangeError) malformed("npz", "its directory is damaged"); // a DataView was read outside its bytes
    throw error;
  }
}

function entries(file: Uint8Array): Packed[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const short = (place: number): number => view.getUint16(place, true);
  const long = (place: number): number => view.getUint32(place, true);
  const longer = (place: number): number => Number(view.getBigUint64(place, true));
  const expect = (place: number, signature: number): void => {
    if (long(place) !== signature) malformed("npz", "its directory is damaged");
  };

  let last = file.length - endLength;
  const first = Math.max(0, last - longestComment);
  while (last >= first && long(last) !== end) last--;
  if (last < first) malformed("npz", "it isn't a zip file");
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
    const name = decodeText(file.subarray(place + entryLength, extra)) ?? malformed("npz", "a name in it isn't text in UTF-8");
    if (names.has(name)) malformed("npz", `it has ${cut(name)} twice`);
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
      malformed("npz", `${cut(name)} is encrypted, or compressed in a way that isn't supported`);
    expect(header, local);
    const from = header + localLength + short(header + 26) + short(header + 28);
    const to = from + packedSize;
    if (to > file.length || (method === 0 && size !== packedSize)) malformed("npz", `${cut(name)} has a wrong size`);
    const packed = file.subarray(from, to);
    found.push({ name, size, from: header, to, ...contents(name, packed, method === 8, size, long(place + 16)) });
    place = next + short(place + 32);
  }
  let previous = 0;
  for (const { name, from, to } of [...found].sort((one, other) => one.from - other.from)) {
    if (from < previous) malformed("npz", `${cut(name)} overlaps another file in it`);
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
        return malformed("npz", `${cut(name)} is damaged: it doesn't have the size and the checksum that the file states`);
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

/** The remainders of the 256 bytes, divided by the polynomial of zip files. */
const remainders = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (-(remainder & 1) & 0xedb88320);
  return remainder;
});

function crc32(bytes: Uint8Array): number {
  let remainder = -1;
  for (let index = 0; index < bytes.length; index++) {
    remainder = (remainder >>> 8) ^ (remainders[(remainder ^ (bytes[index] as number)) & 255] as number); // within their lengths
  }
  return ~remainder >>> 0;
}
