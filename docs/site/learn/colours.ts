/** The colours of pictures, which follow the theme: blue for negative numbers, orange for positive ones, and ink for 0 to 1. */
import { onThemeChange } from "../shared/theme.js";

type Colour = readonly [number, number, number];
interface Ramp {
  /** The colour of a number from -1 to 1, in the order of the bytes of a pixel. */
  readonly pixel: (share: number) => number;
  /** The colour of text on it. */
  readonly text: (share: number) => string;
}
export interface Palette {
  readonly signed: Ramp;
  readonly unit: Ramp;
  readonly line: string;
  readonly text: string;
  readonly aside: string;
  readonly grid: string;
  readonly positive: string;
  readonly negative: string;
}

/** The steps from 0 to 1. */
const steps = 64;

/** Reads the colours that learn.css gives the current theme. */
function read(): Palette {
  const probe = document.body.appendChild(document.createElement("i"));
  const colourOf = (name: string): Colour => {
    probe.style.color = `var(--${name})`;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue];
  };
  const [paper, ink, positive, negative] = [colourOf("paper"), colourOf("ink"), colourOf("positive"), colourOf("negative")];
  const css = (colour: Colour): string => `rgb(${colour.join(" ")})`;
  const [line, text, aside, grid] = ["mark", "color-text", "color-text-aside", "grid"].map((name) => css(colourOf(name)));
  probe.remove();
  return {
    signed: ramp(paper, positive, negative),
    unit: ramp(paper, ink, negative),
    line: line ?? "",
    text: text ?? "",
    aside: aside ?? "",
    grid: grid ?? "",
    positive: css(positive),
    negative: css(negative),
  };
}

/** From `low` at -1 through `middle` at 0 to `high` at 1. */
function ramp(middle: Colour, high: Colour, low: Colour): Ramp {
  const colours = Array.from({ length: 2 * steps + 1 }, (_, step): Colour => {
    const share = (step - steps) / steps;
    const end = share > 0 ? high : low;
    const amount = Math.abs(share);
    const mix = (axis: 0 | 1 | 2): number => Math.round(middle[axis] + (end[axis] - middle[axis]) * amount);
    return [mix(0), mix(1), mix(2)];
  });
  const pixels = colours.map(([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red);
  const texts = colours.map(([red, green, blue]) => (0.3 * red + 0.59 * green + 0.11 * blue > 140 ? "#111" : "#fff"));
  const stepOf = (share: number): number => Math.round(steps * (1 + Math.max(-1, Math.min(1, share))));
  return { pixel: (share) => pixels[stepOf(share)] ?? 0, text: (share) => texts[stepOf(share)] ?? "" };
}

let current: Palette | undefined;
export const palette = (): Palette => {
  current ??= read();
  return current;
};

/** Calls back when the theme changes. */
export function onTheme(repaint: () => void): void {
  onThemeChange(() => {
    current = undefined;
    repaint();
  });
}
