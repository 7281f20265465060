/**
 * Sizes that consist of named ones: the product of two sizes, when two axes become one, and the sum, when two tensors become one.
 * The name of each consists of both names, so that it can be taken apart again. Also `as`, which states a shape that only the run
 * time can check.
 */
import { concat, dim, type Dim, type Matrix, ones, type Size, stack, type Tensor, type Vector, zeros } from "conformable";
import { batches, dense, flatten, sequential } from "conformable/nn";
import { is } from "../is.js";

const batch = dim("batch", JSON.parse("5"));
const time = dim("time", JSON.parse("7"));
const width = dim("width", 3);

// ── reshape: two named axes into one
{
  const rows = dim.product(batch, time);
  is([rows, 3], zeros([batch, time, 3]).reshape([rows, 3])); // right
  zeros([batch, time, 3]).reshape([rows, 5]); // wrong: …reshape: …
}

// ── reshape: one named axis back into two
{
  const rows = dim.product(batch, time);
  is([batch, time, 3], zeros([rows, 3]).reshape([batch, time, 3])); // right
  zeros([rows, 3]).reshape([batch, 3]); // wrong: …reshape: …
}

// ── reshape: there and back
{
  const x = zeros([batch, time, 3]);
  x.add(x.reshape([dim.product(batch, time), 3]).reshape([batch, time, 3])); // right
  x.add(x.reshape([dim.product(batch, time), 3]).reshape([time, batch, 3])); // wrong: add: …
}

// ── reshape: other factors
{
  const other = dim("other", JSON.parse("11"));
  zeros([batch, time, 3]).reshape([dim.product(batch, time), 3]); // right
  zeros([batch, time, 3]).reshape([dim.product(batch, other), 3]); // wrong: …reshape: …
  zeros([batch, time, 3]).reshape([dim.product(time, time), 3]); // wrong: …reshape: …
}

// ── reshape: a product on another axis
{
  const rows = dim.product(batch, time);
  is([rows, 3], zeros([batch, time, 3]).reshape([rows, 3])); // right
  zeros([batch, time, 3]).reshape([rows, rows]); // wrong: …reshape: …
}

// ── add: products in another order
{
  const [rows, turned] = [dim.product(batch, time), dim.product(time, batch)];
  zeros([rows, 3]).add(ones([rows, 3])); // right
  zeros([rows, 3]).add(ones([turned, 3])); // either: add: …
  zeros([rows, 3]).add(ones([3, rows])); // wrong: add: …
}

// ── dim: the product of a name and a number
{
  const rows = dim.product(batch, 3);
  is([rows], zeros([batch, 3]).reshape([rows])); // right
  zeros([batch, 5]).reshape([rows]); // wrong: …reshape: …
}

// ── dim: the product of two numbers
{
  is([15], zeros([15]).reshape([dim.product(3, 5)]).reshape([15])); // right
  zeros([15]).reshape([dim.product(3, 7)]); // wrong: …
}

// ── reshape: three named axes into one
{
  const heads = dim("heads", JSON.parse("2"));
  const all = dim.product(dim.product(batch, time), heads);
  is([all, 3], zeros([batch, time, heads, 3]).reshape([all, 3])); // right
  zeros([batch, time, heads, 3]).reshape([dim.product(batch, heads), 3]); // wrong: …reshape: …
}

// ── reshape: a product, and a size beside it
{
  const rows = dim.product(batch, time);
  is([rows, 15], zeros([batch, time, 3, 5]).reshape([rows, 15])); // right
  zeros([batch, time, 3, 5]).reshape([rows, 16]); // wrong: …reshape: …
}

// ── reshape: a named and known size in a product
{
  const cells = dim.product(batch, width);
  is([cells], zeros([batch, width]).reshape([cells])); // right
  zeros([batch, time]).reshape([cells]); // wrong: …reshape: …
}

// ── reshape: generic factors
{
  const joined = <B extends number, T extends number>(b: Size<B>, t: Size<T>, x: Tensor<[B, T, 3]>) => x.reshape([dim.product(b, t), 3]).reshape([b, t, 3]); // right
  const joined = <B extends number, T extends number>(b: Size<B>, t: Size<T>, x: Tensor<[B, T, 3]>) => x.reshape([dim.product(b, t), 5]).reshape([b, t, 5]); // wrong: …
  joined(batch, time, zeros([batch, time, 3]));
}

// ── reshape: generic factors of a tensor
{
  const joined = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Tensor<[B, T, D]> => x.reshape([dim.product(x.shape[0], x.shape[1]), x.shape[2]]).reshape([x.shape[0], x.shape[1], x.shape[2]]); // right
  const joined = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Tensor<[B, D]> => x.reshape([dim.product(x.shape[0], x.shape[1]), x.shape[2]]).reshape([x.shape[0], x.shape[2]]); // wrong: …
  joined(zeros([2, 3, 5]));
}

