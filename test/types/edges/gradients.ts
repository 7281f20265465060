/** `grad`, `valueAndGrad`, `vjp` and `trace` with trees of tensors, down to a single number. Only tensors have derivatives. */
import { compile, grad, type Matrix, ones, type Pullback, scalar, type Scalar, stack, trace, valueAndGrad, type ValueAndGradients, vector, type Vector, vjp, zeros } from "conformable";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");

interface Line { readonly slopes: Vector<3>; readonly offset: Vector<1> }
const line: Line = { slopes: zeros([3]), offset: zeros([1]) };

// ── grad: of a number
{
  is([], grad((x: Scalar) => x.square())(scalar(3))); // right
  grad((x: number) => scalar(x))(3); // wrong: grad: …
}

// ── grad: of a string, a date, a boolean
{
  is([3], grad((x: Vector<3>) => x.sum())(zeros([3]))); // right
  grad((x: string) => scalar(x.length))("abc"); // wrong: grad: …
  grad((x: Date) => scalar(x.getTime()))(new Date()); // wrong: grad: …
  grad((x: boolean) => scalar(x ? 1 : 0))(true); // wrong: grad: …
  grad((x: bigint) => scalar(Number(x)))(3n); // wrong: grad: …
}

// ── grad: of a function
{
  is([3], grad((x: Vector<3>) => x.exp().sum())(zeros([3]))); // right
  grad((f: () => Vector<3>) => f().sum())(() => zeros([3])); // wrong: grad: …
}

// ── grad: of an array of numbers
{
  is([3], grad((x: Vector<3>) => x.sum())(vector([1, 2, 3]))); // right
  grad((x: readonly number[]) => scalar(x[0] ?? 0))([1, 2, 3]); // wrong: grad: …
  grad((x: Float32Array) => scalar(x[0] ?? 0))(new Float32Array(3)); // wrong: grad: …
}

// ── grad: of a record with a number in it
{
  const slope = grad(({ x, by }: { readonly x: Vector<3>; readonly by: Scalar }) => x.multiply(by.sum()).sum()); // right
  slope({ x: zeros([3]), by: scalar(2) }); // right
  grad(({ x, by }: { readonly x: Vector<3>; readonly by: number }) => x.multiply(by).sum())({ x: zeros([3]), by: 2 }); // wrong: grad: …
}

// ── grad: of a tree with a string in it
{
  grad(({ layers: [first] }: { readonly layers: readonly [Line] }) => first.slopes.sum())({ layers: [line] }); // right
  grad(({ layers: [first] }: { readonly layers: readonly [Line & { readonly name: string }] }) => first.slopes.sum())({ layers: [{ ...line, name: "first" }] }); // wrong: grad: …
}

// ── grad: of an argument that may be undefined
{
  grad((x: Vector<3>) => x.sum())(zeros([3])); // right
  grad((x: Vector<3> | undefined) => (x ? x.sum() : scalar(0)))(undefined); // wrong: grad: …
  grad((x: Vector<3> | null) => (x ? x.sum() : scalar(0)))(null); // wrong: grad: …
}

// ── grad: of a record whose part may be missing
{
  grad(({ slopes, offset }: Line) => slopes.sum().add(offset.sum()))(line); // right
  grad(({ slopes, offset }: { readonly slopes: Vector<3>; readonly offset: Vector<1> | undefined }) => (offset ? slopes.sum() : scalar(0)))({ slopes: zeros([3]), offset: undefined }); // wrong: grad: …
}

// ── grad: of a first argument that may be missing
{
  grad((x: Vector<3>) => x.sum())(zeros([3])); // right
  grad((x?: Vector<3>) => (x ?? ones([3])).sum())(undefined); // wrong: …
  grad((x: Vector<3> = ones([3])) => x.sum())(undefined); // wrong: …
}

