/** Whole shapes that are one of several, or may be undefined: the sentence is at the shape, and what the call returns isn't refused again. */
import { dim, full, type Matrix, oneHot, ones, random, randomNormal, type Size, type Sizes, type Tensor, tensor, zeros } from "conformable";
import { receive, transfer } from "conformable/io";
import { cellOf, conv2d, dense, flatten, gru, layer, lstm, maxPool2d, recordLayer, reshape, sequential } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");
const drawn: number[] = [1, 0, 2];
const settings: { shape?: readonly [2, 3]; image?: [8, 8, 3]; rows?: [3]; size?: 3; nothing: readonly [2, 3] | null } = JSON.parse('{"nothing":null}');
const n = dim("n", drawn.length);

// ── functions that make tensors
{
  const x = zeros([2, 3]); // right
  const x = zeros(settings.shape); // wrong: Argument of type 'readonly [2, 3] | undefined' is not assignable to parameter of type 'readonly [2, 3] & "a shape is an array of sizes, and this one may be undefined"'.
  const x = zeros(settings.nothing); // wrong: Argument of type 'readonly [2, 3] | null' is not assignable to parameter of type 'readonly [2, 3] & "a shape is an array of sizes, and this one may be null"'.
  const x = ones(yes ? undefined : [2, 3]); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const x = tensor([1, 2, 3, 5, 7, 11], settings.shape); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const x = full(settings.shape, 1); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const x = randomNormal(settings.shape); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const x = random(7).normal(settings.shape); // refused: …a shape is an array of sizes, and this one may be undefined…
  const x = zeros(undefined); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const x = zeros(drawn); // refused: …a shape has to be a list of known length…
  const x = zeros("2, 3"); // wrong: …a shape has to be a list of known length…
  const x = zeros({ rows: 2, columns: 3 }); // wrong: …a shape has to be a list of known length…
  const x = zeros([[2, 3]]); // wrong: a size is a whole number from 0 up
  const x = zeros(yes ? [2, 3] : [3, 2]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const product: Matrix<2, 2> = x.matmul(zeros([3, 2]));
  zeros([5, 2]).matmul(x).add(zeros([3]));
  is([2, 2], product); // right
}

// ── layers
{
  const net = sequential(flatten([8, 8, 3]), dense(192, 2)); // right
  const net = sequential(flatten(settings.image), dense(192, 2)); // wrong: …'readonly [8, 8, 3] & "a shape is an array of sizes, and this one may be undefined"'.
  const net = sequential(maxPool2d(settings.image, 2), flatten([4, 4, 3]), dense(48, 2)); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const net = sequential(conv2d(settings.image, 12, 3), flatten([6, 6, 12]), dense(432, 2)); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const net = layer({}, settings.image, [2], () => zeros([2])); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const net = layer({}, [8, 8, 3], settings.shape, () => zeros([2, 3])); // wrong: …a shape is an array of sizes, and this one may be undefined…
  is([2], net.predict(zeros([8, 8, 3]))); // right
}

// ── gather, take, oneHot: the shape of the indices
{
  const rows = zeros([5, 3]).gather(drawn, [n]); // right
  const rows = zeros([5, 3]).gather(drawn, yes ? [3] : [3, 1]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const rows = zeros([5, 3]).gather(drawn, settings.rows); // refused: …a shape is an array of sizes, and this one may be undefined…
  const rows = zeros([5, 3]).gather(drawn, [settings.size]); // wrong: a size is a whole number from 0 up, and this one may be undefined
  const rows = zeros([5, 3]).take(drawn, 0, yes ? [3] : [3, 1]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const rows = zeros([3, 5]).take(drawn, 1, settings.rows); // refused: …a shape is an array of sizes, and this one may be undefined…
  const rows = zeros([5, 3]).take(drawn, -2, [drawn.length]); // refused: a size known only at run time needs a name: dim(name, size)
  const rows = oneHot(drawn, 3, yes ? [3] : [3, 1]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const rows = oneHot(drawn, 3, settings.rows); // refused: …a shape is an array of sizes, and this one may be undefined…
  zeros([7, n]).matmul(rows).add(zeros([3]));
  is([n, 3], rows); // right
}

// ── take, oneHot: more axes
{
  is([5, 1, 3], zeros([5, 3]).take(drawn, 1, [1, 3])); // right
  is([1, 3, 3], zeros([5, 3]).take(drawn, 0, [1, 3])); // right
  is([1, 3, 7], oneHot(drawn, 7, [1, 3])); // right
  is([3, 1, 3], zeros([5, 3]).gather([[1], [0], [2]], [3, 1])); // right
  zeros([5, 3]).take(drawn, 2, [1, 3]); // wrong: take: [5, 3] has no axis 2
}

// ── scatter, scatterAdd: a wrong shape of the indices is refused at the shape
{
  const table = zeros([8, 2]).scatterAdd(
    drawn,
    ones([n, 2]),
    [n], // right
    [drawn.length], // refused: Type 'number' is not assignable to type 'number & Refused<"a size known only at run time needs a name: dim(name, size)">'.
    [settings.size], // wrong: a size is a whole number from 0 up, and this one may be undefined
    settings.rows, // refused: …a shape is an array of sizes, and this one may be undefined…
    yes ? [3] : [3, 1], // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
    drawn, // wrong: …a shape has to be a list of known length…
    [2.5], // wrong: a size is a whole number from 0 up, not 2.5
  );
  is([8, 2], table); // right
}

// ── scatter, scatterAdd: wrong rows are refused at the rows
{
  is([8, 2], zeros([8, 2]).scatter(
    drawn,
    ones([n, 2]), // right
    ones([n, 3]), // wrong: Argument of type 'Tensor<[Dim<"n", number>, 3]>' is not assignable to parameter of type '"scatter: the rows for [8, 2] have to be [n, 2], not [n, 3]"'.
    ones([3, 2]), // refused: scatter: the rows for [8, 2] have to be [n, 2], not [3, 2]
    ones([2]), // wrong: scatter: the rows for [8, 2] have to be [n, 2], not [2]
    [n],
  ));
}

// ── scatterAdd: indices of more axes
{
  is([8, 2], zeros([8, 2]).scatterAdd(drawn, ones([3, 1, 2]), [3, 1])); // right
  zeros([8, 2]).scatterAdd(drawn, ones([3, 2]), [3, 1]); // wrong: scatterAdd: the rows for [8, 2] have to be [3, 1, 2], not [3, 2]
}

// ── gather, scatter, oneHot: in generic code
{
  const pick = <N extends number, S extends readonly number[], D extends number>(x: Tensor<[N, ...S]>, size: Size<D>): Tensor<[D, ...S]> => x.gather(drawn, [size]);
  const put = <N extends number, S extends readonly number[], D extends number>(x: Tensor<[N, ...S]>, rows: Tensor<[D, ...S]>, size: Size<D>): Tensor<[N, ...S]> => x.scatter(drawn, rows, [size]);
  const last = <Batch extends readonly number[], D extends number>(x: Tensor<[...Batch, 5]>, size: Size<D>): Tensor<[...Batch, D]> => x.take(drawn, -1, [size]);
  const hot = <D extends number>(size: Size<D>): Matrix<D, 3> => oneHot(drawn, 3, [size]);
  is([n, 2], pick(zeros([5, 2]), n)); // right
  is([5, 2], put(zeros([5, 2]), zeros([n, 2]), n)); // right
  is([7, n], last(zeros([7, 5]), n)); // right
  is([n, 3], hot(n)); // right
  put(zeros([5, 2]), zeros([3, 2]), n); // refused: …
  hot(count); // refused: …
}

// ── broadcastTo, as, tile, split: a whole shape
{
  const x = zeros([2, 3]);
  const optional: { stretched?: [5, 2, 3]; same?: [2, 3]; counts?: [1, 2]; parts?: [1, 1] } = {};
  const large = x.broadcastTo([5, 2, 3]); // right
  const large = x.broadcastTo(yes ? [5, 2, 3] : [7, 2, 3]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const large = x.broadcastTo(optional.stretched); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const large = x.as(yes ? [dim("a", 2), 3] : [dim("b", 2), 3]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const large = x.as(optional.same); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const large = x.tile(yes ? [5, 2] : [2, 5]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const large = x.tile(optional.counts); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const [large] = x.split(yes ? [1, 1] : [2, 0], 0); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const [large] = x.split(optional.parts, 0); // wrong: …a shape is an array of sizes, and this one may be undefined…
  large.reshape([10, 3]).matmul(zeros([3, 7])).add(zeros([10, 7]));
  is([5, 2, 3], large); // right
}

// ── broadcastTo, as, tile, split: in generic code
{
  const like = <S extends readonly number[]>(x: Tensor<S>, y: Tensor<S>): Tensor<[...S]> => x.as(y.shape);
  const large = <S extends readonly number[]>(x: Tensor<S>, y: Tensor<S>): Tensor<[...S]> => x.broadcastTo(y.shape);
  const some = <S extends readonly number[]>(x: Tensor<[4, 3]>, shape: Sizes<S>): Tensor<[...S, 3]> => x.gather(drawn, shape);
  const begun = <S extends readonly number[]>(shape: Sizes<S>) => cellOf(gru([5, 3], 7)).start(shape);
  const rows = <N extends number, M extends number>(x: Tensor<[N, 3]>, size: Size<N>, more: Size<M>): Tensor<[M, N, 3]> => x.broadcastTo([more, size, 3]);
  const named = <N extends number>(x: Tensor<[5, 3]>, size: Size<N>): Matrix<N, 3> => x.as([size, 3]);
  is([2, 3], like(zeros([2, 3]), zeros([2, 3]))); // right
  is([2, 3], large(zeros([2, 3]), zeros([2, 3]))); // right
  is([3, 3], some(zeros([4, 3]), [3])); // right
  is([2, 7], begun([2]).output); // right
  is([7, 2, 3], rows(zeros([2, 3]), 2, 7)); // right
  is([5, 3], named(zeros([5, 3]), 5)); // right
  is([5, n], zeros([5, n]).tile([1, 1])); // right
  like(zeros([2, 3]), zeros([3, 2])); // refused: …
}

// ── reshape, the layer
{
  const net = sequential(reshape([6, 4], [8, 3]), dense(3, 2)); // right
  const net = sequential(reshape([6, 4], yes ? [8, 3] : [3, 8]), dense(3, 2)); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const net = sequential(reshape(yes ? [6, 4] : [4, 6], [8, 3]), dense(3, 2)); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const net = sequential(reshape([6, 4], settings.shape), dense(3, 2)); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const net = sequential(reshape(settings.shape, [6]), dense(3, 2)); // wrong: …a shape is an array of sizes, and this one may be undefined…
  const net = sequential(reshape([6, 4], [settings.size, 8]), dense(3, 2)); // wrong: …a size is a whole number from 0 up, and this one may be undefined…
  const net = sequential(reshape([6, 4], drawn), dense(3, 2)); // wrong: …
  is([8, 2], net.predict(zeros([6, 4]))); // right
}

// ── start, of a cell
{
  const cell = cellOf(gru([5, 3], 7));
  const state = cell.start([3]); // right
  const state = cell.start(yes ? [3] : [4]); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
  const state = cell.start(settings.rows); // refused: …a shape is an array of sizes, and this one may be undefined…
  const state = cellOf(lstm([5, 3], 7)).start(settings.rows); // refused: …a shape is an array of sizes, and this one may be undefined…
  const state = cell.start([settings.size]); // wrong: …a size is a whole number from 0 up, and this one may be undefined…
  const state = cell.start([drawn.length]); // refused: …a size known only at run time needs a name: dim(name, size)…
  const state = cell.start(drawn); // refused: …a shape has to be a list of known length…
  is([3, 7], state.output); // right
}

// ── receive
{
  const [message] = transfer({ x: zeros([2, 3]), y: zeros([2]) });
  const { x, y } = receive(message, {
    x: [2, 3], // right
    x: [settings.size, 3], // wrong: Type '3 | undefined' is not assignable to type '3 & Refused<"a size is a whole number from 0 up, and this one may be undefined">'.
    x: [drawn[0], 3], // wrong: a size is a whole number from 0 up
    x: [drawn.length, 3], // wrong: a size known only at run time needs a name: dim(name, size)
    x: ["2", 3], // wrong: Type '"2"' is not assignable to type '"2" & Refused<"a size is a whole number from 0 up">'.
    x: settings.shape, // wrong: …a shape is an array of sizes, and this one may be undefined…
    x: drawn, // wrong: …a shape has to be a list of known length…
    y: [2],
  });
  zeros([5, 2]).matmul(x).add(zeros([3]));
  y.dot(zeros([2]));
  is([2, 3], x); // right
}

// ── recordLayer: a size that may be undefined
{
  const net = recordLayer({}, { a: [3] }, [3], (_, { a }) => a); // right
  const net = recordLayer({}, { a: [settings.size] }, [3], (_, { a }) => a); // wrong: Type '3 | undefined' is not assignable to type '3 & Refused<"a size is a whole number from 0 up, and this one may be undefined">'.
  const net = recordLayer({}, { a: [3] }, [settings.size], (_, { a }) => a); // wrong: …a size is a whole number from 0 up, and this one may be undefined…
  is([3], net.predict({ a: zeros([3]) })); // right
}

// ── shapes of any length, in generic code
{
  const made = <S extends readonly number[]>(shape: Sizes<S>): Tensor<[...S]> => zeros(shape).add(1); // right
  const made = <S extends readonly number[]>(shape: S) => zeros(shape).add(1); // refused: …"a shape has to be a list of known length"…
  const made = <S extends number[]>(shape: S) => randomNormal(shape).matmul(ones([3])); // refused: …"a shape has to be a list of known length"…
  const made = <S extends readonly number[]>(shape: S) => full(shape, 3).sum(0); // refused: …"a shape has to be a list of known length"…
  const made = <S extends readonly number[]>(shape: S) => tensor([1, 2], shape).transpose(); // refused: …"a shape has to be a list of known length"…
  const made = <S extends readonly number[]>(shape: S) => zeros([3]).broadcastTo(shape).add(1); // refused: …
  const made = <S extends readonly number[]>(shape: S) => sequential(reshape(shape, [3]), dense(3, 5)); // refused: …"a shape has to be a list of known length"…
  const made = <S extends readonly number[]>(shape: S) => sequential(flatten(shape), dense(3, 5)); // refused: …"a shape has to be a list of known length"…
  is([2, 3], made([2, 3])); // right
}
