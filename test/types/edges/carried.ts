/** Values that are carried a long way before an operation takes them: trees that have more or less than they say, options of other types, borrowed methods. */
import { addTrees, clipByGlobalNorm, compile, concat, dim, type Dim, globalNorm, grad, hessian, jacobian, jvp, lbfgs, mapTensors, type Matrix, matrix, ones, type Scalar, scaleTree, type Shape, type Size, stack, tensor, type Tensor, trace, valueAndGrad, vector, type Vector, vjp, vmap, zeros } from "conformable";
import { adam, averagePool2d, conv1d, conv2d, type Conv2dOptions, convTranspose2d, dense, type DenseOptions, dropout, lstm, gru, type RecurrentOptions, maxPool2d, type PoolOptions, sequential, sgd, trainable, batches, type BatchesOptions } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
interface Line { readonly slope: Vector<3>; readonly offset: Scalar }
const line: Line = { slope: zeros([3]), offset: zeros([]) };
const more = { slope: zeros([3]), offset: zeros([]), extra: zeros([2]) };
const less: { readonly slope: Vector<3>; readonly offset?: Scalar } = { slope: zeros([3]) };

// ── trees that have more than they say: addTrees
{
  addTrees(line, line); // right
  addTrees(line, more); // wrong, open: …
  addTrees(line, less); // wrong: …
  addTrees(line, { slope: zeros([3]) }); // wrong: …
  addTrees(line, { slope: zeros([4]), offset: zeros([]) }); // wrong: Type …
  addTrees(line, { ...line, extra: zeros([2]) }); // wrong: …
}

// ── trees that have more than they say: jvp
{
  const f = (p: Line) => p.slope.sum().add(p.offset);
  jvp(f, line, line); // right
  jvp(f, line, more); // wrong, open: …
  jvp(f, line, less); // wrong: …
  jvp(f, line, { slope: zeros([3]), offset: zeros([1]) }); // wrong: …
}

// ── trees of a function whose parameter may be missing
{
  const f = (p: { readonly slope: Vector<3>; readonly offset: Scalar }) => p.slope.sum().add(p.offset); // right
  const f = (p: { readonly slope: Vector<3>; readonly offset?: Scalar }) => p.slope.sum().add(p.offset ?? 0); // refused
  grad(f); // here: …
}

// ── a second argument that may be missing
{
  const f = (x: Vector<3>, y: Vector<3>) => x.dot(y); // right
  const f = (x: Vector<3>, y: Vector<3> = zeros([3])) => x.dot(y); // refused
  compile(f); // here: compile: …
}

// ── a second argument that may be missing: vmap
{
  const f = (x: Vector<3>, y: Vector<3>) => x.dot(y); // right
  const f = (x: Vector<3>, y?: Vector<3>) => x.dot(y ?? x); // refused
  is([5], vmap(f)(zeros([5, 3]), zeros([5, 3]))); // here: …
}

// ── a second argument that isn't differentiated may be missing
{
  const f = (x: Vector<3>, y: Vector<3> = zeros([3])) => x.dot(y);
  is([3], grad(f)(zeros([3]))); // right
  is([3], grad(f)(zeros([3]), zeros([3]))); // right
  grad(f)(zeros([3]), zeros([4])); // wrong: Argument …
  grad(f)(); // wrong: Expected 1-2 arguments, but got 0.
}

// ── gradients of a function of any size
{
  const loss = <N extends number>(x: Vector<N>): Scalar => x.square().sum();
  is([3], grad((x: Vector<3>) => loss(x))(zeros([3]))); // right
  grad((x: Vector<3>) => loss(x))(zeros([4])); // refused: Argument …
  is([3], grad(loss<3>)(zeros([3]))); // right
  grad(loss<3>)(zeros([4])); // refused: Argument …
  grad(loss<3 | 4>)(zeros([4])); // refused: …
}

// ── lbfgs from a tree of another form
{
  const f = (p: Line) => p.slope.square().sum().add(p.offset.square());
  is([3], lbfgs(f, line, { steps: 1 }).parameters.slope);
  lbfgs(f, { ...line }); // right
  lbfgs(f, less); // wrong: …
  lbfgs(f, { slope: zeros([2]), offset: zeros([]) }); // refused: …
}

// ── trainable values, assigned what has more
{
  const values = trainable(line);
  values.assign(line); // right
  values.assign(more); // wrong, open: …
  values.assign(less); // wrong: …
  values.assign({ slope: zeros([1, 3]), offset: zeros([]) }); // wrong: …
}

