/**
 * The cost of type checking, measured in instantiations, which count how often the compiler substitutes type parameters. The cost
 * determines how fast an editor responds, and unlike time, it is the same on every machine.
 */
import ts from "typescript";
import { compile, root, writeProject } from "./compiler.js";
import { empty, mixedLines, network } from "./programs.js";

/** A number for each compiler. 5.9 is the same program as 6.0. */
type Cost = Readonly<Record<"6.0" | "7.0", number>>;

export interface Row {
  readonly what: string;
  readonly right: Cost;
  /** The cost if a size in it is wrong. */
  readonly wrong?: Cost;
}

/** An operation: its operands, a correct use of them, and a wrong one. All sizes depend on a number that differs in each line. */
interface Operation {
  readonly name: string;
  readonly operands: (n: number) => string;
  readonly right: (n: number) => string;
  readonly wrong?: (n: number) => string;
}

const matrices = (n: number): string =>
  `x = zeros([${n}, ${n + 211}]), y = zeros([${n + 211}, ${n + 503}]), v = zeros([${n + 211}])`;
const cubes = (n: number): string =>
  `x = zeros([${n}, ${n + 211}, ${n + 503}]), y = zeros([${n}, ${n + 503}, ${n + 11}]), v = zeros([${n + 503}]), one = zeros([${n}, 1])`;
const layers = (n: number): string =>
  `layer = dense(${n}, ${n + 211}), x = zeros([${n + 503}, ${n}]), y = zeros([${n + 503}, ${n + 211}])`;
const nothing = (): string => "nothing = 0";

