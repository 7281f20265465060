/** Damaged and malicious files. Each is drawn at random from its number, so that it can be made again. */
import { zipSync } from "fflate";
import { type Random, random, randomUniform } from "../../src/index.js";
import { writeNpy, writeSafetensors } from "../../src/io/index.js";

export const formats = ["safetensors", "npy", "npz", "csv"] as const;
export type Format = (typeof formats)[number];
export interface HostileFile {
  readonly format: Format;
  /** What is wrong with it. */
  readonly wrongs: readonly string[];
  readonly bytes: Uint8Array;
}

/** Draws whole numbers and choices. */
class Dice {
  readonly #source: Random;
  constructor(seed: number) {
    this.#source = random(seed);
  }
  below(limit: number): number {
    return Math.floor(this.#source.uniform() * limit);
  }
  of<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.below(choices.length)] as Choice;
  }
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

export function hostileFile(number: number): HostileFile {
  const dice = new Dice(number);
  const format = dice.of(formats);
  const wrongs: string[] = [];
  let bytes = makers[format](dice, wrongs);
  const changes = dice.of([0, 0, 0, 1, 2]);
  for (let change = 0; change < changes; change++) {
    const [name, made] = dice.of(damages);
    bytes = made(bytes, dice);
    wrongs.push(name);
  }
  return { format, wrongs, bytes };
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts)); // in memory of its own

/** Numbers that are often forgotten. */
const numbers = [0, 1, 2, 7, 8, 127, 128, 255, 256, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, 2 ** 63];
const little = (value: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes.subarray(0, length);
};
const replaced = (bytes: Uint8Array, place: number, by: Uint8Array): Uint8Array => {
  const changed = bytes.slice();
  changed.set(by.subarray(0, Math.max(0, bytes.length - place)), place);
  return changed;
};

/** What may happen to the bytes of any file. */
const damages: readonly (readonly [name: string, change: (bytes: Uint8Array, dice: Dice) => Uint8Array])[] = [
  [
    "a bit flipped",
    (bytes, dice) => {
      const place = dice.below(bytes.length);
      return replaced(bytes, place, Uint8Array.of((bytes[place] ?? 0) ^ (1 << dice.below(8))));
    },
  ],
  ["a byte replaced", (bytes, dice) => replaced(bytes, dice.below(bytes.length), dice.bytes(1))],
  ["a byte near the start replaced", (bytes, dice) => replaced(bytes, dice.below(Math.min(bytes.length, 100)), dice.bytes(1))],
  [
    "a number written over it",
    (bytes, dice) => replaced(bytes, dice.below(bytes.length), little(dice.of(numbers), dice.of([1, 2, 4, 8]))),
  ],
  ["cut off", (bytes, dice) => bytes.slice(0, dice.below(bytes.length))],
  ["begins later", (bytes, dice) => bytes.slice(dice.below(bytes.length))],
  [
    "a range deleted",
    (bytes, dice) => {
      const from = dice.below(bytes.length);
      return joined(bytes.subarray(0, from), bytes.subarray(from + dice.below(40)));
    },
  ],
  [
    "a range doubled",
    (bytes, dice) => {
      const from = dice.below(bytes.length);
      return joined(bytes.subarray(0, from + dice.below(200)), bytes.subarray(from));
    },
  ],
  [
    "bytes inserted",
    (bytes, dice) => {
      const at = dice.below(bytes.length);
      return joined(bytes.subarray(0, at), dice.bytes(dice.below(40)), bytes.subarray(at));
    },
  ],
  ["bytes appended", (bytes, dice) => joined(bytes, dice.bytes(1 + dice.below(40)))],
];

