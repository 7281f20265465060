/** What the editor asks the compiler: types under the pointer, completions, and signatures while a call is typed. */
import type { Remote } from "comlink";
import { languages, type editor as monaco, type Position, Range } from "monaco-editor/editor/editor.api.js";
import type { Compiler } from "../compiler/compiler.js";

const { CompletionItemKind } = languages;
const kinds: Readonly<Record<string, languages.CompletionItemKind>> = {
  class: CompletionItemKind.Class,
  const: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  interface: CompletionItemKind.Interface,
  keyword: CompletionItemKind.Keyword,
  let: CompletionItemKind.Variable,
  method: CompletionItemKind.Method,
  module: CompletionItemKind.Module,
  property: CompletionItemKind.Property,
  type: CompletionItemKind.TypeParameter,
};

/** Formulas are for the API reference, not for a small window. */
const proseOf = (text: string): string => text.replaceAll(/\$\$.*?\$\$/gs, "").trim();

/** @param latest - sends the text of the editor to the compiler, if it has changed */
export function connect(compiler: Remote<Compiler>, latest: () => Promise<void>): void {
  const rangeOf = (model: monaco.ITextModel, start: number, end: number) =>
    Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));

  languages.registerHoverProvider("typescript", {
    async provideHover(model, position) {
      await latest();
      const found = await compiler.describe(model.getOffsetAt(position));
      if (found === undefined) return null;
      const contents = [{ value: `\`\`\`typescript\n${found.type}\n\`\`\`` }];
      const text = proseOf(found.text);
      if (text !== "") contents.push({ value: text });
      return { contents, range: rangeOf(model, found.start, found.end) };
    },
  });

  languages.registerCompletionItemProvider("typescript", {
    triggerCharacters: ["."],
    async provideCompletionItems(model, position: Position) {
      await latest();
      const word = model.getWordUntilPosition(position);
      const range = new Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const found = await compiler.complete(model.getOffsetAt(position));
      const suggestions = found.map(({ name, kind, order }) => ({
        label: name,
        insertText: name,
        kind: kinds[kind] ?? CompletionItemKind.Text,
        sortText: order,
        range,
      }));
      return { suggestions };
    },
  });

  languages.registerSignatureHelpProvider("typescript", {
    signatureHelpTriggerCharacters: ["(", ","],
    async provideSignatureHelp(model, position) {
      await latest();
      const found = await compiler.signatures(model.getOffsetAt(position));
      if (found === undefined) return null;
      const signatures = found.signatures.map(({ label, text, parameters }) => ({
        label,
        documentation: { value: proseOf(text) },
        parameters: parameters.map(([start, end]): languages.ParameterInformation => ({ label: [start, end] })),
      }));
      const activeParameter = found.signatures[found.active]?.active ?? 0;
      return { value: { signatures, activeSignature: found.active, activeParameter }, dispose() {} };
    },
  });
}
