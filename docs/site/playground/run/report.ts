/** What a running program says to the page. */

/** A tensor to draw. Without its numbers, if there are too many, only its text is shown. */
export interface Drawn {
  readonly shape: readonly number[];
  readonly numbers: Float32Array | undefined;
  readonly text: string;
}

type Level = "log" | "warn" | "error";

/** What one call of `console.log` shows. */
export interface Line {
  readonly level: Level;
  readonly parts: readonly (string | Drawn)[];
}

/** New points of a curve, with coordinates one after the other: x, y, x, y, … */
export interface Points {
  readonly curve: string;
  readonly values: readonly number[];
}

export interface Report {
  readonly lines: readonly Line[];
  /** How many lines were left out since there are too many. */
  readonly left: number;
  readonly points: readonly Points[];
  /** Set in the last report: the program has ended, with this error if it failed. */
  readonly ended?: { readonly error: string | undefined } | undefined;
}
