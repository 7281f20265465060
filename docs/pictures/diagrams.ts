/** The pictures of shapes. Their numbers and messages are what the library returns. */
import { contractBatch, matrix, ShapeError, vector } from "conformable";
import { arrow, box, type Colour, cellHeight, cellWidth, frame, grid, type Picture, text, written } from "./svg.js";

const column = (numbers: readonly number[]): number[][] => numbers.map((number) => [number]);
const three: readonly Colour[] = ["blue", "orange", "green"];
const colour = (index: number): Colour => three[index] ?? "plain";

/** A network of two layers, with each tensor as large as its shape. */
function network(): Picture {
  const name = "network";
  const scale = 2;
  const [top, bottom] = [112, 268];
  /** A tensor of so many rows and columns around a height, with its name above it and its type below. */
  const tensor = (x: number, y: number, rows: number, columns: number, symbol: string, fill: Colour): string => {
    const [width, height] = [columns === 1 ? 14 : columns * scale, rows * scale];
    const type = columns === 1 ? `Vector<${rows}>` : `Matrix<${rows}, ${columns}>`;
    return [
      box(x - width / 2, y - height / 2, width, height, fill),
      text(x, y - height / 2 - 15, symbol, "math"),
      text(x, y + height / 2 + 14, type, "code"),
    ].join("\n");
  };
  return {
    name,
    title: "A network and its gradients, with their shapes",
    description:
      "Above, from left to right: the input x, a Vector of 64; the weights W′ of the hidden layer, a Matrix of 30 by 64; its activations a′, a Vector of 30; the weights W of the output layer, a Matrix of 10 by 30; the outputs a, a Vector of 10. Below, from right to left: the error δ, a Vector of 10 like a; the gradient of W, which has the shape of W; the error δ′, a Vector of 30 like a′; and the gradient of W′, which has the shape of W′.",
    width: 600,
    height: 340,
    body: [
      tensor(52, top, 64, 1, "x", "plain"),
      arrow(name, [72, top], [106, top]),
      tensor(182, top, 30, 64, "W′", "blue"),
      arrow(name, [258, top], [296, top]),
      tensor(330, top, 30, 1, "a′", "plain"),
      arrow(name, [352, top], [386, top]),
      tensor(438, top, 10, 30, "W", "blue"),
      arrow(name, [484, top], [518, top]),
      tensor(548, top, 10, 1, "a", "plain"),
      tensor(548, bottom, 10, 1, "δ", "orange"),
      arrow(name, [518, bottom], [484, bottom]),
      tensor(438, bottom, 10, 30, "∂C/∂W", "orange"),
      arrow(name, [386, bottom], [352, bottom]),
      tensor(330, bottom, 30, 1, "δ′", "orange"),
      arrow(name, [296, bottom], [258, bottom]),
      tensor(182, bottom, 30, 64, "∂C/∂W′", "orange"),
      text(330, 22, "forward", "aside"),
      text(52, bottom, "back", "aside"),
    ].join("\n"),
  };
}

