/** The page on which a network learns: it connects the drawing, the pictures and the buttons with the worker that trains. */
import { keep } from "../offline/keep.js";
import "./learn.css";
import { onTheme } from "./colours.js";
import { curves } from "./curves.js";
import { drawingPad } from "./drawing.js";
import { renderFormulas, tex } from "./formulas.js";
import { HeatMap, type Indices } from "./heat-map.js";
import type { Command, Progress, Reply } from "./messages.js";
import { inTex, written } from "./numbers.js";
import { paintSoon, whenPainted } from "./painting.js";
import { writtenOut } from "./steps.js";

const testDigits = 360;

/** The element with an id, which learn.html has. */
function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`learn.html has no ${type.name} #${id}`);
}
const button = (id: string, action: () => void): HTMLButtonElement => {
  const found = element(id, HTMLButtonElement);
  found.addEventListener("click", action);
  return found;
};

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const send = (command: Command): void => worker.postMessage(command);
let latest: Progress | undefined;

// ── What is drawn or chosen ───────────────────────────────────────────────────────────────────────────────────────────────────

let drawn: readonly number[] | undefined;
let chosen = 0;
/** Whether the next answer is to be read out while the network trains: it is about something that was just drawn or chosen. */
let isAsked = true;

const canvas = element("pad", HTMLCanvasElement);
const meant = element("meant", HTMLSelectElement);
const pad = drawingPad(canvas, (pixels) => {
  drawn = pixels;
  show();
});

function show(): void {
  isAsked = true;
  const label = meant.value === "" ? undefined : Number(meant.value);
  send({ kind: "show", example: drawn ? { pixels: drawn, label } : { test: chosen } });
  element("source", HTMLElement).textContent = drawn
    ? "Your drawing"
    : `Digit ${chosen + 1} of ${testDigits} that it never learns from`;
  document.body.classList.toggle("drawn", drawn !== undefined);
  element("pad-hint", HTMLElement).hidden = drawn !== undefined;
}

function choose(by: number): void {
  if (!drawn) chosen = (chosen + by + testDigits) % testDigits;
  drawn = undefined;
  meant.value = "";
  pad.clear();
  show();
}
button("clear", () => choose(0));
button("previous-digit", () => choose(-1));
button("next-digit", () => choose(1));
canvas.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowLeft") choose(-1);
  if (key === "ArrowRight") choose(1);
  if (key === "Escape") choose(0);
});
meant.addEventListener("change", show);
onTheme(() => pad.repaint());

// ── Training ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const train = button("train", () => send({ kind: "train", running: !latest?.running }));
button("step", () => send({ kind: "step" }));
button("reset", () => send({ kind: "reset" }));
const learnExample = button("learn-example", () => send({ kind: "learn-example" }));

const [speed, rate] = [element("speed", HTMLInputElement), element("rate", HTMLInputElement)];
const speeds = [1, 3, 10, 30, 100, 300, 1000, 100_000];
const rates = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];
const learningRate = (): number => rates[Number(rate.value)] ?? 3;
function set(): void {
  const stepsPerSecond = speeds[Number(speed.value)] ?? 100;
  element("speed-value", HTMLElement).textContent =
    stepsPerSecond > 1000 ? "as fast as it can" : `${stepsPerSecond} ${stepsPerSecond === 1 ? "step" : "steps"} a second`;
  element("rate-value", HTMLElement).textContent = String(learningRate());
  speed.setAttribute("aria-valuetext", element("speed-value", HTMLElement).textContent ?? "");
  rate.setAttribute("aria-valuetext", String(learningRate()));
  send({ kind: "set", learningRate: learningRate(), stepsPerSecond });
}
for (const slider of [speed, rate]) slider.addEventListener("input", set);

// ── Pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const plots = curves(element("loss-curve", HTMLElement), element("accuracy-curve", HTMLElement));
renderFormulas();

