/**
 * Tries the library together with other software: what one side writes, the other reads. `npm run test:interop -- files` runs one table
 * only. Afterwards, the tables that were run are written to docs/interop.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../types/compiler.js";
import { cluster } from "./cluster.js";
import { files } from "./files.js";
import { onnx } from "./onnx.js";
import { checkPrimitives, operations } from "./onnx-operations.js";
import { addJax, Missing, makeEnvironment, python } from "./python.js";
import { pytorch } from "./pytorch.js";
import { webVersion } from "./runtimes.js";
import { Cases, type Table, type Versions } from "./table.js";
import { xla } from "./xla.js";

const tables: readonly Table[] = [files, pytorch, onnx, operations, xla, cluster];
/** These run JAX. */
const byJax = [xla, cluster];
const page = join(root, "docs/interop.md");

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !tables.some((table) => table.name === name));
if (unknown.length > 0)
  throw new Error(`there is no ${unknown.join(", ")}; there are ${tables.map(({ name }) => name).join(", ")}`);

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
function written({ heading, text, columns }: Table, rows: readonly (readonly string[])[], versions: Versions): string {
  const titles = columns(versions);
  return [`## ${heading}`, "", text(versions), "", line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Puts a table between the comments with its name. */
function put(table: Table, rows: readonly (readonly string[])[], versions: Versions): void {
  const [start, end] = [`<!-- ${table.name} -->`, `<!-- /${table.name} -->`];
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/interop.md has no ${start} and ${end}`);
  writeFileSync(page, `${text.slice(0, from + start.length)}\n\n${written(table, rows, versions)}\n\n${text.slice(to)}`);
}

const cases = new Cases();
try {
  makeEnvironment();
  if (chosen.length === 0 || byJax.some(({ name }) => chosen.includes(name))) addJax();
  const versions: Versions = { ...(python("files.py", {}) as Versions), "onnxruntime-web": webVersion() };
  for (const table of tables) {
    if (chosen.length > 0 && !chosen.includes(table.name)) continue;
    const [failed, passed, start] = [cases.failed, cases.passed, performance.now()];
    const rows = await table.rows(cases, versions);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${table.name}: ${cases.passed - passed} passed, ${cases.failed - failed} failed, in ${seconds} s`);
    if (cases.failed === failed) put(table, rows, versions);
  }
  if (chosen.length === 0) await checkPrimitives(cases);
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.log(error.message);
  process.exitCode = 1;
}
if (cases.failed > 0) process.exitCode = 1;
