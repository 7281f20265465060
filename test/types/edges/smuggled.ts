/** Shapes that take a way round the operation: predicates, overloads, classes, intersections, spreads of tuples, index signatures. */
import { concat, dim, type Dim, einsum, full, type Matrix, matrix, ones, oneHot, type Scalar, type Shape, type Size, stack, tensor, type Tensor, type Vector, vector, zeros } from "conformable";
import { type Dense, dense, type Layer, relu, sequential } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");

// ── a predicate narrows one of two
{
  const isWide = (x: Matrix<3, 4> | Matrix<4, 3>): x is Matrix<3, 4> => x.shape[0] === 3;
  const x = (yes ? zeros([3, 4]) : zeros([4, 3])) as Matrix<3, 4> | Matrix<4, 3>;
  if (isWide(x)) is([3, 2], x.matmul(zeros([4, 2]))); // right
  if (isWide(x)) x.matmul(zeros([3, 2])); // wrong: matmul: …
  if (!isWide(x)) x.matmul(zeros([4, 2])); // refused: matmul: …
}

// ── an assertion narrows one of two
{
  function assertWide(x: Matrix<3, 4> | Matrix<4, 3>): asserts x is Matrix<3, 4> {
    if (x.shape[0] !== 3) throw new Error("not wide");
  }
  const x = (yes ? zeros([3, 4]) : zeros([4, 3])) as Matrix<3, 4> | Matrix<4, 3>;
  assertWide(x); // right
  assertWide(x); // wrong
  is([3, 4], x.add(zeros([3, 4]))); // right
  x.add(zeros([4, 3])); // wrong: add: …
}

// ── a rank tells two apart
{
  const x = (yes ? zeros([3, 4]) : zeros([3])) as Matrix<3, 4> | Vector<3>;
  const columns = x.rank === 2 ? x.transpose() : zeros([4, 3]); // right
  const columns = x.rank === 1 ? x.transpose() : zeros([4, 3]); // refused: …
  const columns = x.transpose(); // refused: …
  is([4, 3], columns); // right
}

// ── the sum of one of two
{
  const x = (yes ? zeros([3, 4]) : zeros([3])) as Matrix<3, 4> | Vector<3>;
  is([], x.sum());
  is([], x.square().mean()); // right
  is([], x.mean(0)); // refused: …
}

// ── a matrix declared with one of two sizes
{
  const f = (x: Matrix<3 | 4, 2>): Vector<2> => zeros([3]).matmul(x.square()); // refused: …
  const f = (x: Matrix<3, 2>): Vector<2> => zeros([3]).matmul(x.square()); // right
  f(zeros([3, 2])); // right
  const g = (x: Matrix<3 | 4, 2>) => x.transpose().matmul(zeros([3])); // refused: …
  const h = (x: Matrix<3 | 4, 2>) => concat([x, zeros([3, 2])], 1); // refused: …
}

// ── an overload that has a different shape
{
  function widen(x: Vector<3>): Matrix<3, 1>;
  function widen(x: Vector<4>): Matrix<4, 1>;
  function widen(x: Vector<3> | Vector<4>): Matrix<3, 1> | Matrix<4, 1> { return x.expandDims(1); }
  is([3, 1], widen(zeros([3]))); // right
  widen(zeros([3])).add(zeros([4, 1])); // wrong: add: …
  widen(zeros([5])); // refused: …
  widen(yes ? zeros([3]) : zeros([4])); // refused: …
}

// ── a method that a class overrides
{
  class Encoder { encode(x: Matrix<8, 4>): Matrix<8, 2> { return x.slice(null, [0, 2]); } }
  class Deeper extends Encoder { override encode(x: Matrix<8, 4>): Matrix<8, 2> { return super.encode(x.relu()); } } // right
  class Deeper extends Encoder { override encode(x: Matrix<8, 4>) { return super.encode(x.relu()).slice([0, 4]); } } // refused: Property 'encode' …
  class Deeper extends Encoder { override encode(x: Matrix<8, 4>) { return super.encode(x.slice(null, [0, 3])); } } // refused: Argument …
  class Deeper extends Encoder { override encode(x: Matrix<8, 5>): Matrix<8, 2> { return x.slice(null, [0, 2]); } } // refused: Property 'encode' …
  is([8, 2], new Deeper().encode(zeros([8, 4]))); // right
}

