/** Runs ONNX models in onnxruntime: in Python, which also checks them, and in JavaScript, as a browser does. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { python } from "./python.js";
import { decode, type Encoded, encode, type Values } from "./table.js";

/** A model with its inputs, by name. */
interface Model {
  readonly bytes: Uint8Array;
  readonly inputs: Named;
}
export type Named = Readonly<Record<string, Values>>;

/**
 * Checks models by `onnx.checker` and runs them in Python. For each, it returns the outputs by name, or what is wrong. Python takes
 * seconds to start, so pass all models at once.
 */
export function runInPython(models: readonly Model[]): (Named | Error)[] {
  const ask = models.map(({ bytes, inputs }) => ({
    model: Buffer.from(bytes).toString("base64"),
    inputs: named(inputs, encode),
  }));
  const answers = python("models.py", ask) as { readonly error?: string; readonly outputs: Readonly<Record<string, Encoded>> }[];
  return answers.map(({ error, outputs }) => (error === undefined ? named(outputs, decode) : new Error(error)));
}

/** Runs a model in onnxruntime-web, on one thread. Returns its outputs by name. */
export async function runOnWeb(bytes: Uint8Array, inputs: Named): Promise<Named> {
  const { InferenceSession, Tensor, env } = await web();
  env.wasm.numThreads = 1; // its threads would keep Node from ending
  env.logLevel = "error";
  const session = await InferenceSession.create(bytes);
  try {
    const outputs = await session.run(named(inputs, ({ shape, numbers }) => new Tensor("float32", numbers, shape)));
    return named(outputs, ({ dims, data }) => ({ shape: dims, numbers: data }));
  } finally {
    await session.release();
  }
}

const named = <From, To>(record: Readonly<Record<string, From>>, change: (from: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, each]) => [name, change(each)]));

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
  run(inputs: Readonly<Record<string, WebTensor>>): Promise<Readonly<Record<string, WebTensor>>>;
  release(): Promise<void>;
}

const { resolve } = createRequire(new URL("web/", import.meta.url));

/** It is installed in the folder web, where the compiler doesn't see it before `npm run test:interop` has put it there. */
const web = async (): Promise<Web> => (await import(pathToFileURL(resolve("onnxruntime-web")).href)).default;
