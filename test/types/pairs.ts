/**
 * What a pair of `test-d` is about, and in which form: read from where it stands. A pair is a wrong line under its right twin, with
 * the sentence that the compiler has to say between them; a heading, `// ── matmul: what it takes ──`, names what the pairs below
 * it are about.
 */
import ts from "typescript";
import { sources, type Wrong, wrongs } from "./wrongs.js";

/** Literal sizes, named ones, or type parameters of the function that the pair stands in. */
export const forms = ["literal", "named", "generic"] as const;

export interface Pair extends Wrong {
  /** The names in the heading above it. */
  readonly table: readonly string[];
  readonly form: (typeof forms)[number];
}

export const pairs: readonly Pair[] = Object.entries(sources).flatMap(([file, source]) => {
  const headings = source.split("\n").map((line) => /^\/\/ ── ([^:]+?)(?::.*)? ──$/.exec(line)?.[1]?.split(", "));
  const generic = genericLines(source);
  const named = namedValues(source);
  return wrongs
    .filter((wrong) => wrong.file === file)
    .map((wrong) => ({
      ...wrong,
      table: headings.slice(0, wrong.line).findLast((names) => names) ?? [],
      form: generic.has(wrong.line)
        ? "generic"
        : tokens(wrong.code + wrong.twin).some((token) => named.has(token))
          ? "named"
          : "literal",
    }));
});

/** The lines, from 1, inside functions with type parameters. */
function genericLines(source: string): Set<number> {
  const program = ts.createSourceFile("program.ts", source, ts.ScriptTarget.ESNext, true);
  const lineOf = (position: number): number => program.getLineAndCharacterOfPosition(position).line + 1;
  const found = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node.typeParameters) {
      for (let line = lineOf(node.getStart()); line <= lineOf(node.end); line++) found.add(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(program);
  return found;
}

/** The constants that hold a name made by `dim`, and those that are made from them. */
function namedValues(source: string): Set<string> {
  const found = new Set(["dim", "Dim"]);
  for (const [, names = "", value = ""] of source.matchAll(/^const (\w+|\[.*?\])(?:: [^=]+)? = (.*);$/gm)) {
    if (tokens(value).some((token) => found.has(token))) for (const name of names.match(/\w+/g) ?? []) found.add(name);
  }
  return found;
}

/** The tokens of a line, as the compiler sees them. */
export function tokens(line: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, line);
  const found: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) found.push(scanner.getTokenText());
  return found;
}

/** Where two lines of code differ, token by token: what is left when their common beginning and end are taken away. */
export function difference(one: string, other: string): readonly [string[], string[]] {
  const [a, b] = [tokens(one), tokens(other)];
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) [a.shift(), b.shift()];
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) [a.pop(), b.pop()];
  return [a, b];
}
