/** Transformations of functions, and functions of trees of tensors. */
import {
  addTrees, clipByGlobalNorm, type Dim, dim, globalNorm, grad, hessian, jacobian, jvp, lbfgs, type Matrix, mapTensors, type Scalar, type Shape, scaleTree,
  stopGradient, type Tensor, type Vector, valueAndGrad, vmap, zeros,
} from "conformable";
import { dense, sequential } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const yes: boolean = JSON.parse("true");
const batch = dim("batch", count);
const time = dim("time", count);
const [ends, stays, grows, counts] = [(x: Vector<3>): Scalar => x.sum(), (x: Vector<3>): Vector<3> => x.exp(), (x: Vector<3>): Matrix<3, 3> => x.outer(x), (_: Vector<3>): number => 3];
const takes = (x: number): Vector<3> => zeros([3]).add(x);
const endsNamed = (x: Vector<Dim<"batch">>): Scalar => x.sum();
const staysNamed = (x: Vector<Dim<"batch">>): Vector<Dim<"batch">> => x.exp();
const [ofBatch, ofTime] = [zeros([batch]), zeros([time])];
const [rowsOfBatch, rowsOfTime] = [zeros([batch, 3]), zeros([time, 3])];
const two = (w: Vector<3>, x: Vector<3>): Scalar => w.dot(x);
const named = (w: Vector<Dim<"batch">>, x: Vector<Dim<"batch">>): Scalar => w.dot(x);
const network = sequential(dense(3, 5), dense(5, 2));
const [anyNumber, ofEachRow] = [(...all: Vector<3>[]): Vector<3> => all[0] ?? zeros([3]), vmap(stays)];
const [mappedFirst, perhapsMapped] = [[0, null] as const, [0, yes ? 0 : null] as const];
const [scale, scales] = [zeros([]), zeros([3])];
type Parameters = typeof network.parameters;
const tree = { w: zeros([2, 3]), b: [zeros([5])] as const };
const other = { w: zeros([3, 2]), b: [zeros([5])] as const };
const ofNames = { w: zeros([batch, 3]) };
const otherNames = { w: zeros([time, 3]) };
const mixed = { w: zeros([2, 3]), rate: 0.1 };
const mixedNames = { w: zeros([batch, 3]), rate: 0.1 };

// ── jvp: the tangents have the type of the first argument ──
expectType<Vector<3>>(jvp(stays, zeros([3]), zeros([3])).output);
expectType<Matrix<3, 3>>(jvp(grows, zeros([3]), zeros([3])).tangent);
expectType<Scalar>(jvp(two, zeros([3]), zeros([3]), zeros([3])).tangent);