/** A group of pictures with common indices: what is picked in one is marked in all. */
const groups = [...document.querySelectorAll<HTMLElement>("[data-group]")].map((place) => {
  const maps = [...place.querySelectorAll<HeatMap>("heat-map")];
  const kept = place.dataset.keeps?.split(" ") ?? [];
  const readout = place.querySelector<HTMLElement>(".readout");
  const written = place.querySelector<HTMLElement>(".written");
  const step = place.dataset.step;
  /** Formulas take longer than pictures, and numbers that change ten times a second can't be read. */
  let nextWriting = 0;
  let picked: Indices = {};
  let last: HeatMap | undefined;
  function write(): void {
    if (!latest || place.hidden) return;
    nextWriting = performance.now() + 500;
    const entry = last?.entry(picked);
    if (readout && last && entry) tex(`${entry} = ${inTex(last.at(picked))}`, readout);
    if (step && written) tex(writtenOut(step, { ...latest, learningRate: learningRate() }, picked), written, true);
  }
  place.addEventListener("pick", (event) => {
    const { target } = event;
    if (!(target instanceof HeatMap)) return;
    last = target;
    const old = Object.entries(picked).filter(([letter]) => kept.includes(letter));
    picked = { ...Object.fromEntries(old), ...(event as CustomEvent<Indices>).detail }; // a heat map's `pick` has indices
    for (const map of maps) map.picked = picked;
    write();
  });
  /** Picks the greatest entries of the results, so that there is something to read. */
  function pickGreatest({ numbers }: Progress): void {
    if (Object.keys(picked).length > 0) return;
    for (const name of place.dataset.result?.split(" ") ?? []) {
      const result = maps.find(({ of }) => of === name);
      if (!result) continue;
      const data = numbers[result.of];
      const sizes = data.numbers.map(Math.abs);
      const at = sizes.indexOf(Math.max(...sizes));
      const [, columns = 1] = data.shape;
      const places = [Math.floor(at / columns), at % columns];
      picked = { ...Object.fromEntries(result.axes.map((letter, axis) => [letter, places[axis] ?? 0])), ...picked };
    }
    for (const map of maps) map.picked = picked;
  }
  return {
    place,
    update(progress: Progress): void {
      for (const map of maps) map.value = progress.numbers[map.of];
      pickGreatest(progress);
      if (!latest?.running || performance.now() > nextWriting) paintSoon(write);
    },
  };
});

// ── Step by step ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const steps = groups.filter(({ place }) => place.dataset.step);
const stepButtons = [...document.querySelectorAll<HTMLButtonElement>("#steps button")];
let current = 0;
function goTo(step: number): void {
  current = Math.max(0, Math.min(steps.length - 1, step));
  steps.forEach(({ place }, index) => {
    place.hidden = index !== current;
  });
  stepButtons.forEach((one, index) => {
    if (index === current) one.setAttribute("aria-current", "step");
    else one.removeAttribute("aria-current");
  });
  previous.disabled = current === 0;
  following.disabled = current === steps.length - 1;
  if (latest) steps[current]?.update(latest);
}
const previous = button("previous-step", () => goTo(current - 1));
const following = button("next-step", () => goTo(current + 1));
stepButtons.forEach((one, index) => {
  one.addEventListener("click", () => goTo(index));
});
goTo(0);

// ── Answers ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const bars = [...document.querySelectorAll<HTMLElement>("#bars li")].map((bar) => ({
  bar,
  fill: bar.querySelector<HTMLElement>(".fill"),
  number: bar.querySelector<HTMLElement>(".number"),
}));

function answer({ numbers, point, label, running }: Progress): void {
  const outputs = [...numbers.outputs.numbers];
  const best = outputs.indexOf(Math.max(...outputs));
  bars.forEach(({ bar, fill, number }, digit) => {
    const output = outputs[digit] ?? 0;
    bar.classList.toggle("best", digit === best);
    if (fill) fill.style.transform = `scaleX(${output})`;
    if (number) number.textContent = output.toFixed(2);
  });
  element("says", HTMLElement).textContent = String(best);
  const isKnown = !drawn || meant.value !== "";
  const truth = label === best ? "which is right" : `but it is ${label === 8 ? "an" : "a"} ${label}`;
  const verdict = point.step === 0 ? "but it has learned nothing yet" : isKnown ? truth : "";
  element("verdict", HTMLElement).textContent = verdict;
  if (isAsked || !running) element("heard", HTMLElement).textContent = `The network says ${best}${verdict && `, ${verdict}`}.`;
  isAsked = false;
}

worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
  if (data.kind === "failure") return fail(data.message);
  latest = data;
  const { point } = data;
  answer(data);
  plots.add(point, data.fresh);
  paintSoon(plots.paint);
  train.textContent = data.running ? "Pause" : "Train";
  element("steps-taken", HTMLElement).textContent = point.step.toLocaleString("en");
  element("training-loss", HTMLElement).textContent = written(point.trainingLoss);
  element("accuracy", HTMLElement).textContent = `${(100 * point.accuracy).toFixed(1)} %`;
  learnExample.disabled = data.running;
  for (const group of groups) if (!group.place.hidden) group.update(data);
  whenPainted(() => {
    if (!document.body.classList.contains("ready")) void keep("learn.html");
    document.body.classList.add("ready");
    send({ kind: "painted" });
  });
});
function fail(message: string): void {
  element("failure", HTMLElement).textContent = `The network can't run here: ${message}`;
}
worker.addEventListener("error", ({ message }) => fail(message));
set();
show();
