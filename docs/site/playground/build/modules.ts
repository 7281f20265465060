/** The modules that programs on the page import: the package as it is built, the digits, and the worker that programs run in. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transformSync } from "esbuild";
import ts from "typescript";
import { type Module, piecesOf } from "../run/module.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** @param nameOf - the module that a name means in this text */
function moduleOf(name: string, code: string, nameOf: (name: string) => string): Module {
  const imports = ts.preProcessFile(code, true, true).importedFiles;
  const places = imports.map(({ fileName, pos, end }) => ({ name: fileName, start: pos + 1, end: end + 1 }));
  return { name, pieces: piecesOf({ code, imports: places }, nameOf) };
}

/** The entries of the package by the name that programs use, and their files in `dist`. */
function entries(): Map<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const files = Object.entries<{ default?: string }>(exports).flatMap(([entry, { default: file }]) =>
    file === undefined ? [] : [[posix.join(name, entry), file.replace("./dist/", "dist/")] as const],
  );
  return new Map(files);
}

/** `train` of conformable/nn also draws the losses: see `run/worker.ts`. */
const drawing = `
export * from "dist/nn/index.js";
import { train as plain } from "dist/nn/index.js";
export const train = (network, options) => plain(network, globalThis[Symbol.for("conformable.playground.drawn")](options));`;

/** The library, each file after those that it imports. */
function library(): Module[] {
  const files = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  const modules = files.map((file) => {
    const text = readFileSync(join(root, "dist", file), "utf8");
    const { code } = transformSync(text, { minifyWhitespace: true, minifySyntax: true, format: "esm", target: "es2022" });
    const name = posix.join("dist", file);
    return moduleOf(name, code, (other) => posix.join(posix.dirname(name), other));
  });
  const named = [...entries()].map(([name, file]) =>
    name === "conformable/nn"
      ? moduleOf(name, drawing, (other) => other)
      : moduleOf(name, `export * from ${JSON.stringify(file)};`, (other) => other),
  );
  return sorted([...modules, ...named]);
}

function sorted(modules: readonly Module[]): Module[] {
  const done = new Map<string, Module>();
  const add = (module: Module, path: readonly string[]): void => {
    if (done.has(module.name)) return;
    if (path.includes(module.name)) throw new Error(`${[...path, module.name].join(" imports ")}`);
    for (const piece of module.pieces) {
      if (typeof piece === "string") continue;
      const other = modules.find(({ name }) => name === piece.module);
      if (other === undefined) throw new Error(`${module.name} imports ${piece.module}, which is no module of the library`);
      add(other, [...path, module.name]);
    }
    done.set(module.name, module);
  };
  for (const module of modules) add(module, []);
  return [...done.values()];
}

/** Node's functions for files, which see a single file: the digits. */
const onlyDigits: Plugin = {
  name: "only the digits",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:(fs|zlib)$/ }, ({ path }) => ({ path, namespace: "node" }));
    onLoad({ filter: /fs$/, namespace: "node" }, () => ({
      contents: `import bytes from "./docs/examples/data/digits.csv.gz"; export const readFileSync = () => bytes;`,
      resolveDir: root,
    }));
    onLoad({ filter: /zlib$/, namespace: "node" }, () => ({
      contents: `import { gunzipSync as unpack, strFromU8 } from "fflate"; export const gunzipSync = (bytes) => strFromU8(unpack(bytes));`,
      resolveDir: root,
    }));
  },
};

async function bundle(entry: string, format: "esm" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    target: "es2022",
    minify: true,
    external: ["conformable"],
    loader: { ".gz": "binary" },
    define: { "import.meta.url": `"file:///"` }, // a base for the address of the digits' file, which isn't read
    alias: { util: path("../run/inspect.ts") },
    platform: "neutral", // for browsers, object-inspect leaves out the texts that objects have of their own
    mainFields: ["module", "main"],
    plugins: [onlyDigits],
  });
  return outputFiles[0]?.text ?? "";
}

/** In an order in which each module comes after those that it imports. */
export async function modulesOfPrograms(): Promise<Module[]> {
  return [
    ...library(),
    moduleOf("./digits/data.js", await bundle(join(root, "docs/examples/digits/data.ts"), "esm"), (name) => name),
    { name: "worker", pieces: [await bundle(path("../run/worker.ts"), "iife")] },
  ];
}
