/** The list of errors below the editor, for readers who don't see underlines: each is a button that leads to its place. */
import type { Problem } from "./compiler/compiler.js";
import { element } from "./page.js";

/** The library's sentence in the compiler's message, which quotes it as a type. */
const sentenceIn = (message: string): string | undefined =>
  /["']"((?:[^"\\]|\\.)+)"|Refused<"((?:[^"\\]|\\.)+)">|Refused<`([^`]+)`>/.exec(message)?.slice(1).find(Boolean);

/** @param goTo - once there is an editor, leads to a place in it */
export function showProblems(problems: readonly Problem[], goTo?: (place: number) => void): void {
  const status = element("status", HTMLElement);
  const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
  status.textContent = problems.length === 0 ? "The compiler finds no errors." : `The compiler finds ${count}:`;
  status.dataset.errors = String(problems.length);
  element("problems", HTMLElement).replaceChildren(
    ...problems.map(({ line, column, message, start }) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const place = document.createElement("span");
      place.className = "place";
      place.textContent = `Line ${line}, column ${column}`;
      const text = document.createElement("span");
      const sentence = sentenceIn(message)?.replaceAll('\\"', '"');
      text.className = "sentence";
      text.textContent = sentence ?? message;
      button.append(place, text);
      if (sentence !== undefined) {
        const whole = document.createElement("span");
        whole.className = "message";
        whole.textContent = message;
        button.append(whole);
      }
      button.addEventListener("click", () => goTo?.(start));
      item.append(button);
      return item;
    }),
  );
}
