/** Sizes, strides and axes that come from settings: `as const`, `satisfies`, lookups, tagged unions, defaults, template literals. */
import { concat, dim, type Dim, einsum, full, linspace, type Matrix, matrix, ones, oneHot, random, randomNormal, type Scalar, type Shape, type Size, type Sizes, stack, tensor, type Tensor, type Vector, vector, where, zeros } from "conformable";
import { activate, type Activation, attention, averagePool2d, batchNorm, conv1d, conv2d, type Conv2dOptions, convTranspose2d, crossAttention, dense, type DenseOptions, dropout, embedding, flatten, gelu, groupNorm, gru, heads, layerNorm, lstm, maxPool2d, positions, relu, reshape, residual, sequential, tanh, upsample2d } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");

// ── satisfies: a table of sizes with a checked form
{
  interface Sizes3 { readonly inputs: number; readonly hidden: number; readonly outputs: number }
  const small = { inputs: 7, hidden: 5, outputs: 3 } as const satisfies Sizes3; // right
  const small = { inputs: 7, hidden: 5, outputs: 3 } satisfies Sizes3 as Sizes3; // refused
  const network = dense(small.inputs, small.outputs); // here: …a size known only at run time needs a name: dim(name, size)
  is([2, 3], network.predict(zeros([2, 7])));
}

// ── satisfies: a table of models, looked up by a name
{
  const models = { tiny: { width: 12, heads: 3 }, base: { width: 48, heads: 4 } } as const satisfies Record<string, { width: number; heads: number }>;
  const { width, heads } = models.base; // right
  const { width, heads } = models[yes ? "tiny" : "base"]; // refused
  is([9, 48], attention([9, width], heads).predict(zeros([9, 48]))); // here: …a size that may be one of several needs a name: dim(name, size)
}

// ── satisfies: heads and width of two entries
{
  const models = { tiny: { width: 12, heads: 3 }, base: { width: 50, heads: 5 } } as const;
  attention([9, models.tiny.width], models.tiny.heads); // right
  attention([9, models.tiny.width], models.base.heads); // wrong: attention: 5 heads can't share a width of 12 equally
  attention([9, models.base.width], models.tiny.heads); // wrong: attention: 3 heads can't share a width of 50 equally
}

// ── a stride from a map of resolutions
{
  const strides = new Map([["low", 4], ["high", 2]] as const);
  const stride = 2; // right
  const stride = strides.get("high") ?? 1; // refused
  is([7, 7, 8], conv2d([14, 14, 3], 8, 2, { stride }).predict(zeros([14, 14, 3]))); // here: …stride…
}

// ── a window from a Record of numbers
{
  const windows: Record<"a" | "b", 2> = { a: 2, b: 2 }; // right
  const windows: Record<"a" | "b", 2 | 4> = { a: 2, b: 4 }; // refused
  is([4, 4, 3], maxPool2d([8, 8, 3], windows.a).predict(zeros([8, 8, 3]))); // here: a size that may be one of several needs a name: dim(name, size)
}

// ── a tagged union of layers: the axis of one kind
{
  type Reduction = { readonly kind: "rows"; readonly axis: 0 } | { readonly kind: "columns"; readonly axis: 1 };
  const reduce = (x: Matrix<5, 3>, by: Reduction): Vector<3> | Vector<5> => {
    if (by.kind === "rows") return x.mean(by.axis);
    return x.mean(by.axis); // right
    return x.mean(by.axis, { keepDims: true }); // refused: Type …
  };
  reduce(zeros([5, 3]), { kind: "rows", axis: 0 });
}

// ── a tagged union of layers, whose tag isn't asked
{
  type Reduction = { readonly kind: "rows"; readonly axis: 0 } | { readonly kind: "columns"; readonly axis: 1 };
  const blind = (x: Matrix<5, 3>, by: Reduction) => (by.kind === "rows" ? x.mean(by.axis) : x.mean(by.axis)); // right
  const blind = (x: Matrix<5, 3>, by: Reduction) => x.mean(by.axis); // refused: mean: the axis has to be one literal number
  blind(zeros([5, 3]), { kind: "rows", axis: 0 });
}

