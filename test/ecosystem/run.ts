/**
 * Tries the packed package with every tool, or only with those that are named: `npm run test:ecosystem -- Vite Deno`. Each tool
 * gets an empty folder. A tool that can't be installed counts as failed. At the end, the table in docs/ecosystem.md is written if
 * all tools were tried.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "../package/pack.js";
import { root } from "../types/compiler.js";
import { check, expected } from "./programs.js";
import { Folder, type Tool, tools } from "./tools.js";

/** The most bytes that may remain of a program that uses nothing. */
const mostOfNothing = 100;

interface Row {
  readonly version: string;
  readonly engine: string;
  readonly nothing: string;
}

async function tryOut(tool: Tool, path: string, tarball: string): Promise<Row> {
  mkdirSync(path);
  const folder = new Folder(path);
  folder.write({
    "package.json": JSON.stringify({ name: "stranger", private: true, type: "module" }),
    "check.js": check,
  });
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await folder.run("npm", ["install", ...quiet, tarball, ...tool.packages]).catch((error: Error) => {
    throw new Error(`can't be installed here: ${error.message}`);
  });
  const said = (await tool.run(folder)).trim();
  const [result, engine = ""] = said.split("; ");
  if (result !== expected) throw new Error(`says ${said}, not ${expected}`);
  const bytes = await tool.nothing?.(folder);
  if (bytes !== undefined && bytes > mostOfNothing)
    throw new Error(`leaves ${bytes} bytes of a program that imports all entries and uses nothing`);
  const [own = ""] = tool.packages;
  const manifest = join(path, "node_modules", own.slice(0, own.lastIndexOf("@")), "package.json");
  return {
    version: JSON.parse(readFileSync(manifest, "utf8")).version,
    engine,
    nothing: bytes === undefined ? "" : `${bytes} B`,
  };
}

const pageOf = (lines: readonly string[]): string => `---
title: Where it works
---

# Where it works

Before each release we try the packed package with each of these tools, in an empty folder. The tool builds or runs a small program that
uses each entry of the package: it multiplies matrices, trains, saves and loads a network, solves equations, and writes ONNX and StableHLO.
The results are checked. \`npm run test:ecosystem\` does this and writes this page. [Bundlers, browsers and workers](guide/bundlers.md) covers bundle sizes, Content-Security-Policy, Jest and workers.

| | version | what it does | engine | imports all, uses nothing |
|---|---|---|---|--:|
${lines.join("\n")}
`;

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !tools.some((tool) => tool.name === name));
if (unknown.length > 0)
  throw new Error(`there is no ${unknown.join(", ")}; there are ${tools.map(({ name }) => name).join(", ")}`);

const folder = mkdtempSync(join(tmpdir(), "conformable-"));
const lines: string[] = [];
let failures = 0;
try {
  const tarball = pack(folder);
  for (const [index, tool] of tools.entries()) {
    if (chosen.length > 0 && !chosen.includes(tool.name)) continue;
    try {
      const { version, engine, nothing } = await tryOut(tool, join(folder, String(index)), tarball);
      lines.push(`| ${tool.name} | ${version} | ${tool.how} | \`${engine}\` | ${nothing} |`);
      console.log(`ok    ${tool.name} ${version}: ${[engine, nothing].filter(Boolean).join(", ")}`);
    } catch (error) {
      failures++;
      console.log(`FAILS ${tool.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (failures > 0) {
  console.log(`${failures} failed`);
  process.exitCode = 1;
} else if (chosen.length === 0) {
  writeFileSync(join(root, "docs/ecosystem.md"), pageOf(lines));
  console.log("docs/ecosystem.md is written");
}
