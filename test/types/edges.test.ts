/**
 * The programs of `edges`: correct ones compile and run, and wrong ones are refused with a single message by three compilers. See
 * `edges.ts` for how to write them.
 */

import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as inferred from "../../src/inferred/index.js";
import * as io from "../../src/io/index.js";
import * as linalg from "../../src/linalg/index.js";
import * as networks from "../../src/nn/index.js";
import * as onnx from "../../src/onnx/index.js";
import * as stablehlo from "../../src/stablehlo/index.js";
import { type Compilation, compile, versions, writeProject } from "./compiler.js";
import { type Edge, edges, functionOf, kinds, moduleOf, saidOf, says } from "./edges.js";
import * as shapes from "./is.js";

const modules = new Map(kinds.map((kind) => [kind, moduleOf(kind)]));

/** The programs of a kind, each with a name for its test. */
const programs = (kind: string, ...verdicts: Edge["verdict"][]) =>
  edges.filter((edge) => edge.kind === kind && verdicts.includes(edge.verdict)).map((edge) => [labelOf(edge), edge] as const);
/** Tests of open programs have to fail, until the problem is fixed. */
const judged = ({ open }: Edge) => (open ? test.fails : test);
const labelOf = ({ line, verdict, name }: Edge): string => `${line}, ${verdict}: ${name}`;

/**
 * Names of types that only the library's sources use, messages of a compiler that has given up, and the message of `is` for a
 * wrong type that was accepted.
 */
const internal =
  /\b(is: the type|EndsIn|Ends|Listed|ShowSize|Show|ValueOf|SizeName|SizeValue|Quotient|Difference|Some|OfABatch|TargetsOf|OfAnyRecords|unlessRefused|WasRefused|HasNumber)\b|(?<!=>) never\b|excessively deep|TS2589/;

test.each(kinds)("%s has pairs", (kind) => {
  expect(programs(kind, "wrong", "refused", "either").length).toBeGreaterThanOrEqual(8);
});

describe.each(versions)("TypeScript %s", (version) => {
  let compilation: Compilation;
  beforeAll(async () => {
    const sources = [...modules].map(([kind, { source }]) => [`edges/${kind}.ts`, source]);
    const is = readFileSync(new URL("is.ts", import.meta.url), "utf8");
    compilation = await compile(version, await writeProject(`edges-${version}`, { ...Object.fromEntries(sources), "is.ts": is }));
  }, 120_000);

  const said = (edge: Edge) => saidOf(edge, modules.get(edge.kind)?.places.get(edge) ?? 0, compilation);

  describe.each(kinds)("%s", (kind) => {
    test("the code that its programs share compiles", () => {
      const first = Math.min(...(modules.get(kind)?.places.values() ?? []));
      expect(compilation.diagnostics.filter(({ file, line }) => file === `edges/${kind}.ts` && line < first)).toEqual([]);
    });

    for (const [label, edge] of programs(kind, "right"))
      judged(edge)(label, () => {
        expect(said(edge)).toEqual([]);
      });

    for (const [label, edge] of programs(kind, "wrong", "refused", "either"))
      judged(edge)(label, () => {
        const found = said(edge);
        if (edge.verdict === "either" && found.length === 0) return;
        expect(found).toEqual([{ message: expect.any(String), line: edge.line }]);
        const message = found[0]?.message ?? "";
        expect(says(message, edge.sentence), `${message}\nshould say: ${edge.sentence}`).toBe(true);
        expect(message).not.toMatch(internal);
      });
  });
});

test.each(edges.filter(({ verdict }) => verdict !== "right"))(
  "$kind, $line: the message comes from the library or the compiler",
  ({ sentence }) => {
    expect(sentence).toMatch(/^(…|\w+: )|^(a size|a kernel|a stride|Type|Argument|Property|Expected|The) /);
  },
);

/** The programs of a kind, run like plain JavaScript. */
function running(kind: string): Record<string, () => Promise<void>> {
  const { code } = transformSync(modules.get(kind)?.source ?? "", {
    loader: "ts",
    format: "cjs",
    tsconfigRaw: { compilerOptions: { target: "ES2022" } },
  });
  const required: Readonly<Record<string, unknown>> = {
    conformable: library,
    "conformable/inferred": inferred,
    "conformable/io": io,
    "conformable/linalg": linalg,
    "conformable/nn": networks,
    "conformable/onnx": onnx,
    "conformable/stablehlo": stablehlo,
    "../is.js": shapes,
  };
  const module = { exports: {} as Record<string, () => Promise<void>> };
  new Function("module", "require", code)(module, (name: string) => required[name]);
  return module.exports;
}

describe.each(kinds)("%s, run", (kind) => {
  const functions = running(kind);
  const outcome = async (edge: Edge): Promise<unknown> =>
    functions[functionOf(edge)]?.().then(
      () => undefined,
      (error: unknown) => error,
    );

  test.each(programs(kind, "right", "either"))("%s", async (_, edge) => {
    expect(await outcome(edge)).toBeUndefined();
  });

  test.each(programs(kind, "wrong"))("%s", async (_, edge) => {
    expect(await outcome(edge)).toBeInstanceOf(Error);
  });
});
