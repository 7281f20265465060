/** Linear algebra, files, messages and other formats, with shapes that may be one of several, unknown or generic. */
import { dim, type Dim, identity, type Matrix, ones, scalar, type Scalar, type Shape, type Size, tensor, type Tensor, trace as traced, type Vector, zeros } from "conformable";
import { type Classes, loadNetwork, readCsv, readNpy, readNpz, readSafetensors, receive, receiveLike, saveNetwork, transfer, writeNpy, writeNpz, writeSafetensors } from "conformable/io";
import { cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace } from "conformable/linalg";
import { adam, dense, type Layer, relu, sequential } from "conformable/nn";
import { toOnnx } from "conformable/onnx";
import { toStableHlo } from "conformable/stablehlo";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");
const rows = dim("rows", count);
const network = sequential(dense(3, 4), dense(4, 2));
const table = readCsv("a,b,kind\n1,2,x\n3,4,y\n5,6,x", { rows: "rows" });

// ── solve: a right side
{
  is([3], solve(identity(3), zeros([3]))); // right
  is([3, 5], solve(identity(3), zeros([3, 5]))); // right
  is([2, 3, 5], solve(ones([2, 3, 3]).add(identity(3)), zeros([2, 3, 5]))); // right
  solve(identity(3), zeros([4])); // wrong: solve: …
  solve(identity(3), zeros([5, 3])); // wrong: solve: …
  solve(zeros([3, 4]), zeros([3])); // wrong: solve: …
  solve(yes ? identity(3) : identity(4), zeros([3])); // refused: …
  solve(identity(3), yes ? zeros([3]) : zeros([4])); // refused: …
  solve(zeros([3]), zeros([3])); // wrong: solve: …
}

// ── inverse, determinant, trace: square matrices
{
  is([2], determinant(zeros([2, 3, 3]))); // right
  inverse(zeros([2, 3])); // wrong: inverse: …
  determinant(zeros([3])); // wrong: determinant: …
  trace(zeros([3, 2])); // wrong: trace: …
  cholesky(zeros([rows, 3])); // refused: cholesky: …
  inverse(yes ? identity(3) : identity(4)); // refused: …
}

// ── qr, svd, lu: the lesser of two sizes
{
  is([5, 3], qr(ones([5, 3])).q); // right
  is([3], svd(ones([3, 5])).singularValues); // right
  is([5, 3], lu(ones([5, 3])).lower); // right
  qr(zeros([3])); // wrong: qr: …
  svd(scalar(1)); // wrong: svd: …
  lu(yes ? ones([5, 3]) : ones([3, 5])); // refused: …
}

// ── svd: of a size known only at run time
{
  const { u, vTransposed } = svd(ones([rows, 2]));
  u.matmul(vTransposed).add(ones([rows, 2])); // right
  u.add(ones([rows, 2])); // refused: add: …
  u.matmul(ones([2, 2])); // refused: matmul: …
}

// ── leastSquares, pseudoInverse, matrixRank, norm
{
  is([2], leastSquares(ones([3, 2]), zeros([3]))); // right
  is([2, 5], leastSquares(ones([3, 2]), zeros([3, 5]))); // right
  is([2, 3], pseudoInverse(ones([3, 2]))); // right
  is([4], norm(zeros([4, 3, 2]))); // right
  is([], norm(zeros([3]), { order: yes ? 1 : "frobenius" })); // right
  leastSquares(ones([3, 2]), zeros([2])); // wrong: leastSquares: …
  norm(scalar(1)); // wrong: norm: …
  norm(zeros([3]), { order: "max" }); // wrong: Type …
  matrixRank(zeros([3])); // wrong: matrixRank: …
  leastSquares(ones([3, 2]), zeros([3]), { tolerances: 1 }); // wrong: …
}

