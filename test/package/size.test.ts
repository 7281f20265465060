/** What an import costs: bytes over the network, and time until the first product. */
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

test("the core, with its kernels and its dependency, is below 41 kB when minified and gzipped", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "conformable"', resolveDir: root },
    bundle: true,
    minify: true,
    splitting: true, // what is imported only when it is asked for is not counted
    format: "esm",
    outdir: "out",
    write: false,
    metafile: true,
  });
  const counted = outputFiles.filter(({ path }) => !/(fast|threads)-/.test(path));
  expect(outputFiles.length - counted.length).toBe(2);
  const bytes = counted.reduce((total, { contents }) => total + gzipSync(contents, { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(20_000); // the kernels are in it
  expect(bytes).toBeLessThan(41_000);
});

/** A fifth: 13 ms where Node takes 64 to start. */
test("the import and the first product take less than three tenths of what Node takes to start", { retry: 2 }, () => {
  const program = `const start = performance.now();
    const { matrix } = await import("conformable");
    matrix([[1, 2], [3, 4]]).matmul(matrix([[1, 2], [3, 4]])).at(0, 0);
    console.log(performance.now() - start);`;
  const node = (code: string) =>
    execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd: root, encoding: "utf8" });
  const importing = () => Number(node(program));
  const starting = () => {
    const start = performance.now();
    node("");
    return performance.now() - start;
  };
  // The best of some: the machine may be busy, and the first run reads from the disk.
  const runs = Array.from({ length: 7 }, () => [importing(), starting()] as const);
  expect(Math.min(...runs.map(([time]) => time))).toBeLessThan(Math.min(...runs.map(([, time]) => time)) * 0.3);
});
