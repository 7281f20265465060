/** Bundles the program of the workers into a TypeScript module that exports it as text. `npm run build` runs this script. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = new URL("./generated/", import.meta.url);
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("./worker.ts", import.meta.url))],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  write: false,
});
const [{ text }] = outputFiles;
mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL("worker.ts", folder),
  `/** The program of a worker. Written by build.mjs. */\nexport const program: string = ${JSON.stringify(text)};\n`,
);
