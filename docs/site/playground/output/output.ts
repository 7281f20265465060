/** What a program prints, on the page. */
import type { Line, Report } from "../run/report.js";
import { Curves } from "./curves.js";
import { drawTensor } from "./tensor.js";

export class Output {
  readonly #lines: HTMLElement;
  readonly #left: HTMLElement;
  readonly curves: Curves;
  #printed = 0;
  #followsEnd = true;

  constructor(place: { readonly lines: HTMLElement; readonly left: HTMLElement; readonly curves: HTMLElement }) {
    this.#lines = place.lines;
    this.#lines.tabIndex = 0; // so that the arrow keys scroll it
    const isAtEnd = () => this.#lines.scrollHeight - this.#lines.scrollTop - this.#lines.clientHeight < 40;
    for (const event of ["wheel", "touchmove", "keyup", "pointerup"])
      this.#lines.addEventListener(event, () => setTimeout(() => (this.#followsEnd = isAtEnd()), 100), { passive: true }); // it scrolls first
    this.#left = place.left;
    this.curves = new Curves(place.curves);
  }

  /** Whether the program has shown anything. */
  get isEmpty(): boolean {
    return this.#printed === 0;
  }

  clear(): void {
    this.#printed = 0;
    this.#followsEnd = true;
    this.#lines.replaceChildren();
    this.#left.textContent = "";
    this.curves.clear();
  }

  add({ lines, left, points }: Report): void {
    this.#printed += lines.length + points.length;
    this.curves.add(points);
    this.#append(lines.map(elementOf));
    this.#left.textContent = left > 0 ? `… and ${left.toLocaleString("en")} more lines` : "";
  }

  /** A line that isn't the program's. */
  note(text: string, level: "note" | "error" = "note"): void {
    const line = document.createElement("div");
    line.className = `line ${level}`;
    line.textContent = text;
    this.#append([line]);
  }

  /** Adds elements. The end stays in view, also when the curves take some of the space, unless the reader has scrolled away from it. */
  #append(elements: readonly HTMLElement[]): void {
    this.#lines.append(...elements);
    requestAnimationFrame(() => {
      if (this.#followsEnd) this.#lines.scrollTop = this.#lines.scrollHeight;
    });
  }
}

function elementOf({ level, parts }: Line): HTMLElement {
  const line = document.createElement("div");
  line.className = `line ${level}`;
  parts.forEach((part, index) => {
    if (index > 0) line.append(" ");
    line.append(typeof part === "string" ? part : drawTensor(part));
  });
  return line;
}
