/** Shows how the training is going, with a progress bar on a terminal and a line every few epochs elsewhere, and stops it on Ctrl-C. */
import { setTimeout } from "node:timers/promises";
import { SingleBar } from "cli-progress";
import type { Epoch, Step } from "conformable/nn";
import { isTerminal } from "./terminal.js";

/** The callbacks for {@link train}, and the signal that stops it. */
export interface Progress {
  readonly onStep: (step: Step) => void;
  readonly onEpoch: (epoch: Epoch) => void;
  readonly signal: AbortSignal;
  /** Cleans up after the training. From then on, Ctrl-C ends the program as usual. */
  end(): Promise<void>;
}

export function progress(): Progress {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.on("SIGINT", interrupt);
  const reporter = isTerminal ? bar() : lines();
  return {
    ...reporter,
    signal: interruption.signal,
    async end() {
      reporter.end();
      if (interruption.signal.aborted) await setTimeout(100); // tsx may pass on a single Ctrl-C twice; both are meant for the training
      process.removeListener("SIGINT", interrupt);
    },
  };
}

interface Reporter extends Pick<Progress, "onStep" | "onEpoch"> {
  end(): void;
}

function bar(): Reporter {
  const format = "  epoch {epoch}  {bar}  {losses}   Ctrl-C to stop early";
  const shown = new SingleBar({ format, stream: process.stdout, barCompleteChar: "█", barIncompleteChar: "░", barsize: 30 });
  const values = { epoch: "-", losses: "" };
  return {
    onStep({ step, steps, epoch }) {
      values.epoch = String(epoch).padStart(2);
      if (step === 1) shown.start(steps, 0, values);
      shown.update(step, values);
    },
    onEpoch(epoch) {
      values.losses = losses(epoch);
    },
    end() {
      shown.stop();
    },
  };
}

function lines(): Reporter {
  return {
    onStep() {},
    onEpoch(entry) {
      const { epoch, epochs } = entry;
      if (epoch === 1 || epoch % 5 === 0 || epoch === epochs) {
        console.log(`  epoch ${String(epoch).padStart(2)} of ${epochs}   ${losses(entry)}`);
      }
    },
    end() {},
  };
}

/** The losses of an epoch. Without validation data, the validation loss is NaN. */
const losses = ({ loss, validationLoss }: Epoch): string =>
  `loss ${loss.toFixed(4)}${Number.isNaN(validationLoss) ? "" : `, on other digits ${validationLoss.toFixed(4)}`}`;
