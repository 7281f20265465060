/** Safetensors, NPY and NPZ: what is written is read again, what others write is read, and what is broken is refused. */
import { crc32 } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { dim, matrix, ones, random, randomNormal, ShapeError, scalar, tensor, useEngine, zeros } from "../../src/index.js";
import {
  FormatError,
  npyShape,
  readNpy,
  readNpz,
  readSafetensors,
  writeNpy,
  writeNpz,
  writeSafetensors,
} from "../../src/io/index.js";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const numbers = [0, -0, 1, -2.5, 1e-40, 3.4e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
const source = random(7);

/** A safetensors file of a header and bytes, whatever they are. */
function safetensors(header: string, bytes: Uint8Array = new Uint8Array()): Uint8Array {
  const encoded = text(header);
  const file = new Uint8Array(8 + encoded.length + bytes.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(encoded.length), true);
  file.set(encoded, 8);
  file.set(bytes, 8 + encoded.length);
  return file;
}
const entry = (dtype: string, shape: unknown, ...offsets: unknown[]) => JSON.stringify({ dtype, shape, data_offsets: offsets });

/** An NPY file of a header and bytes. */
function npy(header: string, bytes: Uint8Array, version = 1): Uint8Array {
  const encoded = text(header);
  const before = version === 1 ? 10 : 12;
  const file = new Uint8Array(before + encoded.length + bytes.length);
  file.set([0x93, ...text("NUMPY"), version, 0]);
  const view = new DataView(file.buffer);
  if (version === 1) view.setUint16(8, encoded.length, true);
  else view.setUint32(8, encoded.length, true);
  file.set(encoded, before);
  file.set(bytes, before + encoded.length);
  return file;
}
const described = (descr: string, shape: string, order = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

describe.each(["reference", "wasm"] as const)("what is written is read again (%s)", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));

  const x = () => tensor(numbers, [3, 3]);
  test("safetensors, with nested names, scalars, empty tensors and metadata", () => {
    const record = { embed: { weight: x() }, layers: [scalar(3), zeros([0, 2])], __proto__name: ones([2]) };
    const file = readSafetensors(writeSafetensors(record, { note: "ünï", steps: "7" }));
    expect(file.names).toEqual(["embed.weight", "layers.0", "layers.1", "__proto__name"]);
    expect(file.metadata).toEqual({ note: "ünï", steps: "7" });
    expect(file.typeOf("embed.weight")).toBe(engine === "wasm" ? "F32" : "F64");
    expect(file.shapeOf("layers.1")).toEqual([0, 2]);
    expect(file.get("embed.weight", [3, 3])).toEqual(x());
    expect(file.get("layers.0", [])).toEqual(scalar(3));
    expect(file.get("layers.1", [0, 2])).toEqual(zeros([0, 2]));
  });

  test.each([[[3, 3]], [[9]], [[]], [[0, 5]], [[1, 9, 1]]])("NPY of shape %j", (shape) => {
    const given = tensor(shape.length === 0 ? [4] : shape.includes(0) ? [] : numbers, shape as [9]);
    const bytes = writeNpy(given);
    expect(npyShape(bytes)).toEqual(shape);
    expect(bytes.length % 64).toBe(shape.includes(0) ? 0 : (given.size * (engine === "wasm" ? 4 : 8)) % 64);
    expect(readNpy(bytes, shape as [9])).toEqual(given);
  });

  test("NPZ, with nested names", () => {
    const file = readNpz(writeNpz({ a: x(), b: { c: ones([100, 100]) } }));
    expect(file.names).toEqual(["a", "b.c"]);
    expect(file.get("a", [3, 3])).toEqual(x());
    expect(file.get("b.c", [100, 100])).toEqual(ones([100, 100]));
  });
});

test("a transposed matrix is written row by row", () => {
  const x = matrix([
    [1, 2, 3],
    [4, 5, 6],
  ]).transpose();
  expect(readSafetensors(writeSafetensors({ x })).get("x", [3, 2])).toEqual(x);
  expect(readNpy(writeNpy(x), [3, 2])).toEqual(x);
});