// ── reshape: generic factors that are known to the caller
{
  const joined = <B extends number, T extends number>(b: Size<B>, t: Size<T>, x: Tensor<[B, T, 3]>) => x.reshape([dim.product(b, t), 3]);
  is([10, 3], joined(2, 5, zeros([2, 5, 3])).reshape([10, 3])); // right
  joined(2, 5, zeros([2, 5, 3])).reshape([11, 3]); // wrong: …reshape: …
}

// ── dense: on rows of a product
{
  const rows = dim.product(batch, time);
  is([batch, time, 2], dense(3, 2).predict(zeros([batch, time, 3]).reshape([rows, 3])).reshape([batch, time, 2])); // right
  dense(3, 2).predict(zeros([batch, time, 3]).reshape([rows, 3])).reshape([batch, time, 3]); // wrong: …reshape: …
}

// ── dim: the sum of two named sizes
{
  const all = dim.sum(batch, time);
  is([all], concat([zeros([batch]), zeros([time])], 0)); // right
  concat([zeros([batch]), zeros([time])], 0).add(zeros([batch])); // wrong: add: …
}

// ── add: sums of other names
{
  const all = dim.sum(batch, time);
  zeros([all]).add(ones([dim.sum(batch, time)])); // right
  zeros([all]).add(ones([dim.sum(batch, batch)])); // wrong: add: …
  zeros([all]).add(ones([dim.product(batch, time)])); // wrong: add: …
}

// ── concat: a sum of a name and a number
{
  const all = dim.sum(batch, 2);
  is([all, 3], concat([zeros([batch, 3]), zeros([2, 3])], 0)); // right
  concat([zeros([batch, 3]), zeros([5, 3])], 0).add(zeros([all, 3])); // wrong: add: …
}

// ── concat: along another axis
{
  is([dim.sum(batch, time), 3], concat([zeros([batch, 3]), zeros([time, 3])], 0)); // right
  concat([zeros([batch, 3]), zeros([time, 3])], 1); // wrong: …concat: [batch, 3] and [time, 3] differ in more than axis 1…
}

// ── concat: the sum given as its name
{
  const all = dim.sum(batch, time);
  is([all], concat([zeros([batch]), zeros([time])], 0, all)); // right
  concat([zeros([batch]), zeros([3])], 0, all); // wrong, open: …concat: …
}

// ── split: a sum taken apart
{
  const joined = concat([zeros([batch, 3]), ones([time, 3])], 0);
  is([time, 3], joined.split([batch, time], 0)[1]); // right
  joined.split([batch, 3], 0); // wrong: …split: …
  joined.split([batch, batch], 0); // wrong: …split: …
}

// ── split: a sum that was named
{
  const all = dim.sum(batch, time);
  is([batch], zeros([all]).split([batch, time], 0)[0]); // right
  zeros([batch]).split([batch, time], 0); // wrong: …split: …
}

// ── split: of generic sizes
{
  const apart = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>): readonly [Vector<M>, Vector<N>] => concat([a, b], 0).split([a.shape[0], b.shape[0]], 0); // right
  const apart = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>): readonly [Vector<M>, Vector<M>] => concat([a, b], 0).split([a.shape[0], a.shape[0]], 0); // wrong: …split…
  is([2], apart(zeros([2]), zeros([3]))[0]); // right
  apart(zeros([2]), zeros([3])); // wrong
}

// ── concat: three named sizes
{
  const heads = dim("heads", JSON.parse("2"));
  const all = concat([zeros([batch]), zeros([time]), zeros([heads])], 0);
  is([heads], all.split([batch, time, heads], 0)[2]); // right
  all.split([batch, time], 0); // wrong: …split: …
}

// ── concat: of generic sizes, one of which the caller knows by name
{
  const joined = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>) => concat([a, b], 0);
  is([dim.sum(batch, time)], joined(zeros([batch]), zeros([time]))); // right
  joined(zeros([batch]), zeros([time])).add(zeros([time])); // wrong: add: …
}

// ── flatten: named sizes
{
  is([dim.product(batch, time)], zeros([batch, time]).flatten()); // right
  zeros([batch, time]).flatten().add(zeros([batch])); // wrong: add: …
}

// ── flatten: a named and a known size
{
  is([batch, 6], zeros([batch, 2, 3]).flatten().reshape([batch, 6])); // right
  zeros([batch, 2, 3]).flatten().reshape([batch, 5]); // wrong: …reshape: …
}

// ── flatten: there and back
{
  is([batch, 2, 3], zeros([batch, 2, 3]).flatten().reshape([batch, 2, 3])); // right
  zeros([batch, 2, 3]).flatten().reshape([time, 2, 3]); // wrong: …reshape: …
}

// ── flatten: in code for all sizes
{
  const flat = <A extends number, B extends number>(x: Matrix<A, B>): Matrix<A, B> => x.flatten().reshape([x.shape[0], x.shape[1]]); // right
  const flat = <A extends number, B extends number>(x: Matrix<A, B>): Vector<A> => x.flatten().reshape([x.shape[0]]); // wrong: …reshape…
  flat(zeros([2, 3]));
}

