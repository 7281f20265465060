/**
 * An argument that may be one of several tensors, or that may be undefined: the error is at the argument, and what is computed from it isn't
 * refused as well. Two tensors of the same shape are one, and in code for any type of tensors nothing is refused that fits.
 */
import { convolve, diagonal, type Dim, dim, einsum, identity, type Matrix, meshgrid, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import { cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace } from "conformable/linalg";
import { activate, attention, batches, conv2d, crossAttention, decoding, dense, type Layer, relu, scaledDotProductAttention, sequential } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const batch = dim("batch", JSON.parse("5"));
const steps = dim("steps", JSON.parse("5"));

// ── predict: several shapes
{
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 6]) : zeros([9, 6])); // right
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 6]) : zeros([9, 7])); // refused: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 7]) : zeros([9, 6])); // wrong: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 6]) : zeros([8, 6])); // refused: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 6]) : zeros([6])); // refused: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 7]) : zeros([9, 8])); // wrong: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 6]) : undefined); // refused: Argument of type 'Tensor<[9, 6]> | undefined' is not assignable to parameter of type 'Tensor<[9, 6]>'.
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 7]) : undefined); // wrong: …"predict: takes [6] with any leading axes, not [9, 7]"…
  const y: Matrix<9, 2> = dense(6, 2).predict(yes ? zeros([9, 6]) : [1, 2, 3]); // refused: Argument of type 'number[] | Tensor<[9, 6]>' is not assignable to parameter of type 'Tensor<[9, 6]>'.
  is([9, 2], y);
}

// ── predict: a network, of named sizes
{
  const network = sequential(dense(6, 4), dense(4, 2));
  const y: Matrix<Dim<"batch">, 2> = network.predict(yes ? zeros([batch, 6]) : zeros([batch, 6])); // right
  const y: Matrix<Dim<"batch">, 2> = network.predict(yes ? zeros([batch, 6]) : zeros([steps, 6])); // refused: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<Dim<"batch">, 2> = network.predict(yes ? zeros([batch, 6]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 6]>'.
  is([batch, 2], y);
}

// ── forward: several shapes
{
  const { output, backward } = dense(6, 2).forward(yes ? zeros([9, 6]) : zeros([9, 6])); // right
  const { output, backward } = dense(6, 2).forward(yes ? zeros([9, 6]) : zeros([9, 7])); // refused: …parameter of type '"forward: the shape of this tensor may be one of several"'.
  const { output, backward } = dense(6, 2).forward(yes ? zeros([9, 6]) : undefined); // refused: Argument of type 'Tensor<[9, 6]> | undefined' is not assignable to parameter of type 'Tensor<[9, 6]>'.
  is([9, 6], backward(output).error);
}

// ── predict: images, a normalisation, an activation
{
  const image = yes ? zeros([3, 8, 8, 1]) : zeros([3, 8, 8, 1]); // right
  const image = yes ? zeros([3, 8, 8, 1]) : zeros([3, 9, 9, 1]); // refused
  is([3, 6, 6, 2], conv2d([8, 8, 1], 2, 3).predict(image)); // here: …parameter of type '"predict: the shape of this tensor may be one of several"'.
}

// ── predict: any shape
{
  const y: Matrix<9, 6> = activate(relu).predict(yes ? zeros([9, 6]) : zeros([9, 6])); // right
  const y: Matrix<9, 6> = activate(relu).predict(yes ? zeros([9, 6]) : zeros([9, 7])); // refused: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  const y: Matrix<9, 6> = activate(relu).predict(yes ? zeros([9, 6]) : undefined); // refused: Argument of type 'Tensor<[9, 6]> | undefined' is not assignable to parameter of type 'Tensor<[9, 6]>'.
  is([9, 6], y);
}

// ── crossAttention: a sequence that looks
{
  const memory = zeros([7, 5]);
  const y: Matrix<4, 6> = crossAttention([4, 6], [7, 5], 2).predict(yes ? zeros([4, 6]) : zeros([4, 6]), memory); // right
  const y: Matrix<4, 6> = crossAttention([4, 6], [7, 5], 2).predict(yes ? zeros([4, 6]) : zeros([5, 6]), memory); // refused: …parameter of type '"predict: the shape of this tensor may be one of several"'.
  is([4, 6], y);
}

