/** Gradients of functions that end in a scalar. They have the shapes of the parameters. */
import { type Dim, dim, grad, type Matrix, type Scalar, type Shape, type Tensor, type Vector, valueAndGrad, vjp, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const [ends, stays, counts] = [(x: Vector<3>): Scalar => x.sum(), (x: Vector<3>): Vector<3> => x.exp(), (_: Vector<3>): number => 3];
const endsNamed = (x: Vector<Dim<"batch">>): Scalar => x.sum();
const staysNamed = (x: Vector<Dim<"batch">>): Vector<Dim<"batch">> => x.exp();

// ── grad: of a function that ends in a Scalar ──
expectType<Vector<3>>(grad(ends)(zeros([3])));
expectType<{ w: Matrix<2, 3> }>(grad((p: { w: Matrix<2, 3> }) => p.w.sum())({ w: zeros([2, 3]) }));

grad(ends)(zeros([3]));
// @ts-expect-error grad: the function returns [3], not a Scalar
grad(stays)(zeros([3]));
grad(ends)(zeros([3]));
// @ts-expect-error grad: the function doesn't return a tensor; it has to return a Scalar
grad(counts)(zeros([3]));
grad(ends)(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
grad(ends)(zeros([5]));
grad(ends)(zeros([3])).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
grad(ends)(zeros([3])).dot(zeros([5]));
grad(endsNamed);
// @ts-expect-error grad: the function returns [batch], not a Scalar
grad(staysNamed);
grad(endsNamed)(zeros([batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Vector<
grad(endsNamed)(zeros([time]));
export function gradOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Scalar, g: (x: Tensor<S>) => Tensor<[3, ...S]>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<S>>(grad(f)(x));
  grad(f);
  // @ts-expect-error grad
  grad(g);
  grad(f)(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  grad(f)(y);
}

// ── valueAndGrad: of a function that ends in a Scalar ──
expectType<Vector<3>>(valueAndGrad(ends)(zeros([3])).gradients);
expectType<{ w: Matrix<2, 3> }>(valueAndGrad((p: { w: Matrix<2, 3> }) => p.w.sum())({ w: zeros([2, 3]) }).gradients);

valueAndGrad(ends)(zeros([3]));
// @ts-expect-error valueAndGrad: the function returns [3], not a Scalar
valueAndGrad(stays)(zeros([3]));
valueAndGrad(ends)(zeros([3]));
// @ts-expect-error valueAndGrad: the function doesn't return a tensor; it has to return a Scalar
valueAndGrad(counts)(zeros([3]));
valueAndGrad(ends)(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
valueAndGrad(ends)(zeros([5]));
valueAndGrad(ends)(zeros([3])).gradients.dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
valueAndGrad(ends)(zeros([3])).gradients.dot(zeros([5]));
valueAndGrad(endsNamed);
// @ts-expect-error valueAndGrad: the function returns [batch], not a Scalar
valueAndGrad(staysNamed);
valueAndGrad(endsNamed)(zeros([batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Vector<
valueAndGrad(endsNamed)(zeros([time]));
export function valueAndGradOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Scalar, g: (x: Tensor<S>) => Tensor<[3, ...S]>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<S>>(valueAndGrad(f)(x).gradients);
  valueAndGrad(f);
  // @ts-expect-error valueAndGrad
  valueAndGrad(g);
  valueAndGrad(f)(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  valueAndGrad(f)(y);
}

// ── vjp: the way back from any function of tensors ──
expectType<Vector<3>>(vjp(stays, zeros([3])).output);
expectType<Vector<3>>(vjp(stays, zeros([3])).backward(zeros([3])));

vjp(stays, zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type
vjp(stays, zeros([5]));
vjp(stays, zeros([3])).backward(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
vjp(stays, zeros([3])).backward(zeros([5]));
vjp(staysNamed, zeros([batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type
vjp(staysNamed, zeros([time]));
export function vjpOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Tensor<T>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<S>>(vjp(f, x).backward(y));
  vjp(f, x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type
  vjp(f, y);
  vjp(f, x).backward(y);
  // @ts-expect-error Argument of type 'Tensor<S>' is not assignable to parameter of type 'Tensor<T>'
  vjp(f, x).backward(x);
}
