/** Writes the site's service worker, with the list of the files that each page consists of. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The files that Vite names by their content. */
const hashed = "pages";
/** The files that Vite copies as they are. */
const unhashed = fileURLToPath(new URL("../public", import.meta.url));

/** A page, and all files that it or one of its files names: scripts, workers, styles, fonts and data. */
function filesOf(site: string, page: string): string[] {
  const others = [...readdirSync(join(site, hashed)).map((file) => posix.join(hashed, file)), ...readdirSync(unhashed)];
  // A font comes in three formats. Browsers that have service workers read the smallest.
  const withoutHash = (file: string) => file.replace(/-.{8}\.\w+$/, "");
  const small = new Set(others.filter((file) => file.endsWith(".woff2")).map(withoutHash));
  const needed = others.filter((file) => !/\.(ttf|woff)$/.test(file) || !small.has(withoutHash(file)));
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (!/\.(html|js|css)$/.test(file)) return;
    const text = readFileSync(join(site, file), "utf8");
    for (const other of needed) if (text.includes(posix.basename(other))) add(other);
  };
  add(page);
  return [...found];
}

/** @param site - the folder of the site; @param pages - the pages to keep, by file name */
export async function writeServiceWorker(site: string, pages: readonly string[]): Promise<void> {
  const entry = (file: string) => ({
    url: `./${file}`,
    revision: file.startsWith(hashed)
      ? null
      : createHash("sha256")
          .update(readFileSync(join(site, file)))
          .digest("hex")
          .slice(0, 16),
  });
  const files = Object.fromEntries(pages.map((page) => [page, filesOf(site, page).map(entry)]));
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./service-worker.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    define: { files: JSON.stringify(files), "process.env.NODE_ENV": `"production"` },
  });
  writeFileSync(join(site, "sw.js"), outputFiles[0]?.text ?? "");
}
