/** The index of errors has a heading for each message of the library and no others, and has an example of each. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";
import { messages } from "./messages.js";

const index = readFileSync(join(root, "docs/guide/errors.md"), "utf8");
const entries = index
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ sentence: text.slice(0, text.indexOf("\n")), said: [...text.matchAll(/^```text\n(.*)\n```$/gm)], text }));
const headings = new Set(entries.map(({ sentence }) => sentence));

/** A message, with any operation in place of its own. */
const ofAny = (message: string): string => message.replace(/^\w+: /, "…: ");

test("every message of the library has a heading", () => {
  expect(messages.length).toBeGreaterThan(70);
  expect(messages.filter((message) => !headings.has(message) && !headings.has(ofAny(message)))).toEqual([]);
});

test("every heading is a message of the library, and appears once", () => {
  expect(entries.length).toBe(headings.size);
  expect([...headings].filter((heading) => !messages.some((message) => [message, ofAny(message)].includes(heading)))).toEqual([]);
});

/** Messages that no short program can show, or not in the same words with all settings of the compiler. */
const unseen = [
  "…: this tensor may be …",
  "…: the metrics may be missing: give them, or leave them out",
  "…: metrics.… may be missing: give it, or leave it out",
  "the engine is out of memory: it can address 4 GB",
  "a tensor of a scope that has ended was used",
  "there is no memory for … numbers",
  "… is no shape of … numbers",
  "a page's policy may forbid it",
  "the kernels don't import their memory as expected",
];

test.each(entries.filter(({ sentence }) => !unseen.includes(sentence)))(
  "a wrong program shows: $sentence",
  ({ sentence, said }) => {
    const parts = sentence.split("…").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll('"', '\\\\?"')); // in a type, quotes are escaped
    expect(said).toHaveLength(1);
    expect(said[0]?.[1]?.replaceAll('\\"', '"')).toMatch(new RegExp(`(^\\w+: |"|')${parts.join(".+")}`));
  },
);
