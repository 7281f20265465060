/** The types that `test-d` states, and the wrong lines that have to be refused, as tsd judges them against the declarations that are built. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./compiler.js";

test("tsd has nothing to say of test-d", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "node_modules/tsd/dist/cli.js")], {
    cwd: root,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).toBe("");
  expect(status).toBe(0);
}, 120_000);
