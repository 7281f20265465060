/**
 * Collects the library's error messages from its sources: the argument of every error that is created, and every message in a
 * type. The variable parts of a message are written as `…`. Texts that are only part of a message are left out.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../types/compiler.js";

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith(join("engine", "kernels/")))
  .map((file) => ts.createSourceFile(file, readFileSync(join(root, "src", file), "utf8"), ts.ScriptTarget.ESNext, true));

/** Every node of the sources. */
function* nodes(): Generator<ts.Node> {
  function* below(node: ts.Node): Generator<ts.Node> {
    yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children) yield* below(child);
  }
  for (const source of sources) yield* below(source);
}

/** Messages that are declared as a value or a function and used elsewhere, by name. */
const named = new Map<string, ts.Node>();
for (const node of nodes()) {
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
    named.set(node.name.text, node.initializer);
  if (ts.isFunctionDeclaration(node) && node.name && node.body) named.set(node.name.text, node);
}

const template = ({ head, templateSpans }: ts.TemplateExpression | ts.TemplateLiteralTypeNode): string =>
  (head.text + templateSpans.map(({ literal }) => `…${literal.text}`).join("")).replace("…->…", "…");

/** The possible messages of an expression. If an expression can't be read, the test fails; write the message in a way that can be. */
function sentences(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [template(node)];
  if (ts.isConditionalExpression(node)) return [...sentences(node.whenTrue), ...sentences(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return sentences(node.expression);
  if (ts.isBinaryExpression(node)) return sentences(node.right); // `message ?? "…"`: a message that is collected elsewhere, or this one
  if (ts.isCallExpression(node)) return sentences(node.expression);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return sentences(node.body);
  if (ts.isArrowFunction(node) || ts.isFunctionDeclaration(node)) return returned(node.body as ts.Block).flatMap(sentences);
  const meant = ts.isIdentifier(node) && named.get(node.text);
  if (meant) return sentences(meant);
  throw new Error(`${node.getSourceFile().fileName}: which sentences may this be? ${node.getText()}`);
}

function returned(body: ts.Block): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** Whether a text in a type is a message, and not just a name or a part of a message. */
const isSentence = (text: string): boolean => /: |(\S+ ){3}/.test(text);

/** Type aliases by name. */
const aliases = new Map<string, ts.TypeAliasDeclaration[]>();
for (const node of nodes()) {
  if (ts.isTypeAliasDeclaration(node)) aliases.set(node.name.text, [...(aliases.get(node.name.text) ?? []), node]);
}

/** Whether a type is a text. */
const isText = (node: ts.Node): boolean => ts.isTemplateLiteralTypeNode(node) || ts.isLiteralTypeNode(node);

/** The names of the type parameters that an alias inserts into a message, itself or by another alias. */
const put = { itself: new Map<ts.Node, Set<string>>(), "or others": new Map<ts.Node, Set<string>>() };
function inserts(alias: ts.TypeAliasDeclaration, depth: "itself" | "or others"): ReadonlySet<string> {
  const known = put[depth].get(alias);
  if (known) return known;
  const names = new Set<string>();
  put[depth].set(alias, names);
  const visit = (node: ts.Node, within: boolean): void => {
    if (within && ts.isTypeReferenceNode(node)) names.add(node.typeName.getText());
    if (depth === "or others" && ts.isTypeReferenceNode(node))
      for (const given of inserted(node, depth)) names.add(given.getText());
    const inner = ts.isTypeReferenceNode(node) ? false : within || ts.isTemplateLiteralTypeSpan(node);
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(alias.type, false);
  return names;
}

/** The arguments that the alias of a reference inserts into a message. */
const inserted = (node: ts.TypeReferenceNode, depth: "itself" | "or others"): ts.TypeNode[] =>
  (aliases.get(node.typeName.getText()) ?? []).flatMap((alias) =>
    (alias.typeParameters ?? []).flatMap(({ name }, place) =>
      inserts(alias, depth).has(name.text) ? (node.typeArguments?.[place] ?? []) : [],
    ),
  );

/**
 * Nodes whose texts aren't messages but parts of them: a type within a message (`${What<Given>} is no layer`), an argument of an
 * alias that inserts it into one, and a text that is the default of a type parameter: a hint in generic code. If the node is an alias,
 * its possible texts are parts too.
 */
function parts(): Set<ts.Node> {
  const found = new Set<ts.Node>();
  const add = (node: ts.Node): void => {
    if (found.has(node) || node.getText().startsWith("Refused<")) return; // the argument of `Refused` is a message
    found.add(node);
    if (ts.isTypeReferenceNode(node)) for (const { type } of aliases.get(node.typeName.getText()) ?? []) add(type);
    ts.forEachChild(node, add);
  };
  for (const node of nodes()) {
    if (ts.isTemplateLiteralTypeSpan(node)) add(node.type);
    if (ts.isTypeParameterDeclaration(node) && node.default && node.constraint?.getText() === "string") add(node.default);
    if (!ts.isTypeReferenceNode(node)) continue;
    for (const argument of inserted(node, "itself")) add(argument);
    // A text that an alias hands on to a message is a part of it. Anything else that it hands on may be a message.
    for (const argument of inserted(node, "or others")) if (isText(argument)) found.add(argument);
  }
  return found;
}

/** Whether a node creates an error, by its class or by the function that throws it. */
function refuses(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  return ts.isCallExpression(node) && node.expression.getText() === "refuse";
}

function* said(): Generator<string> {
  const inOthers = parts();
  for (const node of nodes()) {
    const [message] = (refuses(node) && node.arguments) || [];
    if (message && message.getText() !== "why") yield* sentences(message); // `why` is the argument of `refuse` itself
    const text = ts.isTemplateLiteralTypeNode(node)
      ? template(node)
      : ts.isLiteralTypeNode(node) && ts.isStringLiteralLike(node.literal)
        ? node.literal.text
        : "";
    if (isSentence(text) && !inOthers.has(node) && !inOthers.has(node.parent)) yield text; // the parent of a text is its type
  }
}

export const messages: readonly string[] = [...new Set(said())].sort();
