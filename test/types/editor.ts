/** TypeScript's language service, as an editor uses it, on one program that uses the built package. */
import { join } from "node:path";
import type ts from "typescript";
import { root } from "./compiler.js";

export interface Editor {
  /** The hover at the start of `code`, which appears in the program once. */
  hover(code: string): string;
  /** The signature while the arguments of a call are typed. `code` ends at the opening bracket. */
  signature(code: string): string;
  /** The completions after `code`, which ends in a dot. */
  completions(code: string): string[];
}

export function open(compiler: typeof ts, program: string): Editor {
  const file = join(root, ".cache", "editor.ts"); // the file doesn't have to exist; its content is given below
  const service = compiler.createLanguageService({
    getCompilationSettings: () => ({
      target: compiler.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: compiler.ModuleKind.NodeNext,
      types: [],
      strict: true,
      skipLibCheck: true,
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = path === file ? program : compiler.sys.readFile(path);
      return text === undefined ? undefined : compiler.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: compiler.getDefaultLibFilePath,
    fileExists: (path) => path === file || compiler.sys.fileExists(path),
    readFile: (path) => (path === file ? program : compiler.sys.readFile(path)),
  });

  const place = (code: string): number => {
    if (program.split(code).length !== 2) throw new Error(`the program has to have ${code} once`);
    return program.indexOf(code);
  };
  const text = (parts: readonly ts.SymbolDisplayPart[] = []): string => compiler.displayPartsToString([...parts]);

  return {
    hover: (code) => text(service.getQuickInfoAtPosition(file, place(code))?.displayParts),
    signature(code) {
      const help = service.getSignatureHelpItems(file, place(code) + code.length, undefined);
      const shown = help?.items[help.selectedItemIndex];
      if (shown === undefined) throw new Error(`${code} is no call`);
      const parameters = shown.parameters.map(({ displayParts }) => text(displayParts));
      return text(shown.prefixDisplayParts) + parameters.join(text(shown.separatorDisplayParts)) + text(shown.suffixDisplayParts);
    },
    completions: (code) =>
      (service.getCompletionsAtPosition(file, place(code) + code.length, undefined)?.entries ?? []).map(({ name }) => name),
  };
}