// ── decoding: a place
{
  const y: Matrix<3, 6> = decoding(attention([4, 6], 2, { causal: true })).next(yes ? zeros([3, 6]) : zeros([3, 6])); // right
  const y: Matrix<3, 6> = decoding(attention([4, 6], 2, { causal: true })).next(yes ? zeros([3, 6]) : zeros([3, 5])); // refused: …parameter of type '"next: the shape of this tensor may be one of several"'.
  is([3, 6], y);
}

// ── predict: any number of rows
{
  const of = <N extends number>(x: Matrix<N, 6>, y: Matrix<N, 6>): Matrix<N, 2> => dense(6, 2).predict(yes ? x : y); // right
  const of = <N extends number>(x: Matrix<N, 6>, _: Matrix<N, 6>): Matrix<N, 2> => dense(6, 2).predict(yes ? x : zeros([9, 6])); // refused: …parameter of type 'hasOneShape<"predict", …
  is([9, 2], of(zeros([9, 6]), zeros([9, 6])));
}

// ── predict: any type of tensors
{
  const of = <T extends Matrix<9, 6>>(x: T): Matrix<9, 2> => dense(6, 2).predict(x); // right
  const of = <T extends Matrix<9, 6> | Matrix<9, 7>>(x: T): Matrix<9, 2> => dense(6, 2).predict(x); // refused: Argument of type 'T' is not assignable to parameter of type 'takesOneTensor<"predict", …
  is([9, 2], of(zeros([9, 6])));
}

// ── predict: any layer
{
  const of = <I extends number, O extends number>(l: Layer<[I], [O], unknown>, x: Matrix<9, I>): Matrix<9, O> => l.predict(x); // right
  const of = <I extends number, O extends number>(l: Layer<[I], [O], unknown>, x: Matrix<9, I>): Matrix<9, O> => l.predict(yes ? x : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[9, I]>'.
  is([9, 2], of(dense(6, 2), zeros([9, 6])));
}

// ── predict: each of a list
{
  const each = [zeros([9, 6]), zeros([9, 6])].map(dense(6, 2).predict); // right
  const each = [zeros([9, 6]), zeros([9, 7])].map(dense(6, 2).predict); // wrong: …
  is([9, 2], each[0] ?? zeros([9, 2])); // right
}

// ── einsum: a right operand
{
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", zeros([4, 6, 8]), yes ? zeros([4, 7, 8]) : zeros([4, 7, 8])); // right
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", zeros([4, 6, 8]), yes ? zeros([4, 7, 8]) : zeros([4, 9, 8])); // refused: …parameter of type '"einsum: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", zeros([4, 6, 8]), yes ? zeros([4, 9, 8]) : zeros([4, 7, 8])); // refused: …parameter of type '"einsum: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", zeros([4, 6, 8]), yes ? zeros([4, 7, 8]) : zeros([7, 8])); // refused: …parameter of type '"einsum: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", zeros([4, 6, 8]), yes ? zeros([4, 7, 8]) : undefined); // refused: …einsum: this tensor may be undefined…
  is([4, 6, 7], y);
}

// ── einsum: a left operand
{
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", yes ? zeros([4, 6, 8]) : zeros([4, 6, 8]), zeros([4, 7, 8])); // right
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", yes ? zeros([4, 6, 8]) : zeros([4, 5, 8]), zeros([4, 7, 8])); // refused: …parameter of type '"einsum: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 7]> = einsum("bqd,bkd->bqk", yes ? zeros([4, 6, 8]) : undefined, zeros([4, 7, 8])); // refused: …einsum: this tensor may be undefined…
  is([4, 6, 7], y);
}

// ── einsum: the only operand
{
  const y: Matrix<6, 9> = einsum("ij->ji", yes ? zeros([9, 6]) : zeros([9, 6])); // right
  const y: Matrix<6, 9> = einsum("ij->ji", yes ? zeros([9, 6]) : zeros([9, 7])); // refused: …parameter of type '"einsum: the shape of this tensor may be one of several"'.
  const y: Matrix<6, 9> = einsum("ij->ji", yes ? zeros([9, 6]) : zeros([9])); // refused: …parameter of type '"einsum: the shape of this tensor may be one of several"'.
  const y: Matrix<6, 9> = einsum("ij->ji", [zeros([9, 6])][0]); // refused: …einsum: this tensor may be undefined…
  is([6, 9], y);
}