const operations: readonly Operation[] = [
  {
    name: "`zeros` of two sizes",
    operands: nothing,
    right: (n) => `zeros([${n}, ${n + 211}])`,
    wrong: (n) => `zeros([${n}, ${n}.5])`,
  },
  {
    name: "`matrix` of two rows",
    operands: nothing,
    right: (n) => `matrix([[${n}, 2, 3], [4, 5, 6]])`,
    wrong: (n) => `matrix([[${n}, 2, 3], [4, 5]])`,
  },
  { name: "matrix by matrix", operands: matrices, right: () => "x.matmul(y)", wrong: () => "x.matmul(x)" },
  { name: "matrix by vector", operands: matrices, right: () => "x.matmul(v)", wrong: () => "y.matmul(v)" },
  { name: "`outer`", operands: matrices, right: () => "v.outer(v)", wrong: () => "v.outer(x)" },
  { name: "`transpose`", operands: matrices, right: () => "x.transpose()", wrong: () => "v.transpose()" },
  { name: "`add`, same shape", operands: matrices, right: () => "x.add(x)", wrong: () => "x.add(y)" },
  { name: "`add`, trailing part", operands: matrices, right: () => "x.add(v)", wrong: () => "y.add(v)" },
  { name: "`addBias`", operands: matrices, right: () => "x.addBias(v)", wrong: () => "y.addBias(v)" },
  { name: "`relu`", operands: matrices, right: () => "x.relu()" },
  { name: "`softmax`", operands: matrices, right: () => "x.softmax()" },
  { name: "`sum` along an axis", operands: matrices, right: () => "x.sum(1)", wrong: () => "x.sum(2)" },
  {
    name: "`reshape`, sizes cancel",
    operands: matrices,
    right: (n) => `x.reshape([${n + 211}, ${n}])`,
    wrong: (n) => `x.reshape([${n + 211}, ${n + 1}])`,
  },
  {
    name: "`reshape`, sizes multiplied",
    operands: (n) => `x = zeros([${4 * n}, ${9 * n + 9}])`,
    right: (n) => `x.reshape([${6 * n}, ${6 * n + 6}])`,
    wrong: (n) => `x.reshape([${6 * n}, ${6 * n + 7}])`,
  },
  { name: "`flatten`", operands: matrices, right: () => "x.flatten()" },
  { name: "`permute`", operands: cubes, right: () => "x.permute([2, 0, 1])", wrong: () => "x.permute([2, 0, 2])" },
  {
    name: "`broadcastTo`",
    operands: cubes,
    right: (n) => `v.broadcastTo([${n + 211}, ${n + 503}])`,
    wrong: (n) => `v.broadcastTo([${n + 211}, ${n + 504}])`,
  },
  { name: "`expandDims`", operands: cubes, right: () => "x.expandDims(1)", wrong: () => "x.expandDims(4)" },
  { name: "`squeeze`", operands: cubes, right: () => "one.squeeze(1)", wrong: () => "one.squeeze(0)" },
  { name: "`sum` along two axes", operands: cubes, right: () => "x.sum([0, 2])", wrong: () => "x.sum([0, 0])" },
  {
    name: "`sum` along an axis that is kept",
    operands: cubes,
    right: () => "x.sum(1, { keepDims: true })",
    wrong: () => "x.sum(3, { keepDims: true })",
  },
  { name: "`cumulativeSum`", operands: cubes, right: () => "x.cumulativeSum(1)", wrong: () => "x.cumulativeSum(3)" },
  { name: "`less`", operands: cubes, right: () => "x.less(v)", wrong: () => "x.less(one)" },
  { name: "`where`", operands: cubes, right: () => "where(x, v, 0)", wrong: () => "where(x, one, 0)" },
  { name: "`slice`, size computed", operands: cubes, right: (n) => `x.slice([3, ${n}])`, wrong: (n) => `x.slice([3, ${n + 1}])` },
  {
    name: "`split`, sizes computed",
    operands: cubes,
    right: (n) => `x.split([100, ${n - 100}], 0)`,
    wrong: (n) => `x.split([100, ${n - 99}], 0)`,
  },
  {
    name: "`pad`, size computed",
    operands: cubes,
    right: () => "v.pad([[1, 2]])",
    wrong: () => "v.pad([[1, 2.5]])",
  },
  { name: "`concat`, size computed", operands: cubes, right: () => "concat([x, x], 0)", wrong: () => "concat([x, y], 0)" },
  { name: "`stack` of several", operands: cubes, right: () => "stack([x, x], 0)", wrong: () => "stack([x, y], 0)" },
  { name: "`gather`", operands: cubes, right: () => "x.gather([2, 0])", wrong: () => "x.gather(Array(2))" },
  { name: "`oneHot`", operands: cubes, right: (n) => `oneHot([2, 0], ${n})`, wrong: (n) => `oneHot([2, 0], ${n}.5)` },
  { name: "`take`", operands: cubes, right: () => "x.take([2, 0], 1)", wrong: () => "x.take([2, 0], 3)" },
  { name: "`scatter`", operands: cubes, right: () => "one.scatter([2], zeros([1, 1]))", wrong: () => "one.scatter([2], v)" },
  { name: "`index`", operands: cubes, right: () => "x.index(2, 1)", wrong: () => "x.index(2, 3)" },
  {
    name: "`unstack`, entries computed",
    operands: (n) => `x = zeros([${n}, 3])`,
    right: () => "x.unstack(1)",
    wrong: () => "x.unstack(2)",
  },
  { name: "`flip`", operands: cubes, right: () => "x.flip(1)", wrong: () => "x.flip(3)" },
  { name: "`tile`, sizes computed", operands: matrices, right: () => "x.tile([2, 3])", wrong: () => "x.tile([2])" },
  { name: "`repeat`, size computed", operands: matrices, right: () => "x.repeat(3, 1)", wrong: () => "x.repeat(3, 2)" },
  { name: "`kronecker`, sizes computed", operands: matrices, right: () => "x.kronecker(y)", wrong: () => "x.kronecker(v)" },
  { name: "`diagonal`, size computed", operands: matrices, right: () => "x.diagonal()", wrong: () => "v.diagonal()" },
  { name: "`triu`", operands: matrices, right: () => "x.triu()", wrong: () => "v.triu()" },
  {
    name: "`arange`, size computed",
    operands: nothing,
    right: (n) => `arange(3, ${n}, 2)`,
    wrong: (n) => `arange(3, ${n}, 0)`,
  },
  {
    name: "`einsum`, letters of several compared",
    operands: matrices,
    right: () => 'einsum("ij,jk->ik", x, y)',
    wrong: () => 'einsum("ij,jk->ik", x, x)',
  },
  {
    name: "`einsum` with `...`, letters of several compared",
    operands: cubes,
    right: () => 'einsum("...ij, ...jk", x, y)',
    wrong: () => 'einsum("...ij, ...jk", x, x)',
  },
  { name: "`batchMatmul`", operands: cubes, right: () => "x.batchMatmul(y)", wrong: () => "y.batchMatmul(y)" },
  { name: "`dense`", operands: nothing, right: (n) => `dense(${n}, ${n + 211})`, wrong: (n) => `dense(${n}, ${n}.5)` },
  { name: "`predict`", operands: layers, right: () => "layer.predict(x)", wrong: () => "layer.predict(y)" },
  {
    name: "`forward` and `backward`",
    operands: layers,
    right: () => "layer.forward(x).backward(y)",
    wrong: () => "layer.forward(x).backward(x)",
  },
  {
    name: "`backpropagate`",
    operands: layers,
    right: () => "backpropagate(layer, crossEntropy, x, y)",
    wrong: () => "backpropagate(layer, crossEntropy, x, x)",
  },
  {
    name: "`sgd` and a step",
    operands: layers,
    right: () => "sgd(layer, { learningRate: 1 }).step(layer.parameters)",
    wrong: () => "sgd(layer, { learningRate: 1 }).step({ weights: x, bias: x })",
  },
  {
    name: "`conv2d`, sizes computed",
    operands: nothing,
    right: (n) => `conv2d([${n}, ${n + 211}, 3], 16, 3, { stride: 2 })`,
    wrong: (n) => `conv2d([${n}, ${n + 211}, 3], 16, ${n + 1}, { stride: 2 })`,
  },
  {
    name: "`maxPool2d`, sizes computed",
    operands: nothing,
    right: (n) => `maxPool2d([${n}, ${n + 211}, 3], 2)`,
    wrong: (n) => `maxPool2d([${n}, ${n + 211}, 3], ${n + 1})`,
  },
  { name: "`layerNorm`", operands: nothing, right: (n) => `layerNorm(${n})`, wrong: (n) => `layerNorm(${n}.5)` },
  { name: "`batchNorm`", operands: nothing, right: (n) => `batchNorm(${n})`, wrong: (n) => `batchNorm(${n}.5)` },
  {
    name: "`embedding`",
    operands: nothing,
    right: (n) => `embedding(${n}, ${n + 211})`,
    wrong: (n) => `embedding(${n}, ${n}.5)`,
  },
  {
    name: "`attention`, sizes computed",
    operands: nothing,
    right: (n) => `attention([${n}, ${2 * n}], 2)`,
    wrong: (n) => `attention([${n}, ${2 * n + 1}], 2)`,
  },
  {
    name: "`residual`",
    operands: (n) => `square = dense(${n}, ${n}), layer = dense(${n}, ${n + 211})`,
    right: () => "residual(square)",
    wrong: () => "residual(layer)",
  },
  {
    name: "`sequential` of three layers, the axes of several compared",
    operands: (n) =>
      `first = dense(${n}, ${n + 211}), second = reshape([7, ${n + 211}], [7, ${n + 211}]), third = dense(${n + 211}, ${n})`,
    right: () => "sequential(first, second, third)",
    wrong: () => "sequential(third, second, first)",
  },
  {
    name: "`grad`",
    operands: (n) => `f = (x: Vector<${n}>) => x.sum(), g = (x: Vector<${n}>) => x.exp()`,
    right: () => "grad(f)",
    wrong: () => "grad(g)",
  },
];

