/**
 * The names that the library itself gives to sizes: the number of examples in a batch, and in the function of `layer`. A user
 * can't write these names, so no name of a user equals them. The last batch may be smaller than the others, so two batches never
 * have the same size. Loops over batches are still easy to write.
 */
import { concat, contractBatch, dim, type Dim, grad, type Matrix, ones, random, type Scalar, type Shape, type Size, stack, sumBatch, tensor, type Tensor, valueAndGrad, type Vector, where, zeros } from "conformable";
import { adam, backpropagate, type Batch, batches, binaryCrossEntropy, checkGradients, crossEntropy, dense, dropout, layer, type Layer, type Loss, meanSquaredError, type Optimizer, relu, sequential, sgd, tanh } from "conformable/nn";
import { is } from "../is.js";

const n: number = JSON.parse("2");
const x = zeros([7, 3]);
const y = zeros([7, 1]);

// ── add: a batch to the sum of those before
{
  let total: Vector<3> | undefined; // right
  let total: Batch<[3], [1]>["inputs"] | undefined; // wrong
  for (const { inputs } of batches(x, y, 2)) {
    total = total ? total.add(inputs.sum(0)) : inputs.sum(0); // right
    total = total ? total.add(inputs) : inputs; // wrong: add: …
  }
}

// ── add: the first batch and the last
{
  const [first, , , last] = [...batches(x, y, 2)];
  if (!first || !last) throw new Error("four batches");
  is([3], first.inputs.sum(0).add(last.inputs.sum(0))); // right
  first.inputs.add(last.inputs); // wrong: add: …
}

// ── subtract: two of a list of batches
{
  const all = [...batches(x, y, 2)];
  const difference = (a: (typeof all)[number], b: (typeof all)[number]) => a.inputs.mean(0).subtract(b.inputs.mean(0)); // right
  const difference = (a: (typeof all)[number], b: (typeof all)[number]) => a.inputs.subtract(b.inputs); // wrong, open: subtract: …
  for (const one of all) for (const other of all) difference(one, other);
}

// ── add: batches of two data sets
{
  const [others, theirs] = [zeros([5, 3]), zeros([5, 1])];
  for (const a of batches(x, y, 7)) for (const b of batches(others, theirs, 5)) a.inputs.sum(0).add(b.inputs.sum(0)); // right
  for (const a of batches(x, y, 7)) for (const b of batches(others, theirs, 5)) a.inputs.add(b.inputs); // wrong: add: …
}

// ── batches: a loop by hand
{
  const iterator = batches(x, y, 4)[Symbol.iterator]();
  const [a, b] = [iterator.next(), iterator.next()];
  if (a.done || b.done) throw new Error("two batches");
  a.value.inputs.matmul(b.value.inputs.sum(0)); // right
  a.value.inputs.multiply(b.value.inputs); // wrong, open: multiply: …
}

// ── batches: their size under a user's name
{
  const batch = dim("batch", 7);
  for (const { inputs } of batches(x, y, 2)) {
    inputs.add(zeros([3])); // right
    inputs.add(zeros([batch, 3])); // wrong: add: …
  }
}

// ── batches: their size under the same name, known only at run time
{
  const batch: Dim<"batch"> = dim("batch", JSON.parse("7"));
  for (const { inputs } of batches(zeros([batch, 3]), zeros([batch, 1]), 2)) {
    inputs.less(inputs.mean(0)); // right
    inputs.less(zeros([batch, 3])); // wrong: less: …
  }
}

// ── batches: where a user's type is meant
{
  const take = (rows: Tensor<[Dim<"batch">, 3]>) => rows.add(zeros([dim("batch", n), 3]));
  take(zeros([dim("batch", n), 3])); // right
  for (const { inputs } of batches(x, y, 3)) take(inputs); // wrong: Argument of type …
}

// ── batches: of batches
{
  for (const { inputs, targets } of batches(x, y, 4)) for (const small of batches(inputs, targets, 2)) small.inputs.sum(0).add(inputs.sum(0)); // right
  for (const { inputs, targets } of batches(x, y, 4)) for (const small of batches(inputs, targets, 2)) small.inputs.add(inputs); // wrong: add: …
}

// ── stack: batches in a list
{
  const sums: Vector<3>[] = [];
  const inputs: Batch<[3], [1]>["inputs"][] = [];
  for (const batch of batches(x, y, 2)) {
    sums.push(batch.inputs.sum(0));
    inputs.push(batch.inputs);
  }
  stack(sums, 0, dim("batches", sums.length)); // right
  stack(inputs, 0, dim("batches", inputs.length)); // wrong: …stack: …
}

