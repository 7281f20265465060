/**
 * The values in a generated program: tensors, layers, their results, and constants. Each kind defines how its type is written,
 * and whether a value at run time matches the model.
 */
import { type Form, formCode } from "./forms.js";
import { type Shape, type Size, shapeCode, shapeType, sizeCode, sizeType, tensorType } from "./sizes.js";

/** Parameters or gradients: tensors, in tuples and records. A record is written by its name. A list has two equal entries. */
export type Tree =
  | { readonly shape: Shape }
  | { readonly tuple: readonly Tree[] }
  | { readonly list: Tree }
  | { readonly name: string; readonly record: Record<string, Tree> };

interface Kinds {
  tensor: { shape: Shape };
  /** As `x.shape` returns it, or written out. A layer's own shape is writable. */
  sizes: { shape: Shape; writable?: boolean };
  /** Plain arrays, nested as deep as the rank. For JSON, some numbers are strings. */
  arrays: { shape: Shape; isForJSON: boolean };
  /**
   * `type` is set if it is more than a layer. `isLone` says, for the shape of an input, whether a layer that normalises batches
   * would be trained on a single number, which only the run time refuses.
   */
  layer: { input: Shape; output: Shape; parameters: Tree; type?: string; isLone?: (input: Shape) => boolean };
  pass: { input: Shape; output: Shape; parameters: Tree };
  back: { type: "Back" | "Backpropagation"; input: Shape; parameters: Tree };
  tree: { tree: Tree };
  optimizer: { parameters: Tree };
  evaluation: { shape: Shape };
  trainable: { shape: Shape };
  /**
   * `inputs` and `targets` are those of one example. `held` are the numbers of examples in each batch, and `rows` is what the
   * compiler knows about them.
   */
  batches: { inputs: Shape; targets: Shape; held: readonly number[]; rows: Size };
  /** A value about which the model knows only the type. */
  plain: { type: string };
  /** One of two values. At run time, it is the first. */
  several: { first: Value; second: Value };

  // Constants, which are written in place of an operand.
  size: { size: Size };
  number: { number: number };
  /**
   * Numbers in an array, nested like the shape. In a `ragged` one, the last row has one number too many. A `typed` one is a flat
   * typed array.
   */
  data: { shape: readonly number[]; form: "nested" | "ragged" | "typed" };
  /** Several axes. */
  axes: { axes: readonly number[] };
  /** A few numbers for each axis, or null for none. Some of the numbers may be left out: they are null. */
  lists: { lists: readonly (readonly (number | null)[] | null)[] };
  /** Letters for axes. */
  subscripts: { text: string };
  /** The path to a tensor in a tree. */
  path: { keys: readonly string[] };
  /** Code that no shape depends on. */
  code: { code: string };
  /** A constant in another form. If `at` is set, only the part at that index is in that form. */
  written: { form: Form; value: Value; other?: Value; at?: number };
}
export type Kind = keyof Kinds;
export type Value = { [Each in Kind]: { readonly kind: Each } & Readonly<Kinds[Each]> }[Kind];
export type ValueOf<K extends Kind> = Extract<Value, { readonly kind: K }>;

export const tensor = (shape: Shape): ValueOf<"tensor"> => ({ kind: "tensor", shape });
export const sizes = (shape: Shape): ValueOf<"sizes"> => ({ kind: "sizes", shape });
export const plain = (type: string): ValueOf<"plain"> => ({ kind: "plain", type });
export const code = (text: string): ValueOf<"code"> => ({ kind: "code", code: text });
export const number = (value: number): ValueOf<"number"> => ({ kind: "number", number: value });

/** An operand that has to be of a kind. It always is, since changing a program never changes the kind of an operand. */
export function as<K extends Kind>(kind: K, value: Value | undefined): ValueOf<K> {
  if (value?.kind !== kind) throw new Error(`the operand is ${value?.kind}, not ${kind}`);
  return value as ValueOf<K>; // its kind says so
}

/** The shape of a tensor. */
export const shapeOf = (value: Value | undefined): Shape => as("tensor", value).shape;

