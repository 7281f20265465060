/**
 * Numbers and strings of other types: enums, brands, patterns. Any number is assignable to an enum with one numeric value, but no
 * plain string is assignable to a string enum. A brand says where a number comes from, not which number it is. So the compiler
 * knows none of them as a size or an axis. It does know `as const` values.
 */
import { arange, concat, dim, type Dim, einsum, full, identity, ones, oneHot, stack, tensor, type Vector, vector, zeros } from "conformable";
import { attention, conv2d, dense, layerNorm, maxPool2d, reshape, sequential } from "conformable/nn";
import { is } from "../is.js";

const count: number = JSON.parse("5");
const x = zeros([2, 3]);

enum Axis { Rows, Columns }
enum Only { Three = 3 }
enum Computed { Short = "ab".length, Long = "abcde".length }
enum Text { Transposed = "ij->ji", Same = "same", Rows = "rows" }
const enum Side { Height = 2, Width = 3 }
const Sizes = { height: 2, width: 3 } as const;
const Names = { rows: "rows", transposed: "ij->ji", padding: "same" } as const;
type Branded = number & { readonly brand: "rows" };
const branded = (value: number): Branded => value as Branded; // as a user makes one

// ── sum: an enum as an axis
{
  is([3], x.sum(0)); // right
  is([3], x.sum(Axis.Rows)); // either: sum: the axis has to be one literal number
}

// ── mean: a variable of an enum
{
  const axis = 1 as const; // right
  const axis: Axis = count as Axis; // refused
  is([2], x.mean(axis)); // here: mean: the axis has to be one literal number
}

// ── sum: an enum of one value takes any number
{
  const axis = 0 as const; // right
  enum One { Rows = 0 } // wrong
  const axis: One = count; // wrong
  is([3], x.sum(axis)); // here: sum: the axis has to be one literal number
}

// ── max: an enum member that takes any number
{
  const axis = 1 as const; // right
  const axis: Axis.Columns = count; // wrong
  is([2], x.max(axis)); // here: max: the axis has to be one literal number
}

// ── argmax: a const enum
{
  const enum Along { Rows, Columns }
  is([2], x.argmax(1)); // right
  is([2], x.argmax(Along.Columns)); // either: argmax: the axis has to be one literal number
}

// ── softmax: an enum that is out of range
{
  enum Along { Rows, Columns, Depth }
  is([2, 3], x.softmax(1)); // right
  is([2, 3], x.softmax(Along.Depth)); // wrong: softmax: …
}

// ── sum: an object of constants
{
  const Along = { rows: 0, columns: 1 } as const; // right
  const Along = { rows: 0, columns: 1 }; // refused
  is([2], x.sum(Along.columns)); // here: sum: the axis has to be one literal number
}

// ── min: axes of an enum
{
  is([5], zeros([2, 3, 5]).min([0, 1])); // right
  is([5], zeros([2, 3, 5]).min([Axis.Rows, Axis.Columns])); // either: min: …
}

// ── permute: an order of an enum
{
  is([3, 2], x.permute([1, 0])); // right
  is([3, 2], x.permute([Axis.Columns, Axis.Rows])); // either: permute: …
}

// ── permute: an enum where a literal stood twice
{
  is([3, 2], x.permute([1, 0])); // right
  is([2, 2], x.permute([Axis.Rows, Axis.Rows])); // wrong: permute: …
}

// ── concat: an enum as an axis
{
  is([4, 3], concat([x, x], 0)); // right
  is([4, 3], concat([x, x], Axis.Rows)); // either: concat: the axis has to be one literal number
}

// ── stack: an enum as a place
{
  is([2, 2, 3], stack([x, x], 0)); // right
  is([2, 2, 3], stack([x, x], Axis.Rows)); // either: stack: the place of the new axis has to be one literal number
}

// ── expandDims: an enum as a place
{
  is([2, 1, 3], x.expandDims(1)); // right
  is([2, 1, 3], x.expandDims(Axis.Columns)); // either: expandDims: the place of the new axis has to be one literal number
}

// ── squeeze: an enum as an axis
{
  is([3], zeros([1, 3]).squeeze(0)); // right
  is([3], zeros([1, 3]).squeeze(Axis.Rows)); // either: squeeze: the axis has to be one literal number
}

