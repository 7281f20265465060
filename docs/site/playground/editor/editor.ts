/** The editor: Monaco, with the errors of the compiler underlined. */
import { KeyCode, KeyMod, MarkerSeverity, editor as monaco, Uri } from "monaco-editor/editor/editor.api.js";
import MonacoWorker from "monaco-editor/editor/editor.worker.js?worker";
import type { Problem } from "../compiler/compiler.js";
import "./features.js";

globalThis.MonacoEnvironment = { getWorker: () => new MonacoWorker() };

export interface Editor {
  code: string;
  readonly onChange: (listener: () => void) => void;
  /** Underlines errors. */
  mark(problems: readonly Problem[]): void;
  /** Puts the cursor at a place, and the focus into the editor. */
  goTo(place: number): void;
  setDark(isDark: boolean): void;
}

export interface EditorOptions {
  readonly code: string;
  readonly isDark: boolean;
  readonly run: () => void;
}

export function openEditor(place: HTMLElement, { code, isDark, run }: EditorOptions): Editor {
  const model = monaco.createModel(code, "typescript", Uri.parse("file:///playground.ts"));
  model.updateOptions({ tabSize: 2 });
  const isNarrow = matchMedia("(max-width: 700px)").matches;
  place.replaceChildren(); // it has shown the program as plain text
  const editor = monaco.create(place, {
    model,
    theme: isDark ? "vs-dark" : "vs",
    ariaLabel: "Program",
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(place).fontFamily,
    fontSize: isNarrow ? 13 : 14,
    lineNumbersMinChars: isNarrow ? 2 : 3,
    lineDecorationsWidth: isNarrow ? 4 : 10,
    folding: false,
    glyphMargin: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 12, bottom: 12 },
    quickSuggestions: false, // the compiler completes after a dot, and on Ctrl+Space
    wordBasedSuggestions: "off",
    renderLineHighlight: "none",
    scrollBeyondLastLine: false,
    scrollbar: { alwaysConsumeMouseWheel: false },
    stickyScroll: { enabled: false },
    wordWrap: isNarrow ? "on" : "off",
    wordWrapBreakAfterCharacters: " \t})]?|/&,;", // not after the point of a number
    wrappingIndent: "indent",
  });
  const showHeight = () => place.style.setProperty("--content", `${editor.getContentHeight()}px`); // see the styles for phones
  editor.onDidContentSizeChange(showHeight);
  showHeight();
  editor.addAction({ id: "run", label: "Run the program", keybindings: [KeyMod.CtrlCmd | KeyCode.Enter], run });

  return {
    get code() {
      return model.getValue();
    },
    set code(text) {
      // As an edit, so that it can be undone.
      editor.executeEdits("example", [{ range: model.getFullModelRange(), text }]);
      editor.pushUndoStop();
      editor.setPosition({ lineNumber: 1, column: 1 });
      editor.setScrollTop(0);
    },
    onChange: (listener) => void model.onDidChangeContent(listener),
    mark(problems) {
      const markers = problems.map(({ start, end, message }) => {
        const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
        return {
          severity: MarkerSeverity.Error,
          message,
          startLineNumber: from.lineNumber,
          startColumn: from.column,
          endLineNumber: to.lineNumber,
          endColumn: to.column,
        };
      });
      monaco.setModelMarkers(model, "compiler", markers);
    },
    goTo(offset) {
      const position = model.getPositionAt(offset);
      editor.setPosition(position);
      editor.revealPositionInCenterIfOutsideViewport(position);
      editor.focus();
    },
    setDark: (dark) => monaco.setTheme(dark ? "vs-dark" : "vs"),
  };
}