// ── linear algebra in code for all sizes
{
  const ridge = <N extends number, D extends number>(x: Matrix<N, D>, y: Vector<N>, strength: Matrix<D, D>): Vector<D> => solve(x.transpose().matmul(x).add(strength), x.transpose().matmul(y)); // right
  const ridge = <N extends number, D extends number>(x: Matrix<N, D>, y: Vector<N>, strength: Matrix<D, D>): Vector<D> => solve(x.transpose().matmul(x).add(strength), y); // refused: …
  is([2], ridge(ones([3, 2]), zeros([3]), identity(2))); // right
}

// ── linear algebra in code for all batches
{
  const whitened = <B extends Shape, N extends number>(a: Tensor<[...B, N, N]>): Tensor<[...B, N, N]> => cholesky(a); // right
  const whitened = <B extends Shape, N extends number, M extends number>(a: Tensor<[...B, N, M]>): Tensor<[...B, N, M]> => cholesky(a); // refused: …
  is([2, 3, 3], whitened(ones([2, 1, 1]).broadcastTo([2, 3, 3]).add(identity(3)))); // right
}

// ── eigh: what it gives
{
  const { eigenvalues, eigenvectors } = eigh(identity(3));
  is([3, 3], eigenvectors.multiply(eigenvalues)); // right
  eigh(zeros([3, 4])); // wrong: eigh: …
}

// ── readCsv: columns of names
{
  is([3, 2], table.numbers(["a", "b"]).as([3, 2])); // right
  is([3], table.column("a").add(table.classes("kind").labels).as([3])); // right
  const names: string[] = ["a", "b"]; table.numbers(names); // refused: numbers: …
  table.numbers(yes ? ["a"] : ["a", "b"]); // refused: …
  table.numbers([...(yes ? ["a"] : [])]); // refused: …
  readCsv("a\n1", { rows: String(count) }); // refused: dim: the name must be a literal string
  readCsv("a\n1", { rows: yes ? "rows" : "lines" }); // refused: dim: the name must be a literal string
  readCsv("a\n1"); // wrong: Expected …
  readCsv("a\n1", { rows: "rows", seperator: ";" }); // wrong: …
}

// ── readCsv: two tables of other names
{
  const other = readCsv("a\n1\n2", { rows: "others" });
  table.column("a").add(table.column("b")); // right
  table.column("a").add(other.column("a")); // wrong: add: …
}

// ── readNpy, readNpz, readSafetensors: a shape
{
  const bytes = writeNpy(zeros([2, 3]));
  is([2, 3], readNpy(bytes, [2, 3])); // right
  readNpy(bytes, [2, 3]).add(1); // right
  is([2, 3], readSafetensors(writeSafetensors({ a: zeros([2, 3]) })).get("a", [2, 3])); // right
  readNpy(bytes, [yes ? 2 : 3, 3]); // refused: a size that may be one of several needs a name: dim(name, size)
  readNpy(bytes, yes ? [2, 3] : [3, 2]); // refused: …
  const shape: number[] = [2, 3]; readNpy(bytes, shape); // refused: …
  readNpz(writeNpz({ a: zeros([2]) })).get("a", [count]); // refused: a size known only at run time needs a name: dim(name, size)
  readNpz(writeNpz({ a: zeros([2]) })).get("a", yes ? [2] : [1, 2]); // refused: …
}

// ── writeNpz, writeSafetensors: a tensor that may be missing
{
  const bias = yes ? zeros([2]) : zeros([3]); // right
  const bias = yes ? zeros([2]) : undefined; // refused
  const saved: { w: Vector<3>; b?: Vector<2> } = { w: zeros([3]) }; // refused
  const saved: { w: Vector<3>; b: Vector<2> } = { w: zeros([3]), b: zeros([2]) }; // right
  writeNpz({ bias }); // right
  writeNpz({ w: zeros([3]), bias }); // refused: …writeNpz: takes tensors in records and tuples, not undefined…
  writeSafetensors({ w: [zeros([3]), { bias }] }); // refused: …writeSafetensors: takes tensors in records and tuples, not undefined…
  writeNpz(saved); // refused: …writeNpz: takes tensors in records and tuples, not undefined…
  writeSafetensors({ saved }, { version: "1" }); // refused: …writeSafetensors: takes tensors in records and tuples, not undefined…
  writeNpz({ saved }); // right
}

