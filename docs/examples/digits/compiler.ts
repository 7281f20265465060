/** Compiles programs in memory with the TypeScript compiler, as an editor or `tsc` would. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Mistake } from "./mistakes.js";
import { paint } from "./terminal.js";

/** An error that the compiler finds in a program. */
interface Complaint {
  /** The line, counted from 0. */
  readonly line: number;
  /** The first line of the message: `error TS2322: Type …`. */
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

/** Compiles programs, each as a module of its own, and returns the errors in each. */
function compile(programs: readonly string[]): Complaint[][] {
  // To the compiler they are next to this file, so that they import the same `conformable` as the example does.
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
    if (file === undefined || against === undefined) throw new Error(`the compiler failed: ${message}`);
    against.push({ line: file.getLineAndCharacterOfPosition(start).line, message });
  }
  return complaints;
}

/**
 * Compiles programs with mistakes, and shows each program with the compiler's message.
 *
 * @throws Error if the compiler misses a mistake, reports something else, or still reports an error once the mistake is corrected
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
    if (corrected.length > 0) throw new Error(`the compiler still finds an error in: ${mistake.title}: ${corrected[0]?.message}`);
    return [paint("bold", `  ${index + 1}. ${mistake.title}`), "", ...listing(lines, complaint)].join("\n");
  });
  return explanations.join("\n\n");
}

/** A program with numbered lines, and the error below the line that it is about. */
function listing(lines: readonly string[], complaint: Complaint): string[] {
  return lines.flatMap((text, line) => {
    const numbered = `${String(line + 1).padStart(2)} │ ${text}`;
    if (line !== complaint.line) return [`    ${paint("dim", numbered.trimEnd())}`];
    return [`  ${paint("red", `> ${numbered}`)}`, `       ${paint("yellow", `▲ ${complaint.message}`)}`];
  });
}
