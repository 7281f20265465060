/**
 * Reads the subject and the form of each pair in `test-d` from its position. A pair is a wrong line below its correct twin, with
 * the compiler's message between them. A heading, `// ── matmul: what it takes ──`, names the subject of the pairs below it.
 */
import ts from "typescript";
import { sources, type Wrong, wrongs } from "./wrongs.js";

/** With literal sizes, with named sizes, or with type parameters of the function around the pair. */
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

/** The lines, counted from 1, inside functions with type parameters. */
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

/** The constants that contain a name from `dim`, directly or indirectly. */
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

/** The tokens in which two lines differ: what remains without their common start and end. */
export function difference(one: string, other: string): readonly [string[], string[]] {
  const [a, b] = [tokens(one), tokens(other)];
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) [a.shift(), b.shift()];
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) [a.pop(), b.pop()];
  return [a, b];
}
