/** Draws the history of a training, with a library for plots that the user passes. */
import { describe } from "../../shape/describe.js";
import { isArray, isRevoked } from "../../shape/list.js";
import { fieldsOf, readOptions } from "../../shape/options.js";
import type { Epoch, History } from "./history.js";

/** The functions that {@link historyToSvg} needs of a library for plots. Observable Plot (`@observablehq/plot`) has them. */
export interface PlotLibrary {
  /** Makes a plot of marks. */
  plot(options: object): {
    /** The text of the SVG. */
    readonly outerHTML: string;
  };
  /** A line through points. */
  line(points: readonly object[], options: object): object;
  /** A dot at each point. */
  dot(points: readonly object[], options: object): object;
  /** A text at each point. */
  text(points: readonly object[], options: object): object;
}

/** Options of {@link historyToSvg}. */
export interface HistoryToSvgOptions {
  /** Observable Plot: `import * as Plot from "@observablehq/plot"`. */
  readonly Plot: PlotLibrary;
  /** The document that makes elements; by default, that of the page. Outside a browser, use one from `linkedom` or `jsdom`. */
  readonly document?: object | undefined;
}

/**
 * Draws the losses of a training as an SVG, epoch by epoch: the loss and, if there are validation data, the validation loss, with
 * a dot at the best epoch. It uses Observable Plot, which you pass, so programs that don't call this function don't contain it.
 *
 * @returns the text of the SVG, for a file, a page or a notebook
 * @throws TypeError if `Plot` isn't such a library, or the history isn't one
 * @throws RangeError if the history has no epochs
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { randomNormal, zeros } from "conformable";
 * import { adam, dense, historyToSvg, meanSquaredError, train } from "conformable/nn";
 * import { parseHTML } from "linkedom";
 *
 * const network = dense(3, 2);
 * const history = await train(network, {
 *   inputs: randomNormal([100, 3]),
 *   targets: zeros([100, 2]),
 *   loss: meanSquaredError,
 *   optimizer: adam(network),
 *   epochs: 20,
 * });
 * const { document } = parseHTML("<html></html>"); // in a browser, leave it out
 * historyToSvg(history, { Plot, document }); // "<svg …"
 * ```
 */
export function historyToSvg(history: History, options: HistoryToSvgOptions): string {
  const { Plot: given, document } = readOptions("historyToSvg", options, ["Plot", "document"]);
  const { plot, line, dot, text } = fieldsOf(given) as unknown as PlotLibrary; // each is read once, and checked
  if ([plot, line, dot, text].some((each) => typeof each !== "function" || isRevoked(each)))
    throw new TypeError(`historyToSvg: Plot is a library with the functions plot, line, dot and text, not ${describe(given)}`);
  const { epochs: finished, best } = fieldsOf(history);
  const epochs = readEpochs(finished);
  if (epochs.length === 0) throw new RangeError("historyToSvg: the history has no epochs, so there is nothing to draw");

  const isNumber = ({ loss }: Point) => Number.isFinite(loss);
  const points = epochs
    .flatMap(({ epoch, loss, validationLoss }): Point[] => [
      { epoch, loss, of: "training" },
      { epoch, loss: validationLoss, of: "validation" },
    ])
    .filter(isNumber);
  const last = ["training", "validation"].flatMap((of) => points.findLast((point) => point.of === of) ?? []);
  const lowest = (best === undefined ? [] : readEpochs([best]))
    .map(({ epoch, validationLoss }): Point => ({ epoch, loss: validationLoss, of: "validation" }))
    .filter(isNumber);
  const place = { x: "epoch", y: "loss" };
  const drawn = plot.call(given, {
    ...(document !== undefined && { document }),
    width: 640,
    height: 360,
    marginLeft: 56,
    marginRight: 90,
    x: {
      label: "epoch",
      ...(epochs.length === 1 && { ticks: [1] }),
      tickFormat: (epoch: number) => (epoch % 1 === 0 ? epoch : ""),
    },
    y: { label: "loss", grid: true, zero: true },
    color: { domain: ["training", "validation"], range: ["#2f6fb0", "#d9722e"] },
    marks: [
      line.call(given, points, { ...place, stroke: "of", strokeWidth: 2 }),
      dot.call(given, lowest, { ...place, fill: "of", r: 4.5 }),
      text.call(given, last, { ...place, text: "of", fill: "of", dx: 8, textAnchor: "start" }),
    ],
  });
  const svg = drawn.outerHTML;
  return svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
}

/** Reads what is drawn of epochs from outside. */
function readEpochs(given: unknown): Pick<Epoch, "epoch" | "loss" | "validationLoss">[] {
  const read: Pick<Epoch, "epoch" | "loss" | "validationLoss">[] = [];
  const length = isArray(given) ? given.length : undefined;
  for (let index = 0; index < (length ?? 1); index++) {
    const { epoch, loss, validationLoss } = fieldsOf(isArray(given) ? given[index] : undefined);
    if (typeof epoch !== "number" || typeof loss !== "number" || typeof validationLoss !== "number")
      throw new TypeError("historyToSvg: takes the history that train returns");
    read.push({ epoch, loss, validationLoss });
  }
  return read;
}

interface Point {
  readonly epoch: number;
  readonly loss: number;
  readonly of: string;
}
