/** The examples of the menu are those of the guide and of docs/examples. They are read from there, so that no program exists twice. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Group } from "../examples.js";
import { programOf } from "./program.js";

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), "utf8");

/** The example of a page of the guide that contains these words. There has to be exactly one. */
function fromGuide(page: string, words: string): string {
  const text = read(page === "README" ? "README.md" : `docs/guide/${page}.md`);
  const codes = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code).filter((code) => code.includes(words));
  const [code] = codes;
  if (code === undefined || codes.length > 1) throw new Error(`${page} has ${codes.length} examples with ${words}`);
  return programOf(code);
}

/** A program of docs/examples, without the comment on how to run it. */
const fromExamples = (file: string): string => read(`docs/examples/${file}`).replace(/^\/\*\*.*?\*\/\n/s, "");

export function examplesOfGuide(): Group[] {
  return [
    {
      title: "Mistakes that the compiler finds",
      examples: [
        { title: "A forgotten transpose", code: fromGuide("README", "weights.transpose().matmul(error); // Vector<3>") },
        { title: "Layers that don't fit", code: fromGuide("README", "sequential(dense(784, 128), dense(100, 10))") },
        { title: "Forgotten padding", code: fromGuide("networks", "sequential(conv2d([28, 28, 1], 16, 3), maxPool2d(") },
        { title: "A kernel larger than the image", code: fromGuide("networks", "conv2d(32, 15)") },
        { title: "Heads that don't divide the width", code: fromGuide("networks", "attention([14, 48], 5") },
        { title: "Two batches that may differ in size", code: fromGuide("training", "first.inputs.add(second.inputs)") },
        {
          title: "A size known only at run time",
          code: fromGuide("errors", `const rows: number = JSON.parse("5");\nzeros([rows, 3]);`),
        },
      ],
    },
    {
      title: "Networks",
      examples: [
        { title: "A first network", code: fromGuide("get-started", "Two switches") },
        { title: "Training, with validation", code: fromGuide("training", "metrics: { accuracy, f1 },") },
        { title: "Backpropagation from scratch: digits", code: fromExamples("from-scratch.ts") },
        { title: "A convolutional network", code: fromGuide("networks", "network.shapes[4]") },
        { title: "A sequence with a memory", code: fromGuide("networks", "four gates of eight numbers") },
        { title: "A block of a transformer", code: fromGuide("networks", "block.predict(zeros([batch") },
        { title: "A layer of your own", code: fromGuide("networks", "class Shift<") },
      ],
    },
    {
      title: "Without networks",
      examples: [
        { title: "The same check at run time", code: fromGuide("get-started", "if (error instanceof ShapeError)") },
        { title: "Newton's method", code: fromExamples("newton.ts") },
        { title: "A Gaussian process", code: fromGuide("linear-algebra", "logLikelihood") },
      ],
    },
  ];
}
