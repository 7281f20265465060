/** The mutants. Each is the library's declarations with one change. */
import ts from "@tsd/typescript";
import { type Declaration, declarations, isTensor } from "./declarations.js";

/** One change to one declaration. */
export interface Mutant {
  /** For example `matmul: exchanged Lead, Inner`: the declaration, the kind of change, and the place. */
  readonly name: string;
  readonly declaration: string;
  readonly kind: Kind;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** The replacement. */
  readonly text: string;
}

interface Change {
  readonly node: { readonly pos: number; readonly end: number };
  readonly text: string;
  /** The name of what is changed, if it isn't the node's own text. */
  readonly of?: string;
}

type Rule = (node: ts.Node, scope: ReadonlyMap<string, string>) => Change[];

/** The kinds of changes. They get the names of type parameters, with the types that replace these when they are widened. */
export const kinds = {
  /** Exchanges two neighbours in a tuple or in a list of type arguments, or two types in a message. */
  exchanged: (node) => {
    const lists = [
      ...(ts.isTupleTypeNode(node) ? [node.elements] : []),
      ...(ts.isTypeReferenceNode(node) && node.typeArguments ? [node.typeArguments] : []),
      ...(ts.isTemplateLiteralTypeNode(node) ? [node.templateSpans.map((span) => span.type)] : []),
    ];
    return lists.flatMap((list) =>
      list.slice(1).flatMap((right, index) => {
        const left = list[index] as ts.TypeNode;
        if (left.getText() === right.getText()) return [];
        const between = node.getSourceFile().text.slice(left.end, right.getStart());
        const span = { pos: left.getStart(), end: right.end };
        return [{ node: span, text: right.getText() + between + left.getText(), of: `${short(left)}, ${short(right)}` }];
      }),
    );
  },

  /** Replaces a size by `number`, a shape by any shape, and other type parameters by `any`. */
  widened: (node, scope) => {
    const wide = ts.isTypeReferenceNode(node) && !node.typeArguments && scope.get(node.getText());
    return wide ? [{ node: own(node), text: wide }] : [];
  },

  /** Removes an axis of a tuple. */
  dropped: (node) =>
    ts.isTupleTypeNode(node) && node.elements.length > 1
      ? node.elements.map((element) => ({
          node: own(node),
          text: `[${node.elements
            .filter((other) => other !== element)
            .map((other) => other.getText())
            .join(", ")}]`,
          of: short(element),
        }))
      : [],

  /** Replaces a condition by its true branch, unless that uses an inferred type. */
  holds: (node) =>
    ts.isConditionalTypeNode(node) && !inferred(node.extendsType).some((name) => mentions(node.trueType, name))
      ? [{ node: own(node), text: `(${node.trueType.getText()})`, of: condition(node) }]
      : [],

  /** Replaces a condition by its false branch. */
  fails: (node) =>
    ts.isConditionalTypeNode(node) ? [{ node: own(node), text: `(${node.falseType.getText()})`, of: condition(node) }] : [],

  /** Removes one member of an intersection or union. */
  "left out": (node) =>
    ts.isIntersectionTypeNode(node) || ts.isUnionTypeNode(node)
      ? node.types.map((type) => ({
          node: own(node),
          text: `(${node.types
            .filter((other) => other !== type)
            .map((other) => other.getText())
            .join(ts.isUnionTypeNode(node) ? " | " : " & ")})`,
          of: short(type),
        }))
      : [],

  /** Replaces the type of a parameter, a property or a result by `any`. */
  any: (node) => {
    const type =
      (ts.isParameter(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isFunctionLike(node)) &&
      node.type;
    return type && type.kind !== ts.SyntaxKind.ThisType && !ts.isTypePredicateNode(type)
      ? [{ node: own(type), text: "any", of: ts.isFunctionLike(node) ? "result" : (node.name?.getText() ?? "") }]
      : [];
  },

  /** Removes `in` or `out` from a type parameter, or both, or `const`. */
  modifier: (node) => {
    if (!ts.isTypeParameterDeclaration(node) || !node.modifiers) return [];
    const all = { pos: node.getStart(), end: node.name.getStart() };
    const without = (gone: readonly ts.ModifierLike[]): Change => ({
      node: all,
      text: (node.modifiers ?? [])
        .filter((kept) => !gone.includes(kept))
        .map((kept) => `${kept.getText()} `)
        .join(""),
      of: `${gone.map((modifier) => modifier.getText()).join(" ")} ${node.name.text}`,
    });
    const each = node.modifiers.map((modifier) => without([modifier]));
    return node.modifiers.length > 1 ? [...each, without(node.modifiers)] : each;
  },

  /** Replaces `NoInfer<T>` by `T`. */
  inferred: (node) =>
    ts.isTypeReferenceNode(node) && node.typeName.getText() === "NoInfer" && node.typeArguments?.[0]
      ? [{ node: own(node), text: node.typeArguments[0].getText() }]
      : [],

  /** Replaces a literal in a condition or among type arguments by another. */
  literal: (node) => {
    if (!ts.isLiteralTypeNode(node) || ts.isIndexedAccessTypeNode(node.parent)) return [];
    const { literal } = node;
    if (ts.isNumericLiteral(literal)) {
      return ts.isTupleTypeNode(node.parent) ? [] : [{ node: own(node), text: String(Number(literal.text) + 1) }];
    }
    if (ts.isStringLiteral(literal))
      return [{ node: own(node), text: JSON.stringify(`${literal.text.slice(0, 1)}?${literal.text.slice(1)}`) }];
    if (literal.kind === ts.SyntaxKind.TrueKeyword) return [{ node: own(node), text: "false" }];
    return literal.kind === ts.SyntaxKind.FalseKeyword ? [{ node: own(node), text: "true" }] : [];
  },
} satisfies Record<string, Rule>;
type Kind = keyof typeof kinds;

const own = (node: ts.Node): Change["node"] => ({ pos: node.getStart(), end: node.end });
const flat = (text: string): string => text.replaceAll(/\s+/g, " ");
const short = (node: ts.Node): string => {
  const text = flat(node.getText());
  return text.length > 40 ? `${text.slice(0, 38)}…` : text;
};
const condition = (node: ts.ConditionalTypeNode): string => `${short(node.checkType)} extends ${short(node.extendsType)}`;

function some(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || ts.forEachChild(node, (child) => some(child, test) || undefined) === true;
}
const mentions = (node: ts.Node, name: string): boolean => some(node, (part) => ts.isIdentifier(part) && part.text === name);
function inferred(node: ts.Node): string[] {
  const names: string[] = [];
  some(node, (part) => {
    if (ts.isInferTypeNode(part)) names.push(part.typeParameter.name.text);
    return false;
  });
  return names;
}

/** The type that a type parameter is widened to, by its constraint. */
function widest(parameter: ts.TypeParameterDeclaration): string {
  const constraint = parameter.constraint?.getText() ?? "";
  if (constraint === "number") return "number";
  return /^(Shape|(readonly )?number\[\])$/.test(constraint) ? "readonly number[]" : "any";
}

export const mutants: readonly Mutant[] = declarations.flatMap(mutantsOf);

function mutantsOf({ name, node }: Declaration): Mutant[] {
  const file = node.getSourceFile();
  const scope = new Map<string, string>();
  const found: Mutant[] = [];
  const counts = new Map<string, number>();
  const visit = (part: ts.Node): void => {
    if (part !== node && isTensor(part.parent) && ts.isClassElement(part)) return; // a declaration of its own
    if (ts.isTypeParameterDeclaration(part)) scope.set(part.name.text, widest(part));
    for (const [kind, rule] of Object.entries(kinds) as [Kind, Rule][]) {
      for (const { node: place, text, of } of rule(part, scope)) {
        const before = file.text.slice(place.pos, place.end);
        const label = `${name}: ${kind} ${of ?? flat(before)}`;
        const count = (counts.get(label) ?? 0) + 1;
        counts.set(label, count);
        const full = count === 1 ? label : `${label} (${count})`;
        found.push({ name: full, declaration: name, kind, file: file.fileName, start: place.pos, end: place.end, text });
      }
    }
    ts.forEachChild(part, visit);
  };
  for (const parameter of isTensor(node.parent) ? (node.parent.typeParameters ?? []) : [])
    scope.set(parameter.name.text, widest(parameter));
  visit(node);
  return found;
}
