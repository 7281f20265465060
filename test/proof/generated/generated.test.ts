/**
 * Static shapes equal run-time shapes. Programs are drawn at random, and written as TypeScript with the type of each result. The
 * compiler checks them, and they are run. A separate model, in `table.ts`, says what the results have to be. Each program is also
 * broken in one place. The compiler and the run time then have to refuse the same statement.
 *
 * In some cases they have to differ, and these are counted separately. The run time can't see names, or what else a value might
 * have been. The compiler can't see data. If a value is a member of an enum, or of a union whose members both fit, the compiler
 * may refuse it or accept it.
 *
 * `PROGRAMS_SEED` is the number of the first program. `PROGRAMS` is the number of programs of each kind: 2,000 in
 * `npm run test:all`, of which `npm test` checks the first 300.
 */
import { expect, test } from "vitest";
import * as library from "../../../src/index.js";
import * as inferred from "../../../src/inferred/index.js";
import * as linalg from "../../../src/linalg/index.js";
import * as networks from "../../../src/nn/index.js";
import { type Compiler, testAll, versions } from "../../types/compiler.js";
import { breaks, broken, harmless } from "./break.js";
import { Chance } from "./chance.js";
import { draw } from "./draw.js";
import { disagreement, judge } from "./judge.js";
import { kindOf, kinds } from "./kinds.js";
import type { Operation, Table } from "./operation.js";
import { type Case, foresee } from "./program.js";
import { shrunk } from "./shrink.js";
import { shapeless, table } from "./table.js";
import { as, tensor, type Value } from "./values.js";

const { PROGRAMS_SEED = "1", PROGRAMS = testAll ? "2000" : "300" } = process.env;
const [seed, wanted] = [Number(PROGRAMS_SEED), Number(PROGRAMS)];

interface Drawn {
  readonly seed: number;
  /** What was broken, if anything. */
  readonly how: string;
  readonly each: Case;
}

type Sort = "right" | "changed" | "both" | "compiler" | "run time" | "open";
const sorts: Readonly<Record<Sort, string>> = {
  right: "right",
  changed: "changed in one place, and still right",
  both: "broken, refused by the compiler and at run time",
  compiler: "broken, refused by the compiler alone",
  "run time": "broken, refused at run time alone",
  open: "that the compiler may refuse",
};

/**
 * Correct programs, and as many broken ones that the compiler and the run time both refuse. Those that only one of them can
 * refuse are drawn along with these.
 */
function drawAll(table: Table, seed: number, wanted: number) {
  const drawn: Record<Sort, Drawn[]> = { right: [], changed: [], both: [], compiler: [], "run time": [], open: [] };
  for (let own = seed; drawn.right.length < wanted || drawn.both.length < wanted; own++) {
    const program = draw(table, own);
    const right = foresee(table, program);
    if (!right || right.expectation.refusedBy.length > 0) throw new Error(`program ${own} is not right`);
    if (drawn.right.length < wanted) drawn.right.push({ seed: own, how: "right", each: right });
    const chance = new Chance(own);
    const changed = harmless(table, program, chance);
    if (changed) drawn.changed.push({ seed: own, how: changed.how, each: changed });
    const wrong = broken(table, program, chance);
    if (!wrong || drawn.both.length === wanted) continue;
    const [by = "open", other] = wrong.expectation.refusedBy;
    drawn[other ? "both" : by].push({ seed: own, how: wrong.how, each: wrong });
  }
  return drawn;
}

/** A report on the first programs on which the compiler, the run time and the model disagree, each of them shrunk. */
async function failures(table: Table, drawn: readonly Drawn[], compiler: Compiler, shown = 3): Promise<string[]> {
  const cases = drawn.map(({ each }) => each);
  const verdicts = await judge(table, cases, compiler);
  const failing = drawn.filter(({ each }, index) => disagreement(each, verdicts[index]) !== undefined);
  const reports: string[] = [];
  for (const { seed, how, each } of failing.slice(0, shown)) {
    const { program, says } = await shrunk(table, each, compiler);
    reports.push(`${failing.length} of ${drawn.length} fail. PROGRAMS_SEED=${seed} PROGRAMS=1 (${how}):\n${program}\n${says}`);
  }
  return reports;
}