// ── grad: of no argument
{
  grad((x: Vector<3>) => x.sum())(zeros([3])); // right
  grad(() => scalar(1))(undefined); // wrong: grad: …
}

// ── grad: of an instance of a class
{
  class Model {
    readonly slopes: Vector<3> = zeros([3]);
    total(): Scalar {
      return this.slopes.sum();
    }
  }
  is([3], grad(({ slopes }: { readonly slopes: Vector<3> }) => slopes.sum())({ slopes: new Model().slopes }).slopes); // right
  grad((model: Model) => model.total())(new Model()).total(); // wrong: grad: …
}

// ── grad: of a Map
{
  grad((tensors: readonly [Vector<3>]) => tensors[0].sum())([zeros([3])]); // right
  grad((tensors: Map<string, Vector<3>>) => tensors.get("x")?.sum() ?? scalar(0))(new Map([["x", zeros([3])]])).get("x"); // wrong: grad: …
  grad((tensors: Promise<Vector<3>>) => scalar(tensors instanceof Promise ? 1 : 0))(Promise.resolve(zeros([3]))); // refused: grad: …
}

// ── grad: of a list of tensors
{
  const slopes = grad((tensors: readonly Vector<3>[]) => stack([...tensors, zeros([3])] as const, 0).sum()); // refused: …
  const slopes = grad((tensors: readonly Vector<3>[]) => tensors.reduce((total, one) => total.add(one.sum()), scalar(0))); // right
  is([3], slopes([ones([3])])[0] ?? zeros([3]));
}

// ── grad: of a tuple in a record in a tuple
{
  const slopes = grad(([{ parts: [a, b] }, c]: readonly [{ readonly parts: readonly [Vector<2>, Matrix<2, 3>] }, Vector<3>]) => a.matmul(b).dot(c));
  const [{ parts: [a, b] }, c] = slopes([{ parts: [ones([2]), ones([2, 3])] }, ones([3])]);
  is([2, 3], a.outer(c).add(b)); // right
  is([2, 3], c.outer(a).add(b)); // wrong: add: [2, 3] does not fit the end of [3, 2]
}

// ── grad: as the parameters of a class are typed
{
  const slopes = grad((line: Readonly<Line>) => line.slopes.sum().multiply(line.offset.sum()));
  const { slopes: change } = slopes(line);
  is([3], line.slopes.subtract(change)); // right
  is([3], line.offset.subtract(change)); // wrong: subtract: [3] does not fit the end of [1]
}

// ── grad: other arguments may be anything
{
  grad((x: Vector<3>, by: number, name: string, at?: Date) => x.multiply(by + name.length + (at ? 1 : 0)).sum())(zeros([3]), 2, "x"); // right
  grad((x: Vector<3>, by: number, name: string, at?: Date) => x.multiply(by + name.length + (at ? 1 : 0)).sum())(zeros([3]), 2); // refused: …
  grad((by: number, x: Vector<3>) => x.multiply(by).sum())(2, zeros([3])); // wrong: grad: …
}

// ── grad: a function that ends in a number, a string, nothing
{
  grad((x: Vector<3>) => x.sum())(zeros([3])); // right
  grad((x: Vector<3>) => x.sum().at())(zeros([3])); // wrong: grad: the function doesn't return a tensor; it has to return a Scalar
  grad((x: Vector<3>) => String(x))(zeros([3])); // wrong: grad: the function doesn't return a tensor; it has to return a Scalar
  grad((x: Vector<3>) => void x.sum())(zeros([3])); // wrong: grad: the function doesn't return a tensor; it has to return a Scalar
  grad(async (x: Vector<3>) => x.sum())(zeros([3])); // wrong: grad: the function doesn't return a tensor; it has to return a Scalar
}

