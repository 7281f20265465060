/** Checks programs with the compiler, runs them, and compares the two outcomes with the model and with each other. */
import * as conformable from "../../../src/index.js";
import * as inferred from "../../../src/inferred/index.js";
import * as linalg from "../../../src/linalg/index.js";
import * as nn from "../../../src/nn/index.js";
import { type Compiler, compile, writeProject } from "../../types/compiler.js";
import { formsAtRunTime } from "./forms.js";
import type { Table } from "./operation.js";
import { head, javascript, type Line, typescript } from "./print.js";
import type { Case } from "./program.js";
import { difference } from "./values.js";

/** The first statement that was refused, and the message. There is no statement if the library didn't refuse it. */
interface Refused {
  readonly statement: number | undefined;
  readonly message: string;
}
export interface Verdict {
  readonly compiler: Refused | undefined;
  readonly runTime: Refused | undefined;
  /** Results whose shape at run time differs from the model's. */
  readonly differences: readonly string[];
}

const perFile = 250;
let projects = 0;

/** The first error of one compiler in each program. */
async function compiled(table: Table, cases: readonly Case[], compiler: Compiler): Promise<(Refused | undefined)[]> {
  const lines = cases.map(({ program, expectation }, index): Line[] => [
    { text: `export async function program${index}() {` },
    ...typescript(table, program, expectation),
    { text: "}" },
  ]);
  const files: Record<string, string> = {};
  const places: Record<string, { index: number; statement: number | undefined }[]> = {};
  for (let start = 0; start < cases.length; start += perFile) {
    const name = `programs-${start}.ts`;
    const part = lines.slice(start, start + perFile);
    files[name] = `${head(Object.keys(conformable))}\n${part.map((own) => own.map(({ text }) => text).join("\n")).join("\n")}\n`;
    places[name] = part.flatMap((own, place) => own.map(({ statement }) => ({ index: start + place, statement })));
  }

  const refused: (Refused | undefined)[] = cases.map(() => undefined);
  const folder = await writeProject(`generated-${compiler}-${projects++}`, files);
  const before = head([]).split("\n").length + 1; // lines count from 1
  for (const { file, line, message } of (await compile(compiler, folder)).diagnostics) {
    const place = places[file]?.[line - before];
    if (!place) throw new Error(`${file}:${line}: ${message}`);
    refused[place.index] ??= { statement: place.statement, message };
  }
  return refused;
}

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...values: unknown[]) => Promise<void>;

function first<T>(list: Iterable<T>): T {
  for (const entry of list) return entry;
  throw new Error("first: there is none");
}

const last = <T>(list: readonly T[]): T | undefined => list.at(-1);
const on = <T>(_: unknown, f: T): T => f;
const copied = (tree: object): unknown => (Array.isArray(tree) ? [...tree] : { ...tree });

/** A tensor of the same shape: matrices with ones on their diagonals, or zeros. */
function regular(x: conformable.Tensor<readonly number[]>): unknown {
  const shape = x.shape as readonly number[];
  const [rows = 0, columns = 0] = shape.slice(-2);
  const isOne = (place: number): boolean => shape.length > 1 && (place % (rows * columns)) % (columns + 1) === 0;
  return conformable.tensor(
    Array.from({ length: x.size }, (_, place) => Number(isOne(place))),
    shape as readonly [],
  );
}

/** The outcome of running a program. */
async function ran(table: Table, { program, expectation }: Case): Promise<Pick<Verdict, "runTime" | "differences">> {
  const differences: string[] = [];
  let statement: number | undefined;
  const begin = (id: number): void => {
    statement = id;
  };
  const see = (id: number, actual: unknown): unknown => {
    const value = expectation.values["run time"].get(id);
    const found = value && difference(value, actual);
    if (found) differences.push(`v${id}: ${found}`);
    return actual;
  };
  const names = Object.keys(conformable);
  const body = `"use strict"; ${javascript(table, program)}`;
  const forms = Object.keys(formsAtRunTime);
  const own = { nn, inferred, linalg, first, last, on, onEach: on, copied, regular, begin, see };
  const run = new AsyncFunction(...names, ...forms, ...Object.keys(own), body);
  try {
    await run(...Object.values(conformable), ...Object.values(formsAtRunTime), ...Object.values(own));
    return { runTime: undefined, differences };
  } catch (error) {
    if (error instanceof conformable.ShapeError) return { runTime: { statement, message: error.message }, differences };
    return { runTime: { statement: undefined, message: `not a ShapeError, in v${statement}: ${String(error)}` }, differences };
  }
}

export async function judge(table: Table, cases: readonly Case[], compiler: Compiler): Promise<Verdict[]> {
  const refused = await compiled(table, cases, compiler);
  const verdicts: Verdict[] = [];
  for (const [index, each] of cases.entries()) verdicts.push({ compiler: refused[index], ...(await ran(table, each)) });
  return verdicts;
}

/** Describes how the compiler, the run time and the model disagree. */
export function disagreement({ program, expectation }: Case, verdict: Verdict | undefined): string | undefined {
  if (!verdict) return "it was not judged";
  const last = program.statements.at(-1)?.id;
  const opinions = (["compiler", "run time"] as const).map((who) => {
    const refused = who === "compiler" ? verdict.compiler : verdict.runTime;
    const says = refused ? `the ${who} refuses v${refused.statement}: ${refused.message}` : `the ${who} accepts it`;
    // If the compiler may refuse or accept, an error has to come from the operation, not from the type of its result.
    const isOpen = who === "compiler" && expectation.isOpen;
    return {
      says,
      agrees: isOpen
        ? !refused || refused.statement === last
        : expectation.refusedBy.includes(who)
          ? refused?.statement === last
          : !refused,
    };
  });
  if (verdict.differences.length === 0 && opinions.every(({ agrees }) => agrees)) return undefined;
  const model =
    expectation.refusedBy.length === 0
      ? expectation.isOpen
        ? `by the model, the compiler may refuse v${last}`
        : "the model accepts it"
      : `by the model, v${last} is refused by the ${expectation.refusedBy.join(" and the ")}`;
  return [...verdict.differences, ...opinions.map(({ says }) => says), model].join("\n");
}