const makers: Readonly<Record<Format, (dice: Dice, wrongs: string[]) => Uint8Array>> = {
  safetensors(dice, wrongs) {
    if (dice.below(3) === 0) return writeSafetensors({ a: { b: drawn(dice) }, c: drawn(dice) }, dice.of([{}, { note: "ü" }]));
    /** A true value, or now and then a lie from the list. */
    const lie = (what: string, truth: string, lies: readonly string[]): string => {
      if (dice.below(30) !== 0) return truth;
      wrongs.push(what);
      return dice.of(lies);
    };
    let end = 0;
    const entries = Array.from({ length: dice.below(5) }, (_, index) => {
      const [type, size] = dice.of(types);
      const shape = Array.from({ length: dice.below(4) }, () => dice.below(5));
      const start = end;
      end += size * shape.reduce((product, axis) => product * axis, 1);
      const sizes = shape.map((axis) => lie("a size", `${axis}`, jsonNumbers));
      const offsets = [start, end].map((offset) =>
        lie("an offset", `${offset}`, [...jsonNumbers, `${offset + 1}`, `${offset - 2}`]),
      );
      const described = [
        `"dtype":${lie("a type", `"${type}"`, ['"F8_E4M3"', '"toString"', '"f32"', "7", "null", '["F32"]'])}`,
        `"shape":${lie("a shape", `[${sizes}]`, ["null", "{}", '"3"', "[[1]]", `[${"1,".repeat(300)}1]`, '{"length":1}'])}`,
        `"data_offsets":${lie("offsets", `[${offsets}]`, ["null", "[0]", "[0,0,0]", "{}", '{"0":0,"1":4}'])}`,
        ...(dice.below(20) === 0 ? ['"more":[1]'] : []),
        ...(dice.below(30) === 0 ? ['"shape":[0]'] : []),
      ];
      const name = lie("a name", `"x${index}"`, ['"x0"', '"\\u00780"', '"__metadata__"', '"__proto__"', '""', '"\\ud800"', "x"]);
      return `${name}:${lie("a description", `{${described}}`, ["null", "[]", "3", deep(dice)])}`;
    });
    if (dice.below(4) === 0)
      entries.push(
        `"__metadata__":${lie("metadata", '{"a":"b"}', ['{"a":1}', '{"a":"b","a":"c"}', "[]", "null", '{"__proto__":"x"}'])}`,
      );
    const header = text(
      lie("the header", `{${entries}}`, ["[]", "", "{", deep(dice), `{"${'\\"'.repeat(5000)}":0}`, "\uFEFF{}"]),
    );
    const length = Number(lie("the length of the header", `${header.length}`, [...numbers, header.length + 1].map(String)));
    return joined(little(length, 8), header, dice.bytes(end));
  },

  npy(dice, wrongs) {
    if (dice.below(4) === 0) return writeNpy(drawn(dice));
    const lie = (what: string, truth: string, lies: readonly string[]): string => {
      if (dice.below(15) !== 0) return truth;
      wrongs.push(what);
      return dice.of(lies);
    };
    const [type, size] = dice.of(descriptions);
    const shape = Array.from({ length: dice.below(4) }, () => dice.below(5));
    const order = size === 1 ? "|" : dice.of(["<", ">", "="]);
    const descr = lie("a type", `'${order}${type}'`, pythonTypes);
    const tuple = shape.length === 1 ? `(${shape},)` : `(${shape.join(", ")})`;
    const written = [
      `'descr': ${descr}`,
      `'fortran_order': ${lie("an order", dice.of(["True", "False"]), ["1", "None", "true", "'False'", "False or True"])}`,
      `'shape': ${lie("a shape", tuple, pythonShapes)}`,
    ];
    const header = lie("the header", `{${written.join(", ")}, }`, [
      `{${written.toReversed().join(", ")}}`,
      `{${written.join(", ")}, 'more': 1}`,
      `{${written[0]}, ${written.join(", ")}}`,
      `${written}`,
      "__import__('os').system('true')",
      `{${written.join(", ")}} # a comment`,
      `dict(${written})`,
      "(".repeat(5000),
      "{".repeat(9000),
      "\0".repeat(100),
      " ".repeat(20_000),
    ]);
    const version = Number(lie("a version", `${dice.of([1, 2, 3])}`, ["0", "4", "255"]));
    const encoded = text(header.padEnd(dice.below(100)).concat("\n"));
    const length = Number(lie("the length of the header", `${encoded.length}`, numbers.map(String)));
    const product = shape.reduce((all, axis) => all * axis, size);
    return joined(
      Uint8Array.of(0x93),
      text("NUMPY"),
      Uint8Array.of(version, 0),
      little(length, version === 1 ? 2 : 4),
      encoded,
      dice.bytes(product),
    );
  },

  npz(dice, wrongs) {
    const files = Array.from({ length: dice.below(4) }, (_, index): [string, Uint8Array] => {
      const name =
        dice.below(20) === 0 ? dice.of(["__proto__.npy", "../a.npy", ".npy", "readme.txt", "ü.npy", "dir/"]) : `a${index}.npy`;
      if (dice.below(15) === 0) return [name, dice.bytes(dice.below(300))];
      if (dice.below(15) === 0) {
        wrongs.push("a bomb");
        const zeros = dice.of([1e5, 1e6]); // bytes, of which a few thousand remain
        return [name, joined(npyHeader(`(${dice.of([zeros, 4, 4e9])},)`), new Uint8Array(zeros))];
      }
      return [name, makers.npy(dice, dice.below(3) === 0 ? wrongs : [])];
    });
    const zip = zipSync(Object.fromEntries(files), { level: dice.of([0, 6, 9]) });
    return dice.below(3) === 0 ? zip : lyingZip(zip, dice, wrongs);
  },

  csv(dice, wrongs) {
    const odd = dice.of([0, 0, 10, 100]); // how many values in a thousand are odd
    const value = () => (dice.below(1000) < odd ? dice.of(texts) : `${dice.below(100) / 10}`);
    const columns = 1 + dice.below(5);
    const line = () => Array.from({ length: dice.below(3000) < odd ? dice.below(9) : columns }, value).join(",");
    const names = Array.from({ length: columns }, (_, index) => (dice.below(400) < odd ? "x" : `x${index}`)).join(",");
    const lines = [names, ...Array.from({ length: dice.below(40) }, line)];
    if (dice.below(40) === 0) {
      wrongs.push("a long line");
      lines.push(dice.of(['"', "1", ",", "1e", "\u00e9", '""', "\u2028"]).repeat(50_000) + dice.of(["", "x", '"']));
    }
    if (dice.below(100) === 0) {
      wrongs.push("many columns");
      lines[0] = Array.from({ length: 20_000 }, (_, index) => `x${index}`).join(",");
    }
    return text(lines.join(dice.of(["\n", "\r\n", "\r"])));
  },
};