// ── an abstract class of one width
{
  abstract class Block<W extends number> {
    constructor(protected readonly width: Size<W>) {}
    abstract run(x: Matrix<5, W>): Matrix<5, W>;
  }
  class Scaled extends Block<4> { run(x: Matrix<5, 4>) { return x.multiply(2); } } // right
  class Scaled extends Block<4> { run(x: Matrix<5, 4>) { return x.sum(1, { keepDims: true }); } } // refused: Property 'run' …
  class Scaled extends Block<4> { run(x: Matrix<4, 5>) { return x.transpose(); } } // refused: Property 'run' …
  is([5, 4], new Scaled(4).run(ones([5, 4]))); // right
}

// ── an interface with a covariant result
{
  interface Source { next(): Tensor<[4, 2]> | undefined }
  const source: Source = { next: () => zeros([4, 2]) };
  const other: Source = { next: () => zeros([2, 4]) }; // refused: Type …
  const got = source.next();
  if (got) is([4, 2], got); // right
  if (got) got.matmul(zeros([4])); // refused: matmul: …
  source.next().exp(); // refused: …
}

// ── a branded vector
{
  type Embedding = Vector<3> & { readonly brand?: "embedding" };
  const e: Embedding = zeros([3]);
  is([3], e.add(zeros([3]))); // right
  e.add(zeros([4])); // wrong: add: …
  is([], e.dot(zeros([3]))); // right
  e.dot(zeros([2])); // wrong: dot: …
  const other: Embedding = zeros([4]); // refused: Type …
}

// ── spread of a literal batch
{
  const batch = [32, 5] as const;
  is([32, 5, 7], zeros([...batch, 7])); // right
  is([32, 5, 7, 1], zeros([...batch, 7]).add(zeros([...batch, 7, 1]))); // wrong: …
  zeros([...batch, 7]).add(zeros([...batch])); // wrong: add: …
  is([32, 5, 32, 5], zeros([...batch, ...batch])); // right
}

// ── spread of an array
{
  const batch: readonly [32, 5] = [32, 5]; // right
  { const batch: readonly number[] = [32, 5]; is([7, 32, 5], zeros([7, ...batch])); } // refused: …
  { const batch: readonly 5[] = [5, 5]; is([7, 32, 5], zeros([7, ...batch])); } // refused: …
  { const batch: readonly [32, ...5[]] = [32, 5]; is([7, 32, 5], zeros([7, ...batch])); } // refused: …
  { const batch: readonly [32, 5?] = [32, 5]; is([32, 5], zeros(batch)); } // refused: …
  { const batch: [32] | [32, 5] = yes ? [32] : [32, 5]; is([7, 32, 5], zeros([7, ...batch])); } // refused: …
  is([7, 32, 5], zeros([7, ...batch])); // right
}

// ── a shape with an end that may be missing
{
  const shape: [2, 3] = [2, 3]; // right
  { const shape: [2, 3?] = [2]; is([2, 3], zeros(shape)); } // refused: …
  { const shape: [2, (3 | undefined)?] = [2]; is([2, 3], zeros(shape)); } // refused: …
  { const shape: [2, ...3[]] = [2]; is([2, 3], zeros(shape)); } // refused: …
  { const shape: [...2[], 3] = [3]; is([2, 3], zeros(shape)); } // refused: …
  is([2, 3], zeros(shape)); // right
}

// ── a shape with an end that may be missing, of ones, full, tensor and reshape
{
  const shape: [2, 3] = [2, 3]; // right
  const shape: [2, 3?] = [2, 3]; // refused
  const x = zeros([6]);
  is([2, 3], x.reshape(shape)); // here: …
}

// ── a shape with an end that may be missing, given to broadcastTo
{
  const shape: [2, 3] = [2, 3]; // right
  const shape: [2, 3?] = [2, 3]; // refused
  is([2, 3], zeros([3]).broadcastTo(shape)); // here: …
}

// ── a shape with an end that may be missing, given to full
{
  const shape: readonly [2, 3] = [2, 3]; // right
  const shape: readonly [2, 3?] = [2, 3]; // refused
  is([2, 3], full(shape, 1)); // here: …
}