jvp(stays, zeros([3]), zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type
jvp(stays, zeros([3]), zeros([5]));
jvp(stays, zeros([3]), zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type
jvp(stays, zeros([5]), zeros([3]));
jvp(stays, zeros([3]), zeros([3]));
// @ts-expect-error jvp: the function gives a number, where it has to give tensors
jvp(counts, zeros([3]), zeros([3]));
jvp(staysNamed, ofBatch, ofBatch);
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type
jvp(staysNamed, ofBatch, ofTime);
export function jvpOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Tensor<T>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<T>>(jvp(f, x, x).tangent);
  jvp(f, x, x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type
  jvp(f, x, y);
}

// ── jacobian: of a function of tensors to tensors ──
expectType<Matrix<3, 3>>(jacobian(stays)(zeros([3])));
expectType<Vector<3>>(jacobian(ends)(zeros([3])));
expectType<Tensor<[3, 3, 3]>>(jacobian(grows)(zeros([3])));
expectType<Tensor<[3, 3, 3, 3]>>(jacobian(jacobian(grows))(zeros([3])));
expectType<{ y: { w: Tensor<[2, 2, 3]>; b: readonly [Matrix<2, 5>] }; z: readonly [{ w: Matrix<2, 3>; b: readonly [Vector<5>] }] }>(
  jacobian((p: { w: Matrix<2, 3>; b: readonly [Vector<5>] }) => ({ y: p.w.sum(1), z: [p.b[0].sum()] as const }))(tree),
);
expectType<Matrix<Dim<"batch">, Dim<"batch">>>(jacobian(staysNamed)(ofBatch));

jacobian(stays)(zeros([3]));
// @ts-expect-error jacobian: the function gives a number, where it has to give tensors
jacobian(counts)(zeros([3]));
jacobian(stays);
// @ts-expect-error jacobian: the function takes a number, where it has to take tensors
jacobian(takes);
jacobian(stays)(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
jacobian(stays)(zeros([5]));
jacobian(grows)(zeros([3])).matmul(zeros([3]));
// @ts-expect-error matmul: [3, 3, 3] by [5]: the left has 3 columns, the right 5 rows
jacobian(grows)(zeros([3])).matmul(zeros([5]));
jacobian(staysNamed)(ofBatch);
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Vector<
jacobian(staysNamed)(ofTime);
export function jacobianOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Tensor<T>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<[...T, ...S]>>(jacobian(f)(x));
  jacobian(f)(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  jacobian(f)(y);
}

// ── hessian: of a function that ends in a Scalar ──
expectType<Matrix<3, 3>>(hessian(ends)(zeros([3])));
expectType<Tensor<[2, 3, 2, 3]>>(hessian((x: Matrix<2, 3>) => x.sum())(zeros([2, 3])));
expectType<{ w: { w: Tensor<[2, 2]>; b: Vector<2> }; b: { w: Vector<2>; b: Scalar } }>(
  hessian((p: { w: Vector<2>; b: Scalar }) => p.w.sum().multiply(p.b))({ w: zeros([2]), b: zeros([]) }),
);
expectType<Matrix<Dim<"batch">, Dim<"batch">>>(hessian(endsNamed)(ofBatch));

hessian(ends)(zeros([3]));
// @ts-expect-error hessian: the function returns [3], not a Scalar
hessian(stays)(zeros([3]));
hessian(ends);
// @ts-expect-error hessian: the function doesn't return a tensor; it has to return a Scalar
hessian(counts);
hessian(ends)(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
hessian(ends)(zeros([5]));
hessian(endsNamed);
// @ts-expect-error hessian: the function returns [batch], not a Scalar
hessian(staysNamed);
export function hessianOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Scalar, g: (x: Tensor<S>) => Tensor<[3, ...S]>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<[...S, ...S]>>(hessian(f)(x));
  hessian(f);
  // @ts-expect-error hessian
  hessian(g);
  hessian(f)(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  hessian(f)(y);
}

// ── vmap: one more axis, of one size, in arguments and results ──
expectType<Matrix<7, 3>>(vmap(stays)(zeros([7, 3])));
expectType<Vector<7>>(vmap(two)(zeros([7, 3]), zeros([7, 3])));
expectType<Vector<7>>(vmap(two, { inAxes: [null, 0] })(zeros([3]), zeros([7, 3])));
expectType<Matrix<7, 3>>(vmap(grad(two), { inAxes: [null, 0] })(zeros([3]), zeros([7, 3])));
expectType<Tensor<[7, 3, 3]>>(vmap(hessian(ends))(zeros([7, 3])));
expectType<Matrix<7, 11>>(vmap((x: Vector<3>) => vmap((y: Vector<3>) => two(x, y))(zeros([11, 3])))(zeros([7, 3])));
expectType<{ w: Tensor<[7, 2, 3]>; b: readonly [Matrix<7, 5>] }>(vmap((p: { w: Matrix<2, 3>; b: readonly [Vector<5>] }) => p)({ w: zeros([7, 2, 3]), b: [zeros([7, 5])] }));
expectType<Matrix<7, 3>>(vmap((x: Vector<3>, power: number) => x.power(power), { inAxes: [0, null] })(zeros([7, 3]), 2));
expectType<Matrix<Dim<"batch">, 3>>(vmap(stays)(rowsOfBatch));
const ofParameters = (p: Parameters, x: Vector<3>) => network.with(p).predict(x);
expectType<Matrix<7, 2>>(vmap(ofParameters, { inAxes: [null, 0] })(network.parameters, zeros([7, 3])));
expectType<Tensor<[7, 5, 3]>>(
  vmap(grad((p: Parameters, x: Vector<3>) => ofParameters(p, x).sum()), { inAxes: [null, 0] })(network.parameters, zeros([7, 3]))[0].weights,
);

vmap(two)(zeros([7, 3]), zeros([7, 3]));
// @ts-expect-error vmap: one argument has 7 examples, another 5
vmap(two)(zeros([7, 3]), zeros([5, 3]));
vmap(two)(zeros([7, 3]), zeros([7, 3]));
// @ts-expect-error Argument of type 'Tensor<[7, 5]>' is not assignable to parameter of type 'Tensor<[7, 3]>'
vmap(two)(zeros([7, 3]), zeros([7, 5]));
vmap(stays)(zeros([7, 3]));
// @ts-expect-error vmap: the function gives a number, where it has to give tensors
vmap(counts)(zeros([7, 3]));
vmap(stays);
// @ts-expect-error vmap: the function takes a number, where it has to take tensors
vmap(takes);
vmap(stays, { inAxes: [0] });
// @ts-expect-error vmap: no argument is mapped, so there are no examples
vmap(stays, { inAxes: [null] });
vmap(stays, { inAxes: [0] });
// @ts-expect-error vmap: the length of inAxes is 1, but the number of arguments is 2
vmap(two, { inAxes: [0] });
vmap(two, { inAxes: mappedFirst });
// @ts-expect-error vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null
vmap(two, { inAxes: perhapsMapped });
vmap(two, { inAxes: [0, null] })(zeros([7, 3]), zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[3]>' is not assignable to parameter of type 'Tensor<
vmap(two, { inAxes: [0, 0] })(zeros([7, 3]), zeros([3]));
vmap((x: Matrix<7, 3>) => ofEachRow(x));
vmap(stays);
// @ts-expect-error vmap: the function takes any number of arguments, but vmap has to know each of them
vmap(anyNumber);
vmap(stays);
// @ts-expect-error vmap: a tensor that the function takes or returns has a size of type number; state the size, as in Vector<3>
vmap(ofEachRow);
vmap(two)(rowsOfBatch, rowsOfBatch);
// @ts-expect-error vmap: one argument has batch examples, another time
vmap(two)(rowsOfBatch, rowsOfTime);
vmap(named, { inAxes: [null, 0] })(ofBatch, zeros([7, batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Vector<
vmap(named, { inAxes: [null, 0] })(ofTime, zeros([7, batch]));
export function vmapOf<N extends number, M extends number, S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Tensor<T>, g: (x: Tensor<S>, y: Tensor<S>) => Scalar, xs: Tensor<[N, ...S]>, ys: Tensor<[N, ...T]>, zs: Tensor<[M, ...S]>) {
  expectType<Tensor<[N, ...T]>>(vmap(f)(xs));
  expectType<Vector<N>>(vmap(g)(xs, xs));
  expectType<Tensor<[N, ...T, ...S]>>(vmap(jacobian(f))(xs));
  vmap(f)(xs);
  // @ts-expect-error Argument of type 'Tensor<[N, ...T]>' is not assignable to parameter of type 'Tensor<[N, ...S]>'
  vmap(f)(ys);
  vmap(g)(xs, xs);
  // @ts-expect-error vmap
  vmap(g)(xs, zs);
}

// ── valueAndGrad: with an auxiliary output ──
const withSquares = valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: { squares: x.square(), parts: [x.outer(x)] as const } }));
expectType<Vector<3>>(withSquares(zeros([3])).auxiliary.squares);
expectType<Matrix<3, 3>>(withSquares(zeros([3])).auxiliary.parts[0]);
expectType<Vector<3>>(withSquares(zeros([3])).gradients);
expectType<Scalar>(withSquares(zeros([3])).value);

valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: x }));
// @ts-expect-error valueAndGrad: the auxiliary output has a number, where it has to have tensors
valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: 1 }));
valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: x }))(zeros([3]));
// @ts-expect-error valueAndGrad: the function returns [3], not a Scalar
valueAndGrad((x: Vector<3>) => ({ value: x.exp(), auxiliary: x }))(zeros([3]));
valueAndGrad((x: Vector<Dim<"batch">>) => ({ value: x.sum(), auxiliary: x }))(ofBatch).auxiliary.dot(ofBatch);
// @ts-expect-error dot: [batch] by [time]: the shapes differ
valueAndGrad((x: Vector<Dim<"batch">>) => ({ value: x.sum(), auxiliary: x }))(ofBatch).auxiliary.dot(ofTime);
export function auxiliaryOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => { value: Scalar; auxiliary: Tensor<T> }, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<T>>(valueAndGrad(f)(x).auxiliary);
  valueAndGrad(f)(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  valueAndGrad(f)(y);
}