export const treeType = (tree: Tree): string => {
  if ("shape" in tree) return tensorType(tree.shape);
  if ("tuple" in tree) return `readonly [${tree.tuple.map(treeType).join(", ")}]`;
  if ("list" in tree) return `readonly (${treeType(tree.list)})[]`;
  return tree.name;
};

/** The type of a result. */
export function typeOf(value: Value): string {
  switch (value.kind) {
    case "tensor":
      return tensorType(value.shape);
    case "sizes":
      return `${value.writable ? "" : "readonly "}${shapeType(value.shape)}`;
    case "arrays":
      return `${value.isForJSON ? "(number | NumberInText)" : "number"}${"[]".repeat(value.shape.length)}`;
    case "layer":
      if (value.type !== undefined) return value.type;
      return `nn.Network<${shapeType(value.input)}, ${shapeType(value.output)}, ${treeType(value.parameters)}>`;
    case "pass":
      return `nn.Pass<${shapeType(value.input)}, ${shapeType(value.output)}, ${treeType(value.parameters)}>`;
    case "back":
      return `nn.${value.type}<${shapeType(value.input)}, ${treeType(value.parameters)}>`;
    case "tree":
      return treeType(value.tree);
    case "optimizer":
      return `nn.Optimizer<${treeType(value.parameters)}>`;
    case "evaluation":
      return `nn.Evaluation<${shapeType(value.shape)}>`;
    case "trainable":
      return `nn.Trainable<{ by: ${tensorType(value.shape)} }>`;
    case "batches":
      return `Iterable<nn.Batch<${shapeType(value.inputs)}, ${shapeType(value.targets)}, ${sizeType(value.rows)}>>`;
    case "plain":
      return value.type;
    case "several":
      return `${typeOf(value.first)} | ${typeOf(value.second)}`;
    case "number":
      return `${value.number}`;
    default:
      throw new Error(`a ${value.kind} is no result`);
  }
}

/** A constant as code. */
export function constantCode(value: Value): string {
  switch (value.kind) {
    case "sizes":
      return shapeCode(value.shape);
    case "size":
      return sizeCode(value.size);
    case "number":
      return `${value.number}`;
    case "data":
      return dataCode(value);
    case "axes":
      return `[${value.axes.join(", ")}]`;
    case "lists":
      return value.lists.map((list) => (list ? `[${list.map(String).join(", ")}]` : "null")).join(", ");
    case "subscripts":
      return `"${value.text}"`;
    case "path":
      return value.keys.map((key) => (/^\d/.test(key) ? `[${key}]` : `.${key}`)).join("");
    case "code":
      return value.code;
    case "written":
      return writtenCode(value);
    default:
      throw new Error(`a ${value.kind} is no constant`);
  }
}

/** The kinds of constants that have other forms. */
export const writable: readonly Kind[] = ["sizes", "size", "number", "axes", "lists", "subscripts"];

function writtenCode({ form, value, other = value, at }: ValueOf<"written">): string {
  if (at === undefined) return formCode(form, constantCode(value), constantCode(other));
  const [own, others] = [partsOf(value), partsOf(other)];
  const changed = own.map((part, index) => (index === at ? formCode(form, part, others[index] ?? part) : part)).join(", ");
  return value.kind === "lists" ? changed : `[${changed}]`;
}

/** The parts of a constant that is a list, each as code. */
export function partsOf(value: Value): readonly string[] {
  if (value.kind === "sizes") return value.shape.map(sizeCode);
  if (value.kind === "axes") return value.axes.map(String);
  return value.kind === "lists" ? value.lists.map((list) => constantCode({ kind: "lists", lists: [list] })) : [];
}

function dataCode({ shape, form }: ValueOf<"data">): string {
  if (form === "typed") return `new Float32Array(${shape[0]})`;
  const part = ([size = 0, ...inner]: readonly number[], ragged: boolean): string =>
    `[${Array.from({ length: size }, (_, index) => {
      const last = ragged && index === size - 1;
      if (inner.length === 0) return "1";
      return part(last ? [...inner.slice(0, -1), (inner.at(-1) ?? 0) + 1] : inner, false);
    }).join(", ")}]`;
  return part(shape, form === "ragged");
}

