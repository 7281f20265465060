/**
 * The tables of `test-d` are complete: every public name with shapes has a pair in each form, and each wrong program differs from
 * its correct twin in one token.
 */
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as inferred from "../../src/inferred/index.js";
import * as linalg from "../../src/linalg/index.js";
import * as networks from "../../src/nn/index.js";
import { difference, forms, pairs, tokens } from "./pairs.js";

/** Names that take no shapes, so there is nothing to refuse. */
const shapeless: Readonly<Record<string, string>> = {
  cosineDecay: "takes numbers, and returns a function of a number",
  exponentialDecay: "as above",
  stepDecay: "as above",
  warmup: "as above",
  historyToSvg: "takes numbers and a library, and returns text",
  multiTaskLoss: "takes losses; what takes it compares the shapes",
  onPlateau: "takes optimisers and numbers, and returns a function of a number",
  ShapeError: "the error at run time",
  data: "a promise of plain numbers",
  dataSync: "plain numbers",
  random: "takes a seed, and returns random numbers",
  scalar: "takes one number, and always returns a Scalar",
  size: "a plain number",
  summary: "takes any layer, and returns a plain string",
  toString: "a plain string",
  useEngine: "takes the name of an engine",
};

/** Names that can't be wrong in one of the forms, and the reasons. */
const exceptions: Readonly<Record<string, string>> = {
  "dim, literal": "it creates names, so every pair about it has one",
  "vector, named": "the compiler counts its elements, and a counted length is a literal",
  "matrix, named": "as above",
};

const prototype = Object.getPrototypeOf(library.scalar(0));
const layer = networks.dense(3, 2);
const parts = [layer, layer.forward(library.zeros([3])), networks.sgd(layer, { learningRate: 1 })];
const names = new Set([
  ...Object.keys(library),
  ...Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor"),
  ...Object.keys(networks),
  ...parts
    .flatMap((part) => Object.keys(part))
    .filter((name) => typeof Object(parts.find((part) => name in part))[name] === "function"),
  ...["assign", "run", "with", "uniform", "normal", "integers", "bernoulli", "categorical"], // methods of classes, and one that can't be listed
  ...Object.keys(inferred).map((name) => `inferred.${name}`), // other functions than those of the same names in conformable/nn
  ...Object.keys(linalg).map((name) => `linalg.${name}`), // norm and trace are other functions elsewhere
  ...["saveNetwork", "loadNetwork", "transfer", "receive", "receiveLike"], // of conformable/io
]);

const about = (name: string, form: string) =>
  pairs.filter(
    (pair) =>
      pair.table.includes(name) && pair.form === form && tokens(pair.code).includes(name.replace(/^(inferred|linalg)\./, "")),
  );

describe.each([...names].filter((name) => !(name in shapeless)))("%s", (name) => {
  test.each(forms.filter((form) => !(`${name}, ${form}` in exceptions)))("has a %s pair", (form) => {
    expect(about(name, form).length).toBeGreaterThan(0);
  });
});

test("only names without a pair are listed as exceptions", () => {
  for (const name of Object.keys(shapeless)) expect(names).toContain(name);
  for (const [name, form] of Object.keys(exceptions).map((exception) => exception.split(", "))) {
    expect(about(name as string, form as string)).toEqual([]);
  }
});

test("every heading has public names, and there are tests for them below it", () => {
  const headings = new Set(pairs.flatMap(({ table }) => table));
  expect([...headings].filter((name) => !names.has(name))).toEqual([]);
});

test.each(pairs.filter(({ file }) => file !== "theorems.test-d.ts"))(
  "$file:$line differs from its twin in one token",
  ({ twin, code }) => {
    const [right, wrong] = difference(twin, code);
    expect([right.length, wrong.length], `${twin}\n${code}`).toEqual([1, 1]);
  },
);

/** A theorem may also be broken by a typical mistake: a transpose is left out or added, or two operands are exchanged. */
test.each(pairs.filter(({ file }) => file === "theorems.test-d.ts"))(
  "$file:$line differs from its twin by one mistake",
  ({ twin, code }) => {
    const [right, wrong] = difference(twin, code);
    const oneToken = right.length === 1 && wrong.length === 1;
    const transpose = [".transpose()", "transpose()."].includes([...right, ...wrong].join(""));
    const exchanged = [wrong.at(-1), ...wrong.slice(1, -1), wrong[0]].join() === right.join();
    expect(oneToken || transpose || exchanged, `${twin}\n${code}`).toBe(true);
  },
);
