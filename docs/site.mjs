/**
 * The last steps after typedoc and Vite: copies KaTeX's styles to the site, adds types to the examples, links from them to the playground,
 * the pictures of the guide, whole headings and links to the index of operations, writes the service worker, and fails the build for errors that typedoc
 * doesn't report. These are examples whose compiler errors differ from those on the page, operations of the index that the reference
 * doesn't have, formulas that KaTeX can't read (it shows them in red), and links to headings that don't exist.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withHeadings } from "./headings.mjs";
import { withTypes } from "./hovers.mjs";
import { withPictures } from "./inline.mjs";
import { withLinks } from "./links.mjs";
import { withPlayground } from "./open.mjs";
import { writeServiceWorker } from "./site/offline/build.ts";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const site = path("api");
for (const part of ["katex.min.css", "fonts"])
  cpSync(path(`../node_modules/katex/dist/${part}`), join(site, "assets", part), { recursive: true });

// typedoc copies what the README links to, but the sources of our pages are no pages.
const sources = (file) => file.startsWith("media") && file.endsWith(".html");
for (const file of readdirSync(site, { recursive: true, encoding: "utf8" }).filter(sources)) rmSync(join(site, file));

const files = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
const typed = withTypes(new Map(files.map((file) => [file, readFileSync(join(site, file), "utf8")])));
const { pages, faults } = withLinks(withHeadings(withPictures(withPlayground(typed.pages))));
faults.push(...typed.faults);
for (const [file, page] of pages) {
  writeFileSync(join(site, file), page);
  const all = (pattern) => [...page.matchAll(pattern)].map(([, match]) => match);
  const headings = new Set(all(/ (?:id|name)="([^"]*)"/g));
  const dead = all(/ href="#([^"]+)"/g).filter((anchor) => !headings.has(anchor) && !headings.has(decodeURIComponent(anchor)));
  const unread = all(/katex-error" title="([^"]*)"/g);
  faults.push(
    ...dead.map((anchor) => `${file}: no heading #${anchor}`),
    ...unread.map((formula) => `${file}: no formula: ${formula}`),
  );
}
await writeServiceWorker(
  site,
  readdirSync(path("site")).filter((file) => file.endsWith(".html")),
);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
