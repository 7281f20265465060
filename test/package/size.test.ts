/** What an import costs: bytes over the network, and time until the first product. */
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

test("the core, with its kernels and its dependency, is below 35 kB when minified and gzipped", async () => {
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
  expect(bytes).toBeLessThan(35_000);
});

test("the import and the first product take less than 15 ms", { retry: 2 }, () => {
  const program = `const start = performance.now();
    const { matrix } = await import("conformable");
    matrix([[1, 2], [3, 4]]).matmul(matrix([[1, 2], [3, 4]])).at(0, 0);
    console.log(performance.now() - start);`;
  const run = () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: root, encoding: "utf8" }));
  // The best of some: the machine may be busy, and the first run reads from the disk.
  expect(Math.min(...Array.from({ length: 7 }, run))).toBeLessThan(15);
});
