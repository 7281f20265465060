/**
 * The programs of `edges`, where types are tempted to lie: unions, options that may be missing, enums, generic code, … Each file is of one
 * kind. A heading, `// ── name`, begins a *pair*: a right program and its wrong twins, written as one block whose last comments say in
 * which of them a line stands.
 *
 * | comment | the line is in | what is asserted |
 * |---|---|---|
 * | none | all programs | |
 * | `// right` | the right program | it compiles, runs, and has the shapes that it says |
 * | `// wrong: sentence` | a wrong program of its own | the only error is on this line and says so; run all the same, the program throws |
 * | `// refused: sentence` | a wrong program of its own | the same, but it may run: nobody can know that it does |
 * | `// either: sentence` | a program of its own | it is refused so, or compiles, runs, and has the shapes that it says |
 * | `// wrong`, `// refused` | the wrong programs | |
 * | `// here: sentence` | all programs | in the wrong program the only error is on this line |
 *
 * `, open` after the word says that the compiler doesn't do so yet: the test fails as soon as it does. After a heading, `(open)` says the same of
 * its right program. In a sentence `…` stands for any text. What stands above the first heading of a file is shared by its programs.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Compilation, root } from "./compiler.js";

export interface Edge {
  readonly kind: string;
  readonly name: string;
  /** Where it is said, from 1. */
  readonly line: number;
  readonly verdict: "right" | "wrong" | "refused" | "either";
  /** Whether the compiler says something else as yet. */
  readonly open: boolean;
  /** What the compiler has to say; of a right program, nothing. */
  readonly sentence: string;
  /** The lines of the block, those of other programs left empty. */
  readonly lines: readonly string[];
  /** Where it begins, from 0. */
  readonly start: number;
}

const folder = join(root, "test/types/edges");
export const kinds = readdirSync(folder).map((file) => file.replace(".ts", ""));
const heading = /^\/\/ ── (.+)$/;
const comment = /\/\/ (right|wrong|refused|either|here)(, open)?(?:: (.+))?$/;

const linesOf = (kind: string): string[] => readFileSync(join(folder, `${kind}.ts`), "utf8").split("\n");
const headings = (lines: readonly string[]): number[] => lines.flatMap((line, index) => (heading.test(line) ? [index] : []));

/** What the programs of a kind share. */
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

/** The name of the function that holds a program. */
export const functionOf = ({ verdict, line }: Edge): string => `${verdict}${line}`;

/** Each program in a function of its own, and where the lines of each are, from 1. */
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

/** What a compiler says of a program: the first line of each error, and the line of the file that it is about. */
export function saidOf(edge: Edge, from: number, { diagnostics }: Compilation): readonly Said[] {
  const found = diagnostics
    .filter(({ file, line }) => file === `edges/${edge.kind}.ts` && line >= from && line < from + edge.lines.length)
    .map(({ message, line }) => ({ message, line: edge.start + line - from + 1 }));
  // Where a call is refused, what it gives may be refused by `is`, too, or as what a function was said to give.
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

/** Whether a message says a sentence, in which `…` stands for any text. */
export const says = (message: string, sentence: string): boolean =>
  new RegExp(
    sentence
      .split("…")
      .map((text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"))
      .join(".*"),
  ).test(message);
