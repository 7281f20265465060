/**
 * The index of operations has every public name, leaves out next to nothing that its peers have, and says the truth: our names exist, and the
 * lines that stand for operations of others run, with NumPy's results.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tensor } from "../../src/index.js";
import { root } from "../types/compiler.js";
import { composed } from "./operations/composed.js";
import { namesAt, operands, outsiders, peers, refusals, rows, values } from "./operations/index.js";
import { core, entries, ours } from "./operations/ours.js";
import { page } from "./operations/page.js";

const listed = rows.flatMap(({ ours }) => ours);
const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

test("the page is up to date (if not, run `npm run operations`)", () => {
  expect(readFileSync(join(root, "docs/operations.md"), "utf8")).toBe(page());
});

test("every public name is in the tables, once", () => {
  expect(ours.size).toBeGreaterThan(200);
  expect([...ours].filter((name) => !listed.includes(name))).toEqual([]);
  expect(twice(listed)).toEqual([]);
});

test("every name of ours in the tables exists", () => {
  expect(listed.filter((name) => !ours.has(name))).toEqual([]);
});

describe.each(peers)("$name $version", (peer) => {
  test("at least 95 % of its functions are in the tables, or refused for a reason", () => {
    const missing = namesAt(peer, "missing");
    const counted = peer.functions.length - namesAt(peer, "outside").length;
    expect(counted).toBeGreaterThan(300);
    expect(missing.length / counted, missing.join(" ")).toBeLessThanOrEqual(0.05);
  });

  test("nine in ten of its functions are counted", () => {
    expect(namesAt(peer, "outside").length).toBeLessThan(0.1 * peer.functions.length);
  });
});

test("what isn't counted is exported by one of the peers", () => {
  const exported = new Set(peers.flatMap(({ functions }) => functions));
  expect(outsiders.flatMap(({ names }) => names).filter((name) => !exported.has(name))).toEqual([]);
});

test.each(["numpy", "pytorch", "tensorflow"] as const)("what is here isn't refused: %s", (library) => {
  const here = [...rows, ...composed].flatMap((row) => row[library]);
  expect(refusals.flatMap((row) => row[library]).filter((name) => here.includes(name))).toEqual([]);
  expect(twice(composed.flatMap((row) => row[library]))).toEqual([]);
});

/** What the lines may use: the operands and the entries by their names, and all that `conformable` exports. */
const inScope: Readonly<Record<string, unknown>> = {
  ...core,
  ...entries,
  ...Object.fromEntries(
    Object.entries(operands).map(([name, numbers]) => [
      name,
      typeof numbers[0] === "number" ? tensor(numbers.flat(), [3]) : tensor(numbers.flat(), [3, 3]),
    ]),
  ),
};
const run = (line: string): unknown => new Function(...Object.keys(inScope), `return ${line};`)(...Object.values(inScope));

/** The numbers in a result: a tensor, a number, a truth value, or an array of these. */
const numbersIn = (result: unknown): number[] =>
  Array.isArray(result) ? result.flatMap(numbersIn) : isTensor(result) ? numbersIn(result.toArray()) : [Number(result)];
const isTensor = (value: unknown): value is { toArray(): unknown } =>
  typeof value === "object" && value !== null && "toArray" in value;

test.each(composed)("$line", ({ numpy: [first = ""], call, line }) => {
  const result = run(line);
  const found = numbersIn(typeof result === "function" ? result(tensor([1, 2, 3], [3])) : result);
  expect(found.filter(Number.isNaN)).toEqual([]);
  if (call === undefined) return;
  const wanted = numbersIn(values[first]);
  expect(found).toHaveLength(wanted.length);
  expect(found.filter((number, index) => !(Math.abs(number - Number(wanted[index])) <= 1e-5 * (1 + Math.abs(number))))).toEqual(
    [],
  );
});