// ── a vector of numbers that may be missing
{
  const values: [1, 2] = [1, 2]; // right
  { const values: [1, 2?] = [1]; is([2], vector(values)); } // refused: …
  { const values: [number, ...number[]] = [1]; is([2], vector(values)); } // refused: …
  is([2], vector(values)); // right
}

// ── indices that may be missing
{
  const rows: [1, 2] = [1, 2]; // right
  { const rows: [1, 2?] = [1]; is([2, 5], zeros([3, 5]).gather(rows)); } // refused: …
  { const rows: [1] | [1, 2] = yes ? [1] : [1, 2]; is([2, 5], zeros([3, 5]).gather(rows)); } // refused: …
  { const rows: readonly [1, ...number[]] = [1]; is([2, 5], zeros([3, 5]).gather(rows)); } // refused: …
  is([2, 5], zeros([3, 5]).gather(rows)); // right
}

// ── classes that may be missing
{
  const rows: [1, 2] = [1, 2]; // right
  const rows: [1, 2?] = [1]; // refused
  is([2, 5], oneHot(rows, 5)); // here: …
}

// ── entries that may be missing, along another axis
{
  const columns: [1, 2] = [1, 2]; // right
  const columns: [1, 2?] = [1]; // refused
  is([3, 2], zeros([3, 5]).take(columns, 1)); // here: …
}

// ── rows that may be missing, scattered
{
  const rows: [1, 2] = [1, 2]; // right
  const rows: [1, 2?] = [1]; // refused
  is([3, 5], zeros([3, 5]).scatterAdd(rows, zeros([2, 5]))); // here: …
}

// ── an order that may be missing
{
  const order: [1, 0] = [1, 0]; // right
  { const order: [1, 0?] = [1, 0]; is([3, 2], zeros([2, 3]).permute(order)); } // refused: …
  { const order: [1, 0] | [0, 1] = yes ? [1, 0] : [0, 1]; is([3, 2], zeros([2, 3]).permute(order)); } // refused: …
  is([3, 2], zeros([2, 3]).permute(order)); // right
}

// ── parts that may be missing
{
  const parts: [2, 3] = [2, 3]; // right
  { const parts: [2, 3?] = [2, 3]; const [a, b] = zeros([5, 4]).split(parts, 0); } // refused: …
  { const parts: [2, ...3[]] = [2, 3]; const [a, b] = zeros([5, 4]).split(parts, 0); } // refused: …
  const [a, b] = zeros([5, 4]).split(parts, 0); // right
  is([2, 4], a); // right
  is([3, 4], b); // right
}

// ── axes that may be missing
{
  const axes: [0, 1] = [0, 1]; // right
  { const axes: [0, 1?] = [0]; is([5], zeros([2, 3, 5]).sum(axes)); } // refused: …
  { const axes: readonly 0[] = [0]; is([5], zeros([2, 3, 5]).sum(axes)); } // refused: …
  is([5], zeros([2, 3, 5]).sum(axes)); // right
}

// ── counts that may be missing
{
  const counts: [2, 3] = [2, 3]; // right
  const counts: [2, 3?] = [2, 3]; // refused
  is([4, 9], zeros([2, 3]).tile(counts)); // here: …
}

// ── paddings that may be missing
{
  const side: [1, 2] = [1, 2]; // right
  { const side: [1, 2?] = [1]; is([5, 3], zeros([2, 3]).pad([side, [0, 0]])); } // refused: …
  { const side: [1, (2 | 0)] = [1, 0]; is([5, 3], zeros([2, 3]).pad([side, [0, 0]])); } // refused: …
  is([5, 3], zeros([2, 3]).pad([side, [0, 0]])); // right
}

// ── tensors that may be missing
{
  const parts: [Vector<3>, Vector<3>] = [zeros([3]), zeros([3])]; // right
  { const parts: [Vector<3>, Vector<3>?] = [zeros([3])]; is([2, 3], stack(parts)); } // refused: …
  { const parts: [Vector<3>, ...Vector<3>[]] = [zeros([3])]; is([2, 3], stack(parts)); } // refused: …
  is([2, 3], stack(parts)); // right
}

