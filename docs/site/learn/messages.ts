/** What the page and its worker say to each other. */
import type { Message } from "conformable/io";
import type { passThrough } from "./model.js";

/** An example: one of the 360 test digits, or a drawing of 64 pixels from 0 to 1, which is meant to be the digit `label`. */
export type Example = { readonly test: number } | { readonly pixels: readonly number[]; readonly label: number | undefined };

export type Command =
  | { readonly kind: "train"; readonly running: boolean }
  | { readonly kind: "set"; readonly learningRate: number; readonly stepsPerSecond: number }
  | { readonly kind: "step" }
  | { readonly kind: "reset" }
  /** Says that the page has painted the latest progress. While the network trains, the worker then reports again. */
  | { readonly kind: "painted" }
  | { readonly kind: "show"; readonly example: Example }
  /** Takes a step on the example that is shown, and on nothing else. */
  | { readonly kind: "learn-example" };

/** How the network does after a number of steps. */
export interface Point {
  readonly step: number;
  /** The mean loss of the latest 50 batches; before the first step, that of the test digits. */
  readonly trainingLoss: number;
  readonly testLoss: number;
  /** The share of the test digits that the network reads, from 0 to 1. */
  readonly accuracy: number;
}

/** Every number of a pass through the example. */
export type Numbers = Message<ReturnType<typeof passThrough>["numbers"]>;

export interface Progress {
  readonly kind: "progress";
  readonly running: boolean;
  readonly point: Point;
  /** Whether the network has just been made anew. */
  readonly fresh: boolean;
  readonly loss: number;
  /** The loss of the example after a step along its gradient. */
  readonly nextLoss: number;
  /** The digit that the example is, or is meant to be. */
  readonly label: number;
  readonly numbers: Numbers;
}

export type Reply = Progress | { readonly kind: "failure"; readonly message: string };
