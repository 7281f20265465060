/** The package as its users get it: packed, installed in an empty folder, and used from TypeScript and from plain JavaScript. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compilers, root, versions } from "../types/compiler.js";
import { pack } from "./pack.js";

const folder = mkdtempSync(join(tmpdir(), "conformable-"));
const npm = (args: readonly string[], cwd: string) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

beforeAll(() => {
  const tarball = pack(folder);
  write("package.json", JSON.stringify({ name: "stranger", private: true, type: "module" }));
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `import { matrix, type Matrix, vector } from "conformable";
import * as inferred from "conformable/inferred";
import { dense, relu, sequential } from "conformable/nn";

const weights = matrix([[1, 2, 3], [4, 5, 6]]);
const product: Matrix<2, 2> = weights.matmul(weights.transpose());
const network = sequential(dense(3, 5, { activation: relu }), dense(5, 2));
const same = inferred.sequential([3], inferred.dense(5, { activation: relu }), inferred.dense(2));
const between: readonly [5] = same.shapes[1];
console.log(String(product), network.predict(vector([1, 2, 3])).shape[0], between[0]);
`;

test("it contains the files that it needs, and no others", () => {
  const files = npm(["pack", "--dry-run", "--json", "--ignore-scripts"], root);
  const [{ files: packed, unpackedSize }] = JSON.parse(files);
  const paths: string[] = packed.map(({ path }: { path: string }) => path);
  expect(paths.filter((path) => !/^(dist|src)\//.test(path)).toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "inferred/package.json",
    "io/package.json",
    "linalg/package.json",
    "nn/package.json",
    "onnx/package.json",
    "package.json",
    "stablehlo/package.json",
  ]);
  expect(paths).toContain("dist/nn/index.d.ts");
  expect(paths.filter((path) => /^src.*(kernels\/|generated)/.test(path))).toEqual([]); // dist contains them in the form in which they run
  expect(unpackedSize).toBeLessThan(5_300_000); // measured: 5.20 MB, half of it sources and their maps
});

test.each(versions)(
  "it compiles with TypeScript %s, with the resolution of Node, of bundlers and of Node 10, without a host's types",
  (version) => {
    write("program.ts", program);
    const deprecated = version === "6.0" ? { ignoreDeprecations: "6.0" } : {};
    for (const [module, moduleResolution, rest = {}] of [
      ["nodenext", "nodenext", { skipLibCheck: false }], // checks the package's own declarations too
      ["esnext", "bundler"],
      ...(version === "7.0" ? [] : [["esnext", "node10", deprecated] as const]), // 7.0 doesn't support it any more
    ] as const) {
      const compilerOptions = {
        module,
        moduleResolution,
        skipLibCheck: true,
        ...rest,
        target: "es2022",
        lib: ["es2022"],
        types: [],
        strict: true,
        noEmit: true,
      };
      // The program needs a console.
      write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["program.ts", "console.d.ts"] }));
      write("console.d.ts", "declare const console: { log(...values: unknown[]): void };");
      const output = execFileSync(
        process.execPath,
        [join(root, "node_modules", compilers[version], "bin", "tsc"), "-p", folder],
        { cwd: folder, encoding: "utf8" },
      );
      expect(output).toBe("");
    }
  },
);

test("an editor goes from a name to its source", () => {
  write("program.ts", program);
  write("tsconfig.json", JSON.stringify({ compilerOptions: { module: "nodenext", target: "es2022" } }));
  const places = ["dense(3", "matmul(", "Matrix<"].map((place) => program.indexOf(place));
  const found = definitionsAt(join(folder, "program.ts"), places);
  const source = join(folder, "node_modules/conformable/src");
  expect(found.map(({ file }) => file.startsWith(source) && !file.endsWith(".d.ts"))).toEqual([true, true, true]);
  const lines = found.map(({ file, line }) => readFileSync(file, "utf8").split("\n")[line - 1]);
  expect(lines).toEqual([
    expect.stringMatching(/^export function dense</),
    expect.stringMatching(/^ {2}matmul</),
    expect.stringMatching(/^export type Matrix</),
  ]);
});

/** Asks TypeScript's server for the definitions of the names at some places of a file. */
function definitionsAt(file: string, places: readonly number[]): { readonly file: string; readonly line: number }[] {
  const text = readFileSync(file, "utf8");
  const requests = [
    { command: "open", arguments: { file } },
    ...places.map((place) => {
      const before = text.slice(0, place).split("\n");
      return { command: "definition", arguments: { file, line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 } };
    }),
  ].map((request, seq) => JSON.stringify({ seq, type: "request", ...request }));
  const server = join(root, "node_modules/typescript/lib/tsserver.js");
  const answers = execFileSync(process.execPath, [server, "--disableAutomaticTypingAcquisition"], {
    input: `${requests.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return answers
    .split("\n")
    .filter((line) => line.includes('"command":"definition"'))
    .map((line) => JSON.parse(line).body[0])
    .map(({ file, start }) => ({ file, line: start.line }));
}

test("it runs in plain JavaScript", () => {
  write("program.mjs", program.replace(", type Matrix", "").replace(": Matrix<2, 2>", "").replace(": readonly [5]", ""));
  expect(execFileSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" })).toBe(
    "Matrix<2, 2> [[14, 32], [32, 77]] 2 5\n",
  );
});

test("its internal files can't be imported", () => {
  write("inner.mjs", `await import("conformable/dist/tensor/tensor.js");`);
  expect(() => execFileSync(process.execPath, ["inner.mjs"], { cwd: folder, stdio: "pipe" })).toThrow(
    "ERR_PACKAGE_PATH_NOT_EXPORTED",
  );
});

test("its threads start, and let the process end", () => {
  write(
    "threads.mjs",
    `import { ones, useEngine } from "conformable";
     const { threads, notice } = await useEngine("wasm", { threads: 2 });
     console.log(threads, notice, ones([256, 256]).matmul(ones([256, 256])).at(255, 255));`,
  );
  expect(execFileSync(process.execPath, ["threads.mjs"], { cwd: folder, encoding: "utf8", timeout: 10_000 })).toBe(
    availableParallelism() > 1 ? "2 undefined 256\n" : "1 this machine has one core 256\n",
  );
});
