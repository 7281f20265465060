/** The curves of a training: losses on a logarithmic axis, and the accuracy, drawn live by uPlot. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { onTheme, palette } from "./colours.js";
import type { Point } from "./messages.js";

/** With more points than this, every other one is left out. */
const most = 400;

export function curves(lossPlace: HTMLElement, accuracyPlace: HTMLElement) {
  let points: Point[] = [];
  let plots: readonly uPlot[] = [];

  const dataOf = (...columns: readonly (keyof Point)[]): uPlot.AlignedData => [
    points.map(({ step }) => step),
    ...columns.map((column) => points.map((point) => point[column])),
  ];
  const lossData = (): uPlot.AlignedData => dataOf("trainingLoss", "testLoss");
  const accuracyData = (): uPlot.AlignedData => dataOf("accuracy");

  function draw(): void {
    for (const plot of plots) plot.destroy();
    const { text, aside, grid, positive, negative } = palette();
    const { fontFamily } = getComputedStyle(lossPlace);
    const axis = {
      stroke: aside,
      grid: { stroke: grid, width: 1 },
      ticks: { stroke: grid, width: 1 },
      font: `12px ${fontFamily}`,
    };
    const line = (label: string, stroke: string, dash: number[] = []) => ({
      label,
      stroke,
      dash,
      width: 2,
      points: { show: false },
    });
    const make = (place: HTMLElement, data: uPlot.AlignedData, series: uPlot.Series[], scale: uPlot.Scale, y: uPlot.Axis) =>
      new uPlot(
        {
          width: Math.max(200, place.clientWidth),
          height: 190,
          cursor: { drag: { x: false, y: false }, y: false },
          legend: { show: false },
          scales: { x: { time: false }, y: scale },
          axes: [
            { ...axis, values: (_, steps) => steps.map((step) => (Number.isInteger(step) ? step.toLocaleString("en") : "")) },
            { ...axis, size: 52, ...y },
          ],
          series: [{}, ...series],
        },
        data,
        place,
      );
    plots = [
      make(
        lossPlace,
        lossData(),
        [line("batches", positive), line("other digits", text, [4, 3])],
        { distr: 3 },
        {
          values: (_, losses) => losses.map((loss) => (loss === null ? "" : String(Number(loss.toPrecision(1))))),
          grid: { ...axis.grid, filter: (_, losses) => losses.map((loss) => (Number.isInteger(Math.log10(loss)) ? loss : null)) },
          ticks: { show: false },
        },
      ),
      make(
        accuracyPlace,
        accuracyData(),
        [line("accuracy", negative)],
        { range: [0, 1] },
        { values: (_, shares) => shares.map((share) => `${Math.round(100 * share)} %`) },
      ),
    ];
  }

  new ResizeObserver(() => {
    for (const [index, place] of [lossPlace, accuracyPlace].entries()) {
      plots[index]?.setSize({ width: Math.max(200, place.clientWidth), height: 190 });
    }
  }).observe(lossPlace);
  draw();
  onTheme(draw);
  return {
    add(point: Point, isFirst: boolean): void {
      if (isFirst) points = [];
      if (points.at(-1)?.step === point.step) return;
      points.push(point);
      if (points.length > most) points = points.filter((_, index) => index % 2 === 0 || index > most - 20);
    },
    paint(): void {
      const [loss, accuracy] = plots;
      loss?.setData(lossData());
      accuracy?.setData(accuracyData());
    },
  };
}
