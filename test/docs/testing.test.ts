/** The programs on the guide's page about testing run in Vitest as they are. (test/package tests what the page says about Jest.) */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as networks from "../../src/nn/index.js";
import { root } from "../types/compiler.js";

const page = readFileSync(join(root, "docs/guide/testing.md"), "utf8");
const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);

test("there are programs", () => {
  expect(blocks.length).toBeGreaterThan(4);
});

/** The tests on the page become tests here, and so does the code outside of them. */
describe.each(blocks)("%#", (code) => {
  const scope = { ...networks, ...library, assert, expect, test };
  const { code: plain } = transformSync(code.replaceAll(/^import .*$/gm, ""), { loader: "ts", target: "esnext" });
  const run = () => new Function(...Object.keys(scope), plain)(...Object.values(scope));
  if (/^test\(/m.test(code)) run();
  else test("runs", run);
});

test("the matcher's message shows both tensors", () => {
  const [one, other] = [library.vector([1, 2]), library.vector([1, 3])] as const;
  const matcher = expect(one) as unknown as { toBeAllClose(expected: unknown): void };
  expect(() => matcher.toBeAllClose(other)).toThrow("Vector<2> [1, 2] should be close to Vector<2> [1, 3]");
});
