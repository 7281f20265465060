/** Every operation and every layer as StableHLO, run by XLA. */
import { useEngine } from "../../src/index.js";
import { all, drawn, programsOf, step, steps } from "./onnx.js";
import { lines, operationModels } from "./onnx-operations.js";
import { compareInJax, type Model } from "./runtimes.js";
import type { Table } from "./table.js";

export const xla: Table = {
  name: "xla",
  heading: "StableHLO in XLA",
  text: () =>
    "Each operation and each network of the tables above becomes a program, and so do its gradients. JAX runs them by XLA, from the text that " +
    " `toStableHlo` writes. The numbers are the largest differences, as above.",
  columns: () => ["kind", "name", "outputs", "gradients"],
  async rows(cases) {
    await useEngine("wasm");
    const networks = all();
    const models: Model[] = [...(await operationModels(cases)), ...steps()];
    for (const { name, network, indices } of networks)
      await cases.check(`toStableHlo, ${name}`, () => void models.push(...programsOf(name, drawn(network, indices), indices)));
    const results = await compareInJax(cases, models);
    const show = (name: string, columns: readonly string[]) =>
      columns.map((column) => results.show(name, column, "jax")).find((text) => text !== "") ?? "";
    const rows = [
      ...lines.map(([name]) => ({ title: "operation", name, text: `\`${name}\`` })),
      ...networks.map(({ title, name }) => ({ title, name, text: name })),
      { title: "program", name: step, text: step },
    ];
    return rows.map(({ title, name, text }) => [
      title,
      text,
      show(name, ["operation", "outputs"]),
      show(name, ["gradient", "gradients"]),
    ]);
  },
};