test("the numbers begin at a multiple of eight bytes, and what lies elsewhere is read all the same", () => {
  const bytes = writeSafetensors({ abc: randomNormal([5], source) });
  const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(start % 8).toBe(0);
  for (let shift = 0; shift < 8; shift++) {
    const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
    shifted.set(bytes);
    expect(readSafetensors(shifted).get("abc", [5])).toEqual(readSafetensors(bytes.buffer as ArrayBuffer).get("abc", [5]));
  }
});

const halves = [0, 0x8000, 0x3c00, 0xc100, 1, 0x83ff, 0x7bff, 0x7c00, 0xfc00, 0x7e00];
const valuesOfHalves = [
  0,
  -0,
  1,
  -2.5,
  2 ** -24,
  -1023 * 2 ** -24,
  65504,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];
const upperHalves = [0, 0x8000, 0x3f80, 0xc020, 0x7f80, 0xff80, 0x7fc0];
const valuesOfUpperHalves = [0, -0, 1, -2.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
/** Halfway between two numbers of float32. Above it, the greater one is nearer, but float64 can't tell. */
const halfway = 2n ** 60n + 2n ** 36n;
const aboveHalfway = 2 ** 60 + 2 ** 37;
/** A number type in both formats, some numbers of it, and what they are. */
const types: readonly (readonly [
  type: string,
  descr: string | undefined,
  stored: ArrayBufferView & { length: number },
  values: readonly number[],
])[] = [
  ["F64", "f8", Float64Array.of(1.5, -2e300, 5), [1.5, Number.NEGATIVE_INFINITY, 5]],
  ["F32", "f4", Float32Array.from(numbers), numbers.map(Math.fround)],
  ["F16", "f2", Uint16Array.from(halves), valuesOfHalves],
  ["BF16", undefined, Uint16Array.from(upperHalves), valuesOfUpperHalves],
  ["I64", "i8", BigInt64Array.of(-5n, 2n ** 40n, -halfway, -halfway - 1n), [-5, 2 ** 40, -(2 ** 60), -aboveHalfway]],
  ["I32", "i4", Int32Array.of(-5, 2 ** 30), [-5, 2 ** 30]],
  ["I16", "i2", Int16Array.of(-5, 32767), [-5, 32767]],
  ["I8", "i1", Int8Array.of(-5, 127), [-5, 127]],
  ["U64", "u8", BigUint64Array.of(5n, 2n ** 63n, halfway, halfway + 1n), [5, 2 ** 63, 2 ** 60, aboveHalfway]],
  ["U32", "u4", Uint32Array.of(5, 2 ** 31), [5, 2 ** 31]],
  ["U16", "u2", Uint16Array.of(5, 65535), [5, 65535]],
  ["U8", "u1", Uint8Array.of(5, 255), [5, 255]],
  ["BOOL", "b1", Uint8Array.of(0, 1, 2), [0, 1, 1]],
];

describe.each(types)("%s is read", (type, descr, stored, values) => {
  const size = stored.byteLength / stored.length;
  beforeAll(async () => void (await useEngine("wasm")));

  test("from safetensors", () => {
    const file = readSafetensors(safetensors(`{"x":${entry(type, [values.length], 0, stored.byteLength)}}`, bytesOf(stored)));
    expect(Array.from(file.get("x", [values.length as 5]).dataSync())).toEqual(values);
    expect(file.typeOf("x")).toBe(type);
  });

  test.runIf(descr !== undefined).each([1, 2, 3])("from NPY, in both byte orders, version %d", (version) => {
    const swapped = bytesOf(stored).slice();
    for (let start = 0; start < swapped.length; start += size) swapped.subarray(start, start + size).reverse();
    const order = size === 1 ? "|" : "<";
    const read = (sign: string, bytes: Uint8Array) =>
      Array.from(
        readNpy(npy(described(`${sign}${descr}`, `(${values.length},)`), bytes, version), [values.length as 5]).dataSync(),
      );
    expect(read(order, bytesOf(stored))).toEqual(values);
    expect(read(size === 1 ? "|" : ">", swapped)).toEqual(values);
  });
});

test("an array whose first axis comes first is read as it is", () => {
  const columns = npy(described("<f4", "(2, 3, 2)", "True"), bytesOf(Float32Array.from({ length: 12 }, (_, index) => index)));
  expect(readNpy(columns, [2, 3, 2]).toArray()).toEqual([
    [
      [0, 6],
      [2, 8],
      [4, 10],
    ],
    [
      [1, 7],
      [3, 9],
      [5, 11],
    ],
  ]);
});

test("a shape that isn't the file's is refused with both, and a name that isn't there with those that are", () => {
  const file = readSafetensors(writeSafetensors({ embed: { weight: zeros([7, 5]) }, bias: zeros([7]) }));
  expect(() => file.get("embed.weight", [5, 7])).toThrow(new ShapeError("get: embed.weight is [7, 5], not [5, 7]"));
  expect(() => file.get("weight", [5, 7])).toThrow(
    new ShapeError('get: the safetensors file has no tensor "weight"; it has embed.weight, bias'),
  );
  expect(() => file.get("toString", [5])).toThrow(ShapeError);
  expect(() => file.get("bias", [dim("rows", 5)])).toThrow("get: bias is [7], not [5]");
  const colored = readSafetensors(writeSafetensors({ "\u001b[31mred\n\u009b": zeros([7]) }));
  expect(() => colored.get("\u001b[31mred\n\u009b", [5])).toThrow("get: \\x1b[31mred\\x0a\\x9b is [7], not [5]");
  expect(() => colored.get("blue", [5])).toThrow("it has \\x1b[31mred\\x0a\\x9b");
  expect(() => file.get(3 as never, [5])).toThrow("get: the safetensors file has no tensor 3; it has embed.weight, bias");
  expect(() => readNpy(writeNpy(zeros([2, 3])), [3, 2])).toThrow(new ShapeError("readNpy: the array is [2, 3], not [3, 2]"));
});

test("what can't be written is refused", () => {
  const none = zeros([0]);
  expect(() => writeSafetensors({ a: { b: ones([1]) }, "a.b": ones([1]) })).toThrow(
    "writeSafetensors: two tensors would be named a.b",
  );
  expect(() => writeSafetensors(ones([1]) as never)).toThrow(
    "writeSafetensors: takes a record of tensors: give the tensor a name",
  );
  expect(() => writeSafetensors({ __metadata__: ones([1]) })).toThrow("writeSafetensors: no tensor can be named __metadata__");
  expect(() => writeSafetensors({ a: 3 } as never)).toThrow("writeSafetensors: a: takes a tensor, not 3");
  expect(() => writeSafetensors({ a: ones([1]) }, { epochs: 3 } as never)).toThrow(
    "writeSafetensors: metadata are texts, and epochs is 3",
  );
  expect(() => writeNpy({} as never)).toThrow("writeNpy: takes a tensor, not an object");
  expect(() => writeNpz({ a: 3 } as never)).toThrow("writeNpz: a: takes a tensor, not 3");
  const tooMuch = "writeNpz: a file has at most 65535 tensors, 65535 bytes in a name, and 4 GB in all";
  expect(() => writeNpz({ ["x".repeat(65_532)]: none })).toThrow(new RangeError(tooMuch)); // with .npy
  expect(readNpz(writeNpz({ ["x".repeat(65_531)]: none })).names[0]?.length).toBe(65_531);
  const many = Object.fromEntries(Array.from({ length: 65_536 }, (_, index) => [index, none]));
  expect(() => writeNpz(many)).toThrow(new RangeError(tooMuch));
  expect(() => readSafetensors("x" as never)).toThrow('readSafetensors: takes a Uint8Array or an ArrayBuffer, not "x"');
});

const four = new Uint8Array(4);
test.each<[string, Uint8Array, string]>([
  ["nothing", new Uint8Array(), "it ends within its header"],
  ["a header that goes on after the end", safetensors("{}").subarray(0, 9), "it ends within its header"],
  [
    "a header of many gigabytes",
    Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 255),
    "a header has at most 100000000 bytes, not 18374686479671623680",
  ],
  ["an array", safetensors("[]"), "the header doesn't begin with {"],
  ["no JSON", safetensors("{]"), "the header isn't JSON"],
  ["no UTF-8", safetensors("{}").fill(255, 8), "the header isn't text in UTF-8"],
  [
    "one name twice",
    safetensors(`{"x":${entry("F32", [0], 0, 0)},"\\u0078":${entry("F32", [1], 0, 4)}}`, four),
    "the header has x twice",
  ],
  [
    "an entry twice",
    safetensors(`{"x":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, four),
    "the header has dtype twice",
  ],
  [
    "a type that isn't known",
    safetensors(`{"x":${entry("F8_E4M3", [4], 0, 4)}}`, four),
    'x has the number type "F8_E4M3", which can\'t be read',
  ],
  [
    "a type by inheritance",
    safetensors(`{"x":${entry("toString", [4], 0, 4)}}`, four),
    'x has the number type "toString", which can\'t be read',
  ],
  ["a place after the end", safetensors(`{"x":${entry("F32", [2], 0, 8)}}`, four), "x lies outside the file"],
  ["a place before the start", safetensors(`{"x":${entry("F32", [2], -4, 4)}}`, four), "x lies outside the file"],
  ["a place that is no number", safetensors(`{"x":${entry("F32", [2], "0", 4)}}`, four), "x lies outside the file"],
  ["three places", safetensors(`{"x":${entry("F32", [1], 0, 4, 4)}}`, four), "x lies outside the file"],
  ["an end before the start", safetensors(`{"x":${entry("F32", [1], 4, 0)}}`, four), "x lies outside the file"],
  ["a shape of more", safetensors(`{"x":${entry("F32", [2], 0, 4)}}`, four), "x has 4 bytes, but its shape needs 8"],
  ["a size below 0", safetensors(`{"x":${entry("F32", [-1, -1], 0, 4)}}`, four), "x: a size is a whole number from 0 up, not -1"],
  [
    "a shape that overflows",
    safetensors(`{"x":${entry("F32", [2 ** 31, 2 ** 31], 0, 4)}}`, four),
    "x: [2147483648, 2147483648] has too many elements: a tensor has at most 2147483647",
  ],
  ["no shape", safetensors('{"x":{"dtype":"F32","data_offsets":[0,4]}}', four), "x: a shape is an array of sizes, not undefined"],
  [
    "an overlap",
    safetensors(`{"x":${entry("F32", [1], 0, 4)},"y":${entry("U8", [2], 2, 4)}}`, four),
    "y overlaps another tensor",
  ],
  ["a gap", safetensors(`{"x":${entry("U8", [2], 2, 4)}}`, four), "x comes after a gap"],
  ["bytes that are left", safetensors(`{"x":${entry("U8", [2], 0, 2)}}`, four), "2 bytes at the end belong to no tensor"],
  ["metadata that aren't texts", safetensors('{"__metadata__":{"a":3}}'), "metadata are texts, and a is 3"],
])("a safetensors file with %s is refused", (_, file, why) => {
  expect(() => readSafetensors(file)).toThrow(new FormatError(`safetensors: the file can't be read: ${why}`));
});

test.each<[string, Uint8Array, string]>([
  ["other bytes", four, "it isn't an NPY file"],
  ["a version to come", npy(described("<f4", "(1,)"), four, 4), "version 4 can't be read"],
  ["an end in its header", npy(described("<f4", "(1,)"), four).subarray(0, 30), "it ends within its header"],
  ["a long header", npy(" ".repeat(10_001), four), "a header has at most 10000 bytes, not 10001"],
  ["Python objects", npy(described("|O", "(1,)"), four), 'the number type "|O" can\'t be read'],
  ["complex numbers", npy(described("<c8", "(1,)"), four), 'the number type "<c8" can\'t be read'],
  ["a program for a header", npy("__import__('os')", four), "its header is damaged"],
  ["too few numbers", npy(described("<f4", "(2,)"), four), "an array of [2] takes 8 bytes, and there are 4"],
  [
    "a shape that overflows",
    npy(described("<f4", "(4294967296, 4294967296)"), four),
    "[4294967296, 4294967296] has too many elements: a tensor has at most 2147483647",
  ],
  ["a shape with a gap", npy(described("<f4", "(1,,1)"), four), "its header is damaged"],
  ["wide numbers without an order", npy(described("|f4", "(1,)"), four), 'the number type "|f4" can\'t be read'],
])("an NPY file with %s is refused", (_, file, why) => {
  expect(() => readNpy(file, [1])).toThrow(new FormatError(`npy: the file can't be read: ${why}`));
});

test.each([
  "{'shape': (3,), 'fortran_order': False, 'descr': '<f4'}",
  '{"descr":"<f4","fortran_order":False,"shape":(3,)}',
  "{ 'fortran_order' : False ,\t'descr' : '<f4' , 'shape' : ( 3 ,) }  \n",
])("an NPY file by another program: %s", (header) => {
  expect(readNpy(npy(header, bytesOf(Float32Array.of(1, 2, 3))), [3]).toArray()).toEqual([1, 2, 3]);
});

test.each([
  "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)",
  "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} + 1",
  "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}",
  "{'descr': , 'fortran_order': False, 'shape': (1,)}",
  "null",
])("an NPY file that begins with %s is refused", (header) => {
  expect(() => readNpy(npy(header, four), [1])).toThrow(new FormatError("npy: the file can't be read: its header is damaged"));
});

test("whole numbers beyond those of float32 are exact if the engine computes in float64", async () => {
  const whole = BigInt64Array.of(16_777_217n, -(2n ** 53n) + 1n, 2n ** 53n + 1n);
  const [wide, narrow] = [Int32Array.of(16_777_217, -(2 ** 31)), Uint32Array.of(2 ** 32 - 1, 5)];
  const all = () => [
    ...readNpy(npy(described("<i8", "(3,)"), bytesOf(whole)), [3]).toArray(),
    ...readNpy(npy(described("<i4", "(2,)"), bytesOf(wide)), [2]).toArray(),
    ...readSafetensors(safetensors(`{"x":${entry("U32", [2], 0, 8)}}`, bytesOf(narrow)))
      .get("x", [2])
      .toArray(),
  ];
  const exact = [16_777_217, -(2 ** 53) + 1, 2 ** 53, 16_777_217, -(2 ** 31), 2 ** 32 - 1, 5];
  await useEngine("wasm");
  expect(all()).toEqual(exact.map(Math.fround));
  await useEngine("reference");
  expect(all()).toEqual(exact);
  await useEngine("wasm", { precision: "float64" });
  expect(all()).toEqual(exact);
  await useEngine("wasm");
});

test("a size of -0 is 0", () => {
  expect(
    Object.is(readSafetensors(safetensors(`{"x":${entry("F32", [2], 0, 0).replace("[2]", "[-0]")}}`)).shapeOf("x")[0], 0),
  ).toBe(true);
});

test("a name of millions of letters is read", () => {
  const name = "a".repeat(20_000_000);
  expect(readSafetensors(safetensors(`{"${name}":${entry("F32", [1], 0, 4)}}`, four)).has(name)).toBe(true);
});

// ── NPZ: the zip file around the arrays ───────────────────────────────────────────────────────────────────────────────────────

const inside = { "a.npy": writeNpy(randomNormal([50], source)), "b.npy": writeNpy(zeros([50])) };
const zipped = (level: 0 | 6 = 6) => zipSync(inside, { level });
/** Where the records of a zip file are: those before each file, those in the directory, and its end. */
const placesIn = (zip: Uint8Array, signature: string) =>
  [
    ...Buffer.from(zip)
      .toString("latin1")
      .matchAll(new RegExp(`PK${signature}`, "g")),
  ].map(({ index }) => index);
const directory = "\x01\x02";
const end = "\x05\x06";
/** The same zip file with another number in a record. */
function lying(zip: Uint8Array, signature: string, field: number, bytes: 2 | 4, value: number, nth = 0): Uint8Array {
  const view = new DataView(zip.buffer);
  const place = (placesIn(zip, signature)[nth] as number) + field;
  if (bytes === 2) view.setUint16(place, value, true);
  else view.setUint32(place, value, true);
  return zip;
}
const readAll = (zip: Uint8Array) => {
  const file = readNpz(zip);
  for (const name of file.names) file.get(name, file.shapeOf(name) as [1]);
};

test.each<[string, Uint8Array, string]>([
  ["other bytes", four, "it isn't a zip file"],
  ["an end without a directory", zipped().slice(-22), "its directory is damaged"],
  ["a directory elsewhere", lying(zipped(), end, 16, 4, 0xffff_0000), "its directory is damaged"],
  ["more files than there are", lying(zipped(), end, 10, 2, 3), "its directory is damaged"],
  ["bytes that begin elsewhere", lying(zipped(), directory, 42, 4, 1), "its directory is damaged"],
  ["a file twice", lying(zipped(), directory, 46, 2, 0x2e62), "it has b.npy twice"], // the name begins with "b." in place of "a."
  ["something else", zipSync({ "readme.txt": four }), "readme.txt isn't an NPY file"],
  ["a file that isn't NPY", zipSync({ "a.npy": four }), "it isn't an NPY file"],
  ["a name of other bytes", lying(zipped(), directory, 46, 2, 0x2eff), "a name in it isn't text in UTF-8"],
  ["a password", lying(zipped(), directory, 8, 2, 1), "a.npy is encrypted, or compressed in a way that isn't supported"],
  [
    "another compression",
    lying(zipped(), directory, 10, 2, 12),
    "a.npy is encrypted, or compressed in a way that isn't supported",
  ],
  ["bytes after its end", lying(zipped(), directory, 20, 4, 100_000), "a.npy has a wrong size"],
  ["two sizes of one file", lying(zipped(0), directory, 24, 4, 1), "a.npy has a wrong size"],
  ["bytes of two files", lying(zipped(), directory, 42, 4, 0, 1), "b.npy overlaps another file in it"],
  ["a size that it doesn't have", lying(zipped(), directory, 24, 4, 999), "an array of [50] takes 400 bytes, and there are 871"],
  [
    "a checksum that it doesn't have",
    lying(zipped(0), directory, 16, 4, 7),
    "a.npy is damaged: it doesn't have the size and the checksum that the file states",
  ],
  [
    "compressed bytes that break off",
    lying(zipped(), directory, 20, 4, 300),
    "a.npy is damaged: it doesn't have the size and the checksum that the file states",
  ],
])("an NPZ file with %s is refused", (_, zip, why) => {
  expect(() => readAll(zip)).toThrow(new FormatError(`npz: the file can't be read: ${why}`));
});

test("NPZ files are zip files without compression, are the same for the same tensors, and name what isn't ASCII", () => {
  const record = {
    größe: randomNormal([50], source),
    "b/c": zeros([7]),
    none: zeros([0]),
    many: randomNormal([300, 100], source),
  };
  const file = writeNpz(record);
  expect(Buffer.compare(writeNpz(record), file)).toBe(0);
  const unpacked = unzipSync(file); // by another library, which doesn't check the checksums
  expect(Object.keys(unpacked)).toEqual(["größe.npy", "b/c.npy", "none.npy", "many.npy"]);
  for (const [name, each] of Object.entries(record))
    expect(Buffer.compare(unpacked[`${name}.npy`] ?? four, writeNpy(each))).toBe(0);
  for (const place of placesIn(file, directory)) {
    const view = new DataView(file.buffer, place);
    const name = new TextDecoder().decode(file.subarray(place + 46, place + 46 + view.getUint16(28, true)));
    expect(view.getUint32(16, true)).toBe(crc32(unpacked[name] as Uint8Array));
    expect(view.getUint32(20, true)).toBe(unpacked[name]?.length);
  }
});

test("an array is unpacked and compared with its checksum when you get it", () => {
  const zip = zipped(0);
  const numbersOfA = (placesIn(zip, "\x03\x04")[0] as number) + 30 + "a.npy".length + inside["a.npy"].length - 4;
  zip[numbersOfA] = 1;
  const file = readNpz(zip);
  expect(file.shapeOf("a")).toEqual([50]);
  expect(file.get("b", [50])).toEqual(zeros([50]));
  expect(() => file.get("a", [50])).toThrow("npz: the file can't be read: a.npy is damaged");
});

test("texts, records and Python objects in an NPZ file don't keep you from the other arrays", () => {
  const file = readNpz(
    zipSync({
      "x.npy": writeNpy(ones([2])),
      "names.npy": npy(described("<U3", "(2,)"), new Uint8Array(24)),
      "objects.npy": npy(described("|O", "()"), text("a pickle of any length")),
      "records.npy": npy(described("", "(1,)").replace("''", "[('Time', '<i4'), ('From', '<f4', (2,))]"), new Uint8Array(12)),
    }),
  );
  expect(file.names).toEqual(["x", "names", "objects", "records"]);
  expect(file.get("x", [2]).toArray()).toEqual([1, 1]);
  expect(file.shapeOf("names")).toEqual([2]);
  const refused = (why: string) => new FormatError(`npz: the file can't be read: ${why}`);
  expect(() => file.get("names", [2])).toThrow(refused('the number type "<U3" can\'t be read'));
  expect(() => file.typeOf("objects")).toThrow(refused('the number type "|O" can\'t be read'));
  expect(() => file.get("records", [1])).toThrow(/^npz: the file can't be read: the number type .* can't be read$/);
  expect(() => file.get("names", [3])).toThrow(new ShapeError("get: names is [2], not [3]"));
});

test("an NPZ file that unpacks to a thousand times its size takes memory only for what you ask for", () => {
  const bomb = (shape: string) => zipSync({ "a.npy": npy(described("<f4", shape), new Uint8Array(8_000_000)) });
  const honest = bomb("(2000000,)");
  const liar = lying(bomb("(0,)"), directory, 24, 4, described("<f4", "(0,)").length + 10); // it says that it holds the header only
  expect(honest.length).toBeLessThan(12_000);
  const before = process.memoryUsage().arrayBuffers;
  const file = readNpz(honest);
  expect(file.shapeOf("a")).toEqual([2_000_000]);
  expect(() => file.get("a", [5])).toThrow(new ShapeError("get: a is [2000000], not [5]"));
  expect(() => readNpz(liar).get("a", [0])).toThrow("npz: the file can't be read: a.npy is damaged");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000);
  expect(file.get("a", [2_000_000]).size).toBe(2_000_000);
});

test("an NPZ file with the 64-bit directory of very large files is read", () => {
  const zip = lying(zipped(0), end, 10, 2, 0xffff);
  lying(lying(zip, directory, 42, 4, 0xffff_ffff), directory, 24, 4, 0xffff_ffff);
  const [first = 0, second = 0] = placesIn(zip, directory);
  const last = placesIn(zip, end)[0] as number;
  const afterName = first + 46 + "a.npy".length;
  const more = new Uint8Array(28); // a field of another kind, and then the size and the place of the first file
  const moreView = new DataView(more.buffer);
  moreView.setUint32(0, 0x0004_7777, true);
  moreView.setUint32(8, 0x0010_0001, true);
  moreView.setBigUint64(12, BigInt(inside["a.npy"].length), true);
  new DataView(zip.buffer).setUint16(first + 30, more.length, true);
  const ending = new Uint8Array(56 + 20);
  const view = new DataView(ending.buffer);
  view.setUint32(0, 0x0606_4b50, true);
  view.setBigUint64(32, 2n, true);
  view.setBigUint64(48, BigInt(first), true);
  view.setUint32(56, 0x0706_4b50, true);
  view.setBigUint64(64, BigInt(last + more.length), true);
  const parts = [zip.slice(0, afterName), more, zip.slice(afterName, second), zip.slice(second, last), ending, zip.slice(last)];
  const file = readNpz(new Uint8Array(Buffer.concat(parts)));
  expect(file.get("a", [50])).toEqual(readNpy(inside["a.npy"], [50]));
  expect(file.get("b", [50])).toEqual(zeros([50]));
});

test.each([
  [
    "safetensors",
    writeSafetensors({ embed: { weight: randomNormal([7, 5], source) }, bias: zeros([7]) }, { a: "b" }),
    readSafetensors,
  ],
  ["NPY", writeNpy(randomNormal([7, 5], source)), (bytes: Uint8Array) => readNpy(bytes, [7, 5])],
  ["NPZ", writeNpz({ x: randomNormal([7, 5], source), y: zeros([50]) }), readNpz],
  ["compressed NPZ", zipped(), readNpz],
] as const)("10,000 files that were %s files before they were damaged are read or refused", (_, whole, read) => {
  const damage = random(42);
  const whole32 = (below: number) => Math.min(below - 1, Math.floor(damage.uniform() * below));
  let refused = 0;
  for (let run = 0; run < 10_000; run++) {
    const bytes = whole.slice(0, damage.uniform() < 0.2 ? whole32(whole.length) : whole.length);
    for (let change = whole32(4); change >= 0 && bytes.length > 0; change--) bytes[whole32(bytes.length)] = whole32(256);
    try {
      const file: unknown = read(bytes);
      if (file instanceof Object && "names" in file)
        for (const name of (file as ReturnType<typeof readSafetensors>).names)
          (file as ReturnType<typeof readSafetensors>).get(
            name,
            (file as ReturnType<typeof readSafetensors>).shapeOf(name) as [1],
          );
    } catch (error) {
      refused++;
      if (!(error instanceof FormatError || error instanceof ShapeError)) throw error;
    }
  }
  expect(refused).toBeGreaterThan(1000);
});
