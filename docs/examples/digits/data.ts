/** Reads the digits from their file. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Digit, parseDigits } from "./digits.js";

export { type Digit, examples, shuffle } from "./digits.js";

const file = "digits.csv.gz";

export const readDigits = (): Digit[] =>
  parseDigits(gunzipSync(readFileSync(new URL(`../data/${file}`, import.meta.url))).toString(), file);