// ── stopGradient: a tree of tensors ──
expectType<Vector<3>>(stopGradient(zeros([3])));
expectType<typeof tree>(stopGradient(tree));

stopGradient(tree);
// @ts-expect-error stopGradient: takes a tree of tensors, but it has a number
stopGradient(mixed);
stopGradient(ofNames);
// @ts-expect-error stopGradient: takes a tree of tensors, but it has a number
stopGradient(mixedNames);
export function stopGradientOf<S extends Shape, T extends Shape, P>(x: Tensor<S>, y: Tensor<T>, p: P) {
  expectType<Tensor<S>>(stopGradient(x));
  expectType<P>(stopGradient(p));
  x.add(stopGradient(x));
  // @ts-expect-error add
  x.add(stopGradient(y));
}

// ── mapTensors: a function of tensors of any shape, and trees of one type ──
expectType<typeof tree>(mapTensors(tree, (x) => x.exp()));
expectType<typeof tree>(mapTensors(tree, (x, y, z) => x.add(y).multiply(z), tree, tree));
expectType<Vector<3>>(mapTensors(zeros([3]), (x) => x.exp()));

mapTensors(tree, (x, y) => x.add(y), tree);
// @ts-expect-error is not assignable to
mapTensors(tree, (x, y) => x.add(y), other);
mapTensors(tree, (x) => x.exp());
// @ts-expect-error statement: is not assignable to type 'Tensor<S>'
mapTensors(tree, (x) => x.sum());
mapTensors(tree, (x) => x.exp());
// @ts-expect-error mapTensors: takes a tree of tensors, but it has a number
mapTensors(mixed, (x) => x.exp());
mapTensors(ofNames, (x, y) => x.add(y), ofNames);
// @ts-expect-error is not assignable to
mapTensors(ofNames, (x, y) => x.add(y), otherNames);
export function mapTensorsOf<P, Q>(p: P, q: Q) {
  expectType<P>(mapTensors(p, (x, y) => x.add(y), p));
  mapTensors(p, (x, y) => x.add(y), p);
  // @ts-expect-error is not assignable to
  mapTensors(p, (x, y) => x.add(y), q);
}

