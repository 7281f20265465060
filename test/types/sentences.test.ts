/**
 * What the compilers say. The directives of `test-d` are taken away, and each compiler is asked what it has against the wrong
 * programs. So a line can't fail for another reason, and nothing else in those files may fail.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { type Compilation, compile, versions, writeProject } from "./compiler.js";
import { before, codeBefore, sources, undirected, wrongs } from "./wrongs.js";

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
    compilation = await compile(version, await writeProject(`sentences-${version}`, undirected));
  }, 60_000);

  test.each(wrongs)("$file:$line $sentence", (wrong) => {
    const { file, line, place, sentence } = wrong;
    const found = compilation.diagnostics.filter((diagnostic) => diagnostic.file === file && diagnostic.line === line);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(sentence)]);
    expect(codeBefore(wrong, found[0]?.column ?? 0)).toMatch(before[place]);
  });

  test("nothing else fails", () => {
    const expected = new Set(wrongs.map(({ file, line }) => `${file}:${line}`));
    expect(compilation.diagnostics.filter(({ file, line }) => !expected.has(`${file}:${line}`))).toEqual([]);
  });

  test("no message speaks of `never`", () => {
    expect(compilation.diagnostics.filter(({ text }) => /\bnever\b/.test(text))).toEqual([]);
  });
});
