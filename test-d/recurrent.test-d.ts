/** Recurrent layers: their outputs, and what they refuse. */
import { type Dim, dim, type Matrix, type Size, type Tensor, zeros } from "conformable";
import { dense, embedding, gru, lstm, type Network, type RecurrentParameters, recurrent, sequential } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 12);
const last = "last";
const either = JSON.parse('"last"') as "all" | "last";

// ── recurrent: a sequence becomes states, or the last state ──
expectType<Network<[7, 5], [7, 3], RecurrentParameters<1, 5, 3>>>(recurrent([7, 5], 3));
expectType<Network<[7, 5], [7, 3], RecurrentParameters<1, 5, 3>>>(recurrent([7, 5], 3, { returns: "all" }));
expectType<Network<[7, 5], [3], RecurrentParameters<1, 5, 3>>>(recurrent([7, 5], 3, { returns: "last" }));
expectType<Tensor<[2, 7, 3]>>(recurrent([7, 5], 3).predict(zeros([2, 7, 5])));
expectType<Matrix<Dim<"batch">, Dim<"hidden", 12>>>(recurrent([time, 5], hidden, { returns: "last" }).predict(zeros([batch, time, 5])));
expectType<Tensor<[1, 3, 5]>>(recurrent([7, 5], 3).parameters.inputWeights);
expectType<Tensor<[1, 3, 3]>>(recurrent([7, 5], 3).parameters.stateWeights);
expectType<Matrix<1, 3>>(recurrent([7, 5], 3).parameters.inputBias);
expectType<Matrix<1, 3>>(recurrent([7, 5], 3).parameters.stateBias);

