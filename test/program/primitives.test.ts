/** The list of primitives that programs may consist of has every operation that is recorded, and no others. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);

/** Operations that are recorded under the name of a family, and the primitives that have names of their own instead. */
const families: Readonly<Record<string, readonly string[]>> = {
  unary: [], // UnaryOperation
  binary: [], // BinaryOperation
  reduce: [], // Reduction
  softmax: ["softmax", "logSoftmax"],
};

/** An operation, and the names of what it takes besides values. */
interface Operation {
  readonly name: string;
  readonly options: readonly string[];
}

/** The calls of `recorded` below a node. */
function operationsIn(node: ts.Node): Operation[] {
  const below: Operation[] = [];
  ts.forEachChild(node, (child) => void below.push(...operationsIn(child)));
  if (!ts.isCallExpression(node) || node.expression.getText() !== "recorded") return below;
  const [name, forward] = node.arguments;
  if (!name || !ts.isStringLiteral(name) || !forward || !ts.isArrowFunction(forward)) throw new Error(node.getText());
  const options = forward.parameters
    .filter(({ type }) => !/\bValue\b/.test(type?.getText() ?? ""))
    .map(({ name }) => name.getText());
  return [{ name: name.text, options }, ...below];
}
const folder = join(root, "src/tensor/operations");
const operations = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => operationsIn(parse(join(folder, file))));

/** The members of the type literal in `Primitives`, with the names of their types. */
const listed = new Map<string, string>();
const list = parse(join(root, "src/program/primitives.ts"));
const visit = (node: ts.Node): void => {
  if (ts.isPropertySignature(node)) listed.set(node.name.getText(), node.type?.getText() ?? "");
  else ts.forEachChild(node, visit);
};
for (const statement of list.statements)
  if (ts.isTypeAliasDeclaration(statement) && statement.name.text === "Primitives") visit(statement);

test("every operation that is recorded is listed", () => {
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.flatMap(({ name }) => families[name] ?? [name]).toSorted()).toEqual([...listed.keys()].toSorted());
});

test("those that take more than operands have options", () => {
  const more = operations.filter(({ name, options }) => !(name in families) && options.length > 0).map(({ name }) => name);
  const withOptions = [...listed].filter(([, type]) => type !== "Plain").map(([name]) => name);
  expect(more.toSorted()).toEqual(withOptions.toSorted());
});
