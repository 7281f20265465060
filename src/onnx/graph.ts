/** Builds a graph node by node. */
import type { HostArray } from "../engine/storage.js";
import { encode } from "../io/bytes.js";
import { flat } from "../tensor/read.js";
import type { Value as TensorValue } from "../tensor/tape.js";
import { attribute, dataTypes, type Graph, type Initializer, type Node, type ValueInfo } from "./model.js";
import { free, simplified } from "./simplify.js";
import { isNumber, type Size } from "./sizes.js";

/**
 * A value in the graph. Operators repeat axes of size 1 and missing leading axes by themselves, so a value that is the same along an axis
 * may have size 1 there, or lack a leading axis.
 */
export interface Value {
  readonly name: string;
  /** The shape that it stands for. */
  readonly shape: readonly Size[];
  /** The axes along which it is the same, and has size 1. */
  readonly repeated: ReadonlySet<number>;
  /** The number of leading axes that it lacks. They are among those in `repeated`. */
  readonly missing: number;
  /** The same numbers in another shape, of which this value was made. */
  readonly origin?: Value;
}

const none: ReadonlySet<number> = new Set();
/** A value with all of its numbers. */
export const full = (name: string, shape: readonly Size[]): Value => ({ name, shape, repeated: none, missing: 0 });

/** A single number that stands for a whole shape. */
export const everywhere = (name: string, shape: readonly Size[]): Value => ({
  name,
  shape,
  repeated: new Set(shape.keys()),
  missing: shape.length,
});

/** The numbers of a tensor, with size 1 along each axis along which it is the same. */
export interface Compact {
  readonly numbers: HostArray;
  readonly dims: readonly number[];
}

export function compact(view: TensorValue): Compact {
  const dims = view.shape.map((entries, axis) => (view.strides[axis] === 0 && entries > 0 ? 1 : entries));
  const numbers = flat({ ...view, shape: dims });
  const isSame = numbers.length > 0 && numbers.every((number) => Object.is(number, numbers[0]));
  return isSame ? { numbers: numbers.slice(0, 1), dims: dims.map(() => 1) } : { numbers, dims };
}

type Attributes = Readonly<Record<string, number | string | readonly number[]>>;

export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #names: Set<string>;
  /** The names of values that are the same wherever they are used, by what they contain. */
  readonly #known = new Map<string, string>();
  readonly #inputs: ValueInfo[] = [];
  readonly #outputs: ValueInfo[] = [];
  /** An input whose first axis is the number of examples, if that number isn't fixed. */
  #batched = "";

  /** @param reserved - the names of inputs and outputs */
  constructor(reserved: readonly string[]) {
    this.#names = new Set(reserved);
  }

  /** Adds an input with a reserved name. */
  input(name: string, shape: readonly Size[]): Value {
    const [examples = 0] = shape;
    if (!isNumber(examples)) this.#batched = name;
    this.#inputs.push(valueInfo(name, shape));
    return full(name, shape);
  }

  /** Adds an output with a reserved name. */
  output(name: string, value: Value): void {
    this.#nodes.push({ name, op_type: "Identity", input: [this.whole(value)], output: [name], attribute: [] });
    this.#outputs.push(valueInfo(name, value.shape));
  }

  /** A name that isn't taken: the wish, or the wish with a number. */
  named(wish: string): string {
    const name = free(wish, this.#names);
    this.#names.add(name);
    return name;
  }

  /** Adds a node, unless there is the same one, and returns the name of its result. */
  node(operator: string, input: readonly string[], attributes: Attributes = {}): string {
    return this.#node(operator, input, attributes, (name) => [name]);
  }

  /** Like {@link node}, for an operator with two results, of which only the second is used. */
  second(operator: string, input: readonly string[], attributes: Attributes): string {
    return this.#node(operator, input, attributes, (name) => [`first of ${name}`, name]);
  }

  #node(
    operator: string,
    input: readonly string[],
    attributes: Attributes,
    results: (name: string) => readonly string[],
  ): string {
    // Results get their final names when the graph is complete.
    const list = Object.entries(attributes).map(([key, value]) => attribute(key, value));
    const add = (name: string) =>
      void this.#nodes.push({ name, op_type: operator, input, output: results(name), attribute: list });
    return this.#once(JSON.stringify([operator, input, attributes]), add, `result ${this.#nodes.length}`);
  }

  /** Numbers that the model contains. */
  tensor(wish: string, { numbers, dims }: Compact, shape: readonly Size[]): Value {
    const name = this.named(wish);
    const raw_data = encode(Float32Array.from(numbers));
    this.#initializers.push({ name, data_type: dataTypes.float, dims, raw_data });
    const repeated = new Set(shape.flatMap((size, axis) => (size !== dims[axis] ? [axis] : [])));
    return { name, shape, repeated, missing: 0 };
  }

  /** A number that the model contains. */
  number(value: number): string {
    return this.#once(Object.is(value, -0) ? "-0" : String(value), (name) => {
      const raw_data = encode(Float32Array.of(value));
      this.#initializers.push({ name, data_type: dataTypes.float, dims: [], raw_data });
    });
  }

  /** Whole numbers that the model contains, such as axes. */
  integers(values: readonly number[], dims: readonly number[] = [values.length]): string {
    const contents = `[${values}]${dims.length === 1 ? "" : ` as [${dims}]`}`;
    const wish = contents.length > longestName ? "indices" : contents;
    const add = (name: string) => void this.#initializers.push({ name, data_type: dataTypes.int64, dims, int64_data: values });
    return this.#once(contents, add, wish);
  }

  /** A shape as a value, for operators that take it as an operand. */
  sizes(shape: readonly Size[]): string {
    const parts = shape.map((size) => (isNumber(size) ? this.integers([size]) : this.#multiple(size.times)));
    if (shape.every(isNumber)) return this.integers(shape);
    const [only = "", ...more] = parts;
    return more.length === 0 ? only : this.node("Concat", parts, { axis: 0 });
  }

  #multiple(times: number): string {
    const examples = this.#known.get("examples") ?? this.node("Shape", [this.#batched], { start: 0, end: 1 });
    this.#known.set("examples", examples);
    return times === 1 ? examples : this.node("Mul", [examples, this.integers([times])]);
  }

  /** Adds what isn't there yet, under a name that it gets. */
  #once(contents: string, add: (name: string) => void, wish = contents): string {
    const known = this.#known.get(contents);
    if (known !== undefined) return known;
    const name = this.named(wish);
    this.#known.set(contents, name);
    add(name);
    return name;
  }

  /** The name of a value, with all axes in full. */
  whole({ name, shape, repeated }: Value): string {
    return repeated.size === 0 ? name : this.node("Expand", [name, this.sizes(shape)]);
  }

  /** The name of a value, with all its axes, some of which may have size 1. */
  ofFullRank({ name, missing }: Value): string {
    return missing === 0
      ? name
      : this.node("Unsqueeze", [name, this.integers(Array.from({ length: missing }, (_, axis) => axis))]);
  }

  graph(name: string): Graph {
    return simplified({
      name,
      input: this.#inputs,
      output: this.#outputs,
      initializer: this.#initializers,
      node: this.#nodes,
    });
  }
}

const longestName = 40;

/** Describes an input or an output. */
const valueInfo = (name: string, shape: readonly Size[]): ValueInfo => ({
  name,
  type: {
    tensor_type: {
      elem_type: dataTypes.float,
      shape: {
        dim: shape.map((size) => {
          if (isNumber(size)) return { dim_value: size };
          return { dim_param: size.times === 1 ? "batch" : `${size.times} * batch` };
        }),
      },
    },
  },
});