/** BP2: a column of W becomes a row of its transpose. */
function transpose(): Picture {
  const name = "transpose";
  const weights = matrix([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const error = vector([2, -1]);
  const product = weights.transpose().matmul(error);
  const [w, wt, d] = [weights.toArray(), weights.transpose().toArray(), error.toArray()];
  const y = 54;
  const [first = 0, second = 0] = wt[1] ?? [];
  return {
    name,
    title: "A product with a transpose",
    description: `W has 2 rows and 3 columns. Its second column, ${first} and ${second}, becomes the second row of the transpose, which has 3 rows and 2 columns. That row times the error δ, ${d.map(written).join(" and ")}, is the second entry of the product: ${first} times ${written(d[0] ?? 0)} plus ${second} times ${written(d[1] ?? 0)} is ${written(product.at(1))}.`,
    width: 600,
    height: 248,
    body: [
      text(24 + 1.5 * cellWidth, 28, "W", "math"),
      grid(24, y + cellHeight / 2, w, (_, j) => colour(j)),
      frame(24 + cellWidth, y + cellHeight / 2, cellWidth, 2 * cellHeight, "ink"),
      text(24 + 1.5 * cellWidth, y + 2.5 * cellHeight + 16, "Matrix<2, 3>", "code"),
      arrow(name, [168, y + 1.5 * cellHeight], [232, y + 1.5 * cellHeight]),
      text(200, y + 1.5 * cellHeight - 14, "transpose", "aside"),
      text(246 + cellWidth, 28, "Wᵀ", "math"),
      grid(246, y, wt, (i) => colour(i)),
      frame(246, y + cellHeight, 2 * cellWidth, cellHeight, "ink"),
      text(246 + cellWidth, y + 3 * cellHeight + 16, "Matrix<3, 2>", "code"),
      text(352, y + 1.5 * cellHeight, "·"),
      text(370 + cellWidth / 2, 28, "δ", "math"),
      grid(370, y + cellHeight / 2, column(d)),
      frame(370, y + cellHeight / 2, cellWidth, 2 * cellHeight, "ink"),
      text(370 + cellWidth / 2, y + 3 * cellHeight + 16, "Vector<2>", "code"),
      text(438, y + 1.5 * cellHeight, "="),
      text(462 + cellWidth / 2 + 8, 28, "Wᵀδ", "math"),
      grid(470, y, column(product.toArray()), (i) => colour(i)),
      frame(470, y + cellHeight, cellWidth, cellHeight, "ink"),
      text(470 + cellWidth / 2, y + 3 * cellHeight + 16, "Vector<3>", "code"),
      text(
        300,
        206,
        `${written(first)} · ${written(d[0] ?? 0)} + ${written(second)} · (${written(d[1] ?? 0)}) = ${written(product.at(1))}`,
      ),
      text(300, 228, "the weights that leave one unit, times the errors where they lead", "aside"),
    ].join("\n"),
  };
}

/** A column times a row. */
function outer(): Picture {
  const u = vector([1, 2, 3]);
  const v = vector([10, 20]);
  const product = u.outer(v).toArray();
  const [x, y] = [206, 76];
  return {
    name: "outer-product",
    title: "A column times a row",
    description:
      "A multiplication table. The column u, with the entries 1, 2 and 3, stands on the left, and the row v, with the entries 10 and 20, above. Each cell is the entry on its left times the entry above it: 10 and 20, 20 and 40, 30 and 60.",
    width: 440,
    height: 232,
    body: [
      text(x - 74, 24, "u", "math"),
      grid(x - 96, y, column(u.toArray()), (i) => (i === 1 ? "blue" : "plain")),
      text(x - 74, y + 3 * cellHeight + 16, "Vector<3>", "code"),
      text(x + cellWidth, 18, "v", "math"),
      grid(x, 32, [v.toArray()], (_, j) => (j === 0 ? "orange" : "plain")),
      text(x + 2 * cellWidth + 48, 32 + cellHeight / 2, "Vector<2>", "code"),
      grid(x, y, product, (i, j) => (i === 1 && j === 0 ? "green" : i === 1 ? "blue" : j === 0 ? "orange" : "plain")),
      text(x + cellWidth, y + 3 * cellHeight + 16, "Matrix<3, 2>", "code"),
      text(x + 2 * cellWidth + 16, y + 1.5 * cellHeight, "2 · 10 = 20", "left"),
      text(220, 212, "every entry meets every other, and nothing is added up", "aside"),
    ].join("\n"),
  };
}

/** BP4 for a batch: a sum of outer products is a product of two matrices. */
function batch(): Picture {
  const errors = matrix([
    [1, 0],
    [2, 1],
    [0, 3],
  ]);
  const inputs = matrix([
    [1, 2, 0],
    [0, 1, 1],
    [2, 0, 1],
  ]);
  const sum = contractBatch(errors, inputs);
  const terms = errors.unstack(0).map((error, example) => error.outer(inputs.index(example, 0)).toArray());
  const [y, lower] = [52, 196];
  return {
    name: "batch",
    title: "How a batch sums",
    description:
      "The errors of three examples are the columns of Δ transposed, 2 by 3. Their inputs are the rows of A′, 3 by 3. The product, 2 by 3, is the sum of three outer products: for each example, its column times its row.",
    width: 600,
    height: 296,
    body: [
      text(30 + 1.5 * cellWidth, 26, "Δᵀ", "math"),
      grid(30, y + cellHeight / 2, errors.transpose().toArray(), (_, j) => colour(j)),
      text(30 + 1.5 * cellWidth, y + 3 * cellHeight + 14, "Matrix<2, 3>", "code"),
      text(186, y + 1.5 * cellHeight, "·"),
      text(210 + 1.5 * cellWidth, 26, "A′", "math"),
      grid(210, y, inputs.toArray(), (i) => colour(i)),
      text(210 + 1.5 * cellWidth, y + 3 * cellHeight + 14, "Matrix<3, 3>", "code"),
      text(368, y + 1.5 * cellHeight, "="),
      text(400 + 1.5 * cellWidth, 26, "∂C/∂W", "math"),
      grid(400, y + cellHeight / 2, sum.toArray()),
      text(400 + 1.5 * cellWidth, y + 3 * cellHeight + 14, "Matrix<2, 3>", "code"),
      text(30, lower + cellHeight, "="),
      ...terms.map((term, example) => grid(54 + example * 180, lower, term, () => colour(example))),
      text(210, lower + cellHeight, "+"),
      text(390, lower + cellHeight, "+"),
      ...["first", "second", "third"].map((which, example) =>
        text(54 + example * 180 + 1.5 * cellWidth, lower + 2 * cellHeight + 18, `${which} example`, "aside"),
      ),
    ].join("\n"),
  };
}

/** What the library says about a wrong call. */
function refusal(wrong: () => unknown): string {
  try {
    wrong();
  } catch (error) {
    if (error instanceof ShapeError) return error.message;
  }
  throw new Error("this has to be refused");
}

/** A row fits every row of a matrix. A column and a row don't fit each other, although both could be stretched. */
function broadcasting(): Picture {
  const x = matrix([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const row = vector([10, 20, 30]);
  const outputs = matrix([[0.9], [0.2], [0.4]]);
  const targets = vector([1, 0, 0]);
  // The compiler refuses this call, too, so its argument has the type that a program without types would give it.
  const message = refusal(() => outputs.subtract(targets as never));
  const stretched = outputs.toArray().map(([a = 0]) => targets.toArray().map((y) => a - y)); // what other libraries compute
  const [y, lower] = [52, 206];
  return {
    name: "broadcasting",
    title: "What is stretched, and what is refused",
    description: `Above: a matrix of 2 by 3 plus a vector of 3. The vector is added to each row, and the result is 2 by 3 again. Below: outputs of 3 by 1 minus targets of 3. Stretching both would give a matrix of 3 by 3, in which each output is compared with every target, where three differences were meant. It is refused, because the targets don’t fit the end of the outputs.`,
    width: 600,
    height: 380,
    body: [
      text(30 + 1.5 * cellWidth, 28, "Matrix<2, 3>", "code"),
      grid(30, y, x.toArray()),
      text(188, y + cellHeight, "+"),
      text(214 + 1.5 * cellWidth, 28, "Vector<3>", "code"),
      grid(214, y, [row.toArray()], () => "blue"),
      grid(214, y + cellHeight, [["", "", ""]], () => "card"),
      text(214 + 1.5 * cellWidth, y + 1.5 * cellHeight, "for each row", "aside"),
      text(370, y + cellHeight, "="),
      text(398 + 1.5 * cellWidth, 28, "Matrix<2, 3>", "code"),
      grid(398, y, x.add(row).toArray(), () => "blue"),
      `<path d="M20 142 H580" style="stroke: var(--p-rule)"/>`,
      text(60 + cellWidth / 2, lower - 24, "Matrix<3, 1>", "code"),
      grid(60, lower, outputs.toArray(), () => "orange"),
      text(146, lower + 1.5 * cellHeight, "−"),
      text(186 + 1.5 * cellWidth, lower - 24, "Vector<3>", "code"),
      grid(186, lower + cellHeight, [targets.toArray()], () => "orange"),
      text(360, lower + 1.5 * cellHeight, "would be", "aside"),
      text(400 + 1.5 * cellWidth, lower - 24, "nine numbers, three were meant", "aside"),
      grid(400, lower, stretched, (i, j) => (i === j ? "orange" : "plain")),
      `<path d="M396 ${lower + 94} L536 ${lower - 4}" style="stroke: var(--p-wrong); stroke-width: 2"/>`,
      text(300, 340, message, "code"),
    ].join("\n"),
  };
}

export const diagrams = (): readonly Picture[] => [network(), transpose(), outer(), batch(), broadcasting()];
