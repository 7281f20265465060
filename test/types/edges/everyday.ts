/** Everyday code of applications in TypeScript: services, stores, registries, builders, callbacks, streams, configurations, utility types. */
import { addTrees, compile, concat, dim, type Dim, einsum, full, grad, hessian, identity, type Jacobian, jacobian, jvp, type Mapped, mapTensors, type Matrix, matrix, ones, oneHot, random, randomNormal, type Scalar, scalar, type Shape, type Size, type Sizes, stack, tensor, type Tensor, type TopK, valueAndGrad, vector, type Vector, vmap, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { readCsv, readNpz, readSafetensors, receiveLike, transfer, writeNpz, writeSafetensors } from "conformable/io";
import { type Activation, adam, backpropagate, batches, conv2d, crossEntropy, dense, type Dense, type DenseParameters, dropout, evaluate, flatten, type Gradients, heads, layer, type Layer, layerNorm, type Loss, lstm, maxPool2d, meanSquaredError, multiTaskLoss, type Network, type Optimizer, relu, residual, sequential, sgd, summary, tanh, train, trainable, trainingStep } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");

// ── a registry of networks by name
{
  const registry = { digits: () => dense(784, 10), letters: () => dense(784, 26) } as const;
  const get = <K extends keyof typeof registry>(name: K) => registry[name]() as ReturnType<(typeof registry)[K]>;
  is([10], get("digits").predict(zeros([784]))); // right
  get("digits").predict(zeros([28, 28])); // wrong: predict: …
  get("letters").predict(zeros([784])).add(zeros([10])); // wrong: add: …
  get("numbers"); // wrong: Argument …
}

// ── a map of tensors by name
{
  const store = new Map<string, Matrix<3, 4>>();
  store.set("a", zeros([3, 4])); // right
  store.set("b", zeros([4, 3])); // refused: Argument …
  is([3, 2], (store.get("a") ?? zeros([3, 4])).matmul(zeros([4, 2]))); // right
  (store.get("a") ?? zeros([4, 3])).matmul(zeros([4, 2])); // refused: …
  (store.get("a") ?? zeros([4, 3])).add(zeros([3, 4])); // refused: …
}

// ── a cache of results
{
  const cache = new WeakMap<Matrix<3, 4>, Vector<3>>();
  const rowSums = (x: Matrix<3, 4>): Vector<3> => {
    const known = cache.get(x);
    if (known) return known;
    const sums = x.sum(1); // right
    const sums = x.sum(0); // refused
    cache.set(x, sums); // here: Argument …
    return sums;
  };
  is([3], rowSums(zeros([3, 4]))); // right
}

// ── a result that may be an error
{
  type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
  const parse = (values: readonly number[]): Result<Vector<3>> =>
    values.length === 3 ? { ok: true, value: tensor(values, [3]) } : { ok: false, error: "length" };
  const result = parse([1, 2, 3]);
  if (result.ok) is([3], result.value.add(1)); // right
  if (result.ok) result.value.add(zeros([4])); // wrong: add: …
  result.value.add(1); // refused: Property 'value' does not exist …
}

// ── a result of another length
{
  const parse = (values: readonly number[]) => tensor(values, [3]); // right
  const parse = (values: readonly number[]): Vector<3> => tensor(values, [4]); // refused: Type …
  const parse = (values: readonly number[]): Vector<3> => vector(values); // refused: …
  const parse = (values: readonly number[]): Vector<3> => tensor(values, [values.length]); // refused: …
  is([3], parse([1, 2, 3])); // right
}

// ── a builder with chained methods
{
  class Pipeline<In extends Shape, Out extends Shape> {
    constructor(private readonly f: (x: Tensor<In>) => Tensor<Out>) {}
    then<Next extends Shape>(g: (x: Tensor<Out>) => Tensor<Next>): Pipeline<In, Next> { return new Pipeline((x) => g(this.f(x))); }
    run(x: Tensor<In>): Tensor<Out> { return this.f(x); }
  }
  const start = new Pipeline((x: Matrix<4, 3>) => x.relu());
  is([4], start.then((x) => x.sum(1)).run(zeros([4, 3]))); // right
  start.then((x) => x.sum(2)); // refused: sum: …
  start.then((x) => x.sum(1)).then((x) => x.matmul(zeros([3]))); // refused: matmul: …
  start.then((x) => x.sum(1)).run(zeros([3, 4])); // refused: Argument …
}

// ── functions composed
{
  const pipe = <A, B, C>(f: (a: A) => B, g: (b: B) => C) => (a: A): C => g(f(a));
  const encode = pipe((x: Matrix<4, 3>) => x.matmul(zeros([3, 2])), (x) => x.sum(0)); // right
  const encode = pipe((x: Matrix<4, 3>) => x.matmul(zeros([3, 2])), (x: Matrix<4, 3>) => x.sum(0)); // refused: Argument …
  const encode = pipe((x: Matrix<4, 3>) => x.matmul(zeros([4, 2])), (x) => x.sum(0)); // refused: matmul: …
  is([2], encode(zeros([4, 3]))); // right
}

// ── a curried product
{
  const times = <R extends number, C extends number>(w: Matrix<R, C>) => (x: Vector<C>): Vector<R> => w.matmul(x); // right
  const times = <R extends number, C extends number>(w: Matrix<R, C>) => (x: Vector<R>): Vector<R> => w.matmul(x); // refused: …matmul…
  const times = <R extends number, C extends number>(w: Matrix<R, C>) => (x: Vector<C>): Vector<C> => w.matmul(x); // refused: Type …
  is([2], times(zeros([2, 3]))(zeros([3]))); // right
}

// ── an event with a tensor
{
  interface Events { readonly loss: Scalar; readonly output: Matrix<8, 10> }
  const handlers: { [K in keyof Events]?: ((value: Events[K]) => void)[] } = {};
  const on = <K extends keyof Events>(event: K, handler: (value: Events[K]) => void) => { (handlers[event] ??= [] as NonNullable<(typeof handlers)[K]>).push(handler); };
  on("output", (x) => void is([10, 8], x.transpose())); // right
  on("output", (x) => void x.matmul(zeros([8]))); // refused: matmul: …
  on("loss", (x: Scalar) => void x); // right
  on("loss", (x: Vector<1>) => void x); // refused: Argument …
}

// ── a class with a field that is set later
{
  class Model {
    private weights?: Matrix<2, 3>;
    fit(x: Matrix<5, 3>, y: Matrix<5, 2>): this { this.weights = y.transpose().matmul(x); return this; } // right
    fit(x: Matrix<5, 3>, y: Matrix<5, 2>): this { this.weights = x.transpose().matmul(y); return this; } // refused: Type …
    fit(x: Matrix<5, 3>, y: Matrix<5, 2>): this { this.weights = y.matmul(x); return this; } // wrong: matmul: …
    predict(x: Vector<3>): Vector<2> { return (this.weights ?? zeros([2, 3])).matmul(x); }
  }
  is([2], new Model().fit(zeros([5, 3]), zeros([5, 2])).predict(zeros([3])));
}

// ── a class with accessors and static fields
{
  class Config {
    static readonly width = 8;
    static hidden = 16;
    get outputs() { return 3 as const; }
    readonly inputs = 4;
    batch = 32;
  }
  const c = new Config();
  is([8, 3], zeros([Config.width, c.outputs])); // right
  is([4], zeros([c.inputs])); // right
  zeros([Config.hidden]); // refused: …a size known only at run time needs a name: dim(name, size)
  zeros([c.batch]); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── parameters of a constructor
{
  class Linear { constructor(readonly w: Matrix<2, 3>, readonly b: Vector<2>) {} }
  const args: ConstructorParameters<typeof Linear> = [zeros([2, 3]), zeros([2])]; // right
  const args: ConstructorParameters<typeof Linear> = [zeros([2, 3]), zeros([3])]; // refused: Type …
  const { w, b }: InstanceType<typeof Linear> = new Linear(...args); // right
  const { w, b }: InstanceType<typeof Linear> = { w: zeros([3, 2]), b: zeros([2]) }; // refused: Type …
  is([2], w.matmul(zeros([3])).add(b)); // right
}

// ── a type guard by instanceof
{
  class Wide { constructor(readonly x: Matrix<3, 4>) {} }
  class Narrow { constructor(readonly x: Matrix<4, 3>) {} }
  const any = (yes ? new Wide(zeros([3, 4])) : new Narrow(zeros([4, 3]))) as Wide | Narrow;
  if (any instanceof Wide) is([3, 4], any.x.add(1)); // right
  if (any instanceof Wide) any.x.add(zeros([4, 3])); // wrong: add: …
}

// ── a switch over kinds
{
  type Item = { readonly kind: "row"; readonly x: Vector<4> } | { readonly kind: "table"; readonly x: Matrix<3, 4> };
  const sums = (item: Item): Vector<4> => {
    switch (item.kind) {
      case "row": return item.x;
      case "table": return item.x.sum(0); // right
      case "table": return item.x.sum(1); // refused: Type …
      case "table": return item.x; // refused: Type …
    }
  };
  is([4], sums({ kind: "table", x: zeros([3, 4]) }));
}

// ── an exhaustive lookup of functions
{
  const activations = { relu: (x: Matrix<2, 3>) => x.relu(), softmax: (x: Matrix<2, 3>) => x.softmax(), sum: (x: Matrix<2, 3>) => x.sum(1) } as const;
  const pick = (name: "relu" | "softmax") => activations[name](zeros([2, 3]));
  is([2, 3], pick("relu")); // right
  activations[(yes ? "relu" : "sum") as "relu" | "sum"](zeros([2, 3])).add(zeros([2, 3])); // refused: …
  activations.sum(zeros([3, 2])); // refused: Argument …
}

// ── satisfies a record of functions
{
  const f = { a: (x: Vector<3>) => x.sum(), b: (x) => x.square().sum() } satisfies Record<string, (x: Vector<3>) => Scalar>; // right
  const f = { a: (x: Vector<3>) => x.sum(), b: (x) => x.square() } satisfies Record<string, (x: Vector<3>) => Scalar>; // refused: Type …
  const f = { a: (x: Vector<4>) => x.sum(), b: (x) => x.sum() } satisfies Record<string, (x: Vector<3>) => Scalar>; // refused: Type …
  is([3], grad(f.a)(zeros([3]))); // right
}

// ── satisfies a tensor
{
  const x = zeros([2, 3]) satisfies Matrix<2, 3>; // right
  const x = zeros([2, 3]) satisfies Matrix<3, 2>; // refused: Type …
  const x = zeros([2, 3]) satisfies Tensor<[2, 3, 1]>; // refused: Type …
  is([2, 3], x); // right
}

// ── shapes in a constant table
{
  const shapes = { image: [28, 28, 1], flat: [784] } as const satisfies Record<string, Shape>; // right
  const shapes = { image: [28, 28, 1], flat: [783] } as const satisfies Record<string, Shape>; // wrong
  is([784], zeros(shapes.image).reshape(shapes.flat)); // here: reshape: …
}

// ── shapes in a table that isn't constant
{
  const shapes = { image: [28, 28, 1] as const, flat: [784] as const }; // right
  const shapes = { image: [28, 28, 1], flat: [784] }; // refused
  is([784], zeros([28, 28, 1]).reshape(shapes.flat)); // here: …
}

// ── a shape from a type
{
  type Image = [height: 28, width: 28, channels: 1];
  const shape: Image = [28, 28, 1];
  const x: Tensor<Image> = zeros(shape); // right
  const x: Tensor<Image> = zeros([28, 1, 28]); // refused: Type …
  const x: Tensor<[...Image, 2]> = zeros(shape); // refused: Type …
  is([28, 28, 1], x); // right
}

// ── readonly shapes in types
{
  const x: Tensor<readonly [2, 3]> = zeros([2, 3]); // either: Type …
  const y: Tensor<[2, 3]> = zeros([2, 3] as const);
  is([2, 3], y); // right
  y.add(zeros([3, 2])); // wrong: add: …
}

// ── shapes that a helper type computes
{
  type Without<S extends Shape> = S extends [...infer Lead extends Shape, unknown] ? Lead : never;
  type Batched<S extends Shape> = [8, ...S];
  const x: Tensor<Batched<Without<[4, 5]>>> = zeros([8, 4]); // right
  const x: Tensor<Batched<Without<[4, 5]>>> = zeros([8, 5]); // refused: Type …
  is([8], x.sum(1)); // right
}

// ── any and unknown from outside
{
  const message: unknown = zeros([3]);
  const x = message as Vector<3>;
  is([3], x.add(zeros([3]))); // right
  x.add(zeros([4])); // wrong: add: …
  message.add(zeros([3])); // refused: …
}

// ── a message from a worker
{
  const [message] = transfer({ w: zeros([2, 3]), b: zeros([2]) });
  const got = receiveLike(message, { w: zeros([2, 3]), b: zeros([2]) }); // right
  const got = receiveLike(message, { w: zeros([3, 2]), b: zeros([2]) }); // wrong
  is([2], got.w.matmul(zeros([3]))); // here: matmul: …
}

// ── a loop that grows a tensor
{
  let all: Matrix<2, 3> = zeros([2, 3]); // right
  for (let i = 0; i < 2; i++) all = all.add(1); // right
  let all = zeros([1, 3]); // refused
  for (let i = 0; i < 2; i++) all = concat([all, zeros([1, 3])], 0); // refused: Type …
  is([2, 3], all); // right
}

// ── rows collected in a list
{
  const rows: Vector<3>[] = [];
  for (let i = 0; i < 2; i++) rows.push(full([3], i)); // right
  for (let i = 0; i < 2; i++) rows.push(full([4], i)); // refused: Argument …
  const all = stack(rows, 0, dim("rows", rows.length)); // right
  const all = stack(rows); // refused: …
  is([3], all.sum(0)); // right
}

// ── rows from Array.from
{
  const rows = Array.from({ length: 4 }, (_, i) => full([3], i)); // right
  const rows = Array.from({ length: 4 }, (_, i) => full([i], i)); // refused: …
  const table = stack(rows, 0, dim("rows", 4)); // right
  table.matmul(zeros([4])); // wrong: …
  is([3], table.sum(0)); // right
}

// ── tuples of rows
{
  const rows = [zeros([3]), zeros([3])] as const; // right
  const rows = [zeros([3]), zeros([4])] as const; // wrong
  is([2, 3], stack(rows)); // here: stack: …
}

// ── a rest parameter of tensors
{
  const together = <const T extends readonly Vector<3>[]>(...rows: T) => stack(rows, 0, dim("rows", rows.length)); // either: …
  const sum = (...rows: readonly Vector<3>[]): Vector<3> => rows.reduce((a, b) => a.add(b), zeros([3])); // right
  const sum = (...rows: readonly Vector<3>[]): Vector<3> => rows.reduce((a, b) => a.add(b), zeros([4])); // refused: …
  is([3], sum(zeros([3]), zeros([3]))); // right
  sum(zeros([3]), zeros([4])); // refused: …
}

// ── array methods
{
  const xs = [ones([3]), ones([3])];
  is([], xs.map((x) => x.sum()).reduce((a, b) => a.add(b))); // right
  xs.map((x) => x.sum(1)); // wrong: sum: …
  xs.flatMap((x) => [x, x.add(zeros([4]))]); // wrong: add: …
  is([3], xs.filter((x) => x.sum().toArray() > 0)[0]!); // right
  xs.find((x) => x.rank === 1)?.matmul(zeros([4])); // wrong: …
  xs.forEach((x) => x.dot(zeros([2]))); // wrong: dot: …
  xs.push(zeros([4])); // refused: Argument …
  xs.fill(zeros([1, 3])); // refused: Argument …
  [...xs, zeros([4])].reduce((a, b) => a.add(b)); // wrong: …
}

// ── entries of a record
{
  const record = { a: zeros([3]), b: zeros([3]) };
  for (const [name, x] of Object.entries(record)) is([3], x.add(record[name as "a" | "b"])); // right
  for (const [, x] of Object.entries(record)) x.add(zeros([4])); // wrong: add: …
  for (const x of Object.values({ ...record, c: zeros([4]) })) x.add(zeros([3])); // wrong: …
}

// ── iterating over rows
{
  for (const row of zeros([2, 3])) is([3], row); // right
  for (const row of zeros([2, 3])) row.add(zeros([2])); // wrong: add: …
  for (const [a, b] of zeros([4, 2, 3])) is([3], a!.add(b!)); // right
  const [first, second] = zeros([2, 3]); // right
  is([3], first!.add(second!)); // right
  for (const x of scalar(3)) is([], x); // wrong: …
}

// ── a default parameter
{
  const scaled = (x: Vector<3>, by: Vector<3> = ones([3])): Vector<3> => x.multiply(by); // right
  const scaled = (x: Vector<3>, by: Vector<3> = ones([4])): Vector<3> => x.multiply(by); // refused: Type …
  const scaled = (x: Vector<3>, by: Vector<3> | undefined): Vector<3> => x.multiply(by); // refused: …
  is([3], scaled(zeros([3]), ones([3]))); // right
}

// ── an optional bias
{
  const linear = (x: Matrix<5, 3>, w: Matrix<3, 2>, b?: Vector<2>): Matrix<5, 2> => (b ? x.matmul(w).addBias(b) : x.matmul(w)); // right
  const linear = (x: Matrix<5, 3>, w: Matrix<3, 2>, b?: Vector<5>): Matrix<5, 2> => (b ? x.matmul(w).addBias(b) : x.matmul(w)); // refused: addBias: …
  const linear = (x: Matrix<5, 3>, w: Matrix<3, 2>, b?: Vector<2>): Matrix<5, 2> => x.matmul(w).addBias(b); // refused: …
  is([5, 2], linear(zeros([5, 3]), zeros([3, 2]))); // right
}

// ── a number or a tensor
{
  const shift = (x: Vector<3>, by: number | Vector<3>): Vector<3> => x.add(by); // either: …
  const shifted = (x: Vector<3>, by: number | Vector<3>): Vector<3> => (typeof by === "number" ? x.add(by) : x.add(by)); // right
  const shifted = (x: Vector<3>, by: number | Vector<4>): Vector<3> => (typeof by === "number" ? x.add(by) : x.add(by)); // refused: add: …
  is([3], shifted(zeros([3]), 2)); // right
}

// ── a learning rate of another kind
{
  const weights = trainable(zeros([3]));
  const update = (rate: Scalar) => weights.assign(weights.values.subtract(zeros([3]).multiply(rate))); // right
  const update = (rate: Vector<2>) => weights.assign(weights.values.subtract(zeros([3]).multiply(rate))); // refused: multiply: …
  const update = (rate: Scalar) => weights.assign(weights.values.subtract(rate.multiply(zeros([3])))); // refused: …
  update(scalar(0.1)); // right
}

// ── layers with inferred sizes, reused
{
  const hidden = inferred.dense(8, { activation: relu });
  const one = inferred.sequential([4], hidden, inferred.dense(2));
  const two = inferred.sequential([6], hidden, inferred.dense(2));
  is([2], one.predict(zeros([4]))); // right
  is([2], two.predict(zeros([6]))); // right
  two.predict(zeros([4])); // wrong: predict: …
  two.with(one.parameters); // wrong: Argument …
  is([8, 6], two.parameters[0].weights); // right
}

// ── layers that a configuration picks
{
  const config = { hidden: 16, activation: "relu" } as const;
  const activation: Activation = config.activation === "relu" ? relu : tanh;
  const network = sequential(dense(4, config.hidden, { activation }), dense(config.hidden, 2)); // right
  const network = sequential(dense(4, config.hidden, { activation }), dense(8, 2)); // wrong: sequential: …
  const network = sequential(dense(4, config.hidden, { activation: config.activation }), dense(config.hidden, 2)); // wrong: Type …
  is([2], network.predict(zeros([4]))); // right
}

// ── a network as a class's field, with its type written out
{
  class Agent {
    readonly policy: Network<[4], [2], readonly [DenseParameters<4, 8>, DenseParameters<8, 2>]> = sequential(dense(4, 8), dense(8, 2)); // right
    readonly policy: Network<[4], [2], readonly [DenseParameters<4, 8>, DenseParameters<8, 2>]> = sequential(dense(4, 9), dense(9, 2)); // refused: Type …
    readonly policy: Network<[4], [2], readonly [DenseParameters<4, 8>, DenseParameters<8, 2>]> = sequential(dense(5, 8), dense(8, 2)); // refused: Type …
    act(state: Vector<4>): Scalar { return this.policy.predict(state).argmax(); }
  }
  is([], new Agent().act(zeros([4])));
}

// ── a training loop in a function of any network
{
  const fit = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, x: Tensor<[32, ...In]>, y: Tensor<[32, ...Out]>): Gradients<P> => backpropagate(network, meanSquaredError, x, y).gradients; // right
  const fit = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, x: Tensor<[32, ...In]>, y: Tensor<[32, ...In]>): Gradients<P> => backpropagate(network, meanSquaredError, x, y).gradients; // refused: …
  fit(dense(4, 2), zeros([32, 4]), zeros([32, 2])); // right
}

