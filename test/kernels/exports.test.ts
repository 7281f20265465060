/** That the module's exports and the interface `Kernels` are the same list. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { variants } from "./arena.js";

test.each(variants)("%s exports what the interface says", (_name, { kernels }) => {
  const source = readFileSync(new URL("../../src/engine/kernels.ts", import.meta.url), "utf8");
  const [, body = ""] = /export interface Kernels \{([\s\S]*?)\n\}/.exec(source) ?? [];
  const declared = [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name]) => name);
  const exported = Object.keys(kernels).filter((name) => name !== "memory");
  expect(declared.sort()).toEqual(exported.sort());
});