// ── writeNpz, writeSafetensors: generic code
{
  const tree = <P extends object>(p: P, q: { a: Vector<3> }) => [writeNpz(p), writeNpz({ p, q }), writeSafetensors({ ...p, ...q })];
  const any = <P,>(p: P) => [writeNpz({ p }), writeSafetensors({ p, list: [p] as const })];
  const learned = <In extends Shape, Out extends Shape, P>(n: Layer<In, Out, P>) => writeNpz({ n: n.parameters, steps: zeros([1]) });
  const named = <T extends Record<string, Vector<3>>>(t: T) => [writeNpz(t), writeNpz({ ...t, x: zeros([2]) }), writeNpz({ t })];
  const keyed = <T extends { a: Vector<3> }, K extends keyof T & string>(t: T, k: K) => [writeNpz({ b: t[k] }), writeNpz({ [k]: t[k] })];
  const sized = <N extends number>(x: Vector<N>, n: Size<N>) => [writeNpz({ x }), writeNpz(dense(n, 3).parameters)];
  tree({ w: zeros([3]) }, { a: zeros([3]) });
  any(zeros([3]));
  learned(network);
  named({ w: zeros([3]) });
  keyed({ a: zeros([3]) }, "a");
  sized(zeros([4]), 4);
}

// ── transfer, receive: shapes in a record
{
  const [message] = transfer({ a: zeros([2, 3]), b: [zeros([4])] });
  is([4], receiveLike(message, { a: zeros([2, 3]), b: [zeros([4])] }).b[0]); // right
  is([2, 3], receive(transfer({ a: zeros([2, 3]) })[0], { a: [2, 3] }).a); // right
  receive(message, { a: [yes ? 2 : 3, 3] }); // refused: a size …
  receive(message, [[2, 3]]); // wrong: …receive: takes shapes in a record…
  const shapes: Record<string, [2, 3]> = { a: [2, 3] }; receive(message, shapes); // refused: …
  const shape: number[] = [2, 3]; receive(message, { a: shape }); // refused: …
  transfer({ a: 3 }); // wrong: transfer: …
  receive(message, { a: yes ? [2, 3] : [3, 2] }); // refused: …
}

// ── saveNetwork, loadNetwork: an optimiser of this network
{
  const optimizer = adam(network);
  loadNetwork(network, saveNetwork(network, { optimizer }), { optimizer }); // right
  saveNetwork(network, { optimizer: adam(dense(3, 4)) }); // wrong: saveNetwork: …
  loadNetwork(relu, new Uint8Array(3)); // wrong: …
  loadNetwork(network, "file"); // wrong: …
  saveNetwork(yes ? network : dense(3, 2), { optimizer }); // refused: …
  saveNetwork(network, { optimiser: optimizer }); // wrong: …
}

// ── toOnnx, toStableHlo: programs and networks
{
  toOnnx(network, { batch: yes ? "dynamic" : 1 }); // right
  toOnnx(yes ? network : dense(3, 2)); // either: …
  toStableHlo(traced((x: Vector<3>) => x.exp(), zeros([3]))); // right
  toStableHlo(network); // wrong: …
  toOnnx(relu); // wrong: …
  toOnnx(network, { batches: 3 }); // wrong: …
  toStableHlo(traced((x: Vector<3>) => x.exp(), zeros([4]))); // refused: …
  toOnnx((x: Vector<3>) => x); // wrong: …
}

// ── receive: a shape that may be one of several
{
  const [message] = transfer({ x: zeros([2, 3]) });
  const one: { readonly x: readonly [2, 3] } = { x: [2, 3] };
  const either: { readonly x: readonly [2, 3] | readonly [3, 2] } = { x: [2, 3] };
  const other: { readonly x: readonly [2, 3] | readonly [6] } = { x: [2, 3] };
  is([2, 3], receive(message, one).x); // right
  receive(message, either); // refused: …a shape that may be one of several …
  receive(message, other); // refused: …a shape that may be one of several …
}
