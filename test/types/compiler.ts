/** Runs the TypeScript compilers that the library supports, on generated projects, as a user would. */
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The packages of the compilers. 5.9 and 6.0 are the same program; 7.0 is the native one. */
export const compilers = { "5.9": "typescript-5", "6.0": "typescript", "7.0": "typescript-7" } as const;
export type Compiler = keyof typeof compilers;

const { TEST_ALL } = process.env;
/** Whether this is `npm run test:all`, which runs all three compilers. `npm test` runs only the fastest. */
export const testAll = Boolean(TEST_ALL);
export const versions = (Object.keys(compilers) as Compiler[]).filter((version) => testAll || version === "7.0");

interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The first line of the message. */
  readonly message: string;
  /** The whole message, including the elaboration below the first line. */
  readonly text: string;
}

export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  readonly instantiations: number;
}

/** Writes files to a folder in the project, with a tsconfig.json of their own. In the folder, `conformable` is the project itself. */
export async function writeProject(name: string, files: Readonly<Record<string, string>>, options: object = {}): Promise<string> {
  const folder = join(root, ".cache", name);
  await rm(folder, { recursive: true, force: true });
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, types: [], ...options },
    include: [],
    files: Object.keys(files), // wildcards ignore folders whose names begin with a dot
  };
  for (const [path, text] of Object.entries({ ...files, "tsconfig.json": JSON.stringify(config) })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

export async function compile(compiler: Compiler, folder: string): Promise<Compilation> {
  const program = join(root, "node_modules", compilers[compiler], "bin", "tsc");
  // On one thread, 7.0 counts the same number of instantiations in every run. The others are faster if garbage is collected less often.
  const [forNode, single] = compiler === "7.0" ? [[], ["--singleThreaded"]] : [["--max-semi-space-size=64"], []];
  const args = [...forNode, program, "-p", folder, "--pretty", "false", "--extendedDiagnostics", ...single];
  const run = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }).catch((error) => {
    if (typeof error.stdout !== "string" || error.code === undefined) throw error;
    return error as { stdout: string };
  });
  const instantiations = /^Instantiations:\s+(\d+)/m.exec(run.stdout)?.[1];
  if (instantiations === undefined) throw new Error(`no statistics from TypeScript ${compiler}:\n${run.stdout}`);
  return { diagnostics: parse(run.stdout), instantiations: Number(instantiations) };
}

/** `file(line,column): error TS2345: message`, followed by indented lines that belong to it. */
function parse(output: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const line of output.split("\n")) {
    const [, file, row, column, message] = /^(.+?)\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(line) ?? [];
    const last = diagnostics.at(-1);
    if (file && row && column && message) {
      diagnostics.push({ file, line: Number(row), column: Number(column), message, text: message });
    } else if (/^error TS/.test(line)) {
      throw new Error(line);
    } else if (line.startsWith("  ") && last && !line.includes("Time:")) {
      diagnostics[diagnostics.length - 1] = { ...last, text: `${last.text}\n${line}` };
    }
  }
  return diagnostics;
}
