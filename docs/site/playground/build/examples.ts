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

type Choice = readonly [title: string, page: string, words: string];
const group = (title: string, choices: readonly Choice[], more: Group["examples"] = []): Group => ({
  title,
  examples: [...choices.map(([name, page, words]) => ({ title: name, code: fromGuide(page, words) })), ...more],
});

/** A test compares the mistakes with those of the guide. The index of errors has hundreds more, each with a link to the playground. */
export function examplesOfGuide(): Group[] {
  return [
    group("Mistakes in products and shapes", [
      ["A forgotten transpose", "README", "weights.transpose().matmul(error); // Vector<3>"],
      ["A first error", "get-started", "const error = vector([1, -1]);\n\nweights.matmul(error);"],
      ["A forgotten transpose between layers", "backpropagation", "const error = zeros([10]);\nweights.matmul(error);"],
      ["A forgotten transpose, for all sizes", "shapes-in-types", "function back<"],
      [
        "The same in a function on one line",
        "backpropagation",
        "const bp2 = <Out extends number, In extends number>(weights: Matrix<Out, In>, error: Vector<Out>) =>\n  weights.matmul",
      ],
      ["Named sizes that differ", "shapes-in-types", "weights.transpose().matmul(activations);"],
      ["An outer product the wrong way round", "backpropagation", "=> input.outer(error)"],
      ["A target of another length", "backpropagation", "a.subtract(y);"],
      ["A column and a row that would be stretched", "coming-from", "x.add(bias);"],
      [
        "A reshape to another number of elements, in generic code",
        "shapes-in-types",
        "x.reshape([x.shape[0], 2, x.shape[1], 4]);",
      ],
      ["A size known only at run time", "shapes-in-types", "zeros([rows, 784]);"],
      ["An axis that may be another", "shapes-in-types", "images.sum(rows ? 1 : 2);"],
      ["A system of equations that isn't square", "linear-algebra", "matrix([[2, 1, 0], [1, 3, 0]]);\nsolve("],
      ["A scalar that isn't a list", "data", "for (const part of scalar(3))"],
    ]),
    group("Mistakes in networks", [
      ["Layers that don't fit", "README", "sequential(dense(784, 128), dense(100, 10))"],
      ["Forgotten padding", "networks", "sequential(conv2d([28, 28, 1], 16, 3), maxPool2d("],
      ["A kernel larger than the image", "networks", "conv2d(32, 15)"],
      ["Outputs that can't be joined", "networks", "concat(-1, activate(identity), maxPool2d("],
      ["Heads that don't divide the width", "networks", "attention([14, 48], 5"],
      ["Two batches that may differ in size", "training", "first.inputs.add(second.inputs)"],
      ["One of two inputs that is too short", "networks", "meta: zeros([64, 6])"],
      ["A derivative of more than one number", "training", "grad((x: Vector<3>) => x.exp());"],
      ["As many inputs as targets", "derivatives", "zeros([7, 3]), zeros([5, 3])"],
      ["The optimiser of another network", "save-and-load", "optimizer: adam(other)"],
    ]),
    group(
      "Networks",
      [
        ["A first network", "get-started", "Two switches"],
        ["Training, with validation", "training", "metrics: { accuracy, f1 },"],
        ["A convolutional network", "networks", "network.shapes[4]"],
        ["The same with all sizes written out", "networks", "network.parameters[2].kernels; //             Tensor"],
        ["Layers side by side", "networks", "network.parameters[1][1][1].kernels;"],
        ["A U-Net", "networks", "unet.shapes;"],
        ["A sequence with a memory", "networks", "four gates of eight numbers"],
        ["A block of a transformer", "networks", "block.predict(zeros([batch"],
        ["A whole transformer", "networks", "names.parameters[2][0][1].query;"],
        ["Sequences of unequal length", "networks", "(letters) => letters.notEqual(0)"],
        ["One letter after the other", "networks", "decoder.next(scalar(3)).shape;"],
        ["A layer of your own", "networks", "class Shift<"],
      ],
      [{ title: "Backpropagation from scratch: digits", code: fromExamples("from-scratch.ts") }],
    ),
    group(
      "Without networks",
      [
        ["The same check at run time", "get-started", "if (error instanceof ShapeError)"],
        ["A Gaussian process", "linear-algebra", "logLikelihood"],
      ],
      [{ title: "Newton's method", code: fromExamples("newton.ts") }],
    ),
  ];
}
