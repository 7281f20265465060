/** Tensors as pictures: few numbers as a table, images as images, other matrices as heat maps. */
import type { Drawn } from "../run/report.js";

/** Up to so many numbers in a row, and in all, a tensor is a table. */
const [mostColumns, mostCells, mostImages] = [8, 64, 16] as const;

type Draw = (numbers: Float32Array) => HTMLElement;

const nameOf = (shape: readonly number[]): string => {
  const sizes = shape.join(", ");
  return ["Scalar", `Vector<${sizes}>`, `Matrix<${sizes}>`][shape.length] ?? `Tensor<[${sizes}]>`;
};
const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
const short = (value: number): string => String(Number(value.toPrecision(4)));

export function drawTensor({ shape, numbers, text }: Drawn): HTMLElement {
  const draw = numbers && drawingOf(shape, numbers);
  if (numbers === undefined || draw === undefined) {
    const plain = document.createElement("span");
    plain.textContent = text;
    return plain;
  }
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = nameOf(shape);
  figure.append(caption, draw(numbers));
  return figure;
}

function drawingOf(shape: readonly number[], numbers: Float32Array): Draw | undefined {
  const [height = 1, width = 1, channels] = shape.length === 4 ? shape.slice(1) : shape;
  const isPicture = height >= 8 && width >= 8 && numbers.every((value) => value >= 0 && value <= 1);
  if (numbers.length === 0 || shape.length === 0) return undefined;
  if (shape.length <= 2 && (shape.at(-1) ?? 0) <= mostColumns && numbers.length <= mostCells) return (all) => table(all, shape);
  if (isPicture && (channels === 1 || channels === 3)) {
    const [count = 1] = shape.length === 4 ? shape : [];
    if (shape.length <= 4) return (all) => images(all, { count, height, width, channels });
  }
  if (shape.length === 2 && height > 1 && width > 1)
    return isPicture ? (all) => images(all, { count: 1, height, width, channels: 1 }) : (all) => heatMap(all, height, width);
  return undefined;
}

function table(numbers: Float32Array, shape: readonly number[]): HTMLElement {
  const columns = shape.at(-1) ?? 1;
  const element = document.createElement("table");
  for (let start = 0; start < numbers.length; start += columns) {
    const row = element.insertRow();
    for (const value of numbers.subarray(start, start + columns)) row.insertCell().textContent = short(value);
  }
  return element;
}

/** A canvas with a pixel for each number, enlarged to about so many pixels of the page. */
function picture(
  height: number,
  width: number,
  side: number,
  label: string,
  color: (place: number) => readonly number[],
): HTMLElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  const pixels = new ImageData(width, height);
  for (let place = 0; place < width * height; place++) pixels.data.set([...color(place), 255], 4 * place);
  context?.putImageData(pixels, 0, 0);
  canvas.style.width = `${width * Math.max(1, Math.min(16, Math.floor(side / Math.max(width, height))))}px`;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return canvas;
}

interface Images {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

function images(numbers: Float32Array, { count, height, width, channels }: Images): HTMLElement {
  const all = document.createElement("div");
  all.className = "pictures";
  const size = product([height, width, channels]);
  for (let index = 0; index < Math.min(count, mostImages); index++) {
    const label = count === 1 ? `Image, ${width} by ${height}` : `Image ${index + 1} of ${count}, ${width} by ${height}`;
    const value = (place: number, channel: number) =>
      255 * (numbers[index * size + place * channels + (channel % channels)] ?? 0);
    all.append(
      picture(height, width, count === 1 ? 280 : 96, label, (place) => [value(place, 0), value(place, 1), value(place, 2)]),
    );
  }
  if (count > mostImages) all.append(`and ${count - mostImages} more`);
  return all;
}

/** From blue (below zero) by white to red: two hues that colour-blind readers tell apart (ColorBrewer's RdBu). */
const [blue, white, red] = [
  [33, 102, 172],
  [247, 247, 247],
  [178, 24, 43],
] as const;

/** @param value - from -1 to 1 */
function diverging(value: number): readonly number[] {
  if (Number.isNaN(value)) return [128, 128, 128];
  const end = value < 0 ? blue : red;
  return white.map((from, channel) => from + Math.abs(value) * ((end[channel] ?? 0) - from));
}

function heatMap(numbers: Float32Array, height: number, width: number): HTMLElement {
  const finite = numbers.filter(Number.isFinite);
  const [least, greatest] = [finite.reduce((a, b) => Math.min(a, b), 0), finite.reduce((a, b) => Math.max(a, b), 0)];
  const extent = Math.max(-least, greatest) || 1;
  const label = `Heat map, ${height} rows by ${width} columns, from ${short(least)} to ${short(greatest)}`;
  const all = document.createElement("div");
  all.className = "pictures";
  const scale = document.createElement("div");
  scale.className = "scale";
  scale.append(short(-extent), document.createElement("i"), short(extent));
  const color = (place: number) => diverging(Math.max(-1, Math.min(1, (numbers[place] ?? 0) / extent)));
  all.append(picture(height, width, 280, label, color), scale);
  return all;
}
