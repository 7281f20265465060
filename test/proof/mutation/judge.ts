/**
 * Finds the test that notices a mutant. First, it runs the type tests in `test-d` as CI does: wrong programs have to be refused
 * at the right place with the right message, nothing else may fail, and stated types have to be the actual types. If these notice
 * nothing, it compiles the programs of `test/types/edges`, whose errors have to be the same as with the original library.
 */
import { basename, join } from "node:path";
import ts from "@tsd/typescript";
import { arithmeticProgram, comparisons } from "../../types/arithmetic-program.js";
import { root } from "../../types/compiler.js";
import { kinds, moduleOf } from "../../types/edges.js";
import { before, codeBefore, undirected, wrongs } from "../../types/wrongs.js";
import type { Mutant } from "./mutants.js";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};
const arithmetic = ["arithmetic", "digits"].map((name) => join(root, `dist/shape/${name}.d.ts`));
/** In parts. The first is small, since it notices most mutants, and a broken recursion takes long. */
const parts = [
  comparisons.filter((_, index) => index % 211 === 0),
  ...Array.from({ length: Math.ceil(comparisons.length / 100) }, (_, part) => comparisons.slice(100 * part, 100 * (part + 1))),
];
const sums = parts.map((_, index) => join(root, `test-d/arithmetic-${index}.ts`));
const tests = new Map([
  ...Object.entries(undirected).map(([file, text]): [string, string] => [join(root, "test-d", file), text]),
  ...sums.map((file, index): [string, string] => [file, arithmeticProgram("../dist/shape/arithmetic.js", parts[index] ?? [])]),
  ...kinds.map((kind): [string, string] => [join(root, `test/types/edges/${kind}.ts`), moduleOf(kind).source]),
]);
const isEdge = (test: string): boolean => test.includes("/edges/");

const host = ts.createCompilerHost(options, true);
const parsed = new Map<string, ts.SourceFile | undefined>();
const read = host.getSourceFile;
let changed: ts.SourceFile | undefined;
host.getSourceFile = (name, languageVersion, ...rest) => {
  if (changed?.fileName === name) return changed;
  if (!parsed.has(name)) {
    const text = tests.get(name);
    parsed.set(
      name,
      text === undefined ? read(name, languageVersion, ...rest) : ts.createSourceFile(name, text, languageVersion, true),
    );
  }
  return parsed.get(name);
};

let last: ts.Program | undefined;
function programWith(file: ts.SourceFile | undefined): ts.Program {
  changed = file;
  last = ts.createProgram({ rootNames: [...tests.keys()], options, host, ...(last && { oldProgram: last }) });
  return last;
}

/** Tests that have noticed a mutant of the same declaration, or of another one in its file, run first for the next mutant. */
const noticed = new Map<string, string[]>();

/** The test that notices a mutant, and what it reports, or nothing if none does. */
export function judge(mutant: Mutant): string | undefined {
  const { file, start, end, text } = mutant;
  const source = host.getSourceFile(file, ts.ScriptTarget.ES2022) as ts.SourceFile;
  const whole = source.text.slice(0, start) + text + source.text.slice(end);
  const version = { languageVersion: ts.ScriptTarget.ES2022, impliedNodeFormat: ts.ModuleKind.ESNext } as const;
  const program = programWith(ts.createSourceFile(file, whole, version, true));
  changed = undefined;
  const first = arithmetic.includes(file) ? sums : [...(noticed.get(mutant.declaration) ?? []), ...(noticed.get(file) ?? [])];
  for (const test of new Set([...first, ...tests.keys()])) {
    if (sums.includes(test) && !arithmetic.includes(file)) continue;
    const found = complaint(program, test);
    if (found === undefined) continue;
    for (const key of [mutant.declaration, file])
      noticed.set(key, [test, ...(noticed.get(key) ?? []).filter((other) => other !== test)]);
    return `${basename(test)}${found}`;
  }
  return undefined;
}

/** What the test of this name, such as `tensor.test-d.ts`, reports of the original library: nothing. */
export const complaintAbout = (name: string): string | undefined => {
  const program = programWith(undefined);
  return [...tests.keys()].filter((test) => basename(test) === name && !isEdge(test)).map((test) => complaint(program, test))[0];
};

