/** What the pages on programs say is printed is what is printed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as networks from "../../src/nn/index.js";
import { root } from "../types/compiler.js";

/** Runs code without its imports, and returns what it prints. */
function printedBy(code: string): string[] {
  const lines: string[] = [];
  const scope = {
    ...networks,
    ...library,
    console: { log: (...given: unknown[]) => void lines.push(given.map(String).join(" ")) },
  };
  const { code: plain } = transformSync(code.replaceAll(/^import .*$/gm, ""), { loader: "ts", target: "esnext" });
  new Function(...Object.keys(scope), `{ ${plain} }`)(...Object.values(scope));
  return lines;
}

// As for users: how many bytes a program reads depends on the engine.
beforeAll(async () => void (await library.useEngine("wasm")));

describe.each(["docs/guide/programs.md", "src/program/trace.ts", "src/program/compile.ts", "docs/guide/networks.md"])(
  "%s",
  (file) => {
    const text = readFileSync(join(root, file), "utf8").replaceAll(/^ +\* ?/gm, "");
    const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
    const printing = blocks.filter((code) => /^console\.log/m.test(code));

    test("prints something", () => {
      expect(printing.length).toBeGreaterThan(0);
    });

    test.each(printing)("%#", (code) => {
      const shown = [...code.matchAll(/^console\.log\(.*\);\n((?:\/\/ ?.*\n)+)/gm)].map(([, comment = ""]) =>
        comment.trimEnd().replaceAll(/^\/\/ ?/gm, ""),
      );
      expect(shown.length).toBeGreaterThan(0);
      expect(printedBy(code)).toEqual(shown);
    });
  },
);
