/** What the pictures of the guide share: their colours in light and dark, and boxes, cells and arrows. */

export interface Picture {
  /** The name of its file, without ".svg". */
  readonly name: string;
  /** What it is, in a few words. */
  readonly title: string;
  /** What it shows, for those who can't see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** Colours by name: on a light and on a dark page. */
const colours = {
  card: ["#ffffff", "#23262b"],
  rule: ["#d5dae3", "#4a4f59"],
  ink: ["#1f2430", "#f2f2f0"],
  aside: ["#5a6273", "#b9bec9"],
  plain: ["#eef1f6", "#363b44"],
  blue: ["#cfe1fa", "#1f4f88"],
  orange: ["#fbd9c2", "#87451b"],
  green: ["#cdeadb", "#1d5c44"],
  "blue-line": ["#1f6fd0", "#7ab4ff"],
  "orange-line": ["#c04d09", "#ffa366"],
  wrong: ["#c2292e", "#ff8a8a"],
} as const;
export type Colour = keyof typeof colours;

const variables = (index: 0 | 1): string =>
  Object.entries(colours)
    .map(([name, pair]) => `--p-${name}: ${pair[index]};`)
    .join(" ");
/** Declares the colours of one theme for what the selector matches. */
const theme = (selector: string, name: "light" | "dark"): string => `${selector} { ${variables(name === "light" ? 0 : 1)} }`;

const style = `${theme(".picture", "light")}
@media (prefers-color-scheme: dark) { ${theme(".picture", "dark")} }
.picture > text { font: 15px system-ui, "Segoe UI", Roboto, sans-serif; fill: var(--p-ink); text-anchor: middle; dominant-baseline: central; }
.picture > .math { font: italic 18px "STIX Two Text", "Times New Roman", serif; }
.picture > .code { font: 13px ui-monospace, Menlo, Consolas, monospace; fill: var(--p-aside); }
.picture > .aside { font-size: 14px; fill: var(--p-aside); }
.picture > .left { text-anchor: start; }
.picture > .wrong { fill: var(--p-wrong); }`;

/** Styles for pictures that are a part of a page of the site, where readers can choose a theme. */
export const chosen = `<style>${theme('[data-theme="light"] .picture', "light")} ${theme('[data-theme="dark"] .picture', "dark")}</style>`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The file of a picture. It has a background of its own, since a page may be dark where its reader's system is light. */
export function fileOf({ name, title, description, width, height, body }: Picture): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${name}-title ${name}-description">
<title id="${name}-title">${escaped(title)}</title>
<desc id="${name}-description">${escaped(description)}</desc>
<style>${style}</style>
<defs><marker id="${name}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0.5 8 4 0 7.5Z" style="fill: var(--p-aside)"/></marker></defs>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" style="fill: var(--p-card); stroke: var(--p-rule)"/>
${body}
</svg>
`;
}

/** A picture within a picture, at a place. */
export const inset = (svg: string, x: number, y: number): string => svg.replace("<svg", `<svg x="${x}" y="${y}"`);

type Kind = "math" | "code" | "aside" | "left" | "wrong";
export const text = (x: number, y: number, words: string, ...kinds: readonly Kind[]): string =>
  `<text x="${x}" y="${y}"${kinds.length > 0 ? ` class="${kinds.join(" ")}"` : ""}>${escaped(words)}</text>`;

export const box = (x: number, y: number, width: number, height: number, colour: Colour, line?: Colour): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" style="fill: var(--p-${colour})${line ? `; stroke: var(--p-${line}); stroke-width: 2` : ""}"/>`;

/** A line around something, with nothing inside. */
export const frame = (x: number, y: number, width: number, height: number, line: Colour): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" style="fill: none; stroke: var(--p-${line}); stroke-width: 2"/>`;

/** An arrow of the picture with this name. */
export const arrow = (name: string, from: readonly [number, number], to: readonly [number, number]): string =>
  `<path d="M${from.join(" ")} L${to.join(" ")}" style="fill: none; stroke: var(--p-aside); stroke-width: 1.5" marker-end="url(#${name}-head)"/>`;

/** The width and height of a cell. */
export const [cellWidth, cellHeight] = [44, 30];

/** A matrix, cell by cell. */
export function grid(
  x: number,
  y: number,
  rows: readonly (readonly (string | number)[])[],
  colourOf: (row: number, column: number) => Colour = () => "plain",
): string {
  return rows
    .flatMap((row, i) =>
      row.map((entry, j) => {
        const [left, top] = [x + j * cellWidth, y + i * cellHeight];
        return (
          box(left + 1, top + 1, cellWidth - 2, cellHeight - 2, colourOf(i, j)) +
          text(left + cellWidth / 2, top + cellHeight / 2, written(entry))
        );
      }),
    )
    .join("\n");
}

/** A number without the noise of float32, and with a real minus sign. */
export const written = (entry: string | number): string =>
  typeof entry === "string" ? entry : String(Number(entry.toFixed(4))).replace("-", "−");