// ── tensors that may be missing, concatenated
{
  const parts: [Vector<3>, Vector<3>] = [zeros([3]), zeros([3])]; // right
  { const parts: [Vector<3>, Vector<3>?] = [zeros([3])]; is([6], concat(parts, 0)); } // refused: …
  { const parts: [Vector<3>, Vector<3> | Vector<2>] = [zeros([3]), zeros([2])]; is([6], concat(parts, 0)); } // refused: …
  is([6], concat(parts, 0)); // right
}

// ── a frozen table of sizes
{
  const sizes = Object.freeze({ rows: 3, columns: 4 }); // right
  const sizes = { rows: 3, columns: 4 }; // refused
  is([3, 4], zeros([sizes.rows, 4])); // here: …
}

// ── the shape of a tensor, used again
{
  const x = zeros([2, 3]);
  is([2, 3], zeros(x.shape)); // right
  is([2, 3, 4], zeros([...x.shape, 4])); // right
  const [rows, columns] = x.shape;
  is([3, 2], zeros([columns, rows])); // right
  x.add(zeros([columns, rows])); // wrong: add: …
  is([3], zeros(x.shape.slice(1))); // refused: …
  is([3, 2], zeros([...x.shape].reverse())); // refused: …
  is([2], zeros([x.shape.at(0)!])); // refused: …
  is([4, 6], zeros(x.shape.map((size) => size * 2))); // refused: …
}