// ── split: an enum as an axis, and as a size
{
  is([2, 1], x.split([1, 2], 1)[0]); // right
  is([2, 1], x.split([1, 2], Axis.Columns)[0]); // either: split: the axis has to be one literal number
}

// ── slice: an enum as a bound
{
  is([1, 3], x.slice([0, 1])); // right
  is([1, 3], x.slice([Axis.Rows, Axis.Columns])); // either: slice: the range of axis 0 has to be of literal numbers
}

// ── slice: a bound of an enum that takes any number
{
  const end = 1 as const; // right
  const end: Axis.Columns = count; // wrong
  is([1, 3], x.slice([0, end])); // here: slice: the range of axis 0 has to be of literal numbers
}

// ── pad: an enum as a padding
{
  is([3, 3], x.pad([[0, 1], [0, 0]])); // right
  is([3, 3], x.pad([[Axis.Rows, Axis.Columns], [0, 0]])); // either: pad: the padding of axis 0 has to be of literal numbers
}

// ── zeros: sizes of an object of constants
{
  is([2, 3], zeros([Sizes.height, Sizes.width])); // right
  is([2, 3], zeros([2, Side.Width])); // either: a size …
}

// ── zeros: an enum of one value takes any number
{
  const rows = 3 as const; // right
  const rows: Only = count; // wrong
  is([3], zeros([rows])); // here: a size …
}

// ── ones: computed members of an enum aren't literals
{
  is([2], ones([2])); // right
  is([2], ones([Computed.Short])); // refused: a size …
}

// ── identity: a whole enum
{
  const size = 3 as const; // right
  const size: Side = Side.Width as Side; // refused
  is([3, 3], identity(size)); // here: a size …
}

// ── zeros: branded numbers
{
  const [a, b] = [dim("a", branded(2)), dim("a", branded(2))]; // right
  const [a, b] = [branded(2), branded(3)]; // refused
  is([b], zeros([b])); // right
  zeros([a]).exp(); // here: a size that may be one of several needs a name: dim(name, size)
}

// ── full: a branded literal
{
  is([3], full([3], 7)); // right
  full([3 as 3 & { readonly brand: "width" }], 7); // either: a size …
}

// ── zeros: a brand that is a name's neighbour
{
  const rows = dim("rows", 5); // right
  const rows: number & { readonly name: "rows" } = Object.assign(5, { name: "rows" as const }); // refused
  zeros([rows, 3]); // here: a size that may be one of several needs a name: dim(name, size)
}

