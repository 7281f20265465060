/**
 * The programs of `edges`, which test difficult cases: unions, options that may be missing, enums, generic code, and so on. Each
 * file has programs of one kind. A heading, `// ── name`, begins a *pair*: a correct program and its wrong variants, written as
 * one block, in which comments say which of the programs a line belongs to.
 *
 * | comment | the line is in | what is tested |
 * |---|---|---|
 * | none | all programs | |
 * | `// right` | the correct program | it compiles, runs, and has the shapes that it states |
 * | `// wrong: sentence` | a wrong program of its own | the only error is on this line and has this message; if run, the program throws |
 * | `// refused: sentence` | a wrong program of its own | the same, but if run, it may succeed: the compiler can't know that it does |
 * | `// either: sentence` | a program of its own | it is refused with this message, or compiles, runs, and has the shapes that it states |
 * | `// wrong`, `// refused` | the wrong programs | |
 * | `// here: sentence` | all programs | in the wrong program the only error is on this line |
 *
 * `, open` after the word means that the compiler doesn't behave like this yet. The test fails as soon as it does. After a
 * heading, `(open)` means the same for its correct program. In a message, `…` stands for any text. The code above the first
 * heading of a file is shared by its programs.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Compilation, root } from "./compiler.js";

export interface Edge {
  readonly kind: string;
  readonly name: string;
  /** The line of its comment, counted from 1. */
  readonly line: number;
  readonly verdict: "right" | "wrong" | "refused" | "either";
  /** Whether the compiler behaves differently at present. */
  readonly open: boolean;
  /** The compiler's message, or an empty text for a correct program. */
  readonly sentence: string;
  /** The lines of the block. Lines of other programs are empty. */
  readonly lines: readonly string[];
  /** The first line, counted from 0. */
  readonly start: number;
}

const folder = join(root, "test/types/edges");
export const kinds = readdirSync(folder).map((file) => file.replace(".ts", ""));
const heading = /^\/\/ ── (.+)$/;
const comment = /\/\/ (right|wrong|refused|either|here)(, open)?(?:: (.+))?$/;

const linesOf = (kind: string): string[] => readFileSync(join(folder, `${kind}.ts`), "utf8").split("\n");
const headings = (lines: readonly string[]): number[] => lines.flatMap((line, index) => (heading.test(line) ? [index] : []));

/** The code that the programs of a kind share. */
const shared = (kind: string): readonly string[] => {
  const lines = linesOf(kind);
  return lines.slice(0, headings(lines)[0]);
};

export const edges: readonly Edge[] = kinds.flatMap((kind) => {
  const lines = linesOf(kind);
  const starts = headings(lines);
  return starts.flatMap((start, index) => {
    const block = lines.slice(start + 1, starts[index + 1]);
    return programs(kind, heading.exec(lines[start] ?? "")?.[1] ?? "", start + 1, block);
  });
});

function programs(kind: string, name: string, start: number, block: readonly string[]): Edge[] {
  const marks = block.map((line) => {
    const [, word, open, sentence] = comment.exec(line) ?? [];
    return { word, open: open !== undefined, sentence };
  });
  const keep = (kept: (mark: (typeof marks)[number], index: number) => boolean): string[] =>
    block.map((line, index) => (kept(marks[index] ?? { word: undefined, open: false, sentence: undefined }, index) ? line : ""));
  const about = { kind, name, start };

  const right = keep(({ word }) => word === undefined || word === "right" || word === "here");
  const twins = marks.flatMap(({ word, open, sentence }, index): Edge[] => {
    if (sentence === undefined) return [];
    const lines = keep(
      (mark, other) => other === index || mark.word === "here" || (mark.word !== "right" && mark.sentence === undefined),
    );
    const verdict =
      word === "here" ? marks.find((mark) => mark.sentence === undefined && mark.word !== "right" && mark.word)?.word : word;
    return [{ ...about, line: start + index + 1, verdict: verdict as Edge["verdict"], open, sentence, lines }]; // one of the words in `comment`
  });
  return [{ ...about, line: start, verdict: "right", open: name.endsWith("(open)"), sentence: "", lines: right }, ...twins];
}

/** The name of the function that contains a program. */
export const functionOf = ({ verdict, line }: Edge): string => `${verdict}${line}`;

/** Puts each program in a function of its own, and returns the code with the first line of each program, counted from 1. */
export function moduleOf(kind: string): { readonly source: string; readonly places: ReadonlyMap<Edge, number> } {
  const lines = [...shared(kind)];
  const places = new Map<Edge, number>();
  for (const edge of edges.filter((one) => one.kind === kind)) {
    lines.push(`export async function ${functionOf(edge)}() {`);
    places.set(edge, lines.length + 1);
    lines.push(...edge.lines, "}");
  }
  return { source: lines.join("\n"), places };
}

/** The compiler's errors in a program: the first line of each message, and the line of the file with the error. */
export function saidOf(edge: Edge, from: number, { diagnostics }: Compilation): readonly Said[] {
  const found = diagnostics
    .filter(({ file, line }) => file === `edges/${edge.kind}.ts` && line >= from && line < from + edge.lines.length)
    .map(({ message, line }) => ({ message, line: edge.start + line - from + 1 }));
  // If a call is refused, the compiler may also refuse its result, in `is` or as the result of a function.
  return [
    /is: the type|to parameter of type 'never'/,
    /^Type '[^']*' is not assignable to type '(?:Tensor|Matrix|Vector|Scalar|Layer|Network|\[|readonly \[)(?!.*["`]\w+: )/,
  ].reduce((left, follows) => {
    const others = left.filter(({ message }) => !follows.test(message));
    return others.length > 0 ? others : left;
  }, found);
}

interface Said {
  readonly message: string;
  readonly line: number;
}

/** Whether a message contains a sentence, in which `…` stands for any text. */
export const says = (message: string, sentence: string): boolean =>
  new RegExp(
    sentence
      .split("…")
      .map((text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"))
      .join(".*"),
  ).test(message);
