/** PyTorch on one thread of the CPU, in a process of its own. `PYTHON` says which Python has it. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { learningRate } from "./data.mjs";

const python = spawn(/** @type {string} */ (process.env.PYTHON), [new URL("pytorch_networks.py", import.meta.url).pathname], {
  stdio: ["pipe", "pipe", "inherit"],
});
const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
async function answer() {
  const { value, done } = await lines.next();
  if (done) throw new Error("Python has ended. Does it have PyTorch and NumPy?");
  return JSON.parse(value);
}
function ask(/** @type {unknown[]} */ ...request) {
  python.stdin.write(`${JSON.stringify(request)}\n`);
  return answer();
}
process.on("disconnect", () => python.stdin.end());

export const name = "PyTorch";
export const engine = `${await answer()}, eager`;

/** Numbers as Python reads them. */
const packed = (_key, value) =>
  value instanceof Float32Array
    ? undefined
    : value?.values instanceof Float32Array
      ? { ...value, base64: Buffer.from(value.values.buffer).toString("base64") }
      : value;

/** @param {ReturnType<typeof import("./network-data.mjs").networkData>} data */
export function network(data) {
  const made = ask("make", JSON.parse(JSON.stringify({ ...data, learningRate }, packed)));
  const step = async () => ask("step", await made);
  step.loss = async () => ask("loss", await made);
  /** Python measures itself, so that messages don't count. */
  step.speed = async (/** @type {number} */ milliseconds) => ask("speed", await made, milliseconds);
  return step;
}
