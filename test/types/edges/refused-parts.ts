/** One sentence for each mistake: what a refused call returned is a part of a shape, a record, a list or a function, which isn't refused as well. */
import { compile, grad, type Matrix, trace, valueAndGrad, type Vector, vmap, zeros } from "conformable";
import { concat as beside, conv2d as convolution, dense as units, flatten as flat, layerNorm as normalized, lstm as recurrent, maxPool1d, maxPool2d, sequential as inferred } from "conformable/inferred";
import { cellOf, conv2d, crossAttention, dense, flatten, gru, layerNorm, lstm, recordLayer, reshape, sequential } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");

// ── reshape: the shape of a refused layer
{
  const conv = conv2d([10, 10, 1], 4, 3); // right
  const conv = conv2d([10, 10, 1], 4, 12); // wrong: …conv2d: a kernel of 12 does not fit into [10, 10, 1] with padding valid…
  const rows = reshape(conv.outputShape, [64, 4]);
  const back = reshape([64, 4], conv.outputShape);
  const mixed = reshape([conv.outputShape[0], 8, conv.outputShape[2]], [64, 4]);
  const tensors = zeros([64, 4]).reshape([conv.outputShape[0], 8, conv.outputShape[2]]);
  sequential(conv, rows, dense(4, 2));
  is([64, 4], rows.predict(zeros([8, 8, 4]))); // right
}

// ── reshape: shapes that are refused as before
{
  reshape([8, 8, 4], [64, 4]); // right
  reshape([8, 8, 4], [64, 5]); // wrong: …reshape: [8, 8, 4] has 256 elements, [64, 5] has 320…
  reshape([8, 8, 4], [64, 4] as number[]); // refused: …reshape: the shape has to be a list of known length…
  reshape([8, 8, 4] as number[], [64, 4]); // refused: …a shape has to be a list of known length…
}

// ── recordLayer: the shape of a refused network among the others
{
  const image = sequential(flatten([4, 4, 1]), dense(16, 8)); // right
  const image = sequential(flatten([4, 4, 1]), dense(15, 8)); // wrong: …sequential: layer 2 takes [15], but layer 1 gives [16]…
  const merge = recordLayer({}, { image: image.outputShape, meta: [8] }, [8], (_, { image, meta }) => image.add(meta));
  recordLayer({}, { meta: [8] }, { image: image.outputShape, meta: [8] }, (_, { meta }) => ({ image: meta, meta }));
  recordLayer({}, { image: [image.outputShape[0]], meta: [8] }, image.outputShape, (_, { meta }) => meta);
  is([5, 8], merge.predict({ image: zeros([5, 8]), meta: zeros([5, 8]) })); // right
}

// ── recordLayer: shapes that are refused as before
{
  const merge = recordLayer({}, { image: [8], meta: [8] }, [8], (_, { image, meta }) => image.add(meta)); // right
  recordLayer({}, { image: [8], meta: [8] }, { image: [8], meta: [8] }, (_, { image, meta }) => ({ image: meta, meta: image })); // right
  const merge = recordLayer({}, { image: [8] as number[], meta: [8] }, [8], (_, { meta }) => meta); // refused: …a shape has to be a list of known length…
  const merge = recordLayer({}, { image: yes ? [8] : [7], meta: [8] }, [8], (_, { meta }) => meta); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const merge = recordLayer({}, { image: [8.5], meta: [8] }, [8], (_, { meta }) => meta); // wrong: …a size is a whole number from 0 up, not 8.5…
  const merge = recordLayer({}, { image: [yes ? 7 : 8], meta: [8] }, [8], (_, { meta }) => meta); // refused: …a size that may be one of several needs a name: dim(name, size)…
  const merge = recordLayer({}, { image: 8, meta: [8] }, [8], (_, { meta }) => meta); // wrong: Type 'number' …
  const merge = recordLayer({}, { image: "8", meta: [8] }, [8], (_, { meta }) => meta); // wrong: Type 'string' …
  const merge = recordLayer({}, { image: undefined, meta: [8] }, [8], (_, { meta }) => meta); // wrong: Type 'undefined' …
  const merge = recordLayer({}, { image: ["8"], meta: [8] }, [8], (_, { meta }) => meta); // wrong: …a size is a whole number from 0 up…
  is([5, 8], merge.predict({ image: zeros([5, 8]), meta: zeros([5, 8]) })); // right
}