const lines = 20;
const imports = `import { arange, concat, einsum, grad, matrix, oneHot, stack, type Vector, where, zeros } from "conformable";
import { attention, backpropagate, batchNorm, conv2d, crossEntropy, dense, embedding, layerNorm, maxPool2d, reshape, residual, sequential, sgd } from "conformable/nn";
export { type Vector, concat, grad, matrix, oneHot, stack, where, zeros, attention, backpropagate, batchNorm, conv2d, crossEntropy, dense, embedding, layerNorm, maxPool2d, reshape, residual, sequential, sgd };
`;
const program = (operands: Operation["operands"], use?: Operation["right"]): string =>
  imports +
  Array.from({ length: lines }, (_, index) => `{ const ${operands(index + 307)}; ${use?.(index + 307) ?? ""} }\n`).join("");

/**
 * The costs of programs, each measured once. TypeScript 6 runs in this process, which is faster. TypeScript 7 has no API for
 * that.
 */
const known = new Map<string, Cost>();
async function instantiations(text: string): Promise<Cost> {
  const cost = known.get(text) ?? { "6.0": inProcess(text), "7.0": await byCommand(text) };
  known.set(text, cost);
  return cost;
}

async function byCommand(text: string): Promise<number> {
  const folder = await writeProject("cost", { "program.ts": text });
  return (await compile("7.0", folder)).instantiations;
}

