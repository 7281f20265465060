/** Functions as programs, with the types of their arguments and results. */
import { type Constant, compile, type Dim, dim, grad, type Matrix, type Operand, type Primitives, type Program, type Scalar, type Shape, type Step, type Tensor, trace, type Variable, type Vector, zeros } from "conformable";
import { dense } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const stays = (x: Vector<3>): Vector<3> => x.exp();
const staysNamed = (x: Vector<Dim<"batch">>): Vector<Dim<"batch">> => x.exp();
const product = (p: { readonly w: Matrix<2, 3> }, x: Vector<3>) => ({ y: p.w.matmul(x), parts: [x.sum()] as const });
const weights = zeros([2, 3]);
const layer = dense(3, 2);

// ── trace: a function of tensors, and its arguments ──
expectType<Program<[x: Vector<3>], Vector<3>>>(trace(stays, zeros([3])));
expectType<Program<[p: { readonly w: Matrix<2, 3> }, x: Vector<3>], { y: Vector<2>; parts: readonly [Scalar] }>>(trace(product, { w: weights }, zeros([3])));
expectType<Program<[], Tensor<[3]>>>(trace(() => zeros([3])));
expectType<Program<[x: Matrix<5, 3>], Tensor<[5, 2]>>>(trace((x: Matrix<5, 3>) => layer.predict(x), zeros([5, 3])));
expectType<Program<[parameters: Vector<3>], Vector<3>>>(trace(grad((x: Vector<3>) => x.sum()), zeros([3])));

trace(stays, zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Tensor<[3]>'
trace(stays, zeros([5]));
trace(product, { w: weights }, zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Tensor<[3]>'
trace(product, { w: weights }, zeros([5]));
trace(product, { w: zeros([2, 3]) }, zeros([3]));
// @ts-expect-error Type 'Tensor<[2, 5]>' is not assignable to type 'Matrix<2, 3>'
trace(product, { w: zeros([2, 5]) }, zeros([3]));
trace((x: Matrix<5, 3>) => layer.predict(x), zeros([5, 3]));
// @ts-expect-error Argument of type 'Tensor<[5, 2]>' is not assignable to parameter of type 'Tensor<[5, 3]>'
trace((x: Matrix<5, 3>) => layer.predict(x), zeros([5, 2]));
trace(staysNamed, zeros([batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Tensor<[Dim<"batch">]>'
trace(staysNamed, zeros([time]));
export function traceOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Tensor<T>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Program<[x: Tensor<S>], Tensor<T>>>(trace(f, x));
  trace(f, x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  trace(f, y);
}

// ── run: arguments of the same shapes ──
expectType<Vector<3>>(trace(stays, zeros([3])).run(zeros([3])));
expectType<readonly [Scalar]>(trace(product, { w: weights }, zeros([3])).run({ w: weights }, zeros([3])).parts);
const { run } = trace((x: Vector<3>) => x.sum(), zeros([3]));
expectType<Vector<3>>(grad(run)(zeros([3])));

run(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
run(zeros([5]));
trace(staysNamed, zeros([batch])).run(zeros([batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Vector<
trace(staysNamed, zeros([batch])).run(zeros([time]));
export function runOf<S extends Shape, T extends Shape>(program: Program<[Tensor<S>], Tensor<T>>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<T>>(program.run(x));
  program.run(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  program.run(y);
}

// ── compile: a function of tensors, which keeps its type ──
expectType<(x: Vector<3>) => Vector<3>>(compile(stays));
expectType<Vector<3>>(compile(stays)(zeros([3])));
expectType<readonly [Scalar]>(compile(product)({ w: weights }, zeros([3])).parts);
expectType<(parameters: Vector<3>) => Vector<3>>(compile(grad((x: Vector<3>) => x.sum())));
expectType<Tensor<[5, 2]>>(compile(layer.predict)(zeros([5, 3])));
expectType<Tensor<[7]>>(compile(<N extends number>(x: Vector<N>) => x.exp())(zeros([7])));
expectType<Matrix<2, 3>>(compile(<S extends Shape>(x: Tensor<S>) => x.exp())(weights));

compile(stays)(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
compile(stays)(zeros([5]));
compile((x: Vector<3>) => ({ x, y: x }));
// @ts-expect-error Argument of type '(x: Vector<3>) => { x: Vector<3>; y: number; }' is not assignable to parameter of type '"compile: the function gives a number, where it has to give tensors"'
compile((x: Vector<3>) => ({ x, y: 3 }));
compile((x: { y: Vector<3>; by: Scalar }) => x.y);
// @ts-expect-error Argument of type '(x: { y: Vector<3>; by: number; }) => Vector<3>' is not assignable to parameter of type '"compile: the function takes a number, where it has to take tensors"'
compile((x: { y: Vector<3>; by: number }) => x.y);
compile.explain(stays, zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
compile.explain(stays, zeros([5]));
compile(staysNamed)(zeros([batch]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>]>' is not assignable to parameter of type 'Vector<
compile(staysNamed)(zeros([time]));
export function compileOf<S extends Shape, T extends Shape>(f: (x: Tensor<S>) => Tensor<T>, x: Tensor<S>, y: Tensor<T>) {
  expectType<Tensor<T>>(compile(f)(x));
  compile(f)(x);
  // @ts-expect-error Argument of type 'Tensor<T>' is not assignable to parameter of type 'Tensor<S>'
  compile(f)(y);
}

// What a program consists of.
const program = trace(stays, zeros([3]));
expectType<readonly Variable[]>(program.inputs);
expectType<readonly Constant[]>(program.constants);
expectType<readonly (Variable | Constant)[]>(program.outputs);
expectType<readonly Step[]>(program.steps);
for (const step of program.steps) {
  expectType<readonly Operand[]>(step.operands);
  if (step.primitive === "repeat") expectType<Primitives["repeat"]>(step.options);
  if (step.primitive === "permute") expectType<readonly number[]>(step.options.order);
}