// ── inverse
{
  const y: Matrix<3, 3> = inverse(yes ? identity(3) : identity(3)); // right
  const y: Matrix<3, 3> = inverse(yes ? identity(3) : identity(2)); // refused: …parameter of type '"inverse: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = inverse(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"inverse: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = inverse(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3, 3], y);
}

// ── cholesky
{
  const y: Matrix<3, 3> = cholesky(yes ? identity(3) : identity(3)); // right
  const y: Matrix<3, 3> = cholesky(yes ? identity(3) : identity(2)); // refused: …parameter of type '"cholesky: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = cholesky(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"cholesky: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = cholesky(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3, 3], y);
}

// ── lu
{
  const y: Matrix<3, 3> = lu(yes ? identity(3) : identity(3)).upper; // right
  const y: Matrix<3, 3> = lu(yes ? identity(3) : identity(2)).upper; // refused: …parameter of type '"lu: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = lu(yes ? identity(3) : zeros([5, 3, 3])).upper; // refused: …parameter of type '"lu: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = lu(yes ? identity(3) : undefined).upper; // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3, 3], y);
}

// ── qr
{
  const y: Matrix<3, 3> = qr(yes ? identity(3) : identity(3)).q; // right
  const y: Matrix<3, 3> = qr(yes ? identity(3) : identity(2)).q; // refused: …parameter of type '"qr: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = qr(yes ? identity(3) : zeros([5, 3, 3])).q; // refused: …parameter of type '"qr: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = qr(yes ? identity(3) : undefined).q; // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3, 3], y);
}

// ── svd
{
  const y: Vector<3> = svd(yes ? identity(3) : identity(3)).singularValues; // right
  const y: Vector<3> = svd(yes ? identity(3) : identity(2)).singularValues; // refused: …parameter of type '"svd: the shape of this tensor may be one of several"'.
  const y: Vector<3> = svd(yes ? identity(3) : zeros([5, 3, 3])).singularValues; // refused: …parameter of type '"svd: the shape of this tensor may be one of several"'.
  const y: Vector<3> = svd(yes ? identity(3) : undefined).singularValues; // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3], y);
}

// ── eigh
{
  const y: Vector<3> = eigh(yes ? identity(3) : identity(3)).eigenvalues; // right
  const y: Vector<3> = eigh(yes ? identity(3) : identity(2)).eigenvalues; // refused: …parameter of type '"eigh: the shape of this tensor may be one of several"'.
  const y: Vector<3> = eigh(yes ? identity(3) : zeros([5, 3, 3])).eigenvalues; // refused: …parameter of type '"eigh: the shape of this tensor may be one of several"'.
  const y: Vector<3> = eigh(yes ? identity(3) : undefined).eigenvalues; // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3], y);
}

// ── pseudoInverse
{
  const y: Matrix<3, 3> = pseudoInverse(yes ? identity(3) : identity(3)); // right
  const y: Matrix<3, 3> = pseudoInverse(yes ? identity(3) : identity(2)); // refused: …parameter of type '"pseudoInverse: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = pseudoInverse(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"pseudoInverse: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = pseudoInverse(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3, 3], y);
}

