/** Runs ONNX models in onnxruntime: in Python, which also checks them, and in JavaScript, as a browser does. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { python } from "./python.js";
import { type Cases, Differences, decode, distance, type Encoded, encode, type Values } from "./table.js";

/** Inputs of a model, in its order, and what its outputs should be. */
export interface Run {
  readonly inputs: readonly Values[];
  readonly outputs: readonly Values[];
}

/** A model with some runs. */
export interface Model {
  /** What it is a model of, as the name of the case says it. */
  readonly name: string;
  /** Where the table shows its differences. */
  readonly row: string;
  readonly column: string;
  readonly bytes: Uint8Array;
  /** The same as StableHLO, if it is a program. */
  readonly text?: string;
  readonly runs: readonly Run[];
}

export const runtimes = ["onnxruntime", "onnxruntime-web"] as const;
type Runtime = (typeof runtimes)[number] | "jax";
type Outputs = readonly (readonly Values[])[];

/** Compares the outputs of models in both runtimes with what they should be. Each model is a case in each runtime. */
export async function compare(cases: Cases, models: readonly Model[]): Promise<Results> {
  const inPython = runInPython(models);
  return compared(cases, models, {
    onnxruntime: async (_, place) => inPython[place],
    "onnxruntime-web": (model) => runOnWeb(model),
  });
}

/** Compares the outputs of programs, which JAX runs by XLA, with what they should be. */
export async function compareInJax(cases: Cases, models: readonly Model[]): Promise<Results> {
  const ask = models.map(({ text, runs }) => ({ text, runs: runs.map(({ inputs }) => inputs.map(encode)) }));
  const found = decoded(python("programs.py", ask));
  return compared(cases, models, { jax: async (_, place) => found[place] });
}

type Answer = (model: Model, place: number) => Promise<Outputs | Error | undefined>;

async function compared(
  cases: Cases,
  models: readonly Model[],
  answers: Partial<Readonly<Record<Runtime, Answer>>>,
): Promise<Results> {
  const differences = new Differences();
  for (const [place, model] of models.entries()) {
    for (const [runtime, answer] of Object.entries(answers) as [Runtime, Answer][]) {
      await cases.check(`${runtime}, ${model.name}`, async () => {
        const found = await answer(model, place);
        if (found === undefined || found instanceof Error) return found?.message ?? "there is no answer";
        return problem(model, found, (difference) => differences.add(keyOf(model, runtime), difference));
      });
    }
  }
  return { show: (row, column, runtime) => differences.show(keyOf({ row, column }, runtime)) };
}
export interface Results {
  /** The largest difference between outputs of a model and what they should be, for the table. */
  show(row: string, column: string, runtime: Runtime): string;
}

const keyOf = ({ row, column }: Pick<Model, "row" | "column">, runtime: Runtime): string =>
  JSON.stringify([row, column, runtime]);

/** What is wrong with the first run that isn't right. */
function problem({ runs }: Model, found: Outputs, judge: (difference: number) => string | undefined): string | undefined {
  for (const [place, { inputs, outputs }] of runs.entries()) {
    const given = `for inputs ${inputs.map(({ shape }) => `[${shape.join(", ")}]`).join(", ")}`;
    const got = found[place] ?? [];
    if (got.length !== outputs.length) return `${given}, it has ${got.length} outputs in place of ${outputs.length}`;
    for (const [index, expected] of outputs.entries()) {
      const output = got[index] as Values; // there are as many
      if (output.shape.join() !== expected.shape.join())
        return `${given}, output ${index} is [${output.shape.join(", ")}] in place of [${expected.shape.join(", ")}]`;
      const wrong = judge(distance(output.numbers, expected.numbers));
      if (wrong !== undefined) return `${given}, output ${index}: ${wrong}`;
    }
  }
  return undefined;
}

/**
 * Checks models by `onnx.checker` and runs them in Python. For each, it returns the outputs of its runs, or what is wrong. Python takes
 * seconds to start, so pass all models at once.
 */
export function runInPython(models: readonly Model[]): (Outputs | Error)[] {
  const ask = models.map(({ bytes, runs }) => ({
    model: Buffer.from(bytes).toString("base64"),
    runs: runs.map(({ inputs }) => inputs.map(encode)),
  }));
  return decoded(python("models.py", ask));
}

function decoded(answers: unknown): (Outputs | Error)[] {
  const all = answers as { readonly error?: string; readonly runs: readonly (readonly Encoded[])[] }[];
  return all.map(({ error, runs }) => (error === undefined ? runs.map((outputs) => outputs.map(decode)) : new Error(error)));
}

/** Runs a model in onnxruntime-web, on one thread. Returns the outputs of its runs. */
async function runOnWeb({ bytes, runs }: Model): Promise<Outputs> {
  const { InferenceSession, Tensor, env } = await web();
  env.wasm.numThreads = 1; // its threads would keep Node from ending
  env.logLevel = "error";
  const session = await InferenceSession.create(bytes);
  const found: Values[][] = [];
  try {
    for (const { inputs } of runs) {
      const tensors = inputs.map(({ shape, numbers }) => new Tensor("float32", numbers, shape));
      const outputs = await session.run(Object.fromEntries(session.inputNames.map((name, index) => [name, tensors[index]])));
      found.push(
        session.outputNames.map((name) => {
          const { dims, data } = outputs[name] as WebTensor; // it has the outputs that it names
          return { shape: dims, numbers: data };
        }),
      );
    }
  } finally {
    await session.release();
  }
  return found;
}

/** The part of onnxruntime-web that is used here. */
interface Web {
  readonly env: { logLevel: string; readonly wasm: { numThreads: number } };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => WebTensor;
  readonly InferenceSession: { create(bytes: Uint8Array): Promise<Session> };
}
interface WebTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}
interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Readonly<Record<string, WebTensor | undefined>>): Promise<Readonly<Record<string, WebTensor>>>;
  release(): Promise<void>;
}

const { resolve } = createRequire(new URL("web/", import.meta.url));

/** It is installed in the folder web, where the compiler doesn't see it before `npm run test:interop` has put it there. */
const web = async (): Promise<Web> => (await import(pathToFileURL(resolve("onnxruntime-web")).href)).default;

/** The version of onnxruntime-web. Python tells those of its packages. */
export const webVersion = (): string =>
  JSON.parse(readFileSync(new URL("web/package.json", import.meta.url), "utf8")).dependencies["onnxruntime-web"];
