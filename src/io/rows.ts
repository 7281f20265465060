/** Divides tables of comma-separated values into rows, as described in RFC 4180. Lines may also end with a single CR or LF. */
import { malformed } from "./format-error.js";

/** A row of a table. */
export interface Row {
  /** The number of the line in the file where it begins, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

/** The rows of a text. Empty lines are none, but a line with two quotation marks has an empty value. */
export function rowsOf(text: string, separator: string): Row[] {
  const rows: Row[] = [];
  let place = 0;
  for (let line = 1, lines = 1; place < text.length; line = lines) {
    const start = place;
    const values: string[] = [];
    do {
      const from = values.length === 0 ? place : ++place; // after the separator
      if (text[place] === '"') {
        do {
          place = text.indexOf('"', place + 1) + 1;
          if (place === 0) malformed("csv", `line ${line}: a quotation mark is missing`);
        } while (text[place] === '"');
        const value = text.slice(from + 1, place - 1).replaceAll('""', '"');
        lines += value.match(/\r\n|[\r\n]/g)?.length ?? 0;
        values.push(value);
      } else {
        while (place < text.length && text[place] !== separator && !isBreak(text[place])) place++;
        values.push(text.slice(from, place));
      }
    } while (text[place] === separator);
    if (place > start) rows.push({ line, values });
    if (place < text.length && !isBreak(text[place])) malformed("csv", `line ${line}: text follows a quoted value`);
    place += text.startsWith("\r\n", place) ? 2 : 1;
    lines++;
  }
  return rows;
}
const isBreak = (character: string | undefined): boolean => character === "\n" || character === "\r";
