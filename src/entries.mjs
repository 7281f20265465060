/**
 * Writes a folder for each entry of the package but the first, such as `nn/package.json` for `conformable/nn`. Tools that don't read
 * "exports" look there: Parcel, and TypeScript with the module resolution "node10".
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
for (const [entry, { default: main, types }] of Object.entries(exports)) {
  if (main === undefined || entry === ".") continue;
  const folder = new URL(`${entry}/`, root);
  mkdirSync(folder, { recursive: true });
  const contents = { private: true, type: "module", main: `.${main}`, types: `.${types}` };
  writeFileSync(new URL("package.json", folder), `${JSON.stringify(contents, null, 2)}\n`);
}
