/**
 * The wrong programs of `test-d`. Each is below a `@ts-expect-error` with a text that has to appear in the first line of its
 * error. The line above the directive is its twin, a correct program that differs in one place.
 *
 * A word before the text says where the error is: `this:` at the receiver, `later:` at an argument after the first one, and
 * `statement:` anywhere else. Without a word, it has to be at an argument.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./compiler.js";

export interface Wrong {
  readonly file: string;
  /** The line of the wrong code, counted from 1. */
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

/** The sources without their directives, in which a compiler reports the errors of the wrong lines. */
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

/** The code before an error's column has to match this. */
export const before: Readonly<Record<Wrong["place"], RegExp>> = {
  argument: /[(,[{:]$|\.\.\.$|=>$|[{,] (weights|bias|inputs|targets)?$/,
  later: /\w\)?,$/,
  this: /^$/,
  statement: /^/,
};
export const codeBefore = ({ code }: Wrong, column: number): string => code.slice(0, column - 1).trimEnd();
