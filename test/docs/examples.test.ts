/**
 * Every example compiles: those in the README and in the doc comments, each as a file of its own. An example without imports gets
 * those of the whole package, as one beside a method would otherwise be mostly imports. What an example prints in a comment behind
 * a tensor is what it is.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as networks from "../../src/nn/index.js";
import { type Compilation, compile, root, writeProject } from "../types/compiler.js";

interface Example {
  readonly name: string;
  readonly code: string;
  /** What the compiler says of it, where the document shows that below. */
  readonly error: string | undefined;
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
  return [...text.matchAll(blocks)].map(({ 1: margin = "", 2: block = "", 3: error, index }) => {
    const code = margin === "" ? block : block.replaceAll(/^ *\* ?/gm, "");
    return { name: `${file}:${text.slice(0, index).split("\n").length}`, code, error: error?.replaceAll("\n", " ") };
  });
}

const importAll = (code: string): string =>
  /^import /m.test(code)
    ? code
    : `import { type Shape, type Tensor, type Vector, ${Object.keys(library).join(", ")} } from "conformable";\n${code}`;

let compilation: Compilation;
beforeAll(async () => {
  const files = examples.map(({ code }, index) => [`example-${index}.ts`, `${importAll(code)}\nexport {};\n`]);
  compilation = await compile("6.0", await writeProject("examples", Object.fromEntries(files), { types: ["node"] }));
}, 60_000);

test("there are examples of every public name", () => {
  expect(examples.length).toBeGreaterThan(60);
  const code = examples.map((example) => example.code).join("\n");
  const names = [...Object.keys(library), ...Object.keys(networks)];
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(library.scalar(0))).filter((name) => name !== "constructor");
  expect(
    [...names, ...methods].filter((name) => !["toString", "toJSON"].includes(name) && !new RegExp(`\\b${name}\\b`).test(code)),
  ).toEqual([]);
});

describe.each(examples)("$name", ({ name, code, error }) => {
  const index = examples.findIndex((example) => example.name === name);

  test(error === undefined ? "compiles" : "does not compile, and the compiler says what it says below", () => {
    const found = compilation.diagnostics.filter(({ file }) => file === `example-${index}.ts`);
    expect(found.map(({ message }) => message)).toEqual(error === undefined ? [] : [error]);
  });

  const printed = [
    ...code.matchAll(/^(?:const \w+(?:: \S+)? = )?(\S.*\)); +\/\/ ((?:Scalar|Vector|Matrix|Tensor)(?!.*Dim<).*)$/gm),
  ];
  test.runIf(printed.length > 0)("gives what it says", () => {
    const scope = { ...networks, ...library };
    const { code: plain } = transformSync(code.replaceAll(/^import .*$/gm, ""), { loader: "ts" });
    for (const [, expression, expected] of printed) {
      const setup = plain
        .split("\n")
        .filter((line) => line.startsWith("const "))
        .join("\n");
      const result = new Function(...Object.keys(scope), `${setup}\nreturn ${expression};`)(...Object.values(scope));
      expect(`${result} `.startsWith(`${expected} `), String(result)).toBe(true); // the type, or the type and the numbers
    }
  });
});
