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

/** A library of TypeScript, and those that it refers to. */
function addLibrary(files: Map<string, string>, name: string): void {
  const path = `/${name}`;
  if (files.has(path)) return;
  const text = read(`node_modules/typescript/lib/${name}`);
  files.set(path, text);
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