const drawn = (dice: Dice) => randomUniform([dice.below(6), dice.below(6)] as unknown as [2, 3], random(dice.below(1000)));

const types = [
  ["F64", 8],
  ["F32", 4],
  ["F16", 2],
  ["BF16", 2],
  ["I64", 8],
  ["I8", 1],
  ["U16", 2],
  ["U32", 4],
  ["BOOL", 1],
] as const;
const jsonNumbers = ["-1", "-0", "0.5", "1e0", "1e400", "1e9", "2147483648", "9007199254740993", '"1"', "null", "true", "[1]"];
/** JSON, or something like it, that is nested very deeply. */
function deep(dice: Dice): string {
  const depth = dice.of([100, 10_000, 30_000]);
  const [open, close] = dice.of([
    ["[", "]"],
    ['{"a":', "}"],
  ] as const);
  return open.repeat(depth) + dice.of(["1", "", "{}"]) + close.repeat(dice.of([depth, 0, depth - 1]));
}

const descriptions = [
  ["f8", 8],
  ["f4", 4],
  ["f2", 2],
  ["i8", 8],
  ["i4", 4],
  ["i1", 1],
  ["u2", 2],
  ["u8", 8],
  ["b1", 1],
] as const;
const pythonTypes = [
  "'|O'",
  "'<U10'",
  "'|S5'",
  "'<c16'",
  "'|V8'",
  "'<m8[s]'",
  "'<f16'",
  "'|f4'",
  "'<toString'",
  "[('a', '<f4')]",
];
const pythonShapes = [
  "(-1,)",
  "(1e9,)",
  "(99999999999999999999,)",
  "(,)",
  "(2 3)",
  "(0x10,)",
  "(3L,)",
  "3",
  "[3]",
  "(3",
  "((3,),)",
].concat([
  "(2147483648,)",
  "(65536, 65536)",
  "(None,)",
  "(True,)",
  "(-0,)",
  "(03,)",
  `(${"1, ".repeat(300)})`,
  `(0, ${"9".repeat(400)})`,
]);
function npyHeader(shape: string): Uint8Array {
  const header = text(`{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }\n`);
  return joined(Uint8Array.of(0x93), text("NUMPY"), Uint8Array.of(1, 0), little(header.length, 2), header);
}