// ── a step by gradients of less
{
  const values = trainable(line);
  const step = sgd(values, { learningRate: 1 });
  step.step(line); // right
  step.step(more); // wrong, open: …
  step.step(less); // wrong: …
  step.step({ slope: line.slope }); // wrong: …
}

// ── a network with parameters that have more
{
  const network = dense(3, 2);
  const { weights, bias } = network.parameters;
  network.with({ weights, bias }); // right
  const wide = { weights, bias, gain: zeros([2]) };
  network.with(wide); // wrong, open: …
  network.with({ weights }); // wrong: …
  network.with({ weights: zeros([3, 2]), bias }); // wrong: Type …
  network.with(dense(3, 2).parameters); // right
  network.with(dense(2, 3).parameters); // wrong: Argument …
  network.with(dense(3, 2)); // wrong: …
}

// ── required and partial parameters
{
  const network = dense(3, 2);
  type P = typeof network.parameters;
  const p: Required<P> = network.parameters; // right
  { const p: Partial<P> = network.parameters; network.with(p); } // refused: Argument …
  { const p: Pick<P, "weights"> = network.parameters; network.with(p); } // refused: …
  { const p: Omit<P, "bias"> = network.parameters; network.with(p); } // refused: …
  network.with(p); // right
}

// ── a list of trees of unknown length
{
  const two: readonly [Vector<3>, Vector<3>] = [zeros([3]), zeros([3])];
  is([3], addTrees(two, two)[1]); // right
  const any: readonly Vector<3>[] = [zeros([3])];
  addTrees(two, any); // wrong: …
  addTrees(two, [zeros([3])]); // wrong: …
  addTrees(two, [zeros([3]), zeros([3]), zeros([3])]); // wrong: …
}

// ── trees, mapped by a function of shapes
{
  is([3], mapTensors(line, (x) => x.multiply(2)).slope); // right
  mapTensors(line, (x) => x.sum()); // wrong: …
  mapTensors(line, (x, y) => x.add(y), less); // wrong: …
  mapTensors(line, (x, y) => x.add(y), { slope: zeros([4]), offset: zeros([]) }); // wrong: …
  is([], mapTensors(line, (x, y) => x.add(y), line).offset); // right
}

// ── hessian of a tree
{
  const h = hessian((p: Line) => p.slope.square().sum().multiply(p.offset))(line);
  is([3, 3], h.slope.slope); // right
  is([3], h.slope.offset); // right
  is([], h.offset.offset); // right
  h.offset.slope.matmul(zeros([2])); // wrong: matmul: …
  h.slope.slope.add(zeros([3, 1])); // wrong: add: …
}

// ── jacobian of a pair
{
  const j = jacobian((x: Vector<3>) => [x.sum(), x.outer(x)] as const)(zeros([3]));
  is([3], j[0]); // right
  is([3, 3, 3], j[1]); // right
  j[1].add(zeros([9, 3])); // wrong: add: …
  j[2]; // refused: …
}

// ── jacobian of a list of unknown length
{
  const j = jacobian((x: Vector<3>) => [x, x])(zeros([3]));
  is([3, 3], j[0]!); // right
  j[0]!.add(zeros([3, 2])); // wrong: add: …
}

// ── vmap in grad in compile
{
  const loss = (w: Vector<3>, x: Matrix<8, 3>, y: Vector<8>): Scalar => vmap((row: Vector<3>) => row.dot(w))(x).subtract(y).square().mean();
  const one = (w: Vector<3>, x: Matrix<8, 3>): Scalar => vmap((row: Vector<8>) => row.sum())(x).mean(); // refused: Argument …
  const two = (w: Vector<3>, x: Matrix<8, 3>, y: Vector<8>): Scalar => vmap((row: Vector<3>) => row.outer(w))(x).subtract(y).mean(); // refused: subtract: …
  const step = compile(grad(loss));
  is([3], step(zeros([3]), zeros([8, 3]), zeros([8]))); // right
  compile(grad((w: Vector<3>, x: Matrix<8, 3>) => vmap((row: Vector<3>) => row.dot(w))(x))); // refused: grad: …
}

// ── compile of grad of vmap, called otherwise
{
  const step = compile(grad((w: Vector<3>, x: Matrix<8, 3>) => vmap((row: Vector<3>) => row.dot(w))(x).sum()));
  step(zeros([3]), zeros([8, 3])); // right
  step(zeros([3]), zeros([7, 3])); // refused: Argument …
  step(zeros([8]), zeros([8, 3])); // wrong: Argument …
  step(zeros([3])); // wrong: Expected 2 arguments, but got 1.
}

