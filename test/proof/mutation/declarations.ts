/**
 * The library's declarations that a user's program can see: all exports of three entry points, and everything that these refer
 * to, including helper types. They are read from `dist`, as users get them.
 */
import { join } from "node:path";
import ts from "@tsd/typescript";
import { root } from "../../types/compiler.js";

/** A declaration: a function, a type, a constant, or a member of `Tensor`. */
export interface Declaration {
  /** `dense`, or `Tensor.matmul`. The second signature of an overload is `Tensor.sum 2`. */
  readonly name: string;
  readonly node: ts.Declaration;
  /** The declarations that it refers to. */
  readonly uses: readonly ts.Declaration[];
}

const entries = ["dist/index.d.ts", "dist/nn/index.d.ts", "dist/inferred/index.d.ts"].map((entry) => join(root, entry));
const program = ts.createProgram(entries, {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: [],
});
const checker = program.getTypeChecker();

/** These names and the names that they use, except those that only other operations of `Tensor` use. */
export function closure(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<Declaration>();
  const add = (declaration: Declaration): void => {
    if (found.has(declaration)) return;
    found.add(declaration);
    for (const other of declarations) if (declaration.uses.includes(other.node)) add(other);
  };
  declarations.filter(({ name }) => names.includes(name)).forEach(add);
  return new Set([...found].map(({ name }) => name));
}

function reachable(): Declaration[] {
  const found = new Map<ts.Declaration, Declaration>();
  const counts = new Map<string, number>();
  const add = (node: ts.Declaration, of: string): void => {
    if (found.has(node)) return;
    const count = (counts.get(of) ?? 0) + 1;
    counts.set(of, count);
    const uses = symbolsIn(node).flatMap(ownDeclarations);
    found.set(node, { name: count === 1 ? of : `${of} ${count}`, node, uses });
    if (isTensor(node)) for (const member of operations(node)) add(member, `Tensor.${member.name?.getText()}`);
    for (const used of uses) add(used, ts.getNameOfDeclaration(used)?.getText() ?? "");
  };
  for (const entry of entries) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile) as ts.Symbol;
    for (const symbol of checker.getExportsOfModule(module)) {
      for (const node of target(symbol).declarations ?? []) add(node, symbol.name);
    }
  }
  return [...found.values()];
}

/** Whether a node is the class `Tensor`, whose members are declarations of their own. */
export function isTensor(node: ts.Node): node is ts.ClassDeclaration {
  return ts.isClassDeclaration(node) && node.name?.text === "Tensor";
}
function operations(node: ts.ClassDeclaration): ts.ClassElement[] {
  return node.members.filter(({ name }) => name && !ts.isPrivateIdentifier(name));
}

/** The types that a symbol stands for, if they belong to the library. */
function ownDeclarations(symbol: ts.Symbol): ts.Declaration[] {
  const isType = (node: ts.Node): boolean =>
    ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node);
  const isOwn = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith(join(root, "dist"));
  return (symbol.declarations ?? []).filter((node) => isType(node) && isOwn(node));
}

/** The symbols that a declaration refers to. For `Tensor`, without those of its operations. */
function symbolsIn(node: ts.Node): ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const visit = (part: ts.Node): void => {
    const symbol = ts.isIdentifier(part) && checker.getSymbolAtLocation(part);
    if (symbol) found.add(target(symbol));
    if (part === node || !isTensor(part.parent) || !ts.isClassElement(part)) ts.forEachChild(part, visit);
  };
  visit(node);
  return [...found];
}

function target(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

export const declarations: readonly Declaration[] = reachable();
