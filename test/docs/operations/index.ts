/** Who calls an operation what: reads the tables of this folder, and finds the place of each name of ours and of the peers in them. */
import { readFileSync } from "node:fs";
import { composed } from "./composed.js";
import { groups, others } from "./groups.js";
import { networks } from "./networks.js";
import { outside, refused } from "./refused.js";

export interface Row {
  readonly ours: readonly string[];
  readonly numpy: readonly string[];
  readonly pytorch: readonly string[];
  readonly tensorflow: readonly string[];
}
export interface Group {
  readonly heading: string;
  readonly rows: readonly Row[];
}

const words = (text = ""): string[] => text.split(/\s+/).filter(Boolean);
const rowOf = (line: string): Row => {
  const [ours, numpy, pytorch, tensorflow] = line.split("|").map((cell) => words(cell));
  return { ours: ours ?? [], numpy: numpy ?? [], pytorch: pytorch ?? [], tensorflow: tensorflow ?? [] };
};
const groupsOf = (tables: Readonly<Record<string, string>>): Group[] =>
  Object.entries(tables).map(([heading, table]) => ({ heading, rows: table.trim().split("\n").map(rowOf) }));

export const operations = groupsOf(groups);
export const layers = groupsOf(networks);
export const rest = groupsOf(others);
const counted = [...operations, ...layers].flatMap(({ rows }) => rows);
const uncounted = rest.flatMap(({ rows }) => rows);
export const rows: readonly Row[] = [...counted, ...uncounted];
export const refusals = refused.map(({ what, why, names }) => ({ what, why, ...rowOf(`|${names}`) }));

export const outsiders = Object.entries(outside).map(([what, names]) => ({ what, names: words(names) }));

export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly functions: readonly string[];
}
const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
export const peers: readonly Peer[] = JSON.parse(read("peers.json"));
/** The tensors in the lines of `composed.ts`, by name. */
export const operands: Readonly<Record<string, number[] | number[][]>> = JSON.parse(read("operands.json"));
/** What the calls of NumPy in `composed.ts` return, by the first name of their line. */
export const values: Readonly<Record<string, unknown>> = JSON.parse(read("values.json"));

/** The names in numpy-ts that NumPy doesn't have. */
const onlyNumpyTs = new Map([
  ["variance", "var"],
  ["bindex", "compress"],
  ["iindex", "take"],
  ["vindex", "ix_"],
]);

/** A name of a peer, as the tables may have it: in NumPy, some functions are also in `linalg`, or are methods of arrays only. */
function inTables({ name: peer }: Peer, name: string): string[] {
  if (peer === "@tensorflow/tfjs") return [name];
  const plain = name.replace(/^((?:.*\.)?(?:delete|var))_$/, "$1"); // those two are keywords of JavaScript
  if (peer === "numpy-ts") return [onlyNumpyTs.get(plain) ?? plain, plain.replace(/^linalg\./, ""), `ndarray.${plain}`];
  const path = plain.replace(/^scipySpecial\./, "scipy.special.").split(".");
  const last = (path.pop() ?? "").replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const [library, ...modules] = path;
  if (library === "numpy") return [[...modules, last].join("."), last];
  return [[...(library === "scipy" ? [] : ["jax"]), ...path, last].join(".")];
}

const column = ({ name }: Peer): "numpy" | "tensorflow" => (name === "@tensorflow/tfjs" ? "tensorflow" : "numpy");

export type Place = "there" | "composed" | "refused" | "outside" | "missing";
/** Where a name of a peer is in the tables. */
function placeOf(peer: Peer, given: string): Place {
  const own = column(peer);
  const isIn = (lines: readonly Readonly<Record<typeof own, readonly string[]>>[], name: string): boolean =>
    lines.some((line) => line[own].includes(name));
  for (const name of inTables(peer, given)) {
    if (isIn(counted, name)) return "there";
    if (isIn(composed, name)) return "composed";
    if (isIn(refusals, name)) return "refused";
    if (isIn(uncounted, name)) return "outside";
  }
  return outsiders.some(({ names }) => names.includes(given)) ? "outside" : "missing";
}

export const namesAt = (peer: Peer, place: Place): string[] => peer.functions.filter((name) => placeOf(peer, name) === place);