// ── identity: a generic brand
{
  const side = <N extends number>(n: N): N & { readonly brand: "side" } => n as N & { readonly brand: "side" }; // as a user makes one
  identity(dim("side", count)); // right
  identity(side(count)); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── tensor: an enum in a shape
{
  is([2, 3], tensor([1, 2, 3, 5, 7, 11], [2, 3])); // right
  is([2, 3], tensor([1, 2, 3, 5, 7, 11], [Side.Height, 3])); // either: a size …
}

// ── reshape: an enum of sizes, which are multiplied
{
  is([3, 2], x.reshape([3, 2])); // right
  is([3, 2], x.reshape([Side.Width, 2])); // either: …
}

// ── reshape: an enum size of a value that does not fit
{
  is([3, 2], x.reshape([3, 2])); // right
  x.reshape([Side.Width, 3]); // wrong: …
}

// ── reshape: a size of an enum that takes any number
{
  const columns = 2 as const; // right
  const columns: Side.Height = count; // wrong
  is([3, 2], x.reshape([3, columns])); // here: …
}

// ── broadcastTo: an enum size
{
  is([5, 3], zeros([3]).broadcastTo([5, 3])); // right
  is([2, 3], zeros([3]).broadcastTo([Side.Height, 3])); // either: a size …
}

// ── reshape: a name whose value is of an enum that takes any number
{
  const rows = dim("rows", 3); // right
  const three: Only = count; // wrong
  const rows = dim("rows", three); // wrong
  is([3], zeros([rows]).reshape([3])); // here: reshape: …
}

// ── dim: a name of an object of constants, or of an enum
{
  is([dim("rows", count)], zeros([dim(Names.rows, count)])); // right
  dim(Text.Rows, count); // either: dim: the name must be a literal string
}

// ── dim: a pattern as a name
{
  const name = `row1` as const; // right
  const name: `row${number}` = `row${count}`; // refused
  dim(name, count); // here: dim: the name must be a literal string
}

// ── dim: an intrinsic pattern as a name
{
  const name = "ROWS"; // right
  const name: Uppercase<string> = "ROWS"; // refused
  dim(name, count); // here: dim: the name must be a literal string
}

// ── dim: a branded text as a name
{
  const name = "rows"; // right
  const name: string & { readonly brand: "name" } = JSON.parse('"rows"'); // refused
  dim(name, count); // here: dim: the name must be a literal string
}

// ── einsum: a text of an object of constants, or of an enum
{
  is([3, 2], einsum(Names.transposed, x)); // right
  is([3, 2], einsum(Text.Transposed, x)); // either: einsum: the subscripts have to be a literal string
}

// ── einsum: a template without gaps
{
  is([3, 2], einsum(`ij->ji`, x)); // right
  is([3, 2], einsum(`ij->jk`, x)); // wrong: einsum: index 'k' of the result is in no operand
}

// ── einsum: a template whose gap is a literal
{
  const to = "ji" as const; // right
  const to: string = "ji"; // refused
  is([3, 2], einsum(`ij->${to}` as const, x)); // here: einsum: the subscripts have to be a literal string
}

// ── einsum: a pattern
{
  const subscripts = "ij->ji"; // right
  const subscripts: `ij->${string}` = "ij->ji"; // refused
  is([3, 2], einsum(subscripts, x)); // here: einsum: the subscripts have to be a literal string
}

// ── einsum: a pattern before the arrow
{
  const subscripts = "ij->ji"; // right
  const subscripts: `${"ij" | "ji"}->ji` = JSON.parse('"ij->ji"'); // refused
  is([3, 2], einsum(subscripts, x)); // here: einsum: the subscripts have to be a literal string
}

// ── conv2d: a padding of an object of constants
{
  is([7, 7, 5], conv2d([7, 7, 1], 5, 3, { padding: Names.padding }).predict(zeros([7, 7, 1]))); // right
  is([7, 7, 5], conv2d([7, 7, 1], 5, 3, { padding: Text.Same }).predict(zeros([7, 7, 1]))); // either: …
}

// ── conv2d: an enum as a stride, a padding or a kernel
{
  is([4, 4, 5], conv2d([11, 11, 1], 5, 3, { stride: 2, padding: 0 }).predict(zeros([11, 11, 1])).slice([0, 4], [0, 4])); // right
  is([5, 5, 5], conv2d([11, 11, 1], 5, 3, { stride: Side.Height }).predict(zeros([11, 11, 1]))); // either: conv2d: …
  is([9, 9, 5], conv2d([11, 11, 1], 5, Side.Width).predict(zeros([11, 11, 1]))); // either: …
  is([11, 11, 5], conv2d([11, 11, 1], 5, 3, { padding: Axis.Columns }).predict(zeros([11, 11, 1]))); // either: conv2d: …
}

// ── conv2d: a stride of an enum that takes any number
{
  const stride = 2 as const; // right
  const stride: Side.Height = count; // wrong
  is([5, 5, 5], conv2d([11, 11, 1], 5, 3, { stride }).predict(zeros([11, 11, 1]))); // here: conv2d: …
}

// ── maxPool2d: a branded window
{
  is([4, 4, 5], maxPool2d([8, 8, 5], 2).predict(zeros([8, 8, 5]))); // right
  is([4, 4, 5], maxPool2d([8, 8, 5], branded(2)).predict(zeros([8, 8, 5]))); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── attention: heads of an enum that takes any number
{
  const heads = 2 as const; // right
  const heads: Side.Height = JSON.parse("4"); // wrong
  is([2, 4, 8], attention([5, 8], heads).parameters.query); // here: …
}

// ── dense: a branded size
{
  dense(2, dim("a", branded(3))); // right
  dense(2, branded(3)); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── sequential: names of branded numbers
{
  const [a, b] = [dim("a", branded(3)), dim("b", branded(5))];
  sequential(dense(2, a), dense(a, 7)); // right
  sequential(dense(2, a), dense(b, 7)); // wrong: sequential: layer 2 takes [b], but layer 1 gives [a]
}

// ── layerNorm: an enum of one value
{
  layerNorm(3); // right
  layerNorm(Only.Three); // refused: …
}

// ── oneHot: an enum as the number of classes
{
  is([2, 3], oneHot([0, 2], 3)); // right
  is([2, 3], oneHot([Axis.Rows, 2], Side.Width)); // either: a size …
}

// ── add: enums as indices are data
{
  x.gather([Axis.Columns, Axis.Rows]).add(zeros([2, 3])); // right
  x.gather([Axis.Columns, Axis.Rows]).add(zeros([1, 3])); // wrong: add: [1, 3] does not fit the end of [2, 3]; broadcastTo stretches it
}

// ── dot: enums as numbers are data
{
  vector([Axis.Columns, Axis.Rows]).dot(zeros([2])); // right
  vector([Axis.Columns, Axis.Rows]).dot(zeros([3])); // wrong: dot: [2] by [3]: the shapes differ
}

// ── zeros: a bigint, a text
{
  is([3], zeros([3])); // right
  zeros([3n]); // wrong: …a size is a whole number from 0 up…
  zeros(["3"]); // wrong: …a size is a whole number from 0 up…
}

// ── zeros: numbers as they may be written
{
  is([16], zeros([0x10])); // right
  is([1000], zeros([1e3])); // right
  is([1024], zeros([1_024])); // right
  zeros([1e-3]); // wrong: a size is a whole number from 0 up, not 0.001
  zeros([1e21]); // wrong: a size is a whole number from 0 up, not 1e+21
  zeros([-3]); // wrong: a size is a whole number from 0 up, not -3
  zeros([Number.NaN]); // wrong: a size known only at run time needs a name: dim(name, size)
  zeros([Number.POSITIVE_INFINITY]); // wrong: a size known only at run time needs a name: dim(name, size)
}

// ── sum: numbers as they may be written
{
  is([2], x.sum(0b1)); // right
  is([3], x.sum(-0)); // either: sum: [2, 3] has no axis …
  is([2], x.sum(1.5)); // wrong: sum: …
  is([2], x.sum(1e3)); // wrong: sum: [2, 3] has no axis 1000
  is([2], x.sum(1n)); // wrong: …
}

// ── slice: numbers as they may be written
{
  is([2], zeros([7]).slice([0b1, 0x3])); // right
  is([2], zeros([7]).slice([0.5, 2.5])); // wrong: slice: [0.5, 2.5] is not a range of axis 0 of [7]
  is([2], zeros([7]).slice([0, 2e21])); // wrong: slice: …
}

// ── reshape: a large number of elements
{
  is([1_000, 1_000], zeros([1_000_000]).reshape([1e3, 1e3])); // right
  is([1_000, 1_001], zeros([1_000_000]).reshape([1e3, 1_001])); // wrong: reshape: [1000000] has 1000000 elements, [1000, 1001] has 1001000
}

// ── reshape: the layer, of an object of constants
{
  is([3, 2], reshape([2, 3], [Sizes.width, Sizes.height]).predict(x)); // right
  reshape([2, 3], [Sizes.width, Sizes.width]); // wrong: reshape: [2, 3] has 6 elements, [3, 3] has 9
}

// ── arange: an enum of one value as the start or the step
{
  enum Zero { Start = 0 }
  enum Step { Fine = 1 }
  is([5], arange(0, 5)); // right
  is([5], arange(0, 5, 1)); // right
  is([dim("n", count)], arange(0, dim("n", count), 1)); // right
  arange(0, 5, Step.Fine).add(zeros([7])); // refused: arange: the start, the end and the step have to be literal numbers…
  arange(Zero.Start, 5, 1).add(zeros([7])); // refused: arange: the start, the end and the step have to be literal numbers…
  arange(Zero.Start, 5).add(zeros([7])); // refused: arange: the start, the end and the step have to be literal numbers…
  arange(0, dim("n", count), Step.Fine).add(zeros([7])); // refused: arange: the start, the end and the step have to be literal numbers…
}
