/**
 * Builds the JavaScript of every entry of the package, as package.json lists them, into `dist`. For each entry but the first, such as
 * `conformable/nn`, it also writes a folder with a package.json, where tools look that don't read "exports": Parcel, and TypeScript with the
 * module resolution "node10".
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const entries = Object.entries(exports).filter(([, { default: main }]) => main !== undefined);

/**
 * Puts all of the core into one file: every entry loads it, with all files that it consists of. Otherwise the core is divided into parts, by
 * which entries use them, and reading seven files takes 3 ms longer than reading two.
 */
const wholeCore = {
  name: "whole core",
  setup({ onLoad, onResolve }) {
    const core = /\/src\/(index\.ts$|(shape|engine|tensor|grad|program)\/)/;
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path).replace(/\.js$/, ".ts");
      return core.test(file) ? { path: file, sideEffects: true } : undefined;
    });
    onLoad({ filter: /\/src\/\w+\/index\.ts$/ }, ({ path }) =>
      core.test(path) ? undefined : { contents: `${readFileSync(path, "utf8")}\nimport "../index.js";`, loader: "ts" },
    );
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
  plugins: [wholeCore],
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
