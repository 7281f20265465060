/** Language features around tensors: records, maps, unions, classes, generators, promises, overloads, spreads and destructuring. */
import { type Dim, dim, equals, grad, type Matrix, mapTensors, matrix, ones, random, randomNormal, type Scalar, scalar, type Shape, ShapeError, type Size, stack, tensor, type Tensor, type Vector, vector, vmap, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { readCsv, readNpz, readSafetensors, receive, saveNetwork, transfer, writeNpz, writeSafetensors } from "conformable/io";
import { type Activation, activate, adam, type AdamOptions, backpropagate, type BatchesOptions, batches, conv2d, type Conv2dOptions, crossEntropy, dense, type Dense, type DenseOptions, type DenseParameters, dropout, embedding, freeze, gelu, gru, heads, type Layer, layer, layerNorm, type Loss, lstm, maxPool2d, meanSquaredError, type Network, type Optimizer, optimizerOf, parameterGroups, type Pass, relu, residual, sequential, sequentialOf, sgd, type SgdOptions, sigmoid, tanh, train, type TrainSettings, trainingStep } from "conformable/nn";
import { is } from "../is.js";

const count: number = JSON.parse("4");
const yes: boolean = JSON.parse("true");
const rows = dim("rows", count);

// ── return types: of a function that builds a network
{
  const build = () => sequential(dense(3, 4, { activation: relu }), dense(4, 2));
  type Net = ReturnType<typeof build>;
  const use = (network: Net) => network.predict(zeros([5, 3])); // right
  const use = (network: Net) => network.predict(zeros([5, 4])); // wrong: predict: takes [3] with any leading axes, not [5, 4]
  is([5, 2], use(build()));
}

// ── return types: the parameters of what a function builds
{
  const build = () => sequential(dense(3, 4), dense(4, 2));
  type P = ReturnType<typeof build>["parameters"];
  const halve = (p: P): P => [{ weights: p[0].weights.divide(2), bias: p[0].bias }, p[1]]; // right
  const halve = (p: P): P => [{ weights: p[0].weights.transpose(), bias: p[0].bias }, p[1]]; // wrong: Type …
  build().with(halve(build().parameters)).predict(zeros([3]));
}

// ── parameters: of a function
{
  const train = (inputs: Matrix<5, 3>, targets: Vector<5>) => inputs.sum(1).subtract(targets);
  const data: Parameters<typeof train> = [zeros([5, 3]), zeros([5])]; // right
  const data: Parameters<typeof train> = [zeros([5, 3]), zeros([3])]; // refused: Type …
  is([5], train(...data));
}

// ── awaited: data that is loaded
{
  const load = async () => ({ inputs: zeros([6, 3]), targets: zeros([6, 2]) });
  type Data = Awaited<ReturnType<typeof load>>;
  const loss = ({ inputs, targets }: Data) => meanSquaredError.evaluate(dense(3, 2).predict(inputs), targets); // right
  const loss = ({ inputs, targets }: Data) => meanSquaredError.evaluate(dense(3, 2).predict(inputs), inputs); // wrong: Argument of type 'Tensor<[6, 3]>' …
  loss(await load());
}

// ── promises: several tensors at once
{
  const load = async <const S extends Shape>(shape: S): Promise<{ readonly shape: S }> => ({ shape });
  const [a, b] = await Promise.all([Promise.resolve(zeros([2, 3])), Promise.resolve(zeros([3, 5]))]);
  is([2, 5], a.matmul(b)); // right
  b.matmul(a); // wrong: matmul: [3, 5] by [2, 3]: the left has 5 columns, the right 2 rows
  const settled = await Promise.allSettled([Promise.resolve(a)]);
  for (const one of settled) if (one.status === "fulfilled") is([3], one.value.sum(0)); // right
  for (const one of settled) if (one.status === "fulfilled") one.value.sum(2); // wrong: sum: [2, 3] has no axis 2
}

// ── generators: batches made on the way
{
  async function* stream() { for (let i = 0; i < 3; i++) yield { inputs: zeros([8, 3]), targets: zeros([8, 2]) }; }
  const network = dense(3, 2); // right
  const network = dense(2, 3); // wrong
  for await (const { inputs, targets } of stream()) adam(network).step(backpropagate(network, meanSquaredError, inputs, targets).gradients); // here: backpropagate: takes [2] with any leading axes, not [8, 3]
}

// ── generators: with a size for all
{
  function* windows<N extends number, const L extends number>(series: Vector<N>, length: Size<L>): Generator<Vector<L>> { for (let start = 0; start + (length as number) <= series.size; start++) yield series.window(start, length, 0); }
  for (const part of windows(zeros([7]), 3)) is([3], part.add(ones([3]))); // right
  for (const part of windows(zeros([7]), 3)) part.add(ones([7])); // wrong: add: [7] does not fit the end of [3]
  for (const part of windows(zeros([7]), count)) part.exp(); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── a map of tensors
{
  const found = new Map<string, Matrix<2, 3>>([["a", zeros([2, 3])]]);
  found.set("b", ones([2, 3])); // right
  found.set("b", ones([3, 2])); // refused: Argument of type 'Tensor<[3, 2]>' is not assignable to parameter of type 'Matrix<2, 3>'.
  is([2, 3], found.get("a")?.add(1) ?? zeros([2, 3])); // right
  found.get("a")?.matmul(zeros([2])); // wrong: matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows
}

// ── a record of tensors, by a literal union of names
{
  type Gate = "input" | "forget" | "output";
  const gates: Record<Gate, Matrix<4, 3>> = { input: zeros([4, 3]), forget: zeros([4, 3]), output: zeros([4, 3]) }; // right
  const gates: Record<Gate, Matrix<4, 3>> = { input: zeros([4, 3]), forget: zeros([3, 4]), output: zeros([4, 3]) }; // refused: Type …
  for (const name of ["input", "forget"] as const) is([4], gates[name].matmul(zeros([3])));
}

// ── arrays of layers: of one kind
{
  const layers = Array.from({ length: 3 }, () => dense(4, 4, { activation: relu }));
  is([2, 4], layers.reduce((x, one) => one.predict(x), zeros([2, 4]))); // right
  is([2, 4], sequentialOf(layers).predict(zeros([2, 4]))); // right
  for (const one of layers) one.predict(zeros([2, 3])); // wrong: predict: takes [4] with any leading axes, not [2, 3]
  layers.push(dense(4, 5)); // refused: Argument …
}

// ── arrays of layers: a tuple that is known
{
  const layers = [dense(3, 4), activate(tanh), dense(4, 2)] as const;
  is([2], sequential(...layers).predict(zeros([3]))); // right
  const layers2 = [dense(3, 4), dense(5, 2)] as const; sequential(...layers2); // wrong: …sequential…
  const same = [3, 3].map(() => dense(3, 3)); sequential(...same); // refused: …sequential: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list
}

// ── unions: layers told apart by a tag
{
  type Block = { readonly kind: "dense"; readonly layer: Dense<4, 4> } | { readonly kind: "norm"; readonly layer: Network<[4], [4], unknown> };
  const run = (block: Block, x: Matrix<2, 4>): Matrix<2, 4> => {
    switch (block.kind) {
      case "dense": return block.layer.predict(x); // right
      case "dense": return block.layer.predict(x.transpose()); // wrong: predict: takes [4] with any leading axes, not [4, 2]
      default: return block.layer.predict(x);
    }
  };
  is([2, 4], run({ kind: "dense", layer: dense(4, 4) }, zeros([2, 4])));
}

// ── unions: tensors told apart by a tag
{
  type Sample = { readonly kind: "image"; readonly data: Tensor<[8, 8, 3]> } | { readonly kind: "text"; readonly data: Vector<16> };
  const flat = (sample: Sample): Vector<192> | Vector<16> => sample.kind === "image" ? sample.data.flatten() : sample.data; // right
  const flat = (sample: Sample): Vector<192> | Vector<16> => sample.kind === "text" ? sample.data.flatten() : sample.data; // refused: Type …
  flat({ kind: "image", data: zeros([8, 8, 3]) });
}

// ── optional: a bias that may be missing
{
  const affine = (x: Matrix<5, 3>, w: Matrix<3, 2>, b?: Vector<2>): Matrix<5, 2> => b ? x.matmul(w).add(b) : x.matmul(w); // right
  const affine = (x: Matrix<5, 3>, w: Matrix<3, 2>, b?: Vector<2>): Matrix<5, 2> => x.matmul(w).add(b); // refused: Argument of type 'Vector<2> | undefined' …
  const affine = (x: Matrix<5, 3>, w: Matrix<3, 2>, b: Vector<2> = zeros([3])): Matrix<5, 2> => x.matmul(w).add(b); // refused: Type …
  is([5, 2], affine(zeros([5, 3]), zeros([3, 2])));
}

// ── optional: chains
{
  const state: { readonly hidden?: Vector<4> } = yes ? { hidden: zeros([4]) } : {};
  const next = state.hidden?.add(ones([4])) ?? zeros([4]); // right
  const next = state.hidden?.add(ones([5])) ?? zeros([4]); // wrong: add: [5] does not fit the end of [4]
  is([4], next); // right
}

// ── overloads: by rank
{
  function center(x: Vector<6>): Vector<6>;
  function center(x: Matrix<5, 6>): Matrix<5, 6>;
  function center(x: Vector<6> | Matrix<5, 6>): Vector<6> | Matrix<5, 6> { return x.rank === 1 ? (x as Vector<6>).subtract(x.mean()) : (x as Matrix<5, 6>).subtract((x as Matrix<5, 6>).mean(0)); }
  is([5, 6], center(zeros([5, 6]))); // right
  center(zeros([5, 7])); // refused: …
}

// ── higher order: a pipeline of functions
{
  const pipe = <A extends Shape, B extends Shape, C extends Shape>(f: (x: Tensor<A>) => Tensor<B>, g: (x: Tensor<B>) => Tensor<C>) => (x: Tensor<A>): Tensor<C> => g(f(x));
  const run = pipe((x: Matrix<2, 3>) => x.transpose(), (x) => x.sum(0)); // right
  const run = pipe((x: Matrix<2, 3>) => x.transpose(), (x) => x.sum(2)); // wrong: sum: [3, 2] has no axis 2
  is([2], run(zeros([2, 3])));
}

// ── higher order: a function that is curried
{
  const times = <M extends number, N extends number>(w: Matrix<M, N>) => <B extends number>(x: Matrix<B, M>): Matrix<B, N> => x.matmul(w);
  is([5, 2], times(zeros([3, 2]))(zeros([5, 3]))); // right
  times(zeros([3, 2]))(zeros([5, 2])); // wrong: Argument of type 'Tensor<[5, 2]>' …
}

// ── spreads: options that depend on a condition
{
  const layer = conv2d([8, 8, 1], 4, 3, { padding: "same", ...(yes ? { activation: relu } : {}) }); // right
  const layer = conv2d([8, 8, 1], 4, 3, { padding: "same", ...(yes ? { stride: 2 as const } : {}) }); // refused: conv2d: …
  const layer = conv2d([8, 8, 1], 4, 3, { padding: "same", ...(yes && { dilation: 2 as const }) }); // refused: conv2d: …
  is([8, 8, 4], layer.predict(zeros([8, 8, 1]))); // right
}

// ── options: as variables of the exported types
{
  const options: DenseOptions<3, 2> = { activation: gelu };
  const rates: AdamOptions = { learningRate: 0.1, beta1: 0.9 };
  const network = dense(3, 2, options); // right
  const network = dense(3, 2, rates); // wrong: Type …
  adam(network, rates);
}

// ── options: of the exported types, in parameters with defaults
{
  const build = ({ activation = relu, rate = 0.5 }: { activation?: Activation; rate?: number } = {}) => sequential(dense(3, 4, { activation }), dropout(rate), dense(4, 2)); // right
  const build = ({ activation = relu, rate = "0.5" }: { activation?: Activation; rate?: number } = {}) => sequential(dense(3, 4, { activation }), dropout(rate), dense(4, 2)); // wrong: Type …
  is([2], build().predict(zeros([3])));
  build({ activation: tanh });
}

// ── satisfies: a network of a shape
{
  const network = sequential(dense(3, 4), dense(4, 2)) satisfies Layer<[3], [2], unknown>; // right
  const network = sequential(dense(3, 4), dense(4, 2)) satisfies Layer<[3], [4], unknown>; // refused: Type …
  is([4, 3], network.parameters[0].weights); // right
}

// ── satisfies: a table of networks
{
  const zoo = { small: dense(3, 2), large: sequential(dense(3, 9), dense(9, 2)) } satisfies Record<string, Layer<[3], [2], unknown>>; // right
  const zoo = { small: dense(3, 2), large: sequential(dense(3, 9), dense(9, 3)) } satisfies Record<string, Layer<[3], [2], unknown>>; // refused: Type …
  is([9, 3], zoo.large.parameters[0].weights); // right
  zoo.large.predict(zeros([9])); // wrong: …
}

// ── as const: a configuration
{
  const config = { vocabulary: 27, width: 8, hidden: [16, 12] } as const; // right
  const config = { vocabulary: 27, width: 8, hidden: [16, 13] } as const; // wrong
  const network = sequential(embedding(config.vocabulary, config.width), dense(config.width, config.hidden[0]), dense(config.hidden[0], config.hidden[1]), dense(12, 2)); // here: sequential: layer 4 takes [12], but layer 3 gives [13]
  is([2], network.predict(scalar(3)));
}

// ── as const: sizes in a tuple that is indexed
{
  const sizes = [3, 4, 2] as const; // right
  const sizes = [3, 4, 2]; // refused
  const first = dense(sizes[0], 4); // here: Argument of type 'number | undefined' …
  is([4], first.parameters.bias);
}

// ── enums: a kind of layer
{
  enum Kind { Plain, Gated }
  const make = (kind: Kind) => kind === Kind.Plain ? dense(3, 4) : dense(3, 4, { activation: sigmoid });
  is([2, 4], make(Kind.Gated).predict(zeros([2, 3]))); // right
  make(Kind.Gated).predict(zeros([2, 4])); // wrong: predict: takes [3] with any leading axes, not [2, 4]
  make("gated"); // refused: Argument …
}

// ── classes: a network with methods
{
  class Classifier<Classes extends number> {
    readonly network;
    constructor(classes: Size<Classes>) { this.network = sequential(dense(8, 16, { activation: relu }), dense(16, classes)); }
    classify<N extends number>(inputs: Matrix<N, 8>): Vector<N> { return this.network.predict(inputs).argmax(1); } // right
    classify<N extends number>(inputs: Matrix<N, 8>): Vector<N> { return this.network.predict(inputs).argmax(0); } // refused: Type …
  }
  is([5], new Classifier(3).classify(zeros([5, 8]))); // right
  new Classifier(count).network; // refused: …
}

// ── classes: a field that is set later
{
  class Cell {
    state: Vector<4> = zeros([4]);
    step(input: Vector<4>): void { this.state = this.state.multiply(0.5).add(input); } // right
    step(input: Vector<3>): void { this.state = this.state.multiply(0.5).add(input); } // wrong: add: [3] does not fit the end of [4]
  }
  const cell = new Cell();
  cell.step(ones([cell.state.shape[0]])); // right
  cell.step(ones([3])); // wrong
}

// ── classes: an abstract model and a subclass
{
  abstract class Model<In extends Shape, Out extends Shape> { abstract forward<B extends number>(x: Tensor<[B, ...In]>): Tensor<[B, ...Out]>; }
  class Linear extends Model<[3], [2]> {
    readonly w = zeros([3, 2]); // right
    readonly w = zeros([2, 3]); // wrong
    forward<B extends number>(x: Matrix<B, 3>): Matrix<B, 2> { return x.matmul(this.w); } // here: …
  }
  is([5, 2], new Linear().forward(zeros([5, 3])));
}

// ── mixins: counting calls
{
  type Constructor<T> = new (...args: any[]) => T;
  class Base { readonly layer = dense(3, 2); run(x: Vector<3>): Vector<2> { return this.layer.predict(x); } }
  const Counting = <C extends Constructor<Base>>(Parent: C) => class extends Parent { calls = 0; override run(x: Vector<3>): Vector<2> { this.calls++; return super.run(x); } };
  const counted = new (Counting(Base))();
  is([2], counted.run(zeros([3]))); // right
  counted.run(zeros([2])); // wrong: Argument of type 'Tensor<[2]>' …
}

// ── errors: caught and told apart
{
  let shape: Vector<3> | undefined;
  try { shape = tensor([1, 2, 3], [3]); } catch (error) { if (!(error instanceof ShapeError)) throw error; } // right
  try { shape = tensor([1, 2, 3], [4]); } catch (error) { if (!(error instanceof ShapeError)) throw error; } // refused: Type …
  is([3], shape ?? zeros([3]));
}

// ── guards: a shape that is asked for
{
  const isPair = (x: Vector<2> | Vector<3>): x is Vector<2> => x.shape[0] === 2;
  const x: Vector<2> | Vector<3> = yes ? zeros([2]) : zeros([3]);
  if (isPair(x)) is([2], x.add(ones([2]))); // right
  if (isPair(x)) x.add(ones([3])); // wrong: add: [3] does not fit the end of [2]
}

// ── destructuring: shapes
{
  const x = zeros([2, 3, 5]);
  const [batch, ...rest] = x.shape;
  is([2, 15], x.reshape([batch, 15])); // right
  x.reshape([batch, 14]); // wrong: reshape: [2, 3, 5] has 30 elements, [2, 14] has 28
  is([3, 5], zeros(rest)); // right
  is([3, 5], x.sum(0).add(zeros(rest)));
  x.add(zeros([batch, ...rest, 1])); // wrong: add: …
}

// ── destructuring: parameters by layer
{
  const network = sequential(dense(3, 4), activate(relu), dense(4, 2));
  const [{ weights, bias }, , last] = network.parameters;
  is([2], weights.transpose().sum(0).matmul(last.weights.transpose())); // right
  weights.matmul(last.weights); // wrong: matmul: [4, 3] by [2, 4]: the left has 3 columns, the right 2 rows
  bias.add(last.bias); // wrong: add: [2] does not fit the end of [4]
}

// ── reductions: over a list of tensors
{
  const all = [ones([2, 3]), ones([2, 3])];
  is([2, 3], all.reduce((sum, x) => sum.add(x))); // right
  is([2, 3], all.map((x) => x.multiply(2)).reduce((sum, x) => sum.add(x), zeros([2, 3]))); // right
  all.reduce((sum, x) => sum.add(x), zeros([3])); // refused: …
  all.map((x) => x.transpose()).reduce((sum, x) => sum.add(x), zeros([2, 3])); // refused: …
}

// ── files: a checkpoint, entry by entry
{
  const file = readSafetensors(writeSafetensors({ weights: zeros([4, 3]), bias: zeros([4]) }));
  const p: DenseParameters<3, 4> = { weights: file.get("weights", [4, 3]), bias: file.get("bias", [4]) }; // right
  const p: DenseParameters<3, 4> = { weights: file.get("weights", [3, 4]), bias: file.get("bias", [4]) }; // wrong: Type …
  is([4], dense(3, 4).with(p).predict(zeros([3])));
}

// ── files: an archive of NumPy with sizes of its own
{
  const archive = readNpz(writeNpz({ x: zeros([6, 3]), y: zeros([6]) }));
  const n = dim("examples", archive.shapeOf("x")[0] ?? 0);
  const [x, y] = [archive.get("x", [n, 3]), archive.get("y", [n])]; // right
  const [x, y] = [archive.get("x", [n, 4]), archive.get("y", [n])]; // wrong
  dense(3, 1).predict(x).squeeze(1).subtract(y); // here: predict: takes [3] with any leading axes, not [examples, 4]
}

// ── files: a table with classes
{
  const table = readCsv("a,b,kind\n1,2,x\n3,4,y\n5,6,x", { rows: "flowers" });
  const { labels, names } = table.classes("kind");
  const classes = dim("classes", names.length);
  const network = dense(2, classes); // right
  const network = dense(3, classes); // wrong
  backpropagate(network, crossEntropy, table.numbers(["a", "b"]), labels); // here: backpropagate: takes [3] with any leading axes, not [flowers, 2]
}

// ── workers: a message and its answer
{
  const [message] = transfer({ state: zeros([4]), reward: scalar(1) });
  const { state } = receive(message, { state: [4], reward: [] }); // right
  const { state } = receive(message, { state: [5], reward: [] }); // wrong
  is([4], state.add(ones([4]))); // here: add: …
}

// ── components: state that is kept and replaced
{
  const useState = <T>(initial: T): [T, (next: T | ((before: T) => T)) => void] => { let value = initial; return [value, (next) => { value = typeof next === "function" ? (next as (before: T) => T)(value) : next; }]; };
  const [drawing, setDrawing] = useState(zeros([28, 28]));
  setDrawing((before) => before.add(1)); // right
  setDrawing((before) => before.sum(0)); // refused: …
  setDrawing(ones([28])); // refused: …
  is([10], dense(784, 10).predict(drawing.reshape([784]))); // right
  dense(784, 10).predict(drawing); // wrong: predict: takes [784] with any leading axes, not [28, 28]
}
