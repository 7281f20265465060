/** Data that is loaded and prepared: tables, windows, folds, scaling and clusters, with sizes that have names or are known at run time. */
import { bincount, concat, convolve, dim, type Dim, histogram, linspace, type Matrix, matrix, oneHot, ones, random, searchSorted, type Size, stack, tensor, type Tensor, type Vector, vector, where, zeros } from "conformable";
import { readCsv, type Table } from "conformable/io";
import { leastSquares } from "conformable/linalg";
import { backpropagate, concat as beside, conv2d, crossEntropy, dense, meanSquaredError, reshape, train } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("6");

// ── loading: CSV text to features and labels
{
  const table = readCsv("a,b,c,kind\n1,2,3,x\n4,5,6,y\n", { rows: "flowers" });
  const features = table.numbers(["a", "b", "c"]);
  const { labels, names } = table.classes("kind");
  const net = dense(3, 2);
  is([table.rows, 2], net.predict(features)); // right
  dense(4, 2).predict(features); // wrong: predict: takes [4] with any leading axes, not [flowers, 3]
  backpropagate(net, crossEntropy, features, labels); // right
  backpropagate(net, crossEntropy, features, table.numbers(["a"])); // wrong: backpropagate: …
  features.add(labels); // wrong: add: …
}

// ── loading: standardise the columns
{
  const features = readCsv("a,b\n1,2\n3,4\n5,9\n", { rows: "samples" }).numbers(["a", "b"]);
  const mean = features.mean(0), deviation = features.standardDeviation(0);
  is([2], features.subtract(mean).divide(deviation).mean(0)); // right
  features.subtract(features.mean(1)); // wrong: subtract: [samples] does not fit the end of [samples, 2]
  features.subtract(mean).divide(features.standardDeviation(1)); // wrong: divide: …
  features.subtract(features.mean(2)); // wrong: mean: [samples, 2] has no axis 2
}

// ── loading: test and training rows of one file
{
  const samples = dim("samples", count);
  const x = zeros([samples, 4]);
  const [trainSize, testSize] = [dim("train", 4), dim("test", 2)];
  const [first, second] = x.as([6, 4]).split([trainSize, testSize], 0); // right
  const [first, second] = x.as([6, 4]).split([trainSize, trainSize], 0); // wrong: split: …
  const [first, second] = x.as([6, 4]).split([trainSize, testSize], 1); // wrong: split: …
  first.matmul(zeros([4, 2])).sum(1).add(zeros([trainSize])); // right
  second.add(zeros([4])); // right
}

// ── loading: shuffle rows by a permutation
{
  const x = zeros([6, 4]), y = zeros([6]);
  const order = random(1).permutation(6);
  const rows = vector(order); // right
  is([6], rows); // right
}

// ── loading: a permutation as indices of a known shape
{
  const x = zeros([6, 4]), y = zeros([6]);
  const order = random(1).permutation(6);
  is([6, 4], x.gather(order, [6])); // right
  is([6], y.gather(order, [6])); // right
  x.gather(order, [6]).add(y.gather(order, [6])); // wrong: add: [6] does not fit the end of [6, 4]
  is([6, 4], x.gather(order)); // right
  y.add(x.gather(order)); // wrong: add: [6, 4] does not fit the end of [6]
  x.gather(order.slice(1)); // refused: gather: …
  is([6, 4], x.gather(order, [order.length])); // right
}

