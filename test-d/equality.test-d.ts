/** Comparing two tensors as wholes, and iterating over a tensor. */
import { allClose, type Dim, dim, equals, type Matrix, type Scalar, type Shape, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 128);
const numbers = zeros([3, 5]).dataSync();
const [single, many, wide, rows] = [zeros([1]), zeros([batch]), zeros([hidden]), zeros([3, hidden])];
const [one, list, table, cube] = [zeros([]), zeros([3]), zeros([3, 5]), zeros([2, 3, 5])];

// Iteration gives the entries of the first axis, which have one axis fewer. A scalar isn't iterable.
for (const element of list) expectType<Scalar>(element);
for (const row of table) expectType<Vector<5>>(row);
for (const matrix of cube) expectType<Matrix<3, 5>>(matrix);
for (const row of zeros([batch, hidden])) expectType<Vector<Dim<"hidden", 128>>>(row);
expectType<Vector<5>[]>([...table]);
expectType<Vector<5>[]>(Array.from(table));
expectType<Float32Array | Float64Array>(table.dataSync());
expectType<Promise<Float32Array | Float64Array>>(table.data());

[...list];
// @ts-expect-error Type 'Tensor<[]>' must have a '[Symbol.iterator]()' method that returns an iterator.
[...one];
Math.max(...numbers);
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'number'
Math.max(...table);
export function entries<Rows extends number, Columns extends number, S extends Shape>(x: Matrix<Rows, Columns>, y: Tensor<S>) {
  for (const row of x) expectType<Vector<Columns>>(row);
  [...x];
  // @ts-expect-error Type 'Tensor<S>' must have a '[Symbol.iterator]()' method that returns an iterator.
  [...y];
}
export function unknownRest<N extends number, S extends Shape>(x: Matrix<N, 3>, y: Tensor<[N, ...S]>) {
  [...x];
  // @ts-expect-error must have a '[Symbol.iterator]()' method that returns an iterator.
  [...y];
}

// ── equals: two tensors of the same shape ──
expectType<boolean>(equals(zeros([3]), zeros([3])));
expectType<boolean>(equals(one, one));

equals(list, zeros([3]));
// @ts-expect-error later: equals: [3] by [5]: the shapes differ
equals(list, zeros([5]));
equals(table, table);
// @ts-expect-error later: equals: [3, 5] by [3]: the shapes differ
equals(table, list);
equals(single, single);
// @ts-expect-error later: equals: [1] by []: the shapes differ
equals(single, one);
equals(many, zeros([batch]));
// @ts-expect-error later: equals: [batch] by [time]: the shapes differ
equals(many, zeros([time]));
equals(rows, zeros([3, hidden]));
// @ts-expect-error later: equals: [3, hidden=128] by [3, 128]: the shapes differ
equals(rows, zeros([3, 128]));
export function equalsOf<N extends number, M extends number, S extends Shape>(u: Vector<N>, v: Vector<M>, x: Tensor<S>) {
  expectType<boolean>(equals(x, x.add(1)));
  equals(u, u);
  // @ts-expect-error later: equals
  equals(u, v);
  equals(x, x);
  // @ts-expect-error later: equals
  equals(x, u);
}

// ── allClose: two tensors of the same shape ──
expectType<boolean>(allClose(zeros([3]), zeros([3]), { relative: 1e-3 }));
expectType<boolean>(allClose(one, one, { absolute: 1, relative: undefined }));

allClose(list, zeros([3]));
// @ts-expect-error later: allClose: [3] by [5]: the shapes differ
allClose(list, zeros([5]));
allClose(table, table, { absolute: 1 });
// @ts-expect-error later: allClose: [3, 5] by [3]: the shapes differ
allClose(table, list, { absolute: 1 });
allClose(many, zeros([batch]));
// @ts-expect-error later: allClose: [batch] by [time]: the shapes differ
allClose(many, zeros([time]));
allClose(wide, zeros([hidden]));
// @ts-expect-error later: allClose: [hidden=128] by [128]: the shapes differ
allClose(wide, zeros([128]));
export function allCloseOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>, x: Matrix<N, M>) {
  allClose(u, u);
  // @ts-expect-error later: allClose
  allClose(u, v);
  allClose(u, u);
  // @ts-expect-error later: allClose
  allClose(u, x);
}