// ── addTrees: trees of one type ──
expectType<typeof tree>(addTrees(tree, tree, tree));

addTrees(tree, tree);
// @ts-expect-error is not assignable to
addTrees(tree, other);
addTrees(tree);
// @ts-expect-error addTrees: takes a tree of tensors, but it has a number
addTrees(mixed);
addTrees(ofNames, ofNames);
// @ts-expect-error is not assignable to
addTrees(ofNames, otherNames);
export function addTreesOf<P, Q>(p: P, q: Q) {
  expectType<P>(addTrees(p, p));
  addTrees(p, p);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type
  addTrees(p, q);
}

// ── scaleTree: by a number or a scalar ──
expectType<typeof tree>(scaleTree(tree, 0.5));
expectType<typeof tree>(scaleTree(tree, zeros([])));

scaleTree(tree, scale);
// @ts-expect-error Argument of type 'Tensor<[3]>' is not assignable to parameter of type
scaleTree(tree, scales);
scaleTree(tree, 2);
// @ts-expect-error scaleTree: takes a tree of tensors, but it has a number
scaleTree(mixed, 2);
scaleTree(ofNames, 2);
// @ts-expect-error scaleTree: takes a tree of tensors, but it has a number
scaleTree(mixedNames, 2);
export function scaleTreeOf<P, S extends Shape>(p: P, factor: Scalar, x: Tensor<S>) {
  expectType<P>(scaleTree(p, 2));
  scaleTree(p, factor);
  // @ts-expect-error Argument of type 'Tensor<S>' is not assignable to parameter of type
  scaleTree(p, x);
}