// ── matrixRank
{
  const y: Scalar = matrixRank(yes ? identity(3) : identity(3)); // right
  const y: Scalar = matrixRank(yes ? identity(3) : identity(2)); // refused: …parameter of type '"matrixRank: the shape of this tensor may be one of several"'.
  const y: Scalar = matrixRank(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"matrixRank: the shape of this tensor may be one of several"'.
  const y: Scalar = matrixRank(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([], y);
}

// ── determinant
{
  const y: Scalar = determinant(yes ? identity(3) : identity(3)); // right
  const y: Scalar = determinant(yes ? identity(3) : identity(2)); // refused: …parameter of type '"determinant: the shape of this tensor may be one of several"'.
  const y: Scalar = determinant(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"determinant: the shape of this tensor may be one of several"'.
  const y: Scalar = determinant(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([], y);
}

// ── trace
{
  const y: Scalar = trace(yes ? identity(3) : identity(3)); // right
  const y: Scalar = trace(yes ? identity(3) : identity(2)); // refused: …parameter of type '"trace: the shape of this tensor may be one of several"'.
  const y: Scalar = trace(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"trace: the shape of this tensor may be one of several"'.
  const y: Scalar = trace(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([], y);
}

// ── norm
{
  const y: Scalar = norm(yes ? identity(3) : identity(3)); // right
  const y: Scalar = norm(yes ? identity(3) : identity(2)); // refused: …parameter of type '"norm: the shape of this tensor may be one of several"'.
  const y: Scalar = norm(yes ? identity(3) : zeros([5, 3, 3])); // refused: …parameter of type '"norm: the shape of this tensor may be one of several"'.
  const y: Scalar = norm(yes ? identity(3) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([], y);
}

// ── solve: the matrix
{
  const y: Vector<3> = solve(yes ? identity(3) : identity(3), zeros([3])); // right
  const y: Vector<3> = solve(yes ? identity(3) : identity(2), zeros([3])); // refused: …parameter of type '"solve: the shape of this tensor may be one of several"'.
  const y: Vector<3> = solve(yes ? identity(3) : undefined, zeros([3])); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3]>'.
  is([3], y);
}

// ── solve: the right side
{
  const y: Vector<3> = solve(identity(3), yes ? zeros([3]) : zeros([3])); // right
  const y: Vector<3> = solve(identity(3), yes ? zeros([3]) : zeros([2])); // refused: …parameter of type '"solve: the shape of this tensor may be one of several"'.
  const y: Vector<3> = solve(identity(3), yes ? zeros([3]) : zeros([3, 2])); // refused: …parameter of type '"solve: the shape of this tensor may be one of several"'.
  const y: Vector<3> = solve(identity(3), yes ? zeros([3]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3]>'.
  is([3], y);
}

// ── leastSquares: the matrix
{
  const y: Vector<2> = leastSquares(yes ? zeros([5, 2]) : zeros([5, 2]), zeros([5])); // right
  const y: Vector<2> = leastSquares(yes ? zeros([5, 2]) : zeros([5, 3]), zeros([5])); // refused: …parameter of type '"leastSquares: the shape of this tensor may be one of several"'.
  is([2], y);
}

// ── leastSquares: the right side
{
  const y: Vector<2> = leastSquares(zeros([5, 2]), yes ? zeros([5]) : zeros([5])); // right
  const y: Vector<2> = leastSquares(zeros([5, 2]), yes ? zeros([5]) : zeros([4])); // refused: …parameter of type '"leastSquares: the shape of this tensor may be one of several"'.
  is([2], y);
}

// ── batchMatmul
{
  const y: Tensor<[4, 6, 9]> = zeros([4, 6, 8]).batchMatmul(yes ? zeros([4, 8, 9]) : zeros([4, 8, 9])); // right
  const y: Tensor<[4, 6, 9]> = zeros([4, 6, 8]).batchMatmul(yes ? zeros([4, 8, 9]) : zeros([4, 8, 7])); // refused: …parameter of type '"batchMatmul: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 9]> = zeros([4, 6, 8]).batchMatmul(yes ? zeros([4, 8, 9]) : zeros([4, 7, 9])); // refused: …parameter of type '"batchMatmul: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 9]> = zeros([4, 6, 8]).batchMatmul(yes ? zeros([4, 8, 9]) : zeros([5, 8, 9])); // refused: …parameter of type '"batchMatmul: the shape of this tensor may be one of several"'.
  const y: Tensor<[4, 6, 9]> = zeros([4, 6, 8]).batchMatmul(yes ? zeros([4, 8, 9]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[4, 8, 9]>'.
  is([4, 6, 9], y);
}

// ── convolve: kernels
{
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([3, 3, 1, 2]) : zeros([3, 3, 1, 2])); // right
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([3, 3, 1, 2]) : zeros([5, 5, 1, 2])); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([5, 5, 1, 2]) : zeros([3, 3, 1, 2])); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([3, 3, 1, 2]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3, 1, 2]>'.
  is([10, 10, 2], y);
}

// ── convolve: images
{
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : zeros([12, 12, 1]), zeros([3, 3, 1, 2])); // right
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : zeros([10, 10, 1]), zeros([3, 3, 1, 2])); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : zeros([12, 12, 3]), zeros([3, 3, 1, 2])); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : undefined, zeros([3, 3, 1, 2])); // refused: …' is not assignable to parameter of type 'Tensor<[12, 12, 1]>'.
  is([10, 10, 2], y);
}

// ── convolve: kernels with options
{
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([3, 3, 1, 2]) : zeros([3, 3, 1, 2]), { stride: 1 }); // right
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([3, 3, 1, 2]) : zeros([5, 5, 1, 2]), { stride: 1 }); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([5, 5, 1, 2]) : zeros([3, 3, 1, 2]), { stride: 1 }); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(zeros([12, 12, 1]), yes ? zeros([3, 3, 1, 2]) : undefined, { stride: 1 }); // refused: …' is not assignable to parameter of type 'Tensor<[3, 3, 1, 2]>'.
  is([10, 10, 2], y);
}

