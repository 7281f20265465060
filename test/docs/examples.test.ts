/**
 * Every example in the docs, the README and the doc comments compiles, each as a file of its own. An example without imports gets
 * those of the whole package; otherwise examples of methods would be mostly imports. If a comment after an expression shows a
 * tensor, the expression gives that tensor. If text below a wrong example shows a message, the compiler gives that message, or
 * the example throws it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as inferred from "../../src/inferred/index.js";
import * as files from "../../src/io/index.js";
import * as linalg from "../../src/linalg/index.js";
import * as networks from "../../src/nn/index.js";
import * as onnx from "../../src/onnx/index.js";
import * as stablehlo from "../../src/stablehlo/index.js";
import { type Compilation, compile, root, writeProject } from "../types/compiler.js";

interface Example {
  readonly name: string;
  readonly code: string;
  /** The compiler's error message, if the document shows it below. */
  readonly error: string | undefined;
  /** What the example throws, if the document shows it below: `ShapeError: …`. */
  readonly thrown: string | undefined;
}

const documents = [
  "README.md",
  ...readdirSync(join(root, "docs/guide")).map((file) => join("docs/guide", file)),
  ...readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((file) => join("src", file)),
];
const examples = documents.filter((file) => /\.(ts|md)$/.test(file)).flatMap(examplesOf);

function examplesOf(file: string): Example[] {
  const text = readFileSync(join(root, file), "utf8");
  const blocks = /^( *\* |)```ts\n(.*?)^ *(?:\* )?```$(?:\n\n```text\n(.*?)\n```$)?/gms;
  return [...text.matchAll(blocks)].map(({ 1: margin = "", 2: block = "", 3: below, index }) => {
    const code = margin === "" ? block : block.replaceAll(/^ *\* ?/gm, "");
    const said = below?.replaceAll("\n", " ");
    const outcome = /^\w*Error: /.test(said ?? "") ? { error: undefined, thrown: said } : { error: said, thrown: undefined };
    return { name: `${file}:${text.slice(0, index).split("\n").length}`, code, ...outcome };
  });
}

/** The imports of the whole package, except for names that the example declares itself. */
function importAll(code: string): string {
  if (/^import /m.test(code)) return code;
  const names = (module: object) => Object.keys(module).filter((name) => !new RegExp(`^const ${name}\\b`, "m").test(code));
  return `
import { type Matrix, type Shape, type Tensor, type Vector, ${names(library).join(", ")} } from "conformable";
import { ${names(networks)
    .filter((name) => !(name in library)) // a name may be in both modules
    .join(", ")} } from "conformable/nn";
${code}`;
}

/** Runs code without its imports, and returns its result. `whole` is the example with its imports. */
async function run(code: string, whole = code): Promise<unknown> {
  // The names of conformable/inferred are also in conformable/nn, and two of conformable/linalg in conformable.
  const [, imported = ""] = /^import \{([^}]*)\} from "conformable\/linalg"/m.exec(whole) ?? [];
  const fromLinalg = new Set(imported.match(/\w+/g));
  const scope = {
    ...stablehlo,
    ...onnx,
    ...files,
    ...networks,
    ...library,
    ...(whole.includes(`from "conformable/inferred"`) ? inferred : {}),
    ...Object.fromEntries(Object.entries(linalg).filter(([name]) => fromLinalg.has(name))),
  };
  const { code: plain } = transformSync(code.replaceAll(/^import .*$/gm, ""), { loader: "ts", target: "esnext" });
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  return new AsyncFunction(...Object.keys(scope), `{ ${plain} }`)(...Object.values(scope));
}

let compilation: Compilation;
beforeAll(async () => {
  const programs = examples.map(({ code }, index) => [`example-${index}.ts`, `${importAll(code)}\nexport {};\n`]);
  compilation = await compile("6.0", await writeProject("examples", Object.fromEntries(programs), { types: ["node"] }));
}, 60_000);

test("every public name has an example", () => {
  expect(examples.length).toBeGreaterThan(60);
  const code = examples.map((example) => example.code).join("\n");
  const names = [library, networks, files, onnx, stablehlo, inferred, linalg].flatMap((module) => Object.keys(module));
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(library.scalar(0))).filter((name) => name !== "constructor");
  expect(
    [...names, ...methods].filter((name) => !["toString", "toJSON"].includes(name) && !new RegExp(`\\b${name}\\b`).test(code)),
  ).toEqual([]);
});

describe.each(examples)("$name", ({ name, code, error, thrown }) => {
  const index = examples.findIndex((example) => example.name === name);

  test(error === undefined ? "compiles" : "does not compile, with the error message shown below it", () => {
    const found = compilation.diagnostics.filter(({ file }) => file === `example-${index}.ts`);
    expect(found.map(({ message }) => message)).toEqual(error === undefined ? [] : [error]);
  });

  test.runIf(thrown)("throws the error shown below it", async () => {
    await expect(run(code).catch((reason: Error) => `${reason.name}: ${reason.message}`)).resolves.toBe(thrown);
  });

  const printed = [
    ...code.matchAll(/^(?:const \w+(?:: \S+)? = )?(\S.*\)); +\/\/ ((?:Scalar|Vector|Matrix|Tensor)(?!.*Dim<).*)$/gm),
  ];
  test.runIf(printed.length > 0)("gives the results in its comments", async () => {
    const setup = code.match(/^const .*?;(?= *(?:\/\/.*)?$)/gms) ?? [];
    for (const [, expression = "", expected] of printed) {
      const value = expression.replace(/^console\.log\((.*)\)$/, "$1");
      const result = await run([...setup, `return ${value};`].join("\n"), code);
      expect(`${result} `.startsWith(`${expected} `), String(result)).toBe(true); // the type, or the type and the numbers
    }
  });
});
