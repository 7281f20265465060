/** The programs in the guide are the ones that are run: at the end of the chapter on backpropagation, and on the page on workers. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

const program = "docs/examples/from-scratch.ts";

test("the network in the chapter is the program's, word for word", () => {
  const chapter = readFileSync(join(root, "docs/guide/backpropagation.md"), "utf8");
  const [, quoted = ""] = /^```typescript\n(.*?)^```$/ms.exec(chapter) ?? [];
  const source = readFileSync(join(root, program), "utf8");
  expect(source.endsWith(quoted)).toBe(true);
  expect(quoted.split("\n").length).toBeGreaterThan(30);
});

test("it recognises at least 95 % of digits that it hasn't seen", () => {
  const output = execFileSync(process.execPath, ["--import", "tsx", join(root, program)], { encoding: "utf8" });
  const [, accuracy] = /test accuracy: ([\d.]+) %/.exec(output) ?? [];
  expect(Number(accuracy)).toBeGreaterThanOrEqual(95);
}, 60_000);

test.each(["network.js", "worker.js", "page.js"])("%s on the page on workers is the example's, word for word", (file) => {
  const page = readFileSync(join(root, "docs/guide/in-a-worker.md"), "utf8");
  const source = readFileSync(join(root, "docs/examples/in-a-worker", file), "utf8");
  expect(page).toContain(`\`\`\`js\n// ${file}\n${source}\`\`\`\n`);
});