// ── inferred.sequential: begins with the shape of a refused network
{
  const body = sequential(flatten([4, 4, 1]), layerNorm(16)); // right
  const body = sequential(flatten([4, 4, 1]), layerNorm(15)); // wrong: …sequential: layer 2 takes [15], but layer 1 gives [16]…
  const head = inferred(body.outputShape, units(8), units(2));
  inferred(body.outputShape, dense(16, 3), units(2));
  inferred(body.outputShape, beside(-1, units(3), units(4)));
  inferred([5, body.outputShape[0]], recurrent(8), normalized());
  is([5, 2], head.predict(zeros([5, 16]))); // right
}

// ── inferred.sequential: what doesn't fit is refused as before
{
  is([5, 2], inferred([16, 3], units(8), flat(), units(2)).predict(zeros([5, 16, 3]))); // right
  inferred([16], units(8), convolution(8, 3)); // wrong: …conv2d: takes [height, width, channels], but [8] reaches it…
  inferred([16], units(8), dense(7, 3)); // wrong: …sequential: layer 2 takes [7], but [8] reaches it…
  inferred([16] as number[], units(8)); // refused: …a shape has to be a list of known length…
}

// ── inferred.sequential: what stands on a refused convolution
{
  const maybe: { padding: "same" } | undefined = yes ? { padding: "same" } : undefined;
  const orNull: { padding: "same" } | null = yes ? { padding: "same" } : null;
  const layer = convolution(4, 3, { padding: "same" }); // right
  const layer = convolution(4, 3, maybe); // refused: …conv2d: the options may be missing: give them, or leave them out…
  const layer = convolution(4, 3, orNull); // refused: …conv2d: takes its options in an object…
  const layer = convolution(4, 3, yes ? { padding: "same" } : { stride: 2 }); // refused: …conv2d: …
  const network = inferred([8, 8, 1], layer, maxPool2d(2), flat(), units(2));
  is([5, 2], network.predict(zeros([5, 8, 8, 1]))); // right
}

// ── inferred.sequential: what stands on layers whose outputs are joined along an axis that may be one of several
{
  const joined = beside(-1, recurrent(3), recurrent(4)); // right
  const joined = beside(yes ? -1 : 0, recurrent(3), recurrent(4)); // refused: …concat: the axis has to be one literal number…
  const joined = beside((yes ? -1 : 0) as number, recurrent(3), recurrent(4)); // refused: …concat: the axis has to be one literal number…
  const network = inferred([8, 8], joined, maxPool1d(2), flat(), units(2));
  is([5, 2], network.predict(zeros([5, 8, 8]))); // right
}

// ── cells: a refused input of a step
{
  const [cell, other] = [cellOf(lstm([8, 3], 5)), cellOf(gru([8, 3], 5))];
  const input = zeros([4, 6]).matmul(zeros([6, 3])); // right
  const input = zeros([4, 6]).matmul(zeros([3, 6])); // wrong: …matmul: [4, 6] by [3, 6]…
  let state = cell.start([4]);
  for (let time = 0; time < 3; time++) state = cell.step(input, state);
  const next = other.step(input, other.start([4]));
  dense(5, 2).predict(next.output.add(state.output));
  cell.step(input, cell.step(input, state));
  const output: Matrix<4, 5> = cell.step(input, state).output;
  next.output.matmul(zeros([5, 2])).add(zeros([4, 2])).sum(1);
  output.add(next.output);
  is([4, 5], next.output); // right
}

