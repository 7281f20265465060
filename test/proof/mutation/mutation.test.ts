/** Judges a sample of the mutants. `npm run test:mutation` judges them all. */
import { describe, expect, test } from "vitest";
import { random } from "../../../src/index.js";
import { complaintAbout, judge } from "./judge.js";
import { type Mutant, mutants } from "./mutants.js";
import { unnoticed } from "./unnoticed.js";

const listed = unnoticed.flatMap((group) => group.mutants);

test("each unnoticed mutant is listed once, and exists", () => {
  const names = new Set(mutants.map(({ name }) => name));
  expect(names.size).toBe(mutants.length);
  expect(listed.filter((name, index) => !names.has(name) || listed.indexOf(name) !== index)).toEqual([]);
});

describe("a mutant is noticed", () => {
  // The sample is drawn before the listed mutants are left out, so that a longer list doesn't change the rest of the sample.
  const drawn = random(1)
    .permutation(mutants.length)
    .map((index) => mutants[index] as Mutant);
  const sample = drawn
    .filter(({ name, file }) => !listed.includes(name) && !/(arithmetic|digits)\.d\.ts$/.test(file))
    .slice(0, 2);
  test.each(sample)(
    "$name",
    (mutant) => {
      const noticed = judge(mutant);
      expect(noticed).toMatch(/^[\w.-]+:\d+ (is|says) /);
      expect(complaintAbout(noticed?.split(":")[0] ?? "")).toBeUndefined(); // so it isn't noticed everywhere
    },
    180_000,
  );
});
