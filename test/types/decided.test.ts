/**
 * In code for all sizes, the conditions of correct calls are decided, so that their results have the types that they seem to have. What
 * stays open behaves like `any`: it would accept wrong programs.
 */
import { join } from "node:path";
import ts from "@tsd/typescript";
import { expect, test } from "vitest";
import { root } from "./compiler.js";
import { kinds, moduleOf } from "./edges.js";

const files = new Map(kinds.map((kind) => [join(root, `test/types/edges/${kind}.ts`), moduleOf(kind).source]));

test("what correct calls return isn't open", () => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile;
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined ? read(name, version, ...rest) : ts.createSourceFile(name, text, version, true);
  };
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
  const checker = program.getTypeChecker();
  const isOpen = (type: ts.Type): boolean =>
    (type.flags & ts.TypeFlags.IndexedAccess) !== 0 &&
    (type as ts.IndexedAccessType).objectType.getProperty("refused") !== undefined;

  const open: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && /^(wrong|refused|either)/.test(node.name?.text ?? "")) return;
    if (ts.isCallExpression(node) && isOpen(checker.getTypeAtLocation(node))) open.push(node.getText());
    ts.forEachChild(node, visit);
  };
  for (const name of files.keys()) visit(program.getSourceFile(name) as ts.SourceFile); // one of the root files
  expect(open).toEqual([]);
}, 300_000);
