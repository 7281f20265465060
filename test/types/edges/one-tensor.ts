/**
 * An argument that may be one of several tensors, or that may be undefined: the error is at the argument, and what is computed from it isn't
 * refused as well. Two tensors of the same shape are one, and in code for any type of tensors nothing is refused that fits.
 */
import { type Dim, dim, type Matrix, zeros } from "conformable";
import { activate, attention, conv2d, crossAttention, decoding, dense, type Layer, relu, sequential } from "conformable/nn";
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