// ── lbfgs: parameters as the function takes them ──
const bowl = (x: Vector<3>): Scalar => x.square().sum();
const bowlOfBatch = (x: Vector<Dim<"batch">>): Scalar => x.square().sum();
expectType<Vector<3>>(lbfgs((x: Vector<3>) => x.square().sum(), zeros([3])).parameters);
expectType<number>(lbfgs((x: Vector<3>) => x.square().sum(), zeros([3]), { steps: 5, history: 3, tolerance: 0.1 }).value);

lbfgs(bowl, zeros([3]));
// @ts-expect-error statement: is not assignable to
lbfgs(bowl, zeros([4]));
lbfgs(bowl, zeros([3]));
// @ts-expect-error lbfgs: the function returns [3], not a Scalar
lbfgs(stays, zeros([3]));
lbfgs(bowlOfBatch, ofBatch);
// @ts-expect-error lbfgs: the function returns [batch], not a Scalar
lbfgs(staysNamed, ofBatch);
export function least<N extends number, M extends number>(f: (x: Vector<N>) => Scalar, one: Vector<N>, other: Vector<M>) {
  expectType<Vector<N>>(lbfgs(f, one).parameters);
  lbfgs(f, one);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  lbfgs(f, other);
}

// ── globalNorm, clipByGlobalNorm: a tree of tensors ──
expectType<Scalar>(globalNorm(tree));
expectType<Scalar>(globalNorm([zeros([2]), zeros([3])]));
expectType<typeof tree>(clipByGlobalNorm(tree, 1));

globalNorm(tree);
// @ts-expect-error globalNorm: takes a tree of tensors, but it has a number
globalNorm(mixed);
clipByGlobalNorm(tree, 1);
// @ts-expect-error clipByGlobalNorm: takes a tree of tensors, but it has a number
clipByGlobalNorm(mixed, 1);
globalNorm(ofNames);
// @ts-expect-error globalNorm: takes a tree of tensors, but it has a number
globalNorm(mixedNames);
clipByGlobalNorm(ofNames, 1);
// @ts-expect-error clipByGlobalNorm: takes a tree of tensors, but it has a number
clipByGlobalNorm(mixedNames, 1);
export function normOf<P, Q>(p: P, f: (p: P) => P, q: Q) {
  expectType<Scalar>(globalNorm(p));
  expectType<P>(clipByGlobalNorm(p, 1));
  f(clipByGlobalNorm(p, globalNorm(p).at()));
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  f(clipByGlobalNorm(q, globalNorm(p).at()));
  globalNorm<P>(f(p));
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  globalNorm<P>(f(q));
}
