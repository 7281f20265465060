// test/types/compiler.ts
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
var root = fileURLToPath(new URL("../../", import.meta.url));
var compilers = { "5.9": "typescript-5", "6.0": "typescript", "7.0": "typescript-7" };
var { TEST_ALL } = process.env;
var testAll = Boolean(TEST_ALL);
var versions = Object.keys(compilers).filter((version) => testAll || version === "7.0");
async function writeProject(name, files, options = {}) {
  const folder = join(root, ".cache", name);
  await rm(folder, { recursive: true, force: true });
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, types: [], ...options },
    include: [],
    files: Object.keys(files)
    // wildcards ignore folders whose names begin with a dot
  };
  for (const [path, text] of Object.entries({ ...files, "tsconfig.json": JSON.stringify(config) })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
async function compile(compiler, folder) {
  const program = join(root, "node_modules", compilers[compiler], "bin", "tsc");
  const single = compiler === "7.0" ? ["--singleThreaded"] : [];
  const args = [program, "-p", folder, "--pretty", "false", "--extendedDiagnostics", ...single];
  const run2 = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }).catch((error) => {
    if (typeof error.stdout !== "string" || error.code === void 0) throw error;
    return error;
  });
  const instantiations = /^Instantiations:\s+(\d+)/m.exec(run2.stdout)?.[1];
  if (instantiations === void 0) throw new Error(`no statistics from TypeScript ${compiler}:
${run2.stdout}`);
  return { diagnostics: parse(run2.stdout), instantiations: Number(instantiations) };
}
function parse(output) {
  const diagnostics = [];
  for (const line of output.split("\n")) {
    const [, file, row, column, message] = /^(.+?)\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(line) ?? [];
    const last = diagnostics.at(-1);
    if (file && row && column && message) {
      diagnostics.push({ file, line: Number(row), column: Number(column), message, text: message });
    } else if (/^error TS/.test(line)) {
      throw new Error(line);
    } else if (line.startsWith("  ") && last && !line.includes("Time:")) {
      diagnostics[diagnostics.length - 1] = { ...last, text: `${last.text}
${line}` };
    }
  }
  return diagnostics;
}