// ── vmap over a pair of trees
{
  const predict = vmap((p: Line, x: Vector<3>) => p.slope.dot(x).add(p.offset), { inAxes: [null, 0] });
  is([5], predict(line, zeros([5, 3]))); // right
  predict(line, zeros([3])); // wrong: Argument …
  predict(less, zeros([5, 3])); // wrong: …
  predict({ slope: zeros([3]), offset: zeros([5]) }, zeros([5, 3])); // wrong: …
}

// ── vmap of trees with other numbers of examples
{
  const f = vmap((p: Line) => p.slope.sum().add(p.offset));
  is([5], f({ slope: zeros([5, 3]), offset: zeros([5]) })); // right
  f({ slope: zeros([5, 3, 1]), offset: zeros([5]) }); // refused: …
  f({ slope: zeros([5, 3]), offset: zeros([]) }); // wrong: …
}

// ── vjp with an error of another shape
{
  const { output, backward } = vjp((x: Vector<3>) => x.outer(x), zeros([3]));
  is([3, 3], output); // right
  is([3], backward(zeros([3, 3]))); // right
  backward(zeros([3])); // wrong: Argument …
  backward(zeros([9])); // wrong: Argument …
}

// ── an index signature as keepDims
{
  const o: { readonly keepDims: true } = { keepDims: true }; // right
  { const o: Record<string, true> = {}; is([1, 3], zeros([2, 3]).sum(0, o)); } // refused: …
  { const o: { readonly [key: string]: true } = {}; is([1, 3], zeros([2, 3]).sum(0, o)); } // refused: …
  { const o: { readonly [key: `keep${string}`]: true } = {}; is([1, 3], zeros([2, 3]).sum(0, o)); } // refused: …
  { const o: Partial<Record<"keepDims", true>> = {}; is([1, 3], zeros([2, 3]).sum(0, o)); } // refused: …
  is([1, 3], zeros([2, 3]).sum(0, o)); // right
}

// ── an index signature as a stride
{
  const o: Record<"stride", 2> = { stride: 2 }; // right
  { const o: { readonly [key: `str${string}`]: 2 } = {}; is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: { readonly [key: string]: 2 } = {}; is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: Partial<Record<"stride", 2>> = {}; is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: Pick<Conv2dOptions, "stride"> = { stride: 2 }; is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: Conv2dOptions = { stride: 2 }; is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: Omit<Conv2dOptions, "stride"> = {}; is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); } // refused: …
  is([3, 3, 4], conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1]))); // right
}

