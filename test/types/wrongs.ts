/**
 * The wrong programs of `test-d`. Each stands below a `@ts-expect-error` with the sentence that has to be in the first line of its
 * error; the line above the directive is its twin: a right program that differs in one place.
 *
 * `this:` before the sentence says that the error stands at the receiver, `later:` that it stands at an argument after the first one,
 * `statement:` that it stands elsewhere; else it has to stand at an argument.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./compiler.js";

export interface Wrong {
  readonly file: string;
  /** Where the wrong code is, from 1. */
  readonly line: number;
  readonly place: "argument" | "later" | "this" | "statement";
  readonly sentence: string;
  readonly code: string;
  readonly twin: string;
}

const files = readdirSync(join(root, "test-d")).filter((file) => file.endsWith(".test-d.ts"));
export const sources: Readonly<Record<string, string>> = Object.fromEntries(
  files.map((file) => [file, readFileSync(join(root, "test-d", file), "utf8")]),
);

/** The same without their directives: here a compiler says what it has against the wrong lines. */
export const undirected: typeof sources = Object.fromEntries(
  Object.entries(sources).map(([file, text]) => [file, text.replaceAll("@ts-expect-error", "wrong:")]),
);

export const wrongs: readonly Wrong[] = Object.entries(sources).flatMap(([file, text]) => wrongLines(file, text.split("\n")));

function wrongLines(file: string, lines: readonly string[]): Wrong[] {
  return lines.flatMap((text, index) => {
    const [, place = "argument", sentence] = /^\s*\/\/ @ts-expect-error (?:(later|this|statement): )?(.+)$/.exec(text) ?? [];
    if (sentence === undefined) return [];
    const [twin = "", code = ""] = [lines[index - 1], lines[index + 1]];
    return [{ file, line: index + 2, place: place as Wrong["place"], sentence, code, twin }];
  });
}

/** What stands before an error at this column has to look like this. */
export const before: Readonly<Record<Wrong["place"], RegExp>> = {
  argument: /[(,[{:]$|\.\.\.$|[{,] (weights|bias|inputs|targets)?$/,
  later: /\w\)?,$/,
  this: /^$/,
  statement: /^/,
};
export const codeBefore = ({ code }: Wrong, column: number): string => code.slice(0, column - 1).trimEnd();
