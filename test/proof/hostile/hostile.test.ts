/**
 * Generated wrong calls: every public function, with each of its arguments, and each part of an argument, replaced by each
 * hostile value. A call is either refused with one of the library's messages, or returns the correct result for the values it has
 * read. Nothing else changes. The tests use the WASM engine, in which a wrong shape that passes the checks would read memory
 * outside of an operand.
 */
import { afterAll, expect, test } from "vitest";
import { fastest, reference, setEngine } from "../../../src/engine/current.js";
import * as library from "../../../src/index.js";
import * as inferred from "../../../src/inferred/index.js";
import * as linalg from "../../../src/linalg/index.js";
import * as networks from "../../../src/nn/index.js";
import { isTensor } from "../../../src/tensor/tensor.js";
import { testAll } from "../../types/compiler.js";
import { type Call, calls, tensorCalls, x } from "./calls.js";
import { disguises, recordDisguises } from "./disguises.js";
import { alike, isCallers, summary, wrongError } from "./judge.js";
import { layerCalls } from "./layer-calls.js";
import { lies } from "./lies.js";
import { hostile } from "./values.js";

setEngine(fastest());
afterAll(() => setEngine(reference));

type Path = readonly (string | number)[];
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
/** Layers, activations and losses are passed as a whole. {@link lies} covers foreign ones. */
const isWhole = (value: object): boolean => ["forward", "apply", "evaluate", "step"].some((name) => name in value);

/** The paths to all parts of the arguments. */
function paths(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.map((part, index) => [index, part] as const)
    : isRecord(value) && !isWhole(value)
      ? Object.entries(value)
      : [];
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, part]) => paths(part, [...path, key]))];
}
const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value);
function exchanged(given: unknown[], path: Path, part: unknown): unknown[] {
  const holder = at(given, path.slice(0, -1)) as Record<string | number, unknown>;
  holder[path.at(-1) as string] = part;
  return given;
}

/** What must not change: the numbers in all tensors and networks among the arguments. */
function watched(given: unknown): () => unknown {
  const found: unknown[] = [];
  const visit = (value: unknown, depth = 0): void => {
    if (isTensor(value)) found.push(value);
    else if (Array.isArray(value)) for (const part of value) visit(part, depth + 1);
    else if (isRecord(value) && depth < 4) {
      if ("forward" in value) found.push(value);
      else for (const part of Object.values(value)) visit(part, depth + 1);
    }
  };
  visit(given);
  return () => found.map((each) => summary(isTensor(each) ? each : (each as networks.Layer<[1], [1], unknown>).parameters));
}

const [left, right] = [
  library.matrix([
    [1, 2, 3],
    [5, 7, 11],
  ]),
  library.matrix([
    [13, 17],
    [19, 23],
    [29, 31],
  ]),
];
const product = [
  [138, 156],
  [517, 587],
];

const counts = { calls: 0, refused: 0, right: 0 };
const failures = new Map<string, string[]>();
const patience = 3000; // milliseconds for one call; a busy machine may pause for one of them

async function judge(
  label: string,
  call: Call,
  given: unknown[],
  untouched: () => unknown,
  before: unknown,
  expected?: unknown,
): Promise<void> {
  counts.calls++;
  const fail = (why: string): void => {
    const kind = failures.get(why) ?? [];
    failures.set(why, [...kind, `${call.name}: ${label}`]);
  };
  const start = performance.now();
  try {
    const result = summary(await call.run(...given));
    if (expected !== undefined && !alike(result, expected)) fail("gave another result than for what was read");
    counts.right++;
  } catch (error) {
    const wrong = wrongError(error);
    if (wrong !== undefined) fail(wrong);
    counts.refused++;
    if (!isCallers(error) && !alike(untouched(), before)) fail("changed what it was given");
  }
  const took = performance.now() - start;
  if (took > patience) fail(`took longer than ${patience} ms`);
  if (!alike(left.matmul(right).toArray(), product)) fail("a product is wrong afterwards");
  setEngine(fastest());
}

/** One in this many hostile values is tried at each place, and the next ones at the next place. HOSTILE=1 tries all of them. */
const { HOSTILE = testAll ? "4" : "7" } = process.env;
const oneIn = Number(HOSTILE);
/** If a check is missing, these end the process or never return, so they are tried at every place. */
const endless = new Set([
  "the longest list",
  "a proxy of a list of endless length",
  "a very deep list",
  "a record that contains itself",
]);
let turns = 0;
function turn(): readonly (typeof hostile)[number][] {
  turns++;
  return hostile.filter(([label], index) => (index + turns) % oneIn === 0 || endless.has(label));
}

/** Replaces every part of a call's arguments with hostile values, and every list and record with each of its disguises. */
async function spoil(call: Call): Promise<void> {
  const expected = call.lies ? undefined : summary(await call.run(...call.given()));
  const untouched = watched(call.given());
  for (const path of paths(call.given())) {
    const where = path.map((key) => `[${key}]`).join("");
    const attempt = async (label: string, make: (part: unknown) => unknown, result?: unknown): Promise<void> => {
      const given = call.given();
      const unchanged = watched(given);
      const before = unchanged();
      await judge(`${where} ${label}`, call, exchanged(given, path, make(at(given, path))), unchanged, before, result);
    };
    for (const [label, make] of turn()) await attempt(label, make);
    const part = at(call.given(), path);
    if (Array.isArray(part))
      for (const [label, make] of disguises) await attempt(label, (list) => make(list as unknown[]), expected);
    if (isRecord(part) && !isWhole(part)) {
      for (const [label, make] of recordDisguises)
        await attempt(label, (fields) => make(fields as Record<string, unknown>), expected);
    }
  }
  untouched();
}

const kinds: Readonly<Record<string, readonly Call[]>> = {
  "methods of a tensor": tensorCalls,
  "all other functions": calls,
  "layers in use": layerCalls,
  "layers, activations and losses that break their contract": lies,
};

test.each(Object.entries(kinds))("%s", async (kind, every) => {
  failures.clear();
  const before = { ...counts };
  const from = performance.now();
  for (const call of every) await spoil(call);
  const run = counts.calls - before.calls;
  console.log(
    `${kind}: ${run} wrong calls of ${new Set(every.map(({ name }) => name)).size} functions: ${counts.refused - before.refused} refused, ${counts.right - before.right} right for what was read, ${[...failures.values()].flat().length} wrong; ${((performance.now() - from) / 1000).toFixed(1)} s`,
  );
  const list = [...failures].map(([why, where]) => `${where.length} × ${why}\n    ${where.slice(0, 6).join("\n    ")}`);
  expect(list.join("\n"), list.join("\n")).toBe("");
  expect(run).toBeGreaterThan(500);
});

test("every public function is called", () => {
  const called = new Set([...calls, ...tensorCalls].map(({ name }) => name));
  const functions = [library, networks].flatMap((module) =>
    Object.entries(module).filter(([name, value]) => typeof value === "function" && name !== "ShapeError"),
  );
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(x)).filter((name) => name !== "constructor");
  expect(
    [
      ...functions.map(([name]) => name),
      ...Object.keys(inferred).map((name) => `inferred.${name}`),
      ...Object.keys(linalg).map((name) => `linalg.${name}`),
      ...methods.map((name) => `tensor.${name}`),
    ].filter((name) => !called.has(name)),
  ).toEqual([]);
});
