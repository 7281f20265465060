/**
 * What the compilers say. Every `@ts-expect-error` in `test-d` is followed by the sentence that has to be in the first line of the
 * error; here the directives are taken away, and each compiler is asked. So a line can't fail for another reason, and nothing else
 * in those files may fail.
 *
 * The line above a directive is its twin: a right program that differs in one place. `this:` before the sentence says that the
 * error stands at the receiver, `statement:` that it stands elsewhere; else it has to stand at an argument.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Compilation, compile, root, versions, writeProject } from "./compiler.js";

interface Wrong {
  readonly file: string;
  /** Where the wrong code is, from 1. */
  readonly line: number;
  readonly place: "argument" | "this" | "statement";
  readonly sentence: string;
  readonly code: string;
  readonly twin: string;
}

const directive = /^\s*\/\/ @ts-expect-error (?:(this|statement): )?(.+)$/;
const files = readdirSync(join(root, "test-d")).filter((file) => file.endsWith(".test-d.ts"));
const sources = Object.fromEntries(files.map((file) => [file, readFileSync(join(root, "test-d", file), "utf8")]));
const wrongs = files.flatMap((file) => wrongLines(file, (sources[file] as string).split("\n")));

function wrongLines(file: string, lines: readonly string[]): Wrong[] {
  return lines.flatMap((text, index) => {
    const [, place = "argument", sentence] = directive.exec(text) ?? [];
    if (sentence === undefined) return [];
    const [twin = "", code = ""] = [lines[index - 1], lines[index + 1]];
    return [{ file, line: index + 2, place: place as Wrong["place"], sentence, code, twin }];
  });
}

/** Where two lines of code differ, token by token: what is left when their common beginning and end are taken away. */
function difference(one: string, other: string): readonly [string[], string[]] {
  const tokens = (line: string): string[] => line.match(/\w+|"[^"]*"|\S/g) ?? [];
  const [a, b] = [tokens(one), tokens(other)];
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) [a.shift(), b.shift()];
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) [a.pop(), b.pop()];
  return [a, b];
}

test("there are wrong programs, and every directive has a sentence", () => {
  const directives =
    Object.values(sources)
      .join("\n")
      .match(/@ts-expect-error/g) ?? [];
  expect(wrongs.length).toBe(directives.length);
  expect(wrongs.length).toBeGreaterThan(80);
});

test.each(wrongs.filter(({ place }) => place !== "statement"))(
  "$file:$line differs from its twin in one place",
  ({ twin, code }) => {
    const [right, wrong] = difference(twin, code);
    expect(right.length + wrong.length).toBeGreaterThan(0);
    expect(Math.max(right.length, wrong.length), `${twin}\n${code}`).toBeLessThanOrEqual(4);
  },
);

describe.each(versions)("TypeScript %s", (version) => {
  let compilation: Compilation;
  beforeAll(async () => {
    const undirected = Object.entries(sources).map(([file, text]) => [file, text.replaceAll("@ts-expect-error", "wrong:")]);
    compilation = await compile(version, await writeProject(`sentences-${version}`, Object.fromEntries(undirected)));
  }, 60_000);

  test.each(wrongs)("$file:$line $sentence", ({ file, line, place, sentence, code }) => {
    const found = compilation.diagnostics.filter((diagnostic) => diagnostic.file === file && diagnostic.line === line);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(sentence)]);
    const before = code.slice(0, (found[0]?.column ?? 0) - 1).trimEnd();
    if (place === "argument") expect(before).toMatch(/[(,[{:]$|\.\.\.$|[{,] (weights|bias|inputs|targets)?$/);
    if (place === "this") expect(before).toBe("");
  });

  test("nothing else fails", () => {
    const expected = new Set(wrongs.map(({ file, line }) => `${file}:${line}`));
    expect(compilation.diagnostics.filter(({ file, line }) => !expected.has(`${file}:${line}`))).toEqual([]);
  });

  test("no message speaks of `never`", () => {
    expect(compilation.diagnostics.filter(({ text }) => /\bnever\b/.test(text))).toEqual([]);
  });
});