// ── a training loop, called with other shapes
{
  const fit = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, x: NoInfer<Tensor<[32, ...In]>>, y: NoInfer<Tensor<[32, ...Out]>>): Gradients<P> => backpropagate(network, meanSquaredError, x, y).gradients;
  is([2, 4], fit(dense(4, 2), zeros([32, 4]), zeros([32, 2])).weights); // right
  fit(dense(4, 2), zeros([32, 5]), zeros([32, 2])); // wrong: Argument …
  fit(dense(4, 2), zeros([32, 4]), zeros([31, 2])); // wrong: Argument …
}

// ── derivatives of a tuple of arguments
{
  const both = grad(([x, y]: readonly [Vector<3>, Vector<3>]) => x.dot(y));
  is([3], both([zeros([3]), zeros([3])])[1]); // right
  both([zeros([3]), zeros([4])]); // wrong: Type …
  both([zeros([3])]); // wrong: Argument …
  both(zeros([3])); // wrong: …
  both([zeros([3]), zeros([3])])[2]; // refused: …
}

// ── derivatives of a derivative
{
  const f = (x: Vector<3>): Scalar => x.square().sum();
  const second = grad((x: Vector<3>) => grad(f)(x).sum()); // right
  const second = grad((x: Vector<3>) => grad(f)(x)); // refused: grad: …
  const second = grad(grad(f)); // refused: grad: …
  is([3], second(zeros([3]))); // right
  is([3, 3], jacobian(grad(f))(zeros([3]))); // right
  is([3, 3], hessian(f)(zeros([3]))); // right
}

