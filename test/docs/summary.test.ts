/**
 * Summaries of networks, as Node prints them and as the pages show them. test/nn/contract/summary.test.ts has the rest, which
 * also runs in browsers.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import * as networks from "../../src/nn/index.js";
import { root } from "../types/compiler.js";

test("Node prints a network as its summary", () => {
  const network = networks.sequential(networks.dense(784, 128, { activation: networks.relu }), networks.dense(128, 10));
  expect(inspect(network)).toBe(networks.summary(network));
});

test.each(["docs/guide/networks.md", "src/nn/contract/summary.ts"])("%s shows what is printed", (file) => {
  const text = readFileSync(join(root, file), "utf8").replaceAll(/^ \* ?/gm, "");
  const [, setup = "", table = ""] = /^(const network = [^`]*?^)console\.log\(summary\(network\)\);\n(.*?)```/ms.exec(text) ?? [];
  const { code } = transformSync(`${setup} return network;`.replace(/^/, "function made() {").concat("}"), { loader: "ts" });
  const network = new Function(...Object.keys(networks), `${code} return made();`)(...Object.values(networks));
  expect(networks.summary(network)).toBe(table.trimEnd().replaceAll(/^\/\/ /gm, ""));
});