// ── a tagged union of paddings
{
  type Stage = { readonly padding: "same"; readonly kernel: 3 } | { readonly padding: "valid"; readonly kernel: 5 };
  const build = (stage: Stage) => stage.padding === "same" ? conv2d([12, 12, 1], 4, stage.kernel, { padding: stage.padding }) : conv2d([12, 12, 1], 4, stage.kernel, { padding: stage.padding }); // right
  const build = (stage: Stage) => conv2d([12, 12, 1], 4, 3, { padding: stage.padding }); // refused: conv2d: …
  const build = (stage: Stage) => conv2d([12, 12, 1], 4, stage.kernel); // refused: a size that may be one of several needs a name: dim(name, size)
  build({ padding: "same", kernel: 3 });
}

// ── a default parameter decides a size
{
  const head = <const Classes extends number = 10>(classes: Size<Classes>) => dense(32, classes);
  is([10], head(10).predict(zeros([32]))); // right
  const plain = (classes = 10) => dense(32, classes); // refused: …a size known only at run time needs a name: dim(name, size)
  const literal = (classes: 10 = 10) => dense(32, classes); // right
  is([10], literal().predict(zeros([32]))); // right
  const either = (classes: 10 | 100 = 10) => dense(32, classes); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── destructuring with a default
{
  const settings: { readonly filters: 8; readonly kernel?: 3 } = { filters: 8 };
  const { filters, kernel = 3 } = settings; // right
  const { filters, kernel = 5 } = settings; // refused
  is([6, 6, 8], conv2d([8, 8, 1], filters, kernel).predict(zeros([8, 8, 1]))); // here: a size that may be one of several needs a name: dim(name, size)
}

// ── optional chaining into a size
{
  const settings: { readonly model?: { readonly units: 16 } } = { model: { units: 16 } };
  const layer = gru([5, 3], settings.model ? settings.model.units : 16); // right
  const layer = gru([5, 3], settings.model?.units ?? 8); // refused: a size that may be one of several needs a name: dim(name, size)
  const layer = gru([5, 3], settings.model?.units); // refused: …
  is([5, 16], layer.predict(zeros([5, 3])));
}

// ── options with a default by spread
{
  const defaults = { padding: "same", stride: 1 } as const;
  const build = () => conv2d([8, 8, 2], 4, 3, { ...defaults, stride: 2 }); // right
  const build = (given: { stride?: 1 | 2 } = {}) => conv2d([8, 8, 2], 4, 3, { ...defaults, ...given }); // refused: conv2d: …
  is([4, 4, 4], build().predict(zeros([8, 8, 2])));
}

// ── options with Object.assign and Object.freeze
{
  const options = Object.freeze({ padding: "same", activation: relu } as const); // right
  const options = Object.freeze({ padding: "same" as "same" | "valid", activation: relu }); // refused
  is([8, 8, 4], conv2d([8, 8, 1], 4, 3, options).predict(zeros([8, 8, 1]))); // here: conv2d: …
}

// ── options of a function that makes them
{
  const options = (size: "small" | "large") => ({ activation: size === "small" ? relu : tanh, bias: true }) as const; // right
  const options = (size: "small" | "large") => ({ activation: relu, stride: size === "small" ? 1 : 2 }) as const; // refused
  is([26, 26, 4], conv2d([28, 28, 1], 4, 3, options("small")).predict(zeros([28, 28, 1]))); // here: conv2d: …
}

// ── template literals: subscripts made of parts
{
  const batch = "b", rows = "ij", columns = "jk";
  is([5, 2, 7], einsum(`${batch}${rows},${batch}${columns}->${batch}ik`, zeros([5, 2, 3]), zeros([5, 3, 7]))); // right
  einsum(`${batch}${rows},${batch}${columns}->${batch}ki`, zeros([5, 2, 3]), zeros([5, 3, 7])).add(zeros([2, 7])); // wrong: add: [2, 7] does not fit the end of [5, 7, 2]
  einsum(`${batch}${rows},${batch}${columns}->${batch}il`, zeros([5, 2, 3]), zeros([5, 3, 7])); // wrong: einsum: …
  einsum(`${batch}${columns},${batch}${rows}->${batch}ik`, zeros([5, 2, 3]), zeros([5, 3, 7])); // wrong: einsum: …
}

// ── template literals: subscripts by a helper for any letters
{
  const rowsBy = <const A extends string, const B extends string>(a: A, b: B) => `${a},${b}->` as const;
  is([], einsum(rowsBy("i", "i"), zeros([3]), zeros([3]))); // right
  einsum(rowsBy("i", "i"), zeros([3]), zeros([5])); // wrong: einsum: …
  einsum(rowsBy("ij", "i"), zeros([3]), zeros([3])); // wrong: einsum: …
}

// ── a join of an array is any text
{
  const subscripts = "ij,jk->ik"; // right
  const subscripts = ["ij", "jk"].join(",") + "->ik"; // refused
  is([2, 5], einsum(subscripts, zeros([2, 3]), zeros([3, 5]))); // here: einsum: …
}

// ── an enum of strings as a padding
{
  enum Padding { Same = "same", Valid = "valid" }
  is([8, 8, 4], conv2d([8, 8, 1], 4, 3, { padding: "same" }).predict(zeros([8, 8, 1]))); // right
  conv2d([8, 8, 1], 4, 3, { padding: yes ? Padding.Same : Padding.Valid }); // refused: conv2d: …
}

// ── an enum of axes in a report
{
  enum Axis { Day = 0, Hour = 1, Sensor = 2 }
  const readings = zeros([7, 24, 5]);
  is([24, 5], readings.mean(0)); // right
  const byDay = (axis: Axis) => readings.mean(axis); // refused: mean: …
  const hours = { Day: 0, Hour: 1, Sensor: 2 } as const;
  is([7, 5], readings.max(hours.Hour)); // right
  readings.max(hours.Hour).add(zeros([24])); // wrong: add: [24] does not fit the end of [7, 5]
}

// ── axes of a const object, several at once
{
  const axes = { batch: 0, height: 1, width: 2, channel: 3 } as const;
  const images = zeros([5, 8, 6, 3]);
  is([5, 3], images.mean([axes.height, axes.width])); // right
  images.mean([axes.height, axes.height]); // wrong: mean: …
  is([3, 5, 8, 6], images.permute([axes.channel, axes.batch, axes.height, axes.width])); // right
  images.permute([axes.channel, axes.batch, axes.height]); // wrong: permute: …
  images.mean(Object.values(axes)); // refused: mean: …
}

// ── a list of axes that is filtered
{
  const x = zeros([2, 3, 5]);
  is([3], x.sum([0, 2])); // right
  x.sum([0, 1, 2].filter((axis) => axis !== 1)); // refused: sum: …
  x.permute([0, 1, 2].reverse()); // refused: permute: …
  x.permute([2, 1, 0] as [2, 1, 0] | [0, 1, 2]); // refused: permute: …
}

// ── a readonly list of sizes
{
  const sizes: readonly [2, 3] = [2, 3]; // right
  const sizes: readonly (2 | 3)[] = [2, 3]; // refused
  is([2, 3], zeros(sizes)); // here: …
}

// ── a shape by concatenated tuples
{
  const image = [8, 8] as const, channels = 3;
  is([5, 8, 8, 3], zeros([5, ...image, channels])); // right
  is([5, 8, 8, 3], zeros([5, ...image].concat(channels))); // refused: …
  conv2d([...image, channels], 4, 3); // right
  conv2d([channels, ...image], 4, 9); // wrong: conv2d: …
}

// ── a size by arithmetic of literals
{
  const [height, width] = [6, 4] as const;
  is([24], zeros([height, width]).flatten()); // right
  zeros([height, width]).reshape([height * width]); // refused: …a size known only at run time needs a name: dim(name, size)
  is([24], zeros([height, width]).reshape([24])); // right
  zeros([height, width]).reshape([26]); // wrong: reshape: [6, 4] has 24 elements, [26] has 26
}

// ── a size by a length
{
  const names = ["petal", "sepal", "stem"] as const; // right
  const names = ["petal", "sepal", "stem"]; // refused
  is([names.length], zeros([names.length])); // here: …a size known only at run time needs a name: dim(name, size)
}

// ── a size by the keys of a record
{
  const features = { age: 0, height: 1, weight: 2 } as const;
  const names = Object.keys(features);
  const columns = dim("features", names.length); // right
  const columns = names.length; // refused
  dense(columns, 2); // here: …a size known only at run time needs a name: dim(name, size)
}

// ── classes counted by a const list, and by a text
{
  const labels = ["cat", "dog", "bird"] as const;
  is([5, 3], oneHot(zeros([5]), labels.length)); // right
  is([5, 3], oneHot(zeros([5]), "cat,dog,bird".split(",").length)); // refused: …a size known only at run time needs a name: dim(name, size)
  oneHot(zeros([5]), labels); // wrong: …
}

// ── let that is assigned again
{
  const x = zeros([5, 3]);
  let axis: 0 | 1 = 0;
  is([3], x.sum(axis)); // right
  if (yes) axis = 1;
  x.sum(axis); // refused: sum: the axis has to be one literal number
}

// ── let: a step that grows
{
  const series = zeros([12]);
  const step = 2; // right
  let step = 2; // refused
  is([6], series.slice([0, 12, step])); // here: …slice…
}

// ── a for loop over literal strides
{
  for (const stride of [2] as const) is([4, 4, 3], averagePool2d([8, 8, 3], 2, { stride }).predict(zeros([8, 8, 3]))); // right
  for (const stride of [1, 2] as const) averagePool2d([8, 8, 3], 2, { stride }); // refused: averagePool2d: …
  for (const stride of [1, 2]) averagePool2d([8, 8, 3], 2, { stride }); // refused: …
}

// ── map over literal kernels, joined
{
  const image = zeros([8, 8, 1]);
  const outputs = [conv2d([8, 8, 1], 2, 1).predict(image), conv2d([8, 8, 1], 4, 3, { padding: "same" }).predict(image)] as const; // right
  is([8, 8, 6], concat(outputs, -1)); // right
  ([1, 3] as const).map((kernel) => conv2d([8, 8, 1], 2, kernel, { padding: "same" }).predict(image)); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── a switch that narrows a size
{
  const build = (width: 4 | 8) => {
    switch (width) {
      case 4: return dense(3, width).predict(zeros([3])).add(zeros([4])); // right
      case 4: return dense(3, width).predict(zeros([3])).add(zeros([8])); // wrong: add: [8] does not fit the end of [4]
      default: return dense(3, width).predict(zeros([3])).add(zeros([8]));
    }
  };
  build(4); build(8);
}

// ── if that narrows a size by in, by typeof and by a guard
{
  const isSmall = (width: 4 | 8): width is 4 => width === 4;
  const width: 4 | 8 = yes ? 4 : 8;
  if (isSmall(width)) is([4], zeros([width])); // right
  if (!isSmall(width)) zeros([width]).add(zeros([4])); // refused: add: [4] does not fit the end of [8]
  zeros([width]); // refused: …
}

// ── an assertion function that narrows a rank
{
  function assertMatrix(x: Matrix<5, 3> | Vector<3>): asserts x is Matrix<5, 3> { if (x.rank !== 2) throw new Error("rank"); }
  const x = (yes ? zeros([5, 3]) : zeros([3])) as Matrix<5, 3> | Vector<3>;
  x.matmul(zeros([3])); // refused: …
  assertMatrix(x);
  is([5], x.matmul(zeros([3]))); // right
  x.matmul(zeros([5])); // wrong: matmul: [5, 3] by [5]: the left has 3 columns, the right 5 rows
}

// ── non-null of an array's entry
{
  const sizes = [3, 5, 7] as const;
  is([5], zeros([sizes[1]])); // right
  const index: number = count - 2;
  is([5], zeros([sizes[index] ?? 5])); // refused: …
  is([5], zeros([sizes.at(1) ?? 5])); // refused: …
}

// ── a tuple that is read backwards
{
  const layers = [784, 128, 10] as const;
  const [first, hidden, last] = layers; // right
  const [hidden, first, last] = layers; // wrong
  is([10], sequential(dense(first, hidden), dense(hidden, last)).predict(zeros([784]))); // here: predict: …
}

// ── sizes that are read from a parsed file
{
  const file = JSON.parse('{"width":6,"depth":2}') as { width: number; depth: number };
  const width = dim("width", file.width); // right
  const width = file.width; // refused
  is([5], zeros([width]).outer(zeros([5])).sum(0)); // here: …a size known only at run time needs a name: dim(name, size)
}

// ── sizes of two files of the same name
{
  const width = dim("width", JSON.parse("6")), depth = dim("depth", JSON.parse("6"));
  sequential(dense(width, depth), dense(depth, width)); // right
  sequential(dense(width, depth), dense(width, depth)); // refused: sequential: layer 2 takes [width], but layer 1 gives [depth]
  zeros([width]).add(zeros([depth])); // refused: add: [depth] does not fit the end of [width]
}

// ── named sizes in a config that is as const
{
  const sizes = { batch: dim("batch", count), time: dim("time", 5), width: 8 } as const;
  is([sizes.batch, 5 as Dim<"time", 5>, 8], zeros([sizes.batch, sizes.time, sizes.width])); // right
  zeros([sizes.batch, sizes.time, sizes.width]).matmul(zeros([5, 2])); // wrong: matmul: …
  zeros([sizes.batch, sizes.time, sizes.width]).addBias(zeros([sizes.time])); // wrong: addBias: …
  zeros([sizes.batch, sizes.time]).add(zeros([5])); // refused: add: [5] does not fit the end of [batch, time=5]
}

// ── a registry of builders
{
  const registry = { linear: () => dense(6, 3), deep: () => sequential(dense(6, 5, { activation: relu }), dense(5, 3)) } as const;
  const name: keyof typeof registry = yes ? "linear" : "deep";
  is([3], registry.linear().predict(zeros([6]))); // right
  is([3], registry[name as "deep"]().predict(zeros([6]))); // right
  registry.linear().predict(zeros([5])); // wrong: predict: takes [6] with any leading axes, not [5]
  registry.deep().parameters.weights; // refused: Property 'weights' does not exist on type …
}

// ── a registry of activations
{
  const activations: Record<"relu" | "tanh" | "gelu", Activation> = { relu, tanh, gelu };
  const name: "relu" | "gelu" = yes ? "relu" : "gelu";
  is([2], dense(3, 2, { activation: activations[name] }).predict(zeros([3]))); // right
  dense(3, 2, { activation: name }); // refused: …
  dense(3, 2, { activation: activations["sigmoid"] }); // refused: …
}

// ── options of the library's type, and what they lose
{
  const plain: DenseOptions<3, 2> = { activation: tanh };
  is([2], dense(3, 2, plain).predict(zeros([3]))); // right
  const wide: Conv2dOptions = { padding: "same" }; // refused
  const wide = { padding: "same" } satisfies Conv2dOptions; // right
  is([8, 8, 2], conv2d([8, 8, 1], 2, 3, wide).predict(zeros([8, 8, 1]))); // here: conv2d: …
}

// ── strides of two axes
{
  is([4, 8, 2], conv2d([8, 8, 1], 2, 1, { stride: [2, 1] }).predict(zeros([8, 8, 1]))); // either: …
  conv2d([8, 8, 1], 2, 1, { stride: 0 }); // wrong: …
  conv2d([8, 8, 1], 2, 1, { stride: -1 }); // wrong: …
  conv2d([8, 8, 1], 2, 1, { strides: 2 } as const); // wrong: …
}

// ── dilation and groups from a table
{
  const blocks = [{ dilation: 1, groups: 1 }, { dilation: 2, groups: 2 }] as const;
  is([8, 8, 4], conv2d([12, 12, 2], 4, 3, blocks[1]).predict(zeros([12, 12, 2]))); // right
  conv2d([12, 12, 3], 4, 3, blocks[1]); // wrong: conv2d: …
  for (const block of blocks) conv2d([12, 12, 2], 4, 3, block); // refused: conv2d: …
}

// ── a factor of an upsampling that follows a pooling
{
  const factor = 2;
  const down = maxPool2d([8, 8, 3], factor);
  const up = upsample2d(down.outputShape, factor); // right
  const up = upsample2d(down.outputShape, 4); // wrong
  is([8, 8, 3], up.predict(down.predict(zeros([8, 8, 3]))).subtract(ones([8, 8, 3]))); // here: …
}

// ── a transposed convolution that undoes a stride
{
  const down = conv2d([8, 8, 1], 4, 2, { stride: 2 });
  const up = convTranspose2d(down.outputShape, 1, 2, { stride: 2 }); // right
  const up = convTranspose2d(down.outputShape, 1, 3, { stride: 2 }); // wrong
  is([8, 8, 1], up.predict(down.predict(zeros([8, 8, 1]))).add(zeros([8, 8, 1]))); // here: add: [8, 8, 1] does not fit the end of [9, 9, 1]
}

// ── groups of channels from a setting
{
  const groups = 4; // right
  const groups = 3; // wrong
  is([5, 5, 8], groupNorm([5, 5, 8], groups).predict(zeros([5, 5, 8]))); // here: groupNorm: …
}

// ── a returned option decides a shape
{
  const settings = { returns: "last" } as const; // right
  const settings = { returns: yes ? "last" : "all" } as const; // refused
  is([4, 16], lstm([9, 3], 16, settings).predict(zeros([4, 9, 3]))); // here: lstm: …
}

// ── a shape by a function of a record
{
  const shapeOf = <const H extends number, const W extends number>(image: { readonly height: Size<H>; readonly width: Size<W> }) => [image.height, image.width, 1] as const; // right
  const shapeOf = (image: { readonly height: number; readonly width: number }) => [image.height, image.width, 1] as const; // refused
  is([6, 4, 1], zeros(shapeOf({ height: 6, width: 4 }))); // here: …
}

// ── a Partial of settings that is completed
{
  interface Settings { readonly kernel: 3; readonly filters: 8 }
  const complete = (given: Partial<Settings>): Settings => ({ kernel: 3, filters: 8, ...given }); // right
  const complete = (given: Partial<Settings>): Partial<Settings> => ({ kernel: 3, filters: 8, ...given }); // refused
  const { kernel, filters } = complete({});
  is([6, 6, 8], conv2d([8, 8, 1], filters, kernel).predict(zeros([8, 8, 1]))); // here: …
}

// ── conditional types of the user choose a size
{
  type WidthOf<Kind extends "small" | "large"> = Kind extends "small" ? 4 : 8;
  const head = <K extends "small" | "large">(kind: K, width: Size<WidthOf<K>>): Vector<WidthOf<K>> => zeros([width]);
  is([4], head("small", 4)); // right
  head("small", 8); // refused: …
  is([8], head("large", 8)); // right
}

// ── Extract and Exclude of sizes
{
  type Width = 4 | 8 | 16;
  const narrow: Exclude<Width, 8 | 16> = 4; // right
  const narrow: Exclude<Width, 16> = 4 as 4 | 8; // refused
  is([4], zeros([narrow])); // here: a size that may be one of several needs a name: dim(name, size)
}

// ── a WeakMap of tensors, with a default
{
  const cache = new WeakMap<object, Matrix<2, 3>>();
  const key = {};
  const sum = (cache.get(key) ?? zeros([2, 3])).sum(1); // right
  cache.set(key, zeros([3, 2])); // refused: Argument of type 'Tensor<[3, 2]>' is not assignable to parameter of type 'Matrix<2, 3>'.
  (cache.get(key) ?? zeros([3, 2])).sum(1); // refused: …
  is([2], sum.add(zeros([2]))); // right
}
