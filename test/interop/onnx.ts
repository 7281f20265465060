/** Networks as ONNX models, and their gradients as programs, in ONNX Runtime. */
import { leaves, mapTensors } from "../../src/grad/tree.js";
import { random, randomNormal, tensor, useEngine, vjp } from "../../src/index.js";
import {
  backpropagate,
  binaryCrossEntropy,
  crossEntropy,
  dense,
  meanSquaredError,
  sequential,
  tanh,
} from "../../src/nn/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import type { AnyTensor } from "../grad/differences.js";
import { groups } from "./onnx-networks.js";
import { programModel, valuesOf } from "./onnx-programs.js";
import { compare, type Model, type Run, runInPython, runtimes } from "./runtimes.js";
import type { Cases, Table } from "./table.js";

// biome-ignore lint/suspicious/noExplicitAny: networks of any shapes, which aren't the question here
type Any = any;

const columns = ["outputs", "gradients"] as const;
const [outputs, gradients] = columns;

export const onnx: Table = {
  name: "onnx",
  heading: "ONNX, layer by layer",
  text: ({ onnx: version }) =>
    'Each of these networks becomes a model with `toOnnx`, once with `batch: "dynamic"`, which is run on 1, 4 and 7 examples, and once with ' +
    "`batch: 4`. Its gradients with respect to parameters and inputs become another model, from a program. All models pass `onnx.checker` of " +
    `ONNX ${version} with \`full_check\`. The numbers are the largest differences from what the library computes, in float32, relative to numbers ` +
    "that are greater than 1; a test fails above 1e-5, and 0 means that there is no difference. Parameters, statistics and inputs are random.",
  columns: (versions) => [
    "kind",
    "network",
    ...runtimes.flatMap((runtime) => columns.map((column) => `${runtime} ${versions[runtime]}: ${column}`)),
  ],
  async rows(cases) {
    await useEngine("wasm");
    const networks = all();
    const models: Model[] = [];
    for (const { name, network, indices } of networks)
      await cases.check(`toOnnx, ${name}`, () => void models.push(...modelsOf(name, network, indices)));
    const results = await compare(cases, [...models, ...steps()]);
    await refuses(cases, models[0] as Model); // there are models
    return [...networks, { title: "program", name: step }].map(({ title, name }) => [
      title,
      name,
      ...runtimes.flatMap((runtime) => columns.map((column) => results.show(name, column, runtime))),
    ]);
  },
};

/** The networks of all groups. */
export const all = () =>
  groups.flatMap(({ title, networks, indices = {} }) =>
    Object.entries(networks).map(([name, make]) => ({ title, name, network: make(), indices: indices[name] })),
  );

/** Starts anew for each network, so that its numbers don't depend on the networks before it. */
let source = random(11);
const draw = (shape: readonly number[]): AnyTensor => randomNormal(shape as Any, source);
const drawIndices = (shape: readonly number[], entries: number): AnyTensor =>
  tensor(
    Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => Math.floor(source.uniform() * entries)),
    shape as Any,
  );

/** A network of a group, with random parameters and statistics. */
interface Drawn {
  readonly given: Any;
  readonly parameters: AnyTensor;
  readonly network: Any;
  inputs(examples: number): AnyTensor;
}

export function drawn(given: Any, indices: number | undefined): Drawn {
  source = random(11);
  const inputs = (examples: number): AnyTensor => {
    const shape = [examples, ...given.inputShape];
    return indices === undefined ? draw(shape) : drawIndices(shape, indices);
  };
  if (indices === undefined) given.forward(inputs(29).multiply(2).add(1)); // other statistics than the initial ones
  const parameters = mapTensors(given.parameters, ({ tensor: { shape } }) => draw(shape).multiply(0.3)); // many begin as zeros or ones
  return { given, parameters, network: given.with(parameters), inputs };
}

/** What a network predicts, as a program of its parameters and its inputs, and the gradients of both as another. */
export function programsOf(name: string, { given, parameters, inputs }: Drawn, indices: number | undefined): Model[] {
  const predict = (p: AnyTensor, y: AnyTensor): AnyTensor => given.with(p).predict(y);
  const slopes = (p: AnyTensor, x: AnyTensor, error: AnyTensor): AnyTensor => {
    if (indices !== undefined) return vjp((q: AnyTensor) => given.with(q).predict(x), p).backward(error);
    return vjp(([q, y]: Any) => given.with(q).predict(y), [p, x]).backward(error);
  };
  const x = inputs(4);
  const predicted = programModel({ name: `${name}, 4 examples`, row: name, column: outputs }, predict, [parameters, x]);
  if (leaves(parameters).length === 0 && indices !== undefined) return [predicted];
  const operands = [parameters, x, draw(predict(parameters, x).shape)];
  return [predicted, programModel({ name: `${name}, gradients`, row: name, column: gradients }, slopes, operands)];
}

/** The models of a network. */
function modelsOf(name: string, given: Any, indices: number | undefined): Model[] {
  const own = drawn(given, indices);
  const { network, inputs } = own;
  const predicted = (examples: number): Run => {
    const x = inputs(examples);
    return { inputs: [valuesOf(x)], outputs: [valuesOf(network.predict(x))] };
  };
  const models = [
    { name: `${name}, any number of examples`, bytes: toOnnx(network), runs: [1, 4, 7].map(predicted) },
    { name: `${name}, 4 examples`, bytes: toOnnx(network, { batch: 4 }), runs: [predicted(4)] },
  ];
  const [, ...ofGradients] = programsOf(name, own, indices);
  return [...models.map((model) => ({ ...model, row: name, column: outputs })), ...ofGradients];
}

export const step = "the gradients of a training step, with each loss";

/** Training steps, whose gradients are given by the formulas of the library's layers and losses. */
export function steps(): Model[] {
  const network: Any = sequential(dense(13, 7, { activation: tanh, random: source }), dense(7, 3, { random: source }));
  const operands = [network.parameters, draw([5, 13]), draw([5, 3]).softmax()];
  return [meanSquaredError, crossEntropy, binaryCrossEntropy].map((loss) => {
    const pass = (parameters: AnyTensor, x: AnyTensor, y: AnyTensor) => {
      const found = (backpropagate as Any)(network.with(parameters), loss, x, y);
      return { gradients: found.gradients, error: found.error };
    };
    return programModel({ name: `a training step, ${loss.name}`, row: step, column: gradients }, pass, operands);
  });
}

/** A comparison in which nothing can fail would show nothing. */
async function refuses(cases: Cases, model: Model): Promise<void> {
  const broken = { ...model, bytes: model.bytes.subarray(1) };
  await cases.check("onnx.checker, a broken model: refuses it", () =>
    runInPython([broken])[0] instanceof Error ? undefined : "it finds nothing wrong",
  );
}