// ── convolve: images with options
{
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : zeros([12, 12, 1]), zeros([3, 3, 1, 2]), { stride: 1 }); // right
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : zeros([10, 10, 1]), zeros([3, 3, 1, 2]), { stride: 1 }); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : zeros([12, 12, 3]), zeros([3, 3, 1, 2]), { stride: 1 }); // refused: …parameter of type '"convolve: the shape of this tensor may be one of several"'.
  const y: Tensor<[10, 10, 2]> = convolve(yes ? zeros([12, 12, 1]) : undefined, zeros([3, 3, 1, 2]), { stride: 1 }); // refused: …' is not assignable to parameter of type 'Tensor<[12, 12, 1]>'.
  is([10, 10, 2], y);
}

// ── scaledDotProductAttention: queries
{
  const y: Matrix<4, 5> = scaledDotProductAttention(yes ? zeros([4, 8]) : zeros([4, 8]), zeros([6, 8]), zeros([6, 5])); // right
  const y: Matrix<4, 5> = scaledDotProductAttention(yes ? zeros([4, 8]) : zeros([3, 8]), zeros([6, 8]), zeros([6, 5])); // refused: …parameter of type '"scaledDotProductAttention: the shape of this tensor may be one of several"'.
  const y: Matrix<4, 5> = scaledDotProductAttention(yes ? zeros([4, 8]) : undefined, zeros([6, 8]), zeros([6, 5])); // refused: …' is not assignable to parameter of type 'Tensor<[4, 8]>'.
  is([4, 5], y);
}

// ── scaledDotProductAttention: keys
{
  const y: Matrix<4, 5> = scaledDotProductAttention(zeros([4, 8]), yes ? zeros([6, 8]) : zeros([6, 8]), zeros([6, 5])); // right
  const y: Matrix<4, 5> = scaledDotProductAttention(zeros([4, 8]), yes ? zeros([6, 8]) : zeros([7, 8]), zeros([6, 5])); // refused: …parameter of type '"scaledDotProductAttention: the shape of this tensor may be one of several"'.
  const y: Matrix<4, 5> = scaledDotProductAttention(zeros([4, 8]), yes ? zeros([6, 8]) : undefined, zeros([6, 5])); // refused: …' is not assignable to parameter of type 'Tensor<[6, 8]>'.
  is([4, 5], y);
}