// ── a derivative of a method
{
  class Model {
    constructor(readonly x: Matrix<5, 3>) {}
    loss(w: Vector<3>): Scalar { return this.x.matmul(w).square().mean(); }
    errors(w: Vector<3>): Vector<5> { return this.x.matmul(w); }
  }
  const model = new Model(zeros([5, 3]));
  is([3], grad((w: Vector<3>) => model.loss(w))(zeros([3]))); // right
  grad((w: Vector<3>) => model.errors(w)); // refused: grad: …
  is([3], grad(model.loss.bind(model))(zeros([3]))); // right
  grad(model.loss.bind(model))(zeros([5])); // wrong: Argument …
}

// ── asynchronous losses
{
  const loss = (w: Vector<3>) => w.square().sum(); // right
  const loss = async (w: Vector<3>) => w.square().sum(); // wrong
  grad(loss)(zeros([3])); // here: grad: …
}

// ── asynchronous functions, compiled
{
  const f = (w: Vector<3>) => w.square(); // right
  const f = async (w: Vector<3>) => w.square(); // wrong
  compile(f)(zeros([3])); // here: compile: …
}

// ── generators, mapped
{
  const f = (w: Vector<3>) => w.square(); // right
  const f = function* (w: Vector<3>) { yield w.square(); }; // wrong
  vmap(f)(zeros([5, 3])); // here: vmap: …
}
