/**
 * The messages of the ONNX format that the library writes, with the names of the official schema (`onnx.proto`), and the function that
 * writes them.
 */
import { PbfWriter } from "pbf";
import { encodeText } from "../io/text.js";
import { writeModelProto } from "./generated/schema.js";

/** The codes of `TensorProto.DataType`. */
export const dataTypes = { float: 1, int64: 7, bool: 9 } as const;

/** The codes of `AttributeProto.AttributeType`. */
const attributeTypes = { int: 2, string: 3, ints: 7 } as const;

export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly ints?: readonly number[];
}

export interface Node {
  readonly name: string;
  readonly op_type: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly Attribute[];
}

export interface Initializer {
  readonly name: string;
  readonly data_type: number;
  readonly dims: readonly number[];
  readonly raw_data?: Uint8Array;
  readonly int64_data?: readonly number[];
}

/** An input or an output, with its shape. A size that isn't a number is named. */
export interface ValueInfo {
  readonly name: string;
  readonly type: {
    readonly tensor_type: {
      readonly elem_type: number;
      readonly shape: { readonly dim: readonly ({ readonly dim_value: number } | { readonly dim_param: string })[] };
    };
  };
}

export interface Graph {
  readonly name: string;
  readonly input: readonly ValueInfo[];
  readonly output: readonly ValueInfo[];
  readonly initializer: readonly Initializer[];
  readonly node: readonly Node[];
}

/** The version of the operators. All of them are defined there, and runtimes have supported it since 2023. */
const opset = 18;
/** The version of the file format that came with these operators. */
const formatVersion = 8;

export function attribute(name: string, value: number | string | readonly number[]): Attribute {
  if (typeof value === "number") return { name, type: attributeTypes.int, i: value };
  if (typeof value === "string") return { name, type: attributeTypes.string, s: encodeText(value) };
  return { name, type: attributeTypes.ints, ints: value };
}

/** The bytes of a model that consists of a graph. */
export function encodeModel(graph: Graph): Uint8Array {
  const writer = new PbfWriter();
  const model = { ir_version: formatVersion, producer_name: "conformable", graph, opset_import: [{ version: opset }] };
  writeModelProto(model, writer);
  return writer.finish().slice(); // the writer's buffer is longer than what it holds
}