// ── loading: pixels from a Uint8Array
{
  const bytes = new Uint8Array(2 * 4 * 4);
  const images = tensor(bytes, [2, 4, 4, 1]).divide(255);
  is([2, 2, 2, 3], conv2d([4, 4, 1], 3, 3).predict(images)); // right
  conv2d([4, 4, 3], 3, 3).predict(images); // wrong: predict: takes [4, 4, 3] with any leading axes, not [2, 4, 4, 1]
  tensor(bytes, [2, 4, 4, 1]).divide(zeros([2])); // wrong: divide: [2] does not fit the end of [2, 4, 4, 1]
  tensor(bytes, [2, 4, 4, bytes.length]); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── loading: rows from JSON
{
  const rows: number[][] = JSON.parse("[[1,2],[3,4],[5,6]]");
  const n = dim("rows", rows.length);
  is([n, 2], tensor(rows.flat(), [n, 2])); // right
  tensor(rows, [n, 2]).matmul(zeros([2])); // either: …
  tensor(rows.flat(), [rows.length, 2]); // refused: …a size known only at run time needs a name: dim(name, size)
  matrix(rows); // refused: …
}

// ── loading: rows of objects
{
  interface House { rooms: number; area: number; price: number }
  const houses: House[] = JSON.parse('[{"rooms":2,"area":50,"price":3},{"rooms":3,"area":70,"price":5}]');
  const n = dim("houses", houses.length);
  const x = tensor(houses.flatMap(({ rooms, area }) => [rooms, area]), [n, 2]);
  const y = tensor(houses.map(({ price }) => [price]).flat(), [n, 1]);
  backpropagate(dense(2, 1), meanSquaredError, x, y); // right
  backpropagate(dense(3, 1), meanSquaredError, x, y); // wrong: backpropagate: …
  backpropagate(dense(2, 1), meanSquaredError, x, tensor(houses.map(({ price }) => price), [n])); // wrong: backpropagate: …
  backpropagate(dense(2, 1), meanSquaredError, x, zeros([2, 1])); // refused: backpropagate: …
}

// ── loading: windows of a long series by a loop
{
  const series = zeros([100]);
  const parts: Vector<10>[] = [];
  for (let start = 0; start + 10 <= 100; start += 5) parts.push(series.window(start, 10, 0)); // right
  for (let start = 0; start + 10 <= 100; start += 5) parts.push(series.window(start, 11, 0)); // wrong: Argument …
  is([10], stack(parts, 0, dim("windows", parts.length)).mean(0)); // right
}

// ── loading: a table of columns by generic names
{
  const table = readCsv("a,b\n1,2\n3,4\n", { rows: "rows" });
  const pick = <const Names extends readonly string[]>(t: Table<Dim<"rows">>, names: Names) => t.column(names[0] ?? "a"); // right
  const pair = (t: Table<Dim<"rows">>, a: string, b: string): Matrix<Dim<"rows">, 2> => t.numbers([a, b]); // right
  const pair = (t: Table<Dim<"rows">>, a: string, b: string): Matrix<Dim<"rows">, 3> => t.numbers([a, b]); // refused: Type …
  const pair = (t: Table<Dim<"rows">>, ...names: string[]) => t.numbers(names); // refused: numbers: the names have to be a list of known length
  is([table.rows, 2], pair(table, "a", "b")); // right
}

// ── loading: fill and drop, one of several
{
  const table = readCsv("a,b\n1,\n3,4\n", { rows: "rows", fill: yes ? 0 : "drop" }); // right
  const table = readCsv("a,b\n1,\n3,4\n", { rows: "rows", fill: "mean" }); // wrong: …
  const table = readCsv("a,b\n1,\n3,4\n", { rows: yes ? "rows" : "lines", fill: 0 }); // refused: …
  const table = readCsv("a,b\n1,\n3,4\n", { fill: 0 }); // wrong: …
  const table = readCsv("a,b\n1,\n3,4\n", { rows: "rows", fill: 0, header: true }); // wrong: …
  is([table.rows], table.column("a")); // right
}

// ── loading: one-hot of classes whose number is known to the program
{
  const { labels, names } = readCsv("kind\nx\ny\nz\n", { rows: "rows" }).classes("kind");
  const classes = dim("classes", names.length);
  const targets = oneHot(labels, classes);
  is([classes], targets.sum(0)); // right
  backpropagate(dense(4, classes), crossEntropy, zeros([labels.shape[0], 4]), targets); // right
  backpropagate(dense(4, 3), crossEntropy, zeros([labels.shape[0], 4]), targets); // refused: backpropagate: …
  oneHot(labels, names.length); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── preprocessing: min-max scaling in a function
{
  const scale = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.min(0)).divide(x.max(0).subtract(x.min(0)).add(1e-9)); // right
  const scale = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.min(0)).divide(x.max(1).subtract(x.min(1)).add(1e-9)); // refused: …divide…
  const scale = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.min(0)).divide(x.max(0).subtract(x.min(1)).add(1e-9)); // refused: …subtract…
  is([4, 3], scale(zeros([4, 3]))); // right
}

// ── preprocessing: a pipeline of steps that are fitted
{
  interface Step<D extends number> { fit<N extends number>(x: Matrix<N, D>): void; apply<N extends number>(x: Matrix<N, D>): Matrix<N, D> }
  class Scaler<D extends number> implements Step<D> {
    mean: Vector<D>;
    constructor(readonly size: Size<D>) { this.mean = zeros([size]); }
    fit<N extends number>(x: Matrix<N, D>): void { this.mean = x.mean(0); } // right
    apply<N extends number>(x: Matrix<N, D>): Matrix<N, D> { return x.subtract(this.mean); } // right
  }
  const scaler = new Scaler(3); // right
  scaler.fit(zeros([5, 3])); // right
  is([7, 3], scaler.apply(zeros([7, 3]))); // right
}

