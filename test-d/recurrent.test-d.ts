/** Recurrent layers: their outputs, and what they refuse. */
import { type Dim, dim, type Matrix, type Shape, type Size, type Tensor, type Vector, zeros } from "conformable";
import { cellOf, dense, embedding, gru, type LstmCell, type LstmState, lstm, type Network, type RecurrentCell, type RecurrentParameters, type RecurrentState, recurrent, sequential } from "conformable/nn";
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

// ── cellOf: a layer one step at a time ──
expectType<RecurrentCell<5, 3>>(cellOf(recurrent([7, 5], 3)));
expectType<RecurrentCell<5, 3>>(cellOf(gru([7, 5], 3, { returns: "last" })));
expectType<LstmCell<5, 3>>(cellOf(lstm([7, 5], 3)));
expectType<LstmCell<5, 3>>(cellOf(lstm([time, 5], 3, { returns: "last" })));
expectType<LstmCell<5, Dim<"hidden", 12>>>(cellOf(lstm([7, 5], hidden)));
const [cell, wide] = [cellOf(lstm([7, 5], 3)), cellOf(gru([7, 5], hidden))];
expectType<Vector<3>>(cell.start().memory);
expectType<Matrix<2, 3>>(cell.start([2]).memory);
expectType<Tensor<[Dim<"batch">, 2, 3]>>(cell.start([batch, 2]).output);
expectType<LstmState<[2], 3>>(cell.step(zeros([2, 5]), cell.start([2])));
expectType<Matrix<2, 3>>(cell.step(zeros([2, 5]), { output: zeros([2, 3]), memory: zeros([2, 3]) }).output);
expectType<RecurrentState<[Dim<"batch">], Dim<"hidden", 12>>>(wide.step(zeros([batch, 5]), wide.start([batch])));
const [plain, recurring] = [dense(5, 3), gru([7, 5], 3)];
const [otherwise, remembering] = [dense(time, hidden), lstm([time, 5], hidden)];
const [single, pair] = [cell.start(), cell.start([2])];

cellOf(recurring);
// @ts-expect-error cellOf: takes a layer made by recurrent, lstm or gru
cellOf(plain);
cellOf(remembering);
// @ts-expect-error cellOf: takes a layer made by recurrent, lstm or gru
cellOf(otherwise);
cell.step(zeros([2, 5]), pair);
// @ts-expect-error Argument of type 'Tensor<[2, 7]>' is not assignable to parameter of type 'Tensor<[2, 5]>'
cell.step(zeros([2, 7]), pair);
cell.step(zeros([5]), single);
// @ts-expect-error Argument of type 'LstmState<[2], 3>' is not assignable to parameter of type 'LstmState<[], 3>'
cell.step(zeros([5]), pair);
wide.step(zeros([batch, 5]), wide.start([batch]));
// @ts-expect-error assignable to parameter of type 'RecurrentState<[Dim<"batch"
wide.step(zeros([batch, 5]), wide.start([time]));
cell.step(zeros([2, 5]), { output: zeros([2, 3]), memory: zeros([2, 3]) });
// @ts-expect-error assignable to
cell.step(zeros([2, 5]), { output: zeros([2, 3]), memory: zeros([2, 7]) });
wide.start([batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
wide.start([count]);
export function stepsOf<Batch extends Shape, Width extends number, Units extends number>(width: Size<Width>, units: Size<Units>, x: Tensor<[...Batch, Width]>, y: Tensor<[...Batch, Units]>, state: RecurrentState<Batch, Units>) {
  expectType<RecurrentCell<Width, Units>>(cellOf(gru([1, width], units)));
  const own = cellOf(gru([1, width], units));
  expectType<RecurrentState<Batch, Units>>(own.step(x, state));
  own.step(x, state);
  // @ts-expect-error Argument of type
  own.step(y, state);
}
export function cellOfAny<N extends number>(layer: Network<[7, 5], [7, N], RecurrentParameters<4, 5, N>>, other: Network<[7, 5], [7, N], { readonly weights: Matrix<N, 5> }>) {
  expectType<LstmCell<5, N>>(cellOf(layer));
  cellOf(layer);
  // @ts-expect-error cellOf: takes a layer made by recurrent, lstm or gru
  cellOf(other);
}
