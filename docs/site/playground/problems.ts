/** The list of errors below the editor, for readers who don't see underlines: each is a button that leads to its place. */
import type { Problem } from "./compiler/compiler.js";

/** The library's sentence in the compiler's message, which quotes it as a type. */
const sentenceIn = (message: string): string | undefined =>
  /["']"((?:[^"\\]|\\.)+)"|Refused<"((?:[^"\\]|\\.)+)">/.exec(message)?.slice(1).find(Boolean);

export function listProblems(list: HTMLElement, problems: readonly Problem[], goTo: (place: number) => void): void {
  list.replaceChildren(
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
      button.addEventListener("click", () => goTo(start));
      item.append(button);
      return item;
    }),
  );
}