// ── preprocessing: padding sequences to one length
{
  const pad = (tokens: readonly number[]): Vector<8> => tensor([...tokens, ...Array<number>(8 - tokens.length).fill(0)], [8]); // right
  const pad = (tokens: readonly number[]): Vector<8> => tensor(tokens, [tokens.length]); // refused: …a size known only at run time needs a name: dim(name, size)
  const sentences = [[1, 2], [3, 4, 5]].map(pad);
  is([8], stack(sentences, 0, dim("sentences", 2)).max(0)); // right
}

// ── preprocessing: normalising images by channel constants
{
  const images = zeros([5, 8, 8, 3]);
  const [mean, std] = [vector([0.485, 0.456, 0.406]), vector([0.229, 0.224, 0.225])]; // right
  const [mean, std] = [vector([0.485, 0.456, 0.406]), vector([0.229, 0.224])]; // wrong
  is([5, 8, 8, 3], images.subtract(mean).divide(std)); // here: divide: [2] does not fit the end of [5, 8, 8, 3]
}

// ── preprocessing: image augmentation
{
  const flip = <H extends number, W extends number, C extends number>(x: Tensor<[H, W, C]>): Tensor<[H, W, C]> => x.flip(3); // refused: …flip…
}

// ── preprocessing: crops at random
{
  const source = random(3);
  const crop = <C extends number>(image: Tensor<[32, 32, C]>): Tensor<[28, 28, C]> => image.window(Math.floor(source.uniform() * 5), 28, 0).window(2, 28, 1); // right
  const crop = <C extends number>(image: Tensor<[32, 32, C]>): Tensor<[28, 28, C]> => image.window(Math.floor(source.uniform() * 5), 28, 0).window(2, 28, 0); // refused: Type …
  const crop = <C extends number>(image: Tensor<[32, 32, C]>): Tensor<[28, 28, C]> => image.window(0, 33, 0).window(2, 28, 1); // refused: …window…
  const crop = <C extends number>(image: Tensor<[32, 32, C]>): Tensor<[28, 28, C]> => image.window(0, 28, 0).window(2, 28, 3); // refused: …window…
  is([28, 28, 3], crop(zeros([32, 32, 3]))); // right
}

// ── preprocessing: moving average by a kernel
{
  const smooth = convolve(zeros([1, 20, 1, 1]), ones([5, 1, 1, 1])); // right
  const smooth = convolve(zeros([1, 20, 1, 1]), ones([21, 1, 1, 1])); // wrong: convolve: …
  const smooth = convolve(zeros([1, 20, 1, 2]), ones([5, 1, 1, 1])); // wrong: convolve: …
  is([1, 16, 1, 1], smooth); // right
}

// ── preprocessing: a class histogram
{
  const labels = vector([0, 1, 1, 2]);
  is([3], bincount(labels, 3)); // right
  bincount(labels, yes ? 3 : 4); // refused: …
  bincount(labels, count); // refused: …
  is([3], bincount(labels, 3).divide(labels.shape[0])); // right
  bincount(labels, 3).divide(labels); // wrong: divide: [4] does not fit the end of [3]
}

// ── preprocessing: quantile bins
{
  const x = zeros([50]), edges = vector([0.25, 0.5, 0.75]);
  is([50], searchSorted(edges, x)); // right
  is([50, 4], oneHot(searchSorted(edges, x), 4)); // right
  searchSorted(zeros([3, 2]), x); // wrong: searchSorted: …
  oneHot(searchSorted(edges, x), 4).add(x); // wrong: add: [50] does not fit the end of [50, 4]
}

// ── preprocessing: missing values replaced by the mean of the column
{
  const impute = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => where(x.isNaN(), where(x.isNaN(), 0, x).mean(0).broadcastTo([x.shape[0], x.shape[1]]), x); // right
  const impute = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => where(x.isNaN(), x.mean(1), x); // refused: …where…
  const impute = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => where(x.isNaN().any(0), 0, x); // refused: …where…
  is([4, 3], impute(zeros([4, 3]))); // right
}