// ── computed members of an enum
{
  enum Sizes { Rows = 3, Columns = Rows + 1, Unknown = "abcd".length }
  is([4], zeros([4])); // right
  is([4], zeros([Sizes.Columns])); // either: …a size known only at run time needs a name: dim(name, size)
  is([4], zeros([Sizes.Unknown])); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── odd numbers as sizes
{
  zeros([3, 0x10, 1_0, 1e1]); // right
  zeros([3, 2.5]); // wrong: a size is a whole number from 0 up, not 2.5
  zeros([3, -1]); // wrong: a size is a whole number from 0 up, not -1
  zeros([3, 1e-3]); // wrong: a size is a whole number from 0 up, not 0.001
  zeros([3, 1e999]); // wrong: a size is a whole number from 0 up, not Infinity
  dim("rows", 1e999); // wrong: …a size is a whole number from 0 up, not Infinity
  zeros([3, 4]).repeat(1e999, 0); // wrong: …
  zeros([2n]); // wrong: …a size is a whole number from 0 up…
  zeros(["2"]); // wrong: …a size is a whole number from 0 up…
  zeros([true]); // wrong: …a size is a whole number from 0 up…
  zeros([null]); // wrong: Type 'null' …
  zeros([3, Number.NaN]); // wrong: …
  zeros(["3"]); // wrong: …a size is a whole number from 0 up…
  zeros("3"); // wrong: Argument …
  zeros([[2]]); // wrong: …a size is a whole number from 0 up…
}

// ── the default of a type parameter
{
  const start = <N extends number = 3>(n: Size<N>): Vector<N> => zeros([n]);
  const other = <N extends number = 3>(n: Size<N>): Vector<N> => zeros([3]); // refused: Type …
  is([4], start(4)); // right
  const x: Vector<3> = start<3>(3); // right
  const x: Vector<3> = start<4>(4); // refused: Type …
}

// ── one of two as a type parameter
{
  const blank = <N extends 3 | 4>(n: Size<N>): Vector<N> => zeros([n]);
  is([3], blank(3)); // right
  is([3], blank(yes ? 3 : 4)); // refused: …
  is([3], blank<3 | 4>(3)); // refused: …
  blank<number>(3); // refused: Type 'number' …
}

// ── a reduction over tensors
{
  const [a, b] = [ones([3]), ones([3])]; // right
  const [a, b] = [ones([3]), ones([4])]; // refused
  is([3], [a, b].reduce((sum, x) => sum.add(x))); // here: …
}

// ── widening by a let
{
  let rows = 3 as const; // right
  let rows = 3; // refused
  let shape = [3, 4] as const;
  is([3, 4], zeros(shape)); // right
  is([3, 4], zeros([rows, 4])); // here: …
}

// ── promises of tensors
{
  const load = async <const N extends number>(n: Size<N>): Promise<Vector<N>> => zeros([n]);
  const [a, b] = await Promise.all([load(3), load(3)]); // right
  const [a, b] = await Promise.all([load(3), load(4)]); // wrong
  is([3], a.add(b)); // here: add: …
  is([3], await Promise.race([load(3), load(3)])); // right
}

// ── promises of a list of tensors
{
  const rows = await Promise.all([1, 2].map(async (n) => full([3], n)));
  const all = stack(rows, 0, dim("rows", rows.length)); // right
  const all = stack(rows); // refused: …
  const all = stack(rows, 0, 2); // either: …
  is([3], all.sum(0)); // right
}

// ── a settled promise
{
  const [first] = await Promise.allSettled([Promise.resolve(zeros([3])), Promise.resolve(zeros([4]))]);
  if (first.status === "fulfilled") is([3], first.value.add(zeros([3]))); // right
  if (first.status === "fulfilled") first.value.add(zeros([4])); // wrong: add: …
}

// ── a generator of batches
{
  function* rows(): Generator<Matrix<8, 3>> { yield zeros([8, 3]); }
  function* columns(): Generator<Matrix<8, 3>> { yield zeros([3, 8]); } // refused: Type …
  const network = dense(3, 2);
  for (const x of rows()) is([8, 2], network.predict(x)); // right
  for (const x of rows()) dense(8, 2).predict(x); // refused: predict: …
}

// ── an asynchronous generator of batches
{
  async function* rows() { yield zeros([8, 3]); yield zeros([8, 3]); } // right
  async function* rows() { yield zeros([8, 3]); yield zeros([7, 3]); } // refused
  let total: Matrix<8, 3> = zeros([8, 3]);
  for await (const x of rows()) total = total.add(x); // here: …
}

// ── a generator that is sent tensors
{
  function* mean(): Generator<Vector<3>, void, Vector<3>> {
    let sum: Vector<3> = zeros([3]);
    for (;;) sum = sum.add(yield sum);
  }
  const running = mean();
  running.next();
  running.next(ones([3])); // right
  running.next(ones([4])); // wrong: Argument …
}

// ── a tuple's type, mapped
{
  type Batched<Shapes extends readonly Shape[]> = { [I in keyof Shapes]: Tensor<[8, ...Shapes[I]]> };
  const all: Batched<[[3], [4, 5]]> = [zeros([8, 3]), zeros([8, 4, 5])]; // right
  const all: Batched<[[3], [4, 5]]> = [zeros([8, 3]), zeros([4, 5, 8])]; // refused: Type …
  is([8, 4, 5], all[1]); // right
}

// ── a record of tensors, mapped
{
  interface Example { readonly image: Matrix<4, 4>; readonly label: Scalar }
  type Batch<T, N extends number> = { [K in keyof T]: T[K] extends Tensor<infer S> ? Tensor<[N, ...S]> : never };
  const batch: Batch<Example, 8> = { image: zeros([8, 4, 4]), label: zeros([8]) }; // right
  const batch: Batch<Example, 8> = { image: zeros([8, 4, 4]), label: zeros([8, 1]) }; // refused: Type …
  const batch: Batch<Example, 8> = { image: zeros([4, 4, 8]), label: zeros([8]) }; // refused: Type …
  is([8], batch.label.add(zeros([8]))); // right
}

// ── subscripts from a template
{
  const inner = "j"; // right
  const inner = "i"; // wrong
  is([2, 4], einsum(`i${inner},${inner}k->ik`, zeros([2, 3]), zeros([3, 4]))); // here: …
}

// ── subscripts that may be one of two
{
  const how = "ij,jk->ik"; // right
  { const how = yes ? "ij,jk->ik" : "ij,kj->ik"; is([2, 3], einsum(how, zeros([2, 3]), zeros([3, 3]))); } // refused: …
  { const how: `ij,${string}` = "ij,jk->ik"; is([2, 3], einsum(how, zeros([2, 3]), zeros([3, 3]))); } // refused: …
  is([2, 3], einsum(how, zeros([2, 3]), zeros([3, 3]))); // right
}

// ── subscripts of a diagonal
{
  is([3], einsum("ii->i", zeros([3, 3]))); // right
  einsum("ii->i", zeros([3, 4])); // wrong: …
  is([], einsum("ii", zeros([3, 3]))); // right
  einsum("i,i->ij", zeros([3]), zeros([3])); // wrong: …
}
