/** Gives programs to the TypeScript compiler, as an editor or `tsc` would, without writing them anywhere. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Mistake } from "./mistakes.js";
import { paint } from "./terminal.js";

/** What the compiler says against a program. */
interface Complaint {
  /** The number of the line, from 0. */
  readonly line: number;
  /** `error TS2322: Type …`, its first line. */
  readonly message: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

/** Compiles programs, each a module of its own, and returns the complaints against each. */
function compile(programs: readonly string[]): Complaint[][] {
  // They stand beside this file, for the compiler only; so `conformable` is to them what it is to the example.
  const paths = programs.map((_, index) => fileURLToPath(new URL(`program-${index}.ts`, import.meta.url)).replaceAll("\\", "/"));
  const texts = new Map(paths.map((path, index) => [path, programs[index]]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);

  const complaints = programs.map((): Complaint[] => []);
  for (const { file, start = 0, code, messageText } of ts.getPreEmitDiagnostics(ts.createProgram(paths, options, host))) {
    const [sentence] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
    const message = `error TS${code}: ${sentence}`;
    const against = complaints[paths.indexOf(file?.fileName ?? "")];
    if (file === undefined || against === undefined) throw new Error(`the compiler could not do its work: ${message}`);
    against.push({ line: file.getLineAndCharacterOfPosition(start).line, message });
  }
  return complaints;
}

/**
 * Has the compiler look for mistakes, and shows each program with what it says.
 *
 * @throws Error where the compiler lets one pass, complains of something else, or still complains once it is put right
 */
export function explain(mistakes: readonly Mistake[]): string {
  const wrong = mistakes.map(({ program }) => program.trim());
  const right = mistakes.map((mistake) => mistake.program.trim().replace(mistake.wrong, () => mistake.right));
  const complaints = compile([...wrong, ...right]);

  const explanations = mistakes.map((mistake, index) => {
    const lines = mistake.program.trim().split("\n");
    const [complaint, ...others] = complaints[index] ?? [];
    const corrected = complaints[mistakes.length + index] ?? [];
    if (complaint === undefined) throw new Error(`the compiler finds no error in: ${mistake.title}`);
    if (others.length > 0 || !lines[complaint.line]?.includes(mistake.wrong)) {
      throw new Error(`the compiler finds another error in: ${mistake.title}: ${complaint.message}`);
    }
    if (corrected.length > 0) throw new Error(`the compiler still complains of: ${mistake.title}: ${corrected[0]?.message}`);
    return [paint("bold", `  ${index + 1}. ${mistake.title}`), "", ...listing(lines, complaint)].join("\n");
  });
  return explanations.join("\n\n");
}

/** A program with numbered lines, the complaint below the line that it is about. */
function listing(lines: readonly string[], complaint: Complaint): string[] {
  return lines.flatMap((text, line) => {
    const numbered = `${String(line + 1).padStart(2)} │ ${text}`;
    if (line !== complaint.line) return [`    ${paint("dim", numbered.trimEnd())}`];
    return [`  ${paint("red", `> ${numbered}`)}`, `       ${paint("yellow", `▲ ${complaint.message}`)}`];
  });
}