// ── concat: batches in a list are of any length
{
  for (const { inputs } of batches(x, y, 2)) {
    concat([inputs, inputs], 1).sum(0).add(zeros([6])); // right
    concat([inputs, inputs], 1).sum(0).add(zeros([3])); // wrong: add: [3] does not fit the end of [6]
  }
}

// ── batches: forward, backward, evaluate, step
{
  const network = dense(3, 1);
  const optimizer = sgd(network, { learningRate: 0.1 });
  for (const { inputs, targets } of batches(x, y, 2, { random: random(1) })) {
    const { output, backward } = network.forward(inputs);
    const { error, loss } = meanSquaredError.evaluate(output, targets);
    if (loss < 0) throw new Error("a loss is not negative");
    optimizer.step(backward(error).gradients); // right
    optimizer.step(backward(error.transpose()).gradients); // wrong: …
  }
}

// ── batches: predict, argmax, compare
{
  const network = sequential(dense(3, 5, { activation: relu }), dense(5, 2));
  let hits = 0;
  for (const { inputs, targets } of batches(x, zeros([7, 2]), 2)) {
    hits += network.predict(inputs).argmax(1).equal(0).sum().at(); // right
    hits += network.predict(inputs).argmax(1).equal(targets.argmax(1)).sum().at(); // either: equal: …
    hits += network.predict(inputs).argmax(1).equal(targets).sum().at(); // wrong: equal: …
  }
}

// ── batches: sums over the batch
{
  let weights: Matrix<1, 3> = zeros([1, 3]);
  for (const { inputs, targets } of batches(x, y, 2)) {
    const { error } = meanSquaredError.evaluate(inputs.matmul(weights.transpose()), targets);
    weights = weights.subtract(contractBatch(error, inputs).multiply(0.1)); // right
    weights = weights.subtract(contractBatch(inputs, error).multiply(0.1)); // wrong: subtract: [3, 1] does not fit the end of [1, 3]
    is([1], sumBatch(error));
    is([3], inputs.max(0));
  }
}

// ── batches: the matrix of a batch by itself
{
  for (const { inputs } of batches(x, y, 2)) {
    is([3, 3], inputs.transpose().matmul(inputs)); // either: matmul: …
    is([3, 3], contractBatch(inputs, inputs)); // right
    is([3, 3], inputs.matmul(inputs)); // wrong: matmul: …
  }
}

// ── batches: dropout and a mask of the same batch
{
  for (const { inputs } of batches(x, y, 2)) {
    where(inputs.greater(0), 1, 0); // right
    where(inputs.greater(0), dropout(0.5).forward(inputs).output, 0); // either: where: …
    where(inputs.sum(1).greater(0), dropout(0.5).forward(inputs).output, 0); // wrong: where: …
  }
}

// ── batches: code for all networks
{
  function epoch<In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, optimizer: Optimizer<P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>): number {
    let total = 0;
    for (const batch of batches(inputs, targets, 2)) {
      const { output, backward } = network.forward(batch.inputs);
      const { loss, error } = meanSquaredError.evaluate(output, batch.targets); // right
      const { loss, error } = meanSquaredError.evaluate(output, batch.inputs); // wrong: …
      optimizer.step(backward(error).gradients);
      total += loss;
    }
    return total;
  }
  const network = dense(3, 1);
  epoch(network, adam(network), x, y);
}

// ── batches: backpropagate in code for all networks
{
  function epoch<In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, loss: Loss, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>): void {
    const optimizer = adam(network);
    for (const batch of batches(inputs, targets, 3)) optimizer.step(backpropagate(network, loss, batch.inputs, batch.targets).gradients); // right
    for (const batch of batches(inputs, targets, 3)) optimizer.step(backpropagate(network, loss, batch.targets, batch.inputs).gradients); // wrong: …
  }
  epoch(dense(3, 1), meanSquaredError, x, y);
}

// ── batches: classes in code for all networks of classes
{
  function classes<In extends Shape, Classes extends number, P, N extends number>(network: Layer<In, [Classes], P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, Classes]>): number {
    let total = 0;
    for (const batch of batches(inputs, targets, 2)) {
      total += network.predict(batch.inputs).argmax(1).sum().at(); // right
      total += network.predict(batch.inputs).argmax(1).equal(batch.targets.argmax(1)).sum().at(); // either: …
      total += network.predict(batch.inputs).argmax(2).sum().at(); // wrong: …argmax…
    }
    return total;
  }
  classes(dense(3, 2), x, zeros([7, 2]));
}

// ── batches: sums in code for all sizes
{
  function sums<N extends number, F extends number>(inputs: Tensor<[N, F]>): Vector<F> | undefined {
    let total: Vector<F> | undefined;
    for (const batch of batches(inputs, inputs, 2)) {
      total = total ? total.add(batch.inputs.sum(0)) : batch.inputs.sum(0); // right
      total = total ? total.add(batch.inputs) : batch.inputs.sum(0); // wrong: …add…
    }
    return total;
  }
  sums(x);
}