// ── preprocessing: one-hot columns beside numeric ones
{
  const numeric = zeros([10, 4]), kinds = oneHot(zeros([10]), 3);
  const x = concat([numeric, kinds], 1); // right
  const x = concat([numeric, zeros([10])], 1); // wrong: concat: …
  const x = concat([numeric, oneHot(zeros([11]), 3)], 1); // wrong: concat: [10, 4] and [11, 3] differ in more than axis 1
  const x = concat([numeric, kinds, kinds.sum(1)], 1); // wrong: concat: …
  is([10, 7], x); // right
}

// ── preprocessing: polynomial features
{
  const powers = <N extends number>(x: Vector<N>): Matrix<N, 4> => stack([ones(x.shape), x, x.square(), x.power(3)], 1); // right
  const powers = <N extends number>(x: Vector<N>): Matrix<N, 4> => stack([ones(x.shape), x, x.square(), x.power(3)], 0); // refused: Type …
  const powers = <N extends number>(x: Vector<N>): Matrix<N, 4> => stack([ones(x.shape), x, x.square()], 1); // refused: Type …
  const powers = <N extends number>(x: Vector<N>): Matrix<N, 4> => stack([ones([3]), x, x.square(), x], 1); // refused: …stack…
  is([4], leastSquares(powers(linspace(0, 1, 5)), zeros([5]))); // right
}

// ── preprocessing: train, validation and test in a record
{
  const x = zeros([100, 4]);
  const parts = (([train, validation, test]) => ({ train, validation, test }))(x.split([70, 20, 10], 0)); // right
  const parts = (([train, validation, test]) => ({ train, validation, test }))(x.split([70, 20, 20], 0)); // wrong: split: [70, 20, 20] make up 110, but axis 0 of [100, 4] has size 100
  const parts = (([train, validation, test]) => ({ train, validation, test }))(x.split([2, 2], 1)); // refused: …
  is([20, 4], parts.validation); // right
}

// ── preprocessing: folds for cross-validation
{
  const x = zeros([30, 4]);
  const folds = x.split([10, 10, 10], 0);
  const without = (k: 0 | 1 | 2) => concat(folds.filter((_, i) => i !== k), 0, dim("rest", 20)); // right
  const without = (k: 0 | 1 | 2) => concat(folds.filter((_, i) => i !== k), 1); // refused: concat: …
  is([4], without(1).mean(0)); // right
  is([20, 4], concat(folds.filter((_, i) => i !== 1), 0, 20)); // right
  concat(folds.filter((_, i) => i !== 1), 0, 20.5); // wrong: …a size is a whole number from 0 up, not 20.5
}

// ── preprocessing: folds by reshape and index
{
  const x = zeros([30, 4]).reshape([3, 10, 4]);
  for (let k = 0; k < 3; k++) is([10, 4], x.index(k, 0)); // right
  for (let k = 0; k < 3; k++) is([3, 4], x.index(k, 1)); // right
  for (let k = 0; k < 3; k++) x.index(k, 0).add(zeros([10])); // wrong: add: [10] does not fit the end of [10, 4]
  x.index("1", 0); // wrong: …
}

// ── preprocessing: distances to centres (k-means)
{
  const assign = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, centres: Matrix<K, D>): Vector<N> => x.expandDims(1).broadcastTo([x.shape[0], centres.shape[0], x.shape[1]]).subtract(centres).square().sum(-1).argmin(-1); // right
  const assign = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, centres: Matrix<K, D>): Vector<N> => x.expandDims(1).broadcastTo([x.shape[0], centres.shape[0], x.shape[1]]).subtract(centres).square().sum(-1).argmin(0); // refused: Type …
  is([7], assign(zeros([7, 2]), zeros([3, 2]))); // right
}

// ── preprocessing: new centres as means of their members
{
  const update = <N extends number, D extends number>(x: Matrix<N, D>, member: Vector<N>): Matrix<3, D> => { const o = oneHot(member, 3); return o.transpose().matmul(x).divide(o.sum(0).expandDims(1).broadcastTo([3, x.shape[1]])); }; // right
  const update = <N extends number, D extends number>(x: Matrix<N, D>, member: Vector<N>): Matrix<3, D> => { const o = oneHot(member, 3); return o.matmul(x); }; // refused: …matmul…
  const update = <N extends number, D extends number>(x: Matrix<N, D>, member: Vector<N>): Matrix<3, D> => { const o = oneHot(member, 3); return o.transpose().matmul(x).divide(o.sum(0)); }; // refused: …divide…
  is([3, 2], update(zeros([7, 2]), zeros([7]))); // right
}