// ── dim: factors that are wrong
{
  const count: number = JSON.parse("5");
  dim.product(batch, dim("count", count)); // right
  dim.product(batch, count); // refused: …
  dim.product(batch, 2.5); // wrong: …
  dim.sum(batch, -1); // wrong: …
  dim.sum(batch, JSON.parse("true") ? 2 : 3); // refused: …
}

// ── as: a shape that only run time can check
{
  const rows = dim("rows", 35);
  is([rows, 3], zeros([dim.product(batch, time), 3]).as([rows, 3])); // right
  zeros([dim.product(batch, time), 3]).as([rows, 5]); // wrong: as: …
}

// ── as: a name for a known size
{
  const rows = dim("rows", 2);
  is([rows, 3], zeros([2, 3]).as([rows, 3])); // right
  zeros([2, 3]).as([rows, 7]); // wrong: as: …
  const between = <N extends number, M extends number>(n: Size<N>, m: Size<M>) => zeros([2, 5, 3]).as([n, 7, m]); // refused: Argument of type …
  zeros([2, 3]).as([dim("rows", 5), 3]); // wrong: as: …
}

// ── as: another rank
{
  const rows = dim("rows", JSON.parse("2"));
  is([rows, 3], zeros([2, 3]).as([rows, 3])); // right
  zeros([2, 3]).as([rows]); // wrong: as: …
  zeros([2, 3]).as([rows, 3, 1]); // wrong: as: …
  zeros([2, 3]).as([]); // wrong: as: …
}

// ── as: one name for another
{
  const rows: Dim<"rows"> = dim("rows", 5);
  is([rows, 3], zeros([batch, 3]).as([rows, 3])); // right
  zeros([batch, 3]).as([rows, 3]).add(zeros([batch, 3])); // refused: add: [batch, 3] does not fit the end of [rows, 3]
}

// ── as: an anonymous number, a union
{
  const rows: number = JSON.parse("5");
  zeros([batch, 3]).as([dim("rows", rows), 3]); // right
  zeros([batch, 3]).as([rows, 3]); // refused: …
  zeros([batch, 3]).as([5, JSON.parse("true") ? 3 : 5]); // refused: …
}

// ── as: in code for all sizes
{
  const named = <B extends number, N extends number>(x: Matrix<B, 3>, n: Size<N>): Matrix<N, 3> => x.as([n, 3]); // right
  const named = <B extends number, N extends number>(x: Matrix<B, 3>, n: Size<N>): Matrix<N, 5> => x.as([n, 5]); // wrong: …<as…
  is([2, 3], named(zeros([2, 3]), 2));
}

// ── as: of a matrix of any sizes
{
  const named = <A extends number, B extends number, R extends number>(x: Matrix<A, B>, r: Size<R>): Matrix<R, 3> => x.as([r, 3]); // right
  const named = <A extends number, B extends number, R extends number>(x: Matrix<A, B>, r: Size<R>): Vector<R> => x.as([r]); // wrong: …<as…
  is([2, 3], named(zeros([2, 3]), 2));
}

// ── as: the size of a batch
{
  for (const { inputs, targets } of batches(zeros([7, 3]), zeros([7, 3]), 2)) {
    const rows = dim("rows", inputs.shape[0]);
    inputs.as([rows, 3]).subtract(targets.as([rows, 3])); // right
    inputs.as([rows, 3]).subtract(targets.as([rows, 5])); // wrong: as: …
  }
}

// ── as: what a loop has gathered
{
  const parts: Vector<3>[] = [zeros([3]), ones([3])];
  const rows = dim("rows", parts.length);
  is([2, 3], stack(parts, 0, rows).as([2, 3])); // right
  stack(parts, 0, rows).as([2, 5]); // wrong: as: …
}

// ── as: a sum by a name of its own
{
  const all = dim("all", JSON.parse("12"));
  is([all], concat([zeros([batch]), zeros([time])], 0).as([all])); // right
  concat([zeros([batch]), zeros([time])], 0).as([all, all]); // wrong: as: …
}

// ── sequential: a product as the width of a layer
{
  const [height, across] = [dim("height", 2), dim("across", 3)];
  const cells = dim.product(height, across);
  sequential(dense(7, cells), dense(cells, 5)); // right
  sequential(dense(7, cells), dense(height, 5)); // wrong: sequential: layer 2 takes [height=2], but layer 1 gives …
}

// ── flatten: the layer, of named sizes
{
  const [height, across] = [dim("height", 2), dim("across", 3)];
  sequential(flatten([height, across]), dense(dim.product(height, across), 5)); // either: sequential: …
  is([5], sequential(flatten([2, 3]), dense(6, 5)).predict(zeros([2, 3]))); // right
  sequential(flatten([height, across]), dense(height, 5)); // wrong: sequential: layer 2 takes [height=2], but layer 1 gives …
}