// ── an index signature as the stride of a pool
{
  const o: { readonly stride: 1 } = { stride: 1 }; // right
  { const o: { readonly [key: `str${string}`]: 1 } = {}; is([7, 7, 1], maxPool2d([8, 8, 1], 2, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: Record<string, 1> = {}; is([7, 7, 1], maxPool2d([8, 8, 1], 2, o).predict(zeros([8, 8, 1]))); } // refused: …
  { const o: PoolOptions = { stride: 1 }; is([7, 7, 1], maxPool2d([8, 8, 1], 2, o).predict(zeros([8, 8, 1]))); } // refused: …
  is([7, 7, 1], maxPool2d([8, 8, 1], 2, o).predict(zeros([8, 8, 1]))); // right
}

// ── what a recurrent layer returns, by an index signature
{
  const o: { readonly returns: "last" } = { returns: "last" }; // right
  { const o: Record<string, "last"> = {}; is([4], lstm([5, 3], 4, o).predict(zeros([5, 3]))); } // refused: …
  { const o: { readonly [key: `ret${string}`]: "last" } = {}; is([4], lstm([5, 3], 4, o).predict(zeros([5, 3]))); } // refused: …
  { const o: RecurrentOptions<"last"> = {}; is([4], lstm([5, 3], 4, o).predict(zeros([5, 3]))); } // refused: …
  { const o: RecurrentOptions = { returns: "last" }; is([4], lstm([5, 3], 4, o).predict(zeros([5, 3]))); } // refused: …
  is([4], lstm([5, 3], 4, o).predict(zeros([5, 3]))); // right
}

// ── the last batch, by an index signature
{
  const o: { readonly last: "drop" } = { last: "drop" }; // right
  const x = [...batches(zeros([10, 2]), zeros([10, 1]), 4, o)][0]!.inputs; // right
  is([4, 2], x); // right
  batches(zeros([10, 2]), zeros([10, 1]), 4, {} as Record<string, "drop">); // refused: …
  batches(zeros([10, 2]), zeros([10, 1]), 4, {} as { readonly [key: `la${string}`]: "drop" }); // refused: …
  [...batches(zeros([10, 2]), zeros([10, 1]), 4, { last: "drop" } as BatchesOptions)][0]!.inputs.add(zeros([4, 2])); // refused: add: …
}

// ── a bias that an index signature turns off
{
  is([6, 6, 4], conv2d([8, 8, 1], 4, 3, { bias: false }).predict(zeros([8, 8, 1]))); // right
  conv2d([8, 8, 1], 4, 3, {} as Record<string, false>); // refused: …
  conv2d([8, 8, 1], 4, 3, {} as { readonly [key: `bi${string}`]: false }); // refused: …
  conv2d([8, 8, 1], 4, 3, {} as { readonly bias?: false }); // refused: conv2d: …
}

// ── options of a class
{
  class Wide { readonly keepDims = true }
  class Narrow { keepDims = true }
  is([1, 3], zeros([2, 3]).sum(0, new Wide())); // right
  zeros([2, 3]).sum(0, new Narrow()); // refused: sum: keepDims has to be literally true or false
}

// ── options of a class with a getter
{
  class Wide { get keepDims(): true { return true; } }
  is([1, 3], zeros([2, 3]).sum(0, new Wide())); // right
  class Maybe { get keepDims(): true | undefined { return undefined; } }
  zeros([2, 3]).sum(0, new Maybe()); // refused: sum: …
}

// ── options that are joined
{
  const base = { padding: "same" } as const;
  const given: { readonly stride?: 2 } = {};
  is([4, 4, 4], conv2d([8, 8, 1], 4, 3, { ...base, stride: 2 }).predict(zeros([8, 8, 1]))); // right
  is([4, 4, 4], conv2d([8, 8, 1], 4, 3, Object.assign({ stride: 2 as const }, base)).predict(zeros([8, 8, 1]))); // right
  conv2d([8, 8, 1], 4, 3, { ...base, ...given }); // refused: …stride…
  conv2d([8, 8, 1], 4, 3, { stride: 2, ...(yes ? base : {}) }); // refused: …padding…
  conv2d([8, 8, 1], 4, 3, { stride: 1, ...given }); // refused: …stride…
}

// ── options that Object.assign overrides
{
  const o = Object.assign({ stride: 1 as const }, { padding: "same" as const }); // right
  const o = Object.assign({ stride: 1 as const }, { stride: 2 as const, padding: "same" as const }); // refused
  conv2d([8, 8, 1], 4, 3, o).predict(zeros([8, 8, 1])).add(zeros([8, 8, 4])); // here: …
}

// ── a destructured default
{
  const make = ({ stride = 2 }: { stride?: 2 } = {}) => conv2d([8, 8, 1], 4, 3, { stride }); // right
  const make = ({ stride = 2 }: { stride?: 1 | 2 } = {}) => conv2d([8, 8, 1], 4, 3, { stride }); // refused: …stride…
  const make = ({ stride = 2 }: { stride?: number } = {}) => conv2d([8, 8, 1], 4, 3, { stride }); // refused: …stride…
  const make = ({ stride }: { stride?: 2 } = {}) => conv2d([8, 8, 1], 4, 3, { stride }); // refused: …stride…
  is([3, 3, 4], make().predict(zeros([8, 8, 1]))); // right
}

// ── methods called on other tensors
{
  const x = zeros([2, 3]);
  is([2, 3], x.exp.call(x)); // right
  x.exp.call(zeros([4, 5])).add(zeros([4, 5])); // refused: add: …
  x.matmul.call(zeros([4, 5]), zeros([3])); // wrong: …
  const { transpose } = x;
  transpose(); // wrong: The 'this' context of type 'void' …
}

// ── methods bound to their tensors
{
  const x = zeros([2, 3]);
  const add = x.add.bind(x);
  is([2, 3], add(zeros([3]))); // right
  add(zeros([2])); // wrong: …
  is([2, 3], [ones([2, 3])].map(x.multiply, x)[0]!); // either: …
}

// ── a method as a function of tensors
{
  const apply = <S extends Shape>(x: Tensor<S>, f: (x: Tensor<S>) => Tensor<S>): Tensor<S> => f(x);
  is([2, 3], apply(zeros([2, 3]), (x) => x.exp())); // right
  apply(zeros([2, 3]), (x) => x.transpose()); // refused: Type …
  apply(zeros([2, 3]), (x) => x.sum(0)); // refused: Type …
  apply<[2, 3]>(zeros([2, 3]), () => zeros([3, 2])); // refused: Type …
}

// ── a method looked up by its name
{
  type Unary = "exp" | "log" | "relu" | "tanh";
  const apply = (x: Matrix<2, 3>, how: Unary): Matrix<2, 3> => x[how](); // right
  const apply = (x: Matrix<2, 3>, how: Unary | "flatten"): Matrix<2, 3> => x[how](); // refused: Type …
  const apply = (x: Matrix<2, 3>, how: Unary | "transpose"): Matrix<2, 3> => x[how](); // refused: Type …
  is([2, 3], apply(ones([2, 3]), "log")); // right
}

// ── a binary method looked up by its name
{
  type Binary = "add" | "multiply";
  const apply = (x: Matrix<2, 3>, how: Binary, y: Vector<3>): Matrix<2, 3> => (how === "add" ? x.add(y) : x.multiply(y)); // right
  const apply = (x: Matrix<2, 3>, how: Binary, y: Vector<2>): Matrix<2, 3> => (how === "add" ? x.add(y) : x.add(1)); // refused: add: …
  apply(zeros([2, 3]), "add", zeros([3])); // right
}

// ── the parameters of a function
{
  const area = (x: Matrix<2, 3>, y: Vector<3>) => x.matmul(y);
  const args: Parameters<typeof area> = [zeros([2, 3]), zeros([3])]; // right
  const args: Parameters<typeof area> = [zeros([2, 3]), zeros([2])]; // refused: Type …
  is([2], area(...args)); // right
}

// ── what a function returns
{
  const encode = (x: Matrix<2, 3>) => x.matmul(zeros([3, 4]));
  const code: ReturnType<typeof encode> = zeros([2, 4]); // right
  const code: ReturnType<typeof encode> = zeros([2, 3]); // refused: Type …
  is([4, 2], code.transpose()); // right
}

// ── what a maker of layers returns, of no sizes
{
  type AnyDense = ReturnType<typeof dense>;
  const layer: ReturnType<typeof dense<3, 4>> = dense(3, 4); // right
  const layer: ReturnType<typeof dense<3, 4>> = dense(4, 3); // refused: Type …
  const layer: AnyDense = dense(3, 4); // either: Type …
  is([4], layer.predict(zeros([3]))); // right
}

// ── a maker of one size
{
  const hidden = dense<3, 4>;
  is([4], hidden(3, 4).predict(zeros([3]))); // right
  hidden(3, 5); // refused: Argument …
  hidden(4, 3); // refused: Argument …
  const blank = zeros<[2, 3]>;
  is([2, 3], blank([2, 3])); // right
  blank([2, 4]); // refused: Type …
}

// ── the last size of a tensor's type
{
  type Last<T> = T extends Tensor<infer S> ? (S extends readonly [...Shape, infer L extends number] ? L : never) : never;
  const columns: Last<Matrix<2, 3>> = 3; // right
  const columns: Last<Matrix<2, 3>> = 2; // refused: Type '2' is not assignable to type '3'.
  is([3, 4], zeros([columns, 4])); // right
}

// ── the parts of a network's type
{
  const network = sequential(dense(3, 4), dense(4, 2));
  type Parameters0 = (typeof network)["parameters"][0];
  const p: Parameters0 = dense(3, 4).parameters; // right
  const p: Parameters0 = dense(4, 2).parameters; // refused: Type …
  const p: Parameters0 = network.parameters[1]; // refused: Type …
  is([4, 3], p.weights); // right
}

// ── networks by the key of a record
{
  const models = { wide: dense(3, 8), narrow: dense(3, 2), other: dense(4, 2) } as const;
  type Name = keyof typeof models;
  is([8], models.wide.predict(zeros([3]))); // right
  models.other.predict(zeros([3])); // wrong: predict: …
  models[(yes ? "wide" : "other") as "wide" | "other"].predict(zeros([3])); // refused: …
  const size = <K extends Name>(name: K): (typeof models)[K]["outputShape"] => models[name].outputShape;
  is([8], zeros(size("wide"))); // right
  zeros(size("wide")).add(zeros(size("narrow"))); // wrong: add: …
}
