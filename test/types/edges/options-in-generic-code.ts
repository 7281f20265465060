/**
 * Options whose types are type parameters. If the function is called with a union or a number, the shape isn't known, and inside the
 * function the compiler can't tell. So such an option is refused there, unless it is a `Size`: then the call with a union is refused.
 */
import { convolve, type Matrix, type Shape, type Size, type Tensor, type Vector, vmap, zeros } from "conformable";
import { averagePool1d, conv1d, conv2d, type Conv2dOptions, convTranspose2d, gru, lstm, maxPool2d, recurrent } from "conformable/nn";
import * as inferred from "conformable/inferred";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const x = zeros([2, 3]);

// ── conv2d: a stride
{
  const half = <S extends number>(stride: Size<S>) => conv2d([9, 9, 3], 4, 3, { stride }); // right
  const half = <S extends 1 | 2>(stride: S) => conv2d([9, 9, 3], 4, 3, { stride }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <S extends number>(stride: S) => conv2d([9, 9, 3], 4, 3, { stride }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <S extends 1 | 2>(stride?: S) => conv2d([9, 9, 3], 4, 3, { stride }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <S extends 1 | 2>(given: { stride: S }) => conv2d([9, 9, 3], 4, 3, given); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <S extends 1 | 2>(stride: S) => conv2d([9, 9, 3], 4, 3, { stride, padding: "same" }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <S extends 1 | 2, N extends number>(stride: S, n: Size<N>) => conv2d([n, n, 3], 4, 3, { stride }); // refused: conv2d: the stride has to be a literal number or a pair of them
  is([4, 4, 4], half(2).predict(zeros([9, 9, 3]))); // right
}

// ── conv2d: a helper with a stride, called with what may be several
{
  const half = <S extends number>(stride: Size<S>) => conv2d([9, 9, 3], 4, 3, { stride });
  const wide = <S extends number>(stride: Size<S>) => conv2d([9, 9, 3], 4, 3, { stride: [stride, 1] });
  is([4, 4, 4], half(2).predict(zeros([9, 9, 3]))); // right
  is([4, 7, 4], wide(2).predict(zeros([9, 9, 3]))); // right
  half(yes ? 1 : 2); // refused: a size that may be one of several needs a name: dim(name, size)
  wide(yes ? 1 : 2); // refused: a size that may be one of several needs a name: dim(name, size)
  half(Number("2")); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── conv2d: a pair of strides
{
  const half = <A extends number, B extends number>(down: Size<A>, across: Size<B>) => conv2d([9, 9, 3], 4, 3, { stride: [down, across] }); // right
  const half = <A extends number, B extends number>(down: A, across: B) => conv2d([9, 9, 3], 4, 3, { stride: [down, across] }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <A extends number, B extends 1 | 2>(down: Size<A>, across: B) => conv2d([9, 9, 3], 4, 3, { stride: [down, across] }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <A extends 1 | 2>(down: A, across: number) => conv2d([9, 9, 3], 4, 3, { stride: [down, 1] }); // refused: conv2d: the stride has to be a literal number or a pair of them
  const half = <S extends readonly [1 | 2, 1 | 2]>(...stride: S) => conv2d([9, 9, 3], 4, 3, { stride }); // refused: conv2d: the stride has to be a literal number or a pair of them
  is([4, 7, 4], half(2, 1).predict(zeros([9, 9, 3]))); // right
}

// ── conv2d: a padding
{
  const around = (padding: "same") => conv2d([9, 9, 3], 4, 3, { padding }); // right
  const around = <P extends "same" | "valid">(padding: P) => conv2d([9, 9, 3], 4, 3, { padding }); // refused: conv2d: the padding has to be literally …
  const around = <P extends "same" | number>(padding: P) => conv2d([9, 9, 3], 4, 3, { padding }); // refused: conv2d: the padding has to be literally …
  const around = <P extends 0 | 1>(padding: P) => conv2d([9, 9, 3], 4, 3, { padding }); // refused: conv2d: the padding has to be literally …
  around("same"); // right
}

// ── conv2d: zeros around an image, as a size
{
  const around = <P extends number>(padding: Size<P>) => conv2d([9, 9, 3], 4, 3, { padding }); // right
  const around = <P extends number>(padding: P) => conv2d([9, 9, 3], 4, 3, { padding }); // refused: conv2d: the padding has to be literally …
  is([9, 9, 4], around(1).predict(zeros([9, 9, 3]))); // right
}

// ── conv2d: dilation, groups and bias
{
  const of = <D extends number, G extends number>(dilation: Size<D>, groups: Size<G>, bias: true) => conv2d([9, 9, 4], 4, 3, { dilation, groups, bias }); // right
  const of = <D extends 1 | 2>(dilation: D, groups: 2, bias: true) => conv2d([9, 9, 4], 4, 3, { dilation }); // refused: conv2d: the dilation has to be a literal number or a pair of them
  const of = <G extends 1 | 2>(dilation: 2, groups: G, bias: true) => conv2d([9, 9, 4], 4, 3, { groups }); // refused: conv2d: the number of groups has to be one literal number
  const of = <B extends boolean>(dilation: 2, groups: 2, bias: B) => conv2d([9, 9, 4], 4, 3, { bias }); // refused: conv2d: the bias has to be literally true or false
  is([5, 5, 4], of(2, 2, true).predict(zeros([9, 9, 4]))); // right
  is([3, 3, 2, 4], of(2, 2, true).parameters.kernels); // right
}

// ── conv2d: as many groups as channels
{
  const depthwise = <C extends number>(channels: Size<C>) => conv2d([9, 9, channels], channels, 3, { groups: channels }); // right
  const depthwise = <C extends number, G extends number>(channels: Size<C>, groups: G) => conv2d([9, 9, channels], channels, 3, { groups }); // refused: conv2d: the number of groups has to be one literal number
  is([7, 7, 5], depthwise(5).predict(zeros([9, 9, 5]))); // right
}

// ── conv2d: all options
{
  const of = (given: { readonly stride: 2 }) => conv2d([9, 9, 3], 4, 3, given); // right
  const of = <O extends { stride?: 1 | 2 }>(given: O) => conv2d([9, 9, 3], 4, 3, given); // refused: …optionsAreKnown<"conv2d", O, …
  const of = <O extends Conv2dOptions>(given: O) => conv2d([9, 9, 3], 4, 3, given); // refused: …optionsAreKnown<"conv2d", O, …
  const of = <O extends { stride: 2 }>(given: O) => conv2d([9, 9, 3], 4, 3, { ...given }); // refused: …optionsAreKnown<"conv2d", O, …
  is([4, 4, 4], of({ stride: 2 }).predict(zeros([9, 9, 3]))); // right
}

// ── other layers with strides
{
  const of = <S extends number>(stride: Size<S>) => [conv1d([9, 3], 4, 3, { stride }), convTranspose2d([9, 9, 3], 4, 3, { stride }), maxPool2d([9, 9, 3], 2, { stride }), averagePool1d([9, 3], 2, { stride })] as const; // right
  const of = <S extends 1 | 2>(stride: S) => [conv1d([9, 3], 4, 3, { stride })] as const; // refused: conv1d: the stride has to be one literal number
  const of = <S extends 1 | 2>(stride: S) => [convTranspose2d([9, 9, 3], 4, 3, { stride })] as const; // refused: convTranspose2d: the stride has to be a literal number or a pair of them
  const of = <S extends 0 | 1>(outputPadding: S) => [convTranspose2d([9, 9, 3], 4, 3, { stride: 2, outputPadding })] as const; // refused: convTranspose2d: the output padding has to be a literal number or a pair of them
  const of = <S extends 1 | 2>(stride: S) => [maxPool2d([9, 9, 3], 2, { stride })] as const; // refused: maxPool2d: the stride has to be a literal number or a pair of them
  const of = <S extends 1 | 2>(stride: S) => [averagePool1d([9, 3], 2, { stride })] as const; // refused: averagePool1d: the stride has to be one literal number
  is([4, 4], of(2)[0].predict(zeros([9, 3]))); // right
  is([4, 4, 3], of(2)[2].predict(zeros([9, 9, 3]))); // right
}

// ── layers with inferred sizes
{
  const of = <S extends number>(stride: Size<S>) => inferred.sequential([9, 9, 3], inferred.conv2d(4, 3, { stride: 2 }), inferred.maxPool2d(2)); // right
  const of = <S extends 1 | 2>(stride: S) => inferred.sequential([9, 9, 3], inferred.conv2d(4, 3, { stride })); // refused: conv2d: the stride has to be a literal number or a pair of them
  const of = <S extends 1 | 2>(stride: S) => inferred.sequential([9, 9, 3], inferred.conv2d(4, 3), inferred.maxPool2d(2, { stride })); // refused: maxPool2d: the stride has to be a literal number or a pair of them
  of(2);
}

// ── convolve: a stride
{
  const of = <S extends number>(stride: Size<S>) => convolve(zeros([9, 9, 3]), zeros([3, 3, 3, 4]), { stride }); // right
  const of = <S extends 1 | 2>(stride: S) => convolve(zeros([9, 9, 3]), zeros([3, 3, 3, 4]), { stride }); // refused: convolve: the stride has to be a literal number or a pair of them
  const of = <P extends "same" | "valid">(padding: P) => convolve(zeros([9, 9, 3]), zeros([3, 3, 3, 4]), { padding }); // refused: convolve: the padding has to be literally …
  is([4, 4, 4], of(2)); // right
}

// ── sum: keepDims
{
  const total = (keepDims: true) => x.sum(0, { keepDims }); // right
  const total = <K extends boolean>(keepDims: K) => x.sum(0, { keepDims }); // refused: sum: keepDims has to be literally true or false
  const total = <K extends boolean>(keepDims: K) => x.sum([0, 1], { keepDims }); // refused: sum: keepDims has to be literally true or false
  const total = <K extends boolean>(keepDims: K) => x.standardDeviation(0, { keepDims }); // refused: standardDeviation: keepDims has to be literally true or false
  const total = <K extends boolean>(keepDims: K) => x.quantile(0.5, 0, { keepDims }); // refused: quantile: keepDims has to be literally true or false
  const total = <K extends { keepDims?: boolean }>(given: K) => x.sum(0, given); // refused: …keepDimsIsKnown<"sum", K>…
  total(true); // right
}

// ── sum: keepDims, of a tensor of any size
{
  const total = <N extends number>(m: Matrix<N, 4>) => m.sum(0, { keepDims: true }); // right
  const total = <N extends number, K extends boolean>(m: Matrix<N, 4>, keepDims: K) => m.sum(0, { keepDims }); // refused: sum: keepDims has to be literally true or false
  const total = <B extends Shape, K extends boolean>(m: Tensor<[...B, 4]>, keepDims: K) => m.mean(-1, { keepDims }); // refused: mean: keepDims has to be literally true or false
  is([1, 4], total(zeros([2, 4]))); // right
}

// ── recurrent layers: what they return
{
  const of = (returns: "last") => lstm([5, 3], 4, { returns }); // right
  const of = <R extends "all" | "last">(returns: R) => lstm([5, 3], 4, { returns }); // refused: lstm: returns has to be literally …
  const of = <R extends "all" | "last">(returns: R) => gru([5, 3], 4, { returns }); // refused: gru: returns has to be literally …
  const of = <R extends "all" | "last">(returns: R) => recurrent([5, 3], 4, { returns }); // refused: recurrent: returns has to be literally …
  const of = <R extends "all" | "last">(returns: R) => inferred.lstm(4, { returns }); // refused: lstm: returns has to be literally …
  const of = <O extends { returns: "all" | "last" }>(given: "last", all: O) => lstm([5, 3], 4, all); // refused: …returnsIsKnown<"lstm", O, …
  of("last"); // right
}

// ── vmap: the axes
{
  const each = (axis: null) => vmap((a: Vector<3>, b: Vector<3>) => a.add(b), { inAxes: [0, axis] }); // right
  const each = <A extends 0 | null>(axis: A) => vmap((a: Vector<3>, b: Vector<3>) => a.add(b), { inAxes: [0, axis] }); // refused: vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null
  each(null);
}

// ── a class with options for all of its layers
{
  class Block<C extends number> {
    constructor(readonly channels: Size<C>) {}
    first<B extends boolean>(bias: B) { return conv2d([9, 9, this.channels], this.channels, 3, { padding: "same", bias }); } // refused: conv2d: the bias has to be literally true or false
    first() { return conv2d([9, 9, this.channels], this.channels, 3, { stride: 2, padding: "same", groups: this.channels }); } // right
  }
  new Block(3);
}
