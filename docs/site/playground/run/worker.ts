/** The worker that a program runs in: what the program prints and plots goes to the page, in reports. */
import inspect from "object-inspect";
import type { Drawn, Line, Points, Report } from "./report.js";

const [mostLines, mostNumbers, mostCharacters] = [1000, 65_536, 20_000] as const;
/** In milliseconds. The first reports don't wait: a program that prints a few lines and then computes for long is seen at once. */
const [interval, atOnce] = [40, 100] as const;

let port: MessagePort | undefined;
let lines: Line[] = [];
let points = new Map<string, number[]>();
let [shown, left, sent, lastSent, waiting] = [0, 0, 0, 0, false];

function send(ended?: Report["ended"]): void {
  const curves = [...points].map(([curve, values]): Points => ({ curve, values }));
  port?.postMessage({ lines, left, points: curves, ended } satisfies Report);
  [lines, points, lastSent] = [[], new Map(), performance.now()];
  sent++;
}

/** Sends what there is, now or soon. A program that never waits is sent from here, since its timers don't run. */
function sendSoon(): void {
  if (sent < atOnce || performance.now() - lastSent > interval) {
    send();
    return;
  }
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    send();
  }, interval);
}

const custom = Symbol.for("nodejs.util.inspect.custom");

interface TensorLike {
  readonly shape: readonly number[];
  dataSync(): Float32Array | Float64Array;
}
const isTensor = (value: unknown): value is TensorLike =>
  typeof value === "object" && value !== null && "shape" in value && "dataSync" in value && custom in value;

function numbersOf(tensor: TensorLike): Float32Array | undefined {
  try {
    return Float32Array.from(tensor.dataSync());
  } catch {
    return undefined; // within `trace`, a tensor has no numbers
  }
}

function drawn(tensor: TensorLike): Drawn {
  const { shape } = tensor;
  const few = shape.reduce((product, size) => product * size, 1) <= mostNumbers;
  return { shape: [...shape], numbers: few ? numbersOf(tensor) : undefined, text: String(tensor) };
}

function partOf(value: unknown): string | Drawn {
  if (isTensor(value)) return drawn(value);
  const text = typeof value === "string" ? value : value instanceof Error ? errorText(value) : inspect(value, { depth: 4 });
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)} …` : text;
}

const errorText = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : inspect(error));

function print(level: Line["level"], values: readonly unknown[]): void {
  if (shown < mostLines) lines.push({ level, parts: values.map(partOf) });
  else left++;
  shown++;
  sendSoon();
}

function addPoint(curve: string, x: number, y: number): void {
  const values = points.get(curve) ?? [];
  values.push(x, y);
  points.set(curve, values);
  sendSoon();
}

for (const [level, names] of Object.entries({ log: ["log", "info", "debug", "table", "dir"], warn: ["warn"], error: ["error"] }))
  for (const name of names) Object.assign(console, { [name]: (...values: unknown[]) => print(level as Line["level"], values) }); // a key of the object

const counts = new Map<string, number>();
interface Trained {
  readonly onStep?: ((step: { readonly step: number; readonly loss: number }) => unknown) | undefined;
  readonly onEpoch?: ((epoch: { readonly validationLoss?: number }) => unknown) | undefined;
}
let trainings = 0;

Object.assign(globalThis, {
  plot(value: number | { at(): number }, name = "loss") {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    addPoint(name, count, Number(typeof value === "object" ? value.at() : value));
  },
  /** The value of an expression on a line of its own: see `showing` in `compiler.ts`. */
  __show(value: unknown, onlyTensors: boolean) {
    if (onlyTensors ? isTensor(value) : value !== undefined) print("log", [value]);
    return value;
  },
  /** The options of `train`, which also draw the losses. `build/plugin.ts` calls it. */
  [Symbol.for("conformable.playground.drawn")](options: Trained) {
    const { onStep, onEpoch } = options ?? {};
    if ([onStep, onEpoch].some((given) => given !== undefined && typeof given !== "function")) return options; // `train` says why not
    const suffix = ++trainings > 1 ? ` ${trainings}` : "";
    let last = 0;
    return {
      ...options,
      onStep(step: { readonly step: number; readonly loss: number }) {
        last = step.step;
        addPoint(`loss${suffix}`, step.step, step.loss);
        return onStep?.(step);
      },
      onEpoch(epoch: { readonly validationLoss?: number }) {
        if (epoch.validationLoss !== undefined) addPoint(`validation loss${suffix}`, last, epoch.validationLoss);
        return onEpoch?.(epoch);
      },
    };
  },
});

addEventListener("unhandledrejection", ({ reason }) => print("error", [reason]));
addEventListener("error", ({ error }) => print("error", [error]));
addEventListener(
  "message",
  ({ data, ports }) => {
    port = ports[0];
    import(/* @vite-ignore */ data).then(
      () => send({ error: undefined }),
      (error: unknown) => send({ error: errorText(error) }),
    );
  },
  { once: true },
);
