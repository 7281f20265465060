/** The types that `test-d` states, and the lines that have to be refused, checked by tsd with the built declarations. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./compiler.js";

test("tsd reports no errors in test-d", () => {
  const args = ["--max-semi-space-size=64", join(root, "node_modules/tsd/dist/cli.js")]; // it is faster if garbage is collected less often
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`).toBe("");
  expect(status).toBe(0);
}, 120_000);
