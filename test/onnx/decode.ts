/** Reads a model, by the official schema. */
import { readFileSync } from "node:fs";
import { PbfReader } from "pbf";
import { compile } from "pbf/compile";
import schema from "protocol-buffers-schema";

interface Attribute {
  readonly name: string;
  readonly i: number;
  readonly ints: readonly number[];
}
export interface Model {
  readonly ir_version: number;
  readonly opset_import: readonly { readonly version: number }[];
  readonly graph: {
    readonly node: readonly {
      readonly op_type: string;
      readonly input: readonly string[];
      readonly output: readonly string[];
      readonly attribute: readonly Attribute[];
    }[];
    readonly initializer: readonly {
      readonly name: string;
      readonly dims: readonly number[];
      readonly raw_data: Uint8Array;
      readonly int64_data: readonly number[];
    }[];
    readonly input: readonly Info[];
    readonly output: readonly Info[];
  };
}
interface Info {
  readonly name: string;
  readonly type: {
    readonly tensor_type: { readonly shape: { readonly dim: readonly { dim_value?: number; dim_param?: string }[] } };
  };
}

const text = readFileSync(new URL("../../src/onnx/onnx.proto", import.meta.url), "utf8").replace(/^( *)\};/gm, "$1}");
const { readModelProto } = compile(schema.parse(text)) as { readModelProto: (reader: PbfReader) => Model };

export const decode = (bytes: Uint8Array): Model => readModelProto(new PbfReader(bytes));

/** The nodes as lines of text: `Relu = Relu(Add)`. */
export const nodesOf = ({ graph }: Model): string[] =>
  graph.node.map(({ op_type, input, output }) => `${output.join(", ")} = ${op_type}(${input.join(", ")})`);

/** The name and the sizes of an input or an output. */
export const infoOf = ({ name, type }: Info): string =>
  `${name}: [${type.tensor_type.shape.dim.map(({ dim_value, dim_param }) => dim_param || dim_value).join(", ")}]`;
