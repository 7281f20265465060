/**
 * Follows a newcomer's path. In an empty folder, every command and every code block of *Get started*, and then of the README, is
 * used exactly as shown. Only the package itself comes from here, and not from the registry.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compilers, root } from "../types/compiler.js";
import { pack } from "./pack.js";

const temporary = mkdtempSync(join(tmpdir(), "conformable-"));
const folder = join(temporary, "empty");
const packages = new Map([["typescript", join(root, "node_modules", compilers["7.0"])]]);
beforeAll(() => {
  mkdirSync(folder);
  packages.set("conformable", pack(temporary));
}, 60_000);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

function shell(command: string) {
  const line = command.replaceAll(/\S+/g, (word) => packages.get(word) ?? word);
  const env = { ...process.env, npm_config_prefer_offline: "true", npm_config_audit: "false", npm_config_fund: "false" };
  return spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env });
}

const blocks = ["docs/guide/get-started.md", "README.md"].flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  const found = text.matchAll(/^```(sh|ts)\n(.*?)\n```$(?:\n\n```text\n(.*?)\n```$)?/gms);
  return [...found].map(({ 1: language, 2: code = "", 3: below = "", index }) => ({
    name: `${page}:${text.slice(0, index).split("\n").length}`,
    language,
    code,
    error: below.replaceAll("\n", " "),
  }));
});
const [compile = "", run = ""] = blocks.find(({ code }) => code.startsWith("npx tsc "))?.code.split("\n") ?? [];

test("there are commands and programs", () => {
  expect(blocks.filter(({ language }) => language === "sh").length).toBe(3);
  expect(blocks.filter(({ error }) => error).length).toBe(3);
});

/** In the order of the pages, since commands use files that were saved before. */
test.each(blocks)("$name", ({ language, code, error }) => {
  if (language === "sh") {
    for (const command of code.split("\n")) expect(shell(command), command).toMatchObject({ status: 0 });
    return;
  }
  writeFileSync(join(folder, "first.ts"), code);
  const said = [...shell(compile).stdout.matchAll(/error TS\d+: (.*)/g)].map(([, sentence]) => sentence);
  expect(said).toEqual(error ? [error] : []);

  // Also prints the expressions whose results are shown in comments.
  const program = readFileSync(join(folder, "first.js"), "utf8");
  const shown = /^(?!const |console)(\S.*\)); +(?=\/\/ \w+<.*\[)/gm;
  writeFileSync(join(folder, "first.js"), program.replaceAll(shown, "console.log(String($1)); "));
  const { stdout, stderr } = shell(run);
  const [, sentence = ""] = /"(.*)"/.exec(error) ?? [];
  expect(stderr).toContain(sentence); // at run time as well
  expect(stderr === "").toBe(error === "");
  const printed = [...code.replaceAll(shown, "console.log(); ").matchAll(/console\.log\(.*\);\s+\/\/ (.*)/g)];
  expect(stdout.trim()).toBe(printed.map(([, text]) => text).join("\n"));
});