// ── grad: a function that ends in a vector, even of one number
{
  grad((x: Vector<3>) => x.exp().sum())(zeros([3])); // right
  grad((x: Vector<3>) => x.exp())(zeros([3])); // wrong: grad: the function returns [3], not a Scalar
  grad((x: Vector<3>) => x.sum([0], { keepDims: true }))(zeros([3])); // wrong: grad: the function returns [1], not a Scalar
  grad((x: Matrix<2, 3>) => x.sum(0))(zeros([2, 3])); // wrong: grad: the function returns [3], not a Scalar
}

// ── valueAndGrad: a function that ends in several numbers
{
  valueAndGrad((x: Vector<3>) => x.square().mean())(zeros([3])); // right
  valueAndGrad((x: Vector<3>) => x.square())(zeros([3])); // wrong: valueAndGrad: the function returns [3], not a Scalar
  valueAndGrad((x: Vector<3>) => [x.sum(), x.mean()] as const)(zeros([3])); // wrong: valueAndGrad: …
  valueAndGrad((x: Vector<3>) => ({ loss: x.sum() }))(zeros([3])); // wrong: valueAndGrad: …
}

// ── grad: a function that may end in something else
{
  grad((x: Vector<3>) => (yes ? x.sum() : x.mean()))(zeros([3])); // right
  grad((x: Vector<3>) => (yes ? x.exp() : x.sum()))(zeros([3])); // wrong: grad: …
  grad((x: Vector<3>) => (yes ? undefined : x.sum()))(zeros([3])); // wrong: grad: …
  grad((x: Vector<3>) => (yes ? 1 : x.sum()))(zeros([3])); // wrong: grad: …
}

// ── grad: a function that throws
{
  grad((x: Vector<3>) => x.sum())(zeros([3])); // right
  grad((_: Vector<3>) => { throw new Error("grad: no result"); })(zeros([3])); // wrong: grad: …
}

// ── valueAndGrad: its value is a tensor of one number
{
  const { value, gradients }: ValueAndGradients<Vector<3>> = valueAndGrad((x: Vector<3>) => x.sum())(zeros([3]));
  is([3], gradients.multiply(value)); // right
  is([3], value.multiply(gradients)); // wrong: multiply: [3] does not fit the end of []
}

// ── valueAndGrad: of a value that isn't a tensor
{
  valueAndGrad(({ slopes }: Line) => slopes.sum())(line); // right
  valueAndGrad((x: number) => scalar(x))(3); // wrong: valueAndGrad: …
  valueAndGrad((x: Date) => scalar(x.getTime()))(new Date()); // wrong: valueAndGrad: …
  valueAndGrad(({ slopes }: Line & { readonly rate: number }) => slopes.sum())({ ...line, rate: 1 }); // wrong: valueAndGrad: …
}

// ── valueAndGrad: its gradients are those of the first argument
{
  const loss = valueAndGrad((x: Vector<3>, y: Vector<2>) => x.sum().add(y.sum()));
  is([3], loss(zeros([3]), zeros([2])).gradients); // right
  is([3], loss(zeros([2]), zeros([3])).gradients); // wrong: Argument of type …
}

// ── vjp: of a value that isn't a tensor
{
  is([3], vjp((x: Vector<3>) => x.exp(), zeros([3])).backward(ones([3]))); // right
  vjp((x: number) => scalar(x), 3).backward(scalar(1)); // wrong: vjp: …
  vjp((x: string) => scalar(x.length), "abc").backward(scalar(1)); // wrong: vjp: …
  vjp((x: { readonly at: Date }) => scalar(x.at.getTime()), { at: new Date() }).backward(scalar(1)); // wrong: vjp: …
}

// ── vjp: a function whose result isn't a tensor
{
  vjp((x: Vector<3>) => x.sum(), zeros([3])).backward(scalar(1)); // right
  vjp((x: Vector<3>) => x.sum().at(), zeros([3])).backward(1); // wrong: vjp: …
  vjp((x: Vector<3>) => String(x), zeros([3])).backward("1"); // wrong: vjp: …
  vjp((x: Vector<3>) => (yes ? undefined : x), zeros([3])).backward(undefined); // wrong: vjp: …
  vjp((x: Vector<3>) => new Date(x.size), zeros([3])).backward(new Date()); // refused: vjp: …
}

