/** The mutants: each is the library's declarations with one place changed. */
import ts from "@tsd/typescript";
import { type Declaration, declarations, isTensor } from "./declarations.js";

/** One change of one declaration. */
export interface Mutant {
  /** `matmul: exchanged Lead, Inner`: the declaration, what is done, and to what. */
  readonly name: string;
  readonly declaration: string;
  readonly kind: Kind;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
}

interface Change {
  readonly node: { readonly pos: number; readonly end: number };
  readonly text: string;
  /** If not the node's own text. */
  readonly of?: string;
}

type Rule = (node: ts.Node, scope: ReadonlyMap<string, string>) => Change[];

/** What is changed, and how. The names of type parameters are given with what they become when they are widened. */
export const kinds = {
  /** Two neighbours in a tuple or in a list of type arguments, or two types in a sentence. */
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

  /** A size becomes `number`, a shape any shape, other type parameters `any`. */
  widened: (node, scope) => {
    const wide = ts.isTypeReferenceNode(node) && !node.typeArguments && scope.get(node.getText());
    return wide ? [{ node: own(node), text: wide }] : [];
  },

  /** One axis of a tuple is left out. */
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

  /** A condition is taken to hold, where its result doesn't need what it infers. */
  holds: (node) =>
    ts.isConditionalTypeNode(node) && !inferred(node.extendsType).some((name) => mentions(node.trueType, name))
      ? [{ node: own(node), text: `(${node.trueType.getText()})`, of: condition(node) }]
      : [],

  /** A condition is taken not to hold. */
  fails: (node) =>
    ts.isConditionalTypeNode(node) ? [{ node: own(node), text: `(${node.falseType.getText()})`, of: condition(node) }] : [],

  /** One of several types that have to hold together, or of which one is enough, is left out. */
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

  /** The type of a parameter, a property or a result becomes `any`. */
  any: (node) => {
    const type =
      (ts.isParameter(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isFunctionLike(node)) &&
      node.type;
    return type && type.kind !== ts.SyntaxKind.ThisType && !ts.isTypePredicateNode(type)
      ? [{ node: own(type), text: "any", of: ts.isFunctionLike(node) ? "result" : (node.name?.getText() ?? "") }]
      : [];
  },

  /** `in` or `out` before a type parameter, or both; or `const`. */
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

  /** `NoInfer<T>` becomes `T`. */
  inferred: (node) =>
    ts.isTypeReferenceNode(node) && node.typeName.getText() === "NoInfer" && node.typeArguments?.[0]
      ? [{ node: own(node), text: node.typeArguments[0].getText() }]
      : [],

  /** A literal in a condition or among type arguments becomes another one. */
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

/** What a type parameter is widened to, by what it extends. */
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
