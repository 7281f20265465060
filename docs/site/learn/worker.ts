/** Trains on a thread of its own, so that the page always answers. */

import file from "../../examples/data/digits.csv.gz?url";
import { type Digit, parseDigits } from "../../examples/digits/digits.js";
import type { Command, Example, Reply } from "./messages.js";
import { createTrainer } from "./trainer.js";

/** For how many milliseconds it trains before it looks for commands. */
const slice = 12;
/** The milliseconds between two reports. */
const pace = 100;

let settings = { learningRate: 3, stepsPerSecond: 100 };

/** The file's text, even if the server has unpacked it, as some do. */
async function text(): Promise<string> {
  const bytes = await (await fetch(file)).arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  const isPacked = first === 0x1f && second === 0x8b;
  const { body } = new Response(bytes);
  return new Response(isPacked ? body?.pipeThrough(new DecompressionStream("gzip")) : bytes).text();
}

/** Trains, reports and obeys. @param digits - all 1,797 */
function start(digits: readonly Digit[]): (command: Command) => void {
  let trainer = createTrainer(digits, settings.learningRate);
  let example: Example = { test: 0 };
  let running = false;

  let reported = 0;
  let isPainted = true;
  function report(fresh = false): void {
    reported = performance.now();
    isPainted = false;
    const [shown, buffers] = trainer.show(example);
    const reply: Reply = { kind: "progress", running, point: trainer.point(), fresh, ...shown };
    postMessage(reply, { transfer: buffers });
  }

  let started = 0;
  let taken = 0;
  /** Starts to count the steps that the chosen speed allows. */
  function restart(): void {
    started = performance.now();
    taken = 0;
  }

  function train(): void {
    if (!running) return;
    const now = performance.now();
    const due = Math.floor(((now - started) / 1000) * settings.stepsPerSecond) + 1;
    while (taken < due && performance.now() - now < slice) {
      trainer.step();
      taken++;
    }
    if (taken < due) restart(); // it can't go this fast, and doesn't try to catch up
    if (isPainted && now - reported >= pace) report();
    setTimeout(train, Math.min(pace, 1000 / settings.stepsPerSecond));
  }

  report(true);
  return (command) => {
    if (command.kind === "painted") {
      isPainted = true;
      return;
    }
    if (command.kind === "train") {
      if (running === command.running) return;
      running = command.running;
      restart();
      train();
    } else if (command.kind === "set") {
      settings = command;
      trainer.learningRate = command.learningRate;
      restart();
    } else if (command.kind === "step") {
      trainer.step();
    } else if (command.kind === "learn-example") {
      trainer.learn(example);
    } else if (command.kind === "show") {
      example = command.example;
    } else {
      running = false;
      trainer = createTrainer(digits, settings.learningRate);
    }
    report(command.kind === "reset");
  };
}

const ready = text().then((lines) => start(parseDigits(lines, "digits.csv.gz")));
const fail = (error: unknown): void => {
  const reply: Reply = { kind: "failure", message: error instanceof Error ? error.message : String(error) };
  postMessage(reply);
};
ready.catch(fail);
addEventListener("message", ({ data }: MessageEvent<Command>) => {
  ready.then((obey) => obey(data)).catch(fail);
});