/** The properties of the library's values, by name. */
type Actual = Readonly<
  Record<
    "inputShape" | "outputShape" | "parameters" | "output" | "error" | "gradients" | "loss" | "values" | "inputs" | "targets",
    unknown
  >
>;

/** Describes how a value at run time differs from the model, or returns undefined if it doesn't. */
export function difference(value: Value, actual: unknown): string | undefined {
  const found = parts(value, actual as Actual).find(([expected, given]) => expected !== given); // the library's values, read by name
  return found && `${found[1]}, where the model has ${found[0]}`;
}

const shown = (shape: Shape): string => `[${shape.map(({ value }) => value).join(", ")}]`;
const given = (shape: unknown): string => (Array.isArray(shape) ? `[${shape.join(", ")}]` : String(shape));
/** A tensor's shape as text. Its size and its elements have to agree with it. */
function shapeGiven(x: unknown): string {
  const { shape, size } = x as { shape: readonly number[]; size: number }; // the library's tensor
  const elements = [(x as { toArray(): unknown }).toArray()].flat(Number.POSITIVE_INFINITY).length; // as above
  return size === elements ? given(shape) : `${given(shape)} with ${elements} elements`;
}

/** Pairs of an expected and an actual text. */
function parts(value: Value, actual: Actual): (readonly [string, string])[] {
  switch (value.kind) {
    case "several":
      return parts(value.first, actual);
    case "tensor":
      return [[shown(value.shape), shapeGiven(actual)]];
    case "sizes":
      return [[shown(value.shape), given(actual)]];
    case "arrays":
      return [[shown(value.shape), `[${nesting(actual, value.shape, value.isForJSON).join(", ")}]`]];
    case "layer":
      return [
        [shown(value.input), given(actual.inputShape)],
        [shown(value.output), given(actual.outputShape)],
        ...treeParts(value.parameters, actual.parameters),
      ];
    case "pass":
      return [[shown(value.output), shapeGiven(actual.output)]];
    case "back":
      return [[shown(value.input), shapeGiven(actual.error)], ...treeParts(value.parameters, actual.gradients)];
    case "tree":
      return treeParts(value.tree, actual);
    case "evaluation":
      return [
        [shown(value.shape), shapeGiven(actual.error)],
        ["number", typeof actual.loss],
      ];
    case "trainable":
      return treeParts({ name: "", record: { by: { shape: value.shape } } }, actual.values);
    case "batches":
      return batchesParts(value, actual as unknown as Iterable<Actual>); // an iterable of batches
    case "number":
      return [[String(value.number), String(actual)]];
    default:
      return [];
  }
}

function treeParts(tree: Tree, actual: unknown): (readonly [string, string])[] {
  if ("shape" in tree) return [[shown(tree.shape), shapeGiven(actual)]];
  const entries = Object.entries("tuple" in tree ? tree.tuple : "list" in tree ? [tree.list, tree.list] : tree.record);
  const values = actual as Readonly<Record<string, unknown>>; // the keys are compared first
  return [
    [entries.map(([key]) => key).join(), Object.keys(values).join()],
    ...entries.flatMap(([key, branch]) => treeParts(branch, values[key])),
  ];
}

function batchesParts({ inputs, targets, held }: ValueOf<"batches">, actual: Iterable<Actual>) {
  const expected = held.map((rows) => [inputs, targets].map((own) => shown([{ value: rows, known: true }, ...own])).join());
  const found = Array.from(actual, (batch) => [batch.inputs, batch.targets].map(shapeGiven).join());
  return [[expected.join(" "), found.join(" ")] as const];
}

/** The numbers that JSON can't represent. */
const texts: readonly unknown[] = ["NaN", "Infinity", "-Infinity", "-0"];

/** The lengths of nested arrays. Lengths inside an empty array can't be seen, so they are taken from the model. */
function nesting(actual: unknown, [size, ...inner]: Shape, isForJSON: boolean): unknown[] {
  const isText = isForJSON && texts.includes(actual);
  if (size === undefined) return typeof actual === "number" || isText ? [] : [typeof actual];
  if (!Array.isArray(actual)) return [typeof actual];
  return [actual.length, ...(actual.length === 0 ? inner.map(({ value }) => value) : nesting(actual[0], inner, isForJSON))];
}