// ── vjp: the error has the output's shape
{
  const { backward }: Pullback<Vector<2>, Vector<3>> = vjp((x: Vector<3>) => zeros([2, 3]).matmul(x), zeros([3]));
  is([3], backward(ones([2]))); // right
  is([3], backward(ones([3]))); // wrong: Argument of type …
}

// ── vjp: an output of one shape or another
{
  const { backward } = vjp((x: Vector<3>) => (yes ? x.exp() : x), zeros([3])); // right
  const { backward } = vjp((x: Vector<3>) => (yes ? x.exp() : x.expandDims(0)), zeros([3])); backward(ones([1, 3])); // refused: vjp: the function gives a tensor of one shape or another, where it has to give tensors
  is([3], backward(ones([3]))); // right
}

// ── grad: in code for all sizes
{
  const slope = <N extends number>(x: Vector<N>): Vector<N> => grad((v: Vector<N>) => v.square().sum())(x); // right
  const slope = <N extends number>(x: Vector<N>): Vector<N> => grad((v: Vector<N>) => v.square())(x); // wrong: …grad…
  is([3], slope(zeros([3])));
}

// ── grad: in code for all trees
{
  const descend = <P>(f: (parameters: P) => Scalar, start: P) => vjp(f, start).backward(scalar(1)); // right
  const descend = <P>(f: (parameters: P) => Vector<2>, start: P) => vjp(f, start).backward(scalar(1)); // refused: Argument of type …
  descend(({ slopes }: Line) => slopes.sum(), line); // right
}

// ── grad: of a gradient
{
  is([3], grad((x: Vector<3>) => grad((v: Vector<3>) => v.square().sum())(x).sum())(zeros([3]))); // right
  is([3], grad((x: Vector<3>) => grad((v: Vector<3>) => v.square().sum())(x))(zeros([3]))); // wrong: grad: the function returns [3], not a Scalar
}

// ── trace: of something else than a function of tensors
{
  is([3], trace((x: Vector<3>) => x.exp(), zeros([3])).run(ones([3]))); // right
  trace((x: number) => scalar(x), 3); // wrong: trace: …
  trace((x: Vector<3>, by: number) => x.multiply(by), zeros([3]), 2); // wrong: trace: the function takes a number, where it has to take tensors
  trace((x: Vector<3>) => x.sum().at(), zeros([3])); // wrong: trace: the function gives a number, where it has to give tensors
  trace((x: Vector<3>) => ({ sum: x.sum(), size: x.size }), zeros([3])); // wrong: trace: the function gives a number, where it has to give tensors
  trace((x: Vector<3>) => void x.sum(), zeros([3])); // wrong: trace: …
  trace((x: Vector<3>) => (yes ? undefined : x), zeros([3])); // wrong: trace: …
  trace(async (x: Vector<3>) => x.exp(), zeros([3])); // wrong: trace: the function gives a promise, where it has to give tensors
}

// ── compile: of something else than a function of tensors
{
  is([3], compile((x: Vector<3>) => x.exp())(ones([3]))); // right
  compile((x: number) => scalar(x))(3); // wrong: compile: the function takes a number, where it has to take tensors
  compile((x: Vector<3>) => ({ sum: x.sum(), size: x.size }))(zeros([3])); // wrong: compile: the function gives a number, where it has to give tensors
  compile(async (x: Vector<3>) => x.exp())(zeros([3])); // wrong: compile: the function gives a promise, where it has to give tensors
  compile((x: Vector<3>) => (yes ? undefined : x))(zeros([3])); // wrong: compile: …
  compile((x: Vector<3>, y?: Vector<3>) => (y ? x.add(y) : x)); // refused: compile: the function takes undefined, where it has to take tensors
  compile((...all: Vector<3>[]) => all.reduce((sum, x) => sum.add(x))); // refused: compile: the function takes any number of arguments, but a program has a fixed number of inputs
  compile((x: Vector<3>) => (yes ? x.exp() : x.expandDims(0))); // refused: compile: the function gives a tensor of one shape or another, where it has to give tensors
  compile(zeros([3])); // wrong: Argument of type …
}

