/** Reshaping without copying: the strides of a view in another shape, if there are such strides. */
import { expect, test } from "vitest";
import { gather, rowMajor, stridesUnder } from "../../src/engine/layout.js";
import { random } from "../../src/index.js";

const elements = (shape: readonly number[], strides: readonly number[]): number[] => {
  const values = Float64Array.from({ length: 5000 }, (_, place) => place);
  const found = new Float64Array(shape.reduce((product, entries) => product * entries, 1));
  gather(values, { offset: 0, shape, strides }, found);
  return [...found];
};

test("the strides give the same elements in the same order", () => {
  const source = random(5);
  const draw = (...options: readonly number[]): number => options[Math.floor(source.uniform() * options.length)] as number;
  let found = 0;
  for (let round = 0; round < 3000; round++) {
    const shape = [draw(1, 2, 6), draw(1, 3, 4), draw(1, 2, 5)];
    const full = rowMajor(shape);
    const strides = source.permutation(3).map((axis) => (full[axis] as number) * draw(0, 1, 1, 1, 1, 2));
    const count = shape.reduce((product, entries) => product * entries, 1);
    const first = draw(...[1, 2, 3, 4, 5, 6, 10, 12].filter((entries) => count % entries === 0));
    const to = source.uniform() < 0.5 ? [first, count / first] : [1, count / first, 1, first];
    const under = stridesUnder(to, { shape, strides });
    if (under === undefined) continue;
    found++;
    expect(elements(to, under), `${shape} by ${strides} to ${to}`).toEqual(elements(shape, strides));
  }
  expect(found).toBeGreaterThan(1000);
});

test.each([
  { what: "row-major", shape: [2, 3, 5], strides: [15, 5, 1], to: [6, 5], under: [5, 1] },
  { what: "two axes laid out like one, with gaps", shape: [2, 3, 5], strides: [30, 10, 2], to: [30], under: [2] },
  { what: "transposed, with a new axis", shape: [5, 3], strides: [1, 5], to: [5, 1, 3], under: [1, 1, 5] },
  { what: "transposed, with one axis split", shape: [6, 5], strides: [1, 6], to: [2, 3, 5], under: [3, 1, 6] },
  { what: "repeated", shape: [2, 3, 5], strides: [0, 0, 1], to: [6, 5], under: [0, 1] },
  { what: "in reverse order", shape: [4, 3], strides: [-3, -1], to: [12], under: [-1] },
  { what: "no elements", shape: [0, 3], strides: [1, 7], to: [5, 0], under: [0, 1] },
  { what: "transposed, flattened", shape: [5, 3], strides: [1, 5], to: [15], under: undefined },
  { what: "across two runs", shape: [4, 3], strides: [1, 4], to: [3, 4], under: undefined },
])("$what", ({ shape, strides, to, under }) => {
  expect(stridesUnder(to, { shape, strides })).toEqual(under);
});
