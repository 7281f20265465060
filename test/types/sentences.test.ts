/**
 * The compilers' messages. The tests remove the directives from `test-d`, and compile the wrong programs with each compiler. So a
 * line can't fail for another reason, and nothing else in these files may fail. Each wrong program is compiled twice: with its
 * result unused, and with its result passed to a parameter of type `unknown`. 5.9 and 6.0 are the same program, and share the two.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Compilation, type Compiler, compile, versions, writeProject } from "./compiler.js";
import { before, codeBefore, sources, undirected, wrongs } from "./wrongs.js";

test("there are wrong programs, and every directive has a message", () => {
  const directives =
    Object.values(sources)
      .join("\n")
      .match(/@ts-expect-error/g) ?? [];
  expect(wrongs.length).toBe(directives.length);
  expect(wrongs.length).toBeGreaterThan(400);
});

/** What happens to the result of a wrong program: nothing, or it is passed to a function that takes everything. */
const uses = {
  unused: (code: string): string => code,
  seen: (code: string): string => code.replace(/^(\s*)(.*);$/, "$1seen($2);"),
};

test("every wrong program is an expression, so its result is unused unless something is done with it", () => {
  expect(wrongs.filter(({ code }) => /^\s*(const|let|return|export|type|throw)\b|=(?!=|>)[^(]*$/.test(code))).toEqual([]);
});

/** How results are used in what a compiler compiles. */
const usesIn = (version: Compiler) =>
  Object.entries(uses).filter(([use]) => version === "7.0" || use === (version === "5.9" ? "unused" : "seen"));

/** All uses in one project, each in a folder of its own. */
const programs = (version: Compiler) =>
  usesIn(version).flatMap(([use, used]) =>
    Object.entries(undirected).map(([file, source]) => {
      const lines = source.split("\n");
      for (const wrong of wrongs) if (wrong.file === file) lines[wrong.line - 1] = used(wrong.code);
      return [join(use, file), `${lines.join("\n")}\ndeclare function seen(value: unknown): void;\n`];
    }),
  );

describe.each(versions)("TypeScript %s", (version) => {
  let compilation: Compilation;
  beforeAll(async () => {
    compilation = await compile(version, await writeProject(`sentences-${version}`, Object.fromEntries(programs(version))));
  }, 60_000);

  describe.each(usesIn(version))("the result %s", (use, used) => {
    test.each(wrongs)("$file:$line $sentence", (wrong) => {
      const { file, line, place, sentence, code } = wrong;
      const found = compilation.diagnostics.filter(
        (diagnostic) => diagnostic.file === join(use, file) && diagnostic.line === line,
      );
      expect(found[0]?.message).toContain(sentence);
      if (file !== "theorems.test-d.ts") expect(found).toHaveLength(1); // errors that follow from a wrong product are allowed
      const shift = used(code).indexOf(code.trim().slice(0, -1)) - code.indexOf(code.trim());
      expect(codeBefore(wrong, (found[0]?.column ?? 0) - shift)).toMatch(before[place]);
    });

    test("nothing else fails", () => {
      const expected = new Set(wrongs.map(({ file, line }) => `${join(use, file)}:${line}`));
      const found = compilation.diagnostics.filter(({ file }) => file.startsWith(use));
      expect(found.filter(({ file, line }) => !expected.has(`${file}:${line}`))).toEqual([]);
    });
  });

  test("no message mentions `never`", () => {
    expect(compilation.diagnostics.filter(({ text }) => /\bnever\b/.test(text))).toEqual([]);
  });
});
