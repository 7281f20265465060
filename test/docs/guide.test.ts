/** The guide's chapter on backpropagation ends in a program: it is the one that is run, and it learns. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

const program = "docs/examples/from-scratch.ts";

test("the chapter's network is the program, word for word", () => {
  const chapter = readFileSync(join(root, "docs/guide/backpropagation.md"), "utf8");
  const [, quoted = ""] = /^```typescript\n(.*?)^```$/ms.exec(chapter) ?? [];
  const source = readFileSync(join(root, program), "utf8");
  expect(source.endsWith(quoted)).toBe(true);
  expect(quoted.split("\n").length).toBeGreaterThan(30);
});

test("it reads at least 95 % of digits that it has not seen", () => {
  const output = execFileSync(process.execPath, ["--import", "tsx", join(root, program)], { encoding: "utf8" });
  const [, accuracy] = /test accuracy: ([\d.]+) %/.exec(output) ?? [];
  expect(Number(accuracy)).toBeGreaterThanOrEqual(95);
}, 60_000);
