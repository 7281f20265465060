/** Runs ONNX models in onnxruntime: in Python, which also checks them, and in JavaScript, as a browser does. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { python } from "./python.js";
import { type Cases, decode, difference, type Encoded, encode, type Table, type Values } from "./table.js";

/** A model with its inputs, by name. */
export interface Model {
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

export const onnx: Table = {
  name: "onnx",
  heading: "ONNX",
  text: "",
  columns: [],
  async rows(cases) {
    await tiny(cases);
    return []; // there is no export yet
  },
};

/** Both runtimes compute a model that Python has made. */
async function tiny(cases: Cases): Promise<void> {
  const bytes = Buffer.from(python("models.py", null) as string, "base64");
  const inputs = { x: { shape: [2, 2], numbers: Float32Array.of(1, 2, 3, 4) } };
  const expected = { shape: [2, 3], numbers: Float32Array.of(9, 12, 0, 19, 26, 0) };
  const same = (outputs: Named | Error | undefined): string | undefined => {
    if (outputs instanceof Error) return outputs.message;
    const [y] = Object.values(outputs ?? {});
    if (y?.shape.join() !== expected.shape.join()) return `its output has the shape ${y?.shape.join()}`;
    return difference(y.numbers, expected.numbers);
  };
  const [found, broken] = runInPython([
    { bytes, inputs },
    { bytes: bytes.subarray(1), inputs },
  ]);
  await cases.check("onnxruntime in Python, ONNX: a tiny model", () => same(found));
  await cases.check("onnx.checker, ONNX: refuses a broken model", () =>
    broken instanceof Error ? undefined : "it finds nothing wrong",
  );
  await cases.check("onnxruntime-web, ONNX: a tiny model", async () => same(await runOnWeb(bytes, inputs)));
}
