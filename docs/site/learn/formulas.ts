/** Formulas, by KaTeX. */
import katex from "katex";
import renderMathInElement from "katex/contrib/auto-render";
import "katex/dist/katex.min.css";

export const tex = (formula: string, into: HTMLElement, displayMode = false): void =>
  katex.render(formula, into, { displayMode, throwOnError: true, strict: "error" });

/** Renders the formulas in the text of the page, and loads the fonts, so that no formula needs the network later. */
export function renderFormulas(): void {
  renderMathInElement(document.body, {
    delimiters: [
      { left: "$$", right: "$$", display: true },
      { left: "$", right: "$", display: false },
    ],
    throwOnError: true,
    strict: "error",
  });
  for (const font of document.fonts) void font.load();
}
