/** The files that the playground's compiler sees, read when the site is built: TypeScript's own libraries, and the package's declarations. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { libraries } from "./compiler.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The text of each file by its path in the playground's file system. */
export type Files = Readonly<Record<string, string>>;

/**
 * What browsers have for graphics, media, storage and service workers. It is two thirds of their library, and of the time that it takes to
 * read it, but a program on the page has no use for it: there is nothing to draw on, and the frame that it runs in has no rights.
 */
const unneeded =
  /^(ANGLE|CSS|Cache|Canvas|Client|DOM[MPQR]|EXT_|Encoded|Extendable|FetchEvent|Font|GPU|IDB|Image|KHR_|Media|Notification|OES_|OVR_|Offscreen|Path2D|Push|RTC|ServiceWorker|Text(Metrics|Decoration)|Video|WEBGL|WebGL|XR)/;

function withoutUnneeded(text: string): string {
  const file = ts.createSourceFile("library.d.ts", text, ts.ScriptTarget.ESNext);
  const nameOf = (statement: ts.Statement): string => {
    const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
    const { name } = declaration as ts.NamedDeclaration; // all that such a library has are declarations
    return name && ts.isIdentifier(name) ? name.text : "";
  };
  return file.statements
    .filter((statement) => !unneeded.test(nameOf(statement)))
    .map((statement) => text.slice(statement.pos, statement.end))
    .join("");
}

/** A library of TypeScript, and those that it refers to. */
function addLibrary(files: Map<string, string>, name: string): void {
  const path = `/${name}`;
  if (files.has(path)) return;
  const text = read(`node_modules/typescript/lib/${name}`);
  files.set(path, name === "lib.webworker.d.ts" ? withoutUnneeded(text) : text);
  for (const { fileName } of ts.preProcessFile(text).libReferenceDirectives) addLibrary(files, `lib.${fileName}.d.ts`);
}

export function filesOfCompiler(): Files {
  const files = new Map<string, string>();
  for (const name of libraries) addLibrary(files, name);

  const { name, exports } = JSON.parse(read("package.json"));
  files.set(`/node_modules/${name}/package.json`, JSON.stringify({ name, type: "module", exports }));
  for (const file of readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".d.ts")) continue;
    files.set(`/node_modules/${name}/dist/${file}`, read(`dist/${file}`).replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  }

  for (const file of ["globals.d.ts", "elsewhere.d.ts"]) files.set(`/${file}`, read(`docs/site/playground/compiler/${file}`));
  for (const name of ["data", "digits"])
    files.set(`/digits/${name}.d.ts`, ts.transpileDeclaration(read(`docs/examples/digits/${name}.ts`), {}).outputText);
  return Object.fromEntries(files);
}
