/**
 * Builds the JavaScript of every entry of the package, as package.json lists them, into `dist`. For each entry but the first, such as
 * `conformable/nn`, it also writes a folder with a package.json, where tools look that don't read "exports": Parcel, and TypeScript with the
 * module resolution "node10".
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const entries = Object.entries(exports).filter(([, { default: main }]) => main !== undefined);

/** The exports of `conformable`, divided: few programs compile functions, and `train` loads the compiler only if it takes many steps. */
const exported = readFileSync(new URL("src/index.ts", root), "utf8").match(/^export [^;]*;$/gm) ?? [];
const isCompiler = (line) => line.includes("./program/");
const parts = {
  core: exported.filter((line) => !isCompiler(line)).join("\n"),
  compiler: exported.filter(isCompiler).join("\n"),
};

/**
 * Puts all of the core into one file, and the compiler into another: every entry loads all files of the core, and those that use some of the
 * compiler load all of it. Otherwise they are divided by which entries use them, and reading seven files takes 3 ms longer than reading two.
 */
const whole = {
  name: "whole",
  setup({ onLoad, onResolve }) {
    const files = /\/src\/((core|compiler)\.ts$|(shape|engine|tensor|grad|program)\/)/;
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path).replace(/\.js$/, ".ts");
      return files.test(file) ? { path: file, sideEffects: true } : undefined;
    });
    for (const [name, contents] of Object.entries(parts))
      onLoad({ filter: new RegExp(`/src/${name}\\.ts$`) }, () => ({ contents, loader: "ts" }));
    const withParts = (filter, names) =>
      onLoad({ filter }, ({ path }) => {
        const source = relative(dirname(path), fileURLToPath(new URL("src", root))) || ".";
        const imports = names.map((name) => `import "./${source}/${name}.js";`);
        return { contents: [readFileSync(path, "utf8"), ...imports].join("\n"), loader: "ts" };
      });
    withParts(/\/src\/(((nn|onnx|stablehlo)\/)?index|nn\/training\/compiled-step)\.ts$/, ["core", "compiler"]);
    withParts(/\/src\/((inferred|io|linalg)\/index|nn\/training\/extras)\.ts$/, ["core"]);
  },
};

const { outputFiles } = await build({
  entryPoints: entries.map(([, { default: main }]) => main.replace("./dist/", "src/").replace(/\.js$/, ".ts")),
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  outdir: "dist",
  outbase: "src",
  write: false,
  logLevel: "warning",
  define: { "Number.MAX_SAFE_INTEGER": String(Number.MAX_SAFE_INTEGER) }, // or bundlers keep a constant of pure-rand that isn't used
  plugins: [whole],
});
for (const { path, text } of outputFiles) {
  mkdirSync(new URL(".", `file://${path}`), { recursive: true });
  // No module has side effects, so an import without names does nothing but load a file.
  writeFileSync(path, text.replaceAll(/^import "\.[^"]*";\n/gm, ""));
}

for (const [entry, { default: main, types }] of entries) {
  if (entry === ".") continue;
  const folder = new URL(`${entry}/`, root);
  mkdirSync(folder, { recursive: true });
  const contents = { private: true, type: "module", main: `.${main}`, types: `.${types}` };
  writeFileSync(new URL("package.json", folder), `${JSON.stringify(contents, null, 2)}\n`);
}