/** The library's messages on each line that is refused. There may be none: the compiler can print the name of their type instead. */
type Said = ReadonlyMap<number, readonly string[]>;

/** What the compiler says about a file of edges with the original library. */
const saidAsItIs = new Map<string, Said>();
let original: ts.Program | undefined;
function saidOf(test: string): Said {
  original ??= programWith(undefined);
  const known = saidAsItIs.get(test) ?? said(original, test);
  saidAsItIs.set(test, known);
  return known;
}

function said(program: ts.Program, test: string): Said {
  const found = new Map<number, string[]>();
  for (const { line, message } of diagnosticsOf(program, program.getSourceFile(test) as ts.SourceFile)) {
    const sentences = [...message.matchAll(/"(\w+: [^"]*)"/g)].flatMap(([, sentence]) => sentence ?? []);
    found.set(line, [...(found.get(line) ?? []), ...sentences]);
  }
  return found;
}

/**
 * The first difference between what is said about a file of edges: a line that is refused on one side only, or messages of which none is
 * the same. Some may differ, since which of several messages the compiler prints depends on what it has compiled before.
 */
function difference(before: Said, after: Said): string | undefined {
  for (const [line, sentences] of after) {
    const own = before.get(line);
    if (own === undefined) return `:${line} is refused: ${sentences.join("; ")}`;
    const isOther = own.length > 0 && sentences.length > 0 && !sentences.some((sentence) => own.includes(sentence));
    if (isOther) return `:${line} says ${sentences.join("; ")}`;
  }
  const lost = [...before.keys()].find((line) => !after.has(line));
  return lost === undefined ? undefined : `:${lost} is not refused`;
}

function complaint(program: ts.Program, test: string): string | undefined {
  if (isEdge(test)) return difference(saidOf(test), said(program, test));
  const source = program.getSourceFile(test) as ts.SourceFile;
  const diagnostics = diagnosticsOf(program, source);
  const expected = wrongs.filter(({ file }) => file === basename(test));
  for (const wrong of expected) {
    const found = diagnostics.filter(({ line }) => line === wrong.line);
    const [one] = found;
    if (!one) return `:${wrong.line} is not refused`;
    if (!sorted(one.message).includes(sorted(wrong.sentence))) return `:${wrong.line} says ${one.message}`;
    if (found.length > 1 && wrong.file !== "theorems.test-d.ts") return `:${wrong.line} is refused twice`;
    if (!before[wrong.place].test(codeBefore(wrong, one.column))) return `:${wrong.line} is refused elsewhere`;
  }
  const other = diagnostics.find(({ line }) => !expected.some((wrong) => wrong.line === line));
  if (other) return `:${other.line} is refused: ${other.message}`;
  return misstated(program, source);
}

function diagnosticsOf(program: ts.Program, source: ts.SourceFile) {
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ start = 0, messageText }) => {
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      return {
        line: line + 1,
        column: character + 1,
        message: ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0] ?? "",
      };
    },
  );
}

/** The members of a union are printed in the order in which the compiler first met them. */
const sorted = (text: string): string =>
  text.replaceAll(/\w+(<\[[\d, ]*\]>)?( \| \w+(<\[[\d, ]*\]>)?)+/g, (union) => union.split(" | ").sort().join(" | "));

/** As in tsd, the type in `expectType<T>(value)` has to be identical to that of the value. */
function misstated(program: ts.Program, source: ts.SourceFile): string | undefined {
  const checker = program.getTypeChecker() as ts.TypeChecker & { isTypeIdenticalTo(a: ts.Type, b: ts.Type): boolean };
  const visit = (node: ts.Node): string | undefined => {
    if (ts.isCallExpression(node) && node.expression.getText() === "expectType" && node.typeArguments?.[0] && node.arguments[0]) {
      const expected = checker.getTypeFromTypeNode(node.typeArguments[0]);
      const found = checker.getTypeAtLocation(node.arguments[0]);
      if (!checker.isTypeIdenticalTo(expected, found)) {
        return `:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} is of type ${checker.typeToString(found)}`;
      }
    }
    return ts.forEachChild(node, visit);
  };
  return visit(source);
}
