/** Every example of the documentation has the same errors in the site's playground as with `tsc`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCompiler } from "../../docs/site/playground/compiler/compiler.js";
import { filesOfCompiler } from "../../docs/site/playground/compiler/files.js";
import { compile, root, writeProject } from "../types/compiler.js";
import { programs } from "./linked.js";

const names = programs.map((_, index) => `example-${index}.ts`);

/** What the playground's compiler says of each program, as the lines that `tsc` prints. */
function said(): string[] {
  const compiler = openCompiler(filesOfCompiler(), Object.fromEntries(programs.map((code, index) => [`/${names[index]}`, code])));
  return names.flatMap((name) =>
    compiler.problems(`/${name}`).map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`),
  );
}

/** The files beside a program of the guide that reads the digits. The playground has them too. */
const digits = ["digits/data.ts", "digits/digits.ts"];

/** What `tsc` says to a user who follows the guide: with `strict`, and Node's types. */
async function saidByTsc(): Promise<string[]> {
  const more = [
    "noUncheckedIndexedAccess",
    "exactOptionalPropertyTypes",
    "noPropertyAccessFromIndexSignature",
    "noImplicitOverride",
  ];
  const off = Object.fromEntries([...more, "isolatedModules", "verbatimModuleSyntax"].map((option) => [option, false]));
  const files = {
    ...Object.fromEntries(programs.map((code, index) => [names[index], `${code}\nexport {};\n`])),
    ...Object.fromEntries(digits.map((file) => [file, readFileSync(join(root, "docs/examples", file), "utf8")])),
  };
  const folder = await writeProject("playground", files, { ...off, types: ["node"] });
  const { diagnostics } = await compile("6.0", folder);
  return diagnostics.map(({ file, line, column, text }) => `${file}:${line}:${column}: ${text}`);
}

test("the playground's compiler says of every example what tsc says", async () => {
  expect(programs.length).toBeGreaterThan(800);
  const byTsc = saidByTsc(); // in a process of its own, meanwhile
  const found = said();
  const expected = await byTsc;
  expect(expected.length).toBeGreaterThan(100);
  expect(found.sort()).toEqual(expected.sort());
}, 600_000);