const parsed = new Map<string, ts.SourceFile | undefined>();
const { options } = ts.parseJsonConfigFileContent(
  { extends: "./tsconfig.json", compilerOptions: { noUnusedLocals: false, types: [] }, files: ["package.json"] },
  ts.sys,
  root,
);

function inProcess(text: string): number {
  const file = `${root}.cache/program.ts`;
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (path, language, ...rest) => {
    if (path === file) return ts.createSourceFile(path, text, language);
    if (!parsed.has(path)) parsed.set(path, read(path, language, ...rest));
    return parsed.get(path);
  };
  const asked = ts.createProgram([file], options, host);
  asked.getSemanticDiagnostics();
  return asked.getInstantiationCount();
}

const minus = (one: Cost, other: Cost, parts = 1): Cost => ({
  "6.0": Math.round((one["6.0"] - other["6.0"]) / parts),
  "7.0": Math.round((one["7.0"] - other["7.0"]) / parts),
});

/** The cost of each operation without its operands: the mean over lines in which all sizes differ. */
export async function operationRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, operands, right, wrong } of operations) {
    const alone = await instantiations(program(operands));
    rows.push({
      what: name,
      right: minus(await instantiations(program(operands, right)), alone, lines),
      ...(wrong && { wrong: minus(await instantiations(program(operands, wrong)), alone, lines) }),
    });
  }
  return rows;
}

/** The cost of whole programs without the imports. */
export async function programRows(): Promise<Row[]> {
  const alone = await instantiations(empty);
  const rows: Row[] = [];
  const of = async (what: string, right: string, wrong?: string): Promise<void> => {
    rows.push({
      what,
      right: minus(await instantiations(right), alone),
      ...(wrong && { wrong: minus(await instantiations(wrong), alone) }),
    });
  };
  for (const layers of [10, 50, 200, 500]) {
    await of(`a network of ${layers} layers`, network(layers), network(layers, 101, layers / 2));
  }
  await of("300 operations, each with other shapes", mixedLines(75));
  await of("600 operations, each with other shapes", mixedLines(150));
  await of("300 operations, sizes from 2 up", mixedLines(75, 2));
  await of("300 operations, sizes from 2,000,003 up", mixedLines(75, 2_000_003));
  return rows;
}

/** The report: the rows as tables, with figures for both compilers. */
export function report(ofOperations: readonly Row[], ofPrograms: readonly Row[]): string {
  const figures = (cost: Cost | undefined): string =>
    cost === undefined ? "| |" : `${cost["6.0"].toLocaleString("en")} | ${cost["7.0"].toLocaleString("en")} |`;
  const table = (first: string, rows: readonly Row[]): string =>
    [
      `| ${first} | right, 6.0 | right, 7.0 | wrong, 6.0 | wrong, 7.0 |`,
      "|---|--:|--:|--:|--:|",
      ...rows.map(({ what, right, wrong }) => `| ${what} | ${figures(right)} ${figures(wrong)}`),
    ].join("\n");
  return `# The cost of checking

The cost is counted in instantiations: how often the compiler fills in the parameters of a generic type. This is what makes an editor slow and,
unlike seconds, it is the same on every machine. \`npm run cost\` writes this page, and a test fails if a figure is off by more than 5 % plus 3.

The first table is the cost of a single operation, without that of making its operands. Each line of the measured programs uses different sizes, so
the compiler can't reuse what it has computed. In the wrong programs one size is changed; their cost includes that of building the sentence.

${table("operation", ofOperations)}

The second table is the cost of whole programs, without that of importing the package. In a wrong network, one layer in the middle takes another size.

${table("program", ofPrograms)}

As the table shows, and the tests assert, the cost is linear in the length of a program and in the number of layers, and doesn't depend on the
sizes. There is one exception: where sizes are computed, as in a slice or in a reshape in which nothing cancels, the cost grows with the number of
their digits.

We found no other package on npm that has shapes in its types, so there is nothing to compare these figures with: in jax-js, TensorFlow.js, numpy-ts
and ml-matrix, shapes only exist at run time.
`;
}
