/**
 * A tensor as a picture: a cell for each number. The number under the pointer, or at the cursor that the arrow keys move, is *picked*: the
 * element dispatches `pick` with the indices of its axes, by the letters that the formula gives them.
 *
 *     <heat-map of="hiddenWeights" layout="tiles" wide="8" cell="5" phone="4"></heat-map>
 *
 * `cell` is the width of a cell in pixels, or its width and height, and `phone` the same on a small screen. `layout` is one of layoutOf's.
 */
import type { TensorData } from "conformable/io";
import { onTheme, palette } from "./colours.js";
import { tex } from "./formulas.js";
import { type Layout, layoutOf } from "./layouts.js";
import type { Numbers } from "./messages.js";
import { written } from "./numbers.js";
import { paintSoon } from "./painting.js";
import { type Shown, tensors } from "./tensors.js";

/** An index for each letter of a formula that has been chosen, such as `{ i: 3 }`. */
export type Indices = Readonly<Record<string, number>>;

/** Cells at least as large as this show their numbers. */
const [textWidth, textHeight] = [40, 13];
const phone = matchMedia("(max-width: 700px)");

export class HeatMap extends HTMLElement {
  readonly #canvas = document.createElement("canvas");
  /** The picture with a pixel for each cell. */
  readonly #small = document.createElement("canvas");
  readonly #type = document.createElement("code");
  #data: TensorData | undefined;
  #layout: Layout | undefined;
  #picked: Indices = {};
  #cursor: readonly [column: number, row: number] = [0, 0];
  #isVisible = false;

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    const symbol = document.createElement("span");
    symbol.className = "symbol";
    const transposed = this.#option("layout") === "transposed" ? "^\\mathsf{T}" : "";
    if (!this.hasAttribute("unnamed")) tex(this.#shown.tex + transposed, symbol);
    this.append(symbol, this.#canvas, this.#type);
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "application");
    this.#canvas.setAttribute("aria-roledescription", "picture of a tensor");
    this.#canvas.setAttribute(
      "aria-label",
      `${this.#shown.label}${transposed && ", transposed"}. The arrow keys move from number to number.`,
    );
    this.#canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.#canvas.addEventListener("pointerdown", (event) => this.#point(event));
    this.#canvas.addEventListener("keydown", (event) => this.#key(event));
    this.#canvas.addEventListener("focus", () => {
      if (this.#canvas.matches(":focus-visible")) this.#pick(...this.#cursor);
    });
    const observe = (entries: readonly IntersectionObserverEntry[]): void => {
      this.#isVisible = entries.at(-1)?.isIntersecting ?? false;
      this.#draw();
    };
    new IntersectionObserver(observe, { rootMargin: "400px" }).observe(this);
    onTheme(() => this.#draw());
    phone.addEventListener("change", () => this.#lay());
  }

  /** The name of its tensor among the numbers of a pass. */
  get of(): keyof Numbers {
    const name = this.getAttribute("of") ?? "";
    if (name in tensors) return name as keyof Numbers; // the keys of both are the same
    throw new Error(`no tensor is called ${name}`);
  }

  /** The letters of its axes. */
  get axes(): readonly string[] {
    return this.#shown.axes.split(" ");
  }

  get #shown(): Shown {
    return tensors[this.of];
  }

  #option(name: "layout" | "cell" | "phone" | "wide"): string | undefined {
    return this.getAttribute(name) ?? undefined;
  }

  set value(data: TensorData) {
    const isNew = String(this.#data?.shape) !== String(data.shape);
    this.#data = data;
    if (isNew) this.#lay();
    else this.#draw();
  }

  set picked(indices: Indices) {
    this.#picked = indices;
    this.#draw();
  }

  /** The formula of one entry, such as w_{3,7}, or nothing if an index is missing. */
  entry(indices: Indices): string | undefined {
    const places = this.axes.map((letter) => indices[letter]);
    if (places.includes(undefined)) return undefined;
    return this.#shown.entry.replaceAll("#", places.join(","));
  }

  at(indices: Indices): number {
    const [row = 0, column = 0] = this.axes.map((letter) => indices[letter] ?? 0);
    const columns = this.axes.length > 1 ? (this.#data?.shape[1] ?? 1) : 1;
    return this.#data?.numbers[row * columns + column] ?? Number.NaN;
  }

  #lay(): void {
    if (!this.#data) return;
    const { shape } = this.#data;
    const size = (phone.matches ? this.#option("phone") : undefined) ?? this.#option("cell") ?? "12";
    const [width = 12, height = width] = size.split("x").map(Number);
    this.#layout = layoutOf(this.#option("layout") ?? "matrix", shape, Number(this.#option("wide") ?? 1), [width, height]);
    const { width: total, height: tall } = this.#layout;
    this.#canvas.style.width = `${total}px`;
    this.#canvas.style.height = `${tall}px`;
    this.#canvas.width = Math.round(total * devicePixelRatio);
    this.#canvas.height = Math.round(tall * devicePixelRatio);
    const name = shape.length === 1 ? "Vector" : "Matrix";
    const sizes = this.#option("layout") === "transposed" ? [...shape].reverse() : shape;
    this.#type.textContent = `${name}<${sizes.join(", ")}>`;
    this.#draw();
  }

  /** Paints the picture in one of the next frames, if it is on the screen. */
  #draw(): void {
    if (this.#isVisible) paintSoon(this.#paint);
  }

  readonly #paint = (): void => {
    const [data, layout] = [this.#data, this.#layout];
    const context = this.#canvas.getContext("2d");
    if (!context || !data || !layout) return;
    const { signed, unit } = palette();
    const { isUnit } = this.#shown;
    const ramp = isUnit ? unit : signed;
    const greatest = isUnit ? 1 : Math.max(1e-12, ...data.numbers.map(Math.abs));
    const [, columns = 1] = data.shape;
    const cellOf = (place: number) => layout.cellOf(Math.floor(place / columns), place % columns);

    // First a pixel for each cell, which is then made larger, tile by tile.
    const [across, down] = layout.cells;
    const pixels = new ImageData(across, down);
    const colours = new Uint32Array(pixels.data.buffer);
    data.numbers.forEach((value, place) => {
      const [column, row] = cellOf(place);
      colours[row * across + column] = ramp.pixel(value / greatest);
    });
    this.#small.width = across;
    this.#small.height = down;
    this.#small.getContext("2d")?.putImageData(pixels, 0, 0);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, layout.width, layout.height);
    context.imageSmoothingEnabled = false;
    const [width, height] = layout.cell;
    const [tileAcross, tileDown] = layout.tile;
    for (let row = 0; row < down; row += tileDown) {
      for (let column = 0; column < across; column += tileAcross) {
        const source = [column, row, tileAcross, tileDown] as const;
        context.drawImage(this.#small, ...source, ...layout.cornerOf([column, row]), tileAcross * width, tileDown * height);
      }
    }
    if (Math.min(width, height) >= 10 && !layout.isTiled) {
      for (let column = 1; column <= across; column++) context.clearRect(column * width - 1, 0, 1, layout.height);
      for (let row = 1; row <= down; row++) context.clearRect(0, row * height - 1, layout.width, 1);
    }
    if (width >= textWidth && height >= textHeight) {
      const widest = Math.max(...data.numbers.map((value) => written(value).length));
      context.font = `${Math.min(12, height - 3, (width - 7) / (0.61 * widest))}px ui-monospace, Menlo, monospace`; // 0.61 of its size is wide
      context.textAlign = "right";
      context.textBaseline = "middle";
      data.numbers.forEach((value, place) => {
        const [x, y] = layout.cornerOf(cellOf(place));
        context.fillStyle = ramp.text(value / greatest);
        context.fillText(written(value), x + width - 4, y + (height - 1) / 2 + 0.5);
      });
    }
    this.#outline(context, layout);
  };

  /** Draws a line around what is picked: an entry, and the row or column that it stands in. */
  #outline(context: CanvasRenderingContext2D, layout: Layout): void {
    const [row, column] = this.axes.map((letter) => this.#picked[letter]);
    context.strokeStyle = palette().line;
    const around = (places: readonly (readonly [number, number])[], thickness: number): void => {
      const corners = places.map(([i, j]) => layout.cornerOf(layout.cellOf(i, j)));
      const left = Math.min(...corners.map(([x]) => x));
      const top = Math.min(...corners.map(([, y]) => y));
      const right = Math.max(...corners.map(([x]) => x)) + layout.cell[0];
      const bottom = Math.max(...corners.map(([, y]) => y)) + layout.cell[1];
      context.lineWidth = thickness;
      context.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
    };
    const [rows, columns] = [layout.rows - 1, layout.columns - 1];
    if (row !== undefined && row <= rows) around([[row, 0], [row, columns]], 1.5); // biome-ignore format: two corners
    if (column === undefined || column > columns) return;
    if (row !== undefined) around([[row, column]], 2);
    else if (layout.isTiled) for (let i = 0; i <= rows; i++) around([[i, column]], 1);
    else around([[0, column], [rows, column]], 1.5); // biome-ignore format: two corners
  }

  #point(event: PointerEvent): void {
    const box = this.#canvas.getBoundingClientRect();
    const at = this.#layout?.cellAt(event.clientX - box.left, event.clientY - box.top);
    if (at) this.#pick(...at);
  }

  #key(event: KeyboardEvent): void {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!move) return;
    event.preventDefault();
    const [column, row] = this.#cursor;
    this.#pick(column + (move[0] ?? 0), row + (move[1] ?? 0));
  }

  #pick(column: number, row: number): void {
    const entry = this.#layout?.entryAt(column, row);
    if (!entry) return;
    this.#cursor = [column, row];
    const indices = Object.fromEntries(this.axes.map((letter, axis) => [letter, entry[axis] ?? 0]));
    this.dispatchEvent(new CustomEvent<Indices>("pick", { detail: indices, bubbles: true }));
  }
}
customElements.define("heat-map", HeatMap);
