/** Curves of losses, drawn while a program runs. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { isDark } from "../../shared/theme.js";
import type { Points } from "../run/report.js";

/** So many points are drawn of each curve. Of a longer one, every other point is dropped, again and again. */
const mostPoints = 4000;
/** Colours of Okabe and Ito, which colour-blind readers tell apart: those that stand out on a light page, and on a dark one. */
const colors = {
  light: ["#0072b2", "#d55e00", "#007a59", "#a64d79"],
  dark: ["#56b4e9", "#e69f00", "#2bc59a", "#e08bb9"],
};

interface Curve {
  points: (readonly [x: number, y: number])[];
  /** One of so many points is kept. */
  every: number;
  count: number;
}

export class Curves {
  readonly #place: HTMLElement;
  readonly #curves = new Map<string, Curve>();
  #plot: uPlot | undefined;
  #waiting = false;

  constructor(place: HTMLElement) {
    this.#place = place;
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(place);
  }

  clear(): void {
    this.#curves.clear();
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#place.hidden = true;
  }

  add(points: readonly Points[]): void {
    if (points.length === 0) return;
    for (const { curve: name, values } of points) {
      const curve = this.#curves.get(name) ?? { points: [], every: 1, count: 0 };
      for (let index = 0; index < values.length; index += 2)
        if (curve.count++ % curve.every === 0) curve.points.push([values[index] ?? 0, values[index + 1] ?? 0]);
      while (curve.points.length > mostPoints) {
        curve.points = curve.points.filter((_, index) => index % 2 === 0);
        curve.every *= 2;
      }
      if (!this.#curves.has(name)) {
        this.#curves.set(name, curve);
        this.#plot?.destroy();
        this.#plot = undefined;
      }
    }
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.draw();
    });
  }

  /** @param anew - after the colours of the page have changed */
  draw(anew = false): void {
    if (this.#curves.size === 0) return;
    this.#place.hidden = false;
    if (anew) this.#plot?.destroy();
    if (anew) this.#plot = undefined;
    const data = uPlot.join([...this.#curves.values()].map(({ points }) => [points.map(([x]) => x), points.map(([, y]) => y)]));
    if (this.#plot === undefined) this.#plot = new uPlot(this.#options(), data, this.#place);
    else this.#plot.setData(data);
    const last = [...this.#curves].map(([name, { points }]) => `${name} ${points.at(-1)?.[1].toPrecision(4)}`);
    this.#place.setAttribute("aria-label", `Curves. The last values are: ${last.join(", ")}`);
  }

  #size = () => ({ width: this.#place.clientWidth, height: 220 });

  #options(): uPlot.Options {
    const style = getComputedStyle(this.#place);
    const [text, line] = [style.color, style.getPropertyValue("--line")];
    const strokes = isDark() ? colors.dark : colors.light;
    const axis = {
      font: `12px ${style.fontFamily}`,
      stroke: text,
      grid: { stroke: line, width: 1 },
      ticks: { stroke: line, width: 1 },
    };
    // Under the pointer, or else the last.
    const value = ({ data }: uPlot, number: number | null, series: number) => {
      const shown = number ?? Array.from(data[series] ?? []).findLast((last) => last !== null && last !== undefined);
      return shown === undefined || shown === null ? "–" : shown.toPrecision(4);
    };
    return {
      ...this.#size(),
      scales: { x: { time: false } },
      axes: [axis, { ...axis, size: 60 }],
      cursor: { drag: { x: false, y: false } },
      series: [
        { label: "step", value: ({ data }, number) => String(number ?? data[0].at(-1) ?? "–") },
        ...[...this.#curves.keys()].map((label, index) => ({
          label,
          value,
          stroke: strokes[index % strokes.length] ?? text,
          width: 1.5,
          spanGaps: true,
          points: { show: false },
        })),
      ],
    };
  }
}
