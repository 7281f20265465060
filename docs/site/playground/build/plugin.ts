/**
 * Makes, when the site is built, what the playground consists of: the files that its compiler sees, the modules that programs import, the
 * examples, and the policy of the page.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { filesOfCompiler } from "../compiler/files.js";
import type { Group } from "../examples.js";
import { examplesOfGuide } from "./examples.js";
import { modulesOfPrograms } from "./modules.js";

const contents: Readonly<Record<string, () => unknown>> = {
  "virtual:playground/files": filesOfCompiler,
  "virtual:playground/modules": modulesOfPrograms,
  "virtual:playground/examples": examplesOfGuide,
};

/** The choices of the menu are in the page when it is loaded, so that nothing moves. */
function menu(): string {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  let index = 0;
  const options = ({ examples }: Group) =>
    examples
      .map(({ title }) => `<option value="${index}"${index++ === 0 ? " selected" : ""}>${escaped(title)}</option>`)
      .join("");
  return examplesOfGuide()
    .map((group) => `<optgroup label="${escaped(group.title)}">${options(group)}</optgroup>`)
    .join("");
}

/** Parsing a string as JSON is faster than parsing an expression. */
const asModule = (value: unknown): string => `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;

const frame = readFileSync(fileURLToPath(new URL("../run/frame.js", import.meta.url)), "utf8");
/** The page loads from its own host only. The script of the frame is the only one that is written into a page, so the policy names it. */
const policy = [
  "default-src 'self'",
  `script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-${createHash("sha256").update(frame).digest("base64")}'`,
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'", // Monaco positions its lines by inline styles
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export function playground(): Plugin {
  return {
    name: "playground",
    resolveId: (id) => (id in contents ? `\0${id}` : undefined),
    async load(id) {
      const make = contents[id.slice(1)];
      return id.startsWith("\0") && make ? asModule(await make()) : undefined;
    },
    transformIndexHtml: (html, { filename }) =>
      filename.endsWith("playground.html")
        ? html
            .replace(`<meta charset="utf-8" />`, `$&\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
            .replace("<option hidden>From a link</option>", `$&${menu()}`)
        : html,
  };
}
