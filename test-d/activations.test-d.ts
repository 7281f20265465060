/** Activations beyond those of `layers.test-d.ts`: they keep any shape. */
import { dim, type Vector, zeros } from "conformable";
import { type Activation, elu, gelu, hardSigmoid, leakyRelu, mish, silu, softplus, softsign } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);

// ── gelu ──
expectType<Activation>(gelu);

gelu.derivative(gelu.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
gelu.derivative(gelu.apply(zeros([3]))).dot(zeros([5]));
gelu.derivative(gelu.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
gelu.derivative(gelu.apply(zeros([batch]))).dot(zeros([time]));
export function geluOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  gelu.derivative(gelu.apply(u)).dot(u);
  // @ts-expect-error dot
  gelu.derivative(gelu.apply(u)).dot(v);
}

// ── silu ──
expectType<Activation>(silu);

silu.derivative(silu.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
silu.derivative(silu.apply(zeros([3]))).dot(zeros([5]));
silu.derivative(silu.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
silu.derivative(silu.apply(zeros([batch]))).dot(zeros([time]));
export function siluOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  silu.derivative(silu.apply(u)).dot(u);
  // @ts-expect-error dot
  silu.derivative(silu.apply(u)).dot(v);
}

// ── leakyRelu ──
expectType<Activation>(leakyRelu(0.2));

leakyRelu(0.2).derivative(leakyRelu(0.2).apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
leakyRelu(0.2).derivative(leakyRelu(0.2).apply(zeros([3]))).dot(zeros([5]));
leakyRelu(0.2).derivative(leakyRelu(0.2).apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
leakyRelu(0.2).derivative(leakyRelu(0.2).apply(zeros([batch]))).dot(zeros([time]));
export function leakyReluOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  leakyRelu(0.2).derivative(leakyRelu(0.2).apply(u)).dot(u);
  // @ts-expect-error dot
  leakyRelu(0.2).derivative(leakyRelu(0.2).apply(u)).dot(v);
}

// ── elu ──
expectType<Activation>(elu());
expectType<Activation>(elu(0.5));

elu().derivative(elu().apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
elu().derivative(elu().apply(zeros([3]))).dot(zeros([5]));
elu().derivative(elu().apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
elu().derivative(elu().apply(zeros([batch]))).dot(zeros([time]));
export function eluOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  elu().derivative(elu().apply(u)).dot(u);
  // @ts-expect-error dot
  elu().derivative(elu().apply(u)).dot(v);
}

// ── softplus ──
expectType<Activation>(softplus);

softplus.derivative(softplus.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
softplus.derivative(softplus.apply(zeros([3]))).dot(zeros([5]));
softplus.derivative(softplus.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
softplus.derivative(softplus.apply(zeros([batch]))).dot(zeros([time]));
export function softplusOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  softplus.derivative(softplus.apply(u)).dot(u);
  // @ts-expect-error dot
  softplus.derivative(softplus.apply(u)).dot(v);
}

// ── softsign ──
expectType<Activation>(softsign);

softsign.derivative(softsign.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
softsign.derivative(softsign.apply(zeros([3]))).dot(zeros([5]));
softsign.derivative(softsign.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
softsign.derivative(softsign.apply(zeros([batch]))).dot(zeros([time]));
export function softsignOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  softsign.derivative(softsign.apply(u)).dot(u);
  // @ts-expect-error dot
  softsign.derivative(softsign.apply(u)).dot(v);
}

// ── hardSigmoid ──
expectType<Activation>(hardSigmoid);

hardSigmoid.derivative(hardSigmoid.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
hardSigmoid.derivative(hardSigmoid.apply(zeros([3]))).dot(zeros([5]));
hardSigmoid.derivative(hardSigmoid.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
hardSigmoid.derivative(hardSigmoid.apply(zeros([batch]))).dot(zeros([time]));
export function hardSigmoidOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  hardSigmoid.derivative(hardSigmoid.apply(u)).dot(u);
  // @ts-expect-error dot
  hardSigmoid.derivative(hardSigmoid.apply(u)).dot(v);
}

// ── mish ──
expectType<Activation>(mish);

mish.derivative(mish.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
mish.derivative(mish.apply(zeros([3]))).dot(zeros([5]));
mish.derivative(mish.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
mish.derivative(mish.apply(zeros([batch]))).dot(zeros([time]));
export function mishOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  mish.derivative(mish.apply(u)).dot(u);
  // @ts-expect-error dot
  mish.derivative(mish.apply(u)).dot(v);
}
