/**
 * Declaration files of what is built on the library. The compiler has to be able to write the type of each value, network and function into one
 * without naming anything that the package doesn't export, and to read it again.
 */
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as inferred from "../../src/inferred/index.js";
import * as io from "../../src/io/index.js";
import * as linalg from "../../src/linalg/index.js";
import * as networks from "../../src/nn/index.js";
import * as onnx from "../../src/onnx/index.js";
import * as stablehlo from "../../src/stablehlo/index.js";
import { type Compilation, compile, root, versions, writeProject } from "./compiler.js";

const source = (name: string): string => readFileSync(join(root, "test/types/declarations", name), "utf8");

/** Installs the package as npm does. In the project itself, the compiler would see that it is the same package. */
function install(folder: string): void {
  const installed = join(folder, "node_modules/conformable");
  mkdirSync(installed, { recursive: true });
  for (const part of ["dist", "package.json"]) cpSync(join(root, part), join(installed, part), { recursive: true });
}

const resolutions = { nodenext: { module: "NodeNext" }, bundler: { module: "ESNext", moduleResolution: "Bundler" } };

describe.each(versions)("TypeScript %s", (version) => {
  describe.each(Object.entries(resolutions).slice(0, version === "7.0" ? 2 : 1))("%s", (name, options) => {
    let written: Compilation;
    let read: Compilation;
    beforeAll(async () => {
      const folder = await writeProject(
        `declarations-${version}-${name}`,
        { "package.json": '{ "type": "module" }', "exported.ts": source("exported.ts") },
        { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true },
      );
      install(folder);
      written = await compile(version, folder);
      const declarations = readFileSync(join(folder, "exported.d.ts"), "utf8");
      const reader = await writeProject(
        `declarations-${version}-${name}-read`,
        { "package.json": '{ "type": "module" }', "exported.d.ts": declarations, "importing.ts": source("importing.ts") },
        { ...options, skipLibCheck: false },
      );
      install(reader);
      read = await compile(version, reader);
    }, 300_000);

    test("the compiler writes all types", () => {
      expect(written.diagnostics).toEqual([]);
    });

    test("the types that it reads are those that it has written", () => {
      expect(read.diagnostics).toEqual([]);
    });
  });
});

test.each(Object.entries({ library, inferred, io, linalg, nn: networks, onnx, stablehlo }))(
  "everything in %s is exported by the library that is built on it",
  (entry, module) => {
    const text = source("exported.ts");
    const names = Object.keys(module).filter(
      (name) => !new RegExp(`${entry === "library" ? "\\b" : `\\b${entry}\\.`}${name}\\b`).test(text),
    );
    expect(names).toEqual([]);
  },
);