// ── cells: a state that doesn't belong to the input is refused as before
{
  const cell = cellOf(lstm([8, 3], 5));
  is([4, 5], cell.step(zeros([4, 3]), cell.start([4])).output); // right
  cell.step(zeros([4, 3]), cell.start([5])); // wrong: Argument of type 'LstmState<[5], 5>' …
  cell.step(zeros([4, 6]), cell.start([4])); // wrong: Argument of type 'Tensor<[4, 6]>' …
  cell.step(zeros([4, 3]), cell.start()); // wrong: Argument of type 'LstmState<[], 5>' …
}

// ── crossAttention: a refused input
{
  const look = crossAttention([7, 16], [9, 12], 4);
  const input = zeros([3, 7, 12]).matmul(zeros([12, 16])); // right
  const input = zeros([3, 7, 12]).matmul(zeros([16, 12])); // wrong: …matmul: [3, 7, 12] by [16, 12]…
  const found = look.predict(input, zeros([3, 9, 12]));
  const masked = look.predict(input, zeros([3, 9, 12]), { mask: zeros([3, 9]) });
  dense(16, 2).predict(found.add(masked));
  is([3, 7, 16], found); // right
}

// ── crossAttention: what doesn't belong together is refused as before
{
  const look = crossAttention([7, 16], [9, 12], 4);
  is([3, 7, 16], look.predict(zeros([3, 7, 16]), zeros([3, 9, 12]), { mask: zeros([3, 9]) })); // right
  look.predict(zeros([3, 7, 16]), zeros([4, 9, 12])); // wrong: …
  look.predict(zeros([3, 7, 12]), zeros([3, 9, 12])); // wrong: …predict: takes [7, 16] with any leading axes, not [3, 7, 12]…
  look.predict(zeros([3, 7, 16]), zeros([3, 9, 12]), { mask: zeros([3, 8]) }); // wrong: …
}

// ── vmap: a refused function
{
  const slope = grad((w: Vector<3>, x: Vector<3>) => w.multiply(x).sum()); // right
  const slope = grad((w: Vector<3>, x: Vector<3>) => w.multiply(x)); // wrong: …grad: the function returns [3], not a Scalar…
  const each = vmap(slope, { inAxes: [null, 0] });
  const [one, two] = [each(zeros([3]), zeros([5, 3])), vmap(slope)(zeros([5, 3]), zeros([5, 3]))];
  const sum: Matrix<5, 3> = one.add(two);
  is([5, 3], sum); // right
}

// ── vmap: inAxes of another length
{
  vmap((w: Vector<3>, x: Vector<3>) => w.multiply(x), { inAxes: [null, 0] })(zeros([3]), zeros([5, 3])); // right
  vmap((w: Vector<3>, x: Vector<3>) => w.multiply(x), { inAxes: [null, 0, 0] })(zeros([3]), zeros([5, 3])); // wrong: …vmap: the length of inAxes is 3, but the number of arguments is 2…
  vmap((...all: Vector<3>[]) => all[0] ?? zeros([3]), { inAxes: [null, 0] }); // refused: …vmap: the function takes any number of arguments, but vmap has to know each of them…
}

// ── valueAndGrad: a function that uses a refused network, used further
{
  const body = sequential(dense(4, 5), dense(5, 3)); // right
  const body = sequential(dense(4, 5), dense(4, 3)); // wrong: …sequential: layer 2 takes [4], but layer 1 gives [5]…
  const slope = valueAndGrad((w: Vector<3>, x: Matrix<8, 4>) => body.predict(x).multiply(w).sum());
  const { value, gradients } = compile(slope)(zeros([3]), zeros([8, 4]));
  const program = trace(slope, zeros([3]), zeros([8, 4]));
  const both = valueAndGrad((w: Vector<3>, x: Matrix<8, 4>) => ({ value: body.predict(x).multiply(w).sum(), auxiliary: body.predict(x) }));
  const outputs: Matrix<8, 3> = compile(both)(zeros([3]), zeros([8, 4])).auxiliary;
  const sum: Vector<3> = gradients.add(outputs.sum(0)).add(value);
  is([3], sum); // right
}
