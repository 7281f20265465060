/** ONNX models, in ONNX Runtime. There is no table yet, only a tiny model that shows that both runtimes work here. */
import { python } from "./python.js";
import { type Named, runInPython, runOnWeb } from "./runtimes.js";
import { type Cases, difference, type Table } from "./table.js";

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
