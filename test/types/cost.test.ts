/** The page about the cost of type checking is up to date, and the cost is as low as it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "./compiler.js";
import { operationRows, programRows, type Row, report } from "./cost.js";

const page = readFileSync(join(root, "docs/proof/cost.md"), "utf8");
let [operations, programs]: Row[][] = [];

beforeAll(async () => {
  operations = await operationRows();
  programs = await programRows();
}, 300_000);

/** The text with every number replaced. */
const words = (text: string): string => text.replaceAll(/[\d,]*\d/g, "#");
const figures = (text: string): number[] => [...text.matchAll(/[\d,]*\d/g)].map(([figure]) => Number(figure.replaceAll(",", "")));

test("the page is up to date (if not, run `npm run cost`)", () => {
  const measured = report(operations as Row[], programs as Row[]);
  expect(words(page)).toBe(words(measured));
  const [written, found] = [figures(page), figures(measured)];
  const off = written.flatMap((figure, index) => {
    const other = found[index] as number; // the same text has the same number of figures
    return Math.abs(figure - other) > 3 + 0.05 * other ? [{ figure, other }] : [];
  });
  expect(off).toEqual([]);
});

describe.each(["6.0", "7.0"] as const)("TypeScript %s", (version) => {
  const cost = (what: string, kind: "right" | "wrong" = "right"): number => {
    const row = (programs as Row[]).find((row) => row.what === what);
    return row?.[kind]?.[version] ?? Number.NaN;
  };

  test("the cost doesn't depend on the sizes", () => {
    expect(cost("300 operations, sizes from 2,000,003 up") / cost("300 operations, sizes from 2 up")).toBeCloseTo(1, 2);
  });

  test("it is linear in the length of a program", () => {
    expect(cost("600 operations, each with other shapes") / cost("300 operations, each with other shapes")).toBeLessThan(2.02);
  });

  test.each(["right", "wrong"] as const)("it is linear in the layers of a %s network", (kind) => {
    const layers = (count: number): number => cost(`a network of ${count} layers`, kind);
    expect((layers(500) - layers(200)) / 300).toBeLessThan(1.05 * ((layers(200) - layers(50)) / 150));
  });

  test("no operation costs more than 950, except where sizes are computed or several are compared; no refusal costs more than 2,700", () => {
    for (const { what, right, wrong } of operations as Row[]) {
      // The most, 830, are for a sum along an axis that is kept: in generic code, it also finds the last axis of `[...Batch, N]`.
      expect(right[version], what).toBeLessThan(/multiplied|computed|several/.test(what) ? 2_000 : 950);
      expect(wrong?.[version] ?? 0, what).toBeLessThan(2_700);
    }
  });
});
