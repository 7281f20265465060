/**
 * The TypeScript compiler on a program in memory. The page runs it in a worker; a test runs it in Node, and compares its errors with
 * those of `tsc`.
 */
import { createSystem, createVirtualTypeScriptEnvironment } from "@typescript/vfs";
import ts from "typescript";

/** The language, and what a worker of a browser has. */
export const libraries = ["lib.es2023.d.ts", "lib.webworker.d.ts"];

const options: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: libraries,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  skipLibCheck: true,
  types: [],
};

/** An error of the compiler, with its place in the program. Lines and columns count from 1. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A description in an editor: of a name, or of a call while its arguments are typed. */
export interface Description {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly text: string;
}

export interface Completion {
  readonly name: string;
  readonly kind: string;
  readonly order: string;
}

export interface Signature {
  readonly label: string;
  readonly text: string;
  /** Where each parameter is in the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  readonly active: number;
}

/** JavaScript, and where it names modules: the range of each name, without its quotation marks. */
export interface Output {
  readonly code: string;
  readonly imports: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

export type Compiler = ReturnType<typeof openCompiler>;

/**
 * An expression on a line of its own shows its value on the page, as in a notebook. Calls show only tensors: few programs want to see what
 * `push` returns.
 */
const showing: ts.CustomTransformers = {
  before: [
    ({ factory }) => {
      const shown = (expression: ts.Expression): ts.Expression => {
        if (
          !/^(Identifier|CallExpression|PropertyAccessExpression|ElementAccessExpression)$/.test(
            ts.SyntaxKind[expression.kind] ?? "",
          )
        )
          return expression;
        const onlyTensors = ts.isCallExpression(expression) ? factory.createTrue() : factory.createFalse();
        return factory.createCallExpression(factory.createIdentifier("__show"), undefined, [expression, onlyTensors]);
      };
      return (file) =>
        factory.updateSourceFile(
          file,
          file.statements.map((statement) =>
            ts.isExpressionStatement(statement)
              ? factory.updateExpressionStatement(statement, shown(statement.expression))
              : statement,
          ),
        );
    },
  ],
};

/** Of an empty text, the compiler believes that the file has been deleted. */
const textOf = (code: string): string => code || "\n";

/** @param files - those of `filesOfCompiler`; @param given - the program to check, or several by path */
export function openCompiler(files: Readonly<Record<string, string>>, given: string | Readonly<Record<string, string>> = "") {
  const programs = typeof given === "string" ? { "/playground.ts": textOf(given) } : given;
  const all = new Map(Object.entries({ ...files, ...programs }));
  const roots = ["/globals.d.ts", "/elsewhere.d.ts", ...Object.keys(programs)];
  const environment = createVirtualTypeScriptEnvironment(createSystem(all), roots, ts, options, showing);
  const service = environment.languageService;
  const [main = ""] = Object.keys(programs);
  const documentation = (parts: readonly ts.SymbolDisplayPart[] = []): string => ts.displayPartsToString([...parts]);

  return {
    /** Replaces the text of the program, or of the first of several. */
    write(code: string): void {
      environment.updateFile(main, textOf(code));
    },

    problems(path = main): Problem[] {
      return [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].flatMap((diagnostic) => {
        const { file, start, length = 0, category, messageText } = diagnostic;
        if (category !== ts.DiagnosticCategory.Error || file === undefined || start === undefined) return [];
        const { line, character } = file.getLineAndCharacterOfPosition(start);
        const message = ts.flattenDiagnosticMessageText(messageText, "\n");
        return [{ start, end: start + length, line: line + 1, column: character + 1, message }];
      });
    },

    describe(place: number): Description | undefined {
      const info = service.getQuickInfoAtPosition(main, place);
      if (info === undefined) return undefined;
      const { textSpan, displayParts, documentation: text } = info;
      const type = documentation(displayParts).replace(/^\(alias\) |\nimport .*/g, "");
      return { start: textSpan.start, end: textSpan.start + textSpan.length, type, text: documentation(text) };
    },

    complete(place: number): Completion[] {
      const found = service.getCompletionsAtPosition(main, place, { includeCompletionsForModuleExports: false });
      return (found?.entries ?? []).map(({ name, kind, sortText }) => ({ name, kind, order: sortText }));
    },

    signatures(place: number): { readonly signatures: readonly Signature[]; readonly active: number } | undefined {
      const help = service.getSignatureHelpItems(main, place, undefined);
      if (help === undefined) return undefined;
      const signatures = help.items.map((item): Signature => {
        let label = documentation(item.prefixDisplayParts);
        const parameters = item.parameters.map(({ displayParts }, index) => {
          if (index > 0) label += documentation(item.separatorDisplayParts);
          const start = label.length;
          label += documentation(displayParts);
          return [start, label.length] as const;
        });
        label += documentation(item.suffixDisplayParts);
        return { label, parameters, text: documentation(item.documentation), active: help.argumentIndex };
      });
      return { signatures, active: help.selectedItemIndex };
    },

    emit(): Output {
      const code = service.getEmitOutput(main).outputFiles[0]?.text ?? "";
      const imports = ts.preProcessFile(code, true, true).importedFiles;
      return { code, imports: imports.map(({ fileName, pos, end }) => ({ name: fileName, start: pos + 1, end: end + 1 })) };
    },
  };
}
