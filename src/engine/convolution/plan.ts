/**
 * Convolution as matrix products. The windows of some images are laid out as the rows of a matrix (im2col), which is multiplied by
 * the kernels, a column for each filter; then come the next images, into the same memory. So what is laid out stays in the cache,
 * and the windows, which overlap and together are many times the images, never exist all at once.
 *
 * Where a window's row has only few numbers side by side (a grey image), it is a column that is laid out: there, the windows of one
 * row of the image lie side by side. The product takes the matrix transposed as it takes the other.
 */
import type { Kernels, Pointer } from "../kernels.js";
import type { Windows } from "./windows.js";

/** About as many numbers are laid out at a time: a fraction of a core's own cache. */
const numbersAtOnce = 65_536;
/** From so many numbers side by side on, rows are copied fast. */
const longRow = 8;

/** What the kernels need besides the operands: memory for the windows, for an image with its border, and the layout of both. */
export interface Workplace {
  readonly windows: Pointer;
  readonly bordered: Pointer;
  readonly layout: Pointer;
  readonly gemm: Pointer;
}

export class Plan {
  /** The pixels of one image's output. */
  readonly #outputs: number;
  /** The numbers in a window. */
  readonly #inner: number;
  readonly #byColumns: boolean;
  readonly #together: number;
  readonly #hasBorder: boolean;
  readonly #borderedHeight: number;
  readonly #borderedWidth: number;
  /** How the windows lie on an image: the sizes of the axes of a view, and its strides. */
  readonly #axes: readonly (readonly [size: number, stride: number])[];

  constructor(
    readonly sizes: Windows,
    readonly filters: number,
  ) {
    const { images, height, width, channels, kernelHeight, kernelWidth, stride, top, left, outputHeight, outputWidth } = sizes;
    this.#outputs = outputHeight * outputWidth;
    this.#inner = kernelHeight * kernelWidth * channels;
    this.#borderedHeight = Math.max(top + height, (outputHeight - 1) * stride + kernelHeight);
    this.#borderedWidth = Math.max(left + width, (outputWidth - 1) * stride + kernelWidth);
    this.#hasBorder = this.#borderedHeight > height || this.#borderedWidth > width;
    const row = this.#borderedWidth * channels;
    const places = [
      [outputHeight, stride * row],
      [outputWidth, stride * channels],
    ] as const;
    this.#byColumns = kernelWidth * channels < longRow;
    this.#together = this.#byColumns ? 1 : clamp(Math.floor(numbersAtOnce / (this.#outputs * this.#inner)), 1, images);
    this.#axes = this.#byColumns
      ? [[kernelHeight, row], [kernelWidth, channels], [channels, 1], ...places]
      : [...places, [kernelHeight, row], [kernelWidth * channels, 1]];
  }

  get windowsLength(): number {
    return this.#together * this.#outputs * this.#inner;
  }

  get borderedLength(): number {
    return this.#borderedHeight * this.#borderedWidth * this.sizes.channels;
  }

  get layout(): number[] {
    return [...this.#axes.map(([size]) => size), ...this.#axes.map(([, stride]) => stride)];
  }

  /** Windows times kernels. */
  outputs(kernels: Kernels, images: Pointer, weights: Pointer, outputs: Pointer, at: Workplace): void {
    this.#clearBorder(kernels, at);
    this.#eachTurn((first, count) => {
      this.#layOut(kernels, images, first, count, at);
      const [rows, row, column] = this.#windows(count);
      const to = outputs + 4 * first * this.#outputs * this.filters;
      const [n, k] = [this.filters, this.#inner];
      kernels.gemm(rows, n, k, at.windows, row, column, weights, n, 1, to, n, false, at.gemm);
    });
  }

  /** Errors times transposed kernels, added to the pixels that the windows show. */
  images(kernels: Kernels, errors: Pointer, weights: Pointer, images: Pointer, at: Workplace): void {
    const { images: all, height, width, channels } = this.sizes;
    const imageLength = height * width * channels;
    if (!this.#hasBorder) kernels.fill(images, 0, all * imageLength);
    this.#eachTurn((first, count) => {
      const [rows, row] = this.#windows(count);
      const from = errors + 4 * first * this.#outputs * this.filters;
      const [n, k] = [this.#inner, this.filters];
      if (this.#byColumns) kernels.gemm(n, rows, k, weights, k, 1, from, 1, k, at.windows, rows, false, at.gemm);
      else kernels.gemm(rows, n, k, from, k, 1, weights, 1, k, at.windows, row, false, at.gemm);
      for (let image = 0; image < count; image++) {
        const windows = at.windows + 4 * image * this.#outputs * this.#inner;
        const to = images + 4 * (first + image) * imageLength;
        if (this.#hasBorder) this.#clearBorder(kernels, at);
        const target = this.#hasBorder ? at.bordered : to;
        kernels.spread(windows, this.#axes.length, at.layout, at.layout + 4 * this.#axes.length, target);
        if (this.#hasBorder)
          this.#eachRow((inside, outside) => kernels.copy(at.bordered + inside, to + outside, width * channels));
      }
    });
  }

  /** Transposed windows times errors, summed over the images. */
  weights(kernels: Kernels, images: Pointer, errors: Pointer, weights: Pointer, at: Workplace): void {
    this.#clearBorder(kernels, at);
    if (this.sizes.images === 0) kernels.fill(weights, 0, this.#inner * this.filters);
    this.#eachTurn((first, count) => {
      this.#layOut(kernels, images, first, count, at);
      const [rows, row, column] = this.#windows(count);
      const from = errors + 4 * first * this.#outputs * this.filters;
      const [m, n] = [this.#inner, this.filters];
      kernels.gemm(m, n, rows, at.windows, column, row, from, n, 1, weights, n, first > 0, at.gemm);
    });
  }

  #eachTurn(compute: (first: number, count: number) => void): void {
    const { images } = this.sizes;
    for (let first = 0; first < images; first += this.#together) compute(first, Math.min(this.#together, images - first));
  }

  /** The matrix of so many images' windows: its rows, and the strides from row to row and from column to column. */
  #windows(count: number): readonly [rows: number, row: number, column: number] {
    const rows = count * this.#outputs;
    return this.#byColumns ? [rows, 1, rows] : [rows, this.#inner, 1];
  }

  #layOut(kernels: Kernels, images: Pointer, first: number, count: number, at: Workplace): void {
    const { height, width, channels } = this.sizes;
    for (let image = 0; image < count; image++) {
      const source = images + 4 * (first + image) * height * width * channels;
      if (this.#hasBorder)
        this.#eachRow((inside, outside) => kernels.copy(source + outside, at.bordered + inside, width * channels));
      const result = at.windows + 4 * image * this.#outputs * this.#inner;
      const from = this.#hasBorder ? at.bordered : source;
      kernels.gather(from, this.#axes.length, at.layout, at.layout + 4 * this.#axes.length, result);
    }
  }

  /** The bytes before each row of an image: with the border, and without it. */
  #eachRow(visit: (inside: number, outside: number) => void): void {
    const { height, width, channels, top, left } = this.sizes;
    for (let row = 0; row < height; row++) {
      visit(4 * ((top + row) * this.#borderedWidth + left) * channels, 4 * row * width * channels);
    }
  }

  #clearBorder(kernels: Kernels, at: Workplace): void {
    if (this.#hasBorder) kernels.fill(at.bordered, 0, this.borderedLength);
  }
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