// ── batches: targets that are as many as the inputs
{
  const examples = dim("examples", JSON.parse("7"));
  batches(zeros([examples, 3]), zeros([examples, 1]), 2); // right
  batches(zeros([examples, 3]), zeros([7, 1]), 2); // refused: batches: examples inputs, but 7 targets
  batches(zeros([examples, 3]), zeros([dim("others", 5), 1]), 2); // wrong: batches: examples inputs, but others=5 targets
}

// ── layer: a user's examples in its function
{
  const examples = dim("examples", n);
  layer({}, [5], [5], (_, input) => input.multiply(zeros([5]))).predict(zeros([7, 5])); // right
  layer({}, [5], [5], (_, input) => input.multiply(zeros([examples, 5]))).predict(zeros([7, 5])); // wrong: …multiply…
}

// ── layer: examples of another name
{
  const rows = dim("rows", n);
  layer({}, [5], [5], (_, input) => input.add(ones([5]))).predict(zeros([7, 5])); // right
  layer({}, [5], [5], (_, input) => input.add(ones([rows, 5]))).predict(zeros([7, 5])); // wrong: …add…
}

// ── layer: what its function gives has as many examples as it took
{
  const examples = dim("examples", 2);
  layer({}, [5], [3], (_, input) => input.matmul(zeros([5, 3]))).predict(zeros([7, 5])); // right
  layer({}, [5], [3], (_, _input) => zeros([examples, 3])).predict(zeros([7, 5])); // wrong: …
}

// ── layer: the input of an earlier pass
{
  let earlier: Vector<5> | undefined; // right
  let earlier: Tensor<[Dim<"examples">, 5]> | undefined; // wrong
  const summing = layer({}, [5], [5], (_, input) => {
    const now = input.sum(0); // right
    const now = input; // wrong
    earlier ??= now; // right
    earlier ??= now; // wrong
    return input.add(earlier); // here: …
  });
  summing.predict(zeros([2, 5]));
  summing.predict(zeros([3, 5]));
}

// ── layer: a batch in the function of a layer
{
  for (const { inputs } of batches(zeros([7, 5]), y, 2)) {
    layer({}, [5], [5], (_, input) => input.subtract(inputs.mean(0))).predict(zeros([7, 5])); // right
    layer({}, [5], [5], (_, input) => input.subtract(inputs)).predict(zeros([7, 5])); // wrong: …subtract…
  }
}

// ── layer: two layers, one within the other
{
  layer({}, [5], [5], (_, outer) => outer.add(layer({}, [5], [5], (_, inner) => inner.add(outer.mean(0))).predict(zeros([3, 5])).mean(0))).predict(zeros([7, 5])); // right
  layer({}, [5], [5], (_, outer) => outer.add(layer({}, [5], [5], (_, inner) => inner.add(outer)).predict(zeros([3, 5])).mean(0))).predict(zeros([7, 5])); // wrong: …add…
}

// ── layer: in code for all sizes
{
  const scaling = <N extends number>(size: Size<N>): Layer<[N], [N], { readonly by: Vector<N> }> => layer({ by: ones([size]) }, [size], [size], ({ by }, input) => input.addBias(by)); // right
  const scaling = <N extends number>(size: Size<N>): Layer<[N], [N], { readonly by: Vector<N> }> => layer({ by: ones([size]) }, [size], [size], ({ by }) => by); // wrong: …
  scaling(5).predict(zeros([7, 5]));
}

// ── train: a hook that keeps what it saw
{
  const network = dense(3, 1);
  const seen: Scalar[] = [];
  for (const { inputs } of batches(x, y, 4)) {
    seen.push(network.predict(inputs).mean()); // right
    seen.push(network.predict(inputs).mean(0)); // refused: …
  }
}

// ── valueAndGrad: a batch among the arguments
{
  const loss = valueAndGrad((weights: Vector<3>, inputs: Batch<[3], []>["inputs"]) => inputs.matmul(weights).square().mean()); // right
  const loss = valueAndGrad((weights: Vector<3>, inputs: Batch<[3], []>["inputs"]) => weights.matmul(inputs).square().mean()); // wrong: matmul: …
  for (const { inputs } of batches(x, zeros([7]), 2)) loss(zeros([3]), inputs);
}

// ── grad: a function of one batch, in code for all sizes
{
  const slope = grad((weights: Vector<3>) => x.matmul(weights).square().mean());
  for (const { inputs } of batches(x, y, 2)) {
    inputs.matmul(slope(zeros([3]))); // right
    inputs.add(slope(zeros([3])).outer(ones([3]))); // wrong: add: [3, 3] does not fit the end of …
  }
}