const drawn = drawAll(table, seed, wanted);
const refused = [...drawn.both, ...drawn.compiler, ...drawn["run time"]];
const wrong = [...refused, ...drawn.open];

test(`compiler, run time and model agree on ${wanted} correct programs and ${wanted} broken ones`, async () => {
  const counts = (list: readonly Drawn[]): string =>
    kinds.map((kind) => `${list.filter(({ how, each }) => kindOf(each.program, how) === kind).length} ${kind}`).join(", ");
  const told = Object.entries(sorts).map(([sort, words]) => {
    const list = drawn[sort as Sort]; // one of its keys
    return `${list.length} ${words}: ${counts(list)}`;
  });
  console.log(told.join("\n"));
  expect(drawn.right.length).toBe(wanted);
  expect(drawn.both.length).toBe(wanted);
  expect(await failures(table, [...drawn.right, ...drawn.changed, ...wrong], "7.0")).toEqual([]);
}, 3_600_000);

// These compilers are five to ten times slower than 7.0.
test.each(versions.filter((version) => version !== "7.0"))("TypeScript %s agrees on a sample of them", async (compiler) => {
  const part = [drawn.right, drawn.both, drawn.compiler, drawn.open].flatMap((list) => list.slice(0, 25));
  expect(await failures(table, part, compiler)).toEqual([]);
});

// With another seed, an operation may be missing by chance.
test.skipIf(seed !== 1 || wanted < 300)("the programs use every operation", () => {
  const used = new Set(drawn.right.flatMap(({ each }) => each.program.statements.map(({ operation }) => operation)));
  expect(Object.keys(table).filter((name) => !used.has(name))).toEqual([]);
});

test.skipIf(seed !== 1 || wanted < 1000)("the broken programs break every operation that can be broken, and in every way", () => {
  const names = Object.keys(table);
  const refusals = new Set(refused.map(({ each }) => each.program.statements.at(-1)?.operation));
  expect(names.filter((name) => refusals.has(name) === (table[name]?.total ?? false))).toEqual([]);
  expect([...new Set(wrong.map(({ how }) => how))].toSorted()).toEqual(Object.keys(breaks).toSorted());
});

test("every public operation has an entry in the model", () => {
  const members = (owner: string, value: object) => Object.keys(value).map((name) => `${owner}.${name}`);
  const layer = networks.dense(2, 3);
  const pass = layer.forward(library.zeros([2]));
  const names = [
    ...Object.getOwnPropertyNames(Object.getPrototypeOf(pass.output)).map((name) => `x.${name}`),
    ...Object.keys(library),
    ...members("nn", networks),
    ...members("inferred", inferred),
    ...members("linalg", linalg),
    ...members("layer", layer),
    ...members("pass", pass),
    ...members("back", pass.backward(library.zeros([3]))),
    ...members("optimizer", networks.adam(layer)),
    ...members("evaluation", networks.meanSquaredError.evaluate(pass.output, pass.output)),
  ];
  expect(names.filter((name) => name !== "x.constructor" && !(name in table) && !shapeless.includes(name))).toEqual([]);
});

test("a wrong rule is found, and shown in the smallest program with it", async () => {
  const right = table["x.transpose"] as Operation; // the model has it
  const wrong = { ...right, result: (...x: Value[]) => tensor(as("tensor", right.result(...x)).shape.toReversed()) };
  const lying: Table = { ...table, "x.transpose": wrong };
  const [failure] = await failures(lying, drawAll(lying, 101, 50).right, "7.0", 1);
  const [head, ...lines] = failure?.split("\n") ?? [];
  expect(head).toMatch(/^\d+ of 50 fail. PROGRAMS_SEED=\d+ PROGRAMS=1 \(right\):$/);
  const program = lines.filter((line) => /^const v/.test(line)).join("\n");
  expect(program.match(/\b(?!is\b)\w+(?=\()/g)).toEqual(["ones", "transpose"]);
  expect(lines.slice(-3)).toEqual([
    expect.stringMatching(/^the compiler refuses v\d+: /),
    "the run time accepts it",
    "the model accepts it",
  ]);
});
