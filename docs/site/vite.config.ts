/**
 * The pages of the site that are programs: every docs/site/*.html becomes a page beside typedoc's, in docs/api. All addresses are
 * relative, so that the site works from any folder of any host.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { playground } from "./playground/build/plugin.js";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The package as it is built, so that the pages run what users install. */
const entries = ["inferred", "io", "linalg", "nn", "onnx", "stablehlo"];
const library = [
  ...entries.map((entry) => ({ find: `conformable/${entry}`, replacement: path(`../../dist/${entry}/index.js`) })),
  { find: "conformable", replacement: path("../../dist/index.js") },
];

/** package.json says that no module has side effects, which holds for the library. A module of a page may do something when it is loaded. */
const sideEffects: Plugin = {
  name: "side effects",
  transform: { filter: { id: "**/docs/site/**" }, handler: () => ({ moduleSideEffects: true }) },
};

export default defineConfig({
  root: path("."),
  base: "./",
  appType: "mpa", // a page that doesn't exist isn't found
  resolve: { alias: library },
  plugins: [sideEffects, playground()],
  worker: { format: "es", plugins: () => [sideEffects, playground()] },
  build: {
    outDir: path("../api"),
    emptyOutDir: false, // typedoc has emptied it, and has written its pages there
    assetsDir: "pages",
    target: "es2022",
    chunkSizeWarningLimit: 16_000, // kB: the playground carries the compiler
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: readdirSync(path(".")).flatMap((file) => (file.endsWith(".html") ? [path(file)] : [])),
    },
  },
});