recurrent([7, 5], 3, { returns: last });
// @ts-expect-error recurrent: returns has to be literally \"all\" or \"last\"
recurrent([7, 5], 3, { returns: either });
sequential(recurrent([7, 5], 3), recurrent([7, 3], 2));
// @ts-expect-error sequential: layer 2 takes [7, 5], but layer 1 gives [7, 3]
sequential(recurrent([7, 5], 3), recurrent([7, 5], 2));
sequential(recurrent([7, 5], 3, { returns: "last" }), dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [3]
sequential(recurrent([7, 5], 3, { returns: "last" }), dense(5, 2));
recurrent([7, 5], 3);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
recurrent([7, 5], 2.5);
recurrent([time, 5], hidden);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
recurrent([count, 5], hidden);
sequential(embedding(27, 5), recurrent([time, 5], hidden), dense(hidden, 3));
// @ts-expect-error sequential: layer 3 takes [12], but layer 2 gives [time, hidden=12]
sequential(embedding(27, 5), recurrent([time, 5], hidden), dense(12, 3));
export function recurrentOf<Length extends number, Width extends number, Units extends number>(length: Size<Length>, width: Size<Width>, units: Size<Units>, bare: Units) {
  expectType<Network<[Length, Width], [Length, Units], RecurrentParameters<1, Width, Units>>>(recurrent([length, width], units));
  expectType<Network<[Length, Width], [Units], RecurrentParameters<1, Width, Units>>>(recurrent([length, width], units, { returns: "last" }));
  recurrent([length, width], units);
  // @ts-expect-error Argument of type
  recurrent([length, width], bare);
  sequential(recurrent([length, width], units), dense(units, width));
  // @ts-expect-error sequential
  sequential(recurrent([length, width], units), dense(width, width));
}

// ── gru: a sequence becomes states, or the last state ──
expectType<Network<[7, 5], [7, 3], RecurrentParameters<3, 5, 3>>>(gru([7, 5], 3));
expectType<Network<[7, 5], [7, 3], RecurrentParameters<3, 5, 3>>>(gru([7, 5], 3, { returns: "all" }));
expectType<Network<[7, 5], [3], RecurrentParameters<3, 5, 3>>>(gru([7, 5], 3, { returns: "last" }));
expectType<Tensor<[2, 7, 3]>>(gru([7, 5], 3).predict(zeros([2, 7, 5])));
expectType<Matrix<Dim<"batch">, Dim<"hidden", 12>>>(gru([time, 5], hidden, { returns: "last" }).predict(zeros([batch, time, 5])));
expectType<Tensor<[3, 3, 5]>>(gru([7, 5], 3).parameters.inputWeights);
expectType<Tensor<[3, 3, 3]>>(gru([7, 5], 3).parameters.stateWeights);
expectType<Matrix<3, 3>>(gru([7, 5], 3).parameters.inputBias);
expectType<Matrix<3, 3>>(gru([7, 5], 3).parameters.stateBias);

gru([7, 5], 3, { returns: last });
// @ts-expect-error gru: returns has to be literally \"all\" or \"last\"
gru([7, 5], 3, { returns: either });
sequential(gru([7, 5], 3), gru([7, 3], 2));
// @ts-expect-error sequential: layer 2 takes [7, 5], but layer 1 gives [7, 3]
sequential(gru([7, 5], 3), gru([7, 5], 2));
sequential(gru([7, 5], 3, { returns: "last" }), dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [3]
sequential(gru([7, 5], 3, { returns: "last" }), dense(5, 2));
gru([7, 5], 3);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
gru([7, 5], 2.5);
gru([time, 5], hidden);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
gru([count, 5], hidden);
sequential(embedding(27, 5), gru([time, 5], hidden), dense(hidden, 3));
// @ts-expect-error sequential: layer 3 takes [12], but layer 2 gives [time, hidden=12]
sequential(embedding(27, 5), gru([time, 5], hidden), dense(12, 3));
export function gruOf<Length extends number, Width extends number, Units extends number>(length: Size<Length>, width: Size<Width>, units: Size<Units>, bare: Units) {
  expectType<Network<[Length, Width], [Length, Units], RecurrentParameters<3, Width, Units>>>(gru([length, width], units));
  expectType<Network<[Length, Width], [Units], RecurrentParameters<3, Width, Units>>>(gru([length, width], units, { returns: "last" }));
  gru([length, width], units);
  // @ts-expect-error Argument of type
  gru([length, width], bare);
  sequential(gru([length, width], units), dense(units, width));
  // @ts-expect-error sequential
  sequential(gru([length, width], units), dense(width, width));
}

// ── lstm: a sequence becomes states, or the last state ──
expectType<Network<[7, 5], [7, 3], RecurrentParameters<4, 5, 3>>>(lstm([7, 5], 3));
expectType<Network<[7, 5], [7, 3], RecurrentParameters<4, 5, 3>>>(lstm([7, 5], 3, { returns: "all" }));
expectType<Network<[7, 5], [3], RecurrentParameters<4, 5, 3>>>(lstm([7, 5], 3, { returns: "last" }));
expectType<Tensor<[2, 7, 3]>>(lstm([7, 5], 3).predict(zeros([2, 7, 5])));
expectType<Matrix<Dim<"batch">, Dim<"hidden", 12>>>(lstm([time, 5], hidden, { returns: "last" }).predict(zeros([batch, time, 5])));
expectType<Tensor<[4, 3, 5]>>(lstm([7, 5], 3).parameters.inputWeights);
expectType<Tensor<[4, 3, 3]>>(lstm([7, 5], 3).parameters.stateWeights);
expectType<Matrix<4, 3>>(lstm([7, 5], 3).parameters.inputBias);
expectType<Matrix<4, 3>>(lstm([7, 5], 3).parameters.stateBias);

lstm([7, 5], 3, { returns: last });
// @ts-expect-error lstm: returns has to be literally \"all\" or \"last\"
lstm([7, 5], 3, { returns: either });
sequential(lstm([7, 5], 3), lstm([7, 3], 2));
// @ts-expect-error sequential: layer 2 takes [7, 5], but layer 1 gives [7, 3]
sequential(lstm([7, 5], 3), lstm([7, 5], 2));
sequential(lstm([7, 5], 3, { returns: "last" }), dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [3]
sequential(lstm([7, 5], 3, { returns: "last" }), dense(5, 2));
lstm([7, 5], 3);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
lstm([7, 5], 2.5);
lstm([time, 5], hidden);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
lstm([count, 5], hidden);
sequential(embedding(27, 5), lstm([time, 5], hidden), dense(hidden, 3));
// @ts-expect-error sequential: layer 3 takes [12], but layer 2 gives [time, hidden=12]
sequential(embedding(27, 5), lstm([time, 5], hidden), dense(12, 3));
export function lstmOf<Length extends number, Width extends number, Units extends number>(length: Size<Length>, width: Size<Width>, units: Size<Units>, bare: Units) {
  expectType<Network<[Length, Width], [Length, Units], RecurrentParameters<4, Width, Units>>>(lstm([length, width], units));
  expectType<Network<[Length, Width], [Units], RecurrentParameters<4, Width, Units>>>(lstm([length, width], units, { returns: "last" }));
  lstm([length, width], units);
  // @ts-expect-error Argument of type
  lstm([length, width], bare);
  sequential(lstm([length, width], units), dense(units, width));
  // @ts-expect-error sequential
  sequential(lstm([length, width], units), dense(width, width));
}