// ── scaledDotProductAttention: values
{
  const y: Matrix<4, 5> = scaledDotProductAttention(zeros([4, 8]), zeros([6, 8]), yes ? zeros([6, 5]) : zeros([6, 5])); // right
  const y: Matrix<4, 5> = scaledDotProductAttention(zeros([4, 8]), zeros([6, 8]), yes ? zeros([6, 5]) : zeros([6, 3])); // refused: …parameter of type '"scaledDotProductAttention: the shape of this tensor may be one of several"'.
  const y: Matrix<4, 5> = scaledDotProductAttention(zeros([4, 8]), zeros([6, 8]), yes ? zeros([6, 5]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[6, 5]>'.
  is([4, 5], y);
}

// ── kronecker
{
  const y: Matrix<4, 6> = zeros([2, 2]).kronecker(yes ? zeros([2, 3]) : zeros([2, 3])); // right
  const y: Matrix<4, 6> = zeros([2, 2]).kronecker(yes ? zeros([2, 3]) : zeros([3, 3])); // refused: …parameter of type '"kronecker: the shape of this tensor may be one of several"'.
  const y: Matrix<4, 6> = zeros([2, 2]).kronecker(yes ? zeros([2, 3]) : zeros([3])); // refused: …parameter of type '"kronecker: the shape of this tensor may be one of several"'.
  const y: Matrix<4, 6> = zeros([2, 2]).kronecker(yes ? zeros([2, 3]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[2, 3]>'.
  is([4, 6], y);
}

// ── outer
{
  const y: Matrix<2, 3> = zeros([2]).outer(yes ? zeros([3]) : zeros([3])); // right
  const y: Matrix<2, 3> = zeros([2]).outer(yes ? zeros([3]) : zeros([4])); // refused: …parameter of type '"outer: the shape of this tensor may be one of several"'.
  const y: Matrix<2, 3> = zeros([2]).outer(yes ? zeros([3]) : zeros([3, 1])); // refused: …parameter of type '"outer: the shape of this tensor may be one of several"'.
  const y: Matrix<2, 3> = zeros([2]).outer(yes ? zeros([3]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3]>'.
  is([2, 3], y);
}

// ── dot
{
  const y: Scalar = zeros([3]).dot(yes ? zeros([3]) : zeros([3])); // right
  const y: Scalar = zeros([3]).dot(yes ? zeros([3]) : zeros([2])); // refused: …parameter of type '"dot: the shape of this tensor may be one of several"'.
  const y: Scalar = zeros([3]).dot(yes ? zeros([2]) : zeros([3])); // refused: …parameter of type '"dot: the shape of this tensor may be one of several"'.
  const y: Scalar = zeros([3]).dot(yes ? zeros([3]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3]>'.
  is([], y);
}

// ── meshgrid: columns
{
  const y: Matrix<2, 3> = meshgrid(yes ? zeros([3]) : zeros([3]), zeros([2]))[0]; // right
  const y: Matrix<2, 3> = meshgrid(yes ? zeros([3]) : zeros([4]), zeros([2]))[0]; // refused: …parameter of type '"meshgrid: the shape of this tensor may be one of several"'.
  const y: Matrix<2, 3> = meshgrid(yes ? zeros([3]) : undefined, zeros([2]))[0]; // refused: …' is not assignable to parameter of type 'Tensor<[3]>'.
  is([2, 3], y);
}

// ── meshgrid: rows
{
  const y: Matrix<2, 3> = meshgrid(zeros([3]), yes ? zeros([2]) : zeros([2]))[1]; // right
  const y: Matrix<2, 3> = meshgrid(zeros([3]), yes ? zeros([2]) : zeros([4]))[1]; // refused: …parameter of type '"meshgrid: the shape of this tensor may be one of several"'.
  const y: Matrix<2, 3> = meshgrid(zeros([3]), yes ? zeros([2]) : undefined)[1]; // refused: …' is not assignable to parameter of type 'Tensor<[2]>'.
  is([2, 3], y);
}

// ── diagonal
{
  const y: Matrix<3, 3> = diagonal(yes ? zeros([3]) : zeros([3])); // right
  const y: Matrix<3, 3> = diagonal(yes ? zeros([3]) : zeros([4])); // refused: …parameter of type '"diagonal: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = diagonal(yes ? zeros([3]) : zeros([3, 3])); // refused: …parameter of type '"diagonal: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 3> = diagonal(yes ? zeros([3]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3]>'.
  is([3, 3], y);
}

// ── batches: inputs
{
  const y = batches(yes ? zeros([4, 3]) : zeros([4, 3]), zeros([4, 3]), 2); // right
  const y = batches(yes ? zeros([4, 3]) : zeros([2, 3]), zeros([4, 3]), 2); // refused: …parameter of type '"batches: the shape of this tensor may be one of several"'.
  const y = batches(yes ? zeros([4, 3]) : zeros([4, 2]), zeros([4, 3]), 2); // refused: …parameter of type '"batches: the shape of this tensor may be one of several"'.
  const y = batches(yes ? zeros([4, 3]) : undefined, zeros([4, 3]), 2); // refused: …' is not assignable to parameter of type 'Tensor<[4, 3]>'.
  for (const { inputs, targets } of y) is([2, 3], inputs.add(targets));
}

// ── batches: targets
{
  const y = batches(zeros([4, 3]), yes ? zeros([4, 3]) : zeros([4, 3]), 2); // right
  const y = batches(zeros([4, 3]), yes ? zeros([4, 3]) : zeros([2, 3]), 2); // refused: …parameter of type '"batches: the shape of this tensor may be one of several"'.
  const y = batches(zeros([4, 3]), yes ? zeros([4, 3]) : zeros([4, 2]), 2); // refused: …parameter of type '"batches: the shape of this tensor may be one of several"'.
  const y = batches(zeros([4, 3]), yes ? zeros([4, 3]) : undefined, 2); // refused: …' is not assignable to parameter of type 'Tensor<[4, 3]>'.
  for (const { inputs, targets } of y) is([2, 3], inputs.add(targets));
}

// ── matmul: several numbers of rows
{
  const y: Matrix<3, 5> = zeros([3, 2]).matmul(yes ? zeros([2, 5]) : zeros([2, 5])); // right
  const y: Matrix<3, 5> = zeros([3, 2]).matmul(yes ? zeros([2, 5]) : zeros([3, 5])); // refused: …parameter of type '"matmul: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 5> = zeros([3, 2]).matmul(yes ? zeros([3, 5]) : zeros([2, 5])); // refused: …parameter of type '"matmul: the shape of this tensor may be one of several"'.
  const y: Matrix<3, 5> = zeros([3, 2]).matmul(yes ? zeros([2, 5]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[2, 5]>'.
  is([3, 5], y);
}

// ── addBias
{
  const y: Matrix<2, 3> = zeros([2, 3]).addBias(yes ? zeros([3]) : zeros([3])); // right
  const y: Matrix<2, 3> = zeros([2, 3]).addBias(yes ? zeros([3]) : zeros([2])); // refused: …parameter of type '"addBias: the shape of this tensor may be one of several"'.
  const y: Matrix<2, 3> = zeros([2, 3]).addBias(yes ? zeros([2]) : zeros([3])); // refused: …parameter of type '"addBias: the shape of this tensor may be one of several"'.
  const y: Matrix<2, 3> = zeros([2, 3]).addBias(yes ? zeros([3]) : undefined); // refused: …' is not assignable to parameter of type 'Tensor<[3]>'.
  is([2, 3], y);
}

// ── any type of tensors
{
  const square = <T extends Matrix<3, 3>>(x: T): Matrix<3, 3> => inverse(x).add(cholesky(x));
  const vector = <T extends Vector<3>>(x: T): Vector<3> => solve(identity(3), x).add(zeros([2, 3]).addBias(x).sum(0));
  const products = <T extends Vector<3>>(x: T): Matrix<3, 3> => diagonal(x).add(x.outer(x)).add(meshgrid(x, x)[0]).add(x.dot(x));
  const images = <T extends Tensor<[8, 8, 1]>, K extends Tensor<[3, 3, 1, 2]>>(x: T, k: K): Tensor<[6, 6, 2]> => convolve(x, k);
  const sequences = <T extends Matrix<3, 3>>(x: T): Matrix<3, 3> => scaledDotProductAttention(x, x, x);
  is([3, 3], square(identity(3)));
  is([3], vector(zeros([3])));
  is([3, 3], products(zeros([3])));
  is([6, 6, 2], images(zeros([8, 8, 1]), zeros([3, 3, 1, 2])));
  is([3, 3], sequences(zeros([3, 3])));
  is([9, 9], ((x: Matrix<3, 3>) => x.kronecker(x))(zeros([3, 3]))); // right
  is([9, 9], ((x: Matrix<3, 3> | Matrix<2, 2>) => zeros([3, 3]).kronecker(x))(zeros([3, 3]))); // refused: …parameter of type '"kronecker: the shape of this tensor may be one of several"'.
}

// ── any sizes
{
  const square = <N extends number>(x: Matrix<N, N>, b: Vector<N>): Vector<N> => solve(x, b).add(inverse(x).matmul(b)); // right
  const square = <N extends number>(x: Matrix<N, N>, b: Vector<N>): Vector<N> => solve(x, yes ? b : undefined).add(inverse(x).matmul(b)); // refused: …
  is([3], square(identity(3), zeros([3])));
}
