/** The cost of importing the package: bytes over the network, and the time until the first product. */
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

/** The size of a program's bundle when minified, and when also gzipped. Modules that are imported only on request aren't counted. */
async function bundled(program: string): Promise<{ readonly bytes: number; readonly gzipped: number; readonly text: string }> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    outdir: "out",
    write: false,
    plugins: [
      { name: "later", setup: ({ onResolve }) => onResolve({ filter: /(fast|threads|float64|extras|compiled-step)-/ }, later) },
    ],
  });
  const contents = Buffer.concat(outputFiles.map((file) => file.contents));
  return { bytes: contents.length, gzipped: gzipSync(contents, { level: 9 }).length, text: contents.toString() };
}
const later = ({ path, kind }: { path: string; kind: string }) =>
  kind === "dynamic-import" ? { path, external: true } : undefined;

const training = `import { matrix } from "conformable";
    import { dense, meanSquaredError, relu, sequential, sgd, train } from "conformable/nn";
    const inputs = matrix([[1, 2], [3, 4]]);
    const network = sequential(dense(2, 3, { activation: relu }), dense(3, 2));
    const optimizer = sgd(network, { learningRate: 0.1 });
    console.log(await train(network, { inputs, targets: inputs, loss: meanSquaredError, optimizer, epochs: 1 }));`;

/** Measured: 69.33 kB, of which 8.8 kB are `convolve` with the kernels for images, and 11 kB `compile`. Programs carry only what they use. */
test("the core, with its kernels and its dependency, is below 69.5 kB minified and gzipped", async () => {
  const { gzipped } = await bundled('export * from "conformable"');
  expect(gzipped).toBeGreaterThan(20_000); // it includes the kernels
  expect(gzipped).toBeLessThan(69_500);
});

/** Measured: 34.99 kB, a third of it kernels. It contains all methods of a tensor, which bundlers can't leave out. */
test("one product is below 35 kB", async () => {
  const { gzipped } = await bundled(`import { matrix } from "conformable";
    const m = matrix([[1, 2], [3, 4]]);
    console.log(String(m.matmul(m)));`);
  expect(gzipped).toBeLessThan(35_000);
});

/** Measured: 48.02 kB. */
test("training of dense layers is below 48.2 kB", async () => {
  const { gzipped } = await bundled(training);
  expect(gzipped).toBeLessThan(48_200);
});

test("inferred sizes add less than 1 kB to a program that trains, and no layers that it doesn't use", async () => {
  const before = await bundled(training);
  const after = await bundled(
    training
      .replace("dense, meanSquaredError, relu, sequential,", "meanSquaredError, relu,")
      .replace("const inputs", 'import { dense, sequential } from "conformable/inferred"; const inputs')
      .replace(
        "sequential(dense(2, 3, { activation: relu }), dense(3, 2))",
        "sequential([2], dense(3, { activation: relu }), dense(2))",
      ),
  );
  expect(after.gzipped - before.gzipped).toBeGreaterThan(200);
  expect(after.gzipped - before.gzipped).toBeLessThan(1000);
  expect(after.text).not.toContain("conv2d");
});

/** Measured: 11,978 bytes. A program without networks gets 13,793, since saving and loading bring along what a network consists of. */
test("everything in conformable/io adds less than 12 kB to the core and the networks", async () => {
  const core = 'export * from "conformable";';
  const both = `${core} export * from "conformable/nn";`;
  const added = async (program: string) =>
    (await bundled(`${program} export * from "conformable/io";`)).gzipped - (await bundled(program)).gzipped;
  expect(await added(both)).toBeGreaterThan(9000);
  expect(await added(both)).toBeLessThan(12_000);
  expect(await added(core)).toBeLessThan(13_850);
});

/** Measured, in this order: 3,210, 2,368, 5,006, 1,698, 2,208 and 985 bytes. The limits are little more, so that growth is noticed. */
test.each([
  ["readSafetensors, writeSafetensors", 2500, 3280],
  ["readNpy, writeNpy, npyShape", 1900, 2500],
  ["readNpz", 4000, 5150],
  ["writeNpz", 1300, 1800],
  ["readCsv", 1600, 2270],
  ["transfer, receive, receiveLike", 700, 1040],
])("%s: adds to the core from %i to %i bytes", async (names, from, to) => {
  const core = await bundled('export * from "conformable"');
  const { gzipped } = await bundled(`export * from "conformable"; export { ${names} } from "conformable/io"`);
  expect(gzipped - core.gzipped).toBeGreaterThan(from);
  expect(gzipped - core.gzipped).toBeLessThan(to);
});

test("writing files carries nothing that reads or unpacks them", async () => {
  const { text } = await bundled('export { writeNpz } from "conformable/io"');
  expect(text).toContain("4 GB");
  expect(text).not.toMatch(/unexpected EOF|isn't an NPY file/);
  expect((await bundled('export { readNpz } from "conformable/io"')).text).toMatch(/unexpected EOF/);
});

/** Measured: 6,419 bytes. */
test("saving and loading adds less than 6.5 kB to a program that trains, and nothing to one that reads tensors", async () => {
  const before = await bundled(training);
  const after = await bundled(`${training} export { saveNetwork, loadNetwork } from "conformable/io"`);
  expect(after.gzipped - before.gzipped).toBeGreaterThan(5000);
  expect(after.gzipped - before.gzipped).toBeLessThan(6500);
  const { text } = await bundled('export { readNpy } from "conformable/io"');
  expect(text).toContain("NUMPY");
  expect(text).not.toContain("Network");
});

/** Measured, in this order: 1,836, 2,613, 2,279, 2,928, 2,535, 183 and 7,478 bytes. */
test.each([
  ["solve", 1500, 2150],
  ["leastSquares", 2200, 2850],
  ["cholesky", 1900, 2600],
  ["svd", 2500, 3250],
  ["eigh", 2100, 2850],
  ["trace", 100, 280],
  ["*", 6000, 7750],
])("%s of conformable/linalg: adds to the core from %i to %i bytes", async (name, from, to) => {
  const core = await bundled('export * from "conformable"');
  const exported = name === "*" ? "* as linalg" : `{ ${name} as linalg }`;
  const { gzipped, text } = await bundled(`export * from "conformable"; export ${exported} from "conformable/linalg"`);
  expect(gzipped - core.gzipped).toBeGreaterThan(from);
  expect(gzipped - core.gzipped).toBeLessThan(to);
  expect(text.includes("is not symmetric")).toBe(["cholesky", "eigh", "*"].includes(name));
});

test("unused imports cost nothing", async () => {
  const entries = ["", "/nn", "/inferred", "/io", "/linalg", "/onnx", "/stablehlo"].map((entry) => `conformable${entry}`);
  const { bytes } = await bundled(entries.map((entry, index) => `import * as entry${index} from "${entry}";`).join("\n"));
  expect(bytes).toBeLessThan(100);
});

/** Measured: three tenths, 19 ms of the 64 ms that Node takes to start. */
test("the import and the first product take less than four tenths of Node's start-up time", { retry: 2 }, () => {
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
  // The fastest of several runs counts, since the machine may be busy, and the first run reads from the disk.
  const runs = Array.from({ length: 7 }, () => [importing(), starting()] as const);
  expect(Math.min(...runs.map(([time]) => time))).toBeLessThan(Math.min(...runs.map(([, time]) => time)) * 0.4);
});
