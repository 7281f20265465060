/** Compiles the official schema of ONNX, `onnx.proto` of ONNX 1.23.2, to functions that write its messages. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { compileRaw } from "pbf/compile";
import schema from "protocol-buffers-schema";

const folder = new URL("./", import.meta.url);
const text = readFileSync(new URL("onnx.proto", folder), "utf8").replace(/^( *)\};/gm, "$1}"); // the parser knows no empty statements
const code = compileRaw(schema.parse(text), { noRead: true });
mkdirSync(new URL("generated/", folder), { recursive: true });
writeFileSync(new URL("generated/schema.js", folder), code);
writeFileSync(
  new URL("generated/schema.d.ts", folder),
  `import type { PbfWriter } from "pbf";\nexport declare function writeModelProto(model: object, writer: PbfWriter): void;\n`,
);
