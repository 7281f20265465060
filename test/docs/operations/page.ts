/** The index of operations, as Markdown: `docs/operations.md`. */
import { composed } from "./composed.js";
import { type Group, layers, namesAt, operations, outsiders, peers, refusals, rest } from "./index.js";

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const ofGroups = (groups: readonly Group[], pytorch: string): string =>
  groups
    .map(({ heading, rows }) => {
      const lines = rows.map(({ ours, numpy, pytorch, tensorflow }) => [ours, numpy, pytorch, tensorflow].map(code));
      return `### ${heading}\n\n${table(["conformable", "NumPy, JAX", pytorch, "TensorFlow.js"], lines)}`;
    })
    .join("\n\n");

const share = (part: number, whole: number): string => `${part} (${Math.round((100 * part) / whole)} %)`;
const counts = peers.map((peer) => {
  const [there, line, refused] = [namesAt(peer, "there"), namesAt(peer, "composed"), namesAt(peer, "refused")].map(
    (names) => names.length,
  );
  const all = peer.functions.length - namesAt(peer, "outside").length;
  return [`${peer.name} ${peer.version}`, `${all}`, ...[there, line, refused].map((part = 0) => share(part, all))];
});

const listed = (library: string, names: readonly string[]): string => (names.length > 0 ? ` ${library}: ${code(names)}.` : "");

export const page = (): string => `---
title: Index of operations
---

# Index of operations

What does conformable call an operation that you know from NumPy, JAX, PyTorch or TensorFlow.js? Search this page for the name that you know.
It has every function and method of the library beside its names there. A script writes the page; a test compares it with what the library
and other packages export.

- Ours: \`x.add\` is a method of tensors, \`source.split\` is a method of a source of random numbers such as \`random(7)\`, \`linalg.solve\` comes
  from \`conformable/linalg\`, and so on. Names without a prefix come from \`conformable\`.
- Theirs: \`abs\` stands for \`np.abs\`, \`torch.abs\` or \`tf.abs\`. Other modules are named. \`ndarray.item\` and \`Tensor.item\` are methods.

Operations in one row do the same job. They may differ in details, such as the order of their arguments or what they do with an axis that
isn't given; the API reference says what ours do. [Coming from TensorFlow.js, PyTorch or NumPy](guide/coming-from.md) shows programs side by side.

Three packages for JavaScript were counted. These are the functions that they export, with their synonyms:

${table(["package", "functions", "here", "a line of ours", "not here"], counts)}

- *Here* is what the first two sections have. Where ours does the job of several functions, such as \`x.permute\` that of \`swapaxes\` and
  \`moveaxis\`, each of them counts.
- *A line of ours* is what [a line](#in-a-line) of our operations does.
- *Not here* is what [we lack](#what-we-lack-and-why), with the reason.

## Operations

${ofGroups(operations, "PyTorch")}

## Networks

The names of PyTorch are those in \`torch.nn\`, unless they begin with \`optim\`, \`utils\`, \`autograd\` or \`Tensor\`.

${ofGroups(layers, "PyTorch")}

## In a line

These operations have no name of their own here, because a line of others does the same. The tests run all ${composed.length} lines, and compare the
results of ${composed.filter(({ call }) => call !== undefined).length} with NumPy's. In the lines, \`x\` and \`y\` are matrices of 3 by 3, \`s\` is a symmetric one, \`v\` and \`w\` are vectors of
three numbers, those in \`p\` lie between 0 and 1, and those in \`q\` are greater than 1.

${table(
  ["NumPy, JAX", "PyTorch", "TensorFlow.js", "conformable"],
  composed.map(({ numpy, pytorch, tensorflow, line }) => [code(numpy), code(pytorch), code(tensorflow), code([line])]),
)}

## What we lack, and why

${refusals
  .map(
    ({ what, why, numpy, pytorch, tensorflow }) =>
      `**${what}.** ${why}${listed("NumPy, JAX", numpy)}${listed("PyTorch", pytorch)}${listed("TensorFlow.js", tensorflow)}`,
  )
  .join("\n\n")}

## What isn't an operation

${ofGroups(rest, "PyTorch")}

Some functions of the three packages have nothing to do with dense arrays of numbers. They weren't counted:

${outsiders.map(({ what, names }) => `- ${what}: ${code(names)}`).join("\n")}
`;
