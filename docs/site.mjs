/**
 * What typedoc leaves to do: KaTeX's fonts go to the site, and what its warnings pass over fails the build: a formula that KaTeX can't
 * read (it is shown in red), and a link to a heading of the same page that isn't there.
 */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const site = path("api");
cpSync(path("../node_modules/katex/dist/fonts"), join(site, "assets/fonts"), { recursive: true });

const found = readdirSync(site, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html"))
  .flatMap((file) => {
    const page = readFileSync(join(site, file), "utf8");
    const all = (pattern) => [...page.matchAll(pattern)].map(([, match]) => match);
    const headings = new Set(all(/ (?:id|name)="([^"]*)"/g));
    const dead = all(/ href="#([^"]+)"/g).filter((anchor) => !headings.has(anchor) && !headings.has(decodeURIComponent(anchor)));
    const unread = all(/katex-error" title="([^"]*)"/g);
    return [
      ...dead.map((anchor) => `${file}: no heading #${anchor}`),
      ...unread.map((formula) => `${file}: no formula: ${formula}`),
    ];
  });
for (const fault of found) console.error(fault);
process.exitCode = found.length > 0 ? 1 : 0;