// ../../tmp/h1-sweep.ts
var head = `import * as c from "conformable"; import * as nn from "conformable/nn"; import * as inf from "conformable/inferred"; import * as la from "conformable/linalg"; import * as io from "conformable/io";
import { type Tensor, type Size, type Vector, type Matrix } from "conformable";
declare const v: Tensor<[6]>; declare const m: Tensor<[4, 6]>; declare const q: Tensor<[6, 6]>; declare const t: Tensor<[2, 4, 6]>; declare const i4: Tensor<[2, 8, 8, 4]>; declare const n: c.Dim<"n">; declare const net: nn.Dense<6, 4>; declare const bytes: Uint8Array;
`;
var exprs = `m.matmul(v)|v.outer(v)|m.transpose()|t.batchMatmul(t.permute([0,2,1]))|m.addBias(v)|m.softmax(1)|t.sum([0,2])|t.sum(1, { keepDims: true })|m.argmax(1)|m.median(0)|m.quantile(0.5, 0)|m.sort(1)|m.topK(2)|m.topK(2, 0)|m.takeAlong(m.argsort(0), 0)|t.reshape([8, 6])|t.reshape([2, 2, 2, 6])|t.flatten()|t.permute([2, 0, 1])|t.slice([0, 1], null, [0, 3])|m.window(0, 2, 1)|m.as([4, 6])|m.split([2, 2], 0)|m.split([1, 2, 3], 1)|m.pad([[1, 1], [0, 2]])|m.gather([0, 1])|m.take([0, 1], 1)|m.take([0,1],0)|m.scatter([0], c.zeros([1, 6]))|v.broadcastTo([4, 6])|m.expandDims(1)|m.expandDims(1).squeeze(1)|m.flip(0)|m.tile([2, 3])|m.repeat(3, 0)|m.repeat(3, 1)|m.kronecker(m)|q.diagonal()|m.index(0, 1)|t.index(0, 0)|t.unstack(0)|m.unstack(1)|c.concat([m, m], 0)|c.concat([m, m], 1)|c.concat([t, t, t], -1)|c.stack([m, m], 0)|c.stack([m, m], 1)|c.arange(3, 17, 2)|c.linspace(0, 1, 9)|c.meshgrid(v, v)|c.histogram(v, 10)|c.oneHot([1, 2], 5)|c.einsum("ij,kj->ik", m, m)|c.einsum("...ij,...kj->...ik", t, t)|c.convolve(i4, c.zeros([3, 3, 4, 5]))|c.convolve(i4, c.zeros([3, 3, 4, 5]), { stride: 2, padding: "same" })|c.zeros([2, 3])|c.matrix([[1, 2], [3, 4]])|c.tensor([1, 2], [1, 2])|c.dim.sum(2, n)|c.dim.product(2, n)|c.where(m, v, 0)|c.diagonal(v)|c.vmap((x: Vector<6>) => x.exp())(m)|c.grad((x: Vector<6>) => x.sum())(v)|c.jacobian((x: Vector<6>) => x.exp())(v)|c.hessian((x: Vector<6>) => x.sum())(v)|c.jvp((x: Vector<6>) => x.exp(), v, v)|nn.dense(6, 4)|nn.conv2d([8, 8, 4], 5, 3)|nn.conv2d([8, 8, 4], 5, 3, { stride: 2, padding: "same" })|nn.conv1d([8, 4], 5, 3)|nn.conv1d([8, 4], 5, 3, { stride: 2 })|nn.convTranspose2d([8, 8, 4], 5, 3)|nn.convTranspose2d([8, 8, 4], 5, 3, { stride: 2 })|nn.maxPool2d([8, 8, 4], 2)|nn.averagePool2d([8, 8, 4], 2, { stride: 1 })|nn.upsample2d([8, 8, 4], 2)|nn.globalAveragePool2d([8, 8, 4])|nn.groupNorm([8, 8, 4], 2)|nn.attention([4, 6], 2)|nn.crossAttention([4, 6], [3, 5], 2)|nn.lstm([4, 6], 3)|nn.gru([4, 6], 3, { returns: "last" })|nn.embedding(9, 6)|nn.positions([4, 6])|nn.layerNorm(6)|nn.flatten([8, 8, 4])|nn.reshape([8, 8], [64])|nn.residual(nn.dense(6, 6))|nn.sequential(nn.dense(6, 4), nn.dense(4, 2))|nn.sequential(nn.conv2d([8, 8, 4], 5, 3), nn.flatten([6, 6, 5]), nn.dense(180, 3))|nn.concat(0, nn.dense(6, 4), nn.dense(6, 5))|nn.sum(nn.dense(6, 4), nn.dense(6, 4))|nn.sequentialOf([nn.dense(6, 6)])|nn.freeze(nn.dense(6, 4))|nn.masked(nn.positions([4, 6]), (x) => x.sum(2))|nn.decoding(nn.positions([4, 6]))|nn.scaledDotProductAttention(m, m, m)|nn.layer({}, [6], [6], (_, x) => x)|nn.adam(net)|nn.batches(m, m, 2)|nn.backpropagate(net, nn.meanSquaredError, m, c.zeros([4, 4]))|nn.trainingStep(net, nn.meanSquaredError, nn.adam(net))|net.predict(m)|net.forward(m)|nn.evaluate(net, nn.meanSquaredError, m, c.zeros([4, 4]))|inf.sequential([6], inf.dense(4), inf.dense(3))|inf.sequential([8, 8, 4], inf.conv2d(5, 3), inf.flatten(), inf.dense(3))|inf.chain(inf.dense(4), inf.residual(inf.dense(4)))|la.qr(m)|la.svd(m)|la.solve(q, v)|la.inverse(q)|la.leastSquares(m, c.zeros([4]))|la.determinant(q)|la.norm(m)|io.readNpy(bytes, [2, 3])|c.random(1).integers(0, 2, [3])|c.random(1).categorical(m)|c.zeros([n, 6]).reshape([c.dim.product(n, 6)])|c.zeros([n, 6]).flatten()|c.concat([c.zeros([n]), v], 0)`.split("|");
var run = async (body) => {
  const r = await compile("7.0", await writeProject("probe-sweep", { "a.ts": head + body + "\nexport {};" }));
  if (r.diagnostics.length) console.log("   ERR", body, r.diagnostics[0].message.slice(0, 200));
  return r.instantiations;
};
var base = await run("");
for (const e of exprs) {
  const one = await run(`const a = ${e};`) - base, two = await run(`const a = ${e}; const b: typeof a = ${e};`) - base;
  if (two > 3 * one + 2500) console.log(one, two, e);
}
