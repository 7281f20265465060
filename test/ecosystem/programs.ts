/** The small programs that every tool builds or runs. They use each entry of the package. */

/** The result of `check`, which is followed by the engine's name. */
export const expected =
  "[[19, 22], [43, 50]], loss 10, weight 0.5, bias 0.3, loaded 0.5, solved [1, 2], inferred [4], ONNX true, StableHLO true";

/** Node, bundlers and test runners all resolve these imports in their own way. */
export const check = `import { matrix, trace, useEngine, vector, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { loadNetwork, saveNetwork } from "conformable/io";
import { solve } from "conformable/linalg";
import { dense, meanSquaredError, sgd, train } from "conformable/nn";
import { toOnnx } from "conformable/onnx";
import { toStableHlo } from "conformable/stablehlo";

export async function check() {
  const product = matrix([[1, 2], [3, 4]]).matmul(matrix([[5, 6], [7, 8]]));
  const line = dense(1, 1, { weights: matrix([[0]]), bias: zeros([1]) });
  const { losses } = await train(line, {
    inputs: matrix([[1], [2]]),
    targets: matrix([[2], [4]]),
    loss: meanSquaredError,
    optimizer: sgd(line, { learningRate: 0.05 }),
    epochs: 1,
  });
  const { weights, bias } = line.parameters;
  const [weight, shift] = [weights.at(0, 0), bias.at(0)].map((value) => Number(value.toPrecision(6)));
  const loaded = dense(1, 1);
  loadNetwork(loaded, saveNetwork(line));
  const solved = solve(matrix([[2, 0], [0, 4]]), vector([2, 8]));
  const flat = inferred.sequential([2, 2], inferred.flatten());
  const onnx = toOnnx(line, { batch: 1 }).length > 0;
  const text = toStableHlo(trace((x) => x.exp(), zeros([2])));
  const { name } = await useEngine("wasm");
  const parts = [
    JSON.stringify(product).replaceAll(",", ", "),
    \`loss \${losses[0]}\`,
    \`weight \${weight}\`,
    \`bias \${shift}\`,
    \`loaded \${Number(loaded.parameters.weights.at(0, 0).toPrecision(6))}\`,
    \`solved \${JSON.stringify(solved).replaceAll(",", ", ")}\`,
    \`inferred [\${flat.outputShape}]\`,
    \`ONNX \${onnx}\`,
    \`StableHLO \${text.includes("stablehlo.exponential")}\`,
  ];
  return \`\${parts.join(", ")}; \${name}\`;
}
`;

/** For a console. */
export const command = `import { check } from "./check.js";

console.log(await check());
`;

/** For a page, which shows the result as its title. */
export const page = `import { check } from "./check.js";

check().then(
  (text) => (document.title = text),
  (error) => (document.title = \`failed: \${error.message}\`),
);
`;

/** For a page whose worker computes. */
export const pageOfWorker = `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => (document.title = data);
worker.onerror = ({ message }) => (document.title = \`failed: \${message}\`);
`;
export const worker = `import { check } from "./check.js";

check().then(postMessage, (error) => postMessage(\`failed: \${error.message}\`));
`;

/** For a test runner that provides `expect` and `test`. */
export const testOf = (runner: string): string => `${runner}import { matrix } from "conformable";
import { check } from "./check.js";

test("all entries", async () => {
  console.log(await check());
  expect(matrix([[1, 2]])).toEqual(matrix([[1, 2]]));
  expect(matrix([[1, 2]])).not.toEqual(matrix([[1, 3]]));
});
`;

/** Imports everything and uses nothing. */
export const nothing = `import * as core from "conformable";
import * as inferred from "conformable/inferred";
import * as io from "conformable/io";
import * as linalg from "conformable/linalg";
import * as nn from "conformable/nn";
import * as onnx from "conformable/onnx";
import * as stablehlo from "conformable/stablehlo";
`;

/** For Next.js: a page that the server renders, and that computes again in the browser. */
export const next = {
  "next.config.mjs": "export default {};\n",
  "app/layout.js": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  "app/page.js": `import { check } from "../check.js";
import Client from "./client.js";

export const dynamic = "force-dynamic";
export default async function Page() {
  return <Client server={await check()} />;
}
`,
  "app/client.js": `"use client";
import { useEffect } from "react";
import { check } from "../check.js";

export default function Client({ server }) {
  useEffect(() => {
    check().then(
      (text) => (document.title = text === server.replace(/;.*/, text.slice(text.indexOf(";"))) ? text : \`failed: \${server}\`),
      (error) => (document.title = \`failed: \${error.message}\`),
    );
  }, [server]);
  return <p>{server}</p>;
}
`,
};