// ── checkGradients: on a batch
{
  for (const { inputs, targets } of batches(x, y, 4)) {
    checkGradients(dense(3, 1, { activation: tanh }), binaryCrossEntropy, inputs, targets); // right
    checkGradients(dense(3, 1, { activation: tanh }), binaryCrossEntropy, inputs, y); // wrong: checkGradients: …
  }
}

// ── crossEntropy: the targets of the whole set
{
  const network = dense(3, 2);
  const all = zeros([7, 2]);
  for (const { inputs, targets } of batches(x, all, 2)) {
    crossEntropy.evaluate(network.predict(inputs), targets); // right
    crossEntropy.evaluate(network.predict(inputs), all); // wrong: …
  }
}

// ── tensor: as many numbers as a batch holds
{
  for (const { inputs, targets } of batches(x, y, 2)) {
    inputs.addBias(zeros([3])).sum(1).add(targets.squeeze(1)); // either: add: …
    inputs.addBias(zeros([3])).sum(1).add(1); // right
    inputs.addBias(zeros([3])).sum(1).add(tensor([1, 2], [2])); // wrong: add: [2] does not fit the end of …
  }
}

// ── divide, less: two batches, by operations beside add
{
  const [first, , , last] = [...batches(x, y, 2)];
  if (!first || !last) throw new Error("four batches");
  first.inputs.divide(last.inputs.sum(0)); // right
  first.inputs.divide(last.inputs); // wrong, open: divide: …
  first.inputs.less(last.inputs); // wrong, open: less: …
  where(first.inputs, last.inputs, 0); // wrong, open: where: …
  first.inputs.sum(1).dot(last.inputs.sum(1)); // wrong, open: dot: …
}

// ── batches: the last one dropped, or kept
{
  const [first, , last] = [...batches(x, y, 2, { last: "drop" })]; // right
  const [first, , , last] = [...batches(x, y, 2, { last: "keep" })]; // wrong
  if (!first || !last) throw new Error("three batches");
  first.inputs.add(last.inputs); // here: add: …
}

// ── batches: the last one merged into the one before
{
  const [first, second] = [...batches(x, y, 2, { last: "drop" })]; // right
  const [first, , second] = [...batches(x, y, 2, { last: "merge" })]; // wrong
  if (!first || !second) throw new Error("three batches");
  first.inputs.add(second.inputs); // here: add: …
}

// ── batches: dropped or kept, which only the program knows
{
  const last = JSON.parse("false") ? "drop" : "keep";
  const all = [...batches(x, y, 2, { last: "drop" })]; // right
  const all = [...batches(x, y, 2, { last })]; // wrong
  const [first, other] = [all.at(0), all.at(-1)];
  if (!first || !other) throw new Error("three batches");
  first.inputs.add(other.inputs); // here: add: …
}

// ── batches: dropped, if the option is there
{
  const options: { readonly last: "drop" } = { last: "drop" }; // right
  const options: { readonly last?: "drop" } = {}; // wrong
  const all = [...batches(x, y, 2, options)];
  const [first, other] = [all.at(0), all.at(-1)];
  if (!first || !other) throw new Error("three batches");
  first.inputs.add(other.inputs); // here: add: …
}

// ── batches: of one size or another
{
  const [size, options] = [2, { last: "drop" }] as const;
  const of = (examples: 2) => [...batches(x, y, examples, options)]; // right
  const of = (examples: 2 | 3) => [...batches(x, y, examples, options)]; // wrong
  const [first, other] = [of(size)[0], of(2)[0]]; // right
  const [first, other] = [of(size)[0], of(3)[0]]; // wrong
  if (!first || !other) throw new Error("batches");
  first.inputs.add(other.inputs); // here, open: add: …
}

// ── dim: how many examples a batch holds
{
  for (const { inputs } of batches(x, y, 2)) {
    const rows = dim("rows", inputs.shape[0]);
    zeros([rows, 3]).add(ones([rows, 3])); // right
    zeros([rows, 3]).add(ones([rows, 5])); // wrong: add: [rows, 5] does not fit the end of [rows, 3]
    zeros([rows, 3]).add(ones([7, 3])); // wrong: add: [7, 3] does not fit the end of [rows, 3]
  }
}

// ── pad, concat: the names that they make, as they are printed
{
  const lines = dim("lines", Number("3"));
  ones([lines, 2]).subtract(ones([lines, 2]).pad([[0, 0], [0, 0]])); // right
  ones([lines, 2]).subtract(ones([lines, 2]).pad([[1, 0], [0, 0]])); // wrong: Argument of type 'Tensor<[Dim<"lines+1">, 2]>' …
  ones([lines, 2]).subtract(concat([ones([lines, 2]), ones([2, 2])], 0)); // wrong: Argument of type 'Tensor<[Dim<"lines+2">, 2]>' …
}