const texts = [
  "",
  "NaN",
  "Infinity",
  "1e999",
  "0x10",
  '"1"',
  '"a,b"',
  '"a\nb"',
  '"',
  'a"b',
  "\0",
  " 7 ",
  "１",
  "-0",
  "1_000",
  "é",
  "=1+1",
];

/** The fields of the records of a zip file: their place in the record, and their length. */
const directoryFields = {
  flags: [8, 2],
  method: [10, 2],
  checksum: [16, 4],
  packed: [20, 4],
  size: [24, 4],
  name: [28, 2],
} as const;
const moreFields = { extra: [30, 2], comment: [32, 2], start: [42, 4] } as const;
const localFields = { name: [26, 2], extra: [28, 2] } as const;
const endFields = { count: [10, 2], bytes: [12, 4], start: [16, 4], comment: [20, 2] } as const;
const records = [
  ["PK\x01\x02", { ...directoryFields, ...moreFields }],
  ["PK\x03\x04", localFields],
  ["PK\x05\x06", endFields],
] as const;

/** A zip file in which one to three fields lie. */
function lyingZip(zip: Uint8Array, dice: Dice, wrongs: string[]): Uint8Array {
  let changed = zip;
  for (let lies = dice.below(3); lies >= 0; lies--) {
    const [signature, fields] = dice.of(records);
    const places = [...Buffer.from(zip).toString("latin1").matchAll(new RegExp(signature, "g"))].map(({ index }) => index);
    if (places.length === 0) continue;
    const place = dice.of(places);
    const [name, [offset, length]] = dice.of(Object.entries(fields));
    const view = new DataView(changed.buffer);
    const truth = length === 2 ? view.getUint16(place + offset, true) : view.getUint32(place + offset, true);
    const lie = dice.of([
      truth + 1,
      Math.max(0, truth - 1),
      0,
      2 ** (8 * length) - 1,
      dice.below(changed.length),
      dice.of(places),
    ]);
    wrongs.push(`${name} in ${signature.slice(2) === "\x05\x06" ? "the end of the directory" : "a record"}`);
    changed = replaced(changed, place + offset, little(lie, length));
  }
  if (dice.below(10) === 0) {
    wrongs.push("a directory of 64 bits");
    const [count, start] = [dice.of(numbers), dice.of([...numbers, dice.below(zip.length)])];
    const record = joined(text("PK\x06\x06"), new Uint8Array(28), little(count, 8), new Uint8Array(8), little(start, 8));
    const locator = joined(text("PK\x06\x07"), little(0, 4), little(changed.length - 22, 8), little(1, 4));
    changed = joined(changed.subarray(0, -22), record, locator, changed.subarray(-22));
  }
  return changed;
}
