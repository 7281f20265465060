/** The pictures of a training, plotted by Observable Plot. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Recorded } from "./record.js";
import { inset, type Picture, text } from "./svg.js";

const { document } = parseHTML("<html><body></body></html>");
const shared = {
  document,
  style: { color: "var(--p-aside)", background: "none", fontSize: "13px", fontFamily: "system-ui, sans-serif" },
};

/** Without the labels that Plot gives to the groups of its marks: the picture has a description as a whole, and groups may have none. */
const unlabelled = ({ outerHTML }: { readonly outerHTML: string }): string => outerHTML.replaceAll(/ aria-label="[^"]*"/g, "");

function losses({ losses, best, examples }: Recorded): Picture {
  const points = losses.flatMap(([training, validation], index) => [
    { epoch: index + 1, loss: training, of: "training" },
    { epoch: index + 1, loss: validation, of: "validation" },
  ]);
  const [, lowest = 0] = losses[best - 1] ?? [];
  const [lastTraining = 0, lastValidation = 0] = losses.at(-1) ?? [];
  const plot = Plot.plot({
    ...shared,
    width: 580,
    height: 300,
    marginLeft: 52,
    marginRight: 110,
    marginBottom: 40,
    x: { label: "epoch" },
    y: { type: "log", label: "loss", grid: true, ticks: [0.001, 0.01, 0.1, 1], tickFormat: String },
    color: { domain: ["training", "validation"], range: ["var(--p-blue-line)", "var(--p-orange-line)"] },
    marks: [
      Plot.ruleX([best], { stroke: "var(--p-aside)", strokeDasharray: "3 4" }),
      Plot.line(points, { x: "epoch", y: "loss", stroke: "of", strokeWidth: 2 }),
      Plot.dot([{ epoch: best, loss: lowest }], { x: "epoch", y: "loss", r: 4.5, fill: "var(--p-orange-line)" }),
      Plot.text([`best: epoch ${best}`], { x: best, y: lowest, dy: 18, dx: 6, textAnchor: "start", fill: "var(--p-ink)" }),
      Plot.text(
        [
          { loss: lastTraining, of: "training" },
          { loss: lastValidation, of: "validation" },
        ],
        { x: losses.length, y: "loss", text: "of", fill: "of", dx: 8, textAnchor: "start", fontWeight: 600 },
      ),
    ],
  });
  return {
    name: "loss-curves",
    title: "The losses of a training, epoch by epoch",
    description: `A network learns from ${examples} digits. On these, the loss falls to ${lastTraining.toFixed(4)} in ${losses.length} epochs. On 400 other digits it falls to ${lowest.toFixed(2)} in epoch ${best}, and then rises slowly to ${lastValidation.toFixed(2)}.`,
    width: 600,
    height: 324,
    body: inset(unlabelled(plot), 10, 12),
  };
}

function confusion({ confusion, accuracy }: Recorded): Picture {
  const cells = confusion.flatMap((row, actual) => row.map((count, predicted) => ({ actual, predicted, count })));
  const isRight = ({ actual, predicted }: { actual: number; predicted: number }) => actual === predicted;
  const most = Math.max(...cells.filter((cell) => !isRight(cell)).map(({ count }) => count));
  const [worst] = cells.filter((cell) => !isRight(cell) && cell.count === most);
  const plot = Plot.plot({
    ...shared,
    width: 460,
    height: 390,
    padding: 0.06,
    marginTop: 40,
    marginLeft: 60,
    marginBottom: 10,
    x: { axis: "top", label: "predicted", tickSize: 0, labelAnchor: "center", labelArrow: "none" },
    y: { label: "actual", tickSize: 0, labelAnchor: "center", labelArrow: "none" },
    marks: [
      Plot.cell(cells, {
        x: "predicted",
        y: "actual",
        rx: 3,
        fill: (cell) => (cell.count === 0 ? "var(--p-plain)" : isRight(cell) ? "var(--p-blue)" : "var(--p-orange)"),
        fillOpacity: (cell) => (isRight(cell) || cell.count === 0 ? 1 : 0.35 + (0.65 * cell.count) / most),
      }),
      Plot.text(cells, {
        x: "predicted",
        y: "actual",
        text: ({ count }) => (count === 0 ? "" : String(count)),
        fill: "var(--p-ink)",
        fontSize: 13,
      }),
    ],
    color: { type: "identity" },
    opacity: { type: "identity" },
  });
  const mistake = worst ? ` Most often, it takes the digit ${worst.actual} for a ${worst.predicted}: ${most} times.` : "";
  return {
    name: "confusion-matrix",
    title: "A confusion matrix",
    description: `A table of 10 by 10. The rows are the digits as they are, the columns what the network predicts. It is right where both are the same, on the diagonal: ${(100 * accuracy).toFixed(1)} % of the time.${mistake}`,
    width: 480,
    height: 430,
    body: inset(unlabelled(plot), 6, 8) + text(250, 412, "On the diagonal it is right", "aside"),
  };
}

export const plots = (recorded: Recorded): readonly Picture[] => [losses(recorded), confusion(recorded)];