// ── compile: of a function that is generic in its shapes
{
  const same = <N extends number>(x: Vector<N>): Vector<N> => x.exp();
  is([3], compile(same)(zeros([3]))); // right
  is([5], compile(same)(zeros([5]))); // right
  compile(same)(zeros([5, 3])); // refused: Argument of type …
}

// ── compile: in code for all sizes
{
  const twice = <N extends number>(x: Vector<N>): Vector<N> => compile((v: Vector<N>) => v.multiply(2))(x); // right
  const twice = <N extends number>(x: Vector<N>): Vector<N> => compile((v: Vector<N>) => v.sum())(x); // refused: Type …
  is([3], twice(zeros([3])));
}

// ── trace: arguments that may be missing, and any number of them
{
  is([3], trace((x: Vector<3>, y: Vector<3>) => x.add(y), zeros([3]), zeros([3])).run(ones([3]), ones([3]))); // right
  trace((x: Vector<3>, y?: Vector<3>) => (y ? x.add(y) : x), zeros([3]), zeros([3])); // refused: trace: the function takes undefined, where it has to take tensors
  trace((...all: Vector<3>[]) => all.reduce((sum, x) => sum.add(x)), zeros([3]), zeros([3])); // refused: trace: the function takes any number of arguments, but a program has a fixed number of inputs
}

// ── trace: other arguments than those of the function
{
  const { run } = trace((p: Line, x: Vector<3>) => p.slopes.dot(x).add(p.offset.sum()), line, zeros([3])); // right
  is([], run(line, ones([3]))); // right
  trace((p: Line, x: Vector<3>) => p.slopes.dot(x), line, zeros([5])); // wrong: Argument of type …
  trace((p: Line, x: Vector<3>) => p.slopes.dot(x), { slopes: zeros([3]), offset: zeros([5]) }, zeros([3])); // refused: Type …
  trace((p: Line, x: Vector<3>) => p.slopes.dot(x), line); // wrong: Expected 3 arguments, but got 2.
  trace((p: Line, x: Vector<3>) => p.slopes.dot(x), line, zeros([3])).run(line, zeros([5])); // wrong: Argument of type …
  trace((p: Line, x: Vector<3>) => p.slopes.dot(x), line, zeros([3])).run(line); // wrong: Expected 2 arguments, but got 1.
}

// ── trace: a result of one shape or another
{
  is([3], trace((x: Vector<3>) => (yes ? x.exp() : x), zeros([3])).run(zeros([3]))); // right
  trace((x: Vector<3>) => (yes ? x.exp() : x.expandDims(0)), zeros([3])); // refused: trace: the function gives a tensor of one shape or another, where it has to give tensors
}

// ── trace: in code for all sizes
{
  const traced = <N extends number>(x: Vector<N>): Vector<N> => trace((v: Vector<N>) => v.square(), x).run(x); // right
  const traced = <N extends number>(x: Vector<N>): Vector<N> => trace((v: Vector<N>) => v.sum(), x).run(x); // refused: Type …
  is([3], traced(zeros([3])));
}

// ── trace: a function that is generic in its shapes is given those that it is recorded with
{
  const same = <N extends number>(x: Vector<N>): Vector<N> => x.exp();
  is([3], trace((x: Vector<3>) => same(x), zeros([3])).run(zeros([3]))); // right
  trace(same, zeros([3])); // refused: Argument of type …
  is([3], trace(same<3>, zeros([3])).run(zeros([3]))); // right
}
